//! Guards the delimiter runs of one leaf: walks its inline text, skips what is not text, and follows the delimiter
//! stack of CommonMark (§6.2) closely enough to know which runs still wait for their partner.

use super::blocks::Leaf;
use super::{is_mark, run_length};
use crate::text::script::{is_cjk, is_full_punct, is_shared_punct};

/// Marks after which a run never closes: it opens, or is text.
const OPENING: &str = "“‘（《〈「『【〔［｛([{<>|_";
/// Marks before which a run never opens.
const CLOSING: &str = "”’）》〉」』】〕］｝)]}>，。、；：？！．,.;:?!|_";
/// How many characters either way are looked at for Chinese text beside a shared mark.
const NEAR_CHARS: usize = 12;

/// The bytes that are more than text; the others are passed over in one go.
const MATTERS: [bool; 256] = {
    let (marks, mut table, mut at) = (b"\\`<[]|*~", [false; 256], 0);
    while at < marks.len() {
        table[marks[at] as usize] = true;
        at += 1;
    }
    table
};

/// Whether `mark` is one before which a run never opens.
pub fn closes(mark: char) -> bool {
    CLOSING.contains(mark)
}

/// Adds the guards of one leaf to `inserts`, in ascending order.
pub fn guard_leaf(source: &str, leaf: &Leaf, inserts: &mut Vec<usize>) {
    let mut walk = Walk { text: &source[leaf.range.clone()], base: leaf.range.start, ..Walk::default() };
    let mut at = 0;
    while let Some(next) = walk.text.as_bytes()[at.min(walk.text.len())..].iter().position(|byte| MATTERS[usize::from(*byte)]) {
        at += next;
        at = match walk.byte(at) {
            b'\\' => at + 1 + usize::from(walk.byte(at + 1).is_ascii_punctuation()),
            b'`' => walk.code_span(at),
            b'<' => walk.angle(at),
            b'[' => walk.open_bracket(at),
            b']' => walk.close_bracket(at),
            b'|' if leaf.table => walk.new_cell(at),
            b'*' => walk.stars(at, inserts),
            b'~' => walk.tildes(at, inserts),
            _ => at + 1,
        };
    }
}

/// An opener on the delimiter stack.
struct Opener {
    /// Delimiters not yet used.
    left: usize,
    /// Length of the whole run, for the rule of three.
    run: usize,
    /// The run could also close.
    both: bool,
}

/// What a run can do.
#[derive(Clone, Copy)]
struct Powers {
    open: bool,
    close: bool,
}

#[derive(Default)]
struct Walk<'a> {
    text: &'a str,
    /// Source offset of the text.
    base: usize,
    stars: Vec<Opener>,
    tildes: usize,
    brackets: usize,
}

