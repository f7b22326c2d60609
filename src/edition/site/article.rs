//! Article pages: one for every public entry, tombstones for withdrawn ones, and redirects from
//! old addresses.

use super::address;
use super::cards::{Piece, Show, column, date, named, tags};
use super::desk::{Desk, sources};
use super::frame;
use super::kinds;
use super::outlet::outlet;
use super::page::Page;
use super::linked::Linked;
use super::{iiif, tongues, topic};
use super::views::{ArticleView, AuthorView, HeadingView, PageView, Ref, SignView};
use crate::catalog::{Entry, EntryIx, Profile};
use crate::diag::Warned;
use crate::directive::Outlet;
use crate::edition::{Rendered, Route, Shop};
use crate::files::{Hash, Hasher};
use crate::kind::{Archive, EditionName, Kind};
use crate::load;
use crate::render;
use crate::text::count;
use std::sync::Arc;
use tera::{Context, Value};

/// Related texts shown under an article.
const MOST_RELATED: usize = 4;

pub fn routes(shop: &Shop, desk: &Arc<Desk>, out: &mut Vec<Box<dyn Route>>) {
    let catalog = &shop.catalog;
    for ix in shop.shelf.of(catalog, EditionName::Site) {
        let entry = catalog.entry(ix);
        let path = address::file(&entry.address);
        let desk = Arc::clone(desk);
        out.push(match entry.kind {
            Kind::Topic(_) => Box::new(topic::TopicRoute { path, ix, desk }),
            _ => Box::new(ArticleRoute { path, ix, desk }),
        });
    }
    for &ix in &shop.shelf.withdrawn {
        let path = address::file(&catalog.entry(ix).address);
        out.push(Box::new(Tombstone { path, ix, desk: Arc::clone(desk) }));
    }
    for ix in shop.shelf.of(catalog, EditionName::Site) {
        let aliases = &catalog.entry(ix).front.aliases;
        out.extend(aliases.iter().map(|old| alias(shop, desk, &address::file(old), ix)));
    }
}

struct ArticleRoute {
    path: String,
    ix: EntryIx,
    desk: Arc<Desk>,
}

impl ArticleRoute {
    fn page<'a>(&self, shop: &Shop, related: &'a [EntryIx]) -> Page<'a, ArticleView> {
        Page {
            template: "article.html",
            head: head(shop, &self.desk, self.ix),
            name: "article",
            view: view(shop, &self.desk, self.ix),
            cards: vec![("related", related, Show::Pieces(Piece::Line))],
        }
    }

    fn rendered(&self, shop: &Shop, page: &Page<'_, ArticleView>, outlet: &Outlet) -> Rendered {
        let Warned { value: body, diagnostics } = body(shop, shop.catalog.entry(self.ix), outlet);
        let qr = self.desk.stamps.data_uri(&page.head.canonical).map_or_else(Value::none, Value::from);
        page.render_with(shop, &self.desk, vec![("body", Value::from(body)), ("qr", qr)], diagnostics)
    }
}

impl Route for ArticleRoute {
    fn path(&self) -> &str {
        &self.path
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        let entry = shop.catalog.entry(self.ix);
        let related = related(shop, self.ix);
        let page = self.page(shop, &related);
        page.fingerprint(&self.desk, body_hash(entry, &outlet(shop, &self.desk, entry)))
    }

    fn render(&self, shop: &Shop) -> Rendered {
        let related = related(shop, self.ix);
        let page = self.page(shop, &related);
        self.rendered(shop, &page, &outlet(shop, &self.desk, shop.catalog.entry(self.ix)))
    }

    fn made(&self, shop: &Shop) -> (Hash, Rendered) {
        let entry = shop.catalog.entry(self.ix);
        let (related, outlet) = (related(shop, self.ix), outlet(shop, &self.desk, entry));
        let page = self.page(shop, &related);
        (page.fingerprint(&self.desk, body_hash(entry, &outlet)), self.rendered(shop, &page, &outlet))
    }

