//! Counting text the way Chinese editors count it, and the reading time that follows.
//!
//! 字数 here is the **net** count: a Han character (or kana) is 1, a Latin word or a number is 1, marks and spaces
//! are 0. `使用Hugo构建` is 5. Publishers also quote a count with marks, the figure Word shows as 字数: that is
//! [`Count::zishu_with_punct`]. Both are sums over the whole text; mixed text is added up, never switched between a
//! “Chinese mode” and a “Latin mode”. This file does not know Markdown: hand it plain text.

use std::ops::{Add, AddAssign};

use crate::text::script::{is_han, is_kana};

/// The default reading speed in 字 per minute: adults read plain Chinese prose at 300 to 500.
pub const PER_MINUTE: u32 = 400;

/// What a text is made of. All fields are numbers of occurrences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Han characters and kana.
    pub han: u32,
    /// Latin (and any other alphabetic) words, Hangul words, and numbers: `COVID-19`, `3.14`, `1,200` are one each.
    pub words: u32,
    /// Marks and symbols of any width, except those inside a word or number: `5.2%` has one, `%`.
    pub punct: u32,
    /// Every character except white space and control characters.
    pub chars: u32,
}

impl Count {
    /// 字数 without marks: Han characters plus words.
    pub fn zishu(&self) -> u32 {
        self.han + self.words
    }

    /// 字数 with marks, as word processors show it.
    pub fn zishu_with_punct(&self) -> u32 {
        self.han + self.words + self.punct
    }
}

impl Add for Count {
    type Output = Count;

    fn add(self, other: Count) -> Count {
        Count {
            han: self.han + other.han,
            words: self.words + other.words,
            punct: self.punct + other.punct,
            chars: self.chars + other.chars,
        }
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        *self = *self + other;
    }
}

impl std::iter::Sum for Count {
    fn sum<I: Iterator<Item = Count>>(counts: I) -> Count {
        counts.fold(Count::default(), Add::add)
    }
}

/// Counts `text`.
pub fn count(text: &str) -> Count {
    let mut total = Count::default();
    let mut last = '\0'; // last letter or digit of the word being read
    let mut rest = text;
    loop {
        let han = plain_han(rest.as_bytes());
        if han > 0 {
            total.han += u32::try_from(han).unwrap_or(u32::MAX);
            total.chars += u32::try_from(han).unwrap_or(u32::MAX);
            last = '\0';
            rest = rest.get(han * 3..).unwrap_or("");
        }
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        if is_stop(c) {
            total.punct += 1;
            total.chars += 1;
            last = '\0';
        } else if is_han(c) || is_kana(c) {
            total.han += 1;
            total.chars += 1;
            last = '\0';
        } else if c.is_alphanumeric() {
            total.words += u32::from(last == '\0');
            total.chars += 1;
            last = c;
        } else if c.is_whitespace() || c.is_control() {
            last = '\0';
        } else {
            last = bridge(last, c, chars.next());
            total.punct += u32::from(last == '\0' && c != '\u{200B}');
            total.chars += u32::from(c != '\u{200B}');
        }
    }
    total
}

/// Minutes to read `zishu` characters at `per_minute` (see [`PER_MINUTE`]), rounded up, at least 1. A speed of 0 is
/// taken as [`PER_MINUTE`].
pub fn reading_minutes(zishu: u32, per_minute: u32) -> u32 {
    let speed = if per_minute == 0 { PER_MINUTE } else { per_minute };
    zishu.div_ceil(speed).max(1)
}

/// How many characters of U+4E00 to U+9FFF, nearly all of running text, stand at the beginning: in
/// UTF-8 they are the three-byte sequences that begin with E4 B8 to E9 BF.
fn plain_han(bytes: &[u8]) -> usize {
    let is_plain = |three: &&[u8]| matches!((three[0], three[1]), (0xE4, 0xB8..) | (0xE5..=0xE9, _));
    bytes.chunks_exact(3).take_while(is_plain).count()
}

/// The commonest Chinese marks, told apart from letters without asking the tables of Unicode.
fn is_stop(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '“' | '”' | '《' | '》' | '（' | '）')
}

/// What the word is after the mark `c`: the word goes on when `c` is a mark inside words (`don't`, `COVID-19`,
/// `3.14`, `1,200`, `10:30`, `a_b`, `a@b.cn`) and a letter or digit of the same kind follows; else it has ended.
fn bridge(last: char, c: char, next: Option<char>) -> char {
    let Some(next) = next.filter(|n| n.is_alphanumeric() && !is_han(*n) && !is_kana(*n)) else {
        return '\0';
    };
    let inside = match c {
        ',' | ':' => last.is_ascii_digit() && next.is_ascii_digit(),
        '.' | '\'' | '\u{2019}' | '-' | '_' | '@' => last != '\0',
        _ => false,
    };
    if inside { last } else { '\0' }
}
