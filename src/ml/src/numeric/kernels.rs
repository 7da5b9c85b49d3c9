//! Sums and products in a stated order.
//!
//! Floating-point addition is not associative, so a sum is only defined
//! together with its order. All reductions here use the same one: four running
//! totals, the `i`-th element added to total `i mod 4`, the totals joined as
//! `(t0 + t1) + (t2 + t3)`, then the last `len mod 4` elements added one by one.
//! A compiler may put the four totals into one vector register without changing
//! a bit. No product is fused with its addition.
//!
//! Vectors are anything that gives a view of one axis: slices, `Vec`s, ndarray
//! arrays, rows and columns of a matrix. The order is that of the elements,
//! however they lie in memory. ndarray's own `dot` and `sum` choose theirs by
//! memory layout and machine; Clippy keeps them out.

use ndarray::{Array2, ArrayView1, ArrayView2, ArrayViewMut1};

const LANES: usize = 4;

/// The sum of `f(a[i], b[i])` in the order stated above.
#[inline]
fn reduce(a: ArrayView1<'_, f64>, b: ArrayView1<'_, f64>, f: impl Fn(f64, f64) -> f64) -> f64 {
    match (a.to_slice(), b.to_slice()) {
        (Some(a), Some(b)) => in_order(a, b, f),
        // A column of a matrix stored by rows, say.
        _ => in_order(&a.to_vec(), &b.to_vec(), f),
    }
}

#[inline]
fn in_order(a: &[f64], b: &[f64], f: impl Fn(f64, f64) -> f64) -> f64 {
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
pub fn sum<'a>(values: impl Into<ArrayView1<'a, f64>>) -> f64 {
    let values = values.into();
    match values.to_slice() {
        Some(values) => in_order(values, values, |x, _| x),
        None => sum(&values.to_vec()),
    }
}

/// Arithmetic mean; NaN for no values (0/0).
///
/// ```
/// use ndarray::array;
/// let table = array![[1.0, 10.0], [2.0, 30.0]];
/// assert_eq!(ml::numeric::mean(table.column(1)), 20.0);
/// ```
pub fn mean<'a>(values: impl Into<ArrayView1<'a, f64>>) -> f64 {
    let values = values.into();
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
pub fn dot<'a, 'b>(a: impl Into<ArrayView1<'a, f64>>, b: impl Into<ArrayView1<'b, f64>>) -> f64 {
    reduce(a.into(), b.into(), |x, y| x * y)
}

/// Sum of the products of the entries of two matrices of the same shape: the
/// [`dot`] of both read row after row as one long vector.
///
/// # Panics
/// If the shapes differ.
///
/// ```
/// use ndarray::array;
/// assert_eq!(ml::numeric::inner(&array![[1.0, 2.0], [3.0, 4.0]], &array![[1.0, 1.0], [0.0, 2.0]]), 11.0);
/// ```
pub fn inner<'a, 'b>(a: impl Into<ArrayView2<'a, f64>>, b: impl Into<ArrayView2<'b, f64>>) -> f64 {
    let (a, b) = (a.into(), b.into());
    assert_eq!(a.dim(), b.dim(), "matrices of different shape");
    dot(&a.flatten(), &b.flatten())
}

/// Squared Euclidean distance `Σ (a[i] − b[i])²`.
///
/// # Panics
/// If the lengths differ.
pub fn squared_distance<'a, 'b>(a: impl Into<ArrayView1<'a, f64>>, b: impl Into<ArrayView1<'b, f64>>) -> f64 {
    reduce(a.into(), b.into(), |x, y| (x - y) * (x - y))
}

/// Euclidean length `√Σ a[i]²`. Overflows for entries beyond about 1e154,
/// which no data set here comes near.
pub fn norm<'a>(a: impl Into<ArrayView1<'a, f64>>) -> f64 {
    let a = a.into();
    dot(a, a).sqrt()
}

/// The largest absolute value; 0 for no values, NaN if any entry is NaN.
pub fn max_abs<'a>(a: impl Into<ArrayView1<'a, f64>>) -> f64 {
    let larger = |best: f64, x: &f64| if x.is_nan() || best.is_nan() { f64::NAN } else { best.max(x.abs()) };
    a.into().into_iter().fold(0.0, larger)
}

