//! Finds the stretches of a Markdown body that hold inline text: paragraphs, headings, table rows, list items, quotes.
//!
//! A small reader of CommonMark block structure (§4, §5) with GFM tables and footnote definitions. It follows
//! containers and indentation because code must not be touched; it builds no tree and allocates only its stack.

use std::ops::Range;

/// A stretch of inline text.
pub struct Leaf {
    /// Source byte range. In a container, lines after the first still carry their prefix (`> `, indentation).
    pub range: Range<usize>,
    /// One row of a table: an unescaped `|` parts it.
    pub table: bool,
}

/// Calls `found` for every leaf in source order.
pub fn each_leaf(source: &str, mut found: impl FnMut(Leaf)) {
    let mut reader = Reader { source, stack: Vec::new(), open: Open::None };
    let mut start = 0;
    while start < source.len() {
        let end = memchr::memchr(b'\n', &source.as_bytes()[start..]).map_or(source.len(), |at| start + at + 1);
        reader.line(start, end, &mut found);
        start = end;
    }
    reader.close(source.len(), &mut found);
}

/// A container block.
enum Container {
    Quote,
    /// A list item or footnote definition whose content begins at this column, counted from its parent.
    Item(usize),
}

/// The block that the next line may go on with.
enum Open {
    None,
    /// A paragraph since this offset, with this number of lines.
    Paragraph(usize, usize),
    /// Rows of a table.
    Table,
    /// A fenced code block: its character and length.
    Fence(u8, usize),
    /// Raw HTML up to a line that holds this text; an empty text means a blank line.
    Html(&'static str),
}

struct Reader<'a> {
    source: &'a str,
    stack: Vec<Container>,
    open: Open,
}

/// The part of a line not yet read.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    /// Source offset of the text.
    at: usize,
    /// Columns of indentation still owed by a tab that was taken in part.
    owed: usize,
}

