//! The fit in words and numbers.

use super::fit::{Minimum, Phase, State};
use super::{Judged, LogisticRegression, board};
use crate::controls::{short, with_decimals};
use crate::demo::{Readout, Table};
use ml::numeric::{exp, mean, norm, sigmoid};

/// Rows of the table; of more points the costliest are listed.
const MOST_ROWS: usize = 40;

/// A probability, from its log-odds.
pub fn probability(z: f64) -> String {
    let p = sigmoid(z);
    match p {
        p if p < 0.001 => "p < 0.001".into(),
        p if p > 0.999 => "p > 0.999".into(),
        p => format!("p = {}", with_decimals(p, 3)),
    }
}

/// A place in words: probability, odds, log-odds, and of a point its loss.
pub fn at(demo: &LogisticRegression, at: [f64; 2], class: Option<u8>) -> String {
    let place = format!("at ({}, {})", with_decimals(at[0], 2), with_decimals(at[1], 2));
    if class.is_some() && board::left_out(at) {
        return format!("{place}, on the edge: left out");
    }
    let z = demo.log_odds(at);
    let cost = class.map(|c| format!(", loss {}", short(demo.cost_of(z, c)))).unwrap_or_default();
    format!("{place}: {}, log-odds {}, odds {} to 1{cost}", probability(z), short(z), short(exp(z)))
}

fn rights(judged: &[Judged]) -> usize {
    judged.iter().filter(|j| j.right()).count()
}

fn percent(part: usize, all: usize) -> String {
    if all == 0 {
        return "undefined".into();
    }
    format!("{}\u{202f}%", with_decimals(100.0 * part as f64 / all as f64, 1))
}

fn weights([w1, w2, b]: [f64; 3]) -> String {
    format!("w = ({}, {}), b = {}", short(w1), short(w2), short(b))
}

/// What is to be seen, in a few short sentences.
pub fn summary(demo: &LogisticRegression) -> String {
    let s = demo.state();
    let judged = demo.judged();
    let (all, right) = (judged.len(), rights(&judged));
    let sides = format!("{right} of {all} {} are on the right side", demo.board.kind);
    let end = match s.phase {
        Phase::Empty => {
            let positives = judged.iter().filter(|j| j.class == 1).count();
            return format!(
                "There are {} negative and {positives} positive points. Both classes need at least one before a \
                 boundary can be fitted; click the plane to add some.",
                all - positives
            );
        }
        Phase::Diverged => {
            return format!(
                "After step {} a weight passes a million: every step overshoots farther than the last. The learning \
                 rate is too large.",
                s.step
            );
        }
        Phase::Fitted => format!("Fitted at step {}: loss {}", s.step, short(s.loss)),
        Phase::Stopped => format!("Stopped at step {}, not yet fitted: loss {}", s.step, short(s.loss)),
        Phase::Running => format!("Step {}: loss {}", s.step, short(s.loss)),
    };
    let long = short(norm(&s.theta[..2]));
    let goal = match demo.fit.minimum {
        Minimum::AtInfinity => {
            return format!(
                "{end}; {sides}. A line separates the classes and no penalty holds the weights, so there is no \
                 minimum: the loss falls toward 0 while the length of w, now {long}, grows without end."
            );
        }
        Minimum::At(_, least, steps) if s.phase == Phase::Fitted => {
            let above = (s.loss - least).max(0.0);
            format!("; Newton's method finds {} in {steps} steps, {} lower", short(least), short(above))
        }
        Minimum::At(_, least, _) => format!(", {} above the minimum {}", short(s.loss - least), short(least)),
        Minimum::NotUnique => ", and other weights are just as good: one measurement follows from the other".into(),
        Minimum::Unknown => format!(", gradient {}", short(norm(&s.gradient))),
    };
    let rose = if rose(demo, s) { " The loss rose in this step: the learning rate is too large." } else { "" };
    let coin = if s.phase == Phase::Fitted && s.loss > 0.6 && !demo.fit.squared() {
        " Calling everything p = 0.5 would cost 0.693."
    } else {
        ""
    };
    format!("{end}{goal}. {sides}; {}.{rose}{coin}", weights(s.theta))
}

/// Whether the last step made the loss larger, beyond rounding.
fn rose(demo: &LogisticRegression, s: State) -> bool {
    s.step > 0 && s.loss > demo.fit.state(s.step - 1).loss + 1e-9
}

/// The few numbers that matter.
pub fn readouts(demo: &LogisticRegression) -> Vec<Readout> {
    let s = demo.state();
    let judged = demo.judged();
    let (all, right) = (judged.len(), rights(&judged));
    let probe = demo.log_odds(demo.board.probe(&demo.settings));
    let least = match demo.fit.minimum {
        Minimum::At(_, least, _) => format!("minimum {}", short(least)),
        Minimum::AtInfinity => "no minimum".into(),
        Minimum::NotUnique | Minimum::Unknown => String::new(),
    };
    let readout = |label: &str, value: String, note: String| Readout { label: label.into(), value, note };
    vec![
        readout("Loss", short(s.loss), least),
        readout("Accuracy", percent(right, all), format!("{right} / {all}")),
        readout("Length of w", short(norm(&s.theta[..2])), weights(s.theta)),
        readout(
            "At the probe",
            probability(probe),
            format!("log-odds {}, odds {} : 1", short(probe), short(exp(probe))),
        ),
    ]
}

