//! A route of plain text made by a function: feeds, sitemaps, the data of the application, manifests.

use crate::catalog::EntryIx;
use crate::diag::Warned;
use crate::edition::{Rendered, Route, Shop};
use crate::files::Hash;

type Make<T> = Box<dyn Fn(&Shop) -> T + Send + Sync>;

/// A text at an address.
pub struct TextRoute {
    path: String,
    make: Make<Rendered>,
    /// Tells without making it whether the text has moved; None: it is made and compared.
    key: Option<Make<Hash>>,
    entries: Vec<EntryIx>,
}

impl TextRoute {
    /// The text `make` makes, at the address `url`; the entries are what it is made of.
    #[must_use]
    pub fn new(url: &str, entries: Vec<EntryIx>, make: impl Fn(&Shop) -> String + Send + Sync + 'static) -> Box<dyn Route> {
        let make: Make<Rendered> = Box::new(move |shop| Warned::clean(Some(make(shop).into_bytes())));
        Box::new(TextRoute { path: super::address::file(url), make, key: None, entries })
    }

    /// As [`TextRoute::new`], for what is dear to make: `key` is a hash of all it is made of.
    #[must_use]
    pub fn keyed(
        url: &str,
        entries: Vec<EntryIx>,
        key: impl Fn(&Shop) -> Hash + Send + Sync + 'static,
        make: impl Fn(&Shop) -> Warned<String> + Send + Sync + 'static,
    ) -> Box<dyn Route> {
        let make: Make<Rendered> = Box::new(move |shop| make(shop).map(|text| Some(text.into_bytes())));
        Box::new(TextRoute { path: super::address::file(url), make, key: Some(Box::new(key)), entries })
    }
}

impl Route for TextRoute {
    fn path(&self) -> &str {
        &self.path
    }

    fn fingerprint(&self, shop: &Shop) -> Hash {
        match &self.key {
            Some(key) => key(shop),
            None => Hash::of((self.make)(shop).value.as_deref().unwrap_or_default()),
        }
    }

    fn render(&self, shop: &Shop) -> Rendered {
        (self.make)(shop)
    }

    fn made(&self, shop: &Shop) -> (Hash, Rendered) {
        let made = (self.make)(shop);
        let fingerprint = match &self.key {
            Some(key) => key(shop),
            None => Hash::of(made.value.as_deref().unwrap_or_default()),
        };
        (fingerprint, made)
    }

    fn sources(&self, shop: &Shop) -> Vec<String> {
        let entries = self.entries.iter().map(|ix| format!("content/{}", shop.catalog.entry(*ix).path));
        std::iter::once("content/site.yaml".to_string()).chain(entries).collect()
    }
}
