//! A finished page retold in another script: its words pass through a converter, its addresses lead
//! to the pages of the other tree. It works on any HTML, whatever theme made it.
//!
//! Words are text and the attributes people hear or see (`alt`, `title`, `aria-label` …). Left alone
//! are other languages, code, `translate="no"`, and whatever is marked with `hreflang`: that leads out
//! of the tree on purpose.

use std::borrow::Cow;

/// Attributes whose value is read by people.
const SPOKEN: &[&str] = &["alt", "title", "aria-label", "aria-description", "placeholder", "label"];
/// Elements whose text stays as it is.
const VERBATIM: &[&str] = &["code", "pre", "kbd", "samp", "textarea", "style", "script"];
/// Elements without content.
const VOID: &[&str] = &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// How a page is retold.
pub struct Retelling<'a> {
    /// Its language, and the one it is to have.
    pub from: &'a str,
    pub to: &'a str,
    pub words: &'a dyn Fn(&str) -> String,
    /// The address in the other tree of an address written in the page; None when it stays.
    pub address: &'a dyn Fn(&str) -> Option<String>,
    /// Attributes the root element gains, with a space before each.
    pub root: &'a str,
    /// HTML put at the beginning of `<main>`.
    pub notice: &'a str,
}

/// JSON retold: its strings, which are addresses or words.
#[must_use]
pub fn retold_json(json: &str, how: &Retelling<'_>) -> String {
    let mut teller = Teller { how, out: String::with_capacity(json.len()), still: None };
    teller.json(json);
    teller.out
}

/// `html` retold.
#[must_use]
pub fn retold(html: &str, how: &Retelling<'_>) -> String {
    let mut teller = Teller { how, out: String::with_capacity(html.len() + html.len() / 16), still: None };
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        teller.text(&rest[..open]);
        rest = &rest[open..];
        let end = tag_end(rest);
        let tag = &rest[..end];
        rest = &rest[end..];
        if let Some(name) = tag.strip_prefix("</") {
            teller.close(name.trim_end_matches('>').trim());
            teller.out.push_str(tag);
        } else if tag.starts_with("<!") || tag.starts_with("<?") {
            teller.out.push_str(tag);
        } else {
            teller.open(tag);
            let name = name(tag);
            if matches!(name, "script" | "style") {
                rest = teller.raw(tag, name, rest);
            }
        }
    }
    teller.text(rest);
    teller.out
}

struct Teller<'a> {
    how: &'a Retelling<'a>,
    out: String,
    /// The element whose content stays as it is, and how many of its name are open.
    still: Option<(String, usize)>,
}

