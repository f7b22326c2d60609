//! What was sent beside what the platform shows: it strips what it does not take, and people change
//! drafts by hand. The text counts first, then pictures, then styles.

use crate::files::Hash;
use serde_json::Value;
use std::collections::BTreeMap;

/// Fields of the card that are compared, with what they are called.
const FIELDS: &[(&str, &str)] =
    &[("title", "标题"), ("author", "作者"), ("digest", "摘要"), ("content_source_url", "阅读原文"), ("thumb_media_id", "封面")];
/// Kinds of lost markup that are named one by one.
const MOST_NAMED: usize = 6;
/// Characters quoted on either side of a difference.
const AROUND: usize = 12;

/// What differs between articles as they were sent and as they are shown, in Chinese.
#[must_use]
pub fn differences(sent: &[Value], shown: &[Value]) -> Vec<String> {
    if sent.len() != shown.len() {
        return vec![format!("送去 {} 篇文章，草稿里有 {} 篇", sent.len(), shown.len())];
    }
    let alone = sent.len() == 1;
    sent.iter().zip(shown).flat_map(|(sent, shown)| article(sent, shown, alone)).collect()
}

/// A hash of what a reader sees of `shown`: markup that the editor of the platform cleans by itself
/// does not change it, a person who corrects a word does.
#[must_use]
pub fn seen(shown: &[Value]) -> String {
    let seen: Vec<_> = shown
        .iter()
        .map(|article| {
            let content = Content::of(field(article, "content"));
            let card: Vec<String> = FIELDS.iter().filter(|(name, _)| *name != "digest").map(|(name, _)| plain(field(article, name))).collect();
            (card, content.text, content.pictures)
        })
        .collect();
    Hash::of_value(&seen).to_string()
}

/// `alone`: digests are kept of drafts of one article only, and made by the platform where none was sent.
fn article(sent: &Value, shown: &Value, alone: bool) -> Vec<String> {
    let title = field(sent, "title");
    let mut found = Vec::new();
    for (name, called) in FIELDS {
        let (ours, theirs) = (plain(field(sent, name)), plain(field(shown, name)));
        let free = *name == "digest" && (!alone || ours.is_empty());
        if ours != theirs && !free {
            found.push(format!("《{title}》的{called}：送去“{ours}”，草稿里是“{theirs}”"));
        }
    }
    let (ours, theirs) = (Content::of(field(sent, "content")), Content::of(field(shown, "content")));
    if ours.text != theirs.text {
        found.push(format!("《{title}》的文字：{}", first_difference(&ours.text, &theirs.text)));
    }
    if ours.pictures != theirs.pictures {
        found.push(format!("《{title}》的图片：送去 {} 张，草稿里 {} 张，或次序、内容不同", ours.pictures.len(), theirs.pictures.len()));
    }
    found.extend(lost(&ours.markup, &theirs.markup).map(|lost| format!("《{title}》的样式：{lost}")));
    found
}

/// A text taken apart.
struct Content {
    /// As read, entities resolved, white space as one space.
    text: String,
    /// Addresses, without scheme and parameters: the platform adds its own.
    pictures: Vec<String>,
    /// Elements and their styles, counted.
    markup: BTreeMap<String, usize>,
}

impl Content {
    fn of(html: &str) -> Content {
        let mut content = Content { text: String::new(), pictures: Vec::new(), markup: BTreeMap::new() };
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            let (text, tag) = rest.split_at(at);
            content.text.push_str(text);
            let Some(end) = tag.find('>') else { break };
            content.tag(tag.get(1..end).unwrap_or_default());
            rest = tag.get(end + 1..).unwrap_or_default();
        }
        content.text.push_str(rest);
        content.text = plain(&content.text);
        content
    }

    fn tag(&mut self, tag: &str) {
        let tag = tag.trim_end_matches('/');
        let name = tag.split_whitespace().next().unwrap_or_default();
        if name.starts_with(['/', '!']) {
            return;
        }
        *self.markup.entry(format!("<{name}>")).or_default() += 1;
        let style = attribute(tag, "style").unwrap_or_default();
        for property in style.split(';').filter_map(|rule| rule.split(':').next()).map(str::trim).filter(|name| !name.is_empty()) {
            *self.markup.entry(format!("{name} 的 {property}")).or_default() += 1;
        }
        if name == "img" {
            let source = attribute(tag, "src").or_else(|| attribute(tag, "data-src")).unwrap_or_default();
            let source = source.split_once("://").map_or(source, |(_, rest)| rest);
            self.pictures.push(source.split(['?', '#']).next().unwrap_or_default().to_string());
        }
    }
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// Text as it is read: entities resolved, white space as one space.
pub fn plain(text: &str) -> String {
    let entities = [("&nbsp;", " "), ("&#160;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let text = entities.iter().fold(text.to_string(), |text, (entity, plain)| text.replace(entity, plain));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first place where two texts part, with what stands around it.
fn first_difference(ours: &str, theirs: &str) -> String {
    let same = ours.chars().zip(theirs.chars()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| text.chars().skip(same.saturating_sub(AROUND)).take(2 * AROUND).collect::<String>();
    format!("送去“{}”，草稿里是“{}”", around(ours), around(theirs))
}

/// The markup that is sent more often than shown.
fn lost(ours: &BTreeMap<String, usize>, theirs: &BTreeMap<String, usize>) -> Option<String> {
    let fewer = |(name, count): (&String, &usize)| {
        let left = theirs.get(name).copied().unwrap_or(0);
        (left < *count).then(|| format!("{name} 少了 {} 处", count - left))
    };
    let all: Vec<String> = ours.iter().filter_map(fewer).collect();
    let more = if all.len() > MOST_NAMED { format!("等 {} 项", all.len()) } else { String::new() };
    let named: Vec<&str> = all.iter().take(MOST_NAMED).map(String::as_str).collect();
    (!all.is_empty()).then(|| format!("{}{more}", named.join("、")))
}

fn field<'v>(article: &'v Value, name: &str) -> &'v str {
    article.get(name).and_then(Value::as_str).unwrap_or_default()
}
