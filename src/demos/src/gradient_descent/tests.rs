use super::*;
use crate::player::{Changed, Player};
use crate::settings::{Kind, OWN};
use crate::testdata;
use crate::testing::{self, measure, measured};
use ml::surfaces::REGISTRY;

fn player(pairs: &[(&str, &str)]) -> Player {
    testing::player(&SPEC, pairs)
}

fn preset(id: &str) -> Player {
    testing::preset(&SPEC, id)
}

fn model(pairs: &[(&str, &str)]) -> GradientDescent {
    testing::view(&testing::set(&SPEC, pairs), &testdata::all(&SPEC))
}

const ALONE: [(&str, &str); 3] = [("momentum", "off"), ("rms-prop", "off"), ("adam", "off")];

fn alone(pairs: &[(&str, &str)], step: u32) -> Player {
    let mut player = player(&[pairs, &ALONE].concat());
    player.seek(step);
    player
}

#[test]
fn every_surface_of_the_engine_can_be_chosen() {
    let Kind::Data { options, .. } = &SPEC.settings[0].kind else { panic!() };
    for entry in REGISTRY {
        assert!(options.iter().any(|option| option.0 == entry.id.0), "{}", entry.id);
        let demo = model(&[("surface", entry.id.0)]);
        assert_eq!(settings::has_rows(&demo.settings), demo.ground.surface.rows() > 0, "{}", entry.id);
    }
}

#[test]
fn a_step_in_the_valley_by_hand() {
    // Curvatures 1 and 25, rate 0.04: the weights −4.5 and 1.5 are multiplied by 0.96 and by 0.
    let run = alone(&[("rate", "0.04")], 1);
    assert_eq!(measure(&run, "steps"), 1.0);
    assert_eq!((measure(&run, "w0"), measure(&run, "gd-w1")), (-4.32, 0.0));
    // ½ · (4.5² + 25 · 1.5²) = 38.25 before, ½ · 4.32² = 9.3312 after.
    assert_eq!(measure(&run, "start-loss"), 38.25);
    assert!((measure(&run, "loss") - 9.3312).abs() < 1e-12);
    assert_eq!((measure(&run, "gradient-norm"), measure(&run, "distance")), (4.32, 4.32));
    assert_eq!((measure(&run, "lambda-max"), measure(&run, "condition")), (25.0, 25.0));
    assert_eq!((measure(&run, "rate-limit"), measure(&run, "product")), (0.08, 1.0));
    assert_eq!((measure(&run, "growth-steep"), measure(&run, "growth-flat")), (0.0, 0.96));
    // ½ · (4.5 · 0.96ⁿ)² < 0.3825 for n > ln(10.125 / 0.3825) / (2 · −ln 0.96) = 40.1.
    assert_eq!(measured(&run, "steps-to-percent"), None);
    assert_eq!(measure(&alone(&[("rate", "0.04")], 60), "steps-to-percent"), 41.0);
    assert_eq!(measured(&run, "momentum-loss"), None);
}

#[test]
fn the_bound_is_said_on_either_side() {
    let says = |id: &str, text: &str| {
        let summary = preset(id).demo().summary();
        assert!(summary.contains(text), "{summary}");
    };
    says("just-under", "0.079 · 25 = 1.975, is below 2: it converges.");
    says(
        "on-the-edge",
        "0.08 · 25 = 2, not below 2: along the most curved direction gradient descent’s distance to the minimum never shrinks.",
    );
    says(
        "just-over",
        "0.081 · 25 = 2.025, above 2: along the most curved direction gradient descent’s distance to the minimum grows by 2.5\u{202f}% a",
    );
    let over = preset("just-over");
    assert!((measure(&over, "growth-steep") - 1.025).abs() < 1e-12);
    assert_eq!((measure(&over, "diverged"), measure(&over, "converged")), (1.0, 0.0));
    let bound = over.demo().readouts().pop().unwrap();
    assert_eq!(
        (bound.label.as_str(), bound.value.as_str(), bound.note.as_str()),
        ("Rate must be below", "0.08", "2 / 25")
    );
    // Heavy ball at β = 0.9: 2 · 1.9 / 25.
    let both = preset("heavy-ball");
    assert!((measure(&both, "momentum-rate-limit") - 0.152).abs() < 1e-15);
    assert_eq!((measure(&both, "gd-diverged"), measure(&both, "momentum-diverged")), (1.0, 0.0));
    assert!(measure(&both, "momentum-loss") < 1.0 && measure(&both, "gd-loss") > 1e30);
    assert_eq!(both.demo().readouts().pop().unwrap().note, "2 / 25; Momentum 3.8 / 25 = 0.152");
}

