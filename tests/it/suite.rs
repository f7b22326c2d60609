//! Test pages: every page below `tests/suite/` is a set of small projects and what is to come of
//! them. `BLESS=1` rewrites what is expected; the diff is then read by a person.

use crate::house::{root, walk};
use crate::page::{Case, Page};
use kanxing::catalog::{Catalog, Entry, Target};
use kanxing::check;
use kanxing::diag::{Diagnostic, Place as At, settle};
use kanxing::directive::{Metric, MetricValue, Outlet, Picture, Place};
use kanxing::files::{File, Files};
use kanxing::kind::KindName;
use kanxing::markup::{Look, Retelling, retold};
use kanxing::shape::Time;
use kanxing::text::traditional::Traditional;
use kanxing::{builtin, load, render};
use std::fmt::Write as _;
use std::io::Cursor;

const ENTRY: &str = "lanmu/sample.md";
const SITE: &str = "name: 某某市政协\nbase_url: https://www.example.gov.cn\nprofile: none\n";
/// The day the checks are asked on.
const TODAY: &str = "2026-11-20 12:00";

#[test]
fn pages() {
    let look = look();
    let pages = walk(&root().join("tests/suite"));
    let mut faults = Vec::new();
    let mut cases = 0;
    for path in pages.iter().filter(|path| path.extension().is_some_and(|ext| ext == "md")) {
        let name = path.strip_prefix(root()).unwrap_or(path).display().to_string();
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let page = match Page::read(&text) {
            Ok(page) => page,
            Err(why) => {
                faults.push(format!("{name}: {why}"));
                continue;
            }
        };
        let mut actual = Vec::new();
        for (index, case) in page.cases.iter().enumerate().filter(|(_, case)| !case.blocks.is_empty()) {
            cases += 1;
            match outcome(case, &look) {
                Ok(texts) => actual.extend(texts.into_iter().map(|(word, text)| (index, word, text))),
                Err(why) => faults.push(format!("{name}: {}: {why}", case.name)),
            }
        }
        if std::env::var_os("BLESS").is_some() {
            let blessed = page.rewritten(&actual);
            if blessed != text {
                std::fs::write(path, blessed).expect("a page that can be written");
            }
            continue;
        }
        for (index, word, text) in &actual {
            let case = &page.cases[*index];
            match case.block(word) {
                None => faults.push(format!("{name}: {}: no `{word}` expected yet (BLESS=1 writes it)", case.name)),
                Some(fence) if fence.text != *text => {
                    faults.push(format!("{name}: {}: {word}\n{}", case.name, difference(&fence.text, text)));
                }
                Some(_) => {}
            }
        }
    }
    assert!(faults.is_empty(), "{} faults in {cases} cases:\n{}", faults.len(), faults.join("\n"));
}

/// What comes of the project of a case: each expected word with its text.
fn outcome(case: &Case, look: &Look) -> Result<Vec<(&'static str, String)>, String> {
    if let Some(found) = crate::wechat_lint::outcome(case) {
        return Ok(vec![("diagnostics", found)]);
    }
    let input = case.block("input").ok_or("no `input`")?;
    let kind = input.option("kind").unwrap_or("page");
    let kind = KindName::from_word(kind).ok_or_else(|| format!("no kind `{kind}`"))?;
    let (head, body) = match input.text.starts_with("---") {
        true => (String::new(), input.text.as_str()),
        false => (front_matter(kind), input.text.as_str()),
    };
    let mut files = Files::default();
    let column = format!("name: 栏目\nkind: {}\n", kind.word());
    for (path, text) in [("site.yaml", SITE), ("lanmu/_column.yaml", &column), (ENTRY, &format!("{head}{body}"))] {
        files.insert(path, File::memory(text.as_bytes()));
    }
    for fence in case.files() {
        let path = fence.rest.strip_prefix("content/").unwrap_or(&fence.rest);
        files.insert(path, if fence.text.is_empty() { picture(path) } else { File::memory(fence.text.as_bytes()) });
    }
    let loaded = load::load(&files);
    let catalog = loaded.value;
    let mut found = loaded.diagnostics;
    found.extend(Time::parse(TODAY).map(|today| check::all(&catalog, today)).unwrap_or_default());
    let entry = catalog.find_path(ENTRY).map(|ix| catalog.entry(ix));
    let rendered = entry.map(|entry| Rendered::new(&catalog, entry, look, &mut found));
    settle(&mut found);
    let texts = case.expects().into_iter().map(|word| {
        let text = match (word, &rendered, entry) {
            ("diagnostics", _, _) => diagnostics(&files, &found, head.lines().count()),
            ("digest", _, Some(entry)) => digest(entry),
            ("html", Some(it), _) => it.html.clone(),
            ("traditional", Some(it), _) => traditional(&catalog, &it.html),
            ("wechat", Some(it), _) => it.wechat.clone(),
            ("typst", Some(it), _) => it.typst.clone(),
            _ => "(no entry)\n".to_string(),
        };
        (word, text)
    });
    Ok(texts.collect())
}

