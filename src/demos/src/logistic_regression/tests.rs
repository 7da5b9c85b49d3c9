use super::*;
use crate::demo::digest;
use crate::player::{Changed, Player, PlayerInit};
use crate::testdata;
use crate::testing::{self, measure};
use fit::{Minimum, Phase};
use ml::numeric::{exp, ln};

fn player_with(pairs: &[(&str, &str)], steps: u32) -> Player {
    let pairs = pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
    let init = PlayerInit { steps, ..PlayerInit::link(pairs) };
    Player::new(&SPEC, &init, testdata::all(&SPEC)).unwrap()
}

fn preset(id: &str) -> Player {
    testing::preset(&SPEC, id)
}

fn near(player: &Player, name: &str, expected: f64, within: f64) {
    let found = measure(player, name);
    assert!((found - expected).abs() <= within, "{name} is {found}, not {expected}");
}

fn placed(points: &str, steps: u32) -> Player {
    player_with(&[("data", "placed"), ("points", points), ("start", "zero")], steps)
}

/// Three points on a line: negatives at −1 and 0, a positive at 1.
const THREE: &str = "-1,0,0;0,0,0;1,0,1";

#[test]
fn one_step_by_hand() {
    // All p = ½: ∂w1 = (½·(−1) + ½·0 − ½·1)/3 = −1/3, ∂b = (½ + ½ − ½)/3 = 1/6; at rate 1 the negatives of these.
    let p = placed(THREE, 1);
    near(&p, "w1", 1.0 / 3.0, 1e-15);
    near(&p, "w2", 0.0, 0.0);
    near(&p, "bias", -1.0 / 6.0, 1e-15);
    // Log-odds −1/2, −1/6, 1/6: all three on their right sides.
    near(&p, "accuracy", 1.0, 0.0);
    let costs = [-0.5, -1.0 / 6.0, -1.0 / 6.0].map(|z| ln(1.0 + exp(z)));
    near(&p, "loss", costs.iter().sum::<f64>() / 3.0, 1e-15);
    near(&p, "largest-loss", costs[1], 1e-15);
    let handles = p.demo().handles();
    assert_eq!(handles[3].label, "Point 3, positive");
    assert_eq!(handles[3].value, "at (1.00, 0.00): p = 0.542, log-odds 0.167, odds 1.18 to 1, loss 0.613");
}

#[test]
fn tumors_agree_with_numpy() {
    // Newton's method and 200 steps of descent in NumPy, on the 569 standardized rows.
    let p = preset("tumors");
    near(&p, "w1", 3.6369164, 1e-7);
    near(&p, "w2", 0.92591636, 1e-7);
    near(&p, "bias", -0.70573635, 1e-7);
    near(&p, "loss", 0.2558710567996806, 1e-13);
    near(&p, "minimum-loss", 0.2558201286274962, 1e-13);
    near(&p, "minimum-w1", 3.72200349, 1e-7);
    near(&p, "errors", 569.0 - 507.0, 0.0);
    near(&p, "odds-ratio-1", exp(3.6369164), 1e-5);
    let squared = [("data", "breast-cancer"), ("start", "zero"), ("loss", "squared")];
    near(&player_with(&squared, 20), "loss", 0.09842363022032025, 1e-13);
    let penalized = [("data", "breast-cancer"), ("start", "zero"), ("penalty", "on"), ("l2", "0.1")];
    let p = player_with(&penalized, 200);
    near(&p, "loss", 0.4349234935179557, 1e-9);
    near(&p, "fitted", 1.0, 0.0);
    near(&p, "w1", 1.14261787, 1e-4);
}

#[test]
fn a_far_point_pulls_only_from_the_wrong_side() {
    // The same 22 points with none, fitted in NumPy.
    let without = [1.57030637, 1.11373846];
    let (right, wrong) = (preset("far-right"), preset("mislabeled"));
    near(&right, "minimum-w1", without[0], 1e-4);
    near(&right, "minimum-w2", without[1], 1e-4);
    near(&wrong, "minimum-w1", 0.80560803, 1e-7);
    near(&wrong, "minimum-w2", 0.10279363, 1e-7);
    for p in [right, wrong] {
        near(&p, "above-minimum", 0.0, 1e-6);
        near(&p, "rows", 23.0, 0.0);
    }
}

