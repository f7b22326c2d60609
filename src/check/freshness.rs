//! How long ago columns and the home page were renewed, by the thresholds of the inspections of
//! government sites (国办秘函〔2019〕19号, 单项否决): home page two weeks; news two weeks, documents six
//! months; five columns that are stale, or five that are empty, fail the site.

use crate::catalog::{Catalog, Column, absence};
use crate::kind::EditionName;
use crate::shape::Time;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Days the home page may stay as it is.
pub const HOME_DAYS: u32 = 14;
/// As many stale columns, or empty ones, fail a site.
pub const MOST_COLUMNS: usize = 5;
/// 栏目类别 and the days a column of it may stay as it is, where `max_age` says nothing.
const BY_TYPE: [(&str, u32); 2] = [("工作动态", 14), ("政策文件", 183)];

/// How old a column, or the home page, is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Age {
    /// Empty for the home page.
    pub slug: String,
    pub name: String,
    /// Days it may stay as it is; None: as long as it likes.
    pub limit: Option<u32>,
    /// The limit is written in `max_age`.
    pub written: bool,
    /// Date of its newest public entry; None when it has none.
    pub last: Option<Time>,
    /// Whole days since then.
    pub days: Option<i64>,
}

impl Age {
    /// Whether it was left alone longer than it may. What has nothing at all is empty, not stale.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.limit.zip(self.days).is_some_and(|(limit, days)| days > i64::from(limit))
    }
}

/// The age of every column, in the order of navigation, and of the home page.
#[derive(Clone, Debug)]
pub struct Freshness {
    pub columns: Vec<Age>,
    pub home: Age,
    /// Columns of the navigation without a public entry.
    pub empty: Vec<(String, String)>,
}

impl Freshness {
    #[must_use]
    pub fn of(catalog: &Catalog, as_of: Time) -> Freshness {
        let mut newest: BTreeMap<Arc<str>, Time> = BTreeMap::new();
        let public = catalog.entries.iter().filter(|entry| absence(catalog, entry, as_of).is_none());
        for entry in public.filter(|entry| entry.editions().contains(&EditionName::Site)) {
            let last = newest.entry(Arc::clone(&entry.column)).or_insert(entry.front.date);
            *last = (*last).max(entry.front.date);
        }
        let columns = catalog.columns.iter().map(|column| age(column, newest.get(&column.slug).copied(), as_of)).collect();
        let empty = catalog.columns.iter().filter(|column| column.in_nav() && !newest.contains_key(&column.slug));
        let last = newest.iter().filter(|(slug, _)| on_home(catalog, slug)).map(|(_, last)| *last).max();
        let home = Age {
            slug: String::new(),
            name: "首页".to_string(),
            limit: Some(HOME_DAYS),
            written: false,
            days: last.and_then(|last| days_between(last, as_of)),
            last,
        };
        let empty = empty.map(|column| (column.slug.to_string(), column.file.name.clone())).collect();
        Freshness { columns, home, empty }
    }

    /// Columns left alone longer than they may.
    pub fn stale(&self) -> impl Iterator<Item = &Age> {
        self.columns.iter().filter(|age| age.is_stale())
    }
}

/// Whether the home page shows entries of a column; all of them where it chooses none.
fn on_home(catalog: &Catalog, slug: &str) -> bool {
    let Some(home) = &catalog.site.home else { return true };
    let chosen = || home.columns.iter().chain(&home.lead).chain(&home.books).chain(&home.archive);
    let lead = catalog.columns.iter().any(|column| column.file.lead && &*column.slug == slug);
    chosen().next().is_none() || lead || chosen().any(|chosen| chosen == slug)
}

fn age(column: &Column, last: Option<Time>, as_of: Time) -> Age {
    let sort = column.file.column_type.as_deref();
    let usual = BY_TYPE.iter().find(|(name, _)| sort == Some(*name)).map(|(_, days)| *days);
    Age {
        slug: column.slug.to_string(),
        name: column.file.name.clone(),
        limit: column.file.max_age.or(usual),
        written: column.file.max_age.is_some(),
        days: last.and_then(|last| days_between(last, as_of)),
        last,
    }
}

fn days_between(from: Time, to: Time) -> Option<i64> {
    let date = |time: Time| jiff::civil::Date::new(time.year, time.month, time.day).ok();
    let span = date(to)?.since(date(from)?).ok()?;
    Some(i64::from(span.get_days()))
}
