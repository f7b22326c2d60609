//! ```` ```video ````: a film: player on the site, a card in WeChat, a QR code in print.

use super::{Outlet, Rendering};
use crate::markup::{Html, Look, Typst};

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

impl Rendering for Video {
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
