//! 栏目超过限期没有更新。
//!
//! 查什么：`_column.yaml` 写了 `max_age`（天数）的栏目，最近一篇公开稿件距核查时间超过这个天数。
//! 为什么：政府网站考评对长期不更新的栏目有扣分，普查指标把超期栏目列为空白或停更栏目。
//! 误：要闻栏目 max_age: 14，最近一篇是三周前的。
//! 正：及时补充稿件；不再更新的栏目撤并，或把 max_age 改为实际的更新周期。

use super::at_key;
use crate::catalog::{Catalog, absence};
use crate::diag::Diagnostic;
use crate::shape::Time;

/// A column that was left alone longer than it may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    pub slug: String,
    pub name: String,
    pub max_age: u32,
    /// Date of its newest public entry; None when it has none.
    pub last: Option<Time>,
    /// Whole days since then.
    pub days: Option<i64>,
}

/// Columns with `max_age` whose newest public entry is older, in the order of navigation.
#[must_use]
pub fn stale(catalog: &Catalog, as_of: Time) -> Vec<Stale> {
    let mut stale = Vec::new();
    for column in &catalog.columns {
        let Some(max_age) = column.file.max_age else { continue };
        let public = catalog.entries.iter().filter(|entry| entry.column == column.slug);
        let public = public.filter(|entry| absence(catalog, entry, as_of).is_none());
        let last = public.map(|entry| entry.front.date).max();
        let days = last.and_then(|last| days_between(last, as_of));
        if days.is_none_or(|days| days > i64::from(max_age)) {
            let (slug, name) = (column.slug.to_string(), column.file.name.clone());
            stale.push(Stale { slug, name, max_age, last, days });
        }
    }
    stale
}

/// Runs the check. Columns without any entry are the business of `empty-column`.
pub fn run(catalog: &Catalog, as_of: Time, found: &mut Vec<Diagnostic>) {
    for Stale { slug, name, max_age, last, days } in stale(catalog, as_of) {
        let (Some(last), Some(days)) = (last, days) else { continue };
        let at = at_key(catalog, &format!("{slug}/_column.yaml"), "max_age");
        let message = format!("栏目“{name}”已 {days} 天没有更新（最近一篇 {}），限期 {max_age} 天", last.day());
        found.push(Diagnostic::warning("stale-column", at, message).help("请补充稿件，或按实际更新周期修改 max_age"));
    }
}

fn days_between(from: Time, to: Time) -> Option<i64> {
    let date = |time: Time| jiff::civil::Date::new(time.year, time.month, time.day).ok();
    let span = date(to)?.since(date(from)?).ok()?;
    Some(i64::from(span.get_days()))
}
