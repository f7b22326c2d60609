//! What an article page shows of its kind beside the text: the head table, the shelf of a reading
//! list, the way of a proposal, the files it gives.

use super::desk::Desk;
use super::home::shelf_of;
use super::views::{Fact, FileView, Ref, ShowsView, WayView};
use crate::catalog::{Entry, Target, attachment};
use crate::edition::Shop;
use crate::kind::Kind;

/// The head table. The brand of a case leads to its page.
#[must_use]
pub fn facts(desk: &Desk, entry: &Entry) -> Vec<Fact> {
    let brand = match &entry.kind {
        Kind::Case(case) => case.brand.as_deref(),
        _ => None,
    };
    let url = |value: &str| brand.filter(|brand| *brand == value).and_then(|brand| desk.brands.get(brand)).cloned();
    entry.kind.facts().into_iter().map(|(label, value)| Fact { label, url: url(&value), value }).collect()
}

/// A place, with the address of its page when it has one.
#[must_use]
pub fn place(desk: &Desk, name: &str) -> Ref {
    Ref { name: name.to_string(), url: desk.districts.get(name).cloned().unwrap_or_default() }
}

/// What stands above the text.
#[must_use]
pub fn shows(entry: &Entry) -> Option<ShowsView> {
    let shows = match &entry.kind {
        Kind::Reading(reading) => ShowsView { books: shelf_of(reading, "").collect(), way: Vec::new() },
        Kind::Proposal(proposal) => {
            let (way, reached) = proposal.way()?;
            let state = |at: usize| match at + 1 {
                at if at < reached => "done",
                at if at == reached => "now",
                _ => "open",
            };
            let way = way.into_iter().enumerate().map(|(at, name)| WayView { name, state: state(at) });
            ShowsView { books: Vec::new(), way: way.collect() }
        }
        _ => return None,
    };
    Some(shows)
}

/// The files the text links to.
#[must_use]
pub fn files(shop: &Shop, entry: &Entry) -> Vec<FileView> {
    let mut files: Vec<FileView> = Vec::new();
    for mention in &entry.digest.links {
        let Some(sort) = sort(&mention.name) else { continue };
        let Target::File(path) = shop.catalog.target(&entry.path, &mention.name) else { continue };
        let (Some(url), Some(file)) = (attachment(&shop.catalog, &path), shop.catalog.files.get(&path)) else { continue };
        if files.iter().all(|other| other.url != url) {
            let name = path.rsplit('/').next().unwrap_or(&path).to_string();
            files.push(FileView { name, url, sort, size: size(file.stamp.len) });
        }
    }
    files
}

/// What a file is, by its ending; None for what is no attachment.
fn sort(name: &str) -> Option<&'static str> {
    if name.contains("://") {
        return None;
    }
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    Some(match ending.as_str() {
        "pdf" => "PDF",
        "doc" | "docx" | "wps" => "文档",
        "xls" | "xlsx" | "et" | "csv" => "表格",
        "ppt" | "pptx" | "dps" => "演示",
        "ofd" => "OFD",
        "txt" => "文本",
        "zip" | "rar" | "7z" => "压缩包",
        "mp3" | "wav" | "m4a" => "音频",
        "mp4" | "webm" => "视频",
        _ => return None,
    })
}

/// `812 B`, `36 KB`, `1.4 MB`.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} B"),
        1_024..1_048_576 => format!("{} KB", bytes.div_ceil(1_024)),
        _ => format!("{}.{} MB", bytes >> 20, (bytes & 0xf_ffff) * 10 >> 20),
    }
}
