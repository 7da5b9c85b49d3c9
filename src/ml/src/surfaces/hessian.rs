//! Symmetric 2×2 matrices.

use super::Point;

/// The symmetric matrix of second derivatives `[[xx, xy], [xy, yy]]`.
///
/// Its eigenvalues are the curvatures along two perpendicular directions. The
/// larger one limits the learning rate, their ratio (the condition number)
/// says how slow plain gradient descent is, and a negative one marks a saddle
/// or a maximum. Taught in `gradient-descent` and `linear-algebra`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hessian {
    /// ∂²f/∂w₀².
    pub xx: f64,
    /// ∂²f/∂w₀∂w₁.
    pub xy: f64,
    /// ∂²f/∂w₁².
    pub yy: f64,
}

impl Hessian {
    /// Eigenvalues, the larger first: `m ± √(d² + xy²)` with the mean `m` and
    /// the half difference `d` of the diagonal. The root is taken by scaling,
    /// so that large entries do not overflow in the square.
    pub fn eigenvalues(&self) -> [f64; 2] {
        let middle = 0.5 * self.xx + 0.5 * self.yy;
        let radius = length(0.5 * self.xx - 0.5 * self.yy, self.xy);
        [middle + radius, middle - radius]
    }

    /// The larger eigenvalue: the curvature along the steepest direction.
    pub fn lambda_max(&self) -> f64 {
        self.eigenvalues()[0]
    }

    /// The smaller eigenvalue.
    pub fn lambda_min(&self) -> f64 {
        self.eigenvalues()[1]
    }

    /// Unit eigenvectors that belong to [`Hessian::eigenvalues`], perpendicular
    /// to each other; the axes if the matrix is a multiple of the identity.
    pub fn eigenvectors(&self) -> [Point; 2] {
        let d = 0.5 * self.xx - 0.5 * self.yy;
        let radius = length(d, self.xy);
        // Of the two columns of (H − λ_min·I) take the longer, which has not
        // lost its digits to cancellation.
        let along = if d >= 0.0 { [d + radius, self.xy] } else { [self.xy, radius - d] };
        let size = length(along[0], along[1]);
        if size == 0.0 {
            return [[1.0, 0.0], [0.0, 1.0]];
        }
        let first = [along[0] / size, along[1] / size];
        [first, [-first[1], first[0]]]
    }

    /// Condition number `λmax / λmin` of a positive definite matrix, `None`
    /// for any other: there the ratio says nothing about descent.
    pub fn condition_number(&self) -> Option<f64> {
        let [largest, smallest] = self.eigenvalues();
        (smallest > 0.0).then(|| largest / smallest)
    }

    /// `H·v`.
    pub fn times(&self, v: Point) -> Point {
        [self.xx * v[0] + self.xy * v[1], self.xy * v[0] + self.yy * v[1]]
    }

    /// The `d` with `H·d = g`, the Newton step; `None` unless the matrix is
    /// positive definite, since otherwise the step need not lead downhill.
    pub fn solve(&self, g: Point) -> Option<Point> {
        // Elimination without exchange is stable for positive definite ones.
        let factor = self.xy / self.xx;
        let rest = self.yy - factor * self.xy;
        if !(self.xx > 0.0 && rest > 0.0) {
            return None;
        }
        let second = (g[1] - factor * g[0]) / rest;
        Some([(g[0] - self.xy * second) / self.xx, second])
    }
}

/// `√(a² + b²)` without overflow in the squares.
fn length(a: f64, b: f64) -> f64 {
    let largest = a.abs().max(b.abs());
    if largest == 0.0 || !largest.is_finite() {
        return largest;
    }
    let (a, b) = (a / largest, b / largest);
    largest * (a * a + b * b).sqrt()
}
