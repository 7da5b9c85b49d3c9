use super::settings::MOST_FITS;
use super::*;
use crate::testing::{self, measure};
use crate::{Changed, Player};
use plot::Layer;

fn player(pairs: &[(&str, &str)]) -> Player {
    testing::player(&SPEC, pairs)
}

fn preset(id: &str) -> Player {
    testing::preset(&SPEC, id)
}

/// Every preset and the defaults.
fn all() -> Vec<Player> {
    SPEC.presets.iter().map(|p| preset(p.id)).chain([player(&[])]).collect()
}

#[test]
fn the_parts_add_up_to_the_measured_test_error() {
    for mut player in all() {
        for fits in [0, 60] {
            player.seek(fits);
            let said = player.demo().summary();
            let [bias2, variance, noise, sum] =
                ["bias2", "variance", "noise", "sum"].map(|name| measure(&player, name));
            assert_eq!(bias2 + variance + noise, sum, "{said}");
            let (gap, luck) = (measure(&player, "gap"), measure(&player, "gap-luck"));
            assert!(luck > 0.0 && gap.abs() < 4.0 * luck, "{gap} ± {luck}: {said}");
        }
    }
    // More fits leave less to luck: ten times as many about a root of ten less.
    let mut player = preset("about-right");
    let few = measure(&player, "gap-luck");
    player.seek(180);
    let ratio = few / measure(&player, "gap-luck");
    assert!((ratio - 10.0_f64.sqrt()).abs() < 0.1, "{ratio}");
}

/// The parts over again from nothing but the curves that are drawn.
#[test]
fn the_numbers_are_those_of_the_curves() {
    for pairs in [&[("degree", "4"), ("start", "7")][..], &[("family", "tree"), ("start", "3"), ("probe", "-0.7")]] {
        let settings = testing::set(&SPEC, pairs);
        let view: View = testing::view(&settings, &Data::default());
        let truth: Vec<f64> = ml::bias_variance::grid().iter().map(|&x| view.params.truth.at(x)).collect();
        let count = view.fits.len() as f64;
        let (mut bias2, mut variance) = (0.0, 0.0);
        for (i, truth) in truth.iter().enumerate() {
            let mean = view.fits.iter().map(|f| f.curve[i]).sum::<f64>() / count;
            bias2 += (mean - truth) * (mean - truth) / 101.0;
            variance +=
                view.fits.iter().map(|f| (f.curve[i] - mean) * (f.curve[i] - mean)).sum::<f64>() / count / 101.0;
            assert!((view.mean()[i] - mean).abs() < 1e-14);
        }
        let here = view.here();
        assert!((here.bias_squared - bias2).abs() < 1e-13 && (here.variance - variance).abs() < 1e-13);
        let probe = view.probe();
        let i = ((probe.x + 1.0) * 50.0).round() as usize;
        assert!((probe.x - settings.number("probe")).abs() < 1e-12 && probe.truth == truth[i]);
        let at: Vec<f64> = view.fits.iter().map(|f| f.curve[i]).collect();
        let mean = at.iter().sum::<f64>() / count;
        let sd = (at.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / count).sqrt();
        assert!((probe.mean - mean).abs() < 1e-14 && (probe.deviation - sd).abs() < 1e-14);
    }
}

