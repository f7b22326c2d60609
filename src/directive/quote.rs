//! `:::quote by=… source=…`: words of somebody, which are the body.

use super::{Outlet, Rendering};
use crate::markup::{Html, Look, Typst};

crate::shape! {
    /// Words quoted.
    pub struct Quote {
        pub by: Option<String> = "谁的话",
        pub source: Option<String> = "出处",
    }
}

impl Rendering for Quote {
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
