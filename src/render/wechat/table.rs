//! Tables: every cell carries its style, the whole lies in a section that scrolls sideways.

use super::Writer;
use crate::markup::{Html, Role, el};
use crate::tree::{Align, Inline, Table};

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) -> Html {
        let mut rows = Html::new();
        if table.head.iter().any(|cell| !cell.is_empty()) {
            rows.push(&self.row("th", &table.head, |_| "th"));
        }
        for row in &table.rows {
            rows.push(&self.row("td", row, |column| cell_role(table.aligns.get(column).copied())));
        }
        if rows.is_empty() {
            return rows;
        }
        let body = el("tbody").child(rows);
        let table = self.styled("table", "table").child(body);
        self.styled("section", "table-scroll").child(table).done()
    }

    fn row(&mut self, name: &'static str, cells: &[Vec<Inline>], role: impl Fn(usize) -> Role) -> Html {
        let mut row = el("tr");
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
