//! The printable 勘误表: a CSV file (RFC 4180) that spreadsheet programs open as Chinese.

use super::{Finding, weight};

const HEAD: [&str; 9] = ["序号", "文件", "行", "列", "程度", "代码", "原文", "问题", "建议"];

/// The table with a byte order mark, by which spreadsheet programs know UTF-8.
#[must_use]
pub fn table(findings: &[Finding]) -> String {
    let mut table = String::from("\u{feff}");
    push_row(&mut table, &HEAD.map(String::from));
    for (index, finding) in findings.iter().enumerate() {
        let diagnostic = finding.diagnostic;
        let mend = diagnostic.fix.as_ref().map(|fix| format!("改为“{}”", fix.text.trim_end()));
        push_row(
            &mut table,
            &[
                (index + 1).to_string(),
                finding.file.clone(),
                finding.place.line.to_string(),
                finding.place.column.to_string(),
                weight(diagnostic.severity).to_string(),
                diagnostic.code.to_string(),
                finding.quote.clone(),
                diagnostic.message.clone(),
                diagnostic.help.clone().or(mend).unwrap_or_default(),
            ],
        );
    }
    table
}

fn push_row(table: &mut String, cells: &[String]) {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    table.push_str(&cells.join(","));
    table.push_str("\r\n");
}

/// A cell in quotation marks where it must be. A cell that a spreadsheet would take for a formula
/// gets an apostrophe before it.
fn quoted(cell: &str) -> String {
    let cell = match cell.starts_with(['=', '+', '-', '@', '\t']) {
        true => format!("'{cell}"),
        false => cell.to_string(),
    };
    match cell.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell,
    }
}
