//! The house rules as tests: who may import whom, what is named only where, what every file owes.
//!
//! A rule is a function from sources to faults, so that each is proven red on a bad source too.

use crate::source::{Named, Source};
use kanxing::directive::Directive;
use kanxing::kind::KindName;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Rooms, low to high: each may use only those before it (`src/lib.rs` is the map).
const ROOMS: &[&str] = &[
    "diag", "files", "shape", "text", "markup", "directive", "tree", "kind", "catalog", "builtin", "load", "check",
    "media", "render", "edition", "press", "disk", "web", "intake", "release", "desk", "cli",
];

/// What a room may not use although it stands lower.
const FORBIDDEN: &[(&str, &str, &str)] = &[
    ("desk", "render", "the desk asks editions, it does not render"),
    ("check", "load", "checks read the catalog, they do not load"),
    ("render", "catalog", "links and pictures arrive resolved, in an Outlet"),
];

/// A path named in code, the files that may name it, and why no other.
const ONLY_IN: &[(&str, &[&str], &str)] = &[
    ("std::fs", &["src/disk", "src/builtin/embed.rs"], "one room touches the disk"),
    ("pulldown_cmark", &["src/load/"], "one room knows a parser"),
    ("granit_parser", &["src/load/"], "one room knows a parser"),
    ("serde_yaml", &["src/load/", "src/cli/"], "one room reads YAML, the command line may show it"),
    ("typst", &["src/edition/print/"], "one edition knows the typesetter"),
    ("typst_pdf", &["src/edition/print/"], "one edition knows the typesetter"),
    ("typst_layout", &["src/edition/print/"], "one edition knows the typesetter"),
    ("zip", &["src/edition/epub/"], "one edition packs"),
    ("notify", &["src/desk/"], "one room watches"),
    ("axum", &["src/desk/"], "one room serves"),
    ("tokio", &["src/desk/"], "one room serves"),
    ("ureq", &["src/web/"], "one room asks other sites"),
    ("clap", &["src/cli/"], "one room knows the command line"),
    ("clap_complete", &["src/cli/"], "one room knows the command line"),
    ("anyhow", &["src/cli/"], "a mistake is a value with a place everywhere else"),
    ("indicatif", &["src/cli/"], "one room knows the terminal"),
    ("annotate_snippets", &["src/cli/"], "one room knows the terminal"),
    ("SystemTime::now", &["src/cli/"], "one room reads the clock"),
    ("Instant", &["src/cli/"], "one room reads the clock"),
    ("Timestamp::now", &["src/cli/"], "one room reads the clock"),
    ("Zoned::now", &["src/cli/"], "one room reads the clock"),
    ("std::process::exit", &["src/cli/", "src/main.rs"], "one room ends the program"),
    ("std::process::Command", &["src/cli/"], "no shelling out; the command line may open a browser"),
];

/// Macros and who may use them.
const MACROS_ONLY_IN: &[(&str, &[&str])] = &[
    ("println", &["src/cli/", "src/builtin/embed.rs"]),
    ("eprintln", &["src/cli/"]),
    ("print", &["src/cli/"]),
    ("eprint", &["src/cli/"]),
    ("dbg", &[]),
    ("todo", &[]),
    ("unimplemented", &[]),
    ("panic", &[]),
    ("unreachable", &[]),
];

const FONT_NAMES: &[&str] =
    &["KanxingSong", "KanxingHei", "KanxingKai", "Kanxing Song", "Kanxing Hei", "Kanxing Kai", "Noto S", "LXGW",
      "SimSun", "SimHei", "PingFang", "YaHei", "Source Han", "sans-serif"];

#[test]
fn rooms_use_only_rooms_below_them() {
    report(sources().iter().flat_map(|source| import_faults(source, &macro_homes())).collect());
}

#[test]
fn what_is_named_only_in_one_place() {
    report(sources().iter().flat_map(ban_faults).collect());
}

#[test]
fn themes_decide_how_things_look() {
    report(sources().iter().flat_map(look_faults).collect());
}

#[test]
fn every_source_says_what_it_is_for_and_is_short() {
    let own = rust_files("tests/it");
    report(sources().iter().chain(&own).flat_map(head_faults).collect());
}

