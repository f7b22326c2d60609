//! The languages of the site over whole projects: trees of addresses, counterparts that name each
//! other, what stands in the place of what is missing; feeds, the data of the application, and that
//! nothing of what is not public is in any of them.

use crate::project::{Temp, build, walk_texts};
use std::collections::{BTreeMap, BTreeSet};

const BASE: &str = "https://www.example.gov.cn";

fn project(site: &str) -> Temp {
    let temp = Temp::new("languages");
    let site = format!("name: 某某市政协\nbase_url: {BASE}\n{site}");
    temp.write("content/site.yaml", site.as_bytes());
    temp.write("content/yaowen/_column.yaml", "name: 要闻\nnames: {ko: 주요 소식}\nkind: news\n".as_bytes());
    temp.write("content/wenshi/_column.yaml", "name: 文史\nkind: archive\n".as_bytes());
    let entry = |title: &str, more: &str, text: &str| format!("---\ntitle: {title}\ndate: 2026-11-01\n{more}---\n\n{text}\n");
    for (path, text) in [
        ("yaowen/yi.md", entry("发展新闻", "tags: [协商]\n", "头发与发展，见[[er]]。")),
        ("yaowen/er.md", entry("第二条", "tags: [协商]\n", "正文里面。")),
        ("yaowen/yi-ko.md", entry("소식", "lang: ko\ntranslation_of: yi\ntags: [协商]\n", "본문.")),
        ("yaowen/san.md", entry("手译", "", "由人译成繁体。")),
        ("yaowen/san-hant.md", entry("手譯", "lang: zh-Hant\ntranslation_of: san\n", "由人譯成繁體。")),
        ("yaowen/caogao.md", entry("泄露草稿", "status: draft\ntags: [协商]\n", "泄露。")),
        ("yaowen/neibu.md", entry("泄露内部", "internal: true\ntags: [协商]\n", "泄露。")),
        ("yaowen/weilai.md", entry("泄露将来", "publish_at: 2099-01-01\ntags: [协商]\n", "泄露。")),
        ("yaowen/guoqi.md", entry("泄露过期", "expires_at: 2026-11-02\ntags: [协商]\n", "泄露。")),
        ("yaowen/chexia.md", entry("泄露撤下", "status: withdrawn\nexpires_at: 2026-11-05\ntags: [协商]\n", "泄露。")),
        ("wenshi/mi.md", entry("泄露档案", "openness: restricted\ntags: [协商]\n", "泄露。")),
    ] {
        temp.write(&format!("content/{path}"), text.as_bytes());
    }
    temp
}

/// Every page names its counterparts, they are there, and they name it.
#[test]
fn counterparts_name_each_other() {
    let temp = project("languages: [zh-Hans, zh-Hant, ko]\n");
    build(temp.path(), &["--edition", "site"]);
    let pages = walk_texts(&temp.join("out/site"));
    let mut alternates: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for (path, page) in pages.iter().filter(|(path, page)| path.ends_with(".html") && !page.contains("noindex")) {
        let links = page.split("<link rel=\"alternate\" hreflang=\"").skip(1).filter_map(|rest| {
            let (lang, rest) = rest.split_once("\" href=\"")?;
            Some((lang.to_string(), rest.split('"').next()?.to_string()))
        });
        let canonical = page.split("rel=\"canonical\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        if let Some(canonical) = canonical {
            assert!(alternates.insert(canonical.to_string(), links.collect()).is_none(), "{path} shares its canonical address");
        }
    }
    assert!(alternates.values().filter(|links| links.len() == 4).count() >= 3, "three languages and a default: {alternates:?}");
    for (page, links) in alternates.iter().filter(|(_, links)| !links.is_empty()) {
        assert!(links.iter().any(|(_, url)| url == page), "{page} does not name itself: {links:?}");
        assert!(links.iter().any(|(lang, _)| lang == "x-default"), "{page} has no default");
        for (lang, url) in links {
            assert_eq!(alternates.get(url), Some(links), "{page} names {url} ({lang}), which does not agree");
        }
    }
}

