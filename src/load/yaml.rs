//! YAML text -> placed values. The only file that names the YAML parser.
//!
//! Scalars stay text. Aliases are expanded within a budget, so that a bomb is refused by name.

use crate::diag::{At, Diagnostic, Span, Warned};
use crate::shape::{Key, Node, Value};
use granit_parser::{Event, Parser, ScalarStyle, ScanError, options};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most nodes a file may hold after its aliases are expanded.
const MOST_NODES: usize = 200_000;
/// Deepest nesting.
const MOST_DEPTH: usize = 64;

/// Parses one YAML document that begins at byte `base` of `file`. None when it is empty or wrong.
#[must_use]
pub fn parse(file: &Arc<str>, text: &str, base: usize) -> Warned<Option<Node>> {
    let mut builder = Builder::default();
    let options = options! { emit_comments: false, emit_unresolved_aliases: true };
    for next in Parser::new_from_str_with_options(text, options) {
        let step = match next {
            Ok((event, span)) => {
                let range = span.byte_range().unwrap_or(0..0);
                builder.event(event, Span::new(base + range.start, base + range.end))
            }
            Err(error) => Err(syntax(&error, text, base)),
        };
        if let Err(fault) = step {
            let at = At::new(file, fault.span);
            let found = Diagnostic::error(fault.code, at, fault.message).help(fault.help);
            return Warned::new(None, vec![found]);
        }
    }
    let doubles = builder.doubles.iter().map(|key| {
        let at = At::new(file, key.span);
        Diagnostic::error("duplicate-key", at, format!("“{}”写了两次", key.name)).help("请只保留一处")
    });
    Warned::new(builder.root, doubles.collect())
}

struct Fault {
    code: &'static str,
    span: Span,
    message: String,
    help: &'static str,
}

/// Builds the tree from events with an explicit stack, so that depth costs no call stack.
#[derive(Default)]
struct Builder {
    stack: Vec<Open>,
    root: Option<Node>,
    anchors: BTreeMap<usize, Node>,
    doubles: Vec<Key>,
    nodes: usize,
}

/// A collection under construction.
struct Open {
    start: Span,
    anchor: usize,
    kind: OpenKind,
}

enum OpenKind {
    List(Vec<Node>),
    Map(Vec<(Key, Node)>, Option<Key>),
}

impl Builder {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                let value = match plain && matches!(&*text, "" | "~" | "null") {
                    true => Value::Null,
                    false => Value::Scalar(text.into_owned()),
                };
                self.put(Node { span, value }, anchor)
            }
            Event::SequenceStart(_, anchor, _) => self.open(span, anchor, OpenKind::List(Vec::new())),
            Event::MappingStart(_, anchor, _) => self.open(span, anchor, OpenKind::Map(Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => match self.anchors.get(&anchor).cloned() {
                Some(node) => {
                    self.nodes += size(&node);
                    self.put(Node { span, ..node }, 0)
                }
                None => Err(unknown_alias(span)),
            },
            Event::UnresolvedAlias(_) => Err(unknown_alias(span)),
            _ => Ok(()),
        }
    }

    fn open(&mut self, start: Span, anchor: usize, kind: OpenKind) -> Result<(), Fault> {
        if self.stack.len() >= MOST_DEPTH {
            let message = format!("嵌套超过 {MOST_DEPTH} 层");
            return Err(Fault { code: "yaml-syntax", span: start, message, help: "请减少嵌套" });
        }
        self.stack.push(Open { start, anchor, kind });
        Ok(())
    }

    fn close(&mut self, end: Span) -> Result<(), Fault> {
        let Some(open) = self.stack.pop() else { return Ok(()) };
        let span = Span { start: open.start.start, end: end.end.max(open.start.end) };
        let value = match open.kind {
            OpenKind::List(items) => Value::List(items),
            OpenKind::Map(pairs, _) => Value::Map(pairs),
        };
        self.put(Node { span, value }, open.anchor)
    }

    fn put(&mut self, node: Node, anchor: usize) -> Result<(), Fault> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            let message = format!("展开后超过 {MOST_NODES} 个值，疑为别名炸弹");
            let help = "请去掉 & 和 *，把内容直接写出来";
            return Err(Fault { code: "alias-bomb", span: node.span, message, help });
        }
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        match self.stack.last_mut().map(|open| &mut open.kind) {
            None => self.root = self.root.take().or(Some(node)),
            Some(OpenKind::List(items)) => items.push(node),
            Some(OpenKind::Map(pairs, key)) => match key.take() {
                None => *key = Some(as_key(node)?),
                Some(key) if pairs.iter().any(|(known, _)| known.name == key.name) => self.doubles.push(key),
                Some(key) => pairs.push((key, node)),
            },
        }
        Ok(())
    }
}

fn as_key(node: Node) -> Result<Key, Fault> {
    match node.value {
        Value::Scalar(name) => Ok(Key { span: node.span, name }),
        Value::Null | Value::List(_) | Value::Map(_) => Err(Fault {
            code: "yaml-syntax",
            span: node.span,
            message: "键只能是文字".to_string(),
            help: "写作“键: 值”，冒号用半角，后面空一格",
        }),
    }
}

fn unknown_alias(span: Span) -> Fault {
    let message = "引用了没有定义的别名".to_string();
    Fault { code: "yaml-syntax", span, message, help: "以 * 开头的文字请加引号" }
}

/// Nodes of a value.
fn size(node: &Node) -> usize {
    1 + match &node.value {
        Value::Null | Value::Scalar(_) => 0,
        Value::List(items) => items.iter().map(size).sum(),
        Value::Map(pairs) => pairs.iter().map(|(_, node)| size(node)).sum(),
    }
}

/// A scanner error in Chinese, with the likeliest cause as remedy.
fn syntax(error: &ScanError, text: &str, base: usize) -> Fault {
    let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let start = text[..floor(text, at)].rfind('\n').map_or(0, |n| n + 1);
    let line = text[start..].lines().next().unwrap_or("");
    let above = text[..start.saturating_sub(1)].lines().next_back().unwrap_or("");
    let fullwidth = |line: &str| line.contains('：') && !line.contains(": ");
    let (start, line) = match fullwidth(above) && !fullwidth(line) {
        true => (start - 1 - above.len(), above),
        false => (start, line),
    };
    let help = if fullwidth(line) {
        "键后的冒号应为半角“:”，并且后面空一格"
    } else if line.contains('\t') {
        "缩进只能用空格，不能用制表符"
    } else if line.matches('"').count() % 2 == 1 || above.matches('"').count() % 2 == 1 {
        "引号没有成对；值里有引号时，整个值外面用另一种引号"
    } else {
        "请对照上下行检查缩进、冒号后的空格和引号；含冒号、井号或以符号开头的值请加引号"
    };
    let span = Span::new(base + start, base + start + line.len());
    Fault { code: "yaml-syntax", span, message: "这一行不合 YAML 的写法".to_string(), help }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
