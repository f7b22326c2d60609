//! Who made the book, what it is called, and how it can be read (EPUB 3.3 §5.5; EPUB Accessibility 1.1).

use super::super::front;
use super::super::plan::Plan;
use crate::files::Hasher;
use crate::markup::{Html, el};

/// The `metadata` of the package. `pictured`: there is more to see than text.
pub fn metadata(plan: &Plan, pictured: bool) -> Html {
    let file = &plan.volume().file;
    let mut rows = vec![
        el("dc:identifier").attr("id", "uid").text(&identifier(plan)).done(),
        el("dc:title").attr("id", "title").text(&file.title).done(),
        refines("title", "title-type", "main"),
    ];
    if let Some(subtitle) = &file.subtitle {
        rows.push(el("dc:title").attr("id", "subtitle").text(subtitle).done());
        rows.push(refines("subtitle", "title-type", "subtitle"));
    }
    rows.push(el("dc:language").text(plan.language()).done());
    rows.extend(creators(plan));
    rows.push(el("dc:publisher").text(front::publisher(plan)).done());
    rows.extend(file.date.map(|date| el("dc:date").text(&date.iso()).done()));
    rows.push(property("dcterms:modified", &modified(plan)));
    if let Some(series) = &file.series {
        rows.push(el("meta").attr("property", "belongs-to-collection").attr("id", "series").text(series).done());
        rows.push(refines("series", "collection-type", "series"));
    }
    rows.extend(accessibility(pictured));
    rows.push(el("meta").attr("name", "cover").attr("content", "cover-image").done());
    el("metadata").attr("xmlns:dc", "http://purl.org/dc/elements/1.1/").children(rows).done()
}

/// The ISBN, else an address of its own made from the site and the name of the volume, which stays
/// the same from one making to the next.
pub fn identifier(plan: &Plan) -> String {
    let file = &plan.volume().file;
    let isbn = file.colophon.as_ref().and_then(|colophon| colophon.isbn.as_deref()).and_then(isbn);
    isbn.unwrap_or_else(|| {
        let mut hasher = Hasher::default();
        hasher.bytes(plan.shop.catalog.site.origin().as_bytes()).bytes(file.id.as_bytes());
        uuid(hasher.finish().0)
    })
}

fn isbn(written: &str) -> Option<String> {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let sum: u32 = digits.bytes().zip([1, 3].into_iter().cycle()).map(|(d, by)| u32::from(d - b'0') * by).sum();
    (digits.len() == 13 && sum % 10 == 0).then(|| format!("urn:isbn:{digits}"))
}

/// A UUID of version 8: bits of our own choosing (RFC 9562 §5.8).
fn uuid(hash: [u8; 16]) -> String {
    let bits = u128::from_be_bytes(hash);
    let bits = (bits & !(0xF << 76) & !(0x3 << 62)) | (0x8 << 76) | (0x2 << 62);
    let hex = format!("{bits:032x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

/// The editors; the office itself where nobody is named.
fn creators(plan: &Plan) -> Vec<Html> {
    let named: Vec<&str> =
        plan.volume().file.editors.iter().flat_map(|group| group.names.iter().map(String::as_str)).collect();
    if named.is_empty() {
        return vec![el("dc:creator").text(front::publisher(plan)).done()];
    }
    let row = |(index, name): (usize, &str)| {
        let id = format!("creator-{}", index + 1);
        let name = el("dc:creator").attr("id", &id).text(name).done();
        let role = el("meta")
            .attr("refines", &format!("#{id}"))
            .attr("property", "role")
            .attr("scheme", "marc:relators")
            .text("edt");
        [name, role.done()].into_iter().collect()
    };
    named.into_iter().enumerate().map(row).collect()
}

/// The latest of the volume's own date and those of its chapters, in UTC. Never the clock.
fn modified(plan: &Plan) -> String {
    let zone = plan.shop.catalog.site.timezone();
    let moment = |text: String| text.parse::<jiff::Timestamp>().ok();
    let own = plan.volume().file.date.and_then(|date| {
        moment(format!("{:04}-{:02}-{:02}T00:00:00{zone}", date.year, date.month.max(1), date.day.max(1)))
    });
    let chapters = plan.chapters().filter_map(|ix| moment(plan.entry(ix).front.date.rfc3339(zone)));
    chapters.chain(own).max().unwrap_or_default().to_string()
}

fn accessibility(pictured: bool) -> Vec<Html> {
    let mut rows = vec![
        property("schema:accessMode", "textual"),
        property("schema:accessModeSufficient", "textual"),
        property("schema:accessibilityFeature", "tableOfContents"),
        property("schema:accessibilityFeature", "readingOrder"),
        property("schema:accessibilityFeature", "structuralNavigation"),
        property("schema:accessibilityFeature", "displayTransformability"),
        property("schema:accessibilityHazard", "none"),
        property("schema:accessibilitySummary", "文字可调大小并可朗读，有目录，图片附文字说明。"),
    ];
    if pictured {
        rows.push(property("schema:accessMode", "visual"));
        rows.push(property("schema:accessibilityFeature", "alternativeText"));
    }
    rows
}

fn property(name: &str, value: &str) -> Html {
    el("meta").attr("property", name).text(value).done()
}

fn refines(id: &str, name: &str, value: &str) -> Html {
    el("meta").attr("refines", &format!("#{id}")).attr("property", name).text(value).done()
}
