//! `kanxing build`: writes the editions; only what has changed is rendered again.

mod timings;
mod unchanged;

use super::arguments::Common;
use super::progress::Progress;
use super::project::{Listed, Project, Recall, Sources};
use super::report::{self, Format};
use super::terminal::Terminal;
use super::{Exit, folder, usage};
use crate::diag::{self, Diagnostic, nearest};
use crate::disk::{self, FolderStore, PictureCache, State};
use crate::edition::{EDITIONS, Edition, Shop};
use crate::files::{Hash, Stamp};
use crate::kind::EditionName;
use crate::media::Darkroom;
use crate::press::{self, Built, Failure, Manifest, Order, Pending, Store};
use crate::shape::Time;
use anyhow::anyhow;
use clap::Args;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use timings::Timings;
use unchanged::Before;

/// Arguments of `build`.
#[derive(Args, Debug)]
pub struct Arguments {
    #[arg(long, value_name = "版本", value_delimiter = ',', value_parser = edition, help = "只生成这些版本，用逗号隔开：site、wechat、print、epub；默认全部")]
    edition: Vec<EditionName>,
    #[arg(long, value_name = "编号", value_delimiter = ',', num_args = 1.., help = "只生成这些书（volume.yaml 的 id）；不写 --edition 时即书稿和电子书")]
    volume: Vec<String>,
    #[arg(long, value_name = "目录", help = "写到哪个目录，默认项目中的 out/")]
    out: Option<PathBuf>,
    #[arg(long, value_name = "时间", value_parser = super::clock::parse, help = "按哪个时间判断是否公开，如 2026-11-20 或 \"2026-11-20 08:30\"；默认现在")]
    as_of: Option<Time>,
    #[arg(long, help = "草稿、送审和未到时间的稿件也生成（只供内部预览）")]
    drafts: bool,
    #[arg(long, value_name = "第几/共几", value_parser = shard, help = "分给几台机器生成时，只生成其中一份，如 1/4")]
    shard: Option<(u32, u32)>,
    #[arg(long, help = "显示各步用时")]
    timings: bool,
    #[arg(long, help = "全部重新生成")]
    force: bool,
}

impl Arguments {
    /// # Errors
    /// As opening a project; also when something cannot be written.
    pub fn run(&self, common: &Common, terminal: &Terminal) -> anyhow::Result<Exit> {
        let out = folder::out(&common.dir, self.out.as_ref());
        let state = State::new(&common.dir, &out, self.shard);
        let mut timings = Timings::start();
        let editions = self.editions();
        let stores: Vec<FolderStore> = editions.iter().map(|edition| store(&out, edition)).collect();
        let listed = Listed::of(&common.dir);
        let before = Before::look(&listed, self);
        if !self.force && !terminal.verbose
            && let Some(summary) = before.unchanged(&state, self.as_of, &editions, &stores)
        {
            summary.tell(&out, terminal);
            timings.lap("核对");
            self.show(&timings, terminal);
            return Ok(Exit::Done);
        }
        let open = || {
            let recall = if self.force { Recall::default() } else { Recall::from_state(&state) };
            Project::reopen(&common.dir, listed, recall)
        };
        let before_this = || rayon::join(|| published(&state), || stores.iter().map(Store::list).collect::<Vec<_>>());
        let (project, published) = rayon::join(open, before_this);
        let mut project = project?;
        let learned = std::mem::take(&mut project.learned);
        timings.lap("读取");
        let as_of = project.as_of(self.as_of)?;
        let mut found = std::mem::take(&mut project.diagnostics);
        let (faults, shop) = project.checked(as_of, self.drafts);
        found.extend(faults);
        timings.lap("检查");
        let pictures = Arc::new(PictureCache::new(&common.dir, self.force));
        let shop = shop.with(Darkroom::Kept(Arc::<PictureCache>::clone(&pictures)));
        self.known_volumes(&shop)?;
        let sources = Sources::of(&shop);
        if found.iter().any(Diagnostic::is_error) {
            return Ok(refused(&sources, found, terminal));
        }
        // What was learned holds whatever comes of the build.
        let press = || self.press(&shop, &editions, &stores, &state, published, terminal, &mut timings);
        let (outcome, ()) = rayon::join(press, || learned.keep(&shop.catalog, &state));
        let (built, warnings) = match outcome? {
            Ok(done) => done,
            Err(errors) => {
                found.extend(errors);
                return Ok(refused(&sources, found, terminal));
            }
        };
        pictures.sweep();
        state.keep("as-of", format!("{}{}", as_of.minute(), if self.drafts { " drafts" } else { "" }).as_bytes());
        timings.lap("写盘");
        found.extend(warnings);
        diag::settle(&mut found);
        let summary = Summary::of(&built, &found);
        before.keep(&state, &shop, summary.quiet());
        if terminal.verbose {
            report::show(&sources, &found, Format::Human, usize::MAX, terminal);
        }
        summary.tell(&out, terminal);
        built.iter().for_each(|done| tell_files(done, terminal));
        self.show(&timings, terminal);
        // The process ends: what was loaded need not be given back piece by piece.
        std::mem::forget((shop, learned));
        Ok(Exit::Done)
    }

