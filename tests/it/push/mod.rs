//! Drafts for the official account, against the strict platform of [`crate::platform`]: what is sent
//! when, what is noticed, and that nothing is sent twice.

mod command;
mod cuts;
mod refusals;

use crate::platform::{APPID, Platform, SECRET};
use crate::project::Temp;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{ImageEncoder, Rgb, RgbImage};
use kanxing::diag::At;
use kanxing::release::wechat::{Account, Article, Done, Failure, Kept, Options, Outcome, Package, Picture, Platform as Client, push};
use serde_json::Value;

/// An office with an account, and the platform it pushes to.
struct Office {
    platform: Platform,
    account: Account,
    folder: Temp,
}

impl Office {
    fn new() -> Office {
        let account = Account::new(APPID, SECRET).expect("an account");
        Office { platform: Platform::open(), account, folder: Temp::new("push") }
    }

    /// A run as of the command: the state is read from disk, and nothing else is remembered.
    fn try_push(&self, package: &Package, options: Options) -> Result<Done, Failure> {
        let client = Client::local(&self.account, &self.platform.address).expect("a loopback address");
        let mut kept = Kept::open(&self.folder.join("state.json")).expect("a state");
        push(&client, &mut kept, package, options, &|_| {})
    }

    fn push(&self, package: &Package) -> Done {
        self.try_push(package, Options::default()).unwrap_or_else(|why| panic!("{why:?}, after {:?}", self.platform.log()))
    }

    /// The calls of a push.
    fn calls(&self, package: &Package) -> (Done, Vec<String>) {
        self.platform.forget();
        let done = self.push(package);
        (done, self.platform.log())
    }

    /// The code and message of the one error a push ends with.
    fn refused(&self, package: &Package, options: Options) -> (String, String) {
        match self.try_push(package, options) {
            Err(Failure::Content(found)) => {
                let all: Vec<String> = found.iter().map(|found| format!("{} {}", found.message, found.help.clone().unwrap_or_default())).collect();
                (found[0].code.to_string(), all.join("\n"))
            }
            Err(Failure::Machine(why)) => ("machine".to_string(), why),
            Ok(done) => panic!("pushed: {done:?}"),
        }
    }

    fn drafts(&self) -> Vec<Vec<Value>> {
        self.platform.world().drafts.iter().map(|draft| draft.articles.clone()).collect()
    }
}

fn noise(width: u32, height: u32, seed: u32) -> RgbImage {
    let mut state = 0x2545_F491_u32 ^ seed.wrapping_mul(0x9E37_79B9);
    RgbImage::from_fn(width, height, |_, _| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        let [a, b, c, _] = state.to_le_bytes();
        Rgb([a, b, c])
    })
}

fn jpeg(width: u32, height: u32, seed: u32) -> Vec<u8> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, 40).encode_image(&noise(width, height, seed)).expect("a JPEG");
    out
}

fn png(width: u32, height: u32, seed: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let image = noise(width, height, seed);
    PngEncoder::new(&mut out).write_image(image.as_raw(), width, height, image::ExtendedColorType::Rgb8).expect("a PNG");
    out
}

/// An article with a picture and a cover of its own.
fn article(number: u32) -> Article {
    Article {
        entry: "yi".to_string(),
        title: format!("主席会议召开（{number}）"),
        author: "某某市政协".to_string(),
        digest: format!("第 {number} 次会议。"),
        source_url: format!("https://www.example.gov.cn/yaowen/{number}.html"),
        html: format!(
            "<section style=\"font-size:16px\"><p style=\"color:rgb(1,1,1);margin:0\">会议“{number}”指出&nbsp;A&amp;B。</p>\
             <p style=\"margin:0\"><img src=\"images/a.jpg\" alt=\"会场\" style=\"max-width:100%\"/></p></section>"
        ),
        comments: false,
        cover: Picture::new("cover.jpg", jpeg(900, 383, 1000 + number)),
        crop_wide: "0_0_1_1".to_string(),
        crop_square: "0.287222_0_0.712778_1".to_string(),
        pictures: vec![Picture::new("images/a.jpg", jpeg(64, 48, number))],
    }
}

fn package(articles: u32) -> Package {
    let at = At::top("yaowen/yi.md");
    Package { id: "yi".to_string(), title_at: at.clone(), at, articles: (1..=articles).map(article).collect() }
}

