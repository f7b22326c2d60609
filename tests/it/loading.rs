//! Hostile and careless input: each is refused or reported by name at its place, harms nothing, and
//! publishes nothing that was not meant to be public.

use crate::project::{AS_OF, Temp, kanxing};
use serde_json::Value;
use std::time::{Duration, Instant};

const ENTRY: &str = "content/yaowen/a.md";
const GOOD: &str = "---\ntitle: 一次会议\ndate: 2026-03-01\n---\n\n正文。\n";

fn project() -> Temp {
    let temp = Temp::new("hostile");
    temp.write("content/site.yaml", "name: 某某市政协\nbase_url: https://www.example.gov.cn\nprofile: none\n".as_bytes());
    temp.write("content/yaowen/_column.yaml", "name: 要闻\nkind: news\n".as_bytes());
    temp.write("content/wenshi/_column.yaml", "name: 文史\nkind: archive\n".as_bytes());
    temp.write("content/yaowen/good.md", GOOD.replace("一次会议", "没有问题的一篇").as_bytes());
    temp
}

/// The findings of `check`, as the command line prints them.
fn findings(temp: &Temp) -> Vec<Value> {
    let said = kanxing(temp.path(), &["check", "--format", "json", "--as-of", AS_OF]);
    said.out.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// Asserts that `code` is found in `file` at `line`, and that nothing is built.
fn refused(temp: &Temp, code: &str, file: &str, line: u64) {
    let found = findings(temp);
    let hit = found.iter().any(|it| it["code"] == code && it["file"] == file && it["line"] == line && it["severity"] == "error");
    assert!(hit, "{code} at {file}:{line} is not among {found:#?}");
    let begun = Instant::now();
    let said = kanxing(temp.path(), &["build", "--edition", "site,wechat", "--as-of", AS_OF]);
    assert_eq!(said.status, 1, "{code}: {}", said.all());
    assert!(begun.elapsed() < Duration::from_secs(20), "{code}: took {:?}", begun.elapsed());
    assert!(!temp.join("out/site/index.html").exists(), "{code}: a refused build wrote");
}

/// Asserts that `code` is reported without being an error and that the article is built.
fn reported(temp: &Temp, code: &str, file: &str) {
    let found = findings(temp);
    assert!(found.iter().any(|it| it["code"] == code && it["file"] == file), "{code} is not among {found:#?}");
    let said = kanxing(temp.path(), &["build", "--edition", "site", "--as-of", AS_OF]);
    assert_eq!(said.status, 0, "{code}: {}", said.all());
    assert!(site_holds(temp, "一次会议"), "{code}: the article is not on the site");
}

fn site_holds(temp: &Temp, words: &str) -> bool {
    let pages = crate::house::walk(&temp.join("out"));
    pages.iter().any(|path| std::fs::read(path).is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains(words)))
}

#[test]
fn the_good_one_is_built() {
    let temp = project();
    temp.write(ENTRY, GOOD.as_bytes());
    assert_eq!(kanxing(temp.path(), &["build", "--edition", "site", "--as-of", AS_OF]).status, 0);
    assert!(site_holds(&temp, "一次会议") && site_holds(&temp, "没有问题的一篇"));
}

#[test]
fn an_alias_bomb_does_not_go_off() {
    let temp = project();
    let mut bomb = String::from("- &a0 {name: x}\n");
    for level in 1..40 {
        let of = level - 1;
        bomb.push_str(&format!("- &a{level} [{}]\n", vec![format!("*a{of}"); 10].join(", ")));
    }
    temp.write("content/registers/people.yaml", bomb.as_bytes());
    let begun = Instant::now();
    let found = findings(&temp);
    assert!(begun.elapsed() < Duration::from_secs(20), "took {:?}", begun.elapsed());
    let named = found.iter().any(|it| it["file"] == "content/registers/people.yaml" && it["severity"] == "error");
    assert!(named, "{found:#?}");
    temp.write(ENTRY, format!("---\ntitle: 炸弹\ndate: 2026-03-01\ntags: {}\n---\n", bomb.replace('\n', " ")).as_bytes());
    assert_eq!(kanxing(temp.path(), &["build", "--edition", "site", "--as-of", AS_OF]).status, 1);
}

