//! `qa` 问答: a question and its answer.
//!
//! ```text
//! :::qa q="提案怎样才能立案？" number=3
//! 提案委员会收到提案后，在十个工作日内审查。
//! :::
//! ```
//!
//! The body is the answer and may hold whatever an article may.

use super::parts::{blank, boxed, line};
use super::{Outlet, Rendering};
use crate::markup::{Html, Look, Typst, call, el};

crate::shape! {
    /// A question; the body is the answer.
    pub struct Qa {
        pub q: String = "问题",
        pub number: Option<u32> = "序号",
    }
}

impl Qa {
    /// `3. 提案怎样才能立案？`
    fn numbered(&self) -> String {
        match self.number {
            Some(number) => format!("{number}. {}", self.q),
            None => self.q.clone(),
        }
    }
}

impl Rendering for Qa {
    fn html(&self, body: Html, _to: &Outlet) -> Html {
        let question = el("p").class("qa-question").text(&self.numbered());
        el("section").class("qa").child(question).child(el("div").class("qa-answer").child(body)).done()
    }

    fn wechat(&self, body: Html, _to: &Outlet, look: &Look) -> Html {
        let question = line("qa-question", &self.numbered(), look);
        let answer = boxed("qa-answer", body, look);
        el("section").style(look.style("qa")).child(question).child(answer).done()
    }

    fn typst(&self, body: Typst, _to: &Outlet) -> Typst {
        let number = self.number.map_or_else(Typst::none, |number| Typst::int(number.into()));
        call("qa").arg(Typst::text(&self.q)).arg(body).named("number", number).done()
    }

    fn words(&self) -> Vec<String> {
        vec![self.q.clone()]
    }

    fn faults(&self) -> Vec<(String, String)> {
        blank(&self.q, "问题（q）").into_iter().collect()
    }
}
