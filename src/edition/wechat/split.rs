//! One article, or several: a text too long for the platform is cut at its own headings into at
//! most eight articles of one draft, each with a card of contents at its head and a line that says
//! what follows. Where even one section is too long, the editor is told which.

use super::folder::Folder;
use super::lean;
use super::limits::{ARTICLES, CONTENT_CHARS, PICTURE_ADDRESS_CHARS, chars};
use super::nodes;
use super::wording::wording;
use crate::diag::{At, Diagnostic, Warned};
use crate::directive::Outlet;
use crate::markup::{Html, Role, el};
use crate::render::wechat::{Tables, document_with};
use crate::tree::{Block, BlockKind, Document, plain_inlines};
use std::ops::Range;

/// Above this many characters of markup for each of text, tables of words are written as lines.
const DEAR: f64 = 3.0;

/// Characters of a part's contents in the card.
const LABEL_CHARS: usize = 80;

/// One article.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// What is sent.
    pub html: String,
    /// The words it must show.
    pub words: String,
    /// `（上）`, `（二）`; empty when it is the only one.
    pub mark: String,
}

/// Where the parts of an entry were published, in order; for its fingerprint.
pub fn published(folder: &Folder) -> Vec<Option<String>> {
    let parts = 1..=ARTICLES as u32;
    parts.map(|part| folder.shop.catalog.registers.published(&folder.entry.id, Some(part)).map(str::to_string)).collect()
}

/// The articles of `document`. None is there when it cannot be cut.
pub fn pieces(folder: &Folder, document: &Document, to: &Outlet) -> Warned<Vec<Piece>> {
    let writer = Writer { folder, document, to };
    let whole = writer.piece(0..document.blocks.len(), None);
    if fits(&whole.html) {
        return Warned::clean(vec![whole]);
    }
    for level in [top_level(&document.blocks), u8::MAX] {
        let sections = sections(&document.blocks, level);
        let sizes: Vec<usize> = sections.iter().map(|section| writer.size(section)).collect();
        for count in 2..=ARTICLES.min(sections.len()) {
            let parts = writer.parts(&joined(&sections, &sizes, count));
            if parts.iter().all(|part| fits(&part.html)) {
                let message = format!("全文连同样式有 {} 个字符，分成 {} 篇", budget(&whole.html), parts.len());
                let found = Diagnostic::note("wechat-split", folder.entry.at(), message);
                return Warned::new(parts, vec![found.help("想自己决定在哪里分，就把稿件拆成几篇")]);
            }
        }
    }
    Warned::new(Vec::new(), vec![writer.refusal(&whole.html)])
}

/// Characters the platform will count: those written, and the longer addresses pictures get when
/// they are uploaded.
pub fn budget(html: &str) -> usize {
    let longer = |src: &str| PICTURE_ADDRESS_CHARS.saturating_sub(chars(src.split('"').next().unwrap_or("")));
    chars(html) + html.split(" src=\"").skip(1).map(longer).sum::<usize>()
}

fn fits(html: &str) -> bool {
    budget(html) < CONTENT_CHARS
}

struct Writer<'a> {
    folder: &'a Folder<'a>,
    document: &'a Document,
    to: &'a Outlet,
}

/// What stands around a part: the names of all, and which it is.
struct Order {
    marks: Vec<String>,
    labels: Vec<String>,
    here: usize,
}

