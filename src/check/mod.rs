//! Checks: what is wrong with a catalog beyond its form. One file per check, named after the fault.
//!
//! The head of a check's file is its manual page, in Chinese because editors read it, under fixed
//! headings (查什么, 为什么, 误, 正); `kanxing explain CODE` prints it.

pub mod absent_link;
pub mod duplicate_title;
pub mod empty_column;
pub mod freshness;
pub mod gov47_column;
pub mod gov47_site;
pub mod gov47_source;
mod place;
pub mod stale_column;
pub mod stale_home;
pub mod term_rule;
pub mod unregistered_source;

use crate::catalog::Catalog;
use crate::diag::{Diagnostic, settle};
use crate::shape::Time;
use rayon::prelude::*;

use place::at_key;

/// A check.
pub struct Check {
    pub code: &'static str,
    /// Adds what it finds in a catalog seen at a moment.
    pub run: fn(&Catalog, Time, &mut Vec<Diagnostic>),
    /// The source of its file, whose head is its manual page.
    manual: &'static str,
}

macro_rules! checks {
    ($($module:ident $code:literal;)*) => {
        /// All checks.
        pub static CHECKS: &[Check] = &[$(Check {
            code: $code,
            run: $module::run,
            manual: include_str!(concat!(stringify!($module), ".rs")),
        },)*];
    };
}

checks! {
    absent_link "absent-link";
    duplicate_title "duplicate-title";
    empty_column "empty-column";
    gov47_column "gov47-column";
    gov47_site "gov47-site";
    gov47_source "gov47-source";
    stale_column "stale-column";
    stale_home "stale-home";
    term_rule "term-rule";
    unregistered_source "unregistered-source";
}

/// Everything the checks find, in the order it is shown.
#[must_use]
pub fn all(catalog: &Catalog, as_of: Time) -> Vec<Diagnostic> {
    let of = |check: &Check| {
        let mut found = Vec::new();
        (check.run)(catalog, as_of, &mut found);
        found
    };
    let mut found: Vec<Diagnostic> = CHECKS.par_iter().with_max_len(1).flat_map_iter(of).collect();
    settle(&mut found);
    found
}

/// The check that reports `code`.
#[must_use]
pub fn find(code: &str) -> Option<&'static Check> {
    CHECKS.iter().find(|check| check.code == code)
}

impl Check {
    /// The first line of its head.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.head().next().unwrap_or_default().trim_end_matches('。')
    }

    /// The rest of its head.
    #[must_use]
    pub fn page(&self) -> String {
        self.head().skip(1).collect::<Vec<_>>().join("\n").trim().to_string()
    }

    fn head(&self) -> impl Iterator<Item = &'static str> {
        let lines = self.manual.lines().map_while(|line| line.strip_prefix("//!"));
        lines.map(|line| line.strip_prefix(' ').unwrap_or(line))
    }
}
