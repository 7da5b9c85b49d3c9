//! The limited-memory BFGS method.

use crate::numeric::inner;
use ndarray::Array2;
use std::collections::VecDeque;

/// The curvature seen on the last few steps, from which a direction better than
/// the gradient is made without ever forming a Hessian.
///
/// Source: Nocedal and Wright, *Numerical Optimization*, 2nd ed., algorithm 7.4.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lbfgs {
    memory: usize,
    /// Step taken, change of the gradient, and the inverse of their product.
    pairs: VecDeque<(Array2<f64>, Array2<f64>, f64)>,
}

impl Lbfgs {
    /// Remembers up to `memory` steps.
    pub fn new(memory: usize) -> Self {
        Self { memory, pairs: VecDeque::new() }
    }

    /// A direction in which the loss falls. Before any step it is the negative
    /// gradient.
    pub fn direction(&self, gradient: &Array2<f64>) -> Array2<f64> {
        let mut direction = -gradient;
        let mut alphas = Vec::with_capacity(self.pairs.len());
        for (step, change, inverse) in self.pairs.iter().rev() {
            let alpha = inverse * inner(step, &direction);
            direction.scaled_add(-alpha, change);
            alphas.push(alpha);
        }
        if let Some((_, change, inverse)) = self.pairs.back() {
            direction *= 1.0 / (inverse * inner(change, change));
        }
        for ((step, change, inverse), alpha) in self.pairs.iter().zip(alphas.iter().rev()) {
            let beta = inverse * inner(change, &direction);
            direction.scaled_add(alpha - beta, step);
        }
        direction
    }

    /// Remembers a step and how the gradient changed over it. One along which
    /// no curvature can be told from rounding is ignored.
    pub fn remember(&mut self, step: Array2<f64>, change: Array2<f64>) {
        let product = inner(&step, &change);
        if product <= f64::EPSILON * inner(&change, &change) {
            return;
        }
        if self.pairs.len() == self.memory {
            self.pairs.pop_front();
        }
        self.pairs.push_back((step, change, 1.0 / product));
    }

    /// Whether anything is remembered.
    pub fn is_fresh(&self) -> bool {
        self.pairs.is_empty()
    }
}
