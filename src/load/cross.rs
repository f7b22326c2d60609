//! What concerns several files: ids, addresses, links, pictures, registers, volumes.

use crate::catalog::{BackMatter, Catalog, Digest, Entry, Mention, Target, Volume};
use crate::diag::{At, Diagnostic, Span, nearest};
use crate::files;
use crate::kind::{Kind, Query};
use crate::tree::BlockKind;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

pub fn check(catalog: &Catalog, out: &mut Vec<Diagnostic>) {
    let own = |entry: &Box<Entry>| {
        let mut found = Vec::new();
        mentions(catalog, &entry.path, &entry.digest, &mut found);
        references(catalog, entry, &mut found);
        found
    };
    let of_entries = || catalog.entries.par_iter().with_min_len(64).flat_map_iter(own).collect::<Vec<_>>();
    let ((ids, addresses), of_entries) = rayon::join(|| rayon::join(|| ids(catalog), || addresses(catalog)), of_entries);
    out.extend([ids, addresses, of_entries].into_iter().flatten());
    for volume in &catalog.volumes {
        volume_parts(catalog, volume, out);
        for page in &volume.pages {
            mentions(catalog, &page.path, &page.digest, out);
        }
    }
    issues(catalog, out);
    home(catalog, out);
}

/// Whether `name` is that of a file that is there and could not be read: its own fault is reported,
/// and what refers to it is not wrong.
fn is_faulty(catalog: &Catalog, name: &str) -> bool {
    let stem = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".md");
    let (file, index) = (format!("/{stem}.md"), format!("/{stem}/index.md"));
    catalog.files.iter().any(|(path, _)| {
        (path.ends_with(&file) || path.ends_with(&index)) && catalog.find_path(path).is_none()
    })
}

fn is_missing(catalog: &Catalog, id: &str) -> bool {
    catalog.find(id).is_none() && !is_faulty(catalog, id)
}

/// Whether there is no such column, not even a faulty one.
fn no_column(catalog: &Catalog, slug: &str) -> bool {
    catalog.column(slug).is_none() && catalog.files.get(&format!("{slug}/_column.yaml")).is_none()
}

fn ids(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut first: BTreeMap<&str, &Entry> = BTreeMap::new();
    for entry in &catalog.entries {
        if let Some(other) = first.get(&*entry.id) {
            let message = format!("编号“{}”与 {} 重复", entry.id, other.path);
            out.push(Diagnostic::error("duplicate-id", entry.at(), message).help("请在其中一篇的稿件信息里另写一个 id"));
        } else {
            first.insert(&entry.id, entry);
        }
    }
    out
}

/// Two entries, or an entry and an alias, that want one address. Case does not tell them apart,
/// because it does not on the disks of some servers.
fn addresses(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut taken: BTreeMap<String, &Arc<str>> = BTreeMap::new();
    for entry in &catalog.entries {
        let aliases = entry.front.aliases.iter().map(String::as_str);
        for address in std::iter::once(entry.address.as_str()).chain(aliases) {
            if !address.starts_with('/') || address.split('/').any(|part| part == "..") || address.contains('\0') {
                let message = format!("地址“{address}”应以 / 开头，且不能含有“..”");
                out.push(Diagnostic::error("path-escape", entry.at(), message).help("写作 /old/123.html"));
                continue;
            }
            if let Some(other) = taken.insert(address.to_lowercase(), &entry.path).filter(|other| **other != entry.path) {
                let message = format!("地址 {address} 与 {other} 相同");
                out.push(Diagnostic::error("duplicate-address", entry.at(), message).help("请改 id、日期或 aliases，使地址各不相同"));
            }
        }
    }
    out
}

/// Links, pictures, attachments and figures a text names.
fn mentions(catalog: &Catalog, path: &Arc<str>, digest: &Digest, out: &mut Vec<Diagnostic>) {
    for link in &digest.links {
        match catalog.target(path, &link.name) {
            Target::Unknown if is_faulty(catalog, &link.name) => {}
            Target::Unknown => out.push(broken_link(catalog, path, link)),
            Target::Heading(id) => {
                let kind = catalog.find_path(path).map(|ix| &catalog.entry(ix).kind);
                heading(path, link, (digest, kind), &id, out);
            }
            Target::Entry(ix, Some(id)) => {
                let entry = catalog.entry(ix);
                heading(path, link, (&entry.digest, Some(&entry.kind)), &id, out);
            }
            Target::Entry(_, None) | Target::File(_) | Target::Outside(_) => {}
        }
    }
    for picture in &digest.pictures {
        file(catalog, path, picture, "图片", out);
    }
    for attachment in &digest.attachments {
        file(catalog, path, attachment, "文件", out);
    }
    for figure in &digest.figures {
        if catalog.registers.figure(&figure.name).is_none() {
            let known = catalog.registers.figures.iter().map(|figure| figure.id.as_str());
            let help = match nearest(&figure.name, known) {
                Some(near) => format!("你是不是想写“{near}”？"),
                None => "请在 registers/figures.yaml 中补上这一项".to_string(),
            };
            let message = format!("名册中没有编号为“{}”的数据", figure.name);
            out.push(Diagnostic::error("unknown-figure", At::new(path, figure.span), message).help(help));
        }
    }
}