/// Each rule, proven red on a source that breaks it and nothing else.
#[test]
fn a_bad_source_is_refused() {
    let homes = BTreeMap::from([("shape".to_string(), "shape".to_string())]);
    let imports = |path: &str, code: &str| import_faults(&Source::new(path, code), &homes);
    for (path, code) in [
        ("src/tree/mod.rs", "use crate::load::document;"),
        ("src/tree/walk.rs", "use super::super::load;"),
        ("src/files/mod.rs", "use crate::{diag::At, catalog::{site::Site}};"),
        ("src/text/mod.rs", "fn f() { crate::edition::EDITIONS.len(); }"),
        ("src/diag/mod.rs", "#[serde(with = \"crate::files::shared\")] struct A;"),
        ("src/diag/mod.rs", "crate::shape! { pub struct A {} }"),
        ("src/desk/mod.rs", "use crate::render::html;"),
        ("src/attic/mod.rs", "//! A room nobody knows."),
        ("src/edition/site/mod.rs", "use crate::edition::wechat::article;"),
        ("src/edition/site/page.rs", "use super::super::print::world;"),
        ("src/press/mod.rs", "fn f() -> bool { name == crate::kind::EditionName::Wechat }"),
    ] {
        assert_eq!(imports(path, code).len(), 1, "{path}: {code}: {:?}", imports(path, code));
    }
    for (path, code) in [
        ("src/tree/mod.rs", "use crate::diag::Span; // use crate::load::x"),
        ("src/tree/walk.rs", "use super::Block; const A: &str = \"see crate::load\";"),
        ("src/edition/site/page.rs", "use super::super::shop::Shop; use crate::kind::EditionName;"),
        ("src/catalog/site.rs", "crate::shape! { pub struct A {} }"),
    ] {
        assert_eq!(imports(path, code), Vec::<String>::new(), "{path}: {code}");
    }
    for (path, code) in [
        ("src/load/mod.rs", "use std::{env, fs};"),
        ("src/media/mod.rs", "fn f() { std::fs::read(p); }"),
        ("src/check/mod.rs", "use typst::layout::Page;"),
        ("src/press/mod.rs", "fn f() { let t = std::time::Instant::now(); }"),
        ("src/desk/mod.rs", "fn f() { println!(); }"),
        ("src/cli/mod.rs", "fn f() { a.unwrap(); }"),
        ("src/cli/mod.rs", "fn f() { a\n    .expect(\"b\"); }"),
        ("src/cli/mod.rs", "fn f() { todo!() }"),
    ] {
        assert_eq!(ban_faults(&Source::new(path, code)).len(), 1, "{path}: {code}");
    }
    assert!(ban_faults(&Source::new("src/load/a.rs", "fn f() { a.unwrap_or(1); let std::fs_like = 1; }")).is_empty());
    for code in ["const A: &str = \"#a01c1c\";", "const A: &str = \"color:#fff\";", "const A: &str = \"SimSun\";"] {
        assert_eq!(look_faults(&Source::new("src/render/a.rs", code)).len(), 1, "{code}");
    }
    assert!(look_faults(&Source::new("src/render/a.rs", "// #a01c1c\nconst A: &str = \"#anchor #12 #rrggbb\";")).is_empty());
    let long = "//! Short.\n".to_string() + &"\n".repeat(400);
    assert_eq!(head_faults(&Source::new("src/a.rs", &long)).len(), 1);
    assert_eq!(head_faults(&Source::new("src/a.rs", "fn f() {}")).len(), 1);
    assert!(head_faults(&Source::new("src/a.rs", &long.replace("Short.", "Is longer than 400 lines because x."))).is_empty());
    for bad in [format!("see {}work{}x", '/', '/'), format!("{}root{}.cache", '/', '/'), ["https:/", "10.1.2.3", "simple"].join("/")] {
        assert_eq!(machine_faults("a.md", &bad).len(), 1, "{bad}");
    }
    assert!(machine_faults("a.md", "out/work/x, /site/, https://www.example.gov.cn").is_empty());
}

#[test]
fn every_directive_kind_and_check_has_its_page() {
    let mut wanted: Vec<String> = Directive::ALL.iter().map(|(name, _, _)| format!("directive/{name}.md")).collect();
    wanted.extend(KindName::ALL.iter().map(|kind| format!("kind/{}.md", kind.word())));
    wanted.extend(check_codes().iter().map(|code| format!("check/{code}.md")));
    let missing = wanted.iter().filter(|page| !root().join("tests/suite").join(page).exists());
    report(missing.map(|page| format!("tests/suite/{page}: no such page")).collect());
}

#[test]
fn the_readme_names_both_doors() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap_or_default();
    let doors = ["cargo run --release -- build", "tests/run"];
    report(doors.iter().filter(|door| !readme.contains(**door)).map(|door| format!("README.md: no `{door}`")).collect());
}

#[test]
fn nothing_of_one_machine_is_committed() {
    let mut faults = Vec::new();
    for path in tracked() {
        let Ok(bytes) = std::fs::read(root().join(&path)) else { continue };
        if let Ok(text) = std::str::from_utf8(&bytes) {
            faults.extend(machine_faults(&path, text));
        }
    }
    report(faults);
}

