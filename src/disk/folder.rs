//! A folder as files: sorted, read when asked for, nothing outside it.

use super::sentence;
use crate::diag::{At, Diagnostic, Warned};
use crate::files::{File, Files, Hash, Source, Stamp};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;
use walkdir::WalkDir;

/// What the files of a folder were at an earlier run: a file of the same size and time keeps its
/// hash, unless it was touched so shortly before the stamps were taken that its time cannot tell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Stamps {
    /// Nanoseconds since 1970.
    taken_ns: u64,
    files: BTreeMap<String, (Stamp, Hash)>,
}

/// Shorter before the stamps than this, in nanoseconds, a file's time does not tell whether it was
/// changed since.
pub const DOUBT_NS: u64 = 2_000_000_000;

impl Stamps {
    /// The stamps of `files` whose hashes are known, taken at `now_ns`.
    #[must_use]
    pub fn of(files: &Files, now_ns: u64) -> Stamps {
        let known = files.iter().filter_map(|(path, file)| Some((path.to_string(), (file.stamp, file.known_hash()?))));
        Stamps { taken_ns: now_ns, files: known.collect() }
    }

    /// Tells `files` the hashes they had, where they are as they were.
    pub fn recall(&self, files: &Files) {
        for (path, file) in files.iter() {
            if let Some(hash) = self.hash(path, file.stamp) {
                file.know(hash);
            }
        }
    }

    fn hash(&self, path: &str, stamp: Stamp) -> Option<Hash> {
        let (known, hash) = self.files.get(path)?;
        (*known == stamp && stamp.modified_ns + DOUBT_NS < self.taken_ns).then_some(*hash)
    }

    /// Whether the same files have the same hashes here, whenever they were taken.
    #[must_use]
    pub fn same_files(&self, other: &Stamps) -> bool {
        self.files == other.files && self.files.values().all(|(stamp, _)| stamp.modified_ns + DOUBT_NS < self.taken_ns)
    }
}

/// A folder that files are read from.
pub struct Folder {
    root: PathBuf,
}

impl Source for Folder {
    fn read(&self, path: &str, len: u64) -> Result<Arc<[u8]>, String> {
        let path = self.root.join(path);
        whole(&path, len).map(Into::into).map_err(|error| sentence(&path, &error))
    }
}

/// The files below `root`, their paths beginning with `prefix`. Hidden files and the leavings of
/// editors are passed over; links that lead out of the folder are refused by name.
#[must_use]
pub fn read(root: &Path, prefix: &str) -> Warned<Files> {
    let source: Arc<dyn Source> = Arc::new(Prefixed { folder: Folder { root: root.to_path_buf() }, prefix: prefix.to_string() });
    let real_root = fs::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
    let below = |top: &PathBuf| {
        let (mut files, mut diagnostics) = (Vec::new(), Vec::new());
        let walk = walk(top).into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name())) {
            let Ok(entry) = entry else { continue };
            let Some(path) = relative(root, entry.path()).map(|path| format!("{prefix}{path}")) else { continue };
            if entry.file_type().is_dir() {
                continue;
            }
            if entry.path_is_symlink() && !stays_inside(entry.path(), &real_root) {
                let found = Diagnostic::error("symlink-out", At::top(&path), "这个链接指向文件夹之外，或指向一个文件夹");
                diagnostics.push(found.help("请把文件本身复制进来，不要用快捷方式或符号链接"));
                continue;
            }
            let Ok(meta) = fs::metadata(entry.path()) else { continue };
            files.push((path, File::lazy(stamp(&meta), Arc::clone(&source))));
        }
        (files, diagnostics)
    };
    let mut tops = inside(root);
    tops.retain(|top| !top.file_name().is_some_and(is_hidden));
    let found: Vec<(Vec<(String, File)>, Vec<Diagnostic>)> = tops.par_iter().with_max_len(1).map(below).collect();
    let (mut files, mut diagnostics) = (Files::default(), Vec::new());
    for (some, faults) in found {
        some.into_iter().for_each(|(path, file)| files.insert(path, file));
        diagnostics.extend(faults);
    }
    Warned::new(files, diagnostics)
}

/// Every file below `root` that is no link, by path.
#[must_use]
pub(super) fn stamps_below(root: &Path) -> BTreeMap<String, Stamp> {
    let below = |top: &PathBuf| {
        let files = walk(top).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
        files.filter_map(|entry| Some((relative(root, entry.path())?, stamp(&entry.metadata().ok()?)))).collect()
    };
    let found: Vec<Vec<(String, Stamp)>> = inside(root).par_iter().with_max_len(1).map(below).collect();
    found.into_iter().flatten().collect()
}

