//! A query over the entries, for topics and for the parts of a volume. All given conditions hold.

use super::KindName;
use crate::shape::StrictDate;

crate::shape! {
    /// Which entries are meant.
    pub struct Query {
        pub kind: Option<KindName> = "体裁",
        pub column: Option<String> = "栏目",
        pub tags: Vec<String> = "标签，有其一即可",
        pub topics: Vec<String> = "专题，有其一即可",
        pub people: Vec<String> = "人物，有其一即可",
        pub from: Option<StrictDate> = "不早于",
        pub to: Option<StrictDate> = "不晚于",
        pub ids: Vec<String> = "指定稿件的编号",
    }
}
