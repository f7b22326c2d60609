//! What a book is made of: hashed into its fingerprint, listed by `kanxing why`.

use super::outlet::{self, Text};
use super::plan::{Content, Plan};
use super::{cover, look, pictures};
use crate::catalog::{Target, VolumeFile, VolumePageFront};
use crate::directive::Outlet;
use crate::files::{Hash, Hasher};
use crate::kind::{Front, Kind};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Everything a book shows, with hashes in place of bodies and pictures.
#[derive(Serialize)]
struct View<'a> {
    site: (&'a str, &'a str, u64),
    volume: &'a VolumeFile,
    chapters: Vec<(&'a Front, &'a Kind, Hash)>,
    pages: Vec<(&'a VolumePageFront, Hash)>,
    texts: Vec<(Outlet, Vec<&'a str>)>,
    initials: Vec<(&'a str, Option<&'a str>)>,
    pictures: BTreeMap<String, Option<Hash>>,
}

/// The hash of all that rendering the book reads.
pub fn fingerprint(plan: &Plan) -> Hash {
    let site = &plan.shop.catalog.site;
    let chapters = plan.chapters().map(|ix| plan.entry(ix));
    let people = plan.shop.catalog.registers.people.iter();
    let view = View {
        site: (&site.name, &site.base_url, site.max_pixels()),
        volume: &plan.volume().file,
        chapters: chapters.map(|entry| (&entry.front, &entry.kind, entry.body_hash)).collect(),
        pages: plan.pages().map(|page| (&page.front, page.body_hash)).collect(),
        texts: texts(plan),
        initials: people.map(|person| (person.name.as_str(), person.pinyin.as_deref())).collect(),
        pictures: picture_files(plan).into_iter().map(|path| (path.clone(), content_hash(plan, &path))).collect(),
    };
    let mut hasher = Hasher::default();
    hasher.value(&view).value(&site.timezone());
    look_files(plan).iter().for_each(|(path, hash)| {
        hasher.bytes(path.as_bytes()).hash(*hash);
    });
    hasher.finish()
}

/// The files the book is made of, those of `content/` with that prefix.
pub fn sources(plan: &Plan) -> Vec<String> {
    let own = [plan.volume().path.to_string()];
    let pages = plan.pages().map(|page| page.path.to_string());
    let chapters = plan.chapters().map(|ix| plan.entry(ix).path.to_string());
    let content = own.into_iter().chain(pages).chain(chapters).chain(picture_files(plan));
    let content = content.map(|path| format!("content/{path}"));
    content.chain(look_files(plan).into_iter().map(|(path, _)| path)).collect()
}

/// The outlets of the texts, without pictures, and the titles their links may take over.
fn texts<'a>(plan: &Plan<'a>) -> Vec<(Outlet, Vec<&'a str>)> {
    let none = BTreeMap::new();
    let catalog = &plan.shop.catalog;
    let titles = |text: Text| {
        let targets = text.digest.links.iter().map(|link| catalog.target(text.path, &link.name));
        let titles = targets.filter_map(|target| match target {
            Target::Entry(ix, _) => Some(catalog.entry(ix).front.title.as_str()),
            Target::Heading(_) | Target::File(_) | Target::Outside(_) | Target::Unknown => None,
        });
        titles.collect()
    };
    pictures::texts(plan).into_iter().map(|text| (outlet::of(plan, text, "", &none), titles(text))).collect()
}

fn picture_files(plan: &Plan) -> BTreeSet<String> {
    let shown = pictures::texts(plan).into_iter().flat_map(|text| text.pictures().map(|(_, path)| path).collect::<Vec<_>>());
    shown.chain(cover::art(plan)).collect()
}

fn content_hash(plan: &Plan, path: &str) -> Option<Hash> {
    plan.shop.catalog.files.get(path).and_then(|file| file.hash(path).ok())
}

/// The files that decide how it looks; fonts only where the cover is drawn.
fn look_files(plan: &Plan) -> Vec<(String, Hash)> {
    let mut out = Vec::new();
    let names = ["book.css", "cover.svg"];
    let drawn = cover::art(plan).is_none() && plan.sections.iter().any(|section| section.content == Content::Cover);
    for name in names.iter().filter(|name| drawn || **name != "cover.svg") {
        out.extend(look::file(plan.shop, name).map(|(path, bytes)| (path, Hash::of(&bytes))));
    }
    if drawn {
        let fonts = plan.shop.looks.files.under("print/fonts/");
        let fonts = fonts.filter(|(path, _)| path.ends_with(".otf") || path.ends_with(".ttf"));
        out.extend(fonts.filter_map(|(path, file)| Some((path.to_string(), file.hash(path).ok()?))));
    }
    out
}
