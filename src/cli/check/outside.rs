//! `check --external`: links to other sites, asked whether they are still there. Answers are kept in
//! `.kanxing/`: good ones for a week, others for an hour.

use crate::catalog::{Catalog, Mention, Target};
use crate::cli::progress::Progress;
use crate::cli::terminal::Terminal;
use crate::cli::{clock, folder};
use crate::diag::{At, Diagnostic};
use crate::kind::Status;
use crate::web::{self, Answer};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

const KEPT: &str = ".kanxing/links.json";
const GOOD_S: u64 = 7 * 24 * 3600;
const OTHER_S: u64 = 3600;

/// An answer and when it was given, in seconds since 1970.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    at: u64,
    answer: Answer,
}

/// A link to another site with its place.
struct Link {
    file: Arc<str>,
    mention: Mention,
    address: String,
}

/// What is wrong with the outside links of a project.
pub fn run(root: &Path, catalog: &Catalog, terminal: &Terminal) -> anyhow::Result<Vec<Diagnostic>> {
    let links = links(catalog);
    let path = root.join(KEPT);
    let kept = crate::disk::read_input(&path).and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let mut kept: BTreeMap<String, Kept> = kept.unwrap_or_default();
    let now = clock::now_ns() / 1_000_000_000;
    kept.retain(|_, kept| now.saturating_sub(kept.at) < if is_good(&kept.answer) { GOOD_S } else { OTHER_S });
    let wanted: BTreeSet<String> =
        links.iter().map(|link| link.address.clone()).filter(|address| !kept.contains_key(address)).collect();
    if !wanted.is_empty() {
        terminal.say(&format!("正在核对 {} 个外部网址……", wanted.len()));
        let progress = Progress::new(terminal);
        let answers = web::ask(&wanted, &|done| progress.at("外部链接", done, wanted.len()));
        progress.finish();
        kept.extend(answers.into_iter().map(|(address, answer)| (address, Kept { at: now, answer })));
        folder::replace(&path, serde_json::to_string_pretty(&kept)?.as_bytes())?;
    }
    terminal.say(&format!("外部链接 {} 处，这次询问了 {} 个网址。", links.len(), wanted.len()));
    let found = links.iter().filter_map(|link| finding(link, &kept.get(&link.address)?.answer));
    Ok(found.collect())
}

fn is_good(answer: &Answer) -> bool {
    matches!(answer, Answer::There | Answer::Moved(_))
}

/// Every outside link of texts that may be read, and of pages of volumes.
fn links(catalog: &Catalog) -> Vec<Link> {
    let entries = catalog.entries.iter().filter(|entry| entry.status() != Status::Withdrawn);
    let entries = entries.flat_map(|entry| entry.digest.links.iter().map(|link| (&entry.path, link)));
    let pages = catalog.volumes.iter().flat_map(|volume| &volume.pages);
    let pages = pages.flat_map(|page| page.digest.links.iter().map(|link| (&page.path, link)));
    let outside = entries.chain(pages).filter_map(|(path, link)| match catalog.target(path, &link.name) {
        Target::Outside(url) if web::can_be_asked(&url) => {
            let address = url.split('#').next().unwrap_or(&url).to_string();
            Some(Link { file: Arc::clone(path), mention: link.clone(), address })
        }
        Target::Outside(_) | Target::Entry(..) | Target::Heading(_) | Target::File(_) | Target::Unknown => None,
    });
    outside.collect()
}

fn finding(link: &Link, answer: &Answer) -> Option<Diagnostic> {
    let at = At::new(&link.file, link.mention.span);
    let address = &link.address;
    Some(match answer {
        Answer::There => return None,
        Answer::Gone(status) => Diagnostic::warning("dead-link", at, format!("外部链接 {address} 已失效：对方网站说没有这个页面（{status}）"))
            .help("请改为现在的网址，或去掉链接，在文中写明出处"),
        Answer::Silent(why) => Diagnostic::warning("dead-link", at, format!("外部链接 {address} 打不开：{why}"))
            .help("请在浏览器里核对；确已失效的，改为现在的网址或去掉链接"),
        Answer::Untrusted => Diagnostic::note("unsure-link", at, format!("外部链接 {address} 不能确认：对方网站的证书不能验证"))
            .help("多半是对方网站用了本程序不认识的证书机构，请在浏览器里核对"),
        Answer::Withheld(status) => Diagnostic::note("unsure-link", at, format!("外部链接 {address} 不能确认：对方网站回答 {status}"))
            .help("有的网站不回答程序的询问，请在浏览器里核对"),
        Answer::Moved(to) => Diagnostic::note("moved-link", at, format!("外部链接 {address} 已改到 {to}"))
            .help("对方网站说这是长久的改变，请换成新网址"),
    })
}
