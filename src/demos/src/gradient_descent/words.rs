//! The runs in words and numbers.

use super::methods::LEAD;
use super::runs::{Run, Standing};
use super::{GradientDescent, arrow};
use crate::controls::{short, with_decimals};
use crate::numbers::{self, Numbers, measure, row, truth};
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
    demo.ground.surface.hessian(runs.first().map_or(demo.start, |run| run.here(demo.at).weights))
}

/// The picture in a few sentences.
fn summary(demo: &GradientDescent) -> String {
    let runs = demo.runs.up_to(demo.at);
    let begin = if demo.at == 0 { "At the start".into() } else { format!("Step {}", demo.at) };
    let start = short(demo.ground.surface.value(demo.start));
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
    if let Some(change) = arrow::change(demo) {
        text.push_str(&format!(" Along the arrow the loss changes by {} per unit.", short(change)));
    }
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
        standing if demo.ground.surface.is_quadratic() && !super::settings::draws_rows(&demo.settings) => {
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
    // The numbers shown give the product shown, or it says that they nearly do.
    let shown = |x: f64| (x * 1e4).round() / 1e4;
    let said = if rate < 1e-3 { short(rate) } else { fine(rate) };
    let exact = rate >= 1e-3 && lambda < 1e4 && (shown(rate) * shown(lambda) - product).abs() < 5e-5;
    let equation = format!("{said} · {} {} {}", fine(lambda), if exact { "=" } else { "≈" }, fine(product));
    let bound = fine(limit);
    let change = format!("{}\u{202f}%", fine_percent(100.0 * (growth - 1.0).abs()));
    Some(if product < limit {
        format!("Rate times largest curvature, {equation}, is below {bound}: it converges.")
    } else if standing == Standing::Running {
        format!("{equation}, not below {bound}; but the start has no part along the most curved direction.")
    } else if growth > 1.0 {
        format!(
            "{equation}, above {bound}: along the most curved direction {}’s distance to the minimum grows by {change} a step.",
            run.spoken()
        )
    } else {
        format!(
            "{equation}, not below {bound}: along the most curved direction {}’s distance to the minimum never shrinks.",
            run.spoken()
        )
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

/// Numbers of a place in the table.
fn place(
    demo: &GradientDescent,
    name: &str,
    at: [f64; 2],
    numbers: [f64; 2],
    limit: Option<f64>,
    state: &str,
) -> numbers::Quantity {
    let [loss, gradient] = numbers;
    let cells = [
        short(loss),
        short(gradient.min(f64::MAX)),
        short(at[0]),
        short(at[1]),
        demo.ground.distance(at).map_or("unknown".into(), short),
        limit.map_or("none".into(), short),
        state.into(),
    ];
    row(name, cells, "")
}

/// What is said: the loss of each method and the bound on the rate, and every number there is. Measures that do not
/// exist are left out.
pub fn numbers(demo: &GradientDescent) -> Numbers {
    let (surface, at) = (&demo.ground.surface, demo.at);
    let runs = demo.runs.up_to(at);
    let curvatures = hessian(demo);
    let [steep, flat] = curvatures.eigenvalues();
    let curved = surface.is_quadratic();
    let lambda = curved.then_some(curvatures.lambda_max());
    let lead = runs.first();
    let rate = lead.map_or(demo.settings.number("rate"), |run| run.rule.learning_rate());
    let known = |key, value: Option<f64>| value.filter(|v| v.is_finite()).map(|v| measure(key, v));
    let start = [surface.value(demo.start), super::runs::distance(demo.slope(), [0.0; 2])];
    let mut all = vec![measure("steps", at as f64), measure("start-loss", start[0])];
    let along = |change| {
        let words = format!("{} per unit", short(change));
        measure("along", change).shown_as("Loss along the arrow", Some(words), arrow::sum(demo))
    };
    all.extend(arrow::change(demo).map(along));
    all.push(place(demo, "Start", demo.start, start, None, ""));
    all.extend(
        [
            known("lowest-loss", demo.ground.lowest()),
            known("lambda-max", Some(steep)),
            known("lambda-min", Some(flat)),
            known("condition", curvatures.condition_number()),
            known("product", Some(rate * steep)),
            known("epochs", lead.map(|run| run.epochs(at))),
        ]
        .into_iter()
        .flatten(),
    );
    for (i, run) in runs.iter().enumerate() {
        let (here, standing) = (run.here(at), run.standing(at));
        let hessian = surface.hessian(here.weights);
        let [steep, flat] = hessian.eigenvalues();
        let values = [
            Some(here.loss),
            Some(here.gradient_norm.min(f64::MAX)),
            Some(here.weights[0]),
            Some(here.weights[1]),
            demo.ground.distance(here.weights),
            run.rate_limit(steep),
            run.growth(steep),
            run.growth(flat),
            Some(truth(matches!(standing, Standing::Rest(_, rest) if at_rest(rest) == at_rest(CONVERGED)))),
            Some(truth(matches!(standing, Standing::TooHigh | Standing::Overflow(..)))),
            run.steps_to_percent(at).map(|n| n as f64),
        ];
        for names in [LEAD, run.method.measures].into_iter().skip(usize::from(i > 0)) {
            all.extend(names.into_iter().zip(values).filter_map(|(key, value)| known(key, value)));
        }
        let local = hessian.lambda_max();
        let state = match standing {
            Standing::Running => "on its way".into(),
            _ => run.state(at, curved.then_some(local)),
        };
        let numbers = [here.loss, here.gradient_norm];
        let row = place(demo, run.name(), here.weights, numbers, run.rate_limit(local), &state);
        all.push(row.shown_as(&format!("{}: loss", run.name()), Some(short(here.loss)), run.state(at, lambda)));
    }
    let bound = |run: &Run| {
        let (limit, rate) = (stability::limit(&run.rule)?, run.rate_limit(lambda?)?);
        Some((short(rate), format!("{} / {}", fine(limit), fine(lambda?)), run.name()))
    };
    if let [(rate, from, _), more @ ..] = &runs.iter().filter_map(bound).collect::<Vec<_>>()[..] {
        let more = more.iter().map(|(rate, from, name)| format!("; {name} {from} = {rate}"));
        let note = format!("{from}{}", more.collect::<String>());
        all.push(measure("", None).shown_as("Rate must be below", Some(rate.clone()), note));
    }
    let columns = [
        "Method",
        "Loss",
        if super::settings::draws_rows(&demo.settings) { "Gradient of all rows" } else { "Gradient" },
        &demo.ground.weights[0],
        &demo.ground.weights[1],
        "Distance to the nearest minimum",
        if curved { "Rate must be below" } else { "Rate must be below, by the curvature here" },
        "State",
    ];
    Numbers::new(summary(demo), format!("Step {at} on {}", demo.ground.name), columns, all)
}

/// At rest in a minimum.
const CONVERGED: Standstill = Standstill { gradient_norm: 0.0, tolerance: 1e-6, curvatures: [1.0, 1.0] };
