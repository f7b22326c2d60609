//! `article.html`: the text for the editor.

use super::folder::Folder;
use super::limits::{CONTENT_CHARS, chars};
use crate::diag::{Diagnostic, Warned};
use crate::edition::Rendered;
use crate::files::{Hash, Hasher};
use serde::Serialize;

/// How long an article is, and how much of that is text.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Counts {
    /// Characters of the whole, tags and styles included: what the platform counts.
    pub html_chars: usize,
    /// Characters a reader sees.
    pub text_chars: usize,
    /// The first divided by the second, to two decimals.
    pub ratio: f64,
}

impl Counts {
    #[must_use]
    pub fn of(html: &str) -> Counts {
        let (html_chars, text_chars) = (chars(html), visible(html));
        let ratio = if text_chars == 0 { 0.0 } else { html_chars as f64 / text_chars as f64 };
        Counts { html_chars, text_chars, ratio: (ratio * 100.0).round() / 100.0 }
    }
}

/// Characters outside tags, an entity being one.
fn visible(html: &str) -> usize {
    let (mut count, mut inside) = (0, '\0');
    for c in html.chars() {
        match (inside, c) {
            ('<', '>') | ('&', ';') => inside = '\0',
            ('<' | '&', _) => {}
            (_, '<') => inside = '<',
            (_, '&') => {
                inside = '&';
                count += 1;
            }
            _ => count += 1,
        }
    }
    count
}

pub fn fingerprint(folder: &Folder) -> Hash {
    let mut hasher = Hasher::default();
    hasher.value(&"wechat article").hash(folder.text_hash());
    hasher.finish()
}

pub fn render(folder: &Folder) -> Rendered {
    let composed = folder.compose();
    let mut diagnostics = composed.diagnostics;
    let counts = Counts::of(composed.html.as_str());
    if counts.html_chars >= CONTENT_CHARS {
        let message = format!(
            "微信正文连同样式共 {} 个字符，平台只收不到 {CONTENT_CHARS} 个",
            counts.html_chars
        );
        let found = Diagnostic::warning("wechat-too-long", folder.entry.at(), message);
        diagnostics.push(found.help("分成上、下两篇，或把长表格改成图片"));
    }
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    Warned::new((!failed).then(|| composed.html.into_string().into_bytes()), diagnostics)
}
