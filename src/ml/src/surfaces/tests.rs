use super::*;
use ndarray::{Array2, array};
use proptest::prelude::*;

fn close(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * (1.0 + a.abs().max(b.abs()))
}

#[test]
fn values_by_hand() {
    // Rosenbrock at (−1.2, 1): 2.2² + 100·(1 − 1.44)² = 4.84 + 19.36 = 24.2.
    assert!(close(Rosenbrock.value([-1.2, 1.0]), 24.2, 1e-15));
    // Slope: −2·2.2 − 400·(−1.2)·(−0.44) = −4.4 − 211.2, and 200·(−0.44).
    let [x, y] = Rosenbrock.gradient([-1.2, 1.0]);
    assert!(close(x, -215.6, 1e-15) && close(y, -88.0, 1e-15));
    // Himmelblau at the origin: 11² + 7² = 170, slope 2·(−7) and 2·(−11).
    assert_eq!(Himmelblau.value([0.0, 0.0]), 170.0);
    assert_eq!(Himmelblau.gradient([0.0, 0.0]), [-14.0, -22.0]);
    // Camel at (1, 1): 4 − 2.1 + ⅓ + 1 + 0 = 3.2333…
    assert!(close(SixHumpCamel.value([1.0, 1.0]), 97.0 / 30.0, 1e-15));
    // Saddle at (2, 1): 4 − 2 + ½.
    assert_eq!(Saddle.value([2.0, 1.0]), 2.5);
    assert_eq!(Saddle.hessian([0.0, 0.0]).eigenvalues(), [1.0, -1.0]);
}

#[test]
fn row_losses_by_hand() {
    let rows = |loss| RowLoss::new(loss, array![[1.0, 0.0], [2.0, 1.0]], array![1.0, 0.0]).unwrap();
    // Log: at 0, loss ln 2, errors −½ and ½: mean of (−½)·(1, 0) and ½·(2, 1).
    let log = rows(Loss::Log);
    assert_eq!(log.gradient([0.0, 0.0]), [0.25, 0.25]);
    // Curvature ¼: ¼·mean((1, 0; 0, 0) + (4, 2; 2, 1)).
    assert_eq!(log.hessian([0.0, 0.0]), Hessian { xx: 0.625, xy: 0.25, yy: 0.125 });
    // Squared at (1, 1): scores 1 and 3, errors 0 and 3: loss ½·9/2.
    let squared = rows(Loss::Squared);
    assert_eq!(squared.value([1.0, 1.0]), 2.25);
    assert_eq!(squared.gradient([1.0, 1.0]), [3.0, 1.5]);
    // Two equations, two unknowns: w₀ = 1, 2·w₀ + w₁ = 0.
    let [x, y] = squared.minima()[0];
    assert!(close(x, 1.0, 1e-13) && close(y, -2.0, 1e-13));
    // Squared sigmoid at 0: errors ∓½, slope ¼: loss ½·¼, mean of ∓⅛·x.
    let flat = rows(Loss::SquaredSigmoid);
    assert_eq!((flat.value([0.0, 0.0]), flat.gradient([0.0, 0.0])), (0.125, [0.0625, 0.0625]));
}

#[test]
fn separable_rows_have_no_minimum() {
    let x = array![[1.0, 0.5], [-1.0, 0.25]];
    assert!(RowLoss::new(Loss::Log, x, array![1.0, 0.0]).unwrap().minima().is_empty());
    // Two features on one line: a valley without end.
    let x = array![[1.0, 1.0], [2.0, 2.0], [-1.0, -1.0]];
    assert!(RowLoss::new(Loss::Squared, x, array![1.0, 0.0, 1.0]).unwrap().minima().is_empty());
}

#[test]
fn log_loss_keeps_its_digits_far_out() {
    // 60 rows at weights of size 1000: confident and sometimes wrong, never NaN.
    let surface = log_loss();
    let far = surface.value([1000.0, -1000.0]);
    assert!(far.is_finite() && far > 100.0);
    // A right answer at score 50 costs e⁻⁵⁰, not 0.
    let [loss, error, curvature] = Loss::Log.derivatives(50.0, 1.0);
    let tail = crate::numeric::exp(-50.0);
    assert!(close(loss / tail, 1.0, 1e-14) && close(error / tail, -1.0, 1e-14));
    assert!(close(curvature / tail, 1.0, 1e-14));
}

