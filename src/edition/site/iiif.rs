//! IIIF Presentation 3 manifests of archive records with scans: static files any IIIF viewer opens,
//! one canvas for each scan, the description of the record beside them.

use super::desk::Desk;
use super::text::TextRoute;
use crate::catalog::{Entry, EntryIx};
use crate::directive::Picture;
use crate::edition::{Route, Shop};
use crate::kind::{Archive, EditionName, Kind};
use serde_json::{Value, json};
use std::sync::Arc;

/// The smallest version of a scan that does for a thumbnail, in pixels.
const THUMBNAIL_PX: u32 = 200;

pub fn routes(shop: &Shop, desk: &Arc<Desk>, out: &mut Vec<Box<dyn Route>>) {
    for ix in shop.shelf.of(&shop.catalog, EditionName::Site) {
        if let Some(url) = address(shop.catalog.entry(ix)) {
            let desk = Arc::clone(desk);
            out.push(TextRoute::new(&url, vec![ix], move |shop| format!("{}\n", manifest(shop, &desk, ix))));
        }
    }
}

/// Where the manifest of an entry is; None when it has no scans.
#[must_use]
pub fn address(entry: &Entry) -> Option<String> {
    match &entry.kind {
        Kind::Archive(archive) if !archive.scans.is_empty() => Some(format!("/iiif/{}/manifest.json", entry.id)),
        _ => None,
    }
}

fn manifest(shop: &Shop, desk: &Desk, ix: EntryIx) -> Value {
    let entry = shop.catalog.entry(ix);
    let base = &desk.site.base_url;
    let id = format!("{base}{}", address(entry).unwrap_or_default());
    let page = format!("{base}{}", entry.address);
    let lang = entry.lang().word();
    let Kind::Archive(archive) = &entry.kind else { return Value::Null };
    let mut manifest = json!({
        "@context": "http://iiif.io/api/presentation/3/context.json",
        "id": id,
        "type": "Manifest",
        "label": { lang: [entry.front.title] },
        "summary": { lang: [entry.summary()] },
        "metadata": metadata(entry, archive, lang),
        "provider": [{
            "id": format!("{base}/"),
            "type": "Agent",
            "label": { lang: [desk.site.name] },
            "homepage": [{ "id": format!("{base}/"), "type": "Text", "format": "text/html", "label": { lang: [desk.site.name] } }],
        }],
        "homepage": [{ "id": page, "type": "Text", "format": "text/html", "language": [lang], "label": { lang: [entry.front.title] } }],
        "items": canvases(desk, entry, archive, &id, lang),
    });
    if let Some(rights) = &archive.rights {
        manifest["requiredStatement"] = json!({ "label": { lang: ["权利说明"] }, "value": { lang: [rights] } });
    }
    if let Some(thumbnail) = archive.scans.first().and_then(|scan| desk.pictures.find(&entry.path, &scan.src)) {
        manifest["thumbnail"] = json!([self::thumbnail(base, thumbnail)]);
    }
    manifest
}

/// What is known of the record, as readers of the page see it.
fn metadata(entry: &Entry, archive: &Archive, lang: &str) -> Vec<Value> {
    let row = |label: &str, value: &str| json!({ "label": { lang: [label] }, "value": { lang: [value] } });
    let facts = entry.kind.facts();
    let facts = facts.iter().filter(|(label, _)| *label != "权利说明" || archive.rights.is_none());
    let mut rows: Vec<Value> = facts.map(|(label, value)| row(label, value)).collect();
    rows.push(row("编号", &entry.id));
    if !entry.front.places.is_empty() {
        rows.push(row("地点", &entry.front.places.join("、")));
    }
    rows
}

fn canvases(desk: &Desk, entry: &Entry, archive: &Archive, id: &str, lang: &str) -> Vec<Value> {
    let base = &desk.site.base_url;
    let shown = archive.scans.iter().filter_map(|scan| Some((scan, desk.pictures.find(&entry.path, &scan.src)?)));
    let canvas = |(at, (scan, picture)): (usize, (&crate::directive::Photo, &Picture))| {
        let canvas = format!("{id}/canvas/{}", at + 1);
        let label = scan.caption.as_deref().filter(|caption| !caption.is_empty()).unwrap_or(&scan.alt);
        json!({
            "id": canvas,
            "type": "Canvas",
            "label": { lang: [label] },
            "width": picture.width_px,
            "height": picture.height_px,
            "thumbnail": [thumbnail(base, picture)],
            "items": [{
                "id": format!("{canvas}/page"),
                "type": "AnnotationPage",
                "items": [{
                    "id": format!("{canvas}/image"),
                    "type": "Annotation",
                    "motivation": "painting",
                    "target": canvas,
                    "body": image(base, &picture.src, picture.width_px, picture.height_px),
                }],
            }],
        })
    };
    shown.enumerate().map(canvas).collect()
}

/// The smallest version that is large enough, or the picture itself.
fn thumbnail(base: &str, picture: &Picture) -> Value {
    let small = picture.smaller.iter().filter(|(_, width)| *width >= THUMBNAIL_PX).min_by_key(|(_, width)| *width);
    match small {
        Some((src, width)) => {
            let height = (f64::from(picture.height_px) * f64::from(*width) / f64::from(picture.width_px.max(1))).round();
            image(base, src, *width, height as u32)
        }
        None => image(base, &picture.src, picture.width_px, picture.height_px),
    }
}

fn image(base: &str, src: &str, width_px: u32, height_px: u32) -> Value {
    let format = match src.rsplit('.').next() {
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("gif") => "image/gif",
        Some("svg") => "image/svg+xml",
        _ => "image/jpeg",
    };
    json!({ "id": format!("{base}{src}"), "type": "Image", "format": format, "width": width_px, "height": height_px })
}
