//! `parties` 五方: who took part in a consultation and what each did.
//!
//! ````text
//! ```parties
//! items:
//!   - {role: 搭台方, name: 某某市政协, did: 定题目、管时间}
//!   - {role: 建言方, name: 农业界委员, did: 带着调研报告来}
//! ```
//! ````
//!
//! `role` is one of 搭台方, 建言方, 办理方, 相关方, 专家群众. A role may be written more than once.

use super::parts::{blank, boxed, line, none_of, span};
use super::{Outlet, Rendering};
use crate::markup::{Html, Look, Typst, call, el};

crate::shape! {
    /// The five parties.
    pub struct Parties {
        pub items: Vec<Party> = "各方",
    }
}

crate::choice! {
    /// The five parties of a consultation (五方).
    pub enum PartyRole {
        Host = "搭台方", Adviser = "建言方", Handler = "办理方", Concerned = "相关方", Public = "专家群众",
    }
}

crate::shape! {
    /// One of the five parties.
    pub struct Party {
        pub role: PartyRole = "五方之一",
        pub name: String = "单位或人群",
        pub did: Option<String> = "做了什么",
    }
}

impl Rendering for Parties {
    fn html(&self, _body: Html, _to: &Outlet) -> Html {
        let rows = self.items.iter().map(|party| {
            let did = party.did.as_deref().map(|did| el("dd").class("parties-did").text(did).done());
            el("div")
                .class("party")
                .child(el("dt").text(party.role.word()))
                .child(el("dd").class("parties-name").text(&party.name))
                .maybe(did)
                .done()
        });
        el("dl").class("parties").children(rows).done()
    }

    fn wechat(&self, _body: Html, _to: &Outlet, look: &Look) -> Html {
        let rows = self.items.iter().map(|party| {
            let name = el("p")
                .style(look.style("parties-name"))
                .child(span("parties-role", party.role.word(), look))
                .text(&format!("　{}", party.name));
            let did = party.did.as_deref().map(|did| line("parties-did", did, look));
            boxed("parties-item", [name.done(), did.unwrap_or_default()].into_iter().collect(), look)
        });
        el("section").style(look.style("parties")).children(rows).done()
    }

    fn typst(&self, _body: Typst, _to: &Outlet) -> Typst {
        let items = self.items.iter().map(|party| {
            Typst::dict([
                ("role", Typst::text(party.role.word())),
                ("name", Typst::text(&party.name)),
                ("did", Typst::text_or_none(party.did.as_deref())),
            ])
        });
        call("parties").named("items", Typst::array(items)).done()
    }

    fn words(&self) -> Vec<String> {
        let words = |party: &Party| [party.role.word().to_string(), party.name.clone()].into_iter().chain(party.did.clone());
        self.items.iter().flat_map(words).collect()
    }

    fn faults(&self) -> Vec<(String, String)> {
        let none = none_of(&self.items, "五方", "items", "- {role: 搭台方, name: 某某市政协}");
        let blanks = self.items.iter().filter_map(|party| blank(&party.name, "单位或人群（name）"));
        none.into_iter().chain(blanks).collect()
    }
}
