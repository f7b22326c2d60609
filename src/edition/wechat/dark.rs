//! What WeChat makes of colours in the dark (`reference/wechat.md` A13): the rules of the official
//! algorithm, written down here anew. White grounds turn dark grey, other light grounds are dimmed,
//! and words are moved away from their ground until they can be told from it.

use super::colour::{Colour, Hsl};

/// Ground and words of an article that says nothing, by day and in the dark.
pub const LIGHT_GROUND: Colour = Colour::grey(255);
pub const LIGHT_INK: Colour = Colour::grey(0x19);
pub const DARK_GROUND: Colour = Colour::grey(0x19);
pub const DARK_INK: Colour = Colour::grey(0xa3);

/// Brightness from which a colour counts as white.
const WHITE: f64 = 250.0;
/// The most brightness a coloured ground keeps.
const GROUND_MOST: f64 = 190.0;
/// The difference of brightness words must have from their ground.
const APART: f64 = 65.0;
/// Brightness from which a ground counts as light.
const LIGHT: f64 = 100.0;
/// Lightness (HSL, percent) below which words are turned over; greys above it are turned over as grounds.
const TURN: f64 = 40.0;
/// The least lightness of a ground.
const GROUND_LEAST: f64 = 22.0;
/// Lightness of [`DARK_GROUND`].
const DARK_LIGHTNESS: f64 = 25.0 / 255.0 * 100.0;

/// A ground in the dark.
pub fn ground(light: Colour) -> Colour {
    let hsl = light.hsl();
    let brightness = light.brightness();
    let dark = if hsl.s == 0.0 && hsl.l > TURN || brightness > WHITE {
        Colour::from_hsl(Hsl { h: 0.0, s: 0.0, l: (100.0 + DARK_LIGHTNESS - hsl.l).min(100.0) })
    } else if brightness > GROUND_MOST {
        scaled(GROUND_MOST, light)
    } else if hsl.l < GROUND_LEAST {
        light.with_lightness(GROUND_LEAST)
    } else {
        light
    };
    dark.rounded()
}

/// Words (or a border) in the dark, on a ground that is dark already.
pub fn ink(light: Colour, ground: Colour) -> Colour {
    moved(light, ground, 0).rounded()
}

fn moved(ink: Colour, ground: Colour, turns: u32) -> Colour {
    let (own, below) = (ink.brightness(), ground.brightness());
    let most = DARK_INK.brightness() - DARK_GROUND.brightness();
    let apart = (below - own).abs();
    if own >= WHITE {
        return ink;
    }
    if apart > most && below <= DARK_GROUND.brightness() + 2.0 {
        return scaled(most + below, ink);
    }
    if apart >= APART {
        return ink;
    }
    let lightness = ink.hsl().l;
    let light_ground = below >= LIGHT;
    let turn = if light_ground { lightness > 90.0 - TURN } else { lightness <= TURN };
    if turn && turns < 4 {
        return moved(ink.with_lightness(90.0 - lightness), ground, turns + 1);
    }
    let goal = if light_ground { below - APART } else { below + APART };
    scaled(goal.min(most), ink)
}

/// `colour` brought to a brightness by the same factor for each part; what one part cannot take
/// another does.
fn scaled(goal: f64, colour: Colour) -> Colour {
    let factor = goal / colour.brightness().max(f64::EPSILON);
    let part = |part: f64| (part * factor).min(255.0);
    let Colour { mut r, mut g, mut b } = Colour { r: part(colour.r), g: part(colour.g), b: part(colour.b) };
    if g == 0.0 || r == 255.0 || b == 255.0 {
        g = (goal * 1000.0 - r * 299.0 - b * 114.0) / 587.0;
    } else if r == 0.0 {
        r = (goal * 1000.0 - g * 587.0 - b * 114.0) / 299.0;
    } else if b == 0.0 || g == 255.0 {
        b = (goal * 1000.0 - r * 299.0 - g * 587.0) / 114.0;
    }
    Colour { r, g, b }
}