/// An entry in the three markups.
struct Rendered {
    html: String,
    wechat: String,
    typst: String,
}

impl Rendered {
    fn new(catalog: &Catalog, entry: &Entry, look: &Look, found: &mut Vec<Diagnostic>) -> Rendered {
        let document = load::document(catalog, entry);
        found.extend(document.diagnostics);
        let document = document.value;
        let screen = outlet(catalog, entry, "");
        let mut wechat = outlet(catalog, entry, "https://www.example.gov.cn");
        // In WeChat an address is printed in a note, and nothing leads to a heading.
        for place in wechat.links.values_mut() {
            if let Place::Address(address) = place {
                let address = std::mem::take(address);
                *place = if address.starts_with('#') { Place::Nowhere } else { Place::Noted(address) };
            }
        }
        wechat.chart_colours.clone_from(&look.chart);
        let typst: String = render::typst::document(&document, &screen)
            .into_iter().map(|(block, _)| format!("{}\n", block.as_str())).collect();
        Rendered {
            html: readable(render::html::document(&document, &screen).as_str()),
            wechat: readable(render::wechat::document(&document, &wechat, look).as_str()),
            typst,
        }
    }
}

/// The HTML as the Traditional tree of the site has it.
fn traditional(catalog: &Catalog, html: &str) -> String {
    let converter = Traditional::new(catalog.registers.traditional());
    let words = |text: &str| converter.convert(text);
    let address = |url: &str| url.starts_with('/').then(|| format!("/zh-hant{url}"));
    retold(html, &Retelling { from: "zh-Hans", to: "zh-Hant", words: &words, address: &address, root: "", notice: "" })
}

/// A plain outlet: addresses are paths, pictures keep their names and are one pixel large.
fn outlet(catalog: &Catalog, entry: &Entry, base: &str) -> Outlet {
    let mut outlet = Outlet::default();
    for mention in entry.digest.links.iter().chain(&entry.digest.attachments) {
        let place = match catalog.target(&entry.path, &mention.name) {
            Target::Entry(ix, heading) => {
                let heading = heading.map_or(String::new(), |id| format!("#{id}"));
                outlet.titles.insert(mention.name.clone(), catalog.entry(ix).front.title.clone());
                Place::Address(format!("{base}/{}.html{heading}", catalog.entry(ix).id))
            }
            Target::Heading(id) => Place::Address(format!("#{id}")),
            Target::File(path) => Place::Address(format!("{base}/{path}")),
            Target::Outside(url) => Place::Address(url),
            Target::Unknown => Place::Nowhere,
        };
        outlet.links.insert(mention.name.clone(), place);
    }
    let charts = (1..=entry.digest.charts).map(|number| format!("chart:{number}"));
    for name in entry.digest.pictures.iter().map(|mention| mention.name.clone()).chain(charts) {
        let picture = Picture { src: name.replace("chart:", "chart-"), width_px: 1, height_px: 1, smaller: Vec::new() };
        outlet.pictures.insert(name, picture);
    }
    for figure in &catalog.registers.figures {
        let values = figure.values.iter().map(|value| MetricValue {
            value: value.value,
            qualifier: value.qualifier.map_or(String::new(), |word| word.word().to_string()),
            scope: value.scope.clone().unwrap_or_default(),
            as_of: value.as_of,
            source: value.source.clone().unwrap_or_default(),
        });
        let unit = figure.unit.clone().unwrap_or_default();
        let metric = Metric { name: figure.metric.clone(), unit, values: values.collect() };
        outlet.figures.insert(figure.id.clone(), metric);
    }
    outlet
}

/// The built-in look with the name of each role in place of its style, so that a page shows which
/// role a thing takes and does not change with the theme.
fn look() -> Look {
    let looks = load::looks(builtin::files("themes/")).value;
    let mut look = looks.wechat.values().next().cloned().unwrap_or_default();
    look.roles.iter_mut().for_each(|(role, style)| style.clone_from(role));
    look
}