#[test]
fn each_language_has_its_tree() {
    let temp = project("languages: [zh-Hans, zh-Hant, ko]\n");
    build(temp.path(), &["--edition", "site"]);
    let pages = walk_texts(&temp.join("out/site"));
    let page = |path: &str| pages.get(path).unwrap_or_else(|| panic!("no {path} in {:?}", pages.keys().collect::<Vec<_>>()));
    let twin = page("zh-hant/yaowen/202611/yi.html");
    assert!(twin.contains("<html lang=\"zh-Hant\"") && twin.contains("頭髮與發展"), "{twin}");
    assert!(twin.contains("機器轉換") && twin.contains("href=\"/zh-hant/yaowen/202611/er.html\""), "{twin}");
    assert!(!page("yaowen/202611/yi.html").contains("機器轉換"));
    let korean = page("ko/yaowen/202611/yi-ko.html");
    assert!(korean.contains("<html lang=\"ko\"") && korean.contains("주요 소식") && korean.contains("href=\"/yaowen/202611/yi.html\""));
    assert!(!korean.contains("機器轉換"));
    // A column that has a text in Korean says which texts have none; a text that has none leads there.
    assert!(page("ko/yaowen/index.html").contains("<a href=\"/yaowen/202611/er.html\" lang=\"zh-Hans\">第二条</a>"));
    assert!(page("ko/index.html").contains("소식") && page("ko/feed.xml").contains("소식"));
    assert!(page("yaowen/202611/er.html").contains("<a href=\"/ko/yaowen/\" lang=\"ko\" hreflang=\"ko\">조선어</a><small>"));
    // What people have written in Traditional characters stands before the machine.
    assert!(page("zh-hant/yaowen/202611/san.html").contains("url=/zh-hant/yaowen/202611/san-hant.html"));
    // Lists name a text once, in their own language.
    assert!(!page("yaowen/index.html").contains("소식") && !page("feed.xml").contains("소식"));
    assert!(page("zh-hant/feed.xml").contains("<id>https://www.example.gov.cn/zh-hant/yaowen/202611/yi.html</id>"));
}

#[test]
fn a_site_of_one_language_pays_for_one() {
    let temp = project("");
    build(temp.path(), &["--edition", "site"]);
    let pages = walk_texts(&temp.join("out/site"));
    assert!(!pages.keys().any(|path| path.starts_with("zh-hant/yaowen/202611/yi.") || path.starts_with("ko/index")));
    assert!(!pages.keys().any(|path| path.starts_with("api/")), "data nobody asked for");
    assert!(!pages["yaowen/202611/er.html"].contains("hreflang"));
    assert!(pages["yaowen/202611/yi.html"].contains("hreflang=\"ko\""), "versions are named whatever the languages of the site");
}

#[test]
fn nothing_that_is_not_public_is_told() {
    let temp = project("languages: [zh-Hans, zh-Hant, ko]\napi: true\n");
    build(temp.path(), &["--edition", "site"]);
    let pages = walk_texts(&temp.join("out/site"));
    let hidden = ["caogao", "neibu", "weilai", "guoqi", "/mi."];
    for (path, text) in &pages {
        assert!(!text.contains("泄露") && !text.contains("洩露"), "{path} tells what is not public");
        assert!(!hidden.iter().any(|id| text.contains(&format!("{id}.html")) || text.contains(&format!("{id}.json"))), "{path} leads to it");
    }
    let gone = format!("{BASE}/yaowen/202611/chexia.html");
    let deleted = format!("<at:deleted-entry ref=\"{gone}\" when=\"2026-11-05T00:00:00+08:00\"/>");
    for feed in ["feed.xml", "yaowen/feed.xml", "tags/xie-shang.xml"] {
        assert!(pages[feed].contains(&deleted), "{feed} does not say what was taken back: {}", pages[feed]);
    }
    assert!(pages["feed.json"].contains("_withdrawn") && pages["api/withdrawn.json"].contains(&gone));
    assert!(!pages["sitemap.xml"].contains("chexia") && pages["yaowen/202611/chexia.html"].contains("noindex"));
}