impl Walk<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(b'\n')
    }

    /// A `*` run: guards it if that lets it find its partner or begin emphasis. Returns where the run ends.
    fn stars(&mut self, start: usize, inserts: &mut Vec<usize>) -> usize {
        let run = run_length(self.text.as_bytes(), start);
        let end = start + run;
        let (Some(before), Some(after)) = self.neighbours(start, end) else {
            let powers = flanking(self.before(start), self.after(end));
            self.apply(run, powers);
            return end;
        };
        let powers = flanking(Some(before), Some(after));
        let both = Powers { open: true, close: true };
        let found = powers.close && self.partner(run, powers).is_some();
        if run == 4 && !found && self.may_part(before, after) {
            self.part(start, before, after, inserts);
        } else if !powers.close && self.closes_after(before, after, start) && self.partner(run, both).is_some() {
            inserts.push(self.base + start);
            self.apply(run, both);
        } else if !powers.open && !found && self.opens_before(before, after, start) {
            inserts.push(self.base + end);
            self.apply(run, both);
        } else {
            self.apply(run, powers);
        }
        end
    }

    /// A `~~` run: pulldown-cmark lets it open anywhere, but close only by the flanking rules.
    fn tildes(&mut self, start: usize, inserts: &mut Vec<usize>) -> usize {
        let run = run_length(self.text.as_bytes(), start);
        let end = start + run;
        if run != 2 {
            return end;
        }
        let closes = flanking(self.before(start), self.after(end)).close;
        let guarded =
            !closes && matches!(self.neighbours(start, end), (Some(b), Some(a)) if self.closes_after(b, a, start));
        if self.tildes > 0 && (closes || guarded) {
            self.tildes -= 1;
            if guarded {
                inserts.push(self.base + start);
            }
        } else if self.after(end).is_some_and(|c| !c.is_whitespace()) {
            self.tildes += 1;
        }
        end
    }

    /// True when the run after the mark `before` should be able to close.
    fn closes_after(&self, before: char, after: char, start: usize) -> bool {
        is_mark(before) && !OPENING.contains(before) && after != '|' && self.is_chinese(before, after, start)
    }

    /// True when the run before the mark `after` should be able to open.
    fn opens_before(&self, before: char, after: char, start: usize) -> bool {
        is_mark(after) && !CLOSING.contains(after) && before != '|' && self.is_chinese(after, before, start)
    }

    /// Is the mark Chinese here, given the character on the other side of the run?
    fn is_chinese(&self, mark: char, other: char, start: usize) -> bool {
        is_full_punct(mark) || is_cjk(other) || is_shared_punct(mark) && self.is_near_cjk(start)
    }

    fn is_near_cjk(&self, start: usize) -> bool {
        let line = |c: &char| *c != '\n';
        self.text[..start].chars().rev().take_while(line).take(NEAR_CHARS).any(is_cjk)
            || self.text[start..].chars().take_while(line).take(NEAR_CHARS).any(is_cjk)
    }

    /// May `****` be a closing and an opening `**`? Only inside a strong that was opened by `**`.
    fn may_part(&self, before: char, after: char) -> bool {
        let strong = self.stars.last().is_some_and(|top| top.run == 2 && top.left == 2);
        strong && (is_cjk(before) || is_cjk(after)) && !OPENING.contains(before) && !CLOSING.contains(after)
    }

    fn part(&mut self, start: usize, before: char, after: char, inserts: &mut Vec<usize>) {
        let guards = [(is_mark(before), start), (true, start + 2), (is_mark(after), start + 4)];
        inserts.extend(guards.iter().filter(|(wanted, _)| *wanted).map(|(_, at)| self.base + at));
        let both = Powers { open: true, close: true };
        self.apply(2, both);
        self.apply(2, both);
    }

    /// The nearest opener that a closing run matches, by the rule of three.
    fn partner(&self, run: usize, powers: Powers) -> Option<usize> {
        let both = powers.open && powers.close;
        let fits = |o: &Opener| !(both || o.both) || !(run + o.run).is_multiple_of(3) || run.is_multiple_of(3);
        self.stars.iter().rposition(fits)
    }

    /// Lets a run close what it can and open with what is left.
    fn apply(&mut self, run: usize, powers: Powers) {
        let mut left = run;
        while powers.close
            && left > 0
            && let Some(index) = self.partner(run, powers)
        {
            let used = left.min(self.stars[index].left);
            left -= used;
            self.stars[index].left -= used;
            self.stars.truncate(index + usize::from(self.stars[index].left > 0));
        }
        if powers.open && left > 0 {
            self.stars.push(Opener { left, run, both: powers.close });
        }
    }

    fn before(&self, start: usize) -> Option<char> {
        self.text[..start].chars().next_back()
    }

    fn after(&self, end: usize) -> Option<char> {
        self.text[end..].chars().next()
    }

    /// The characters beside a run, each only if it is not white space.
    fn neighbours(&self, start: usize, end: usize) -> (Option<char>, Option<char>) {
        let solid = |c: &char| !c.is_whitespace();
        (self.before(start).filter(solid), self.after(end).filter(solid))
    }

    fn new_cell(&mut self, at: usize) -> usize {
        self.stars.clear();
        self.tildes = 0;
        self.brackets = 0;
        at + 1
    }

    /// Past a code span, or past the backticks if none closes.
    fn code_span(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let run = run_length(bytes, start);
        let mut at = start + run;
        while let Some(next) = memchr::memchr(b'`', &bytes[at..]) {
            let closing = run_length(bytes, at + next);
            at += next + closing;
            if closing == run {
                return at;
            }
        }
        start + run
    }

    /// Past an autolink or a raw HTML tag, comment or instruction; else past the `<`.
    fn angle(&self, start: usize) -> usize {
        let rest = &self.text[start..];
        let length = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.find("-->").map(|end| end + 7)
        } else if matches!(self.byte(start + 1), b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!' | b'?') {
            tag_length(rest)
        } else {
            None
        };
        start + length.unwrap_or(1)
    }

    /// Past a footnote reference `[^…]`; else past the `[`, which is remembered.
    fn open_bracket(&mut self, start: usize) -> usize {
        if self.byte(start + 1) == b'^' {
            return self.label(start).unwrap_or(start + 1);
        }
        self.brackets += 1;
        start + 1
    }

    /// Past a `]` and the destination, label or definition that follows it.
    fn close_bracket(&mut self, at: usize) -> usize {
        let after = at + 1;
        if self.brackets == 0 {
            return after;
        }
        self.brackets -= 1;
        let end = match self.byte(after) {
            b'(' => destination(&self.text[after..]).map(|length| after + length),
            b'[' => self.label(after),
            b':' if self.text.starts_with('[') && !self.text[..at].contains('\n') => {
                Some(self.text[at..].find('\n').map_or(self.text.len(), |end| at + end))
            }
            _ => None,
        };
        end.unwrap_or(after)
    }

    /// Past the `]` that ends the label beginning at `start`.
    fn label(&self, start: usize) -> Option<usize> {
        let end = self.text[start + 1..].find([']', '[', '\n'])?;
        (self.byte(start + 1 + end) == b']').then_some(start + end + 2)
    }
}

