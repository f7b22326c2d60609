//! The archive by year and month: a page of all years, and the texts of each month.

use super::desk::Desk;
use super::frame;
use super::lists::{List, push};
use super::listed::{MonthView, YearView, YearsView};
use super::page::Page;
use super::views::Ref;
use crate::catalog::{EntryIx, ListStyle};
use crate::edition::{Rendered, Route, Shop};
use crate::files::Hash;
use crate::kind::EditionName;
use std::sync::Arc;

/// Where they are; also the address of the page of all years.
pub const FIRST: &str = "/date/";
pub const TITLE: &str = "按年月浏览";
/// The template of a month, which lists its days.
pub const TEMPLATE: &str = "month.html";
/// Texts on one page of a month: single lines.
const MONTH_PAGE: usize = 100;

pub fn routes(shop: &Shop, desk: &Arc<Desk>, out: &mut Vec<Box<dyn Route>>) {
    let mut years: Vec<YearView> = Vec::new();
    for (year, month, entries) in months(shop) {
        let url = address(year, month);
        let name = format!("{year:04}");
        if years.last().is_none_or(|last| last.year != name) {
            years.push(YearView { year: name, count: 0, months: Vec::new() });
        }
        if let Some(last) = years.last_mut() {
            last.count += entries.len();
            last.months.push(MonthView { name: format!("{month}月"), url: url.clone(), count: entries.len() });
        }
        push(of_month(shop, &format!("{year}年{month}月"), &url, entries), desk, out);
    }
    out.push(Box::new(YearsRoute { years, desk: Arc::clone(desk) }));
}

/// The list of each month, newest first, with its entries.
#[must_use]
pub fn lists(shop: &Shop) -> Vec<(String, Vec<EntryIx>)> {
    months(shop).into_iter().map(|(year, month, entries)| (address(year, month), entries)).collect()
}

fn address(year: i16, month: i8) -> String {
    format!("{FIRST}{year:04}{month:02}.html")
}

/// The entries of each month, newest month and newest entry first.
fn months(shop: &Shop) -> Vec<(i16, i8, Vec<EntryIx>)> {
    let mut months: Vec<(i16, i8, Vec<EntryIx>)> = Vec::new();
    for ix in shop.shelf.of(&shop.catalog, EditionName::Site) {
        let date = shop.catalog.entry(ix).front.date;
        match months.last_mut().filter(|(year, month, _)| (*year, *month) == (date.year, date.month)) {
            Some((_, _, entries)) => entries.push(ix),
            None => months.push((date.year, date.month, vec![ix])),
        }
    }
    months
}

fn of_month(shop: &Shop, title: &str, first: &str, entries: Vec<EntryIx>) -> List {
    List {
        template: TEMPLATE,
        sort: "month",
        lang: shop.catalog.site.lang(),
        waiting: Vec::new(),
        title: title.to_string(),
        description: None,
        first: first.to_string(),
        entries,
        page_size: MONTH_PAGE,
        style: ListStyle::Text,
        breadcrumb: vec![Ref { name: TITLE.to_string(), url: FIRST.to_string() }],
        feed: None,
        column: None,
        meta: frame::site_tags(shop),
        keywords: title.to_string(),
        kind: None,
        about: None,
    }
}

/// All years with their months.
struct YearsRoute {
    years: Vec<YearView>,
    desk: Arc<Desk>,
}

impl YearsRoute {
    fn page(&self, shop: &Shop) -> Page<'static, YearsView> {
        let mut head = frame::head(&self.desk, "years", TITLE, FIRST);
        head.meta = frame::site_tags(shop);
        head.breadcrumb.push(Ref { name: TITLE.to_string(), url: head.url.clone() });
        let view = YearsView { title: TITLE.to_string(), years: self.years.clone() };
        Page { template: "years.html", head, name: "years", view, cards: Vec::new() }
    }
}

impl Route for YearsRoute {
    fn path(&self) -> &str {
        "date/index.html"
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        self.page(shop).fingerprint(&self.desk, Hash::default())
    }

    fn render(&self, shop: &Shop) -> Rendered {
        self.page(shop).render(shop, &self.desk, Vec::new())
    }

    fn sources(&self, _shop: &Shop) -> Vec<String> {
        vec![self.desk.theme.path("years.html")]
    }
}
