//! `kanxing list`: what is not public and why, and columns that were left alone too long.

use super::arguments::Common;
use super::project::Project;
use super::terminal::Terminal;
use super::{Exit, table};
use crate::catalog::{Absence, Catalog, Entry, absence};
use crate::check::stale_column::{Stale, stale};
use crate::shape::Time;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

/// Arguments of `list`.
#[derive(Args, Debug)]
pub struct Arguments {
    #[arg(value_name = "哪些", value_enum, default_value_t = Which::All, help = "drafts 草稿和送审、scheduled 未到时间、expired 已到期、withdrawn 已撤下、stale 久未更新的栏目、all 全部（默认）")]
    which: Which,
    #[arg(long, value_name = "格式", value_enum, default_value_t = Form::Text, help = "text 或 json（每行一个对象）")]
    format: Form,
    #[arg(long, value_name = "时间", value_parser = super::clock::parse, help = "按哪个时间判断，如 2026-11-20；默认现在")]
    as_of: Option<Time>,
}

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Which {
    Drafts,
    Scheduled,
    Expired,
    Withdrawn,
    Stale,
    All,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    Text,
    Json,
}

impl Arguments {
    /// # Errors
    /// As opening a project.
    pub fn run(&self, common: &Common, terminal: &Terminal) -> anyhow::Result<Exit> {
        let project = Project::open(&common.dir)?;
        let as_of = project.as_of(self.as_of)?;
        let catalog = &project.catalog;
        let entries: Vec<(&Entry, Absence)> = catalog
            .entries
            .iter()
            .filter_map(|entry| absence(catalog, entry, as_of).map(|why| (entry, why)))
            .filter(|(_, why)| self.which.takes(*why))
            .collect();
        let columns = match self.which {
            Which::Stale | Which::All => stale(catalog, as_of),
            _ => Vec::new(),
        };
        match self.format {
            Form::Json => {
                let lines = entries.iter().map(|(entry, why)| entry_json(entry, *why));
                for line in lines.chain(columns.iter().map(column_json)) {
                    terminal.result(&line.to_string());
                }
            }
            Form::Text => show(catalog, &entries, &columns, self.which, terminal),
        }
        if project.has_errors() {
            terminal.say("内容有错误，名单可能不全。运行 kanxing check 查看。");
        }
        Ok(Exit::Done)
    }
}

impl Which {
    fn takes(self, why: Absence) -> bool {
        match self {
            Which::Drafts => matches!(why, Absence::Draft | Absence::InReview),
            Which::Scheduled => matches!(why, Absence::Scheduled(_)),
            Which::Expired => matches!(why, Absence::Expired(_)),
            Which::Withdrawn => matches!(why, Absence::Withdrawn),
            Which::Stale => false,
            Which::All => true,
        }
    }
}

fn show(catalog: &Catalog, entries: &[(&Entry, Absence)], columns: &[Stale], which: Which, terminal: &Terminal) {
    if which != Which::Stale {
        let rows: Vec<Vec<String>> = entries.iter().map(|(entry, why)| row(catalog, entry, *why)).collect();
        match rows.is_empty() {
            true => terminal.result("没有这样的稿件。"),
            false => terminal.result(&table::align(&["编号", "栏目", "日期", "标题", "原因"], &rows, &[])),
        }
    }
    if !columns.is_empty() {
        let rows: Vec<Vec<String>> = columns.iter().map(stale_row).collect();
        let gap = if which == Which::All { "\n" } else { "" };
        let head = ["栏目", "文件夹", "最近更新", "已过天数", "限期天数"];
        terminal.result(&format!("{gap}久未更新的栏目\n{}", table::align(&head, &rows, &[3, 4])));
    } else if which == Which::Stale {
        terminal.result("没有久未更新的栏目。");
    }
}

fn row(catalog: &Catalog, entry: &Entry, why: Absence) -> Vec<String> {
    let column = catalog.column(&entry.column).map_or(&*entry.column, |column| &column.file.name);
    vec![entry.id.to_string(), column.to_string(), entry.front.date.day(), entry.front.title.clone(), why.chinese()]
}

fn stale_row(stale: &Stale) -> Vec<String> {
    let last = stale.last.map_or_else(|| "从未".to_string(), |time| time.day());
    let days = stale.days.map_or_else(|| "—".to_string(), |days| days.to_string());
    vec![stale.name.clone(), stale.slug.clone(), last, days, stale.max_age.to_string()]
}

fn word(why: Absence) -> &'static str {
    match why {
        Absence::Draft => "draft",
        Absence::InReview => "review",
        Absence::Withdrawn => "withdrawn",
        Absence::Scheduled(_) => "scheduled",
        Absence::Expired(_) => "expired",
        Absence::Internal => "internal",
        Absence::NotOpen => "not-open",
        Absence::Unsigned => "unsigned",
    }
}

fn entry_json(entry: &Entry, why: Absence) -> Value {
    json!({
        "id": &*entry.id,
        "file": crate::diag::shown(&entry.path),
        "column": &*entry.column,
        "date": entry.front.date.minute(),
        "title": entry.front.title,
        "state": word(why),
        "reason": why.chinese(),
    })
}

fn column_json(stale: &Stale) -> Value {
    json!({
        "column": stale.slug,
        "name": stale.name,
        "state": "stale",
        "last": stale.last.map(|time| time.minute()),
        "days": stale.days,
        "max_age": stale.max_age,
    })
}
