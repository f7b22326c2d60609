//! A build in two steps: [`prepare`] renders what has moved and stages it, [`Prepared::commit`]
//! switches it over. Between the two nothing published has changed.

use super::{Failure, Manifest, Order, Pending, Row, Store};
use crate::diag::{At, Diagnostic, settle};
use crate::edition::{Edition, Route, Shop};
use crate::files::{Hash, Stamp};
use crate::kind::EditionName;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How far a build has come.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    pub edition: EditionName,
    pub done: usize,
    pub all: usize,
}

/// What a build did for one edition.
#[derive(Clone, Debug)]
pub struct Built {
    pub edition: EditionName,
    /// Routes looked at.
    pub routes: usize,
    /// Routes rendered, whether or not their bytes turned out new.
    pub rendered: usize,
    /// Files written, in order.
    pub written: Vec<String>,
    /// Files removed, in order.
    pub removed: Vec<String>,
}

/// A build that is rendered and staged, and not yet visible.
pub struct Prepared<'a> {
    parts: Vec<Part<'a>>,
    manifest: Manifest,
    /// Warnings and notes of all routes, those of skipped ones too.
    pub warnings: Vec<Diagnostic>,
}

struct Part<'a> {
    edition: EditionName,
    store: &'a dyn Store,
    outcomes: Vec<Outcome>,
    stray: Vec<String>,
}

impl Part<'_> {
    /// The addresses whose bytes wait to be switched over.
    fn staged(&self) -> impl Iterator<Item = &str> {
        self.outcomes.iter().filter_map(|outcome| match outcome {
            Outcome::Made { path, staged: true, .. } => Some(path.as_str()),
            Outcome::Made { .. } | Outcome::Kept => None,
        })
    }
}

/// What came of one route.
enum Outcome {
    /// It has not moved: its row stays.
    Kept,
    /// It was rendered; `staged` when its bytes are new and wait to be switched over.
    Made { path: String, row: Row, staged: bool },
}

/// Renders and stages what has moved since `manifest`.
///
/// `stores` gives the place of each edition, in the order of `order.editions`, and `present` what
/// each was found to hold.
///
/// # Errors
/// [`Failure::Content`] with every error of every route, [`Failure::Machine`] when bytes cannot be
/// staged. Either way nothing published has changed and nothing stays staged.
pub fn prepare<'a>(
    shop: &Shop,
    order: &Order<'_>,
    stores: &[&'a dyn Store],
    (manifest, present): (Manifest, Vec<BTreeMap<String, Stamp>>),
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Prepared<'a>, Failure> {
    let mut warnings = Vec::new();
    let mut parts = Vec::new();
    let mut failure = None;
    for ((edition, store), present) in order.editions.iter().zip(stores).zip(&present) {
        match part(shop, order, edition, *store, (&manifest, present), progress) {
            Ok((part, mut found)) => {
                warnings.append(&mut found);
                parts.push(part);
            }
            Err(Failure::Content(mut found)) => {
                warnings.append(&mut found);
                failure = Some(());
            }
            Err(machine) => {
                stores.iter().for_each(|store| store.abandon());
                return Err(machine);
            }
        }
    }
    settle(&mut warnings);
    if failure.is_some() {
        stores.iter().for_each(|store| store.abandon());
        return Err(Failure::Content(warnings));
    }
    Ok(Prepared { parts, manifest, warnings })
}

fn part<'a>(
    shop: &Shop,
    order: &Order<'_>,
    edition: &Edition,
    store: &'a dyn Store,
    (manifest, present): (&Manifest, &BTreeMap<String, Stamp>),
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(Part<'a>, Vec<Diagnostic>), Failure> {
    let listed = (edition.routes)(shop);
    let mut found = listed.diagnostics;
    let all = listed.value;
    let mut sorted: Vec<&str> = all.iter().map(|route| route.path()).collect();
    sorted.par_sort_unstable();
    doubles(edition, &sorted, &mut found);
    let empty = BTreeMap::new();
    let known = manifest.editions.get(&edition.name).unwrap_or(&empty);
    let stray = stray(order, &sorted, known, present);
    let wanted: Vec<&dyn Route> = all
        .iter()
        .map(|route| &**route)
        .filter(|route| order.shard.is_none_or(|shard| in_shard(route.path(), shard)))
        .filter(|route| order.only.is_none_or(|only| only(edition, route.path())))
        .collect();
    let press = One { shop, store, known, present, force: order.force, errors: Mutex::default(), warnings: Mutex::default() };
    let done = AtomicUsize::new(0);
    // In short runs, so that no worker is left with a long one at the end.
    let outcomes: Vec<Result<Option<Outcome>, String>> = wanted
        .par_iter()
        .with_max_len(8)
        .map(|route| {
            let outcome = press.route(*route);
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            progress(Progress { edition: edition.name, done, all: wanted.len() });
            outcome
        })
        .collect();
    let outcomes: Vec<Outcome> =
        outcomes.into_iter().filter_map(Result::transpose).collect::<Result<_, _>>().map_err(Failure::Machine)?;
    let errors = press.errors.into_inner().unwrap_or_default();
    let failed = !errors.is_empty() || found.iter().any(Diagnostic::is_error);
    found.extend(errors);
    found.extend(press.warnings.into_inner().unwrap_or_default());
    match failed {
        true => Err(Failure::Content(found)),
        false => Ok((Part { edition: edition.name, store, outcomes, stray }, found)),
    }
}

