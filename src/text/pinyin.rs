//! Pinyin readings: slugs of titles, readings of personal names, heading letters.
//!
//! Character readings come from the `pinyin` crate, which gives one default per character; `phrases` corrects the
//! polyphones by word (重庆 chong qing, 调研 diao yan, 校长 xiao zhang) and `surnames` by position in a name
//! (曾国藩 zeng guo fan). Words are found greedily from the left, the longest row first; there is no segmentation, so a
//! polyphone in a word that has no row keeps its usual reading. Names a table cannot know need a field in the register.
//!
//! Readings are written with a tone digit, `chong2`, `lü4`, neutral tone 5. Nothing here knows sorting: see
//! [`crate::text::collate`].

mod phrases;
mod surnames;

use std::collections::HashMap;
use std::sync::LazyLock;

use ::pinyin::ToPinyin;

use crate::text::script::is_han;

/// Longest slug, in ASCII characters; a cut falls between two syllables or words.
pub const SLUG_CHARS: usize = 60;

/// One character of a text and its reading in context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The character.
    pub char: char,
    /// Its syllable with a tone digit, for a Han character with a known reading.
    pub syllable: Option<&'static str>,
}

impl Reading {
    /// The syllable without its tone, `lü` for 吕, and the tone as a digit, 5 for the neutral tone.
    pub fn parts(&self) -> Option<(&'static str, u8)> {
        let syllable = self.syllable?;
        let plain = syllable.trim_end_matches(|c: char| c.is_ascii_digit());
        let tone = syllable.as_bytes().get(plain.len()).map_or(5, |digit| digit - b'0');
        Some((plain, tone))
    }
}

