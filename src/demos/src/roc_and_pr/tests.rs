use super::curves::A;
use super::*;
use crate::player::{Changed, Player};
use crate::settings::Value;
use crate::testdata;
use crate::testing::{self, measure};
use plot::{Ink, Layer, Panel, Shape};

fn player(pairs: &[(&str, &str)]) -> Player {
    testing::player(&SPEC, pairs)
}

fn preset(id: &str) -> Player {
    testing::preset(&SPEC, id)
}

fn cases(pairs: &[(&str, &str)]) -> Cases {
    Cases::new(&testing::set(&SPEC, pairs), &testdata::all(&SPEC)).unwrap()
}

fn panel(player: &Player, number: usize) -> Panel {
    player.demo().picture(Size { width: 700.0, height: 490.0 }).panels[number].clone()
}

/// The curve that is drawn for model A.
fn drawn(panel: &Panel) -> Vec<[f64; 2]> {
    let line = panel.layers.iter().find_map(|layer| match layer {
        Layer::Line { points, stroke } if *stroke == A => Some(points.clone()),
        _ => None,
    });
    line.unwrap()
}

/// Area under a drawn line, by trapezoids; of steps that is the area of their rectangles.
fn under(line: &[[f64; 2]]) -> f64 {
    line.windows(2).map(|w| (w[1][0] - w[0][0]) * (w[1][1] + w[0][1]) / 2.0).sum()
}

#[test]
fn the_areas_that_are_drawn_are_the_areas_that_are_named() {
    for id in ["real-tumors", "one-in-a-hundred", "crossing-curves", "upside-down", "five-grades", "calls-only"] {
        let p = preset(id);
        assert!((under(&drawn(&panel(&p, ROC))) - measure(&p, "auc")).abs() < 1e-12, "{id}");
        let steps = drawn(&panel(&p, PR));
        assert!((under(&steps) - measure(&p, "average-precision")).abs() < 1e-12, "{id}");
        assert!(steps.windows(2).all(|w| w[0][0] == w[1][0] || w[0][1] == w[1][1]), "{id}: steps, no slopes");
    }
}

#[test]
fn auc_is_the_share_of_all_pairs_ranked_right_with_ties_as_half() {
    for (pairs, has_ties) in [(&[][..], false), (&[("grades", "five")], true), (&[("grades", "two")], true)] {
        let a = cases(pairs).a;
        let scores = a.scores.scored.scores();
        // Twice the number, so that it stays whole.
        let (mut right, mut ties) = (0_u64, 0_u64);
        for &n in &a.rows[0] {
            for &p in &a.rows[1] {
                right += 2 * u64::from(scores[p] > scores[n]) + u64::from(scores[p] == scores[n]);
                ties += u64::from(scores[p] == scores[n]);
            }
        }
        assert_eq!(a.roc.auc(), right as f64 / (2 * a.rows[0].len() * a.rows[1].len()) as f64);
        assert_eq!(ties > 0, has_ties);
    }
    // Calls without scores have one point; the area below is the mean of recall and specificity: balanced accuracy.
    let p = preset("calls-only");
    let balanced = (measure(&p, "recall") + 1.0 - measure(&p, "fpr")) / 2.0;
    assert!((measure(&p, "auc") - balanced).abs() < 1e-15);
}

#[test]
fn random_pairs_tend_to_the_auc_and_come_to_an_end() {
    for pairs in [&[][..], &[("grades", "two")], &[("data", "synthetic"), ("separation", "0")]] {
        let mut p = player(pairs);
        assert!(measure(&p, "pairs-right").is_nan());
        p.seek(Pairs::MOST + 5);
        assert_eq!((p.steps(), p.finished()), (Pairs::MOST, true));
        let (auc, share) = (measure(&p, "auc"), measure(&p, "pairs-right"));
        // Three standard errors of a share; ties make it vary less.
        let error = (auc * (1.0 - auc) / f64::from(Pairs::MOST)).sqrt();
        assert!((share - auc).abs() < 3.0 * error, "{share} {auc}");
        assert_eq!(measure(&p, "pairs-tied") > 0.0, pairs.contains(&("grades", "two")));
    }
}

