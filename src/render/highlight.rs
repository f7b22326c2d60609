//! Code with classes: `hl-keyword`, `hl-string` and so on, for a style sheet to colour.

use crate::files::{Hash, Hasher};
use crate::markup::Html;
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::{SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

/// The languages known, loaded when the first code block is met.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// Code marked before, by language and text: the editions of one text, and texts that quote the
/// same lines, mark them once. It is emptied when it grows beyond [`MOST_KEPT`].
static KEPT: LazyLock<Mutex<BTreeMap<Hash, Html>>> = LazyLock::new(Mutex::default);
const MOST_KEPT: usize = 512;

/// `code` with its tokens marked; plain when the language is not known.
#[must_use]
pub fn code(code: &str, lang: Option<&str>) -> Html {
    let Some(lang) = lang else { return Html::text(code) };
    let key = Hasher::default().bytes(lang.as_bytes()).bytes(code.as_bytes()).finish();
    if let Some(kept) = KEPT.lock().ok().and_then(|kept| kept.get(&key).cloned()) {
        return kept;
    }
    let syntax = SYNTAXES.find_syntax_by_token(lang);
    let html = syntax.and_then(|syntax| marked(code, syntax)).unwrap_or_else(|| Html::text(code));
    if let Ok(mut kept) = KEPT.lock() {
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(key, html.clone());
    }
    html
}

fn marked(code: &str, syntax: &SyntaxReference) -> Option<Html> {
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, STYLE);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(Html::trusted(generator.finalize()))
}
