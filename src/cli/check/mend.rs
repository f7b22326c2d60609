//! Mechanical mends: fixes of diagnostics applied to the text of their files.

use crate::cli::project::Sources;
use crate::diag::{Diagnostic, Fix, within};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Mends after which a run gives up: two fixes that undo each other must not go on for ever.
pub const MOST: usize = 100_000;

/// A file with its mends applied. Its encoding and line ends are put right too.
pub struct Mended {
    pub path: Arc<str>,
    pub text: String,
    pub mends: usize,
}

/// The files that change. Of two fixes that overlap the first is taken; the other shows up again.
#[must_use]
pub fn mended(sources: &Sources, diagnostics: &[Diagnostic]) -> Vec<Mended> {
    let mut by_file: BTreeMap<&Arc<str>, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|found| found.fix.is_some() || of_encoding(found)) {
        by_file.entry(&diagnostic.at.file).or_default().push(diagnostic);
    }
    by_file.into_iter().filter_map(|(path, found)| one(sources, path, &found)).collect()
}

/// Faults that are mended by writing the text as it was read.
fn of_encoding(diagnostic: &Diagnostic) -> bool {
    !diagnostic.is_error() && matches!(&*diagnostic.code, "bad-encoding" | "bad-newline")
}

fn one(sources: &Sources, path: &Arc<str>, found: &[&Diagnostic]) -> Option<Mended> {
    let text = sources.own_text(path)?;
    let mut fixes: Vec<&Fix> = found.iter().filter_map(|diagnostic| diagnostic.fix.as_ref()).collect();
    fixes.sort();
    let (mended, applied) = apply(&text, &fixes);
    let mends = applied + found.iter().filter(|diagnostic| of_encoding(diagnostic)).count();
    (mends > 0).then(|| Mended { path: Arc::clone(path), text: mended, mends })
}

fn apply(text: &str, fixes: &[&Fix]) -> (String, usize) {
    let (mut mended, mut done, mut applied) = (String::with_capacity(text.len()), 0, 0);
    for fix in fixes {
        let (start, end) = within(text, fix.span);
        let overlaps = start < done || (applied > 0 && start == done && start == end);
        if overlaps || text.get(start..end) == Some(fix.text.as_str()) {
            continue;
        }
        mended.push_str(text.get(done..start).unwrap_or_default());
        mended.push_str(&fix.text);
        done = end;
        applied += 1;
    }
    mended.push_str(text.get(done..).unwrap_or_default());
    (mended, applied)
}
