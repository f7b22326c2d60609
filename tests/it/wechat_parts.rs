//! WeChat packages: texts split into several articles, issues of several entries, links to what was
//! published, covers, tables as lines where room is short.

use crate::wechat::{HEAD, project, report, routes, text_of};
use kanxing::edition::{Shop, wechat};
use serde_json::Value as Json;

fn meta(shop: &Shop, package: &str) -> Json {
    let path = format!("{package}/meta.json");
    let all = routes(shop);
    let route = all.iter().find(|route| route.path() == path).unwrap_or_else(|| panic!("no {path}"));
    serde_json::from_str(&text_of(route.as_ref(), shop)).expect("JSON")
}

fn file(shop: &Shop, path: &str) -> String {
    let all = routes(shop);
    text_of(all.iter().find(|route| route.path() == path).unwrap_or_else(|| panic!("no {path}")).as_ref(), shop)
}

/// The text of an article without white space.
fn words(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside && !c.is_whitespace() => out.push(c),
            _ => {}
        }
    }
    out
}

#[test]
fn a_long_report_is_split_at_its_headings() {
    let shop = project(&format!("{HEAD}{}", report(230, 2)), &[]);
    let meta = meta(&shop, "a");
    let articles = meta["articles"].as_array().expect("articles");
    assert!((2..=8).contains(&articles.len()), "{}", articles.len());
    let marks = if articles.len() == 2 { ["（上）", "（下）", ""] } else { ["（上）", "（中）", "（下）"] };
    let mut seen = Vec::new();
    for (at, article) in articles.iter().enumerate() {
        let title = article["title"].as_str().unwrap_or_default();
        assert!(title.ends_with(marks[at]) && title.chars().count() <= 32, "{title}");
        assert!(article["counts"]["pushed_chars"].as_u64().is_some_and(|chars| chars < 20_000));
        let html = file(&shop, &format!("a/{}", article["file"].as_str().unwrap_or_default()));
        let text = words(&html);
        assert!(text.starts_with(&format!("全文共{}篇（上）", ["", "", "两", "三"][articles.len()])), "{text}");
        assert_eq!(text.matches("（本篇）").count(), 1);
        let last = at + 1 == articles.len();
        assert!(text.contains(&if last { "全文完".to_string() } else { format!("下一篇：{}", marks[at + 1]) }), "{text}");
        seen.push(text);
    }
    for heading in 1..=6 {
        let heading = format!("第{heading}部分主要做法和成效");
        assert!(seen.iter().any(|text| text.matches(&heading).count() >= 2), "{heading} is in no part");
    }
    let once = "市政协组织委员深入乡镇和社区开展专题调研，听取基层干部和群众意见，梳理问题清单，提出对策建议。";
    let wanted = report(230, 2).matches(once).count();
    assert_eq!(seen.iter().map(|text| text.matches(once).count()).sum::<usize>(), wanted, "a sentence is lost or doubled");
}

#[test]
fn a_section_too_long_is_refused_at_its_place() {
    let sentence = "市政协组织委员深入乡镇和社区开展专题调研，听取意见。";
    let body = format!("## 总体情况\n\n{sentence}\n\n## 主要工作\n\n{}\n", format!("{sentence}\n\n").repeat(800));
    let entry = format!("{HEAD}{body}");
    let shop = project(&entry, &[]);
    let all = routes(&shop);
    let article = all.iter().find(|route| route.path() == "a/article.html").expect("the article");
    let rendered = article.render(&shop);
    assert!(rendered.value.is_none());
    let found = rendered.diagnostics.iter().find(|found| found.code == "wechat-too-long").expect("a refusal");
    assert!(found.is_error() && found.message.contains("“主要工作”"), "{found:?}");
    let span = found.at.span;
    assert!(entry[span.start as usize..].starts_with("## 主要工作"), "{span:?}");
}