fn broken_link(catalog: &Catalog, path: &Arc<str>, link: &Mention) -> Diagnostic {
    let message = format!("链接“{}”没有着落", link.name);
    let help = if files::resolve(path, &link.name).is_none() {
        return Diagnostic::error("path-escape", At::new(path, link.span), format!("链接“{}”指到 content/ 之外", link.name))
            .help("只能链接 content/ 之内的文件，或写稿件编号");
    } else {
        match nearest(&link.name, catalog.ids()) {
            Some(near) => format!("你是不是想写“{near}”？链接可写稿件编号、.md 文件的路径或完整网址"),
            None => "链接可写稿件编号、.md 文件的路径，或以 https:// 开头的网址".to_string(),
        }
    };
    Diagnostic::error("broken-link", At::new(path, link.span), message).help(help)
}

/// A heading of a text, or of what its kind puts around it (`#scans`).
fn heading(path: &Arc<str>, link: &Mention, (digest, kind): (&Digest, Option<&Kind>), id: &str, out: &mut Vec<Diagnostic>) {
    if digest.headings.iter().any(|heading| heading.id == id) {
        return;
    }
    let around = kind.map(Kind::extra).unwrap_or_default();
    let around = around.before.iter().chain(&around.after).filter_map(|block| {
        let BlockKind::Heading { id, .. } = &block.kind else { return None };
        Some(id.as_str())
    });
    let known: Vec<&str> = digest.headings.iter().map(|heading| heading.id.as_str()).chain(around).collect();
    if known.contains(&id) {
        return;
    }
    let found = Diagnostic::error("missing-heading", At::new(path, link.span), format!("没有编号为“{id}”的小标题"));
    out.push(match (nearest(id, known.iter().copied()), known.is_empty()) {
        (Some(near), _) => found.help(format!("你是不是想写“#{near}”？")),
        (None, true) => found.help("那篇稿件没有小标题"),
        (None, false) => found.help(format!("可用的编号：{}", known.join("、"))),
    });
}

fn file(catalog: &Catalog, path: &Arc<str>, mention: &Mention, what: &str, out: &mut Vec<Diagnostic>) {
    let at = At::new(path, mention.span);
    let name = &mention.name;
    if name.contains("://") {
        let message = format!("{what}“{name}”在别的网站上");
        let help = "请把文件存到稿件旁边再引用：外站文件随时会失效，书和微信也用不上";
        out.push(Diagnostic::error("missing-picture", at, message).help(help));
        return;
    }
    match files::resolve(path, name) {
        None => {
            let message = format!("{what}“{name}”在 content/ 之外");
            out.push(Diagnostic::error("path-escape", at, message).help("请把文件放进 content/，与稿件同一文件夹最好"));
        }
        Some(resolved) if catalog.files.get(&resolved).is_none() => {
            let folder = resolved.rsplit_once('/').map_or("", |(folder, _)| folder);
            let beside = catalog.files.under(folder).map(|(path, _)| path.rsplit('/').next().unwrap_or(path));
            let message = format!("没有{what} content/{resolved}");
            let help = match nearest(name.rsplit('/').next().unwrap_or(name), beside) {
                Some(near) => format!("你是不是想写“{near}”？"),
                None => format!("请把文件放到 content/{resolved}，或改正文件名（大小写也要一致）"),
            };
            out.push(Diagnostic::error("missing-picture", at, message).help(help));
        }
        Some(_) => {}
    }
}

/// Ids front matter names.
fn references(catalog: &Catalog, entry: &Entry, out: &mut Vec<Diagnostic>) {
    let mut want = |key: &str, id: &str| {
        if is_missing(catalog, id) {
            out.push(unknown_id(catalog, entry.at(), key, id));
        }
    };
    entry.front.topics.iter().for_each(|id| want("topics", id));
    entry.front.translation_of.iter().for_each(|id| want("translation_of", id));
    if let Kind::Topic(topic) = &entry.kind {
        topic.query.iter().for_each(|query| queried(catalog, query, &entry.at(), out));
    }
    for (picture, what) in [(entry.front.cover.as_ref(), "cover")] {
        if picture.is_some_and(|cover| cover.alt.is_empty()) {
            let message = format!("{what} 的 alt 是空的");
            out.push(Diagnostic::error("missing-alt", entry.at(), message).help("请用一句话说明图片内容，供读屏软件朗读"));
        }
    }
}

fn unknown_id(catalog: &Catalog, at: At, key: &str, id: &str) -> Diagnostic {
    let help = match nearest(id, catalog.ids()) {
        Some(near) => format!("你是不是想写“{near}”？"),
        None => "请核对稿件编号；编号是稿件信息里的 id，没写则是文件名".to_string(),
    };
    Diagnostic::error("unknown-id", at, format!("{key} 中的“{id}”不是任何稿件的编号")).help(help)
}

