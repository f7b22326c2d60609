//! The text of a new entry: front matter with an explanation at every key, and an empty body.

use crate::kind::KindName;
use crate::shape::{KeyDoc, Time};
use serde_json::Value;

/// A key with its JSON Schema, from which the keys below it are known.
pub type Documented = (KeyDoc, Value);

/// The file. Keys that must be filled in stand open; all others are comments.
#[must_use]
pub fn text(
    kind: KindName,
    title: &str,
    id: Option<&str>,
    now: Time,
    shared: &[Documented],
    own: &[Documented],
) -> String {
    let mut page = format!("---\n# 体裁：{}。以“#”开头的行是说明，需要哪一项就去掉行首的“# ”再填写。\n", kind.chinese());
    for (doc, schema) in shared {
        match (doc.name, id) {
            ("title", _) => page += &open(doc, &Value::from(title).to_string()),
            ("date", _) => page += &open(doc, &now.minute()),
            ("status", _) => page += &open(doc, "draft"),
            ("id", Some(id)) => page += &open(doc, id),
            _ => page += &closed(doc, schema),
        }
    }
    if !own.is_empty() {
        page += &format!("\n# 以下各项为“{}”专有。\n", kind.chinese());
    }
    for (doc, schema) in own {
        match doc.required {
            true => page += &open(doc, ""),
            false => page += &closed(doc, schema),
        }
    }
    page + "---\n\n"
}

/// A key that is filled in, or must be.
fn open(doc: &KeyDoc, value: &str) -> String {
    let must = if doc.required { "（必填）" } else { "" };
    let line = format!("{}: {value}", doc.name);
    format!("{}  # {}{must}\n", line.trim_end(), doc.about)
}

/// A key left out, as a comment, with the keys below it.
fn closed(doc: &KeyDoc, schema: &Value) -> String {
    let mut lines = format!("# {}:  # {}{}\n", doc.name, doc.about, choices(doc.about, schema));
    below(schema, 1, &mut lines);
    lines
}

/// The keys of a mapping, or of the mappings a list holds.
fn below(schema: &Value, depth: usize, lines: &mut String) {
    let schema = longest(schema);
    let (item, list) = match schema.get("items") {
        Some(items) => (longest(items), true),
        None => (schema, false),
    };
    let Some(properties) = item.get("properties").and_then(Value::as_object) else { return };
    let required: Vec<&str> =
        item.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    for (index, (name, schema)) in properties.iter().enumerate() {
        let indent = "  ".repeat(depth);
        let mark = match (list, index) {
            (true, 0) => "- ",
            (true, _) => "  ",
            (false, _) => "",
        };
        let about = schema.get("description").and_then(Value::as_str).unwrap_or_default();
        let must = if required.contains(&name.as_str()) { "（必填）" } else { "" };
        *lines += &format!("# {indent}{mark}{name}:  # {about}{}{must}\n", choices(about, schema));
        below(schema, depth + 1 + usize::from(list), lines);
    }
}

/// Of several forms a value may have, the one with keys of its own.
fn longest(schema: &Value) -> &Value {
    let forms = schema.get("anyOf").and_then(Value::as_array);
    forms.and_then(|forms| forms.iter().find(|form| form.get("properties").is_some())).unwrap_or(schema)
}

/// The words to choose from, unless the explanation names them already.
fn choices(about: &str, schema: &Value) -> String {
    let words: Vec<&str> =
        schema.get("enum").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    match words.is_empty() || words.iter().all(|word| about.contains(word)) {
        true => String::new(),
        false => format!("（可选：{}）", words.join("、")),
    }
}
