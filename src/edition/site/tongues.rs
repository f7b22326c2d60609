//! The languages of the site. Each has a tree of addresses: that of the site's own language begins
//! at `/`, the others at `/ko/`, `/zh-hant/`. A Korean text is written by people and stands in the
//! tree of its language under the column of its original; the Traditional tree is the whole site
//! retold by a machine (`twin`), but for texts that people have written in Traditional characters.
//!
//! Every page says which others are the same in another language (`hreflang`), and offers a way into
//! each language even where a page has no counterpart: to the column, or the beginning of the tree.

use super::address;
use super::desk::Desk;
use super::views::{Alternate, NavView, PageView, Ref, TongueView, TreeView};
use crate::catalog::{Column, Entry, EntryIx, Site};
use crate::edition::Shop;
use crate::files::Hash;
use crate::kind::{EditionName, Lang};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tera::Value;

/// The languages, and which texts stand in which.
pub struct Tongues {
    /// That of the site first, then the others of `site.yaml`.
    pub all: Vec<Lang>,
    /// The Traditional tree is retold by a machine.
    pub machine: bool,
    /// What the pages say, by language; what a language lacks is said in Simplified Chinese.
    words: BTreeMap<Lang, BTreeMap<String, String>>,
    values: BTreeMap<Lang, Value>,
    trees: BTreeMap<Lang, (TreeView, Value)>,
    prefixes: BTreeMap<Lang, &'static str>,
    /// Texts of other languages by language and column, newest first.
    abroad: BTreeMap<(Lang, Arc<str>), Vec<EntryIx>>,
    /// Translations whose original the site shows: lists beyond their column name the original only.
    doubled: BTreeSet<EntryIx>,
    /// Originals that have a version in a language.
    told: BTreeSet<(Lang, EntryIx)>,
}

static NO_TREE: TreeView =
    TreeView { lang: "", name: String::new(), home: String::new(), feed: String::new(), nav: Vec::new() };

impl Tongues {
    #[must_use]
    pub fn of(shop: &Shop) -> Tongues {
        let site = &shop.catalog.site;
        let own = site.lang();
        let mut all = vec![own];
        site.languages.iter().filter(|lang| **lang != own).for_each(|lang| {
            if !all.contains(lang) {
                all.push(*lang);
            }
        });
        let machine = own == Lang::ZhHans && all.contains(&Lang::ZhHant);
        let mut tongues = Tongues {
            machine,
            values: BTreeMap::new(),
            words: words(shop, &all),
            trees: BTreeMap::new(),
            prefixes: Lang::ALL.iter().map(|lang| (*lang, site.tree(*lang))).collect(),
            abroad: BTreeMap::new(),
            doubled: BTreeSet::new(),
            told: BTreeSet::new(),
            all,
        };
        for ix in shop.shelf.of(&shop.catalog, EditionName::Site) {
            tongues.add(shop, ix, own);
        }
        tongues.values = tongues.words.iter().map(|(lang, words)| (*lang, super::page::value(words))).collect();
        tongues.trees = tongues
            .all
            .iter()
            .map(|lang| {
                let view = tongues.tree_view(shop, *lang);
                let value = super::page::value(&view);
                (*lang, (view, value))
            })
            .collect();
        tongues
    }

    fn add(&mut self, shop: &Shop, ix: EntryIx, own: Lang) {
        let entry = shop.catalog.entry(ix);
        if entry.lang() == own {
            return;
        }
        let original = original(shop, entry);
        if let Some(original) = original {
            self.doubled.insert(ix);
            self.told.insert((entry.lang(), original));
        }
        let column = original.map_or(&entry.column, |original| &shop.catalog.entry(original).column);
        self.abroad.entry((entry.lang(), Arc::clone(column))).or_default().push(ix);
    }

    /// The texts in `lang`, which is not that of the site, under a column, newest first.
    #[must_use]
    pub fn column(&self, lang: Lang, slug: &str) -> &[EntryIx] {
        self.abroad.get(&(lang, Arc::from(slug))).map_or(&[], Vec::as_slice)
    }

    /// Whether lists of the site's own language that gather from everywhere name this text.
    #[must_use]
    pub fn gathers(&self, ix: EntryIx) -> bool {
        !self.doubled.contains(&ix)
    }

    /// Whether an original has a version in `lang`.
    #[must_use]
    pub fn told(&self, lang: Lang, original: EntryIx) -> bool {
        self.told.contains(&(lang, original))
    }

