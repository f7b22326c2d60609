//! `quote` 引语: words of somebody.
//!
//! ```text
//! :::quote by="某某委员" source="2022年3月15日双月协商座谈会"
//! 办法是商量出来的。
//! :::
//! ```
//!
//! The body is what was said. A quotation whose author goes without saying is written `> …`.

use super::parts::{blank, line};
use super::{Outlet, Rendering};
use crate::markup::{Html, Look, Typst, call, el};

crate::shape! {
    /// Words quoted.
    pub struct Quote {
        pub by: Option<String> = "谁的话",
        pub source: Option<String> = "出处",
    }
}

impl Quote {
    /// `——某某委员，2022年3月15日双月协商座谈会`
    fn signature(&self) -> Option<String> {
        let parts: Vec<&str> = [&self.by, &self.source].into_iter().flatten().map(String::as_str).collect();
        (!parts.is_empty()).then(|| format!("——{}", parts.join("，")))
    }
}

impl Rendering for Quote {
    fn html(&self, body: Html, _to: &Outlet) -> Html {
        let by = self.signature().map(|by| el("p").class("quote-by").text(&by).done());
        el("blockquote").class("quote").child(body).maybe(by).done()
    }

    fn wechat(&self, body: Html, _to: &Outlet, look: &Look) -> Html {
        let by = self.signature().map(|by| line("quote-by", &by, look));
        el("section").style(look.style("quote")).child(body).maybe(by).done()
    }

    fn typst(&self, body: Typst, _to: &Outlet) -> Typst {
        call("quote-block")
            .arg(body)
            .named("by", Typst::text_or_none(self.by.as_deref()))
            .named("source", Typst::text_or_none(self.source.as_deref()))
            .done()
    }

    fn words(&self) -> Vec<String> {
        self.by.iter().chain(&self.source).cloned().collect()
    }

    fn faults(&self) -> Vec<(String, String)> {
        let by = self.by.as_deref().and_then(|by| blank(by, "谁的话（by）"));
        let source = self.source.as_deref().and_then(|source| blank(source, "出处（source）"));
        by.into_iter().chain(source).collect()
    }
}
