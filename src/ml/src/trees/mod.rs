//! Classification and regression trees, grown one split at a time.
//!
//! [`Tree`] splits its nodes breadth-first: each [`Tree::step`] takes the next
//! node and cuts it at the threshold that lowers the impurity most, so that a
//! demo can watch it grow; [`Tree::grow`] goes to the end. Nodes, thresholds
//! and the box that each node covers are there to be drawn.
//!
//! Taught in `decision-trees`; depth as complexity in `bias-variance`.

mod impurity;
mod params;
mod split;
mod tree;

pub use impurity::{Criterion, Targets};
pub use params::{TreeError, TreeParams};
pub use split::Split;
pub use tree::{Leaf, Node, Tree};

#[cfg(test)]
mod tests;
