//! Views of pages that list: the home page, columns, terms, months, topics. As [`super::views`],
//! their fields are the contract with a theme.

use super::views::{BookView, Fact, Img, Ref};
use serde::Serialize;

/// One page of a list.
#[derive(Clone, Debug, Serialize)]
pub struct ListView {
    pub title: String,
    pub description: Option<String>,
    pub style: &'static str,
    /// From 1.
    pub number: usize,
    /// Pages in all.
    pub total: usize,
    /// Entries in all.
    pub count: usize,
    pub pages: Vec<PagerView>,
    pub prev: Option<String>,
    pub next: Option<String>,
    pub feed: Option<String>,
    pub kind: Option<&'static str>,
    pub books: Vec<BookView>,
    pub about: Option<AboutView>,
}

/// What the registers say of what a list is about: a person, a brand, a district.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AboutView {
    /// Nothing is known but the texts when these are empty.
    pub facts: Vec<Fact>,
    pub text: Option<String>,
    pub brands: Vec<Ref>,
    pub people: Vec<Ref>,
}

/// A number of the pager.
#[derive(Clone, Debug, Serialize)]
pub struct PagerView {
    pub number: usize,
    pub url: String,
    pub current: bool,
}

/// A column on the home page.
#[derive(Clone, Debug, Serialize)]
pub struct SectionView {
    pub name: String,
    pub url: String,
    pub slug: String,
    pub style: &'static str,
    pub kind: &'static str,
}

/// A figure of 数说.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    pub value: String,
    pub qualifier: Option<&'static str>,
    pub unit: Option<String>,
    pub label: String,
    pub scope: Option<String>,
    pub as_of: Option<String>,
    pub url: Option<String>,
}

/// A brand.
#[derive(Clone, Debug, Serialize)]
pub struct BrandView {
    pub name: String,
    pub url: String,
    pub owner: String,
    pub since: Option<String>,
}

/// The home page.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    pub sections: Vec<SectionView>,
    pub figures: Vec<FigureView>,
    pub books: Vec<BookView>,
    pub brands: Vec<BrandView>,
    /// The column the books come from.
    pub shelf: Option<Ref>,
    pub districts: Vec<Ref>,
}

/// All tags or people, by pinyin initial.
#[derive(Clone, Debug, Serialize)]
pub struct TermsView {
    pub title: String,
    pub groups: Vec<TermGroup>,
}

/// The terms of one initial.
#[derive(Clone, Debug, Serialize)]
pub struct TermGroup {
    pub initial: String,
    pub items: Vec<TermItem>,
}

/// A term and how many entries it has.
#[derive(Clone, Debug, Serialize)]
pub struct TermItem {
    pub name: String,
    pub url: String,
    pub count: usize,
    /// A word on it: the owner of a brand.
    pub note: Option<String>,
}

/// The months of one year that have entries, the newest first.
#[derive(Clone, Debug, Serialize)]
pub struct YearView {
    pub year: String,
    pub count: usize,
    pub months: Vec<MonthView>,
}

/// A month with entries.
#[derive(Clone, Debug, Serialize)]
pub struct MonthView {
    /// `11月`.
    pub name: String,
    pub url: String,
    pub count: usize,
}

/// All years.
#[derive(Clone, Debug, Serialize)]
pub struct YearsView {
    pub title: String,
    pub years: Vec<YearView>,
}

/// A topic page.
#[derive(Clone, Debug, Serialize)]
pub struct TopicView {
    pub title: String,
    pub lead: Option<String>,
    pub body: String,
    pub cover: Option<Img>,
    pub closes_on: Option<String>,
    pub closed: bool,
}
