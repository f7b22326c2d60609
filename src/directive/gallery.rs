//! ```` ```gallery ````: several pictures side by side.

use super::{Outlet, Rendering};
use crate::markup::{Html, Look, Typst};

crate::shape! {
    /// Several pictures.
    pub struct Gallery {
        pub title: Option<String> = "图集标题",
        pub pictures: Vec<Photo> = "图片",
    }
}

crate::shape! {
    /// A picture in front matter or in a gallery.
    pub struct Photo {
        pub src: String = "图片文件",
        pub alt: String = "图片内容的文字说明",
        pub caption: Option<String> = "图注",
        pub credit: Option<String> = "摄影或来源",
        pub date: Option<String> = "拍摄或形成的时间",
    }
}

impl Rendering for Gallery {
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
