//! Curves through points by least squares, in the Legendre basis.
//!
//! [`Polynomial`] fits any degree, also beyond the number of points: then it
//! takes the interpolating curve of least norm, which is what makes double
//! descent reachable. [`svd`], [`least_squares`] and [`householder`] do the
//! solving and stand by themselves.
//!
//! Taught in `linear-regression`, `regularization` and `bias-variance`; the
//! singular value decomposition in `linear-algebra`.

mod fit;
pub mod householder;
pub mod least_squares;
mod legendre;
pub mod svd;

pub use fit::{Polynomial, PolynomialError, PolynomialParams};
pub use legendre::{basis, evaluate};

#[cfg(test)]
mod tests;
