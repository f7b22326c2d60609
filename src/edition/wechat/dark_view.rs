//! An article as WeChat shows it in the dark: every colour mapped as [`super::dark`] says.

use super::colour::Colour;
use super::dark;
use super::lean::{element_mut, style};
use super::nodes::{self, Element};

/// Words and ground around an element: the ink as written, the ground as it is in the dark.
#[derive(Clone, Copy)]
struct Around {
    ink: Colour,
    ground: Colour,
}

/// `html` in the colours of the dark.
pub fn darkened(html: &str) -> String {
    let mut tree = nodes::read(html).nodes;
    let around = Around { ink: dark::LIGHT_INK, ground: dark::DARK_GROUND };
    tree.iter_mut().filter_map(element_mut).for_each(|element| darken(element, around));
    nodes::write(&tree)
}

fn darken(element: &mut Element, mut around: Around) {
    let mut own = style(element);
    let colour = |name: &str| own.get(name).and_then(Colour::read);
    let (ink, ground) = (colour("color"), colour("background-color"));
    around.ink = ink.unwrap_or(around.ink);
    if let Some(ground) = ground {
        around.ground = dark::ground(ground);
        own.set("background-color", &around.ground.to_string());
    }
    if ink.is_some() || ground.is_some() {
        own.set("color", &dark::ink(around.ink, around.ground).to_string());
    }
    let borders: Vec<(String, String)> = own
        .pairs()
        .filter(|(name, value)| name.starts_with("border") && value.contains('#'))
        .map(|(name, value)| (name.to_string(), border(value)))
        .collect();
    for (name, value) in borders {
        own.set(&name, &value);
    }
    element.set("style", &own.to_string());
    element.children.iter_mut().filter_map(element_mut).for_each(|child| darken(child, around));
}

/// A border takes the rule of words on the ground of the page.
fn border(value: &str) -> String {
    let words = value.split(' ').map(|word| match Colour::read(word) {
        Some(colour) => dark::ink(colour, dark::DARK_GROUND).to_string(),
        None => word.to_string(),
    });
    words.collect::<Vec<_>>().join(" ")
}
