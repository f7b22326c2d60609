//! The disk: folders read as [`Files`](crate::files::Files), files written whole, the state of the
//! last run kept. The only room that names `std::fs`. Every error is a Chinese sentence.

mod folder;
mod pictures;
mod state;
mod store;

pub use folder::{DOUBT_NS, Folder, Lock, Stamps, lock, read, read_bytes, read_input, write_new, write_whole};
pub use pictures::PictureCache;
pub use state::{State, engine};
pub use store::FolderStore;

use folder::make_parent;

/// A Chinese sentence for an error of the machine, naming the file.
pub(crate) fn sentence(path: &std::path::Path, error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    let what = match error.kind() {
        ErrorKind::NotFound => "文件不存在",
        ErrorKind::PermissionDenied => "没有读写权限",
        ErrorKind::AlreadyExists => "已有同名文件",
        ErrorKind::StorageFull => "磁盘已满",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        _ => return format!("{}：读写失败（{error}）", path.display()),
    };
    format!("{}：{what}", path.display())
}
