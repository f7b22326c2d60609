//! The proof of a look: every role's words on every ground they can stand on, by day and after
//! WeChat's mapping to the dark. A pair that fails is named, with a colour that passes.

use super::colour::Colour;
use super::css::Style;
use super::lint::{DARK_LEAST, LIGHT_LEAST, Look as Pair, seen};
use crate::diag::{At, Diagnostic, Span};
use crate::markup::{Look, ROLES};

/// Boxes that may hold whatever an article may.
const BOXES: &[&str] = &["callout", "quote", "qa-answer", "head-row", "td"];

/// Roles without words of their own.
const WORDLESS: &[&str] = &["img", "rule"];

/// A pair of a look that cannot be told apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Failing {
    pub role: &'static str,
    /// The box the words stand in; empty for the page itself.
    pub within: &'static str,
    pub pair: Pair,
    /// A colour near to the one chosen that passes: of the words, or, where the ground glares in the
    /// dark, of the ground.
    pub better: Option<Colour>,
}

/// The pairs of `look` that fail, each once.
#[must_use]
pub fn failing(look: &Look) -> Vec<Failing> {
    let mut found: Vec<Failing> = Vec::new();
    for (role, _) in ROLES.iter().filter(|(role, _)| !WORDLESS.contains(role)) {
        for within in places(role) {
            let (ink, ground) = (colour(look, role, within, "color"), colour(look, role, within, "background-color"));
            let pair = seen(ink.unwrap_or(super::dark::LIGHT_INK), ground);
            let told = found.iter().any(|other| other.pair == pair || pair.glares() && other.pair.ground == pair.ground);
            if !passes(&pair) && !told {
                found.push(failure(look, role, within, pair));
            }
        }
    }
    found
}

/// A ground that glares is the fault of the box that has it, not of the words on it.
fn failure(look: &Look, role: &'static str, within: &'static str, pair: Pair) -> Failing {
    let ground = (pair.ground != super::dark::LIGHT_GROUND).then_some(pair.ground);
    if !pair.glares() {
        return Failing { role, within, pair, better: better(&pair, ground) };
    }
    let own = Style::read(look.style(role)).get("background-color").is_some();
    let role = if own { role } else { within };
    Failing { role, within: "", pair, better: better_ground(&pair) }
}

/// The faults of a look as diagnostics; `file` and `text` are those of its YAML.
#[must_use]
pub fn diagnostics(look: &Look, file: &str, text: &str) -> Vec<Diagnostic> {
    failing(look).iter().map(|failing| diagnostic(look, failing, file, text)).collect()
}

fn diagnostic(look: &Look, failing: &Failing, file: &str, text: &str) -> Diagnostic {
    let Failing { role, within, pair, better } = failing;
    let place = if within.is_empty() { String::new() } else { format!("（在 {within} 里）") };
    let message = format!(
        "样式“{}”的 {role}{place} 看不清：浅色 {} 在 {}，对比度 {:.1}（应不小于 {LIGHT_LEAST}）；深色 {} 在 {}，对比度 {:.1}（应不小于 {DARK_LEAST}）",
        look.name, pair.ink, pair.ground, pair.light_contrast(), pair.dark_ink, pair.dark_ground, pair.dark_contrast(),
    );
    let help = match better {
        Some(colour) if pair.glares() => format!("底色改为 {colour} 即可"),
        Some(colour) => format!("字色改为 {colour} 即可"),
        None => "底色改用中性灰，字色用深灰或饱和的深色".to_string(),
    };
    let key = format!("\n  {role}:");
    let at = text.find(&key).map_or_else(|| At::top(file), |start| At {
        file: file.into(),
        span: Span::new(start + 3, start + key.len() - 1),
    });
    Diagnostic::error("wechat-look", at, message).help(help)
}

/// The boxes a role can stand in; the empty one is the page.
fn places(role: &'static str) -> Vec<&'static str> {
    let family = role.split('-').next().unwrap_or(role);
    let own = ROLES.iter().map(|(other, _)| *other).find(|other| *other == family && *other != role);
    match own {
        Some(own) if !matches!(own, "list" | "table" | "notes" | "note" | "p" | "code") => vec![own],
        _ if role == "th" => vec!["head-row"],
        _ if role == "body" || role.starts_with("td") => vec![""],
        _ => [""].into_iter().chain(BOXES.iter().copied().filter(|name| *name != role)).collect(),
    }
}

/// What a role says of a property, else the box around it, else the body.
fn colour(look: &Look, role: &'static str, within: &'static str, property: &str) -> Option<Colour> {
    let said = |role: &'static str| Style::read(look.style(role)).get(property).and_then(Colour::read);
    let around = if property == "color" { "body" } else { "" };
    said(role).or_else(|| said(within)).or_else(|| said(around))
}

fn passes(pair: &Pair) -> bool {
    pair.light_contrast() >= LIGHT_LEAST && pair.dark_contrast() >= DARK_LEAST && !pair.glares()
}

/// The nearest lightness of the same hue that passes.
fn better(pair: &Pair, ground: Option<Colour>) -> Option<Colour> {
    let own = pair.ink.hsl().l.round() as i32;
    let steps = (0..=100).flat_map(|step| [own - step, own + step]).filter(|l| (0..=100).contains(l));
    let inks = steps.map(|l| pair.ink.with_lightness(f64::from(l)).rounded());
    inks.filter(|ink| !super::rules::is_black(&ink.to_string())).find(|ink| passes(&seen(*ink, ground)))
}

/// The neutral grey nearest in lightness on which the words can be read.
fn better_ground(pair: &Pair) -> Option<Colour> {
    let own = pair.ground.hsl().l.round() as i32;
    let steps = (0..=40).flat_map(|step| [own + step, own - step]).filter(|l| (60..100).contains(l));
    let grounds = steps.map(|l| Colour::grey((f64::from(l) * 2.55).round() as u8));
    grounds.into_iter().find(|ground| passes(&seen(pair.ink, Some(*ground))))
}
