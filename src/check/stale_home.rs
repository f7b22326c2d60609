//! 首页两周没有更新。
//!
//! 查什么：site.yaml 的 home 所列各栏目，最近一篇公开稿件距核查时间超过 14 天的；没有写 home 的不查。
//! 为什么：政府网站检查中，首页栏目两周内没有信息更新，单项否决。
//! 误：首页头条是一个月前的会议，其余栏目也没有新稿。
//! 正：至少每两周发布一篇首页栏目的稿件。

use super::at_key;
use super::freshness::{Freshness, HOME_DAYS};
use crate::catalog::Catalog;
use crate::diag::Diagnostic;
use crate::shape::Time;

/// Runs the check. A site without any entry is new, not stale; one without `home` is not arranged yet.
pub fn run(catalog: &Catalog, as_of: Time, found: &mut Vec<Diagnostic>) {
    if catalog.site.home.is_none() {
        return;
    }
    let home = Freshness::of(catalog, as_of).home;
    let (true, Some(last), Some(days)) = (home.is_stale(), home.last, home.days) else { return };
    let message = format!("首页已 {days} 天没有更新（最近一篇 {}），限期 {HOME_DAYS} 天", last.day());
    let found_at = at_key(catalog, "site.yaml", "home");
    found.push(Diagnostic::warning("stale-home", found_at, message).help("请在首页所列的栏目中发布新稿"));
}
