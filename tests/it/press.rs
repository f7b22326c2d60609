//! The press under use: whatever is done to a project, the next build leaves on disk what a clean
//! render gives; nothing is written twice; shards make the whole; a killed build leaves no half file.

use crate::project::{AS_OF, Temp, build, command, kanxing, same, times, tree};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, SystemTime};

const SITE: &[&str] = &["--edition", "site"];
const TWO: &[&str] = &["--edition", "site,wechat"];
const COLUMNS: &[(&str, &str)] = &[("yaowen", "news"), ("anli", "case"), ("duben", "qa")];
const TAGS: &[&str] = &["协商", "提案", "文史", "书香"];
const BASE: &str = "themes/zhengxie/site/templates/base.html";
const STYLE: &str = "themes/zhengxie/site/static/site.css";

/// How many random edits; more with `KANXING_STEPS`.
fn steps() -> usize {
    std::env::var("KANXING_STEPS").ok().and_then(|text| text.parse().ok()).unwrap_or(200)
}

/// A generator of pseudo-random numbers; a failure names its step, the seed is fixed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.roll(list.len())]
    }
}

/// The sources of a project, so that a step can be taken back.
#[derive(Clone, Default)]
struct Sources(BTreeMap<String, String>);

impl Sources {
    fn put(&mut self, path: &str, text: impl Into<String>) {
        self.0.insert(path.to_string(), text.into());
    }

    /// Makes the folder hold exactly these; files that are the same already are left alone.
    fn lay(&self, before: &Sources, project: &Path) {
        for path in before.0.keys().filter(|path| !self.0.contains_key(*path)) {
            let _ = std::fs::remove_file(project.join(path));
        }
        for (path, text) in self.0.iter().filter(|(path, text)| before.0.get(*path) != Some(text)) {
            crate::project::write(&project.join(path), text.as_bytes());
        }
    }

    fn entries(&self) -> Vec<String> {
        let entry = |path: &&String| path.starts_with("content/") && path.ends_with(".md") && !path.contains("/volumes/");
        self.0.keys().filter(entry).cloned().collect()
    }

    fn edit(&mut self, path: &str, change: impl FnOnce(&str) -> String) {
        if let Some(text) = self.0.get(path) {
            let changed = change(text);
            self.put(path, changed);
        }
    }

    /// Replaces or adds a line of front matter.
    fn set(&mut self, path: &str, key: &str, value: &str) {
        self.edit(path, |text| {
            let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with(&format!("{key}:"))).collect();
            format!("---\n{key}: {value}\n{}\n", lines[1..].join("\n"))
        });
    }
}

fn entry(number: usize, column: &str, title: &str) -> String {
    let own = if column == "duben" { format!("number: {number}\nquestion: 第{number}问？\n") } else { String::new() };
    let (day, tag) = (1 + number % 28, TAGS[number % TAGS.len()]);
    format!("---\ntitle: {title}\ndate: 2026-03-{day:02}\n{own}tags: [{tag}]\npeople: [某甲]\n---\n\n## 第一节\n\n正文第{number}段，**“重点”**在此。\n")
}

fn start() -> Sources {
    let mut sources = Sources::default();
    sources.put("content/site.yaml", "name: 某某市政协\nbase_url: https://www.example.gov.cn\nprofile: none\n");
    sources.put("content/registers/figures.yaml", "- id: stations\n  metric: 联络站\n  unit: 个\n  values:\n    - {value: 187, scope: 某某市, as_of: 2022-12-31}\n");
    for (column, kind) in COLUMNS {
        sources.put(&format!("content/{column}/_column.yaml"), format!("name: 栏目{column}\nkind: {kind}\npage_size: 2\n"));
    }
    for number in 0..9 {
        let column = COLUMNS[number % 3].0;
        sources.put(&format!("content/{column}/e{number}.md"), entry(number, column, &format!("标题{number}")));
    }
    sources.edit("content/yaowen/e0.md", |text| format!("{text}\n见[[e1]]和[另一篇](e2)。\n\n```stat\nitems:\n  - {{figure: stations}}\n```\n"));
    sources
}

