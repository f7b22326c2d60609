//! The pages of the book, in reading order.

use super::outlet::{self, Text};
use super::page::{Page, write};
use super::pictures::{Pictures, known};
use super::plan::{Content, Plan, Section};
use super::{back, film, front};
use crate::catalog::{Entry, EntryIx, VolumePage};
use crate::diag::{Diagnostic, Warned};
use crate::directive::Picture;
use crate::edition::volume::BackItem;
use crate::kind::{Author, Kind, KindName, Lang};
use crate::load;
use crate::markup::{Html, el};
use crate::render::html;
use crate::tree::Document;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Writes every page but the table of contents, which the package writes.
pub fn pages(plan: &Plan, pictures: &Pictures, out: &mut Vec<Diagnostic>) -> Vec<Page> {
    let known = known(pictures);
    let written: Vec<Warned<Option<Page>>> =
        plan.sections.par_iter().map(|section| one(plan, section, &known)).collect();
    let mut pages = Vec::new();
    for Warned { value, diagnostics } in written {
        pages.extend(value);
        out.extend(diagnostics);
    }
    pages
}

fn one(plan: &Plan, section: &Section, pictures: &BTreeMap<String, Picture>) -> Warned<Option<Page>> {
    let title = || el("h1").text(&section.title).done();
    let page = |kind: &str, body: Html| Some(write(section.clone(), kind, plan.language(), body));
    let own = |kind: &str, found: Option<&VolumePage>| {
        let text = found.map(|found| volume_page(plan, found, section, pictures)).unwrap_or_default();
        text.map(|text| page(kind, [title(), text].into_iter().collect()))
    };
    match section.content {
        Content::Contents => Warned::clean(None),
        Content::Cover => Warned::clean(page("cover", front::cover(plan))),
        Content::Title => Warned::clean(page("titlepage", front::title_page(plan))),
        Content::Colophon => Warned::clean(page("colophon", front::colophon(plan))),
        Content::FrontPage(index) => own("preface", plan.book.front.get(index).copied()),
        Content::Part(index) => own("part", plan.book.parts.get(index).and_then(|part| part.intro)),
        Content::BackPage(index) => own("afterword", match plan.book.back.get(index) {
            Some(BackItem::Page(page)) => Some(page),
            Some(BackItem::Events | BackItem::PeopleByPinyin) | None => None,
        }),
        Content::Events => Warned::clean(page("appendix", [title(), back::events(plan)].into_iter().collect())),
        Content::People => Warned::clean(page("index", [title(), back::people(plan)].into_iter().collect())),
        Content::Chapter(ix) => chapter(plan, section, ix, pictures),
    }
}

fn chapter(
    plan: &Plan,
    section: &Section,
    ix: EntryIx,
    pictures: &BTreeMap<String, Picture>,
) -> Warned<Option<Page>> {
    let entry = plan.entry(ix);
    let lang = match entry.lang() {
        Lang::ZhHans => "zh-CN",
        Lang::ZhHant => "zh-Hant",
        Lang::Ko => "ko",
    };
    let read = load::document(&plan.shop.catalog, entry);
    read.map(|document| {
        let body = body(plan, Text::chapter(entry), &section.file, document, pictures);
        Some(write(section.clone(), "chapter", lang, [header(entry), body].into_iter().collect()))
    })
}

fn volume_page(
    plan: &Plan,
    page: &VolumePage,
    section: &Section,
    pictures: &BTreeMap<String, Picture>,
) -> Warned<Html> {
    let date = page.front.date.map(|date| date.chinese());
    let lines = page.front.author.iter().chain(&date).map(|line| el("p").text(line).done());
    let signature: Vec<Html> = lines.collect();
    let read = load::volume_page(&plan.shop.catalog, page);
    read.map(|document| {
        let mut body = body(plan, Text::page(page), &section.file, document, pictures);
        if !signature.is_empty() {
            body.push(&el("div").class("signature").children(signature).done());
        }
        body
    })
}

fn body(
    plan: &Plan,
    text: Text,
    file: &str,
    mut document: Document,
    pictures: &BTreeMap<String, Picture>,
) -> Html {
    let mut outlet = outlet::of(plan, text, file, pictures);
    for to in film::replace(&mut document) {
        let place = outlet::place(plan, text, file, &to);
        outlet.links.insert(to, place);
    }
    html::document(&document, &outlet)
}

/// 肩题 or the number of a question, title, 副题, who wrote it, where and when it appeared.
fn header(entry: &Entry) -> Html {
    let front = &entry.front;
    let line = |class: &str, text: &str| el("p").class(class).text(text).done();
    let number = matches!(entry.kind, Kind::Qa(_)).then(|| entry.kind.label()).flatten();
    let kicker = front.kicker.clone().or(number);
    let by: Vec<String> = front.authors.iter().map(author).collect();
    let origin: Vec<String> = front.source.iter().cloned().chain(appeared(entry)).collect();
    el("header")
        .maybe(kicker.as_deref().map(|text| line("kicker", text)))
        .child(el("h1").text(&front.title))
        .maybe(front.subtitle.as_deref().map(|text| line("subtitle", text)))
        .maybe((!by.is_empty()).then(|| line("authors", &by.join("　"))))
        .maybe((!origin.is_empty()).then(|| line("origin", &origin.join("　"))))
        .done()
}

fn author(author: &Author) -> String {
    match &author.role {
        Some(role) => format!("{}（{role}）", author.name),
        None => author.name.clone(),
    }
}

/// The day a text appeared, for the kinds whose texts are of a day.
fn appeared(entry: &Entry) -> Option<String> {
    let dated = match entry.kind.name() {
        KindName::News | KindName::Case | KindName::Reading | KindName::Archive => true,
        KindName::Bulletin | KindName::Proposal => true,
        KindName::Document | KindName::Qa | KindName::Topic | KindName::Page => false,
    };
    dated.then(|| entry.front.date.chinese())
}
