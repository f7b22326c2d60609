//! 链接指向没有公开的稿件。
//!
//! 查什么：公开的稿件中，链接所指的稿件在核查时间没有公开（草稿、送审、未到时间、已到期、已撤下、内部资料），
//! 或不进入网站。
//! 为什么：网站上这处文字照常显示，但没有链接，读者点不进去；编辑往往以为链接是好的。
//! 误：正文写“见[通知](tongzhi-3)”，而 tongzhi-3 还是草稿。
//! 正：先发布被链接的稿件，或去掉链接。

use crate::catalog::{Absence, Catalog, Target, absence};
use crate::diag::{At, Diagnostic};
use crate::kind::EditionName;
use crate::shape::Time;

/// Runs the check. Previews of what is not yet public are not looked at.
pub fn run(catalog: &Catalog, as_of: Time, found: &mut Vec<Diagnostic>) {
    let linking = catalog.entries.iter().filter(|entry| !entry.digest.links.is_empty());
    for entry in linking.filter(|entry| entry.editions().contains(&EditionName::Site)) {
        let mut public = None;
        for link in &entry.digest.links {
            let Target::Entry(ix, _) = catalog.target(&entry.path, &link.name) else { continue };
            let target = catalog.entry(ix);
            let Some(why) = reason(catalog, target, as_of) else { continue };
            if *public.get_or_insert_with(|| absence(catalog, entry, as_of).is_none()) {
                let message = format!("链接“{}”所指的稿件《{}》网站上没有：{why}", link.name, target.front.title);
                let at = At::new(&entry.path, link.span);
                found.push(Diagnostic::warning("absent-link", at, message).help("请先发布那篇稿件，或去掉这个链接；网站上这里只显示文字"));
            }
        }
    }
}

fn reason(catalog: &Catalog, target: &crate::catalog::Entry, as_of: Time) -> Option<String> {
    let away = (!target.editions().contains(&EditionName::Site)).then(|| "不进入网站".to_string());
    absence(catalog, target, as_of).map(Absence::chinese).or(away)
}
