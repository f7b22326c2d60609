//! Files served as they are: the static files of the theme, under names that hold the hash of their
//! content, and attachments and videos that public texts link to.

use super::desk::Desk;
use crate::catalog::{Target, attachment};
use crate::diag::{At, Diagnostic, Warned};
use crate::edition::{Rendered, Route, Shop};
use crate::files::Hash;
use crate::kind::EditionName;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

fn folder(shop: &Shop) -> String {
    format!("themes/{}/site/static/", shop.catalog.site.theme())
}

/// Logical name -> address of every static file of the theme.
#[must_use]
pub fn names(shop: &Shop) -> BTreeMap<String, String> {
    let folder = folder(shop);
    let named = shop.looks.files.under(&folder).filter_map(|(path, file)| {
        let name = path[folder.len()..].to_string();
        let hash = file.hash(path).ok()?.short(8);
        let url = match name.rsplit_once('.') {
            Some((stem, extension)) => format!("/assets/{stem}.{hash}.{extension}"),
            None => format!("/assets/{name}.{hash}"),
        };
        Some((name, url))
    });
    named.collect()
}

pub fn routes(shop: &Shop, desk: &Arc<Desk>, out: &mut Vec<Box<dyn Route>>) {
    let folder = folder(shop);
    for (name, url) in &desk.site.assets {
        let source = format!("{folder}{name}");
        let hash = shop.looks.files.get(&source).and_then(|file| file.hash(&source).ok()).unwrap_or_default();
        out.push(Box::new(FileRoute { path: url.trim_start_matches('/').to_string(), source, hash, look: true }));
    }
    for path in attachments(shop) {
        let Some(url) = attachment(&shop.catalog, &path) else { continue };
        let hash = shop.catalog.files.get(&path).and_then(|file| file.hash(&path).ok()).unwrap_or_default();
        out.push(Box::new(FileRoute { path: url.trim_start_matches('/').to_string(), source: path, hash, look: false }));
    }
}

/// Files that texts of the site link to or play.
fn attachments(shop: &Shop) -> BTreeSet<String> {
    let catalog = &shop.catalog;
    let mut paths = BTreeSet::new();
    for ix in shop.shelf.of(catalog, EditionName::Site) {
        let entry = catalog.entry(ix);
        for mention in entry.digest.links.iter().chain(&entry.digest.attachments) {
            if let Target::File(path) = catalog.target(&entry.path, &mention.name) {
                paths.insert(path);
            }
        }
    }
    paths
}

struct FileRoute {
    path: String,
    source: String,
    hash: Hash,
    /// Among the looks, not in `content/`.
    look: bool,
}

impl Route for FileRoute {
    fn path(&self) -> &str {
        &self.path
    }

    fn fingerprint(&self, _shop: &Shop) -> Hash {
        self.hash
    }

    fn render(&self, shop: &Shop) -> Rendered {
        let files = if self.look { &shop.looks.files } else { &shop.catalog.files };
        match files.bytes(&self.source) {
            Ok(bytes) => Warned::clean(Some(bytes.to_vec())),
            Err(why) => Warned::new(None, vec![Diagnostic::error("unreadable", At::top(&self.source), why)]),
        }
    }

    fn sources(&self, _shop: &Shop) -> Vec<String> {
        let prefix = if self.look { "" } else { "content/" };
        vec![format!("{prefix}{}", self.source)]
    }
}
