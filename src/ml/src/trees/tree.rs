//! The tree itself.

use super::split::{Split, best};
use super::{Criterion, Targets, TreeError, TreeParams};
use ndarray::{Array1, Array2, ArrayView1};
use std::collections::VecDeque;

/// What a node predicts.
#[derive(Clone, Debug, PartialEq)]
pub enum Leaf {
    /// Mean target of its rows.
    Mean(f64),
    /// Rows of each class.
    Counts(Vec<usize>),
}

impl Leaf {
    /// The most frequent class, ties to the lower index; `None` for a mean.
    pub fn class(&self) -> Option<usize> {
        match self {
            Self::Mean(_) => None,
            Self::Counts(counts) => {
                Some((1..counts.len()).fold(0, |best, class| if counts[class] > counts[best] { class } else { best }))
            }
        }
    }
}

/// A node: what it holds, what it predicts, and its cut if it has one.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The node it was cut from; `None` for the root.
    pub parent: Option<usize>,
    /// Cuts between the root and here.
    pub depth: usize,
    /// Indices of its rows, ascending.
    pub rows: Vec<usize>,
    /// How mixed they are: mean squared deviation, Gini or entropy.
    pub impurity: f64,
    /// What it predicts as long as it is a leaf.
    pub leaf: Leaf,
    /// Its cut; `None` for a leaf.
    pub split: Option<Split>,
}

/// A CART tree for numbers or classes.
///
/// Each node is cut where the weighted impurity of the two parts is least.
/// Greedy: no cut is ever taken back. Flexible and quick to read, but a small
/// change of the data can change the first cut, and with it everything below.
/// Of cuts with equal gain (within 10⁻¹² of the node's impurity) the lowest
/// feature, then the lowest threshold is taken. Impure nodes are cut even
/// without gain, as scikit-learn does. Source: Breiman, Friedman, Olshen and
/// Stone, *Classification and Regression Trees*, Wadsworth, 1984. Taught in
/// `decision-trees`.
///
/// ```
/// use ml::trees::{Tree, TreeParams};
/// use ndarray::array;
/// let (x, y) = (array![[1.0], [2.0], [6.0], [7.0]], array![0.0, 0.0, 8.0, 8.0]);
/// let tree = Tree::regression(TreeParams::default(), x, y)?.grow();
/// assert_eq!(tree.nodes()[0].split.unwrap().threshold, 4.0);
/// assert_eq!(tree.predict(&[3.9]), 0.0);
/// # Ok::<(), ml::trees::TreeError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    params: TreeParams,
    /// Rows × features.
    x: Array2<f64>,
    targets: Targets,
    nodes: Vec<Node>,
    open: VecDeque<usize>,
}

impl Tree {
    /// A root that predicts the mean of `y`, ready to grow. `x`: rows ×
    /// features; `y`: a target for each row.
    ///
    /// # Errors
    /// A [`TreeError`] that names the first thing that does not fit.
    pub fn regression(params: TreeParams, x: Array2<f64>, y: Array1<f64>) -> Result<Self, TreeError> {
        match y.iter().position(|v| !v.is_finite()) {
            Some(row) => Err(TreeError::NotFinite(row)),
            None => Self::new(params, x, Targets::Numbers(y)),
        }
    }

    /// A root that predicts the most frequent class, ready to grow. `x`: rows ×
    /// features; `y`: a class index for each row.
    ///
    /// # Errors
    /// A [`TreeError`] that names the first thing that does not fit.
    pub fn classification(
        params: TreeParams,
        criterion: Criterion,
        x: Array2<f64>,
        y: Vec<usize>,
        classes: usize,
    ) -> Result<Self, TreeError> {
        match y.iter().position(|&class| class >= classes) {
            Some(row) => Err(TreeError::Class { row, class: y[row], classes }),
            None => Self::new(params, x, Targets::Classes { y, classes, criterion }),
        }
    }

    fn new(params: TreeParams, x: Array2<f64>, targets: Targets) -> Result<Self, TreeError> {
        let (rows, features) = x.dim();
        if rows != targets.len() {
            return Err(TreeError::Shape { rows, targets: targets.len() });
        }
        if rows == 0 {
            return Err(TreeError::Empty);
        }
        if features == 0 {
            return Err(TreeError::NoFeature);
        }
        if let Some(row) = x.rows().into_iter().position(|row| !row.iter().all(|v| v.is_finite())) {
            return Err(TreeError::NotFinite(row));
        }
        let mut tree = Self { params, x, targets, nodes: Vec::new(), open: VecDeque::new() };
        tree.add(None, 0, (0..rows).collect());
        Ok(tree)
    }

