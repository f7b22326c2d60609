//! Code with classes: `hl-keyword`, `hl-string` and so on, for a style sheet to colour.

use crate::markup::Html;
use std::sync::LazyLock;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::{SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

/// The languages known, loaded when the first code block is met.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// `code` with its tokens marked; plain when the language is not known.
#[must_use]
pub fn code(code: &str, lang: Option<&str>) -> Html {
    let marked = lang.and_then(|lang| SYNTAXES.find_syntax_by_token(lang)).and_then(|syntax| marked(code, syntax));
    marked.unwrap_or_else(|| Html::text(code))
}

fn marked(code: &str, syntax: &SyntaxReference) -> Option<Html> {
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, STYLE);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(Html::trusted(generator.finalize()))
}
