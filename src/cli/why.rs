//! `kanxing why`: what a page is made of and why it would be rebuilt.

use super::arguments::Common;
use super::project::Project;
use super::terminal::Terminal;
use super::{Exit, build, folder, usage};
use crate::diag::{nearest, shown};
use crate::disk::{self, FolderStore, PictureCache, State};
use crate::edition::{EDITIONS, Edition, Shop};
use crate::press::{self, Manifest, Reason, Store, Why};
use crate::shape::Time;
use clap::Args;
use crate::media::Darkroom;
use std::path::PathBuf;
use std::sync::Arc;

/// Arguments of `why`.
#[derive(Args, Debug)]
pub struct Arguments {
    #[arg(value_name = "网址", help = "页面在其版本中的地址，如 /yaowen/index.html")]
    route: String,
    #[arg(long, value_name = "目录", help = "与哪个目录中的成品比较，默认项目中的 out/")]
    out: Option<PathBuf>,
    #[arg(long, value_name = "时间", value_parser = super::clock::parse, help = "按哪个时间判断，默认现在")]
    as_of: Option<Time>,
}

impl Arguments {
    /// # Errors
    /// As opening a project; wrong usage when no edition has the address.
    pub fn run(&self, common: &Common, terminal: &Terminal) -> anyhow::Result<Exit> {
        let out = folder::out(&common.dir, self.out.as_ref());
        let project = Project::open(&common.dir)?;
        let as_of = project.as_of(self.as_of)?;
        let pictures = Arc::new(PictureCache::new(&common.dir, false));
        let shop = project.shop(as_of, false).with(Darkroom::Kept(pictures));
        let state = State::new(&common.dir, &out, None);
        let manifest = Manifest::from_bytes(&state.get("manifest"), disk::engine());
        let stores: Vec<FolderStore> = EDITIONS.iter().map(|edition| build::store(&out, edition)).collect();
        let pairs: Vec<(&'static Edition, &dyn Store)> =
            EDITIONS.iter().zip(&stores).map(|(edition, store)| (edition, store as &dyn Store)).collect();
        let found = press::why(&shop, &pairs, &manifest, &self.route);
        if found.is_empty() {
            return Err(unknown(&shop, &self.route));
        }
        let pages: Vec<String> = found.iter().map(page).collect();
        terminal.result(&pages.join("\n\n"));
        Ok(Exit::Done)
    }
}

fn page(why: &Why) -> String {
    let reason = match why.reason {
        Reason::New => "会生成：上次生成时还没有这个文件",
        Reason::Moved => "会重新生成：下列来源或其中的数据有改动",
        Reason::Touched => "会重新写出：磁盘上的文件被改动或删除过",
        Reason::Fresh => "不会重新生成：没有改动",
    };
    let mut text = format!(
        "版本：{}（{}）\n地址：{}\n指纹：{}\n{reason}\n由以下文件生成：",
        build::about(why.edition),
        why.edition.word(),
        why.path,
        why.fingerprint.short(16)
    );
    for source in &why.sources {
        text += &format!("\n  {}", shown(source));
    }
    text
}

fn unknown(shop: &Shop, asked: &str) -> anyhow::Error {
    let bare = asked.trim_start_matches('/');
    let routes: Vec<_> = EDITIONS.iter().flat_map(|edition| (edition.routes)(shop).value).collect();
    let near = nearest(bare, routes.iter().map(|route| route.path()));
    let remedy = near.map_or_else(
        || "地址从版本的目录写起，如 /yaowen/index.html；书稿如 book-2026.pdf".to_string(),
        |near| format!("你是不是想写“/{near}”？"),
    );
    usage(format!("没有“{asked}”这个页面。\n  建议：{remedy}"))
}
