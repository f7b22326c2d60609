//! Makes Markdown ready for the parser: directive fences become marks the parser passes through,
//! emphasis is guarded for Chinese, and every byte can be led back to the source.
//!
//! `:::name` and its `:::` become HTML comments, which interrupt a paragraph and end on their line;
//! the fence of a data directive becomes a code fence. Fences inside code stay as they are.

use crate::diag::Span;
use crate::directive::{Body, Directive};

/// Opens a directive mark; a private-use character no author types.
pub const MARK: &str = "<!--\u{f8f0}";
const MARK_END: &str = "-->";
const DATA_FENCE: &str = "~~~~~~~~~~~~";

/// The opening line of a directive.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    pub name: String,
    /// What stands after the name on its line.
    pub rest: String,
    /// The whole line, and where the rest begins, in bytes of the source.
    pub line: Span,
    pub rest_at: usize,
}

/// A body ready to be parsed.
pub struct Prepared {
    pub text: String,
    pub openings: Vec<Opening>,
    /// Faults: code, place, message, help.
    pub faults: Vec<(&'static str, Span, String, String)>,
    /// (byte of `text`, what to add to get the byte of the source), ascending.
    shifts: Vec<(usize, isize)>,
}

impl Prepared {
    /// The byte of the source for a byte of the prepared text.
    #[must_use]
    pub fn original(&self, at: usize) -> usize {
        let index = self.shifts.partition_point(|(from, _)| *from <= at);
        let shift = index.checked_sub(1).map_or(0, |index| self.shifts[index].1);
        at.saturating_add_signed(shift)
    }
}

struct OpenFence {
    colons: usize,
    /// Data directives close a code fence; prose ones leave a mark.
    data: bool,
    line: Span,
}

/// Prepares `body`, which begins at byte `base` of its file.
#[must_use]
pub fn prepare(body: &str, base: usize) -> Prepared {
    let mut out = Prepared { text: String::new(), openings: Vec::new(), faults: Vec::new(), shifts: vec![(0, base as isize)] };
    if memchr::memmem::find(body.as_bytes(), b":::").is_none() {
        out.text.push_str(body);
        return out;
    }
    out.text.reserve(body.len() + 64);
    let mut open: Vec<OpenFence> = Vec::new();
    let mut code: Option<(char, usize)> = None;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let span = Span::new(base + at, base + at + line.trim_end().len());
        if open.last().is_none_or(|fence| !fence.data) {
            code = code_fence(code, line);
        }
        let colons = line.bytes().take_while(|b| *b == b':').count();
        match (code, colons) {
            (None, 3..) => fence_line(&mut out, &mut open, line, colons, span, at, base),
            _ => out.text.push_str(line),
        }
        at += line.len();
    }
    for fence in open.iter().rev() {
        let message = "这个指令没有结束".to_string();
        out.faults.push(("unclosed-directive", fence.line, message, format!("请在内容之后另起一行写 {}", ":".repeat(fence.colons))));
    }
    out
}

/// Replaces a fence line; `at` is its byte in the body.
fn fence_line(
    out: &mut Prepared,
    open: &mut Vec<OpenFence>,
    line: &str,
    colons: usize,
    span: Span,
    at: usize,
    base: usize,
) {
    let rest = line[colons..].trim_end();
    let replacement = if rest.trim().is_empty() {
        close(out, open, colons, span)
    } else if open.last().is_some_and(|fence| fence.data) {
        None
    } else {
        start(out, open, rest, colons, span)
    };
    match replacement {
        Some(text) => {
            out.text.push_str(&text);
            if line.ends_with('\n') {
                out.text.push('\n');
            }
            let shift = (base + at + line.len()) as isize - out.text.len() as isize;
            out.shifts.push((out.text.len(), shift));
        }
        None => out.text.push_str(line),
    }
}

/// The replacement of an opening line.
fn start(out: &mut Prepared, open: &mut Vec<OpenFence>, rest: &str, colons: usize, span: Span) -> Option<String> {
    let lead = rest.len() - rest.trim_start().len();
    let trimmed = rest.trim_start();
    let end = trimmed.find([' ', '\t', '{']).unwrap_or(trimmed.len());
    let (name, tail) = trimmed.split_at(end);
    let data = Directive::body(name) == Some(Body::Data);
    open.push(OpenFence { colons, data, line: span });
    if data && tail.trim().is_empty() {
        return Some(format!("{DATA_FENCE}{name}"));
    }
    let rest_at = span.start as usize + colons + lead + end;
    out.openings.push(Opening { name: name.to_string(), rest: tail.to_string(), line: span, rest_at });
    if data {
        let message = format!("“{name}”的内容要写在下面各行，不能写在同一行");
        out.faults.push(("bad-directive", span, message, format!("只写 {}{name}，其余各项每行一个“键: 值”", ":".repeat(colons))));
        return Some(DATA_FENCE.to_string());
    }
    Some(format!("{MARK}+{}{MARK_END}", out.openings.len() - 1))
}

/// The replacement of a closing line of `colons` colons.
fn close(out: &mut Prepared, open: &mut Vec<OpenFence>, colons: usize, span: Span) -> Option<String> {
    let Some(index) = open.iter().rposition(|fence| fence.colons == colons) else {
        let message = "多出一行“:::”，前面没有与它相配的指令".to_string();
        out.faults.push(("unclosed-directive", span, message, "请删去这一行，或在前面补上 :::指令名".to_string()));
        return Some(String::new());
    };
    let mut marks = String::new();
    for fence in open.drain(index + 1..) {
        let message = "这个指令在外层指令结束时还没有结束".to_string();
        out.faults.push(("unclosed-directive", fence.line, message, format!("请在内容之后另起一行写 {}", ":".repeat(fence.colons))));
        marks.push_str(MARK);
        marks.push('-');
        marks.push_str(MARK_END);
        marks.push('\n');
    }
    match open.pop().is_some_and(|fence| fence.data) {
        true => Some(DATA_FENCE.to_string()),
        false => Some(format!("{marks}{MARK}-{MARK_END}")),
    }
}

/// Follows code fences: the fence open after `line`.
fn code_fence(open: Option<(char, usize)>, line: &str) -> Option<(char, usize)> {
    let trimmed = line.trim_start_matches(' ');
    if line.len() - trimmed.len() > 3 {
        return open;
    }
    let mark = trimmed.chars().next().filter(|c| matches!(c, '`' | '~'));
    let count = mark.map_or(0, |mark| trimmed.chars().take_while(|c| *c == mark).count());
    match (open, mark) {
        (None, Some(mark)) if count >= 3 && !(mark == '`' && trimmed[count..].contains('`')) => Some((mark, count)),
        (Some((kind, least)), Some(mark)) if kind == mark && count >= least && trimmed[count..].trim().is_empty() => None,
        _ => open,
    }
}