    /// What pages in `lang` say.
    #[must_use]
    pub fn words(&self, lang: Lang) -> Value {
        self.values.get(&lang).or_else(|| self.values.get(&self.own())).cloned().unwrap_or_else(Value::none)
    }

    /// What surrounds pages in `lang`; a language without a tree has the surroundings of the site.
    #[must_use]
    pub fn tree(&self, lang: Lang) -> &TreeView {
        match self.trees.get(&lang).or_else(|| self.trees.get(&self.own())) {
            Some((view, _)) => view,
            None => &NO_TREE,
        }
    }

    /// As [`Tongues::tree`], for templates.
    #[must_use]
    pub fn tree_value(&self, lang: Lang) -> Value {
        let tree = self.trees.get(&lang).or_else(|| self.trees.get(&self.own()));
        tree.map_or_else(Value::none, |(_, value)| value.clone())
    }

    /// One of the words in `lang`.
    #[must_use]
    pub fn word(&self, lang: Lang, key: &str) -> &str {
        let words = self.words.get(&lang).or_else(|| self.words.get(&self.own()));
        words.and_then(|words| words.get(key)).map_or("", String::as_str)
    }

    /// What the addresses of texts in `lang` begin with.
    #[must_use]
    pub fn prefix(&self, lang: Lang) -> &'static str {
        self.prefixes.get(&lang).copied().unwrap_or("")
    }

    /// The language of the site.
    #[must_use]
    pub fn own(&self) -> Lang {
        self.all.first().copied().unwrap_or(Lang::ZhHans)
    }

    /// The keys of everything pages say.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.words.get(&self.own()).into_iter().flatten().map(|(key, _)| key.as_str())
    }

    /// A hash of what pages say and of what surrounds them.
    #[must_use]
    pub fn hash(&self) -> Hash {
        let trees: Vec<&TreeView> = self.trees.values().map(|(view, _)| view).collect();
        Hash::of_value(&(&self.words, trees))
    }

    /// The languages people write in that have a tree of their own.
    pub fn written(&self) -> impl Iterator<Item = Lang> + '_ {
        self.all.iter().copied().skip(1).filter(|lang| !(self.machine && *lang == Lang::ZhHant))
    }

    fn tree_view(&self, shop: &Shop, lang: Lang) -> TreeView {
        let site = &shop.catalog.site;
        let home = format!("{}/", site.tree(lang));
        let own = self.all.first() == Some(&lang);
        let shown = |column: &&Column| {
            column.in_nav() && (own || self.abroad.contains_key(&(lang, Arc::clone(&column.slug))))
        };
        let nav = shop.catalog.columns.iter().filter(shown).map(|column| NavView {
            name: column_name(column, lang).to_string(),
            url: column_url(site, column, lang),
            slug: column.slug.to_string(),
        });
        TreeView {
            lang: lang.word(),
            name: site.names.get(lang.word()).unwrap_or(&site.name).clone(),
            feed: format!("{home}feed.xml"),
            nav: nav.collect(),
            home,
        }
    }
}

/// The text itself and its versions in other languages, those of the site; with their languages.
#[must_use]
pub fn versions(shop: &Shop, ix: EntryIx) -> Vec<(Lang, EntryIx)> {
    let catalog = &shop.catalog;
    let entry = catalog.entry(ix);
    let own = (entry.lang(), ix);
    let original = match &entry.front.translation_of {
        Some(id) => catalog.find(id).map(|ix| (&**id, ix)),
        None => Some((&*entry.id, ix)),
    };
    let Some((id, original)) = original else { return vec![own] };
    let translations = shop.shelf.translations.get(id).into_iter().flatten().copied();
    let mut all = vec![own];
    for other in std::iter::once(original).chain(translations) {
        let lang = catalog.entry(other).lang();
        let known = all.iter().any(|(known, _)| *known == lang);
        if !known && shop.shelf.shows(catalog, other, EditionName::Site) {
            all.push((lang, other));
        }
    }
    all
}

/// The column a text stands under: that of its original, for a translation.
#[must_use]
pub fn column_of<'a>(shop: &'a Shop, entry: &'a Entry) -> &'a Arc<str> {
    original(shop, entry).map_or(&entry.column, |original| &shop.catalog.entry(original).column)
}

/// The column a text stands under, in its language where that has a list of it.
#[must_use]
pub fn column(shop: &Shop, desk: &Desk, entry: &Entry) -> Ref {
    let (lang, slug) = (entry.lang(), column_of(shop, entry));
    let column = shop.catalog.column(slug).filter(|_| desk.tongues.all.contains(&lang) && !desk.tongues.column(lang, slug).is_empty());
    match column {
        Some(column) => Ref { name: column_name(column, lang).to_string(), url: column_url(&shop.catalog.site, column, lang) },
        None => super::cards::column(shop, entry),
    }
}

