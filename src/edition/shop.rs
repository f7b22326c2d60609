//! The shop: the immutable snapshot everything is rendered from. It is replaced whole.

use crate::catalog::{Catalog, Shelf};
use crate::markup::Looks;
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
}

impl Shop {
    #[must_use]
    pub fn new(catalog: Catalog, looks: Looks, as_of: Time, drafts: bool) -> Shop {
        let shelf = Shelf::new(&catalog, as_of, drafts);
        Shop { catalog, shelf, looks, as_of, drafts }
    }
}
