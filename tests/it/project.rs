//! A project on disk to build with the real binary: a temporary folder, removed when dropped, and
//! the output trees compared byte for byte.

use kanxing::files::Hash;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

/// The moment every test build is seen from.
pub const AS_OF: &str = "2026-11-20";

/// A temporary folder.
pub struct Temp(PathBuf);

impl Temp {
    pub fn new(name: &str) -> Temp {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("kanxing-{name}-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a temporary folder");
        Temp(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn join(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    /// Writes a file and the folders above it.
    pub fn write(&self, path: &str, bytes: &[u8]) {
        write(&self.join(path), bytes);
    }
}

impl Drop for Temp {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn write(path: &Path, bytes: &[u8]) {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).expect("a folder");
    }
    std::fs::write(path, bytes).expect("a file written");
}

/// What a run of the binary said and how it ended.
pub struct Said {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    pub fn new(output: &Output) -> Said {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Said { status: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
    }

    pub fn all(&self) -> String {
        format!("status {}\n{}{}", self.status, self.out, self.err)
    }
}

/// The binary on a project folder.
pub fn command(project: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kanxing"));
    command.arg("-C").arg(project).args(["--color", "never"]).args(arguments);
    command
}

pub fn kanxing(project: &Path, arguments: &[&str]) -> Said {
    Said::new(&command(project, arguments).output().expect("the binary runs"))
}

/// A build as of [`AS_OF`] that must end well.
pub fn build(project: &Path, more: &[&str]) -> Said {
    let said = kanxing(project, &[&["build", "--as-of", AS_OF], more].concat());
    assert_eq!(said.status, 0, "build {more:?}: {}", said.all());
    said
}

/// Relative path -> hash of every file below `folder`, hidden ones too.
pub fn tree(folder: &Path) -> BTreeMap<String, Hash> {
    let files = crate::house::walk(folder).into_iter().map(|path| {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        (name, Hash::of(&std::fs::read(&path).unwrap_or_default()))
    });
    files.collect()
}

/// Relative path -> modification time of every file below `folder`.
pub fn times(folder: &Path) -> BTreeMap<String, std::time::SystemTime> {
    let files = crate::house::walk(folder).into_iter().filter_map(|path| {
        let time = std::fs::metadata(&path).and_then(|meta| meta.modified()).ok()?;
        Some((path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned(), time))
    });
    files.collect()
}

/// Asserts that two folders hold the same bytes.
pub fn same(one: &Path, other: &Path, about: &str) {
    let (a, b) = (tree(one), tree(other));
    let differing: Vec<&String> = a.keys().chain(b.keys()).filter(|path| a.get(*path) != b.get(*path)).collect();
    assert!(differing.is_empty(), "{about}: {} and {} differ in {differing:?}", one.display(), other.display());
}

/// Every file of a tree that is text, by its path with `/`.
pub fn walk_texts(folder: &Path) -> BTreeMap<String, String> {
    let files = crate::house::walk(folder).into_iter().filter_map(|path| {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        Some((name, String::from_utf8(std::fs::read(&path).ok()?).ok()?))
    });
    files.collect()
}
