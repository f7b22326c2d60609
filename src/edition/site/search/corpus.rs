//! The texts of the site as units, passage by passage: what is searched through.
//!
//! Bodies are parsed here once for all term files and are gone when these are made.

use super::{Doc, across};
use crate::catalog::{Catalog, Entry};
use crate::directive::{Metric, MetricValue};
use crate::edition::Shop;
use crate::load;
use crate::text::fold::{Fold, GAP};
use crate::text::{grams, numerals};
use crate::tree::plain_block;

/// Texts one thread reads at a stretch.
const STRETCH: usize = 128;

/// All passages, in order of their numbers.
pub struct Corpus {
    pub blocks: Vec<Block>,
    /// Number of the text of each passage.
    pub numbers: Vec<u32>,
    /// Which passage of its text each is.
    pub parts: Vec<u32>,
}

/// Passages read at a stretch.
#[derive(Default)]
pub struct Block {
    /// Which passage of the corpus its first one is.
    first: u32,
    units: Vec<u16>,
    ends: Vec<End>,
}

/// Where a passage ends within its block; how many of its units are title, and how many stand before the body.
struct End {
    end: usize,
    title: usize,
    head: usize,
}

/// A passage of the corpus.
pub struct Passage<'c> {
    /// Which of the corpus.
    pub place: u32,
    pub units: &'c [u16],
    /// How many of them are title.
    pub title: usize,
    /// How many stand before the body.
    head: usize,
}

/// What is searched for and shown of a text beside its body.
pub struct Words<'e> {
    pub title: &'e str,
    /// Letters of the title's pinyin, one for each of its units.
    pub initials: String,
    /// 肩题, 副题, authors, source, facts, tags, figures: one line for each.
    pub fields: String,
}

impl Corpus {
    pub fn read(shop: &Shop, docs: &[Doc]) -> Corpus {
        let stretches: Vec<&[Doc]> = docs.chunks(STRETCH).collect();
        let read = across(stretches.len(), |turn| stretches.get(turn).map(|docs| stretch(shop, docs)).unwrap_or_default());
        let mut corpus = Corpus { blocks: Vec::with_capacity(read.len()), numbers: Vec::new(), parts: Vec::new() };
        for (mut block, passages) in read {
            block.first = u32::try_from(corpus.numbers.len()).unwrap_or(u32::MAX);
            corpus.blocks.push(block);
            corpus.numbers.extend(passages.iter().map(|(number, _)| number));
            corpus.parts.extend(passages.iter().map(|(_, part)| part));
        }
        corpus
    }

    /// Units in all.
    pub fn len(&self) -> usize {
        self.blocks.iter().map(|block| block.units.len()).sum()
    }

    /// The units of the body in a part of a text.
    pub fn body(&self, number: u32, part: u32) -> Option<&[u16]> {
        let first = self.numbers.partition_point(|other| *other < number);
        let place = first + part as usize;
        let known = self.numbers.get(place) == Some(&number);
        let block = self.blocks.partition_point(|block| block.first as usize <= place).checked_sub(1)?;
        let block = self.blocks.get(block).filter(|_| known)?;
        let passage = block.passage(place - block.first as usize)?;
        passage.units.get(passage.head..)
    }
}

impl Block {
    fn passage(&self, at: usize) -> Option<Passage<'_>> {
        let End { end, title, head } = *self.ends.get(at)?;
        let from = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |before| before.end);
        let place = self.first + u32::try_from(at).unwrap_or(u32::MAX);
        Some(Passage { place, units: self.units.get(from..end)?, title, head })
    }

    pub fn passages(&self) -> impl Iterator<Item = Passage<'_>> {
        (0..self.ends.len()).filter_map(|at| self.passage(at))
    }
}