    /// Puts a node in, and into the queue if it may be cut.
    fn add(&mut self, parent: Option<usize>, depth: usize, rows: Vec<usize>) -> usize {
        let number = self.nodes.len();
        let center = self.targets.center(&rows);
        let side = self.targets.side_of(&rows, center);
        let impurity = side.impurity();
        let leaf = match &self.targets {
            Targets::Numbers(_) => Leaf::Mean(center),
            Targets::Classes { .. } => Leaf::Counts(side.counts.clone()),
        };
        let enough = rows.len() >= 2 * self.params.min_leaf.max(1);
        if enough && depth < self.params.max_depth && !self.targets.is_pure(&rows) {
            self.open.push_back(number);
        }
        self.nodes.push(Node { parent, depth, rows, impurity, leaf, split: None });
        number
    }

    /// Cuts the next node that can be cut and gives its number; `None` once
    /// the tree is grown.
    pub fn step(&mut self) -> Option<usize> {
        while let Some(number) = self.open.pop_front() {
            let Node { depth, rows, .. } = self.nodes[number].clone();
            let min_leaf = self.params.min_leaf.max(1);
            let Some(cut) = best(self.x.view(), &self.targets, &rows, min_leaf) else {
                continue; // rows alike in every feature, or leaves too small
            };
            let goes_left = |&row: &usize| self.x[[row, cut.feature]] <= cut.threshold;
            let (left, right): (Vec<_>, Vec<_>) = rows.into_iter().partition(goes_left);
            let left = self.add(Some(number), depth + 1, left);
            let right = self.add(Some(number), depth + 1, right);
            let (feature, threshold, gain) = (cut.feature, cut.threshold, cut.gain);
            self.nodes[number].split = Some(Split { feature, threshold, gain, left, right });
            return Some(number);
        }
        None
    }

    /// Cuts until nothing is left to cut.
    pub fn grow(mut self) -> Self {
        while self.step().is_some() {}
        self
    }

    /// All nodes, the root first, in the order they came into being.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Number of leaves.
    pub fn leaves(&self) -> usize {
        self.nodes.iter().filter(|node| node.split.is_none()).count()
    }

    /// Cuts on the longest way from the root to a leaf.
    pub fn depth(&self) -> usize {
        self.nodes.iter().map(|node| node.depth).max().unwrap_or(0)
    }

    /// The number of the leaf that a point falls into.
    ///
    /// # Panics
    /// If `point` has another number of features.
    pub fn leaf<'a>(&self, point: impl Into<ArrayView1<'a, f64>>) -> usize {
        let point = point.into();
        assert_eq!(point.len(), self.x.ncols(), "point with another number of features");
        let mut number = 0;
        while let Some(split) = self.nodes[number].split {
            number = if point[split.feature] <= split.threshold { split.left } else { split.right };
        }
        number
    }

    /// The mean of the leaf that a point falls into, or its class index as a
    /// number.
    ///
    /// # Panics
    /// If `point` has another number of features.
    pub fn predict<'a>(&self, point: impl Into<ArrayView1<'a, f64>>) -> f64 {
        match &self.nodes[self.leaf(point)].leaf {
            Leaf::Mean(mean) => *mean,
            counts => counts.class().unwrap_or(0) as f64,
        }
    }

    /// The share of each class in the leaf that a point falls into; empty for a
    /// regression tree.
    ///
    /// # Panics
    /// If `point` has another number of features.
    pub fn probabilities<'a>(&self, point: impl Into<ArrayView1<'a, f64>>) -> Vec<f64> {
        let node = &self.nodes[self.leaf(point)];
        match &node.leaf {
            Leaf::Mean(_) => Vec::new(),
            Leaf::Counts(counts) => counts.iter().map(|c| *c as f64 / node.rows.len() as f64).collect(),
        }
    }

    /// The box that a node covers, `(low, high]` for each feature; infinite
    /// where no cut bounds it.
    ///
    /// # Panics
    /// If there is no such node.
    pub fn region(&self, number: usize) -> Vec<(f64, f64)> {
        let mut region = vec![(f64::NEG_INFINITY, f64::INFINITY); self.x.ncols()];
        let mut child = number;
        while let Some(parent) = self.nodes[child].parent {
            if let Some(split) = self.nodes[parent].split {
                let (low, high) = &mut region[split.feature];
                if split.left == child {
                    *high = high.min(split.threshold);
                } else {
                    *low = low.max(split.threshold);
                }
            }
            child = parent;
        }
        region
    }
}