#[test]
fn separable_points_have_no_minimum_without_a_penalty() {
    for seed in 1..20 {
        let seed = seed.to_string();
        let pairs = [("data", "separable"), ("start", "zero"), ("rate", "5"), ("seed", &*seed)];
        let norms = [100, 1000, 3000].map(|n| measure(&player_with(&pairs, n), "weight-norm"));
        assert!(norms[0] < norms[1] && norms[1] < norms[2], "{norms:?}");
        let p = player_with(&pairs, 100);
        near(&p, "separable", 1.0, 0.0);
        assert!(measure(&p, "minimum-loss").is_nan() && measure(&p, "fitted") == 0.0);
    }
    let p = preset("separable");
    assert!(p.demo().summary().contains("there is no minimum"), "{}", p.demo().summary());
    let held = preset("separable-penalized");
    near(&held, "separable", 1.0, 0.0);
    near(&held, "fitted", 1.0, 0.0);
    near(&held, "above-minimum", 0.0, 1e-8);
}

#[test]
fn no_line_does_better_on_xor_than_about_half() {
    let p = preset("xor");
    near(&p, "separable", 0.0, 0.0);
    assert!(measure(&p, "accuracy") < 0.7 && measure(&p, "loss") > 0.65);
}

#[test]
fn squared_error_lags_where_log_loss_recovers() {
    let [log, squared] = ["wrong-log", "wrong-squared"].map(preset);
    assert!(measure(&log, "accuracy") > 0.8 && measure(&squared, "accuracy") < 0.2);
    assert!(squared.demo().table().rows[1][1] == "none");
}

#[test]
fn what_goes_wrong_is_said() {
    let p = preset("too-large");
    let rises = (1..30).filter(|&n| {
        let at = |n| measure(&player_with(&[("rate", "40"), ("start", "zero")], n), "loss");
        at(n) > at(n - 1)
    });
    assert!(rises.count() > 3 && p.demo().summary().contains("rose"), "{}", p.demo().summary());
    // At rate · λ = 100 · 10 the weights grow a thousandfold with every step.
    let p = player_with(&[("penalty", "on"), ("l2", "10"), ("rate", "100")], 50);
    assert!(p.finished() && p.steps() < 5, "{}", p.steps());
    assert!(p.demo().summary().contains("passes a million"), "{}", p.demo().summary());
    let p = placed("1,1,1;2,1,1", 5);
    assert!(p.demo().summary().starts_with("There are 0 negative and 2 positive points."));
    assert!(measure(&p, "loss").is_nan() && p.steps() == 0);
    let p = placed("", 0);
    assert!(measure(&p, "accuracy").is_nan() && measure(&p, "rows") == 0.0);
}

#[test]
fn a_drag_moves_the_fit_along() {
    let mut p = player_with(&[("start", "zero")], 2000);
    let ended = p.steps();
    assert!(p.finished() && ended < 1000, "fitted at {ended}");
    // The one positive below: without it among them the negatives are nearly on their own.
    let handle = p.demo().handles().iter().position(|h| h.at[1] < -1.0 && h.label.contains("positive")).unwrap();
    let before = p.demo().handles()[handle].clone();
    assert_eq!(p.drag(handle, [1.0, 2.5]), Changed::Adjusted);
    assert_eq!(p.settings().choice("data"), "placed");
    let fresh = Player::new(&SPEC, &PlayerInit::link(p.link()), testdata::all(&SPEC)).unwrap();
    assert_eq!(digest(p.demo()), digest(fresh.demo()));
    // What had come to its end has a way to go again.
    assert!(measure(&p, "fitted") == 0.0 && !p.finished());
    assert!(p.step() && p.steps() == ended + 1);
    // Back to where it was, bit by bit.
    p.back();
    p.drag(handle, before.at);
    assert_eq!(digest(p.demo()), digest(player_with(&[("start", "zero")], ended).demo()));
    assert_eq!(p.undo(), Changed::Adjusted);
}

