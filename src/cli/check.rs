//! `kanxing check`: everything that is wrong with a project.

mod mend;
mod outside;

use super::arguments::Common;
use super::project::Project;
use super::report::{self, Format};
use super::terminal::Terminal;
use super::{Exit, folder, progress::Progress, usage};
use crate::check;
use crate::diag::{self, Diagnostic, shown};
use crate::disk::PictureCache;
use crate::edition::{EDITIONS, Edition, Shop};
use crate::kind::EditionName;
use crate::media::Darkroom;
use crate::shape::Time;
use clap::Args;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Arguments of `check`.
#[derive(Args, Debug)]
pub struct Arguments {
    #[arg(value_name = "路径", help = "只看这些文件或文件夹的问题")]
    paths: Vec<PathBuf>,
    #[arg(long, value_name = "版本", value_parser = super::build::edition, help = "另把这个版本完整生成一遍（不写盘）再报告：site、wechat、print、epub")]
    edition: Option<EditionName>,
    #[arg(long, value_name = "格式", value_enum, default_value_t = Format::Human, help = "human、json（每行一个对象）、sarif、csv（可打印的勘误表）")]
    format: Format,
    #[arg(long, help = "另核对外部链接是否还打得开（要联网；结果保留一周）")]
    external: bool,
    #[arg(long, help = "自动改正能够改正的问题，再重新检查")]
    fix: bool,
    #[arg(long, value_name = "时间", value_parser = super::clock::parse, help = "按哪个时间检查，如 2026-11-20；默认现在")]
    as_of: Option<Time>,
    #[arg(long, value_name = "个数", value_parser = super::build::count, help = "最多显示多少个问题，默认不限")]
    max_errors: Option<usize>,
}

impl Arguments {
    /// # Errors
    /// As opening a project; also when a mended file cannot be written.
    pub fn run(&self, common: &Common, terminal: &Terminal) -> anyhow::Result<Exit> {
        let wanted = self.wanted(&common.dir)?;
        if self.fix {
            self.mend(common, terminal, &wanted)?;
        }
        let project = Project::open(&common.dir)?;
        let sources = project.sources();
        let mut found = self.diagnose(project, &common.dir, terminal)?;
        keep(&mut found, &wanted);
        report::show(&sources, &found, self.format, self.max_errors.unwrap_or(usize::MAX), terminal);
        Ok(if found.iter().any(Diagnostic::is_error) { Exit::Content } else { Exit::Done })
    }

    fn diagnose(&self, mut project: Project, root: &Path, terminal: &Terminal) -> anyhow::Result<Vec<Diagnostic>> {
        let as_of = project.as_of(self.as_of)?;
        let mut found = std::mem::take(&mut project.diagnostics);
        found.extend(check::all(&project.catalog, as_of));
        if self.external {
            found.extend(outside::run(root, &project.catalog, terminal)?);
        }
        // Headers tell most faults; what only decoding finds is found when an edition is rendered.
        let darkroom = match self.edition {
            Some(_) => Darkroom::Kept(Arc::new(PictureCache::new(root, false))),
            None => Darkroom::Plain,
        };
        let shop = project.shop(as_of, false).with(darkroom);
        for edition in EDITIONS.iter().filter(|edition| self.edition.is_none_or(|name| edition.name == name)) {
            let routes = (edition.routes)(&shop);
            found.extend(routes.diagnostics);
            if self.edition.is_some() {
                found.extend(render(edition, &shop, &routes.value, terminal));
            }
        }
        diag::settle(&mut found);
        Ok(found)
    }

    /// Mends and looks again until there is nothing left to mend.
    fn mend(&self, common: &Common, terminal: &Terminal, wanted: &[String]) -> anyhow::Result<()> {
        let mut mended = 0;
        loop {
            let project = Project::open(&common.dir)?;
            let as_of = project.as_of(self.as_of)?;
            let mut found = project.diagnostics.clone();
            found.extend(check::all(&project.catalog, as_of));
            keep(&mut found, wanted);
            let files = mend::mended(&project.sources(), &found);
            let round: usize = files.iter().map(|file| file.mends).sum();
            for file in &files {
                folder::replace(&common.dir.join(shown(&file.path)), file.text.as_bytes())?;
                terminal.say(&format!("已改正 {}：{} 处", shown(&file.path), file.mends));
            }
            mended += round;
            if round == 0 || mended > mend::MOST {
                break;
            }
        }
        terminal.say(&format!("共改正 {mended} 处。"));
        Ok(())
    }

    /// The wanted paths as diagnostics are shown; each must exist.
    fn wanted(&self, root: &Path) -> anyhow::Result<Vec<String>> {
        self.paths.iter().map(|path| wanted(root, path)).collect()
    }
}

fn wanted(root: &Path, path: &Path) -> anyhow::Result<String> {
    let below = path.strip_prefix(root).unwrap_or(path);
    let text = folder::display(below);
    let text = text.trim_end_matches('/').to_string();
    let choices = [text.clone(), format!("content/{text}")];
    let found = choices.into_iter().find(|choice| root.join(choice).exists());
    found.ok_or_else(|| usage(format!("没有“{text}”这个文件或文件夹。\n  建议：路径从项目目录写起，如 content/yaowen")))
}

/// Keeps what lies in the wanted files or folders; everything when none is named.
fn keep(found: &mut Vec<Diagnostic>, wanted: &[String]) {
    if wanted.is_empty() {
        return;
    }
    found.retain(|diagnostic| {
        let file = shown(&diagnostic.at.file);
        wanted.iter().any(|path| {
            path == "." || file.strip_prefix(path.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    });
}

/// Renders every route of an edition and keeps only what is wrong.
fn render(
    edition: &Edition,
    shop: &Shop,
    routes: &[Box<dyn crate::edition::Route>],
    terminal: &Terminal,
) -> Vec<Diagnostic> {
    let (progress, done) = (Progress::new(terminal), AtomicUsize::new(0));
    let found = routes.par_iter().flat_map_iter(|route| {
        let rendered = route.render(shop);
        progress.at(edition.about, done.fetch_add(1, Ordering::Relaxed) + 1, routes.len());
        rendered.diagnostics
    });
    let found = found.collect();
    progress.finish();
    found
}
