//! `gallery` 图集: several pictures side by side.
//!
//! ````text
//! ```gallery
//! title: 视察现场
//! pictures:
//!   - {src: a.jpg, alt: 委员在渠边察看水位, caption: 察看水渠, credit: 某某 摄}
//!   - {src: b.jpg, alt: 委员与农户坐在院里交谈, caption: 入户座谈}
//! ```
//! ````
//!
//! Each picture has `src`, `alt` and, if wanted, `caption`, `credit`, `date` and `focus`: the site
//! cuts all of a gallery to one proportion, around `focus: [30, 60]` (hundredths from left and top)
//! where it is given; a click leads to the whole picture. The same record
//! is written under `photos` of a news report and under `scans` of an archive record.

use super::parts::{blank, figure, figure_wechat, image_wechat, line, none_of, photo_typst, thumbnail};
use super::{Focus, Framing, Outlet, Rendering};
use crate::markup::{Html, Look, Typst, call, el};

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
        pub focus: Option<Focus> = "裁切时保住哪里：[距左百分之几, 距上百分之几]，如 [30, 60]",
        pub date: Option<String> = "拍摄或形成的时间",
    }
}

impl Photo {
    /// The caption with the date: `察看水渠（2022年4月）`.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        match (&self.caption, &self.date) {
            (Some(caption), Some(date)) => Some(format!("{caption}（{date}）")),
            (caption, date) => caption.clone().or_else(|| date.clone()),
        }
    }

    fn caption_html(&self) -> Html {
        self.words().map_or_else(Html::new, |words| Html::text(&words))
    }
}

impl Rendering for Gallery {
    fn html(&self, _body: Html, to: &Outlet) -> Html {
        let title = self.title.as_deref().map(|title| el("p").class("gallery-title").text(title).done());
        let pictures = self.pictures.iter().map(|photo| {
            figure(thumbnail(&photo.src, &photo.alt, to), &photo.caption_html(), photo.credit.as_deref())
        });
        el("section").class("gallery").attr_if("aria-label", self.title.as_deref()).maybe(title).children(pictures).done()
    }

    fn wechat(&self, _body: Html, to: &Outlet, look: &Look) -> Html {
        let title = self.title.as_deref().map(|title| line("gallery-title", title, look));
        let pictures = self.pictures.iter().map(|photo| {
            let image = image_wechat(&photo.src, &photo.alt, to, look);
            figure_wechat(image, &photo.caption_html(), photo.credit.as_deref(), look)
        });
        el("section").style(look.style("gallery")).maybe(title).children(pictures).done()
    }

    fn typst(&self, _body: Typst, to: &Outlet) -> Typst {
        call("gallery")
            .named("title", Typst::text_or_none(self.title.as_deref()))
            .named("items", Typst::array(self.pictures.iter().map(|photo| photo_typst(photo, to))))
            .done()
    }

    fn words(&self) -> Vec<String> {
        let captions = self.pictures.iter().flat_map(|photo| photo.words().into_iter().chain(photo.credit.clone()));
        self.title.iter().cloned().chain(captions).collect()
    }

    fn pictures(&self) -> Vec<&str> {
        self.pictures.iter().map(|photo| photo.src.as_str()).collect()
    }

    fn framings(&self) -> Vec<Framing> {
        let framing = |photo: &Photo| Framing { name: photo.src.clone(), focus: photo.focus, in_gallery: true };
        self.pictures.iter().map(framing).collect()
    }

    fn faults(&self) -> Vec<(String, String)> {
        let none = none_of(&self.pictures, "图集", "pictures", "- {src: a.jpg, alt: 画面内容}");
        let blanks = self.pictures.iter().flat_map(|photo| {
            [blank(&photo.src, "图片文件（src）"), blank(&photo.alt, "图片说明（alt）")].into_iter().flatten()
        });
        none.into_iter().chain(blanks).collect()
    }
}
