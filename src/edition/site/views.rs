//! Views: the data templates are handed. Their fields are the contract with a theme.
//!
//! Cards are made once for all lists; a page adds them to its view as `cards`, `related`, `lead`,
//! `topics`, `archive` when it is rendered, and hashes their hashes ([`super::page::Page`]).

use super::linked::Linked;
use serde::Serialize;
use std::collections::BTreeMap;

/// A moment, in every form a theme shows it.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    pub day: String,
    pub minute: String,
    pub chinese: String,
    /// Month and day, `11-20`.
    pub short: String,
    pub iso: String,
    pub year: String,
    pub has_clock: bool,
}

/// A name that leads somewhere.
#[derive(Clone, Debug, Serialize)]
pub struct Ref {
    pub name: String,
    pub url: String,
}

/// A picture; `srcset` is empty when there is nothing to choose from, `webp` when that is not lighter.
#[derive(Clone, Debug, Serialize)]
pub struct Img {
    pub src: String,
    pub width: u32,
    pub height: u32,
    pub srcset: String,
    pub webp: String,
    pub alt: String,
    pub credit: Option<String>,
    /// Cut to the proportions of the theme, by their names.
    pub cuts: BTreeMap<&'static str, CutView>,
    /// The focal point (`object-position`), where nothing was cut.
    pub at: Option<String>,
}

/// A picture cut to a proportion.
#[derive(Clone, Debug, Serialize)]
pub struct CutView {
    pub src: String,
    pub width: u32,
    pub height: u32,
    pub srcset: String,
    pub webp: String,
}

/// An entry as lists show it.
#[derive(Clone, Debug, Serialize)]
pub struct Card<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub url: &'a str,
    pub date: DateView,
    pub summary: &'a str,
    pub cover: Option<Img>,
    pub column: Ref,
    pub kind: &'static str,
    pub source: Option<&'a str>,
    /// 第12期, a document number, 第3问.
    pub label: Option<String>,
    /// 已答复, 试行.
    pub state: Option<&'static str>,
    pub lang: &'static str,
    pub tags: Vec<Ref>,
}

/// A column in the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct NavView {
    pub name: String,
    pub url: String,
    pub slug: String,
}

/// The site, the same for every page.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    pub name: String,
    pub short_name: String,
    pub base_url: String,
    pub language: String,
    pub description: String,
    pub nav: Vec<NavView>,
    pub columns: Vec<NavView>,
    /// Pages that list what is spread over the columns: tags, people, brands, districts, months.
    pub maps: Vec<Ref>,
    pub footer: FooterView,
    pub id_code: Option<String>,
    pub channels: ChannelsView,
    pub feed: String,
    /// Logical name -> address with the hash of its content.
    pub assets: BTreeMap<String, String>,
}

/// Footer records; absent ones are null.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FooterView {
    pub host: Option<String>,
    pub operator: Option<String>,
    pub support: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub postcode: Option<String>,
    pub icp: Option<String>,
    pub police: Option<String>,
    pub police_code: Option<String>,
    pub conac: Option<String>,
    pub report: Option<String>,
}

/// Other channels of the office.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChannelsView {
    pub wechat: Option<String>,
    pub app: Option<String>,
}

/// A `<meta name content>`.
#[derive(Clone, Debug, Serialize)]
pub struct Meta {
    pub name: &'static str,
    pub content: String,
}

/// Another language of the same page.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    pub lang: &'static str,
    pub url: String,
}

/// A language the site can be read in, as a page offers it.
#[derive(Clone, Debug, Serialize)]
pub struct TongueView {
    pub lang: &'static str,
    pub name: String,
    pub url: String,
    pub current: bool,
    /// The page has no counterpart; the address is that of a list.
    pub fallback: bool,
}

