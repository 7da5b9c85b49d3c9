//! Curves through points by least squares, in the Legendre basis or in powers.
//!
//! [`Polynomial`] fits any degree, also beyond the number of points: then it
//! takes the interpolating curve of least norm, which is what makes double
//! descent reachable. [`PowerPolynomial`] does the same for powers of `x`, and
//! finds others. [`svd`], [`least_squares`] and [`householder`] do the
//! solving and stand by themselves.
//!
//! Taught in `linear-regression`, `regularization` and `bias-variance`; the
//! singular value decomposition in `linear-algebra`.

mod basis;
mod fit;
pub mod householder;
pub mod least_squares;
mod legendre;
mod powers;
pub mod svd;

pub use basis::Basis;
pub use fit::{Polynomial, PolynomialError, PolynomialParams};
pub use legendre::{basis, evaluate};
pub use powers::PowerPolynomial;

#[cfg(test)]
mod tests;