#[test]
fn a_new_article_becomes_a_draft() {
    let office = Office::new();
    let (done, calls) = office.calls(&package(1));
    assert_eq!((done.outcome, done.found), (Outcome::Made, Vec::new()));
    assert_eq!(calls, ["stable_token", "uploadimg", "add_material", "add", "get"]);
    let drafts = office.drafts();
    assert_eq!(drafts.len(), 1);
    let sent = &drafts[0][0];
    assert_eq!(sent["title"], "主席会议召开（1）");
    assert_eq!((&sent["need_open_comment"], &sent["pic_crop_235_1"]), (&0.into(), &"0_0_1_1".into()));
    let content = sent["content"].as_str().expect("a text");
    assert!(content.contains("<img src=\"https://mmbiz.qpic.cn/mmbiz_jpg/picture"), "{content}");
    assert!(content.contains("会议“1”指出&nbsp;A&amp;B。"), "{content}");
    let world = office.platform.world();
    assert_eq!(world.materials.len(), 1, "the cover alone is in the library");
    assert_eq!(world.strange, Vec::<String>::new());
    assert!(world.letters.iter().all(|letter| !letter.contains("freepublish")), "nobody asked to publish");
}

#[test]
fn an_unchanged_article_is_only_looked_at() {
    let office = Office::new();
    office.push(&package(1));
    let (done, calls) = office.calls(&package(1));
    assert_eq!((done.outcome, done.found), (Outcome::Same, Vec::new()));
    assert_eq!(calls, ["stable_token", "get"]);
}

#[test]
fn a_changed_text_sends_no_picture() {
    let office = Office::new();
    office.push(&package(1));
    let mut changed = package(1);
    changed.articles[0].html = changed.articles[0].html.replace("指出", "强调");
    let (done, calls) = office.calls(&changed);
    assert_eq!((done.outcome, done.found), (Outcome::Updated(1), Vec::new()));
    assert_eq!(calls, ["stable_token", "get", "update", "get"]);
    assert!(office.drafts()[0][0]["content"].as_str().is_some_and(|text| text.contains("强调")));
    assert_eq!(office.calls(&changed).1, ["stable_token", "get"]);
}

#[test]
fn a_changed_picture_is_sent_alone() {
    let office = Office::new();
    office.push(&package(2));
    let mut changed = package(2);
    changed.articles[1].pictures[0] = Picture::new("images/a.jpg", jpeg(64, 48, 77));
    let (done, calls) = office.calls(&changed);
    assert_eq!(done.outcome, Outcome::Updated(1));
    assert_eq!(calls, ["stable_token", "get", "uploadimg", "update", "get"]);
    changed.articles[1].cover = Picture::new("cover.jpg", jpeg(900, 383, 78));
    assert_eq!(office.calls(&changed).1, ["stable_token", "get", "add_material", "update", "get"]);
    let back = package(2);
    assert_eq!(office.calls(&back).1, ["stable_token", "get", "update", "get"], "what was sent once is known");
}

#[test]
fn large_and_moving_pictures_become_material() {
    let office = Office::new();
    let mut large = package(1);
    let bytes = png(700, 500, 3);
    assert!(bytes.len() > 1_000_000);
    large.articles[0].pictures = vec![Picture::new("images/a.jpg", bytes)];
    let (_, calls) = office.calls(&large);
    assert_eq!(calls, ["stable_token", "add_material", "add_material", "add", "get"]);
    let content = office.drafts()[0][0]["content"].as_str().map(str::to_string).unwrap_or_default();
    assert!(content.contains("src=\"https://mmbiz.qpic.cn/mmbiz_png/material-"), "{content}");
}

#[test]
fn one_picture_in_two_articles_is_sent_once() {
    let office = Office::new();
    let mut package = package(3);
    let shared = package.articles[0].clone();
    for article in &mut package.articles {
        article.pictures.clone_from(&shared.pictures);
        article.cover = shared.cover.clone();
    }
    let (_, calls) = office.calls(&package);
    assert_eq!(calls, ["stable_token", "uploadimg", "add_material", "add", "get"]);
    assert_eq!(office.drafts()[0].len(), 3);
}

#[test]
fn only_the_changed_articles_of_a_draft_are_sent() {
    let office = Office::new();
    office.push(&package(8));
    let mut changed = package(8);
    changed.articles[2].title = "视察".to_string();
    changed.articles[7].digest = "又一次。".to_string();
    let (done, calls) = office.calls(&changed);
    assert_eq!(done.outcome, Outcome::Updated(2));
    assert_eq!(calls, ["stable_token", "get", "update", "update", "get"]);
    assert_eq!(office.drafts()[0][2]["title"], "视察");
}

#[test]
fn another_number_of_articles_is_another_draft_in_its_place() {
    let office = Office::new();
    office.push(&package(3));
    let (done, calls) = office.calls(&package(2));
    assert_eq!(done.outcome, Outcome::Made);
    assert_eq!(calls, ["stable_token", "get", "add", "delete", "get"]);
    assert_eq!(office.drafts().iter().map(Vec::len).collect::<Vec<_>>(), [2]);
    assert_eq!(office.calls(&package(2)).1, ["stable_token", "get"]);
}

