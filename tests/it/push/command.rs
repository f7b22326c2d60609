//! `kanxing wechat push` as an editor meets it: who may pass, what is said, where secrets may lie, and
//! a process that is killed at every call.

use super::{jpeg, png};
use crate::platform::{APPID, Platform, SECRET, Trouble};
use crate::project::{Said, Temp, command};
use std::process::{Command, Stdio};

const SITE: &str = "name: 某某市政协\nbase_url: https://www.example.gov.cn\nprofile: none\n";

/// A project with an article that has two pictures and a cover.
fn project() -> Temp {
    let temp = Temp::new("push-command");
    temp.write("content/site.yaml", SITE.as_bytes());
    temp.write("content/yaowen/_column.yaml", "name: 要闻\nkind: news\n".as_bytes());
    temp.write("content/yaowen/yi.md", entry("", "会议指出。").as_bytes());
    temp.write("content/yaowen/a.jpg", &jpeg(800, 600, 1));
    temp.write("content/yaowen/b.png", &png(64, 64, 2));
    temp.write("content/yaowen/fm.jpg", &jpeg(1000, 1000, 3));
    temp
}

fn entry(more: &str, text: &str) -> String {
    format!("---\ntitle: 主席会议召开\ndate: 2020-11-20\ncover: {{src: fm.jpg, alt: 会场}}\n{more}---\n\n{text}\n\n![会场](a.jpg)\n\n![图示](b.png)\n")
}

fn ready(temp: &Temp, platform: &Platform, arguments: &[&str]) -> Command {
    let mut command = command(temp.path(), &[&["wechat", "push"], arguments].concat());
    command.env("KANXING_WECHAT_PLATFORM", &platform.address).env("KANXING_WECHAT_APPID", APPID).env("KANXING_WECHAT_SECRET", SECRET);
    command
}

fn push(temp: &Temp, platform: &Platform, arguments: &[&str]) -> Said {
    let said = Said::new(&ready(temp, platform, arguments).output().expect("the binary runs"));
    for secret in platform.world().tokens.iter().map(String::as_str).chain([SECRET]) {
        assert!(!said.all().contains(secret), "a secret is shown: {}", said.all());
    }
    said
}

#[test]
fn a_push_from_front_to_end() {
    let (temp, platform) = (project(), Platform::open());
    let said = push(&temp, &platform, &["yi"]);
    assert_eq!(said.status, 0, "{}", said.all());
    assert!(said.out.contains("已建草稿") && said.out.contains("由人发表"), "{}", said.all());
    assert_eq!(platform.log(), ["stable_token", "uploadimg", "uploadimg", "add_material", "add", "get"]);
    platform.forget();
    let said = push(&temp, &platform, &["yi"]);
    assert!(said.status == 0 && said.out.contains("没有改动"), "{}", said.all());
    assert_eq!(platform.log(), ["stable_token", "get"]);
    platform.forget();
    temp.write("content/yaowen/yi.md", entry("", "会议强调。").as_bytes());
    let said = push(&temp, &platform, &["yi", "--verbose"]);
    assert!(said.status == 0 && said.out.contains("已更新草稿（1 篇文章）"), "{}", said.all());
    assert_eq!(platform.log(), ["stable_token", "get", "update", "get"]);
    let kept = crate::project::walk_texts(&temp.join(".kanxing"));
    let (path, state) = kept.iter().find(|(path, _)| path.ends_with(".json")).expect("a state");
    assert!(path.starts_with("wechat/") && !state.contains(SECRET) && !state.contains(APPID), "{path}: {state}");
    assert!(!temp.join("out").exists(), "nothing is built");
}

#[test]
fn a_published_article_is_ready_to_be_recorded() {
    let (temp, platform) = (project(), Platform::open());
    push(&temp, &platform, &["yi"]);
    {
        let mut world = platform.world();
        let draft = world.drafts.remove(0);
        world.published.push(draft);
    }
    let said = push(&temp, &platform, &["yi"]);
    assert!(said.status == 0 && said.out.contains("已经发表"), "{}", said.all());
    assert!(said.out.contains("- {id: yi, url: \"https://mp.weixin.qq.com/s?"), "{}", said.all());
}

#[test]
fn an_issue_and_a_long_text_are_one_draft_each() {
    let (temp, platform) = (project(), Platform::open());
    let chapter = |n: usize| format!("## 第{n}部分\n\n{}\n\n", format!("第{n}部分说明了情况，{}。\n\n", "会议听取了汇报".repeat(20)).repeat(30));
    let long: String = (1..=4).map(chapter).collect();
    temp.write("content/yaowen/er.md", format!("---\ntitle: 常委会工作报告\ndate: 2020-11-21\n---\n\n{long}").as_bytes());
    temp.write("content/digests/di-1-qi.yaml", "articles:\n  - id: yi\n  - id: er\n".as_bytes());
    let said = push(&temp, &platform, &["er", "di-1-qi"]);
    assert_eq!(said.status, 0, "{}", said.all());
    let parts: Vec<usize> = platform.world().drafts.iter().map(|draft| draft.articles.len()).collect();
    assert!(parts.len() == 2 && parts[0] >= 2 && parts[1] == parts[0] + 1, "{parts:?}: {}", said.all());
    platform.forget();
    let again = push(&temp, &platform, &["er", "di-1-qi"]);
    assert!(again.status == 0 && platform.log() == ["stable_token", "get", "get"], "{:?}: {}", platform.log(), again.all());
    temp.write("content/yaowen/yi.md", entry("status: review\n", "会议指出。").as_bytes());
    platform.forget();
    let said = push(&temp, &platform, &["di-1-qi"]);
    assert!(said.status == 1 && said.out.contains("送审中"), "half an issue is not sent: {}", said.all());
    assert_eq!(platform.log(), Vec::<String>::new());
}

