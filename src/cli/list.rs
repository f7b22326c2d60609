//! `kanxing list`: what is not public and why; what was left alone too long, or has nothing.

mod budget;

use super::arguments::Common;
use super::project::Project;
use super::terminal::Terminal;
use super::{Exit, table};
use crate::catalog::{Absence, Catalog, Entry, absence};
use crate::check::freshness::{Age, Freshness, MOST_COLUMNS};
use crate::shape::Time;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

/// Arguments of `list`.
#[derive(Args, Debug)]
pub struct Arguments {
    #[arg(value_name = "哪些", value_enum, default_value_t = Which::All, help = "drafts 草稿和送审、scheduled 未到时间、expired 已到期、withdrawn 已撤下、stale 久未更新的栏目、空白栏目和首页、wechat 每篇微信文章的字符数、all 全部（默认）")]
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
    Wechat,
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
        if self.which == Which::Wechat {
            budget::show(project, as_of, self.format, terminal);
            return Ok(Exit::Done);
        }
        let catalog = &project.catalog;
        let entries: Vec<(&Entry, Absence)> = catalog
            .each()
            .filter_map(|(_, entry)| absence(catalog, entry, as_of).map(|why| (entry, why)))
            .filter(|(_, why)| self.which.takes(*why))
            .collect();
        let fresh = matches!(self.which, Which::Stale | Which::All).then(|| Freshness::of(catalog, as_of));
        match self.format {
            Form::Json => {
                let lines = entries.iter().map(|(entry, why)| entry_json(entry, *why));
                for line in lines.chain(fresh.iter().flat_map(fresh_json)) {
                    terminal.result(&line.to_string());
                }
            }
            Form::Text => show(catalog, &entries, fresh.as_ref(), self.which, terminal),
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
            Which::Stale | Which::Wechat => false,
            Which::All => true,
        }
    }
}

fn show(catalog: &Catalog, entries: &[(&Entry, Absence)], fresh: Option<&Freshness>, which: Which, terminal: &Terminal) {
    if which != Which::Stale {
        let rows: Vec<Vec<String>> = entries.iter().map(|(entry, why)| row(catalog, entry, *why)).collect();
        match rows.is_empty() {
            true => terminal.result("没有这样的稿件。"),
            false => terminal.result(&table::align(&["编号", "栏目", "日期", "标题", "原因"], &rows, &[])),
        }
    }
    if let Some(fresh) = fresh {
        let gap = if which == Which::All { "\n" } else { "" };
        terminal.result(&format!("{gap}{}", renewal(fresh)));
    }
}

/// What was left alone too long, as the inspections of government sites ask.
fn renewal(fresh: &Freshness) -> String {
    let mut text = String::new();
    let stale: Vec<Vec<String>> = fresh.stale().map(stale_row).collect();
    match stale.is_empty() {
        true => text.push_str("没有久未更新的栏目。\n"),
        false => {
            let head = ["栏目", "文件夹", "最近更新", "已过天数", "限期天数"];
            text.push_str(&format!("久未更新的栏目\n{}\n", table::align(&head, &stale, &[3, 4])));
        }
    }
    if !fresh.empty.is_empty() {
        let rows: Vec<Vec<String>> = fresh.empty.iter().map(|(slug, name)| vec![name.clone(), slug.clone()]).collect();
        text.push_str(&format!("\n空白栏目\n{}\n", table::align(&["栏目", "文件夹"], &rows, &[])));
    }
    let home = match (fresh.home.last, fresh.home.days) {
        (Some(last), Some(days)) => format!("首页最近更新 {}，已过 {days} 天（限期 {} 天）", last.day(), fresh.home.limit.unwrap_or(0)),
        _ => "首页还没有稿件".to_string(),
    };
    let verdict = |failed: bool| if failed { "，不合格" } else { "" };
    text.push_str(&format!(
        "\n单项否决指标：\n  {home}{}\n  久未更新的栏目 {} 个（{MOST_COLUMNS} 个即不合格）{}\n  空白栏目 {} 个（{MOST_COLUMNS} 个即不合格）{}",
        verdict(fresh.home.is_stale()),
        stale.len(),
        verdict(stale.len() >= MOST_COLUMNS),
        fresh.empty.len(),
        verdict(fresh.empty.len() >= MOST_COLUMNS),
    ));
    text
}

fn row(catalog: &Catalog, entry: &Entry, why: Absence) -> Vec<String> {
    let column = catalog.column(&entry.column).map_or(&*entry.column, |column| &column.file.name);
    vec![entry.id.to_string(), column.to_string(), entry.front.date.day(), entry.front.title.clone(), why.chinese()]
}

fn stale_row(age: &Age) -> Vec<String> {
    let last = age.last.map_or_else(|| "从未".to_string(), |time| time.day());
    let number = |number: Option<i64>| number.map_or_else(|| "—".to_string(), |number| number.to_string());
    vec![age.name.clone(), age.slug.clone(), last, number(age.days), number(age.limit.map(i64::from))]
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

fn fresh_json(fresh: &Freshness) -> Vec<Value> {
    let mut lines: Vec<Value> = fresh.stale().map(|age| age_json(age, "stale")).collect();
    lines.extend(fresh.empty.iter().map(|(slug, name)| json!({ "column": slug, "name": name, "state": "empty" })));
    lines.push(age_json(&fresh.home, if fresh.home.is_stale() { "stale-home" } else { "home" }));
    lines
}

fn age_json(age: &Age, state: &str) -> Value {
    json!({
        "column": age.slug,
        "name": age.name,
        "state": state,
        "last": age.last.map(|time| time.minute()),
        "days": age.days,
        "max_age": age.limit,
    })
}
