//! ```` ```stat ````: 数据卡: figures shown large, written out or taken from the register.

use super::{Outlet, Rendering};
use crate::markup::{Html, Look, Typst};

crate::shape! {
    /// Figures shown large.
    pub struct Stat {
        pub title: Option<String> = "标题",
        pub items: Vec<StatItem> = "各项数据",
    }
}

crate::shape! {
    /// One figure: `value` and `label`, or `figure`, an id of the register.
    pub struct StatItem {
        pub value: Option<String> = "数值",
        pub unit: Option<String> = "单位",
        pub label: Option<String> = "名称",
        pub note: Option<String> = "说明",
        pub figure: Option<String> = "名册中的编号",
        pub scope: Option<String> = "取名册中哪个范围的数值",
    }
}

impl Rendering for Stat {
    fn html(&self, body: Html, _to: &Outlet) -> Html {
        body
    }

    fn wechat(&self, body: Html, _to: &Outlet, _look: &Look) -> Html {
        body
    }

    fn typst(&self, body: Typst, _to: &Outlet) -> Typst {
        body
    }

    fn words(&self) -> Vec<String> {
        Vec::new()
    }
}
