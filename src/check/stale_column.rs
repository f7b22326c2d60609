//! 栏目超过限期没有更新。
//!
//! 查什么：最近一篇公开稿件距核查时间超过限期的栏目。限期是 `_column.yaml` 的 `max_age`（天数）；没有写的，
//! 类别为“工作动态”的按 14 天，“政策文件”按 183 天，其余不限。
//! 为什么：政府网站检查中，动态、要闻类栏目两周未更新，通知公告、政策文件类栏目六个月未更新，合计五个以上即单项否决。
//! 误：要闻栏目 max_age: 14，最近一篇是三周前的。
//! 正：及时补充稿件；不再更新的栏目撤并，或把 max_age 改为实际的更新周期。

use super::at_key;
use super::freshness::Freshness;
use crate::catalog::Catalog;
use crate::diag::Diagnostic;
use crate::shape::Time;

/// Runs the check. Columns without any entry are the business of `empty-column`.
pub fn run(catalog: &Catalog, as_of: Time, found: &mut Vec<Diagnostic>) {
    for age in Freshness::of(catalog, as_of).stale() {
        let (Some(last), Some(days), Some(limit)) = (age.last, age.days, age.limit) else { continue };
        let key = if age.written { "max_age" } else { "type" };
        let at = at_key(catalog, &format!("{}/_column.yaml", age.slug), key);
        let why = if age.written { "" } else { "（按栏目类别）" };
        let message = format!("栏目“{}”已 {days} 天没有更新（最近一篇 {}），限期 {limit} 天{why}", age.name, last.day());
        found.push(Diagnostic::warning("stale-column", at, message).help("请补充稿件，或按实际更新周期修改 max_age"));
    }
}
