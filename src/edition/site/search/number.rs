//! The number of a text: its column in the upper 8 bits, its time in the lower 24.

use crate::catalog::{Catalog, EntryIx};
use crate::files::Hash;
use crate::shape::Time;
use std::collections::BTreeMap;

/// Places for the texts of one column and day.
pub const DAY: u32 = 64;

/// Bits of a number that tell its time.
pub const TIME_BITS: u32 = 24;

/// Files of `three/` below each file of `two/`; a power of two.
pub const THREES: u32 = 1;

/// Columns that can be told apart; further ones share the last number.
const COLUMNS: usize = 255;

/// Entries with their numbers, in order of these.
pub fn all(catalog: &Catalog, entries: impl Iterator<Item = EntryIx>) -> Vec<(u32, EntryIx)> {
    let columns: BTreeMap<&str, u32> = columns(catalog).into_iter().zip(0..).collect();
    let mut wanted: Vec<(u32, u32, &str, EntryIx)> = entries
        .map(|ix| {
            let entry = catalog.entry(ix);
            let column = columns.get(&*entry.column).copied().unwrap_or(u32::MAX).min(COLUMNS as u32);
            (column, place(entry.front.date, &entry.id), &*entry.id, ix)
        })
        .collect();
    wanted.sort_unstable();
    let mut numbers = Vec::with_capacity(wanted.len());
    let mut before: Option<(u32, u32)> = None;
    for (column, place, _, ix) in wanted {
        let free = before.filter(|(same, _)| *same == column).map_or(0, |(_, taken)| taken + 1);
        let place = place.max(free);
        before = Some((column, place));
        numbers.push((column << TIME_BITS | place, ix));
    }
    numbers
}

/// The slugs of all columns in the order of their numbers, which is not that of the navigation: that may change.
pub fn columns(catalog: &Catalog) -> Vec<&str> {
    let mut slugs: Vec<&str> = catalog.columns.iter().map(|column| &*column.slug).collect();
    slugs.sort_unstable();
    slugs
}

/// The place a text wants: its minute, or where it has none its id, within its day.
fn place(date: Time, id: &str) -> u32 {
    let within = match (date.hour, date.minute) {
        (0, 0) => u32::from(Hash::of(id.as_bytes()).0[0]) % DAY,
        (hour, minute) => (u32::from(hour.unsigned_abs()) * 60 + u32::from(minute.unsigned_abs())) * DAY / (24 * 60),
    };
    let most = (1 << TIME_BITS) / DAY - 1;
    u32::try_from(days(date)).unwrap_or(0).min(most) * DAY + within
}

/// Days since 1900-01-01, in the calendar of today.
fn days(date: Time) -> i32 {
    // Years begin in March, so that the leap day is the last.
    let (year, month) = (i32::from(date.year) - i32::from(date.month < 3), (i32::from(date.month) + 9) % 12);
    let day_of_year = (153 * month + 2) / 5 + i32::from(date.day) - 1;
    let days = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year;
    days - 693_901
}

/// The file of `text/` that holds a passage, of a power of two.
#[must_use]
pub fn text_file(number: u32, part: u32, files: u32) -> u32 {
    mix(number ^ part.wrapping_mul(0x9E37_79B1)) & (files - 1)
}

/// The file of `two/` that holds the piece of two units, of a power of two.
#[must_use]
pub fn two_file(one: u16, two: u16, files: u32) -> u32 {
    mix(spread(&[one, two])) & (files - 1)
}

/// Which of the files of `three/` below a file of `two/` holds what begins with three units.
#[must_use]
pub fn three_file(piece: [u16; 4]) -> u32 {
    mix(spread(&piece[..3])) & (THREES - 1)
}

fn spread(units: &[u16]) -> u32 {
    units.iter().fold(0, |hash, unit| (hash ^ u32::from(*unit)).wrapping_mul(0x0100_0193))
}

/// Lets every bit decide about every other (the end of MurmurHash3).
fn mix(mut hash: u32) -> u32 {
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85EB_CA6B);
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(0xC2B2_AE35);
    hash ^ hash >> 16
}