/// A block, and the number and part of each of its passages.
fn stretch(shop: &Shop, docs: &[Doc]) -> (Block, Vec<(u32, u32)>) {
    let (mut block, mut passages) = (Block::default(), Vec::new());
    for doc in docs {
        let entry = shop.catalog.entry(doc.ix);
        let words = Words::of(&shop.catalog, entry);
        for (part, passage) in (0..).zip(self::passages(shop, entry, doc.parts)) {
            let (from, mut title) = (block.units.len(), 0);
            if part == 0 {
                block.units.extend(words.title.encode_utf16().chain([GAP]));
                block.units.extend(grams::initials_run(&words.initials).chain([GAP]));
                title = block.units.len() - from;
                block.units.extend(words.fields.encode_utf16().chain([GAP]));
            }
            let head = block.units.len() - from;
            block.units.extend(passage.encode_utf16());
            block.ends.push(End { end: block.units.len(), title, head });
            passages.push((doc.number, part));
        }
    }
    block.units.shrink_to_fit();
    (block, passages)
}

impl Words<'_> {
    pub fn of<'e>(catalog: &Catalog, entry: &'e Entry) -> Words<'e> {
        Words { title: &entry.front.title, initials: grams::initials(&entry.front.title), fields: fields(catalog, entry) }
    }
}

/// The body of `entry` in at most `parts` passages, the first of which may be empty.
pub fn passages(shop: &Shop, entry: &Entry, parts: u32) -> Vec<String> {
    cut(&body(shop, entry), parts)
}

fn fields(catalog: &Catalog, entry: &Entry) -> String {
    let front = &entry.front;
    let one = [&front.kicker, &front.subtitle, &front.source, &front.editor].into_iter().flatten().cloned();
    let many = [&front.tags, &front.people, &front.places].into_iter().filter(|names| !names.is_empty());
    let many = many.map(|names| names.join("、"));
    let authors = front.authors.iter().map(|author| match &author.role {
        Some(role) => format!("{role} {}", author.name),
        None => author.name.clone(),
    });
    let facts = entry.kind.facts().into_iter().map(|(label, value)| format!("{label} {value}"));
    let figures = catalog.registers.metrics(entry.digest.figure_ids());
    let figures = figures.values().flat_map(|metric| metric.values.iter().map(move |value| figure(metric, value)));
    one.chain(authors).chain(facts).chain(many).chain(figures).collect::<Vec<_>>().join("\n")
}

/// A figure of the register a text shows: 委员联络站 187余个 某某市 2022年12月.
fn figure(metric: &Metric, value: &MetricValue) -> String {
    let number = numerals::plain(value.value);
    let date = value.as_of.map(|date| date.chinese()).unwrap_or_default();
    format!("{} {number}{}{} {} {date} {}", metric.name, value.qualifier, metric.unit, value.scope, value.source)
}

fn body(shop: &Shop, entry: &Entry) -> String {
    let document = load::document_without_facts(&shop.catalog, entry).value;
    let mut text = String::new();
    for block in document.blocks.iter().chain(document.notes.iter().flat_map(|note| &note.blocks)) {
        plain_block(&mut text, block);
        if !text.ends_with('\n') {
            text.push('\n');
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// A text in `parts` passages of about one length. It is cut at gaps, between paragraphs where one is near, so that no
/// word is cut in two.
fn cut(text: &str, parts: u32) -> Vec<String> {
    let fold = Fold::default();
    let (mut rest, mut passages) = (text, Vec::new());
    for left in (2..=parts.max(1) as usize).rev() {
        let wanted = rest.len() / left;
        let mut gaps = rest.char_indices().filter(|(_, c)| u16::try_from(u32::from(*c)).is_ok_and(|unit| fold.unit(unit) == GAP));
        let paragraph = rest.match_indices('\n').map(|(at, _)| at + 1).find(|at| *at >= wanted);
        let near = paragraph.filter(|at| *at < wanted + wanted / 4);
        let Some(at) = near.or_else(|| gaps.find(|(at, _)| *at >= wanted).map(|(at, c)| at + c.len_utf8())) else { break };
        let (passage, after) = rest.split_at(at);
        passages.push(passage.to_string());
        rest = after;
    }
    passages.push(rest.to_string());
    passages
}