/// One random change, by name.
fn change(sources: &mut Sources, dice: &mut Dice, step: usize, project: &Path) -> String {
    let entries = sources.entries();
    let path = dice.of(&entries).clone();
    match dice.roll(14) {
        0 => {
            touch(&project.join(&path));
            format!("touch {path}")
        }
        1 => {
            let text = sources.0.remove(&path).unwrap_or_default();
            let to = path.replace(".md", &format!("-{step}.md"));
            sources.put(&to, text);
            format!("rename {path} to {to}")
        }
        2 if entries.len() > 6 => {
            sources.0.remove(&path);
            format!("delete {path}")
        }
        3 | 4 => {
            // The same length most times, so that only the bytes tell.
            sources.set(&path, "title", &format!("改题{:03}", dice.roll(1000)));
            format!("retitle {path}")
        }
        5 => {
            sources.set(&path, "tags", &format!("[{}, {}]", dice.of(TAGS), if dice.roll(2) == 0 { "新标签" } else { "调研" }));
            format!("retag {path}")
        }
        6 | 7 => {
            let number = dice.roll(1000);
            sources.edit(&path, |text| format!("{text}\n补一句{number:03}。\n"));
            format!("edit {path}")
        }
        8 => {
            let number = dice.roll(100);
            let base = builtin(BASE);
            sources.put(BASE, base.replace("</body>", &format!("<p>模板{number}</p></body>")));
            "change a template".to_string()
        }
        9 => {
            sources.put(STYLE, format!("{}\n/* {} */\n", builtin(STYLE), dice.roll(100)));
            "change the style sheet".to_string()
        }
        10 => {
            let value = dice.roll(900);
            sources.edit("content/registers/figures.yaml", |text| {
                let (head, tail) = text.split_once("{value: ").unwrap_or((text, ""));
                format!("{head}{{value: {value},{}", tail.split_once(',').map_or("", |(_, rest)| rest))
            });
            "change a register".to_string()
        }
        11 => {
            sources.put("content/site.yaml", format!("name: 某某市政协{}\nbase_url: https://www.example.gov.cn\nprofile: none\n", dice.roll(9)));
            "change site.yaml".to_string()
        }
        12 => {
            let column = dice.of(COLUMNS).0;
            sources.put(&format!("content/{column}/n{step}.md"), entry(step, column, &format!("新稿{step}")));
            format!("add content/{column}/n{step}.md")
        }
        _ => {
            let status = *dice.of(&["withdrawn", "draft", "published", "published"]);
            sources.set(&path, "status", status);
            format!("{status} {path}")
        }
    }
}

fn builtin(path: &str) -> String {
    kanxing::builtin::files(path).text(path).unwrap_or_default()
}

fn touch(path: &Path) {
    if let Ok(file) = std::fs::File::options().append(true).open(path) {
        let _ = file.set_modified(SystemTime::now());
    }
}

#[test]
fn after_any_edit_the_disk_is_a_clean_render() {
    let (temp, clean) = (Temp::new("verify"), Temp::new("clean"));
    let (mut sources, mut dice) = (start(), Dice(20_261_120));
    sources.lay(&Sources::default(), temp.path());
    build(temp.path(), TWO);
    let mut refused = 0;
    for step in 0..steps() {
        let before = sources.clone();
        let what = change(&mut sources, &mut dice, step, temp.path());
        sources.lay(&before, temp.path());
        let output = tree(&temp.join("out"));
        // Every fifth step both editions, so that the other one is several edits behind.
        let editions = if step % 5 == 4 { TWO } else { SITE };
        let said = kanxing(temp.path(), &[&["build", "--as-of", AS_OF], editions].concat());
        if said.status == 1 {
            // A link whose target went: nothing may have changed. Taken back.
            assert_eq!(tree(&temp.join("out")), output, "step {step}, {what}: a refused build wrote");
            before.lay(&sources, temp.path());
            sources = before;
            refused += 1;
            continue;
        }
        assert_eq!(said.status, 0, "step {step}, {what}: {}", said.all());
        let said = kanxing(temp.path(), &[&["verify"], editions].concat());
        assert_eq!(said.status, 0, "step {step}, {what}: {}", said.all());
        if step % 10 == 9 {
            let _ = std::fs::remove_dir_all(clean.path());
            sources.lay(&Sources::default(), clean.path());
            build(clean.path(), TWO);
            same(&temp.join("out"), &clean.join("out"), &format!("step {step}, {what}"));
        }
    }
    assert!(refused * 4 < steps(), "{refused} of {} steps were refused: the test says little", steps());
}

