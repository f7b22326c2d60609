//! Watching the folders of a project: one reload after changes have been quiet for a moment.

use super::Desk;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Weak};
use std::time::Duration;

/// How long it must be quiet before the project is read again: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(100);

/// Watches until what is returned is dropped.
///
/// # Errors
/// A Chinese sentence when the system does not let us watch.
pub fn start(desk: &Arc<Desk>, folders: &[PathBuf]) -> Result<RecommendedWatcher, String> {
    let (changed, changes) = channel();
    let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let told = event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_)));
        if told {
            let _ = changed.send(());
        }
    });
    let mut watcher = watcher.map_err(cannot)?;
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        watcher.watch(folder, RecursiveMode::Recursive).map_err(cannot)?;
    }
    let desk = Arc::downgrade(desk);
    std::thread::spawn(move || reload_on(&changes, &desk));
    Ok(watcher)
}

fn reload_on(changes: &Receiver<()>, desk: &Weak<Desk>) {
    while changes.recv().is_ok() {
        while changes.recv_timeout(QUIET).is_ok() {}
        let Some(desk) = desk.upgrade() else { return };
        desk.reload();
    }
}

fn cannot(error: notify::Error) -> String {
    format!("无法监视文件改动：{error}。可能是监视的文件太多，请调高系统的 inotify 上限，或关闭其他监视程序")
}
