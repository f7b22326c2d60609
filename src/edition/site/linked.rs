//! Linked data (schema.org as JSON-LD) of a page, made of its head when it is rendered.

use super::views::{PageView, Ref, SiteView};
use crate::catalog::Entry;
use crate::kind::{Archive, Book, Kind};
use serde::Serialize;

const CONTEXT: &str = "https://schema.org";

/// What linked data says of an entry beyond its head.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Linked {
    pub authors: Vec<String>,
    /// The rest is made of the kind of the entry, whose hash is part of the page's fingerprint.
    #[serde(skip)]
    pub about: Vec<BookData>,
    #[serde(skip)]
    pub record: Record,
}

impl Linked {
    #[must_use]
    pub fn of(entry: &Entry) -> Linked {
        let authors = entry.front.authors.iter().map(|author| author.name.clone()).collect();
        match &entry.kind {
            Kind::Reading(reading) => Linked { authors, about: reading.books.iter().map(BookData::of).collect(), ..Linked::default() },
            Kind::Archive(archive) => Linked { authors, record: Record::of(entry, archive), ..Linked::default() },
            _ => Linked { authors, ..Linked::default() },
        }
    }
}

/// A person or body; the type tells which.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    #[serde(rename = "@type")]
    sort: &'static str,
    name: String,
}

fn person(name: &str) -> Named {
    Named { sort: "Person", name: name.to_string() }
}

/// A book a text recommends.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BookData {
    #[serde(rename = "@type")]
    sort: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    isbn: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    book_edition: Option<String>,
}

impl BookData {
    fn of(book: &Book) -> BookData {
        BookData {
            sort: "Book",
            name: book.title.clone(),
            author: book.authors.iter().map(|name| person(name)).collect(),
            publisher: book.publisher.clone().map(|name| Named { sort: "Organization", name }),
            date_published: book.year.map(|year| year.to_string()),
            isbn: book.isbn.clone(),
            book_edition: book.edition.clone(),
        }
    }
}

/// What an archive record adds.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    creator: Vec<Named>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contributor: Vec<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<String>,
    /// ISO 8601, `1881/1900`.
    #[serde(skip_serializing_if = "Option::is_none")]
    temporal_coverage: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spatial_coverage: Vec<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copyright_notice: Option<String>,
}

impl Record {
    fn of(entry: &Entry, archive: &Archive) -> Record {
        Record {
            creator: archive.tellers.iter().map(|teller| person(&teller.name)).collect(),
            contributor: archive.recorder.iter().map(|name| person(name)).collect(),
            identifier: Some(entry.id.to_string()),
            temporal_coverage: archive.period(),
            spatial_coverage: entry.front.places.iter().map(|place| Named { sort: "Place", name: place.clone() }).collect(),
            date_created: archive.written.map(|date| date.iso()),
            genre: archive.form.clone(),
            copyright_notice: archive.rights.clone(),
        }
    }
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Organization<'a> {
    #[serde(rename = "@context", skip_serializing_if = "str::is_empty")]
    context: &'a str,
    #[serde(rename = "@type")]
    sort: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    alternate_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    telephone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WebSite<'a> {
    #[serde(rename = "@context")]
    context: &'a str,
    #[serde(rename = "@type")]
    sort: &'a str,
    name: &'a str,
    url: &'a str,
    in_language: &'a str,
    publisher: Organization<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Work<'a> {
    #[serde(rename = "@context")]
    context: &'a str,
    #[serde(rename = "@type")]
    sort: &'a str,
    headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    in_language: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Named>,
    #[serde(skip_serializing_if = "<[BookData]>::is_empty")]
    about: &'a [BookData],
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    record: Option<&'a Record>,
    publisher: Organization<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Trail<'a> {
    #[serde(rename = "@context")]
    context: &'a str,
    #[serde(rename = "@type")]
    sort: &'a str,
    item_list_element: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    #[serde(rename = "@type")]
    sort: &'a str,
    position: usize,
    name: &'a str,
    item: String,
}

/// The text for a `script` element; empty when the page says nothing of itself.
#[must_use]
pub fn linked(site: &SiteView, head: &PageView) -> String {
    let json = match head.schema {
        "" => return String::new(),
        "Organization" => serde_json::to_string(&(office(site), website(site, head))),
        "WebSite" => serde_json::to_string(&website(site, head)),
        sort => serde_json::to_string(&(work(site, head, sort), trail(site, &head.breadcrumb))),
    };
    // Text cannot fail to be JSON; `<` must not end the script.
    json.unwrap_or_default().replace('<', "\\u003c")
}

/// The office with how it is reached.
fn office(site: &SiteView) -> Organization<'_> {
    Organization {
        context: CONTEXT,
        url: &site.base_url,
        alternate_name: Some(site.short_name.as_str()).filter(|short| *short != site.name),
        logo: site.assets.get("favicon.svg").map(|path| format!("{}{path}", site.base_url)),
        address: site.footer.address.as_deref(),
        telephone: site.footer.phone.as_deref(),
        email: site.footer.email.as_deref(),
        ..publisher(site)
    }
}

fn publisher(site: &SiteView) -> Organization<'_> {
    Organization { sort: "GovernmentOrganization", name: &site.name, ..Organization::default() }
}

fn website<'a>(site: &'a SiteView, head: &'a PageView) -> WebSite<'a> {
    let (name, url) = (&site.name, &head.canonical);
    WebSite { context: CONTEXT, sort: "WebSite", name, url, in_language: &head.lang, publisher: publisher(site) }
}

fn work<'a>(site: &'a SiteView, head: &'a PageView, sort: &'a str) -> Work<'a> {
    Work {
        context: CONTEXT,
        sort,
        headline: &head.title,
        date_published: head.published.as_deref(),
        in_language: &head.lang,
        url: &head.canonical,
        image: head.image.as_deref(),
        author: head.linked.authors.iter().map(|name| person(name)).collect(),
        about: &head.linked.about,
        record: (sort == "ArchiveComponent").then_some(&head.linked.record),
        publisher: publisher(site),
    }
}

fn trail<'a>(site: &SiteView, steps: &'a [Ref]) -> Trail<'a> {
    let step = |(index, step): (usize, &'a Ref)| Step {
        sort: "ListItem",
        position: index + 1,
        name: &step.name,
        item: format!("{}{}", site.base_url, step.url),
    };
    Trail { context: CONTEXT, sort: "BreadcrumbList", item_list_element: steps.iter().enumerate().map(step).collect() }
}
