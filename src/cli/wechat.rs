//! `kanxing wechat push`: drafts for the official account.

mod secret;

use super::arguments::Common;
use super::project::Project;
use super::report::{self, Format};
use super::terminal::Terminal;
use super::{Exit, usage};
use crate::check;
use crate::diag::{self, Diagnostic, nearest};
use crate::edition::Shop;
use crate::release::wechat::{self, Failure, Kept, Options, Outcome, Package, Platform, State};
use anyhow::anyhow;
use clap::{Args, Subcommand};
use std::path::{Path, PathBuf};

/// Names a platform on this machine, for tests.
const PLATFORM: &str = "KANXING_WECHAT_PLATFORM";

/// Arguments of `wechat`.
#[derive(Args, Debug)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    #[command(about = "把文章送进公众号的草稿箱；发表由人在后台操作")]
    Push(Push),
}

/// Arguments of `wechat push`.
#[derive(Args, Debug)]
struct Push {
    #[arg(value_name = "编号", required = true, help = "稿件或多图文的编号，可写几个")]
    ids: Vec<String>,
    #[arg(long, help = "只演练：列出要上传什么、调用什么，不联网；加 --verbose 连要发送的内容一起显示")]
    dry_run: bool,
    #[arg(long, help = "上次的草稿已发表或删去的，重新建一份")]
    again: bool,
    #[arg(long, help = "草稿在后台改过的，用稿件盖掉")]
    overwrite: bool,
}

impl Arguments {
    /// # Errors
    /// Wrong usage; also when the account, the network or the disk is in the way.
    pub fn run(&self, common: &Common, terminal: &Terminal) -> anyhow::Result<Exit> {
        match &self.action {
            Action::Push(push) => push.run(&common.dir, terminal),
        }
    }
}

impl Push {
    fn run(&self, root: &Path, terminal: &Terminal) -> anyhow::Result<Exit> {
        let mut project = Project::open(root)?;
        let sources = project.sources();
        let as_of = project.as_of(None)?;
        let mut found = std::mem::take(&mut project.diagnostics);
        found.extend(check::all(&project.catalog, as_of));
        let shop = project.shop(as_of, false);
        let (packages, faults) = self.packages(&shop, &found)?;
        if faults.iter().any(Diagnostic::is_error) {
            report::show(&sources, &faults, Format::Human, usize::MAX, terminal);
            terminal.say("没有推送任何文章。");
            return Ok(Exit::Content);
        }
        if self.dry_run {
            return rehearse(root, &packages, terminal);
        }
        let account = secret::account(root)?;
        let platform = match std::env::var(PLATFORM) {
            Ok(address) => Platform::local(&account, &address).map_err(usage)?,
            Err(_) => Platform::new(&account),
        };
        let mut kept = Kept::open(&state_file(root, &account.key())).map_err(|why| anyhow!("{why}"))?;
        let mut said = Vec::new();
        let all = packages.iter().try_for_each(|package| {
            said.extend(self.one(&platform, &mut kept, package, terminal)?);
            Ok(())
        });
        if !said.is_empty() {
            said.iter_mut().for_each(|found| conceal(&platform, found));
            report::show(&sources, &said, Format::Human, usize::MAX, terminal);
        }
        all.map(|()| if said.iter().any(Diagnostic::is_error) { Exit::Content } else { Exit::Done })
    }

    /// The packages of all ids, and what keeps any of them back.
    fn packages(&self, shop: &Shop, found: &[Diagnostic]) -> anyhow::Result<(Vec<Package>, Vec<Diagnostic>)> {
        let (mut packages, mut faults) = (Vec::new(), Vec::new());
        let twice = |at: usize| self.ids.iter().position(|id| Some(id) == self.ids.get(at)) != Some(at);
        for (_, id) in self.ids.iter().enumerate().filter(|(at, _)| !twice(*at)) {
            let entry = shop.catalog.find(id).map(|ix| shop.catalog.entry(ix));
            let hindrances = match entry {
                Some(entry) => wechat::gate::hindrances(shop, entry, found),
                None => [of_file(id, found), members(shop, id, found)].concat(),
            };
            if !hindrances.is_empty() {
                faults.extend(hindrances);
                continue;
            }
            let opened = wechat::package::open(shop, id);
            let failed = opened.diagnostics.iter().any(Diagnostic::is_error);
            faults.extend(opened.diagnostics.into_iter().filter(Diagnostic::is_error));
            match opened.value {
                Some(package) => packages.push(package),
                None if failed => {}
                None => return Err(unknown(shop, id)),
            }
        }
        diag::settle(&mut faults);
        Ok((packages, faults))
    }

