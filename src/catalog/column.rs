//! 栏目: a folder of entries of one kind.

use crate::kind::KindName;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

crate::choice! {
    /// How a column shows its list.
    pub enum ListStyle { Text = "text", Picture = "picture", Timeline = "timeline", Table = "table", Shelf = "shelf" }
}

crate::shape! {
    /// `_column.yaml`.
    pub struct ColumnFile {
        pub name: String = "栏目名称",
        pub names: BTreeMap<String, String> = "栏目名称的其他语言写法，如 {ko: 주요 소식}",
        pub kind: KindName = "体裁：news case reading archive bulletin proposal document qa topic page",
        pub description: Option<String> = "栏目描述",
        pub keywords: Vec<String> = "栏目关键词",
        pub column_type as "type": Option<String> = "栏目类别（政府网站栏目类别，如 工作动态）",
        pub order: Option<u32> = "导航次序，小的在前",
        pub max_age: Option<u32> = "多少天不更新即提醒",
        pub page_size: Option<u32> = "列表每页篇数，默认 20",
        pub nav: Option<bool> = "是否进入导航，默认 true",
        pub lead: bool = "是否供首页头条",
        pub list: Option<ListStyle> = "列表样式：text picture timeline table shelf",
    }
}

/// A column with its place in the tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Name of its folder; the first part of its addresses.
    #[serde(with = "crate::files::shared")]
    pub slug: Arc<str>,
    pub file: ColumnFile,
}

impl Column {
    /// Entries on one page of its list; at least 1.
    #[must_use]
    pub fn page_size(&self) -> usize {
        self.file.page_size.unwrap_or(20).max(1) as usize
    }

    #[must_use]
    pub fn in_nav(&self) -> bool {
        self.file.nav.unwrap_or(true)
    }
}
