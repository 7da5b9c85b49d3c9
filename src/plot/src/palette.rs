//! The style sheet's colors as numbers, for drawings that leave the page: downloads, canvases, images.

use crate::ink::Ink;
use serde::{Deserialize, Serialize};

/// A color: red, green, blue.
pub type Rgb = [u8; 3];

/// A theme's colors. `style/tokens.css` and `style/plot.css` hold the same values; a test compares them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Palette {
    /// The page.
    pub paper: Rgb,
    /// Text, axes, the truth.
    pub ink: Rgb,
    /// Secondary text.
    pub muted: Rgb,
    /// Grid lines.
    pub rule: Rgb,
    /// The model.
    pub accent: Rgb,
    /// Classes 0 to 5.
    pub classes: [Rgb; 6],
    /// The outline of marks in classes 3 to 5.
    pub edge: Rgb,
}

/// How much of the ink a text in a class's color takes up, so that it passes AA where the bare color does not.
pub const TEXT_MIX: f64 = 0.4;

impl Palette {
    /// Ink on paper.
    pub const LIGHT: Palette = Palette {
        paper: hex(0xfbfaf6),
        ink: hex(0x1d1c1a),
        muted: hex(0x615c53),
        rule: hex(0xe4e0d6),
        accent: hex(0x0f6b63),
        classes: [hex(0x0072b2), hex(0xd55e00), hex(0x009e73), hex(0xcc79a7), hex(0xe69f00), hex(0x56b4e9)],
        edge: hex(0x1d1c1a),
    };

    /// Chalk on slate.
    pub const DARK: Palette = Palette {
        paper: hex(0x16181a),
        ink: hex(0xe8e4da),
        muted: hex(0xa8a296),
        rule: hex(0x303437),
        accent: hex(0x63c5b8),
        classes: [hex(0x4aa3df), hex(0xf07f35), hex(0x2fbf94), hex(0xd98fb9), hex(0xe6a823), hex(0x7cc6f0)],
        edge: hex(0x16181a),
    };

    /// The palette that a style sheet holds: `value` gives the text of a custom property such as `--ink`. Colors
    /// that are missing or not of the form `#rrggbb` are those of [`Palette::LIGHT`].
    pub fn read(value: impl Fn(&str) -> Option<String>) -> Palette {
        let color = |ink: Ink| {
            let text = ink.token().and_then(&value);
            let digits = text.as_deref().map(str::trim).and_then(|t| t.strip_prefix('#')).filter(|d| d.len() == 6);
            digits.and_then(|d| u32::from_str_radix(d, 16).ok()).map_or(Palette::LIGHT.rgb(ink), hex)
        };
        Palette {
            paper: color(Ink::Paper),
            ink: color(Ink::Ink),
            muted: color(Ink::Muted),
            rule: color(Ink::Rule),
            accent: color(Ink::Accent),
            classes: [0, 1, 2, 3, 4, 5].map(|n| color(Ink::Class(n))),
            edge: color(Ink::Edge),
        }
    }

    /// The color of an ink.
    pub fn rgb(&self, ink: Ink) -> Rgb {
        match ink {
            Ink::Ink => self.ink,
            Ink::Muted => self.muted,
            Ink::Rule => self.rule,
            Ink::Paper => self.paper,
            Ink::Accent => self.accent,
            Ink::Edge => self.edge,
            Ink::Class(n) => self.classes[usize::from(n) % 6],
            Ink::Mapped(map, t) => map.rgb(t, self),
        }
    }

    /// The color of words in an ink: classes are mixed with ink until they can be read.
    pub fn text(&self, ink: Ink) -> Rgb {
        match ink {
            Ink::Class(_) => mix(self.rgb(ink), self.ink, TEXT_MIX),
            Ink::Rule => self.muted,
            _ => self.rgb(ink),
        }
    }
}

/// A color from its usual spelling.
const fn hex(rgb: u32) -> Rgb {
    [(rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8]
}

/// The color this share of the way from one to another.
pub fn mix(from: Rgb, to: Rgb, share: f64) -> Rgb {
    let one = |a: u8, b: u8| (f64::from(a) + share * (f64::from(b) - f64::from(a)) + 0.5) as u8;
    [one(from[0], to[0]), one(from[1], to[1]), one(from[2], to[2])]
}

/// The contrast of two colors as WCAG 2 defines it, from 1 to 21.
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let channel = |c: u8| {
        let s = f64::from(c) / 255.0;
        if s <= 0.04045 { s / 12.92 } else { libm::pow((s + 0.055) / 1.055, 2.4) }
    };
    let light = |c: Rgb| 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
    let (x, y) = (light(a), light(b));
    (x.max(y) + 0.05) / (x.min(y) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_agrees_with_known_pairs() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        // 4.54 is the value that WCAG's examples give for #767676 on white.
        assert!((contrast([0x76; 3], [255; 3]) - 4.54).abs() < 0.005);
    }

    #[test]
    fn words_pass_aa_and_marks_pass_three_to_one() {
        for palette in [Palette::LIGHT, Palette::DARK] {
            for ink in [Ink::Ink, Ink::Muted, Ink::Accent].into_iter().chain((0..6).map(Ink::Class)) {
                let read = contrast(palette.text(ink), palette.paper);
                assert!(read >= 4.5, "words in {ink:?}: {read:.2}");
                let mark = if ink.needs_edge() { palette.ink } else { palette.rgb(ink) };
                assert!(contrast(mark, palette.paper) >= 3.0, "marks in {ink:?}");
            }
        }
    }

    #[test]
    fn exactly_the_faint_classes_have_an_edge() {
        for class in 0..6 {
            let faint = contrast(Palette::LIGHT.classes[usize::from(class)], Palette::LIGHT.paper) < 3.0;
            assert_eq!(Ink::Class(class).needs_edge(), faint, "class {class}");
        }
    }
}
