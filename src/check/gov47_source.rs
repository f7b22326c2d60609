//! 新闻没有写来源。
//!
//! 查什么：`profile: gov47`（默认）时，公开的新闻报道是否写了 source。
//! 为什么：国办发〔2017〕47号附件规定内容页必有 ContentSource（来源）；转载来源不清是检查的扣分项。不写时程序用本网站的简称代替。
//! 误：转载了报纸的报道，没有写 source。
//! 正：source: 吉林日报；本单位采写的写本单位名称。

use crate::catalog::{Catalog, Profile, absence};
use crate::diag::Diagnostic;
use crate::kind::{EditionName, KindName};
use crate::shape::Time;

/// Runs the check.
pub fn run(catalog: &Catalog, as_of: Time, found: &mut Vec<Diagnostic>) {
    if catalog.site.profile() == Profile::None {
        return;
    }
    let bare = catalog.entries.iter().filter(|entry| entry.front.source.is_none() && entry.kind.name() == KindName::News);
    let shown = bare.filter(|entry| entry.editions().contains(&EditionName::Site));
    for entry in shown.filter(|entry| absence(catalog, entry, as_of).is_none()) {
        let found_one = Diagnostic::warning("gov47-source", entry.at_title(), "新闻没有写来源（source）");
        found.push(found_one.help(format!("请写明采写或首发的单位；现以“{}”代替", catalog.site.short_name())));
    }
}