#[test]
fn a_link_that_was_cut_keeps_its_whole_points() {
    for (text, kept, said) in [
        ("-2,-1,0;2,1,1", 2, ""),
        ("-2,-1,0;2,1", 1, "The last of the “points” was cut off and is left out."),
        ("-2,-1,0;2,1,1;-", 2, "The last of the “points” was cut off and is left out."),
        ("-2,-1,0;", 1, ""),
        ("-2,-1", 0, "“points” does not fit this demo and was left out."),
        ("-2,-1,0;2,1;1,1,1", 0, "“points” does not fit this demo and was left out."),
    ] {
        let p = placed(text, 0);
        assert_eq!((p.settings().points("points").len(), p.notices().join(" ").as_str()), (kept, said), "{text}");
    }
    let many = placed(&"1,1,1;".repeat(super::MOST_POINTS + 2), 0);
    assert_eq!(many.notices(), [format!("Of the “points” only the first {} were taken.", super::MOST_POINTS)]);
}

#[test]
fn points_are_added_moved_and_left_out() {
    let mut p = player_with(&[], 0);
    let points = |p: &Player| p.settings().points("points").to_vec();
    p.tap(PLANE, [1.0, 2.0]);
    assert_eq!((points(&p).len(), points(&p)[24]), (25, (1.0, 2.0, 1)));
    assert_eq!(p.tap(1, [1.0, 2.0]), Changed::Nothing);
    // The handle in the corner makes a point and goes on holding it.
    p.change(p.settings().with("click", Value::Choice("negative")));
    let corner = p.demo().handles().len() - 1;
    p.nudge(corner, [-1.0, 0.0]);
    p.nudge(corner, [0.0, 1.0]);
    assert_eq!((points(&p).len(), points(&p)[25]), (26, (4.0, -4.0, 0)));
    near(&p, "rows", 26.0, 0.0);
    // On the edge a point is left out, and beyond there is nothing.
    p.drag(corner, [-9.0, 0.0]);
    assert_eq!(points(&p)[25].0, -EDGE);
    near(&p, "rows", 25.0, 0.0);
    assert!(p.demo().handles()[corner].value.ends_with("left out"));
    // No more than forty; those left out make room.
    for _ in 0..20 {
        p.tap(PLANE, [0.5, 0.5]);
    }
    assert_eq!(points(&p).len(), MOST_POINTS);
    near(&p, "rows", 40.0, 0.0);
    assert_eq!(p.demo().handles().len(), 1 + MOST_POINTS);
    assert_eq!(p.tap(PLANE, [0.5, 0.5]), Changed::Nothing);
}

#[test]
fn hostile_points_become_points_of_the_plane() {
    for text in ["1e6,-1e6,5;1,1,0", "0,0,0;0,0,1;0,0,1", "99,-1e5,1;-8,0,0", &"1,2,1;2,1,0;".repeat(500)] {
        let p = placed(text, 10);
        assert!(p.settings().points("points").len() <= MOST_POINTS);
        for h in p.demo().handles() {
            assert!(h.at.iter().all(|v| v.abs() <= EDGE), "{h:?}");
        }
        assert!(!p.demo().summary().contains("NaN"));
    }
    for text in ["1,2", "1,2,9", "nan,0,1", "inf,0,1", "1e308,0,1", "1,2,1,4"] {
        let p = player_with(&[("points", text)], 0);
        assert_eq!(p.notices().len(), 1, "{text}");
    }
}

