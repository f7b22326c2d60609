//! Markdown -> tree. The only folder that names pulldown-cmark.
//!
//! 1. [`prepare`] turns directive fences into marks, the text layer guards emphasis.
//! 2. The parser's events are folded into blocks ([`block`]) and inlines ([`inline`]).
//! 3. Soft breaks are joined by script; faults come out as diagnostics of the file.

mod block;
mod inline;
mod prepare;

use crate::diag::{At, Diagnostic, Span, Warned};
use crate::text::emphasis::{self, Guarded};
use crate::tree::{Document, Note};
use prepare::Prepared;
use pulldown_cmark::{Event, Options, Parser};
use std::collections::BTreeMap;
use std::iter::Peekable;
use std::sync::Arc;

/// Parses `body`, which begins at byte `base` of `file`. The tree is whole even where there are
/// faults, so that previews can show what is there.
#[must_use]
pub fn parse(file: &Arc<str>, body: &str, base: usize) -> Warned<Document> {
    let prepared = prepare::prepare(body, base);
    let guarded = emphasis::guard(&prepared.text);
    let events = Parser::new_ext(&guarded.text, options()).into_offset_iter();
    let mut reader = Reader {
        file,
        prepared: &prepared,
        guarded: &guarded,
        events: boxed(events.map(|(event, range)| (event, range.start, range.end))).peekable(),
        diagnostics: Vec::new(),
        labels: Vec::new(),
        definitions: BTreeMap::new(),
        heading_ids: BTreeMap::new(),
        credits: BTreeMap::new(),
        charts: 0,
    };
    for (code, span, message, help) in &prepared.faults {
        reader.error(code, *span, message.clone(), help.clone());
    }
    let blocks = reader.blocks_to_end();
    let notes = reader.notes();
    Warned::new(Document { blocks, notes }, reader.diagnostics)
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS
}

type Events<'e> = Peekable<Box<dyn Iterator<Item = (Event<'e>, usize, usize)> + 'e>>;

fn boxed<'e>(
    events: impl Iterator<Item = (Event<'e>, usize, usize)> + 'e,
) -> Box<dyn Iterator<Item = (Event<'e>, usize, usize)> + 'e> {
    Box::new(events)
}

/// Folds events into a tree.
struct Reader<'a> {
    file: &'a Arc<str>,
    prepared: &'a Prepared,
    guarded: &'a Guarded<'a>,
    events: Events<'a>,
    diagnostics: Vec<Diagnostic>,
    /// Labels of footnotes in the order of their first mention.
    labels: Vec<(String, Span)>,
    definitions: BTreeMap<String, Note>,
    /// Ids in use, with how often each was wanted.
    heading_ids: BTreeMap<String, u32>,
    /// Credits of pictures, by the place of the picture.
    credits: BTreeMap<u32, String>,
    charts: u32,
}

impl Reader<'_> {
    /// Bytes of the source for bytes of the guarded text.
    fn span(&self, start: usize, end: usize) -> Span {
        let lead = |at| self.prepared.original(self.guarded.original(at));
        Span::new(lead(start), lead(end))
    }

    fn error(&mut self, code: &'static str, span: Span, message: String, help: String) {
        self.diagnostics.push(Diagnostic::error(code, At::new(self.file, span), message).help(help));
    }

    /// The footnotes in order of mention; one nobody defined or mentioned is reported.
    fn notes(&mut self) -> Vec<Note> {
        let mut notes = Vec::new();
        for (label, span) in std::mem::take(&mut self.labels) {
            match self.definitions.remove(&label) {
                Some(note) => notes.push(note),
                None => {
                    let message = format!("脚注“{label}”没有内容");
                    self.error("broken-link", span, message, format!("请在文末补上一行：[^{label}]: 注释内容"));
                    notes.push(Note { label, blocks: Vec::new(), span });
                }
            }
        }
        for (label, note) in std::mem::take(&mut self.definitions) {
            let at = At::new(self.file, note.span);
            let message = format!("脚注“{label}”没有被正文引用");
            self.diagnostics.push(Diagnostic::warning("unused-note", at, message).help(format!("请在正文相应处写 [^{label}]，或删去这条注释")));
        }
        notes
    }
}
