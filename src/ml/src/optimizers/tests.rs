use super::stability::{Stability, growth, highest_rate, limit};
use super::*;
use crate::rng::Seed;
use crate::surfaces::{Quadratic, Rosenbrock, Saddle, Surface, by_id, least_squares, log_loss, plateau};
use proptest::prelude::*;
use std::sync::Arc;

fn plain(learning_rate: f64) -> Params {
    Params::GradientDescent(GradientDescentParams { learning_rate })
}

fn momentum(learning_rate: f64, beta: f64, nesterov: bool) -> Params {
    Params::Momentum(MomentumParams { learning_rate, beta, nesterov })
}

fn start(surface: impl Surface + 'static, optimizer: Params, weights: [f64; 2]) -> Descent {
    let params = DescentParams { optimizer, ..DescentParams::default() };
    Descent::new(Arc::new(surface), params, weights, Seed(1)).unwrap()
}

/// Weights after each of three steps on gradients 1, 1 and −2 from weight 0.
fn three_steps(params: Params) -> Vec<f64> {
    let mut rule = params.build(1).unwrap();
    let mut w = [0.0];
    [1.0, 1.0, -2.0]
        .map(|g| {
            rule.step(&mut w, &[g]);
            w[0]
        })
        .to_vec()
}

#[test]
fn steps_by_hand() {
    assert_eq!(three_steps(plain(0.5)), [-0.5, -1.0, 0.0]);
    // Heavy ball, β = ½: velocities 1, 1.5, −1.25.
    assert_eq!(three_steps(momentum(0.5, 0.5, false)), [-0.5, -1.25, -0.625]);
    // Nesterov: the same velocities, moves g + ½·v = 1.5, 1.75, −2.625.
    assert_eq!(three_steps(momentum(0.5, 0.5, true)), [-0.75, -1.625, -0.3125]);
    // RMSProp, α = ½: mean squares ½, ¾, 2.375; ε shows in no digit.
    let rms = three_steps(Params::RmsProp(RmsPropParams { learning_rate: 1.0, alpha: 0.5, epsilon: 1e-300 }));
    let moves = [1.0 / 0.5_f64.sqrt(), 1.0 / 0.75_f64.sqrt(), -2.0 / 2.375_f64.sqrt()];
    assert_eq!(rms, [-moves[0], -moves[0] - moves[1], -moves[0] - moves[1] - moves[2]]);
    // Adam, β₁ = β₂ = ½: m = ½, ¾, −⅝ over ½, ¾, ⅞ gives 1, 1, −5/7;
    // s = ½, ¾, 2.375 over the same gives 1, 1, 19/7.
    let adam = AdamParams { learning_rate: 1.0, beta1: 0.5, beta2: 0.5, epsilon: 1e-300, weight_decay: 0.0 };
    let walk = three_steps(Params::Adam(adam));
    assert_eq!(walk[..2], [-1.0, -2.0]);
    assert!((walk[2] - (-2.0 + (5.0 / 7.0) / (19.0_f64 / 7.0).sqrt())).abs() < 1e-15);
    // Weight decay takes lr·wd = 0.1 of the weight off before the move.
    let decayed = three_steps(Params::Adam(AdamParams { weight_decay: 0.1, ..adam }));
    assert!((decayed[1] - (-1.9)).abs() < 1e-15);
}

#[test]
fn memory_can_be_read() {
    let adam = AdamParams { learning_rate: 0.1, beta1: 0.5, beta2: 0.75, epsilon: 1e-8, weight_decay: 0.0 };
    let mut rule = Params::Adam(adam).build(2).unwrap();
    rule.step(&mut [0.0, 0.0], &[2.0, -4.0]);
    assert_eq!(rule.velocity().unwrap(), [1.0, -2.0]);
    assert_eq!(rule.second_moment().unwrap(), [1.0, 4.0]);
    // Corrected by 1 − ¾: roots 2 and 4.
    let rates = rule.effective_rates(2);
    assert!((rates[0] - 0.05).abs() < 1e-9 && (rates[1] - 0.025).abs() < 1e-9);
    let mut ball = momentum(0.1, 0.9, false).build(1).unwrap();
    ball.step(&mut [0.0], &[3.0]);
    assert_eq!((ball.velocity().unwrap(), ball.second_moment()), (&[3.0][..], None));
    assert_eq!(ball.effective_rates(1), [0.1]);
}

