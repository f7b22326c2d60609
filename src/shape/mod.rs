//! Shapes: placed values (what a YAML file says, with spans) and how a Rust type is read from them.
//!
//! Every YAML shape is declared once with [`shape!`](crate::shape) or [`choice!`](crate::choice);
//! the declaration gives the type, its reader, its JSON Schema and the comments of `kanxing new`.
//! This room does not know which parser made the values: `load` does.

mod field;
#[macro_use]
mod macros;
mod reader;
mod schema;

use crate::diag::Span;

pub(crate) use field::push_two;
pub use field::{Field, Number, StrictDate, Time, Whole};
pub use reader::{KeyDoc, Reader, Shape, read_shape};
pub use schema::{array, object, text_schema};

/// A value with its place in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub span: Span,
    pub value: Value,
}

/// What a placed value holds. Scalars stay text: the field that reads one decides what it means,
/// so that `no`, `007` and `2026-01-01` are never turned into something else on the way.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
}

/// A mapping key with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    pub span: Span,
    pub name: String,
}

impl Node {
    /// The value under `name` when this is a mapping that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(pairs) => pairs.iter().find(|(key, _)| key.name == name).map(|(_, node)| node),
            _ => None,
        }
    }

    /// The text when this is a scalar.
    #[must_use]
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// What this is, in words an editor knows.
    #[must_use]
    pub fn what(&self) -> &'static str {
        match self.value {
            Value::Null => "空值",
            Value::Scalar(_) => "文字",
            Value::List(_) => "列表",
            Value::Map(_) => "一组键值",
        }
    }
}