    fn show(&self, timings: &Timings, terminal: &Terminal) {
        if self.timings {
            terminal.result(&timings.table());
        }
    }

    /// A hash of the arguments that decide what is written.
    fn asked(&self) -> Hash {
        let editions: Vec<&str> = self.editions().iter().map(|edition| edition.name.word()).collect();
        Hash::of_value(&(editions, &self.volume, self.drafts, self.shard))
    }

    /// Renders, then switches over; what is wrong instead when there are errors.
    #[expect(clippy::type_complexity, reason = "the inner result is what the caller matches on at once")]
    fn press(
        &self,
        shop: &Shop,
        editions: &[&'static Edition],
        stores: &[FolderStore],
        state: &State,
        published: (Manifest, Vec<BTreeMap<String, Stamp>>),
        terminal: &Terminal,
        timings: &mut Timings,
    ) -> anyhow::Result<Result<(Vec<Built>, Vec<Diagnostic>), Vec<Diagnostic>>> {
        let stores: Vec<&dyn Store> = stores.iter().map(|store| store as &dyn Store).collect();
        let only = |edition: &Edition, path: &str| self.wants(edition, path);
        let only: &(dyn Fn(&Edition, &str) -> bool + Sync) = &only;
        let order = Order {
            editions: editions.to_vec(),
            shard: self.shard,
            only: (!self.volume.is_empty()).then_some(only),
            force: self.force,
        };
        let progress = Progress::new(terminal);
        let prepared = press::prepare(shop, &order, &stores, published, &|step| {
            progress.at(about(step.edition), step.done, step.all);
        });
        progress.finish();
        timings.lap("渲染");
        let mut prepared = match prepared {
            Ok(prepared) => prepared,
            Err(Failure::Content(errors)) => return Ok(Err(errors)),
            Err(Failure::Machine(why)) => return Err(anyhow!("{why}")),
        };
        state.keep("pending", &prepared.pending().to_bytes());
        let warnings = std::mem::take(&mut prepared.warnings);
        let (built, manifest) = prepared.commit().map_err(|why| anyhow!("{why}"))?;
        state.keep_with("manifest", |out| manifest.write(out));
        state.drop("pending");
        Ok(Ok((built, warnings)))
    }

    /// The editions asked for, in their own order. Books alone when only volumes are named.
    fn editions(&self) -> Vec<&'static Edition> {
        let books = [EditionName::Print, EditionName::Epub];
        let wanted: &[EditionName] = match (self.edition.as_slice(), self.volume.is_empty()) {
            ([], true) => EditionName::ALL,
            ([], false) => &books,
            (chosen, _) => chosen,
        };
        EDITIONS.iter().filter(|edition| wanted.contains(&edition.name)).collect()
    }

    /// Books are asked for by their volume; other editions are made whole.
    fn wants(&self, edition: &Edition, path: &str) -> bool {
        let is_book = matches!(edition.name, EditionName::Print | EditionName::Epub);
        let of = |id: &String| path.strip_prefix(id.as_str()).is_some_and(|rest| rest.starts_with(['/', '.']));
        !is_book || self.volume.iter().any(of)
    }

