//! The print edition: a small book set from a tree in memory with the fonts of the repository.

use kanxing::builtin;
use kanxing::diag::Severity;
use kanxing::edition::{EDITIONS, Rendered, Shop};
use kanxing::files::{File, Files};
use kanxing::kind::EditionName;
use kanxing::load;
use kanxing::shape::Time;

const VOLUME: &str = "id: shu\ntitle: 协商文集\nprofile: neibu\ndate: 2026-05-01\n\
    parts:\n  - {title: 见闻, query: {column: yaowen}}\nback: [events, \"people:pinyin\"]\n";

fn article(title: &str, extra: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-01-02\n{extra}---\n\n{body}\n")
}

fn shop(articles: &[(&str, String)], volume: &str) -> Shop {
    let mut files = Files::default();
    let mut put = |path: &str, text: &str| files.insert(path, File::memory(text.as_bytes()));
    put("site.yaml", "name: 某某市政协\nbase_url: https://www.example.gov.cn\n");
    put("yaowen/_column.yaml", "name: 要闻\nkind: news\n");
    put("volumes/shu/volume.yaml", volume);
    for (name, text) in articles {
        put(&format!("yaowen/{name}.md"), text);
    }
    let loaded = load::load(&files);
    assert!(loaded.diagnostics.iter().all(|one| one.severity != Severity::Error), "{:?}", loaded.diagnostics);
    let looks = load::looks(builtin::files("print/")).value;
    Shop::new(loaded.value, looks, Time::parse("2026-06-01").unwrap(), false)
}

fn render(shop: &Shop) -> Rendered {
    let edition = EDITIONS.iter().find(|edition| edition.name == EditionName::Print).unwrap();
    let routes = (edition.routes)(shop).value;
    assert_eq!(routes.len(), 1);
    assert_eq!(routes[0].path(), "shu.pdf");
    routes[0].render(shop)
}

fn fingerprint(shop: &Shop) -> String {
    let edition = EDITIONS.iter().find(|edition| edition.name == EditionName::Print).unwrap();
    (edition.routes)(shop).value[0].fingerprint(shop).to_string()
}

#[test]
fn a_volume_is_set_the_same_twice() {
    let body = "文中提到王某某。\n\n## 小节\n\n见[另一篇](b)和[网页](https://www.example.com/x)[^1]。\n\n[^1]: 注释。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |";
    let shop = shop(&[("a", article("第一篇", "people: [王某某]\n", body)), ("b", article("第二篇", "", "正文。"))], VOLUME);
    let (first, second) = (render(&shop), render(&shop));
    assert_eq!(first.diagnostics, []);
    let pdf = first.value.unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    assert!(Some(pdf) == second.value, "two runs differ");
}

#[test]
fn a_character_without_a_glyph_is_an_error_at_its_place() {
    let text = article("生僻字", "", "名字里有\u{e123}字。");
    let at = text.find('\u{e123}').unwrap();
    let made = render(&shop(&[("a", text)], VOLUME));
    assert!(made.value.is_none());
    let fault = &made.diagnostics[0];
    assert_eq!((&*fault.code, &*fault.at.file), ("missing-glyph", "yaowen/a.md"));
    assert_eq!(fault.at.span.start as usize, at);
    assert!(fault.message.contains("U+E123"), "{}", fault.message);
}

#[test]
fn internal_texts_are_printed_in_internal_volumes_only() {
    let texts = [("a", article("公开", "", "正文。")), ("b", article("内部", "internal: true\n", "只供内部。"))];
    let sources = |shop: &Shop| {
        let edition = EDITIONS.iter().find(|edition| edition.name == EditionName::Print).unwrap();
        (edition.routes)(shop).value[0].sources(shop)
    };
    let inside = shop(&texts, VOLUME);
    let outside = shop(&texts, &VOLUME.replace("neibu", "book"));
    assert!(sources(&inside).contains(&"content/yaowen/b.md".to_string()));
    assert!(!sources(&outside).contains(&"content/yaowen/b.md".to_string()));
}

#[test]
fn the_fingerprint_follows_what_is_printed() {
    let one = shop(&[("a", article("甲", "", "正文。"))], VOLUME);
    let same = shop(&[("a", article("甲", "", "正文。"))], VOLUME);
    let other = shop(&[("a", article("甲", "", "正文改了。"))], VOLUME);
    assert_eq!(fingerprint(&one), fingerprint(&same));
    assert_ne!(fingerprint(&one), fingerprint(&other));
}

#[test]
fn a_part_without_texts_is_reported() {
    let volume = VOLUME.replace("back:", "  - {title: 空的, query: {tags: [没有]}}\nback:");
    let shop = shop(&[("a", article("甲", "", "正文。"))], &volume);
    let edition = EDITIONS.iter().find(|edition| edition.name == EditionName::Print).unwrap();
    let found = (edition.routes)(&shop).diagnostics;
    assert!(found.iter().any(|one| one.code == "empty-part" && one.message.contains("空的")), "{found:?}");
}
