use super::binary::Binary;
use super::*;
use crate::player::{Changed, Player};
use crate::scored::Scores;
use crate::testdata;
use crate::testing::{self, measure};
use ml::metrics::{Confusion, Scored};
use plot::{Layer, Panel};

/// Five cases, to count by hand: ill at 0.3, 0.6, 0.9 and healthy at 0.1, 0.6.
fn five(pairs: &[(&str, &str)]) -> Binary {
    let scored = Scored::new(&[true, true, true, false, false], &[0.3, 0.6, 0.9, 0.1, 0.6]).unwrap();
    let (positive, negative) = ("ill".into(), "healthy".into());
    let scores = Scores { scored, positive, negative, cases: "people", held_out: false };
    Binary::new(scores.into(), &set(pairs))
}

fn set(pairs: &[(&str, &str)]) -> Settings {
    testing::set(&SPEC, pairs)
}

fn player(pairs: &[(&str, &str)]) -> Player {
    testing::player(&SPEC, pairs)
}

fn preset(id: &str) -> Player {
    testing::preset(&SPEC, id)
}

#[test]
fn five_cases_by_hand() {
    // At 0.6 the case that has exactly 0.6 is called positive.
    let b = five(&[("threshold", "0.6"), ("cost-fn", "5"), ("cost-fp", "2")]);
    let said = b.numbers();
    assert_eq!(b.counts, Confusion { tp: 2, fp: 1, tn: 1, fn_: 1 });
    let measure = |name: &str| said.measures.iter().find(|m| m.0 == name).unwrap().1;
    // 100 · (1·5 + 1·2) / 5 = 140.
    assert_eq!(measure("cost"), 140.0);
    // 0.11 to 0.30 miss nobody and raise one false alarm: 100 · 2 / 5 = 40. The middle of those 20 hundredths.
    assert_eq!((b.cheapest.threshold, b.cheapest.cost), (0.2, 40.0));
    // F2 = 5·2 / (5·2 + 4·1 + 1) = 10/15.
    assert_eq!(measure("f-beta"), 10.0 / 15.0);
    assert_eq!(
        said.summary,
        "At threshold 0.60: 2 of 3 ill people found, 1 missed; 1 false alarm among 2 healthy. \
         Precision 66.7\u{202f}%, recall 66.7\u{202f}%."
    );
    let notes: Vec<String> = said.readouts.into_iter().map(|r| r.note).collect();
    assert_eq!(notes, ["2 / (2 + 1)", "2 / (2 + 1)", "1 / (1 + 1)", "2·2 / (2·2 + 1 + 1)"]);
    let plain = five(&[("threshold", "0.6"), ("ratios", "off"), ("cost-fn", "5")]).numbers();
    assert!(plain.summary.ends_with("among 2 healthy. Cost 120 per 100 people."), "{}", plain.summary);
    assert_eq!((plain.readouts.len(), plain.readouts[0].note.as_str()), (1, "100 · (1 · 5 + 1 · 1) / 5"));
}

#[test]
fn what_has_no_denominator_is_undefined() {
    let b = five(&[("threshold", "1")]);
    let said = b.numbers();
    assert_eq!(b.counts, Confusion { tp: 0, fp: 0, tn: 2, fn_: 3 });
    assert!(said.summary.ends_with("so there is no precision; recall 0.0\u{202f}%, accuracy 40.0\u{202f}%."));
    let readouts = said.readouts;
    assert_eq!((readouts[0].value.as_str(), readouts[0].note.as_str()), ("0 / 0", "no case is called positive"));
    let rows = said.table.rows;
    let value = |name: &str| rows.iter().find(|row| row[0].starts_with(name)).unwrap()[1].clone();
    assert_eq!(value("Precision"), "undefined: no case is called positive");
    assert_eq!(value("Matthews"), "undefined: all calls, or all cases, are alike");
    assert_eq!((value("Recall"), value("F1")), ("0.0\u{202f}%".into(), "0.0\u{202f}%".into()));
}

