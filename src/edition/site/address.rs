//! Addresses of pages that are no entries: lists, tags, people, feeds. Absolute paths, which on
//! disk are the same path without the leading slash.

use crate::catalog::{Catalog, Column, Entry, permalink};
use crate::files::Hash;
use crate::text::pinyin;
use std::collections::BTreeMap;

/// Address of page `number` (from 1) of a list whose first page is `first`.
///
/// The first page is a folder (`/yaowen/`) or a page (`/tags/x.html`); later ones follow the habit
/// of government sites, `index_2.html`. `_` stands in no id, so they meet no entry.
#[must_use]
pub fn numbered(first: &str, number: usize) -> String {
    match (number, first.strip_suffix(".html")) {
        (0 | 1, _) => first.to_string(),
        (number, Some(stem)) => format!("{stem}_{number}.html"),
        (number, None) => format!("{first}index_{number}.html"),
    }
}

/// The file of an address.
#[must_use]
pub fn file(url: &str) -> String {
    let path = url.trim_start_matches('/');
    match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path.to_string(),
    }
}

#[must_use]
pub fn column(column: &Column) -> String {
    format!("/{}/", column.slug)
}

#[must_use]
pub fn entry(catalog: &Catalog, entry: &Entry) -> String {
    permalink(catalog, entry)
}

/// The addresses of terms below `/<folder>/`, by pinyin. Terms that sound alike are told apart by
/// four digits of the hash of their name.
#[must_use]
pub fn terms<'t>(folder: &str, names: impl Iterator<Item = &'t String>) -> BTreeMap<String, String> {
    let mut by_slug: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for name in names {
        by_slug.entry(pinyin::slug(name)).or_default().push(name);
    }
    let mut addresses = BTreeMap::new();
    for (slug, names) in by_slug {
        for name in &names {
            let alone = names.len() == 1 && !slug.is_empty() && slug != "index";
            let mark = if alone { String::new() } else { format!("-{}", Hash::of(name.as_bytes()).short(4)) };
            addresses.insert((*name).clone(), format!("/{folder}/{slug}{mark}.html"));
        }
    }
    addresses
}