impl Teller<'_> {
    fn text(&mut self, text: &str) {
        let told = match self.still.is_none() {
            true if !text.is_ascii() => Some((self.how.words)(text)),
            // An identifier of a feed is an address that stands as text.
            true if text.starts_with("http") => self.address(text),
            _ => None,
        };
        self.out.push_str(told.as_deref().unwrap_or(text));
    }

    fn open(&mut self, tag: &str) {
        let name = name(tag);
        let bare = VOID.contains(&name) || tag.ends_with("/>");
        if let Some((still, depth)) = &mut self.still {
            *depth += usize::from(still.as_str() == name && !bare);
            self.out.push_str(tag);
            return;
        }
        let attrs = attributes(tag);
        let value = |key: &str| attrs.iter().find(|attr| attr.name == key).map(|attr| attr.value);
        let leads_out = value("hreflang").is_some();
        let foreign = value("lang").or_else(|| value("xml:lang")).is_some_and(|lang| lang != self.how.from);
        let still = leads_out || foreign || value("translate") == Some("no") || VERBATIM.contains(&name);
        match leads_out {
            true => self.leading_out(tag, name, value("hreflang") == Some(self.how.to)),
            false if foreign => self.foreign(tag, &attrs),
            false => self.rewritten(tag, &attrs),
        }
        if still && !bare {
            self.still = Some((name.to_string(), 1));
        }
        if name == "html" {
            self.out.truncate(self.out.trim_end_matches('>').len());
            self.out.push_str(self.how.root);
            self.out.push('>');
        }
        if name == "main" {
            self.out.push_str(self.how.notice);
        }
    }

    /// A link to another language: which of them is the current one changes.
    fn leading_out(&mut self, tag: &str, name: &str, current: bool) {
        let mark = " aria-current=\"true\"";
        match (name, current) {
            ("a", true) if !tag.contains("aria-current") => {
                self.out.push_str(tag.trim_end_matches('>'));
                self.out.push_str(mark);
                self.out.push('>');
            }
            ("a", false) => self.out.push_str(&tag.replace(mark, "")),
            _ => self.out.push_str(tag),
        }
    }

    /// Words in another language keep themselves, but may stand in a link of ours.
    fn foreign(&mut self, tag: &str, attrs: &[Attr<'_>]) {
        self.attrs(tag, attrs, |teller, attr| match attr.name {
            "href" => teller.address(attr.value),
            _ => None,
        });
    }

    fn rewritten(&mut self, tag: &str, attrs: &[Attr<'_>]) {
        self.attrs(tag, attrs, |teller, attr| match attr.name {
            "lang" | "xml:lang" => Some(teller.how.to.to_string()),
            "href" | "action" | "ref" => teller.address(attr.value),
            "content" if attr.value == teller.how.from => Some(teller.how.to.to_string()),
            "content" if attr.value == "zh_CN" => Some("zh_TW".to_string()),
            "content" => teller.address(attr.value).or_else(|| teller.spoken(attr.value)),
            name if SPOKEN.contains(&name) => teller.spoken(attr.value),
            _ => None,
        });
    }

    /// The tag with the values `change` gives in place of its own.
    fn attrs(&mut self, tag: &str, attrs: &[Attr<'_>], change: impl Fn(&Self, &Attr<'_>) -> Option<String>) {
        let mut at = 0;
        for attr in attrs {
            let Some(value) = change(self, attr) else { continue };
            self.out.push_str(&tag[at..attr.at]);
            self.out.push_str(&value);
            at = attr.at + attr.value.len();
        }
        self.out.push_str(&tag[at..]);
    }

    fn address(&self, value: &str) -> Option<String> {
        (self.how.address)(value)
    }

    fn spoken(&self, value: &str) -> Option<String> {
        (!value.is_ascii()).then(|| (self.how.words)(value))
    }

    fn close(&mut self, name: &str) {
        if let Some((still, depth)) = &mut self.still
            && still.as_str() == name
        {
            *depth -= 1;
            if *depth == 0 {
                self.still = None;
            }
        }
    }

    /// The content of a script or style sheet; linked data is retold string by string.
    fn raw<'t>(&mut self, tag: &str, name: &str, rest: &'t str) -> &'t str {
        let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
        match tag.contains("application/ld+json") {
            true => self.json(&rest[..end]),
            false => self.out.push_str(&rest[..end]),
        }
        &rest[end..]
    }

    fn json(&mut self, json: &str) {
        for (at, part) in strings(json).enumerate() {
            let told = match at % 2 {
                0 => Cow::Borrowed(part),
                _ if part == self.how.from => Cow::Borrowed(self.how.to),
                _ => self.address(part).or_else(|| self.spoken(part)).map_or(Cow::Borrowed(part), Cow::Owned),
            };
            self.out.push_str(&told);
        }
    }
}

/// An attribute: where its value stands in the tag.
struct Attr<'t> {
    name: &'t str,
    value: &'t str,
    at: usize,
}

/// The attributes of a tag that have a value.
fn attributes(tag: &str) -> Vec<Attr<'_>> {
    let mut all = Vec::new();
    let mut from = 1 + name(tag).len();
    while let Some(equals) = tag[from..].find('=').map(|at| from + at) {
        let name = tag[from..equals].trim().rsplit(|c: char| c.is_ascii_whitespace()).next().unwrap_or("");
        let quote = tag[equals + 1..].chars().next().filter(|c| matches!(c, '"' | '\''));
        let (at, end) = match quote {
            Some(quote) => {
                let at = equals + 2;
                (at, tag[at..].find(quote).map_or(tag.len(), |len| at + len))
            }
            None => {
                let at = equals + 1;
                (at, tag[at..].find(|c: char| c.is_ascii_whitespace() || c == '>').map_or(tag.len(), |len| at + len))
            }
        };
        all.push(Attr { name, value: &tag[at..end], at });
        from = (end + usize::from(quote.is_some())).min(tag.len());
    }
    all
}

/// The end of the tag or comment `html` begins with, `>` included.
fn tag_end(html: &str) -> usize {
    if html.starts_with("<!--") {
        return html.find("-->").map_or(html.len(), |at| at + 3);
    }
    let mut quote = None;
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    html.len()
}

fn name(tag: &str) -> &str {
    let inside = tag.trim_start_matches('<');
    &inside[..inside.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).unwrap_or(inside.len())]
}

/// JSON cut at its quotation marks: what is between strings, a string, what is between, …; the marks
/// belong to what is between.
fn strings(json: &str) -> impl Iterator<Item = &str> {
    let mut cuts = vec![0];
    let (mut inside, mut escaped) = (false, false);
    for (at, byte) in json.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = inside,
            b'"' => {
                cuts.push(if inside { at } else { at + 1 });
                inside = !inside;
            }
            _ => {}
        }
    }
    cuts.push(json.len());
    let pairs: Vec<(usize, usize)> = cuts.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.into_iter().map(|(from, to)| &json[from..to])
}
