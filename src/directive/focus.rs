//! Where a picture has what it is about, for those that must cut it; and which pictures of a text
//! are cut.

use crate::shape::{Field, Node, Reader, Value};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

/// A point of a picture, in parts of a hundred from left and from top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Focus {
    pub left: u8,
    pub top: u8,
}

/// What a text says of one of its pictures beyond showing it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Framing {
    /// The picture as written.
    pub name: String,
    pub focus: Option<Focus>,
    /// It stands in a gallery, cut like its neighbours.
    pub in_gallery: bool,
}

impl Focus {
    /// As the media room takes it.
    #[must_use]
    pub fn point(self) -> (u8, u8) {
        (self.left, self.top)
    }
}

impl Field for Focus {
    const REQUIRED: bool = true;

    /// `[30, 60]`; on the opening line of a directive `30,60`.
    fn read(node: &Node, reader: &mut Reader) -> Option<Focus> {
        let written: Vec<&str> = match &node.value {
            Value::List(items) => items.iter().filter_map(Node::scalar).collect(),
            Value::Scalar(text) => text.split([',', '，', ' ']).filter(|part| !part.is_empty()).collect(),
            Value::Map(_) | Value::Null => Vec::new(),
        };
        let numbers: Vec<u8> = written.iter().filter_map(|text| text.trim().parse().ok()).filter(|number| *number <= 100).collect();
        match numbers[..] {
            [left, top] if written.len() == 2 => Some(Focus { left, top }),
            _ => {
                let message = "focus 应为两个 0 到 100 的整数".to_string();
                reader.error("bad-value", node.span, message, "先写距左边百分之几，再写距上边百分之几，例如 [30, 60]");
                None
            }
        }
    }

    fn schema() -> Json {
        let percent = json!({ "type": "integer", "minimum": 0, "maximum": 100 });
        json!({ "anyOf": [
            { "type": "array", "items": percent, "minItems": 2, "maxItems": 2 },
            { "type": "string", "pattern": "^\\d{1,3} *[,， ] *\\d{1,3}$" },
        ] })
    }
}
