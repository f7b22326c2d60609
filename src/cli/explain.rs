//! `kanxing explain`: the manual page of a diagnostic, or the list of all.

use super::arguments::Common;
use super::terminal::Terminal;
use super::{Exit, usage};
use crate::check;
use crate::diag;
use clap::Args;
use std::collections::BTreeMap;

/// Arguments of `explain`.
#[derive(Args, Debug)]
pub struct Arguments {
    #[arg(value_name = "代码", help = "问题代码，如 unknown-key；不写则列出全部")]
    code: Option<String>,
}

impl Arguments {
    /// # Errors
    /// Wrong usage when there is no such code.
    pub fn run(&self, _common: &Common, terminal: &Terminal) -> anyhow::Result<Exit> {
        let pages = pages();
        let Some(code) = &self.code else {
            let rows: Vec<Vec<String>> =
                pages.iter().map(|(code, page)| vec![code.to_string(), page.title.to_string()]).collect();
            terminal.result(&super::table::align(&["代码", "含义"], &rows, &[]));
            return Ok(Exit::Done);
        };
        let Some(page) = pages.get(code.as_str()) else {
            let near = diag::nearest(code, pages.keys().copied());
            let remedy = near.map_or_else(|| "kanxing explain 列出全部代码".to_string(), |near| format!("你是不是想写“{near}”？"));
            return Err(usage(format!("没有“{code}”这个问题代码。\n  建议：{remedy}")));
        };
        terminal.result(&format!("{code}：{}\n\n{}", page.title, page.text.trim_end()));
        Ok(Exit::Done)
    }
}

/// One line that says what `code` means.
#[must_use]
pub fn title(code: &str) -> Option<&'static str> {
    diag::page(code).map(|page| page.title).or_else(|| check::find(code).map(check::Check::title))
}

struct Shown {
    title: &'static str,
    text: String,
}

fn pages() -> BTreeMap<&'static str, Shown> {
    let manual = diag::manual().map(|page| (page.code, Shown { title: page.title, text: page.text.to_string() }));
    let checks = check::CHECKS.iter().map(|check| (check.code, Shown { title: check.title(), text: check.page() }));
    manual.chain(checks).collect()
}
