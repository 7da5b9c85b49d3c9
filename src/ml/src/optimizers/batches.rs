//! Which rows a step looks at.

use crate::rng::{Rng, Seed};

/// How many rows make one gradient.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Batch {
    /// All: batch gradient descent.
    #[default]
    Full,
    /// This many: mini-batch. 0 counts as 1, more than there are as all.
    Mini(usize),
    /// One: stochastic gradient descent in the narrow sense.
    Stochastic,
}

/// Deals the rows out in batches, each row once an epoch, in a new random
/// order each epoch; the last batch of an epoch may be smaller. That is
/// PyTorch's `DataLoader` with `shuffle=True`.
///
/// Compared with drawing every batch afresh, no row waits longer than two
/// epochs. Source: Bottou, "Stochastic gradient descent tricks", in *Neural
/// Networks: Tricks of the Trade*, 2nd ed., Springer, 2012. Taught in
/// `gradient-descent`.
///
/// ```
/// use ml::optimizers::{Batch, Batches};
/// use ml::rng::Seed;
/// let mut batches = Batches::new(5, Batch::Mini(2), Seed(3));
/// let sizes: Vec<usize> = (0..3).map(|_| batches.deal().len()).collect();
/// assert_eq!(sizes, [2, 2, 1]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Batches {
    order: Vec<usize>,
    size: usize,
    next: usize,
    rng: Rng,
}

impl Batches {
    /// Rows `0..rows`. With [`Batch::Full`] they keep their order, so that the
    /// gradient has the bits of the whole surface's.
    pub fn new(rows: usize, batch: Batch, seed: Seed) -> Self {
        let size = match batch {
            Batch::Full => rows,
            Batch::Mini(size) => size.clamp(1, rows.max(1)),
            Batch::Stochastic => 1,
        };
        Self { order: (0..rows).collect(), size, next: 0, rng: seed.rng() }
    }

    /// The next batch, as row indices. Empty only if there are no rows.
    pub fn deal(&mut self) -> &[usize] {
        let rows = self.order.len();
        if self.next == 0 && self.size < rows {
            self.rng.shuffle(&mut self.order);
        }
        let first = self.next;
        let end = (first + self.size).min(rows);
        self.next = if end == rows { 0 } else { end };
        &self.order[first..end]
    }

    /// Steps in an epoch.
    pub fn steps_per_epoch(&self) -> usize {
        self.order.len().div_ceil(self.size.max(1)).max(1)
    }
}
