//! Addresses on the portal other editions refer to: of an entry, from the pattern of `site.yaml`,
//! and of an attachment.

use super::{Catalog, Entry, Site};
use crate::shape::push_two;

/// The path of `entry` on the portal, with a leading `/`; texts in other languages than the
/// site's stand in a tree of their own. The pattern may hold `{column}`,
/// `{yyyy}`, `{yyyymm}`, `{mm}`, `{dd}` and `{id}`; the date is that of the entry. Anything else in
/// braces stays as it is.
#[must_use]
pub fn permalink(site: &Site, entry: &Entry) -> String {
    let date = entry.front.date;
    let mut rest = site.permalink();
    let mut path = String::with_capacity(rest.len() + 24);
    path.push_str(site.tree(entry.lang()));
    if !rest.starts_with('/') {
        path.push('/');
    }
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}').map(|close| open + close) else { break };
        path.push_str(&rest[..open]);
        match &rest[open + 1..close] {
            "column" => path.push_str(&entry.column),
            "id" => path.push_str(&entry.id),
            "yyyy" => push_year(&mut path, date.year),
            "yyyymm" => {
                push_year(&mut path, date.year);
                push_two(&mut path, date.month.into());
            }
            "mm" => push_two(&mut path, date.month.into()),
            "dd" => push_two(&mut path, date.day.into()),
            _ => path.push_str(&rest[open..=close]),
        }
        rest = &rest[close + 1..];
    }
    path.push_str(rest);
    path
}

fn push_year(path: &mut String, year: i16) {
    push_two(path, year / 100);
    push_two(path, year % 100);
}

/// The path on the portal of an attachment, by its path from `content/`; None when there is no
/// such file or it cannot be read. It holds a hash, so that a changed file is a new address.
#[must_use]
pub fn attachment(catalog: &Catalog, path: &str) -> Option<String> {
    let hash = catalog.files.get(path)?.hash(path).ok()?;
    let name = path.rsplit('/').next().unwrap_or(path);
    Some(format!("/files/{}/{name}", hash.short(8)))
}
