//! Addresses of pages that are no entries: lists, tags, people, feeds. Absolute paths, which on
//! disk are the same path without the leading slash.

use crate::catalog::{Column, Registers};
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

/// The addresses of tags, by pinyin.
#[must_use]
pub fn tags<'t>(names: impl Iterator<Item = &'t String>) -> BTreeMap<String, String> {
    terms("tags", names, pinyin::slug)
}

/// The addresses of people, by the pinyin of the register, or with the readings of surnames.
#[must_use]
pub fn people<'t>(registers: &Registers, names: impl Iterator<Item = &'t String>) -> BTreeMap<String, String> {
    let registered = |name: &str| registers.people.iter().find(|person| person.name == name)?.pinyin.clone();
    terms("people", names, |name| pinyin::slug(&registered(name).unwrap_or_else(|| pinyin::name(name))))
}

/// The addresses of brands, by pinyin.
#[must_use]
pub fn brands<'t>(names: impl Iterator<Item = &'t String>) -> BTreeMap<String, String> {
    terms("brands", names, pinyin::slug)
}

/// The addresses of counties, by pinyin.
#[must_use]
pub fn districts<'t>(names: impl Iterator<Item = &'t String>) -> BTreeMap<String, String> {
    terms("districts", names, pinyin::slug)
}

/// The addresses of terms below `/<folder>/`. Terms that sound alike are told apart by four digits
/// of the hash of their name.
fn terms<'t>(
    folder: &str,
    names: impl Iterator<Item = &'t String>,
    slug: impl Fn(&str) -> String,
) -> BTreeMap<String, String> {
    let mut by_slug: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for name in names {
        by_slug.entry(slug(name)).or_default().push(name);
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
