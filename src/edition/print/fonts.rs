//! The fonts of `print/fonts/`, parsed once per process and shared by all volumes. No font of the
//! machine is ever used: pages break alike everywhere.

use crate::diag::{At, Diagnostic};
use crate::files::{File, Files, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The folder of the fonts within the looks.
const FOLDER: &str = "print/fonts/";

/// A set of parsed fonts with its index.
pub struct Fonts {
    pub book: LazyHash<FontBook>,
    pub fonts: Vec<Font>,
}

/// The last set parsed, by the hash of its files.
static PARSED: Mutex<Option<(Hash, Arc<Fonts>)>> = Mutex::new(None);

/// The fonts among `looks`, parsed.
///
/// # Errors
/// A diagnostic when a font cannot be read, is no font, or when there is none.
pub fn fonts(looks: &Files) -> Result<Arc<Fonts>, Box<Diagnostic>> {
    let mut hasher = Hasher::default();
    for (path, file) in font_files(looks) {
        let hash = file.hash(path).map_err(|why| unreadable(path, &why))?;
        hasher.bytes(path.as_bytes()).hash(hash);
    }
    let key = hasher.finish();
    let mut parsed = PARSED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((known, fonts)) = &*parsed
        && *known == key
    {
        return Ok(Arc::clone(fonts));
    }
    let fonts = Arc::new(parse(looks)?);
    *parsed = Some((key, Arc::clone(&fonts)));
    Ok(fonts)
}

/// A hash that changes when a font does, without reading the fonts: their lock file says what
/// they are, their lengths whether they are there.
pub fn fingerprint(looks: &Files, into: &mut Hasher) {
    for (path, file) in font_files(looks) {
        into.bytes(path.as_bytes()).value(&file.stamp.len);
    }
    let lock = looks.get("print/fonts/fonts.yaml").and_then(|file| file.hash("print/fonts/fonts.yaml").ok());
    into.value(&lock);
}

fn font_files(looks: &Files) -> impl Iterator<Item = (&Arc<str>, &File)> {
    looks.under(FOLDER).filter(|(path, _)| path.ends_with(".otf") || path.ends_with(".ttf"))
}

fn parse(looks: &Files) -> Result<Fonts, Box<Diagnostic>> {
    let mut fonts = Vec::new();
    for (path, file) in font_files(looks) {
        let bytes = file.bytes(path).map_err(|why| unreadable(path, &why))?;
        let before = fonts.len();
        fonts.extend(Font::iter(Bytes::new(bytes)));
        if fonts.len() == before {
            return Err(unreadable(path, "不是可用的字体文件"));
        }
    }
    if fonts.is_empty() {
        let fault = Diagnostic::error("missing-font", At::top("print/fonts"), "print/fonts/ 中没有字体");
        return Err(Box::new(fault.help("把宋体、黑体、楷体的 .otf 或 .ttf 文件放进 print/fonts/")));
    }
    Ok(Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts })
}

fn unreadable(path: &str, why: &str) -> Box<Diagnostic> {
    let fault = Diagnostic::error("missing-font", At::top(path), format!("字体读不出来：{why}"));
    Box::new(fault.help("换上完好的字体文件，或删去它而用自带的字体"))
}
