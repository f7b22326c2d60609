//! 两篇稿件标题相同。
//!
//! 查什么：同一语言的稿件中标题（去掉空格）完全相同的；已撤下的不计。
//! 为什么：多半是同一稿件录入了两次；即使不是，读者和编辑在列表、目录、检索结果中也无法分辨。
//! 误：两篇稿件的标题都是“主席会议召开”。
//! 正：“六届市政协召开第十次主席会议”“六届市政协召开第十一次主席会议”。

use crate::catalog::{Catalog, Entry};
use crate::diag::{Diagnostic, shown};
use crate::kind::{Lang, Status};
use crate::shape::Time;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;

/// Runs the check.
pub fn run(catalog: &Catalog, _as_of: Time, found: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<(Lang, Cow<'_, str>), &Entry> = BTreeMap::new();
    for entry in catalog.entries.iter().filter(|entry| entry.status() != Status::Withdrawn) {
        let title = entry.front.title.as_str();
        let bare = match title.contains(char::is_whitespace) {
            true => Cow::Owned(title.chars().filter(|c| !c.is_whitespace()).collect()),
            false => Cow::Borrowed(title),
        };
        match first.entry((entry.lang(), bare)) {
            Slot::Occupied(slot) => {
                let other = slot.get();
                let message = format!("标题“{}”与 {} 相同", entry.front.title, shown(&other.path));
                let help = "请核对是否重复录入；不是的话，请在标题中写明届次、日期或事由";
                found.push(Diagnostic::warning("duplicate-title", entry.at_title(), message).help(help));
            }
            Slot::Vacant(slot) => {
                slot.insert(entry);
            }
        }
    }
}
