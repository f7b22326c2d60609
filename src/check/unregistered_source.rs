//! 稿件来源不在名册中。
//!
//! 查什么：registers/sources.yaml 已有记录时，稿件 source 所写的来源不在其中。
//! 为什么：来源名称写法不一，会使转载不合规范，也使“来源”无法链接到原网站。
//! 误：source: 政协报（名册中是“人民政协报”）。
//! 正：source: 人民政协报；确为新来源的，先在 registers/sources.yaml 登记。

use super::at_key;
use crate::catalog::Catalog;
use crate::diag::{Diagnostic, nearest};
use crate::shape::Time;
use std::collections::BTreeSet;

/// Runs the check.
pub fn run(catalog: &Catalog, _as_of: Time, found: &mut Vec<Diagnostic>) {
    let known: BTreeSet<&str> = catalog.registers.sources.iter().map(|source| source.name.as_str()).collect();
    if known.is_empty() {
        return;
    }
    for entry in &catalog.entries {
        let Some(source) = entry.front.source.as_deref().filter(|source| !known.contains(source)) else { continue };
        let message = format!("来源“{source}”不在 registers/sources.yaml 中");
        let at = at_key(catalog, &entry.path, "source");
        let help = match nearest(source, known.iter().copied()) {
            Some(near) => format!("你是不是想写“{near}”？确为新来源的，请先登记"),
            None => "请核对名称；确为新来源的，请先登记".to_string(),
        };
        found.push(Diagnostic::warning("unregistered-source", at, message).help(help));
    }
}