#[test]
fn prevalence_moves_one_curve_and_leaves_the_other() {
    let (sample, rare) = (player(&[]), player(&[("prevalence", "1")]));
    assert_eq!(panel(&sample, ROC), panel(&rare, ROC));
    for same in ["auc", "recall", "fpr", "rival-auc", "rival-recall", "tp", "fp"] {
        assert_eq!(measure(&sample, same), measure(&rare, same), "{same}");
    }
    // At the sample's own share the numbers are those of the counts, to the bit.
    assert_eq!(measure(&sample, "prevalence"), 106.0 / 285.0);
    let [tp, fp, fn_] = ["tp", "fp", "fn"].map(|name| measure(&sample, name));
    assert_eq!(measure(&sample, "precision"), tp / (tp + fp));
    assert_eq!(measure(&sample, "f1"), 2.0 * tp / (2.0 * tp + fp + fn_));
    // One positive in a hundred: as if there were each negative 99·106/179 times.
    let times = 99.0 * 106.0 / 179.0;
    let precision = tp / (tp + times * fp);
    assert!((measure(&rare, "precision") - precision).abs() < 1e-12);
    let f1 = 2.0 * tp / (2.0 * tp + times * fp + fn_);
    assert!((measure(&rare, "f1") - f1).abs() < 1e-12);
    assert!(measure(&rare, "average-precision") < 0.75 * measure(&sample, "average-precision"));
}

#[test]
fn what_is_undefined_is_said_and_not_drawn() {
    let p = player(&[("threshold", "1")]);
    assert!(measure(&p, "precision").is_nan());
    assert_eq!((measure(&p, "recall"), measure(&p, "fpr"), measure(&p, "f1")), (0.0, 0.0, 0.0));
    assert!(p.demo().summary().contains("none is flagged, so there is no precision"));
    let pr = panel(&p, PR);
    let point = |l: &Layer| matches!(l, Layer::Marks { ink: Ink::Accent, .. });
    assert!(!pr.layers.iter().any(point) && panel(&p, ROC).layers.iter().any(point));
    assert!(pr.layers.iter().any(|l| matches!(l, Layer::Text { text, .. } if text.contains("none is flagged"))));
    let names: Vec<String> = p.demo().handles().into_iter().map(|handle| handle.label).collect();
    assert_eq!(names, ["Threshold", "Point on the ROC curve", "Ring on B's ROC curve", "Prevalence"]);
    // The curve begins with the first alarm, at the precision of that alarm.
    let first = drawn(&pr)[0];
    assert_eq!(first, [0.0, 1.0]);
}

#[test]
fn the_presets_show_what_they_promise() {
    let crossing = preset("crossing-curves");
    // Both aim at Φ(0.85) = 0.802 and Φ(0.857) = 0.804.
    assert!((measure(&crossing, "auc") - measure(&crossing, "rival-auc")).abs() < 0.005);
    assert!(measure(&crossing, "average-precision") > measure(&crossing, "rival-average-precision") + 0.1);
    let at = |threshold: &str| {
        let mut p = preset("crossing-curves");
        p.change(p.settings().with("threshold", Value::Number(threshold.parse().unwrap())));
        measure(&p, "recall") - measure(&p, "rival-recall")
    };
    assert!(at("0.8") > 0.2 && at("0.2") < -0.05, "A leads where alarms are few, B where they are many");

    // Without separation AUC varies around one half by √((n + m + 1) / 12nm) = √(401 / (12·148·252)) = 0.0299.
    let coin = preset("coin");
    assert!((measure(&coin, "auc") - 0.5).abs() < 3.0 * 0.0299);
    assert!(measure(&coin, "auc-low") < 0.5 && measure(&coin, "auc-high") > 0.5);
    assert_eq!(measure(&coin, "pairs"), 200.0);

    // Φ(−1.5 / √2) = 0.1444, with a standard error of about 0.02.
    let upside_down = preset("upside-down");
    assert!((measure(&upside_down, "auc") - 0.1444).abs() < 0.06);

    let width = |p: &Player| measure(p, "auc-high") - measure(p, "auc-low");
    // The test aims at Φ(1.2 / √2) = 0.802, which thirty people cannot tell from a useless one or a good one.
    let tiny = preset("tiny-test-set");
    assert!(measure(&tiny, "auc-low") < 0.65 && measure(&tiny, "auc-high") > 0.9);
    let tumors = preset("real-tumors");
    assert!(width(&tumors) < 0.03);
    // On the same cases most luck cancels, so the difference is surer than either area suggests: the intervals of
    // A and of B meet, that of their difference stays above 0.
    let two = player(&[("band", "on")]);
    assert!(measure(&tumors, "auc-low") < measure(&two, "auc-high"));
    let difference = measure(&tumors, "difference-high") - measure(&tumors, "difference-low");
    assert!(measure(&tumors, "difference-low") > 0.0 && difference < width(&tumors) + width(&two));
}

