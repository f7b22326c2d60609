//! `figure` 图片: a picture with its caption.
//!
//! ```text
//! :::figure src=photo.jpg alt="委员在田埂上查看秧苗" credit="某某 摄"
//! 委员视察高标准农田建设
//! :::
//! ```
//!
//! `src` is a file beside the article, or one from `content/` with a leading `/`. `alt` says what
//! can be seen, for those who cannot see it. The body is the caption. A picture alone in its
//! paragraph, `![caption](photo.jpg)`, is a figure too. Site and EPUB show the picture in several
//! sizes, WeChat the uploaded copy, print the file in full resolution. `focus=30,60` says what the
//! picture is about, in hundredths from left and top; it is kept wherever the same picture is cut as
//! the cover or in a gallery of the same article.

use super::parts::{blank, figure, figure_wechat, image_wechat, picture};
use super::{Focus, Framing, Outlet, Rendering};
use crate::markup::{Html, Look, Typst, call};

crate::shape! {
    /// A picture with a caption.
    pub struct Figure {
        pub src: String = "图片文件",
        pub alt: String = "图片内容的文字说明",
        pub credit: Option<String> = "摄影或来源",
        pub focus: Option<Focus> = "裁切时保住哪里，如 focus=\"30,60\"：距左 30%，距上 60%",
    }
}

impl Rendering for Figure {
    fn html(&self, body: Html, to: &Outlet) -> Html {
        figure(picture(&self.src, &self.alt, to), &body, self.credit.as_deref())
    }

    fn wechat(&self, body: Html, to: &Outlet, look: &Look) -> Html {
        let image = image_wechat(&self.src, &self.alt, to, look);
        figure_wechat(image, &body, self.credit.as_deref(), look)
    }

    fn typst(&self, body: Typst, to: &Outlet) -> Typst {
        let picture = to.picture(&self.src);
        let width = if picture.width_px > 0 { Typst::int(picture.width_px.into()) } else { Typst::none() };
        let caption = if body == Typst::text("") { Typst::none() } else { body };
        call("figure")
            .arg(Typst::text(&picture.src))
            .arg(caption)
            .named("credit", Typst::text_or_none(self.credit.as_deref()))
            .named("alt", Typst::text(&self.alt))
            .named("width-px", width)
            .done()
    }

    fn words(&self) -> Vec<String> {
        self.credit.iter().cloned().collect()
    }

    fn pictures(&self) -> Vec<&str> {
        vec![&self.src]
    }

    fn framings(&self) -> Vec<Framing> {
        let framing = |focus| Framing { name: self.src.clone(), focus: Some(focus), in_gallery: false };
        self.focus.map(framing).into_iter().collect()
    }

    fn faults(&self) -> Vec<(String, String)> {
        [blank(&self.src, "图片文件（src）"), blank(&self.alt, "图片说明（alt）")].into_iter().flatten().collect()
    }
}
