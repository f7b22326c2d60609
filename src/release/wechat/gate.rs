//! Who may pass: an entry that is public now and has no faults. What keeps it back is said with its
//! place and what to do.

use crate::catalog::{Absence, Catalog, Entry, absence};
use crate::diag::Diagnostic;
use crate::edition::Shop;
use crate::kind::EditionName;

/// What keeps `entry` from being pushed; `found` is everything that is wrong with the project.
#[must_use]
pub fn hindrances(shop: &Shop, entry: &Entry, found: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut hindrances: Vec<Diagnostic> = found.iter().filter(|it| concerns(&shop.catalog, entry, it)).cloned().collect();
    let refuse = |why: String, help: &str| {
        Diagnostic::error("wechat-not-ready", entry.at_title(), format!("《{}》不能推送：{why}", entry.front.title)).help(help)
    };
    if let Some(why) = absence(&shop.catalog, entry, shop.as_of) {
        hindrances.push(refuse(why.chinese(), remedy(why)));
    } else if !entry.editions().contains(&EditionName::Wechat) {
        hindrances.push(refuse("这篇稿件不出微信版".to_string(), "在 editions 里加上 wechat"));
    }
    hindrances
}

/// Whether a fault keeps `entry` back: one of its own, or one of a file that is no entry (the
/// configuration, a register, a theme). Other entries are no concern of it.
fn concerns(catalog: &Catalog, entry: &Entry, found: &Diagnostic) -> bool {
    found.is_error() && (found.at.file == entry.path || catalog.find_path(&found.at.file).is_none())
}

fn remedy(why: Absence) -> &'static str {
    match why {
        Absence::Draft => "定稿、送审、签发以后，把 status 改为 published",
        Absence::InReview => "三审签批完成以后，把 status 改为 published",
        Absence::Withdrawn => "已撤下的稿件不再发布；确要恢复的，先重新送审",
        Absence::Scheduled(_) => "到时间以后再推送；提前的话，改 publish_at 或 date",
        Absence::Expired(_) => "过期的稿件不再发布；确要推送的，改 expires_at",
        Absence::Internal => "内部资料不得公开；确可公开的，经批准后删去 internal",
        Absence::NotOpen => "档案未定为开放的不得公开；确可开放的，经批准后把 openness 改为 open",
        Absence::Unsigned => "补齐初审、复审、终审的签批；签批后改过正文的，重新签批",
    }
}
