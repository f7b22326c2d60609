//! The container: a ZIP whose first file is `mimetype`, stored (OCF 3.3 §4.2); the rest sorted,
//! with one time for all, so that the same book is the same bytes on every machine.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// Path within the container -> bytes.
pub type Packed = BTreeMap<String, Vec<u8>>;

/// Zips `files`. Pictures are stored: they are compressed already.
pub fn zip(files: &Packed) -> Result<Vec<u8>, String> {
    write(files).map_err(|error| format!("电子书无法打包：{error}"))
}

fn write(files: &Packed) -> ZipResult<Vec<u8>> {
    let plain = SimpleFileOptions::default()
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Unix)
        .unix_permissions(0o644)
        .compression_method(CompressionMethod::Stored);
    let small = plain.compression_method(CompressionMethod::Deflated).compression_level(Some(9));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("mimetype", plain)?;
    zip.write_all(b"application/epub+zip")?;
    for (path, bytes) in files {
        let stored = path.ends_with(".jpg") || path.ends_with(".png");
        zip.start_file(path.as_str(), if stored { plain } else { small })?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
