//! The shop: the immutable snapshot everything is rendered from. It is replaced whole.

use crate::catalog::{Catalog, Shelf};
use crate::markup::Looks;
use crate::media::{Darkroom, Encoded, Fit};
use crate::shape::Time;

/// A catalog, what of it is public, the looks, and the moment it is seen from.
#[derive(Clone, Debug)]
pub struct Shop {
    pub catalog: Catalog,
    pub shelf: Shelf,
    pub looks: Looks,
    pub as_of: Time,
    /// Drafts are shown too; only for previews.
    pub drafts: bool,
    /// Where its pictures are made.
    pub darkroom: Darkroom,
}

impl Shop {
    #[must_use]
    pub fn new(catalog: Catalog, looks: Looks, as_of: Time, drafts: bool) -> Shop {
        let shelf = Shelf::new(&catalog, as_of, drafts);
        Shop::on(catalog, shelf, looks, as_of, drafts)
    }

    /// As [`Shop::new`], of a shelf that is made already.
    #[must_use]
    pub fn on(catalog: Catalog, shelf: Shelf, looks: Looks, as_of: Time, drafts: bool) -> Shop {
        Shop { catalog, shelf, looks, as_of, drafts, darkroom: Darkroom::default() }
    }

    /// The same shop with its pictures made in `darkroom`.
    #[must_use]
    pub fn with(self, darkroom: Darkroom) -> Shop {
        Shop { darkroom, ..self }
    }

    /// The picture at `path` below `content/`, made to fit.
    ///
    /// # Errors
    /// When it cannot be read, or as [`crate::media::fit`].
    pub fn fit(&self, path: &str, to: &Fit) -> Result<Encoded, String> {
        let file = self.catalog.files.get(path).ok_or_else(|| format!("没有文件 {path}"))?;
        self.darkroom.fit(file.hash(path)?, to, || file.bytes(path))
    }
}
