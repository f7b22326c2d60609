//! The folder of one entry: what all its files are made from.

use super::Studio;
use super::lint::Fault;
use super::outlet;
use super::package::Item;
use super::split::{self, Piece};
use crate::catalog::{Entry, Target};
use crate::diag::{At, Diagnostic, Severity, Span, Warned};
use crate::directive::Outlet;
use crate::edition::Shop;
use crate::files::{Hash, Hasher};
use crate::load;
use crate::tree::Document;

/// How much of a quotation is looked for in the source, in characters.
const PLACE_CHARS: usize = 12;

/// An entry on its way to WeChat.
pub struct Folder<'a> {
    pub shop: &'a Shop,
    pub entry: &'a Entry,
    pub studio: &'a Studio,
    pub item: &'a Item,
}

/// The text as it is written: one article, or several when it is too long for one.
pub struct Composed {
    pub pieces: Vec<Piece>,
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

    /// The whole text.
    pub fn compose(&self) -> Composed {
        let document = self.document();
        let mut diagnostics = document.diagnostics;
        let split = split::pieces(self, &document.value, &self.outlet());
        diagnostics.extend(split.diagnostics);
        Composed { pieces: split.value, diagnostics }
    }

    /// A hash of everything [`Folder::compose`] reads.
    pub fn text_hash(&self) -> Hash {
        let mut hasher = Hasher::default();
        hasher.value(&(&*self.entry.path, &self.entry.kind, &*self.entry.id, self.linked_titles(), split::published(self)));
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

    /// A fault of the linter at the words it quotes.
    pub fn diagnostic(&self, fault: Fault) -> Diagnostic {
        let at = self.place(&fault.quote);
        let found = match fault.severity {
            Severity::Error => Diagnostic::error(fault.code, at, fault.message),
            Severity::Warning => Diagnostic::warning(fault.code, at, fault.message),
            Severity::Note => Diagnostic::note(fault.code, at, fault.message),
        };
        found.help(fault.help)
    }

    /// Where the source has `words`; the top of the file when it has them nowhere.
    fn place(&self, words: &str) -> At {
        let key: String = words.chars().take(PLACE_CHARS).collect();
        let text = self.shop.catalog.files.bytes(&self.entry.path).ok();
        let text = text.and_then(|bytes| load::decode(&self.entry.path, &bytes).value).unwrap_or_default();
        let found = if key.is_empty() { None } else { text.find(&key) };
        let span = found.map(|start| Span::new(start, start + key.len()));
        span.map_or_else(|| self.entry.at(), |span| At::new(&self.entry.path, span))
    }
}
