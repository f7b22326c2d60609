//! How much of the platform's room each entry takes, for `kanxing list wechat` and `kanxing stats`.

use super::Studio;
use super::article::Counts;
use super::folder::Folder;
use super::package::Item;
use crate::catalog::EntryIx;
use crate::diag::Warned;
use crate::edition::Shop;
use crate::kind::EditionName;
use rayon::prelude::*;

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
    let entries: Vec<EntryIx> = shop.shelf.of(&shop.catalog, EditionName::Wechat).into_iter().collect();
    let budget = |ix: &EntryIx| {
        let item = Item { ix: *ix, prefix: String::new(), own: None, articles: 1 };
        let pieces = Folder { shop, entry: shop.catalog.entry(*ix), studio: open, item: &item }.compose().pieces;
        Budget { ix: *ix, counts: pieces.iter().map(|piece| Counts::of(&piece.html)).collect() }
    };
    Warned::clean(entries.par_iter().map(budget).collect())
}