#[test]
fn a_rehearsal_calls_nobody() {
    let (temp, platform) = (project(), Platform::open());
    let said = push(&temp, &platform, &["yi", "--dry-run"]);
    assert_eq!(said.status, 0, "{}", said.all());
    for word in ["images/a.jpg", "images/b.png", "cover.jpg", "/cgi-bin/media/uploadimg", "/cgi-bin/material/add_material", "/cgi-bin/draft/add", "不联网"] {
        assert!(said.out.contains(word), "{word}: {}", said.all());
    }
    let whole = push(&temp, &platform, &["yi", "--dry-run", "--verbose"]);
    assert!(whole.out.contains("\"title\": \"主席会议召开\"") && whole.out.contains("会议指出"), "{}", whole.all());
    assert_eq!(platform.log(), Vec::<String>::new());
    push(&temp, &platform, &["yi"]);
    platform.forget();
    let said = push(&temp, &platform, &["yi", "--dry-run"]);
    assert!(said.out.contains("没有改动") && said.out.contains("已传过，不再上传：images/a.jpg"), "{}", said.all());
    assert_eq!(platform.log(), Vec::<String>::new());
    let unknown = Said::new(&command(temp.path(), &["wechat", "push", "yi", "--dry-run"])
        .env("XDG_CONFIG_HOME", temp.path()).output().expect("the binary runs"));
    assert!(unknown.status == 0 && unknown.err.contains("按从未推送过来演练"), "{}", unknown.all());
}

#[test]
fn what_is_not_public_does_not_pass() {
    let platform = Platform::open();
    let archive = "kind: archive\n";
    for (more, site, why) in [
        ("status: draft\n", "", "草稿"),
        ("status: review\n", "", "送审中"),
        ("status: withdrawn\n", "", "已撤下"),
        ("internal: true\n", "", "内部资料"),
        ("publish_at: 2099-01-01\n", "", "定于 2099-01-01"),
        ("expires_at: 2021-01-01\n", "", "已于 2021-01-01"),
        ("editions: [site]\n", "", "不出微信版"),
        ("", "review: {required: true}\n", "三审签批不全"),
        ("tagz: [x]\n", "", "tagz"),
        ("", "nmae: x\n", "nmae"),
    ] {
        let temp = project();
        temp.write("content/site.yaml", format!("{SITE}{site}").as_bytes());
        temp.write("content/yaowen/yi.md", entry(more, "会议指出。").as_bytes());
        let said = push(&temp, &platform, &["yi"]);
        assert_eq!(said.status, 1, "{more}{site}: {}", said.all());
        assert!(said.out.contains(why) && said.out.contains("建议") && said.out.contains("content/"), "{more}{site}: {}", said.all());
        assert!(said.err.contains("没有推送任何文章"), "{}", said.all());
        let rehearsed = push(&temp, &platform, &["yi", "--dry-run"]);
        assert_eq!(rehearsed.status, 1, "{more}{site}: {}", rehearsed.all());
    }
    let temp = project();
    temp.write("content/wenshi/_column.yaml", format!("name: 文史\n{archive}").as_bytes());
    temp.write("content/wenshi/er.md", "---\ntitle: 回忆\ndate: 2020-11-20\nopenness: closed\n---\n\n往事。\n".as_bytes());
    let said = push(&temp, &platform, &["yi", "er"]);
    assert!(said.status == 1 && said.out.contains("er.md"), "{}", said.all());
    assert_eq!(platform.log(), Vec::<String>::new(), "one that may not pass keeps all back, and nobody is called");
}

#[test]
fn a_fault_of_another_entry_is_no_hindrance() {
    let (temp, platform) = (project(), Platform::open());
    temp.write("content/yaowen/er.md", "---\ntitle: 二\ndate: 2020-11-20\ntagz: [x]\n---\n\n文字。\n".as_bytes());
    let said = push(&temp, &platform, &["yi"]);
    assert_eq!(said.status, 0, "{}", said.all());
}