#[test]
fn a_data_set_as_a_surface() {
    let names = ["a", "b", "c"].map(String::from).to_vec();
    let classes = ["no", "yes"].map(String::from).to_vec();
    let x = array![[1.0, 10.0, 0.0], [3.0, 30.0, 5.0], [5.0, 20.0, 1.0]];
    let data = crate::data::Dataset::new(x, names, vec![0, 1, 1], classes).unwrap();
    let surface = RowLoss::of_dataset(Loss::Log, &data, [1, 0]).unwrap();
    // 10, 30, 20: mean 20, deviation √(200/3); 1, 3, 5: mean 3, √(8/3).
    let scale = 1.5_f64.sqrt();
    for (row, [b, a]) in surface.features().rows().into_iter().zip([[-1.0, -1.0], [1.0, 0.0], [0.0, 1.0]]) {
        assert!(close(row[0], scale * b, 1e-15) && close(row[1], scale * a, 1e-15), "{row:?}");
    }
    assert_eq!(surface.targets(), array![0.0, 1.0, 1.0]);
    assert_eq!(RowLoss::of_dataset(Loss::Log, &data, [0, 3]), Err(RowLossError::Column([0, 3])));
}

#[test]
fn bad_input_is_named() {
    let one = || array![[1.0, 2.0]];
    let refused = |x, y| RowLoss::new(Loss::Log, x, y).unwrap_err();
    assert_eq!(refused(Array2::zeros((0, 2)), array![]), RowLossError::Empty);
    assert_eq!(refused(one(), array![]), RowLossError::Lengths { rows: 1, targets: 0 });
    assert_eq!(refused(array![[1.0, 2.0, 3.0]], array![1.0]), RowLossError::Features(3));
    assert_eq!(refused(array![[f64::NAN, 0.0]], array![1.0]), RowLossError::NotFinite(0));
    assert_eq!(refused(one(), array![2.0]), RowLossError::NotAClass { row: 0, target: 2.0 });
    assert_eq!(Quadratic::new([1.0, 0.0]), Err(QuadraticError::Curvature(0.0)));
    assert_eq!(Quadratic::ill_conditioned(0.5), Err(QuadraticError::Condition(0.5)));
}

