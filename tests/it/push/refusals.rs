//! What the platform refuses, and what an editor is told: natural refusals of the strict platform,
//! scripted ones for what cannot be brought about, and the table of codes.

use super::{Office, package};
use crate::platform::{SECRET, Trouble};
use kanxing::release::wechat::{Failure, Options, Outcome, Picture, errors};

/// Codes that `reference/wechat.md` and the task name.
const CODES: &[i64] = &[
    -1, 40001, 40005, 40006, 40007, 40009, 40013, 40014, 40033, 40125, 40137, 40164, 42001, 44003, 45001, 45002, 45003, 45004,
    45005, 45008, 45009, 45011, 45110, 45166, 47001, 48001, 48004, 53402, 53404, 53405, 53406,
];

#[test]
fn every_code_has_a_meaning_and_a_remedy() {
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let known: Vec<i64> = errors::known().collect();
    for code in CODES {
        assert!(known.contains(code), "{code} has no row");
    }
    let sorted = known.windows(2).all(|pair| pair[0] < pair[1]);
    assert!(sorted, "a code stands twice, or out of order: {known:?}");
    for code in known {
        let meaning = errors::meaning(code);
        assert!(chinese(meaning.what) && chinese(meaning.remedy) && !meaning.remedy.ends_with('。'), "{code}");
    }
    assert!(errors::meaning(99_999).what.contains("未收录"));
}

#[test]
fn an_expired_token_is_renewed_once() {
    let office = Office::new();
    office.push(&package(1));
    {
        let mut world = office.platform.world();
        let token = world.tokens.last().cloned().expect("a token");
        world.expired.insert(token);
    }
    // The first token of a run is a sound one; it is worn out in the middle.
    office.platform.forget();
    office.platform.trouble(2, Trouble::Says(42001));
    assert_eq!(office.push(&package(1)).outcome, Outcome::Same);
    assert_eq!(office.platform.log(), ["stable_token", "get", "stable_token", "stable_token", "get"], "the old one, then a pressed one");
    assert_eq!(office.platform.world().forced, 1);
}

#[test]
fn a_token_that_stays_bad_is_given_up() {
    let office = Office::new();
    for call in [2, 5] {
        office.platform.trouble(call, Trouble::Says(40001));
    }
    let (code, said) = office.refused(&package(1), Options::default());
    assert!(code == "machine" && said.contains("40001") && said.contains("AppSecret"), "{said}");
    assert_eq!(office.platform.log(), ["stable_token", "uploadimg", "stable_token", "stable_token", "uploadimg"]);
}

#[test]
fn the_white_list_is_explained_with_the_address() {
    let office = Office::new();
    office.platform.world().unlisted = true;
    let (code, said) = office.refused(&package(1), Options::default());
    assert!(code == "machine" && said.contains("40164") && said.contains("白名单") && said.contains("203.0.113.7"), "{said}");
    assert_eq!(office.platform.log(), ["stable_token"], "asking again does not help");
}

#[test]
fn a_text_that_is_too_long_never_leaves() {
    let office = Office::new();
    let mut long = package(2);
    long.articles[1].html = format!("<section>{}</section>", "字".repeat(20_000));
    let (code, said) = office.refused(&long, Options::default());
    assert!(code == "wechat-limit" && said.contains("（2）》") && said.contains("20159 个字符"), "{code}: {said}");
    assert_eq!(office.platform.log(), Vec::<String>::new());
}

