//! The shelf: what of a catalog is public at a moment, and in which order it is shown.

use super::{Catalog, Entry, EntryIx};
use crate::kind::{EditionName, Query, Status};
use crate::shape::Time;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Why an entry is not public. `kanxing list` prints these. `Internal` comes last: an internal
/// entry with another reason against it is absent for that reason, and enters no volume either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Absence {
    Draft,
    InReview,
    Withdrawn,
    /// Its time has not come.
    Scheduled(Time),
    Expired(Time),
    Internal,
    /// An archive record that is not `open`.
    NotOpen,
    /// Sign-off is required and incomplete, or was given for another text.
    Unsigned,
}

impl Absence {
    /// The reason in Chinese, for editors.
    #[must_use]
    pub fn chinese(self) -> String {
        match self {
            Absence::Draft => "草稿".to_string(),
            Absence::InReview => "送审中".to_string(),
            Absence::Withdrawn => "已撤下".to_string(),
            Absence::Scheduled(time) => format!("定于 {} 发布", time.minute()),
            Absence::Expired(time) => format!("已于 {} 到期", time.minute()),
            Absence::Internal => "内部资料".to_string(),
            Absence::NotOpen => "档案未定为开放".to_string(),
            Absence::Unsigned => "三审签批不全，或签批后改过".to_string(),
        }
    }
}

/// What is public, as indexes into the catalog, newest first.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    pub as_of: Option<Time>,
    /// Every public entry, newest first; equal dates by id.
    pub all: Vec<EntryIx>,
    /// Internal entries that would be public otherwise: for 内部资料 volumes in print only.
    pub internal: Vec<EntryIx>,
    /// Entries that were published and taken back; they leave a tombstone.
    pub withdrawn: Vec<EntryIx>,
    pub by_column: BTreeMap<Arc<str>, Vec<EntryIx>>,
    pub by_tag: BTreeMap<String, Vec<EntryIx>>,
    pub by_person: BTreeMap<String, Vec<EntryIx>>,
    pub by_topic: BTreeMap<String, Vec<EntryIx>>,
    /// Id of an original -> its public translations.
    pub translations: BTreeMap<String, Vec<EntryIx>>,
    public: Vec<bool>,
    ranks: Vec<u32>,
}

impl Shelf {
    /// What of `catalog` is public at `as_of`. With `drafts` on, drafts and texts in review and
    /// before their time are shown too; internal, closed and expired ones never are.
    #[must_use]
    pub fn new(catalog: &Catalog, as_of: Time, drafts: bool) -> Shelf {
        let mut shelf = Shelf { as_of: Some(as_of), public: vec![false; catalog.entries.len()], ..Shelf::default() };
        for (ix, entry) in catalog.each() {
            match absence(catalog, entry, as_of) {
                None => shelf.all.push(ix),
                Some(Absence::Draft | Absence::InReview | Absence::Scheduled(_) | Absence::Unsigned)
                    if drafts && !entry.closed() =>
                {
                    shelf.all.push(ix);
                }
                Some(Absence::Withdrawn) => shelf.withdrawn.push(ix),
                Some(Absence::Internal) => shelf.internal.push(ix),
                Some(_) => {}
            }
        }
        // By date alone first, which stands beside the index: an entry is far away in memory.
        let mut dated: Vec<(Time, EntryIx)> = shelf.all.iter().map(|ix| (catalog.entry(*ix).front.date, *ix)).collect();
        dated.sort_by(|(day, a), (other, b)| other.cmp(day).then_with(|| catalog.entry(*a).id.cmp(&catalog.entry(*b).id)));
        shelf.all = dated.into_iter().map(|(_, ix)| ix).collect();
        shelf.index(catalog);
        shelf
    }

    /// The next moment after `as_of` at which an entry comes or goes; far away when none does.
    #[must_use]
    pub fn next_change(catalog: &Catalog, as_of: Time) -> Time {
        let far = Time { year: 9999, month: 12, day: 31, hour: 23, minute: 59 };
        let moments = catalog.entries.iter().flat_map(|entry| {
            let opens = entry.front.publish_at.unwrap_or(entry.front.date);
            [Some(opens), entry.front.expires_at]
        });
        moments.flatten().filter(|moment| *moment > as_of).min().unwrap_or(far)
    }

    /// The place of a public entry in [`Shelf::all`], and so its order in every other list.
    #[must_use]
    pub fn rank(&self, ix: EntryIx) -> u32 {
        self.ranks[ix.index()]
    }

