//! What a polynomial's coefficients are coefficients of.

use super::legendre::basis;
use ndarray::{Array2, ArrayView1, ShapeBuilder};

/// The functions that a polynomial is a sum of.
///
/// Any of them make the same curves. Which curve has the *smallest*
/// coefficients is another matter, and it decides wherever a penalty is paid or
/// many curves pass through all points. Taught in `bias-variance`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// `P₀(x), P₁(x), …`: see [`basis`].
    #[default]
    Legendre,
    /// `1, x, x², …`
    Powers,
}

impl Basis {
    /// Stable kebab-case name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Legendre => "legendre",
            Self::Powers => "powers",
        }
    }

    fn at(self, x: f64, degree: usize) -> Vec<f64> {
        match self {
            Self::Legendre => basis(x, degree),
            Self::Powers => std::iter::successors(Some(1.0), |power| Some(power * x)).take(degree + 1).collect(),
        }
    }

    /// The design matrix, points × (degree + 1).
    pub(super) fn design(self, x: &[f64], degree: usize) -> Array2<f64> {
        // Column after column in memory, the way that solvers go.
        let mut design = Array2::zeros((x.len(), degree + 1).f());
        for (mut row, &x) in design.rows_mut().into_iter().zip(x) {
            row.assign(&ArrayView1::from(&self.at(x, degree)));
        }
        design
    }
}
