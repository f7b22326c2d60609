//! What a link as written means: an entry, a heading, a file of the tree, the outside world.

use super::{Catalog, EntryIx};
use crate::files;

/// The meaning of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An entry, perhaps at one of its headings.
    Entry(EntryIx, Option<String>),
    /// A heading of the same text.
    Heading(String),
    /// A file of the tree that is no entry: an attachment or a picture, by path from `content/`.
    File(String),
    /// An address outside: `https:`, `http:`, `mailto:`, `tel:`.
    Outside(String),
    /// Nothing that is there.
    Unknown,
}

impl Catalog {
    /// What the link `to`, written in the file `from`, means.
    #[must_use]
    pub fn target(&self, from: &str, to: &str) -> Target {
        if ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| to.starts_with(scheme)) {
            return Target::Outside(to.to_string());
        }
        let (name, heading) = match to.split_once('#') {
            Some(("", heading)) => return Target::Heading(heading.to_string()),
            Some((name, heading)) => (name, Some(heading.to_string())),
            None => (to, None),
        };
        if let Some(ix) = self.find(name) {
            return Target::Entry(ix, heading);
        }
        let Some(path) = files::resolve(from, name) else { return Target::Unknown };
        match self.find_path(&path) {
            Some(ix) => Target::Entry(ix, heading),
            None if self.files.get(&path).is_some() => Target::File(path),
            None => Target::Unknown,
        }
    }
}