#[test]
fn valley_by_hand() {
    // Curvatures 1 and 25 at rate 0.04: factors 0.96 and 0. After one step the
    // steep weight is 0, the flat one 0.96 of itself.
    let mut run = start(Quadratic::ill_conditioned(25.0).unwrap(), plain(0.04), [1.0, 1.0]);
    run.step();
    assert_eq!(run.here().weights, [0.96, 0.0]);
    assert_eq!((run.path()[0].loss, run.path()[0].gradient), (13.0, [1.0, 25.0]));
    assert_eq!(run.here().used, Some([1.0, 25.0]));
    // 0.96ⁿ < 10⁻⁶ for n > 6·ln 10/−ln 0.96 = 338.4.
    assert!(matches!(run.run(1000), Status::Converged(_)));
    assert_eq!(run.steps(), 339);
    assert_eq!(run.step(), run.status());
    assert_eq!(run.steps(), 339);
}

#[test]
fn rate_at_the_limit_by_hand() {
    // 0.08·25 = 2: the steep weight changes sign for ever.
    let mut run = start(Quadratic::ill_conditioned(25.0).unwrap(), plain(0.08), [1.0, 1.0]);
    let Status::Diverging(Divergence::RateTooHigh(why)) = run.status() else { panic!("{:?}", run.status()) };
    assert_eq!((why.product, why.limit, why.curvature, why.growth), (2.0, 2.0, 25.0, 1.0));
    run.run(100);
    assert_eq!(run.here().weights[1], 1.0);
    // On the floor of the valley the walls are not felt: only the flat
    // direction counts, and it converges.
    let floor = start(Quadratic::ill_conditioned(25.0).unwrap(), plain(0.08), [1.0, 0.0]);
    assert_eq!(floor.status(), Status::Running);
}

#[test]
fn overflow_is_named() {
    // Factor 1 − 3·1 = −2 and 1 − 3·25 = −74 a step: 74ⁿ beyond 10¹⁵⁴ makes
    // the squared weight, hence the loss, infinite: n = 83 (74⁸² = 10^153.28…,
    // and ½·25·74¹⁶⁴ is still finite at 10^307.6).
    let mut run = start(Quadratic::ill_conditioned(25.0).unwrap(), plain(3.0), [1.0, 1.0]);
    let Status::Diverging(Divergence::Overflow { step, quantity, loss, .. }) = run.run(1000) else { panic!() };
    assert_eq!((step, quantity), (83, Quantity::Loss));
    assert!(loss.is_finite() && loss > 1e307);
    assert_eq!(run.steps(), 82);
    // A banana's quartic walls throw a plain run out within a few steps.
    let mut run = start(Rosenbrock, plain(0.01), [-1.2, 1.0]);
    assert!(matches!(run.run(20), Status::Diverging(Divergence::Overflow { .. })));
    assert!(run.path().iter().all(|v| v.loss.is_finite()));
}

#[test]
fn stopping_is_not_a_minimum() {
    // On the axis x = 0 the run slides into the saddle: curvatures 1 and −1.
    let mut run = start(Saddle, plain(0.5), [0.0, 1.0]);
    let Status::Converged(rest) = run.run(100) else { panic!() };
    assert_eq!(rest.curvatures, [1.0, -1.0]);
    // Next to it, the run gets away.
    let mut run = start(Saddle, plain(0.5), [1e-3, 1.0]);
    let Status::Converged(rest) = run.run(100) else { panic!() };
    assert!(rest.curvatures[1] > 0.99 && (run.here().weights[0] - 1.0).abs() < 1e-6);
    // A tolerance that is too coarse stops on the plateau.
    let coarse = DescentParams { tolerance: 1e-4, ..DescentParams::default() };
    let run = Descent::new(Arc::new(plateau()), coarse, plateau().start(), Seed(1)).unwrap();
    let Status::Converged(rest) = run.status() else { panic!() };
    assert!(rest.curvatures[0].abs() < 1e-4);
}