#[test]
fn the_top_level_is_as_agreed() {
    let agreed = ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", "README.md", "LICENSE", "src", "content", "themes", "print", "tests"];
    let tops: Vec<String> = tracked().iter().map(|path| path.split('/').next().unwrap_or("").to_string()).collect();
    let strange = tops.iter().filter(|top| !top.starts_with('.') && !top.starts_with("LICENSE") && !agreed.contains(&top.as_str()));
    report(strange.map(|top| format!("{top}: not one of the folders and files agreed for the top level")).collect());
}

fn import_faults(source: &Source, homes: &BTreeMap<String, String>) -> Vec<String> {
    let Some(room) = source.room().filter(|_| source.path != "src/builtin/embed.rs") else { return Vec::new() };
    let Some(own) = ROOMS.iter().position(|name| *name == room) else {
        return vec![format!("{}: `{room}` is no room of the house", source.path)];
    };
    let mut faults = Vec::new();
    for named in source.named() {
        if let Some(used) = used_room(source, &named, homes) {
            let higher = ROOMS.iter().position(|name| *name == used).is_some_and(|at| at > own);
            let forbidden = FORBIDDEN.iter().find(|(who, whom, _)| *who == room && *whom == used);
            if higher {
                faults.push(format!("{}:{}: `{room}` may not use `{used}`, which stands above it", source.path, named.line));
            } else if let Some((_, _, why)) = forbidden {
                faults.push(format!("{}:{}: `{room}` may not use `{used}`: {why}", source.path, named.line));
            }
        }
        if let Some(other) = other_edition(source, &named) {
            faults.push(format!("{}:{}: names the edition `{other}`", source.path, named.line));
        }
    }
    faults
}

/// The room of this crate that a path leads to, if it leaves its own.
fn used_room(source: &Source, named: &Named, homes: &BTreeMap<String, String>) -> Option<String> {
    let parts = &named.parts;
    let supers = parts.iter().take_while(|part| *part == "super").count();
    let first = match parts.first()?.as_str() {
        "crate" => parts.get(1)?,
        "super" if supers >= source.depth() => parts.get(supers)?,
        _ => return None,
    };
    if ROOMS.contains(&first.as_str()) {
        return Some(first.clone()).filter(|room| Some(room.as_str()) != source.room());
    }
    homes.get(first).filter(|home| named.is_macro && Some(home.as_str()) != source.room()).cloned()
}

/// An edition named by another one, or by the press.
fn other_edition(source: &Source, named: &Named) -> Option<String> {
    const EDITIONS: &[(&str, &str)] = &[("site", "Site"), ("wechat", "Wechat"), ("print", "Print"), ("epub", "Epub")];
    let text = named.text();
    if source.room() == Some("press") {
        let spelt = |(room, variant): &&(&str, &str)| {
            text.contains(&format!("edition::{room}")) || text.contains(&format!("EditionName::{variant}"))
        };
        return EDITIONS.iter().find(spelt).map(|(room, _)| room.to_string());
    }
    let within = source.path.strip_prefix("src/edition/")?;
    let own = within.split(['/', '.']).next()?;
    EDITIONS.iter().find(|(room, _)| *room == own)?;
    let supers = named.parts.iter().take_while(|part| *part == "super").count();
    let reached = match named.parts.first()?.as_str() {
        "crate" if named.parts.get(1)? == "edition" => named.parts.get(2)?,
        "super" if supers + 1 == source.depth() => named.parts.get(supers)?,
        _ => return None,
    };
    EDITIONS.iter().find(|(room, _)| room == reached && *room != own).map(|(room, _)| room.to_string())
}

fn ban_faults(source: &Source) -> Vec<String> {
    let allowed = |places: &[&str]| places.iter().any(|place| source.path.starts_with(place));
    let mut faults = Vec::new();
    for named in source.named() {
        let text = named.text();
        for (path, places, why) in ONLY_IN {
            let own_module = source.code.contains(&format!("mod {path};"));
            if named_as(&text, path) && !own_module && !allowed(places) {
                faults.push(format!("{}:{}: names `{path}`: {why}", source.path, named.line));
            }
        }
        for (name, places) in MACROS_ONLY_IN {
            if named.is_macro && named.parts.last().is_some_and(|last| last == name) && !allowed(places) {
                faults.push(format!("{}:{}: `{name}!` has no place here", source.path, named.line));
            }
        }
    }
    for call in [".unwrap()", ".expect(", ".unwrap_unchecked("] {
        for (at, _) in source.code.match_indices(call) {
            faults.push(format!("{}:{}: `{call}` outside tests", source.path, source.line_of(at)));
        }
    }
    faults
}

/// Whether a path is, begins with, or (for a type and its function) ends with `wanted`.
fn named_as(text: &str, wanted: &str) -> bool {
    let begins = text.starts_with(&format!("{wanted}::")) || text == wanted && wanted.contains("::");
    let is_type = wanted.starts_with(char::is_uppercase);
    begins || is_type && (text.ends_with(&format!("::{wanted}")) || text.contains(&format!("::{wanted}::")))
}