#[test]
fn tables_of_words_become_lines_where_room_is_short_and_numbers_stay() {
    let row = "| 老旧小区改造 | 市住房和城乡建设局 | 已办结并答复委员 |\n";
    let words = format!("| 事项 | 承办单位 | 进展情况 |\n|---|---|---|\n{}", row.repeat(6));
    let long = "市政协组织委员深入乡镇和社区开展专题调研，听取基层干部和群众意见。\n\n".repeat(40);
    let short = file(&project(&format!("{HEAD}{words}"), &[]), "a/article.html");
    assert!(!short.contains("<table") && short.contains("承办单位：市住房和城乡建设局"), "{short}");
    let roomy = file(&project(&format!("{HEAD}{long}{words}"), &[]), "a/article.html");
    assert!(roomy.contains("<table") && roomy.contains("overflow-x:auto"), "{roomy}");
    let numbers = words.replace("|---|---|---|", "|---|---|--:|");
    assert!(file(&project(&format!("{HEAD}{numbers}"), &[]), "a/article.html").contains("<table"));
}

const SECOND: (&str, &str) = ("yaowen/b.md", "---\ntitle: 双月协商座谈会召开\ndate: 2026-01-06\n---\n委员建言。\n");

#[test]
fn an_issue_is_one_package() {
    let issue = "title: 第1期\narticles:\n  - id: b\n    title: 头条\n    digest: 双月协商座谈会上，委员围绕老旧小区改造谈了三件事。\n  - {id: a}\n";
    let shop = project(&format!("{HEAD}{}", report(12, 1)), &[SECOND, ("digests/di-1-qi.yaml", issue)]);
    let meta = meta(&shop, "di-1-qi");
    assert_eq!(meta["package_kind"], "digest");
    let articles = meta["articles"].as_array().expect("articles");
    let ids: Vec<&str> = articles.iter().filter_map(|it| it["id"].as_str()).collect();
    assert_eq!(ids, ["b", "a"]);
    assert_eq!((&articles[0]["title"], &articles[0]["file"]), (&"头条".into(), &"01/article.html".into()));
    assert_eq!(articles[1]["covers"][0]["file"], "02/cover.jpg");
    assert_eq!(file(&shop, "di-1-qi/02/article.html"), file(&shop, "a/article.html"));
    let page = file(&shop, "di-1-qi/paste.html");
    assert_eq!(page.matches("class=\"copy\"").count(), 2);
}

#[test]
fn what_was_published_is_linked() {
    let entry = format!("{HEAD}见[座谈会](b)和[外面](https://www.example.gov.cn/x)。\n");
    let articles = ("registers/articles.yaml", "- {id: b, url: \"https://mp.weixin.qq.com/s/abc\"}\n");
    let html = file(&project(&entry, &[SECOND, articles]), "a/article.html");
    assert!(html.contains("href=\"https://mp.weixin.qq.com/s/abc\"") && html.contains("[1] https://www.example.gov.cn/x"), "{html}");
    let before = file(&project(&entry, &[SECOND]), "a/article.html");
    assert!(!before.contains("<a ") && before.contains("[2] https://www.example.gov.cn/x"), "{before}");
}

#[test]
fn the_cover_holds_both_crops() {
    let shop = project(&format!("{HEAD}正文。\n"), &[]);
    let all = routes(&shop);
    let cover = all.iter().find(|route| route.path() == "a/cover.jpg").expect("a cover").render(&shop);
    let bytes = cover.value.unwrap_or_else(|| panic!("{:?}", cover.diagnostics));
    let image = image::load_from_memory(&bytes).expect("a picture").to_rgb8();
    assert_eq!((image.width(), image.height()), (1175, 1000));
    let meta = meta(&shop, "a");
    let crop = |at: usize| meta["covers"][at]["crop"].as_str().unwrap_or_default().to_string();
    assert!(wechat::lint_cover((1175, 1000), &crop(0), &crop(1)).is_empty(), "{meta}");
    assert!(!wechat::lint_cover((1175, 1000), &crop(1), &crop(0)).is_empty());
    let paper = image.get_pixel(1100, 480);
    assert!(paper.0 != [255, 255, 255], "the title plate is in the colours of the look: {paper:?}");
}
