//! Small repairs of plain text: white space in titles, and widths in a terminal.
//!
//! Nothing here changes what an editor wrote beyond white space: quotation marks, dashes and full-width letters are
//! the business of checks, which ask, and never of a silent repair.

use std::borrow::Cow;

use crate::text::script::is_wide;

/// White space put in order for titles and other one-line fields: ends trimmed, every run of white space (U+3000,
/// no-break space, tab and line break included) becomes one plain space, and zero-width characters (U+200B, U+FEFF,
/// U+2060) are dropped. Borrowed when there is nothing to do.
pub fn squash(text: &str) -> Cow<'_, str> {
    if is_squashed(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        if c.is_whitespace() {
            gap = !out.is_empty();
        } else {
            if std::mem::take(&mut gap) {
                out.push(' ');
            }
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Width of `text` in half-width terminal columns: wide characters are 2, control characters, combining marks and
/// zero-width characters 0, all others 1.
pub fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

fn columns(c: char) -> usize {
    match c {
        ' '..='~' => 1,
        _ if c.is_control() || is_invisible(c) || is_combining(c) => 0,
        _ if is_wide(c) => 2,
        _ => 1,
    }
}

fn is_squashed(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars() {
        if is_invisible(c) || c.is_whitespace() && (c != ' ' || before == ' ') {
            return false;
        }
        before = c;
    }
    text.is_empty() || before != ' '
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}')
}

fn is_combining(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036F}'
        | '\u{200C}' | '\u{200D}'
        | '\u{20D0}'..='\u{20F0}'
        | '\u{302A}'..='\u{302F}'
        | '\u{3099}' | '\u{309A}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}'
        | '\u{E0100}'..='\u{E01EF}')
}
