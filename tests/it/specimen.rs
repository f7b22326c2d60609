//! The specimen: one small complete project through every edition, held against expected trees.
//!
//! Text is compared byte for byte, EPUBs file by file as unpacked, other files by their hashes.
//! `BLESS=1` rewrites `tests/specimen/expected/`; the diff is then read by a person.

use crate::house::{root, walk};
use crate::project::{Temp, build, kanxing};
use kanxing::files::Hash;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read};
use std::path::Path;

const TEXT: &[&str] = &["html", "xhtml", "xml", "json", "txt", "opf", "ncx", "css", "js", "typ", "webmanifest"];
const HASHES: &str = "hashes.txt";

#[test]
fn through_every_edition() {
    let temp = Temp::new("specimen");
    for path in walk(&root().join("tests/specimen")) {
        let name = path.strip_prefix(root().join("tests/specimen")).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if !name.starts_with("expected/") {
            temp.write(&name, &std::fs::read(&path).unwrap_or_default());
        }
    }
    let said = kanxing(temp.path(), &["check", "--as-of", crate::project::AS_OF]);
    assert_eq!(said.status, 0, "{}", said.all());
    build(temp.path(), &[]);
    let mut faults = Vec::new();
    for edition in ["site", "wechat", "print", "epub"] {
        let actual = texts(&temp.join("out").join(edition));
        assert!(!actual.is_empty(), "the specimen has nothing in the edition {edition}");
        let folder = root().join("tests/specimen/expected").join(edition);
        if std::env::var_os("BLESS").is_some() {
            bless(&folder, &actual);
        }
        faults.extend(compare(edition, &expected(&folder), &actual));
    }
    let verified = kanxing(temp.path(), &["verify"]);
    assert_eq!(verified.status, 0, "{}", verified.all());
    assert!(faults.is_empty(), "{} faults (BLESS=1 rewrites):\n{}", faults.len(), faults.join("\n"));
}

/// What must not be seen outside is not in any text of a public edition.
#[test]
fn what_is_internal_or_withdrawn_stays_inside() {
    let expected = walk(&root().join("tests/specimen/expected"));
    let public = expected.iter().filter(|path| !path.to_string_lossy().contains("expected/print"));
    for path in public {
        let text = String::from_utf8_lossy(&std::fs::read(path).unwrap_or_default()).into_owned();
        assert!(!text.contains("只进内部资料"), "{} shows an internal text", path.display());
        assert!(!text.contains("已经撤下。"), "{} shows a withdrawn text", path.display());
    }
}

/// The text files of a tree; one more entry holds the hashes of all others.
fn texts(folder: &Path) -> BTreeMap<String, String> {
    let (mut found, mut hashes) = (BTreeMap::new(), String::new());
    for path in walk(folder) {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let bytes = std::fs::read(&path).unwrap_or_default();
        if name.ends_with(".epub") {
            unpack(&name, bytes, &mut found, &mut hashes);
        } else {
            take(name, bytes, &mut found, &mut hashes);
        }
    }
    if !hashes.is_empty() {
        found.insert(HASHES.to_string(), hashes);
    }
    found
}

fn take(name: String, bytes: Vec<u8>, found: &mut BTreeMap<String, String>, hashes: &mut String) {
    let extension = name.rsplit('.').next().unwrap_or("");
    match String::from_utf8(bytes) {
        Ok(text) if TEXT.contains(&extension) => {
            found.insert(name, text);
        }
        Ok(text) => line(hashes, &name, text.as_bytes()),
        Err(error) => line(hashes, &name, error.as_bytes()),
    }
}

fn line(hashes: &mut String, name: &str, bytes: &[u8]) {
    let _ = writeln!(hashes, "{} {:>8} {name}", Hash::of(bytes), bytes.len());
}

/// The members of an EPUB in their order, which is listed too.
fn unpack(name: &str, bytes: Vec<u8>, found: &mut BTreeMap<String, String>, hashes: &mut String) {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an EPUB is a zip file");
    let mut order = String::new();
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).expect("a member");
        let inside = member.name().expect("a name in UTF-8").into_owned();
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).expect("a member that can be read");
        let _ = writeln!(order, "{inside}");
        take(format!("{name}/{inside}"), bytes, found, hashes);
    }
    found.insert(format!("{name}/order.txt"), order);
}

fn expected(folder: &Path) -> BTreeMap<String, String> {
    let files = walk(folder).into_iter().map(|path| {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        (name, std::fs::read_to_string(&path).unwrap_or_default())
    });
    files.collect()
}

fn bless(folder: &Path, actual: &BTreeMap<String, String>) {
    let _ = std::fs::remove_dir_all(folder);
    for (name, text) in actual {
        crate::project::write(&folder.join(name), text.as_bytes());
    }
}

fn compare(edition: &str, expected: &BTreeMap<String, String>, actual: &BTreeMap<String, String>) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = expected.keys().chain(actual.keys()).collect();
    let faults = names.into_iter().filter_map(|name| match (expected.get(name), actual.get(name)) {
        (Some(wanted), Some(got)) if wanted == got => None,
        (Some(wanted), Some(got)) => Some(format!("{edition}/{name}:\n{}", crate::suite::difference(wanted, got))),
        (None, _) => Some(format!("{edition}/{name}: not expected")),
        (_, None) => Some(format!("{edition}/{name}: not made")),
    });
    faults.collect()
}

#[test]
fn a_changed_page_is_seen() {
    let one = BTreeMap::from([("a.html".to_string(), "x\n".to_string()), ("b".to_string(), String::new())]);
    let other = BTreeMap::from([("a.html".to_string(), "y\n".to_string()), ("c".to_string(), String::new())]);
    assert_eq!(compare("site", &one, &other).len(), 3);
    assert!(compare("site", &one, &one).is_empty());
}
