//! The fits in words and numbers.

use super::lab::{Medians, View, ZERO};
use super::settings::choosing;
use crate::controls::{short, with_decimals};
use crate::numbers::{Numbers, counted, measure, readout, row};
use ml::bias_variance::Summary;
use ml::numeric::decimal;

/// A squared error. What rounding leaves of a zero is said to be about 0.
pub fn error(x: f64) -> String {
    if x.abs() < ZERO && x != 0.0 { "≈ 0".into() } else { short(x) }
}

/// The model at a position of its dial: "degree 3".
pub fn model(view: &View, dial: usize) -> String {
    match view.settings.choice("family") {
        "neighbors" if dial == 1 => "1 neighbor".into(),
        "neighbors" => format!("{dial} neighbors"),
        "tree" => format!("depth {dial}"),
        _ => format!("degree {dial}"),
    }
}

fn capital(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// How many fits.
fn count(view: &View) -> String {
    counted(view.fits.len() as u64, "fit", "fits")
}

fn fits(view: &View) -> String {
    format!("{} to {} points", count(view), view.params.points)
}

/// The picture in a few sentences.
fn summary(view: &View) -> String {
    let s = view.here();
    // A few terrible fits decide the mean.
    let (mean, median) = (s.test_error, view.middle().error);
    let apart = if mean > 2.0 * median { format!(" (median {})", error(median)) } else { String::new() };
    let mut text = format!(
        "{}, {}: bias² {} + variance {} + noise {} = {}; measured on fresh data {}{apart}, on the training data {}.",
        capital(model(view, view.dial)),
        fits(view),
        error(s.bias_squared),
        error(s.variance),
        error(s.noise),
        error(s.expected_error()),
        error(mean),
        error(s.train_error)
    );
    let best = view.best().0;
    if best == view.dial {
        text.push_str(" No other complexity has a smaller test error.");
    } else {
        text.push_str(&format!(" The smallest test error is at {}.", model(view, best)));
    }
    if view.fits.len() == 1 {
        text.push_str(" A single fit has no variance yet.");
    } else if view.threshold().is_some_and(|threshold| view.dial == threshold) {
        text.push_str(" Every fit passes through all of its points.");
    } else if view.threshold().is_some_and(|threshold| view.dial > threshold) {
        let smallest =
            format!(" Every fit passes through all of its points, with the smallest {} that do.", basis(view));
        text.push_str(&smallest);
    } else if view.penalized() {
        text.push_str(&format!(" The penalty is on {}.", basis(view)));
    }
    text
}

/// The coefficients whose length decides.
fn basis(view: &View) -> &'static str {
    if view.settings.is("basis", "powers") { "coefficients of powers of x" } else { "Legendre coefficients" }
}

/// The length of coefficients where it decides: at every degree a cell, and of the present one a read-out.
fn lengths(view: &View, numbers: &mut Numbers) {
    let Some(length) = view.middle().length.filter(|_| choosing(&view.settings)) else { return };
    numbers.readouts.push(readout("Length, median fit", short(length), format!("of its {}", basis(view))));
    numbers.measures.push(("length", length));
    numbers.table.columns.push(format!("Length of {} (median)", basis(view)));
    for (row, medians) in numbers.table.rows.iter_mut().zip(&view.medians) {
        row.extend(medians.length.map(short));
    }
}

/// About so much: one digit.
fn rough(x: f64) -> String {
    error(decimal(&format!("{x:.0e}")).unwrap_or(x))
}

/// How far the measured test error is from its parts.
fn gap(s: &Summary) -> String {
    let gap = s.test_error - s.expected_error();
    if gap > 0.0 { format!("+{}", error(gap)) } else { error(gap) }
}

/// The average of a few fits is off by luck too, whose square is the variance divided by their number; where that
/// matters it is said.
fn bias_note(s: &Summary) -> String {
    let luck = s.variance / (s.resamples.max(2) - 1) as f64;
    if luck < (0.25 * s.bias_squared).max(ZERO) {
        return "average fit against truth".into();
    }
    format!("about {} of it by luck ({} fits)", rough(luck), s.resamples)
}

/// What the place looked at closely shows.
pub fn probe(view: &View) -> String {
    let p = view.probe();
    let brief = |x: f64| if x.abs() < 100.0 { with_decimals(x, 2) } else { short(x) };
    format!("at x = {}: bias {}, SD {}", brief(p.x), brief(p.mean - p.truth), brief(p.deviation))
}

/// The parts and their sum beside the measurement, and every complexity with its numbers.
pub fn numbers(view: &View) -> Numbers {
    let s = view.here();
    let (best, least) = view.best();
    let (peak, most) = view.least(|s| -s.test_error);
    let probe = view.probe();
    let part =
        |key, label: &str, value: f64, note: String| measure(key, value).written(error).shown_as(label, None, note);
    let off = format!("mean over fits; off the sum by {} ± {} ({})", gap(s), rough(s.gap_sd), count(view));
    let quantities = [
        measure("complexity", view.dial as f64),
        measure("points", view.params.points as f64),
        measure("fits", view.fits.len() as f64),
        part("bias2", "Bias²", s.bias_squared, bias_note(s)),
        part("variance", "Variance", s.variance, "fits around their average".into()),
        part("noise", "Noise σ²", s.noise, "in every new observation".into()),
        part("sum", "Sum of the three", s.expected_error(), String::new()),
        part("test-error", "Measured test error", s.test_error, off),
        measure("test-error-se", s.test_error_se),
        measure("train-error", s.train_error),
        part("median-error", "Test error, median fit", view.middle().error, "half of the fits do better".into()),
        measure("gap", s.test_error - s.expected_error()),
        measure("gap-luck", s.gap_sd),
        measure("best-complexity", best as f64),
        measure("best-error", least.test_error),
        measure("peak-complexity", peak as f64),
        measure("peak-error", most.test_error),
        measure("probe-bias", probe.mean - probe.truth),
        measure("probe-spread", probe.deviation),
    ];
    let columns = [
        "Model",
        "Bias²",
        "Variance",
        "Noise",
        "Sum",
        "Test error (mean)",
        "Test error (mean) − sum",
        "± by luck of the test noise (SD)",
        "Training error",
        "Test error of the median fit",
    ];
    let complexity = |((dial, s), medians): ((usize, &Summary), &Medians)| {
        let here = if dial == view.dial { " (here)" } else { "" };
        let errors = [s.bias_squared, s.variance, s.noise, s.expected_error(), s.test_error].map(error);
        let rest = [gap(s), error(s.gap_sd), error(s.train_error), error(medians.error)];
        row(&format!("{}{here}", capital(model(view, dial))), errors.into_iter().chain(rest), "")
    };
    let caption =
        format!("Squared errors of {} of each complexity: means over the fits, but for the median fit", fits(view));
    let rows = view.dials().zip(&view.medians).map(complexity);
    let mut numbers = Numbers::new(summary(view), caption, columns, quantities.into_iter().chain(rows));
    lengths(view, &mut numbers);
    numbers
}
