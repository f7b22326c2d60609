//! HTML as a value: text is escaped when it enters, elements are built, never spliced.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Well-formed, escaped HTML. Void elements are written `<br/>`, so that it is XHTML too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Html(String);

impl Html {
    /// Nothing.
    #[must_use]
    pub fn new() -> Html {
        Html::default()
    }

    /// Escaped text.
    #[must_use]
    pub fn text(text: &str) -> Html {
        let mut out = Html::with_capacity(text.len());
        out.push_text(text);
        out
    }

    /// HTML made and escaped by a trusted library (syntect, the chart drawer, a template).
    #[must_use]
    pub fn trusted(html: String) -> Html {
        Html(html)
    }

    #[must_use]
    pub fn with_capacity(bytes: usize) -> Html {
        Html(String::with_capacity(bytes))
    }

    pub fn push(&mut self, html: &Html) {
        self.0.push_str(&html.0);
    }

    pub fn push_text(&mut self, text: &str) {
        escape_into(&mut self.0, text);
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Writes an opening tag directly; the hot path of the writers, which close what they open.
    pub fn open(&mut self, name: &'static str) {
        self.0.push('<');
        self.0.push_str(name);
        self.0.push('>');
    }

    pub fn close(&mut self, name: &'static str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// Like [`Html::open`], with attributes.
    pub fn open_with(&mut self, name: &'static str, attrs: &[(&'static str, &str)]) {
        self.begin(name, attrs);
        self.0.push('>');
    }

    /// An element without content: `<br/>`.
    pub fn void(&mut self, name: &'static str, attrs: &[(&'static str, &str)]) {
        self.begin(name, attrs);
        self.0.push_str("/>");
    }

    fn begin(&mut self, name: &'static str, attrs: &[(&'static str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (key, value) in attrs {
            self.0.push(' ');
            self.0.push_str(key);
            self.0.push_str("=\"");
            escape_into(&mut self.0, value);
            self.0.push('"');
        }
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromIterator<Html> for Html {
    fn from_iter<I: IntoIterator<Item = Html>>(parts: I) -> Html {
        let mut out = Html::new();
        parts.into_iter().for_each(|part| out.push(&part));
        out
    }
}

impl From<Element> for Html {
    fn from(element: Element) -> Html {
        element.done()
    }
}

/// Starts an element.
#[must_use]
pub fn el(name: &'static str) -> Element {
    Element { name, head: format!("<{name}"), body: Html::new() }
}

/// An element under construction: attributes, then children.
pub struct Element {
    name: &'static str,
    head: String,
    body: Html,
}

impl Element {
    #[must_use]
    pub fn attr(mut self, name: &'static str, value: &str) -> Element {
        self.head.push(' ');
        self.head.push_str(name);
        self.head.push_str("=\"");
        escape_into(&mut self.head, value);
        self.head.push('"');
        self
    }

    #[must_use]
    pub fn class(self, value: &str) -> Element {
        self.attr("class", value)
    }

    /// The inline style of a look; nothing at all when the look leaves the role bare.
    #[must_use]
    pub fn style(self, value: &str) -> Element {
        if value.is_empty() { self } else { self.attr("style", value) }
    }

    #[must_use]
    pub fn attr_if(self, name: &'static str, value: Option<&str>) -> Element {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    #[must_use]
    pub fn child(mut self, child: impl Into<Html>) -> Element {
        self.body.push(&child.into());
        self
    }

    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Html>) -> Element {
        children.into_iter().for_each(|child| self.body.push(&child));
        self
    }

    #[must_use]
    pub fn maybe(self, child: Option<Html>) -> Element {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    #[must_use]
    pub fn text(mut self, text: &str) -> Element {
        self.body.push_text(text);
        self
    }

    #[must_use]
    pub fn done(self) -> Html {
        let Element { name, mut head, body } = self;
        if body.is_empty() && is_void(name) {
            head.push_str("/>");
            return Html(head);
        }
        head.push('>');
        head.push_str(body.as_str());
        head.push_str("</");
        head.push_str(name);
        head.push('>');
        Html(head)
    }
}

fn is_void(name: &str) -> bool {
    matches!(name, "img" | "br" | "hr" | "meta" | "link" | "input" | "source" | "col" | "wbr")
        || matches!(name, "rect" | "line" | "path" | "circle" | "polyline")
}

fn escape_into(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = special(rest.as_bytes()) {
        let (clean, from) = rest.split_at(at);
        out.push_str(clean);
        out.push_str(match from.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            _ => "&quot;",
        });
        rest = &from[1..];
    }
    out.push_str(rest);
}

/// The first byte that has to be escaped.
fn special(text: &[u8]) -> Option<usize> {
    let angle = memchr::memchr3(b'&', b'<', b'>', text);
    let quote = memchr::memchr(b'"', &text[..angle.unwrap_or(text.len())]);
    quote.or(angle)
}
