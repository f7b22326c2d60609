//! Search: one tokenizer for builder and browser, only what the site shows, and files that stay when a text they do not
//! hold changes. What a reader does with it is tried in a browser (`tests/acceptance/80_search.cjs`).

use crate::house::{root, walk};
use crate::project::{Temp, build, same, tree};
use kanxing::text::fold::{Fold, GAP};
use kanxing::text::grams;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Texts and queries in all that can be met: scripts, widths, cases, marks, rare characters.
const SAMPLES: &[&str] = &[
    "协商之花", "協商之花", "双月协商座谈会", "雙月協商座談會", "龙凤呈祥", "乾隆、乾淨", "頭髮與發展", "2026年11月20日", "COVID-19防控", "ＡＢＣ１２３", "第３期",
    "5G网络", "十四五", "二○二六年", "“两会”精神", "《读本》第12问", "水", "a", "xszh", "XSZH", "政协 委员", "조선어 번역", "한국", "カタカナ", "𠮷野家", "😀好", "Éclair Ñandú",
    "Привет мир", "a.b,c", "人民政协报记者", "deliberation", "著名", "覆盖", "了望", "　全角　空格　", "e\u{301}", "\u{FEFF}零宽\u{200B}字", "",
];

fn text(units: &[u16]) -> String {
    String::from_utf16_lossy(units)
}

fn vectors() -> Value {
    let fold = Fold::default();
    let folded = SAMPLES.iter().map(|sample| json!([sample, text(&fold.text(sample))]));
    let queries = SAMPLES.iter().map(|sample| {
        let texts = |pieces: &[Vec<u16>]| pieces.iter().map(|piece| text(piece)).collect::<Vec<_>>();
        let wanted = grams::query(sample).into_iter().map(|wanted| {
            json!({ "run": text(&wanted.run), "word": wanted.word, "pieces": texts(&wanted.pieces), "initials": texts(&wanted.initials) })
        });
        json!([sample, wanted.collect::<Vec<_>>()])
    });
    // Every unit but halves of pairs, so that no rule is left out.
    let whole = (0..=u16::MAX).filter(|unit| !(0xD800..=0xDFFF).contains(unit));
    let table = whole.fold(0x811C_9DC5_u32, |hash, unit| (hash ^ u32::from(fold.unit(unit))).wrapping_mul(0x0100_0193));
    json!({ "folded": folded.collect::<Vec<_>>(), "queries": queries.collect::<Vec<_>>(), "table": table })
}

/// The browser script is held against the same file.
#[test]
fn the_browser_is_told_how_texts_are_cut() {
    let path = root().join("tests/acceptance/search_vectors.json");
    let actual = format!("{:#}\n", vectors());
    if std::env::var_os("BLESS").is_some() {
        crate::project::write(&path, actual.as_bytes());
    }
    assert!(std::fs::read_to_string(&path).unwrap_or_default() == actual, "search_vectors.json is not what the builder does (BLESS=1 rewrites)");
}

#[test]
fn folding() {
    let fold = |sample: &str| text(&Fold::default().text(sample)).replace('\0', "·");
    for (sample, expected) in [
        ("協商會議", "协商会议"), ("Ｃｏｖｉｄ－１９", "covid·19"), ("二○二六", "二〇二六"), ("ÉÀ Привет", "éà·привет"), ("著名、覆盖", "著名·覆盖"),
        ("“两会”", "·两会·"), ("头髮", "头发"), ("　", "·"),
    ] {
        assert_eq!(fold(sample), expected, "{sample}");
        assert_eq!(Fold::default().text(sample).len(), sample.encode_utf16().count(), "{sample}: places move");
    }
    let once = |unit| Fold::default().unit(unit);
    let again: Vec<u16> = (0..=u16::MAX).filter(|unit| once(once(*unit)) != once(*unit)).collect();
    assert_eq!(again, Vec::<u16>::new(), "what is folded folds no further");
}

#[test]
fn pieces_of_queries() {
    let pieces = |query: &str| -> Vec<String> { grams::query(query).iter().flat_map(|wanted| &wanted.pieces).map(|piece| text(piece)).collect() };
    for (query, expected) in [
        ("水", &["水"][..]), ("协商", &["协商"]), ("双月协商", &["双月协商"]), ("双月协商会", &["双月协商", "月协商会"]), ("政协，委员", &["政协", "委员"]),
        ("5G网", &["5g网"]), ("a", &["\u{E161}"]), ("2022", &["\u{E132}022"]), ("Covid", &["\u{E163}ovi", "ovid"]), ("，", &[]),
    ] {
        assert_eq!(pieces(query), expected, "{query}");
    }
    assert_eq!(grams::initials("协商之花开"), "xszhk");
    assert_eq!(grams::initials("重庆《AI》2人"), "cq ai 2r");
    assert_eq!(grams::initials_run("x s").count(), 2);
}

/// Numbers that look random and are the same every time.
fn dice(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 33).unwrap_or(0)
}

/// A text of `count` characters out of a few hundred.
fn body(seed: &mut u64, count: usize) -> String {
    let mut text = String::new();
    for at in 0..count {
        text.push(char::from_u32(0x4E00 + u32::try_from(dice(seed) % 700).unwrap_or(0)).unwrap_or('一'));
        if at % 23 == 22 {
            text.push('。');
        }
        if at % 400 == 399 {
            text.push_str("\n\n");
        }
    }
    text
}

fn entry(title: &str, day: usize, more: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: {}-{:02}-{:02}\n{more}---\n\n{body}\n", 2010 + day / 336 % 16, 1 + day / 28 % 12, 1 + day % 28)
}

