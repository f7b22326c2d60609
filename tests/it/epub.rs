//! Volumes as EPUB: a project in memory, its book opened and read.

use image::{DynamicImage, ImageEncoder, codecs::png::PngEncoder};
use kanxing::edition::{EDITIONS, Edition, Route, Shop};
use kanxing::files::{File, Files};
use kanxing::kind::EditionName;
use kanxing::shape::Time;
use kanxing::{builtin, load};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::process::Command;

const SITE: &str = "name: 某某市政协\nbase_url: https://www.example.gov.cn\n";
const VOLUME: &str = "\
id: huibian
title: 协商成果汇编
subtitle: 二〇二六年卷
profile: neibu
date: 2026-11
front: [preface.md]
parts:
  - {title: 第一部分, query: {column: yaowen, tags: [汇编]}}
back: [events, people:pinyin, afterword.md]
";
const FIRST: &str = "\
---
title: 第一篇
date: 2026-01-05 10:00
authors: [{name: 某甲, role: 记者}]
people: [张三, 李四]
tags: [汇编]
cover: {src: /img/list-only.png, alt: 列表图}
---
见[第二篇的小节](second#xiao-jie)、[外面的稿件](outside)、[内部稿件](inside)、[网站](https://www.example.com/甲)和[本页](#xiao-jie)。[^1]

![会场](/img/hall.png)

## 小节 {#xiao-jie}

```video
title: 面对面
url: https://v.example.com/1.html
poster: /img/hall.png
duration: \"12:45\"
```

```chart
type: bar
title: 联络站
unit: 个
labels: [年中, 年底]
series:
  - {name: 联络站, values: [170, 187]}
```

:::callout kind=note title=说明
一段说明。
:::

| 甲 | 乙 |
|---|---|
| 1 | 2 |

[^1]: 一条脚注。
";
const SECOND: &str = "---\ntitle: 第二篇\ndate: 2025-06-01\ntags: [汇编]\ncover: {src: /img/hall.png, alt: 会场}\nphotos:\n  - {src: /img/hall.png, alt: 会场}\n---\n## 小节 {#xiao-jie}\n\n回到[[first]]。\n";
const OUTSIDE: &str = "---\ntitle: 外面的稿件\ndate: 2025-06-02\n---\n不收入本书。\n";
const INSIDE: &str = "---\ntitle: 内部稿件\ndate: 2025-06-03\ntags: [汇编]\ninternal: true\n---\n机密内容。\n";

fn picture(width: u32, height: u32) -> Vec<u8> {
    let image = DynamicImage::new_rgb8(width, height);
    let mut out = Vec::new();
    PngEncoder::new(&mut out).write_image(image.as_bytes(), width, height, image.color().into()).unwrap();
    out
}

fn project() -> BTreeMap<&'static str, Vec<u8>> {
    let text = |text: &str| text.as_bytes().to_vec();
    BTreeMap::from([
        ("site.yaml", text(SITE)),
        ("yaowen/_column.yaml", text("name: 要闻\nkind: news\n")),
        ("yaowen/first.md", text(FIRST)),
        ("yaowen/second.md", text(SECOND)),
        ("yaowen/outside.md", text(OUTSIDE)),
        ("yaowen/inside.md", text(INSIDE)),
        ("img/hall.png", picture(2400, 1200)),
        ("img/list-only.png", picture(40, 30)),
        ("volumes/huibian/volume.yaml", text(VOLUME)),
        ("volumes/huibian/preface.md", text("---\ntitle: 序\nauthor: 编者\n---\n序言。\n")),
        ("volumes/huibian/afterword.md", text("---\ntitle: 后记\n---\n后记。\n")),
    ])
}

fn shop(project: &BTreeMap<&'static str, Vec<u8>>) -> Shop {
    let mut files = Files::default();
    project.iter().for_each(|(path, bytes)| files.insert(*path, File::memory(bytes.clone())));
    let catalog = load::load(&files);
    let errors: Vec<_> = catalog.diagnostics.iter().filter(|found| found.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let looks = load::looks(builtin::files("themes/").shadowed_by(builtin::files("print/")));
    Shop::new(catalog.value, looks.value, Time::parse("2026-11-20").unwrap(), false)
}

fn route(shop: &Shop) -> Box<dyn Route> {
    let edition: &Edition = EDITIONS.iter().find(|edition| edition.name == EditionName::Epub).unwrap();
    (edition.routes)(shop).value.remove(0)
}

fn book(project: &BTreeMap<&'static str, Vec<u8>>) -> Vec<u8> {
    let shop = shop(project);
    let made = route(&shop).render(&shop);
    assert!(made.diagnostics.is_empty(), "{:#?}", made.diagnostics);
    made.value.unwrap()
}

fn open(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).unwrap();
            let mut out = Vec::new();
            file.read_to_end(&mut out).unwrap();
            (file.name().unwrap().into_owned(), out)
        })
        .collect()
}