    fn known_volumes(&self, shop: &Shop) -> anyhow::Result<()> {
        let Some(unknown) = self.volume.iter().find(|id| shop.catalog.volume(id).is_none()) else { return Ok(()) };
        let known = shop.catalog.volumes.iter().map(|volume| volume.file.id.as_str());
        let remedy = match nearest(unknown, known.clone()) {
            Some(near) => format!("你是不是想写“{near}”？"),
            None => format!("现有的书：{}", known.collect::<Vec<_>>().join("、")),
        };
        Err(usage(format!("没有编号为“{unknown}”的书。\n  建议：{remedy}")))
    }
}

/// What the last build published, and was about to.
fn published(state: &State) -> Manifest {
    let pending = Pending::from_bytes(&state.get("pending"));
    Manifest::from_bytes(&state.get("manifest"), disk::engine()).after(pending)
}

/// Where the files of an edition are kept.
#[must_use]
pub fn store(out: &Path, edition: &Edition) -> FolderStore {
    FolderStore::new(&out.join(edition.name.word()), out)
}

/// What an edition is called in Chinese.
#[must_use]
pub fn about(name: EditionName) -> &'static str {
    EDITIONS.iter().find(|edition| edition.name == name).map_or("", |edition| edition.about)
}

/// Reads the name of an edition.
///
/// # Errors
/// A Chinese sentence with the names there are.
pub fn edition(text: &str) -> Result<EditionName, String> {
    EditionName::from_word(text).ok_or_else(|| "可用的版本：site、wechat、print、epub".to_string())
}

/// Reads a number of things, at least one.
///
/// # Errors
/// A Chinese sentence.
pub fn count(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| "应为正整数".to_string())
}

fn shard(text: &str) -> Result<(u32, u32), String> {
    let parts = text.split_once('/').and_then(|(index, count)| Some((index.parse().ok()?, count.parse().ok()?)));
    parts
        .filter(|(index, count): &(u32, u32)| *index >= 1 && index <= count)
        .ok_or_else(|| "应写作“第几/共几”，如 1/4".to_string())
}

fn refused(sources: &Sources, mut found: Vec<Diagnostic>, terminal: &Terminal) -> Exit {
    diag::settle(&mut found);
    let all = found.len();
    if !terminal.verbose {
        found.retain(Diagnostic::is_error);
    }
    let more = all - found.len();
    report::show(sources, &found, Format::Human, usize::MAX, terminal);
    if more > 0 {
        terminal.say(&format!("另有 {more} 个警告，运行 kanxing check 查看。"));
    }
    terminal.say("内容有错误，没有写出任何文件。");
    Exit::Content
}

/// What a build says when it is done.
#[derive(Clone, Serialize, Deserialize)]
pub struct Summary {
    /// Errors and warnings, counted; empty when there are none.
    found: String,
    /// Edition, files, rendered, written, removed.
    built: Vec<(EditionName, usize, usize, usize, usize)>,
}

impl Summary {
    fn of(built: &[Built], found: &[Diagnostic]) -> Summary {
        let row = |done: &Built| (done.edition, done.routes, done.rendered, done.written.len(), done.removed.len());
        let found = if found.is_empty() { String::new() } else { report::summary(found) };
        Summary { found, built: built.iter().map(row).collect() }
    }

    /// The same for a later build that has nothing to do.
    fn quiet(&self) -> Summary {
        let built = self.built.iter().map(|(edition, files, ..)| (*edition, *files, 0, 0, 0)).collect();
        Summary { built, ..self.clone() }
    }

    fn tell(&self, out: &Path, terminal: &Terminal) {
        if !self.found.is_empty() && !terminal.verbose {
            terminal.say(&format!("{}运行 kanxing check 查看。", self.found));
        }
        for (edition, files, rendered, written, removed) in &self.built {
            terminal.result(&format!(
                "{}：共 {files} 个文件，重新生成 {rendered}，写入 {written}，删除 {removed}：{}/{}",
                about(*edition),
                folder::display(out),
                edition.word()
            ));
        }
    }
}

fn tell_files(done: &Built, terminal: &Terminal) {
    done.written.iter().for_each(|path| terminal.detail(&format!("  写入 {path}")));
    done.removed.iter().for_each(|path| terminal.detail(&format!("  删除 {path}")));
}
