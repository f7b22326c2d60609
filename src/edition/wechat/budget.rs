//! How much of the platform's room each entry takes, for `kanxing list wechat` and `kanxing stats`.

use super::Studio;
use super::article::Counts;
use super::folder::Folder;
use super::package::Item;
use crate::catalog::EntryIx;
use crate::diag::Warned;
use crate::edition::Shop;
use crate::kind::EditionName;

/// What an entry takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Budget {
    pub ix: EntryIx,
    /// One for each article it is split into; none when it cannot be.
    pub counts: Vec<Counts>,
}

/// The budget of every entry of the edition.
pub fn budgets(shop: &Shop) -> Warned<Vec<Budget>> {
    let studio = Studio::open(shop);
    let Some(open) = &studio.value else { return Warned::new(Vec::new(), studio.diagnostics) };
    let mut diagnostics = studio.diagnostics;
    let mut out = Vec::new();
    for ix in shop.shelf.of(&shop.catalog, EditionName::Wechat) {
        let item = Item { ix, prefix: String::new(), own: None, articles: 1 };
        let composed = Folder { shop, entry: shop.catalog.entry(ix), studio: open, item: &item }.compose();
        diagnostics.extend(composed.diagnostics);
        out.push(Budget { ix, counts: composed.pieces.iter().map(|piece| Counts::of(&piece.html)).collect() });
    }
    Warned::new(out, diagnostics)
}