impl Reader<'_> {
    fn line(&mut self, start: usize, end: usize, found: &mut impl FnMut(Leaf)) {
        let text = self.source[start..end].trim_end_matches(['\n', '\r']);
        let mut line = Line { text, at: start, owed: 0 };
        let matched = self.match_containers(&mut line);
        if matched == self.stack.len() {
            if self.goes_on_raw(&line) {
                return;
            }
        } else if matches!(self.open, Open::Paragraph(..)) && !line.is_blank() && !starts_block(&line) {
            return self.go_on_paragraph(&line, found); // lazy continuation
        } else {
            self.close(start, found);
            self.stack.truncate(matched);
        }
        self.open_containers(&mut line, found);
        self.open_leaf(&line, end, found);
    }

    /// Reads the prefixes of the open containers; the number that go on.
    fn match_containers(&self, line: &mut Line) -> usize {
        let goes_on = |line: &mut Line, container: &Container| match container {
            Container::Quote => line.take_quote(),
            Container::Item(width) => line.is_blank() || line.take_indent(*width),
        };
        self.stack.iter().take_while(|container| goes_on(line, container)).count()
    }

    /// True when the line belongs to an open code or HTML block.
    fn goes_on_raw(&mut self, line: &Line) -> bool {
        match self.open {
            Open::Fence(mark, length) => {
                let text = line.text.trim();
                let closes = line.indent() < 4 && text.len() >= length && text.bytes().all(|b| b == mark);
                if closes {
                    self.open = Open::None;
                }
                true
            }
            Open::Html(ending) => {
                if if ending.is_empty() { line.is_blank() } else { line.text.contains(ending) } {
                    self.open = Open::None;
                }
                true
            }
            _ => false,
        }
    }

    fn open_containers(&mut self, line: &mut Line, found: &mut impl FnMut(Leaf)) {
        while line.indent() < 4 && !is_rule(line.text) {
            let in_paragraph = matches!(self.open, Open::Paragraph(..));
            let container = if line.take_quote() {
                Container::Quote
            } else if let Some(width) = line.take_item(in_paragraph) {
                Container::Item(width)
            } else {
                return;
            };
            self.close(line.at, found);
            self.stack.push(container);
        }
    }

    /// Reads what is left of a line after its containers.
    fn open_leaf(&mut self, line: &Line, end: usize, found: &mut impl FnMut(Leaf)) {
        let in_paragraph = matches!(self.open, Open::Paragraph(..));
        let text = line.text.trim_start();
        if line.is_blank() {
            self.close(line.at, found);
        } else if line.indent() >= 4 && !in_paragraph {
            self.close(line.at, found); // indented code
        } else if line.indent() < 4 && starts_leaf(text, in_paragraph) {
            self.close(line.at, found);
            self.open = match (fence(text), html(text, in_paragraph)) {
                (Some((mark, length)), _) => Open::Fence(mark, length),
                (None, Some(ending)) if ending.is_empty() || !text.contains(ending) => Open::Html(ending),
                _ => Open::None,
            };
            if is_heading(text) {
                found(Leaf { range: line.at..end, table: false });
            }
        } else {
            self.go_on_paragraph(line, found);
        }
    }

    fn go_on_paragraph(&mut self, line: &Line, found: &mut impl FnMut(Leaf)) {
        let row = line.at..line.at + line.text.len();
        match self.open {
            Open::Paragraph(start, 1) if is_table_rule(line.text) => {
                found(Leaf { range: start..line.at, table: true });
                self.open = Open::Table;
            }
            Open::Paragraph(start, lines) => self.open = Open::Paragraph(start, lines + 1),
            Open::Table => found(Leaf { range: row, table: true }),
            _ => self.open = Open::Paragraph(line.at + line.text.len() - line.text.trim_start().len(), 1),
        }
    }

    /// Ends the open block; a paragraph becomes a leaf.
    fn close(&mut self, end: usize, found: &mut impl FnMut(Leaf)) {
        if let Open::Paragraph(start, _) = std::mem::replace(&mut self.open, Open::None) {
            found(Leaf { range: start..end, table: false });
        }
    }
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.text.bytes().all(|b| b == b' ' || b == b'\t')
    }

    /// Columns of indentation; a tab is taken for four.
    fn indent(&self) -> usize {
        let width = |b: u8| if b == b'\t' { 4 } else { 1 };
        self.owed + self.text.bytes().take_while(|b| matches!(b, b' ' | b'\t')).map(width).sum::<usize>()
    }

    fn take_indent(&mut self, columns: usize) -> bool {
        if self.indent() < columns {
            return false;
        }
        while self.owed < columns {
            self.owed += if self.text.starts_with('\t') { 4 } else { 1 };
            self.skip(1);
        }
        self.owed -= columns;
        true
    }

    fn take_quote(&mut self) -> bool {
        let indent = self.indent();
        if indent > 3 || !self.text.trim_start_matches(' ').starts_with('>') {
            return false;
        }
        self.skip(self.text.len() - self.text.trim_start_matches(' ').len() + 1);
        self.owed = 0;
        let _ = self.text.starts_with([' ', '\t']) && self.take_indent(1);
        true
    }

    /// Reads a list marker or footnote label; the column its content begins at.
    fn take_item(&mut self, in_paragraph: bool) -> Option<usize> {
        let indent = self.indent();
        let text = self.text.trim_start_matches(' ');
        let marker = marker_length(text, in_paragraph)?;
        let footnote = text.starts_with('[');
        self.skip(self.text.len() - text.len() + marker);
        self.owed = 0;
        let gap = self.indent();
        let blank = self.is_blank();
        let gap = if blank || gap > 4 { 1 } else { gap };
        let _ = !blank && self.take_indent(gap);
        Some(if footnote { 4 } else { indent + marker + gap })
    }

    fn skip(&mut self, bytes: usize) {
        let bytes = bytes.min(self.text.len());
        self.text = &self.text[bytes..];
        self.at += bytes;
    }
}

