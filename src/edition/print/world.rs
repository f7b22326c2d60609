//! The world Typst sees: the files of `print/`, one generated main file, one file for each
//! chapter, the pictures of the tree, the fonts of `print/fonts/`, and nothing else.
//!
//! It has no disk, no network, no packages and no clock. Typst never frees the ids of paths, so
//! paths here are stable: a chapter has the same one in every run.

use super::fonts::Fonts;
use crate::files::Files;
use crate::shape::StrictDate;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// The path of the generated main file.
pub const MAIN: &str = "main.typ";

/// Pictures of `content/` are seen below this folder.
pub const PICTURES: &str = "content/";

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// Everything one volume is set from.
pub struct PrintWorld {
    main: FileId,
    sources: BTreeMap<String, Source>,
    looks: Files,
    content: Files,
    fonts: Arc<Fonts>,
    today: Option<Datetime>,
    loaded: Mutex<BTreeMap<String, Bytes>>,
    parsed: Mutex<BTreeMap<String, Source>>,
}

impl PrintWorld {
    /// A world of the generated `texts` (path to code; [`MAIN`] among them), the looks and the
    /// pictures of `content`. None when a path cannot be had in Typst.
    pub fn new(
        texts: BTreeMap<String, String>,
        looks: &Files,
        content: &Files,
        fonts: Arc<Fonts>,
        today: Option<StrictDate>,
    ) -> Option<PrintWorld> {
        let main = id(MAIN)?;
        let sources = texts
            .into_iter()
            .map(|(path, text)| id(&path).map(|id| (path, Source::new(id, text))))
            .collect::<Option<_>>()?;
        let today = today.and_then(|date| datetime(&date));
        let (looks, content) = (looks.clone(), content.clone());
        let (loaded, parsed) = (Mutex::default(), Mutex::default());
        Some(PrintWorld { main, sources, looks, content, fonts, today, loaded, parsed })
    }

    /// The path a file id stands for, without a leading slash.
    pub fn path(id: FileId) -> String {
        id.vpath().get_without_slash().to_string()
    }

    fn read(&self, path: &str) -> FileResult<Bytes> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = loaded.get(path) {
            return Ok(bytes.clone());
        }
        let read = match path.strip_prefix(PICTURES) {
            Some(name) => self.content.bytes(name),
            None if path.starts_with("print/") => self.looks.bytes(path),
            None => return Err(FileError::NotFound(path.into())),
        };
        let bytes = Bytes::new(read.map_err(|why| FileError::Other(Some(why.into())))?);
        loaded.insert(path.to_string(), bytes.clone());
        Ok(bytes)
    }
}

impl World for PrintWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let path = PrintWorld::path(id);
        if let Some(source) = self.sources.get(&path) {
            return Ok(source.clone());
        }
        if !path.ends_with(".typ") {
            return Err(FileError::NotSource);
        }
        let mut parsed = self.parsed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(source) = parsed.get(&path) {
            return Ok(source.clone());
        }
        let bytes = self.read(&path)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| FileError::NotSource)?;
        let source = Source::new(id, text.to_string());
        parsed.insert(path, source.clone());
        Ok(source)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.read(&PrintWorld::path(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}

/// A date as Typst has it; a missing month or day is the first.
pub fn datetime(date: &StrictDate) -> Option<Datetime> {
    let iso = date.iso();
    let mut parts = iso.split('-').map(|part| part.parse::<i32>().ok());
    let year = parts.next()??;
    let mut small = || parts.next().flatten().and_then(|part| u8::try_from(part).ok()).unwrap_or(1);
    let (month, day) = (small(), small());
    Datetime::from_ymd(year, month, day)
}

fn id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}
