//! Colors by meaning. The values live in the style sheet; drawings name them.

use serde::{Deserialize, Serialize};

/// A color by what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ink {
    /// Text, axes, and the truth.
    Ink,
    /// Secondary text.
    Muted,
    /// Grid lines and frames.
    Rule,
    /// The page.
    Paper,
    /// The model.
    Accent,
    /// The outline of a mark whose own color is faint on paper: ink in the light theme, paper in the dark one.
    Edge,
    /// Data of a class: 0 is negative (blue), 1 is positive (vermilion), then green, rose, amber, sky.
    Class(u8),
    /// A position from 0 to 1 on a color map; computed, not themed, except for the diverging map's middle.
    Mapped(ColorMap, f32),
}

impl Ink {
    /// The custom property of the style sheet that holds this color, such as `--ink`; `None` for mapped colors.
    pub fn token(self) -> Option<&'static str> {
        Some(match self {
            Ink::Ink => "--ink",
            Ink::Muted => "--muted",
            Ink::Rule => "--rule",
            Ink::Paper => "--paper",
            Ink::Accent => "--accent",
            Ink::Edge => "--mark-edge",
            Ink::Class(n) => {
                ["--class-0", "--class-1", "--class-2", "--class-3", "--class-4", "--class-5"][usize::from(n) % 6]
            }
            Ink::Mapped(..) => return None,
        })
    }

    /// Whether marks in this color need an outline: rose, amber and sky are under 3:1 on paper.
    pub fn needs_edge(self) -> bool {
        matches!(self, Ink::Class(n) if n % 6 >= 3)
    }
}

/// Maps from numbers to colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ColorMap {
    /// Sequential, perceptually even (viridis).
    Viridis,
    /// Sequential, even for color-blind readers (cividis).
    Cividis,
    /// Blue through the paper's color to vermilion; 0.5 is the paper. For class probabilities and signed values.
    Diverging,
    /// Contour shading of a landscape: paper to a tint of the accent, quiet enough to draw on.
    Relief,
}