    fn index(&mut self, catalog: &Catalog) {
        self.ranks = vec![u32::MAX; catalog.entries.len()];
        for (rank, &ix) in self.all.iter().enumerate() {
            self.ranks[ix.index()] = u32::try_from(rank).unwrap_or(u32::MAX);
            let entry = catalog.entry(ix);
            self.public[ix.index()] = true;
            self.by_column.entry(Arc::clone(&entry.column)).or_default().push(ix);
            for (names, index) in [
                (&entry.front.tags, &mut self.by_tag),
                (&entry.front.people, &mut self.by_person),
                (&entry.front.topics, &mut self.by_topic),
            ] {
                for name in names {
                    match index.get_mut(name) {
                        Some(list) => list.push(ix),
                        None => {
                            index.insert(name.clone(), vec![ix]);
                        }
                    }
                }
            }
            if let Some(original) = &entry.front.translation_of {
                self.translations.entry(original.clone()).or_default().push(ix);
            }
        }
    }

    /// Whether an entry is public and meant for `edition`.
    #[must_use]
    pub fn shows(&self, catalog: &Catalog, ix: EntryIx, edition: EditionName) -> bool {
        self.public[ix.index()] && catalog.entry(ix).editions().contains(&edition)
    }

    /// The public entries meant for `edition`, newest first.
    pub fn of<'a>(&'a self, catalog: &'a Catalog, edition: EditionName) -> impl Iterator<Item = EntryIx> + 'a {
        self.all.iter().copied().filter(move |ix| catalog.entry(*ix).editions().contains(&edition))
    }

    /// The public entries of `edition` that a query finds, newest first.
    #[must_use]
    pub fn find(&self, catalog: &Catalog, query: &Query, edition: EditionName) -> Vec<EntryIx> {
        self.of(catalog, edition).filter(|ix| matches(catalog.entry(*ix), query)).collect()
    }

    /// As [`Shelf::find`], with internal entries too: for volumes of 内部资料 in print.
    #[must_use]
    pub fn find_internal(&self, catalog: &Catalog, query: &Query, edition: EditionName) -> Vec<EntryIx> {
        let inside = self.internal.iter().copied();
        let inside = inside.filter(|ix| catalog.entry(*ix).editions().contains(&edition));
        let mut found: Vec<EntryIx> =
            self.of(catalog, edition).chain(inside).filter(|ix| matches(catalog.entry(*ix), query)).collect();
        found.sort_by(|a, b| newer(catalog.entry(*a), catalog.entry(*b)));
        found
    }
}

/// Newest first, equal dates by id, so that the order is total.
fn newer(a: &Entry, b: &Entry) -> std::cmp::Ordering {
    b.front.date.cmp(&a.front.date).then_with(|| a.id.cmp(&b.id))
}

/// Why `entry` is not public at `as_of`; None when it is.
#[must_use]
pub fn absence(catalog: &Catalog, entry: &Entry, as_of: Time) -> Option<Absence> {
    match entry.status() {
        Status::Draft => return Some(Absence::Draft),
        Status::Review => return Some(Absence::InReview),
        Status::Withdrawn => return Some(Absence::Withdrawn),
        Status::Published => {}
    }
    if entry.not_open() {
        return Some(Absence::NotOpen);
    }
    if let Some(expires) = entry.front.expires_at.filter(|time| *time <= as_of) {
        return Some(Absence::Expired(expires));
    }
    let opens = entry.front.publish_at.unwrap_or(entry.front.date);
    if opens > as_of {
        return Some(Absence::Scheduled(opens));
    }
    if catalog.site.review_required() && !signed(catalog, entry) {
        return Some(Absence::Unsigned);
    }
    entry.front.internal.then_some(Absence::Internal)
}

/// Whether 初审, 复审 and 终审 are signed for this very text, by different people unless allowed.
fn signed(catalog: &Catalog, entry: &Entry) -> bool {
    use crate::kind::ReviewStage::{Final, First, Second};
    let Some(hash) = entry.signing_hash() else { return false };
    let signers: Option<Vec<&str>> = [First, Second, Final]
        .iter()
        .map(|stage| entry.front.review.iter().find(|sign| sign.stage == *stage && sign.hash == hash))
        .map(|sign| sign.map(|sign| sign.by.as_str()))
        .collect();
    let same_person = catalog.site.review.as_ref().is_some_and(|review| review.same_person);
    signers.is_some_and(|mut names| {
        names.sort_unstable();
        names.dedup();
        same_person || names.len() == 3
    })
}

fn matches(entry: &Entry, query: &Query) -> bool {
    let any = |wanted: &[String], have: &[String]| wanted.is_empty() || wanted.iter().any(|w| have.contains(w));
    let day = entry.front.date.day();
    query.kind.is_none_or(|kind| entry.kind.name() == kind)
        && query.column.as_deref().is_none_or(|column| &*entry.column == column)
        && any(&query.tags, &entry.front.tags)
        && any(&query.topics, &entry.front.topics)
        && any(&query.people, &entry.front.people)
        && query.from.is_none_or(|from| day.as_str() >= from.iso().as_str())
        && query.to.is_none_or(|to| day[..to.iso().len()] <= *to.iso())
        && (query.ids.is_empty() || query.ids.iter().any(|id| **id == *entry.id))
}
