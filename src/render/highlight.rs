//! Code with classes: `hl-keyword`, `hl-string` and so on, for a style sheet to colour.

use crate::files::{Hash, Hasher};
use crate::markup::Html;
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};
use syntect::easy::ScopeRegionIterator;
use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

/// The languages known, loaded when the first code block is met.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// The sorts of text a style sheet colours, by the first word of their scope.
const CLASSES: [(&str, &str); 7] = [
    ("comment", "hl-comment"),
    ("keyword", "hl-keyword"),
    ("storage", "hl-storage"),
    ("string", "hl-string"),
    ("constant", "hl-constant"),
    ("entity", "hl-entity"),
    ("support", "hl-support"),
];

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

/// Only what a style sheet colours is marked: a run of one sort is one element.
fn marked(code: &str, syntax: &SyntaxReference) -> Option<Html> {
    let (mut state, mut stack) = (ParseState::new(syntax), ScopeStack::new());
    let (mut out, mut class, mut run) = (Html::new(), None, String::new());
    for line in LinesWithEndings::from(code) {
        let changes = state.parse_line(line, &SYNTAXES).ok()?;
        for (text, change) in ScopeRegionIterator::new(&changes, line) {
            stack.apply(change).ok()?;
            let blank = text.trim().is_empty();
            let own = if blank { class } else { of(&stack) };
            if own != class {
                flush(&mut out, class, &mut run);
                class = own;
            }
            run.push_str(text);
        }
    }
    flush(&mut out, class, &mut run);
    Some(out)
}

/// The innermost sort the text belongs to.
fn of(stack: &ScopeStack) -> Option<&'static str> {
    stack.as_slice().iter().rev().find_map(|scope| {
        let name = scope.build_string();
        let sort = name.split('.').next().unwrap_or(&name);
        CLASSES.iter().find(|(word, _)| *word == sort).map(|(_, class)| *class)
    })
}

fn flush(out: &mut Html, class: Option<&'static str>, run: &mut String) {
    match class {
        Some(class) if !run.is_empty() => {
            out.open_with("span", &[("class", class)]);
            out.push_text(run);
            out.close("span");
        }
        _ => out.push_text(run),
    }
    run.clear();
}
