//! Showing diagnostics: for people, as JSON lines, as SARIF, and as a printable 勘误表.

mod csv;
mod human;
mod json;
mod sarif;

use super::project::Sources;
use super::terminal::{self, Terminal};
use crate::diag::{self, Diagnostic, Place, Severity};
use clap::ValueEnum;
use std::sync::Arc;

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    #[default]
    Human,
    Json,
    Sarif,
    Csv,
}

/// A diagnostic with its place in lines and columns and the text around it.
pub struct Finding<'d> {
    pub diagnostic: &'d Diagnostic,
    /// From the project folder.
    pub file: String,
    pub place: Place,
    pub quote: String,
    /// The text of the file; empty when it cannot be read.
    pub text: Arc<str>,
}

/// Prints `diagnostics`, at most `most` of them in the human form, and the summary line.
pub fn show(sources: &Sources, diagnostics: &[Diagnostic], format: Format, most: usize, terminal: &Terminal) {
    let shown = diagnostics.get(..most.min(diagnostics.len())).unwrap_or(diagnostics);
    let findings = locate(sources, shown);
    match format {
        Format::Human => {
            for finding in &findings {
                terminal::print(&human::frame(finding, terminal.colour));
            }
            if shown.len() < diagnostics.len() {
                terminal::print(&format!("……还有 {} 个问题未显示。", diagnostics.len() - shown.len()));
            }
            terminal.result(&summary(diagnostics));
        }
        Format::Json => terminal::print_raw(json::lines(&findings).as_bytes()),
        Format::Sarif => terminal::print(&sarif::log(&findings)),
        Format::Csv => terminal::print_raw(csv::table(&findings).as_bytes()),
    }
}

/// `共 2 个错误、1 个警告。`
#[must_use]
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
    let (errors, warnings, notes) =
        (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    if errors + warnings + notes == 0 {
        return "没有发现问题。".to_string();
    }
    let notes = if notes > 0 { format!("、{notes} 个提示") } else { String::new() };
    format!("共 {errors} 个错误、{warnings} 个警告{notes}。")
}

/// The Chinese word for how bad it is.
#[must_use]
pub fn weight(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Note => "提示",
    }
}

/// Finds lines and columns. Each file is read once as long as its diagnostics stand together.
fn locate<'d>(sources: &Sources, diagnostics: &'d [Diagnostic]) -> Vec<Finding<'d>> {
    let mut last: Option<(Arc<str>, Arc<str>)> = None;
    let mut findings = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        let file = &diagnostic.at.file;
        let text = match &last {
            Some((name, text)) if name == file => Arc::clone(text),
            _ => sources.text(file).into(),
        };
        last = Some((Arc::clone(file), Arc::clone(&text)));
        findings.push(Finding {
            diagnostic,
            file: diag::shown(file),
            place: Place::of(&text, diagnostic.at.span),
            quote: diag::quote(&text, diagnostic.at.span),
            text,
        });
    }
    findings
}
