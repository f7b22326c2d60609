//! ```` ```parties ````: 五方: who took part in a consultation.

use super::{Outlet, Rendering};
use crate::markup::{Html, Look, Typst};

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