#[test]
fn the_probe_reads_odds() {
    // At w = (2/3, …) after one step of rate 2 on three points: log-odds at (1, 0) are 2/3 − 1/3.
    let p = player_with(
        &[("data", "placed"), ("points", THREE), ("start", "zero"), ("rate", "2"), ("probe-x", "1"), ("probe-y", "0")],
        1,
    );
    near(&p, "probe-log-odds", 1.0 / 3.0, 1e-15);
    near(&p, "probe-p", 1.0 / (1.0 + exp(-1.0 / 3.0)), 1e-15);
    let mut p = p;
    p.drag(0, [-2.0, 0.5]);
    near(&p, "probe-log-odds", -5.0 / 3.0, 1e-15);
    assert_eq!(p.steps(), 1);
    // On real data a click moves it too.
    let mut p = player_with(&[("data", "breast-cancer"), ("start", "zero"), ("pull", "off")], 200);
    assert_eq!(p.demo().handles().len(), 1);
    p.tap(PLANE, [0.25, -0.5]);
    assert_eq!(p.demo().handles()[0].at, [0.25, -0.5]);
}

#[test]
fn the_probe_reads_what_a_row_adds_to_the_gradient() {
    let mut p = preset("tumors");
    let view: LogisticRegression = testing::view(p.settings(), &testdata::all(&SPEC));
    // The mean over all rows is the gradient: before the first step, with p = ½ throughout.
    let sums = [0, 1].map(|i| view.judged.iter().map(|j| (0.5 - f64::from(j.class)) * j.at[i]).sum::<f64>() / 569.0);
    let first = view.fit.state(0).gradient;
    assert!((sums[0] - first[0]).abs() < 1e-12 && (sums[1] - first[1]).abs() < 1e-12);
    // A click brings the nearest row, and p − y of it times its place is said.
    for class in [0, 1] {
        let j = view.judged.iter().find(|j| j.class == class).unwrap();
        p.tap(PLANE, [j.at[0] + 0.003, j.at[1] - 0.003]);
        let handle = &p.demo().handles()[0];
        assert_eq!(handle.at, j.at);
        let error = measure(&p, "probe-p") - f64::from(class);
        near(&p, "pull-1", error * j.at[0], 1e-12);
        near(&p, "pull-2", error * j.at[1], 1e-12);
        let readouts = p.demo().readouts();
        let pull = readouts.iter().find(|readout| readout.label == "Error × measurement").unwrap();
        assert!(handle.value.ends_with(&pull.value), "{} {}", handle.value, pull.value);
    }
    // Arrow keys go from row to row.
    let at = |p: &Player| p.demo().handles()[0].at;
    let before = at(&p);
    p.nudge(0, [1.0, 0.0]);
    let right = at(&p);
    assert!(right[0] > before[0] && view.judged.iter().any(|j| j.at == right));
    p.nudge(0, [0.0, -1.0]);
    assert!(at(&p)[1] < right[1]);
    // Elsewhere there is nothing to read.
    for pairs in
        [&[][..], &[("data", "breast-cancer"), ("loss", "squared")], &[("data", "breast-cancer"), ("pull", "off")]]
    {
        assert_eq!(testing::measured(&player_with(pairs, 5), "pull-1"), None, "{pairs:?}");
    }
}

#[test]
fn choosing_what_to_fit_on_fits_at_once() {
    let mut p = player_with(&[("data", "breast-cancer"), ("start", "zero")], 0);
    for (part, rows) in [("half", 284.0), ("forty", 40.0), ("all", 569.0)] {
        assert_eq!(p.change(p.settings().with("fit-on", Value::Choice(part))), Changed::Arrived);
        near(&p, "fitted", 1.0, 0.0);
        near(&p, "rows", rows, 1.0);
    }
    assert_eq!(p.steps(), 546);
}

#[test]
fn two_measurements_that_say_the_same_share_the_weight_oddly() {
    let p = preset("collinear");
    // NumPy: at the minimum radius speaks against and perimeter for a tumor, far more than either does alone.
    near(&p, "minimum-w1", -20.2155712, 1e-5);
    near(&p, "minimum-w2", 24.78279695, 1e-5);
    assert!(measure(&p, "w1") > 0.0 && measure(&p, "above-minimum") > 0.04);
    // A measurement twice over leaves the weights undecided.
    let board =
        Board::placed(&p.settings().with("points", Value::Points(vec![(1.0, 1.0, 1), (0.0, 0.0, 1), (0.5, 0.5, 0)])));
    let fit = Fit::new(p.settings(), board).unwrap();
    assert_eq!((fit.minimum, fit.state(0).phase), (Minimum::NotUnique, Phase::Running));
}

