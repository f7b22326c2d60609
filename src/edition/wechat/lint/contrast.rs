//! E1 20: words that can be told from their ground, by day and after WeChat's own mapping to the dark.

use super::super::colour::{Colour, contrast};
use super::super::{css, dark};
use super::{Fault, Tree, Words, brief, style};

/// The least contrast by day, of large bold words by day, and in the dark (WCAG AA; E1 20).
pub const LIGHT_LEAST: f64 = 4.5;
const LARGE_LEAST: f64 = 3.0;
pub const DARK_LEAST: f64 = 4.0;
/// Below this words in the dark cannot be read at all.
const DARK_FAILS: f64 = 3.0;
/// Words of this many pixels, bold, count as large.
const LARGE_PX: u32 = 18;
/// A ground brighter than this in the dark is a glaring slab.
const GLARE: f64 = 150.0;

/// Words and ground by day and in the dark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    pub ink: Colour,
    pub ground: Colour,
    pub dark_ink: Colour,
    pub dark_ground: Colour,
}

impl Look {
    pub fn light_contrast(&self) -> f64 {
        contrast(self.ink, self.ground)
    }

    pub fn dark_contrast(&self) -> f64 {
        contrast(self.dark_ink, self.dark_ground)
    }

    pub fn glares(&self) -> bool {
        self.ground != dark::LIGHT_GROUND && self.dark_ground.brightness() > GLARE && self.ground.hsl().l > 80.0
    }
}

/// How words in `ink` on `ground` are seen.
#[must_use]
pub fn seen(ink: Colour, ground: Option<Colour>) -> Look {
    let light = ground.unwrap_or(dark::LIGHT_GROUND);
    let dark_ground = ground.map_or(dark::DARK_GROUND, dark::ground);
    Look { ink, ground: light, dark_ink: dark::ink(ink, dark_ground), dark_ground }
}

pub fn check(tree: &Tree, found: &mut Vec<Fault>) {
    for text in tree.texts().iter().filter(|text| !text.text.trim().is_empty() && !text.is_within("svg")) {
        let ink = text.inherited("color").and_then(|colour| Colour::read(&colour)).unwrap_or(dark::LIGHT_INK);
        let look = seen(ink, ground(text));
        let least = if is_large(text) { LARGE_LEAST } else { LIGHT_LEAST };
        let Look { ground, dark_ink, dark_ground, .. } = look;
        if look.light_contrast() < least {
            let message = format!("浅色下 {ink} 的字在 {ground} 的底上看不清（对比度 {:.1}）：{}", look.light_contrast(), brief(text.text));
            found.push(Fault::error("wechat-dark", message, "换一对反差更大的颜色").about(text.text));
        }
        if look.dark_contrast() < DARK_LEAST {
            let message = format!(
                "深色模式下 {ink}/{ground} 变成 {dark_ink}/{dark_ground}，看不清（对比度 {:.1}）：{}",
                look.dark_contrast(), brief(text.text)
            );
            let fault = if look.dark_contrast() < DARK_FAILS { Fault::error } else { Fault::warning };
            found.push(fault("wechat-dark", message, "底色用中性灰，字色用深灰或饱和的深色").about(text.text));
        }
        if look.glares() {
            let message = format!("底色 {ground} 在深色模式下变成刺眼的 {dark_ground}");
            found.push(Fault::warning("wechat-dark", message, "浅色的底改用中性灰，如样式“素白”所用").about(text.text));
        }
    }
}

/// The ground a text stands on; None: that of the page.
fn ground(text: &Words) -> Option<Colour> {
    text.around.iter().rev().find_map(|element| style(element).get("background-color").and_then(Colour::read))
}

fn is_large(text: &Words) -> bool {
    let size = text.inherited("font-size").and_then(|size| css::px(&size)).unwrap_or(0);
    let bold = text.is_within("b") || text.is_within("strong") || text.inherited("font-weight").as_deref() == Some("bold");
    size >= LARGE_PX && bold
}
