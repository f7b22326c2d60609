//! Directives: the things an article can hold beyond paragraphs, one file each.
//!
//! A directive owns what an editor may write in it and its three renderings. Its
//! body, if it has one, comes in already rendered: no directive parses Markdown.
//! To add one: a file, a row in `directives!` below, a role in each look, a
//! function in `print/directives.typ`, a page in `tests/suite/directive/`.

mod callout;
mod chart;
mod figure;
mod focus;
mod gallery;
mod outlet;
mod parts;
mod parties;
mod pattern;
mod people;
mod qa;
mod quote;
mod stat;
mod steps;
mod video;

use crate::markup::{Html, Look, Typst};
use crate::shape::{Node, Reader, read_shape};

pub use callout::{Callout, Tone};
pub use chart::{Chart, ChartFields, ChartType, Ink, Series};
pub use figure::Figure;
pub use focus::{Focus, Framing};
pub use gallery::{Gallery, Photo};
pub use outlet::{Metric, MetricValue, Outlet, Picture, Place};
pub use parts::{image, image_wechat};
pub use parties::{Parties, Party, PartyRole};
pub use pattern::{Pattern, PatternItem};
pub use people::{People, PeopleGroup, PersonRow};
pub use qa::Qa;
pub use quote::Quote;
pub use stat::{Stat, StatItem};
pub use steps::{Step, Steps};
pub use video::Video;

/// What a directive holds between its fences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// Markdown; the fields are `key=value` on the opening line.
    Prose,
    /// YAML: the fields themselves.
    Data,
}

/// What every directive can do.
pub trait Rendering {
    /// Semantic HTML for site and EPUB: classes, no styles.
    fn html(&self, body: Html, to: &Outlet) -> Html;

    /// WeChat HTML: `section`, `p`, `span` with inline styles from the look (`wechat.md` E1).
    fn wechat(&self, body: Html, to: &Outlet, look: &Look) -> Html;

    /// A call of a function of `print/directives.typ`.
    fn typst(&self, body: Typst, to: &Outlet) -> Typst;

    /// The text it shows itself, for counting, summaries and search; its body is not included.
    fn words(&self) -> Vec<String>;

    /// The pictures it names, as written.
    fn pictures(&self) -> Vec<&str> {
        Vec::new()
    }

    /// Those of its pictures that are cut, or have a point that a cut must keep.
    fn framings(&self) -> Vec<Framing> {
        Vec::new()
    }

    /// The ids of the register figures it shows.
    fn figures(&self) -> Vec<&str> {
        Vec::new()
    }

    /// What is wrong with its fields beyond their types, as (message, help) in Chinese.
    fn faults(&self) -> Vec<(String, String)> {
        Vec::new()
    }
}

macro_rules! directives {
    ($($variant:ident $name:literal $body:ident $about:literal;)*) => {
        /// A directive of any sort.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Directive { $($variant($variant),)* }

        impl Directive {
            /// Name, body and one line of explanation of every directive.
            pub const ALL: &'static [(&'static str, Body, &'static str)] =
                &[$(($name, Body::$body, $about),)*];

            /// Reads the directive called `name` from its fields; None after reporting what is
            /// wrong. The caller has made sure that there is such a name.
            pub fn read(name: &str, fields: &Node, reader: &mut Reader) -> Option<Directive> {
                match name {
                    $($name => read_shape(fields, reader).map(Directive::$variant),)*
                    _ => None,
                }
            }

            /// The name it is written with.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self { $(Directive::$variant(_) => $name,)* }
            }

            fn inner(&self) -> &dyn Rendering {
                match self { $(Directive::$variant(it) => it,)* }
            }
        }
    };
}

directives! {
    Figure "figure" Prose "图片及图注";
    Gallery "gallery" Data "图集";
    Steps "steps" Data "环节";
    Parties "parties" Data "五方";
    Pattern "pattern" Data "格局（1+2+6+N）";
    Stat "stat" Data "数据卡";
    Chart "chart" Data "统计图";
    Qa "qa" Prose "问答";
    Quote "quote" Prose "引语";
    People "people" Data "名单";
    Callout "callout" Prose "提示、导语、编者按";
    Video "video" Data "视频";
}

impl Directive {
    /// The body of the directive called `name`; None when there is none of that name.
    #[must_use]
    pub fn body(name: &str) -> Option<Body> {
        Directive::ALL.iter().find(|(known, _, _)| *known == name).map(|(_, body, _)| *body)
    }

    /// True when the body is a caption: writers render its paragraphs as bare lines, with a line
    /// break between two of them, and put no paragraph element around.
    #[must_use]
    pub fn is_captioned(&self) -> bool {
        matches!(self, Directive::Figure(_))
    }

    /// Tells a chart its place among the charts of its document, from 1; others need none.
    pub fn set_ordinal(&mut self, ordinal: u32) {
        if let Directive::Chart(chart) = self {
            chart.ordinal = ordinal;
        }
    }
}

impl Rendering for Directive {
    fn html(&self, body: Html, to: &Outlet) -> Html {
        self.inner().html(body, to)
    }

    fn wechat(&self, body: Html, to: &Outlet, look: &Look) -> Html {
        self.inner().wechat(body, to, look)
    }

    fn typst(&self, body: Typst, to: &Outlet) -> Typst {
        self.inner().typst(body, to)
    }

    fn words(&self) -> Vec<String> {
        self.inner().words()
    }

    fn pictures(&self) -> Vec<&str> {
        self.inner().pictures()
    }

    fn framings(&self) -> Vec<Framing> {
        self.inner().framings()
    }

    fn figures(&self) -> Vec<&str> {
        self.inner().figures()
    }

    fn faults(&self) -> Vec<(String, String)> {
        self.inner().faults()
    }
}
