//! ```` ```pattern ````: 格局, such as 1+2+6+N, with what each mark stands for.

use super::{Outlet, Rendering};
use crate::markup::{Html, Look, Typst};

crate::shape! {
    /// A formula and its parts.
    pub struct Pattern {
        pub title: Option<String> = "标题",
        pub formula: String = "格局式，如 1+2+6+N",
        pub items: Vec<PatternItem> = "各部分",
    }
}

crate::shape! {
    /// One part of the formula.
    pub struct PatternItem {
        pub mark: String = "式中的数字或字母",
        pub name: String = "名称",
        pub text: Option<String> = "说明",
    }
}

impl Rendering for Pattern {
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
