//! The fit in words and numbers.

use super::calibration::Group;
use super::fit::{Minimum, Phase, State};
use super::{Judged, LogisticRegression, board, calibration, pull};
use crate::controls::{short, with_decimals};
use crate::numbers::{self, Numbers, Quantity, measure, quantity, row, truth};
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
    format!("{place}: {}, log-odds {}, {}{cost}", probability(z), short(z), odds(z))
}

/// The odds in words, from their logarithm.
fn odds(z: f64) -> String {
    match exp(z) {
        odds if odds.is_finite() => format!("odds {} to 1", short(odds)),
        _ => "odds too large a number to write".into(),
    }
}

fn rights(judged: &[Judged]) -> usize {
    judged.iter().filter(|j| j.right()).count()
}

fn percent(part: usize, all: usize) -> String {
    if all == 0 {
        return "no points".into();
    }
    format!("{}\u{202f}%", with_decimals(100.0 * part as f64 / all as f64, 1))
}

fn weights([w1, w2, b]: [f64; 3]) -> String {
    format!("w = ({}, {}), b = {}", short(w1), short(w2), short(b))
}

/// What is to be seen, in a few short sentences.
fn summary(demo: &LogisticRegression) -> String {
    let (s, judged) = (demo.state, &demo.judged);
    let (all, right) = (judged.len(), rights(judged));
    let sides = format!("{right} of {all} {} are on the right side", demo.board().kind);
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
        Phase::Fitted => format!("Fitted at step {}", s.step),
        Phase::Stopped => format!("Stopped at step {}, not yet fitted", s.step),
        Phase::Running => format!("Step {}", s.step),
    };
    let times = demo.times();
    let trained = times == 1.0;
    let longer = if trained { String::new() } else { format!(", then w and b times {}", short(times)) };
    let end = format!("{end}{longer}: loss {}", short(s.loss));
    let long = short(norm(&s.theta[..2]));
    let goal = match demo.fit.minimum {
        Minimum::AtInfinity => {
            return format!(
                "{end}; {sides}. A line separates the classes and no penalty holds the weights, so there is no \
                 minimum: the loss falls toward 0 while the length of w, now {long}, grows without end."
            );
        }
        Minimum::At(_, least, steps) if s.phase == Phase::Fitted && trained => {
            let above = (s.loss - least).max(0.0);
            format!("; Newton's method finds {} in {steps} steps, {} lower", short(least), short(above))
        }
        Minimum::At(_, least, _) => format!(", {} above the minimum {}", short(s.loss - least), short(least)),
        Minimum::NotUnique => ", and other weights are just as good: one measurement follows from the other".into(),
        Minimum::Unknown => format!(", gradient {}", short(norm(&s.gradient))),
    };
    let rose =
        if trained && rose(demo, s) { " The loss rose in this step: the learning rate is too large." } else { "" };
    let coin = if s.phase == Phase::Fitted && s.loss > 0.6 && !demo.fit.squared() {
        " Calling everything p = 0.5 would cost 0.693."
    } else {
        ""
    };
    let asked = if demo.settings.is("beside", "calibration") {
        let (within, all) = within(&calibration::groups(demo));
        format!(" The share found is within chance of what is said in {within} of {all} groups.")
    } else {
        String::new()
    };
    let held = if demo.held.is_empty() {
        String::new()
    } else {
        format!(" On the rows held out the loss is {}.", short(average(&demo.held, |j| j.cost)))
    };
    format!("{end}{goal}. {sides}; {}.{rose}{coin}{held}{asked}", weights(s.theta))
}

/// How many groups are as they are said to be, but for chance, and how many there are.
fn within(groups: &[Option<Group>]) -> (usize, usize) {
    let there = || groups.iter().flatten();
    (there().filter(|g| g.within()).count(), there().count())
}

/// Of each group the share found, the mean said, and the points.
const GROUPS: [[&str; 3]; 6] = [
    ["found-0", "said-0", "rows-0"],
    ["found-5", "said-5", "rows-5"],
    ["found-20", "said-20", "rows-20"],
    ["found-50", "said-50", "rows-50"],
    ["found-80", "said-80", "rows-80"],
    ["found-95", "said-95", "rows-95"],
];

