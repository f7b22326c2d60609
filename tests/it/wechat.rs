//! The articles of the sample against what the editor of 公众号 takes: the assertions of
//! `reference/wechat.md` E1 that concern the markup (1–6, 8, 10–13, 16–18), in every look.

use kanxing::diag::Severity;
use kanxing::edition::{EDITIONS, Route, Shop, wechat};
use kanxing::files::{File, Files};
use kanxing::kind::EditionName;
use kanxing::shape::Time;
use kanxing::{builtin, load};
use serde_json::Value as Json;

const TAGS: &[&str] = &[
    "section", "p", "span", "b", "em", "s", "br", "hr", "code", "sup", "img", "table", "tbody", "tr", "th", "td", "a",
];
const VOID: &[&str] = &["br", "hr", "img"];
const BLOCKS: &[&str] = &["section", "p", "table", "tbody", "tr", "hr"];
const ATTRIBUTES: &[&str] = &["style", "src", "alt", "href"];
const PROPERTIES: &[&str] = &[
    "color", "font-size", "font-weight", "font-style", "line-height", "letter-spacing", "text-align", "text-indent",
    "text-decoration", "background-color", "border", "border-top", "border-bottom", "border-left", "border-collapse",
    "margin", "margin-top", "margin-bottom", "padding", "padding-top", "padding-left", "padding-bottom", "width", "max-width",
    "display", "vertical-align", "overflow-x", "white-space",
];

/// An element that is open.
struct Open {
    name: String,
    style: String,
    filled: bool,
}

/// What is wrong with an article; empty when the editor takes it as it is.
fn obeys_the_editor(html: &str) -> Vec<String> {
    let mut checker = Checker { open: Vec::new(), faults: Vec::new(), roots: 0 };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        checker.text(text);
        let Some(end) = tag.find('>') else {
            checker.fault("a tag that does not end");
            break;
        };
        checker.tag(&tag[1..end]);
        rest = &tag[end + 1..];
    }
    checker.text(rest);
    if !checker.open.is_empty() || checker.roots != 1 {
        checker.fault(&format!("{} open elements, {} roots", checker.open.len(), checker.roots));
    }
    if html.contains(['\n', '\r', '\t', '\u{200b}', '\u{feff}', '\0']) {
        checker.fault("a line end or an invisible character");
    }
    checker.faults
}

struct Checker {
    open: Vec<Open>,
    faults: Vec<String>,
    roots: usize,
}

impl Checker {
    fn fault(&mut self, fault: &str) {
        let path: Vec<&str> = self.open.iter().map(|open| open.name.as_str()).collect();
        self.faults.push(format!("{}: {fault}", path.join(" ")));
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let Some(last) = self.open.last() else { return self.fault("text outside the root") };
        if text.trim().is_empty() && ["section", "table", "tbody", "tr"].contains(&last.name.as_str()) {
            self.fault("white space between blocks");
        }
        let coloured = self.open.iter().skip(1).any(|open| declares(&open.style, "color"));
        if !coloured && !text.trim().is_empty() {
            self.fault(&format!("text without a colour: {text}"));
        }
        self.open.iter_mut().for_each(|open| open.filled = true);
    }

