//! Sums and products in a stated order.
//!
//! Floating-point addition is not associative, so a sum is only defined
//! together with its order. All reductions here use the same one: four running
//! totals, the `i`-th element added to total `i mod 4`, the totals joined as
//! `(t0 + t1) + (t2 + t3)`, then the last `len mod 4` elements added one by one.
//! A compiler may put the four totals into one vector register without changing
//! a bit. No product is fused with its addition.

const LANES: usize = 4;

/// The sum of `f(a[i], b[i])` in the order stated above.
#[inline]
fn reduce(a: &[f64], b: &[f64], f: impl Fn(f64, f64) -> f64) -> f64 {
    assert_eq!(a.len(), b.len(), "vectors of different length");
    let mut totals = [0.0; LANES];
    let (a_blocks, a_rest) = a.as_chunks::<LANES>();
    let (b_blocks, b_rest) = b.as_chunks::<LANES>();
    for (x, y) in a_blocks.iter().zip(b_blocks) {
        for lane in 0..LANES {
            totals[lane] += f(x[lane], y[lane]);
        }
    }
    let mut total = (totals[0] + totals[1]) + (totals[2] + totals[3]);
    for (x, y) in a_rest.iter().zip(b_rest) {
        total += f(*x, *y);
    }
    total
}

/// Sum of a vector, 0 for an empty one, in the module's order.
///
/// ```
/// assert_eq!(ml::numeric::sum(&[1.0, 2.0, 3.0]), 6.0);
/// ```
pub fn sum(values: &[f64]) -> f64 {
    reduce(values, values, |x, _| x)
}

/// Arithmetic mean; NaN for an empty slice (0/0).
pub fn mean(values: &[f64]) -> f64 {
    sum(values) / values.len() as f64
}

/// Dot product `Σ a[i]·b[i]` of two vectors of the same length, in the module's
/// order.
///
/// # Panics
/// If the lengths differ.
///
/// ```
/// assert_eq!(ml::numeric::dot(&[1.0, 2.0], &[3.0, 4.0]), 11.0);
/// ```
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    reduce(a, b, |x, y| x * y)
}

/// Squared Euclidean distance `Σ (a[i] − b[i])²`.
///
/// # Panics
/// If the lengths differ.
pub fn squared_distance(a: &[f64], b: &[f64]) -> f64 {
    reduce(a, b, |x, y| (x - y) * (x - y))
}

/// Euclidean length `√Σ a[i]²`. Overflows for entries beyond about 1e154,
/// which no data set here comes near.
pub fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

/// The largest absolute value; 0 for an empty slice, NaN if any entry is NaN.
pub fn max_abs(a: &[f64]) -> f64 {
    a.iter().fold(0.0, |best: f64, x| if x.is_nan() || best.is_nan() { f64::NAN } else { best.max(x.abs()) })
}

/// `y += alpha · x`, element by element.
///
/// # Panics
/// If the lengths differ.
pub fn axpy(alpha: f64, x: &[f64], y: &mut [f64]) {
    assert_eq!(x.len(), y.len(), "vectors of different length");
    for (y, x) in y.iter_mut().zip(x) {
        *y += alpha * x;
    }
}

/// `out = A·x` for a row-major matrix of `out.len()` rows and `x.len()`
/// columns; each entry is one [`dot`].
///
/// # Panics
/// If the sizes do not fit.
pub fn matvec(matrix: &[f64], x: &[f64], out: &mut [f64]) {
    assert_eq!(matrix.len(), x.len() * out.len(), "matrix of another shape");
    if x.is_empty() {
        return out.fill(0.0);
    }
    for (out, row) in out.iter_mut().zip(matrix.chunks_exact(x.len())) {
        *out = dot(row, x);
    }
}

/// `out = Aᵀ·x` for a row-major matrix of `x.len()` rows and `out.len()`
/// columns; rows are added from first to last by [`axpy`].
///
/// # Panics
/// If the sizes do not fit.
pub fn matvec_transposed(matrix: &[f64], x: &[f64], out: &mut [f64]) {
    assert_eq!(matrix.len(), x.len() * out.len(), "matrix of another shape");
    let columns = out.len();
    out.fill(0.0);
    if columns == 0 {
        return;
    }
    for (scale, row) in x.iter().zip(matrix.chunks_exact(columns)) {
        axpy(*scale, row, out);
    }
}

/// The value below which a share `q` of the sorted values lies, by linear
/// interpolation between neighbors at position `q·(n − 1)` (NumPy's default,
/// type 7 of Hyndman and Fan 1996). `q` is moved into [0, 1]; `None` for no
/// values.
///
/// ```
/// assert_eq!(ml::numeric::quantile(&[1.0, 2.0, 4.0], 0.75), Some(3.0));
/// ```
pub fn quantile(sorted: &[f64], q: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let position = q.clamp(0.0, 1.0) * last as f64;
    let below = (position.floor() as usize).min(last);
    let above = (below + 1).min(last);
    Some(sorted[below] + (sorted[above] - sorted[below]) * (position - below as f64))
}