impl Writer<'_> {
    /// The article of some of the blocks; tables of words as lines where they cost too much.
    fn piece(&self, range: Range<usize>, order: Option<&Order>) -> Piece {
        let grids = self.written(range.clone(), order, Tables::Grids);
        let text = chars(&nodes::text(&nodes::read(&grids.html).nodes));
        if fits(&grids.html) && chars(&grids.html) as f64 <= DEAR * text as f64 || !grids.html.contains("<table") {
            return grids;
        }
        self.written(range, order, Tables::Lines)
    }

    fn written(&self, range: Range<usize>, order: Option<&Order>, tables: Tables) -> Piece {
        let blocks = self.document.blocks.get(range).unwrap_or_default().to_vec();
        let part = Document { blocks, notes: self.document.notes.clone() };
        let look = &self.folder.studio.look;
        let mut tree = nodes::read(document_with(&part, self.to, look, tables).as_str()).nodes;
        let mut words = wording(&part, self.to, look, tables);
        if let Some(order) = order {
            let (card, next) = (nodes::read(self.card(order).as_str()).nodes, nodes::read(self.next(order).as_str()).nodes);
            words = format!("{}{words}{}", nodes::text(&card), nodes::text(&next));
            let root = tree.iter_mut().find_map(lean::element_mut);
            if let Some(body) = root.and_then(|root| root.children.iter_mut().find_map(lean::element_mut)) {
                body.children.splice(0..0, card);
                body.children.extend(next);
            }
        }
        let mark = order.and_then(|order| order.marks.get(order.here).cloned()).unwrap_or_default();
        Piece { html: lean::lean(tree), words, mark }
    }

    /// About how many characters a section takes.
    fn size(&self, section: &Range<usize>) -> usize {
        budget(&self.piece(section.clone(), None).html)
    }

    fn parts(&self, ranges: &[Range<usize>]) -> Vec<Piece> {
        let marks: Vec<String> = (0..ranges.len()).map(|at| mark(at, ranges.len())).collect();
        let labels: Vec<String> = ranges.iter().map(|range| self.label(range)).collect();
        let order = |here| Order { marks: marks.clone(), labels: labels.clone(), here };
        ranges.iter().enumerate().map(|(here, range)| self.piece(range.clone(), Some(&order(here)))).collect()
    }

    /// The headings of a part, as far as the card has room.
    fn label(&self, range: &Range<usize>) -> String {
        let blocks = self.document.blocks.get(range.clone()).unwrap_or_default();
        let level = top_level(blocks);
        let mut label = String::new();
        for heading in blocks.iter().filter(|block| heading(block).is_some_and(|own| own == level)).map(heading_text) {
            if !label.is_empty() && chars(&label) + chars(&heading) > LABEL_CHARS {
                return label + "等";
            }
            label = if label.is_empty() { heading } else { format!("{label}；{heading}") };
        }
        label
    }

    fn card(&self, order: &Order) -> Html {
        let look = &self.folder.studio.look;
        let title = el("p").style(look.style("order-title")).text(&format!("全文共{}篇", chinese(order.marks.len())));
        let lines = order.marks.iter().zip(&order.labels).enumerate().map(|(at, (mark, label))| {
            let here = at == order.here;
            let role: Role = if here { "order-here" } else { "order-part" };
            let words = format!("{mark}{label}{}", if here { "（本篇）" } else { "" });
            el("p").style(look.style(role)).child(self.linked(at, here, &words)).done()
        });
        el("section").style(look.style("order")).child(title).children(lines).done()
    }

    /// What follows; after the last part, what came first.
    fn next(&self, order: &Order) -> Html {
        let last = order.here + 1 == order.marks.len();
        let at = if last { 0 } else { order.here + 1 };
        let (mark, label) = (order.marks.get(at).map_or("", String::as_str), order.labels.get(at).map_or("", String::as_str));
        let words = if last { format!("全文完，从头读起：{mark}") } else { format!("下一篇：{mark}{label}") };
        let style = self.folder.studio.look.style("order-next");
        el("p").style(style).child(self.linked(at, false, &words)).done()
    }

    /// Words that lead to a part, once it is published.
    fn linked(&self, at: usize, here: bool, words: &str) -> Html {
        let part = u32::try_from(at + 1).ok();
        let registers = &self.folder.shop.catalog.registers;
        let url = part.and_then(|part| registers.published(&self.folder.entry.id, Some(part))).filter(|_| !here);
        match url {
            Some(url) => {
                let link = el("a").attr("href", url).style(self.folder.studio.look.style("link"));
                link.text(words).done()
            }
            None => Html::text(words),
        }
    }

    /// Why it cannot be cut, at the place where it overflows.
    fn refusal(&self, whole: &str) -> Diagnostic {
        let blocks = &self.document.blocks;
        let sections = sections(blocks, u8::MAX);
        let long = sections.iter().map(|section| (section, self.size(section))).find(|(_, size)| *size >= CONTENT_CHARS);
        let at = |block: Option<&Block>| block.map_or_else(|| self.folder.entry.at(), |block| At::new(&self.folder.entry.path, block.span));
        let help = "在这里加小标题，或把长表格改成图片，或拆成几篇稿件";
        if let Some((section, size)) = long {
            let first = blocks.get(section.start);
            let name = first.filter(|block| heading(block).is_some()).map_or("开头".to_string(), heading_text);
            let message = format!("“{name}”一节连同样式就有 {size} 个字符，平台一篇只收不到 {CONTENT_CHARS} 个，无法再分");
            return Diagnostic::error("wechat-too-long", at(first), message).help(help);
        }
        let message = format!("全文连同样式有 {} 个字符，分成 {ARTICLES} 篇也放不下", budget(whole));
        let mut filled = (0, 1);
        let over = sections.iter().find(|section| {
            let size = self.size(section);
            filled = if filled.0 + size >= CONTENT_CHARS { (size, filled.1 + 1) } else { (filled.0 + size, filled.1) };
            filled.1 > ARTICLES
        });
        Diagnostic::error("wechat-too-long", at(over.and_then(|section| blocks.get(section.start))), message).help(help)
    }
}

