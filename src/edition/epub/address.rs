//! Addresses within and outside the book, in characters every reader of EPUB accepts.

use super::plan::Plan;
use crate::catalog::{EntryIx, attachment};
use crate::kind::EditionName;
use std::fmt::Write as _;

/// The page of an entry on the portal; None when the portal does not show it.
pub fn portal(plan: &Plan, ix: EntryIx) -> Option<String> {
    let catalog = &plan.shop.catalog;
    let shown = plan.shop.shelf.shows(catalog, ix, EditionName::Site);
    shown.then(|| legal(&format!("{}{}", catalog.site.origin(), catalog.entry(ix).address)))
}

/// A file of the tree on the portal.
pub fn portal_file(plan: &Plan, path: &str) -> Option<String> {
    let catalog = &plan.shop.catalog;
    Some(legal(&format!("{}{}", catalog.site.origin(), attachment(catalog, path)?)))
}

/// `address` with every character a URL may not hold written as `%XX` (RFC 3986 §2).
pub fn legal(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.trim().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            byte if b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte) => out.push(char::from(byte)),
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