    fn sources(&self, shop: &Shop) -> Vec<String> {
        let mut all = sources(shop.catalog.entry(self.ix));
        all.push(self.desk.theme.path("article.html"));
        all
    }
}

/// The hash of all a rendered body is made of.
#[must_use]
pub fn body_hash(entry: &Entry, outlet: &Outlet) -> Hash {
    Hasher::default().hash(entry.body_hash).value(&entry.kind).value(outlet).finish()
}

/// The body of an entry as HTML.
#[must_use]
pub fn body(shop: &Shop, entry: &Entry, outlet: &Outlet) -> Warned<String> {
    load::document_without_facts(&shop.catalog, entry)
        .map(|document| render::html::document(&document, outlet).into_string())
}

fn view(shop: &Shop, desk: &Desk, ix: EntryIx) -> ArticleView {
    let entry = shop.catalog.entry(ix);
    let front = &entry.front;
    let (prev, next) = neighbours(shop, desk, ix);
    let author = |author: &crate::kind::Author| AuthorView { name: author.name.clone(), role: author.role.clone() };
    ArticleView {
        kicker: front.kicker.clone(),
        title: front.title.clone(),
        subtitle: front.subtitle.clone(),
        date: date(front.date, shop.catalog.site.timezone()),
        authors: front.authors.iter().map(author).collect(),
        editor: front.editor.clone(),
        source: front.source.clone(),
        zishu: entry.digest.zishu,
        minutes: count::reading_minutes(entry.digest.zishu, count::PER_MINUTE),
        kind: entry.kind.name().word(),
        cover: super::cards::cover(desk, entry),
        facts: kinds::facts(desk, entry),
        headings: entry.digest.headings.iter().map(heading).collect(),
        tags: tags(desk, entry),
        people: named(&front.people, &desk.people),
        topics: topics(shop, entry),
        places: front.places.iter().map(|place| kinds::place(desk, place)).collect(),
        files: kinds::files(shop, entry),
        shows: kinds::shows(entry),
        prev,
        next,
        review: front.review.iter().map(|sign| SignView { stage: sign.stage.word(), by: sign.by.clone() }).collect(),
    }
}

fn heading(mark: &crate::catalog::HeadingMark) -> HeadingView {
    HeadingView { level: mark.level, id: mark.id.clone(), text: mark.text.clone() }
}

/// The head of an entry's page: page tags, linked data, the way here.
#[must_use]
pub fn head(shop: &Shop, desk: &Desk, ix: EntryIx) -> PageView {
    let entry = shop.catalog.entry(ix);
    let front = &entry.front;
    let url = entry.address.clone();
    let mut head = frame::head_in(desk, entry.lang(), "article", &front.title, &url);
    head.description = entry.summary().to_string();
    head.keywords = front.tags.join(",");
    head.og_type = "article";
    head.image = super::cards::cover(desk, entry).map(|img| format!("{}{}", desk.site.base_url, img.src));
    head.column = Some(entry.column.to_string());
    head.breadcrumb.push(tongues::column(shop, desk, entry));
    head.breadcrumb.push(Ref { name: front.title.clone(), url });
    head.meta = tags_of(shop, &head, entry);
    tongues::dress_entry(shop, desk, &mut head, ix);
    head.schema = match entry.kind {
        Kind::News(_) => "NewsArticle",
        Kind::Archive(_) => "ArchiveComponent",
        _ => "Article",
    };
    head.linked = Linked::of(entry);
    head.manifest = iiif::address(entry);
    head.published = Some(front.date.rfc3339(shop.catalog.site.timezone()));
    head
}

