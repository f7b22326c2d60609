//! `:::callout kind=lead title=编者按` … `:::`: words set apart: 导语 (lead), 编者按 (editor), 提示 (note), 注意 (warn).

use super::parts::line;
use super::{Outlet, Rendering};
use crate::markup::{Html, Look, Typst, call, el};

crate::choice! {
    /// What the words set apart are.
    pub enum Tone { Note = "note", Lead = "lead", Warn = "warn", Editor = "editor" }
}

crate::shape! {
    /// Words set apart from the running text.
    pub struct Callout {
        pub kind: Option<Tone> = "类别：note 提示、lead 导语、warn 注意、editor 编者按",
        pub title: Option<String> = "标题；不写则按类别给出",
    }
}

impl Callout {
    fn tone(&self) -> Tone {
        self.kind.unwrap_or(Tone::Note)
    }

    /// The heading shown: a lead has none unless one is written.
    fn heading(&self) -> Option<&str> {
        self.title.as_deref().or(match self.tone() {
            Tone::Note => Some("提示"),
            Tone::Lead => None,
            Tone::Warn => Some("注意"),
            Tone::Editor => Some("编者按"),
        })
    }
}

impl Rendering for Callout {
    fn html(&self, body: Html, _to: &Outlet) -> Html {
        let title = self.heading().map(|title| el("p").class("callout-title").text(title).done());
        let class = format!("callout callout-{}", self.tone().word());
        el("aside").class(&class).maybe(title).child(body).done()
    }

    fn wechat(&self, body: Html, _to: &Outlet, look: &Look) -> Html {
        let title = self.heading().map(|title| {
            line("callout-title", title, look)
        });
        el("section").style(look.style("callout")).maybe(title).child(body).done()
    }

    fn typst(&self, body: Typst, _to: &Outlet) -> Typst {
        call("callout")
            .arg(body)
            .named("tone", Typst::text(self.tone().word()))
            .named("title", Typst::text_or_none(self.heading()))
            .done()
    }

    fn words(&self) -> Vec<String> {
        self.title.iter().cloned().collect()
    }
}
