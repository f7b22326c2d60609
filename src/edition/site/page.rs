//! A page: its head, its view, the cards it lists. Fingerprint and context are made of the same
//! three things, so that neither can forget what the other knows.

use super::cards::Show;
use super::desk::Desk;
use super::views::{PageView, Ref, TongueView};
use crate::catalog::EntryIx;
use crate::diag::{Diagnostic, Warned};
use crate::edition::{Rendered, Shop};
use crate::files::Hash;
use serde::Serialize;
use tera::{Context, Value};

/// A page about to be hashed or rendered.
pub struct Page<'a, V: Serialize> {
    pub template: &'static str,
    pub head: PageView,
    /// The name its view has in the template.
    pub name: &'static str,
    pub view: V,
    /// Lists of entries, by the name the template knows them under.
    pub cards: Vec<(&'static str, &'a [EntryIx], Show)>,
}

/// What a template is handed of its head. The rest of it is written for it (`page.head`).
#[derive(Serialize)]
struct Brief<'a> {
    #[serde(rename = "type")]
    sort: &'static str,
    title: &'a str,
    url: &'a str,
    description: &'a str,
    lang: &'a str,
    column: Option<&'a str>,
    tongues: &'a [TongueView],
    breadcrumb: &'a [Ref],
}

impl<V: Serialize> Page<'_, V> {
    /// The hash of everything on the page; `body` stands for what the view does not hold yet.
    #[must_use]
    pub fn fingerprint(&self, desk: &Desk, body: Hash) -> Hash {
        let mut hasher = desk.hasher(self.template);
        hasher.value(&self.head).value(&self.view).hash(body);
        for (name, entries, show) in &self.cards {
            hasher.bytes(name.as_bytes()).value(&desk.card_hashes(entries));
            if let Show::Pieces(piece) = show {
                hasher.hash(desk.theme.hash(piece.template()));
            }
        }
        hasher.finish()
    }

    /// The page as bytes.
    #[must_use]
    pub fn render(&self, shop: &Shop, desk: &Desk, diagnostics: Vec<Diagnostic>) -> Rendered {
        self.render_with(shop, desk, Vec::new(), diagnostics)
    }

    /// As [`Page::render`], with more fields of the view.
    #[must_use]
    pub fn render_with(
        &self,
        shop: &Shop,
        desk: &Desk,
        more: Vec<(&'static str, Value)>,
        mut diagnostics: Vec<Diagnostic>,
    ) -> Rendered {
        let lang = desk.tongue(&self.head);
        let cards: Result<Vec<(&'static str, Value)>, Box<Diagnostic>> =
            self.cards.iter().map(|(name, entries, show)| Ok((*name, desk.shown(shop, entries, *show, lang)?))).collect();
        let cards = match cards {
            Ok(cards) => cards,
            Err(fault) => {
                diagnostics.push(*fault);
                return Warned::new(None, diagnostics);
            }
        };
        let mut context = Context::new();
        context.insert_value("page", brief(desk, &self.head));
        context.insert_value(self.name, with(value(&self.view), cards.into_iter().chain(more)));
        desk.rendered(self.template, &self.head, context, diagnostics)
    }
}

/// What templates see of a head as `page`.
#[must_use]
pub fn brief(desk: &Desk, head: &PageView) -> Value {
    let brief = Brief {
        sort: head.sort,
        title: &head.title,
        url: &head.url,
        description: &head.description,
        lang: &head.lang,
        column: head.column.as_deref(),
        tongues: &head.tongues,
        breadcrumb: &head.breadcrumb,
    };
    with(value(&brief), std::iter::once(("head", Value::from(super::head::tags(desk, head)))))
}

/// Any data as a template value. Views hold nothing that cannot be one; should that ever change,
/// the template says that the name is missing.
#[must_use]
pub fn value(data: &impl Serialize) -> Value {
    Value::try_from_serializable(data).unwrap_or_else(|_| Value::none())
}

/// A mapping with more keys.
fn with(view: Value, more: impl Iterator<Item = (&'static str, Value)>) -> Value {
    let mut map = view.into_map().unwrap_or_default();
    map.extend(more.map(|(name, value)| (name.into(), value)));
    Value::from(map)
}
