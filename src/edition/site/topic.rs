//! Topic pages: a text, and the entries a query gathers or that name the topic.

use super::article::{body, body_hash, first_at_once, head};
use super::cards::Show;
use super::desk::{Desk, sources};
use super::listed::TopicView;
use super::outlet::outlet;
use super::page::Page;
use crate::catalog::EntryIx;
use crate::diag::Warned;
use crate::edition::{Rendered, Route, Shop};
use crate::files::Hash;
use crate::kind::{EditionName, Kind};
use std::sync::Arc;
use tera::Value;

pub struct TopicRoute {
    pub path: String,
    pub ix: EntryIx,
    pub desk: Arc<Desk>,
}

impl TopicRoute {
    /// What the query finds and what names the topic, newest first, each once.
    fn gathered(&self, shop: &Shop) -> Vec<EntryIx> {
        let entry = shop.catalog.entry(self.ix);
        let Kind::Topic(topic) = &entry.kind else { return Vec::new() };
        let found = topic.query.as_ref().map(|query| shop.shelf.find(&shop.catalog, query, EditionName::Site));
        let found = found.unwrap_or_default();
        let naming = shop.shelf.by_topic.get(&*entry.id).map_or(&[][..], Vec::as_slice);
        let all = shop.shelf.of(&shop.catalog, EditionName::Site);
        let all = all.filter(|ix| self.desk.tongues.gathers(*ix));
        all.filter(|ix| *ix != self.ix && (found.contains(ix) || naming.contains(ix))).collect()
    }

    fn page<'a>(&self, shop: &Shop, gathered: &'a [EntryIx]) -> Page<'a, TopicView> {
        let entry = shop.catalog.entry(self.ix);
        let (lead, closes_on) = match &entry.kind {
            Kind::Topic(topic) => (topic.lead.clone(), topic.closes_on),
            _ => (None, None),
        };
        let view = TopicView {
            title: entry.front.title.clone(),
            lead,
            body: String::new(),
            cover: super::pictures::cover(&self.desk, entry),
            closes_on: closes_on.map(|date| date.chinese()),
            closed: closes_on.is_some_and(|date| date.iso() < shop.as_of.day()),
        };
        let mut head = head(shop, &self.desk, self.ix);
        head.sort = "topic";
        Page { template: "topic.html", head, name: "topic", view, cards: vec![("cards", gathered, Show::Cards)] }
    }
}

impl Route for TopicRoute {
    fn path(&self) -> &str {
        &self.path
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        let gathered = self.gathered(shop);
        let page = self.page(shop, &gathered);
        let entry = shop.catalog.entry(self.ix);
        page.fingerprint(&self.desk, body_hash(entry, &outlet(shop, &self.desk, entry)))
    }

    fn render(&self, shop: &Shop) -> Rendered {
        let gathered = self.gathered(shop);
        let page = self.page(shop, &gathered);
        let entry = shop.catalog.entry(self.ix);
        let Warned { value: body, diagnostics } = body(shop, entry, &outlet(shop, &self.desk, entry));
        let body = if page.view.cover.is_some() { body } else { first_at_once(body) };
        page.render_with(shop, &self.desk, vec![("body", Value::from(body))], diagnostics)
    }

    fn sources(&self, shop: &Shop) -> Vec<String> {
        let mut all = sources(shop.catalog.entry(self.ix));
        all.push(self.desk.theme.path("topic.html"));
        all.extend(self.gathered(shop).iter().map(|ix| format!("content/{}", shop.catalog.entry(*ix).path)));
        all
    }
}