/// Every number there is.
pub fn table(demo: &LogisticRegression) -> Table {
    let s = demo.state();
    let judged = demo.judged();
    let (all, right) = (judged.len(), rights(&judged));
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut add = |name: String, value: String, from: String| rows.push(vec![name, value, from]);
    let what = match (demo.fit.squared(), demo.fit.l2 > 0.0) {
        (false, false) => "mean of −ln p over the points",
        (false, true) => "mean of −ln p over the points + λ/2 · (w1² + w2²)",
        (true, false) => "mean of (1 − p)² over the points",
        (true, true) => "mean of (1 − p)² over the points + λ/2 · (w1² + w2²)",
    };
    add("Loss".into(), short(s.loss), what.into());
    let (least, how) = match demo.fit.minimum {
        Minimum::At(theta, least, steps) => {
            (short(least), format!("Newton's method, {steps} steps: {}", weights(theta)))
        }
        Minimum::AtInfinity => ("undefined".into(), "the loss falls toward 0 and the weights grow for ever".into()),
        Minimum::NotUnique => ("undefined".into(), "many weights share it".into()),
        Minimum::Unknown if s.phase == Phase::Empty => ("undefined".into(), "a class has no points".into()),
        Minimum::Unknown => ("undefined".into(), "only looked for where log-loss is minimized".into()),
    };
    add("Minimum of the loss".into(), least, how);
    let each = |cost: fn(&Judged) -> f64| short(average(&judged, cost));
    add("Mean log-loss".into(), each(|j| j.log_loss), "without the penalty".into());
    add("Mean squared error".into(), each(|j| j.miss * j.miss), "the Brier score, without the penalty".into());
    add("Accuracy".into(), percent(right, all), format!("{right} of {all} on the right side of p = 0.5"));
    for (i, name) in ["w1", "w2", "b"].into_iter().enumerate() {
        let change = exp(s.theta[i]);
        let from = match i {
            2 => "the log-odds at (0, 0)".into(),
            i => format!("one unit more of {} multiplies the odds by {}", demo.board.axes[i], short(change)),
        };
        let value = if change.is_finite() {
            short(s.theta[i])
        } else {
            format!("{}; e to it is undefined here", short(s.theta[i]))
        };
        add(name.into(), value, from);
    }
    add("Length of w".into(), short(norm(&s.theta[..2])), "√(w1² + w2²): how steep the probability is".into());
    add("Length of the gradient".into(), short(norm(&s.gradient)), "0 at a minimum".into());
    let separable = if demo.fit.separable { "yes" } else { "no" };
    add("Separable".into(), separable.into(), "whether some line has every point on its right side".into());
    let probe = demo.board.probe(&demo.settings);
    add("Probe".into(), probability(demo.log_odds(probe)), at(demo, probe, None));

    let mut listed: Vec<(usize, &Judged)> = judged.iter().enumerate().collect();
    if all > MOST_ROWS {
        listed.sort_by(|a, b| b.1.cost.total_cmp(&a.1.cost));
        listed.truncate(10);
    }
    for (i, j) in listed {
        let name = format!(
            "{} {}, {}",
            if all > MOST_ROWS { "Costly row" } else { "Point" },
            i + 1,
            demo.board.class(j.class)
        );
        add(name, format!("loss {}", short(j.cost)), at(demo, j.at, None));
    }
    Table {
        caption: format!("Step {}, {} as the positive class, {all} {}", s.step, demo.board.class(1), demo.board.kind),
        columns: ["What", "Value", "From"].map(String::from).to_vec(),
        rows,
    }
}

fn average(judged: &[Judged], cost: fn(&Judged) -> f64) -> f64 {
    if judged.is_empty() { f64::NAN } else { mean(&judged.iter().map(cost).collect::<Vec<_>>()) }
}

/// Numbers for goals and claims; NaN where undefined.
pub fn measures(demo: &LogisticRegression) -> Vec<(&'static str, f64)> {
    let s = demo.state();
    let judged = demo.judged();
    let (all, right) = (judged.len() as f64, rights(&judged) as f64);
    let probe = demo.log_odds(demo.board.probe(&demo.settings));
    let [w1, w2, b] = s.theta;
    let (best, least) = match demo.fit.minimum {
        Minimum::At(theta, least, _) => (theta, least),
        _ => ([f64::NAN; 3], f64::NAN),
    };
    let truth = |holds: bool| f64::from(u8::from(holds));
    // A factor beyond the range of floats is no number to compare with.
    let factor = |w: f64| if exp(w).is_finite() { exp(w) } else { f64::NAN };
    vec![
        ("loss", s.loss),
        ("log-loss", average(&judged, |j| j.log_loss)),
        ("squared-error", average(&judged, |j| j.miss * j.miss)),
        ("largest-loss", judged.iter().map(|j| j.cost).fold(0.0, f64::max)),
        ("accuracy", right / all),
        ("right", right),
        ("errors", all - right),
        ("w1", w1),
        ("w2", w2),
        ("bias", b),
        ("weight-norm", norm(&[w1, w2])),
        ("odds-ratio-1", factor(w1)),
        ("odds-ratio-2", factor(w2)),
        ("gradient-norm", norm(&s.gradient)),
        ("steps", s.step as f64),
        ("minimum-loss", least),
        ("minimum-w1", best[0]),
        ("minimum-w2", best[1]),
        ("minimum-bias", best[2]),
        ("above-minimum", s.loss - least),
        ("fitted", truth(s.phase == Phase::Fitted)),
        ("squared-loss", truth(demo.fit.squared())),
        ("separable", truth(demo.fit.separable)),
        ("rows", all),
        ("positives", judged.iter().filter(|j| j.class == 1).count() as f64),
        ("probe-p", sigmoid(probe)),
        ("probe-log-odds", probe),
    ]
}
