//! AppID and AppSecret: from the environment, or from a file outside the project. Neither is ever
//! written anywhere or shown.

use crate::cli::{folder, usage};
use crate::disk;
use crate::release::wechat::Account;
use std::path::{Path, PathBuf};

const APPID: &str = "KANXING_WECHAT_APPID";
const SECRET: &str = "KANXING_WECHAT_SECRET";
/// Names another file than the usual one.
const FILE: &str = "KANXING_WECHAT_FILE";

/// The account of the person at the terminal.
///
/// # Errors
/// Wrong usage: there is none, it is written wrongly, or it lies in the project.
pub fn account(root: &Path) -> anyhow::Result<Account> {
    let written = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let (appid, secret) = match (written(APPID), written(SECRET)) {
        (Some(appid), Some(secret)) => (appid, secret),
        (None, None) => read(root)?,
        _ => return Err(usage(format!("环境变量 {APPID} 和 {SECRET} 要一起设。"))),
    };
    Account::new(&appid, &secret).map_err(|why| usage(format!("{why}。\n  建议：到微信开发者平台的“开发接口管理”核对")))
}

fn read(root: &Path) -> anyhow::Result<(String, String)> {
    let Some(path) = file() else { return Err(usage(none("用户文件夹里的 kanxing/wechat.yaml"))) };
    let shown = folder::display(&path);
    if lies_in(&path, root) {
        return Err(usage(format!("{shown} 在项目文件夹里：AppSecret 会随稿件一起外传。\n  建议：把它移到项目以外")));
    }
    let Some(bytes) = disk::read_input(&path) else { return Err(usage(none(&shown))) };
    let text = String::from_utf8_lossy(&bytes);
    let value = |key: &str| text.trim_start_matches('\u{feff}').lines().find_map(|line| field(line, key));
    match (value("appid"), value("secret")) {
        (Some(appid), Some(secret)) => Ok((appid, secret)),
        _ => Err(usage(format!("{shown} 里要有 appid 和 secret 两行。\n  建议：写成\nappid: 公众号的 AppID\nsecret: 公众号的 AppSecret"))),
    }
}

fn none(file: &str) -> String {
    format!(
        "没有找到公众号的 AppID 和 AppSecret。\n  建议：写进 {file}（两行：appid: …、secret: …），或设环境变量 {APPID} 和 {SECRET}；只想看看要做什么，加 --dry-run"
    )
}

/// The file named by the environment, else the usual one of the system.
fn file() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let usual = || {
        let config = folder("APPDATA").or_else(|| folder("XDG_CONFIG_HOME"));
        config.or_else(|| Some(folder("HOME")?.join(".config"))).map(|config| config.join("kanxing").join("wechat.yaml"))
    };
    folder(FILE).or_else(usual)
}

/// Whether `path`, links resolved, is below `root`.
fn lies_in(path: &Path, root: &Path) -> bool {
    match (path.canonicalize(), root.canonicalize()) {
        (Ok(path), Ok(root)) => path.starts_with(root),
        _ => false,
    }
}

/// `appid: wx…`, with or without quotes.
fn field(line: &str, key: &str) -> Option<String> {
    let (name, value) = line.split_once([':', '=', '：'])?;
    let value = value.trim().trim_matches(['"', '\'']);
    (name.trim().eq_ignore_ascii_case(key) && !value.is_empty()).then(|| value.to_string())
}
