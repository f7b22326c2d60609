//! Looks: the files below `themes/` and `print/`, and the WeChat looks read from them.

use crate::diag::Warned;
use crate::files::Files;
use crate::markup::Looks;

/// The looks of `files`, whose paths begin with `themes/` and `print/`.
#[must_use]
pub fn looks(files: Files) -> Warned<Looks> {
    Warned::clean(Looks { files, ..Looks::default() })
}