/// Length of the list marker or footnote definition label that `text` begins with.
fn marker_length(text: &str, in_paragraph: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let length = match bytes.first()? {
        b'-' | b'+' | b'*' => 1,
        b'0'..=b'9' if digits < 10 && matches!(bytes.get(digits), Some(b'.' | b')')) => digits + 1,
        b'[' if bytes.get(1) == Some(&b'^') => return text.find("]:").filter(|at| *at > 2).map(|at| at + 2),
        _ => return None,
    };
    let rest = &bytes[length..];
    let spaced = rest.first().is_none_or(|b| matches!(b, b' ' | b'\t'));
    let may_interrupt = !rest.trim_ascii().is_empty() && (digits == 0 || &bytes[..digits] == b"1");
    (spaced && (!in_paragraph || may_interrupt)).then_some(length)
}

/// True when a line cannot be a lazy continuation of a paragraph.
fn starts_block(line: &Line) -> bool {
    let text = line.text.trim_start();
    line.indent() < 4 && (text.starts_with('>') || marker_length(text, true).is_some() || starts_leaf(text, true))
}

/// True when `text` begins a block that is not a paragraph.
fn starts_leaf(text: &str, in_paragraph: bool) -> bool {
    match text.as_bytes().first() {
        Some(b'#') => is_heading(text),
        Some(b'`' | b'~') => fence(text).is_some(),
        Some(b'<') => html(text, in_paragraph).is_some(),
        Some(b'-' | b'*' | b'_' | b'=') => is_rule(text) || in_paragraph && is_underline(text),
        Some(b':') => text.starts_with(":::"),
        _ => false,
    }
}

fn is_heading(text: &str) -> bool {
    let level = text.bytes().take_while(|b| *b == b'#').count();
    (1..=6).contains(&level) && text.as_bytes().get(level).is_none_or(|b| matches!(b, b' ' | b'\t'))
}

/// Thematic break.
fn is_rule(text: &str) -> bool {
    let mark = text.trim_start().bytes().next().unwrap_or(b' ');
    matches!(mark, b'-' | b'*' | b'_')
        && text.bytes().all(|b| b == mark || b == b' ' || b == b'\t')
        && text.bytes().filter(|b| *b == mark).count() >= 3
}

/// Setext underline.
fn is_underline(text: &str) -> bool {
    let text = text.trim_end();
    !text.is_empty() && (text.bytes().all(|b| b == b'=') || text.bytes().all(|b| b == b'-'))
}

fn is_table_rule(text: &str) -> bool {
    text.contains('-') && text.contains('|') && text.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'))
}

/// Character and length of an opening code fence.
fn fence(text: &str) -> Option<(u8, usize)> {
    let mark = *text.as_bytes().first()?;
    let length = text.bytes().take_while(|b| *b == mark).count();
    let valid = matches!(mark, b'`' | b'~') && length >= 3 && !(mark == b'`' && text[length..].contains('`'));
    valid.then_some((mark, length))
}

/// The text that ends the HTML block that `text` begins (CommonMark §4.6), empty for a blank line.
fn html(text: &str, in_paragraph: bool) -> Option<&'static str> {
    const RAW: [(&str, &str); 4] =
        [("<script", "</script>"), ("<pre", "</pre>"), ("<style", "</style>"), ("<textarea", "</textarea>")];
    const BLOCKS: &str = " address article aside blockquote body caption center col colgroup dd details dialog div dl \
         dt fieldset figcaption figure footer form frame h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link \
         main menu nav ol optgroup option p param section summary table tbody td tfoot th thead title tr track ul ";
    if !text.starts_with('<') {
        return None;
    }
    if let Some((_, ending)) = RAW.iter().find(|(tag, _)| text.starts_with(tag)) {
        return Some(ending);
    }
    match text.as_bytes().get(1)? {
        b'!' if text.starts_with("<!--") => return Some("-->"),
        b'!' => return Some(">"),
        b'?' => return Some("?>"),
        _ => {}
    }
    let name = text[1..].trim_start_matches('/');
    let name = &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()];
    let listed = !name.is_empty() && BLOCKS.contains(&format!(" {} ", name.to_ascii_lowercase()));
    let alone = !in_paragraph && !name.is_empty() && text.trim_end().find('>') == Some(text.trim_end().len() - 1);
    let autolink = text.contains("://") || text.contains('@');
    (listed || alone && !autolink).then_some("")
}
