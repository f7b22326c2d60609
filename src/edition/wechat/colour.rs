//! Colours: read from a style, brightness, contrast (WCAG 2), hue, saturation and lightness.

use std::fmt;

/// A colour in sRGB, each part from 0 to 255. Parts may lie between whole numbers while a colour
/// is reckoned with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colour {
    pub r: f64,
    pub g: f64,
    pub b: f64,
}

/// Hue in degrees; saturation and lightness in percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hsl {
    pub h: f64,
    pub s: f64,
    pub l: f64,
}

impl Colour {
    pub const fn new(r: u8, g: u8, b: u8) -> Colour {
        Colour { r: r as f64, g: g as f64, b: b as f64 }
    }

    pub const fn grey(part: u8) -> Colour {
        Colour::new(part, part, part)
    }

    /// `#rrggbb` or `rgb(r,g,b)`, the only forms a look may use.
    pub fn read(text: &str) -> Option<Colour> {
        let text = text.trim();
        if let Some(hex) = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii()) {
            let part = |at: usize| hex.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
            return Some(Colour::new(part(0)?, part(2)?, part(4)?));
        }
        let inner = text.strip_prefix("rgb(")?.strip_suffix(')')?;
        let parts: Vec<u8> = inner.split(',').filter_map(|part| part.trim().parse().ok()).collect();
        match parts[..] {
            [r, g, b] if inner.split(',').count() == 3 => Some(Colour::new(r, g, b)),
            _ => None,
        }
    }

    /// How bright it seems, 0 to 255 (W3C AERT).
    pub fn brightness(self) -> f64 {
        (self.r * 299.0 + self.g * 587.0 + self.b * 114.0) / 1000.0
    }

    /// Parts as whole numbers.
    pub fn rounded(self) -> Colour {
        let part = |part: f64| part.round().clamp(0.0, 255.0);
        Colour { r: part(self.r), g: part(self.g), b: part(self.b) }
    }

    pub fn hsl(self) -> Hsl {
        let (r, g, b) = (self.r / 255.0, self.g / 255.0, self.b / 255.0);
        let (most, least) = (r.max(g).max(b), r.min(g).min(b));
        let (spread, sum) = (most - least, most + least);
        let l = sum / 2.0;
        if spread <= f64::EPSILON {
            return Hsl { h: 0.0, s: 0.0, l: l * 100.0 };
        }
        let s = if l <= 0.5 { spread / sum } else { spread / (2.0 - sum) };
        let sixth = if most == r {
            (g - b) / spread
        } else if most == g {
            2.0 + (b - r) / spread
        } else {
            4.0 + (r - g) / spread
        };
        Hsl { h: (sixth * 60.0).rem_euclid(360.0), s: s * 100.0, l: l * 100.0 }
    }

    pub fn from_hsl(hsl: Hsl) -> Colour {
        let (s, l) = (hsl.s / 100.0, hsl.l / 100.0);
        let chroma = (1.0 - (2.0 * l - 1.0).abs()) * s;
        let part = |shift: f64| {
            let at = (shift + hsl.h / 30.0).rem_euclid(12.0);
            255.0 * (l - chroma / 2.0 * (at - 3.0).min(9.0 - at).clamp(-1.0, 1.0))
        };
        Colour { r: part(0.0), g: part(8.0), b: part(4.0) }
    }

    /// The same hue and saturation with another lightness, in percent.
    pub fn with_lightness(self, l: f64) -> Colour {
        Colour::from_hsl(Hsl { l, ..self.hsl() })
    }

    fn luminance(self) -> f64 {
        let part = |part: f64| {
            let c = part / 255.0;
            if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(self.r) + 0.7152 * part(self.g) + 0.0722 * part(self.b)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Colour { r, g, b } = self.rounded();
        write!(f, "#{:02x}{:02x}{:02x}", r as u8, g as u8, b as u8)
    }
}

/// Contrast of two colours, 1 to 21 (WCAG 2).
pub fn contrast(one: Colour, other: Colour) -> f64 {
    let (a, b) = (one.rounded().luminance(), other.rounded().luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}
