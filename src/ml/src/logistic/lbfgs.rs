//! The limited-memory BFGS method.

use crate::numeric::{axpy, dot};
use std::collections::VecDeque;

/// The curvature seen on the last few steps, from which a direction better than
/// the gradient is made without ever forming a Hessian.
///
/// Source: Nocedal and Wright, *Numerical Optimization*, 2nd ed., algorithm 7.4.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lbfgs {
    memory: usize,
    /// Step taken, change of the gradient, and the inverse of their product.
    pairs: VecDeque<(Vec<f64>, Vec<f64>, f64)>,
}

impl Lbfgs {
    /// Remembers up to `memory` steps.
    pub fn new(memory: usize) -> Self {
        Self { memory, pairs: VecDeque::new() }
    }

    /// A direction in which the loss falls. Before any step it is the negative
    /// gradient.
    pub fn direction(&self, gradient: &[f64]) -> Vec<f64> {
        let mut direction: Vec<f64> = gradient.iter().map(|g| -g).collect();
        let mut alphas = Vec::with_capacity(self.pairs.len());
        for (step, change, inverse) in self.pairs.iter().rev() {
            let alpha = inverse * dot(step, &direction);
            axpy(-alpha, change, &mut direction);
            alphas.push(alpha);
        }
        if let Some((_, change, inverse)) = self.pairs.back() {
            let scale = 1.0 / (inverse * dot(change, change));
            direction.iter_mut().for_each(|d| *d *= scale);
        }
        for ((step, change, inverse), alpha) in self.pairs.iter().zip(alphas.iter().rev()) {
            let beta = inverse * dot(change, &direction);
            axpy(alpha - beta, step, &mut direction);
        }
        direction
    }

    /// Remembers a step and how the gradient changed over it. One along which
    /// no curvature can be told from rounding is ignored.
    pub fn remember(&mut self, step: Vec<f64>, change: Vec<f64>) {
        let product = dot(&step, &change);
        if product <= f64::EPSILON * dot(&change, &change) {
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
