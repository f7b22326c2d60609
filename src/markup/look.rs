//! A WeChat look: role -> inline style. The editor keeps nothing but inline styles, so a look is
//! data (`themes/<theme>/wechat/<look>.yaml`) and the only place where WeChat colours live.

use crate::files::Files;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The name of a thing a look gives a style to, such as `heading2` or `callout-title`.
pub type Role = &'static str;

/// Every role a look may style, with what it is for. A look that leaves one out gets a warning.
pub const ROLES: &[(&str, &str)] = &[
    ("body", "the section around everything, within a bare one whose style the editor would drop"),
    ("p", "a paragraph"),
    ("heading2", "a heading of level 1 or 2"),
    ("heading3", "a heading of level 3"),
    ("heading4", "a heading of level 4 to 6"),
    ("strong", "strong words in a line"),
    ("em", "emphasised words in a line"),
    ("strike", "struck-out words in a line"),
    ("link", "a link that works in WeChat"),
    ("quote", "a block quotation"),
    ("quote-p", "a paragraph of a quotation or of words set apart"),
    ("quote-by", "who said the quoted words, and where"),
    ("facts", "the head table of a kind, a line for each fact"),
    ("list", "a list with bullets: its hanging indent"),
    ("list-number", "a list numbered 1."),
    ("list-sub", "a list numbered （1）"),
    ("list-rest", "what follows the first paragraph of an item; undoes the hanging indent"),
    ("item", "an item of a list, with its literal marker"),
    ("table-scroll", "the box a wide table scrolls in"),
    ("table", "a table"),
    ("head-row", "the row of head cells"),
    ("th", "a head cell"),
    ("td", "a cell"),
    ("td-num", "a cell of numbers"),
    ("td-center", "a cell of a column set in the middle"),
    ("row-card", "a row of a table too wide for a telephone, as lines"),
    ("code-block", "lines of code"),
    ("code", "code in a line"),
    ("figure", "a picture with its caption"),
    ("img", "a picture"),
    ("caption", "the words below a picture or a chart"),
    ("credit", "who took the picture, after the caption"),
    ("note-ref", "the number of a note in the text"),
    ("notes", "the notes at the end"),
    ("notes-title", "the heading of the notes"),
    ("note", "one note"),
    ("rule", "a line between parts"),
    ("gallery", "several pictures"),
    ("gallery-title", "the heading of a gallery"),
    ("steps", "steps in order"),
    ("steps-title", "the heading of the steps"),
    ("steps-group", "the name of a group of steps"),
    ("steps-item", "one step"),
    ("steps-number", "the number of a step"),
    ("steps-name", "the name of a step"),
    ("steps-text", "what was done in a step"),
    ("parties", "the five parties"),
    ("parties-item", "one party"),
    ("parties-role", "the role of a party"),
    ("parties-name", "the name of a party"),
    ("parties-did", "what a party did"),
    ("pattern", "a formula and its parts"),
    ("pattern-title", "the heading of a pattern"),
    ("pattern-formula", "the formula itself"),
    ("pattern-item", "one part of the formula"),
    ("pattern-mark", "the number or letter of a part"),
    ("pattern-name", "the name of a part"),
    ("pattern-text", "what a part means"),
    ("stat", "figures shown large"),
    ("stat-title", "the heading of the figures"),
    ("stat-item", "one figure"),
    ("stat-value", "its number"),
    ("stat-unit", "the unit after the number"),
    ("stat-label", "what is counted"),
    ("stat-note", "a remark below a figure"),
    ("chart", "a chart"),
    ("chart-title", "the heading of a chart"),
    ("qa", "a question and its answer"),
    ("qa-question", "the question"),
    ("qa-answer", "the answer"),
    ("people", "names in groups"),
    ("people-title", "the heading of a list of names"),
    ("people-group", "the name of a group"),
    ("people-names", "the names of a group"),
    ("people-role", "the role after a name"),
    ("callout", "words set apart"),
    ("callout-title", "their heading"),
    ("video", "a film"),
    ("video-title", "its title and length"),
    ("video-text", "where it can be seen"),
    ("order", "the card that lists the parts of a text in several articles"),
    ("order-title", "its heading"),
    ("order-part", "one part"),
    ("order-here", "the part being read"),
    ("order-next", "the last line: which part follows"),
];

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
    /// Colour of the words, lines and grid of charts.
    pub chart_ink: String,
    /// The ground charts are drawn on: opaque, for pictures are not changed in the dark.
    pub chart_paper: String,
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
    /// Theme -> language -> key -> what the pages of the site say.
    pub words: BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>,
}