#[test]
fn no_bound_decides_where_it_is_not_felt() {
    let floor = alone(&[("rate", "0.09"), ("start", "3,0,0")], 5);
    assert!(floor.demo().summary().ends_with("but the start has no part along the most curved direction."));
    let rows = alone(&[("surface", "least-squares"), ("rate", "0.1"), ("batch", "stochastic")], 5);
    assert!(!rows.demo().summary().contains("converges"));
}

/// The same formulas in NumPy.
#[test]
fn losses_agree_with_numpy() {
    let near = |player: &Player, name: &str, expected: f64| {
        let found = measure(player, name);
        assert!((found - expected).abs() < 1e-9 * expected, "{name}: {found}, not {expected}");
    };
    let valley = preset("four-ways");
    near(&valley, "momentum-loss", 0.5194976059956814);
    near(&valley, "rms-prop-loss", 2.7944042363386425e-06);
    near(&valley, "adam-loss", 0.12383075689583774);
    near(&preset("heavy-ball"), "momentum-loss", 0.188127304716468);
    let tumors = preset("all-rows");
    near(&tumors, "start-loss", 1.2892132610932365);
    near(&tumors, "lowest-loss", 0.27575707264651184);
    near(&tumors, "loss", 0.2769417442739441);
    near(&tumors, "gradient-norm", 0.006085741798969036);
}

#[test]
fn overflow_has_a_name_and_ends_the_run() {
    // Factors −2 and −74 a step. 25 · 1.5² · 74²ⁿ, the square in the loss, passes 1.8 · 10³⁰⁸ at n = 82.
    let run = alone(&[("rate", "3")], 500);
    assert_eq!((run.steps(), run.finished()), (82, true));
    let summary = run.demo().summary();
    assert!(summary.ends_with("Gradient descent: the loss left the range of 64-bit floats at step 82."), "{summary}");
    assert_eq!((measure(&run, "diverged"), measure(&run, "converged")), (1.0, 0.0));
    assert!(run.demo().measures().iter().all(|m| m.1.is_finite()));
    // One step before, it is only known to go wrong.
    assert!(alone(&[("rate", "3")], 81).demo().summary().contains("above 2"));
}

#[test]
fn rest_is_called_what_it_is() {
    let mut run = alone(&[("rate", "0.04")], 1000);
    assert_eq!(measure(&run, "converged"), 1.0);
    let summary = run.demo().summary();
    assert!(summary.contains(&format!("converged at step {}.", run.steps())), "{summary}");
    run.back();
    assert_eq!(measure(&run, "converged"), 0.0);
    // On the ridge of the saddle the gradient has no part that leads off it.
    let saddle = alone(&[("surface", "saddle"), ("rate", "0.5"), ("start", "0,1.2,0")], 1000);
    assert!(saddle.demo().summary().contains("came to rest at a saddle at step"));
    assert_eq!((measure(&saddle, "converged"), measure(&saddle, "lambda-min")), (0.0, -1.0));
}

#[test]
fn the_start_decides_the_pit() {
    let ends = |start: &str| {
        let run = alone(&[("surface", "himmelblau"), ("rate", "0.01"), ("start", start)], 500);
        [measure(&run, "w0").round(), measure(&run, "w1").round()]
    };
    assert_eq!([ends("-0.3,-0.9,0"), ends("-0.2,-0.9,0")], [[-4.0, -3.0], [4.0, -2.0]]);
}

