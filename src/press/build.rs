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
        self.outcomes.iter().filter(|outcome| outcome.staged).map(|outcome| outcome.path.as_str())
    }
}

/// What came of one route.
struct Outcome {
    path: String,
    row: Row,
    rendered: bool,
    /// Its bytes are new and wait to be switched over.
    staged: bool,
}

/// Renders and stages what has moved since `manifest`.
///
/// `stores` gives the place of each edition, in the order of `order.editions`.
///
/// # Errors
/// [`Failure::Content`] with every error of every route, [`Failure::Machine`] when bytes cannot be
/// staged. Either way nothing published has changed and nothing stays staged.
pub fn prepare<'a>(
    shop: &Shop,
    order: &Order<'_>,
    stores: &[&'a dyn Store],
    manifest: Manifest,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Prepared<'a>, Failure> {
    let mut warnings = Vec::new();
    let mut parts = Vec::new();
    let mut failure = None;
    for (edition, store) in order.editions.iter().zip(stores) {
        match part(shop, order, edition, *store, &manifest, progress) {
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
    manifest: &Manifest,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(Part<'a>, Vec<Diagnostic>), Failure> {
    let (listed, present) = rayon::join(|| (edition.routes)(shop), || store.list());
    let mut found = listed.diagnostics;
    let all = listed.value;
    doubles(edition, &all, &mut found);
    let empty = BTreeMap::new();
    let known = manifest.editions.get(&edition.name).unwrap_or(&empty);
    let stray = stray(order, &all, known, &present);
    let wanted: Vec<&dyn Route> = all
        .iter()
        .map(|route| &**route)
        .filter(|route| order.shard.is_none_or(|shard| in_shard(route.path(), shard)))
        .filter(|route| order.only.is_none_or(|only| only(edition, route.path())))
        .collect();
    let press = One { shop, store, known, present: &present, force: order.force, errors: Mutex::default() };
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
    found.extend(outcomes.iter().flat_map(|outcome| outcome.row.warnings.iter().cloned()));
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
}

impl One<'_> {
    /// None when the route has errors, which are collected.
    fn route(&self, route: &dyn Route) -> Result<Option<Outcome>, String> {
        let path = route.path().to_string();
        let known = self.known.get(&path);
        let present = self.present.get(&path);
        let in_place = known.is_some_and(|row| present == Some(&row.stamp) && row.stamp != Stamp::default());
        let (fingerprint, rendered) = match known.filter(|_| in_place && !self.force) {
            None => route.made(self.shop),
            Some(row) => {
                let fingerprint = route.fingerprint(self.shop);
                if row.fingerprint == fingerprint {
                    return Ok(Some(Outcome { path, row: row.clone(), rendered: false, staged: false }));
                }
                (fingerprint, route.render(self.shop))
            }
        };
        let Some(bytes) = rendered.value.filter(|_| !rendered.diagnostics.iter().any(Diagnostic::is_error)) else {
            self.failed(&path, rendered.diagnostics);
            return Ok(None);
        };
        let as_long = present.filter(|stamp| stamp.len == bytes.len() as u64);
        let kept = as_long.filter(|_| self.store.read(&path).is_ok_and(|old| old == bytes)).copied();
        let stamp = kept.map_or_else(|| self.store.stage(&path, &bytes), Ok)?;
        let row = Row { fingerprint, stamp, warnings: rendered.diagnostics };
        Ok(Some(Outcome { path, row, rendered: true, staged: kept.is_none() }))
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

/// Two routes with one address.
fn doubles(edition: &Edition, routes: &[Box<dyn Route>], found: &mut Vec<Diagnostic>) {
    let mut paths: Vec<&str> = routes.iter().map(|route| route.path()).collect();
    paths.sort_unstable();
    for pair in paths.windows(2).filter(|pair| pair[0] == pair[1]) {
        let message = format!("{}中有两个页面同用一个地址 /{}", edition.about, pair[0]);
        found.push(
            Diagnostic::error("duplicate-address", At::top("site.yaml"), message)
                .help("请改其中一篇的 id 或栏目文件夹名，或改 permalink"),
        );
    }
}

/// Files of ours that no route wants any more.
fn stray(
    order: &Order<'_>,
    routes: &[Box<dyn Route>],
    known: &BTreeMap<String, Row>,
    present: &BTreeMap<String, Stamp>,
) -> Vec<String> {
    if order.only.is_some() || known.is_empty() {
        return Vec::new();
    }
    let wanted: std::collections::BTreeSet<&str> = routes.iter().map(|route| route.path()).collect();
    known.keys().filter(|path| !wanted.contains(path.as_str()) && present.contains_key(*path)).cloned().collect()
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
        rendered: part.outcomes.iter().filter(|outcome| outcome.rendered).count(),
        written: Vec::new(),
        removed: part.stray,
    };
    for outcome in part.outcomes {
        if outcome.staged {
            built.written.push(outcome.path.clone());
        }
        rows.insert(outcome.path, outcome.row);
    }
    built.written.sort_unstable();
    Ok(built)
}
