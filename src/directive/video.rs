//! `video` 视频: a player on the site, a card in WeChat, a QR code in print.
//!
//! ````text
//! ```video
//! title: 提案办理面对面
//! src: mianduimian.mp4
//! url: https://www.example.gov.cn/video/mianduimian.mp4
//! poster: cover.jpg
//! duration: "12:45"
//! alt: 节目片段：主持人、提案者和承办单位围坐一桌
//! ```
//! ````
//!
//! `src` is a file of the project, `url` an address in the world; one of them must be written.
//! WeChat takes films only through its own library, so the article shows the cover and says where
//! the film is; in print the address becomes a QR code.

use super::parts::{blank, image_wechat, line};
use super::{Outlet, Place, Rendering};
use crate::markup::{Html, Look, Typst, call, el};

crate::shape! {
    /// A film.
    pub struct Video {
        pub src: Option<String> = "视频文件",
        pub url: Option<String> = "视频网址",
        pub title: String = "标题",
        pub poster: Option<String> = "封面图片",
        pub duration: Option<String> = "时长",
        pub alt: Option<String> = "画面内容的文字说明",
    }
}

impl Video {
    /// `提案办理面对面（12:45）`
    fn heading(&self) -> String {
        match &self.duration {
            Some(duration) => format!("{}（{duration}）", self.title),
            None => self.title.clone(),
        }
    }

    /// Where the film is in this edition: its own file when the edition has it, else its address.
    fn address(&self, to: &Outlet) -> Option<String> {
        let file = self.src.as_deref().and_then(|src| match to.links.get(src) {
            Some(Place::Address(address)) => Some(address.clone()),
            Some(Place::Noted(_) | Place::Chapter(_) | Place::Nowhere) | None => None,
        });
        file.or_else(|| self.url.clone())
    }

    /// The address readers can follow from paper or WeChat.
    fn public(&self, to: &Outlet) -> Option<String> {
        self.url.clone().or_else(|| self.address(to))
    }
}

impl Rendering for Video {
    fn html(&self, _body: Html, to: &Outlet) -> Html {
        let title = el("figcaption").text(&self.heading());
        let Some(address) = self.address(to) else {
            return el("figure").class("video").child(title).done();
        };
        let poster = self.poster.as_deref().map(|poster| to.picture(poster).src);
        let film = el("video")
            .attr("src", &address)
            .attr_if("poster", poster.as_deref())
            .attr("controls", "controls")
            .attr("preload", "none")
            .attr("aria-label", self.alt.as_deref().unwrap_or(&self.title))
            .child(el("a").attr("href", &address).text(&self.title));
        el("figure").class("video").child(film).child(title).done()
    }

    fn wechat(&self, _body: Html, to: &Outlet, look: &Look) -> Html {
        let alt = self.alt.as_deref().unwrap_or(&self.title);
        let poster = self.poster.as_deref().map(|poster| image_wechat(poster, alt, to, look));
        let place = self.public(to).map(|address| line("video-text", &format!("观看地址：{address}"), look));
        el("section")
            .style(look.style("video"))
            .maybe(poster)
            .child(line("video-title", &format!("▶ {}", self.heading()), look))
            .maybe(place)
            .done()
    }

    fn typst(&self, _body: Typst, to: &Outlet) -> Typst {
        let address = self.public(to);
        let code = address.as_ref().and_then(|address| to.codes.get(address));
        let poster = self.poster.as_deref().map(|poster| to.picture(poster).src);
        call("video")
            .arg(Typst::text(&self.title))
            .named("url", Typst::text_or_none(address.as_deref()))
            .named("qr", Typst::text_or_none(code.map(String::as_str)))
            .named("poster", Typst::text_or_none(poster.as_deref()))
            .named("duration", Typst::text_or_none(self.duration.as_deref()))
            .done()
    }

    fn words(&self) -> Vec<String> {
        vec![self.title.clone()]
    }

    fn pictures(&self) -> Vec<&str> {
        self.poster.iter().map(String::as_str).collect()
    }

    fn faults(&self) -> Vec<(String, String)> {
        let nowhere = (self.src.is_none() && self.url.is_none()).then(|| {
            let help = "写 src: 文件名（随稿件存放的视频），或 url: 网址";
            ("视频既没有 src 也没有 url".to_string(), help.to_string())
        });
        nowhere.into_iter().chain(blank(&self.title, "标题（title）")).collect()
    }
}