#[test]
fn the_band_lies_around_the_curve_and_is_drawn_once() {
    let cases = cases(&[("data", "synthetic"), ("separation", "1")]);
    let band = cases.band().unwrap();
    assert!(std::ptr::eq(band, cases.band().unwrap()));
    assert_eq!(band.replicates, 2000);
    assert!(band.auc.0 < cases.a.roc.auc() && cases.a.roc.auc() < band.auc.1);
    assert!(band.points.iter().all(|p| p.low <= p.high));
    // DeLong-type theory for normal scores: AUC Φ(1/√2) = 0.760 and a standard error near 0.025, so four of them.
    assert!((band.auc.1 - band.auc.0 - 0.1).abs() < 0.03, "{:?}", band.auc);
}

#[test]
fn curves_can_be_dragged_and_walked_along() {
    let mut p = player(&[]);
    let recall = measure(&p, "recall");
    // A key goes to the next different point, however far or near.
    assert_eq!(p.nudge(1, [1.0, 0.0]), Changed::Adjusted);
    let (next, fpr) = (measure(&p, "recall"), measure(&p, "fpr"));
    assert!(next >= recall && p.settings().number("threshold") < 0.5);
    p.nudge(1, [0.0, -1.0]);
    assert_eq!(measure(&p, "recall"), recall);
    assert!(measure(&p, "fpr") <= fpr);
    p.nudge(4, [1.0, 0.0]);
    assert_eq!(measure(&p, "recall"), next);
    p.nudge(4, [0.0, 1.0]);
    assert_eq!(measure(&p, "recall"), recall);
    // B's rings follow, and lead.
    let (rate, found) = (measure(&p, "fpr"), measure(&p, "rival-recall"));
    assert_eq!(p.demo().handles()[2].at, [rate, found]);
    p.nudge(2, [0.0, 1.0]);
    assert!(measure(&p, "fpr") > rate && measure(&p, "rival-recall") >= found);
    p.nudge(2, [-1.0, 0.0]);
    assert_eq!([measure(&p, "fpr"), measure(&p, "rival-recall")], [rate, found]);
    p.nudge(5, [2.0, 0.0]);
    assert!(measure(&p, "recall") > recall);
    // A pointer brings the nearest point, wherever it is let go, and so does a click.
    p.drag(1, [0.2, 0.97]);
    assert!((measure(&p, "fpr") - 0.2).abs() < 0.03);
    p.tap(PR, [0.6, 1.02]);
    assert!((measure(&p, "recall") - 0.6).abs() < 0.03);
    assert_eq!(p.tap(3, [5.0, 0.5]), Changed::Nothing);
    // The base line is the prevalence.
    p.drag(3, [0.3, 0.052]);
    assert_eq!(p.settings().number("prevalence"), 5.2);
    p.drag(3, [0.3, -4.0]);
    assert_eq!(p.settings().number("prevalence"), 0.1);
}

