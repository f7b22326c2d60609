//! What was sent before: pictures by the hash of their bytes, drafts by the id of their entry. Kept
//! outside `out/` and outside the tree of texts, written after every answer, so that a run cut short
//! costs nothing twice. It holds no secret.

use super::fault::Fault;
use crate::disk::{self, Lock};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What is known of one account.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct State {
    /// Hash of a picture of the text -> its address there.
    pub pictures: BTreeMap<String, String>,
    /// Hash of a picture -> the permanent material it became.
    pub materials: BTreeMap<String, Material>,
    /// Permanent material asked for whose answer was not seen: it may be there.
    pub asked: BTreeSet<String>,
    /// Id of an entry -> its draft.
    pub drafts: BTreeMap<String, Draft>,
    /// Id of an entry -> by what its draft is known, asked for and the answer not seen.
    pub adding: BTreeMap<String, Vec<Mark>>,
}

/// A picture in the library of the account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    pub media_id: String,
    pub url: String,
}

/// A draft in the box.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    pub media_id: String,
    /// Hash of each article as it was sent; empty for one that has to be sent again.
    pub articles: Vec<String>,
    /// What tells it from the other drafts.
    pub marks: Vec<Mark>,
    /// A hash of what a reader saw of it when it was last looked at after sending; None when it was not.
    pub seen: Option<String>,
    /// The draft it took the place of, as long as that is not deleted.
    pub replaces: Option<String>,
}

/// What an article of a draft is recognised by: the cover is ours alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub title: String,
    pub cover: String,
}

/// A state and where it is kept; nobody else can open it meanwhile.
pub struct Kept {
    pub state: State,
    path: PathBuf,
    _lock: Option<Lock>,
}

impl Kept {
    /// The state in the file `path`; an empty one when there is none.
    ///
    /// # Errors
    /// A Chinese sentence when it cannot be read, or another run is using it.
    pub fn open(path: &Path) -> Result<Kept, String> {
        let lock = disk::lock(&path.with_extension("lock"))?;
        Ok(Kept { state: read(path)?, path: path.to_path_buf(), _lock: Some(lock) })
    }

    /// The state as it is now, to look at only.
    ///
    /// # Errors
    /// As [`Kept::open`].
    pub fn look(path: &Path) -> Result<State, String> {
        read(path)
    }

    /// Writes it, at one stroke.
    ///
    /// # Errors
    /// When it cannot be written; going on would send things twice next time.
    pub fn save(&self) -> Result<(), Fault> {
        let written = serde_json::to_vec_pretty(&self.state).map_err(|error| error.to_string());
        let written = written.and_then(|bytes| disk::write_whole(&self.path, &bytes));
        written.map_err(|why| Fault::Disk(format!("推送记录写不下来：{why}。\n  建议：腾出磁盘或改正权限后重新推送")))
    }
}

fn read(path: &Path) -> Result<State, String> {
    let Some(bytes) = disk::read_input(path) else { return Ok(State::default()) };
    serde_json::from_slice(&bytes).map_err(|error| {
        format!(
            "推送记录 {} 读不懂：{error}。\n  建议：从备份恢复；没有备份的，先在公众号后台删去已推送的草稿，再删去这个文件",
            path.display()
        )
    })
}
