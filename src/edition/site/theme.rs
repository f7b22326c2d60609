//! The templates of a theme, with the hash of everything each of them is made of.

use crate::diag::{At, Diagnostic, Span, Warned};
use crate::files::{Hash, Hasher};
use crate::markup::Looks;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tera::{Context, ErrorKind, Tera};

/// Room for an ordinary page, so that it is written without being moved.
const PAGE_BYTES: usize = 16 << 10;

/// A theme ready to render.
pub struct Theme {
    tera: Tera,
    /// Template -> hash of it and of all it extends, includes and calls.
    closures: BTreeMap<String, Hash>,
    folder: String,
}

impl Theme {
    /// The templates below `themes/<name>/site/templates/`; None when one does not parse.
    #[must_use]
    pub fn new(looks: &Looks, name: &str) -> Warned<Option<Theme>> {
        let folder = format!("themes/{name}/site/templates/");
        let mut sources = BTreeMap::new();
        for (path, _) in looks.files.under(&folder) {
            if let Ok(text) = looks.files.text(path) {
                sources.insert(path[folder.len()..].to_string(), text);
            }
        }
        if sources.is_empty() {
            let found = Diagnostic::error("template-error", At::top("site.yaml"), format!("没有主题“{name}”"))
                .help("theme 写 zhengxie，或把主题放在 themes/ 下");
            return Warned::new(None, vec![found]);
        }
        let unordered: Vec<Diagnostic> = sources.iter().filter_map(|(name, text)| unordered(&folder, name, text)).collect();
        if !unordered.is_empty() {
            return Warned::new(None, unordered);
        }
        let mut tera = Tera::new();
        match tera.add_raw_templates(sources.iter().map(|(name, text)| (name.as_str(), text.as_str()))) {
            Ok(()) => {
                let closures = sources.keys().map(|name| (name.clone(), closure(name, &sources))).collect();
                Warned::clean(Some(Theme { tera, closures, folder }))
            }
            Err(error) => Warned::new(None, vec![fault(&error, &folder)]),
        }
    }

    /// Makes `value` known to every template as `name`.
    pub fn share(&mut self, name: &'static str, value: &impl Serialize) {
        self.tera.global_context().insert(name, value);
    }

    /// Renders `template` with `context`, in UTF-8.
    ///
    /// # Errors
    /// A placed diagnostic.
    pub fn render(&self, template: &str, context: &Context) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut page = Vec::with_capacity(PAGE_BYTES);
        let done = self.tera.render_to(template, context, &mut page);
        done.map_err(|error| Box::new(fault(&error, &self.folder)))?;
        Ok(page)
    }

    /// As [`Theme::render`], for what becomes part of another page.
    ///
    /// # Errors
    /// A placed diagnostic.
    pub fn text(&self, template: &str, context: &Context) -> Result<String, Box<Diagnostic>> {
        self.tera.render(template, context).map_err(|error| Box::new(fault(&error, &self.folder)))
    }

    /// The hash of `template` and everything it is made of.
    #[must_use]
    pub fn hash(&self, template: &str) -> Hash {
        self.closures.get(template).copied().unwrap_or_default()
    }

    /// The path of a template among the looks.
    #[must_use]
    pub fn path(&self, template: &str) -> String {
        format!("{}{template}", self.folder)
    }
}

/// A Tera error as a diagnostic of the template file.
fn fault(error: &tera::Error, folder: &str) -> Diagnostic {
    let (file, span, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            let file: Arc<str> = format!("{folder}{}", report.filename()).into();
            (file, Span::new(range.start, range.end), report.message().to_string())
        }
        _ => (folder.into(), Span::default(), error.to_string()),
    };
    Diagnostic::error("template-error", At::new(&file, span), format!("模板有误：{message}"))
        .help("请对照模板语法（Tera 2）修改；删去主题中的这个文件即恢复自带的模板")
}

/// A loop over the pairs of a map: maps have no order here, and pages would differ from build to
/// build. Views hold lists where order matters.
fn unordered(folder: &str, name: &str, text: &str) -> Option<Diagnostic> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let pairs = |at: usize| {
        let rest = text[at..].trim_start_matches(['{', '%', '-', ' ', '\n']).strip_prefix("for ")?;
        let (names, _) = rest.split_once(" in ")?;
        let (key, value) = names.split_once(',')?;
        let plain = |name: &str| !name.trim().is_empty() && name.trim().chars().all(word);
        (plain(key) && plain(value)).then_some(at)
    };
    let at = text.match_indices("{%").find_map(|(at, _)| pairs(at))?;
    let file: Arc<str> = format!("{folder}{name}").into();
    let message = "模板里逐项列出了映射；映射没有次序，每次生成的页面会不一样";
    let found = Diagnostic::error("template-error", At::new(&file, Span::new(at, at + 2)), message.to_string());
    Some(found.help("请逐项列出列表；视图里凡是有次序的都是列表"))
}

/// The hash of `name` and of every template it reaches. Components are global, so the files that
/// define the ones it calls are reached too.
fn closure(name: &str, sources: &BTreeMap<String, String>) -> Hash {
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    let mut waiting = vec![name];
    while let Some(next) = waiting.pop() {
        let Some((key, text)) = sources.get_key_value(next) else { continue };
        if !reached.insert(key) {
            continue;
        }
        waiting.extend(sources.keys().map(String::as_str).filter(|other| reaches(text, other, &sources[*other])));
    }
    let mut hasher = Hasher::default();
    for name in reached {
        hasher.bytes(name.as_bytes()).bytes(sources[name].as_bytes());
    }
    hasher.finish()
}

/// Whether `text` names the template `other`, or calls a component that `other` defines.
fn reaches(text: &str, other: &str, definition: &str) -> bool {
    let named = text.contains(&format!("\"{other}\"")) || text.contains(&format!("'{other}'"));
    let calls = |name: &str| text.contains(&format!("<{name}")) || text.contains(&format!("< {name}"));
    named || definition.split("{% component ").skip(1).any(|rest| rest.split(['(', ' ']).next().is_some_and(calls))
}
