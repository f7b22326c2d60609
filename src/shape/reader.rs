//! Reading a typed value from a placed one, collecting every fault on the way.

use super::{Key, Node, Value};
use crate::diag::{At, Diagnostic, Span, nearest};
use serde_json::Value as Json;
use std::sync::Arc;

/// One key of a shape: its name, whether it must be there, and what it means, in Chinese.
#[derive(Clone, Copy, Debug)]
pub struct KeyDoc {
    pub name: &'static str,
    pub required: bool,
    pub about: &'static str,
}

/// A type that is read from a mapping.
pub trait Shape: Sized {
    /// The keys in the order of their declaration.
    const KEYS: &'static [KeyDoc];

    /// Reads the keys this shape knows and ignores the others; None after reporting what is wrong.
    fn take(pairs: &[(Key, Node)], at: Span, reader: &mut Reader) -> Option<Self>;

    /// JSON Schema of each key, in the order of [`Shape::KEYS`].
    fn properties() -> Vec<Json>;
}

/// Collects diagnostics of one file while its shapes are read.
pub struct Reader {
    file: Arc<str>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Reader {
    #[must_use]
    pub fn new(file: &Arc<str>) -> Reader {
        Reader { file: Arc::clone(file), diagnostics: Vec::new() }
    }

    #[must_use]
    pub fn at(&self, span: Span) -> At {
        At::new(&self.file, span)
    }

    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports an error with a remedy.
    pub fn error(&mut self, code: &'static str, span: Span, message: String, help: impl Into<String>) {
        let at = self.at(span);
        self.push(Diagnostic::error(code, at, message).help(help));
    }

    /// Reports a value of the wrong sort.
    pub fn wrong_type(&mut self, node: &Node, wanted: &str) {
        let message = format!("此处应为{wanted}，现为{}", node.what());
        self.error("wrong-type", node.span, message, format!("请改写为{wanted}"));
    }

    /// Reports a word that is none of the allowed ones.
    pub fn not_a_choice(&mut self, node: &Node, words: &[&str]) {
        let all = words.join("、");
        let Some(text) = node.scalar() else {
            return self.wrong_type(node, &format!("以下之一：{all}"));
        };
        let at = self.at(node.span);
        let found = Diagnostic::error("bad-value", at, format!("“{text}”不是可用的值"));
        self.push(match nearest(text, words.iter().copied()) {
            Some(near) => found.help(format!("你是不是想写“{near}”？可用的值：{all}")).fix(node.span, near),
            None => found.help(format!("可用的值：{all}")),
        });
    }

    /// The pairs of a mapping, or a report that it is none.
    pub fn pairs<'n>(&mut self, node: &'n Node) -> Option<&'n [(Key, Node)]> {
        match &node.value {
            Value::Map(pairs) => Some(pairs),
            _ => {
                self.wrong_type(node, "一组键值（键: 值）");
                None
            }
        }
    }

    /// Reports every key of `pairs` that is in none of `known`.
    pub fn refuse_unknown(&mut self, pairs: &[(Key, Node)], known: &[&[KeyDoc]]) {
        for (key, _) in pairs {
            let names = || known.iter().flat_map(|keys| keys.iter()).map(|doc| doc.name);
            if names().any(|name| name == key.name) {
                continue;
            }
            let message = format!("没有名为“{}”的键", key.name);
            let at = self.at(key.span);
            let found = Diagnostic::error("unknown-key", at, message);
            self.push(match nearest(&key.name, names()) {
                Some(near) => found.help(format!("你是不是想写“{near}”？")).fix(key.span, near),
                None => found.help(format!("可用的键：{}", names().collect::<Vec<_>>().join("、"))),
            });
        }
    }

    /// Reports a required key that is missing.
    pub fn missing(&mut self, at: Span, name: &str, about: &str) {
        let message = format!("缺少必填的“{name}”（{about}）");
        self.error("missing-key", at, message, format!("请补上一行：{name}: …"));
    }
}

/// Reads a whole shape: known keys are read, unknown ones reported.
pub fn read_shape<T: Shape>(node: &Node, reader: &mut Reader) -> Option<T> {
    let pairs = reader.pairs(node)?;
    reader.refuse_unknown(pairs, &[T::KEYS]);
    T::take(pairs, node.span, reader)
}
