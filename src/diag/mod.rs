//! Diagnostics: a mistake is a value with a place, a message in Chinese and a remedy.
//!
//! This room knows neither the terminal nor how a file is read: it holds byte
//! spans, and `cli` turns them into lines, columns and a quoted frame.

mod manual;
mod place;

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

pub use manual::{Page, all as manual, page};
pub use place::{Place, quote, shown, within};

/// A half-open range of bytes within one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The span from byte `start` up to, not including, byte `end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Span {
        let cap = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { start: cap(start), end: cap(end.max(start)) }
    }

    /// The same span moved `by` bytes to the right.
    #[must_use]
    pub fn shifted(self, by: u32) -> Span {
        Span { start: self.start + by, end: self.end + by }
    }
}

/// A span in a named file of the project (relative path with `/`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct At {
    #[serde(with = "crate::diag::shared")]
    pub file: Arc<str>,
    pub span: Span,
}

impl At {
    #[must_use]
    pub fn new(file: &Arc<str>, span: Span) -> At {
        At { file: Arc::clone(file), span }
    }

    /// The beginning of a file, for faults that concern the whole of it.
    #[must_use]
    pub fn top(file: &str) -> At {
        At { file: file.into(), span: Span::default() }
    }
}

/// How bad it is. An error keeps every edition from being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
    Note,
}

impl Severity {
    /// The English word used in machine-readable output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A mechanical mend: replace `span` of the diagnostic's file by `text`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fix {
    pub span: Span,
    pub text: String,
}

/// One finding. `code` is English and stable (`kanxing explain CODE`); the rest is Chinese.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    pub code: Cow<'static, str>,
    pub severity: Severity,
    pub at: At,
    pub message: String,
    pub help: Option<String>,
    pub fix: Option<Fix>,
}

impl Diagnostic {
    #[must_use]
    pub fn error(code: &'static str, at: At, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Severity::Error, at, message.into())
    }

    #[must_use]
    pub fn warning(code: &'static str, at: At, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Severity::Warning, at, message.into())
    }

    #[must_use]
    pub fn note(code: &'static str, at: At, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Severity::Note, at, message.into())
    }

    fn new(code: &'static str, severity: Severity, at: At, message: String) -> Diagnostic {
        Diagnostic { code: Cow::Borrowed(code), severity, at, message, help: None, fix: None }
    }

    /// Adds the remedy: what the editor should do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Adds a mechanical mend.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { span, text: text.into() });
        self
    }

    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The order in which diagnostics are shown: by place, then weight, then code.
    #[must_use]
    pub fn order(&self) -> impl Ord + '_ {
        (&self.at.file, self.at.span, self.severity, &self.code, &self.message)
    }
}

/// A value together with what was found wrong on the way to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Warned<T> {
    pub value: T,
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Warned<T> {
    #[must_use]
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Warned<T> {
        Warned { value, diagnostics }
    }

    /// A value with nothing wrong.
    #[must_use]
    pub fn clean(value: T) -> Warned<T> {
        Warned { value, diagnostics: Vec::new() }
    }

    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Warned<U> {
        Warned { value: f(self.value), diagnostics: self.diagnostics }
    }
}

/// Sorts and removes exact doubles, so that output is the same on every machine.
pub fn settle(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    diagnostics.dedup();
}

/// The nearest of `known` to `word`, for "did you mean"; none when nothing is near.
///
/// Nearness is Damerau–Levenshtein distance of at most a third of the longer word, at least 1.
#[must_use]
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let lower = word.to_lowercase();
    known
        .into_iter()
        .map(|k| (strsim::damerau_levenshtein(&lower, &k.to_lowercase()), k))
        .filter(|(d, k)| *d <= (k.chars().count().max(word.chars().count()) / 3).max(1))
        .min_by_key(|(d, _)| *d)
        .map(|(_, k)| k)
}

/// How shared text (`Arc<str>`) is written to and read from the press's own files.
pub mod shared {
    use serde::{Deserialize, Deserializer, Serializer};
    use std::sync::Arc;

    /// # Errors
    /// As the serializer.
    pub fn serialize<S: Serializer>(text: &Arc<str>, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(text)
    }

    /// # Errors
    /// As the deserializer.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<str>, D::Error> {
        String::deserialize(from).map(Into::into)
    }
}
