//! ```` ```people ````: 名单: names in groups, in the order written.

use super::{Outlet, Rendering};
use crate::markup::{Html, Look, Typst};

crate::shape! {
    /// Names in groups.
    pub struct People {
        pub title: Option<String> = "标题",
        pub groups: Vec<PeopleGroup> = "各组",
    }
}

crate::shape! {
    /// A group: bare names, or people with roles.
    pub struct PeopleGroup {
        pub name: Option<String> = "组名",
        pub names: Vec<String> = "姓名",
        pub people: Vec<PersonRow> = "姓名与身份",
    }
}

crate::shape! {
    /// A name with a role.
    pub struct PersonRow {
        pub name: String = "姓名",
        pub role: Option<String> = "身份",
    }
}

impl Rendering for People {
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
