//! Verify: what is on disk equals a clean render, byte for byte. Why: what a page is made of.

use super::{Manifest, Store};
use crate::diag::{Diagnostic, settle};
use crate::edition::{Edition, Shop};
use crate::files::Hash;
use crate::kind::EditionName;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// A way in which the disk is not what a clean render would be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    Missing { edition: EditionName, path: String },
    /// `at_byte` is the first byte that differs.
    Changed { edition: EditionName, path: String, at_byte: usize },
    Extra { edition: EditionName, path: String },
}

/// Renders every route of `editions` anew and compares it with its store. Also every diagnostic
/// on the way.
#[must_use]
pub fn verify(shop: &Shop, editions: &[(&'static Edition, &dyn Store)]) -> (Vec<Difference>, Vec<Diagnostic>) {
    let (mut differences, mut diagnostics) = (Vec::new(), Vec::new());
    for (edition, store) in editions {
        let listed = (edition.routes)(shop);
        diagnostics.extend(listed.diagnostics);
        let paths: BTreeSet<&str> = listed.value.iter().map(|route| route.path()).collect();
        let name = edition.name;
        let extra = store.list().into_keys().filter(|path| !paths.contains(path.as_str()));
        differences.extend(extra.map(|path| Difference::Extra { edition: name, path }));
        let found: Vec<(Option<Difference>, Vec<Diagnostic>)> = listed
            .value
            .par_iter()
            .map(|route| {
                let rendered = route.render(shop);
                let bytes = rendered.value.unwrap_or_default();
                (compare(name, route.path(), &bytes, *store), rendered.diagnostics)
            })
            .collect();
        for (difference, found) in found {
            differences.extend(difference);
            diagnostics.extend(found);
        }
    }
    differences.sort();
    settle(&mut diagnostics);
    (differences, diagnostics)
}

fn compare(edition: EditionName, path: &str, clean: &[u8], store: &dyn Store) -> Option<Difference> {
    let path = path.to_string();
    let Ok(old) = store.read(&path) else { return Some(Difference::Missing { edition, path }) };
    if old == clean {
        return None;
    }
    let at_byte = old.iter().zip(clean).take_while(|(a, b)| a == b).count();
    Some(Difference::Changed { edition, path, at_byte })
}

/// Why a page would or would not be rendered again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It has never been built here.
    New,
    /// Something it is made of has moved.
    Moved,
    /// The file on disk is not the one that was written.
    Touched,
    /// Nothing.
    Fresh,
}

/// What a page is made of.
#[derive(Clone, Debug)]
pub struct Why {
    pub edition: EditionName,
    pub path: String,
    pub sources: Vec<String>,
    pub fingerprint: Hash,
    pub reason: Reason,
}

/// The routes called `path` in any of `editions`, with what they are made of.
#[must_use]
pub fn why(shop: &Shop, editions: &[(&'static Edition, &dyn Store)], manifest: &Manifest, path: &str) -> Vec<Why> {
    let path = path.trim_start_matches('/');
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_string() };
    let mut found = Vec::new();
    for (edition, store) in editions {
        let routes = (edition.routes)(shop).value;
        let Some(route) = routes.iter().find(|route| route.path() == path) else { continue };
        let fingerprint = route.fingerprint(shop);
        let row = manifest.row(edition.name, &path);
        let reason = match row {
            None => Reason::New,
            Some(row) if row.fingerprint != fingerprint => Reason::Moved,
            Some(row) if store.list().get(&path) != Some(&row.stamp) => Reason::Touched,
            Some(_) => Reason::Fresh,
        };
        let sources = route.sources(shop);
        found.push(Why { edition: edition.name, path: path.clone(), sources, fingerprint, reason });
    }
    found
}
