//! The home page, and the page for addresses that do not exist.

use super::cards::Show;
use super::desk::Desk;
use super::frame;
use super::address;
use super::listed::{BrandView, FigureView, HomeView, SectionView};
use super::page::Page;
use super::views::{BookView, PageView, Ref};
use crate::catalog::{Column, EntryIx, Home, ListStyle};
use crate::edition::{Rendered, Route, Shop};
use crate::files::Hash;
use crate::kind::{EditionName, Kind, Lang, Reading};
use std::sync::Arc;

const LEADS: usize = 6;
const SECTION_CARDS: usize = 6;
const SHELF_BOOKS: usize = 8;
const ARCHIVE_CARDS: usize = 4;

pub fn routes(desk: &Arc<Desk>, out: &mut Vec<Box<dyn Route>>) {
    out.push(Box::new(HomeRoute { desk: Arc::clone(desk) }));
    out.push(Box::new(NotFound { desk: Arc::clone(desk) }));
}

struct HomeRoute {
    desk: Arc<Desk>,
}

/// The entries a home page lists.
struct Choice {
    lead: Vec<EntryIx>,
    sections: Vec<Vec<EntryIx>>,
    topics: Vec<EntryIx>,
    archive: Vec<EntryIx>,
}

impl HomeRoute {
    fn choose(&self, shop: &Shop) -> Choice {
        let home = shop.catalog.site.home.as_ref();
        let lead = home.and_then(|home| home.lead.as_deref()).or_else(|| lead_column(shop));
        let lead: Vec<EntryIx> = match lead {
            Some(slug) => self.desk.column(slug).iter().copied().take(LEADS).collect(),
            None => shop.shelf.of(&shop.catalog, EditionName::Site).filter(|ix| self.desk.tongues.gathers(*ix)).take(LEADS).collect(),
        };
        let sections = sections(shop).into_iter().map(|column| {
            let rest = self.desk.column(&column.slug).iter().filter(|ix| !lead.contains(ix));
            rest.copied().take(SECTION_CARDS).collect()
        });
        let shown = |id: &String| {
            shop.catalog.find(id).filter(|ix| shop.shelf.shows(&shop.catalog, *ix, EditionName::Site))
        };
        let topics = home.map_or(Vec::new(), |home| home.topics.iter().filter_map(shown).collect());
        let archive = home.and_then(|home| home.archive.as_deref()).map_or(&[][..], |slug| self.desk.column(slug));
        let archive = archive.iter().copied().take(ARCHIVE_CARDS).collect();
        Choice { sections: sections.collect(), lead, topics, archive }
    }

    fn page<'a>(&self, shop: &Shop, choice: &'a Choice) -> Page<'a, HomeView> {
        let mut cards: Vec<(&'static str, &[EntryIx], Show)> = vec![
            ("lead", &choice.lead, Show::Cards),
            ("topics", &choice.topics, Show::Cards),
            ("archive", &choice.archive, Show::Cards),
        ];
        cards.extend(choice.sections.iter().map(|section| ("sections", section.as_slice(), Show::Cards)));
        Page { template: "home.html", head: self.head(shop), name: "home", view: self.view(shop), cards }
    }

    fn head(&self, shop: &Shop) -> PageView {
        let site = &shop.catalog.site;
        let mut head = frame::head(&self.desk, "home", "首页", "/");
        dress(&self.desk, &mut head);
        head.keywords = frame::keywords(&site.keywords, &site.name);
        head.meta = frame::site_tags(shop);
        head.meta.extend(frame::column_tags(shop, None));
        head.breadcrumb.clear();
        head.schema = "Organization";
        head
    }

    fn view(&self, shop: &Shop) -> HomeView {
        let home = shop.catalog.site.home.as_ref();
        HomeView {
            sections: sections(shop).into_iter().map(section).collect(),
            figures: figures(shop, home),
            shelf: home.and_then(|home| home.books.as_deref()).and_then(|slug| shop.catalog.column(slug)).map(as_ref),
            districts: self.desk.registered.districts.iter().map(|one| Ref { name: one.name.clone(), url: one.url.clone() }).collect(),
            books: home.and_then(|home| home.books.as_deref()).map_or(Vec::new(), |slug| {
                books(shop, self.desk.column(slug)).into_iter().take(SHELF_BOOKS).collect()
            }),
            brands: shop.catalog.registers.brands.iter().map(|one| brand(&self.desk, one)).collect(),
        }
    }
}

impl Route for HomeRoute {
    fn path(&self) -> &str {
        "index.html"
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        let choice = self.choose(shop);
        self.page(shop, &choice).fingerprint(&self.desk, Hash::default())
    }

    fn render(&self, shop: &Shop) -> Rendered {
        let choice = self.choose(shop);
        let mut page = self.page(shop, &choice);
        // Sections carry their cards inside them, so they are put together here.
        page.cards.truncate(3);
        let sections = sections(shop).into_iter().zip(&choice.sections).map(|(column, entries)| {
            let mut map = super::page::value(&section(column)).into_map().unwrap_or_default();
            map.insert("cards".into(), self.desk.card_values(shop, entries));
            tera::Value::from(map)
        });
        let sections = tera::Value::from(sections.collect::<Vec<_>>());
        page.render_with(shop, &self.desk, vec![("sections", sections)], Vec::new())
    }