    fn tag(&mut self, tag: &str) {
        if let Some(name) = tag.strip_prefix('/') {
            match self.open.pop() {
                Some(open) if open.name == name => {
                    if !open.filled && ["p", "section", "span", "strong", "em"].contains(&name) {
                        self.fault(&format!("an empty {name}"));
                    }
                }
                _ => self.fault(&format!("</{name}> closes nothing")),
            }
            return;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let void = VOID.contains(&name);
        if !TAGS.contains(&name) || tag.ends_with('/') {
            self.fault(&format!("<{tag}> is not taken"));
        }
        if self.open.is_empty() {
            self.roots += 1;
            if name != "section" || attributes.contains("padding") || attributes.contains("background") {
                self.fault("the root is a section without padding and ground");
            }
        }
        if self.open.last().is_some_and(|last| last.name == "p") && BLOCKS.contains(&name) {
            self.fault(&format!("<{name}> within a paragraph"));
        }
        let style = self.attributes(name, attributes);
        if void {
            self.open.iter_mut().for_each(|open| open.filled = true);
        } else {
            self.open.push(Open { name: name.to_string(), style, filled: false });
        }
    }

    /// Checks the attributes and returns the style.
    fn attributes(&mut self, name: &str, text: &str) -> String {
        let mut found = Vec::new();
        let mut rest = text;
        while let Some((attribute, after)) = rest.split_once("=\"") {
            let Some((value, after)) = after.split_once('"') else { break };
            found.push((attribute.trim(), value));
            rest = after;
        }
        for (attribute, _) in &found {
            if !ATTRIBUTES.contains(attribute) {
                self.fault(&format!("attribute {attribute}"));
            }
        }
        let get = |wanted: &str| found.iter().find(|(attribute, _)| *attribute == wanted).map_or("", |(_, value)| *value);
        let style = get("style").to_string();
        self.style(&style);
        if name == "img" && (get("alt").is_empty() || !style.contains("max-width:100%") || !is_picture(get("src"))) {
            self.fault(&format!("a picture without alt, limit or fit format: {}", get("src")));
        }
        if name == "a" && !get("href").starts_with("https://mp.weixin.qq.com/") {
            self.fault(&format!("a link to {}", get("href")));
        }
        if matches!(name, "th" | "td") && !["border", "padding", "text-align"].iter().all(|wanted| declares(&style, wanted)) {
            self.fault("a cell without border, padding or alignment");
        }
        style
    }

    fn style(&mut self, style: &str) {
        for declaration in style.split(';').filter(|declaration| !declaration.is_empty()) {
            let Some((property, value)) = declaration.split_once(':') else { return self.fault(declaration) };
            if !PROPERTIES.contains(&property) {
                self.fault(&format!("property {property}"));
            }
            if ["(", "!", "\"", "#000000", "black"].iter().any(|bad| value.contains(bad)) {
                self.fault(&format!("value {value}"));
            }
            let colours = value.split(' ').filter_map(|word| word.strip_prefix('#'));
            for colour in colours.filter(|colour| colour.len() != 6 || !colour.chars().all(|c| c.is_ascii_hexdigit())) {
                self.fault(&format!("colour #{colour}"));
            }
        }
    }
}

fn declares(style: &str, property: &str) -> bool {
    style.split(';').any(|declaration| declaration.split_once(':').is_some_and(|(name, _)| name == property))
}

fn is_picture(src: &str) -> bool {
    src.starts_with("images/") && [".jpg", ".png"].iter().any(|end| src.ends_with(end))
}

/// The sample of the repository, in the look called `look`.
fn shop(look: &str) -> Shop {
    let mut files = Files::default();
    for (path, file) in builtin::files("content/").iter() {
        files.insert(path.trim_start_matches("content/"), file.clone());
    }
    let mut catalog = load::load(&files).value;
    if let Some(wechat) = &mut catalog.site.wechat {
        wechat.look = Some(look.to_string());
    }
    let looks = load::looks(builtin::files("themes/").shadowed_by(builtin::files("print/")));
    assert!(looks.diagnostics.is_empty(), "{:?}", looks.diagnostics);
    Shop::new(catalog, looks.value, Time::parse("2026-12-31").expect("a day"), false)
}

pub fn routes(shop: &Shop) -> Vec<Box<dyn Route>> {
    let wechat = EDITIONS.iter().find(|edition| edition.name == EditionName::Wechat).expect("the edition");
    let routes = (wechat.routes)(shop);
    assert!(routes.diagnostics.is_empty(), "{:?}", routes.diagnostics);
    routes.value
}

pub fn text_of(route: &dyn Route, shop: &Shop) -> String {
    let rendered = route.render(shop);
    let bytes = rendered.value.unwrap_or_else(|| panic!("{}: {:?}", route.path(), rendered.diagnostics));
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn articles_of_the_sample_obey_the_editor_in_every_look() {
    for look in ["庄重红", "书香青", "素白"] {
        let shop = shop(look);
        let (mut faults, mut ratios) = (Vec::new(), Vec::new());
        for route in routes(&shop).iter().filter(|route| is_article(route.path())) {
            let html = text_of(route.as_ref(), &shop);
            faults.extend(obeys_the_editor(&html).into_iter().map(|fault| format!("{}: {fault}", route.path())));
            faults.extend(wechat::lint(&html).into_iter().filter(|it| it.severity == Severity::Error).map(|it| it.message));
            assert_eq!(html, text_of(route.as_ref(), &shop), "{} differs when rendered again", route.path());
            assert_eq!(html, wechat::cleaned(&html), "{} is no fixed point of the cleaner", route.path());
            ratios.push((wechat::Counts::of(&html).ratio, route.path().to_string()));
        }
        assert!(faults.is_empty(), "{look}\n{}", faults.join("\n"));
        ratios.sort_by(|a, b| a.0.total_cmp(&b.0));
        let median = ratios[ratios.len() / 2].0;
        assert!(median <= SAMPLE_MEDIAN, "{look}: median {median}");
        let heavy: Vec<&(f64, String)> = ratios.iter().filter(|(ratio, _)| *ratio > SAMPLE_WORST).collect();
        assert!(heavy.is_empty(), "{look}: {heavy:?}");
    }
}

fn is_article(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with("article") && name.ends_with(".html"))
}

#[test]
fn cards_of_the_sample_keep_the_limits() {
    let shop = shop("庄重红");
    let routes = routes(&shop);
    for route in routes.iter().filter(|route| route.path().ends_with("/meta.json")) {
        let meta: Json = serde_json::from_str(&text_of(route.as_ref(), &shop)).expect("JSON");
        let articles = meta["articles"].as_array().expect("articles");
        assert!((1..=8).contains(&articles.len()), "{meta}");
        for article in articles {
            let long = |key: &str| article[key].as_str().map_or(0, |text| text.chars().count());
            assert!((1..=32).contains(&long("title")), "{article}");
            assert!(long("digest") <= 120 && long("author") <= 16 && long("hash") == 32, "{article}");
            assert!(article["content_source_url"].as_str().is_none_or(|url| url.starts_with("https://") && url.len() <= 1024));
            assert!(article["counts"]["pushed_chars"].as_u64().is_some_and(|chars| chars < 20_000), "{article}");
            let files = ["images", "covers"].map(|key| article[key].as_array().cloned().unwrap_or_default()).concat();
            for file in files.iter().map(|it| it["file"].as_str().unwrap_or_default()).chain(article["file"].as_str()) {
                let path = route.path().replace("meta.json", file);
                assert!(routes.iter().any(|route| route.path() == path), "{path} is named and not made");
            }
        }
    }
}

/// Characters of markup and text for each character of text: an article of ordinary length and make,
/// the sample at its median, and at its worst.
const ORDINARY: f64 = 2.4;
const SAMPLE_MEDIAN: f64 = 2.6;
const SAMPLE_WORST: f64 = 3.2;

/// A text like those offices publish: `paragraphs` of about 90 characters under six headings, a
/// quotation, `lists` of five items, a table of eight rows and three columns.
pub fn report(paragraphs: usize, lists: usize) -> String {
    let sentence = "市政协组织委员深入乡镇和社区开展专题调研，听取基层干部和群众意见，梳理问题清单，提出对策建议。";
    let mut text = String::new();
    for heading in 1..=6 {
        text.push_str(&format!("\n## 第{heading}部分 主要做法和成效\n\n"));
        for _ in 0..paragraphs / 6 + usize::from(paragraphs % 6 >= heading) {
            text.push_str(&format!("{sentence}{sentence}\n\n"));
        }
        if heading <= lists {
            (0..5).for_each(|_| text.push_str(&format!("- {sentence}\n")));
        }
    }
    text.push_str(&format!("\n> {sentence}\n\n| 事项 | 承办单位 | 进展情况 |\n|---|---|---|\n"));
    (0..8).for_each(|_| text.push_str("| 老旧小区改造 | 市住房和城乡建设局 | 已办结并答复委员 |\n"));
    text
}

/// A project of one column, with `entry` as its only text and further files of `content/`.
pub fn project(entry: &str, more: &[(&str, &str)]) -> Shop {
    let mut files = Files::default();
    let own = [
        ("site.yaml", "name: 某某市政协\nbase_url: https://www.example.gov.cn\n"),
        ("yaowen/_column.yaml", "name: 要闻\nkind: news\n"),
        ("yaowen/a.md", entry),
    ];
    for (path, text) in own.iter().chain(more) {
        files.insert(*path, File::memory(text.as_bytes()));
    }
    let looks = load::looks(builtin::files("themes/").shadowed_by(builtin::files("print/")));
    let loaded = load::load(&files);
    assert!(!loaded.diagnostics.iter().any(kanxing::diag::Diagnostic::is_error), "{:?}", loaded.diagnostics);
    Shop::new(loaded.value, looks.value, Time::parse("2026-12-31").expect("a day"), false)
}

pub const HEAD: &str = "---\ntitle: 常务委员会工作报告\ndate: 2026-01-05\n---\n";

/// Characters of the whole and of the text of an article with the body `body`.
fn measured(body: &str) -> (u64, u64) {
    let shop = project(&format!("{HEAD}{body}"), &[]);
    let routes = routes(&shop);
    let meta = routes.iter().find(|route| route.path() == "a/meta.json").expect("the card");
    let meta: Json = serde_json::from_str(&text_of(meta.as_ref(), &shop)).expect("JSON");
    assert_eq!(meta["articles"].as_array().map(Vec::len), Some(1));
    let count = |key: &str| meta["counts"][key].as_u64().unwrap_or_default();
    (count("html_chars"), count("text_chars"))
}

#[test]
fn an_ordinary_article_is_lean_and_a_long_report_fits() {
    let (html, text) = measured(&report(17, 1));
    assert!((1_900..2_500).contains(&text), "{text} characters");
    assert!(html as f64 / text as f64 <= ORDINARY, "{html} for {text}");
    let (html, text) = measured(&report(72, 2));
    assert!(text >= 7_500, "{text} characters");
    assert!(html < 20_000, "{html} for {text}");
}

#[test]
fn the_check_finds_what_the_editor_refuses() {
    for bad in [
        "<div style=\"color:#333333\">文</div>",
        "<section><p>没有颜色</p></section>",
        "<section><p style=\"color:#000000\">黑</p></section>",
        "<section><p class=\"a\" style=\"color:#333333\">类</p></section>",
        "<section> <p style=\"color:#333333\">空白</p></section>",
        "<section><p style=\"color:#333333\"><a href=\"https://example.com/\">外链</a></p></section>",
        "<section><p style=\"position:absolute;color:#333333\">定位</p></section>",
        "<section style=\"padding:1em\"><p style=\"color:#333333\">文</p></section>",
        "<section><section style=\"color:#333333\"><p></p></section></section>",
    ] {
        assert!(!obeys_the_editor(bad).is_empty(), "{bad}");
    }
}