/// What surrounds the pages of one language: `tree` in templates, as `t` is what they say.
#[derive(Clone, Debug, Serialize)]
pub struct TreeView {
    pub lang: &'static str,
    /// The name of the site.
    pub name: String,
    pub home: String,
    pub feed: String,
    /// Address of the page of search; null when there is none.
    pub search: Option<String>,
    pub nav: Vec<NavView>,
}

/// What the head of a page says.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    #[serde(rename = "type")]
    pub sort: &'static str,
    pub title: String,
    pub url: String,
    pub canonical: String,
    pub description: String,
    pub keywords: String,
    pub lang: String,
    pub og_type: &'static str,
    pub image: Option<String>,
    pub meta: Vec<Meta>,
    pub alternates: Vec<Alternate>,
    pub tongues: Vec<TongueView>,
    /// The IIIF manifest of the scans shown.
    pub manifest: Option<String>,
    pub breadcrumb: Vec<Ref>,
    pub feed: Option<String>,
    pub column: Option<String>,
    /// What the page is in the words of schema.org; empty when it says nothing of itself.
    pub schema: &'static str,
    /// What linked data says beyond this head.
    pub linked: Linked,
    /// When it was published, as linked data says it.
    pub published: Option<String>,
    pub prev: Option<String>,
    pub next: Option<String>,
    pub noindex: bool,
}

/// A person named under a text.
#[derive(Clone, Debug, Serialize)]
pub struct AuthorView {
    pub name: String,
    pub role: Option<String>,
}

/// A row of the head table of a kind; the address is that of a page about the value.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    pub label: &'static str,
    pub value: String,
    pub url: Option<String>,
}

/// A file to be fetched: its name, what it is, how large it is.
#[derive(Clone, Debug, Serialize)]
pub struct FileView {
    pub name: String,
    pub url: String,
    pub sort: &'static str,
    pub size: String,
}

/// A step of the way of a proposal: `done`, `now` or `open`.
#[derive(Clone, Debug, Serialize)]
pub struct WayView {
    pub name: &'static str,
    pub state: &'static str,
}

/// A book of the shelf.
#[derive(Clone, Debug, Serialize)]
pub struct BookView {
    pub title: String,
    pub authors: String,
    pub publisher: Option<String>,
    pub year: Option<u32>,
    pub reason: Option<String>,
    pub url: String,
}

/// What a kind shows above its text beyond facts.
#[derive(Clone, Debug, Serialize)]
pub struct ShowsView {
    /// Of a reading list.
    pub books: Vec<BookView>,
    /// Of a proposal.
    pub way: Vec<WayView>,
}

/// A heading for a contents list.
#[derive(Clone, Debug, Serialize)]
pub struct HeadingView {
    pub level: u8,
    pub id: String,
    pub text: String,
}

/// A signature shown under a text.
#[derive(Clone, Debug, Serialize)]
pub struct SignView {
    pub stage: &'static str,
    pub by: String,
}

/// An article page. `body`, `qr` and `related` are added when it is rendered.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleView {
    pub kicker: Option<String>,
    pub title: String,
    pub subtitle: Option<String>,
    pub date: DateView,
    pub authors: Vec<AuthorView>,
    pub editor: Option<String>,
    pub source: Option<String>,
    pub zishu: u32,
    pub minutes: u32,
    pub kind: &'static str,
    pub cover: Option<Img>,
    pub facts: Vec<Fact>,
    pub headings: Vec<HeadingView>,
    pub tags: Vec<Ref>,
    pub people: Vec<Ref>,
    pub topics: Vec<Ref>,
    /// Places; those without a page of their own have an empty address.
    pub places: Vec<Ref>,
    pub files: Vec<FileView>,
    pub shows: Option<ShowsView>,
    pub prev: Option<Ref>,
    pub next: Option<Ref>,
    pub review: Vec<SignView>,
}

/// The beginning of the tree of another language; its texts come as `lists`, one for each column.
#[derive(Clone, Debug, Serialize)]
pub struct AbroadView {
    pub columns: Vec<Ref>,
}