/// The reading of every character of running text, in order.
pub fn readings(text: &str) -> Vec<Reading> {
    let mut out = Vec::with_capacity(text.len() / 3 + 1);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let rows = SPECIAL.has(c).then(|| PHRASES.get(&c)).flatten();
        if let Some((word, syllables)) = rows.and_then(|rows| longest(rows, rest)) {
            out.extend(word.chars().zip(syllables.split(' ')).map(|(char, s)| Reading { char, syllable: Some(s) }));
            rest = &rest[word.len()..];
        } else {
            out.push(Reading { char: c, syllable: usual(c) });
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// The reading of every character of a personal name: the surname by `surnames`, the rest as running text.
pub fn name_readings(name: &str) -> Vec<Reading> {
    let name = name.trim();
    let compound = surnames::COMPOUND.iter().find(|(surname, _)| name.starts_with(surname));
    if let Some((surname, syllables)) = compound {
        let pairs = surname.chars().zip(syllables.split(' '));
        let mut out: Vec<Reading> = pairs.map(|(char, s)| Reading { char, syllable: Some(s) }).collect();
        out.extend(readings(&name[surname.len()..]));
        return out;
    }
    let mut chars = name.chars();
    let Some(first) = chars.next() else {
        return Vec::new();
    };
    let surname = SURNAMES.get(&first).copied().or_else(|| usual(first));
    let mut out = vec![Reading { char: first, syllable: surname }];
    out.extend(readings(chars.as_str()));
    out
}

/// An address for a title: lower-case syllables, words and numbers joined by `-`, at most [`SLUG_CHARS`] long.
///
/// ü is written `v`. A Han character without a known reading becomes `u` and its code point; other characters part
/// words and vanish. A title without any letter or digit gives an empty slug.
pub fn slug(title: &str) -> String {
    let all = joined(&readings(title), "v", '-');
    if all.len() <= SLUG_CHARS {
        return all;
    }
    // Only ASCII is in it. A cut falls before a hyphen; a word longer than all is cut itself.
    let end = all.as_bytes()[..=SLUG_CHARS].iter().rposition(|b| *b == b'-').unwrap_or(SLUG_CHARS);
    all[..end].to_string()
}

/// The reading of a personal name in lower case without tones, syllables parted by spaces: 曾国藩 is `zeng guo fan`.
/// ü is written `yu` as GB/T 28039-2011 asks for names (吕 `lyu`).
pub fn name(name: &str) -> String {
    joined(&name_readings(name), "yu", ' ')
}

/// The heading letter `A` to `Z` a name stands under, `#` when it begins with neither a readable Han character nor a
/// Latin letter.
pub fn initial(name: &str) -> char {
    let letter = name_readings(name).into_iter().find_map(|reading| match reading.parts() {
        Some((syllable, _)) => syllable.chars().next(),
        None => reading.char.is_alphanumeric().then_some(fold(reading.char)),
    });
    letter.map(|c| c.to_ascii_uppercase()).filter(char::is_ascii_uppercase).unwrap_or('#')
}

type Row = (&'static str, &'static str);

/// Rows of `phrases::PHRASES` by first character, the longest first.
static PHRASES: LazyLock<HashMap<char, Vec<Row>>> = LazyLock::new(|| {
    let mut rows: HashMap<char, Vec<Row>> = HashMap::new();
    for (word, syllables) in phrases::PHRASES {
        if let Some(first) = word.chars().next() {
            rows.entry(first).or_default().push((word, syllables));
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each row is sorted by itself, in whatever order")]
    for same in rows.values_mut() {
        same.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    }
    rows
});

static SINGLES: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| phrases::SINGLES.iter().copied().collect());

static SURNAMES: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| surnames::SINGLE.iter().copied().collect());

/// The characters that begin a phrase or have a reading of their own: one character in ten. The
/// others need not be looked up.
static SPECIAL: LazyLock<Special> = LazyLock::new(|| {
    let firsts = phrases::PHRASES.iter().filter_map(|(word, _)| word.chars().next());
    let mut special = Special(vec![0; 1 << 10]);
    firsts.chain(phrases::SINGLES.iter().map(|(c, _)| *c)).for_each(|c| special.add(c));
    special
});

/// A set of characters, a bit each; those beyond the basic plane are all in it.
struct Special(Vec<u64>);

impl Special {
    fn add(&mut self, c: char) {
        if let Some(bits) = self.0.get_mut(u32::from(c) as usize / 64) {
            *bits |= 1 << (u32::from(c) % 64);
        }
    }

    fn has(&self, c: char) -> bool {
        self.0.get(u32::from(c) as usize / 64).is_none_or(|bits| bits >> (u32::from(c) % 64) & 1 == 1)
    }
}

/// The longest row that `text` begins with. A row ending in 长 (zhǎng) gives way when 长 begins the next word.
fn longest(rows: &[Row], text: &str) -> Option<Row> {
    rows.iter().copied().find(|(word, _)| {
        text.strip_prefix(word).is_some_and(|after| {
            !(word.ends_with('长') && after.starts_with(|next| phrases::AFTER_CHANG.contains(next)))
        })
    })
}

/// The usual reading of one character.
fn usual(c: char) -> Option<&'static str> {
    if !is_han(c) {
        return None;
    }
    let single = SPECIAL.has(c).then(|| SINGLES.get(&c).copied()).flatten();
    single.or_else(|| c.to_pinyin().map(|reading| reading.with_tone_num_end()))
}

/// The readable words of a text joined by `between`: one per syllable, one per run of Latin letters and digits; ü
/// written as `u_umlaut`.
fn joined(readings: &[Reading], u_umlaut: &str, between: char) -> String {
    let mut out = String::with_capacity(readings.len() * 5);
    let mut open = false;
    for reading in readings {
        let c = fold(reading.char);
        let letter = c.is_ascii_alphanumeric();
        let syllable = reading.parts();
        if syllable.is_none() && !letter && !is_han(c) {
            open = false;
            continue;
        }
        if !out.is_empty() && !(open && letter && syllable.is_none()) {
            out.push(between);
        }
        open = letter && syllable.is_none();
        match syllable {
            Some((syllable, _)) => syllable.split('ü').enumerate().for_each(|(index, part)| {
                out.push_str(if index == 0 { "" } else { u_umlaut });
                out.push_str(part);
            }),
            None if letter => out.push(c.to_ascii_lowercase()),
            None => out.push_str(&format!("u{:x}", u32::from(c))),
        }
    }
    out
}

/// Full-width ASCII to plain ASCII.
fn fold(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}
