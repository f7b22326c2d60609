//! The shortest build: nothing has changed since the last one, neither what is read nor what was
//! written, and no text has come to its hour. Found out by sizes and times alone.

use super::super::clock;
use super::{Arguments, Listed, Summary};
use crate::catalog::Shelf;
use crate::disk::{self, FolderStore, State};
use crate::edition::{Edition, Shop};
use crate::files::Hash;
use crate::press::{Manifest, Store};
use crate::shape::Time;
use serde::{Deserialize, Serialize};

/// What the last build of these editions was made from.
#[derive(Serialize, Deserialize)]
struct Last {
    engine: Hash,
    /// The arguments that decide what is written.
    asked: Hash,
    /// Paths, sizes and times of everything read.
    read: Hash,
    zone: String,
    /// The build holds from this moment until before that one.
    from: Time,
    until: Time,
    summary: Summary,
}

/// What was there when a build began.
pub struct Before {
    read: Option<Hash>,
    asked: Hash,
}

impl Before {
    #[must_use]
    pub fn look(listed: &Listed, arguments: &Arguments) -> Before {
        Before { read: listed.hash(), asked: arguments.asked() }
    }

    /// What the last build said, when it still holds.
    #[must_use]
    pub fn unchanged(
        &self,
        state: &State,
        as_of: Option<Time>,
        editions: &[&'static Edition],
        stores: &[FolderStore],
    ) -> Option<Summary> {
        let last: Last = postcard::from_bytes(&state.get("last")).ok()?;
        let engine = disk::engine();
        let moment = as_of.or_else(|| clock::now(&last.zone).ok())?;
        let holds = last.engine == engine && last.asked == self.asked && Some(last.read) == self.read;
        if !holds || moment < last.from || moment >= last.until {
            return None;
        }
        let manifest = Manifest::from_bytes(&state.get("manifest"), engine);
        let in_place = |(edition, store): (&&'static Edition, &FolderStore)| {
            let present = store.list();
            manifest.editions.get(&edition.name).is_some_and(|rows| {
                rows.iter().all(|(path, row)| present.get(path) == Some(&row.stamp))
            })
        };
        editions.iter().zip(stores).all(in_place).then_some(last.summary)
    }

    /// Remembers that a build of `shop` was made from what was there before it.
    pub fn keep(&self, state: &State, shop: &Shop, summary: Summary) {
        let Some(read) = self.read else { return state.keep("last", &[]) };
        let last = Last {
            engine: disk::engine(),
            asked: self.asked,
            read,
            zone: shop.catalog.site.timezone().to_string(),
            from: shop.as_of,
            until: Shelf::next_change(&shop.catalog, shop.as_of).min(midnight(shop.as_of)),
            summary,
        };
        state.keep("last", &postcard::to_stdvec(&last).unwrap_or_default());
    }
}

/// The end of the day: some pages and checks count days.
fn midnight(moment: Time) -> Time {
    Time { hour: 23, minute: 59, ..moment }
}