#[test]
fn verify_sees_what_was_changed_behind_its_back() {
    let temp = Temp::new("behind");
    start().lay(&Sources::default(), temp.path());
    build(temp.path(), TWO);
    let page = temp.join("out/site/index.html");
    let good = std::fs::read(&page).expect("a home page");
    std::fs::write(&page, b"x").expect("written");
    assert_eq!(kanxing(temp.path(), &["verify"]).status, 1);
    build(temp.path(), TWO);
    assert_eq!(std::fs::read(&page).expect("a home page"), good, "build mends what was changed");
    temp.write("out/site/stray.html", b"x");
    assert_eq!(kanxing(temp.path(), &["verify"]).status, 1);
    std::fs::remove_file(temp.join("out/site/stray.html")).expect("removed");
    std::fs::remove_file(&page).expect("removed");
    assert_eq!(kanxing(temp.path(), &["verify"]).status, 1);
    build(temp.path(), TWO);
    assert_eq!(kanxing(temp.path(), &["verify"]).status, 0);
}

#[test]
fn a_second_build_writes_nothing() {
    let temp = Temp::new("twice");
    start().lay(&Sources::default(), temp.path());
    build(temp.path(), &[]);
    let before = times(&temp.join("out"));
    build(temp.path(), &[]);
    assert_eq!(times(&temp.join("out")), before);
    build(temp.path(), &["--force"]);
    assert_eq!(times(&temp.join("out")), before, "even rendered anew, equal bytes are not written");
}

#[test]
fn shards_make_the_whole() {
    let (whole, parts) = (Temp::new("whole"), Temp::new("parts"));
    start().lay(&Sources::default(), whole.path());
    start().lay(&Sources::default(), parts.path());
    build(whole.path(), TWO);
    for shard in ["2/3", "1/3", "3/3"] {
        build(parts.path(), &[TWO, &["--shard", shard]].concat());
    }
    same(&whole.join("out"), &parts.join("out"), "three shards");
}

#[test]
fn a_killed_build_leaves_no_half_file() {
    let (temp, done) = (Temp::new("killed"), Temp::new("done"));
    let mut sources = start();
    for number in 100..400 {
        sources.put(&format!("content/yaowen/k{number}.md"), entry(number, "yaowen", &format!("稿{number}")) + &"正文。".repeat(3000));
    }
    sources.lay(&Sources::default(), temp.path());
    sources.lay(&Sources::default(), done.path());
    build(done.path(), SITE);
    let mut dice = Dice(7);
    let mut older = BTreeMap::new();
    for round in 0..10 {
        let newest = tree(&done.join("out"));
        let mut command = command(temp.path(), &[&["build", "--quiet", "--as-of", AS_OF], SITE].concat());
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the binary runs");
        std::thread::sleep(Duration::from_millis(20 + dice.roll(400) as u64));
        let _ = child.kill();
        let _ = child.wait();
        for (path, hash) in tree(&temp.join("out/site")) {
            let path = format!("site/{path}");
            let whole = newest.get(&path) == Some(&hash) || older.get(&path) == Some(&hash);
            assert!(whole, "round {round}: out/{path} is neither the old file nor the new one");
        }
        if round % 3 == 2 {
            build(temp.path(), SITE);
            same(&temp.join("out"), &done.join("out"), &format!("round {round}: the build after the kill"));
            let name = format!("name: 某某市政协{round}\nbase_url: https://www.example.gov.cn\nprofile: none\n");
            older = newest;
            temp.write("content/site.yaml", name.as_bytes());
            done.write("content/site.yaml", name.as_bytes());
            build(done.path(), SITE);
        }
    }
    build(temp.path(), SITE);
    same(&temp.join("out"), &done.join("out"), "the last build");
}
