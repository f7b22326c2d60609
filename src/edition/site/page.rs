//! A page: its head, its view, the cards it lists. Fingerprint and context are made of the same
//! three things, so that neither can forget what the other knows.

use super::desk::Desk;
use super::linked::linked;
use super::views::PageView;
use crate::catalog::EntryIx;
use crate::diag::Diagnostic;
use crate::edition::Rendered;
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
    pub cards: Vec<(&'static str, &'a [EntryIx])>,
}

impl<V: Serialize> Page<'_, V> {
    /// The hash of everything on the page; `body` stands for what the view does not hold yet.
    #[must_use]
    pub fn fingerprint(&self, desk: &Desk, body: Hash) -> Hash {
        let mut hasher = desk.hasher(self.template);
        hasher.value(&self.head).value(&self.view).hash(body);
        for (name, entries) in &self.cards {
            hasher.bytes(name.as_bytes()).value(&desk.card_hashes(entries));
        }
        hasher.finish()
    }

    /// The page as bytes.
    #[must_use]
    pub fn render(&self, desk: &Desk, diagnostics: Vec<Diagnostic>) -> Rendered {
        self.render_with(desk, Vec::new(), diagnostics)
    }

    /// As [`Page::render`], with more fields of the view.
    #[must_use]
    pub fn render_with(&self, desk: &Desk, more: Vec<(&'static str, Value)>, diagnostics: Vec<Diagnostic>) -> Rendered {
        let mut view = value(&self.view);
        let cards = self.cards.iter().map(|(name, entries)| (*name, desk.card_values(entries)));
        view = with(view, cards.chain(more));
        let mut context = Context::new();
        let linked = ("json_ld", Value::from(linked(&desk.site, &self.head)));
        context.insert_value("page", with(value(&self.head), std::iter::once(linked)));
        context.insert_value(self.name, view);
        desk.rendered(self.template, &self.head, context, diagnostics)
    }
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
