//! The files of pictures: each whole, without metadata, and each of its versions.

use super::desk::Desk;
use super::pictures::{Piece, fault};
use crate::diag::Warned;
use crate::edition::{Rendered, Route, Shop};
use crate::files::{Hash, Hasher};
use crate::media::{Encoding, Fit};
use std::collections::BTreeSet;
use std::sync::Arc;

/// JPEG quality of a whole picture that cannot stay as it came (turned, or in foreign colours).
const WHOLE_QUALITY: u8 = 92;

/// Every picture and its versions. One picture used under two names has one address.
pub fn routes(desk: &Desk, out: &mut Vec<Box<dyn Route>>) {
    let mut seen = BTreeSet::new();
    for piece in desk.pictures.pieces() {
        if piece.recipe.cut.is_none() {
            let path = piece.picture.src.trim_start_matches('/').to_string();
            out.push(Box::new(VersionRoute { path, piece: Arc::clone(piece), index: None }));
        }
        for index in 0..piece.set.facts.len() {
            let Some(address) = piece.address(index) else { continue };
            let path = address.trim_start_matches('/').to_string();
            // Points so near each other that they cut the same.
            if seen.insert(path.clone()) {
                out.push(Box::new(VersionRoute { path, piece: Arc::clone(piece), index: Some(index) }));
            }
        }
    }
}

struct VersionRoute {
    path: String,
    piece: Arc<Piece>,
    /// None: the whole picture, without metadata.
    index: Option<usize>,
}

impl VersionRoute {
    fn bytes(&self, shop: &Shop) -> Result<Vec<u8>, String> {
        let piece = &self.piece;
        match self.index {
            Some(index) => shop.darkroom.version(&piece.set, index, piece.hash, &piece.recipe, || {
                shop.catalog.files.bytes(&piece.path)
            }),
            None => shop.fit(&piece.path, &whole(shop)).map(|made| made.bytes),
        }
    }
}

fn whole(shop: &Shop) -> Fit {
    Fit {
        format: Encoding::Keep,
        srgb: true,
        quality: WHOLE_QUALITY,
        max_pixels: shop.catalog.site.max_pixels(),
        ..Fit::default()
    }
}

impl Route for VersionRoute {
    fn path(&self) -> &str {
        &self.path
    }

    fn fingerprint(&self, _shop: &Shop) -> Hash {
        let mut hasher = Hasher::default();
        hasher.hash(self.piece.hash).value(&(&self.piece.recipe, self.index, &self.path, WHOLE_QUALITY));
        hasher.finish()
    }

    fn render(&self, shop: &Shop) -> Rendered {
        match self.bytes(shop) {
            Ok(bytes) => Warned::clean(Some(bytes)),
            Err(why) => Warned::new(None, vec![fault(&self.piece.path, &self.piece.at, &why)]),
        }
    }

    fn sources(&self, _shop: &Shop) -> Vec<String> {
        vec![format!("content/{}", self.piece.path)]
    }
}
