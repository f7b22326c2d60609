//! The folder of one edition. New bytes are staged in a folder beside it and renamed into place,
//! so that no half-written file is ever seen.

use super::folder::{make_parent, stamp, stamps_below};
use super::sentence;
use crate::files::Stamp;
use crate::press::Store;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// An edition's folder and its staging folder.
pub struct FolderStore {
    root: PathBuf,
    staging: PathBuf,
    /// Within it: the staged files, lying as they will lie below the root.
    tree: PathBuf,
    /// Folders known to exist, by their path from the root: in the tree, below the root.
    staged: Mutex<BTreeSet<String>>,
    rooted: Mutex<BTreeSet<String>>,
    /// Locked while this process lives, so that another can tell what a killed one left behind.
    alive: Mutex<Option<fs::File>>,
}

/// The folder of the staged files within a staging folder.
const TREE: &str = "tree";

/// The file in a staging folder that its process holds locked.
const LOCK: &str = "lock";

impl FolderStore {
    /// The folder `root`; bytes are staged below `staging`, which must be on the same disk.
    #[must_use]
    pub fn new(root: &Path, staging: &Path) -> FolderStore {
        let name = root.file_name().unwrap_or_default().to_string_lossy();
        let staging = staging.join(format!(".staging-{name}-{}", std::process::id()));
        FolderStore {
            root: root.to_path_buf(),
            tree: staging.join(TREE),
            staging,
            staged: Mutex::default(),
            rooted: Mutex::default(),
            alive: Mutex::default(),
        }
    }

    /// Switches one staged file over.
    fn put(&self, path: &str) -> Result<(), String> {
        let (from, to) = (self.tree.join(path), self.root.join(path));
        make_folder(&self.rooted, path, &to)?;
        fs::rename(&from, &to).map_err(|error| match to.is_dir() {
            true => format!("{}：已有同名文件夹", to.display()),
            false => sentence(&to, &error),
        })
    }

    /// Locks the staging folder, once.
    fn claim(&self) -> Result<(), String> {
        let Ok(mut alive) = self.alive.lock() else { return Ok(()) };
        if alive.is_none() {
            let path = self.staging.join(LOCK);
            make_parent(&path)?;
            let file = fs::File::create(&path).map_err(|error| sentence(&path, &error))?;
            // Where a file system has no locks, leavings stay; nothing else depends on it.
            let _ = file.try_lock();
            *alive = Some(file);
        }
        Ok(())
    }

    /// Removes the staging folders of processes that were killed.
    fn sweep(&self) {
        let own = self.staging.file_name().unwrap_or_default().to_string_lossy();
        let prefix = own.trim_end_matches(|c: char| c.is_ascii_digit());
        let siblings = self.staging.parent().and_then(|folder| fs::read_dir(folder).ok());
        for entry in siblings.into_iter().flatten().filter_map(Result::ok) {
            let left = entry.file_name().to_string_lossy().starts_with(prefix) && entry.path() != self.staging;
            let lock = entry.path().join(LOCK);
            if left && fs::File::open(&lock).is_ok_and(|file| file.try_lock().is_ok()) {
                clear(&entry.path());
            }
        }
    }
}

impl Store for FolderStore {
    fn list(&self) -> BTreeMap<String, Stamp> {
        stamps_below(&self.root)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        super::read_bytes(&self.root.join(path))
    }

    fn stage(&self, path: &str, bytes: &[u8]) -> Result<Stamp, String> {
        let file = self.tree.join(path);
        self.claim()?;
        make_folder(&self.staged, path, &file)?;
        write(&file, bytes).map_err(|error| sentence(&file, &error))
    }

    /// Into a folder that is not there yet everything goes at one stroke.
    fn commit(&self, paths: &[&str]) -> Result<(), String> {
        // Only an empty folder can be removed.
        let absent = !self.root.exists() || fs::remove_dir(&self.root).is_ok();
        if absent && !paths.is_empty() && fs::rename(&self.tree, &self.root).is_ok() {
            return Ok(());
        }
        paths.par_iter().try_for_each(|path| self.put(path))
    }

    fn remove(&self, path: &str) -> Result<(), String> {
        let file = self.root.join(path);
        match fs::remove_file(&file) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(sentence(&file, &error)),
        }
        let mut folder = file.parent();
        while let Some(empty) = folder.filter(|folder| *folder != self.root && fs::remove_dir(folder).is_ok()) {
            folder = empty.parent();
        }
        Ok(())
    }

    fn abandon(&self) {
        if let Ok(mut alive) = self.alive.lock()
            && let Some(file) = alive.take()
        {
            let _ = file.unlock();
        }
        clear(&self.staging);
        self.sweep();
    }
}

/// Makes the folder of `file`, which is `path` below a root, unless it is among those `made`.
fn make_folder(made: &Mutex<BTreeSet<String>>, path: &str, file: &Path) -> Result<(), String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    if made.lock().is_ok_and(|made| made.contains(folder)) {
        return Ok(());
    }
    make_parent(file)?;
    if let Ok(mut made) = made.lock() {
        made.insert(folder.to_string());
    }
    Ok(())
}

/// Removes a staging folder, its lock last: whoever is killed at it leaves what can be swept.
fn clear(staging: &Path) {
    let _ = fs::remove_dir_all(staging.join(TREE));
    let _ = fs::remove_dir_all(staging);
}

/// Writes a new file; its stamp, which a renaming does not change.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<Stamp> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    Ok(stamp(&file.metadata()?))
}