#[test]
fn a_hundred_megabytes_are_refused_by_name() {
    for path in [ENTRY, "content/yaowen/big.png", "content/registers/people.yaml"] {
        let temp = project();
        temp.write(path, b"");
        let file = std::fs::File::options().write(true).open(temp.join(path)).expect("a file");
        file.set_len(100 << 20).expect("a sparse file");
        refused(&temp, "too-large", path, 1);
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_tree_is_refused() {
    let temp = project();
    let secret = Temp::new("secret");
    secret.write("secret.md", GOOD.as_bytes());
    std::os::unix::fs::symlink(secret.join("secret.md"), temp.join(ENTRY)).expect("a link");
    refused(&temp, "symlink-out", ENTRY, 1);
    std::fs::remove_file(temp.join(ENTRY)).expect("removed");
    std::os::unix::fs::symlink(secret.path(), temp.join("content/yaowen/more")).expect("a link");
    refused(&temp, "symlink-out", "content/yaowen/more", 1);
}

#[test]
fn a_path_out_of_the_tree_is_refused() {
    for (body, line) in [
        ("![图](../../../secret.png)", 6),
        ("[附件](../../secret.pdf)", 6),
        ("```gallery\npictures:\n  - {src: ../../../etc/passwd, alt: 甲}\n```", 6),
    ] {
        let temp = project();
        temp.write("secret.png", b"x");
        temp.write(ENTRY, format!("---\ntitle: 一次会议\ndate: 2026-03-01\n---\n\n{body}\n").as_bytes());
        refused(&temp, "path-escape", ENTRY, line);
    }
    let temp = project();
    temp.write(ENTRY, GOOD.replace("date:", "cover: {src: ../../../x.png, alt: 甲}\ndate:").as_bytes());
    refused(&temp, "path-escape", ENTRY, 3);
    temp.write(ENTRY, GOOD.replace("date:", "aliases: [/../../x.html]\ndate:").as_bytes());
    refused(&temp, "path-escape", ENTRY, 1);
    for id in ["../x", "a/b", "A", "甲"] {
        temp.write(ENTRY, GOOD.replace("date:", &format!("id: \"{id}\"\ndate:")).as_bytes());
        refused(&temp, "bad-id", ENTRY, 3);
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let temp = project();
    temp.write(ENTRY, b"---\ntitle: a\0b\ndate: 2026-03-01\n---\n");
    refused(&temp, "nul-byte", ENTRY, 1);
    temp.write(ENTRY, b"---\ntitle: \xff\xfe\xff\xff\ndate: 2026-03-01\n---\n");
    refused(&temp, "bad-encoding", ENTRY, 1);
    temp.write("content/site.yaml", b"name: \xff\xff\xfe\n");
    refused(&temp, "bad-encoding", "content/site.yaml", 1);
}

#[test]
fn other_encodings_are_read_and_reported() {
    let temp = project();
    let (gb, _, _) = encoding_rs::GB18030.encode(GOOD);
    temp.write(ENTRY, &gb);
    reported(&temp, "bad-encoding", ENTRY);
    temp.write(ENTRY, format!("\u{feff}{GOOD}").as_bytes());
    reported(&temp, "bad-encoding", ENTRY);
    temp.write(ENTRY, GOOD.replace('\n', "\r\n").as_bytes());
    reported(&temp, "bad-newline", ENTRY);
}

/// The key of a careless editor: never public, whatever was meant.
#[test]
fn what_is_misspelt_is_never_published() {
    for (front, line) in [
        ("statsu: draft", 4), ("status: drft", 4), ("Status: draft", 4), ("status：draft", 4), ("status: 草稿", 4), ("status:draft", 4),
        ("publish-at: 2030-01-01", 4), ("publish_at: 2030-13-01", 4), ("publish_at: 明年", 4), ("publishat: 2030-01-01", 4),
        ("intenal: true", 4), ("internal: yes", 4), ("internal: 是", 4), ("internal: True", 4), ("internal：true", 4),
        ("expires_at: 2020/01/01", 4), ("status: draft\nstatus: published", 5),
    ] {
        let temp = project();
        temp.write(ENTRY, format!("---\ntitle: 一次会议\ndate: 2026-03-01\n{front}\n---\n\n正文。\n").as_bytes());
        never(&temp, ENTRY, line, front);
    }
    for front in ["", "openess: restricted", "openness: restrcted", "openness: 开放", "openness: ", "openness：open"] {
        let temp = project();
        let entry = format!("---\ntitle: 一次会议\ndate: 2026-03-01\n{front}\n---\n\n正文。\n").replace("\n\n---", "\n---");
        temp.write("content/wenshi/a.md", entry.as_bytes());
        never(&temp, "content/wenshi/a.md", 0, front);
    }
}

/// An error at the line (any, when 0), and no trace of the article in any edition.
fn never(temp: &Temp, file: &str, line: u64, front: &str) {
    let found = findings(temp);
    let hit = |it: &&Value| it["file"] == file && it["severity"] == "error" && (line == 0 || it["line"] == line);
    assert!(found.iter().any(|it| hit(&it)), "`{front}`: no error at line {line} among {found:#?}");
    let said = kanxing(temp.path(), &["build", "--as-of", AS_OF]);
    assert_eq!(said.status, 1, "`{front}`: {}", said.all());
    assert!(!site_holds(temp, "一次会议"), "`{front}` was published");
}

#[test]
fn a_full_width_colon_is_named_with_its_remedy() {
    let temp = project();
    temp.write(ENTRY, "---\ntitle：一次会议\ndate: 2026-03-01\n---\n\n正文。\n".as_bytes());
    let found = findings(&temp);
    let hit = found.iter().find(|it| it["file"] == ENTRY && it["line"] == 2 && it["severity"] == "error");
    let text = hit.map(ToString::to_string).unwrap_or_default();
    assert!(text.contains('：') && text.contains("半角"), "{found:#?}");
    assert_eq!(kanxing(temp.path(), &["build", "--as-of", AS_OF]).status, 1);
}

#[test]
fn every_error_of_the_tree_comes_in_one_run() {
    let temp = project();
    temp.write(ENTRY, "---\ntitel: 一次会议\ndate: 昨天\n---\n\n[无](nowhere)\n\n<b>粗</b>\n".as_bytes());
    temp.write("content/yaowen/b.md", b"---\ntitle: b\ndate: 2026-03-01\n---\n\n![x](no.png)\n");
    temp.write("content/registers/brands.yaml", b"- {nam: x}\n");
    let found = findings(&temp);
    let has = |code: &str| found.iter().any(|it| it["code"] == code);
    for code in ["unknown-key", "missing-key", "bad-date", "raw-html", "missing-picture"] {
        assert!(has(code), "{code} is not among {found:#?}");
    }
    let near = found.iter().find(|it| it["code"] == "unknown-key" && it["file"] == ENTRY).map(ToString::to_string);
    assert!(near.unwrap_or_default().contains("title"), "did you mean: {found:#?}");
}

#[test]
fn a_faulty_column_hides_no_fault_and_makes_none() {
    let temp = project();
    temp.write("content/wenshi/_column.yaml", "name: 文史\nkind: archiv\n".as_bytes());
    temp.write("content/wenshi/lao.md", "---\ntitel: 老街\ndate: 2026-02-30\nopenness: open\n---\n\n<b>正文</b>。\n".as_bytes());
    temp.write(ENTRY, GOOD.replace("正文。", "见[老街](lao)。").as_bytes());
    let found = findings(&temp);
    let codes = |file: &str| -> Vec<String> {
        let own = found.iter().filter(|it| it["file"] == file && it["severity"] == "error");
        own.map(|it| it["code"].as_str().unwrap_or_default().to_string()).collect()
    };
    assert_eq!(codes("content/wenshi/_column.yaml"), ["bad-value"]);
    assert_eq!(codes("content/wenshi/lao.md"), ["unknown-key", "missing-key", "bad-date", "raw-html", "raw-html"]);
    assert_eq!(codes(ENTRY), Vec::<String>::new(), "{found:#?}");
}
