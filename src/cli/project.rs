//! Opening a project: its content and looks, loaded, and the moment it is seen from.

use super::{clock, folder, usage};
use crate::builtin;
use crate::catalog::Catalog;
use crate::diag::{self, Diagnostic};
use crate::edition::Shop;
use crate::files::Files;
use crate::load;
use crate::markup::Looks;
use crate::shape::Time;
use std::path::{Path, PathBuf};

/// A project that was read and loaded; its diagnostics are those of loading.
pub struct Project {
    pub root: PathBuf,
    pub catalog: Catalog,
    pub looks: Looks,
    pub diagnostics: Vec<Diagnostic>,
}

/// The files diagnostics speak of.
pub struct Sources {
    content: Files,
    looks: Files,
}

impl Project {
    /// Reads the project in `root`. Its own `themes/` and `print/` shadow the built-in ones.
    ///
    /// # Errors
    /// Wrong usage when there is no `content/`; else when the disk cannot be read.
    pub fn open(root: &Path) -> anyhow::Result<Project> {
        if !root.join("content").is_dir() {
            let folder = folder::display(root);
            return Err(usage(format!(
                "目录“{folder}”不是项目：里面没有 content/。\n  建议：用 -C 指明项目目录，或用 kanxing init 新建一个"
            )));
        }
        let catalog = load::load(&folder::read(root, "content/")?);
        let looks = load::looks(looks(root)?);
        let mut diagnostics = catalog.diagnostics;
        diagnostics.extend(looks.diagnostics);
        diag::settle(&mut diagnostics);
        Ok(Project { root: root.to_path_buf(), catalog: catalog.value, looks: looks.value, diagnostics })
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

fn looks(root: &Path) -> anyhow::Result<Files> {
    Ok(builtin::files("themes/")
        .shadowed_by(builtin::files("print/"))
        .shadowed_by(folder::read(root, "themes/")?)
        .shadowed_by(folder::read(root, "print/")?))
}
