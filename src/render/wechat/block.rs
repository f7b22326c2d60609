//! Blocks: paragraphs, headings, boxes, code, directives.

use super::Writer;
use crate::directive::{Directive, Outlet, Rendering};
use crate::markup::{Html, Role, el};
use crate::tree::{Block, BlockKind, Inline};
use std::borrow::Cow;

/// Where blocks stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// The role of a paragraph.
    pub para: Role,
    /// How many numbered lists are around.
    pub numbered: usize,
    /// How many other lists are around.
    pub dotted: usize,
}

impl Setting {
    pub fn new() -> Setting {
        Setting::of("p")
    }

    pub fn of(para: Role) -> Setting {
        Setting { para, numbered: 0, dotted: 0 }
    }
}

impl<'a> Writer<'a> {
    pub(super) fn blocks(&mut self, blocks: &[Block], at: Setting) -> Html {
        blocks.iter().map(|block| self.block(block, at)).collect()
    }

    /// Blocks whose first paragraph is led by `mark`: a note or a list item. What follows the
    /// first paragraph is indented as the `list` role says.
    pub(super) fn led_blocks(&mut self, mark: &Html, blocks: &[Block], role: Role, at: Setting) -> Html {
        let (first, rest) = match blocks {
            [Block { kind: BlockKind::Paragraph(inlines), .. }, rest @ ..] => (self.inlines(inlines), rest),
            all => (Html::new(), all),
        };
        let line = self.styled("p", role).child(mark.clone()).child(first).done();
        let rest = self.blocks(rest, at);
        if rest.is_empty() {
            return line;
        }
        let rest = self.styled("section", "list").child(rest).done();
        [line, rest].into_iter().collect()
    }

    fn block(&mut self, block: &Block, at: Setting) -> Html {
        match &block.kind {
            BlockKind::Heading { level, inlines, .. } => self.line(heading_role(*level), inlines),
            BlockKind::Paragraph(inlines) => self.line(at.para, inlines),
            BlockKind::List(list) => self.list(list, at),
            BlockKind::Quote(blocks) => {
                let body = self.blocks(blocks, Setting::of("quote-p"));
                self.boxed("quote", body)
            }
            BlockKind::Code { text, .. } => self.boxed("code-block", code(text)),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Rule => self.styled("hr", "rule").done(),
            BlockKind::Directive { directive, body } => self.directive(directive, body),
        }
    }

    /// A paragraph in the style of `role`; nothing when it shows nothing.
    fn line(&mut self, role: Role, inlines: &[Inline]) -> Html {
        let body = self.inlines(inlines);
        if body.is_empty() { body } else { self.styled("p", role).child(body).done() }
    }

    fn boxed(&self, role: Role, body: Html) -> Html {
        if body.is_empty() { body } else { self.styled("section", role).child(body).done() }
    }

    fn directive(&mut self, directive: &Directive, body: &[Block]) -> Html {
        let to = self.outlet_of(directive);
        let body = self.blocks(body, Setting::new());
        directive.wechat(body, &to, self.look)
    }

    /// The outlet as `directive` sees it: a chart finds its own picture under `chart`.
    fn outlet_of(&mut self, directive: &Directive) -> Cow<'a, Outlet> {
        let Directive::Chart(_) = directive else { return Cow::Borrowed(self.to) };
        self.charts += 1;
        let mut own = self.to.clone();
        if let Some(picture) = own.pictures.remove(&format!("chart:{}", self.charts)) {
            own.pictures.insert("chart".to_string(), picture);
        }
        Cow::Owned(own)
    }
}

/// Headings begin at the second level: the first is the title, which WeChat shows itself.
fn heading_role(level: u8) -> Role {
    match level {
        0..=2 => "heading2",
        3 => "heading3",
        _ => "heading4",
    }
}

/// Lines of code: the editor swallows line ends and runs of spaces, so they become breaks and
/// no-break spaces.
fn code(text: &str) -> Html {
    let mut out = Html::new();
    for (index, line) in text.trim_end().lines().enumerate() {
        if index > 0 {
            out.push(&el("br").done());
        }
        out.push_text(&line.replace('\t', "    ").replace(' ', "\u{a0}"));
    }
    out
}
