//! `stat` 数据卡: figures shown large.
//!
//! ````text
//! ```stat
//! title: 2022年数字
//! items:
//!   - {value: "11.9", unit: 亿元, label: 争取资金, note: 截至11月}
//!   - {figure: stations, scope: 某某市}
//! ```
//! ````
//!
//! A figure is written out with `value` and `label`, or taken from `registers/figures.yaml` by its
//! id: then the latest value is shown (of `scope`, if given), with its qualifier (余, 多, 近, 超),
//! and a `label`, `unit` or `note` written here stands in place of the register's own.

use super::parts::{line, none_of, span};
use super::{MetricValue, Outlet, Rendering};
use crate::markup::{Html, Look, Typst, call, el};

crate::shape! {
    /// Figures shown large.
    pub struct Stat {
        pub title: Option<String> = "标题",
        pub items: Vec<StatItem> = "各项数据",
    }
}

crate::shape! {
    /// One figure: `value` and `label`, or `figure`, an id of the register.
    pub struct StatItem {
        pub value: Option<String> = "数值",
        pub unit: Option<String> = "单位",
        pub label: Option<String> = "名称",
        pub note: Option<String> = "说明",
        pub figure: Option<String> = "名册中的编号",
        pub scope: Option<String> = "取名册中哪个范围的数值",
    }
}

/// A figure as it is shown; absent parts are empty.
struct Shown {
    value: String,
    unit: String,
    label: String,
    note: String,
}

impl StatItem {
    /// What is shown, with the register's words where none are written; None when the register
    /// has no such value.
    fn shown(&self, to: &Outlet) -> Option<Shown> {
        let own = |text: &Option<String>| text.clone().unwrap_or_default();
        let mut shown =
            Shown { value: own(&self.value), unit: own(&self.unit), label: own(&self.label), note: own(&self.note) };
        let Some(id) = &self.figure else { return Some(shown) };
        let metric = to.figures.get(id)?;
        let value = metric.values.iter().rev().find(|value| self.scope.as_ref().is_none_or(|scope| *scope == value.scope))?;
        shown.value = number(value.value);
        let unit = self.unit.as_deref().unwrap_or(&metric.unit);
        shown.unit = qualified(&value.qualifier, &mut shown.value, unit);
        if shown.label.is_empty() {
            shown.label.clone_from(&metric.name);
        }
        if self.note.is_none() {
            shown.note = dated(value);
        }
        Some(shown)
    }

    fn faults(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut fault = |wrong: bool, message: &str, help: &str| {
            if wrong {
                found.push((message.to_string(), help.to_string()));
            }
        };
        let (value, figure) = (self.value.is_some(), self.figure.is_some());
        fault(!value && !figure, "数据卡的一项既没有 value 也没有 figure", "写出数值和名称，或写名册中的编号：figure: 编号");
        fault(value && figure, "数据卡的一项同时写了 value 和 figure", "只写其一：自写数值用 value，取名册用 figure");
        fault(value && self.label.is_none(), "数据卡的一项没有名称", "请写 label，说明这个数是什么");
        fault(self.scope.is_some() && !figure, "scope 只用于从名册取数", "请删去 scope，或改用 figure: 编号");
        found
    }
}

impl Stat {
    fn shown(&self, to: &Outlet) -> Vec<Shown> {
        self.items.iter().filter_map(|item| item.shown(to)).collect()
    }
}

impl Rendering for Stat {
    fn html(&self, _body: Html, to: &Outlet) -> Html {
        let title = self.title.as_deref().map(|title| el("p").class("stat-title").text(title).done());
        let part = |name, class, text: &str| (!text.is_empty()).then(|| el(name).class(class).text(text).done());
        let items = self.shown(to).into_iter().map(|shown| {
            let value = el("dd").class("stat-value").text(&shown.value).maybe(part("span", "stat-unit", &shown.unit));
            el("div")
                .class("stat-item")
                .child(el("dt").class("stat-label").text(&shown.label))
                .child(value)
                .maybe(part("dd", "stat-note", &shown.note))
                .done()
        });
        let list = el("dl").children(items.collect::<Vec<_>>());
        el("section").class("stat").attr_if("aria-label", self.title.as_deref()).maybe(title).child(list).done()
    }

    fn wechat(&self, _body: Html, to: &Outlet, look: &Look) -> Html {
        let items = self.shown(to).into_iter().map(|shown| {
            let unit = (!shown.unit.is_empty()).then(|| span("stat-unit", &shown.unit, look));
            let note = (!shown.note.is_empty()).then(|| line("stat-note", &shown.note, look));
            el("section")
                .style(look.style("stat-item"))
                .child(el("p").style(look.style("stat-value")).text(&shown.value).maybe(unit))
                .child(line("stat-label", &shown.label, look))
                .maybe(note)
                .done()
        });
        el("section")
            .style(look.style("stat"))
            .maybe(self.title.as_deref().map(|title| line("stat-title", title, look)))
            .children(items.collect::<Vec<_>>())
            .done()
    }

    fn typst(&self, _body: Typst, to: &Outlet) -> Typst {
        let some = |text: &str| Typst::text_or_none((!text.is_empty()).then_some(text));
        let items = self.shown(to).into_iter().map(|shown| {
            Typst::dict([
                ("value", Typst::text(&shown.value)),
                ("unit", some(&shown.unit)),
                ("label", Typst::text(&shown.label)),
                ("note", some(&shown.note)),
            ])
        });
        call("stat")
            .named("title", Typst::text_or_none(self.title.as_deref()))
            .named("items", Typst::array(items.collect::<Vec<_>>()))
            .done()
    }

    fn words(&self) -> Vec<String> {
        let items = self.items.iter().flat_map(|item| {
            let value = item.value.as_ref().map(|value| format!("{value}{}", item.unit.as_deref().unwrap_or("")));
            item.label.clone().into_iter().chain(value).chain(item.note.clone())
        });
        self.title.iter().cloned().chain(items).collect()
    }

    fn figures(&self) -> Vec<&str> {
        self.items.iter().filter_map(|item| item.figure.as_deref()).collect()
    }

    fn faults(&self) -> Vec<(String, String)> {
        let none = none_of(&self.items, "数据卡", "items", "- {value: \"187\", unit: 个, label: 委员联络站}");
        none.into_iter().chain(self.items.iter().flat_map(StatItem::faults)).collect()
    }
}

/// A number as it is printed: no decimals but those it has (`187`, `11.9`).
pub fn number(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

/// Puts 近 and 超 before the number, 余 and 多 before the unit, as they are written: 近200家, 110余件.
fn qualified(qualifier: &str, value: &mut String, unit: &str) -> String {
    if matches!(qualifier, "近" | "超") {
        value.insert_str(0, qualifier);
        return unit.to_string();
    }
    format!("{qualifier}{unit}")
}

/// `某某市，截至2022年12月31日`
fn dated(value: &MetricValue) -> String {
    let day = value.as_of.map(|date| format!("截至{}", date.chinese()));
    let scope = (!value.scope.is_empty()).then(|| value.scope.clone());
    scope.into_iter().chain(day).collect::<Vec<_>>().join("，")
}
