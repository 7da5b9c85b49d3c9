//! Where training points lie.

use crate::numeric::cos;
use crate::rng::Rng;
use std::f64::consts::PI;

/// How the places of a training set are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Design {
    /// One point in each of `n` cells, cut so that each holds the same angle
    /// of `−cos θ`: closer together toward both ends, where a polynomial
    /// needs more hold. New places in each training set, but no set leaves a
    /// gap, and errors stay of a size that can be drawn.
    #[default]
    Spread,
    /// One point in each of `n` cells of equal width. No set leaves a large gap,
    /// but the ends have as few points as the middle, and a polynomial that just
    /// passes through all of them swings out there (Runge's phenomenon).
    Even,
    /// Each point uniform in [−1, 1), whatever the others. Some sets then leave
    /// a gap at an end, and from degree 6 or so on these few decide the average:
    /// with 20 points it passes 10²⁰ at degree 19.
    Independent,
}

impl Design {
    /// Stable kebab-case name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Spread => "spread",
            Self::Even => "even",
            Self::Independent => "independent",
        }
    }

    /// `n` places in [−1, 1].
    pub(super) fn draw(self, n: usize, rng: &mut Rng) -> Vec<f64> {
        let place = |i: usize, u: f64| match self {
            Self::Spread => -cos(PI * (i as f64 + u) / n as f64),
            Self::Even => 2.0 * (i as f64 + u) / n as f64 - 1.0,
            Self::Independent => 2.0 * u - 1.0,
        };
        (0..n).map(|i| place(i, rng.uniform())).collect()
    }
}