    fn sources(&self, shop: &Shop) -> Vec<String> {
        let choice = self.choose(shop);
        let listed = choice.lead.iter().chain(choice.sections.iter().flatten()).chain(&choice.topics).chain(&choice.archive);
        let mut all = vec!["content/site.yaml".to_string(), self.desk.theme.path("home.html")];
        all.extend(listed.map(|ix| format!("content/{}", shop.catalog.entry(*ix).path)));
        all
    }
}

/// The beginnings of all trees are counterparts.
pub fn dress(desk: &Desk, head: &mut PageView) {
    let tongues = &desk.tongues;
    let beginning = |lang: Lang| (lang, format!("{}/", tongues.prefix(lang)));
    let all: Vec<(Lang, String)> = std::iter::once(tongues.own()).chain(tongues.written()).map(beginning).collect();
    super::tongues::dress(desk, head, &all, None);
}

fn lead_column(shop: &Shop) -> Option<&str> {
    shop.catalog.columns.iter().find(|column| column.file.lead).map(|column| &*column.slug)
}

/// The columns the home page lists: those chosen, or the first ones of the navigation.
fn sections(shop: &Shop) -> Vec<&Column> {
    let chosen = shop.catalog.site.home.as_ref().map_or(&[][..], |home| &home.columns);
    match chosen {
        [] => shop.catalog.columns.iter().filter(|column| column.in_nav()).take(8).collect(),
        chosen => chosen.iter().filter_map(|slug| shop.catalog.column(slug)).collect(),
    }
}

fn as_ref(column: &Column) -> Ref {
    Ref { name: column.file.name.clone(), url: address::column(column) }
}

fn section(column: &Column) -> SectionView {
    SectionView {
        name: column.file.name.clone(),
        url: address::column(column),
        slug: column.slug.to_string(),
        style: column.file.list.unwrap_or(ListStyle::Text).word(),
        kind: column.file.kind.word(),
    }
}

/// The newest value of each chosen figure of the register.
fn figures(shop: &Shop, home: Option<&Home>) -> Vec<FigureView> {
    let chosen = home.map_or(&[][..], |home| &home.figures);
    let view = |id: &String| {
        let figure = shop.catalog.registers.figure(id)?;
        let newest = figure.values.iter().max_by_key(|value| value.as_of)?;
        Some(FigureView {
            value: crate::text::numerals::plain(newest.value),
            qualifier: newest.qualifier.map(crate::catalog::Qualifier::word),
            unit: figure.unit.clone(),
            label: figure.metric.clone(),
            scope: newest.scope.clone(),
            as_of: newest.as_of.map(|date| date.chinese()),
            url: shows(shop, id),
        })
    };
    chosen.iter().filter_map(view).collect()
}

/// The newest text that shows a figure of the register.
fn shows(shop: &Shop, id: &str) -> Option<String> {
    let shown = |ix: &EntryIx| shop.catalog.entry(*ix).digest.figure_ids().any(|figure| figure == id);
    let ix = shop.shelf.of(&shop.catalog, EditionName::Site).find(shown)?;
    Some(shop.catalog.entry(ix).address.clone())
}

/// The books of reading lists, newest list first.
#[must_use]
pub fn books(shop: &Shop, entries: &[EntryIx]) -> Vec<BookView> {
    let mut all = Vec::new();
    for entry in entries.iter().map(|ix| shop.catalog.entry(*ix)) {
        let Kind::Reading(reading) = &entry.kind else { continue };
        all.extend(shelf_of(reading, &entry.address));
    }
    all
}

/// The books of one list, each with its place on the page of the list at `url`.
pub fn shelf_of(reading: &Reading, url: &str) -> impl Iterator<Item = BookView> {
    reading.books.iter().zip(1..).map(move |(book, number)| BookView {
        title: book.title.clone(),
        authors: book.authors.join("、"),
        publisher: book.publisher.clone(),
        year: book.year,
        reason: book.reason.clone(),
        url: format!("{url}#book-{number}"),
    })
}

fn brand(desk: &Desk, brand: &crate::catalog::Brand) -> BrandView {
    BrandView {
        name: brand.name.clone(),
        url: desk.brands.get(&brand.name).cloned().unwrap_or_default(),
        owner: brand.owner.clone(),
        since: brand.since.map(|since| since.chinese()),
    }
}

struct NotFound {
    desk: Arc<Desk>,
}

impl NotFound {
    fn page(&self, shop: &Shop) -> Page<'static, ()> {
        let mut head = frame::head(&self.desk, "notfound", "没有找到这个页面", "/404.html");
        head.meta = frame::site_tags(shop);
        head.noindex = true;
        Page { template: "notfound.html", head, name: "none", view: (), cards: Vec::new() }
    }
}

impl Route for NotFound {
    fn path(&self) -> &str {
        "404.html"
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        self.page(shop).fingerprint(&self.desk, Hash::default())
    }

    fn render(&self, shop: &Shop) -> Rendered {
        self.page(shop).render(shop, &self.desk, Vec::new())
    }

    fn sources(&self, _shop: &Shop) -> Vec<String> {
        vec!["content/site.yaml".to_string(), self.desk.theme.path("notfound.html")]
    }
}
