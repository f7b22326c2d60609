//! What the engine says, in the editors' words and at the editors' place: a line of a generated
//! file is a block of a chapter, so a fault there is a fault in the chapter's source.

use super::world::{MAIN, PrintWorld};
use crate::diag::{At, Diagnostic, Severity, Span};
use crate::files::Files;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use typst::diag::{EcoVec, SourceDiagnostic};
use typst::layout::{Frame, FrameItem};
use typst::syntax::DiagSpan;
use typst::text::TextItem;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;

/// Where the lines of a generated file come from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The file of the tree, by path from the root of the project.
    pub file: Arc<str>,
    /// The place of each line; a line beyond the list is the top of the file.
    pub lines: Vec<Span>,
}

/// The origins of all generated files of a volume, by their path in the world.
pub type Origins = BTreeMap<String, Origin>;

/// The engine's own findings as diagnostics. `home` is the file of the volume, for what has no
/// other place.
pub fn translate(
    found: &EcoVec<SourceDiagnostic>,
    world: &PrintWorld,
    origins: &Origins,
    home: &Arc<str>,
) -> Vec<Diagnostic> {
    found.iter().filter_map(|fault| translate_one(fault, world, origins, home)).collect()
}

fn translate_one(
    fault: &SourceDiagnostic,
    world: &PrintWorld,
    origins: &Origins,
    home: &Arc<str>,
) -> Option<Diagnostic> {
    let trace = fault.trace.iter().map(|point| DiagSpan::from(point.span));
    let mut places = std::iter::once(fault.span).chain(trace).filter_map(|span| place(span, world, origins));
    let at = places.next().unwrap_or_else(|| At::new(home, Span::default()));
    let message = fault.message.as_str();
    if message.starts_with("unknown font family") {
        return None;
    }
    let (code, chinese, help) = wording(message);
    let said = match chinese {
        Some(chinese) => chinese.to_string(),
        None => format!("排版引擎报告：{message}"),
    };
    Some(match fault.severity {
        typst::diag::Severity::Error => Diagnostic::error(code, at, said).help(help),
        typst::diag::Severity::Warning => Diagnostic::warning(code, at, said).help(help),
    })
}

/// Code, Chinese message and remedy of a message of the engine.
fn wording(message: &str) -> (&'static str, Option<&'static str>, &'static str) {
    const KNOWN: &[(&str, &str, &str, &str)] = &[
        ("failed to decode image", "bad-picture", "图片解不开，无法排入书中", "用看图软件另存为 JPEG 或 PNG 再用"),
        ("unknown image format", "bad-picture", "图片格式不认识", "换成 JPEG 或 PNG"),
        ("failed to parse SVG", "bad-picture", "矢量图解析失败", "换成 PNG，或请美编重新导出"),
        ("did not converge", "print-unsettled", "页码反复变动，五遍仍未排定", "改动目录或索引附近的文字后重试"),
        ("file not found", "missing-picture", "图片不在，无法排入书中", "核对图片文件名"),
        ("maximum", "print-engine", "列表或方框套得太深，排不下去", "减少嵌套的层数"),
        ("cell", "print-engine", "表格排不下", "减少列数，或拆成几个表"),
    ];
    KNOWN
        .iter()
        .find(|(part, ..)| message.contains(part))
        .map_or(("print-engine", None, "把这条消息连同稿件交给维护人员"), |(_, code, chinese, help)| {
            (code, Some(*chinese), help)
        })
}

/// The place in the tree a span of the engine stands for; None for the templates' own code.
fn place(span: DiagSpan, world: &PrintWorld, origins: &Origins) -> Option<At> {
    let id = span.id()?;
    let origin = origins.get(&PrintWorld::path(id))?;
    let line = world.range(span).and_then(|range| {
        let source = world.source(id).ok()?;
        source.lines().byte_to_line(range.start)
    });
    let span = line.and_then(|line| origin.lines.get(line)).copied().unwrap_or_default();
    Some(At::new(&origin.file, span))
}

