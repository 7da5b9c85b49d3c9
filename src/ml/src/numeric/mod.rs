//! Arithmetic that gives the same bits everywhere.
//!
//! - [`kernels`]: sums, dot products and matrix–vector products whose order of
//!   accumulation is part of their contract.
//! - [`functions`]: exp, ln, tanh and their kin from `libm`, and the stable
//!   forms of the sigmoid and its logarithm.
//! - [`decimal()`]: numbers out of text.
//! - [`cholesky`]: solving a symmetric positive definite system.
//!
//! Taught in `linear-algebra` (products) and `calculus-and-gradients`
//! (log-sum-exp and numerical stability).

pub mod cholesky;
pub mod functions;
pub mod kernels;

pub use functions::*;
pub use kernels::*;
pub use sheets::decimal;

#[cfg(test)]
mod tests;
