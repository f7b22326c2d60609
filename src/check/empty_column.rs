//! 栏目里没有公开的稿件。
//!
//! 查什么：进入导航的栏目，在核查时间没有一篇公开稿件。
//! 为什么：空白栏目是政府网站普查的单项否决指标之一，读者点进去也一无所获。
//! 误：新建了“专题”栏目，稿件都还是草稿。
//! 正：先发布稿件再开栏目；暂不公开的栏目在 `_column.yaml` 写 nav: false。

use crate::catalog::{Catalog, absence};
use crate::diag::{At, Diagnostic};
use crate::shape::Time;
use std::collections::BTreeSet;

/// Runs the check.
pub fn run(catalog: &Catalog, as_of: Time, found: &mut Vec<Diagnostic>) {
    let public = catalog.entries.iter().filter(|entry| absence(catalog, entry, as_of).is_none());
    let filled: BTreeSet<&str> = public.map(|entry| &*entry.column).collect();
    for column in catalog.columns.iter().filter(|column| column.in_nav() && !filled.contains(&*column.slug)) {
        let at = At::top(&format!("{}/_column.yaml", column.slug));
        let message = format!("栏目“{}”没有公开的稿件", column.file.name);
        found.push(Diagnostic::warning("empty-column", at, message).help("请发布稿件，或写 nav: false 使其暂不进入导航"));
    }
}
