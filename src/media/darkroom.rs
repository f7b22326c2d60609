//! The darkroom: versions of pictures are made once and kept, under a key of all they are made of
//! (the content of the source, the recipe, the encoders). It knows no disk: a [`Cache`] keeps bytes.
//! What comes out is the same with a cache, with an empty one and without.

use super::encode::VERSION;
use super::versions::{Recipe, versions};
use super::fit::{fit_or_own, strip};
use super::{Encoded, Fit, Format, Probe, check, fit, probe};
use crate::files::Hash;
use serde::{Deserialize, Serialize};
use std::fmt::Debug;
use std::sync::Arc;

/// Keeps bytes from run to run. It may forget; it never gives bytes that are not those it was given.
pub trait Cache: Send + Sync + Debug {
    fn get(&self, key: Hash) -> Option<Vec<u8>>;

    fn put(&self, key: Hash, bytes: &[u8]);

    /// Says that what is kept under `key` is still in use.
    fn want(&self, key: Hash);
}

/// How the pictures of a shop are made.
#[derive(Clone, Debug, Default)]
pub enum Darkroom {
    /// All versions, held in memory.
    #[default]
    Memory,
    /// All versions, kept from run to run.
    Kept(Arc<dyn Cache>),
    /// No versions: pictures are shown as they came. For previews, which must not wait for the
    /// pictures of pages nobody looks at.
    Plain,
}

/// What is known of a version without its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    pub width_px: u32,
    pub height_px: u32,
    pub format: Format,
    /// The picture itself, without metadata, serves as this version.
    pub own: bool,
}

/// A picture and its versions.
#[derive(Clone, Debug)]
pub struct Set {
    pub probe: Probe,
    pub facts: Vec<Fact>,
    /// Bytes by version, where nothing else keeps them.
    held: Vec<Arc<[u8]>>,
}

impl Darkroom {
    /// The versions of the picture whose content hash is `source`; `read` gives its bytes if they
    /// are needed.
    ///
    /// # Errors
    /// As [`versions`], and when the bytes cannot be read.
    pub fn set<B: AsRef<[u8]>>(
        &self,
        source: Hash,
        recipe: &Recipe,
        read: impl FnOnce() -> Result<B, String>,
    ) -> Result<Set, String> {
        match self {
            Darkroom::Plain => {
                let bytes = read()?;
                let probe = probe(bytes.as_ref())?;
                check(&probe, recipe.max_pixels)?;
                // A file cut short is told by its ends.
                strip(bytes.as_ref(), probe.format)?;
                Ok(Set { probe, facts: Vec::new(), held: Vec::new() })
            }
            Darkroom::Memory => {
                let (probe, made) = made(read()?.as_ref(), recipe)?;
                let (facts, held) = made.into_iter().map(|(fact, bytes)| (fact, bytes.into())).unzip();
                Ok(Set { probe, facts, held })
            }
            Darkroom::Kept(cache) => {
                let key = key(source, recipe);
                let known = cache.get(key).and_then(|bytes| postcard::from_bytes::<(Probe, Vec<Fact>)>(&bytes).ok());
                if let Some((probe, facts)) = known {
                    check(&probe, recipe.max_pixels)?;
                    (0..facts.len()).for_each(|index| cache.want(part(key, index)));
                    return Ok(Set { probe, facts, held: Vec::new() });
                }
                let (probe, facts) = keep(&**cache, key, read()?.as_ref(), recipe)?;
                Ok(Set { probe, facts, held: Vec::new() })
            }
        }
    }

    /// The bytes of the version at `index` of a set.
    ///
    /// # Errors
    /// As [`Darkroom::set`].
    pub fn version<B: AsRef<[u8]>>(
        &self,
        set: &Set,
        index: usize,
        source: Hash,
        recipe: &Recipe,
        read: impl FnOnce() -> Result<B, String>,
    ) -> Result<Vec<u8>, String> {
        let gone = || "图片在生成期间被改动，请重新运行".to_string();
        if let Some(held) = set.held.get(index) {
            return Ok(held.to_vec());
        }
        let Darkroom::Kept(cache) = self else { return Err(gone()) };
        let key = key(source, recipe);
        if let Some(bytes) = cache.get(part(key, index)) {
            return Ok(bytes);
        }
        let (_, made) = made(read()?.as_ref(), recipe)?;
        made.iter().enumerate().filter(|(_, (fact, _))| !fact.own).for_each(|(index, (_, bytes))| {
            cache.put(part(key, index), bytes);
        });
        made.into_iter().nth(index).map(|(_, bytes)| bytes).ok_or_else(gone)
    }

    /// [`fit`], kept.
    ///
    /// # Errors
    /// As [`fit`], and when the bytes cannot be read.
    pub fn fit<B: AsRef<[u8]>>(
        &self,
        source: Hash,
        to: &Fit,
        read: impl FnOnce() -> Result<B, String>,
    ) -> Result<Encoded, String> {
        let Darkroom::Kept(cache) = self else { return fit(read()?.as_ref(), to) };
        let key = Hash::of_value(&("fit", VERSION, source, to));
        if let Some(kept) = cache.get(key).and_then(|bytes| unpack(&bytes)) {
            return Ok(kept);
        }
        let (made, own) = fit_or_own(read()?.as_ref(), to)?;
        // Metadata is gone faster than a copy is read.
        if let Some(bytes) = pack(&made).filter(|_| !own) {
            cache.put(key, &bytes);
        }
        Ok(made)
    }
}

/// What a version is made of besides its number.
fn key(source: Hash, recipe: &Recipe) -> Hash {
    Hash::of_value(&("versions", VERSION, source, recipe))
}

fn part(key: Hash, index: usize) -> Hash {
    Hash::of_value(&(key, index))
}

fn made(bytes: &[u8], recipe: &Recipe) -> Result<(Probe, Vec<(Fact, Vec<u8>)>), String> {
    let (probe, versions) = versions(bytes, recipe)?;
    let fact = |version: &super::Version| Fact {
        width_px: version.width_px,
        height_px: version.height_px,
        format: version.format,
        own: version.bytes.is_none(),
    };
    Ok((probe, versions.into_iter().map(|version| (fact(&version), version.bytes.unwrap_or_default())).collect()))
}

/// Makes versions and keeps them, what is known of them last, so that it never speaks of what was
/// never kept.
fn keep(cache: &dyn Cache, key: Hash, bytes: &[u8], recipe: &Recipe) -> Result<(Probe, Vec<Fact>), String> {
    let (probe, made) = made(bytes, recipe)?;
    made.iter().enumerate().filter(|(_, (fact, _))| !fact.own).for_each(|(index, (_, bytes))| {
        cache.put(part(key, index), bytes);
    });
    let facts: Vec<Fact> = made.into_iter().map(|(fact, _)| fact).collect();
    if let Ok(bytes) = postcard::to_stdvec(&(probe, &facts)) {
        cache.put(key, &bytes);
    }
    Ok((probe, facts))
}

fn pack(made: &Encoded) -> Option<Vec<u8>> {
    let format = Format::of_extension(made.extension)?;
    let head = postcard::to_stdvec(&(format, made.width_px, made.height_px)).ok()?;
    Some([head, made.bytes.clone()].concat())
}

fn unpack(bytes: &[u8]) -> Option<Encoded> {
    let ((format, width_px, height_px), bytes): ((Format, u32, u32), _) = postcard::take_from_bytes(bytes).ok()?;
    Some(Encoded { bytes: bytes.to_vec(), width_px, height_px, extension: format.extension() })
}
