//! What is shown at a moment: a shop, its faults, and the routes of each edition once they are asked for.

use crate::diag::{At, Diagnostic, Place, Severity, Warned, settle};
use crate::edition::{EDITIONS, Route, Shop};
use crate::kind::EditionName;
use crate::load;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Routes of an edition, by path.
#[derive(Default)]
pub struct Routes {
    pub list: Vec<Box<dyn Route>>,
    by_path: BTreeMap<String, usize>,
    pub diagnostics: Vec<Diagnostic>,
}

/// A shop and its faults; made anew at every change.
pub struct Snapshot {
    /// Grows by one with every change.
    pub generation: u64,
    /// The last shop without errors, or the first one whatever it was.
    good: Arc<Good>,
    /// Faults of the newest state of the project, which may be worse than what is shown.
    pub faults: Vec<Fault>,
    /// The newest state has errors and an older one is shown.
    pub behind: bool,
}

struct Good {
    shop: Shop,
    routes: [OnceLock<Routes>; EDITIONS.len()],
}

/// A diagnostic with its place, worked out while its file was at hand.
pub struct Fault {
    pub diagnostic: Diagnostic,
    pub place: Place,
}

impl Snapshot {
    /// The snapshot a desk begins with.
    #[must_use]
    pub fn first(opened: Warned<Shop>) -> Snapshot {
        let faults = locate(&opened.value, opened.diagnostics);
        Snapshot { generation: 1, good: Arc::new(Good::new(opened.value)), faults, behind: false }
    }

    /// The snapshot after a change.
    #[must_use]
    pub fn next(&self, opened: Warned<Shop>) -> Snapshot {
        let behind = opened.diagnostics.iter().any(Diagnostic::is_error);
        let faults = locate(&opened.value, opened.diagnostics);
        let good = if behind { Arc::clone(&self.good) } else { Arc::new(Good::new(opened.value)) };
        Snapshot { generation: self.generation + 1, good, faults, behind }
    }

    /// The snapshot after a change that could not even be read.
    #[must_use]
    pub fn unreadable(&self, why: &str) -> Snapshot {
        let diagnostic = Diagnostic::error("unreadable", At::top("site.yaml"), why);
        let place = Place::of("", diagnostic.at.span);
        Snapshot {
            generation: self.generation + 1,
            good: Arc::clone(&self.good),
            faults: vec![Fault { diagnostic, place }],
            behind: true,
        }
    }

    #[must_use]
    pub fn shop(&self) -> &Shop {
        &self.good.shop
    }

    /// The routes of an edition, listed when first asked for.
    #[must_use]
    pub fn routes(&self, edition: EditionName) -> Option<&Routes> {
        let index = EDITIONS.iter().position(|known| known.name == edition)?;
        let (cell, edition) = (self.good.routes.get(index)?, EDITIONS.get(index)?);
        Some(cell.get_or_init(|| Routes::new((edition.routes)(&self.good.shop))))
    }

    /// How many faults of a weight there are.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.faults.iter().filter(|fault| fault.diagnostic.severity == severity).count()
    }
}

impl Good {
    fn new(shop: Shop) -> Good {
        Good { shop, routes: std::array::from_fn(|_| OnceLock::new()) }
    }
}

impl Routes {
    fn new(routes: Warned<Vec<Box<dyn Route>>>) -> Routes {
        let by_path = routes.value.iter().enumerate().map(|(index, route)| (route.path().to_string(), index));
        Routes { by_path: by_path.collect(), list: routes.value, diagnostics: routes.diagnostics }
    }

    /// The route at `path`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&dyn Route> {
        self.by_path.get(path).and_then(|index| self.list.get(*index)).map(|route| &**route)
    }

    /// The page of the entry called `id`: the route whose name, or folder of an index page, it is.
    #[must_use]
    pub fn page_of(&self, id: &str) -> Option<&str> {
        let named = |path: &&str| {
            let page = path.strip_suffix("/index.html").or_else(|| path.strip_suffix(".html"));
            page.is_some_and(|page| page.rsplit('/').next() == Some(id))
        };
        self.by_path.keys().map(String::as_str).find(named)
    }

    /// The page in the folder called `id`, where an edition gives every entry a folder: the last by
    /// name, which is `paste.html` beside `article.html`.
    #[must_use]
    pub fn page_in(&self, id: &str) -> Option<&str> {
        let inside = |path: &&str| path.strip_prefix(id).is_some_and(|rest| rest.starts_with('/'));
        self.by_path.keys().map(String::as_str).filter(inside).rfind(|path| path.ends_with(".html"))
    }
}

/// Adds places. Faults are settled first, so that every list shows them in one order.
#[must_use]
pub fn locate(shop: &Shop, mut diagnostics: Vec<Diagnostic>) -> Vec<Fault> {
    settle(&mut diagnostics);
    let place = |diagnostic: &Diagnostic| {
        let file = &diagnostic.at.file;
        let bytes = shop.catalog.files.bytes(file).or_else(|_| shop.looks.files.bytes(file));
        let text = bytes.ok().and_then(|bytes| load::decode(file, &bytes).value).unwrap_or_default();
        Place::of(&text, diagnostic.at.span)
    };
    diagnostics.into_iter().map(|diagnostic| Fault { place: place(&diagnostic), diagnostic }).collect()
}
