//! Pieces several directives share: a picture and its caption in each rendering.

use super::{Outlet, Photo, Picture};
use crate::markup::{Html, Look, Typst, el};

/// `<img>` for the picture written as `src`, with its size and its versions; in a `<picture>` where
/// it has lighter ones in WebP.
pub fn image(src: &str, alt: &str, to: &Outlet) -> Html {
    shown(&to.picture(src), alt, &to.sizes)
}

/// The picture written as `src`, leading to itself in full where the edition wants that.
pub fn picture(src: &str, alt: &str, to: &Outlet) -> Html {
    zoomed(image(src, alt, to), &to.picture(src), to)
}

/// As [`picture`], cut for a gallery where the edition cuts.
pub fn thumbnail(src: &str, alt: &str, to: &Outlet) -> Html {
    let whole = to.picture(src);
    let cut = match to.thumbnails.get(src) {
        Some(cut) => shown(cut, alt, &to.thumbnail_sizes),
        None => shown(&whole, alt, &to.sizes),
    };
    zoomed(cut, &whole, to)
}

fn zoomed(shown: Html, whole: &Picture, to: &Outlet) -> Html {
    match to.zoom {
        true => el("a").class("zoom").attr("href", &whole.src).child(shown).done(),
        false => shown,
    }
}

fn shown(picture: &Picture, alt: &str, sizes: &str) -> Html {
    let known = picture.width_px > 0 && picture.height_px > 0;
    let (width, height) = (picture.width_px.to_string(), picture.height_px.to_string());
    let sizes = (!sizes.is_empty()).then_some(sizes);
    let set = picture.set();
    let img = el("img")
        .attr("src", picture.shown())
        .attr("alt", alt)
        .attr_if("width", known.then_some(width.as_str()))
        .attr_if("height", known.then_some(height.as_str()))
        .attr_if("srcset", (!set.is_empty()).then_some(set.as_str()))
        .attr_if("sizes", sizes.filter(|_| !set.is_empty()))
        .attr("loading", "lazy")
        .attr_if("decoding", (!set.is_empty()).then_some("async"))
        .done();
    let webp = picture.webp_set();
    if webp.is_empty() {
        return img;
    }
    let source = el("source").attr("type", "image/webp").attr("srcset", &webp).attr_if("sizes", sizes);
    el("picture").child(source.done()).child(img).done()
}

/// `<figure>` with a picture, its caption and credit.
pub fn figure(image: Html, caption: &Html, credit: Option<&str>) -> Html {
    let words = el("figcaption").child(caption.clone()).maybe(credit.map(credit_html));
    let words = (!caption.is_empty() || credit.is_some()).then(|| words.done());
    el("figure").class("figure").child(image).maybe(words).done()
}

fn credit_html(credit: &str) -> Html {
    el("span").class("credit").text(credit).done()
}

/// `<img>` for WeChat: width and height are styles there.
pub fn image_wechat(src: &str, alt: &str, to: &Outlet, look: &Look) -> Html {
    el("img").attr("src", &to.picture(src).src).attr("alt", alt).style(look.style("img")).done()
}

/// A picture with caption and credit for WeChat.
pub fn figure_wechat(image: Html, caption: &Html, credit: Option<&str>, look: &Look) -> Html {
    let space = if caption.is_empty() { "" } else { "　" };
    let credit = credit.map(|credit| span("credit", &format!("{space}{credit}"), look));
    let words = (!caption.is_empty() || credit.is_some())
        .then(|| el("p").style(look.style("caption")).child(caption.clone()).maybe(credit).done());
    el("section").style(look.style("figure")).child(image).maybe(words).done()
}

/// `<p>` in a role of the look.
pub fn line(role: &'static str, text: &str, look: &Look) -> Html {
    el("p").style(look.style(role)).text(text).done()
}

/// `<span>` in a role of the look; the bare text when the look leaves the role plain.
pub fn span(role: &'static str, text: &str, look: &Look) -> Html {
    match look.style(role) {
        "" => Html::text(text),
        style => el("span").style(style).text(text).done(),
    }
}

/// `<section>` in a role of the look; what is in it, bare, when the look leaves the role plain.
pub fn boxed(role: &'static str, body: Html, look: &Look) -> Html {
    match look.style(role) {
        "" => body,
        style => el("section").style(style).child(body).done(),
    }
}

/// A photo as an argument of the functions of `print/directives.typ`.
pub fn photo_typst(photo: &Photo, to: &Outlet) -> Typst {
    Typst::dict([
        ("path", Typst::text(&to.picture(&photo.src).src)),
        ("caption", Typst::text_or_none(photo.words().as_deref())),
        ("credit", Typst::text_or_none(photo.credit.as_deref())),
        ("alt", Typst::text(&photo.alt)),
    ])
}

/// A fault when `text` is there but blank.
pub fn blank(text: &str, what: &str) -> Option<(String, String)> {
    text.trim().is_empty().then(|| (format!("{what}是空的"), format!("请写明{what}，或删去这一项")))
}

/// A fault when a list of things is empty.
pub fn none_of<T>(items: &[T], directive: &str, key: &str, sample: &str) -> Option<(String, String)> {
    items.is_empty().then(|| (format!("{directive}里什么也没有"), format!("请在 {key} 下至少写一项，例如 {sample}")))
}
