//! `:::qa q=…`: a question and its answer, which is the body.

use super::{Outlet, Rendering};
use crate::markup::{Html, Look, Typst};

crate::shape! {
    /// A question; the body is the answer.
    pub struct Qa {
        pub q: String = "问题",
        pub number: Option<u32> = "序号",
    }
}

impl Rendering for Qa {
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
