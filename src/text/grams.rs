//! Terms of search: runs of word units, and the pieces of one to four units that are looked up.
//!
//! A text folds ([`crate::text::fold`]) into **runs**, the longest stretches without a gap. From every unit of a run on,
//! the index knows the pieces of two, three and four units; a whole character that spells no word is a piece of one.
//! The first letter of a word of letters or digits is also known as one that begins a word ([`begun`]), so that `covid`
//! is found by `cov` and not by `ovi`. Titles also hold their pinyin initials as a run of private units: `xszh` finds 协商之花.
//!
//! A query is cut the same way: each of its runs is found by the pieces that cover it. A run of up to four units is one
//! piece, so its hits are exact; a longer one is covered by pieces of four and must be looked for in the text.

use crate::text::fold::{Fold, GAP, INITIALS, is_spelled};
use crate::text::pinyin;

/// How far letters that begin a word are from others (private-use units and such as fold to others).
const BEGUN: u16 = 0xE100;

/// The longest piece, in units.
pub const LONGEST: usize = 4;

/// A run of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The folded units, as they stand in a text.
    pub run: Vec<u16>,
    /// It is spelled and must begin where a word begins.
    pub word: bool,
    /// The pieces a text with this run has.
    pub pieces: Vec<Vec<u16>>,
    /// The pieces a title with these pinyin initials has; empty when the run is no initials.
    pub initials: Vec<Vec<u16>>,
}

/// What a query asks for: all of these runs.
#[must_use]
pub fn query(text: &str) -> Vec<Wanted> {
    let folded = Fold::default().text(text);
    folded.split(|unit| *unit == GAP).filter(|run| !run.is_empty()).map(wanted).collect()
}

fn wanted(run: &[u16]) -> Wanted {
    let word = run.iter().all(|unit| is_spelled(*unit));
    let first = run.first().map(|first| if word { begun(*first) } else { *first });
    let known: Vec<u16> = first.into_iter().chain(run.iter().skip(1).copied()).collect();
    let letters = |unit: &u16| (u16::from(b'a')..=u16::from(b'z')).contains(unit);
    let initials = match run.len() > 1 && run.iter().all(letters) {
        true => cover(&run.iter().map(|unit| INITIALS + unit).collect::<Vec<_>>()),
        false => Vec::new(),
    };
    Wanted { run: run.to_vec(), word, pieces: cover(&known), initials }
}

/// A letter or digit ([`is_spelled`]) as the first of its word.
#[must_use]
pub fn begun(unit: u16) -> u16 {
    unit.wrapping_add(BEGUN)
}

/// Pieces that cover a run.
fn cover(run: &[u16]) -> Vec<Vec<u16>> {
    let last = run.len().saturating_sub(LONGEST);
    let starts = (0..last).step_by(LONGEST).chain(std::iter::once(last));
    starts.map(|at| run[at..run.len().min(at + LONGEST)].to_vec()).collect()
}

/// The pinyin initials of a title, one letter for every UTF-16 unit, a space where there is none: Latin letters and
/// digits stand for themselves.
#[must_use]
pub fn initials(title: &str) -> String {
    let mut out = String::with_capacity(title.len() / 2);
    for reading in pinyin::readings(title) {
        let own = || Some(reading.char.to_ascii_lowercase()).filter(char::is_ascii_alphanumeric);
        let letter = reading.syllable.and_then(|syllable| syllable.chars().next()).or_else(own);
        out.push(letter.filter(char::is_ascii_alphanumeric).unwrap_or(' '));
        (1..reading.char.len_utf16()).for_each(|_| out.push(' '));
    }
    out
}

/// Initials as the run that is indexed.
pub fn initials_run(initials: &str) -> impl Iterator<Item = u16> + '_ {
    initials.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| INITIALS + u16::from(byte))
}
