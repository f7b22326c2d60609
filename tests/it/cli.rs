//! The command line as an editor meets it: exit statuses, Chinese messages, the forms of a report.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// An empty folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A project of one column and one sound entry.
fn project(name: &str) -> PathBuf {
    let root = folder(name);
    write(&root, "content/site.yaml", "name: 某某市政协\nbase_url: https://www.example.gov.cn\nprofile: none\n");
    write(&root, "content/yaowen/_column.yaml", "name: 要闻\nkind: news\n");
    write(&root, "content/yaowen/yi.md", "---\ntitle: 主席会议召开\ndate: 2026-11-20\n---\n会议指出。\n");
    root
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn kanxing(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kanxing")).arg("-C").arg(root).args(arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

#[test]
fn help_is_chinese() {
    let root = folder("help");
    for arguments in [&["--help"][..], &["check", "--help"], &["build", "--help"], &["new", "--help"]] {
        let help = kanxing(&root, arguments);
        assert_eq!(status(&help), 0);
        for english in ["Usage", "Options", "Commands", "Arguments", "Print", "default:", "possible values"] {
            assert!(!out(&help).contains(english), "{arguments:?}: {english}\n{}", out(&help));
        }
        assert!(out(&help).contains("用法：kanxing"));
    }
}

#[test]
fn wrong_usage_is_status_2_with_a_remedy() {
    let root = project("usage");
    for (arguments, message) in [
        (&["chekc"][..], "你是不是想写“check”？"),
        (&["publish"], "现有的命令：init、new、check"),
        (&["check", "--fromat", "json"], "你是不是想写“--format”？"),
        (&["check", "--format", "xml"], "human、json、sarif、csv"),
        (&["check", "content/没有"], "没有“content/没有”这个文件或文件夹"),
        (&["build", "--shard", "5/4"], "第几/共几"),
        (&["build", "--volume", "mei-you"], "没有编号为“mei-you”的书"),
        (&["build", "--as-of", "昨天"], "2026-11-20"),
        (&["new", "nwes", "标题"], "你是不是想写“news”？"),
        (&["explain", "unknwon-key"], "你是不是想写“unknown-key”？"),
        (&["why", "/mei-you.html"], "没有“/mei-you.html”这个页面"),
        (&["verify"], "先运行 kanxing build"),
    ] {
        let run = kanxing(&root, arguments);
        assert_eq!(status(&run), 2, "{arguments:?}: {}", err(&run));
        assert!(err(&run).contains(message), "{arguments:?}: {}", err(&run));
    }
    let nowhere = kanxing(&folder("nowhere"), &["check"]);
    assert_eq!(status(&nowhere), 2);
    assert!(err(&nowhere).contains("不是项目"));
}

#[test]
fn a_taken_port_is_status_3() {
    let root = project("port");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = kanxing(&root, &["serve", "--port", &port]);
    assert_eq!(status(&run), 3, "{}", err(&run));
    assert!(err(&run).contains("已被占用"));
}

#[test]
fn check_reports_in_four_forms() {
    let root = project("forms");
    write(&root, "content/yaowen/er.md", "---\ntitle: 又一次会议\ntitel: 错\ndate: 2026-11-20\n---\n正文。\n");

    let human = kanxing(&root, &["check", "--as-of", "2026-11-21"]);
    assert_eq!(status(&human), 1);
    assert!(out(&human).contains("错误[unknown-key]: 没有名为“titel”的键"), "{}", out(&human));
    assert!(out(&human).contains("content/yaowen/er.md:3:1"));
    assert!(out(&human).contains("建议：你是不是想写“title”？"));
    assert!(out(&human).contains("共 1 个错误、0 个警告。"));

    let json = out(&kanxing(&root, &["check", "--format", "json", "--as-of", "2026-11-21"]));
    let object: Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    let keys: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    for key in ["code", "severity", "file", "line", "column", "end_line", "end_column", "message", "quote", "help", "fix"] {
        assert!(keys.contains(&key), "{key}: {json}");
    }
    assert_eq!((&object["code"], &object["severity"]), (&"unknown-key".into(), &"error".into()));
    assert_eq!((&object["line"], &object["column"], &object["end_column"]), (&3.into(), &1.into(), &6.into()));

    let sarif = out(&kanxing(&root, &["check", "--format", "sarif", "--as-of", "2026-11-21"]));
    let log: Value = serde_json::from_str(&sarif).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(log["runs"][0]["results"][0]["ruleId"], "unknown-key");

    let csv = out(&kanxing(&root, &["check", "--format", "csv", "--as-of", "2026-11-21"]));
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some("\u{feff}序号,文件,行,列,程度,代码,原文,问题,建议"));
    assert!(lines.next().unwrap().starts_with("1,content/yaowen/er.md,3,1,错误,unknown-key,titel,"));
}

#[test]
fn columns_count_characters() {
    let root = project("columns");
    write(&root, "content/yaowen/er.md", "---\ntitle: 又一次会议\ndate: 2026-11-20\n---\n会议强调，见[[mei-you]]。\n");
    let json = out(&kanxing(&root, &["check", "--format", "json"]));
    let object: Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!((&object["code"], &object["line"], &object["column"]), (&"broken-link".into(), &5.into(), &7.into()));
}

#[test]
fn paths_narrow_a_report() {
    let root = project("narrow");
    write(&root, "content/yaowen/er.md", "---\ntitle: 又一次会议\ndate: 2026年\n---\n正文。\n");
    write(&root, "content/xieshang/_column.yaml", "name: 协商\nkind: news\n");
    assert_eq!(status(&kanxing(&root, &["check", "content/yaowen"])), 1);
    assert_eq!(status(&kanxing(&root, &["check", "content/xieshang"])), 0);
}

#[test]
fn fix_mends_what_can_be_mended() {
    let root = project("fix");
    write(&root, "content/yaowen/er.md", "\u{feff}---\r\ntitle: 又一次会议\r\ndate: 2026-11-20\r\nstatus: drafts\r\n---\r\n正文。\r\n");
    let run = kanxing(&root, &["check", "--fix"]);
    assert_eq!(status(&run), 0, "{}{}", out(&run), err(&run));
    let text = fs::read_to_string(root.join("content/yaowen/er.md")).unwrap();
    assert_eq!(text, "---\ntitle: 又一次会议\ndate: 2026-11-20\nstatus: draft\n---\n正文。\n");
}

#[test]
fn new_explains_every_key_and_never_overwrites() {
    let root = project("new");
    let first = kanxing(&root, &["new", "news", "市政协召开会议"]);
    assert_eq!(status(&first), 0, "{}", err(&first));
    let path = PathBuf::from(out(&first).trim());
    let text = fs::read_to_string(&path).unwrap();
    for part in ["title: \"市政协召开会议\"", "status: draft", "# event:  # 所报道的活动", "#   place:  # 活动地点"] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert_eq!(status(&kanxing(&root, &["check"])), 0);

    fs::write(&path, "改过的内容").unwrap();
    let second = kanxing(&root, &["new", "news", "市政协召开会议"]);
    assert_eq!(status(&second), 2);
    assert!(err(&second).contains("已经存在，不覆盖"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "改过的内容");
}

#[test]
fn new_asks_for_a_column_when_several_fit() {
    let root = project("several");
    write(&root, "content/xieshang/_column.yaml", "name: 协商\nkind: news\n");
    let run = kanxing(&root, &["new", "news", "标题"]);
    assert_eq!(status(&run), 2);
    assert!(err(&run).contains("yaowen（要闻）") && err(&run).contains("xieshang（协商）"));
    assert_eq!(status(&kanxing(&root, &["new", "news", "标题", "--column", "协商"])), 0);
}

#[test]
fn init_never_overwrites() {
    let root = folder("init");
    let first = kanxing(&root, &["init", "xin"]);
    assert_eq!(status(&first), 0, "{}", err(&first));
    assert!(root.join("xin/print").is_dir());
    fs::create_dir_all(root.join("xin/content")).unwrap();
    write(&root, "xin/content/site.yaml", "name: 我的\n");
    let second = kanxing(&root, &["init", "xin"]);
    assert_eq!(status(&second), 2);
    assert_eq!(fs::read_to_string(root.join("xin/content/site.yaml")).unwrap(), "name: 我的\n");
}

#[test]
fn list_gives_reasons() {
    let root = project("list");
    write(&root, "content/yaowen/er.md", "---\ntitle: 草稿\ndate: 2026-11-20\nstatus: draft\n---\n");
    write(&root, "content/yaowen/san.md", "---\ntitle: 预告\ndate: 2030-01-01\n---\n正文。\n");
    let text = out(&kanxing(&root, &["list", "--as-of", "2026-11-21"]));
    assert!(text.contains("草稿") && text.contains("定于 2030-01-01 00:00 发布"), "{text}");
    let json = out(&kanxing(&root, &["list", "scheduled", "--format", "json", "--as-of", "2026-11-21"]));
    let object: Value = serde_json::from_str(json.trim()).unwrap();
    assert_eq!((&object["id"], &object["state"]), (&"san".into(), &"scheduled".into()));
}

#[test]
fn every_reported_code_has_a_page() {
    let list = out(&kanxing(&folder("explain"), &["explain"]));
    for code in ["alias-bomb", "unknown-key", "stale-column", "term-rule", "yaml-syntax", "wechat-too-long"] {
        assert!(list.contains(code), "{code}");
        let page = out(&kanxing(&folder("explain"), &["explain", code]));
        assert!(page.starts_with(&format!("{code}：")) && page.contains('误') && page.contains('正'), "{page}");
    }
}

#[test]
fn schema_writes_one_file_for_every_shape() {
    let root = folder("schema");
    let run = kanxing(&root, &["schema"]);
    assert_eq!(status(&run), 0, "{}", err(&run));
    let text = fs::read_to_string(root.join("schema/front-case.json")).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(schema["properties"]["title"]["description"], "标题，不带任何标记");
    assert!(schema["properties"]["parties"].is_object() && root.join("schema/people.json").is_file());
}

#[test]
fn a_build_verifies_and_errors_change_nothing() {
    let root = project("build");
    let built = kanxing(&root, &["build", "--edition", "site", "--as-of", "2026-11-21"]);
    assert_eq!(status(&built), 0, "{}{}", out(&built), err(&built));
    let verified = kanxing(&root, &["verify"]);
    assert_eq!(status(&verified), 0, "{}{}", out(&verified), err(&verified));
    let again = out(&kanxing(&root, &["build", "--edition", "site", "--as-of", "2026-11-21"]));
    assert!(again.contains("重新生成 0，写入 0，删除 0"), "{again}");
    write(&root, "content/yaowen/er.md", "---\ntitle: 又一次会议\ndate: 2026年\n---\n正文。\n");
    let failed = kanxing(&root, &["build", "--edition", "site", "--as-of", "2026-11-21"]);
    assert_eq!(status(&failed), 1);
    assert!(err(&failed).contains("没有写出任何文件"));
    fs::remove_file(root.join("content/yaowen/er.md")).unwrap();
    assert_eq!(status(&kanxing(&root, &["verify"])), 0);
}