/// 网站, 栏目 and 内容页标签; Dublin Core for archive records.
fn tags_of(shop: &Shop, head: &PageView, entry: &Entry) -> Vec<super::views::Meta> {
    let site = &shop.catalog.site;
    let front = &entry.front;
    if site.profile() == Profile::None {
        return Vec::new();
    }
    let mut tags = frame::site_tags(shop);
    tags.extend(frame::column_tags(shop, shop.catalog.column(&entry.column)));
    tags.push(frame::tag("ArticleTitle", &front.title));
    tags.push(frame::tag("PubDate", &front.date.minute()));
    tags.push(frame::tag("ContentSource", front.source.as_deref().unwrap_or(site.short_name())));
    if !front.tags.is_empty() {
        tags.push(frame::tag("Keywords", &front.tags.join(",")));
    }
    let author = front.authors.first().map(|author| author.name.as_str()).or(front.editor.as_deref());
    tags.extend(author.map(|author| frame::tag("Author", author)));
    tags.push(frame::tag("Description", entry.summary()));
    tags.extend(head.image.as_deref().map(|image| frame::tag("Image", image)));
    tags.push(frame::tag("Url", &head.canonical));
    if let Kind::Archive(archive) = &entry.kind {
        dublin_core(shop, entry, archive, &head.canonical, &mut tags);
    }
    tags
}

/// The record in the fifteen elements of Dublin Core and its terms, after DA/T 18-2022.
fn dublin_core(shop: &Shop, entry: &Entry, archive: &Archive, url: &str, tags: &mut Vec<super::views::Meta>) {
    let front = &entry.front;
    let mut add = |name: &'static str, value: &str| tags.push(frame::tag(name, value));
    add("DC.title", &front.title);
    archive.tellers.iter().for_each(|teller| add("DC.creator", &teller.name));
    archive.recorder.iter().for_each(|name| add("DC.contributor", name));
    add("DC.publisher", &shop.catalog.site.name);
    add("DC.identifier", &entry.id);
    add("DC.identifier", url);
    add("DC.date", &archive.written.map_or_else(|| front.date.day(), |date| date.iso()));
    add("DC.type", if archive.scans.is_empty() { "Text" } else { "Collection" });
    add("DC.format", "text/html");
    add("DC.language", entry.lang().word());
    add("DC.description", entry.summary());
    front.tags.iter().for_each(|tag| add("DC.subject", tag));
    archive.form.iter().for_each(|form| add("DC.subject", form));
    front.places.iter().for_each(|place| add("DCTERMS.spatial", place));
    archive.period().iter().for_each(|period| add("DCTERMS.temporal", period));
    archive.provenance.iter().for_each(|text| add("DCTERMS.provenance", text));
    archive.published_in.iter().for_each(|text| add("DCTERMS.isPartOf", text));
    archive.rights.iter().for_each(|text| add("DC.rights", text));
}

/// Newer and older text of the same column and language; the one before and the one after where they
/// have numbers.
fn neighbours(shop: &Shop, desk: &Desk, ix: EntryIx) -> (Option<Ref>, Option<Ref>) {
    let entry = shop.catalog.entry(ix);
    let (list, place) = if entry.lang() == desk.tongues.own() {
        (desk.sequence(&entry.column), desk.places.get(ix.index()).map_or(0, |place| *place as usize))
    } else {
        let list = desk.tongues.column(entry.lang(), tongues::column_of(shop, entry));
        (list, list.iter().position(|other| *other == ix).unwrap_or(0))
    };
    let at = |place: Option<usize>| {
        let other = shop.catalog.entry(*list.get(place?)?);
        Some(Ref { name: other.front.title.clone(), url: other.address.clone() })
    };
    (at(place.checked_sub(1)), at(place.checked_add(1)))
}