/// CommonMark left- and right-flanking of a `*` run; `None` is the edge of the text.
fn flanking(before: Option<char>, after: Option<char>) -> Powers {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let mark = |c: Option<char>| c.is_some_and(is_mark);
    Powers {
        open: !blank(after) && (!mark(after) || blank(before) || mark(before)),
        close: !blank(before) && (!mark(before) || blank(after) || mark(after)),
    }
}

/// Length of `<…>`, quoted attribute values respected; none if it does not end.
fn tag_length(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'<') => return None,
            (None, b'"' | b'\'') if text.as_bytes()[at - 1] == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Length of an inline link's `(destination "title")`; none if it is not one.
fn destination(text: &str) -> Option<usize> {
    let inside = text[1..].trim_start();
    let start = text.len() - inside.len();
    let end = if inside.starts_with('<') {
        start + inside.find(['>', '\n']).filter(|end| inside.as_bytes()[*end] == b'>')? + 1
    } else {
        start + bare_destination(inside)
    };
    let rest = text[end..].trim_start();
    let title = match rest.as_bytes().first()? {
        b')' => 0,
        quote @ (b'"' | b'\'') if rest.len() < text.len() - end => title_length(rest, *quote)?,
        b'(' if rest.len() < text.len() - end => title_length(rest, b')')?,
        _ => return None,
    };
    let tail = rest[title..].trim_start();
    tail.starts_with(')').then_some(text.len() - tail.len() + 1)
}

/// Length of a destination without angle brackets: no spaces, balanced parentheses.
fn bare_destination(text: &str) -> usize {
    let mut depth = 0;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped && byte.is_ascii_punctuation() => {}
            b'(' => depth += 1,
            b')' if depth == 0 => return at,
            b')' => depth -= 1,
            _ if byte.is_ascii_whitespace() => return at,
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    text.len()
}

/// Length of a link title that ends with `quote`.
fn title_length(text: &str, quote: u8) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        if byte == quote && !escaped {
            return Some(at + 1);
        }
        escaped = byte == b'\\' && !escaped;
    }
    None
}
