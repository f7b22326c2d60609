//! `pattern` 格局: a formula such as 1+2+6+N, with what each mark stands for.
//!
//! ````text
//! ```pattern
//! title: 协商式监督格局
//! formula: 1+2+6+N
//! items:
//!   - {mark: "1", name: 一个意见, text: 市委关于加强和改进政协工作的意见}
//!   - {mark: "2", name: 两个办法}
//!   - {mark: N, name: 若干制度}
//! ```
//! ````
//!
//! The parts of `formula` between the plus signs are the marks of `items`, in the same order.

use super::parts::{blank, boxed, line, none_of, span};
use super::{Outlet, Rendering};
use crate::markup::{Html, Look, Typst, call, el};

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

impl Pattern {
    /// The fault of a formula whose parts are not the marks of the items.
    fn torn(&self) -> Option<(String, String)> {
        let parts: Vec<&str> = self.formula.split(['+', '＋']).map(str::trim).collect();
        let marks: Vec<&str> = self.items.iter().map(|item| item.mark.trim()).collect();
        (!self.items.is_empty() && parts != marks).then(|| {
            let message = format!("格局式“{}”与各部分的标记（{}）不一致", self.formula, marks.join("、"));
            (message, "请让 formula 中加号隔开的各部分与 items 的 mark 逐一相同".to_string())
        })
    }
}

impl Rendering for Pattern {
    fn html(&self, _body: Html, _to: &Outlet) -> Html {
        let title = self.title.as_deref().map(|title| el("p").class("pattern-title").text(title).done());
        let rows = self.items.iter().map(|item| {
            let text = item.text.as_deref().map(|text| el("dd").class("pattern-text").text(text).done());
            el("div")
                .class("pattern-item")
                .child(el("dt").text(&item.mark))
                .child(el("dd").class("pattern-name").text(&item.name))
                .maybe(text)
                .done()
        });
        el("section")
            .class("pattern")
            .attr_if("aria-label", self.title.as_deref())
            .maybe(title)
            .child(el("p").class("pattern-formula").text(&self.formula))
            .maybe((!self.items.is_empty()).then(|| el("dl").children(rows).done()))
            .done()
    }

    fn wechat(&self, _body: Html, _to: &Outlet, look: &Look) -> Html {
        let rows = self.items.iter().map(|item| {
            let name = el("p")
                .style(look.style("pattern-name"))
                .child(span("pattern-mark", &item.mark, look))
                .text(&format!("　{}", item.name));
            let text = item.text.as_deref().map(|text| line("pattern-text", text, look));
            boxed("pattern-item", [name.done(), text.unwrap_or_default()].into_iter().collect(), look)
        });
        el("section")
            .style(look.style("pattern"))
            .maybe(self.title.as_deref().map(|title| line("pattern-title", title, look)))
            .child(line("pattern-formula", &self.formula, look))
            .children(rows)
            .done()
    }

    fn typst(&self, _body: Typst, _to: &Outlet) -> Typst {
        let items = self.items.iter().map(|item| {
            Typst::dict([
                ("mark", Typst::text(&item.mark)),
                ("name", Typst::text(&item.name)),
                ("text", Typst::text_or_none(item.text.as_deref())),
            ])
        });
        call("pattern")
            .named("title", Typst::text_or_none(self.title.as_deref()))
            .named("formula", Typst::text(&self.formula))
            .named("items", Typst::array(items))
            .done()
    }

    fn words(&self) -> Vec<String> {
        let items = self
            .items
            .iter()
            .flat_map(|item| [item.mark.clone(), item.name.clone()].into_iter().chain(item.text.clone()));
        self.title.iter().cloned().chain([self.formula.clone()]).chain(items).collect()
    }

    fn faults(&self) -> Vec<(String, String)> {
        let none = none_of(&self.items, "格局", "items", "- {mark: \"1\", name: 一个意见}");
        let blanks = self.items.iter().filter_map(|item| blank(&item.name, "名称（name）"));
        none.into_iter().chain(self.torn()).chain(blanks).collect()
    }
}