fn front_matter(kind: KindName) -> String {
    let own = match kind {
        KindName::Archive => "openness: open\n",
        KindName::Bulletin => "number: 1\n",
        KindName::Proposal => "number: 第1号\n",
        KindName::Qa => "number: 1\nquestion: 这是什么？\n",
        _ => "",
    };
    format!("---\ntitle: 样稿\ndate: 2026-01-01\n{own}---\n")
}

/// One pixel, as the name of the file says.
fn picture(path: &str) -> File {
    let format = if path.ends_with(".png") { image::ImageFormat::Png } else { image::ImageFormat::Jpeg };
    let mut bytes = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(1, 1).write_to(&mut bytes, format).expect("a pixel");
    File::memory(bytes.into_inner())
}

/// `3:5-3:12 error[broken-link]: message`, lines counted from the beginning of the input.
fn diagnostics(files: &Files, found: &[Diagnostic], head: usize) -> String {
    let mut out = String::new();
    for diagnostic in found {
        let path = &*diagnostic.at.file;
        let text = files.text(path).unwrap_or_default();
        let place = At::of(&text, diagnostic.at.span);
        let off = if path == ENTRY { head } else { 0 };
        let name = if path == ENTRY { String::new() } else { format!("{path}:") };
        let line = |line: usize| line.saturating_sub(off);
        let _ = writeln!(
            out,
            "{name}{}:{}-{}:{} {}[{}]: {}",
            line(place.line), place.column, line(place.end_line), place.end_column,
            diagnostic.severity.word(), diagnostic.code, diagnostic.message,
        );
        if let Some(help) = &diagnostic.help {
            let _ = writeln!(out, "  建议：{help}");
        }
        if let Some(fix) = &diagnostic.fix {
            let _ = writeln!(out, "  改为：{}", fix.text);
        }
    }
    out
}

fn digest(entry: &Entry) -> String {
    let digest = &entry.digest;
    let mut out = format!("id: {}\n字数: {}\n摘要: {}\n", entry.id, digest.zishu, digest.summary);
    for heading in &digest.headings {
        let _ = writeln!(out, "标题 {}: {} #{}", heading.level, heading.text, heading.id);
    }
    for (name, mentions) in [
        ("链接", &digest.links), ("图片", &digest.pictures), ("附件", &digest.attachments), ("数据", &digest.figures),
    ] {
        for mention in mentions {
            let _ = writeln!(out, "{name}: {}", mention.name);
        }
    }
    if digest.charts > 0 {
        let _ = writeln!(out, "统计图: {}", digest.charts);
    }
    out
}

/// Blocks on lines of their own; nothing else is changed.
fn readable(html: &str) -> String {
    const BLOCKS: &[&str] = &[
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "section", "div", "aside", "figure", "figcaption",
        "blockquote", "table", "caption", "thead", "tbody", "tr", "dl", "dt", "dd", "svg", "pre", "hr", "details", "summary",
    ];
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(at) = rest.get(1..).and_then(|tail| tail.find('<')).map(|at| at + 1) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name: String = rest[1..].chars().take_while(char::is_ascii_alphanumeric).collect();
        if BLOCKS.contains(&name.as_str()) && !out.ends_with('\n') {
            out.push('\n');
        }
    }
    out.push_str(rest);
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// The first lines in which two texts differ.
pub fn difference(expected: &str, actual: &str) -> String {
    let (mut wanted, mut got): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    while !wanted.is_empty() && !got.is_empty() && wanted[0] == got[0] {
        wanted.remove(0);
        got.remove(0);
    }
    while wanted.last().is_some() && wanted.last() == got.last() {
        wanted.pop();
        got.pop();
    }
    let show = |sign: &str, lines: &[&str]| lines.iter().take(12).map(|line| format!("  {sign} {line}\n")).collect::<String>();
    show("-", &wanted) + &show("+", &got)
}

#[test]
fn a_wrong_expectation_is_seen() {
    let page = Page::read("# T\n\n## A\n\n```` input\n[x](nowhere)\n````\n\n```` diagnostics\n````\n").expect("a page");
    let texts = outcome(&page.cases[0], &look()).expect("an outcome");
    assert!(texts[0].1.contains("error["), "{texts:?}");
    assert!(texts[0].1.starts_with("1:"), "lines count from the input: {texts:?}");
    assert_eq!(difference("a\nb\nc\n", "a\nx\nc\n"), "  - b\n  + x\n");
}
