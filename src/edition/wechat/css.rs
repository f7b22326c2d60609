//! The inline style of an element as a list of declarations.

use std::fmt;

/// Properties a child has from its parent unless it says otherwise.
const INHERITED: &[&str] = &[
    "color", "font-size", "font-weight", "font-style", "line-height", "letter-spacing", "text-align", "text-indent",
    "white-space", "word-break",
];

/// Declarations in the order written. A piece without a colon is kept as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style(Vec<(String, String)>);

impl Style {
    pub fn read(text: &str) -> Style {
        let pieces = text.split(';').map(str::trim).filter(|piece| !piece.is_empty());
        let pairs = pieces.map(|piece| piece.split_once(':').map_or((piece, ""), |(name, value)| (name.trim(), value.trim())));
        Style(pairs.map(|(name, value)| (name.to_string(), value.to_string())).collect())
    }

    /// The value of a property; the last one counts.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn set(&mut self, name: &str, value: &str) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.0.push((name.to_string(), value.to_string())),
        }
    }

    /// As [`Style::set`], before all others.
    pub fn lead(&mut self, name: &str, value: &str) {
        self.take(name);
        self.0.insert(0, (name.to_string(), value.to_string()));
    }

    pub fn take(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.remove(at).1)
    }

    pub fn retain(&mut self, keep: impl FnMut(&(String, String)) -> bool) {
        self.0.retain(keep);
    }


    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl fmt::Display for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, value)) in self.pairs().enumerate() {
            let between = if index > 0 { ";" } else { "" };
            let colon = if value.is_empty() { "" } else { ":" };
            write!(f, "{between}{name}{colon}{value}")?;
        }
        Ok(())
    }
}

pub fn is_inherited(property: &str) -> bool {
    INHERITED.contains(&property)
}

/// Whole pixels: `16px` or `0`.
pub fn px(value: &str) -> Option<u32> {
    if value == "0" { Some(0) } else { value.strip_suffix("px")?.parse().ok() }
}