/// What is said of the points held out, and of the groups.
fn asked(demo: &LogisticRegression) -> Vec<Quantity> {
    let held = &demo.held;
    let (there, right) = (!held.is_empty(), rights(held));
    let share = there.then(|| right as f64 / held.len() as f64);
    let loss = there.then(|| average(held, |j| j.cost));
    let accuracy = format!("{} right of {} held out", percent(right, held.len()), held.len());
    let mut said =
        quantity("held-out-loss", "Held-out loss", loss, if there { &accuracy } else { "all rows are fitted" })
            .text(loss.map_or("none".into(), short))
            .measured("held-out-accuracy", share);
    if there {
        said = said.shown(&*accuracy);
    }
    let groups = calibration::groups(demo);
    let (within, all) = within(&groups);
    let words = format!("{within} of {all}");
    let mut summed =
        quantity("groups-within", "Groups within chance", within as f64, "as many positives as their p explain")
            .text(&*words);
    if demo.settings.is("beside", "calibration") {
        summed = summed.shown("in which chance explains the gap");
    }
    let mut quantities = vec![said, summed];
    for ((group, [found, said, rows]), range) in groups.iter().zip(GROUPS).zip(calibration::RANGES) {
        let group = group.as_ref();
        let p = |share: f64| numbers::percent(Some(share));
        let from = group.map_or("no points".into(), |g| {
            let [low, high] = g.chance.map(p);
            format!("{} {}, mean p {}; {low} to {high} by chance", g.rows, demo.board().kind, p(g.said))
        });
        let name = format!("Said {range}: {}", demo.board().class(1));
        let row = quantity(found, &name, group.map(|g| g.found), &from).percent();
        let row = row.measured(said, group.map(|g| g.said));
        quantities.push(row.measured(rows, group.map_or(0.0, |g| g.rows as f64)));
    }
    quantities
}

/// Whether the last step made the loss larger, beyond rounding.
fn rose(demo: &LogisticRegression, s: State) -> bool {
    s.step > 0 && s.loss > demo.fit.state(s.step - 1).loss + 1e-9
}

