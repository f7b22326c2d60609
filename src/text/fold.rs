//! Folding for search: what counts as the same character, and what is no character at all.
//!
//! A text is seen as UTF-16 units, because that is what a browser counts in; each unit becomes one unit, so that a
//! place in the folded text is the same place in the text as shown. Folded are: traditional to simplified (`fold/variants.txt`),
//! full width to half width, capitals to small letters of the Latin, Greek and Cyrillic scripts, `○` to `〇`. Units
//! that belong to no word become [`GAP`].
//!
//! This is the one definition: the builder indexes by it, and [`table_bytes`] is the same table for the browser.
//!
//! The pairs of `variants.txt` (traditional, simplified, traditional, …) are the single-character rows of OpenCC's
//! `TSCharacters` (Apache-2.0, <https://github.com/BYVoid/OpenCC>) within the basic plane, with a dozen old forms added.
//! A character that simplified texts use in its own right (著, 覆, 瞭) stays what it is.

use std::sync::LazyLock;

/// What a unit outside every word folds to.
pub const GAP: u16 = 0;

/// Where the letters of pinyin initials are put, so that they meet no word of a text (a private-use area).
pub const INITIALS: u16 = 0xE000;

const VARIANTS: &str = include_str!("fold/variants.txt");

/// The units words are made of, first and last of each range. Half of a surrogate pair is a unit too: rare Han
/// characters and emoji are words of two units.
const WORDS: &[(u16, u16)] = &[
    (0x0030, 0x0039), (0x0041, 0x005A), (0x0061, 0x007A), (0x00C0, 0x00D6), (0x00D8, 0x00F6), (0x00F8, 0x024F),
    (0x0370, 0x0373), (0x0376, 0x0377), (0x037B, 0x037D), (0x0386, 0x0386), (0x0388, 0x03FF), (0x0400, 0x0481),
    (0x048A, 0x052F), (0x1100, 0x11FF), (0x1E00, 0x1EFF), (0x25CB, 0x25CB), (0x2E80, 0x2FD5), (0x3005, 0x3007),
    (0x3021, 0x3029), (0x3038, 0x303B), (0x3041, 0x3096), (0x309D, 0x309F), (0x30A1, 0x30FA), (0x30FC, 0x30FF),
    (0x3105, 0x312F), (0x3131, 0x318E), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA960, 0xA97C),
    (0xAC00, 0xD7A3), (0xD800, 0xDFFF), (0xE030, 0xE039), (0xE061, 0xE07A), (0xF900, 0xFAFF), (0xFF10, 0xFF19),
    (0xFF21, 0xFF3A), (0xFF41, 0xFF5A),
];

static TABLE: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table = vec![GAP; 1 << 16];
    for &(first, last) in WORDS {
        for unit in first..=last {
            if let Some(to) = table.get_mut(usize::from(unit)) {
                *to = unit;
            }
        }
    }
    for (from, to) in pairs() {
        if let Some(place) = table.get_mut(usize::from(from)) {
            *place = to;
        }
    }
    table
});

/// Folds one unit after another.
#[derive(Clone, Copy)]
pub struct Fold(&'static [u16]);

impl Default for Fold {
    fn default() -> Fold {
        Fold(&TABLE)
    }
}

impl Fold {
    /// The folded unit; [`GAP`] for what belongs to no word.
    #[must_use]
    pub fn unit(self, unit: u16) -> u16 {
        self.0.get(usize::from(unit)).copied().unwrap_or(GAP)
    }

    /// A folded text, unit by unit.
    #[must_use]
    pub fn text(self, text: &str) -> Vec<u16> {
        text.encode_utf16().map(|unit| self.unit(unit)).collect()
    }
}

/// Whether a folded unit is a letter or digit of a script that spells words, so that the beginning of a word matters.
/// Han, kana and Hangul are searched from any character on.
#[must_use]
pub fn is_spelled(unit: u16) -> bool {
    unit != GAP && (unit < 0x1100 || matches!(unit, 0x1E00..=0x1EFF))
}

/// Whether a folded unit is searched for alone: a whole character that spells no word.
#[must_use]
pub fn stands_alone(unit: u16) -> bool {
    unit >= 0x1100 && !is_spelled(unit) && !matches!(unit, 0xD800..=0xDFFF | 0xE000..=0xE0FF)
}

/// The table for the browser, in little-endian units: how many ranges, their first and last units, then pairs of a
/// unit and what it folds to.
#[must_use]
pub fn table_bytes() -> Vec<u8> {
    let count = u16::try_from(WORDS.len()).unwrap_or(u16::MAX);
    let ranges = WORDS.iter().flat_map(|(first, last)| [*first, *last]);
    let pairs = pairs().flat_map(|(from, to)| [from, to]);
    std::iter::once(count).chain(ranges).chain(pairs).flat_map(u16::to_le_bytes).collect()
}

/// What folds to something else, in the order of the rules: a later pair is never the target of another.
fn pairs() -> impl Iterator<Item = (u16, u16)> {
    let wide = (0xFF10..=0xFF5A).filter_map(|unit: u16| {
        let narrow = unit - 0xFEE0;
        let c = char::from_u32(u32::from(narrow))?.to_ascii_lowercase();
        c.is_ascii_alphanumeric().then_some((unit, u32_unit(u32::from(c))))
    });
    let capitals = (0x0041..=0x052F).chain(0x1E00..=0x1EFF).filter_map(|unit: u16| {
        let mut lower = char::from_u32(u32::from(unit))?.to_lowercase();
        let first = lower.next().filter(|_| lower.next().is_none())?;
        let to = u32_unit(u32::from(first));
        (to != unit && is_word(unit) && is_word(to)).then_some((unit, to))
    });
    let mut letters = VARIANTS.chars().filter(|c| *c != '\n');
    let variants = std::iter::from_fn(move || Some((letters.next()?, letters.next()?)));
    let variants = variants.map(|(from, to)| (u32_unit(u32::from(from)), u32_unit(u32::from(to))));
    wide.chain(capitals).chain(std::iter::once((0x25CB, 0x3007))).chain(variants)
}

fn is_word(unit: u16) -> bool {
    WORDS.iter().any(|(first, last)| (*first..=*last).contains(&unit))
}

fn u32_unit(code: u32) -> u16 {
    u16::try_from(code).unwrap_or(GAP)
}
