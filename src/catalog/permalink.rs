//! The address of an entry on the portal, from the pattern of `site.yaml`.

use super::{Catalog, Entry};

/// The path of `entry` on the portal, with a leading `/`. The pattern may hold `{column}`,
/// `{yyyy}`, `{yyyymm}`, `{mm}`, `{dd}` and `{id}`; the date is that of the entry.
#[must_use]
pub fn permalink(catalog: &Catalog, entry: &Entry) -> String {
    let date = entry.front.date;
    let (year, month, day) =
        (format!("{:04}", date.year), format!("{:02}", date.month), format!("{:02}", date.day));
    let path = catalog
        .site
        .permalink()
        .replace("{column}", &entry.column)
        .replace("{yyyymm}", &format!("{year}{month}"))
        .replace("{yyyy}", &year)
        .replace("{mm}", &month)
        .replace("{dd}", &day)
        .replace("{id}", &entry.id);
    if path.starts_with('/') { path } else { format!("/{path}") }
}
