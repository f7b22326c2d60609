//! Where a key stands in a file, for checks that speak of its value.

use crate::catalog::Catalog;
use crate::diag::{At, Span};
use std::sync::Arc;

/// The line of the top-level `key` in the YAML of `path`; the top of the file when it is not found.
#[must_use]
pub fn at_key(catalog: &Catalog, path: &str, key: &str) -> At {
    let file: Arc<str> = path.into();
    let bytes = catalog.files.bytes(path).unwrap_or_else(|_| Vec::new().into());
    let text = std::str::from_utf8(&bytes).ok().map(as_loaded);
    let span = text.and_then(|text| line_of(&text, key));
    At { file, span: span.unwrap_or_default() }
}

/// Places count in the text as it was loaded: without byte order mark, lines ending in LF.
fn as_loaded(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n")
}

fn line_of(text: &str, key: &str) -> Option<Span> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')) {
            return Some(Span::new(start, start + bare.len()));
        }
        if start > 0 && bare == "---" {
            return None;
        }
        start += line.len();
    }
    None
}
