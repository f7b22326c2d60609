//! Pictures of the site: each under an address made of its content, in the widths screens choose
//! from, and cut to the proportions of the theme where lists and galleries show it; without metadata.
//! Only pictures that a public text shows are published.

use super::desk::Desk;
use super::views::{CutView, Img};
use super::home;
use crate::catalog::{Entry, EntryIx, ListStyle};
use crate::diag::{At, Diagnostic};
use crate::directive::Picture;
use crate::edition::Shop;
use crate::files::{self, Hash};
use crate::kind::{EditionName, Kind};
use crate::markup::PictureLook;
use crate::media::{Cut, Point, Recipe, Set};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// JPEG quality of versions; above it the eye gains little and the line pays. WebP of the lower
/// number looks the same.
const QUALITY: u8 = 82;
const WEBP_QUALITY: u8 = 75;

/// Cuts of covers: of tiles and of what the home page begins with; of topics on their own page and
/// on the home page. The theme decides their proportions.
const COVER_CUTS: [&str; 3] = ["card", "hero", "banner"];
const GALLERY: &str = "gallery";

/// What is made of the pictures of one content: the whole of it, or a cut around a point.
type Slot = (Hash, Option<(&'static str, Option<Point>)>);

/// The versions of one slot, with their addresses.
#[derive(Debug)]
pub struct Piece {
    /// A path its content has below `content/`, and where a text names it.
    pub path: String,
    pub at: At,
    pub hash: Hash,
    pub recipe: Recipe,
    pub set: Set,
    pub picture: Picture,
    /// What the addresses of its versions begin with.
    stem: String,
}

/// The pictures the site shows.
#[derive(Debug, Default)]
pub struct Pictures {
    by_path: BTreeMap<String, Hash>,
    pieces: BTreeMap<Slot, Arc<Piece>>,
}

impl Pictures {
    /// Every picture of every public entry; broken ones are reported.
    #[must_use]
    pub fn of(shop: &Shop, desk: &Desk, out: &mut Vec<Diagnostic>) -> Pictures {
        let wanted = wanted(shop);
        let hash = |(path, _): (&String, &At)| Some((path.clone(), shop.catalog.files.get(path)?.hash(path).ok()?));
        let by_path: BTreeMap<String, Hash> = wanted.par_iter().filter_map(hash).collect();
        let mut slots: BTreeMap<Slot, (&String, &At)> = BTreeMap::new();
        for (path, at) in &wanted {
            if let Some(hash) = by_path.get(path) {
                slots.entry((*hash, None)).or_insert((path, at));
            }
        }
        let look = shop.looks.pictures.get(shop.catalog.site.theme());
        for (path, name, focus) in cuts(shop, desk) {
            if let (Some(hash), Some((path, at))) = (by_path.get(&path), wanted.get_key_value(&path)) {
                slots.entry((*hash, Some((name, focus)))).or_insert((path, at));
            }
        }
        let made: Vec<(Slot, Result<Option<Piece>, Diagnostic>)> =
            slots.into_par_iter().map(|(slot, (path, at))| (slot, piece(shop, look, slot, path, at))).collect();
        let mut pieces = BTreeMap::new();
        for (slot, made) in made {
            match made {
                Ok(Some(piece)) => {
                    pieces.insert(slot, Arc::new(piece));
                }
                // A fault of the picture is told once, with the whole of it.
                Err(fault) if slot.1.is_none() => out.push(fault),
                Ok(None) | Err(_) => {}
            }
        }
        Pictures { by_path, pieces }
    }

    /// The picture written as `src` in the file `from`.
    #[must_use]
    pub fn find(&self, from: &str, src: &str) -> Option<&Picture> {
        self.slot(from, src, None)
    }

    fn slot(&self, from: &str, src: &str, cut: Option<(&'static str, Option<Point>)>) -> Option<&Picture> {
        let hash = self.by_path.get(&files::resolve(from, src)?)?;
        self.pieces.get(&(*hash, cut)).map(|piece| &piece.picture)
    }

    /// Everything that is made.
    pub fn pieces(&self) -> impl Iterator<Item = &Arc<Piece>> {
        self.pieces.values()
    }
}

/// The pictures of public texts, each with a place that names it.
fn wanted(shop: &Shop) -> BTreeMap<String, At> {
    let mut wanted: BTreeMap<String, At> = BTreeMap::new();
    for entry in shop.shelf.of(&shop.catalog, EditionName::Site).map(|ix| shop.catalog.entry(ix)) {
        for mention in &entry.digest.pictures {
            if let Some(path) = files::resolve(&entry.path, &mention.name) {
                wanted.entry(path).or_insert_with(|| At::new(&entry.path, mention.span));
            }
        }
    }
    wanted
}

/// What is cut: path, cut, focal point.
fn cuts(shop: &Shop, desk: &Desk) -> BTreeSet<(String, &'static str, Option<Point>)> {
    let catalog = &shop.catalog;
    let mut all = BTreeSet::new();
    let mut cover = |ix: EntryIx, name: &'static str| {
        let entry = catalog.entry(ix);
        let path = entry.front.cover.as_ref().and_then(|cover| files::resolve(&entry.path, &cover.src));
        all.extend(path.map(|path| (path, name, cover_focus(entry))));
    };
    for ix in home::pictured(shop, desk) {
        cover(ix, "card");
    }
    for column in catalog.columns.iter().filter(|column| column.file.list == Some(ListStyle::Picture)) {
        desk.column(&column.slug).iter().for_each(|ix| cover(*ix, "card"));
    }
    for ix in shop.shelf.of(catalog, EditionName::Site) {
        let entry = catalog.entry(ix);
        if matches!(entry.kind, Kind::Topic(_)) {
            cover(ix, "hero");
            cover(ix, "banner");
        }
    }
    for entry in shop.shelf.of(catalog, EditionName::Site).map(|ix| catalog.entry(ix)) {
        for framing in entry.digest.framings.iter().filter(|framing| framing.in_gallery) {
            let path = files::resolve(&entry.path, &framing.name);
            all.extend(path.map(|path| (path, GALLERY, focus(entry, &framing.name))));
        }
    }
    all
}

fn cover_focus(entry: &Entry) -> Option<Point> {
    focus(entry, &entry.front.cover.as_ref()?.src)
}

fn focus(entry: &Entry, name: &str) -> Option<Point> {
    entry.focus(|other| other == name)
}

/// None where the theme cuts nothing so, or nothing can be cut.
fn piece(shop: &Shop, look: Option<&PictureLook>, slot: Slot, path: &str, at: &At) -> Result<Option<Piece>, Diagnostic> {
    let (hash, cut) = slot;
    let site = &shop.catalog.site;
    let (cut, widths) = match cut {
        None => (None, site.image_widths()),
        Some((name, focus)) => match look.and_then(|look| look.cuts.get(name)) {
            Some(look) => (Some(Cut { ratio: look.ratio, focus }), look.widths.clone()),
            None => return Ok(None),
        },
    };
    let recipe =
        Recipe { cut, widths, webp: site.webp(), quality: QUALITY, webp_quality: WEBP_QUALITY, max_pixels: site.max_pixels() };
    let set = shop.darkroom.set(hash, &recipe, || shop.catalog.files.bytes(path)).map_err(|why| fault(path, at, &why))?;
    if cut.is_some() && set.facts.is_empty() {
        return Ok(None);
    }
    let stem = Hash::of_value(&(hash, cut, QUALITY, WEBP_QUALITY)).short(12);
    let own = format!("/images/{}.{}", hash.short(12), set.probe.format.extension());
    let mut piece =
        Piece { path: path.to_string(), at: at.clone(), hash, recipe, set, picture: Picture::default(), stem };
    piece.picture = piece.picture(own);
    Ok(Some(piece))
}

/// What is wrong with a picture, where a text names it.
#[must_use]
pub fn fault(path: &str, at: &At, why: &str) -> Diagnostic {
    Diagnostic::error("bad-picture", at.clone(), format!("图片 content/{path} 不能用：{why}"))
        .help("请用 JPEG 或 PNG 重新保存；手机原图可先用看图软件另存")
}

impl Piece {
    /// The address of the version at `index`; None where the picture itself serves.
    #[must_use]
    pub fn address(&self, index: usize) -> Option<String> {
        let fact = self.set.facts.get(index).filter(|fact| !fact.own)?;
        Some(format!("/images/{}-{}.{}", self.stem, fact.width_px, fact.format.extension()))
    }

    fn picture(&self, own: String) -> Picture {
        let version = |webp: bool| {
            let of = self.set.facts.iter().enumerate().filter(move |(_, fact)| (fact.format.is_webp() && !fact.own) == webp);
            of.map(|(index, fact)| (self.address(index).unwrap_or_else(|| own.clone()), fact.width_px)).collect()
        };
        let (versions, webp): (Vec<(String, u32)>, _) = (version(false), version(true));
        let (src, width_px, height_px) = match (self.recipe.cut, self.set.facts.iter().max_by_key(|fact| fact.width_px)) {
            (Some(_), Some(widest)) => {
                let src = versions.last().map_or(own, |(src, _)| src.clone());
                (src, widest.width_px, widest.height_px)
            }
            _ => (own, self.set.probe.width_px, self.set.probe.height_px),
        };
        Picture { src, width_px, height_px, versions, webp }
    }
}

/// The cover of an entry as templates show it, with its cuts.
#[must_use]
pub fn cover(desk: &Desk, entry: &Entry) -> Option<Img> {
    let cover = entry.front.cover.as_ref()?;
    let picture = desk.pictures.find(&entry.path, &cover.src)?;
    let focus = cover_focus(entry);
    let cuts = COVER_CUTS.into_iter().filter_map(|name| {
        let cut = desk.pictures.slot(&entry.path, &cover.src, Some((name, focus)))?;
        let (width, height) = (cut.width_px, cut.height_px);
        Some((name, CutView { src: cut.src.clone(), width, height, srcset: cut.set(), webp: cut.webp_set() }))
    });
    let (width, height) = picture.shown_px();
    Some(Img {
        src: picture.shown().to_string(),
        width,
        height,
        srcset: picture.set(),
        webp: picture.webp_set(),
        alt: cover.alt.clone(),
        credit: cover.credit.clone(),
        cuts: cuts.collect(),
        at: focus.filter(|_| picture.versions.is_empty()).map(|(left, top)| format!("{left}% {top}%")),
    })
}

/// The pictures one entry shows, as written -> as published.
#[must_use]
pub fn of_entry(desk: &Desk, entry: &Entry) -> BTreeMap<String, Picture> {
    let mentions = entry.digest.pictures.iter();
    mentions.filter_map(|mention| Some((mention.name.clone(), desk.pictures.find(&entry.path, &mention.name)?.clone()))).collect()
}

/// The pictures of the galleries of an entry, cut, as written.
#[must_use]
pub fn thumbnails(desk: &Desk, entry: &Entry) -> BTreeMap<String, Picture> {
    let framings = entry.digest.framings.iter().filter(|framing| framing.in_gallery);
    let cut = |name: &String| desk.pictures.slot(&entry.path, name, Some((GALLERY, focus(entry, name)))).cloned();
    framings.filter_map(|framing| Some((framing.name.clone(), cut(&framing.name)?))).collect()
}