fn project(name: &str, texts: usize) -> Temp {
    let temp = Temp::new(name);
    temp.write("content/site.yaml", "name: 某某市政协\nbase_url: https://www.example.gov.cn\nprofile: none\n".as_bytes());
    for column in ["yaowen", "wenshi"] {
        temp.write(&format!("content/{column}/_column.yaml"), format!("name: {column}\nkind: news\n").as_bytes());
    }
    let mut seed = 1;
    for number in 0..texts {
        let column = if number % 3 == 0 { "wenshi" } else { "yaowen" };
        let text = entry(&format!("题目{number}"), number * 7, "", &body(&mut seed, 6000));
        temp.write(&format!("content/{column}/e{number}.md"), text.as_bytes());
    }
    temp
}

/// What differs between two trees of a site, below `search/`, by the folder it is in.
fn changed(before: &std::collections::BTreeMap<String, kanxing::files::Hash>, temp: &Temp) -> Vec<(String, usize)> {
    let after = tree(&temp.join("out/site"));
    let moved = after.keys().chain(before.keys()).filter(|path| before.get(*path) != after.get(*path));
    let moved: BTreeSet<&String> = moved.filter(|path| path.starts_with("search/")).collect();
    let of = |folder: &str| moved.iter().filter(|path| path.starts_with(folder)).count();
    ["search/two/", "search/three/", "search/text/", "search/"].map(|folder| (folder.to_string(), of(folder))).to_vec()
}

#[test]
fn a_change_rewrites_only_the_files_its_pieces_are_in() {
    let temp = project("search-edit", 300);
    build(temp.path(), &["--edition", "site"]);
    let site = tree(&temp.join("out/site"));
    let count = |folder: &str| site.keys().filter(|path| path.starts_with(folder)).count();
    assert!(count("search/two/") >= 32, "the sample is too small to tell: {} files", count("search/two/"));

    // Nine characters more: at most eight pieces of two and nine of one, twice as many files of longer ones.
    let file = temp.join("content/yaowen/e100.md");
    let text = std::fs::read_to_string(&file).expect("a text");
    std::fs::write(&file, format!("{text}\n鑫淼焱垚犇骉羴猋龘\n")).expect("written");
    build(temp.path(), &["--edition", "site"]);
    let moved = changed(&site, &temp);
    assert!(moved[0].1 > 0 && moved[0].1 <= 17 && moved[1].1 <= 36 && moved[2].1 <= 4, "an edit rewrote {moved:?}");

    // A new text in the middle of time moves no other text's number: only its own few pieces and words are new.
    let site = tree(&temp.join("out/site"));
    temp.write("content/yaowen/new.md", entry("鑫淼", 1003, "", "焱垚犇骉").as_bytes());
    build(temp.path(), &["--edition", "site"]);
    let moved = changed(&site, &temp);
    assert!(moved[0].1 > 0 && moved[0].1 <= 12 && moved[1].1 <= 12 && moved[2].1 == 1, "a new text rewrote {moved:?}");

    // And taking it back leaves what was there before.
    std::fs::remove_file(temp.join("content/yaowen/new.md")).expect("removed");
    build(temp.path(), &["--edition", "site"]);
    assert_eq!(changed(&site, &temp).last().map(|(_, count)| *count), Some(0), "what was added and taken back left a trace");

    let again = project("search-again", 300);
    let text = std::fs::read_to_string(&file).expect("a text");
    std::fs::write(again.join("content/yaowen/e100.md"), text).expect("written");
    build(again.path(), &["--edition", "site"]);
    same(&temp.join("out/site/search"), &again.join("out/site/search"), "built in steps and at once");
}

#[test]
fn only_what_the_site_shows_is_in_it() {
    let temp = project("search-shown", 3);
    for (name, more, body) in [
        ("shown", "", "公开甲龘"), ("draft", "status: draft\n", "草稿乙骉"), ("inside", "internal: true\n", "内部丙骉"), ("later", "publish_at: 2030-01-01\n", "将来丁骉"),
        ("over", "expires_at: 2020-01-01\n", "过期戊骉"), ("gone", "status: withdrawn\n", "撤下己骉"), ("paper", "editions: [print]\n", "纸上庚骉"),
    ] {
        temp.write(&format!("content/yaowen/{name}.md"), entry(&format!("稿{name}"), 1, more, body).as_bytes());
    }
    build(temp.path(), &["--edition", "site"]);
    let files: Vec<Vec<u8>> = walk(&temp.join("out/site/search")).iter().map(|path| std::fs::read(path).unwrap_or_default()).collect();
    let holds = |text: &str| {
        let wanted: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        files.iter().any(|file| file.windows(wanted.len()).any(|part| part == wanted))
    };
    assert!(holds("公开甲龘") && holds("甲龘"), "a public text is not found");
    for text in ["草稿乙", "内部丙", "将来丁", "过期戊", "撤下己", "纸上庚", "乙骉", "丙骉", "丁骉", "戊骉", "己骉", "庚骉"] {
        assert!(!holds(text), "{text} is in the index");
    }
    temp.write("content/site.yaml", "name: 某某市政协\nbase_url: https://www.example.gov.cn\nprofile: none\nsearch: false\n".as_bytes());
    build(temp.path(), &["--edition", "site"]);
    let left: Vec<String> = tree(&temp.join("out/site")).into_keys().filter(|path| path.starts_with("search")).collect();
    assert!(left.is_empty(), "without search there is still {left:?}");
    let home = std::fs::read_to_string(temp.join("out/site/index.html")).unwrap_or_default();
    assert!(!home.contains("role=\"search\""), "without search there is a box");
    assert_eq!(GAP, 0, "the browser parts runs at units of zero");
}
