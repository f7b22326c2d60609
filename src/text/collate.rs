//! Names and titles in pinyin order.
//!
//! The order is that of a Chinese register: character by character, by syllable, then tone, then the ICU order of
//! `zh-u-co-pinyin` (strokes and radical), so that one surname stays together. Readings come from
//! [`crate::text::pinyin`], with surname readings for names (曾 under Z, 单 under S) and word readings for titles
//! (重庆 under C), which ICU alone gets wrong. Marks and spaces are passed over; numbers sort by value and before
//! letters; ü follows u (lu, lü, luan, lüe, lun) as dictionaries have it; Latin letters sort by letter, without regard
//! to case, among the syllables. What is still equal is ordered by code points: the order is total, the same on every
//! machine.
//!
//! 姓氏笔画 order is another matter and not done here.

use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

use crate::text::pinyin::{Reading, name_readings, readings};
use crate::text::script::is_han;

/// The sort key of a personal name: compare keys byte by byte.
pub fn name_key(name: &str) -> Vec<u8> {
    key(name, &name_readings(name))
}

/// The sort key of a title or any other running text: compare keys byte by byte.
pub fn title_key(title: &str) -> Vec<u8> {
    key(title, &readings(title))
}

/// Sorts `items` by the personal name that `name` finds in each; equal names keep their order.
pub fn sort_by_name<T>(items: &mut [T], name: impl Fn(&T) -> &str) {
    items.sort_by_cached_key(|item| name_key(name(item)));
}

/// Sorts `items` by the title that `title` finds in each; equal titles keep their order.
pub fn sort_by_title<T>(items: &mut [T], title: impl Fn(&T) -> &str) {
    items.sort_by_cached_key(|item| title_key(title(item)));
}

/// First and last character that `RANKS` covers: the unified ideographs of the basic plane.
const RANKED: (char, char) = ('\u{4E00}', '\u{9FFF}');

/// The place of every character of `RANKED` in ICU pinyin order. Built once, some 20 000 keys.
static RANKS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let Ok(collator) = Collator::try_new(locale!("zh-u-co-pinyin").into(), CollatorOptions::default()) else {
        return Vec::new(); // ties fall back to code points
    };
    let mut order: Vec<(Vec<u8>, usize)> =
        (RANKED.0..=RANKED.1).enumerate().map(|(index, c)| (icu_key(&collator, c), index)).collect();
    order.sort_unstable();
    let mut ranks = vec![0; order.len()];
    for (rank, (_, index)) in order.into_iter().enumerate() {
        ranks[index] = rank as u16;
    }
    ranks
});

fn icu_key(collator: &CollatorBorrowed<'_>, c: char) -> Vec<u8> {
    let mut key = Vec::new();
    let Ok(()) = collator.write_sort_key_to(c.encode_utf8(&mut [0; 4]), &mut key);
    key
}

/// Key of a text with its readings. The bytes are ordered so: end of text, numbers, letters and syllables, others.
fn key(text: &str, readings: &[Reading]) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() * 3);
    let mut at = 0;
    while let Some(reading) = readings.get(at) {
        at += match reading.char {
            '0'..='9' => push_number(&mut key, &readings[at..]),
            _ => push_char(&mut key, reading),
        };
    }
    key.push(0);
    key.extend_from_slice(text.as_bytes());
    key
}

/// A run of digits by value: their number without leading zeros, then themselves. Returns the characters taken.
fn push_number(key: &mut Vec<u8>, readings: &[Reading]) -> usize {
    let digits: Vec<u8> = readings.iter().map_while(|r| r.char.is_ascii_digit().then_some(r.char as u8)).collect();
    let value = &digits[digits.iter().take_while(|d| **d == b'0').count()..];
    key.push(b'0');
    key.push(value.len().min(255) as u8);
    key.extend_from_slice(value);
    digits.len()
}

fn push_char(key: &mut Vec<u8>, reading: &Reading) -> usize {
    let c = reading.char;
    if let Some((syllable, tone)) = reading.parts() {
        key.extend(syllable.chars().map(|letter| if letter == 'ü' { b'u' } else { letter as u8 }));
        key.push(b'0' + tone + if syllable.contains('ü') { 5 } else { 0 });
        key.extend_from_slice(&rank(c).to_be_bytes());
        if !(RANKED.0..=RANKED.1).contains(&c) {
            key.extend_from_slice(&u32::from(c).to_be_bytes());
        }
    } else if c.is_ascii() {
        key.extend(c.is_ascii_alphabetic().then_some(c.to_ascii_lowercase() as u8));
    } else if c.is_alphabetic() || is_han(c) {
        key.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
    1
}

fn rank(c: char) -> u16 {
    let index = u32::from(c).wrapping_sub(u32::from(RANKED.0)) as usize;
    RANKS.get(index).copied().unwrap_or(u16::MAX)
}