#[test]
fn bounds_by_hand() {
    assert_eq!(limit(&momentum(0.1, 0.5, false)), Some(3.0));
    assert_eq!(highest_rate(&momentum(0.1, 0.5, false), 15.0), Some(0.2));
    // Nesterov at β = ½: 2·1.5/2.
    assert_eq!(limit(&momentum(0.1, 0.5, true)), Some(1.5));
    assert_eq!(limit(&Params::Adam(AdamParams::default())), None);
    // Heavy ball with complex roots shrinks by √β, whatever the curvature.
    assert_eq!(growth(&momentum(0.1, 0.25, false), 10.0), Some(0.5));
    assert_eq!(Stability::of(&plain(0.1), -1.0), None);
}

#[test]
fn refusals() {
    let bad = |p: Params| p.build(2).unwrap_err().to_string();
    assert_eq!(bad(plain(-1.0)), "the learning rate must be positive and finite, not -1");
    assert_eq!(bad(momentum(0.1, 1.0, false)), "the momentum must be in [0, 1), not 1");
    let batch = DescentParams { batch: Batch::Stochastic, ..DescentParams::default() };
    let refused = Descent::new(Arc::new(Saddle), batch, [0.0, 0.0], Seed(1));
    assert_eq!(refused.unwrap_err(), DescentError::NoRows);
    let refused = Descent::new(Arc::new(Saddle), DescentParams::default(), [1e200, 0.0], Seed(1));
    assert_eq!(refused.unwrap_err(), DescentError::Start([1e200, 0.0]));
}

#[test]
fn stochastic_runs_circle_where_full_ones_settle() {
    let run = |batch, schedule| {
        let params = DescentParams { optimizer: plain(0.1), schedule, batch, tolerance: 1e-9 };
        let mut run = Descent::new(Arc::new(log_loss()), params, [-2.0, 2.0], Seed(9)).unwrap();
        run.run(6000);
        (run.status(), run.here().gradient_norm, run.epochs())
    };
    let (status, norm, _) = run(Batch::Full, Schedule::Constant);
    assert!(matches!(status, Status::Converged(_)), "{norm}");
    let (status, noisy, epochs) = run(Batch::Stochastic, Schedule::Constant);
    assert_eq!((status, epochs), (Status::Running, 100.0));
    let (_, cooled, _) = run(Batch::Stochastic, Schedule::Cosine { warmup: 0, steps: 6000 });
    assert!(noisy > 1e-3 && cooled < 0.2 * noisy, "{noisy} {cooled}");
}

#[test]
fn seeds_decide_batches_only() {
    let run = |batch, seed| {
        let params = DescentParams { batch, ..DescentParams::default() };
        let mut run = Descent::new(Arc::new(least_squares()), params, [0.0, 0.0], Seed(seed)).unwrap();
        run.run(30);
        run.here().weights
    };
    assert_eq!(run(Batch::Mini(8), 1), run(Batch::Mini(8), 1));
    assert_ne!(run(Batch::Mini(8), 1), run(Batch::Mini(8), 2));
    assert_eq!(run(Batch::Full, 1), run(Batch::Full, 2));
}

fn ruled() -> impl Strategy<Value = (f64, bool)> {
    (0.0..0.95_f64, any::<bool>())
}

