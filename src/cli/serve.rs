//! `kanxing serve`: the desk and live previews.

use super::arguments::Common;
use super::project::{Listed, Project, Recall};
use super::terminal::Terminal;
use super::Exit;
use crate::desk::{self, Fault, News};
use crate::diag::{Severity, Warned};
use crate::edition::Shop;
use crate::media::Darkroom;
use anyhow::anyhow;
use clap::Args;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Arguments of `serve`.
#[derive(Args, Debug)]
pub struct Arguments {
    #[arg(long, value_name = "地址", default_value = "127.0.0.1", help = "监听地址，默认 127.0.0.1（只有本机能访问）")]
    host: String,
    #[arg(long, value_name = "端口", default_value_t = 4173, value_parser = port, help = "端口，默认 4173")]
    port: u16,
    #[arg(long, help = "草稿、送审和未到时间的稿件也显示")]
    drafts: bool,
    #[arg(long, help = "打开浏览器")]
    open: bool,
}

impl Arguments {
    /// # Errors
    /// As opening a project; also when the port is taken.
    pub fn run(&self, common: &Common, terminal: &Terminal) -> anyhow::Result<Exit> {
        if !common.dir.join("content").is_dir() {
            Project::open(&common.dir)?;
        }
        let (root, drafts, recall) = (common.dir.clone(), self.drafts, Mutex::new(Recall::default()));
        let open = move || shop(&root, drafts, &recall).map_err(|error| format!("{error:#}"));
        let (speaker, browse) = (*terminal, self.open);
        let tell = move |news: News| match news {
            News::Ready(address) => {
                speaker.result(&format!("预览：http://{address}/\n工作台：http://{address}/_desk/\n按 Ctrl+C 结束。"));
                if browse {
                    browser(&speaker, &format!("http://{address}/"));
                }
            }
            News::Reloaded(snapshot) => speaker.say(&format!(
                "已重新读取：{} 个错误、{} 个警告。",
                snapshot.count(Severity::Error),
                snapshot.count(Severity::Warning)
            )),
            News::Failed(why) => speaker.say(&format!("读取失败：{why}")),
        };
        let folders = ["content", "themes", "print"].map(|name| common.dir.join(name)).to_vec();
        let options = desk::Options { host: self.host.clone(), port: self.port, folders };
        match desk::serve(Box::new(open), &options, Box::new(tell)) {
            Ok(()) => Ok(Exit::Done),
            Err(Fault::PortTaken) => Err(anyhow!(
                "端口 {} 已被占用。\n  建议：关闭占用它的程序，或换一个端口：kanxing serve --port {}",
                self.port,
                self.port.checked_add(1).unwrap_or(4173)
            )),
            Err(Fault::Other(why)) => Err(anyhow!("{why}")),
        }
    }
}

/// Opens the project, reading again only what has changed since the last time.
fn shop(root: &Path, drafts: bool, recall: &Mutex<Recall>) -> anyhow::Result<Warned<Shop>> {
    let mut recall = recall.lock().unwrap_or_else(PoisonError::into_inner);
    let mut project = Project::reopen(root, Listed::of(root), std::mem::take(&mut *recall))?;
    *recall = std::mem::take(&mut project.learned).recall(&project.catalog);
    let as_of = project.as_of(None)?;
    let mut diagnostics = std::mem::take(&mut project.diagnostics);
    let (faults, shop) = project.checked(as_of, drafts);
    diagnostics.extend(faults);
    Ok(Warned::new(shop.with(Darkroom::Plain), diagnostics))
}

fn port(text: &str) -> Result<u16, String> {
    text.parse().ok().filter(|port| *port > 0).ok_or_else(|| "端口应为 1 至 65535 的整数".to_string())
}

/// Asks the system to show an address. That it cannot is no fault: the address is on the screen.
fn browser(terminal: &Terminal, address: &str) {
    let opener = if cfg!(target_os = "windows") {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    if std::process::Command::new(opener).arg(address).spawn().is_err() {
        terminal.say("没能打开浏览器，请自行打开上面的网址。");
    }
}
