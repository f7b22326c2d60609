//! 大事记 and 人名索引, made from the chapters.

use super::plan::Plan;
use crate::catalog::EntryIx;
use crate::kind::Kind;
use crate::markup::{Html, el};
use crate::text::{collate, pinyin};
use std::collections::BTreeMap;

/// The chapters by date, oldest first. 文史资料 stand at the time of what they record, not of their
/// publication.
pub fn events(plan: &Plan) -> Html {
    let mut rows: Vec<(String, &str, String, EntryIx)> = plan.chapters().map(|ix| happened(plan, ix)).collect();
    rows.sort();
    let row = |(_, _, when, ix): (String, &str, String, EntryIx)| {
        el("div").child(el("dt").text(&when)).child(el("dd").child(link(plan, ix))).done()
    };
    el("dl").class("events").children(rows.into_iter().map(row)).done()
}

/// The people the chapters name, by pinyin.
pub fn people(plan: &Plan) -> Html {
    let mut chapters: BTreeMap<&str, Vec<EntryIx>> = BTreeMap::new();
    for ix in plan.chapters() {
        for name in &plan.entry(ix).front.people {
            chapters.entry(name).or_default().push(ix);
        }
    }
    let mut groups: BTreeMap<char, Vec<(&str, Vec<EntryIx>)>> = BTreeMap::new();
    for (name, found) in chapters {
        groups.entry(initial(plan, name)).or_default().push((name, found));
    }
    groups.into_iter().map(|(letter, names)| group(plan, letter, names)).collect()
}

/// Sortable time, id, time as shown, chapter.
fn happened<'a>(plan: &Plan<'a>, ix: EntryIx) -> (String, &'a str, String, EntryIx) {
    let entry = plan.entry(ix);
    let told = match &entry.kind {
        Kind::Archive(archive) => archive.events.as_ref().and_then(|events| events.from),
        Kind::News(_) | Kind::Case(_) | Kind::Reading(_) | Kind::Bulletin(_) | Kind::Proposal(_) => None,
        Kind::Document(_) | Kind::Qa(_) | Kind::Topic(_) | Kind::Page(_) => None,
    };
    match told {
        Some(date) => (date.iso(), &entry.id, date.chinese(), ix),
        None => (entry.front.date.day(), &entry.id, entry.front.date.chinese(), ix),
    }
}

fn group(plan: &Plan, letter: char, mut names: Vec<(&str, Vec<EntryIx>)>) -> Html {
    collate::sort_by_name(&mut names, |(name, _)| name);
    let row = |(name, found): (&str, Vec<EntryIx>)| {
        let links = found.into_iter().map(|ix| el("li").child(link(plan, ix)).done());
        el("div").child(el("dt").text(name)).child(el("dd").child(el("ul").children(links))).done()
    };
    let list = el("dl").class("people-index").children(names.into_iter().map(row)).done();
    [el("h2").text(&letter.to_string()).done(), list].into_iter().collect()
}

/// The letter a name stands under; the register knows better than the dictionary.
fn initial(plan: &Plan, name: &str) -> char {
    let person = plan.shop.catalog.registers.people.iter().find(|person| person.name == name);
    let stated = person.and_then(|person| person.pinyin.as_deref()).and_then(|pinyin| pinyin.trim().chars().next());
    stated.filter(char::is_ascii_alphabetic).map_or_else(|| pinyin::initial(name), |letter| letter.to_ascii_uppercase())
}

fn link(plan: &Plan, ix: EntryIx) -> Html {
    let title = &plan.entry(ix).front.title;
    match plan.file(ix) {
        Some(file) => el("a").attr("href", file).text(title).done(),
        None => Html::text(title),
    }
}
