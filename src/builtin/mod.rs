//! What the binary carries: the default theme, print templates, fonts, and the sample content.

use crate::files::{File, Files, Source, Stamp};
use std::sync::Arc;

static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/builtin.rs"));

/// The built-in files whose path begins with `prefix`.
#[must_use]
pub fn files(prefix: &str) -> Files {
    let mut files = Files::default();
    for (path, bytes) in FILES.iter().filter(|(path, _)| path.starts_with(prefix)) {
        let stamp = Stamp { len: bytes.len() as u64, modified_ns: 0 };
        files.insert(*path, File::lazy(stamp, Arc::new(Embedded(bytes))));
    }
    files
}

struct Embedded(&'static [u8]);

impl Source for Embedded {
    fn read(&self, _path: &str, _len: u64) -> Result<Arc<[u8]>, String> {
        Ok(self.0.into())
    }
}
