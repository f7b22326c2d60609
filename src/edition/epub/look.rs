//! The look of books: files below `themes/<theme>/epub/`.

use super::plan::Plan;
use crate::diag::{At, Diagnostic};
use crate::edition::Shop;
use std::sync::Arc;

/// The theme whose file stands in where the chosen one has none.
const FALLBACK: &str = "zhengxie";

/// Path and bytes of the file `name` of the look of books; None when there is none.
pub fn file(shop: &Shop, name: &str) -> Option<(String, Arc<[u8]>)> {
    [shop.catalog.site.theme(), FALLBACK].iter().find_map(|theme| {
        let path = format!("themes/{theme}/epub/{name}");
        shop.looks.files.bytes(&path).ok().map(|bytes| (path, bytes))
    })
}

/// What is said when it is not there.
pub fn missing(plan: &Plan, name: &str) -> Diagnostic {
    let theme = plan.shop.catalog.site.theme();
    let message = format!("主题 {theme} 缺少电子书样式 epub/{name}");
    Diagnostic::error("missing-look", At::top(&plan.volume().path), message).help("把主题文件补齐，或在 site.yaml 换用 zhengxie 主题")
}
