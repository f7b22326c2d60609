//! Pictures of the site: each under an address made of its content, with smaller versions, without
//! metadata. Only pictures that a public text shows are published.

use super::desk::Desk;
use super::views::Img;
use crate::catalog::Entry;
use crate::diag::{At, Diagnostic, Warned};
use crate::directive::Picture;
use crate::edition::{Rendered, Route, Shop};
use crate::files::{self, Hash, Hasher};
use crate::kind::EditionName;
use crate::media::{self, Encoding, Fit, Format};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// JPEG quality of smaller versions; above it the eye gains little and the line pays.
const QUALITY: u8 = 82;

/// A picture of the tree and what the site makes of it.
#[derive(Clone, Debug)]
pub struct Known {
    pub path: String,
    pub hash: Hash,
    pub picture: Picture,
}

/// The pictures the site shows, by path.
#[derive(Debug, Default)]
pub struct Pictures {
    known: BTreeMap<String, Known>,
}

impl Pictures {
    /// Every picture of every public entry; broken ones are reported.
    #[must_use]
    pub fn of(shop: &Shop, out: &mut Vec<Diagnostic>) -> Pictures {
        let widths = shop.catalog.site.image_widths();
        let shown = shop.shelf.of(&shop.catalog, EditionName::Site).map(|ix| shop.catalog.entry(ix));
        let mut wanted: BTreeMap<String, At> = BTreeMap::new();
        for entry in shown {
            for mention in &entry.digest.pictures {
                if let Some(path) = files::resolve(&entry.path, &mention.name) {
                    wanted.entry(path).or_insert_with(|| At::new(&entry.path, mention.span));
                }
            }
        }
        let looked: Vec<Result<Known, Diagnostic>> =
            wanted.into_par_iter().map(|(path, at)| look(shop, &widths, path, at)).collect();
        let mut known = BTreeMap::new();
        for result in looked {
            match result {
                Ok(found) => {
                    known.insert(found.path.clone(), found);
                }
                Err(diagnostic) => out.push(diagnostic),
            }
        }
        Pictures { known }
    }

    /// The picture written as `src` in the file `from`.
    #[must_use]
    pub fn find(&self, from: &str, src: &str) -> Option<&Picture> {
        self.known.get(&files::resolve(from, src)?).map(|known| &known.picture)
    }
}

fn look(shop: &Shop, widths: &[u32], path: String, at: At) -> Result<Known, Diagnostic> {
    let fault = |why: String| {
        Diagnostic::error("bad-picture", at.clone(), format!("图片 content/{path} 不能用：{why}"))
            .help("请用 JPEG 或 PNG 重新保存；手机原图可先用看图软件另存")
    };
    let bytes = shop.catalog.files.bytes(&path).map_err(fault)?;
    let probe = media::probe(&bytes).map_err(fault)?;
    if probe.pixels() > shop.catalog.site.max_pixels() {
        return Err(fault(format!("有 {} 万像素，超过上限", probe.pixels() / 10_000)));
    }
    let hash = Hash::of(&bytes);
    let stem = format!("/images/{}", hash.short(12));
    let extension = probe.format.extension();
    let smaller = match probe.format {
        Format::Jpeg | Format::Png if !probe.animated => widths.iter().filter(|width| **width < probe.width_px).copied().collect(),
        _ => Vec::new(),
    };
    let picture = Picture {
        src: format!("{stem}.{extension}"),
        width_px: probe.width_px,
        height_px: probe.height_px,
        smaller: smaller.into_iter().map(|width: u32| (format!("{stem}-{width}.{extension}"), width)).collect(),
    };
    Ok(Known { path, hash, picture })
}

/// A picture with its words, as templates show it.
#[must_use]
pub fn img(picture: &Picture, alt: &str, credit: Option<&str>) -> Img {
    let mut srcset: Vec<String> = picture.smaller.iter().map(|(src, width)| format!("{src} {width}w")).collect();
    if !srcset.is_empty() {
        srcset.push(format!("{} {}w", picture.src, picture.width_px));
    }
    Img {
        src: picture.src.clone(),
        width: picture.width_px,
        height: picture.height_px,
        srcset: srcset.join(", "),
        alt: alt.to_string(),
        credit: credit.map(str::to_string),
    }
}

/// Every picture and its smaller versions. One picture used under two names has one address.
pub fn routes(desk: &Desk, out: &mut Vec<Box<dyn Route>>) {
    let mut seen = BTreeSet::new();
    for known in desk.pictures.known.values().filter(|known| seen.insert(known.hash)) {
        let sizes = known.picture.smaller.iter().map(|(src, width)| (src, Some(*width)));
        for (src, width) in std::iter::once((&known.picture.src, None)).chain(sizes) {
            let path = src.trim_start_matches('/').to_string();
            out.push(Box::new(PictureRoute { path, source: known.path.clone(), hash: known.hash, width }));
        }
    }
}

struct PictureRoute {
    path: String,
    source: String,
    hash: Hash,
    /// None: as it is, without metadata.
    width: Option<u32>,
}

impl Route for PictureRoute {
    fn path(&self) -> &str {
        &self.path
    }

    fn fingerprint(&self, _shop: &Shop) -> Hash {
        Hasher::default().hash(self.hash).value(&(self.width, QUALITY)).finish()
    }

    fn render(&self, shop: &Shop) -> Rendered {
        let fit = Fit {
            max_width_px: self.width,
            format: Encoding::Keep,
            quality: QUALITY,
            max_pixels: shop.catalog.site.max_pixels(),
            ..Fit::default()
        };
        let made = shop.catalog.files.bytes(&self.source).and_then(|bytes| media::fit(&bytes, &fit));
        match made {
            Ok(encoded) => Warned::clean(Some(encoded.bytes)),
            Err(why) => {
                let message = format!("图片 content/{} 不能用：{why}", self.source);
                Warned::new(None, vec![Diagnostic::error("bad-picture", At::top(&self.source), message)])
            }
        }
    }

    fn sources(&self, _shop: &Shop) -> Vec<String> {
        vec![format!("content/{}", self.source)]
    }
}

/// The pictures one entry shows, as written -> as published.
#[must_use]
pub fn of_entry(desk: &Desk, entry: &Entry) -> BTreeMap<String, Picture> {
    let mentions = entry.digest.pictures.iter();
    mentions.filter_map(|mention| Some((mention.name.clone(), desk.pictures.find(&entry.path, &mention.name)?.clone()))).collect()
}
