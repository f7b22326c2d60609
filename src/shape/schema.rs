//! JSON Schema of shapes, for editors that complete YAML.

use super::reader::Shape;
use serde_json::{Map, Value as Json, json};

/// Any scalar: editors write `number: 12` and `title: 第12期` alike.
#[must_use]
pub fn text_schema() -> Json {
    json!({ "type": ["string", "number"] })
}

/// A list of `items`.
#[must_use]
pub fn array(items: Json) -> Json {
    json!({ "type": "array", "items": items })
}

/// The schema of a mapping: every key described, no other allowed.
#[must_use]
pub fn object<T: Shape>() -> Json {
    let mut properties = Map::new();
    for (doc, mut schema) in T::KEYS.iter().zip(T::properties()) {
        if let Some(fields) = schema.as_object_mut() {
            fields.insert("description".to_string(), json!(doc.about));
        }
        properties.insert(doc.name.to_string(), schema);
    }
    let required: Vec<&str> = T::KEYS.iter().filter(|doc| doc.required).map(|doc| doc.name).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}
