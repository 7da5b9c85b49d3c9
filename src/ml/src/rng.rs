//! Repeatable randomness. Everything random in this crate is drawn from here,
//! and the same [`Seed`] gives the same draws on every machine, for good.

use crate::numeric::{cos, ln};
use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng};
use serde::{Deserialize, Serialize};
use std::f64::consts::TAU;

/// The one number that decides a run.
///
/// ```
/// use ml::rng::Seed;
/// let (mut a, mut b) = (Seed(7).rng(), Seed(7).rng());
/// assert_eq!(a.uniform(), b.uniform());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seed(pub u64);

impl Seed {
    /// A generator at the beginning of this seed's sequence.
    pub fn rng(self) -> Rng {
        let mut key = [0; 32];
        for (index, word) in key.chunks_exact_mut(8).enumerate() {
            word.copy_from_slice(&self.mixed(index as u64).to_le_bytes());
        }
        Rng(ChaCha8Rng::from_seed(key))
    }

    /// An independent seed for part number `n` of a run: one for the data, one
    /// for the split, one for each tree. Drawing more in one part then leaves
    /// the others as they were.
    pub fn stream(self, n: u64) -> Self {
        Self(self.mixed(n.wrapping_add(1 << 32)))
    }

    /// SplitMix64's finalizer over the seed and a counter.
    /// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number
    /// generators", OOPSLA 2014.
    fn mixed(self, n: u64) -> u64 {
        fn finalize(mut z: u64) -> u64 {
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        }
        const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
        finalize(finalize(self.0.wrapping_add(GOLDEN)).wrapping_add(n.wrapping_mul(GOLDEN)))
    }
}

/// A ChaCha8 generator. Clone it to be able to go back.
///
/// Source: Bernstein, "ChaCha, a variant of Salsa20", 2008; eight rounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rng(ChaCha8Rng);

impl Rng {
    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// Uniform in `[0, 1)`, a multiple of 2⁻⁵³.
    pub fn uniform(&mut self) -> f64 {
        const SPACING: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.bits() >> 11) as f64 * SPACING
    }

    /// Uniform in `[low, high)`, up to rounding at the upper end.
    pub fn uniform_in(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.uniform()
    }

    /// True with probability `p`.
    pub fn bernoulli(&mut self, p: f64) -> bool {
        self.uniform() < p
    }

    /// A whole number below `n`, each equally likely.
    ///
    /// Source: Lemire, "Fast random integer generation in an interval", ACM
    /// TOMACS 29(1), 2019.
    ///
    /// # Panics
    /// If `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        assert!(n > 0, "no whole number is below 0");
        let n = n as u64;
        // The low half of the product tells whether this draw falls into the
        // part of the range that would make small results more likely. That
        // part is below n, so the slow remainder is seldom taken.
        loop {
            let product = u128::from(self.bits()) * u128::from(n);
            let low = product as u64;
            if low >= n || low >= n.wrapping_neg() % n {
                return (product >> 64) as usize;
            }
        }
    }

    /// Standard normal, by the cosine half of Box and Muller's transform: each
    /// draw uses exactly two uniforms, so positions in the sequence are known.
    ///
    /// Source: Box and Muller, Annals of Mathematical Statistics 29(2), 1958.
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * ln(1.0 - self.uniform())).sqrt(); // 1 − u > 0
        radius * cos(TAU * self.uniform())
    }

    /// Puts a slice into random order, all orders equally likely.
    ///
    /// Source: Knuth, *The Art of Computer Programming* vol. 2, algorithm
    /// 3.4.2P (Fisher–Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// The numbers `0..n` in random order.
    pub fn permutation(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        self.shuffle(&mut order);
        order
    }

    /// `count` numbers below `n`, each drawn afresh: a bootstrap sample.
    ///
    /// # Panics
    /// If `n` is 0 and `count` is not.
    pub fn with_replacement(&mut self, n: usize, count: usize) -> Vec<usize> {
        (0..count).map(|_| self.below(n)).collect()
    }

    /// `count` different numbers below `n`, in random order.
    ///
    /// # Panics
    /// If `count > n`.
    pub fn without_replacement(&mut self, n: usize, count: usize) -> Vec<usize> {
        assert!(count <= n, "cannot draw {count} different numbers below {n}");
        let mut pool: Vec<usize> = (0..n).collect();
        for place in 0..count {
            let other = place + self.below(n - place);
            pool.swap(place, other);
        }
        pool.truncate(count);
        pool
    }

    /// An index with probability in proportion to its weight; `None` if no
    /// weight is positive. Negative weights and NaN count as 0.
    pub fn weighted(&mut self, weights: &[f64]) -> Option<usize> {
        let positive = |w: &f64| if *w > 0.0 { *w } else { 0.0 };
        let total = weights.iter().map(positive).fold(0.0, |a, b| a + b);
        let mut left = self.uniform() * total;
        let mut chosen = None;
        for (index, weight) in weights.iter().map(positive).enumerate() {
            if weight > 0.0 {
                chosen = Some(index); // the last positive one, should rounding pass the end
                if left < weight {
                    break;
                }
                left -= weight;
            }
        }
        chosen
    }
}

#[cfg(test)]
mod tests;
