//! `kanxing init`: a new project from the built-in sample, theme and print templates.

use super::arguments::Common;
use super::terminal::Terminal;
use super::{Exit, folder, usage};
use crate::builtin;
use anyhow::anyhow;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `init`.
#[derive(Args, Debug)]
pub struct Arguments {
    #[arg(value_name = "目录", help = "新项目所在目录")]
    into: PathBuf,
}

impl Arguments {
    /// # Errors
    /// Wrong usage when there is a project already; else when the disk fails.
    pub fn run(&self, common: &Common, terminal: &Terminal) -> anyhow::Result<Exit> {
        let root = common.dir.join(&self.into);
        let shown = folder::display(&root);
        if root.join("content").exists() {
            return Err(usage(format!("“{shown}”里已有 content/，不覆盖。\n  建议：换一个目录")));
        }
        let (mut written, mut kept) = (0, Vec::new());
        for prefix in ["content/", "themes/", "print/"] {
            for (path, file) in builtin::files(prefix).iter() {
                let target = root.join(&**path);
                if target.exists() {
                    kept.push(path.to_string());
                    continue;
                }
                let bytes = file.bytes(path).map_err(|reason| anyhow!("{path}：{reason}"))?;
                folder::create(&target, &bytes)?;
                written += 1;
            }
        }
        for path in &kept {
            terminal.say(&format!("已有 {path}，保留原文件。"));
        }
        terminal.result(&format!("已在“{shown}”新建项目，写入 {written} 个文件。"));
        terminal.say(&format!("下一步：kanxing -C {shown} serve 预览，kanxing -C {shown} build 生成。"));
        Ok(Exit::Done)
    }
}