#[test]
fn a_moved_start_redraws_the_path_where_it_stands() {
    let mut moved = preset("four-ways");
    assert_eq!(moved.drag(0, [3.0, -1.25]), Changed::Adjusted);
    assert_eq!(moved.steps(), 40);
    let fresh = player(&[("start", "3,-1.25,0"), ("step", "40")]);
    assert_eq!(moved.demo().measures(), fresh.demo().measures());
    // So have earlier steps.
    moved.seek(17);
    let fresh = player(&[("start", "3,-1.25,0"), ("step", "17")]);
    assert_eq!(moved.demo().measures(), fresh.demo().measures());
    // Outside the picture there is no start.
    assert_eq!(model(&[("start", "9,9,0")]).start, [-4.5, 1.5]);
    let link = |start, step| testing::linked(&SPEC, &[("start", start), ("step", step)]).notices().to_vec();
    assert_eq!(link("9,9,0", "5"), ["The “start” of the link has no place here, and another was taken."]);
    assert!(link("3,-1.25,0", "5").is_empty());
    assert_eq!(link("3,-1.25,0", "20000").len(), 1);
}

#[test]
fn the_arrow_reads_the_directional_derivative() {
    // The gradient at the start of the valley is 1 · −4.5 and 25 · 1.5.
    let slope = |degrees: &str| measure(&player(&[("arrow", "on"), ("direction", degrees)]), "along");
    for (degrees, expected) in [("0", -4.5), ("90", 37.5), ("180", 4.5), ("270", -37.5)] {
        assert!((slope(degrees) - expected).abs() < 1e-12, "{degrees}");
    }
    // The steepest is against the gradient, at atan2(−37.5, 4.5) = −83.2°, and its slope the gradient's length.
    let steepest = (0..360).min_by(|a, b| slope(&a.to_string()).total_cmp(&slope(&b.to_string())));
    assert_eq!(steepest, Some(277));
    let mut p = player(&[("arrow", "on")]);
    assert!((slope("277") / runs::distance([-4.5, 37.5], [0.0; 2]) + 1.0).abs() < 1e-5);
    p.nudge(1, [0.0, 1.0]);
    assert_eq!(p.settings().number("direction"), 5.0);
    p.nudge(1, [-2.0, 0.0]);
    assert_eq!(p.settings().number("direction"), 355.0);
    p.drag(1, [-4.5, 0.1]);
    assert_eq!(p.settings().number("direction"), 270.0);
    let words = p.demo().summary();
    assert!(words.contains("Along the arrow the loss changes by \u{2212}37.5 per unit."), "{words}");
    // What it asks for is not given away before the first step, nor is it there in the landscape.
    let lines = |p: &Player| p.demo().picture(Size { width: 700.0, height: 420.0 }).panels[0].layers.len();
    assert!(lines(&p) < lines(&player(&[])));
    assert_eq!(measured(&player(&[("arrow", "on"), ("view", "landscape")]), "along"), None);
}

#[test]
fn the_slider_of_the_rate_reaches_to_either_side_of_the_bound() {
    let reach = |surface: &str| model(&[("surface", surface)]).reach();
    assert_eq!(reach("ill-conditioned-quadratic"), [("rate", [0.0016, 0.16])]);
    assert!(reach("himmelblau").is_empty());
    let slant = player(&[("surface", "least-squares")]);
    let [low, high] = slant.reach("rate").unwrap();
    assert!((low - 0.00718).abs() < 1e-5 && (high - 0.718).abs() < 1e-3);
}

#[test]
fn a_pinned_run_keeps_its_own_settings() {
    let mut two = alone(&[("rate", "0.04")], 20);
    let before = two.demo().measures();
    two.pin();
    assert_eq!(two.change(two.settings().with("rate", Value::Number(0.079))), Changed::Adjusted);
    assert_ne!(two.demo().measures(), before);
    assert_eq!(two.compared().unwrap().1.measures(), before);
}