/// What lies straight in `folder`, ascending: each can be walked by another worker.
fn inside(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut all: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    all.sort_unstable();
    all
}

fn walk(top: &Path) -> WalkDir {
    WalkDir::new(top).follow_links(false).follow_root_links(false).sort_by_file_name()
}

/// A folder whose files are known by a longer path.
struct Prefixed {
    folder: Folder,
    prefix: String,
}

impl Source for Prefixed {
    fn read(&self, path: &str, len: u64) -> Result<Arc<[u8]>, String> {
        self.folder.read(path.strip_prefix(&self.prefix).unwrap_or(path), len)
    }
}

/// Files up to this size are read at one stroke.
const AT_ONCE: u64 = 1 << 20;

/// The bytes of the file at `path`, which was `len` bytes long. One call of the system reads a file
/// that is as long as it was; ten thousand short files are read in half the calls.
fn whole(path: &Path, len: u64) -> std::io::Result<Vec<u8>> {
    if len > AT_ONCE {
        return fs::read(path);
    }
    let mut bytes = vec![0; usize::try_from(len).unwrap_or(0) + 1];
    let read = std::io::Read::read(&mut fs::File::open(path)?, &mut bytes)?;
    if read as u64 != len {
        return fs::read(path);
    }
    bytes.truncate(read);
    Ok(bytes)
}

/// Size and time of a file.
pub(super) fn stamp(meta: &fs::Metadata) -> Stamp {
    let since = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let modified_ns = since.and_then(|time| u64::try_from(time.as_nanos()).ok()).unwrap_or(0);
    Stamp { len: meta.len(), modified_ns }
}

/// `path` below `root` with `/`; None when its name is not text.
pub(super) fn relative(root: &Path, path: &Path) -> Option<String> {
    let below = path.strip_prefix(root).ok()?.to_str()?;
    Some(if std::path::MAIN_SEPARATOR == '/' { below.to_string() } else { below.replace(std::path::MAIN_SEPARATOR, "/") })
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') || name.starts_with("~$") || name.ends_with('~') || name == "Thumbs.db"
}

fn stays_inside(link: &Path, root: &Path) -> bool {
    fs::canonicalize(link).is_ok_and(|target| target.starts_with(root) && target.is_file())
}

/// The bytes of one file.
///
/// # Errors
/// A Chinese sentence naming the file.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| sentence(path, &error))
}

/// The bytes of a file that need not be there.
#[must_use]
pub fn read_input(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}

/// Writes a file that must not be there yet, with its folders.
///
/// # Errors
/// A Chinese sentence when there is one already or it cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), String> {
    make_parent(path)?;
    let mut file = fs::File::create_new(path).map_err(|error| sentence(path, &error))?;
    file.write_all(bytes).map_err(|error| sentence(path, &error))
}

/// Writes a file at one stroke: beside it first, then renamed over it.
///
/// # Errors
/// A Chinese sentence naming the file.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), String> {
    write_with(path, |out| out.write_all(bytes))
}

/// As [`write_whole`], what `write` writes, without holding it in memory.
///
/// # Errors
/// As [`write_whole`].
pub fn write_with(path: &Path, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<(), String> {
    make_parent(path)?;
    let aside = path.with_extension(format!("new-{}", std::process::id()));
    let written = fs::File::create(&aside).and_then(|file| {
        let mut out = std::io::BufWriter::with_capacity(1 << 16, file);
        write(&mut out)?;
        out.flush()
    });
    written.map_err(|error| sentence(&aside, &error))?;
    fs::rename(&aside, path).map_err(|error| sentence(path, &error))
}

pub(super) fn make_parent(path: &Path) -> Result<(), String> {
    let Some(parent) = path.parent() else { return Ok(()) };
    fs::create_dir_all(parent).map_err(|error| sentence(parent, &error))
}

/// A file that one process at a time can hold. It is given back when this is dropped, and when the
/// process ends in whatever way.
pub struct Lock {
    file: fs::File,
}

impl Drop for Lock {
    /// Given back by name: a process that is just being started may still have the file open.
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

/// Takes the lock at `path`.
///
/// # Errors
/// A Chinese sentence when another process holds it, or there can be no such file.
pub fn lock(path: &Path) -> Result<Lock, String> {
    make_parent(path)?;
    let file = fs::File::create(path).map_err(|error| sentence(path, &error))?;
    match file.try_lock() {
        Err(fs::TryLockError::WouldBlock) => Err(format!("{}：另一个程序正在使用", path.display())),
        // Where a file system has no locks, one does without.
        Ok(()) | Err(fs::TryLockError::Error(_)) => Ok(Lock { file }),
    }
}