/// What one route needs to be decided upon.
struct One<'a> {
    shop: &'a Shop,
    store: &'a dyn Store,
    known: &'a BTreeMap<String, Row>,
    present: &'a BTreeMap<String, Stamp>,
    force: bool,
    errors: Mutex<Vec<Diagnostic>>,
    warnings: Mutex<Vec<Diagnostic>>,
}

impl One<'_> {
    /// None when the route has errors, which are collected.
    fn route(&self, route: &dyn Route) -> Result<Option<Outcome>, String> {
        let path = route.path();
        let known = self.known.get(path);
        let present = self.present.get(path);
        let in_place = known.is_some_and(|row| present == Some(&row.stamp) && row.stamp != Stamp::default());
        let (fingerprint, rendered) = match known.filter(|_| in_place && !self.force) {
            None => route.made(self.shop),
            Some(row) => {
                let fingerprint = route.fingerprint(self.shop);
                if row.fingerprint == fingerprint {
                    self.warned(&row.warnings);
                    return Ok(Some(Outcome::Kept));
                }
                (fingerprint, route.render(self.shop))
            }
        };
        let Some(bytes) = rendered.value.filter(|_| !rendered.diagnostics.iter().any(Diagnostic::is_error)) else {
            self.failed(path, rendered.diagnostics);
            return Ok(None);
        };
        let as_long = present.filter(|stamp| stamp.len == bytes.len() as u64);
        let kept = as_long.filter(|_| self.store.read(path).is_ok_and(|old| old == bytes)).copied();
        let stamp = kept.map_or_else(|| self.store.stage(path, &bytes), Ok)?;
        self.warned(&rendered.diagnostics);
        let row = Row { fingerprint, stamp, warnings: rendered.diagnostics };
        Ok(Some(Outcome::Made { path: path.to_string(), row, staged: kept.is_none() }))
    }

    fn warned(&self, warnings: &[Diagnostic]) {
        if !warnings.is_empty() && let Ok(mut all) = self.warnings.lock() {
            all.extend_from_slice(warnings);
        }
    }

    fn failed(&self, path: &str, mut diagnostics: Vec<Diagnostic>) {
        if !diagnostics.iter().any(Diagnostic::is_error) {
            diagnostics.push(Diagnostic::error("not-rendered", At::top(path), format!("没有生成 {path}")));
        }
        if let Ok(mut errors) = self.errors.lock() {
            errors.append(&mut diagnostics);
        }
    }
}

/// Two routes with one address, among the `sorted`.
fn doubles(edition: &Edition, sorted: &[&str], found: &mut Vec<Diagnostic>) {
    for pair in sorted.windows(2).filter(|pair| pair[0] == pair[1]) {
        let message = format!("{}中有两个页面同用一个地址 /{}", edition.about, pair[0]);
        found.push(
            Diagnostic::error("duplicate-address", At::top("site.yaml"), message)
                .help("请改其中一篇的 id 或栏目文件夹名，或改 permalink"),
        );
    }
}

/// Files of ours that no route wants any more; `sorted` are the addresses of all routes.
fn stray(
    order: &Order<'_>,
    sorted: &[&str],
    known: &BTreeMap<String, Row>,
    present: &BTreeMap<String, Stamp>,
) -> Vec<String> {
    if order.only.is_some() {
        return Vec::new();
    }
    let mut wanted = sorted.iter().copied().peekable();
    let unwanted = |path: &&String| {
        while wanted.next_if(|other| *other < path.as_str()).is_some() {}
        wanted.peek() != Some(&path.as_str())
    };
    known.keys().filter(unwanted).filter(|path| present.contains_key(*path)).cloned().collect()
}

/// Whether `path` falls to shard `.0` of `.1`.
fn in_shard(path: &str, (index, count): (u32, u32)) -> bool {
    let hash = Hash::of(path.as_bytes()).0;
    let number = u32::from_le_bytes([hash[0], hash[1], hash[2], hash[3]]);
    number % count.max(1) == index.saturating_sub(1)
}

impl Prepared<'_> {
    /// The addresses about to be written, to be kept before [`Prepared::commit`], so that a run cut
    /// short leaves no file that is not known to be ours.
    #[must_use]
    pub fn pending(&self) -> Pending {
        let addresses = |part: &Part<'_>| part.staged().map(str::to_string).collect::<Vec<_>>();
        Pending { editions: self.parts.iter().map(|part| (part.edition, addresses(part))).collect() }
    }

    /// Switches everything over: new and changed files, then removals.
    ///
    /// # Errors
    /// A Chinese sentence when a file cannot be put in place or removed.
    pub fn commit(self) -> Result<(Vec<Built>, Manifest), String> {
        let mut manifest = self.manifest;
        let mut built = Vec::new();
        for part in self.parts {
            built.push(commit_part(part, &mut manifest)?);
        }
        Ok((built, manifest))
    }
}

fn commit_part(part: Part<'_>, manifest: &mut Manifest) -> Result<Built, String> {
    let store = part.store;
    store.commit(&part.staged().collect::<Vec<_>>())?;
    part.stray.iter().try_for_each(|path| store.remove(path))?;
    store.abandon();
    let rows = manifest.editions.entry(part.edition).or_default();
    part.stray.iter().for_each(|path| {
        rows.remove(path);
    });
    let mut built = Built {
        edition: part.edition,
        routes: part.outcomes.len(),
        rendered: 0,
        written: Vec::new(),
        removed: part.stray,
    };
    for outcome in part.outcomes {
        let Outcome::Made { path, row, staged } = outcome else { continue };
        built.rendered += 1;
        if staged {
            built.written.push(path.clone());
        }
        rows.insert(path, row);
    }
    built.written.sort_unstable();
    Ok(built)
}