proptest! {
    #[test]
    fn just_below_the_limit_converges_and_just_above_diverges(
        condition in 1.0..40.0_f64, (beta, nesterov) in ruled(), angle in 0.1..1.4_f64,
    ) {
        let surface = Quadratic::ill_conditioned(condition).unwrap();
        let from = [libm::cos(angle), libm::sin(angle)];
        for params in [plain(1.0), momentum(1.0, beta, nesterov)] {
            let edge = highest_rate(&params, condition).unwrap();
            let mut below = start(surface, params.with_learning_rate(0.99 * edge), from);
            prop_assert_eq!(below.status(), Status::Running);
            prop_assert!(matches!(below.run(20_000), Status::Converged(_)), "{:?} {:?}", params, below.here());
            let mut above = start(surface, params.with_learning_rate(1.01 * edge), from);
            let Status::Diverging(Divergence::RateTooHigh(why)) = above.status() else { panic!("not seen") };
            prop_assert!(why.growth > 1.0 && why.product >= why.limit);
            above.run(4_000);
            prop_assert!(above.here().loss > 1e6 * above.path()[0].loss, "{:?} {:?}", params, above.here());
        }
    }

    #[test]
    fn growth_is_what_the_run_shows(lambda in 0.1..30.0_f64, share in 1.02..1.5_f64, (beta, nesterov) in ruled()) {
        // Above the limit one real root below −1 wins: late ratios equal it.
        let params = momentum(1.0, beta, nesterov);
        let params = params.with_learning_rate(share * highest_rate(&params, lambda).unwrap());
        let mut run = start(Quadratic::new([lambda, lambda]).unwrap(), params, [1.0, 0.0]);
        run.run(200);
        let path = run.path();
        let ratio = (path[path.len() - 1].weights[0] / path[path.len() - 2].weights[0]).abs();
        let expected = growth(&params, lambda).unwrap();
        prop_assert!((ratio - expected).abs() < 1e-6 * expected, "{} {}", ratio, expected);
    }

    #[test]
    fn loss_does_not_rise_at_a_small_rate(which in 0..2_usize, u in 0.0..1.0_f64, v in 0.0..1.0_f64, share in 0.05..1.0_f64) {
        // Convex with curvature at most L: any rate up to 1/L lowers the loss.
        // The log-loss's curvature is largest at the origin.
        let surface = by_id(["least-squares", "log-loss"][which]).unwrap();
        let rate = share / surface.hessian([0.0, 0.0]).lambda_max();
        let params = DescentParams { optimizer: plain(rate), ..DescentParams::default() };
        let from = surface.window().at(u, v);
        let mut run = Descent::new(surface, params, from, Seed(0)).unwrap();
        run.run(60);
        for pair in run.path().windows(2) {
            prop_assert!(pair[1].loss <= pair[0].loss * (1.0 + 1e-14));
        }
    }

    #[test]
    fn textbook_momentum_is_the_same_walk(gradients in prop::collection::vec(-3.0..3.0_f64, 1..30), beta in 0.0..0.99_f64) {
        let mut rule = momentum(0.1, beta, false).build(1).unwrap();
        let (mut w, mut textbook, mut u) = ([1.0], 1.0, 0.0);
        for g in gradients {
            rule.step(&mut w, &[g]);
            u = beta * u - 0.1 * g;
            textbook += u;
            prop_assert!((w[0] - textbook).abs() < 1e-12);
        }
    }

    #[test]
    fn adams_first_step_forgets_the_gradients_size(g in prop_oneof![-1e6..-1e-3_f64, 1e-3..1e6_f64], rate in 1e-4..1.0_f64) {
        let mut rule = Params::Adam(AdamParams { learning_rate: rate, ..AdamParams::default() }).build(1).unwrap();
        let mut w = [0.0];
        rule.step(&mut w, &[g]);
        // lr·g / (|g| + ε), up to rounding in 1 − 0.999.
        prop_assert!((w[0] + rate * g / (g.abs() + 1e-8)).abs() < 1e-12 * rate);
    }

    #[test]
    fn an_epoch_deals_each_row_once(rows in 1..40_usize, size in 1..50_usize, seed in 0..1000_u64) {
        let mut batches = Batches::new(rows, Batch::Mini(size), Seed(seed));
        for _ in 0..3 {
            let mut seen: Vec<usize> = Vec::new();
            for _ in 0..batches.steps_per_epoch() {
                seen.extend(batches.deal());
            }
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..rows).collect::<Vec<_>>());
        }
    }
}
