//! Which script a character belongs to, and how wide it is.
//!
//! Plain range tests, read from Unicode 16 `Blocks.txt`, `Scripts.txt` and `EastAsianWidth.txt`. No tables, no
//! allocation: these run once per character of every article. This file does not know words, lines or documents.
//!
//! **The shared marks.** `“ ” ‘ ’ — ― … ‥ · ‧` have East Asian Width *Ambiguous*: the same code point is a Chinese
//! full-width mark and a Latin half-width one. This project writes Chinese (content language `zh-Hans`), so
//! [`is_cjk_punct`] counts them as Chinese; [`is_shared_punct`] tells them apart for a caller who can see the
//! neighbours and wants to be careful, as [`crate::text::emphasis`] and [`crate::text::join`] do.

/// A Han character: unified ideographs with extensions A to J, compatibility ideographs, radicals, `〇`, `々`, `〆`
/// and the Suzhou numerals.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
        || matches!(c,
            '\u{3400}'..='\u{4DBF}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3021}'..='\u{3029}'
            | '\u{3038}'..='\u{303B}'
            | '\u{2E80}'..='\u{2FD5}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{2FA1F}'
            | '\u{30000}'..='\u{3347F}')
}

/// Hiragana or katakana, with the half-width forms and the sound marks, without the middle dot `・`.
pub fn is_kana(c: char) -> bool {
    matches!(c,
        '\u{3041}'..='\u{309F}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{30FC}'..='\u{30FF}'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{FF66}'..='\u{FF9F}'
        | '\u{1B000}'..='\u{1B16F}')
}

/// Hangul syllables and jamo. Korean parts its words with spaces, so Hangul never behaves like Han here.
pub fn is_hangul(c: char) -> bool {
    matches!(c,
        '\u{AC00}'..='\u{D7FF}'
        | '\u{1100}'..='\u{11FF}'
        | '\u{3131}'..='\u{318E}'
        | '\u{A960}'..='\u{A97C}'
        | '\u{FFA0}'..='\u{FFDC}')
}

/// Punctuation of Chinese text: the full-width and CJK marks, and the shared marks (see the head of this file).
/// The ideographic space U+3000 is white space, not punctuation.
pub fn is_cjk_punct(c: char) -> bool {
    is_full_punct(c) || is_shared_punct(c)
}

/// A mark that is Chinese or Japanese by its code point alone, whatever stands beside it.
pub fn is_full_punct(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3003}'
        | '\u{3008}'..='\u{3020}'
        | '\u{3030}' | '\u{303D}' | '\u{30A0}' | '\u{30FB}'
        | '\u{FF01}'..='\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}'
        | '\u{FF3B}'..='\u{FF40}'
        | '\u{FF5B}'..='\u{FF65}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{FE10}'..='\u{FE19}'
        | '\u{FE30}'..='\u{FE6B}'
        | '\u{2E3A}' | '\u{2E3B}')
}

/// A mark that Chinese and Latin text share: quotation marks, dash, ellipsis, middle dot.
pub fn is_shared_punct(c: char) -> bool {
    matches!(
        c,
        '\u{201C}'
            | '\u{201D}'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{2014}'
            | '\u{2015}'
            | '\u{2026}'
            | '\u{2025}'
            | '\u{00B7}'
            | '\u{2027}'
    )
}

/// A letter or mark that proves East Asian text: Han, kana, Hangul, bopomofo, Yi or a full-width mark.
pub fn is_cjk(c: char) -> bool {
    c >= '\u{1100}'
        && (is_han(c)
            || is_full_punct(c)
            || is_kana(c)
            || is_hangul(c)
            || matches!(c, '\u{3105}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}' | '\u{A000}'..='\u{A4CF}'))
}

/// Two half-width columns wide: East Asian Width *Wide* or *Fullwidth*, emoji included. The shared marks are
/// *Ambiguous* and count as narrow, as terminals outside East Asian locales draw them.
pub fn is_wide(c: char) -> bool {
    if c < '\u{1100}' {
        return false;
    }
    let half = matches!(c, '\u{FF61}'..='\u{FFDC}' | '\u{1160}'..='\u{11FF}');
    !half && (is_cjk(c) || is_wide_symbol(c))
}

/// Wide symbols that are neither letters nor punctuation: U+3000, full-width ASCII letters, enclosed CJK, emoji.
fn is_wide_symbol(c: char) -> bool {
    matches!(c,
        '\u{3000}' | '\u{3004}' | '\u{303E}'
        | '\u{3190}'..='\u{33FF}'
        | '\u{4DC0}'..='\u{4DFF}'
        | '\u{FF01}'..='\u{FF60}'
        | '\u{231A}' | '\u{231B}' | '\u{23E9}'..='\u{23EC}' | '\u{23F0}' | '\u{23F3}'
        | '\u{25FD}' | '\u{25FE}' | '\u{2614}' | '\u{2615}' | '\u{2648}'..='\u{2653}'
        | '\u{2705}' | '\u{270A}' | '\u{270B}' | '\u{2728}' | '\u{274C}' | '\u{274E}'
        | '\u{2753}'..='\u{2755}' | '\u{2757}' | '\u{2795}'..='\u{2797}' | '\u{2B50}' | '\u{2B55}'
        | '\u{1F004}' | '\u{1F0CF}' | '\u{1F18E}' | '\u{1F191}'..='\u{1F19A}'
        | '\u{1F200}'..='\u{1F320}' | '\u{1F32D}'..='\u{1F64F}'
        | '\u{1F680}'..='\u{1F6FC}' | '\u{1F7E0}'..='\u{1F7F0}' | '\u{1F900}'..='\u{1FAFF}')
}