/// The original of a translation, when the site shows it.
#[must_use]
pub fn original(shop: &Shop, entry: &Entry) -> Option<EntryIx> {
    let ix = shop.catalog.find(entry.front.translation_of.as_deref()?)?;
    let shown = shop.shelf.shows(&shop.catalog, ix, EditionName::Site);
    (shown && shop.catalog.entry(ix).lang() == shop.catalog.site.lang()).then_some(ix)
}

/// The name of a column in a language; its Chinese name where it has no other.
#[must_use]
pub fn column_name(column: &Column, lang: Lang) -> &str {
    column.file.names.get(lang.word()).unwrap_or(&column.file.name)
}

/// The address of a column in a language.
#[must_use]
pub fn column_url(site: &Site, column: &Column, lang: Lang) -> String {
    format!("{}{}", site.tree(lang), address::column(column))
}

/// Tells a page of its counterparts: (language, address) of each that people have written, itself
/// among them; `column` is where a reader of another language is sent who finds none.
pub fn dress(desk: &Desk, head: &mut PageView, versions: &[(Lang, String)], column: Option<&str>) {
    let (base, tongues) = (&desk.site.base_url, &desk.tongues);
    if tongues.all.len() == 1 && versions.len() < 2 {
        return;
    }
    let own = tongues.own();
    let at = |lang: Lang| versions.iter().find(|(other, _)| *other == lang).map(|(_, url)| url.clone());
    let twin = |lang: Lang| {
        let base = at(own).filter(|_| tongues.machine && lang == Lang::ZhHant)?;
        Some(format!("{}{base}", tongues.prefix(lang)))
    };
    let mut alternates: Vec<(Lang, String)> = versions.iter().filter(|(lang, _)| !tongues.all.contains(lang)).cloned().collect();
    let mut offered = Vec::new();
    for &lang in &tongues.all {
        let found = at(lang).or_else(|| twin(lang));
        let fallback = found.is_none();
        let url = found.unwrap_or_else(|| beginning(tongues, lang, column));
        if !fallback {
            alternates.push((lang, url.clone()));
        }
        let name = tongues.word(lang, "tongue").to_string();
        offered.push(TongueView { lang: lang.word(), name, url, current: lang.word() == head.lang, fallback });
    }
    head.tongues = if offered.len() > 1 { offered } else { Vec::new() };
    alternates.sort();
    let absolute = |(lang, url): &(Lang, String)| Alternate { lang: lang.word(), url: format!("{base}{url}") };
    head.alternates = if alternates.len() > 1 { alternates.iter().map(absolute).collect() } else { Vec::new() };
    if let Some(url) = at(own).filter(|_| !head.alternates.is_empty()) {
        head.alternates.push(Alternate { lang: "x-default", url: format!("{base}{url}") });
    }
}

/// As [`dress`], of the page of an entry.
pub fn dress_entry(shop: &Shop, desk: &Desk, head: &mut PageView, ix: EntryIx) {
    let versions = versions(shop, ix);
    if desk.tongues.all.len() > 1 || versions.len() > 1 {
        let page = |(lang, ix)| (lang, shop.catalog.entry(ix).address.clone());
        let versions: Vec<(Lang, String)> = versions.into_iter().map(page).collect();
        dress(desk, head, &versions, Some(column_of(shop, shop.catalog.entry(ix))));
    }
}

/// Where a reader of `lang` begins who finds no counterpart of a page.
fn beginning(tongues: &Tongues, lang: Lang, column: Option<&str>) -> String {
    let tree = tongues.prefix(lang);
    let has = |slug: &&str| tongues.own() == lang || !tongues.column(lang, slug).is_empty();
    match column.filter(has) {
        Some(slug) => format!("{tree}/{slug}/"),
        None => format!("{tree}/"),
    }
}

/// The words of the theme in every language of the site, those of Simplified Chinese beneath them.
fn words(shop: &Shop, all: &[Lang]) -> BTreeMap<Lang, BTreeMap<String, String>> {
    let empty = BTreeMap::new();
    let said = shop.looks.words.get(shop.catalog.site.theme()).unwrap_or(&empty);
    let of = |lang: Lang| said.get(lang.word()).into_iter().flatten();
    let merged = |lang: Lang| of(Lang::ZhHans).chain(of(lang)).map(|(key, word)| (key.clone(), word.clone())).collect();
    all.iter().map(|lang| (*lang, merged(*lang))).collect()
}