fn look_faults(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    for (line, string) in &source.strings {
        if let Some(colour) = string.split('#').skip(1).find(|rest| starts_with_colour(rest)) {
            let colour: String = colour.chars().take_while(char::is_ascii_hexdigit).collect();
            faults.push(format!("{}:{line}: the colour #{colour} belongs in themes/ or print/", source.path));
        }
        if let Some(font) = FONT_NAMES.iter().find(|font| string.contains(**font)) {
            faults.push(format!("{}:{line}: the font `{font}` belongs in themes/ or print/", source.path));
        }
    }
    faults
}

/// `a01c1c` or `fff`, and no longer word: `123` alone is a number, not a colour.
fn starts_with_colour(rest: &str) -> bool {
    let digits: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    let hex = digits.chars().all(|c| c.is_ascii_hexdigit());
    hex && (digits.len() == 6 || digits.len() == 3 && digits.chars().any(|c| c.is_ascii_alphabetic()))
}

fn head_faults(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    if !source.text.starts_with("//! ") {
        faults.push(format!("{}: does not open with `//!` saying what it is for", source.path));
    }
    let head: String = source.text.lines().take_while(|line| line.starts_with("//!")).collect();
    let lines = source.text.lines().count();
    if lines > 400 && !head.contains("longer than 400 lines because") {
        faults.push(format!("{}: {lines} lines, and its head does not say why", source.path));
    }
    faults
}

/// Paths of one machine and addresses of one network. The words are put together here so that
/// this file does not hold what it refuses.
fn machine_faults(path: &str, text: &str) -> Vec<String> {
    let folders = ["work", "farm", "root"].map(|name| format!("/{name}/"));
    let hosts = ["10.", "192.168.", "172.16."].map(|net| format!("://{net}"));
    let registries = ["index-url", "extra-index", "find-links", "artifactory", ".internal/"];
    let mut faults = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let at = format!("{path}:{}", number + 1);
        let absolute = |folder: &&String| {
            line.match_indices(folder.as_str()).any(|(at, _)| {
                !line[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || "_.)}".contains(c))
            })
        };
        if let Some(folder) = folders.iter().find(absolute) {
            faults.push(format!("{at}: the machine path {folder}"));
        }
        if let Some(host) = hosts.iter().find(|host| line.contains(host.as_str())) {
            faults.push(format!("{at}: the host {host}…"));
        }
        if path != "tests/it/house.rs" && registries.iter().any(|word| line.contains(word)) {
            faults.push(format!("{at}: names a package registry"));
        }
        if path == "Cargo.lock" && line.starts_with("source = ") && !line.contains("github.com/rust-lang/crates.io-index") {
            faults.push(format!("{at}: a package from elsewhere"));
        }
    }
    faults
}

/// Exported macro -> the room that defines it.
fn macro_homes() -> BTreeMap<String, String> {
    let mut homes = BTreeMap::new();
    for source in sources() {
        for (at, found) in source.code.match_indices("macro_rules! ") {
            let name = source.code[at + found.len()..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            homes.extend(source.room().map(|room| (name, room.to_string())));
        }
    }
    homes
}

/// Codes of the checks: the names of their files, whatever stands in the table.
fn check_codes() -> Vec<String> {
    let row = |source: &Source| source.code.contains("pub fn run");
    let checks = rust_files("src/check");
    checks.iter().filter(|source| row(source)).map(|source| {
        let name = source.path.rsplit('/').next().unwrap_or("");
        name.trim_end_matches(".rs").replace('_', "-")
    }).collect()
}

fn report(faults: Vec<String>) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Source> {
    rust_files("src")
}

fn rust_files(folder: &str) -> Vec<Source> {
    let files = walk(&root().join(folder)).into_iter().filter(|path| path.extension().is_some_and(|ext| ext == "rs"));
    files.filter_map(|path| {
        let text = std::fs::read_to_string(&path).ok()?;
        Some(Source::new(&relative(&path), &text))
    }).collect()
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Every file below `folder`, in order.
pub fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter()
        .filter_map(Result::ok).filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect();
    found.sort();
    found
}

/// What git tracks; without git (an unpacked archive) everything but what is built.
fn tracked() -> Vec<String> {
    let listed = Command::new("git").args(["-c", "core.quotepath=off", "ls-files"]).current_dir(root()).output();
    match listed {
        Ok(output) if output.status.success() => String::from_utf8_lossy(&output.stdout).lines().map(str::to_string).collect(),
        _ => walk(&root()).iter().map(|path| relative(path))
            .filter(|path| !["target/", "out/", ".git/", ".kanxing/"].iter().any(|built| path.starts_with(built))).collect(),
    }
}
