//! The runs in words and numbers.

use super::GradientDescent;
use super::methods::LEAD;
use super::runs::{Run, Standing};
use crate::controls::{short, with_decimals};
use crate::demo::{Readout, Table};
use ml::optimizers::{Quantity, Standstill, stability};
use ml::surfaces::Hessian;

/// A number with up to four decimals: products that lie close to a bound differ there.
fn fine(x: f64) -> String {
    let text = with_decimals(x, 4);
    if x.abs() >= 1e4 { short(x) } else { text.trim_end_matches('0').trim_end_matches('.').into() }
}

/// Curvatures under the first run, or under the start.
fn hessian(demo: &GradientDescent) -> Hessian {
    let runs = demo.runs.up_to(demo.at);
    demo.ground.surface.hessian(runs.first().map_or(demo.start(), |run| run.here(demo.at).weights))
}

/// The picture in a few sentences.
pub fn summary(demo: &GradientDescent) -> String {
    let runs = demo.runs.up_to(demo.at);
    let begin = if demo.at == 0 { "At the start".into() } else { format!("Step {}", demo.at) };
    let start = short(demo.ground.surface.value(demo.start()));
    let place = format!("{begin} on {}", demo.ground.name);
    let mut text = match &runs[..] {
        [] => format!("{place}: loss {start}, no method is switched on."),
        _ if demo.at == 0 => {
            format!("{place}: loss {start}, gradient {}.", short(super::runs::distance(demo.slope(), [0.0; 2])))
        }
        [run] => {
            let here = run.here(demo.at);
            let (loss, gradient) = (short(here.loss), short(here.gradient_norm));
            format!("{place}: {} has come from loss {start} to {loss}, gradient {gradient}.", run.spoken())
        }
        runs => {
            let each = |run: &Run| format!("{} {}", run.name(), short(run.here(demo.at).loss));
            let all: Vec<String> = runs.iter().map(each).collect();
            format!("{place}, from loss {start}: {}.", all.join(", "))
        }
    };
    // The one thing that matters most besides.
    let rank = |run: &&Run| match run.standing(demo.at) {
        Standing::Overflow(..) => 0,
        Standing::TooHigh => 1,
        Standing::Rest(..) => 2,
        Standing::Running => 3,
    };
    if let Some(run) = runs.iter().min_by_key(rank)
        && let Some(more) = remark(demo, run)
    {
        text.push(' ');
        text.push_str(&more);
    }
    text
}

/// What there is to say of a run besides its loss.
fn remark(demo: &GradientDescent, run: &Run) -> Option<String> {
    match run.standing(demo.at) {
        Standing::Overflow(step, what) => {
            Some(format!("{}: {} left the range of 64-bit floats at step {step}.", run.name(), quantity(what)))
        }
        Standing::Rest(step, rest) => Some(format!("{} {} step {step}.", run.name(), at_rest(rest))),
        standing if demo.ground.surface.is_quadratic() && !demo.draws_rows() => {
            against_bound(run, hessian(demo).lambda_max(), standing)
        }
        _ => None,
    }
}

/// The rate against its bound on a quadratic: "0.081 · 25 = 2.025 …".
fn against_bound(run: &Run, lambda: f64, standing: Standing) -> Option<String> {
    let limit = stability::limit(&run.rule)?;
    let (rate, growth) = (run.rule.learning_rate(), run.growth(lambda)?);
    let product = rate * lambda;
    let equation = format!("{} · {} = {}", short(rate), fine(lambda), fine(product));
    let bound = fine(limit);
    let change = format!("{}\u{202f}%", fine_percent(100.0 * (growth - 1.0).abs()));
    Some(if product < limit {
        format!("Rate times steepest curvature, {equation}, is below {bound}: it converges.")
    } else if standing == Standing::Running {
        format!("{equation}, not below {bound}; but the start has no part along the steepest direction.")
    } else if growth > 1.0 {
        format!(
            "{equation}, above {bound}: along the steepest direction {}’s error grows by {change} a step.",
            run.spoken()
        )
    } else {
        format!("{equation}, not below {bound}: along the steepest direction {}’s error never shrinks.", run.spoken())
    })
}

fn fine_percent(x: f64) -> String {
    short((x * 1e6).round() / 1e6)
}

fn quantity(what: Quantity) -> &'static str {
    match what {
        Quantity::Weights => "a weight",
        Quantity::Loss => "the loss",
        Quantity::Gradient => "the gradient",
    }
}

/// How a run came to rest, before "step 12".
fn at_rest(rest: Standstill) -> &'static str {
    let [steep, flat] = rest.curvatures;
    if flat > 1e-5 {
        "converged at"
    } else if flat < -1e-5 && steep > 1e-5 {
        "came to rest at a saddle at"
    } else {
        "came to rest on flat ground at"
    }
}

impl Run {
    /// The name of the method.
    pub fn name(&self) -> &'static str {
        if self.rule.id() == "nesterov" { "Nesterov momentum" } else { self.method.name }
    }

    /// The name in the middle of a sentence.
    fn spoken(&self) -> &'static str {
        match self.name() {
            "Gradient descent" => "gradient descent",
            "Momentum" => "momentum",
            name => name,
        }
    }

    /// How it stands, in a few words.
    fn state(&self, step: usize, lambda: Option<f64>) -> String {
        let gradient = || format!("gradient {}", short(self.here(step).gradient_norm.min(f64::MAX)));
        match (self.standing(step), lambda) {
            (Standing::Running, _) => gradient(),
            (Standing::Rest(at, rest), _) => format!("{} step {at}", at_rest(rest)),
            (Standing::Overflow(at, what), _) => format!("overflow: {} at step {at}", quantity(what)),
            (Standing::TooHigh, Some(lambda)) => {
                let product = fine(self.rule.learning_rate() * lambda);
                format!("rate too high: {product} ≥ {}", stability::limit(&self.rule).map_or("".into(), fine))
            }
            (Standing::TooHigh, None) => "rate too high".into(),
        }
    }
}

