//! Tables: every cell carries its style, the whole lies in a section that scrolls sideways. A head
//! table of facts becomes lines.

use super::Writer;
use crate::markup::{Html, Role, el};
use crate::tree::{Align, Inline, Table};

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) -> Html {
        if let Some(facts) = self.facts(table) {
            return facts;
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

    fn row(&mut self, own: Role, name: &'static str, cells: &[Vec<Inline>], role: impl Fn(usize) -> Role) -> Html {
        let mut row = self.styled("tr", own);
        for (column, cell) in cells.iter().enumerate() {
            let body = self.inlines(cell);
            row = row.child(self.styled(name, role(column)).child(body));
        }
        row.done()
    }
}

fn cell_role(align: Option<Align>) -> Role {
    match align {
        Some(Align::Right) => "td-num",
        Some(Align::Center) => "td-center",
        Some(Align::Left | Align::None) | None => "td",
    }
}
