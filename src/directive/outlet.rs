//! The outlet: what an edition tells the writers about one document. Where its links lead, where
//! its pictures are, what the registers say. Everything arrives resolved, as data, so that it can
//! be hashed into the page's fingerprint.

use crate::shape::StrictDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// The resolved surroundings of one document in one edition.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Outlet {
    /// Link as written -> where it leads in this edition.
    pub links: BTreeMap<String, Place>,
    /// Picture as written -> the file of this edition; `chart:N` -> the picture of the Nth chart.
    pub pictures: BTreeMap<String, Picture>,
    /// Id of a register figure -> its values.
    pub figures: BTreeMap<String, Metric>,
    /// Link as written -> the title of the entry it leads to. `[[id]]` arrives with that title as
    /// its text; it stands here for the fingerprint.
    pub titles: BTreeMap<String, String>,
    /// Address -> the SVG of its QR code, where the edition prints one.
    pub codes: BTreeMap<String, String>,
    /// Colours of chart series, `#rrggbb`; empty where a style sheet colours classes instead.
    pub chart_colours: Vec<String>,
    /// Colour of the words, lines and grid of charts, `#rrggbb`; empty: the colour of the text.
    pub chart_ink: String,
    /// Ground of charts, `#rrggbb`; empty: none is painted.
    pub chart_paper: String,
    /// Font family of charts; empty: the one around them.
    pub chart_family: String,
    /// Pictures of galleries, cut to one proportion, as written.
    pub thumbnails: BTreeMap<String, Picture>,
    /// How wide pictures of the text, and those of galleries, are shown (`sizes` of HTML); the theme
    /// decides.
    pub sizes: String,
    pub thumbnail_sizes: String,
    /// Pictures of figures and galleries lead to the full picture.
    pub zoom: bool,
    /// Put before the ids of headings and notes, where several documents share a page.
    pub id_prefix: String,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Place {
    /// An address of this edition or of the world.
    Address(String),
    /// Not a link here: the address is printed in a numbered note.
    Noted(String),
    /// A chapter of the same volume, by its label: "见第 N 页" in print.
    Chapter(String),
    /// Leads nowhere in this edition: the text stays, the link goes.
    Nowhere,
}

/// A picture as this edition has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Picture {
    pub src: String,
    /// Pixels, after orientation; 0 when not known.
    pub width_px: u32,
    pub height_px: u32,
    /// What a screen may choose from, ascending: address and width in pixels. Empty: only `src`.
    pub versions: Vec<(String, u32)>,
    /// The same in WebP, where that is lighter.
    pub webp: Vec<(String, u32)>,
}

impl Picture {
    /// The address for browsers that do not choose.
    #[must_use]
    pub fn shown(&self) -> &str {
        self.versions.last().map_or(&self.src, |(src, _)| src)
    }

    /// Width and height of [`Picture::shown`], in pixels.
    #[must_use]
    pub fn shown_px(&self) -> (u32, u32) {
        let Some((_, width)) = self.versions.last() else { return (self.width_px, self.height_px) };
        let height = f64::from(self.height_px) * f64::from(*width) / f64::from(self.width_px.max(1));
        (*width, height.round() as u32)
    }

    /// The versions as `srcset` writes them; empty when there is no choice.
    #[must_use]
    pub fn set(&self) -> String {
        if self.versions.len() > 1 { srcset(&self.versions) } else { String::new() }
    }

    /// As [`Picture::set`], in WebP, where one version alone is of use too.
    #[must_use]
    pub fn webp_set(&self) -> String {
        srcset(&self.webp)
    }
}

fn srcset(versions: &[(String, u32)]) -> String {
    let mut out = String::with_capacity(48 * versions.len());
    for (src, width) in versions {
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(&format!("{src} {width}w"));
    }
    out
}

/// A figure of the register: what is counted and its values in order of their dates.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Metric {
    pub name: String,
    pub unit: String,
    pub values: Vec<MetricValue>,
}

/// One value of a [`Metric`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MetricValue {
    pub value: f64,
    /// 余, 多, 近 or 超; empty when exact.
    pub qualifier: String,
    pub scope: String,
    pub as_of: Option<StrictDate>,
    pub source: String,
}

impl Outlet {
    /// Where `to` leads; a link nobody resolved leads nowhere.
    #[must_use]
    pub fn place(&self, to: &str) -> Place {
        self.links.get(to).cloned().unwrap_or(Place::Nowhere)
    }

    /// The picture written as `src`; one nobody resolved keeps its name.
    #[must_use]
    pub fn picture(&self, src: &str) -> Picture {
        let unresolved = || Picture { src: src.to_string(), ..Picture::default() };
        self.pictures.get(src).cloned().unwrap_or_else(unresolved)
    }
}
