//! What the writers are told of one text of the book: where its links lead, where its pictures are.

use super::address;
use super::plan::Plan;
use crate::catalog::{Digest, Entry, Target, VolumePage};
use crate::directive::{Outlet, Picture, Place};
use crate::files;
use std::collections::BTreeMap;

/// A text of the book: a chapter or a page of the volume.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    /// Path of its file, from `content/`.
    pub path: &'a str,
    pub digest: &'a Digest,
    entry: Option<&'a Entry>,
}

impl<'a> Text<'a> {
    pub fn chapter(entry: &'a Entry) -> Text<'a> {
        Text { path: &entry.path, digest: &entry.digest, entry: Some(entry) }
    }

    pub fn page(page: &'a VolumePage) -> Text<'a> {
        Text { path: &page.path, digest: &page.digest, entry: None }
    }

    /// The pictures it shows, as written and by path from `content/`. The picture that only stands
    /// for an entry in lists, which a digest names first, is none of them.
    pub fn pictures(&self) -> impl Iterator<Item = (&'a str, String)> {
        let Text { path, digest, entry } = *self;
        let listed = entry.is_some_and(|entry| entry.front.cover.is_some());
        let shown = digest.pictures.iter().skip(usize::from(listed));
        shown.filter_map(move |mention| files::resolve(path, &mention.name).map(|found| (mention.name.as_str(), found)))
    }
}

/// The surroundings of `text` in the file `file`; `pictures` are by path from `content/`.
pub fn of(plan: &Plan, text: Text, file: &str, pictures: &BTreeMap<String, Picture>) -> Outlet {
    let mentions = text.digest.links.iter().chain(&text.digest.attachments);
    let found = text.pictures().filter_map(|(name, path)| {
        pictures.get(&path).map(|picture| (name.to_string(), picture.clone()))
    });
    Outlet {
        links: mentions.map(|link| (link.name.clone(), place(plan, text, file, &link.name))).collect(),
        pictures: found.collect(),
        figures: plan.shop.catalog.registers.metrics(text.digest.figure_ids()),
        id_prefix: prefix(file),
        ..Outlet::default()
    }
}

/// Where `to`, written in `text`, leads.
pub fn place(plan: &Plan, text: Text, file: &str, to: &str) -> Place {
    let heading = |file: &str, digest: &Digest, id: &str| {
        let known = digest.headings.iter().any(|mark| mark.id == id);
        known.then(|| format!("#{}", address::legal(&format!("{}{id}", prefix(file)))))
    };
    match plan.shop.catalog.target(text.path, to) {
        Target::Entry(ix, id) => match (plan.file(ix), address::portal(plan, ix)) {
            (Some(file), _) => {
                let digest = &plan.entry(ix).digest;
                let part = id.and_then(|id| heading(file, digest, &id)).unwrap_or_default();
                Place::Address(format!("{file}{part}"))
            }
            (None, Some(page)) => {
                let part = id.map(|id| address::legal(&format!("#{id}"))).unwrap_or_default();
                Place::Address(format!("{page}{part}"))
            }
            (None, None) => Place::Nowhere,
        },
        Target::Heading(id) => heading(file, text.digest, &id).map_or(Place::Nowhere, Place::Address),
        Target::File(path) => address::portal_file(plan, &path).map_or(Place::Nowhere, Place::Address),
        Target::Outside(url) => Place::Address(address::legal(&url)),
        Target::Unknown => Place::Nowhere,
    }
}

/// What stands before the ids of a file: an XML name may not begin with a digit.
fn prefix(file: &str) -> String {
    format!("{}-", file.trim_end_matches(".xhtml"))
}
