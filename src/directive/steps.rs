//! ```` ```steps ````: 环节: what was done, one step after another, in groups if they have any.

use super::{Outlet, Rendering};
use crate::markup::{Html, Look, Typst};

crate::shape! {
    /// Steps in order.
    pub struct Steps {
        pub title: Option<String> = "标题",
        pub items: Vec<Step> = "各环节",
    }
}

crate::shape! {
    /// One step.
    pub struct Step {
        pub title: String = "环节名称",
        pub text: Option<String> = "说明",
        pub group: Option<String> = "所属的一组，如 两问",
    }
}

impl Rendering for Steps {
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