    /// Pushes one package and says what became of it; what is wrong with its content comes back.
    fn one(&self, platform: &Platform, kept: &mut Kept, package: &Package, terminal: &Terminal) -> anyhow::Result<Vec<Diagnostic>> {
        let options = Options { again: self.again, overwrite: self.overwrite };
        let say = |text: &str| terminal.say(&platform.hide(&format!("{}：{text}", package.id)));
        match wechat::push(platform, kept, package, options, &say) {
            Ok(done) => {
                terminal.result(&platform.hide(&format!("{}：{}", package.id, sentence(package, &done.outcome))));
                Ok(done.found)
            }
            Err(Failure::Content(found)) => Ok(found),
            Err(Failure::Machine(why)) => Err(anyhow!("{}：{}", package.id, platform.hide(&why))),
        }
    }
}

/// The errors of the file `id` is likely to be written in: an entry that cannot be read has no id.
fn of_file(id: &str, found: &[Diagnostic]) -> Vec<Diagnostic> {
    let named = |file: &str| {
        let name = file.strip_suffix(".md").or_else(|| file.strip_suffix(".yaml")).unwrap_or(file);
        name.strip_suffix("/index").unwrap_or(name).rsplit('/').next() == Some(id)
    };
    found.iter().filter(|it| it.is_error() && named(&it.at.file)).cloned().collect()
}

/// What keeps an issue back: any of its entries that may not pass, so that no half an issue is sent.
fn members(shop: &Shop, id: &str, found: &[Diagnostic]) -> Vec<Diagnostic> {
    let issue = shop.catalog.issues.iter().find(|issue| &*issue.id == id);
    let entries = issue.into_iter().flat_map(|issue| &issue.file.articles).filter_map(|own| shop.catalog.find(&own.id));
    entries.flat_map(|ix| wechat::gate::hindrances(shop, shop.catalog.entry(ix), found)).collect()
}

fn sentence(package: &Package, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Made => "已建草稿。请到公众号后台的草稿箱预览、核对，再由人发表。".to_string(),
        Outcome::Updated(count) => format!("已更新草稿（{count} 篇文章）。请到公众号后台的草稿箱预览、核对，再由人发表。"),
        Outcome::Same => "稿件没有改动，草稿已核对，没有重新发送。".to_string(),
        Outcome::Published(urls) => format!(
            "已经发表，稿件此后没有改动。把下面的登记到 content/registers/articles.yaml，别的文章就能链接到它：\n{}",
            records(package, urls).join("\n")
        ),
    }
}

/// The records of published articles; parts of one entry are numbered.
fn records(package: &Package, urls: &[String]) -> Vec<String> {
    let entries: Vec<&str> = package.articles.iter().map(|article| article.entry.as_str()).collect();
    let record = |(at, url): (usize, &String)| {
        let entry = *entries.get(at)?;
        let of = |upto: usize| entries.iter().take(upto).filter(|other| **other == entry).count();
        let part = if of(entries.len()) > 1 { format!(", part: {}", of(at + 1)) } else { String::new() };
        Some(format!("- {{id: {entry}, url: \"{}\"{part}}}", url.replacen("http://", "https://", 1)))
    };
    urls.iter().enumerate().filter_map(record).collect()
}

/// Says what would be done.
fn rehearse(root: &Path, packages: &[Package], terminal: &Terminal) -> anyhow::Result<Exit> {
    let state = match secret::account(root) {
        Ok(account) => Kept::look(&state_file(root, &account.key())).map_err(|why| anyhow!("{why}"))?,
        Err(_) => {
            terminal.say("没有找到公众号的 AppID 和 AppSecret，按从未推送过来演练。");
            State::default()
        }
    };
    for package in packages {
        let plan = wechat::plan(package, &state);
        terminal.result(&format!("{}：演练，不联网", package.id));
        for (number, step) in plan.steps.iter().enumerate() {
            terminal.result(&format!("  {}. {step}", number + 1));
        }
        if terminal.verbose {
            terminal.result(&serde_json::to_string_pretty(&plan.body)?);
        }
    }
    Ok(Exit::Done)
}

/// Where it is kept what was sent to an account: outside what is built and outside the texts.
fn state_file(root: &Path, account: &str) -> PathBuf {
    root.join(".kanxing").join("wechat").join(format!("{account}.json"))
}

fn conceal(platform: &Platform, found: &mut Diagnostic) {
    found.message = platform.hide(&found.message);
    found.help = found.help.take().map(|help| platform.hide(&help));
}

fn unknown(shop: &Shop, id: &str) -> anyhow::Error {
    let issues = shop.catalog.issues.iter().map(|issue| &*issue.id);
    let near = nearest(id, shop.catalog.entries.iter().map(|entry| &*entry.id).chain(issues));
    let remedy = near.map_or_else(|| "编号是稿件的 id；没有写 id 的，是文件名".to_string(), |near| format!("你是不是想写“{near}”？"));
    usage(format!("没有编号为“{id}”的稿件。\n  建议：{remedy}"))
}