#[test]
fn what_belongs_to_a_hidden_panel_is_neither_shown_nor_said() {
    let terms = ["precision\u{2013}recall", "Average precision", "Prevalence", "average precision", "prevalence", "F1"];
    let said = |p: &Player| {
        let demo = p.demo();
        let readouts = demo.readouts().into_iter().map(|readout| readout.label + &readout.note);
        let handles = demo.handles().into_iter().map(|handle| handle.label);
        readouts.chain(handles).chain([demo.summary()]).collect::<Vec<_>>().join("\n")
    };
    let names = |p: &Player| terms.iter().filter(|term| said(p).contains(**term)).count();
    let whole = player(&[]);
    assert!(names(&whole) > 3);
    for (panels, drawn, rows) in [("roc", 3, 5), ("scores", 2, 2)] {
        // At another prevalence too, which then plays no part.
        let p = player(&[("panels", panels), ("prevalence", "1"), ("costs", "on")]);
        assert_eq!(names(&p), 0, "{panels}");
        let demo = p.demo();
        assert_eq!(
            (demo.picture(Size { width: 700.0, height: 490.0 }).panels.len(), demo.handles().len()),
            (drawn, rows)
        );
        assert!(demo.idle().contains(&"prevalence") && demo.idle().contains(&"rival") == (panels == "scores"));
        assert_eq!(measure(&p, "precision"), measure(&whole, "precision"));
        assert_eq!(testing::measured(&p, "rival-auc").is_some(), panels == "roc");
        let mut pairs = player(&[("panels", panels)]);
        assert_eq!(pairs.tap(drawn - 1, [0.5, 0.5]), Changed::Nothing, "the pairs are no curve");
    }
}

#[test]
fn costs_are_added_up_and_the_cheapest_threshold_is_marked() {
    let emergency = [("panels", "roc"), ("threshold", "0.7"), ("costs", "on")];
    let crossing = SPEC.presets.iter().find(|preset| preset.id == "crossing-curves").unwrap().settings;
    let p = player(&[crossing, &emergency].concat());
    // 156 misses of 20 each, and 41 false alarms, among 1,000 people.
    assert_eq!([measure(&p, "cost"), measure(&p, "cost-per-case")], [3161.0, 3.161]);
    // A can do no better than to flag the 630 healthy people too; B misses 3 and flags 401.
    assert_eq!([measure(&p, "cheapest-cost"), measure(&p, "cheapest-threshold")], [630.0, 0.0]);
    assert_eq!(measure(&p, "rival-cheapest-cost"), 461.0);
    let marks = |panel: &Panel| {
        let cross = |layer: &Layer| match layer {
            Layer::Marks { points, shape: Shape::Cross, .. } => points.clone(),
            _ => Vec::new(),
        };
        panel.layers.iter().flat_map(cross).collect::<Vec<_>>()
    };
    let [strip, roc] = [STRIP, ROC].map(|number| panel(&p, number));
    assert_eq!(marks(&strip)[0][0], 0.0);
    assert_eq!(marks(&roc)[0], [1.0, 1.0]);
    assert!((marks(&roc)[1][0] - 401.0 / 630.0).abs() < 1e-12 && (marks(&roc)[1][1] - 367.0 / 370.0).abs() < 1e-12);
    // The line of equal cost goes through the point, at the slope 630 / (370 · 20).
    let prices = view(&p).prices.unwrap();
    let [[x, y], [right, up]] = prices.equal(&view(&p), [41.0 / 630.0, 214.0 / 370.0]);
    assert_eq!((x, right), (0.0, 1.0));
    assert!(((up - y) - 630.0 / 7400.0).abs() < 1e-12 && (y + 41.0 / 7400.0 - 214.0 / 370.0).abs() < 1e-12);
    // B has a threshold of its own, in its ring, its line and a slider; the pairs have made room.
    let mut own = player(&[crossing, &emergency, &[("rival-threshold", "0.21")]].concat());
    assert_eq!([measure(&own, "rival-cost"), measure(&own, "cost")], [461.0, 3161.0]);
    let handles = own.demo().handles();
    let labels: Vec<&str> = handles.iter().map(|handle| handle.label.as_str()).collect();
    assert_eq!(labels, ["Threshold", "Point on the ROC curve", "Ring on B's ROC curve", "Cost of A", "Cost of B"]);
    assert_eq!(handles[2].at, [401.0 / 630.0, 367.0 / 370.0]);
    assert_eq!((handles[4].panel, handles[4].at), (2, [0.21, 461.0]));
    assert_eq!(panel(&own, 2).title, "Total cost, in false alarms");
    own.nudge(2, [0.0, -1.0]);
    assert!(own.settings().number("rival-threshold") > 0.21 && own.settings().number("threshold") == 0.7);
    own.drag(4, [0.31, 0.0]);
    own.tap(2, [0.4, 9.0]);
    let thresholds = ["threshold", "rival-threshold"].map(|key| own.settings().number(key));
    assert_eq!(thresholds, [0.4, 0.31]);
    assert!(!own.demo().summary().contains("pairs") && player(&[]).demo().idle().contains(&"rival-threshold"));
    // Elsewhere each class counts by its share: as many cases, but 1 % of them positive.
    let rare = player(&[("prevalence", "1"), ("costs", "on")]);
    let cost = 285.0 * (0.01 * 20.0 * 22.0 / 106.0 + 0.99 * 9.0 / 179.0);
    assert!((measure(&rare, "cost") - cost).abs() < 1e-9);
    assert!(measure(&rare, "cheapest-cost") <= cost && testing::measured(&player(&[]), "cost").is_none());
}

