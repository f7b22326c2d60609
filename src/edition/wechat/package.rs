//! What a folder of the edition is: one entry, or an issue of several. Each entry of an issue has
//! a folder of its own within.

use super::Studio;
use super::folder::Folder;
use crate::catalog::{Entry, EntryIx, Issue, IssueArticle};
use crate::diag::{Diagnostic, Warned};
use crate::edition::Shop;
use crate::kind::EditionName;
use std::sync::Arc;

/// Characters an article may come to for each of its text, each picture and each chart at the very
/// most: what is below the limit by this reckoning need not be written to know that it is one article.
const MOST_PER_CHAR: u32 = 6;
const MOST_PER_PICTURE: u32 = 300;

/// A folder of the edition.
pub struct Package {
    pub id: Arc<str>,
    pub items: Vec<Item>,
    /// The path of the issue from `content/`, when it is one.
    pub issue: Option<Arc<str>>,
}

/// An entry in a package.
pub struct Item {
    pub ix: EntryIx,
    /// The folder within the package: empty, or `01/`.
    pub prefix: String,
    /// What the issue says of it.
    pub own: Option<IssueArticle>,
    /// How many articles it takes.
    pub articles: usize,
}

impl Package {
    /// The folder of the item at `at`.
    pub fn folder<'a>(&'a self, shop: &'a Shop, studio: &'a Studio, at: usize) -> Option<Folder<'a>> {
        let item = self.items.get(at)?;
        Some(Folder { shop, entry: shop.catalog.entry(item.ix), studio, item })
    }

    pub fn folders<'a>(&'a self, shop: &'a Shop, studio: &'a Studio) -> impl Iterator<Item = Folder<'a>> {
        (0..self.items.len()).filter_map(move |at| self.folder(shop, studio, at))
    }
}

/// Every package: the entries of the edition, then the issues.
pub fn packages(shop: &Shop, studio: &Studio) -> Warned<Vec<Package>> {
    let mut diagnostics = Vec::new();
    let mut packages: Vec<Package> = Vec::new();
    for ix in shop.shelf.of(&shop.catalog, EditionName::Wechat) {
        let id = Arc::clone(&shop.catalog.entry(ix).id);
        let item = item(shop, studio, ix, String::new(), None);
        packages.push(Package { id, items: vec![item], issue: None });
    }
    for issue in &shop.catalog.issues {
        packages.push(collected(shop, studio, issue, &mut diagnostics));
    }
    Warned::new(packages, diagnostics)
}

fn collected(shop: &Shop, studio: &Studio, issue: &Issue, out: &mut Vec<Diagnostic>) -> Package {
    let mut items = Vec::new();
    for own in &issue.file.articles {
        let Some(ix) = shop.catalog.find(&own.id) else { continue };
        if !shop.shelf.shows(&shop.catalog, ix, EditionName::Wechat) {
            let message = format!("“{}”没有公开或不进微信版，这一期里略去", own.id);
            out.push(Diagnostic::warning("wechat-parts", issue.at(), message).help("等它公开后再生成，或从这一期里删去"));
            continue;
        }
        let prefix = format!("{:02}/", items.len() + 1);
        items.push(item(shop, studio, ix, prefix, Some(own.clone())));
    }
    let count = items.iter().map(|item| item.articles).sum();
    if let Some(fault) = super::lint::issue(count) {
        out.push(Diagnostic::error(fault.code, issue.at(), fault.message).help(fault.help));
    }
    Package { id: Arc::clone(&issue.id), items, issue: Some(Arc::clone(&issue.path)) }
}

fn item(shop: &Shop, studio: &Studio, ix: EntryIx, prefix: String, own: Option<IssueArticle>) -> Item {
    let mut item = Item { ix, prefix, own, articles: 1 };
    let entry = shop.catalog.entry(ix);
    if may_be_long(entry) {
        let folder = Folder { shop, entry, studio, item: &item };
        item.articles = folder.compose().pieces.len().max(1);
    }
    item
}

fn may_be_long(entry: &Entry) -> bool {
    let digest = &entry.digest;
    let pictures = u32::try_from(digest.pictures.len()).unwrap_or(u32::MAX).saturating_add(digest.charts);
    let most = digest.zishu.saturating_mul(MOST_PER_CHAR).saturating_add(pictures.saturating_mul(MOST_PER_PICTURE));
    most as usize >= super::limits::CONTENT_CHARS
}
