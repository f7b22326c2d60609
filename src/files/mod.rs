//! Files as values: a sorted map from relative path to bytes that are read when asked for.
//!
//! The only currency at the borders. Paths are relative and use `/`. This room
//! does not know where bytes come from: `disk` and the built-in looks provide a [`Source`].

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};
use xxhash_rust::xxh3::xxh3_128;

pub use crate::diag::shared;

/// A hash of 128 bits: XXH3 where the question is whether something has changed ([`Hash::of`]),
/// the first half of BLAKE3 where somebody signs ([`Hash::seal`]).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Hash(pub [u8; 16]);

impl Hash {
    /// Tells contents apart, not forgeries.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Hash {
        Hash(xxh3_128(bytes).to_le_bytes())
    }

    /// What a signature is bound to: nobody can make another text of the same hash.
    #[must_use]
    pub fn seal(bytes: &[u8]) -> Hash {
        let mut out = [0; 16];
        out.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
        Hash(out)
    }

    /// The hash of any serialisable value, through its `postcard` encoding.
    #[must_use]
    pub fn of_value(value: &impl Serialize) -> Hash {
        let mut sink = Hasher::default();
        sink.value(value);
        sink.finish()
    }

    /// The first `digits` hexadecimal digits (at most 32).
    #[must_use]
    pub fn short(&self, digits: usize) -> String {
        let mut hex = self.to_string();
        hex.truncate(digits);
        hex
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Hashes several things in order into one [`Hash`]. What is fed is gathered and hashed at the end:
/// it is short (a page's view is some kilobytes), and one stroke is faster than many.
#[derive(Default)]
pub struct Hasher {
    fed: Vec<u8>,
}

impl Hasher {
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Hasher {
        self.fed.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        self.fed.extend_from_slice(bytes);
        self
    }

    pub fn hash(&mut self, hash: Hash) -> &mut Hasher {
        self.fed.extend_from_slice(&hash.0);
        self
    }

    /// Feeds the `postcard` encoding of `value`; a value that cannot be encoded feeds its error,
    /// which is as good: it differs from every value that can.
    pub fn value(&mut self, value: &impl Serialize) -> &mut Hasher {
        match postcard::to_extend(value, std::mem::take(&mut self.fed)) {
            Ok(fed) => {
                self.fed = fed;
                self
            }
            Err(error) => self.bytes(error.to_string().as_bytes()),
        }
    }

    #[must_use]
    pub fn finish(&self) -> Hash {
        Hash::of(&self.fed)
    }
}

/// Where the bytes of a file come from. `Err` carries a Chinese sentence.
pub trait Source: Send + Sync {
    /// The bytes of `path`, which was `len` bytes long when it was listed.
    ///
    /// # Errors
    /// When the bytes cannot be had (gone, unreadable, changed under us).
    fn read(&self, path: &str, len: u64) -> Result<Arc<[u8]>, String>;
}

/// Size and modification time, by which a later run knows a file again without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stamp {
    pub len: u64,
    /// Nanoseconds since 1970; 0 where there is no such time (built-in files).
    pub modified_ns: u64,
}

/// One file: what is known without reading it, and where to read it.
#[derive(Clone)]
pub struct File {
    pub stamp: Stamp,
    hash: OnceLock<Hash>,
    source: Arc<dyn Source>,
}

impl File {
    /// A file read on demand.
    #[must_use]
    pub fn lazy(stamp: Stamp, source: Arc<dyn Source>) -> File {
        File { stamp, hash: OnceLock::new(), source }
    }

    /// Says what its content hash is, known from an earlier run.
    pub fn know(&self, hash: Hash) {
        let _ = self.hash.set(hash);
    }

    /// A file whose bytes are in memory.
    #[must_use]
    pub fn memory(bytes: impl Into<Arc<[u8]>>) -> File {
        let bytes: Arc<[u8]> = bytes.into();
        let stamp = Stamp { len: bytes.len() as u64, modified_ns: 0 };
        File { stamp, hash: OnceLock::new(), source: Arc::new(Memory(bytes)) }
    }

    /// The bytes of the file called `path`.
    ///
    /// # Errors
    /// A Chinese sentence when the source cannot give them.
    pub fn bytes(&self, path: &str) -> Result<Arc<[u8]>, String> {
        let bytes = self.source.read(path, self.stamp.len)?;
        let hash = Hash::of(&bytes);
        match *self.hash.get_or_init(|| hash) == hash {
            true => Ok(bytes),
            false => Err("文件在读取期间被改动，请重新运行".to_string()),
        }
    }

    /// The content hash if it is known already.
    #[must_use]
    pub fn known_hash(&self) -> Option<Hash> {
        self.hash.get().copied()
    }

    /// The content hash, reading the file if need be.
    ///
    /// # Errors
    /// As [`File::bytes`].
    pub fn hash(&self, path: &str) -> Result<Hash, String> {
        if let Some(hash) = self.hash.get() {
            return Ok(*hash);
        }
        self.bytes(path).map(|bytes| self.known_hash().unwrap_or_else(|| Hash::of(&bytes)))
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "File({} bytes)", self.stamp.len)
    }
}

struct Memory(Arc<[u8]>);

impl Source for Memory {
    fn read(&self, _path: &str, _len: u64) -> Result<Arc<[u8]>, String> {
        Ok(Arc::clone(&self.0))
    }
}

/// A sorted set of files.
#[derive(Clone, Debug, Default)]
pub struct Files {
    map: BTreeMap<Arc<str>, File>,
}

impl Files {
    pub fn insert(&mut self, path: impl Into<Arc<str>>, file: File) {
        self.map.insert(path.into(), file);
    }

    #[must_use]
    pub fn get(&self, path: &str) -> Option<&File> {
        self.map.get(path)
    }

    /// The bytes of `path`, or a Chinese sentence that says why not.
    ///
    /// # Errors
    /// When there is no such file or it cannot be read.
    pub fn bytes(&self, path: &str) -> Result<Arc<[u8]>, String> {
        self.get(path).ok_or_else(|| format!("没有文件 {path}"))?.bytes(path)
    }

    /// Text of `path`, with bytes that are not UTF-8 replaced.
    ///
    /// # Errors
    /// As [`Files::bytes`].
    pub fn text(&self, path: &str) -> Result<String, String> {
        self.bytes(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &File)> {
        self.map.iter()
    }

    /// The files whose path begins with `prefix`, in order.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a Arc<str>, &'a File)> + 'a {
        self.map
            .range::<str, _>((std::ops::Bound::Included(prefix), std::ops::Bound::Unbounded))
            .take_while(move |(path, _)| path.starts_with(prefix))
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.map.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// Lays `over` on top: a file there shadows one of the same path here.
    #[must_use]
    pub fn shadowed_by(mut self, over: Files) -> Files {
        self.map.extend(over.map);
        self
    }
}

/// Resolves `name` as written in `from` to a path from the content root.
///
/// A leading `/` counts from the root, anything else from the folder of `from`.
/// None when it climbs out of the tree or holds a NUL, a backslash or a drive letter.
#[must_use]
pub fn resolve(from: &str, name: &str) -> Option<String> {
    if name.contains(['\0', '\\']) || name.get(1..2) == Some(":") {
        return None;
    }
    let (mut parts, rest) = match name.strip_prefix('/') {
        Some(rest) => (Vec::new(), rest),
        None => {
            let mut parts: Vec<&str> = from.split('/').collect();
            parts.pop();
            (parts, name)
        }
    };
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