fn page(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[&format!("OEBPS/{name}")].clone()).unwrap()
}

#[test]
fn is_the_same_container_every_time() {
    let project = project();
    let bytes = book(&project);
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip", "first, stored, nothing between");
    assert_eq!(bytes, book(&project));
}

#[test]
fn holds_what_is_public_and_nothing_else() {
    let files = open(&book(&project()));
    assert!(files.contains_key("OEBPS/c-first.xhtml") && files.contains_key("OEBPS/c-second.xhtml"));
    for (name, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("机密内容") && !name.contains("inside"), "{name}");
    }
    let pictures: Vec<&String> = files.keys().filter(|name| name.starts_with("OEBPS/images/")).collect();
    assert_eq!(pictures.len(), 2, "the cover and the picture that is shown: {pictures:?}");
    let shown = image::load_from_memory(&files[pictures[0]]).unwrap();
    assert_eq!((shown.width(), shown.height()), (1600, 800));
}

#[test]
fn links_within_and_without() {
    let files = open(&book(&project()));
    let first = page(&files, "c-first.xhtml");
    assert!(first.contains("href=\"c-second.xhtml#c-second-xiao-jie\""), "{first}");
    assert!(first.contains("href=\"https://www.example.gov.cn/yaowen/202506/outside.html\""), "{first}");
    assert!(first.contains("href=\"https://www.example.com/%E7%94%B2\""), "{first}");
    assert!(first.contains("href=\"#c-first-xiao-jie\"") && first.contains("id=\"c-first-xiao-jie\""), "{first}");
    assert!(first.contains("内部稿件") && !first.contains("inside"), "the words stay, the link goes");
    assert!(!first.contains("<video"), "a film is its still and a link");
    assert!(page(&files, "c-second.xhtml").contains("<a href=\"c-first.xhtml\">第一篇</a>"));
    assert!(!page(&files, "c-second.xhtml").contains("src=\"/img"), "a cover that is shown in the text too");
    let package = page(&files, "package.opf");
    assert!(package.contains("href=\"c-first.xhtml\" media-type=\"application/xhtml+xml\" properties=\"svg\""));
    assert!(package.contains("<meta property=\"dcterms:modified\">2026-10-31T16:00:00Z</meta>"), "{package}");
    for name in files.keys().filter_map(|name| name.strip_prefix("OEBPS/")).filter(|name| *name != "package.opf") {
        assert!(package.contains(&format!("href=\"{name}\"")), "{name} is in the manifest");
    }
}

#[test]
fn gathers_dates_and_people() {
    let files = open(&book(&project()));
    let events = page(&files, "back-1.xhtml");
    assert!(events.find("2025年6月1日").unwrap() < events.find("2026年1月5日").unwrap());
    let people = page(&files, "back-2.xhtml");
    assert!(people.find("<h2>L</h2>").unwrap() < people.find("<h2>Z</h2>").unwrap());
}

#[test]
fn fingerprint_moves_with_what_is_shown() {
    let print = |project: &BTreeMap<&'static str, Vec<u8>>| {
        let shop = shop(project);
        route(&shop).fingerprint(&shop)
    };
    let before = project();
    assert_eq!(print(&before), print(&project()));
    for (path, bytes) in [
        ("img/hall.png", picture(800, 400)),
        ("yaowen/second.md", SECOND.replace("回到", "返回").into_bytes()),
        ("yaowen/first.md", FIRST.replace("title: 第一篇", "title: 首篇").into_bytes()),
        ("volumes/huibian/volume.yaml", VOLUME.replace("二〇二六年卷", "上卷").into_bytes()),
        ("site.yaml", SITE.replace("example.gov.cn", "example.org").into_bytes()),
    ] {
        let mut after = before.clone();
        after.insert(path, bytes);
        assert_ne!(print(&before), print(&after), "{path}");
    }
    let mut after = before.clone();
    after.insert("yaowen/outside.md", OUTSIDE.replace("不收入", "不编入").into_bytes());
    assert_eq!(print(&before), print(&after), "a text that is not in the book");
}

/// Runs EPUBCheck when `EPUBCHECK_JAR` says where it is.
#[test]
fn passes_epubcheck() {
    let Some(jar) = std::env::var_os("EPUBCHECK_JAR") else { return };
    let path = std::env::temp_dir().join(format!("kanxing-epub-{}.epub", std::process::id()));
    std::fs::write(&path, book(&project())).unwrap();
    let run = Command::new("java").arg("-jar").arg(jar).arg("--failonwarnings").arg(&path).output().unwrap();
    std::fs::remove_file(&path).unwrap();
    assert!(run.status.success(), "{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
}
