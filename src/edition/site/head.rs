//! The head of a page as machines read it: page tags, canonical address, languages, neighbours,
//! Open Graph, feeds, linked data. What it says is a matter of standards and not of a theme, so it
//! is written here, at one stroke for every page; a theme prints it as `page.head`.

use super::desk::Desk;
use super::linked::linked;
use super::views::PageView;
use crate::markup::Html;

/// The lines of the head, each ended.
#[must_use]
pub fn tags(desk: &Desk, head: &PageView) -> String {
    let mut out = Lines(Html::with_capacity(4 << 10));
    let tree = desk.tongues.tree(desk.tongue(head));
    out.named("description", &head.description);
    out.named("keywords", &head.keywords);
    head.meta.iter().for_each(|tag| out.named(tag.name, &tag.content));
    match head.noindex {
        true => out.named("robots", "noindex"),
        false => {
            out.link(&[("rel", "canonical"), ("href", &head.canonical)]);
            for other in &head.alternates {
                out.link(&[("rel", "alternate"), ("hreflang", other.lang), ("href", &other.url)]);
            }
        }
    }
    head.prev.iter().for_each(|url| out.link(&[("rel", "prev"), ("href", url)]));
    head.next.iter().for_each(|url| out.link(&[("rel", "next"), ("href", url)]));
    if !head.noindex {
        graph(&mut out, head, &tree.name);
    }
    if let Some(manifest) = &head.manifest {
        let sort = "application/ld+json;profile=\"http://iiif.io/api/presentation/3/context.json\"";
        out.link(&[("rel", "alternate"), ("type", sort), ("title", "IIIF"), ("href", manifest)]);
    }
    out.feed("application/atom+xml", &tree.name, &tree.feed);
    match &head.feed {
        Some(feed) if *feed != tree.feed => {
            out.feed("application/atom+xml", &head.title, feed);
            out.feed("application/feed+json", &head.title, &feed.replace(".xml", ".json"));
        }
        _ if head.sort == "home" => out.feed("application/feed+json", &tree.name, &format!("{}feed.json", tree.home)),
        _ => {}
    }
    let json = linked(&desk.site, head);
    if !json.is_empty() {
        out.0.open_with("script", &[("type", "application/ld+json")]);
        out.0.push(&Html::trusted(json));
        out.0.close("script");
        out.0.push_text("\n");
    }
    out.0.into_string()
}

/// Open Graph (ogp.me).
fn graph(out: &mut Lines, head: &PageView, site: &str) {
    let locale = match head.lang.as_str() {
        "ko" => "ko_KR",
        "zh-Hant" => "zh_TW",
        _ => "zh_CN",
    };
    out.property("og:type", head.og_type);
    out.property("og:site_name", site);
    out.property("og:locale", locale);
    out.property("og:title", &head.title);
    out.property("og:url", &head.canonical);
    out.property("og:description", &head.description);
    head.image.iter().for_each(|image| out.property("og:image", image));
    head.published.iter().for_each(|time| out.property("article:published_time", time));
}

/// Elements of a head, a line each; those without content are left out.
struct Lines(Html);

impl Lines {
    fn named(&mut self, name: &str, content: &str) {
        self.meta("name", name, content);
    }

    fn property(&mut self, name: &str, content: &str) {
        self.meta("property", name, content);
    }

    fn meta(&mut self, key: &'static str, name: &str, content: &str) {
        if !content.is_empty() {
            self.0.open_with("meta", &[(key, name), ("content", content)]);
            self.0.push_text("\n");
        }
    }

    fn feed(&mut self, sort: &str, title: &str, url: &str) {
        self.link(&[("rel", "alternate"), ("type", sort), ("title", title), ("href", url)]);
    }

    fn link(&mut self, attrs: &[(&'static str, &str)]) {
        self.0.open_with("link", attrs);
        self.0.push_text("\n");
    }
}
