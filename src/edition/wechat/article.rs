//! `article.html`, `article-2.html` …: the text for the editor, linted.

use super::folder::Folder;
use super::limits::chars;
use super::lint;
use super::split::{Piece, budget};
use crate::diag::{Diagnostic, Warned};
use crate::edition::Rendered;
use crate::files::{Hash, Hasher};
use serde::Serialize;

/// How long an article is, and how much of that is text.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Counts {
    /// Characters of the whole, tags and styles included: what the platform counts.
    pub html_chars: usize,
    /// The same once pictures have the addresses the platform gives them.
    pub pushed_chars: usize,
    /// How many it may have.
    pub limit_chars: usize,
    /// Characters a reader sees.
    pub text_chars: usize,
    /// The first divided by the last, to two decimals.
    pub ratio: f64,
    pub bytes: usize,
}

impl Counts {
    #[must_use]
    pub fn of(html: &str) -> Counts {
        let (html_chars, text_chars) = (chars(html), chars(&text(html)));
        let ratio = if text_chars == 0 { 0.0 } else { html_chars as f64 / text_chars as f64 };
        Counts {
            html_chars,
            pushed_chars: budget(html),
            limit_chars: super::limits::CONTENT_CHARS,
            text_chars,
            ratio: (ratio * 100.0).round() / 100.0,
            bytes: html.len(),
        }
    }
}

/// What a reader sees of an article.
pub fn text(html: &str) -> String {
    super::nodes::text(&super::nodes::read(html).nodes)
}

/// The name of the nth article of an entry, from 0.
pub fn file(at: usize) -> String {
    if at == 0 { "article.html".to_string() } else { format!("article-{}.html", at + 1) }
}

pub fn fingerprint(folder: &Folder, at: usize) -> Hash {
    let mut hasher = Hasher::default();
    hasher.value(&("wechat article", at)).hash(folder.text_hash());
    hasher.finish()
}

/// The nth article of an entry, from 0.
pub fn render(folder: &Folder, at: usize) -> Rendered {
    let composed = folder.compose();
    let mut diagnostics = if at == 0 { composed.diagnostics } else { Vec::new() };
    let piece = composed.pieces.into_iter().nth(at);
    if let Some(piece) = &piece {
        diagnostics.extend(faults(folder, piece));
    }
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    Warned::new(piece.filter(|_| !failed).map(|piece| piece.html.into_bytes()), diagnostics)
}

fn faults(folder: &Folder, piece: &Piece) -> Vec<Diagnostic> {
    let counts = Counts::of(&piece.html);
    let length = lint::length(counts.pushed_chars, counts.bytes, counts.text_chars);
    let text = lint::same_text(&piece.html, &piece.words);
    let found = lint::article(&piece.html).into_iter().chain(text).chain(length);
    found.map(|fault| folder.diagnostic(fault)).collect()
}