/// Characters no font has, each with its places in the tree.
///
/// The engine gives such a character glyph 0, which prints as an empty box. Where its text came
/// through a template and has no place of its own, the sources of the volume are searched for it.
pub fn missing_glyphs(
    document: &PagedDocument,
    world: &PrintWorld,
    origins: &Origins,
    home: &Arc<str>,
    files: &Files,
) -> Vec<Diagnostic> {
    let mut missing: BTreeMap<char, Missing> = BTreeMap::new();
    for (index, page) in document.pages().iter().enumerate() {
        each_text(&page.frame, &mut |item| {
            for (character, span) in boxes(item) {
                let entry = missing.entry(character).or_insert_with(|| Missing::first(index));
                entry.places.extend(place(span, world, origins).filter(|at| at.span != Span::default()));
            }
        });
    }
    missing.into_iter().flat_map(|(character, found)| found.report(character, origins, home, files)).collect()
}

struct Missing {
    /// Index of the first page that shows it.
    page: usize,
    places: BTreeSet<At>,
}

impl Missing {
    fn first(page: usize) -> Missing {
        Missing { page, places: BTreeSet::new() }
    }

    fn report(self, character: char, origins: &Origins, home: &Arc<str>, files: &Files) -> Vec<Diagnostic> {
        let mut places: BTreeSet<At> = self.places.iter().map(|at| narrow(at, character, files)).collect();
        if places.is_empty() {
            let sources: BTreeSet<&Arc<str>> = origins.values().map(|origin| &origin.file).collect();
            places.extend(sources.into_iter().filter_map(|file| first_in(file, character, files)));
        }
        if places.is_empty() {
            places.insert(At::new(home, Span::default()));
        }
        let code = u32::from(character);
        let message = format!("所有字体都没有“{character}”（U+{code:04X}），成书第 {} 面会印成空框", self.page + 1);
        let help = "换用通行的写法，或把含有此字的字体放进 print/fonts/";
        places.into_iter().map(|at| Diagnostic::error("missing-glyph", at, message.clone()).help(help)).collect()
    }
}

/// The place of `character` itself within the block `at` stands for.
fn narrow(at: &At, character: char, files: &Files) -> At {
    let within = || {
        let text = source_text(&at.file, files)?;
        let block = text.get(at.span.start as usize..at.span.end as usize)?;
        let start = at.span.start as usize + block.find(character)?;
        Some(At::new(&at.file, Span::new(start, start + character.len_utf8())))
    };
    within().unwrap_or_else(|| at.clone())
}

fn first_in(file: &Arc<str>, character: char, files: &Files) -> Option<At> {
    let text = source_text(file, files)?;
    let start = text.find(character)?;
    Some(At::new(file, Span::new(start, start + character.len_utf8())))
}

fn source_text(file: &str, files: &Files) -> Option<String> {
    let bytes = files.bytes(file).ok()?;
    String::from_utf8(bytes.to_vec()).ok()
}

fn each_text(frame: &Frame, visit: &mut impl FnMut(&TextItem)) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => each_text(&group.frame, visit),
            FrameItem::Text(text) => visit(text),
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(..) => {}
        }
    }
}

/// The characters of a run that have no glyph, with their spans.
fn boxes(item: &TextItem) -> impl Iterator<Item = (char, DiagSpan)> + '_ {
    item.glyphs.iter().filter(|glyph| glyph.id == 0).filter_map(|glyph| {
        let character = item.text.get(glyph.range())?.chars().next()?;
        let shown = !character.is_whitespace() && !character.is_control();
        shown.then(|| (character, DiagSpan::from(glyph.span.0)))
    })
}

/// Whether any of `diagnostics` is an error.
pub fn fatal(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|found| found.severity == Severity::Error)
}

/// The origin of the main file: everything in it comes from the file of the volume.
pub fn main_origin(home: &Arc<str>) -> (String, Origin) {
    (MAIN.to_string(), Origin { file: Arc::clone(home), lines: Vec::new() })
}