#[test]
fn two_packages_do_not_take_each_other_for_themselves() {
    let office = Office::new();
    office.push(&package(1));
    let other = Package { id: "er".to_string(), ..package(1) };
    assert_eq!(office.push(&other).outcome, Outcome::Made);
    assert_eq!(office.drafts().len(), 2);
    assert_eq!(office.calls(&package(1)).1, ["stable_token", "get"]);
}

#[test]
fn a_deleted_draft_is_noticed() {
    let office = Office::new();
    office.push(&package(1));
    office.platform.world().drafts.clear();
    let (code, said) = office.refused(&package(1), Options::default());
    assert!(code == "wechat-gone" && said.contains("草稿箱里没有") && said.contains("--again"), "{code}: {said}");
    assert_eq!(office.drafts().len(), 0, "nothing is made without being told to");
    let again = office.try_push(&package(1), Options { again: true, ..Options::default() }).expect("a new draft");
    assert_eq!((again.outcome, office.drafts().len()), (Outcome::Made, 1));
    assert_eq!(office.platform.world().materials.len(), 1, "the cover is still there");
}

#[test]
fn a_published_draft_is_noticed() {
    let office = Office::new();
    office.push(&package(2));
    {
        let mut world = office.platform.world();
        let draft = world.drafts.remove(0);
        world.published.push(draft);
    }
    let (done, calls) = office.calls(&package(2));
    assert!(matches!(&done.outcome, Outcome::Published(urls) if urls.len() == 2), "{done:?}");
    assert_eq!(calls, ["stable_token", "get", "published"]);
    let mut changed = package(2);
    changed.articles[0].html = changed.articles[0].html.replace("指出", "强调");
    let (code, said) = office.refused(&changed, Options::default());
    assert!(code == "wechat-published" && said.contains("已经发表") && said.contains("http"), "{code}: {said}");
    office.platform.world().no_right = true;
    assert_eq!(office.refused(&changed, Options::default()).0, "wechat-gone", "an account that may not ask");
    assert_eq!(office.drafts().len(), 0);
}

#[test]
fn what_was_changed_by_hand_is_not_written_over() {
    let office = Office::new();
    office.push(&package(1));
    let by_hand = |from: &str, to: &str| {
        let mut world = office.platform.world();
        let text = world.drafts[0].articles[0]["content"].as_str().unwrap_or_default().replace(from, to);
        world.drafts[0].articles[0]["content"] = text.into();
    };
    by_hand("margin:0", "margin:1px");
    let mut changed = package(1);
    changed.articles[0].author = "记者".to_string();
    assert_eq!(office.push(&changed).outcome, Outcome::Updated(1), "cleaned markup is no change by hand");
    by_hand("会议", "全会");
    let done = office.push(&changed);
    assert_eq!(done.outcome, Outcome::Same);
    assert!(done.found.iter().any(|found| found.code == "wechat-touched" && found.message.contains("全会")), "{done:?}");
    changed.articles[0].author = "编辑".to_string();
    let (code, said) = office.refused(&changed, Options::default());
    assert!(code == "wechat-touched" && said.contains("--overwrite"), "{code}: {said}");
    assert_eq!(office.drafts()[0][0]["author"], "记者");
    let over = office.try_push(&changed, Options { overwrite: true, ..Options::default() }).expect("written over");
    assert_eq!(over.outcome, Outcome::Updated(1));
}

#[test]
fn entities_of_the_platform_are_no_difference() {
    let office = Office::new();
    let mut package = package(1);
    package.articles[0].title = "A&B 座谈会".to_string();
    office.push(&package);
    {
        let mut world = office.platform.world();
        world.drafts[0].articles[0]["title"] = "A&amp;B 座谈会".into();
        world.drafts[0].articles[0]["digest"] = "第 1 次会议。 ".into();
    }
    let done = office.push(&package);
    assert_eq!((done.outcome, done.found), (Outcome::Same, Vec::new()));
}

#[test]
fn what_the_platform_drops_is_said() {
    let office = Office::new();
    office.platform.world().drops = Some("margin".to_string());
    let done = office.push(&package(1));
    assert_eq!(done.outcome, Outcome::Made);
    let said: Vec<&str> = done.found.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(said, ["《主席会议召开（1）》的样式：p 的 margin 少了 2 处"]);
    assert!(done.found.iter().all(|found| found.code == "wechat-differs" && !found.is_error()));
    assert_eq!(office.calls(&package(1)).1, ["stable_token", "get"], "a difference is no reason to send again");
}
