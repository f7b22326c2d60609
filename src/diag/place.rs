//! Where a span lies in the text of its file, in lines and columns as people count them.

use super::Span;

/// Lines and columns, both from 1; a column counts characters, not bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

/// Longest quotation of a faulty text, in characters.
const QUOTE_CHARS: usize = 80;

impl Place {
    /// The place of `span` in `text`; a span beyond the end of the text is drawn back into it.
    #[must_use]
    pub fn of(text: &str, span: Span) -> Place {
        let (start, end) = within(text, span);
        let (line, column) = position(text, start);
        let (end_line, end_column) = position(text, end);
        Place { line, column, end_line, end_column }
    }
}

/// The text of `span`, cut to one line of at most 80 characters.
#[must_use]
pub fn quote(text: &str, span: Span) -> String {
    let (start, end) = within(text, span);
    let whole = text.get(start..end).unwrap_or_default();
    let line = whole.lines().next().unwrap_or_default();
    let mut quote: String = line.chars().take(QUOTE_CHARS).collect();
    if quote.len() < whole.trim_end().len() {
        quote.push('…');
    }
    quote
}

/// Byte offsets of `span` that lie within `text` and between characters.
#[must_use]
pub fn within(text: &str, span: Span) -> (usize, usize) {
    let start = text.floor_char_boundary(span.start as usize);
    let end = text.floor_char_boundary(span.end as usize);
    (start, end.max(start))
}

/// A path as an editor sees it from the project folder: paths of diagnostics begin at `content/`
/// unless they name a file of the looks.
#[must_use]
pub fn shown(path: &str) -> String {
    match path.starts_with("themes/") || path.starts_with("print/") || path.starts_with("content/") {
        true => path.to_string(),
        false => format!("content/{path}"),
    }
}

fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
    (line, column)
}
