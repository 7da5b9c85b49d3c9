//! True curves to be learned.

use crate::numeric::{exp, sin};
use std::f64::consts::PI;

/// A curve on [−1, 1] with values between −1 and 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Truth {
    /// `sin(πx)`: smooth, one full wave.
    #[default]
    Sine,
    /// `4x³ − 3x`: a polynomial of degree 3 has no bias.
    Cubic,
    /// −1 left of 0 and 1 from 0 on: easy for a tree, hard for a polynomial.
    Step,
    /// `exp(−x² / (2·0.2²))`: flat except in the middle.
    Bump,
}

impl Truth {
    /// Every one, in the order of a menu.
    pub const ALL: [Self; 4] = [Self::Sine, Self::Cubic, Self::Step, Self::Bump];

    /// Stable kebab-case name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Sine => "sine",
            Self::Cubic => "cubic",
            Self::Step => "step",
            Self::Bump => "bump",
        }
    }

    /// The curve of this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|truth| truth.id() == id)
    }

    /// The curve at `x`.
    ///
    /// ```
    /// use ml::bias_variance::Truth;
    /// assert_eq!(Truth::Cubic.at(0.5), -1.0); // 4/8 − 3/2
    /// ```
    pub fn at(self, x: f64) -> f64 {
        match self {
            Self::Sine => sin(PI * x),
            Self::Cubic => (4.0 * x * x - 3.0) * x,
            Self::Step => {
                if x < 0.0 {
                    -1.0
                } else {
                    1.0
                }
            }
            Self::Bump => exp(-x * x / (2.0 * 0.2 * 0.2)),
        }
    }
}
