//! What all pages of the site share: templates, addresses of terms, pictures, the frame.

use super::tongues::Tongues;
use super::views::{PageView, Ref, SiteView};
use super::{address, assets, pictures::Pictures, registered::Registered, theme::Theme};
use crate::catalog::{Entry, EntryIx};
use crate::diag::{Diagnostic, Warned};
use crate::edition::{Rendered, Shop};
use crate::files::{Hash, Hasher};
use crate::kind::{EditionName, Kind, KindName, Lang};
use crate::media::Stamps;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tera::{Context, Value};

/// The parts of the frame and their templates.
const FRAME: &[(&str, &str)] = &[("top", "top.html"), ("foot", "foot.html")];

/// What a frame sees of its page.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct FrameKey {
    #[serde(rename = "type")]
    sort: &'static str,
    column: Option<String>,
    url: String,
    lang: String,
}

/// The shared surroundings of every page.
pub struct Desk {
    pub theme: Theme,
    pub site: SiteView,
    /// Hash of the site view, and of its languages: part of every page's fingerprint.
    pub site_hash: Hash,
    /// Tag -> its address.
    pub tags: BTreeMap<String, String>,
    /// Person -> the address of the page of texts that name them.
    pub people: BTreeMap<String, String>,
    /// Brand, and place of a county -> the address of its page.
    pub brands: BTreeMap<String, String>,
    pub districts: BTreeMap<String, String>,
    pub registered: Registered,
    pub pictures: Pictures,
    pub tongues: Tongues,
    /// Entries of the site by column, newest first; no translations beside their originals.
    pub columns: BTreeMap<Arc<str>, Vec<EntryIx>>,
    /// Columns and tags as template values, for cards.
    pub column_refs: BTreeMap<Arc<str>, Value>,
    pub tag_refs: BTreeMap<String, Value>,
    /// Columns that are read by number, in that order.
    pub numbered: BTreeMap<Arc<str>, Vec<EntryIx>>,
    /// Place of an entry within its column, for previous and next.
    pub places: Vec<u32>,
    /// QR codes of the addresses of articles.
    pub stamps: Stamps,
    /// Header and footer, which are the same for many pages, once rendered.
    frames: Mutex<BTreeMap<FrameKey, Value>>,
    /// What lists say of each entry.
    pub cards: Vec<Option<Box<super::cards::Ready>>>,
}

impl Desk {
    /// None when the theme does not parse.
    #[must_use]
    pub fn new(shop: &Shop) -> Warned<Option<Desk>> {
        let catalog = &shop.catalog;
        let Warned { value: theme, mut diagnostics } = Theme::new(&shop.looks, catalog.site.theme());
        let Some(mut theme) = theme else { return Warned::new(None, diagnostics) };
        let pictures = Pictures::of(shop, &mut diagnostics);
        let site = super::frame::site(shop, assets::names(shop));
        let tongues = Tongues::of(shop);
        let site_hash = Hasher::default().value(&site).hash(tongues.hash()).finish();
        theme.share("site", &site);
        let mut columns: BTreeMap<Arc<str>, Vec<EntryIx>> = BTreeMap::new();
        let mut places = vec![0; catalog.entries.len()];
        for ix in shop.shelf.of(catalog, EditionName::Site) {
            let entry = catalog.entry(ix);
            let beside = super::tongues::original(shop, entry).is_some_and(|ix| catalog.entry(ix).column == entry.column);
            if beside {
                continue;
            }
            let list = columns.entry(Arc::clone(&entry.column)).or_default();
            places[ix.index()] = u32::try_from(list.len()).unwrap_or(u32::MAX);
            list.push(ix);
        }
        let numbered = numbered(shop, &columns);
        for (place, ix) in numbered.values().flat_map(|list| list.iter().enumerate()) {
            places[ix.index()] = u32::try_from(place).unwrap_or(u32::MAX);
        }
        let tags = address::tags(shop.shelf.by_tag.keys());
        let as_ref = |name: &str, url: &str| super::page::value(&Ref { name: name.to_string(), url: url.to_string() });
        let mut desk = Desk {
            theme,
            site,
            site_hash,
            column_refs: catalog
                .columns
                .iter()
                .map(|column| (Arc::clone(&column.slug), as_ref(&column.file.name, &address::column(column))))
                .collect(),
            tag_refs: tags.iter().map(|(tag, url)| (tag.clone(), as_ref(tag, url))).collect(),
            tags,
            people: address::people(&catalog.registers, shop.shelf.by_person.keys()),
            brands: super::registered::brand_addresses(shop),
            districts: super::registered::district_addresses(shop),
            registered: Registered::default(),
            pictures,
            tongues,
            columns,
            numbered,
            stamps: Stamps::new(catalog.site.origin()),
            places,
            frames: Mutex::default(),
            cards: Vec::new(),
        };
        desk.cards = super::cards::all(shop, &desk);
        desk.registered = super::registered::all(shop, &desk);
        Warned::new(Some(desk), diagnostics)
    }

