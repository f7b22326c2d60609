//! `kanxing stats`: articles per column and month, 字数, pictures, figures against the registers.

use super::arguments::Common;
use super::list::Form;
use super::project::Project;
use super::terminal::Terminal;
use super::{Exit, table};
use crate::catalog::{Catalog, Entry, absence};
use crate::edition::Shop;
use crate::edition::wechat::budgets;
use crate::shape::Time;
use clap::Args;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Arguments of `stats`.
#[derive(Args, Debug)]
pub struct Arguments {
    #[arg(long, value_name = "格式", value_enum, default_value_t = Form::Text, help = "text 或 json")]
    format: Form,
    #[arg(long, value_name = "时间", value_parser = super::clock::parse, help = "按哪个时间判断是否公开，默认现在")]
    as_of: Option<Time>,
}

/// Counts of a group of entries.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    entries: u64,
    public: u64,
    /// As editors count characters.
    zishu: u64,
    pictures: u64,
    charts: u64,
    /// Mentions of register figures.
    figures: u64,
}

/// Everything counted.
struct Counts {
    total: Tally,
    /// By column slug, in the order of navigation.
    columns: Vec<(String, String, Tally)>,
    /// By column slug and month.
    months: BTreeMap<(String, String), Tally>,
    registered: usize,
    used: BTreeSet<String>,
}

impl Arguments {
    /// # Errors
    /// As opening a project.
    pub fn run(&self, common: &Common, terminal: &Terminal) -> anyhow::Result<Exit> {
        let project = Project::open(&common.dir)?;
        let as_of = project.as_of(self.as_of)?;
        let counts = count(&project.catalog, as_of);
        let faulty = project.has_errors();
        let room = Room::of(&project.shop(as_of, false));
        match self.format {
            Form::Json => terminal.result(&format!("{:#}", to_json(&counts, &room))),
            Form::Text => terminal.result(&format!("{}\n{}", to_text(&counts), room.text())),
        }
        if faulty {
            terminal.say("内容有错误，统计可能不全。运行 kanxing check 查看。");
        }
        Ok(Exit::Done)
    }
}

/// What the articles of the official account take of the platform's room.
struct Room {
    articles: usize,
    /// Articles that use nine tenths of it or more.
    near: usize,
    /// Characters of markup for each of text.
    median: f64,
    worst: f64,
}

impl Room {
    fn of(shop: &Shop) -> Room {
        let counts: Vec<_> = budgets(shop).value.into_iter().flat_map(|budget| budget.counts).collect();
        let mut ratios: Vec<f64> = counts.iter().map(|counts| counts.ratio).collect();
        ratios.sort_by(f64::total_cmp);
        Room {
            articles: counts.len(),
            near: counts.iter().filter(|counts| counts.pushed_chars * 10 >= counts.limit_chars * 9).count(),
            median: ratios.get(ratios.len() / 2).copied().unwrap_or_default(),
            worst: ratios.last().copied().unwrap_or_default(),
        }
    }

    fn text(&self) -> String {
        format!(
            "微信文章：{} 篇，用去九成以上的 {} 篇；每个字合几个字符：中位数 {:.2}，最多 {:.2}。各篇见 kanxing list wechat。",
            self.articles, self.near, self.median, self.worst
        )
    }
}

fn count(catalog: &Catalog, as_of: Time) -> Counts {
    let mut total = Tally::default();
    let mut columns: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut months: BTreeMap<(String, String), Tally> = BTreeMap::new();
    let mut used = BTreeSet::new();
    for entry in &catalog.entries {
        let public = absence(catalog, entry, as_of).is_none();
        let date = entry.front.date;
        let month = (entry.column.to_string(), format!("{:04}-{:02}", date.year, date.month));
        for tally in [&mut total, columns.entry(&entry.column).or_default(), months.entry(month).or_default()] {
            tally.add(entry, public);
        }
        used.extend(entry.digest.figures.iter().map(|mention| mention.name.clone()));
    }
    let columns = catalog.columns.iter().map(|column| {
        let tally = columns.get(&*column.slug).copied().unwrap_or_default();
        (column.slug.to_string(), column.file.name.clone(), tally)
    });
    Counts { total, columns: columns.collect(), months, registered: catalog.registers.figures.len(), used }
}

impl Tally {
    fn add(&mut self, entry: &Entry, public: bool) {
        self.entries += 1;
        self.public += u64::from(public);
        self.zishu += u64::from(entry.digest.zishu);
        self.pictures += entry.digest.pictures.len() as u64;
        self.charts += u64::from(entry.digest.charts);
        self.figures += entry.digest.figures.len() as u64;
    }

    fn cells(&self) -> [String; 6] {
        [self.entries, self.public, self.zishu, self.pictures, self.charts, self.figures].map(|n| n.to_string())
    }

    fn json(&self) -> Value {
        json!({
            "entries": self.entries,
            "public": self.public,
            "zishu": self.zishu,
            "pictures": self.pictures,
            "charts": self.charts,
            "figures": self.figures,
        })
    }
}

fn to_text(counts: &Counts) -> String {
    let row = |first: Vec<String>, tally: &Tally| [first, tally.cells().to_vec()].concat();
    let mut columns: Vec<Vec<String>> =
        counts.columns.iter().map(|(_, name, tally)| row(vec![name.clone()], tally)).collect();
    columns.push(row(vec!["合计".to_string()], &counts.total));
    let names: BTreeMap<&str, &str> =
        counts.columns.iter().map(|(slug, name, _)| (slug.as_str(), name.as_str())).collect();
    let months: Vec<Vec<String>> = counts
        .months
        .iter()
        .map(|((slug, month), tally)| {
            row(vec![names.get(slug.as_str()).unwrap_or(&slug.as_str()).to_string(), month.clone()], tally)
        })
        .collect();
    let by_column = table::align(
        &["栏目", "篇数", "已公开", "字数", "图片", "图表", "引用数据"],
        &columns,
        &[1, 2, 3, 4, 5, 6],
    );
    let by_month = table::align(
        &["栏目", "月份", "篇数", "已公开", "字数", "图片", "图表", "引用数据"],
        &months,
        &[2, 3, 4, 5, 6, 7],
    );
    format!(
        "{by_column}\n\n{by_month}\n\n数据名册：登记 {} 项，稿件引用 {} 项。",
        counts.registered,
        counts.used.len()
    )
}

fn to_json(counts: &Counts, room: &Room) -> Value {
    let with = |mut tally: Value, more: Value| {
        if let (Some(fields), Value::Object(more)) = (tally.as_object_mut(), more) {
            fields.extend(more);
        }
        tally
    };
    let columns = counts.columns.iter().map(|(slug, name, tally)| with(tally.json(), json!({"column": slug, "name": name})));
    let months = counts
        .months
        .iter()
        .map(|((slug, month), tally)| with(tally.json(), json!({"column": slug, "month": month})));
    json!({
        "total": counts.total.json(),
        "columns": columns.collect::<Vec<_>>(),
        "months": months.collect::<Vec<_>>(),
        "figures": { "registered": counts.registered, "used": counts.used },
        "wechat": { "articles": room.articles, "near_limit": room.near, "ratio_median": room.median, "ratio_worst": room.worst },
    })
}
