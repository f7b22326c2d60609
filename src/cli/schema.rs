//! `kanxing schema`: JSON Schemas of everything editors write in YAML.

use super::arguments::Common;
use super::terminal::Terminal;
use super::{Exit, folder};
use crate::catalog::{
    Brand, ColumnFile, DocumentTitle, Figure, IssueFile, MediaSource, Organization, Person, PlaceName, PublishedArticle, Site, Terms,
    VolumeFile, VolumePageFront,
};
use crate::kind::{Front, KindName, Progress, Status};
use crate::shape::{KeyDoc, Shape, array, object};
use clap::Args;
use serde_json::{Map, Value, json};
use std::path::PathBuf;

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Arguments of `schema`.
#[derive(Args, Debug)]
pub struct Arguments {
    #[arg(long, value_name = "目录", help = "写到哪个目录，默认项目中的 schema/")]
    out: Option<PathBuf>,
}

/// A schema: the name of its file, the files it is for (as editors match them), what it says.
struct Sheet {
    name: String,
    matches: Vec<String>,
    schema: Value,
}

impl Arguments {
    /// # Errors
    /// When the disk fails.
    pub fn run(&self, common: &Common, terminal: &Terminal) -> anyhow::Result<Exit> {
        let out = self.out.clone().unwrap_or_else(|| common.dir.join("schema"));
        let sheets = sheets();
        let mut settings = Map::new();
        for sheet in &sheets {
            let path = out.join(&sheet.name);
            let mut schema = sheet.schema.clone();
            if let Some(fields) = schema.as_object_mut() {
                fields.insert("$schema".to_string(), json!(DRAFT));
            }
            folder::replace(&path, format!("{schema:#}\n").as_bytes())?;
            if !sheet.matches.is_empty() {
                settings.insert(format!("./{}", schema_path(&self.out, &sheet.name)), json!(sheet.matches));
            }
        }
        terminal.result(&format!("已写入 {} 份 JSON Schema：{}/", sheets.len(), folder::display(&out)));
        let hint = json!({ "yaml.schemas": settings });
        terminal.say(&format!("在编辑器设置（如 .vscode/settings.json）中加入以下内容，即可补全：\n{hint:#}"));
        terminal.say("稿件开头的各项按体裁见 front-*.json。");
        Ok(Exit::Done)
    }
}

fn schema_path(out: &Option<PathBuf>, name: &str) -> String {
    let folder = out.as_ref().map_or_else(|| "schema".to_string(), |out| folder::display(out));
    format!("{}/{name}", folder.trim_end_matches('/'))
}

fn sheets() -> Vec<Sheet> {
    let mut sheets = vec![
        sheet::<Site>("site", &["content/site.yaml"]),
        sheet::<ColumnFile>("column", &["content/*/_column.yaml"]),
        sheet::<VolumeFile>("volume", &["content/volumes/*/volume.yaml"]),
        sheet::<VolumePageFront>("front-volume-page", &[]),
        register("terms", object::<Terms>()),
        register("people", array(object::<Person>())),
        register("organizations", array(object::<Organization>())),
        register("documents", array(object::<DocumentTitle>())),
        register("brands", array(object::<Brand>())),
        register("figures", array(object::<Figure>())),
        register("sources", array(object::<MediaSource>())),
        register("places", array(object::<PlaceName>())),
        register("articles", array(object::<PublishedArticle>())),
        sheet::<IssueFile>("digest", &["content/digests/*.yaml"]),
    ];
    sheets.extend(KindName::ALL.iter().map(|kind| Sheet {
        name: format!("front-{}.json", kind.word()),
        matches: Vec::new(),
        schema: front(*kind),
    }));
    sheets
}

fn sheet<T: Shape>(name: &str, matches: &[&str]) -> Sheet {
    let matches = matches.iter().map(ToString::to_string).collect();
    Sheet { name: format!("{name}.json"), matches, schema: object::<T>() }
}

/// A register is one file, or a folder of them.
fn register(name: &str, schema: Value) -> Sheet {
    let matches = vec![format!("content/registers/{name}.yaml"), format!("content/registers/{name}/*.yaml")];
    Sheet { name: format!("{name}.json"), matches, schema }
}

/// The shared keys and those of the kind, as one mapping.
fn front(kind: KindName) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    let shared = Front::KEYS.iter().zip(Front::properties());
    for (doc, schema) in shared.chain(kind.keys().iter().zip(kind.properties())) {
        properties.insert(doc.name.to_string(), described(doc, schema));
        if doc.required {
            required.push(doc.name);
        }
    }
    if kind == KindName::Proposal {
        let words: Vec<&str> =
            Status::ALL.iter().map(|it| it.word()).chain(Progress::ALL.iter().map(|it| it.word())).collect();
        properties.insert("status".to_string(), json!({ "enum": words, "description": "状态或办理状态" }));
    }
    json!({
        "title": kind.chinese(),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn described(doc: &KeyDoc, mut schema: Value) -> Value {
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("description".to_string(), json!(doc.about));
    }
    schema
}
