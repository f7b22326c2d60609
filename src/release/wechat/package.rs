//! The package of a draft: one to eight articles as the edition makes them, with their covers and
//! pictures. Read from the edition's own files, so that what is pushed is what is built.

use crate::catalog::Catalog;
use crate::diag::{At, Diagnostic, Warned};
use crate::edition::{EDITIONS, Shop};
use crate::files::Hash;
use crate::kind::EditionName;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What becomes one draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// Id of the entry, or of the list of entries.
    pub id: String,
    /// Its file, for faults of the whole.
    pub at: At,
    /// Where the title is written.
    pub title_at: At,
    pub articles: Vec<Article>,
}

/// One article of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Id of the entry it is made from.
    pub entry: String,
    pub title: String,
    pub author: String,
    pub digest: String,
    /// 阅读原文; empty when the portal does not show the entry.
    pub source_url: String,
    /// Pictures are named as in [`Article::pictures`].
    pub html: String,
    pub comments: bool,
    pub cover: Picture,
    /// `X1_Y1_X2_Y2` of the cover, from 0 to 1: the wide crop of lists, the square one of sharing.
    pub crop_wide: String,
    pub crop_square: String,
    pub pictures: Vec<Picture>,
}

/// A picture of the package.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// As the text names it.
    pub name: String,
    pub bytes: Vec<u8>,
    /// Of its bytes.
    pub hash: String,
}

impl Picture {
    #[must_use]
    pub fn new(name: &str, bytes: Vec<u8>) -> Picture {
        Picture { name: name.to_string(), hash: Hash::seal(&bytes).to_string(), bytes }
    }
}

impl Article {
    /// A hash of everything that is sent of it.
    #[must_use]
    pub fn hash(&self) -> String {
        let card = (&self.title, &self.author, &self.digest, &self.source_url, self.comments);
        let pictures: Vec<(&str, &str)> = self.pictures.iter().map(|picture| (&*picture.name, &*picture.hash)).collect();
        let cover = (&self.cover.hash, &self.crop_wide, &self.crop_square);
        let all = postcard::to_stdvec(&(card, &self.html, cover, pictures)).unwrap_or_default();
        Hash::seal(&all).to_string()
    }
}

/// `meta.json` of a package.
#[derive(Deserialize)]
struct Meta {
    articles: Vec<MetaArticle>,
}

/// One article in `meta.json`. Files are named from the folder of the package.
#[derive(Deserialize)]
struct MetaArticle {
    id: String,
    title: String,
    author: String,
    digest: String,
    content_source_url: Option<String>,
    need_open_comment: u8,
    file: String,
    covers: Vec<MetaCover>,
    images: Vec<MetaImage>,
}

#[derive(Deserialize)]
struct MetaCover {
    file: String,
    parameter: String,
    crop: String,
}

#[derive(Deserialize)]
struct MetaImage {
    /// As the text names it.
    src: String,
    file: String,
}

/// The package of `id`, rendered; None when the edition has none of that name, or it has errors.
#[must_use]
pub fn open(shop: &Shop, id: &str) -> Warned<Option<Package>> {
    let Some(edition) = EDITIONS.iter().find(|edition| edition.name == EditionName::Wechat) else {
        return Warned::default();
    };
    let routes = (edition.routes)(shop);
    let (at, title_at) = places(&shop.catalog, id);
    let mut found = routes.diagnostics;
    found.retain(|fault| fault.at.file == at.file || !belongs_to_one(&shop.catalog, &fault.at.file));
    let folder = format!("{id}/");
    let mut files = BTreeMap::new();
    for route in &routes.value {
        let Some(name) = route.path().strip_prefix(&folder).filter(|name| !PAGES.contains(name)) else { continue };
        let rendered = route.render(shop);
        found.extend(rendered.diagnostics);
        if let Some(bytes) = rendered.value {
            files.insert(name.to_string(), bytes);
        }
    }
    crate::diag::settle(&mut found);
    if files.is_empty() || found.iter().any(Diagnostic::is_error) {
        return Warned::new(None, found);
    }
    match articles(&files) {
        Ok(articles) => Warned::new(Some(Package { id: id.to_string(), at, title_at, articles }), found),
        Err(why) => {
            found.push(Diagnostic::error("wechat-package", at, format!("微信文章 {id} 的成品不全：{why}")).help("请把这一行交给维护人员"));
            Warned::new(None, found)
        }
    }
}

/// Pages of a package that are there to be looked at.
const PAGES: &[&str] = &["paste.html"];
/// The folder of lists of entries that become one draft.
const LISTS: &str = "digests/";

/// Whether a file concerns one package only.
fn belongs_to_one(catalog: &Catalog, file: &str) -> bool {
    catalog.find_path(file).is_some() || file.starts_with(LISTS)
}

fn places(catalog: &Catalog, id: &str) -> (At, At) {
    match catalog.find(id).map(|ix| catalog.entry(ix)) {
        Some(entry) => (entry.at(), entry.at_title()),
        None => (At::top(&format!("{LISTS}{id}.yaml")), At::top(&format!("{LISTS}{id}.yaml"))),
    }
}

fn articles(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<Article>, String> {
    let meta: Meta = serde_json::from_slice(file(files, "meta.json")?).map_err(|error| format!("meta.json：{error}"))?;
    meta.articles.into_iter().map(|article| read(files, article)).collect()
}

fn read(files: &BTreeMap<String, Vec<u8>>, meta: MetaArticle) -> Result<Article, String> {
    let picture = |name: &str, path: &str| file(files, path).map(|bytes| Picture::new(name, bytes.to_vec()));
    let cover = meta.covers.first().ok_or("没有封面")?;
    let crop = |parameter: &str| {
        let crop = meta.covers.iter().find(|crop| crop.file == cover.file && crop.parameter == parameter);
        crop.map(|crop| crop.crop.clone()).ok_or_else(|| format!("封面没有 {parameter}"))
    };
    let html = String::from_utf8_lossy(file(files, &meta.file)?).trim_end().to_string();
    // A file of the folder that the text does not show is not sent.
    let shown = meta.images.iter().filter(|image| html.contains(&format!("src=\"{}\"", image.src)));
    Ok(Article {
        crop_wide: crop("pic_crop_235_1")?,
        crop_square: crop("pic_crop_1_1")?,
        cover: picture(&cover.file, &cover.file)?,
        pictures: shown.map(|image| picture(&image.src, &image.file)).collect::<Result<_, _>>()?,
        html,
        entry: meta.id,
        title: meta.title,
        author: meta.author,
        digest: meta.digest,
        source_url: meta.content_source_url.unwrap_or_default(),
        comments: meta.need_open_comment == 1,
    })
}

fn file<'f>(files: &'f BTreeMap<String, Vec<u8>>, name: &str) -> Result<&'f [u8], String> {
    files.get(name).map(Vec::as_slice).ok_or_else(|| format!("没有 {name}"))
}
