//! Makes emphasis beside Chinese marks work in a CommonMark parser that does not know Chinese.
//!
//! The flanking rules of CommonMark take `“`, `。` or `》` for the edge of an English word, so `**“重点”**工作`,
//! `**主要做法。**近日` and `的**《书名》**已经` print their asterisks (commonmark-spec #650). [`guard`] puts an invisible
//! letter, [`SENTINEL`], between such a delimiter run and the mark beside it; to the parser the mark is then no
//! neighbour of the run. [`unguard`] takes the letter out of **every** string the parser hands back.
//!
//! What is guarded follows the CJK-friendly amendments proposed in commonmark-spec PR #839, and is narrower:
//! - `*` runs, and the closing `~~`. Opening `~~` needs no help in pulldown-cmark. `_` gets none: beside a Han
//!   character it is inside a word, where CommonMark forbids it on purpose.
//! - A run gains the power to close only if there is something to close, and to open only if what follows is not a
//!   closing mark; a run that already can do both is left alone. `****` inside an open strong (`**甲：****乙**`) is
//!   parted into a closing and an opening run.
//! - Only in Chinese: the mark is full-width; or a CJK character stands on the other side of the run (`增长**5%**以上`);
//!   or the mark is one shared with Latin text (`”`, `—`) and CJK text stands near it on its line. Text without any
//!   CJK character is returned as it came.
//! - Never inside code spans, code blocks, raw HTML, autolinks, link destinations, reference labels, footnote labels,
//!   directive lines (`:::`), nor after a backslash. Table cells are separate texts.
//!
//! Give it the Markdown body without front matter. It knows no parser: it reads block structure itself (`blocks`),
//! well enough that a misjudged line can only lose or gain a guard, never text.

mod blocks;
mod inline;

use std::borrow::Cow;

use memchr::{memchr, memchr2_iter, memmem};

use crate::text::script::{is_cjk, is_cjk_punct};

/// The letter that is put in: a plane 16 private-use character, in no font and no office character set (the
/// private-use area of the basic plane holds real characters in texts converted from GBK).
pub const SENTINEL: char = '\u{10F5C1}';
/// Length of [`SENTINEL`] in UTF-8 bytes.
const SENTINEL_LEN: usize = SENTINEL.len_utf8();

/// Source text made safe for the parser.
#[derive(Clone, Debug)]
pub struct Guarded<'a> {
    /// The text to parse; the source itself when nothing had to be put in.
    pub text: Cow<'a, str>,
    /// False when the source already held [`SENTINEL`]. Such characters stay, are no harm to the parser, and vanish
    /// in [`unguard`]; a check should report them.
    pub clean: bool,
    /// Source offsets before which a sentinel stands, ascending; an offset may occur once only.
    inserts: Vec<usize>,
}

impl Guarded<'_> {
    /// The source byte offset for a byte offset of [`Guarded::text`]. Both ends of a sentinel, and its inside, are
    /// the source offset it stands at.
    pub fn original(&self, offset: usize) -> usize {
        let mut index = 0..self.inserts.len();
        while !index.is_empty() {
            let middle = index.start + index.len() / 2;
            if self.inserts[middle] + middle * SENTINEL_LEN < offset {
                index.start = middle + 1;
            } else {
                index.end = middle;
            }
        }
        let before = index.start;
        let floor = before.checked_sub(1).map_or(0, |last| self.inserts[last]);
        offset.saturating_sub(before * SENTINEL_LEN).max(floor)
    }

    /// How many sentinels were put in.
    pub fn inserted(&self) -> usize {
        self.inserts.len()
    }
}

/// Puts [`SENTINEL`] where emphasis would fail. Borrows the source when nothing is to be done.
pub fn guard(source: &str) -> Guarded<'_> {
    let suspects = suspects(source);
    let mut inserts = Vec::new();
    if !suspects.is_empty() {
        let mut next = 0;
        blocks::each_leaf(source, |leaf| {
            next += suspects[next..].partition_point(|at| *at < leaf.range.start);
            if suspects.get(next).is_some_and(|at| *at < leaf.range.end) {
                inline::guard_leaf(source, &leaf, &mut inserts);
            }
        });
    }
    Guarded { text: apply(source, &inserts), clean: !contains_sentinel(source), inserts }
}

/// Takes every [`SENTINEL`] out. Borrows when there is none.
pub fn unguard(text: &str) -> Cow<'_, str> {
    if contains_sentinel(text) { Cow::Owned(text.replace(SENTINEL, "")) } else { Cow::Borrowed(text) }
}

/// Offsets of delimiter runs that might need a guard, judged by their neighbours alone.
fn suspects(source: &str) -> Vec<usize> {
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    let mut end = 0;
    for start in memchr2_iter(b'*', b'~', bytes) {
        if start < end {
            continue;
        }
        end = start + run_length(bytes, start);
        if is_suspect(source, start, end) {
            found.push(start);
        }
    }
    found
}

fn is_suspect(source: &str, start: usize, end: usize) -> bool {
    let bytes = source.as_bytes();
    let ascii = |at: usize| bytes.get(at).is_none_or(u8::is_ascii);
    if start == 0 || ascii(start - 1) && ascii(end) {
        return false;
    }
    let (Some(before), Some(after)) = (source[..start].chars().next_back(), source[end..].chars().next()) else {
        return false;
    };
    if before.is_whitespace() || after.is_whitespace() || !(near(before) || near(after)) {
        return false;
    }
    if end - start == 4 {
        return true;
    }
    match (is_mark(before), is_mark(after)) {
        // After a letter it closes as it is; before a closing mark it is not to open.
        (false, true) => !inline::closes(after),
        (before, after) => before != after,
    }
}

fn near(c: char) -> bool {
    is_cjk(c) || is_cjk_punct(c)
}

/// Punctuation or symbol, a little wider than CommonMark's set: a guard beside a letter changes nothing.
fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && c != SENTINEL
}

/// Length of the run of equal bytes at `start`.
fn run_length(bytes: &[u8], start: usize) -> usize {
    bytes[start..].iter().take_while(|b| **b == bytes[start]).count()
}

fn apply<'a>(source: &'a str, inserts: &[usize]) -> Cow<'a, str> {
    if inserts.is_empty() {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len() + inserts.len() * SENTINEL_LEN);
    let mut from = 0;
    for at in inserts {
        out.push_str(&source[from..*at]);
        out.push(SENTINEL);
        from = *at;
    }
    out.push_str(&source[from..]);
    Cow::Owned(out)
}

fn contains_sentinel(text: &str) -> bool {
    let mut buffer = [0; SENTINEL_LEN];
    let needle = SENTINEL.encode_utf8(&mut buffer);
    memchr(needle.as_bytes()[0], text.as_bytes()).is_some()
        && memmem::find(text.as_bytes(), needle.as_bytes()).is_some()
}
