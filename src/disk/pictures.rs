//! What was made of pictures, kept in `.kanxing/pictures/` of the project for all output folders and
//! editions. A file is written beside its place and renamed, and begins with the hash of what
//! follows: one cut short or damaged is as if it were not there.

use super::{make_parent, read_input, write_whole};
use crate::files::Hash;
use crate::media::Cache;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use walkdir::WalkDir;

/// A file that so many builds have not asked for is dropped. More than one, since a build of one
/// edition does not ask for what the others show.
const IDLE_BUILDS: u32 = 12;

/// Above this many bytes, what this build has not asked for is dropped, longest idle first.
const MOST_BYTES: u64 = 4 << 30;

/// The name of the list of uses.
const USES: &str = "uses";

/// The kept pictures of a project.
#[derive(Debug)]
pub struct PictureCache {
    folder: PathBuf,
    /// Nothing kept is believed; what is made is kept.
    anew: bool,
    used: Mutex<BTreeSet<Hash>>,
    /// Something new was kept.
    grown: AtomicBool,
}

impl PictureCache {
    /// That of the project in `root`; with `anew` everything is made again.
    #[must_use]
    pub fn new(root: &Path, anew: bool) -> PictureCache {
        PictureCache::at(&root.join(".kanxing").join("pictures"), anew)
    }

    /// An empty one in `.kanxing/`, to be removed with [`PictureCache::remove`].
    #[must_use]
    pub fn passing(root: &Path) -> PictureCache {
        PictureCache::at(&root.join(".kanxing").join(format!("pictures-{}", std::process::id())), true)
    }

    fn at(folder: &Path, anew: bool) -> PictureCache {
        PictureCache { folder: folder.to_path_buf(), anew, used: Mutex::default(), grown: AtomicBool::new(false) }
    }

    fn path(&self, key: Hash) -> PathBuf {
        let name = key.to_string();
        self.folder.join(name.get(..2).unwrap_or_default()).join(name)
    }

    /// What was kept under `key`, if it is what was kept.
    fn read(&self, key: Hash) -> Option<Vec<u8>> {
        let mut bytes = read_input(&self.path(key))?;
        let sum = Hash(bytes.get(..16)?.try_into().ok()?);
        bytes.drain(..16);
        (Hash::of(&bytes) == sum).then_some(bytes)
    }

    fn use_now(&self, key: Hash) -> bool {
        self.used.lock().is_ok_and(|mut used| used.insert(key))
    }

    /// Ends a build: drops what has been idle for long, and what is too much. A build that kept
    /// nothing new leaves all as it is.
    pub fn sweep(&self) {
        if !self.grown.load(Ordering::Relaxed) {
            return;
        }
        let Ok(used) = self.used.lock() else { return };
        let uses = self.folder.join(USES);
        let kept: BTreeMap<Hash, u32> = read_input(&uses).and_then(|bytes| postcard::from_bytes(&bytes).ok()).unwrap_or_default();
        let mut files = self.files();
        // What nobody knows the age of begins as if it had been asked for a build ago.
        let idle = |key: &Hash| if used.contains(key) { 0 } else { kept.get(key).copied().unwrap_or(0) + 1 };
        files.sort_by_key(|(key, ..)| (idle(key), *key));
        let (mut sum, mut next) = (0, BTreeMap::new());
        for (key, len, path) in files {
            sum += len;
            let idle = idle(&key);
            if idle > 0 && (idle > IDLE_BUILDS || sum > MOST_BYTES) {
                let _ = fs::remove_file(path);
            } else {
                next.insert(key, idle);
            }
        }
        if next != kept && let Ok(bytes) = postcard::to_stdvec(&next) {
            let _ = write_whole(&uses, &bytes);
        }
    }

    /// Every kept file with its key and length. What a killed run left half written goes.
    fn files(&self) -> Vec<(Hash, u64, PathBuf)> {
        let mut found = Vec::new();
        for entry in WalkDir::new(&self.folder).min_depth(2).into_iter().filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy();
            match (hash(&name), entry.metadata()) {
                (Some(key), Ok(meta)) if meta.is_file() => found.push((key, meta.len(), entry.path().to_path_buf())),
                (None, Ok(meta)) if meta.is_file() && !name.ends_with(&own_ending()) => {
                    let _ = fs::remove_file(entry.path());
                }
                _ => {}
            }
        }
        found
    }

    /// Removes everything.
    pub fn remove(&self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Cache for PictureCache {
    fn get(&self, key: Hash) -> Option<Vec<u8>> {
        // What this run made or found is believed, whatever else is made anew.
        let first = self.use_now(key);
        if self.anew && first {
            return None;
        }
        self.read(key)
    }

    fn put(&self, key: Hash, bytes: &[u8]) {
        self.use_now(key);
        self.grown.store(true, Ordering::Relaxed);
        let path = self.path(key);
        let aside = path.with_extension(format!("{:?}{}", std::thread::current().id(), own_ending()));
        let whole = [&Hash::of(bytes).0[..], bytes].concat();
        // That it cannot be kept costs the next run time and nothing else.
        let written = make_parent(&path).is_ok() && fs::write(&aside, whole).is_ok();
        if written && fs::rename(&aside, &path).is_err() {
            let _ = fs::remove_file(&aside);
        }
    }

    fn want(&self, key: Hash) {
        self.use_now(key);
    }
}

/// How the names of files end that this process is writing.
fn own_ending() -> String {
    format!(".new-{}", std::process::id())
}

fn hash(name: &str) -> Option<Hash> {
    let mut out = [0; 16];
    if name.len() != 32 {
        return None;
    }
    for (index, byte) in out.iter_mut().enumerate() {
        *byte = u8::from_str_radix(name.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    Some(Hash(out))
}
