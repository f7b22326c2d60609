//! Pieces several directives share: a picture and its caption in each rendering.

use super::{Outlet, Photo};
use crate::markup::{Element, Html, Look, Typst, el};

/// How wide a picture is shown: the column of text, or the whole of a narrow screen.
const SIZES: &str = "(min-width: 48em) 44em, 100vw";

/// `<img>` for the picture written as `src`, with its size and its smaller versions.
pub fn image(src: &str, alt: &str, to: &Outlet) -> Element {
    let picture = to.picture(src);
    let known = picture.width_px > 0 && picture.height_px > 0;
    let (width, height) = (picture.width_px.to_string(), picture.height_px.to_string());
    let smaller: Vec<String> = picture.smaller.iter().map(|(src, width)| format!("{src} {width}w")).collect();
    let set = (known && !smaller.is_empty())
        .then(|| format!("{}, {} {width}w", smaller.join(", "), picture.src));
    el("img")
        .attr("src", &picture.src)
        .attr("alt", alt)
        .attr_if("width", known.then_some(width.as_str()))
        .attr_if("height", known.then_some(height.as_str()))
        .attr_if("srcset", set.as_deref())
        .attr_if("sizes", set.is_some().then_some(SIZES))
        .attr("loading", "lazy")
}

/// The picture written as `src`, leading to itself in full where the edition wants that.
pub fn picture(src: &str, alt: &str, to: &Outlet) -> Html {
    let shown = image(src, alt, to).done();
    match to.zoom {
        true => el("a").class("zoom").attr("href", &to.picture(src).src).child(shown).done(),
        false => shown,
    }
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
