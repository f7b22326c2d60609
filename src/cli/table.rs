//! A text table aligned by the width characters have in a terminal.

use crate::text::normal::width;

/// Rows with columns two spaces apart; columns named in `right` are set to the right.
#[must_use]
pub fn align(head: &[&str], rows: &[Vec<String>], right: &[usize]) -> String {
    let head: Vec<String> = head.iter().map(ToString::to_string).collect();
    let mut widths = vec![0; head.len()];
    for row in std::iter::once(&head).chain(rows) {
        for (cell, most) in row.iter().zip(&mut widths) {
            *most = width(cell).max(*most);
        }
    }
    let lines: Vec<String> = std::iter::once(&head).chain(rows).map(|row| line(row, &widths, right)).collect();
    lines.join("\n")
}

fn line(row: &[String], widths: &[usize], right: &[usize]) -> String {
    let mut line = String::new();
    for (index, (cell, most)) in row.iter().zip(widths).enumerate() {
        let gap = " ".repeat(most - width(cell));
        match right.contains(&index) {
            true => line += &format!("{gap}{cell}  "),
            false => line += &format!("{cell}{gap}  "),
        }
    }
    line.trim_end().to_string()
}