/// Texts that share the most tags, people and topics; of equals the newest.
fn related(shop: &Shop, ix: EntryIx) -> Vec<EntryIx> {
    let (catalog, shelf) = (&shop.catalog, &shop.shelf);
    let front = &catalog.entry(ix).front;
    let own = shelf.rank(ix);
    let mut found: Vec<(u32, u32, EntryIx)> = Vec::new();
    for (names, index, weight) in
        [(&front.people, &shelf.by_person, 3), (&front.topics, &shelf.by_topic, 3), (&front.tags, &shelf.by_tag, 2)]
    {
        for list in names.iter().filter_map(|name| index.get(name)) {
            let from = list.partition_point(|other| shelf.rank(*other) < own);
            // Near in time is near in matter: a window keeps this short on tags with many texts.
            let near = &list[from.saturating_sub(6)..list.len().min(from + 7)];
            found.extend(near.iter().map(|other| (shelf.rank(*other), weight, *other)));
        }
    }
    found.sort_unstable_by_key(|(rank, ..)| *rank);
    found.dedup_by(|next, first| {
        let same = next.0 == first.0;
        first.1 += if same { next.1 } else { 0 };
        same
    });
    found.sort_unstable_by_key(|(rank, score, _)| (std::cmp::Reverse(*score), *rank));
    let lang = catalog.entry(ix).lang();
    let fits = |other: &EntryIx| {
        *other != ix && catalog.entry(*other).lang() == lang && shelf.shows(catalog, *other, EditionName::Site)
    };
    found.into_iter().map(|(.., other)| other).filter(fits).take(MOST_RELATED).collect()
}

fn topics(shop: &Shop, entry: &Entry) -> Vec<Ref> {
    let shown = |id: &String| {
        let ix = shop.catalog.find(id).filter(|ix| shop.shelf.shows(&shop.catalog, *ix, EditionName::Site))?;
        let topic = shop.catalog.entry(ix);
        Some(Ref { name: topic.front.title.clone(), url: topic.address.clone() })
    };
    entry.front.topics.iter().filter_map(shown).collect()
}

/// What stands where a text was taken back.
struct Tombstone {
    path: String,
    ix: EntryIx,
    desk: Arc<Desk>,
}

impl Tombstone {
    fn page(&self, shop: &Shop) -> Page<'static, ()> {
        let entry = shop.catalog.entry(self.ix);
        let url = entry.address.clone();
        let mut head = frame::head(&self.desk, "withdrawn", "内容已撤下", &url);
        head.breadcrumb.push(column(shop, entry));
        head.meta = frame::site_tags(shop);
        head.noindex = true;
        Page { template: "withdrawn.html", head, name: "none", view: (), cards: Vec::new() }
    }
}

impl Route for Tombstone {
    fn path(&self) -> &str {
        &self.path
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        self.page(shop).fingerprint(&self.desk, Hash::default())
    }

    fn render(&self, shop: &Shop) -> Rendered {
        self.page(shop).render(shop, &self.desk, Vec::new())
    }

    fn sources(&self, shop: &Shop) -> Vec<String> {
        vec![format!("content/{}", shop.catalog.entry(self.ix).path), self.desk.theme.path("withdrawn.html")]
    }
}

/// A page at the file `path` that leads to the page of an entry.
#[must_use]
pub fn alias(shop: &Shop, desk: &Arc<Desk>, path: &str, ix: EntryIx) -> Box<dyn Route> {
    let target = shop.catalog.entry(ix).address.clone();
    Box::new(Alias { path: path.to_string(), target, ix, desk: Arc::clone(desk) })
}

/// A page that leads from an old address to the new one.
struct Alias {
    path: String,
    target: String,
    ix: EntryIx,
    desk: Arc<Desk>,
}

impl Alias {
    fn head(&self, shop: &Shop) -> PageView {
        let title = &shop.catalog.entry(self.ix).front.title;
        let mut head = frame::head(&self.desk, "alias", title, &self.target);
        head.noindex = true;
        head
    }
}

impl Route for Alias {
    fn path(&self) -> &str {
        &self.path
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        self.desk.hasher("alias.html").value(&(self.head(shop), &self.target)).finish()
    }

    fn render(&self, shop: &Shop) -> Rendered {
        let head = self.head(shop);
        let mut context = Context::new();
        context.insert_value("page", super::page::brief(&self.desk, &head));
        context.insert_value("target", Value::from(self.target.as_str()));
        self.desk.rendered("alias.html", &head, context, Vec::new())
    }

    fn sources(&self, shop: &Shop) -> Vec<String> {
        vec![format!("content/{}", shop.catalog.entry(self.ix).path)]
    }
}
