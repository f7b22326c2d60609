//! The epub edition: one EPUB 3.3 file for every volume, readable by EPUB 2 readers too.
//!
//! `plan` says which pages a book has and where links lead, `pictures` makes its pictures, `page`
//! and its fellows write the pages, `package` describes them, `pack` zips them. Nothing internal
//! is ever in it: a book is resolved for this edition, which internal entries do not enter.

mod address;
mod back;
mod cover;
mod film;
mod front;
mod look;
mod outlet;
mod pack;
mod package;
mod page;
mod pictures;
mod plan;
mod text;
mod view;

use super::{Rendered, Route, Shop};
use crate::catalog::Volume;
use crate::diag::{Diagnostic, Warned};
use crate::files::Hash;
use plan::Plan;

/// Every address of the edition: a file for every volume that has something to read.
pub fn routes(shop: &Shop) -> Warned<Vec<Box<dyn Route>>> {
    let mut out: Warned<Vec<Box<dyn Route>>> = Warned::clean(Vec::new());
    for volume in &shop.catalog.volumes {
        if Plan::new(shop, volume).is_empty() {
            let message = format!("《{}》没有可以公开的篇目，不生成电子书", volume.file.title);
            out.diagnostics.push(Diagnostic::note("empty-volume", volume.at(), message));
            continue;
        }
        let id = volume.file.id.clone();
        out.value.push(Box::new(EpubRoute { path: format!("{id}.epub"), id }));
    }
    out
}

/// One volume as one file.
struct EpubRoute {
    path: String,
    id: String,
}

impl EpubRoute {
    fn volume<'a>(&self, shop: &'a Shop) -> Option<&'a Volume> {
        shop.catalog.volume(&self.id)
    }
}

impl Route for EpubRoute {
    fn path(&self) -> &str {
        &self.path
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        self.volume(shop).map_or_else(Hash::default, |volume| view::fingerprint(&Plan::new(shop, volume)))
    }

    fn render(&self, shop: &Shop) -> Rendered {
        let Some(volume) = self.volume(shop) else { return Warned::clean(None) };
        let (bytes, diagnostics) = render(&Plan::new(shop, volume));
        let failed = diagnostics.iter().any(Diagnostic::is_error);
        Warned::new(bytes.filter(|_| !failed), diagnostics)
    }

    fn sources(&self, shop: &Shop) -> Vec<String> {
        self.volume(shop).map_or_else(Vec::new, |volume| view::sources(&Plan::new(shop, volume)))
    }
}

fn render(plan: &Plan) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let cover = cover::make(plan, &mut out);
    let pictures = pictures::make(plan, &mut out);
    let style = look::file(plan.shop, "book.css");
    if style.is_none() {
        out.push(look::missing(plan, "book.css"));
    }
    let pages = text::pages(plan, &pictures, &mut out);
    let (Some(cover), Some((_, style))) = (cover, style) else { return (None, out) };
    let files = package::files(plan, pages, pictures, cover, style);
    match pack::zip(&files) {
        Ok(bytes) => (Some(bytes), out),
        Err(why) => {
            out.push(Diagnostic::error("bad-volume", plan.volume().at(), why));
            (None, out)
        }
    }
}
