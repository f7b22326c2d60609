//! `people` 名单: names in groups, in the order written.
//!
//! ````text
//! ```people
//! title: 编辑委员会
//! groups:
//!   - {name: 主任, names: [某甲]}
//!   - name: 委员
//!     people:
//!       - {name: 某乙, role: 某某委员会主任}
//!       - {name: 某丙}
//! ```
//! ````
//!
//! A group has bare `names`, or `people` with a `role`, not both. Names of two characters are
//! spread to three in print.

use super::parts::{blank, line, none_of, span};
use super::{Outlet, Rendering};
use crate::markup::{Html, Look, Typst, call, el};

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

impl PeopleGroup {
    /// Everybody of the group, however written: name and role.
    fn rows(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let bare = self.names.iter().map(|name| (name.as_str(), None));
        bare.chain(self.people.iter().map(|row| (row.name.as_str(), row.role.as_deref())))
    }

    fn faults(&self) -> Vec<(String, String)> {
        let group = self.name.as_deref().unwrap_or("名单");
        let empty = (self.rows().next().is_none())
            .then(|| (format!("“{group}”一组没有人"), "请在 names 或 people 下写上姓名，或删去这一组".to_string()));
        let both = (!self.names.is_empty() && !self.people.is_empty()).then(|| {
            (format!("“{group}”一组既写了 names 又写了 people"), "只写其一：没有身份的用 names，有身份的用 people".to_string())
        });
        let blanks = self.rows().filter_map(|(name, _)| blank(name, "姓名"));
        empty.into_iter().chain(both).chain(blanks).collect()
    }
}

impl Rendering for People {
    fn html(&self, _body: Html, _to: &Outlet) -> Html {
        let title = self.title.as_deref().map(|title| el("p").class("people-title").text(title).done());
        let groups = self.groups.iter().map(group_html);
        el("section").class("people").attr_if("aria-label", self.title.as_deref()).maybe(title).children(groups).done()
    }

    fn wechat(&self, _body: Html, _to: &Outlet, look: &Look) -> Html {
        let title = self.title.as_deref().map(|title| line("people-title", title, look));
        let groups = self.groups.iter().map(|group| group_wechat(group, look));
        el("section").style(look.style("people")).maybe(title).children(groups).done()
    }

    fn typst(&self, _body: Typst, _to: &Outlet) -> Typst {
        let groups = self.groups.iter().map(|group| {
            let people = group.rows().map(|(name, role)| {
                Typst::dict([("name", Typst::text(name)), ("role", Typst::text_or_none(role))])
            });
            Typst::dict([
                ("name", Typst::text_or_none(group.name.as_deref())),
                ("people", Typst::array(people)),
            ])
        });
        call("people")
            .named("title", Typst::text_or_none(self.title.as_deref()))
            .named("groups", Typst::array(groups))
            .done()
    }

    fn words(&self) -> Vec<String> {
        let groups = self.groups.iter().flat_map(|group| {
            let rows = group.rows().flat_map(|(name, role)| [Some(name), role].into_iter().flatten());
            group.name.as_deref().into_iter().chain(rows).map(str::to_string).collect::<Vec<_>>()
        });
        self.title.iter().cloned().chain(groups).collect()
    }

    fn faults(&self) -> Vec<(String, String)> {
        let none = none_of(&self.groups, "名单", "groups", "- {name: 委员, names: [某甲, 某乙]}");
        none.into_iter().chain(self.groups.iter().flat_map(PeopleGroup::faults)).collect()
    }
}

fn group_html(group: &PeopleGroup) -> Html {
    let name = group.name.as_deref().map(|name| el("p").class("people-group").text(name).done());
    let rows = group.rows().map(|(name, role)| {
        let role = role.map(|role| el("span").class("people-role").text(role).done());
        el("li").child(el("span").class("people-name").text(name)).maybe(role).done()
    });
    Html::from_iter([name.unwrap_or_default(), el("ul").children(rows).done()])
}

/// Bare names run on in one paragraph; people with roles have a line each.
fn group_wechat(group: &PeopleGroup, look: &Look) -> Html {
    let title = group.name.as_deref().map(|name| line("people-group", name, look));
    let mut names = Html::new();
    for (at, (name, role)) in group.rows().enumerate() {
        match (at, role.is_some() || !group.people.is_empty()) {
            (0, _) => {}
            (_, true) => names.void("br", &[]),
            (_, false) => names.push_text("　"),
        }
        names.push_text(name);
        if let Some(role) = role {
            names.push_text("　");
            names.push(&span("people-role", role, look));
        }
    }
    let names = el("p").style(look.style("people-names")).child(names).done();
    Html::from_iter([title.unwrap_or_default(), names])
}
