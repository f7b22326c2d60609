//! What is kept of a body: enough for lists, contents, checks and fingerprints, without the tree.

use crate::diag::Span;
use crate::directive::Framing;
use serde::{Deserialize, Serialize};

/// What was learned from one body.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    pub headings: Vec<HeadingMark>,
    /// Links as written.
    pub links: Vec<Mention>,
    /// Pictures as written, those of front matter first.
    pub pictures: Vec<Mention>,
    /// What is said of pictures that are cut.
    pub framings: Vec<Framing>,
    /// Files linked to: attachments and videos, as written.
    pub attachments: Vec<Mention>,
    /// Ids of register figures it shows.
    pub figures: Vec<Mention>,
    /// How many charts it draws; each is a picture of the WeChat edition.
    pub charts: u32,
    /// 字数 as editors count.
    pub zishu: u32,
    /// Cut at a sentence end from the first paragraphs; empty where the editor wrote one.
    pub summary: String,
}

/// A heading, for contents lists and links to `#id`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeadingMark {
    pub level: u8,
    pub id: String,
    pub text: String,
}

/// Something named in a file, with its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    pub name: String,
    pub span: Span,
}

impl Digest {
    /// The ids of the register figures it shows.
    pub fn figure_ids(&self) -> impl Iterator<Item = &str> {
        self.figures.iter().map(|mention| mention.name.as_str())
    }
}