#[test]
fn registry_is_sound() {
    for (index, entry) in REGISTRY.iter().enumerate() {
        let id = entry.id.0;
        assert!(id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{id}");
        assert!(REGISTRY[..index].iter().all(|e| e.id != entry.id && e.name != entry.name), "{id} twice");
        assert!(entry.summary.ends_with('.'));
        let surface = by_id(id).unwrap();
        assert!(surface.window().contains(surface.start()), "{id}: start");
        assert!(!surface.minima().is_empty(), "{id}: minima");
        let mut before = f64::NEG_INFINITY;
        for w in surface.minima() {
            assert!(surface.window().contains(w), "{id}: minimum {w:?}");
            let slope = surface.gradient(w);
            // An error of one spacing in w shows in the slope times the curvature.
            let curvature = surface.hessian(w);
            let rounding = 8.0 * f64::EPSILON * curvature.lambda_max() * (1.0 + w[0].abs().max(w[1].abs()));
            assert!(slope.iter().all(|g| g.abs() <= rounding.max(1e-12)), "{id}: slope {slope:?}");
            assert!(curvature.lambda_min() > 0.0, "{id}: {w:?} is no minimum");
            assert!(surface.value(w) >= before - 1e-12, "{id}: minima out of order");
            before = surface.value(w);
        }
        assert!(surface.value(surface.start()) > surface.value(surface.minima()[0]), "{id}");
    }
    assert!(by_id("no-such-surface").is_none());
}

#[test]
fn what_the_summaries_say() {
    let camel: Vec<f64> = SixHumpCamel.minima().iter().map(|&w| SixHumpCamel.value(w)).collect();
    assert!(close(camel[0], -1.0316284534898772, 1e-14)); // the literature's −1.0316
    assert!(close(camel[2], -0.2154638, 1e-7) && close(camel[4], 2.1042503, 1e-7));
    let flat = plateau();
    let start = flat.start();
    assert!(crate::numeric::norm(&flat.gradient(start)) < 1e-5);
    assert!(flat.value(start) > 4.0 * flat.value(flat.minima()[0]));
    assert!(close(flat.minima()[0][0], 0.5723168, 1e-6));
    let slanted = least_squares().hessian([0.0, 0.0]).condition_number().unwrap();
    assert!((20.0..40.0).contains(&slanted), "{slanted}");
    // Rosenbrock's valley: curvature across against along, at the minimum.
    let banana = Rosenbrock.hessian([1.0, 1.0]).condition_number().unwrap();
    assert!((2500.0..2510.0).contains(&banana), "{banana}");
}

proptest! {
    #[test]
    fn derivatives_equal_finite_differences(which in 0..REGISTRY.len(), u in 0.0..1.0_f64, v in 0.0..1.0_f64) {
        let surface = (REGISTRY[which].build)();
        let w = surface.window().at(u, v);
        // Fourth-order central differences with step h are off by h⁴ times the
        // fifth derivative and by rounding of the value over h.
        let h = 1e-3;
        let around = |i: usize, f: &dyn Fn(Point) -> f64| {
            let at = |steps: f64| { let mut p = w; p[i] += steps * h; f(p) };
            (8.0 * (at(1.0) - at(-1.0)) - (at(2.0) - at(-2.0))) / (12.0 * h)
        };
        let gradient = surface.gradient(w);
        let hessian = surface.hessian(w);
        let scale = 1.0 + surface.value(w).abs();
        for (i, exact) in gradient.into_iter().enumerate() {
            let slope = around(i, &|p| surface.value(p));
            prop_assert!((slope - exact).abs() <= 1e-9 * (scale + exact.abs()), "{} {slope} {exact}", REGISTRY[which].id);
        }
        let size = hessian.xx.abs() + hessian.xy.abs() + hessian.yy.abs() + scale;
        for (i, j, exact) in [(0, 0, hessian.xx), (0, 1, hessian.xy), (1, 0, hessian.xy), (1, 1, hessian.yy)] {
            let bend = around(j, &|p| surface.gradient(p)[i]);
            prop_assert!((bend - exact).abs() <= 1e-9 * size, "{} {bend} {exact}", REGISTRY[which].id);
        }
    }

    #[test]
    fn eigenpairs_fit(xx in -50.0..50.0_f64, xy in -50.0..50.0_f64, yy in -50.0..50.0_f64) {
        let h = Hessian { xx, xy, yy };
        let [large, small] = h.eigenvalues();
        prop_assert!(large >= small);
        for (value, v) in h.eigenvalues().into_iter().zip(h.eigenvectors()) {
            let image = h.times(v);
            prop_assert!((image[0] - value * v[0]).abs() < 1e-12 && (image[1] - value * v[1]).abs() < 1e-12);
            prop_assert!((v[0] * v[0] + v[1] * v[1] - 1.0).abs() < 1e-14);
        }
        if let Some(d) = h.solve([1.0, -2.0]) {
            prop_assert!(small > -1e-12);
            let back = h.times(d);
            let size = 1.0 + large * (d[0].abs() + d[1].abs());
            prop_assert!((back[0] - 1.0).abs() < 1e-14 * size && (back[1] + 2.0).abs() < 1e-14 * size);
        }
    }

    #[test]
    fn batches_average_to_the_full_gradient(u in 0.0..1.0_f64, v in 0.0..1.0_f64, cut in 1..59_usize) {
        let surface = log_loss();
        let w = surface.window().at(u, v);
        let rows: Vec<usize> = (0..60).rev().collect();
        let (a, b) = (surface.batch_gradient(w, &rows[..cut]), surface.batch_gradient(w, &rows[cut..]));
        let share = cut as f64 / 60.0;
        let full = surface.gradient(w);
        for i in 0..2 {
            prop_assert!((share * a[i] + (1.0 - share) * b[i] - full[i]).abs() < 1e-14);
        }
    }
}