#[test]
fn the_landscape_can_be_taken_hold_of() {
    for surface in ["ill-conditioned-quadratic", "himmelblau", "saddle", "breast-cancer"] {
        let demo = model(&[("surface", surface), ("view", "landscape")]);
        let handle = &demo.handles()[0];
        let under = landscape::under(&demo, handle.at).unwrap();
        assert!(runs::distance(under, demo.start) < 1e-6, "{surface}: {under:?}");
        let moved = demo.drag(&demo.settings, 0, [handle.at[0] + 0.05, handle.at[1]]).unwrap();
        assert_ne!(moved, demo.settings, "{surface}");
    }
    assert_eq!(landscape::under(&model(&[("view", "landscape")]), [0.0, 9.0]), None);
}

#[test]
fn the_ground_is_computed_once_and_truly() {
    let demo = model(&[("surface", "breast-cancer")]);
    let over = demo.ground.window(1.2);
    let terrain = demo.ground.terrain(over);
    let again = model(&[("surface", "breast-cancer"), ("rate", "0.5")]);
    assert!(Rc::ptr_eq(&terrain, &again.ground.terrain(over)));
    // Interpolated heights are those of the surface to a five-hundredth of what is between two contour lines.
    let mut values = Vec::new();
    for i in 0..23 {
        for j in 0..19 {
            let at = [
                over[0] + (over[1] - over[0]) * f64::from(i) / 22.0,
                over[2] + (over[3] - over[2]) * f64::from(j) / 18.0,
            ];
            values.push((demo.ground.surface.value(at), demo.ground.height(&terrain, at)));
        }
    }
    let most = values.iter().fold(0.0_f64, |most, v| most.max(v.0));
    let error = values.iter().fold(0.0_f64, |worst, v| worst.max((v.0 - v.1).abs()));
    assert!(error < most / 16.0 / 50.0, "{error} of {most}");
}

#[test]
fn batches_matter_only_where_there_are_rows() {
    let idle = |pairs: &[(&str, &str)]| testing::set(&SPEC, pairs).idle();
    assert!(["batch", "batch-size", "seed"].iter().all(|key| idle(&[]).contains(key)));
    let real = [("surface", "breast-cancer")];
    assert!(!idle(&real).contains(&"batch") && idle(&real).contains(&"seed"));
    assert!(!idle(&[real[0], ("batch", "mini")]).contains(&"batch-size"));
    assert!(idle(&[("gd", "off"), ("momentum", "off")]).contains(&"rate"));
    // 569 rows, ten at a time: 57 steps an epoch, the last of them with nine rows.
    let mut epoch = preset("ten-rows");
    epoch.seek(57);
    assert_eq!(measure(&epoch, "epochs"), 1.0);
}

#[test]
fn one_row_at_a_time_keeps_wandering() {
    let spread = |id: &str| {
        let mut run = preset(id);
        let mut worst = 0.0_f64;
        for step in 150..200 {
            run.seek(step);
            worst = worst.max(measure(&run, "gradient-norm"));
        }
        worst
    };
    let (one, ten, all) = (spread("one-row"), spread("ten-rows"), spread("all-rows"));
    assert!(one > 1.5 * ten && ten > 2.0 * all, "{one} {ten} {all}");
}

#[test]
fn own_data_need_two_columns_and_two_classes() {
    let own = model(&[("surface", OWN)]);
    assert_eq!(own.ground.surface.rows(), 60);
    assert_eq!(own.ground.weights, ["weight of stops", "weight of snow"]);
    let three = ml::data::Dataset::new(
        vec![[0.0; 2]; 3].into(),
        vec!["a".into(), "b".into()],
        vec![0, 1, 2],
        ["x", "y", "z"].map(String::from).to_vec(),
    );
    let data = Data { own: Some(Rc::new(three.unwrap())), ..Data::default() };
    let refused = Ground::new(&own.settings, &data).err().unwrap().to_string();
    assert_eq!(refused, "a logistic regression needs two classes; the label has 3");
}

#[test]
fn nothing_switched_on_is_said() {
    let none = player(&[&ALONE[..], &[("gd", "off")]].concat());
    assert_eq!(none.demo().summary(), "At the start on the narrow valley: loss 38.2, no method is switched on.");
    assert!(!player(&[&ALONE[..], &[("gd", "off")]].concat()).step());
}