#[test]
fn the_presets_show_what_they_promise() {
    let [stiff, right, bendy, more] = ["too-stiff", "about-right", "too-bendy", "more-data"].map(preset);
    assert!(measure(&stiff, "bias2") > 10.0 * measure(&stiff, "variance"));
    assert_eq!(measure(&right, "complexity"), measure(&right, "best-complexity"));
    assert!(measure(&bendy, "variance") > 10.0 * measure(&bendy, "bias2"));
    assert!(measure(&bendy, "test-error") > 3.0 * measure(&right, "test-error"));
    assert!(measure(&more, "variance") < 0.1 * measure(&bendy, "variance"));

    let [peak, beyond, calm] = ["double-descent", "second-descent", "penalty"].map(preset);
    // 12 coefficients for 12 points.
    assert_eq!((measure(&peak, "peak-complexity"), measure(&peak, "complexity")), (11.0, 11.0));
    assert!(measure(&peak, "test-error") > 1000.0 * measure(&peak, "best-error"));
    assert!(measure(&peak, "train-error") < 1e-9 && measure(&beyond, "train-error") < 1e-20);
    assert!(measure(&beyond, "test-error") < 2.0 * measure(&beyond, "best-error"));
    assert!(measure(&calm, "test-error") < 2.0 * measure(&calm, "best-error"));

    // Measured in powers of x the coefficients shrink too, and the error grows.
    let flip = preset("powers");
    let before = player(&[("degree", "11"), ("points", "12"), ("basis", "powers")]);
    assert!(measure(&flip, "train-error") < 1e-15 && measure(&flip, "length") < measure(&before, "length"));
    assert_eq!(measure(&before, "median-error"), measure(&peak, "median-error"));
    assert!(measure(&flip, "median-error") > measure(&before, "median-error"));
    assert!(measure(&beyond, "length") < measure(&peak, "length"));
    assert!(measure(&beyond, "median-error") < measure(&peak, "median-error"));
    let [said, other] = [&flip, &beyond].map(|p| p.demo().summary());
    assert!(
        said.contains("the smallest coefficients of powers of x") && other.contains("the smallest Legendre"),
        "{said}"
    );

    let [one, everybody, deep, jump] = ["one-neighbor", "all-neighbors", "deep-tree", "jump"].map(preset);
    // One neighbor repeats its own point and carries its noise: σ² = 0.09.
    assert_eq!(measure(&one, "train-error"), 0.0);
    assert!((measure(&one, "variance") - 0.09).abs() < 0.01);
    // The mean of 20 points has no slope: all of the wave's mean square, 0.5, is bias².
    assert!((measure(&everybody, "bias2") - 0.5).abs() < 0.01);
    assert!(measure(&deep, "train-error") < 0.01 && measure(&deep, "variance") > 0.08);
    assert_eq!(measure(&jump, "best-complexity"), 1.0);
}

#[test]
fn complexity_is_only_looked_at_and_the_rest_is_fitted_anew() {
    let mut p = player(&[]);
    p.seek(5);
    assert_eq!(p.drag(0, [3.4, 0.0]), Changed::Adjusted);
    assert_eq!((p.settings().number("degree"), p.steps(), measure(&p, "fits")), (3.0, 5, 25.0));
    assert_eq!(p.tap(ERRORS, [6.6, 0.1]), Changed::Adjusted);
    assert_eq!((p.settings().number("degree"), measure(&p, "complexity")), (7.0, 7.0));
    assert_eq!(p.tap(FITS, [-0.213, 0.1]), Changed::Adjusted);
    assert_eq!(p.settings().number("probe"), -0.22);
    // Another family's dial plays no part.
    assert_eq!(p.change(p.settings().with("depth", Value::Number(1.0))), Changed::Adjusted);
    // A wider range brings fits of more degrees, and those that were there stay.
    let near = measure(&p, "bias2");
    assert_eq!(p.change(p.settings().with("range", Value::Choice("far"))), Changed::Adjusted);
    assert_eq!((measure(&p, "bias2"), measure(&p, "fits"), p.demo().table().rows.len()), (near, 25.0, 31));
    assert_eq!(p.change(p.settings().with("noise", Value::Number(0.5))), Changed::Rebuilt);
    assert_eq!(measure(&p, "fits"), 20.0);
}

#[test]
fn few_fits_are_said_to_inflate_the_bias() {
    // A cubic has no bias of degree 9: what 20 fits show of it is their variance over 20, and the note says so.
    let p = player(&[("truth", "cubic"), ("degree", "9"), ("points", "60")]);
    let luck = measure(&p, "variance") / 19.0;
    assert!((0.3..3.0).contains(&(measure(&p, "bias2") / luck)));
    let said = p.demo().readouts()[0].note.clone();
    assert_eq!(said, format!("about {} of it by luck (20 fits)", (luck * 1e4).round() / 1e4));
    assert_eq!(preset("too-stiff").demo().readouts()[0].note, "average fit against truth");
}

