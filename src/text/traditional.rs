//! Simplified Chinese to Traditional Chinese, phrase first.
//!
//! The dictionary is that of OpenCC (s2tw: the forms of Taiwan, the words of the mainland), compacted
//! into `traditional/traditional.txt`; its origin and licence lie beside it. A phrase decides what its
//! ambiguous characters become (头发 頭髮, 发展 發展); a character in no phrase becomes its usual form.
//! What the registers fix is never converted: names are cut out first, so that no phrase reaches into
//! one. `“ ”` becomes `「 」`. This file knows text only; what of a page is text, its caller knows.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

const DATA: &str = include_str!("traditional/traditional.txt");

/// Marks that have another form in Traditional text.
const QUOTES: [(char, char); 4] = [('“', '「'), ('”', '」'), ('‘', '『'), ('’', '』')];

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| Dictionary::read(DATA));

struct Dictionary {
    /// A character and what it usually becomes.
    characters: HashMap<char, char>,
    /// First character -> phrases that begin with it, the longest first, and what they become where
    /// their characters alone would become something else.
    phrases: HashMap<char, Vec<(&'static str, Option<&'static str>)>>,
}

impl Dictionary {
    fn read(data: &'static str) -> Dictionary {
        let mut lines = data.lines().skip_while(|line| line.starts_with('#'));
        let mut characters = HashMap::new();
        for line in lines.by_ref().take_while(|line| !line.is_empty()) {
            let mut all = line.chars();
            if let (Some(from), Some(to)) = (all.next(), all.next()) {
                characters.insert(from, to);
            }
        }
        let mut phrases: HashMap<char, Vec<(&str, Option<&str>)>> = HashMap::new();
        for line in lines {
            let (from, to) = line.split_once('\t').map_or((line, None), |(from, to)| (from, Some(to)));
            if let Some(first) = from.chars().next() {
                phrases.entry(first).or_default().push((from, to));
            }
        }
        phrases.values_mut().for_each(|group| group.sort_by_key(|(from, _)| std::cmp::Reverse(from.len())));
        Dictionary { characters, phrases }
    }

    fn character(&self, c: char) -> char {
        self.characters.get(&c).copied().unwrap_or(c)
    }

    /// The longest phrase `text` begins with.
    fn phrase(&self, first: char, text: &str) -> Option<(&'static str, Option<&'static str>)> {
        self.phrases.get(&first)?.iter().find(|(from, _)| text.starts_with(from)).copied()
    }
}

/// A converter with what an office has fixed.
#[derive(Clone, Debug, Default)]
pub struct Traditional {
    /// First character -> (as written, as it stands in Traditional text), the longest first.
    fixed: BTreeMap<char, Vec<(String, String)>>,
}

impl Traditional {
    /// With words as written and as they are to stand in Traditional text. Of two for one word the
    /// first holds; words of one character are passed over, for they would be found everywhere.
    #[must_use]
    pub fn new(fixed: impl IntoIterator<Item = (String, String)>) -> Traditional {
        let mut all: BTreeMap<char, Vec<(String, String)>> = BTreeMap::new();
        for (from, to) in fixed {
            let Some(first) = from.chars().next().filter(|_| from.chars().nth(1).is_some()) else { continue };
            let group = all.entry(first).or_default();
            if !group.iter().any(|(known, _)| *known == from) {
                group.push((from, to));
            }
        }
        all.values_mut().for_each(|group| group.sort_by_key(|(from, _)| std::cmp::Reverse(from.len())));
        Traditional { fixed: all }
    }

    /// `text` in Traditional characters.
    #[must_use]
    pub fn convert(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((at, from, to)) = self.next_fixed(rest) {
            run(&rest[..at], &mut out);
            out.push_str(to);
            rest = &rest[at + from.len()..];
        }
        run(rest, &mut out);
        out
    }

    /// What is fixed, in order: part of the fingerprint of what is converted.
    pub fn fixed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fixed.values().flatten().map(|(from, to)| (from.as_str(), to.as_str()))
    }

    /// The first fixed word in `text`: where it stands, the word, what stands in its place.
    fn next_fixed<'a>(&'a self, text: &str) -> Option<(usize, &'a str, &'a str)> {
        if self.fixed.is_empty() {
            return None;
        }
        text.char_indices().filter(|(_, first)| !first.is_ascii()).find_map(|(at, first)| {
            let group = self.fixed.get(&first)?;
            group.iter().find(|(from, _)| text[at..].starts_with(from.as_str())).map(|(from, to)| (at, from.as_str(), to.as_str()))
        })
    }
}

/// Converts text in which nothing is fixed.
fn run(text: &str, out: &mut String) {
    let dictionary = &*DICTIONARY;
    let mut rest = text;
    let mut before = None;
    while let Some(first) = rest.chars().next() {
        if first.is_ascii() {
            let plain = rest.find(|c: char| !c.is_ascii()).unwrap_or(rest.len());
            out.push_str(&rest[..plain]);
            before = rest[..plain].chars().next_back();
            rest = &rest[plain..];
            continue;
        }
        let taken = match dictionary.phrase(first, rest) {
            Some((phrase, Some(becomes))) => {
                out.push_str(becomes);
                phrase
            }
            Some((phrase, None)) => {
                out.extend(phrase.chars().map(|c| dictionary.character(c)));
                phrase
            }
            None => {
                let one = &rest[..first.len_utf8()];
                out.push(single(first, before, rest[one.len()..].chars().next()));
                one
            }
        };
        before = taken.chars().next_back();
        rest = &rest[taken.len()..];
    }
}

/// One character between its neighbours; `’` between Latin letters is an apostrophe.
fn single(c: char, before: Option<char>, after: Option<char>) -> char {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    match QUOTES.iter().find(|(from, _)| *from == c) {
        Some(_) if c == '’' && latin(before) && latin(after) => c,
        Some((_, to)) => *to,
        None => DICTIONARY.character(c),
    }
}