#[test]
fn decisions_leave_no_gap_and_the_cheapest_is_the_cheapest() {
    let data = testdata::all(&SPEC);
    for pairs in [&[("cost-fn", "5")][..], &[("features", "all")], &[("data", "synthetic"), ("cost-fp", "30")]] {
        let settings = set(pairs);
        let Cases::Two(scores) = Cases::new(&settings, &data).unwrap() else { panic!("two classes") };
        let b = Binary::new(scores.clone(), &settings);
        assert!(b.decisions[0].above < 0.0 && b.decisions.last().unwrap().upto == 1.0);
        for pair in b.decisions.windows(2) {
            assert_eq!(pair[0].upto, pair[1].above);
        }
        let cost = |t: f64| b.costs.per_hundred(&scores.scored.at(t));
        let least = (0..=100).map(|i| cost(f64::from(i) / 100.0)).fold(f64::INFINITY, f64::min);
        assert_eq!((b.cheapest.cost, cost(b.cheapest.threshold)), (least, least));
        for d in &b.decisions {
            assert_eq!(d.counts, scores.scored.at(d.upto));
        }
    }
}

#[test]
fn a_drag_only_looks_at_the_scores_again() {
    let mut p = player(&[]);
    assert_eq!(p.drag(0, [0.2345, 7.0]), Changed::Adjusted);
    assert_eq!(p.settings().number("threshold"), 0.23);
    assert_eq!(p.demo().handles()[0].at[0], 0.23);
    // Prevalence plays no part with real data; the seed does.
    let with = |p: &Player, key: &str, value: Value| p.settings().with(key, value);
    assert_eq!(p.change(with(&p, "prevalence", Value::Number(1.0))), Changed::Adjusted);
    assert_eq!(p.change(with(&p, "seed", Value::Seed(9))), Changed::Rebuilt);
    // A click beside the line brings it there, a click on the matrix does not.
    assert_eq!(p.tap(COST, [0.7, 3.0]), Changed::Adjusted);
    assert_eq!(p.settings().number("threshold"), 0.7);
    assert_eq!(p.tap(2, [0.2, 3.0]), Changed::Nothing);
}

#[test]
fn arrow_keys_move_the_threshold_by_a_hundredth() {
    let mut p = player(&[]);
    for _ in 0..3 {
        assert_eq!(p.nudge(0, [1.0, 0.0]), Changed::Adjusted);
    }
    assert_eq!(p.settings().number("threshold"), 0.53);
    assert_eq!(p.demo().handles()[0].value, "0.53");
    p.nudge(0, [100.0, 0.0]);
    assert_eq!(p.nudge(0, [1.0, 0.0]), Changed::Nothing);
    assert_eq!(p.settings().number("threshold"), 1.0);
    assert!(preset("digits").demo().handles().is_empty());
}

#[test]
fn the_presets_show_what_they_promise() {
    let never = preset("always-negative");
    assert_eq!((measure(&never, "tp"), measure(&never, "fp"), measure(&never, "accuracy")), (0.0, 0.0, 0.99));
    assert!(measure(&never, "precision").is_nan());

    let screening = preset("screening");
    assert_eq!((measure(&screening, "fn"), measure(&screening, "recall")), (0.0, 1.0));

    // Hardly anybody is ill, so most alarms are false although the test is a good one.
    let rare = preset("rare-disease");
    assert!(measure(&rare, "recall") > 0.85 && measure(&rare, "specificity") > 0.9);
    assert!(measure(&rare, "precision") < 0.2);

    // The default leaves mistakes of both kinds to look at.
    let default = player(&[]);
    assert!(measure(&default, "fn") > 5.0 && measure(&default, "fp") > 5.0);
    assert_eq!(measure(&default, "positives") + measure(&default, "negatives"), 285.0);

    assert_eq!(measure(&preset("wine"), "cases"), 89.0);
    assert_eq!(measure(&preset("digits"), "cases"), 899.0);
    assert!(measure(&preset("digits"), "accuracy") > 0.95);
}

#[test]
fn a_change_of_the_mix_leaves_the_scores_of_either_group() {
    // Two normals 2 apart, divided in the middle: either is on its side with probability Φ(1) = 0.8413. Of 2,500
    // draws the share has a standard deviation of √(0.8413·0.1587/2500) = 0.0073.
    for prevalence in ["10", "50"] {
        let p = player(&[("data", "synthetic"), ("people", "5000"), ("prevalence", prevalence)]);
        assert!((measure(&p, "specificity") - 0.8413).abs() < 3.0 * 0.0073, "{}", p.demo().summary());
    }
}

#[test]
fn own_data_that_do_not_fit_are_refused_with_a_reason() {
    let lone = ml::data::Dataset::new(
        vec![[0.0], [1.0], [2.0], [3.0]].into(),
        vec!["x".into()],
        vec![0, 0, 0, 1],
        vec!["no".into(), "yes".into()],
    );
    let mut data = testdata::all(&SPEC);
    data.own = Some(Rc::new(lone.unwrap()));
    let said = Cases::new(&set(&[("data", "own")]), &data).err().unwrap().to_string();
    assert_eq!(said, "“yes” has too few rows: each half needs one of every class");
    assert_eq!(Cases::new(&set(&[("data", "own")]), &Data::default()).err(), Some(BuildError::NoOwnData));
    assert!(matches!(Cases::new(&set(&[]), &Data::default()).err(), Some(BuildError::MissingData(_))));
}

