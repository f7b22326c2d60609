//! Does a line break in the source vanish, or does it stand for a space?
//!
//! Markdown keeps a soft break; HTML, Word, WeChat and Typst all turn it into a space, which shows between Chinese
//! characters. So the break is decided here, once, for every edition. This file sees only the two characters beside
//! the break; it does not know lines, paragraphs or inline markup (the caller looks through emphasis and links).
//!
//! The rule, from CSS Text 3 §4.1.3 *Segment Break Transformation* with the content language Chinese, clreq #293 and
//! csswg-drafts #337 (quotation marks), #4992 (Latin) and #5086 (punctuation):
//!
//! | before / after            | Han, kana | full-width mark | shared mark `“—…` | digit | Latin letter | Hangul |
//! |---------------------------|-----------|-----------------|-------------------|-------|--------------|--------|
//! | Han, kana                 | joins     | joins           | joins             | joins | space        | space  |
//! | full-width mark           | joins     | joins           | joins             | joins | joins        | joins  |
//! | shared mark               | joins     | joins           | joins             | joins | space        | space  |
//! | digit, Latin, Hangul, …   | (mirror)  | (mirror)        | (mirror)          | space | space        | space  |
//!
//! Two cells are this project's own decision. **Han and digit join**: `2026` and `年` are one word and office text
//! (GB/T 15835) sets figures solid. **Han and Latin letter keep the space**, as CSS Text does: a writer who spaces
//! `使用 Hugo 构建` loses nothing, and a gap that is only visual is what every look draws there anyway.

use crate::text::script::{is_cjk, is_full_punct, is_hangul, is_shared_punct};

/// True when a source line break between `before` and `after` is to vanish, false when it stands for one space.
///
/// `None` is the edge of a paragraph: nothing is there to be parted, so the break vanishes. A zero-width space on
/// either side removes the break too (CSS Text 3). White space on either side also does: it parts already.
pub fn joins(before: Option<char>, after: Option<char>) -> bool {
    let (Some(b), Some(a)) = (before, after) else {
        return true;
    };
    match (side(b), side(a)) {
        (Side::Gap, _) | (_, Side::Gap) | (Side::Mark, _) | (_, Side::Mark) => true,
        (Side::Spaced, _) | (_, Side::Spaced) => false,
        (Side::Digit, Side::Digit) => false,
        _ => true,
    }
}

/// What stands on one side of the break.
enum Side {
    /// White space or zero-width space.
    Gap,
    /// A full-width mark: it brings its own room.
    Mark,
    /// Han, kana, or a mark shared with Latin text.
    Solid,
    /// A decimal digit.
    Digit,
    /// Everything that parts its words with spaces: Latin, Hangul, ASCII marks.
    Spaced,
}

fn side(c: char) -> Side {
    match c {
        '\u{200B}' => Side::Gap,
        _ if c.is_whitespace() => Side::Gap,
        _ if c.is_ascii_digit() => Side::Digit,
        _ if is_full_punct(c) => Side::Mark,
        _ if is_shared_punct(c) || is_cjk(c) && !is_hangul(c) => Side::Solid,
        _ => Side::Spaced,
    }
}
