//! The folder of one article: what all its files are made from.

use super::Studio;
use super::outlet;
use crate::catalog::{Entry, Target};
use crate::diag::{Diagnostic, Warned};
use crate::directive::Outlet;
use crate::edition::Shop;
use crate::files::{Hash, Hasher};
use crate::load;
use crate::markup::Html;
use crate::render::wechat;
use crate::tree::Document;

/// An entry on its way to WeChat.
pub struct Folder<'a> {
    pub shop: &'a Shop,
    pub entry: &'a Entry,
    pub studio: &'a Studio,
}

/// The text as it is written.
pub struct Composed {
    pub html: Html,
    pub diagnostics: Vec<Diagnostic>,
}

impl Folder<'_> {
    pub fn outlet(&self) -> Outlet {
        outlet::of(self)
    }

    /// The tree of the entry: the blocks of its kind, then its body.
    pub fn document(&self) -> Warned<Document> {
        load::document(&self.shop.catalog, self.entry)
    }

    /// The whole article.
    pub fn compose(&self) -> Composed {
        let document = self.document();
        let html = wechat::document(&document.value, &self.outlet(), &self.studio.look);
        Composed { html, diagnostics: document.diagnostics }
    }

    /// A hash of everything [`Folder::compose`] reads.
    pub fn text_hash(&self) -> Hash {
        let mut hasher = Hasher::default();
        hasher.value(&(&*self.entry.path, &self.entry.kind, self.linked_titles()));
        hasher.hash(self.entry.body_hash).value(&self.outlet()).hash(self.studio.look_hash());
        hasher.finish()
    }

    /// The titles of the entries it links to: `[[id]]` shows them.
    fn linked_titles(&self) -> Vec<&str> {
        let catalog = &self.shop.catalog;
        let targets = self.entry.digest.links.iter().map(|link| catalog.target(&self.entry.path, &link.name));
        let titles = targets.filter_map(|target| match target {
            Target::Entry(ix, _) => Some(catalog.entry(ix).front.title.as_str()),
            Target::Heading(_) | Target::File(_) | Target::Outside(_) | Target::Unknown => None,
        });
        titles.collect()
    }

    /// The hash of a file of `content/`; that of nothing when it cannot be read, which
    /// rendering reports.
    pub fn content_hash(&self, path: &str) -> Hash {
        let file = self.shop.catalog.files.get(path);
        file.and_then(|file| file.hash(path).ok()).unwrap_or_default()
    }
}