/// The cases as a player's settings look at them.
fn view(player: &Player) -> View {
    testing::view(player.settings(), &testdata::all(&SPEC))
}

#[test]
fn looking_elsewhere_keeps_the_scores_and_the_pairs() {
    let mut p = player(&[]);
    p.seek(50);
    let share = measure(&p, "pairs-right");
    for (key, value) in [
        ("threshold", Value::Number(0.2)),
        ("prevalence", Value::Number(3.0)),
        ("rival", Value::Toggle(false)),
        ("hull", Value::Toggle(true)),
        ("band", Value::Toggle(true)),
        // Plays no part with real data.
        ("separation", Value::Number(1.0)),
    ] {
        assert_eq!(p.change(p.settings().with(key, value)), Changed::Adjusted, "{key}");
    }
    assert_eq!((p.steps(), measure(&p, "pairs-right")), (50, share));
    // What was left out of account meanwhile counts once it has a part.
    p.change(p.settings().with("rival-features", Value::Choice("all")));
    p.change(p.settings().with("rival", Value::Toggle(true)));
    let fresh = player(&[("rival-features", "all")]);
    assert_eq!(measure(&p, "rival-auc"), measure(&fresh, "rival-auc"));
}

#[test]
fn own_data_need_two_classes_and_a_second_column_to_compare() {
    let build = |own: ml::data::Dataset| {
        let mut data = testdata::all(&SPEC);
        data.own = Some(Rc::new(own));
        Cases::new(&Settings::read(SPEC.settings, &[("data", "own")]).0, &data)
    };
    let own = |classes: usize| {
        let y: Vec<usize> = (0..24).map(|row| row % classes).collect();
        let x: Vec<[f64; 1]> = (0..24).map(|row| [f64::from(row % 7)]).collect();
        ml::data::Dataset::new(x.into(), vec!["x".into()], y, (0..classes).map(|c| c.to_string()).collect()).unwrap()
    };
    assert_eq!(build(own(3)).err().unwrap().to_string(), "the label column has 3 classes; these curves are for two");
    let settings = Settings::new(SPEC.settings);
    let alone = Rc::new(build(own(2)).unwrap());
    assert!(alone.b.is_none());
    assert_eq!(View::view(&alone, &settings, &View::start(&alone)).idle(), ["rival", "rival-threshold"]);
    assert_eq!(build(testdata::own()).unwrap().b.unwrap().name, "stops");
}
