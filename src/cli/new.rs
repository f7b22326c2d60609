//! `kanxing new`: a new entry with every field of its kind explained in comments.

use super::arguments::Common;
use super::project::Project;
use super::terminal::Terminal;
use super::{Exit, folder, usage};
use crate::catalog::{Catalog, Column};
use crate::diag::nearest;
use crate::kind::{Front, KindName};
use crate::shape::{Shape as _, Time};
use crate::text::pinyin;
use clap::Args;

mod page;

/// Arguments of `new`.
#[derive(Args, Debug)]
pub struct Arguments {
    #[arg(value_name = "体裁", value_parser = kind, help = "体裁：news、case、reading、archive、bulletin、proposal、document、qa、topic、page，或其中文名")]
    kind: KindName,
    #[arg(value_name = "标题", help = "稿件标题")]
    title: String,
    #[arg(long, value_name = "栏目", help = "放入哪个栏目（content/ 下的文件夹名或栏目名称）；同一体裁只有一个栏目时可不写")]
    column: Option<String>,
}

impl Arguments {
    /// # Errors
    /// Wrong usage when the column is unclear or the file is there; else when the disk fails.
    pub fn run(&self, common: &Common, terminal: &Terminal) -> anyhow::Result<Exit> {
        let title = self.title.trim();
        if title.is_empty() {
            return Err(usage("标题不能为空。"));
        }
        let project = Project::open(&common.dir)?;
        let column = column(&project.catalog, self.kind, self.column.as_deref())?;
        let now = project.as_of(None)?;
        let (path, id) = place(&project.catalog, column, title, now);
        let properties: Vec<_> = Front::KEYS.iter().copied().zip(Front::properties()).collect();
        let own: Vec<_> = self.kind.keys().iter().copied().zip(self.kind.properties()).collect();
        let text = page::text(self.kind, title, id.as_deref(), now, &properties, &own);
        let file = common.dir.join("content").join(&path);
        folder::create(&file, text.as_bytes())?;
        terminal.result(&folder::display(&file));
        terminal.say("稿件状态为 draft（草稿）。写好后删去 status 一行即可发布。");
        Ok(Exit::Done)
    }
}

/// A kind by its word or its Chinese name.
fn kind(text: &str) -> Result<KindName, String> {
    let found = KindName::ALL.iter().find(|kind| kind.word() == text || kind.chinese() == text);
    found.copied().ok_or_else(|| {
        let known = KindName::ALL.iter().map(|kind| format!("{}（{}）", kind.word(), kind.chinese()));
        let known = known.collect::<Vec<_>>().join("、");
        match nearest(text, KindName::ALL.iter().map(|kind| kind.word())) {
            Some(near) => format!("你是不是想写“{near}”？可用的体裁：{known}"),
            None => format!("可用的体裁：{known}"),
        }
    })
}

/// The column meant, which must hold entries of the kind.
fn column<'c>(catalog: &'c Catalog, kind: KindName, asked: Option<&str>) -> anyhow::Result<&'c Column> {
    let fitting: Vec<&Column> = catalog.columns.iter().filter(|column| column.file.kind == kind).collect();
    let names = |columns: &[&Column]| {
        let names = columns.iter().map(|column| format!("{}（{}）", column.slug, column.file.name));
        names.collect::<Vec<_>>().join("、")
    };
    let Some(asked) = asked else {
        return match fitting.as_slice() {
            [only] => Ok(only),
            [] => Err(usage(format!(
                "没有体裁为 {}（{}）的栏目。\n  建议：先新建 content/<栏目>/_column.yaml，写明 name 和 kind: {}",
                kind.word(),
                kind.chinese(),
                kind.word()
            ))),
            several => Err(usage(format!(
                "体裁为{}的栏目不止一个：{}。\n  建议：用 --column 指明其一",
                kind.chinese(),
                names(several)
            ))),
        };
    };
    let found = catalog.columns.iter().find(|column| &*column.slug == asked || column.file.name == asked);
    match found {
        Some(column) if column.file.kind == kind => Ok(column),
        Some(column) => Err(usage(format!(
            "栏目“{}”的体裁是{}，不收{}。",
            column.file.name,
            column.file.kind.chinese(),
            kind.chinese()
        ))),
        None if fitting.is_empty() => Err(usage(format!("没有栏目“{asked}”。"))),
        None => Err(usage(format!("没有栏目“{asked}”。\n  建议：可用的栏目：{}", names(&fitting)))),
    }
}

/// The path from `content/`, and the id when the name of the file cannot be it because another
/// entry has it already. A year folder is used where the column uses them.
fn place(catalog: &Catalog, column: &Column, title: &str, now: Time) -> (String, Option<String>) {
    let slug = match pinyin::slug(title) {
        slug if slug.is_empty() => format!("{}-{}", column.slug, now.day()),
        slug => slug,
    };
    let in_column = |path: &str| path.strip_prefix(&*column.slug).is_some_and(|rest| rest.starts_with('/'));
    let by_year = catalog.entries.iter().filter(|entry| in_column(&entry.path)).any(|entry| {
        let folder = entry.path.split('/').nth(1).unwrap_or_default();
        folder.len() == 4 && folder.bytes().all(|byte| byte.is_ascii_digit())
    });
    let path = match by_year {
        true => format!("{}/{:04}/{slug}.md", column.slug, now.year),
        false => format!("{}/{slug}.md", column.slug),
    };
    let taken = catalog.find(&slug).is_some() && catalog.find_path(&path).is_none();
    let id = taken.then(|| {
        let numbered = (2..).map(|number: u32| format!("{slug}-{number}"));
        numbered.into_iter().find(|id| catalog.find(id).is_none()).unwrap_or_default()
    });
    (path, id)
}