fn queried(catalog: &Catalog, query: &Query, at: &At, out: &mut Vec<Diagnostic>) {
    for id in query.ids.iter().chain(&query.topics) {
        if is_missing(catalog, id) {
            out.push(unknown_id(catalog, at.clone(), "query", id));
        }
    }
    if let Some(column) = query.column.as_deref().filter(|slug| no_column(catalog, slug)) {
        out.push(unknown_column(catalog, at.clone(), column));
    }
}

fn unknown_column(catalog: &Catalog, at: At, slug: &str) -> Diagnostic {
    let known: Vec<&str> = catalog.columns.iter().map(|column| &*column.slug).collect();
    let help = match nearest(slug, known.iter().copied()) {
        Some(near) => format!("你是不是想写“{near}”？"),
        None => format!("现有栏目：{}", known.join("、")),
    };
    Diagnostic::error("unknown-column", at, format!("没有栏目“{slug}”")).help(help)
}

fn volume_parts(catalog: &Catalog, volume: &Volume, out: &mut Vec<Diagnostic>) {
    for part in &volume.file.parts {
        part.query.iter().for_each(|query| queried(catalog, query, &volume.at(), out));
        for id in part.pin.iter().chain(&part.exclude).filter(|id| is_missing(catalog, id)) {
            out.push(unknown_id(catalog, volume.at(), "pin / exclude", id));
        }
    }
    let back = volume.file.back.iter().filter_map(|item| match item {
        BackMatter::Page(name) => Some(name),
        BackMatter::Events | BackMatter::PeopleByPinyin => None,
    });
    let intros = volume.file.parts.iter().filter_map(|part| part.intro.as_ref());
    for name in volume.file.front.iter().chain(back).chain(intros).filter(|name| volume.page(name).is_none()) {
        let folder = volume.path.trim_end_matches("volume.yaml");
        let message = format!("没有页面文件 content/{folder}{name}");
        out.push(Diagnostic::error("unknown-file", volume.at(), message).help("请新建这个文件，或从 volume.yaml 中删去"));
    }
    if let Some(art) = volume.file.cover.as_ref().and_then(|cover| cover.art.as_ref()) {
        file(catalog, &volume.path, &Mention { name: art.clone(), span: Span::default() }, "封面图片", out);
    }
}

/// Issues of the official account, and the register of what was published there.
fn issues(catalog: &Catalog, out: &mut Vec<Diagnostic>) {
    for issue in &catalog.issues {
        let articles = &issue.file.articles;
        for (index, article) in articles.iter().enumerate() {
            if is_missing(catalog, &article.id) {
                out.push(unknown_id(catalog, issue.at(), "articles", &article.id));
            } else if articles.iter().take(index).any(|other| other.id == article.id) {
                let message = format!("“{}”在这一期里收了两次", article.id);
                out.push(Diagnostic::error("duplicate-id", issue.at(), message).help("删去其中一次"));
            }
            if let Some(cover) = &article.cover {
                file(catalog, &issue.path, &Mention { name: format!("/{}", cover.trim_start_matches('/')), span: Span::default() }, "封面图片", out);
            }
        }
        if !(1..=8).contains(&articles.len()) {
            let message = format!("一期应收 1 到 8 篇，现收 {} 篇", articles.len());
            out.push(Diagnostic::error("wechat-parts", issue.at(), message).help("减少篇数，或分成两期"));
        }
        if catalog.find(&issue.id).is_some() {
            let message = format!("这一期的编号“{}”与一篇稿件相同", issue.id);
            out.push(Diagnostic::error("duplicate-id", issue.at(), message).help("请改文件名"));
        }
    }
    for article in &catalog.registers.articles {
        let at = || At::top("registers/articles.yaml");
        if is_missing(catalog, &article.id) {
            out.push(unknown_id(catalog, at(), "id", &article.id));
        }
        if !article.url.starts_with("https://mp.weixin.qq.com/") {
            let message = format!("“{}”不是公众号文章的网址", article.url);
            out.push(Diagnostic::error("bad-value", at(), message).help("写作 https://mp.weixin.qq.com/s/……"));
        }
    }
}

fn home(catalog: &Catalog, out: &mut Vec<Diagnostic>) {
    let Some(home) = &catalog.site.home else { return };
    let at = || At::top("site.yaml");
    let columns = home.columns.iter().chain(&home.lead).chain(&home.books).chain(&home.archive);
    for slug in columns.filter(|slug| no_column(catalog, slug)) {
        out.push(unknown_column(catalog, at(), slug));
    }
    for id in home.topics.iter().filter(|id| is_missing(catalog, id)) {
        out.push(unknown_id(catalog, at(), "home.topics", id));
    }
    for id in home.figures.iter().filter(|id| catalog.registers.figure(id).is_none()) {
        let message = format!("home.figures 中的“{id}”不在名册里");
        out.push(Diagnostic::error("unknown-figure", at(), message).help("请核对 registers/figures.yaml 中的 id"));
    }
}
