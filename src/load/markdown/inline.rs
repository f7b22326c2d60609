//! Inlines: text, emphasis, links, pictures, footnote mentions. Soft breaks are resolved here.

use super::Reader;
use crate::diag::Span;
use crate::text::{emphasis, join};
use crate::tree::Inline;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

/// Inlines under construction, with what the next text needs to know.
struct Run {
    out: Vec<Inline>,
    /// A soft break waits for the character after it.
    pending: Option<Span>,
}

impl Run {
    /// Most runs are one stretch of text; a body that waits for its rendering is mostly these.
    fn new() -> Run {
        Run { out: Vec::with_capacity(1), pending: None }
    }
}

/// The last character written in this paragraph, over all nesting.
type Last = Option<char>;

impl Reader<'_> {
    /// The inlines up to the end of `until`.
    pub(super) fn inlines(&mut self, until: TagEnd) -> Vec<Inline> {
        let mut last = None;
        self.run(until, &mut last)
    }

    /// Inlines that stand straight in a tight list item, beginning with `event`; ends before the
    /// next block or the end of the item.
    pub(super) fn tight(&mut self, event: Event<'_>, start: usize, end: usize) -> Vec<Inline> {
        let (mut run, mut last) = (Run::new(), None);
        self.inline(event, start, end, &mut run, &mut last);
        while self.events.peek().is_some_and(|(event, ..)| is_inline(event)) {
            if let Some((event, start, end)) = self.events.next() {
                self.inline(event, start, end, &mut run, &mut last);
            }
        }
        run.out
    }

    fn run(&mut self, until: TagEnd, last: &mut Last) -> Vec<Inline> {
        let mut run = Run::new();
        while let Some((event, start, end)) = self.events.next() {
            match event {
                Event::End(tag) if tag == until => break,
                event => self.inline(event, start, end, &mut run, last),
            }
        }
        run.out
    }

    fn inline(&mut self, event: Event<'_>, start: usize, end: usize, run: &mut Run, last: &mut Last) {
        match event {
            Event::Text(text) => self.text(&emphasis::unguard(&text), self.span(start, end), run, last),
            Event::SoftBreak => run.pending = Some(self.span(start, end)),
            Event::HardBreak => {
                run.pending = None;
                *last = None;
                run.out.push(Inline::Break);
            }
            Event::Code(text) => {
                let text = emphasis::unguard(&text).into_owned();
                settle(run, last, text.chars().next());
                *last = text.chars().next_back();
                run.out.push(Inline::Code(text));
            }
            Event::FootnoteReference(label) => {
                let span = self.span(start, end);
                settle(run, last, *last);
                let index = self.note_index(&label, span);
                run.out.push(Inline::Note { index, span });
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                let span = self.span(start, end);
                self.raw_html(&html, span);
            }
            Event::Start(tag) => self.nested(tag, start, end, run, last),
            Event::TaskListMarker(_) | Event::Rule | Event::End(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Text, with what stands between `-{` and `}-` set apart.
    fn text(&mut self, text: &str, span: Span, run: &mut Run, last: &mut Last) {
        let mut rest = text;
        while let Some((before, fixed, after)) = guarded(rest) {
            self.plain(before, span, run, last);
            settle(run, last, fixed.chars().next());
            *last = fixed.chars().next_back();
            run.out.push(Inline::Fixed(fixed.to_string()));
            rest = after;
        }
        self.plain(rest, span, run, last);
    }

    fn plain(&mut self, text: &str, span: Span, run: &mut Run, last: &mut Last) {
        settle(run, last, text.chars().next());
        if text.is_empty() {
            return;
        }
        *last = text.chars().next_back();
        match run.out.last_mut() {
            Some(Inline::Text { text: before, span: whole }) => {
                before.push_str(text);
                whole.end = span.end;
            }
            _ => run.out.push(Inline::Text { text: text.to_string(), span }),
        }
    }

    fn nested(&mut self, tag: Tag<'_>, start: usize, end: usize, run: &mut Run, last: &mut Last) {
        let first = self.first_char();
        settle(run, last, first);
        let span = self.span(start, end);
        let inline = match tag {
            Tag::Strong => Inline::Strong(self.run(TagEnd::Strong, last)),
            Tag::Emphasis => Inline::Emphasis(self.run(TagEnd::Emphasis, last)),
            Tag::Strikethrough => Inline::Strike(self.run(TagEnd::Strikethrough, last)),
            Tag::Link { link_type, dest_url, .. } => {
                let to = emphasis::unguard(&dest_url).into_owned();
                let mut inlines = self.run(TagEnd::Link, last);
                if matches!(link_type, LinkType::WikiLink { has_pothole: false }) {
                    inlines.clear();
                }
                Inline::Link { to: decoded(&to), inlines, span }
            }
            Tag::Image { dest_url, title, .. } => {
                let src = emphasis::unguard(&dest_url).into_owned();
                let mut own = None;
                let alt = crate::tree::plain_inlines(&self.run(TagEnd::Image, &mut own));
                let credit = title.strip_prefix("credit=").unwrap_or(&title);
                if !credit.is_empty() {
                    self.credits.insert(span.start, emphasis::unguard(credit).into_owned());
                }
                Inline::Image { src: decoded(&src), alt, span }
            }
            _ => return,
        };
        run.out.push(inline);
    }

    /// The first character of what follows, as far as the next event tells.
    fn first_char(&mut self) -> Option<char> {
        match self.events.peek() {
            Some((Event::Text(text) | Event::Code(text), ..)) => emphasis::unguard(text).chars().next(),
            _ => None,
        }
    }

    fn note_index(&mut self, label: &str, span: Span) -> usize {
        if let Some(index) = self.labels.iter().position(|(known, _)| known == label) {
            return index;
        }
        self.labels.push((label.to_string(), span));
        self.labels.len() - 1
    }
}

/// What stands before, within and after the first guard.
fn guarded(text: &str) -> Option<(&str, &str, &str)> {
    let open = memchr::memchr_iter(b'{', text.as_bytes()).find(|at| text[..*at].ends_with('-'))? - 1;
    let (fixed, after) = text[open + 2..].split_once("}-")?;
    (!fixed.is_empty()).then_some((&text[..open], fixed, after))
}

/// Writes the space a waiting soft break stands for, if it stands for one.
fn settle(run: &mut Run, last: &mut Last, next: Option<char>) {
    let Some(span) = run.pending.take() else { return };
    if last.is_none() || next.is_none() || join::joins(*last, next) {
        return;
    }
    match run.out.last_mut() {
        Some(Inline::Text { text, .. }) => text.push(' '),
        _ => run.out.push(Inline::Text { text: " ".to_string(), span }),
    }
    *last = Some(' ');
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(tag, Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak => true,
        Event::FootnoteReference(_) | Event::InlineHtml(_) => true,
        Event::End(_) | Event::Html(_) | Event::Rule | Event::TaskListMarker(_) => false,
        Event::InlineMath(_) | Event::DisplayMath(_) => false,
    }
}

/// `%E6%96%87` as an editor would read it: percent escapes of UTF-8 undone, others left.
fn decoded(to: &str) -> String {
    if !to.contains('%') || to.contains("://") {
        return to.to_string();
    }
    let bytes = to.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%').then(|| to.get(at + 1..at + 3)).flatten();
        match escape.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| to.to_string())
}