#[test]
fn going_back_and_forth_shows_the_same() {
    let mut p = player(&[("family", "tree"), ("start", "2")]);
    let before = p.demo().measures();
    p.seek(30);
    let later = p.demo().measures();
    p.back();
    p.step();
    assert_eq!(p.demo().measures(), later);
    p.to_start();
    assert_eq!(p.demo().measures(), before);
    assert_eq!(player(&[("family", "tree"), ("start", "32")]).demo().measures(), later);
    p.seek(1000);
    assert_eq!((measure(&p, "fits"), p.finished()), (MOST_FITS as f64, true));
}

#[test]
fn fewer_neighbors_lie_to_the_right() {
    let mut p = player(&[("family", "neighbors"), ("neighbors", "4")]);
    let axis = p.demo().picture(Size { width: 700.0, height: 350.0 }).panels[ERRORS].x.clone();
    assert!(axis.from > axis.to);
    p.nudge(0, [1.0, 0.0]);
    assert_eq!(p.settings().number("neighbors"), 3.0);
    // 20 neighbors cannot be asked of 10 points: all 10 are, and the setting stays.
    let mut few = player(&[("family", "neighbors"), ("neighbors", "20"), ("points", "10")]);
    assert_eq!(measure(&few, "complexity"), 10.0);
    assert!(few.demo().summary().starts_with("10 neighbors"));
    let at = few.demo().handles()[0].at;
    assert_eq!(few.drag(0, at), Changed::Nothing);
    few.nudge(0, [1.0, 0.0]);
    assert_eq!(few.settings().number("neighbors"), 9.0);
}

#[test]
fn no_noise_and_wild_fits_are_said_in_words() {
    // A cubic finds a cubic.
    let exact = player(&[("truth", "cubic"), ("noise", "0"), ("degree", "3")]);
    assert!(measure(&exact, "test-error") < 1e-25);
    assert!(exact.demo().summary().contains("= ≈ 0;"), "{}", exact.demo().summary());
    // Higher degrees find it as well; what rounding makes of that is not compared.
    assert_eq!(measure(&exact, "best-complexity"), 3.0);
    let axis = |p: &Player| p.demo().picture(Size { width: 700.0, height: 350.0 }).panels[ERRORS].y.scale;
    assert_eq!((axis(&exact), axis(&preset("double-descent"))), (plot::Scale::Linear, plot::Scale::Log));
    let wild = player(&[("design", "independent"), ("degree", "24"), ("points", "25"), ("start", "5")]);
    assert!(measure(&wild, "peak-error") > 1e12);
    assert!(wild.demo().summary().contains("× 10"), "{}", wild.demo().summary());
    let single = player(&[("start", "1")]);
    assert_eq!((measure(&single, "variance"), measure(&single, "test-error-se")), (0.0, 0.0));
    assert!(single.demo().summary().ends_with("A single fit has no variance yet."));
}

#[test]
fn the_parts_stand_on_top_of_each_other() {
    let p = player(&[]);
    let errors = &p.demo().picture(Size { width: 700.0, height: 350.0 }).panels[ERRORS];
    let areas: Vec<&Vec<[f64; 2]>> = errors
        .layers
        .iter()
        .filter_map(|l| if let Layer::Area { points, .. } = l { Some(points) } else { None })
        .collect();
    let roof = |area: usize| areas[area].iter().find(|p| p[0] == 10.0).unwrap()[1];
    let [noise, bias2, sum] = ["noise", "bias2", "sum"].map(|name| measure(&p, name));
    assert_eq!((roof(0), roof(1)), (noise, noise + bias2));
    // Added from the bottom up, which rounds otherwise.
    assert!((roof(2) - sum).abs() < 1e-15, "{} {sum}", roof(2));
}