#[test]
fn every_limit_is_kept_before_the_first_call() {
    let office = Office::new();
    let mut bad = package(9);
    bad.articles[0].title = "标".repeat(33);
    bad.articles[1].author = "人".repeat(17);
    bad.articles[2].digest = "摘".repeat(129);
    bad.articles[3].source_url = format!("https://www.example.gov.cn/{}", "a".repeat(1_000));
    bad.articles[4].pictures[0] = Picture::new("images/a.jpg", b"RIFF....WEBPVP8 ".to_vec());
    bad.articles[5].title = " ".to_string();
    let (_, said) = office.refused(&bad, Options::default());
    for word in ["有 9 篇", "33 字", "17 字", "129 字", "1024 字节", "images/a.jpg", "没有标题"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert_eq!(office.platform.log(), Vec::<String>::new());
}

#[test]
fn a_picture_that_is_too_large_never_leaves() {
    let office = Office::new();
    let mut large = package(1);
    let mut bytes = large.articles[0].pictures[0].bytes.clone();
    bytes.resize(10_000_001, 0);
    large.articles[0].pictures[0] = Picture::new("images/a.jpg", bytes);
    let (code, said) = office.refused(&large, Options::default());
    assert!(code == "wechat-limit" && said.contains("images/a.jpg") && said.contains("10 MB"), "{code}: {said}");
    assert_eq!(office.platform.log(), Vec::<String>::new());
}

#[test]
fn a_foreign_link_is_refused_and_explained() {
    let office = Office::new();
    let mut linked = package(1);
    linked.articles[0].html = linked.articles[0].html.replace("指出", "<a href=\"https://example.com/\">指出</a>");
    let (code, said) = office.refused(&linked, Options::default());
    assert!(code == "wechat-refused" && said.contains("45166") && said.contains("链接"), "{code}: {said}");
    assert_eq!(office.drafts().len(), 0);
    office.platform.forget();
    office.push(&package(1));
    assert_eq!(office.platform.log(), ["stable_token", "add", "get"], "the pictures are there already");
}

#[test]
fn a_picture_of_elsewhere_is_refused_before_the_draft() {
    let office = Office::new();
    let mut foreign = package(1);
    foreign.articles[0].html = foreign.articles[0].html.replace("</section>", "<img src=\"https://example.com/a.jpg\"/></section>");
    let (code, said) = office.refused(&foreign, Options::default());
    assert!(code == "wechat-package" && said.contains("https://example.com/a.jpg"), "{code}: {said}");
    assert_eq!(office.platform.count("add"), 0);
}

#[test]
fn a_cover_that_cannot_be_cropped_is_explained() {
    let office = Office::new();
    let mut bad = package(1);
    bad.articles[0].crop_square = "0_0_1_1".to_string();
    let (code, said) = office.refused(&bad, Options::default());
    assert!(code == "wechat-refused" && said.contains("53402") && said.contains("封面"), "{code}: {said}");
    assert_eq!(office.push(&package(1)).outcome, Outcome::Made);
    assert_eq!(office.platform.world().materials.len(), 1, "the cover went once");
}

#[test]
fn too_many_calls_are_waited_for_and_then_explained() {
    let office = Office::new();
    office.platform.trouble(2, Trouble::Says(45011));
    assert_eq!(office.push(&package(1)).outcome, Outcome::Made, "a pause is enough");
    let office = Office::new();
    office.platform.world().quota = Some(2);
    let (code, said) = office.refused(&package(1), Options::default());
    assert!(code == "machine" && said.contains("45009") && said.contains("明天"), "{said}");
    assert_eq!(office.platform.log(), ["stable_token", "uploadimg", "add_material", "add", "add", "add"], "three tries and no more");
    office.platform.world().quota = None;
    office.platform.forget();
    assert_eq!(office.push(&package(1)).outcome, Outcome::Made);
    assert_eq!(office.platform.log(), ["stable_token", "add", "get"], "a refusal is certain: nobody looks for a draft");
}

#[test]
fn a_cover_that_left_the_library_is_sent_again() {
    let office = Office::new();
    office.push(&package(1));
    office.platform.world().materials.clear();
    let mut changed = package(1);
    changed.articles[0].digest = "改过。".to_string();
    let (done, calls) = office.calls(&changed);
    assert_eq!(done.outcome, Outcome::Updated(1));
    assert_eq!(calls, ["stable_token", "get", "update", "add_material", "update", "get"]);
    office.platform.world().materials.clear();
    let other = kanxing::release::wechat::Package { id: "er".to_string(), ..package(1) };
    assert_eq!(office.calls(&other).1, ["stable_token", "add", "add_material", "add", "get"]);
}

#[test]
fn scripted_codes_are_explained_where_they_belong() {
    for (code, content, word) in [(45002, true, "2 万个字符"), (45003, true, "标题"), (45110, true, "作者"), (45004, true, "摘要"),
        (48001, false, "权限"), (53404, false, "带货"), (40013, false, "AppID"), (77_777, false, "scripted")]
    {
        let office = Office::new();
        office.platform.trouble(4, Trouble::Says(code));
        let (found, said) = office.refused(&package(1), Options::default());
        assert_eq!(found, if content { "wechat-refused" } else { "machine" }, "{said}");
        assert!(said.contains(&code.to_string()) && said.contains(word) && said.contains("新建草稿"), "{said}");
    }
}

#[test]
fn nothing_said_or_kept_holds_a_secret() {
    let office = Office::new();
    office.push(&package(1));
    let tokens = office.platform.world().tokens.clone();
    assert!(!tokens.is_empty() && office.platform.world().letters.iter().any(|letter| letter.contains(SECRET)), "the secret was used");
    let kept = std::fs::read_to_string(office.folder.join("state.json")).expect("a state");
    assert!(kept.contains("media_id") && !kept.contains(SECRET), "{kept}");
    assert!(tokens.iter().all(|token| !kept.contains(token)), "{kept}");
    let wrong = kanxing::release::wechat::Account::new(crate::platform::APPID, "0123456789abcdef0123456789abcdef").expect("an account");
    let client = kanxing::release::wechat::Platform::local(&wrong, &office.platform.address).expect("a platform");
    let other = office.folder.join("other.json");
    let mut kept = kanxing::release::wechat::Kept::open(&other).expect("a state");
    let failed = kanxing::release::wechat::push(&client, &mut kept, &package(1), Options::default(), &|_| {});
    let Err(Failure::Machine(said)) = failed else { panic!("{failed:?}") };
    assert!(said.contains("40125") && !said.contains("0123456789abcdef"), "{said}");
    assert!(!format!("{wrong:?}").contains("0123456789abcdef"));
}

#[test]
fn only_this_machine_may_play_the_platform() {
    let account = kanxing::release::wechat::Account::new(crate::platform::APPID, SECRET).expect("an account");
    for address in ["http://example.com:80", "http://127.0.0.1.example.com:80", "https://127.0.0.1:80", "http://127.0.0.1:80/x", "http://127.0.0.1", "http://localhost:80"] {
        assert!(kanxing::release::wechat::Platform::local(&account, address).is_err(), "{address}");
    }
    assert!(kanxing::release::wechat::Platform::local(&account, "http://127.0.0.1:8080").is_ok());
}
