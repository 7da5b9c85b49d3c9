//! Models with a dial for complexity.

use super::ExperimentError;
use crate::neighbors::NeighborRegressor;
use crate::numeric::norm;
use crate::polynomial::{Basis, Polynomial, PolynomialParams, PowerPolynomial, evaluate};
use crate::trees::{Tree, TreeParams};
use ndarray::{Array2, ArrayView1, Axis};

/// A kind of model with its complexity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Family {
    /// See [`Polynomial`]. More complex with the degree.
    Polynomial {
        /// Highest power.
        degree: usize,
        /// Penalty, 0 for none.
        ridge: f64,
        /// Whose coefficients are penalized, and are the smallest where many
        /// curves pass through all points.
        basis: Basis,
    },
    /// See [`NeighborRegressor`]. More complex with fewer neighbors.
    Neighbors {
        /// Neighbors to average over.
        k: usize,
    },
    /// See [`Tree`]. More complex with depth.
    Tree {
        /// Most splits from the root to a leaf.
        depth: usize,
    },
}

impl Default for Family {
    fn default() -> Self {
        Self::Polynomial { degree: 3, ridge: 0.0, basis: Basis::Legendre }
    }
}

impl Family {
    /// Stable kebab-case name of the kind.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Polynomial { .. } => "polynomial",
            Self::Neighbors { .. } => "neighbors",
            Self::Tree { .. } => "tree",
        }
    }

    /// The dial: degree, `k` or depth.
    pub fn dial(&self) -> usize {
        match *self {
            Self::Polynomial { degree, .. } => degree,
            Self::Neighbors { k } => k,
            Self::Tree { depth } => depth,
        }
    }

    /// The same kind with the dial elsewhere.
    pub fn with_dial(self, dial: usize) -> Self {
        match self {
            Self::Polynomial { ridge, basis, .. } => Self::Polynomial { degree: dial, ridge, basis },
            Self::Neighbors { .. } => Self::Neighbors { k: dial },
            Self::Tree { .. } => Self::Tree { depth: dial },
        }
    }

    /// Fits to points and gives the curve at others, and the length of its
    /// coefficients if it has any.
    pub(super) fn fit(&self, x: &[f64], y: &[f64], at: &[f64]) -> Result<(Vec<f64>, Option<f64>), ExperimentError> {
        // The places as the only feature of a row each.
        let rows = || -> Array2<f64> { ArrayView1::from(x).insert_axis(Axis(1)).to_owned() };
        let targets = ArrayView1::from(y);
        Ok(match *self {
            Self::Polynomial { degree, ridge, basis } => {
                let params = PolynomialParams { degree, ridge, ..PolynomialParams::default() };
                match basis {
                    Basis::Legendre => {
                        let coefficients = Polynomial::coefficients_only(params, x, y)?;
                        let curve = at.iter().map(|&x| evaluate(&coefficients, x)).collect();
                        (curve, Some(norm(&coefficients)))
                    }
                    Basis::Powers => {
                        let curve = PowerPolynomial::fit(params, x, y)?;
                        (at.iter().map(|&x| curve.predict(x)).collect(), Some(curve.length()))
                    }
                }
            }
            Self::Neighbors { k } => {
                let model = NeighborRegressor::new(rows(), targets.to_owned(), k)?;
                (at.iter().map(|&x| model.predict(&[x])).collect(), None)
            }
            Self::Tree { depth } => {
                let params = TreeParams { max_depth: depth, ..TreeParams::default() };
                let tree = Tree::regression(params, rows(), targets.to_owned())?.grow();
                (at.iter().map(|&x| tree.predict(&[x])).collect(), None)
            }
        })
    }
}
