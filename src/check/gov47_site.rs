//! 网站少了规范要求的信息。
//!
//! 查什么：`profile: gov47`（默认）时，`site.yaml` 是否写全网站描述、关键词、标识码和页脚各项：主办单位、承办单位、联系电话、ICP 备案号、公安备案号、党政机关网站标识、找错入口。
//! 为什么：国办发〔2017〕47号附件要求每页有网站标签，首页有栏目标签，页脚列明主办单位、标识码和备案信息；缺项在检查中扣分。
//! 误：site.yaml 只写了 name 和 base_url。
//! 正：逐项填写 description、keywords、id_code 和 footer；不按此规范办站的写 profile: none。

use super::at_key;
use crate::catalog::{Catalog, Profile};
use crate::diag::Diagnostic;
use crate::shape::Time;

const SITE: &str = "site.yaml";

/// Runs the check.
pub fn run(catalog: &Catalog, _as_of: Time, found: &mut Vec<Diagnostic>) {
    let site = &catalog.site;
    if site.profile() == Profile::None {
        return;
    }
    let footer = site.footer.as_ref();
    let wanted = [
        ("description", "网站描述（首页的 ColumnDescription）", site.description.is_some()),
        ("keywords", "网站关键词（首页的 ColumnKeywords）", !site.keywords.is_empty()),
        ("id_code", "政府网站标识码（SiteIDCode）", site.id_code.is_some()),
        ("footer.host", "主办单位", footer.is_some_and(|footer| footer.host.is_some())),
        ("footer.operator", "承办单位", footer.is_some_and(|footer| footer.operator.is_some())),
        ("footer.phone", "联系电话", footer.is_some_and(|footer| footer.phone.is_some())),
        ("footer.icp", "ICP 备案号", footer.is_some_and(|footer| footer.icp.is_some())),
        ("footer.police", "公安备案号", footer.is_some_and(|footer| footer.police.is_some())),
        ("footer.conac", "党政机关网站标识", footer.is_some_and(|footer| footer.conac.is_some())),
        ("footer.report", "“我为政府网站找错”入口", footer.is_some_and(|footer| footer.report.is_some())),
    ];
    for (key, what, _) in wanted.into_iter().filter(|(_, _, written)| !written) {
        let near = key.split('.').next().unwrap_or(key);
        let message = format!("网站没有写{what}");
        let help = format!("请在 site.yaml 写 {key}；不按政府网站规范办站的写 profile: none");
        found.push(Diagnostic::warning("gov47-site", at_key(catalog, SITE, near), message).help(help));
    }
}