fn heading(block: &Block) -> Option<u8> {
    match &block.kind {
        BlockKind::Heading { level, .. } => Some(*level),
        BlockKind::Paragraph(_)
        | BlockKind::List(_)
        | BlockKind::Quote(_)
        | BlockKind::Code { .. }
        | BlockKind::Table(_)
        | BlockKind::Rule
        | BlockKind::Directive { .. } => None,
    }
}

fn heading_text(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading { inlines, .. } => plain_inlines(inlines),
        BlockKind::Paragraph(_)
        | BlockKind::List(_)
        | BlockKind::Quote(_)
        | BlockKind::Code { .. }
        | BlockKind::Table(_)
        | BlockKind::Rule
        | BlockKind::Directive { .. } => String::new(),
    }
}

fn top_level(blocks: &[Block]) -> u8 {
    blocks.iter().filter_map(heading).min().unwrap_or(u8::MAX)
}

/// The blocks from heading to heading of `level` or above. What stands before the first heading
/// is a section; a heading without text of its own stays with the next.
fn sections(blocks: &[Block], level: u8) -> Vec<Range<usize>> {
    let starts = |at: usize| blocks.get(at).and_then(heading).is_some_and(|own| own <= level);
    let cut = |at: &usize| *at > 0 && starts(*at) && !starts(at - 1);
    let mut edges = vec![0];
    edges.extend((0..blocks.len()).filter(cut));
    edges.push(blocks.len());
    edges.windows(2).filter_map(|pair| Some(*pair.first()?..*pair.last()?)).filter(|range| !range.is_empty()).collect()
}

/// `count` runs of neighbouring sections, the longest as short as can be.
fn joined(sections: &[Range<usize>], sizes: &[usize], count: usize) -> Vec<Range<usize>> {
    let total: usize = sizes.iter().sum();
    let (mut low, mut high) = (sizes.iter().copied().max().unwrap_or(0), total);
    while low < high {
        let middle = low + (high - low) / 2;
        if runs(sizes, middle).len() <= count { high = middle } else { low = middle + 1 }
    }
    let mut groups = runs(sizes, low);
    while groups.len() < count {
        let Some(at) = groups.iter().rposition(|run| run.len() > 1) else { break };
        let run = groups.remove(at);
        let middle = run.start + run.len() / 2;
        groups.splice(at..at, [run.start..middle, middle..run.end]);
    }
    let blocks = |run: &Range<usize>| Some(sections.get(run.start)?.start..sections.get(run.end.checked_sub(1)?)?.end);
    groups.iter().filter_map(blocks).collect()
}

/// Runs of sections of which none is longer than `most`, as far as sections are not.
fn runs(sizes: &[usize], most: usize) -> Vec<Range<usize>> {
    let (mut out, mut start, mut filled) = (Vec::new(), 0, 0);
    for (at, size) in sizes.iter().enumerate() {
        if at > start && filled + size > most {
            out.push(start..at);
            (start, filled) = (at, 0);
        }
        filled += size;
    }
    out.push(start..sizes.len());
    out
}

fn mark(at: usize, count: usize) -> String {
    let names: &[&str] = match count {
        2 => &["上", "下"],
        3 => &["上", "中", "下"],
        _ => &["一", "二", "三", "四", "五", "六", "七", "八"],
    };
    format!("（{}）", names.get(at).copied().unwrap_or_default())
}

fn chinese(number: usize) -> &'static str {
    ["", "一", "两", "三", "四", "五", "六", "七", "八"].get(number).copied().unwrap_or_default()
}
