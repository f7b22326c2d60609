//! `kanxing verify`: what is on disk equals a clean render, byte for byte.

use super::arguments::Common;
use super::project::{Project, Sources};
use super::report::{self, Format};
use super::terminal::Terminal;
use super::{Exit, build, folder, usage};
use crate::diag::{self, Diagnostic};
use crate::disk::{FolderStore, PictureCache, State};
use crate::edition::{EDITIONS, Edition};
use crate::kind::EditionName;
use crate::media::Darkroom;
use crate::press::{self, Difference, Store};
use crate::shape::Time;
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Arguments of `verify`.
#[derive(Args, Debug)]
pub struct Arguments {
    #[arg(long, value_name = "目录", help = "核对哪个目录，默认项目中的 out/")]
    out: Option<PathBuf>,
    #[arg(long, value_name = "版本", value_delimiter = ',', value_parser = build::edition, help = "只核对这些版本；默认已生成的全部版本")]
    edition: Vec<EditionName>,
    #[arg(long, value_name = "时间", value_parser = super::clock::parse, help = "按哪个时间重新生成；默认与上次 build 相同")]
    as_of: Option<Time>,
}

impl Arguments {
    /// # Errors
    /// As opening a project; wrong usage when nothing was built.
    pub fn run(&self, common: &Common, terminal: &Terminal) -> anyhow::Result<Exit> {
        let out = folder::out(&common.dir, self.out.as_ref());
        let editions = self.editions(&out)?;
        let mut project = Project::open(&common.dir)?;
        let mut found = std::mem::take(&mut project.diagnostics);
        let (as_of, drafts) = self.moment(&State::new(&common.dir, &out, None));
        let as_of = project.as_of(as_of)?;
        // Nothing made before is believed, and nothing is held in memory.
        let pictures = Arc::new(PictureCache::passing(&common.dir));
        let shop = project.shop(as_of, drafts).with(Darkroom::Kept(Arc::<PictureCache>::clone(&pictures)));
        terminal.say(&format!("按 {} 重新生成并核对……", as_of.minute()));
        let stores: Vec<FolderStore> = editions.iter().map(|edition| build::store(&out, edition)).collect();
        let pairs: Vec<(&'static Edition, &dyn Store)> =
            editions.iter().zip(&stores).map(|(edition, store)| (*edition, store as &dyn Store)).collect();
        let (differences, rendered) = press::verify(&shop, &pairs);
        pictures.remove();
        found.extend(rendered);
        found.retain(Diagnostic::is_error);
        diag::settle(&mut found);
        if !found.is_empty() {
            report::show(&Sources::of(&shop), &found, Format::Human, usize::MAX, terminal);
        }
        for difference in &differences {
            terminal.result(&sentence(difference));
        }
        match differences.is_empty() && found.is_empty() {
            true => {
                terminal.result("一致：磁盘上的成品与重新生成的结果逐字节相同。");
                Ok(Exit::Done)
            }
            false => {
                terminal.result(&format!("不一致：共 {} 个文件不同。", differences.len()));
                Ok(Exit::Content)
            }
        }
    }

    /// The editions asked for, or those that have a folder.
    fn editions(&self, out: &Path) -> anyhow::Result<Vec<&'static Edition>> {
        let built = |edition: &&Edition| match self.edition.is_empty() {
            true => out.join(edition.name.word()).is_dir(),
            false => self.edition.contains(&edition.name),
        };
        let editions: Vec<&'static Edition> = EDITIONS.iter().filter(built).collect();
        match editions.is_empty() {
            true => Err(usage(format!("“{}”里还没有成品。\n  建议：先运行 kanxing build", folder::display(out)))),
            false => Ok(editions),
        }
    }

    /// The moment asked for, else that of the last build, and whether it showed drafts.
    fn moment(&self, state: &State) -> (Option<Time>, bool) {
        let kept = String::from_utf8(state.get("as-of")).unwrap_or_default();
        let (minute, drafts) = match kept.strip_suffix(" drafts") {
            Some(minute) => (minute, true),
            None => (kept.as_str(), false),
        };
        (self.as_of.or_else(|| Time::parse(minute)), drafts)
    }
}

fn sentence(difference: &Difference) -> String {
    match difference {
        Difference::Missing { edition, path } => format!("缺少  {}/{path}", edition.word()),
        Difference::Changed { edition, path, at_byte } => {
            format!("不同  {}/{path}（从第 {} 字节起）", edition.word(), at_byte + 1)
        }
        Difference::Extra { edition, path } => format!("多出  {}/{path}", edition.word()),
    }
}
