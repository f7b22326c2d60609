//! Data for the application of the office: static JSON below `/api/`, described by a JSON Schema that
//! is published beside it (`/api/schema.json`, draft 2020-12).
//!
//! It is made when `site.yaml` names the application (`channels.app`) or says `api: true`: a file for
//! each article doubles what is written, so a site nobody reads by application does not pay for it.
//! Lists are pages of fifty, newest first; the first names how many there are. Addresses in bodies
//! are those of the site, from its root.

use super::desk::Desk;
use super::outlet::outlet;
use super::text::TextRoute;
use super::{address, article, cards, feed, tongues};
use crate::catalog::{Column, Entry, EntryIx};
use crate::edition::{Route, Shop};
use crate::files::{Hash, Hasher};
use crate::kind::EditionName;
use serde_json::{Value, json};
use std::sync::Arc;

/// Grows when an old application could no longer read what is written.
const VERSION: u32 = 1;
/// Entries on a page of a list.
const PAGE: usize = 50;
const SCHEMA: &str = include_str!("api.schema.json");

pub fn routes(shop: &Shop, desk: &Arc<Desk>, out: &mut Vec<Box<dyn Route>>) {
    if !shop.catalog.site.has_api() {
        return;
    }
    let catalog = &shop.catalog;
    let all: Vec<EntryIx> = shop.shelf.of(catalog, EditionName::Site).filter(|ix| desk.tongues.gathers(*ix)).collect();
    let begin = Arc::clone(desk);
    out.push(TextRoute::new("/api/site.json", Vec::new(), move |shop| text(&site(shop, &begin))));
    out.push(TextRoute::new("/api/schema.json", Vec::new(), |_| SCHEMA.to_string()));
    let gone = Arc::clone(desk);
    out.push(TextRoute::new("/api/withdrawn.json", Vec::new(), move |shop| {
        text(&json!({ "items": feed::withdrawn(shop, &gone, &feed::all_withdrawn(shop)) }))
    }));
    list(desk, "/api/latest", Value::Null, all.into_iter().take(PAGE).collect(), out);
    for column in &catalog.columns {
        let of = json!({ "slug": &*column.slug, "name": column.file.name });
        list(desk, &format!("/api/columns/{}", column.slug), of, desk.column(&column.slug).to_vec(), out);
    }
    for lang in desk.tongues.written() {
        let of = shop.shelf.of(catalog, EditionName::Site).filter(|ix| catalog.entry(*ix).lang() == lang);
        list(desk, &format!("/api/languages/{}", lang.word()), json!({ "lang": lang.word() }), of.collect(), out);
    }
    for ix in shop.shelf.of(catalog, EditionName::Site) {
        let (one, other) = (Arc::clone(desk), Arc::clone(desk));
        let url = article_url(catalog.entry(ix));
        out.push(TextRoute::keyed(&url, vec![ix], move |shop| key(shop, &one, ix), move |shop| {
            let entry = shop.catalog.entry(ix);
            let body = article::body(shop, entry, &outlet(shop, &other, entry));
            body.map(|body| text(&whole(shop, &other, ix, &body)))
        }));
    }
}

/// The pages of a list: `/api/columns/yaowen/1.json`, `…/2.json`.
fn list(desk: &Arc<Desk>, folder: &str, of: Value, entries: Vec<EntryIx>, out: &mut Vec<Box<dyn Route>>) {
    let pages = entries.len().div_ceil(PAGE).max(1);
    let (count, entries) = (entries.len(), Arc::new(entries));
    for number in 1..=pages {
        let (desk, entries, of, folder) = (Arc::clone(desk), Arc::clone(&entries), of.clone(), folder.to_string());
        let url = format!("{folder}/{number}.json");
        let slice = (number - 1) * PAGE..(number * PAGE).min(count);
        let part = entries.get(slice).unwrap_or(&[]).to_vec();
        out.push(TextRoute::new(&url, part.clone(), move |shop| {
            let items: Vec<Value> = part.iter().map(|ix| item(shop, &desk, *ix)).collect();
            let next = (number < pages).then(|| format!("{folder}/{}.json", number + 1));
            text(&json!({ "of": of, "page": number, "pages": pages, "count": count, "next": next, "items": items }))
        }));
    }
}

