//! Pages: what an edition gives for an address, and the desk's own list.

use super::snapshot::{Fault, Routes, Snapshot, locate};
use super::{Desk, overlay};
use crate::catalog::{Entry, absence};
use crate::edition::Route;
use crate::files::Hash;
use crate::kind::EditionName;
use crate::markup::{Html, el};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// The content type of pages.
pub const HTML: &str = "text/html; charset=utf-8";

const LIST: &str = include_str!("page.html");
const BROKEN: &str = include_str!("broken.html");

/// What is at an address.
pub enum Page {
    Found { bytes: Vec<u8>, content_type: &'static str, faults: Vec<Fault> },
    /// It lacks the `/` at its end.
    Folder,
    /// The page has errors and cannot be rendered.
    Broken(Vec<Fault>),
    /// Nothing is there; what the site shows then.
    Missing(Vec<u8>),
}

/// Books rendered before, by edition and path, as long as their fingerprint is the same.
pub type Cache = Mutex<BTreeMap<(EditionName, String), (Hash, Vec<u8>)>>;

/// Finds and renders the page at `path` of an edition.
#[must_use]
pub fn find(desk: &Desk, snapshot: &Snapshot, edition: EditionName, path: &str) -> Page {
    let Some(routes) = snapshot.routes(edition) else { return Page::Missing(missing(path)) };
    let name = match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path.to_string(),
    };
    if let Some(route) = routes.get(&name) {
        return render(desk, snapshot, edition, route);
    }
    if routes.get(&format!("{path}/index.html")).is_some() {
        return Page::Folder;
    }
    let not_found = routes.get("404.html").and_then(|route| route.render(snapshot.shop()).value);
    Page::Missing(not_found.unwrap_or_else(|| missing(path)))
}

fn render(desk: &Desk, snapshot: &Snapshot, edition: EditionName, route: &dyn Route) -> Page {
    let content_type = content_type(route.path());
    let book = matches!(edition, EditionName::Print | EditionName::Epub);
    let key = (edition, route.path().to_string());
    let fingerprint = book.then(|| route.fingerprint(snapshot.shop()));
    if let Some(fingerprint) = fingerprint {
        let cache = desk.cache.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, bytes)) = cache.get(&key).filter(|(known, _)| *known == fingerprint) {
            return Page::Found { bytes: bytes.clone(), content_type, faults: Vec::new() };
        }
    }
    let rendered = route.render(snapshot.shop());
    let faults = locate(snapshot.shop(), rendered.diagnostics);
    let Some(bytes) = rendered.value else { return Page::Broken(faults) };
    if let Some(fingerprint) = fingerprint {
        let mut cache = desk.cache.lock().unwrap_or_else(PoisonError::into_inner);
        cache.insert(key, (fingerprint, bytes.clone()));
    }
    Page::Found { bytes, content_type, faults }
}

/// The page shown for one with errors.
#[must_use]
pub fn broken(path: &str) -> String {
    BROKEN.replace("{title}", "这一页有错误").replace("{text}", Html::text(&format!("/{path}")).as_str())
}

fn missing(path: &str) -> Vec<u8> {
    let text = Html::text(&format!("没有 /{path} 这一页。"));
    BROKEN.replace("{title}", "没有这一页").replace("{text}", text.as_str()).into_bytes()
}

/// The desk: faults, entries by column, books.
#[must_use]
pub fn list(snapshot: &Snapshot) -> String {
    let faults = match snapshot.faults.is_empty() {
        true => el("p").text("没有发现问题。").done(),
        false => el("ol").class("faults").children(snapshot.faults.iter().map(overlay::item)).done(),
    };
    LIST.replace("{site}", Html::text(&snapshot.shop().catalog.site.name).as_str())
        .replace("{as_of}", &snapshot.shop().as_of.minute())
        .replace("{faults}", faults.as_str())
        .replace("{books}", books(snapshot).as_str())
        .replace("{columns}", columns(snapshot).as_str())
}

fn columns(snapshot: &Snapshot) -> Html {
    let catalog = &snapshot.shop().catalog;
    let (site, wechat) = (snapshot.routes(EditionName::Site), snapshot.routes(EditionName::Wechat));
    let section = |slug: &str, name: &str| {
        let mut entries: Vec<&Entry> = catalog.entries.iter().map(|entry| &**entry).filter(|entry| &*entry.column == slug).collect();
        entries.sort_by(|a, b| b.front.date.cmp(&a.front.date).then_with(|| a.id.cmp(&b.id)));
        let head = ["日期", "标题", "状态", "预览", "文件"].map(|word| el("th").text(word).done());
        el("details")
            .child(el("summary").text(&format!("{name}（{} 篇）", entries.len())))
            .child(
                el("table").child(el("tr").children(head)).children(
                    entries.iter().map(|entry| row(snapshot, entry, site, wechat)),
                ),
            )
            .done()
    };
    catalog.columns.iter().map(|column| section(&column.slug, &column.file.name)).collect()
}

fn row(snapshot: &Snapshot, entry: &Entry, site: Option<&Routes>, wechat: Option<&Routes>) -> Html {
    let shop = snapshot.shop();
    let state = absence(&shop.catalog, entry, shop.as_of).map_or_else(|| "已公开".to_string(), |why| why.chinese());
    let link = |href: Option<String>, text: &str| href.map(|href| el("a").attr("href", &href).text(text).done());
    let site = site.and_then(|routes| routes.page_of(&entry.id)).map(|path| format!("/{path}"));
    let wechat = wechat.and_then(|routes| routes.page_in(&entry.id)).map(|path| format!("/_desk/wechat/{path}"));
    let mut previews = Html::new();
    for preview in [link(site, "网页"), link(wechat, "微信")].into_iter().flatten() {
        previews.push(&preview);
        previews.push_text(" ");
    }
    el("tr")
        .child(el("td").text(&entry.front.date.day()))
        .child(el("td").text(&entry.front.title))
        .child(el("td").text(&state))
        .child(el("td").child(previews))
        .child(el("td").child(el("code").text(&crate::diag::shown(&entry.path))))
        .done()
}

fn books(snapshot: &Snapshot) -> Html {
    let mut items = Vec::new();
    for edition in [EditionName::Print, EditionName::Epub] {
        for route in snapshot.routes(edition).map_or(&[][..], |routes| &routes.list) {
            let href = format!("/_desk/{}/{}", edition.word(), route.path());
            items.push(el("li").child(el("a").attr("href", &href).text(route.path())).done());
        }
    }
    match items.is_empty() {
        true => el("p").text("还没有书稿：在 content/volumes/ 下新建。").done(),
        false => el("ul").children(items).done(),
    }
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "mp4" => "video/mp4",
        "mp3" => "audio/mpeg",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
