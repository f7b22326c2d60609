//! Diagnostics as JSON lines: one object each.

use super::Finding;
use crate::diag::{Fix, Place};
use serde_json::{Value, json};

/// One line for every finding; empty when there is none.
#[must_use]
pub fn lines(findings: &[Finding]) -> String {
    findings.iter().map(|finding| format!("{}\n", object(finding))).collect()
}

fn object(finding: &Finding) -> Value {
    let (diagnostic, place) = (finding.diagnostic, finding.place);
    json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity.word(),
        "file": finding.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "message": diagnostic.message,
        "quote": finding.quote,
        "help": diagnostic.help,
        "fix": diagnostic.fix.as_ref().map(|fix| mend(fix, &finding.text)),
    })
}

fn mend(fix: &Fix, text: &str) -> Value {
    let place = Place::of(text, fix.span);
    json!({
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "text": fix.text,
    })
}
