//! The wechat edition: a folder for each article, ready for the editor of 公众号.
//!
//! `<id>/article.html` is the text, a fragment with inline styles (`article-2.html` … where it was
//! too long for one); `meta.json` what the platform asks for beside it; `cover.jpg` both covers;
//! `images/` its pictures and charts; `paste.html` a page to look at and to copy from. An issue of
//! several entries has a folder within its own for each. Rules and limits: `reference/wechat.md`,
//! sections A and E1.

mod article;
mod breaking;
mod budget;
mod cleaner;
mod colour;
mod cover;
mod css;
mod dark;
mod dark_view;
mod folder;
mod lean;
mod limits;
mod lint;
mod margins;
mod meta;
mod nodes;
mod outlet;
mod package;
mod paste;
mod pictures;
mod plate;
mod proof;
mod rules;
mod split;
mod studio;
mod wording;

use super::{Rendered, Route, Shop};
use crate::diag::Warned;
use crate::files::Hash;
use std::sync::Arc;

use folder::Folder;
use package::Package;
use studio::Studio;

pub use article::Counts;
pub use breaking::lines as title_lines;
pub use budget::{Budget, budgets};
pub use cleaner::cleaned;
pub use colour::Colour;
pub use dark_view::darkened;
pub use lint::{
    Fault, article as lint, card as lint_card, cover as lint_cover, issue as lint_issue, length as lint_length,
    picture as lint_picture, same_text as lint_text, seen as seen_pair,
};
pub use proof::{Failing, failing};

/// Every address of the edition.
pub fn routes(shop: &Shop) -> Warned<Vec<Box<dyn Route>>> {
    let studio = Studio::open(shop);
    let mut routes: Vec<Box<dyn Route>> = Vec::new();
    let mut diagnostics = studio.diagnostics;
    if let Some(studio) = studio.value.map(Arc::new) {
        let packages = package::packages(shop, &studio);
        diagnostics.extend(packages.diagnostics);
        for package in packages.value.into_iter().map(Arc::new) {
            for (name, part) in parts(shop, &package) {
                let path = format!("{}/{name}", package.id);
                routes.push(Box::new(Sheet { path, part, package: Arc::clone(&package), studio: Arc::clone(&studio) }));
            }
        }
    }
    Warned::new(routes, diagnostics)
}

/// One file of a package.
struct Sheet {
    path: String,
    part: Part,
    package: Arc<Package>,
    studio: Arc<Studio>,
}

/// What a file of a package is.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Meta,
    Paste,
    /// Something of the item at this place.
    Of(usize, Piece),
}

/// What is made of an entry.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    /// The nth article, from 0.
    Article(usize),
    Cover,
    /// A picture, by its path from `content/`.
    Picture(String),
    /// The nth chart of the text, from 1.
    Chart(u32),
}

/// The files of a package: name and what it is.
fn parts(shop: &Shop, package: &Package) -> Vec<(String, Part)> {
    let mut parts = Vec::new();
    for (at, item) in package.items.iter().enumerate() {
        let entry = shop.catalog.entry(item.ix);
        let mut add = |name: &str, piece| parts.push((format!("{}{name}", item.prefix), Part::Of(at, piece)));
        (0..item.articles).for_each(|n| add(&article::file(n), Piece::Article(n)));
        add(cover::FILE, Piece::Cover);
        pictures::of(shop, entry).into_iter().for_each(|picture| add(&picture.name, Piece::Picture(picture.source)));
        (1..=entry.digest.charts).for_each(|n| add(&pictures::chart_name(n), Piece::Chart(n)));
    }
    parts.push(("meta.json".to_string(), Part::Meta));
    parts.push((paste::TEMPLATE.to_string(), Part::Paste));
    parts
}

impl Route for Sheet {
    fn path(&self) -> &str {
        &self.path
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        match &self.part {
            Part::Meta => meta::fingerprint(&self.package, shop, &self.studio),
            Part::Paste => paste::fingerprint(&self.package, shop, &self.studio),
            Part::Of(at, piece) => self.package.folder(shop, &self.studio, *at).map_or_else(Hash::default, |folder| match piece {
                Piece::Article(n) => article::fingerprint(&folder, *n),
                Piece::Cover => cover::fingerprint(&folder),
                Piece::Picture(source) => pictures::fingerprint(&folder, source),
                Piece::Chart(number) => pictures::chart_fingerprint(&folder, *number),
            }),
        }
    }

    fn render(&self, shop: &Shop) -> Rendered {
        match &self.part {
            Part::Meta => meta::render(&self.package, shop, &self.studio),
            Part::Paste => paste::render(&self.package, shop, &self.studio),
            Part::Of(at, piece) => match (self.package.folder(shop, &self.studio, *at), piece) {
                (None, _) => Warned::new(None, Vec::new()),
                (Some(folder), Piece::Article(n)) => article::render(&folder, *n),
                (Some(folder), Piece::Cover) => cover::render(&folder),
                (Some(folder), Piece::Picture(source)) => pictures::render(&folder, source),
                (Some(folder), Piece::Chart(number)) => pictures::render_chart(&folder, *number),
            },
        }
    }

    fn sources(&self, shop: &Shop) -> Vec<String> {
        let look = format!("themes/{}/wechat/", shop.catalog.site.theme());
        let texts = self.package.folders(shop, &self.studio).map(|folder| format!("content/{}", folder.entry.path));
        let issue = self.package.issue.iter().map(|path| format!("content/{path}"));
        match &self.part {
            Part::Meta => texts.chain(issue).chain(["content/site.yaml".to_string(), look]).collect(),
            Part::Paste => texts.chain(issue).chain([format!("{look}{}", paste::TEMPLATE)]).collect(),
            Part::Of(at, piece) => {
                self.package.folder(shop, &self.studio, *at).map_or_else(Vec::new, |folder| sources(&folder, piece, look))
            }
        }
    }
}

fn sources(folder: &Folder, piece: &Piece, look: String) -> Vec<String> {
    let text = format!("content/{}", folder.entry.path);
    match piece {
        Piece::Article(_) | Piece::Chart(_) => vec![text, look],
        Piece::Cover => match cover::picture(folder) {
            Some(picture) => vec![text, format!("content/{picture}")],
            None => vec![text, format!("{look}{}", plate::TEMPLATE), "print/fonts/".to_string()],
        },
        Piece::Picture(source) => vec![format!("content/{source}")],
    }
}