/// `y += alpha · x`, element by element.
///
/// # Panics
/// If the lengths differ.
pub fn axpy<'a, 'b>(alpha: f64, x: impl Into<ArrayView1<'a, f64>>, y: impl Into<ArrayViewMut1<'b, f64>>) {
    let (x, mut y) = (x.into(), y.into());
    assert_eq!(x.len(), y.len(), "vectors of different length");
    match (x.to_slice(), y.as_slice_mut()) {
        (Some(x), Some(y)) => y.iter_mut().zip(x).for_each(|(y, x)| *y += alpha * x),
        _ => y.iter_mut().zip(x).for_each(|(y, x)| *y += alpha * x),
    }
}

/// Turns each pair `(x[i], y[i])` by an angle with this cosine and sine:
/// `(cos·x − sin·y, sin·x + cos·y)`.
///
/// # Panics
/// If the lengths differ.
pub fn rotate<'a, 'b>(cos: f64, sin: f64, x: impl Into<ArrayViewMut1<'a, f64>>, y: impl Into<ArrayViewMut1<'b, f64>>) {
    let (mut x, mut y) = (x.into(), y.into());
    assert_eq!(x.len(), y.len(), "vectors of different length");
    let turn = |(x, y): (&mut f64, &mut f64)| (*x, *y) = (cos * *x - sin * *y, sin * *x + cos * *y);
    match (x.as_slice_mut(), y.as_slice_mut()) {
        (Some(x), Some(y)) => x.iter_mut().zip(y).for_each(turn),
        _ => x.iter_mut().zip(&mut y).for_each(turn),
    }
}

/// Gives each row of a matrix to `f`, from first to last.
#[inline]
fn for_each_row(matrix: ArrayView2<'_, f64>, mut f: impl FnMut(&[f64])) {
    match matrix.to_slice() {
        Some(all) if matrix.ncols() > 0 => all.chunks_exact(matrix.ncols()).for_each(f),
        _ => matrix.rows().into_iter().for_each(|row| match row.to_slice() {
            Some(row) => f(row),
            None => f(&row.to_vec()),
        }),
    }
}

/// `out = A·x` for a matrix of `out.len()` rows and `x.len()` columns; each
/// entry is one [`dot`].
///
/// # Panics
/// If the shapes do not fit.
pub fn matvec<'a, 'b>(matrix: impl Into<ArrayView2<'a, f64>>, x: impl Into<ArrayView1<'b, f64>>, out: &mut [f64]) {
    let (matrix, x) = (matrix.into(), x.into());
    assert_eq!(matrix.dim(), (out.len(), x.len()), "matrix of another shape");
    let (x, mut out) = (x.as_standard_layout(), out.iter_mut());
    for_each_row(matrix, |row| {
        if let Some(out) = out.next() {
            *out = dot(row, &x);
        }
    });
}

/// `out = Aᵀ·x` for a matrix of `x.len()` rows and `out.len()` columns; rows
/// are added from first to last by [`axpy`].
///
/// # Panics
/// If the shapes do not fit.
pub fn matvec_transposed<'a, 'c>(
    matrix: impl Into<ArrayView2<'a, f64>>,
    x: &[f64],
    out: impl Into<ArrayViewMut1<'c, f64>>,
) {
    let (matrix, mut out) = (matrix.into(), out.into());
    assert_eq!(matrix.dim(), (x.len(), out.len()), "matrix of another shape");
    out.fill(0.0);
    let mut x = x.iter();
    for_each_row(matrix, |row| {
        if let Some(&x) = x.next() {
            axpy(x, row, &mut out);
        }
    });
}

/// [`squared_distance`] of each row of a matrix from a point.
///
/// # Panics
/// If the point has not one entry for each column.
pub fn squared_distances<'a, 'b>(
    matrix: impl Into<ArrayView2<'a, f64>>,
    point: impl Into<ArrayView1<'b, f64>>,
) -> Vec<f64> {
    let (matrix, point) = (matrix.into(), point.into());
    let (point, mut distances) = (point.as_standard_layout(), Vec::with_capacity(matrix.nrows()));
    for_each_row(matrix, |row| distances.push(squared_distance(row, &point)));
    distances
}

/// `A += alpha·x·yᵀ` for a matrix of `x.len()` rows and `y.len()` columns: to
/// row `i`, `(alpha·x[i])·y` is added by [`axpy`].
///
/// # Panics
/// If the shapes do not fit.
pub fn add_outer<'a>(alpha: f64, x: &[f64], y: impl Into<ArrayView1<'a, f64>>, matrix: &mut Array2<f64>) {
    let y = y.into();
    assert_eq!(matrix.dim(), (x.len(), y.len()), "matrix of another shape");
    for (x, row) in x.iter().zip(matrix.rows_mut()) {
        axpy(alpha * x, y, row);
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
