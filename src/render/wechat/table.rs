//! Tables: every cell carries its style, the whole lies in a section that scrolls sideways. A head
//! table of facts becomes lines.

use super::{Tables, Writer};
use crate::markup::{Html, Role, el};
use crate::tree::{Align, Inline, Table, plain_inlines};

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) -> Html {
        if let Some(facts) = self.facts(table) {
            return facts;
        }
        if is_lines(table, self.tables) {
            return table.rows.iter().map(|row| self.card(&table.head, row)).collect();
        }
        let mut rows = Html::new();
        if table.head.iter().any(|cell| !cell.is_empty()) {
            rows.push(&self.row("head-row", "th", &table.head, |_| "th"));
        }
        for row in &table.rows {
            rows.push(&self.row("row", "td", row, |column| cell_role(table.aligns.get(column).copied())));
        }
        if rows.is_empty() {
            return rows;
        }
        let body = el("tbody").child(rows);
        let table = self.styled("table", "table").child(body);
        self.styled("section", "table-scroll").child(table).done()
    }

    /// A table without a head whose rows are a name and a value, as lines: cells would cost ten
    /// times as much.
    fn facts(&mut self, table: &Table) -> Option<Html> {
        let bare = table.head.iter().all(Vec::is_empty) && table.rows.iter().all(|row| row.len() == 2);
        if !bare || table.rows.is_empty() {
            return None;
        }
        let mut lines = Html::new();
        for (index, row) in table.rows.iter().enumerate() {
            if index > 0 {
                lines.push(&el("br").done());
            }
            for (column, cell) in row.iter().enumerate() {
                if column > 0 {
                    lines.push_text("：");
                }
                lines.push(&self.inlines(cell));
            }
        }
        Some(self.styled("p", "facts").child(lines).done())
    }

    /// A row as lines, each a head and its cell; the first is bold. Empty cells are left out.
    fn card(&mut self, head: &[Vec<Inline>], row: &[Vec<Inline>]) -> Html {
        let mut lines = Html::new();
        for (name, cell) in head.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            let body = [self.inlines(name), Html::text("："), self.inlines(cell)].into_iter().collect::<Html>();
            let first = lines.is_empty();
            if !first {
                lines.push(&el("br").done());
            }
            lines.push(&if first { el("strong").child(body).done() } else { body });
        }
        self.styled("p", "row-card").child(lines).done()
    }

    fn row(&mut self, own: Role, name: &'static str, cells: &[Vec<Inline>], role: impl Fn(usize) -> Role) -> Html {
        let mut row = self.styled("tr", own);
        for (column, cell) in cells.iter().enumerate() {
            let body = self.inlines(cell);
            row = row.child(self.styled(name, role(column)).child(body));
        }
        row.done()
    }
}

/// Full widths of a row that a telephone shows on one line at the size of running text.
const ROW_CHARS: usize = 18;

/// Whether a table is written row by row, as lines. More than four columns do not fit on a
/// telephone, nor do four of which some row is long; and where room is short ([`Tables::Lines`])
/// every table of words is. Columns of numbers are compared from top to bottom and stay.
#[must_use]
pub fn is_lines(table: &Table, tables: Tables) -> bool {
    let columns = table.head.len();
    let long = |row: &Vec<Vec<Inline>>| row.iter().map(|cell| plain_inlines(cell).chars().count()).sum::<usize>() > ROW_CHARS;
    let words = !table.aligns.contains(&Align::Right) && table.head.iter().all(|cell| !cell.is_empty());
    let wide = columns > 4 || columns == 4 && table.rows.iter().any(long);
    words && columns > 0 && !table.rows.is_empty() && (wide || tables == Tables::Lines)
}

fn cell_role(align: Option<Align>) -> Role {
    match align {
        Some(Align::Right) => "td-num",
        Some(Align::Center) => "td-center",
        Some(Align::Left | Align::None) | None => "td",
    }
}
