//! Blocks: paragraphs, headings, boxes, code, directives.

use super::Writer;
use super::inline::clean;
use crate::directive::{Directive, Rendering};
use crate::markup::{Html, Role, el};
use crate::tree::{Block, BlockKind, Inline, plain_block};

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

impl Writer<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block], at: Setting) -> Html {
        blocks.iter().map(|block| self.block(block, at)).collect()
    }

    /// Blocks whose first paragraph is led by `mark`: a note or a list item. What follows the
    /// first paragraph stands in a section of the `list-rest` role.
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
        let rest = self.styled("section", "list-rest").child(rest).done();
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

    pub(super) fn boxed(&self, role: Role, body: Html) -> Html {
        if body.is_empty() { body } else { self.styled("section", role).child(body).done() }
    }

    fn directive(&mut self, directive: &Directive, body: &[Block]) -> Html {
        let at = if let Directive::Quote(_) | Directive::Callout(_) = directive { Setting::of("quote-p") } else { Setting::new() };
        let body = if directive.is_captioned() { self.caption(body) } else { self.blocks(body, at) };
        directive.wechat(body, self.to, self.look)
    }

    /// The body of a caption: its paragraphs as lines within the paragraph the directive makes.
    fn caption(&mut self, body: &[Block]) -> Html {
        let mut out = Html::new();
        for block in body {
            let line = match &block.kind {
                BlockKind::Paragraph(inlines) => self.inlines(inlines),
                BlockKind::Heading { .. }
                | BlockKind::List(_)
                | BlockKind::Quote(_)
                | BlockKind::Code { .. }
                | BlockKind::Table(_)
                | BlockKind::Rule
                | BlockKind::Directive { .. } => Html::text(&clean(&plain(block))),
            };
            if !out.is_empty() && !line.is_empty() {
                out.push(&el("br").done());
            }
            out.push(&line);
        }
        out
    }
}

/// The text of a block that may not stand in a caption.
fn plain(block: &Block) -> String {
    let mut text = String::new();
    plain_block(&mut text, block);
    text
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
