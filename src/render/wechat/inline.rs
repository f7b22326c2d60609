//! Runs of text and what stands within a line.

use super::{Noted, Writer};
use crate::directive::Place;
use crate::markup::{Html, Role, el};
use crate::tree::{Inline, plain_inlines};
use std::borrow::Cow;

/// The only host whose addresses may be links in an article.
const LINKABLE: &str = "mp.weixin.qq.com";

impl Writer<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline]) -> Html {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &Inline) -> Html {
        match inline {
            Inline::Text { text, .. } | Inline::Fixed(text) => Html::text(&clean(text)),
            Inline::Strong(inner) => self.wrapped("strong", "strong", inner),
            Inline::Emphasis(inner) => self.wrapped("em", "em", inner),
            Inline::Strike(inner) => self.wrapped("s", "strike", inner),
            Inline::Code(text) => self.styled("code", "code").text(&clean(text).replace(' ', "\u{a0}")).done(),
            Inline::Link { to, inlines, .. } => self.link(to, inlines),
            Inline::Image { src, alt, .. } => {
                let picture = self.to.picture(src);
                let style = self.look.style("img");
                el("img").attr("src", &picture.src).attr("alt", alt).attr("style", style).done()
            }
            Inline::Note { index, .. } => self.note_mark(Noted::Footnote(*index)),
            Inline::Break => el("br").done(),
        }
    }

    fn wrapped(&mut self, name: &'static str, role: Role, inner: &[Inline]) -> Html {
        let body = self.inlines(inner);
        if body.is_empty() { body } else { self.styled(name, role).child(body).done() }
    }

    fn link(&mut self, to: &str, inlines: &[Inline]) -> Html {
        let body = self.inlines(inlines);
        match self.to.place(to) {
            Place::Address(url) if linkable(&url) => self.styled("a", "link").attr("href", &url).child(body).done(),
            Place::Address(url) | Place::Noted(url) => {
                let address = shown(&url);
                if plain_inlines(inlines).trim() == address || body.is_empty() {
                    return if body.is_empty() { Html::text(address) } else { body };
                }
                let mark = self.note_mark(Noted::Address(address.to_string()));
                [body, mark].into_iter().collect()
            }
            Place::Chapter(_) | Place::Nowhere => body,
        }
    }
}

/// Whether the editor keeps `url` as a link.
fn linkable(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or("");
    rest.split(['/', '?', '#']).next() == Some(LINKABLE)
}

/// An address as a reader writes it down: mail and telephone without their scheme.
fn shown(url: &str) -> &str {
    url.strip_prefix("mailto:").or_else(|| url.strip_prefix("tel:")).unwrap_or(url)
}

/// Text without line ends and invisible characters, which the editor turns into gaps or refuses.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let bad = |c: char| c.is_control() || matches!(c, '\u{200b}' | '\u{feff}');
    if !text.contains(bad) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(|c| if bad(c) { (c == '\n').then_some(' ') } else { Some(c) }).collect())
}
