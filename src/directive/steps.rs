//! `steps` 环节: what was done, one step after another.
//!
//! ````text
//! ```steps
//! title: 两问三要三明确
//! items:
//!   - {group: 两问, title: 是不是中心工作, text: 党委和政府重视，群众关心}
//!   - {group: 两问, title: 适不适合政协做}
//!   - {group: 三要, title: 评估协商能力}
//! ```
//! ````
//!
//! Steps are numbered from 1 to the last, across groups. Neighbours of the same `group` stand
//! under its name; steps without one stand alone.

use super::parts::{blank, boxed, line, none_of, span};
use super::{Outlet, Rendering};
use crate::markup::{Html, Look, Typst, call, el};

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

impl Steps {
    /// Runs of neighbours with the same group, each with the number of its first step.
    fn runs(&self) -> impl Iterator<Item = (usize, &[Step])> {
        let mut number = 1;
        self.items.chunk_by(|a, b| a.group == b.group).map(move |run| {
            let first = number;
            number += run.len();
            (first, run)
        })
    }
}

impl Rendering for Steps {
    fn html(&self, _body: Html, _to: &Outlet) -> Html {
        let title = self.title.as_deref().map(|title| el("p").class("steps-title").text(title).done());
        let runs = self.runs().map(|(first, run)| run_html(first, run));
        el("section").class("steps").attr_if("aria-label", self.title.as_deref()).maybe(title).children(runs).done()
    }

    fn wechat(&self, _body: Html, _to: &Outlet, look: &Look) -> Html {
        let title = self.title.as_deref().map(|title| line("steps-title", title, look));
        let runs = self.runs().map(|(first, run)| run_wechat(first, run, look));
        el("section").style(look.style("steps")).maybe(title).children(runs).done()
    }

    fn typst(&self, _body: Typst, _to: &Outlet) -> Typst {
        let items = self.items.iter().map(|step| {
            Typst::dict([
                ("group", Typst::text_or_none(step.group.as_deref())),
                ("title", Typst::text(&step.title)),
                ("text", Typst::text_or_none(step.text.as_deref())),
            ])
        });
        call("steps")
            .named("title", Typst::text_or_none(self.title.as_deref()))
            .named("items", Typst::array(items))
            .done()
    }

    fn words(&self) -> Vec<String> {
        let runs = self.runs().flat_map(|(_, run)| {
            let group = run.first().and_then(|step| step.group.clone());
            group.into_iter().chain(run.iter().flat_map(|step| [step.title.clone()].into_iter().chain(step.text.clone())))
        });
        self.title.iter().cloned().chain(runs).collect()
    }

    fn faults(&self) -> Vec<(String, String)> {
        let none = none_of(&self.items, "环节", "items", "- {title: 发布议题, text: 写清背景}");
        let blanks = self.items.iter().filter_map(|step| blank(&step.title, "环节名称（title）"));
        none.into_iter().chain(blanks).collect()
    }
}

fn run_html(first: usize, run: &[Step]) -> Html {
    let group = run.first().and_then(|step| step.group.as_deref());
    let name = group.map(|group| el("p").class("steps-group").text(group).done());
    let items = run.iter().map(|step| {
        let text = step.text.as_deref().map(|text| el("p").class("steps-text").text(text).done());
        el("li").child(el("p").class("steps-name").text(&step.title)).maybe(text).done()
    });
    let start = (first > 1).then(|| first.to_string());
    let list = el("ol").attr_if("start", start.as_deref()).children(items);
    Html::from_iter([name.unwrap_or_default(), list.done()])
}

fn run_wechat(first: usize, run: &[Step], look: &Look) -> Html {
    let group = run.first().and_then(|step| step.group.as_deref());
    let items = (first..).zip(run).map(|(number, step)| {
        let name = el("p")
            .style(look.style("steps-name"))
            .child(span("steps-number", &format!("{number}. "), look))
            .text(&step.title);
        let text = step.text.as_deref().map(|text| line("steps-text", text, look));
        boxed("steps-item", [name.done(), text.unwrap_or_default()].into_iter().collect(), look)
    });
    group.map(|group| line("steps-group", group, look)).into_iter().chain(items).collect()
}
