//! Content kinds: one file per kind, its front matter and the editions it enters.
//!
//! A kind turns its front matter into blocks of the tree, so that every edition can show them. It
//! knows nothing of themes or of the addresses of other entries.

mod archive;
mod blocks;
mod bulletin;
mod case;
mod cite;
mod document;
mod front;
mod news;
mod page;
mod proposal;
mod qa;
mod query;
mod reading;
mod topic;

use crate::diag::Span;
use crate::shape::{Key, KeyDoc, Node, Reader, Shape};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

pub use archive::{Archive, Openness, Relation, Teller, Verification};
pub use blocks::Extra;
pub use bulletin::Bulletin;
pub use case::{Case, Outcome, OutcomeStep, Process, Stage};
pub use document::Document;
pub use front::{
    Author, Cover, EditionName, Front, Lang, ReviewStage, Sign, Status, WechatFront,
};
pub use news::{Happening, News};
pub use page::Page;
pub use proposal::{Progress, Proposal, Satisfaction};
pub use qa::Qa;
pub use query::Query;
pub use reading::{Book, Reading};
pub use topic::Topic;

macro_rules! kinds {
    ($($variant:ident $word:literal $chinese:literal $editions:expr;)*) => {
        $crate::choice! {
            /// The name of a kind, as `_column.yaml` writes it.
            pub enum KindName { $($variant = $word),* }
        }

        /// What the kind of an entry adds to its front matter.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum Kind { $($variant(Box<$variant>),)* }

        impl KindName {
            /// The Chinese name editors use.
            #[must_use]
            pub fn chinese(self) -> &'static str {
                match self { $(KindName::$variant => $chinese,)* }
            }

            /// The editions entries of this kind enter unless they say otherwise.
            #[must_use]
            pub fn editions(self) -> &'static [EditionName] {
                match self { $(KindName::$variant => $editions,)* }
            }

            /// The keys the kind adds to the shared ones.
            #[must_use]
            pub fn keys(self) -> &'static [KeyDoc] {
                match self { $(KindName::$variant => $variant::KEYS,)* }
            }

            /// JSON Schema of those keys, in the same order.
            #[must_use]
            pub fn properties(self) -> Vec<Json> {
                match self { $(KindName::$variant => $variant::properties(),)* }
            }

            /// Reads the keys of the kind from the front matter of an entry.
            pub fn take(self, pairs: &[(Key, Node)], at: Span, reader: &mut Reader) -> Option<Kind> {
                match self {
                    $(KindName::$variant => $variant::take(pairs, at, reader).map(|own| Kind::$variant(Box::new(own))),)*
                }
            }
        }

        impl Kind {
            #[must_use]
            pub fn name(&self) -> KindName {
                match self { $(Kind::$variant(_) => KindName::$variant,)* }
            }

            fn inner(&self) -> &dyn blocks::Shows {
                match self { $(Kind::$variant(it) => &**it,)* }
            }
        }
    };
}

const EVERYWHERE: &[EditionName] =
    &[EditionName::Site, EditionName::Wechat, EditionName::Print, EditionName::Epub];
const NOT_WECHAT: &[EditionName] = &[EditionName::Site, EditionName::Print, EditionName::Epub];

kinds! {
    News "news" "新闻报道" EVERYWHERE;
    Case "case" "协商典型案例" EVERYWHERE;
    Reading "reading" "书香政协" EVERYWHERE;
    Archive "archive" "文史资料" EVERYWHERE;
    Bulletin "bulletin" "委员直通车" EVERYWHERE;
    Proposal "proposal" "提案公开" EVERYWHERE;
    Document "document" "制度文件" NOT_WECHAT;
    Qa "qa" "读本问答" EVERYWHERE;
    Topic "topic" "专题" &[EditionName::Site];
    Page "page" "页面" NOT_WECHAT;
}

impl Kind {
    /// The blocks the kind makes of its front matter, around the body.
    #[must_use]
    pub fn extra(&self) -> Extra {
        self.inner().extra()
    }

    /// Short facts for the head of an article, as (label, value): 案号, 承办单位, 文号, …
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        self.inner().facts()
    }

    /// The facts as a table without a head; None when there are none.
    #[must_use]
    pub fn facts_block(&self) -> Option<crate::tree::Block> {
        blocks::facts_table(&self.facts())
    }

    /// What tells the entry from its neighbours in a list: 第12期, a 案号 or 文号, 第3问.
    #[must_use]
    pub fn label(&self) -> Option<String> {
        self.inner().label()
    }

    /// How it stands, in one word for lists: 已答复, 试行.
    #[must_use]
    pub fn state(&self) -> Option<&'static str> {
        self.inner().state()
    }
}
