//! Four classic test functions, each with its derivatives beside it.

use super::{Hessian, Point, Surface, Window};

/// Rosenbrock's banana valley, `(1 − x)² + 100·(y − x²)²`.
///
/// One minimum, 0 at (1, 1), in a bent valley: there the curvature across is
/// some 2,500 times that along. Finding the valley is easy, following it is
/// not. Source: Rosenbrock, "An automatic method for finding the greatest
/// or least value of a function", The Computer Journal 3(3), 1960. Taught in
/// `optimizers`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rosenbrock;

impl Surface for Rosenbrock {
    fn value(&self, [x, y]: Point) -> f64 {
        let (along, across) = (1.0 - x, y - x * x);
        along * along + 100.0 * across * across
    }

    fn gradient(&self, [x, y]: Point) -> Point {
        let across = y - x * x;
        [-2.0 * (1.0 - x) - 400.0 * x * across, 200.0 * across]
    }

    fn hessian(&self, [x, y]: Point) -> Hessian {
        Hessian { xx: 2.0 - 400.0 * y + 1200.0 * x * x, xy: -400.0 * x, yy: 200.0 }
    }

    fn window(&self) -> Window {
        Window { low: [-2.0, -1.0], high: [2.0, 3.0] }
    }

    fn start(&self) -> Point {
        [-1.2, 1.0] // Rosenbrock's own
    }

    fn minima(&self) -> Vec<Point> {
        vec![[1.0, 1.0]]
    }
}

/// Himmelblau's function, `(x² + y − 11)² + (x + y² − 7)²`.
///
/// Four minima of the same depth 0 around a hill: which one a run reaches is
/// decided by where it starts. Source: Himmelblau, *Applied Nonlinear
/// Programming*, McGraw-Hill, 1972. Taught in `gradient-descent`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Himmelblau;

impl Surface for Himmelblau {
    fn value(&self, [x, y]: Point) -> f64 {
        let (a, b) = (x * x + y - 11.0, x + y * y - 7.0);
        a * a + b * b
    }

    fn gradient(&self, [x, y]: Point) -> Point {
        let (a, b) = (x * x + y - 11.0, x + y * y - 7.0);
        [4.0 * x * a + 2.0 * b, 2.0 * a + 4.0 * y * b]
    }

    fn hessian(&self, [x, y]: Point) -> Hessian {
        Hessian { xx: 12.0 * x * x + 4.0 * y - 42.0, xy: 4.0 * x + 4.0 * y, yy: 4.0 * x + 12.0 * y * y - 26.0 }
    }

    fn window(&self) -> Window {
        Window { low: [-5.0, -5.0], high: [5.0, 5.0] }
    }

    fn start(&self) -> Point {
        [-0.5, -0.5] // close to the top of the hill, at about (−0.27, −0.92)
    }

    fn minima(&self) -> Vec<Point> {
        // The first is exact; the others by Newton's method to the last digit.
        vec![
            [3.0, 2.0],
            [-2.805118086952745, 3.131312518250573],
            [-3.779310253377747, -3.283185991286169],
            [3.5844283403304917, -1.8481265269644034],
        ]
    }
}

/// The six-hump camel, `(4 − 2.1x² + x⁴/3)·x² + x·y + (−4 + 4y²)·y²`.
///
/// Six minima in three pairs of different depth: the two global ones at about
/// −1.0316, and four that a descent can settle in for good. Source: Dixon and
/// Szegő, *Towards Global Optimisation 2*, North-Holland, 1978. Taught in
/// `gradient-descent`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SixHumpCamel;

impl Surface for SixHumpCamel {
    fn value(&self, [x, y]: Point) -> f64 {
        let (xx, yy) = (x * x, y * y);
        (4.0 - 2.1 * xx + xx * xx / 3.0) * xx + x * y + (-4.0 + 4.0 * yy) * yy
    }

    fn gradient(&self, [x, y]: Point) -> Point {
        let (xx, yy) = (x * x, y * y);
        [(8.0 - 8.4 * xx + 2.0 * xx * xx) * x + y, x + (-8.0 + 16.0 * yy) * y]
    }

    fn hessian(&self, [x, y]: Point) -> Hessian {
        let (xx, yy) = (x * x, y * y);
        Hessian { xx: 8.0 - 25.2 * xx + 10.0 * xx * xx, xy: 1.0, yy: -8.0 + 48.0 * yy }
    }

    fn window(&self) -> Window {
        Window { low: [-2.0, -1.1], high: [2.0, 1.1] }
    }

    fn start(&self) -> Point {
        [-1.9, 1.0] // ends in a minimum that is not the lowest
    }

    fn minima(&self) -> Vec<Point> {
        let half = [
            // By Newton's method to the last digit.
            [0.08984201310031807, -0.7126564030207396],
            [1.703606714969981, -0.7960835686726252],
            [1.6071047529201972, 0.5686514548841314],
        ];
        half.iter().flat_map(|&[x, y]| [[x, y], [-x, -y]]).collect()
    }
}

/// A saddle between two valleys, `x⁴/4 − x²/2 + y²/2`.
///
/// At the origin the gradient is 0, yet the surface falls away along `x`. A
/// start on the axis `x = 0` runs into the saddle and stays; any other leaves
/// it, at first by a factor `1 + lr` a step. Unlike the textbook's `x² − y²`
/// it is bounded below: two minima of −1/4 at (±1, 0). Taught in
/// `gradient-descent`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Saddle;

impl Surface for Saddle {
    fn value(&self, [x, y]: Point) -> f64 {
        let xx = x * x;
        xx * xx / 4.0 - xx / 2.0 + y * y / 2.0
    }

    fn gradient(&self, [x, y]: Point) -> Point {
        [x * x * x - x, y]
    }

    fn hessian(&self, [x, _]: Point) -> Hessian {
        Hessian { xx: 3.0 * x * x - 1.0, xy: 0.0, yy: 1.0 }
    }

    fn window(&self) -> Window {
        Window { low: [-2.0, -1.5], high: [2.0, 1.5] }
    }

    fn start(&self) -> Point {
        [0.001, 1.2]
    }

    fn minima(&self) -> Vec<Point> {
        vec![[1.0, 0.0], [-1.0, 0.0]]
    }
}