fn text(value: &Value) -> String {
    format!("{value}\n")
}

fn article_url(entry: &Entry) -> String {
    format!("/api/articles/{}.json", entry.id)
}

/// What the application asks for first.
fn site(shop: &Shop, desk: &Desk) -> Value {
    let catalog = &shop.catalog;
    let column = |column: &Column| {
        json!({
            "slug": &*column.slug,
            "name": column.file.name,
            "names": column.file.names,
            "kind": column.file.kind.word(),
            "count": desk.column(&column.slug).len(),
            "nav": column.in_nav(),
            "url": address::column(column),
            "list": format!("/api/columns/{}/1.json", column.slug),
        })
    };
    let newest = shop.shelf.of(catalog, EditionName::Site).map(|ix| catalog.entry(ix).front.date).max();
    json!({
        "version": VERSION,
        "name": desk.site.name,
        "base_url": desk.site.base_url,
        "language": desk.site.language,
        "languages": desk.tongues.all.iter().map(|lang| lang.word()).collect::<Vec<_>>(),
        "updated": newest.map(|time| time.rfc3339(catalog.site.timezone())),
        "latest": "/api/latest/1.json",
        "withdrawn": "/api/withdrawn.json",
        "schema": "/api/schema.json",
        "columns": catalog.columns.iter().map(column).collect::<Vec<_>>(),
    })
}

/// An entry as lists have it.
fn item(shop: &Shop, desk: &Desk, ix: EntryIx) -> Value {
    let entry = shop.catalog.entry(ix);
    let column = cards::column(shop, entry);
    let cover = cards::cover(desk, entry).map(|cover| {
        json!({ "src": cover.src, "width": cover.width, "height": cover.height, "alt": cover.alt, "credit": cover.credit })
    });
    json!({
        "id": &*entry.id,
        "title": entry.front.title,
        "date": entry.front.date.rfc3339(shop.catalog.site.timezone()),
        "summary": entry.summary(),
        "lang": entry.lang().word(),
        "kind": entry.kind.name().word(),
        "label": entry.kind.label(),
        "column": { "slug": &*entry.column, "name": column.name },
        "cover": cover,
        "url": &entry.address,
        "article": article_url(entry),
    })
}

/// An entry with everything.
fn whole(shop: &Shop, desk: &Desk, ix: EntryIx, body: &str) -> Value {
    let entry = shop.catalog.entry(ix);
    let front = &entry.front;
    let mut all = item(shop, desk, ix);
    let versions = tongues::versions(shop, ix).into_iter().filter(|(_, other)| *other != ix);
    let version = |(lang, other): (crate::kind::Lang, EntryIx)| {
        let other = shop.catalog.entry(other);
        json!({ "lang": lang.word(), "id": &*other.id, "article": article_url(other) })
    };
    let more = json!({
        "kicker": front.kicker,
        "subtitle": front.subtitle,
        "source": front.source,
        "authors": front.authors.iter().map(|author| json!({ "name": author.name, "role": author.role })).collect::<Vec<_>>(),
        "editor": front.editor,
        "tags": front.tags,
        "people": front.people,
        "places": front.places,
        "topics": front.topics,
        "facts": entry.kind.facts().iter().map(|(label, value)| json!({ "label": label, "value": value })).collect::<Vec<_>>(),
        "characters": entry.digest.zishu,
        "versions": versions.map(version).collect::<Vec<_>>(),
        "html": body,
    });
    if let (Some(all), Value::Object(more)) = (all.as_object_mut(), more) {
        all.extend(more);
    }
    all
}

fn key(shop: &Shop, desk: &Desk, ix: EntryIx) -> Hash {
    let entry = shop.catalog.entry(ix);
    let body = article::body_hash(entry, &outlet(shop, desk, entry));
    Hasher::default().bytes(whole(shop, desk, ix, "").to_string().as_bytes()).hash(body).finish()
}
