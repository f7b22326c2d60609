//! `kanxing list wechat`: how much of the platform's room each article takes, the fullest first.

use super::super::project::Project;
use super::super::table;
use super::super::terminal::Terminal;
use super::Form;
use crate::catalog::Entry;
use crate::edition::Shop;
use crate::edition::wechat::{Budget, budgets};
use crate::shape::Time;
use serde_json::{Value, json};

pub fn show(project: Project, as_of: Time, form: Form, terminal: &Terminal) {
    let shop = project.shop(as_of, false);
    let mut all = budgets(&shop).value;
    all.sort_by_key(|budget| std::cmp::Reverse(total(budget)));
    match form {
        Form::Json => all.iter().for_each(|budget| terminal.result(&line(&shop, budget).to_string())),
        Form::Text => terminal.result(&text(&shop, &all)),
    }
}

fn text(shop: &Shop, all: &[Budget]) -> String {
    if all.is_empty() {
        return "没有进微信版的稿件。".to_string();
    }
    let head = ["编号", "标题", "正文字数", "连同样式", "占上限", "每字字符", "篇数"];
    let rows: Vec<Vec<String>> = all.iter().map(|budget| row(entry(shop, budget), budget)).collect();
    let mut ratios: Vec<f64> = all.iter().filter_map(ratio).collect();
    ratios.sort_by(f64::total_cmp);
    let middle = ratios.get(ratios.len() / 2).copied().unwrap_or_default();
    let most = ratios.last().copied().unwrap_or_default();
    let table = table::align(&head, &rows, &[2, 3, 4, 5, 6]);
    format!("{table}\n\n共 {} 篇；每个字合几个字符：中位数 {middle:.2}，最多 {most:.2}。", all.len())
}

fn row(entry: &Entry, budget: &Budget) -> Vec<String> {
    let limit = budget.counts.first().map_or(1, |counts| counts.limit_chars);
    let fullest = budget.counts.iter().map(|counts| counts.pushed_chars).max().unwrap_or(0);
    let ratio = ratio(budget).map_or_else(|| "—".to_string(), |ratio| format!("{ratio:.2}"));
    let articles = if budget.counts.is_empty() { "放不下".to_string() } else { budget.counts.len().to_string() };
    let text: usize = budget.counts.iter().map(|counts| counts.text_chars).sum();
    let share = format!("{}%", fullest * 100 / limit);
    vec![entry.id.to_string(), entry.front.title.clone(), text.to_string(), total(budget).to_string(), share, ratio, articles]
}

fn line(shop: &Shop, budget: &Budget) -> Value {
    let entry = entry(shop, budget);
    json!({ "id": &*entry.id, "title": entry.front.title, "articles": budget.counts, "ratio": ratio(budget) })
}

fn entry<'s>(shop: &'s Shop, budget: &Budget) -> &'s Entry {
    shop.catalog.entry(budget.ix)
}

fn total(budget: &Budget) -> usize {
    budget.counts.iter().map(|counts| counts.pushed_chars).sum()
}

/// Characters of markup for each of text, over all articles of an entry.
fn ratio(budget: &Budget) -> Option<f64> {
    let html: usize = budget.counts.iter().map(|counts| counts.html_chars).sum();
    let text: usize = budget.counts.iter().map(|counts| counts.text_chars).sum();
    (text > 0).then(|| html as f64 / text as f64)
}
