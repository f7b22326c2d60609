//! Opening a project: its content and looks, loaded, and the moment it is seen from.

use super::{clock, folder, usage};
use crate::builtin;
use crate::catalog::{Catalog, Shelf};
use crate::check;
use crate::diag::{self, Diagnostic};
use crate::disk::{self, Stamps, State};
use crate::edition::Shop;
use crate::files::{Files, Hash, Hasher};
use crate::load::{self, Ledger, Memory};
use crate::markup::Looks;
use crate::shape::Time;
use std::path::Path;

/// A project that was read and loaded; its diagnostics are those of loading.
pub struct Project {
    pub catalog: Catalog,
    pub looks: Looks,
    pub diagnostics: Vec<Diagnostic>,
    /// What can be remembered of this load.
    pub learned: Learned,
}

/// What an earlier load left: files known by size and time, texts known by hash.
#[derive(Default)]
pub struct Recall {
    stamps: Stamps,
    memory: Memory,
}

/// What a load learned beyond its catalog. It becomes a [`Recall`] together with the catalog, when
/// everything else is done: the bytes are as many as the catalog's own.
#[derive(Default)]
pub struct Learned {
    ledger: Ledger,
    taken_ns: u64,
}

/// The files of a project by path, size and time; none is read yet.
pub struct Listed {
    content: diag::Warned<Files>,
    /// Its own `themes/` and `print/`.
    looks: diag::Warned<Files>,
    taken_ns: u64,
}

/// The files diagnostics speak of.
pub struct Sources {
    content: Files,
    looks: Files,
}

impl Project {
    /// Reads the whole project in `root`. Its own `themes/` and `print/` shadow the built-in ones.
    ///
    /// # Errors
    /// Wrong usage when there is no `content/`.
    pub fn open(root: &Path) -> anyhow::Result<Project> {
        read(root, Listed::of(root), Recall::default())
    }

    /// As [`Project::open`], of files that are listed already, reading only what has changed since `recall`.
    ///
    /// # Errors
    /// As [`Project::open`].
    pub fn reopen(root: &Path, listed: Listed, recall: Recall) -> anyhow::Result<Project> {
        read(root, listed, recall)
    }

    /// The moment asked for, or now in the zone of the site.
    ///
    /// # Errors
    /// When the zone of the site is no zone.
    pub fn as_of(&self, asked: Option<Time>) -> anyhow::Result<Time> {
        asked.map_or_else(|| clock::now(self.catalog.site.timezone()), Ok)
    }

    #[must_use]
    pub fn sources(&self) -> Sources {
        Sources { content: self.catalog.files.clone(), looks: self.looks.files.clone() }
    }

    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The snapshot everything is rendered from.
    #[must_use]
    pub fn shop(self, as_of: Time, drafts: bool) -> Shop {
        Shop::new(self.catalog, self.looks, as_of, drafts)
    }

    /// As [`Project::shop`], with what the checks find, which are run beside it.
    #[must_use]
    pub fn checked(self, as_of: Time, drafts: bool) -> (Vec<Diagnostic>, Shop) {
        let catalog = &self.catalog;
        let (found, shelf) = rayon::join(|| check::all(catalog, as_of), || Shelf::new(catalog, as_of, drafts));
        (found, Shop::on(self.catalog, shelf, self.looks, as_of, drafts))
    }
}

impl Listed {
    #[must_use]
    pub fn of(root: &Path) -> Listed {
        let taken_ns = clock::now_ns();
        let themes = disk::read(&root.join("themes"), "themes/");
        let print = disk::read(&root.join("print"), "print/");
        let looks = diag::Warned::new(themes.value.shadowed_by(print.value), [themes.diagnostics, print.diagnostics].concat());
        Listed { content: disk::read(&root.join("content"), ""), looks, taken_ns }
    }

    /// A hash of all paths, sizes and times; None when a file is too young for its time to tell.
    #[must_use]
    pub fn hash(&self) -> Option<Hash> {
        let young = self.taken_ns.saturating_sub(disk::DOUBT_NS);
        let mut hasher = Hasher::default();
        for (path, file) in self.content.value.iter().chain(self.looks.value.iter()) {
            if file.stamp.modified_ns >= young {
                return None;
            }
            hasher.bytes(path.as_bytes()).value(&file.stamp);
        }
        Some(hasher.finish())
    }
}

impl Recall {
    /// What the last build into this output folder left; of another program, nothing.
    #[must_use]
    pub fn from_state(state: &State) -> Recall {
        let engine = disk::engine();
        let part = |number| {
            let mut bytes = state.get(&part_name(number));
            match bytes.starts_with(&engine.0) {
                true => bytes.drain(..engine.0.len()),
                false => bytes.drain(..),
            };
            bytes
        };
        let (stamps, memory) = rayon::join(|| state.stamps(), || Memory::from_parts(part));
        Recall { stamps, memory }
    }
}

impl Learned {
    /// What the next load may start from.
    #[must_use]
    pub fn recall(&self, catalog: &Catalog) -> Recall {
        let stamps = Stamps::of(&catalog.files, self.taken_ns);
        Recall { stamps, memory: self.ledger.memory(catalog) }
    }

    /// Keeps it for the next build into the output folder of `state`.
    pub fn keep(&self, catalog: &Catalog, state: &State) {
        let moved = self.ledger.moved(catalog);
        for number in moved.numbers() {
            state.keep_with(&part_name(number), |out| {
                out.write_all(&disk::engine().0)?;
                moved.write(number, out)
            });
        }
        state.keep_stamps(&Stamps::of(&catalog.files, self.taken_ns));
    }
}

impl Sources {
    /// Of a snapshot.
    #[must_use]
    pub fn of(shop: &Shop) -> Sources {
        Sources { content: shop.catalog.files.clone(), looks: shop.looks.files.clone() }
    }

    /// The text of a file named by a diagnostic; empty when it cannot be had.
    #[must_use]
    pub fn text(&self, file: &str) -> String {
        self.own_text(file).unwrap_or_default()
    }

    /// The text of a file as it was loaded; None when it is no text.
    #[must_use]
    pub fn own_text(&self, file: &str) -> Option<String> {
        let bytes = self.content.bytes(file).or_else(|_| self.looks.bytes(file)).ok()?;
        load::decode(&file.into(), &bytes).value
    }
}

/// The name a part of the memory is kept under.
fn part_name(number: usize) -> String {
    format!("memory-{number:02}")
}

fn read(root: &Path, listed: Listed, recall: Recall) -> anyhow::Result<Project> {
    if !root.join("content").is_dir() {
        let shown = folder::display(root);
        return Err(usage(format!(
            "目录“{shown}”不是项目：里面没有 content/。\n  建议：用 -C 指明项目目录，或用 kanxing init 新建一个"
        )));
    }
    let Recall { stamps, memory } = recall;
    let Listed { content, looks, taken_ns } = listed;
    stamps.recall(&content.value);
    let own = builtin::files("themes/").shadowed_by(builtin::files("print/")).shadowed_by(looks.value);
    let ((catalog, ledger), looks_read) = rayon::join(|| load::load_with(&content.value, memory), || load::looks(own));
    let diagnostics = [content.diagnostics, catalog.diagnostics, looks.diagnostics, looks_read.diagnostics];
    let mut diagnostics = diagnostics.concat();
    diag::settle(&mut diagnostics);
    let learned = Learned { ledger, taken_ns };
    Ok(Project { catalog: catalog.value, looks: looks_read.value, diagnostics, learned })
}