/// Areas of the rectangles of a panel.
fn areas(panel: &Panel) -> Vec<f64> {
    let area = |b: &[f64; 4]| (b[1] - b[0]) * (b[3] - b[2]);
    let bars = panel.layers.iter().filter_map(|l| if let Layer::Bars { bars, .. } = l { Some(bars) } else { None });
    bars.flatten().map(area).collect()
}

#[test]
fn areas_of_the_matrix_are_in_proportion_to_the_counts() {
    let p = player(&[]);
    let counts = ["fn", "tp", "tn", "fp"].map(|name| measure(&p, name));
    let areas = areas(&p.demo().picture(Size { width: 700.0, height: 430.0 }).panels[2]);
    assert_eq!(areas.len(), 4);
    for (area, count) in areas.iter().zip(counts) {
        assert!((area / count - areas[2] / counts[2]).abs() < 1e-6 * area, "{areas:?} {counts:?}");
    }
}

/// Marks of a class in the strip, right calls and wrong ones.
fn marks(panel: &Panel, class: u8) -> [Vec<[f64; 2]>; 2] {
    let of = |want: bool| {
        let find = panel.layers.iter().find_map(|layer| match layer {
            Layer::Marks { points, ink: plot::Ink::Class(c), filled, .. } if *c == class && *filled == want => {
                Some(points.clone())
            }
            _ => None,
        });
        find.unwrap_or_default()
    };
    [of(true), of(false)]
}

#[test]
fn every_case_is_one_mark_on_its_side_of_the_line() {
    let p = player(&[("threshold", "0.3")]);
    let strip = &p.demo().picture(Size { width: 700.0, height: 455.0 }).panels[STRIP];
    let ([tp, fn_], [tn, fp]) = (marks(strip, 1), marks(strip, 0));
    let found = [tp.len(), fn_.len(), tn.len(), fp.len()].map(|n| n as f64);
    assert_eq!(found, ["tp", "fn", "tn", "fp"].map(|name| measure(&p, name)));
    assert!(tp.iter().chain(&fp).all(|m| m[0] >= 0.3) && fn_.iter().chain(&tn).all(|m| m[0] < 0.3));
    assert!(tp.iter().chain(&fn_).all(|m| m[1] > 0.0) && tn.iter().chain(&fp).all(|m| m[1] < 0.0));
    let inside = |m: &[f64; 2]| m[1] >= strip.y.from && m[1] <= strip.y.to;
    assert!([tp, fn_, tn, fp].iter().flatten().all(inside));
}

#[test]
fn the_axis_of_costs_stays_and_what_is_dearer_stands_at_its_edge() {
    // To flag all costs 100 · 179 / 285 = 62.8, to flag none twelve times as much; 0.5 costs less than twice 62.8.
    let at = |threshold: &str| {
        let p = player(&[("features", "all"), ("cost-fn", "20"), ("threshold", threshold)]);
        let panel = &p.demo().picture(Size { width: 760.0, height: 494.0 }).panels[COST];
        let mark = panel.layers.iter().rev().find_map(|layer| match layer {
            Layer::Marks { points, filled, .. } => Some((points[0], *filled)),
            _ => None,
        });
        (measure(&p, "cost"), panel.y.to, mark.unwrap())
    };
    let (cost, top, mark) = at("0.5");
    assert!((top - 200.0 * 179.0 / 285.0).abs() < 1e-9);
    assert_eq!(mark, ([0.5, cost], true));
    let (cost, same, mark) = at("1");
    assert!(cost > 700.0);
    assert_eq!((same, mark), (top, ([1.0, top], false)));
}

#[test]
fn marks_stay_marks_on_a_phone() {
    let p = player(&[("features", "all")]);
    for (width, height) in [(320.0, 560.0), (360.0, 630.0), (560.0, 364.0), (760.0, 494.0)] {
        let strip = &p.demo().picture(Size { width, height }).panels[STRIP];
        let [found, missed] = marks(strip, 1);
        assert_eq!((found.is_empty(), missed.len()), (false, measure(&p, "fn") as usize));
        assert_eq!(marks(strip, 0)[1].len(), measure(&p, "fp") as usize);
    }
}