/// The loss of each method, and the bound on the rate.
pub fn readouts(demo: &GradientDescent) -> Vec<Readout> {
    let runs = demo.runs.up_to(demo.at);
    let curved = demo.ground.surface.is_quadratic();
    let lambda = curved.then(|| hessian(demo).lambda_max());
    let each = |run: &Run| Readout {
        label: run.name().into(),
        value: short(run.here(demo.at).loss),
        note: run.state(demo.at, lambda),
    };
    let mut readouts: Vec<Readout> = runs.iter().map(each).collect();
    let bounds = |lambda: f64| {
        let of = move |run: &Run| {
            let (limit, rate) = (stability::limit(&run.rule)?, run.rate_limit(lambda)?);
            Some((short(rate), format!("{} / {}", fine(limit), fine(lambda)), run.name()))
        };
        runs.iter().filter_map(of).collect::<Vec<_>>()
    };
    match &lambda.map(bounds).unwrap_or_default()[..] {
        [] => {}
        [(rate, from, _), more @ ..] => {
            let more = more.iter().map(|(rate, from, name)| format!("; {name} {from} = {rate}"));
            readouts.push(Readout {
                label: "Rate must be below".into(),
                value: rate.clone(),
                note: format!("{from}{}", more.collect::<String>()),
            });
        }
    }
    readouts
}

/// Every number there is.
pub fn table(demo: &GradientDescent) -> Table {
    let surface = &demo.ground.surface;
    let runs = demo.runs.up_to(demo.at);
    let row = |name: &str, at: [f64; 2], loss: f64, gradient: f64, limit: Option<f64>, state: String| {
        let unknown = || "unknown".to_string();
        vec![
            name.into(),
            short(loss),
            short(gradient.min(f64::MAX)),
            short(at[0]),
            short(at[1]),
            demo.ground.distance(at).map_or_else(unknown, short),
            limit.map_or("none".into(), short),
            state,
        ]
    };
    let start = demo.start();
    let steep = super::runs::distance(demo.slope(), [0.0; 2]);
    let mut rows = vec![row("Start", start, surface.value(start), steep, None, "".into())];
    for run in runs.iter() {
        let here = run.here(demo.at);
        let lambda = surface.hessian(here.weights).lambda_max();
        let state = match run.standing(demo.at) {
            Standing::Running => "on its way".into(),
            _ => run.state(demo.at, surface.is_quadratic().then_some(lambda)),
        };
        rows.push(row(run.name(), here.weights, here.loss, here.gradient_norm, run.rate_limit(lambda), state));
    }
    let columns = [
        "Method",
        "Loss",
        "Gradient",
        &demo.ground.weights[0],
        &demo.ground.weights[1],
        "Distance to the nearest minimum",
        if surface.is_quadratic() { "Rate must be below" } else { "Rate must be below, by the curvature here" },
        "State",
    ];
    Table {
        caption: format!("Step {} on {}", demo.at, demo.ground.name),
        columns: columns.map(String::from).to_vec(),
        rows,
    }
}

/// Named numbers; those that do not exist are left out.
pub fn measures(demo: &GradientDescent) -> Vec<(&'static str, f64)> {
    let surface = &demo.ground.surface;
    let runs = demo.runs.up_to(demo.at);
    let curvatures = hessian(demo);
    let [steep, flat] = curvatures.eigenvalues();
    let rate = demo.settings.number("rate");
    let mut all = vec![("steps", demo.at as f64), ("start-loss", surface.value(demo.start()))];
    let mut add =
        |name: &'static str, value: Option<f64>| all.extend(value.filter(|v| v.is_finite()).map(|v| (name, v)));
    add("lowest-loss", demo.ground.lowest());
    add("lambda-max", Some(steep));
    add("lambda-min", Some(flat));
    add("condition", curvatures.condition_number());
    add("product", runs.first().map(|run| run.rule.learning_rate()).or(Some(rate)).map(|rate| rate * steep));
    add("epochs", runs.first().map(|run| run.epochs(demo.at)));
    for (i, run) in runs.iter().enumerate() {
        let here = run.here(demo.at);
        let [steep, flat] = surface.hessian(here.weights).eigenvalues();
        let standing = run.standing(demo.at);
        let share = |is: bool| Some(f64::from(u8::from(is)));
        let values = [
            Some(here.loss),
            Some(here.gradient_norm.min(f64::MAX)),
            Some(here.weights[0]),
            Some(here.weights[1]),
            demo.ground.distance(here.weights),
            run.rate_limit(steep),
            run.growth(steep),
            run.growth(flat),
            share(matches!(standing, Standing::Rest(_, rest) if at_rest(rest) == at_rest(CONVERGED))),
            share(matches!(standing, Standing::TooHigh | Standing::Overflow(..))),
            run.steps_to_percent(demo.at).map(|n| n as f64),
        ];
        for (which, value) in values.into_iter().enumerate() {
            if i == 0 {
                add(LEAD[which], value);
            }
            add(run.method.measures[which], value);
        }
    }
    all
}

/// At rest in a minimum.
const CONVERGED: Standstill = Standstill { gradient_norm: 0.0, tolerance: 1e-6, curvatures: [1.0, 1.0] };