    /// The entries of `column` on the site, newest first.
    #[must_use]
    pub fn column(&self, slug: &str) -> &[EntryIx] {
        self.columns.get(slug).map_or(&[], Vec::as_slice)
    }

    /// The entries of `column` in the order one reads on: by number where they have one, else
    /// newest first.
    #[must_use]
    pub fn sequence(&self, slug: &str) -> &[EntryIx] {
        self.numbered.get(slug).map_or_else(|| self.column(slug), Vec::as_slice)
    }

    /// A hasher that begins with what every page of `template` is made of.
    #[must_use]
    pub fn hasher(&self, template: &str) -> Hasher {
        let mut hasher = Hasher::default();
        hasher.hash(self.site_hash).hash(self.theme.hash(template));
        FRAME.iter().for_each(|(_, template)| {
            hasher.hash(self.theme.hash(template));
        });
        hasher
    }

    /// Header and footer of a page: `frame.top` and `frame.foot`. They see of the page only its
    /// type, column and language, and whether it is the first page of its column, so that they are
    /// rendered once for all pages that are alike in these.
    ///
    /// # Errors
    /// When a template of the frame fails.
    pub fn frame(&self, head: &PageView) -> Result<Value, Box<Diagnostic>> {
        let path = head.url.strip_prefix(self.tongues.prefix(self.tongue(head))).unwrap_or(&head.url);
        let current = self.site.nav.iter().any(|nav| nav.url == path);
        let key = FrameKey {
            sort: if head.sort == "home" { "home" } else { "" },
            column: head.column.clone(),
            url: if current { head.url.clone() } else { String::new() },
            lang: head.lang.clone(),
        };
        if let Some(ready) = self.frames.lock().ok().and_then(|frames| frames.get(&key).cloned()) {
            return Ok(ready);
        }
        let mut context = Context::new();
        context.insert_value("page", super::page::value(&key));
        self.speak(head, &mut context);
        let mut parts = tera::Map::new();
        for (name, template) in FRAME {
            parts.insert((*name).into(), Value::from(self.theme.text(template, &context)?));
        }
        let frame = Value::from(parts);
        if let Ok(mut frames) = self.frames.lock() {
            frames.insert(key, frame.clone());
        }
        Ok(frame)
    }

    /// What the page says of itself (`t`) and what surrounds it (`tree`), by its language.
    fn speak(&self, head: &PageView, context: &mut Context) {
        let lang = self.tongue(head);
        context.insert_value("t", self.tongues.words(lang));
        context.insert_value("tree", self.tongues.tree_value(lang));
    }

    /// The language a page is in.
    #[must_use]
    pub fn tongue(&self, head: &PageView) -> Lang {
        Lang::from_word(&head.lang).unwrap_or(self.tongues.own())
    }

    /// A rendered template as the bytes of a route.
    #[must_use]
    pub fn rendered(
        &self,
        template: &str,
        head: &PageView,
        mut context: Context,
        mut diagnostics: Vec<Diagnostic>,
    ) -> Rendered {
        let made = self.frame(head).and_then(|frame| {
            context.insert_value("frame", frame);
            self.speak(head, &mut context);
            self.theme.render(template, &context)
        });
        match made {
            Ok(html) => Warned::new(Some(html), diagnostics),
            Err(fault) => {
                diagnostics.push(*fault);
                Warned::new(None, diagnostics)
            }
        }
    }
}

/// The columns of bulletins and questions, each in the order of their numbers.
fn numbered(shop: &Shop, columns: &BTreeMap<Arc<str>, Vec<EntryIx>>) -> BTreeMap<Arc<str>, Vec<EntryIx>> {
    let number = |ix: &EntryIx| match &shop.catalog.entry(*ix).kind {
        Kind::Bulletin(bulletin) => bulletin.number,
        Kind::Qa(qa) => qa.number,
        _ => 0,
    };
    let by_number = |column: &&crate::catalog::Column| matches!(column.file.kind, KindName::Bulletin | KindName::Qa);
    let some = shop.catalog.columns.iter().filter(by_number).filter_map(|column| columns.get_key_value(&column.slug));
    some.map(|(slug, list)| {
        let mut list = list.clone();
        list.sort_by_key(number);
        (Arc::clone(slug), list)
    })
    .collect()
}

/// The files of `content/` an entry is made of.
#[must_use]
pub fn sources(entry: &Entry) -> Vec<String> {
    let pictures = entry.digest.pictures.iter().filter_map(|mention| crate::files::resolve(&entry.path, &mention.name));
    std::iter::once(entry.path.to_string()).chain(pictures).map(|path| format!("content/{path}")).collect()
}
