//! The wechat edition: a folder for each article, ready for the editor of 公众号.
//!
//! `<id>/article.html` is the text, a fragment with inline styles; `meta.json` what the platform
//! asks for beside it; `cover.jpg` and `cover-square.jpg` the two covers; `images/` its pictures
//! and charts; `preview.html` a page to look at and to copy from. Rules and limits:
//! `reference/wechat.md`, sections A and E1.

mod article;
mod cover;
mod folder;
mod limits;
mod meta;
mod outlet;
mod pictures;
mod plate;
mod preview;
mod studio;

use super::{Rendered, Route, Shop};
use crate::catalog::{Entry, EntryIx};
use crate::diag::Warned;
use crate::files::Hash;
use crate::kind::EditionName;
use std::sync::Arc;

use cover::Crop;
use folder::Folder;
use studio::Studio;

/// Every address of the edition.
pub fn routes(shop: &Shop) -> Warned<Vec<Box<dyn Route>>> {
    let studio = Studio::open(shop);
    let mut routes: Vec<Box<dyn Route>> = Vec::new();
    if let Some(studio) = studio.value.map(Arc::new) {
        for ix in shop.shelf.of(&shop.catalog, EditionName::Wechat) {
            let entry = shop.catalog.entry(ix);
            for (name, part) in parts(shop, entry) {
                let path = format!("{}/{name}", entry.id);
                routes.push(Box::new(Sheet { path, ix, part, studio: Arc::clone(&studio) }));
            }
        }
    }
    Warned::new(routes, studio.diagnostics)
}

/// One file of an article's folder.
struct Sheet {
    path: String,
    ix: EntryIx,
    part: Part,
    studio: Arc<Studio>,
}

/// What a file of the folder is.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Article,
    Meta,
    Preview,
    Cover(Crop),
    /// A picture, by its path from `content/`.
    Picture(String),
    /// The nth chart of the text, from 1.
    Chart(u32),
}

/// The files of an entry's folder: name and what it is.
fn parts(shop: &Shop, entry: &Entry) -> Vec<(String, Part)> {
    let mut parts = vec![
        ("article.html".to_string(), Part::Article),
        ("meta.json".to_string(), Part::Meta),
        ("preview.html".to_string(), Part::Preview),
        (Crop::Wide.file().to_string(), Part::Cover(Crop::Wide)),
        (Crop::Square.file().to_string(), Part::Cover(Crop::Square)),
    ];
    let pictures = pictures::of(shop, entry);
    parts.extend(pictures.into_iter().map(|picture| (picture.name, Part::Picture(picture.source))));
    parts.extend((1..=entry.digest.charts).map(|n| (pictures::chart_name(n), Part::Chart(n))));
    parts
}

impl Sheet {
    fn folder<'a>(&'a self, shop: &'a Shop) -> Folder<'a> {
        Folder { shop, entry: shop.catalog.entry(self.ix), studio: &self.studio }
    }
}

impl Route for Sheet {
    fn path(&self) -> &str {
        &self.path
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        let folder = self.folder(shop);
        match &self.part {
            Part::Article => article::fingerprint(&folder),
            Part::Meta => meta::fingerprint(&folder),
            Part::Preview => preview::fingerprint(&folder),
            Part::Cover(crop) => cover::fingerprint(&folder, *crop),
            Part::Picture(source) => pictures::fingerprint(&folder, source),
            Part::Chart(number) => pictures::chart_fingerprint(&folder, *number),
        }
    }

    fn render(&self, shop: &Shop) -> Rendered {
        let folder = self.folder(shop);
        match &self.part {
            Part::Article => article::render(&folder),
            Part::Meta => meta::render(&folder),
            Part::Preview => preview::render(&folder),
            Part::Cover(crop) => cover::render(&folder, *crop),
            Part::Picture(source) => pictures::render(&folder, source),
            Part::Chart(number) => pictures::render_chart(&folder, *number),
        }
    }

    fn sources(&self, shop: &Shop) -> Vec<String> {
        let folder = self.folder(shop);
        let text = format!("content/{}", folder.entry.path);
        let look = format!("themes/{}/wechat/", shop.catalog.site.theme());
        match &self.part {
            Part::Article | Part::Chart(_) => vec![text, look],
            Part::Meta => vec![text, "content/site.yaml".to_string(), look],
            Part::Preview => vec![text, format!("{look}{}", preview::TEMPLATE)],
            Part::Cover(_) => match cover::picture(&folder) {
                Some(picture) => vec![text, format!("content/{picture}")],
                None => vec![text, format!("{look}{}", plate::TEMPLATE), "print/fonts/".to_string()],
            },
            Part::Picture(source) => vec![format!("content/{source}")],
        }
    }
}