#[test]
fn length_changes_how_sure_and_no_call() {
    // NumPy: the mean log-loss with the weights at the minimum times these numbers. The run ends a little before it.
    let losses = [(0.5, 0.306143), (2.0, 0.318355), (3.0, 0.424377), (5.0, 0.662309), (10.0, 1.285972)];
    let mut p = preset("calibration");
    let (loss, length) = (measure(&p, "loss"), measure(&p, "weight-norm"));
    for (times, expected) in losses {
        assert_eq!(p.change(p.settings().with("length", Value::Number(times))), Changed::Adjusted);
        near(&p, "loss", expected, 2e-4);
        near(&p, "right", 507.0, 0.0);
        near(&p, "weight-norm", times * length, 1e-12);
        near(&p, "fitted", 1.0, 0.0);
    }
    assert!(p.demo().summary().contains("then w and b times 10: loss 1.29"), "{}", p.demo().summary());
    // Training goes on from the weights as they were trained.
    p.back();
    p.step();
    p.change(p.settings().with("length", Value::Number(1.0)));
    near(&p, "loss", loss, 0.0);
    // One step turns the line nearly far enough; being sure takes longer.
    let first = [("data", "breast-cancer"), ("start", "zero")];
    near(&player_with(&first, 1), "loss", 0.539791, 1e-6);
    near(&player_with(&[first[0], first[1], ("length", "7.33")], 1), "loss", 0.285325, 1e-6);
}

#[test]
fn groups_are_counted_and_compared_with_chance() {
    // Quantiles at 2.5 % and 97.5 %, in exact fractions in Python.
    for (rows, p, low, high) in [(194, 0.0169, 0.0, 7.0), (20, 0.5, 6.0, 14.0), (37, 0.881, 28.0, 36.0)] {
        assert_eq!(calibration::chance(rows, p), [low, high].map(|count| count / rows as f64), "{rows} {p}");
    }
    assert_eq!([0.0, 1.0].map(|p| calibration::chance(9, p)), [[0.0; 2], [1.0; 2]]);
    // The listing of the lesson.
    let p = preset("calibration");
    let expected = [("0", 194.0, 0.017, 0.036), ("50", 50.0, 0.65, 0.6), ("80", 37.0, 0.881, 0.919)];
    for (group, rows, said, found) in expected {
        near(&p, &format!("rows-{group}"), rows, 0.0);
        near(&p, &format!("said-{group}"), said, 6e-4);
        near(&p, &format!("found-{group}"), found, 6e-4);
    }
    near(&p, "groups-within", 6.0, 0.0);
    let doubled = preset("doubled");
    near(&doubled, "rows-80", 29.0, 0.0);
    near(&doubled, "found-80", 19.0 / 29.0, 1e-12);
    near(&doubled, "groups-within", 3.0, 0.0);
}

#[test]
fn rows_held_out_are_judged_and_not_learned_from() {
    let held = |part: &str, seed: &str| {
        let pairs = [("data", "breast-cancer"), ("start", "zero"), ("fit-on", part), ("seed", seed)];
        player_with(&pairs, 100)
    };
    let p = held("half", "1");
    near(&p, "rows", 284.0, 0.0);
    assert!(p.demo().readouts().iter().any(|r| r.note.ends_with("of 285 held out")));
    let p = held("forty", "1");
    assert_eq!((measure(&p, "rows"), measure(&p, "positives")), (40.0, 15.0));
    // Other seeds learn from other tumors; without a part held out the seed plays none.
    assert_ne!(measure(&p, "loss"), measure(&held("forty", "2"), "loss"));
    assert_eq!(digest(held("all", "1").demo()), digest(held("all", "2").demo()));
    assert!(measure(&held("all", "1"), "held-out-loss").is_nan());
}
