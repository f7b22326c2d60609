//! `:::figure src=photo.jpg alt=… credit=…`: a picture with its caption, which is the body.

use super::{Outlet, Rendering};
use crate::markup::{Html, Look, Typst};

crate::shape! {
    /// A picture with a caption.
    pub struct Figure {
        pub src: String = "图片文件",
        pub alt: String = "图片内容的文字说明",
        pub credit: Option<String> = "摄影或来源",
    }
}

impl Rendering for Figure {
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
