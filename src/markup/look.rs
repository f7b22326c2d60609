//! A WeChat look: role -> inline style. The editor keeps nothing but inline styles, so a look is
//! data (`themes/<theme>/wechat/<look>.yaml`) and the only place where WeChat colours live.

use crate::files::Files;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The name of a thing a look gives a style to, such as `heading2` or `callout-title`.
pub type Role = &'static str;

/// A named set of styles and the colours charts are drawn in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    pub name: String,
    /// One line for the editor who chooses.
    pub about: String,
    /// The font family of charts and title covers, one of `print/fonts/`.
    pub font: String,
    /// What `wechat/cover.svg` asks for by name: colours and measures of the title cover.
    pub cover: BTreeMap<String, String>,
    /// Role to the text of its `style` attribute, without surrounding quotes.
    pub roles: BTreeMap<String, String>,
    /// Colours of chart series, `#rrggbb`, in order.
    pub chart: Vec<String>,
}

impl Look {
    /// The style of `role`; empty when the look leaves it to what it inherits.
    #[must_use]
    pub fn style(&self, role: Role) -> &str {
        self.roles.get(role).map_or("", String::as_str)
    }
}

/// Everything that decides appearance: the files below `themes/` and `print/` (built-in ones
/// shadowed by the project's own), and the WeChat looks read from them.
#[derive(Clone, Debug, Default)]
pub struct Looks {
    /// Paths begin with `themes/` or `print/`.
    pub files: Files,
    /// By name: 庄重红, 书香青, 素白.
    pub wechat: BTreeMap<String, Look>,
}