/// The numbers that matter, every other one, and the points; of many points the costliest.
pub fn numbers(demo: &LogisticRegression) -> Numbers {
    let (s, judged, fit) = (demo.state, &demo.judged, &demo.fit);
    let (all, right) = (judged.len(), rights(judged));
    let [w1, w2, b] = s.theta;
    let log_odds = demo.log_odds(demo.probe());
    let what = format!(
        "mean of {} over the points{}",
        if fit.squared() { "(1 − p)²" } else { "−ln p" },
        if fit.l2 > 0.0 { " + λ/2 · (w1² + w2²)" } else { "" }
    );
    let (best, how, note) = match fit.minimum {
        Minimum::At(theta, least, steps) => {
            let how = format!("Newton's method, {steps} steps: {}", weights(theta));
            (Some((theta, least)), how, format!("minimum {}", short(least)))
        }
        Minimum::AtInfinity => {
            (None, "the loss falls toward 0 and the weights grow for ever".into(), "no minimum".into())
        }
        Minimum::NotUnique => (None, "many weights share it".into(), String::new()),
        Minimum::Unknown if s.phase == Phase::Empty => (None, "a class has no points".into(), String::new()),
        Minimum::Unknown => (None, "only looked for where log-loss is minimized".into(), String::new()),
    };
    let minimum = |i: usize| best.map(|(theta, _)| theta[i]);
    let least = best.map(|(_, least)| least);
    let weight = |key, name: &str, value: f64, from: String| {
        let beyond = format!("{}; odds ratio undefined: too large a number", short(value));
        quantity(key, name, value, &from).text(if exp(value).is_finite() { short(value) } else { beyond })
    };
    let factor = |i: usize| {
        let times = Some(exp(s.theta[i])).filter(|times| times.is_finite()).map(short);
        let times = times.unwrap_or_else(|| "too large a number to write".into());
        format!("one unit more of {} multiplies the odds by {times}", demo.board().axes[i])
    };
    // A factor beyond the range of floats is no number to compare with.
    let odds_ratio = |w: f64| Some(exp(w)).filter(|factor| factor.is_finite());
    let accuracy = percent(right, all);
    let length = norm(&[w1, w2]);
    let mut quantities = vec![
        quantity("loss", "Loss", s.loss, &what).shown_as("Loss", Some(short(s.loss)), note),
        quantity("minimum-loss", "Minimum of the loss", least, &how).text(least.map_or("none".into(), short)),
        measure("minimum-w1", minimum(0)),
        measure("minimum-w2", minimum(1)),
        measure("minimum-bias", minimum(2)),
        measure("above-minimum", least.map(|least| s.loss - least)),
        quantity("log-loss", "Mean log-loss", average(judged, |j| j.log_loss), "without the penalty"),
        quantity(
            "squared-error",
            "Mean squared error",
            average(judged, |j| j.miss * j.miss),
            "the Brier score, without the penalty",
        ),
        measure("largest-loss", judged.iter().map(|j| j.cost).fold(0.0, f64::max)),
        quantity(
            "accuracy",
            "Accuracy",
            right as f64 / all as f64,
            &format!("{right} of {all} on the right side of p = 0.5"),
        )
        .text(&*accuracy)
        .shown_as("Accuracy", Some(accuracy), format!("{right} / {all}")),
        measure("right", right as f64),
        measure("errors", (all - right) as f64),
        weight("w1", "w1", w1, factor(0)),
        weight("w2", "w2", w2, factor(1)),
        weight("bias", "b", b, "the log-odds at (0, 0)".into()),
        quantity("weight-norm", "Length of w", length, "√(w1² + w2²): how steep the probability is")
            .shown(weights(s.theta)),
        measure("odds-ratio-1", odds_ratio(w1)),
        measure("odds-ratio-2", odds_ratio(w2)),
        quantity("gradient-norm", "Length of the gradient", norm(&s.gradient), "0 at a minimum"),
        measure("steps", s.step as f64),
        measure("fitted", truth(s.phase == Phase::Fitted)),
        measure("squared-loss", truth(fit.squared())),
        quantity("separable", "Separable", truth(fit.separable), "whether some line has every point on its right side")
            .text(if fit.separable { "yes" } else { "no" }),
        measure("rows", all as f64),
        measure("positives", judged.iter().filter(|j| j.class == 1).count() as f64),
        quantity("probe-p", "Probe", sigmoid(log_odds), &at(demo, demo.probe(), None))
            .text(probability(log_odds))
            .shown_as(
                "At the probe",
                None,
                format!("log-odds {}, {}", short(log_odds), odds(log_odds).replace(" to 1", " : 1")),
            ),
        measure("probe-log-odds", log_odds),
        measure("length", demo.times()),
    ];
    quantities.extend(pull::quantities(demo));
    quantities.extend(asked(demo));
    let mut listed: Vec<(usize, &Judged)> = judged.iter().enumerate().collect();
    if all > MOST_ROWS {
        listed.sort_by(|a, b| b.1.cost.total_cmp(&a.1.cost));
        listed.truncate(10);
    }
    let kind = if all > MOST_ROWS { "Costly row" } else { "Point" };
    quantities.extend(listed.into_iter().map(|(i, j)| {
        let name = format!("{kind} {}, {}", i + 1, demo.board().class(j.class));
        row(&name, [format!("loss {}", short(j.cost))], &at(demo, j.at, None))
    }));
    let (positive, kind) = (demo.board().class(1), demo.board().kind);
    let caption = format!("Step {}, {positive} as the positive class, {all} {kind}", s.step);
    Numbers::new(summary(demo), caption, ["What", "Value", "From"], quantities)
}

fn average(judged: &[Judged], cost: fn(&Judged) -> f64) -> f64 {
    if judged.is_empty() { f64::NAN } else { mean(&judged.iter().map(cost).collect::<Vec<_>>()) }
}