#[test]
fn wrong_usage_has_a_remedy() {
    let (temp, platform) = (project(), Platform::open());
    let said = push(&temp, &platform, &["yii"]);
    assert!(said.status == 2 && said.err.contains("没有编号为“yii”") && said.err.contains("“yi”"), "{}", said.all());
    let bare = |arguments: &[&str], names: &[(&str, &str)]| {
        let mut command = command(temp.path(), arguments);
        command.env("XDG_CONFIG_HOME", temp.join("empty")).env_remove("APPDATA").envs(names.iter().copied());
        Said::new(&command.output().expect("the binary runs"))
    };
    let said = bare(&["wechat", "push", "yi"], &[]);
    assert!(said.status == 2 && said.err.contains("AppSecret") && said.err.contains("--dry-run"), "{}", said.all());
    let said = bare(&["wechat", "push", "yi"], &[("KANXING_WECHAT_SECRET", SECRET)]);
    assert!(said.status == 2 && said.err.contains("一起设") && !said.all().contains(SECRET), "{}", said.all());
    let both = [("KANXING_WECHAT_APPID", APPID), ("KANXING_WECHAT_SECRET", SECRET), ("KANXING_WECHAT_PLATFORM", "http://example.com:80")];
    let said = bare(&["wechat", "push", "yi"], &both);
    assert!(said.status == 2 && said.err.contains("只能是本机"), "{}", said.all());
    for arguments in [&["wechat"][..], &["wechat", "--help"], &["wechat", "push", "--help"]] {
        let said = bare(arguments, &[]);
        assert!(said.all().contains("push") && !said.all().contains("Usage"), "{}", said.all());
    }
    assert!(bare(&["wechat", "push", "--help"], &[]).out.contains("用法：kanxing wechat push [选项] <编号>…"));
    assert!(bare(&["wechat", "phus"], &[]).err.contains("push"));
    let script = bare(&["completions", "bash"], &[]);
    assert!(script.out.contains("wechat") && script.out.contains("--dry-run"));
}

#[test]
fn the_secret_lies_outside_the_project() {
    let (temp, platform) = (project(), Platform::open());
    let outside = Temp::new("secret");
    let text = format!("# 公众号\nappid: {APPID}\nsecret: \"{SECRET}\"\n");
    outside.write("kanxing/wechat.yaml", text.as_bytes());
    temp.write("mima/wechat.yaml", text.as_bytes());
    let with = |name: &str, value: std::path::PathBuf| {
        let mut command = command(temp.path(), &["wechat", "push", "yi"]);
        command.env("KANXING_WECHAT_PLATFORM", &platform.address).env_remove("APPDATA").env(name, value);
        let said = Said::new(&command.output().expect("the binary runs"));
        assert!(!said.all().contains(SECRET), "{}", said.all());
        said
    };
    let inside = with("KANXING_WECHAT_FILE", temp.join("mima/wechat.yaml"));
    assert!(inside.status == 2 && inside.err.contains("在项目文件夹里"), "{}", inside.all());
    assert_eq!(platform.log(), Vec::<String>::new());
    let named = with("KANXING_WECHAT_FILE", outside.join("kanxing/wechat.yaml"));
    assert_eq!(named.status, 0, "{}", named.all());
    let usual = with("XDG_CONFIG_HOME", outside.path().to_path_buf());
    assert!(usual.status == 0 && usual.out.contains("没有改动"), "{}", usual.all());
}

#[test]
fn failures_of_the_machine_are_status_3() {
    let (temp, platform) = (project(), Platform::open());
    platform.world().unlisted = true;
    let said = push(&temp, &platform, &["yi"]);
    assert!(said.status == 3 && said.err.contains("40164") && said.err.contains("203.0.113.7"), "{}", said.all());
    platform.world().unlisted = false;
    platform.forget();
    platform.trouble(5, Trouble::Says(45166));
    let said = push(&temp, &platform, &["yi"]);
    assert!(said.status == 1 && said.out.contains("wechat-refused") && said.out.contains("content/yaowen/yi.md"), "{}", said.all());
}

/// `kill -9` while the platform keeps a call waiting, at every call, before and after it has done what
/// was asked: the next run ends with one draft, and nothing that was answered is sent again.
#[cfg(unix)]
#[test]
fn a_killed_push_is_taken_up_where_it_stopped() {
    for number in 1..=6 {
        for trouble in [Trouble::Deaf, Trouble::Silent] {
            let (temp, platform) = (project(), Platform::open());
            platform.trouble(number, trouble);
            let mut child = ready(&temp, &platform, &["yi"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the binary runs");
            let about = format!("killed at {number}, {trouble:?}");
            assert!(platform.keeps_waiting(), "{about}: no such call");
            child.kill().expect("a kill");
            child.wait().expect("an end");
            platform.forget();
            let said = push(&temp, &platform, &["yi"]);
            assert_eq!(said.status, 0, "{about}: {}", said.all());
            let world = platform.world();
            assert_eq!((world.drafts.len(), world.materials.len()), (1, 1), "{about}: {:?}", world.log);
            let mut heard = world.heard.clone();
            heard.sort();
            heard.dedup();
            assert_eq!(heard.len(), world.heard.len(), "{about}: heard twice");
        }
    }
}
