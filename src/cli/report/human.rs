//! Diagnostics for people: a head line, the place, the quoted text with marks below it, the remedy.

use super::{Finding, weight};
use crate::diag::{self, Severity};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// Most lines of text quoted for one diagnostic.
const MOST_LINES: usize = 4;
/// Width of the quoted frame in terminal columns.
const FRAME_COLUMNS: usize = 110;

/// One diagnostic as a block of text.
#[must_use]
pub fn frame(finding: &Finding, colour: bool) -> String {
    let diagnostic = finding.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.with_name(weight(diagnostic.severity)).primary_title(&diagnostic.message).id(&*diagnostic.code);
    let (excerpt, marked) = excerpt(finding);
    let whole_file = excerpt.trim().is_empty() || diagnostic.at.span == diag::Span::default();
    let group = match whole_file {
        true => annotate_snippets::Group::with_title(title),
        false => title.element(
            Snippet::source(excerpt)
                .line_start(finding.place.line)
                .path(&finding.file)
                .annotation(AnnotationKind::Primary.span(marked)),
        ),
    };
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut text = renderer.term_width(FRAME_COLUMNS).render(&[group]);
    if whole_file {
        text += &format!("\n  --> {}:{}:{}", finding.file, finding.place.line, finding.place.column);
    }
    if let Some(help) = &diagnostic.help {
        text += &format!("\n  建议：{help}");
    }
    if let Some(fix) = &diagnostic.fix {
        if diagnostic.help.is_none() {
            text += &format!("\n  建议：改为“{}”", fix.text.trim_end());
        }
        text += "\n  （kanxing check --fix 可自动改正）";
    }
    text.push('\n');
    text
}

/// The whole lines a diagnostic touches, and its span within them.
fn excerpt<'t>(finding: &'t Finding) -> (&'t str, std::ops::Range<usize>) {
    let text: &str = &finding.text;
    let (start, end) = diag::within(text, finding.diagnostic.at.span);
    let first = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let line_ends = text.get(start..).unwrap_or_default().match_indices('\n').map(|(at, _)| start + at);
    let mut last = text.len();
    for (count, line_end) in line_ends.enumerate() {
        last = line_end;
        if line_end >= end || count + 1 == MOST_LINES {
            break;
        }
    }
    if last < end && !text.get(start..).unwrap_or_default().contains('\n') {
        last = text.len();
    }
    let lines = text.get(first..last).unwrap_or_default();
    (lines, start - first..end.min(last) - first)
}
