//! Gradient descent on the points, and the minimum that it is after.

use super::board::Board;
use crate::demo::{BuildError, unfit};
use crate::settings::Settings;
use ml::logistic::{Logistic, Objective, Params, Status};
use ml::numeric::{dot, log1p_exp, max_abs, norm, sigmoid};
use ml::optimizers::{GradientDescent, GradientDescentParams};
use std::cell::{Ref, RefCell};

/// The run has arrived when no entry of the gradient is larger.
const TOLERANCE: f64 = 1e-5;
/// Weights beyond this are called diverged.
const FAR: f64 = 1e6;
/// The most steps.
pub const MOST_STEPS: usize = 10_000;
/// Newton's method needs about 10, or 40 where the weights run off.
const NEWTON_STEPS: usize = 100;

/// The weights after a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct State {
    /// Steps taken.
    pub step: usize,
    /// w1, w2, b.
    pub theta: [f64; 3],
    /// What is minimized: mean loss and penalty. NaN while a class has no points.
    pub loss: f64,
    /// Its gradient.
    pub gradient: [f64; 3],
    /// What comes next.
    pub phase: Phase,
}

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// On its way.
    Running,
    /// The gradient is as good as 0.
    Fitted,
    /// The next step leaves the range in which anything can be told.
    Diverged,
    /// As many steps as are taken.
    Stopped,
    /// There is nothing to fit.
    Empty,
}

/// The minimum of the loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Minimum {
    /// Newton's method found it: w1, w2, b, the loss there, the steps it took.
    At([f64; 3], f64, usize),
    /// The points can be separated and nothing holds the weights: the loss comes near 0 and never arrives.
    AtInfinity,
    /// A direction along which the loss stays the same.
    NotUnique,
    /// Not looked for: squared error has no such solver, and may have several minima.
    Unknown,
}

/// A whole run, as far as it has been asked for.
pub struct Fit {
    /// The points.
    pub board: Board,
    objective: Option<Objective>,
    rule: GradientDescent,
    squared: bool,
    path: RefCell<Vec<State>>,
    /// The minimum.
    pub minimum: Minimum,
    /// Whether some line separates the classes.
    pub separable: bool,
    /// The penalty λ; 0 for none.
    pub l2: f64,
}

impl Fit {
    /// A run before its first step.
    pub fn new(settings: &Settings, board: Board) -> Result<Fit, BuildError> {
        let l2 = if settings.toggle("penalty") { settings.number("l2") } else { 0.0 };
        let learning_rate = settings.number("rate");
        let rule = GradientDescent::new(GradientDescentParams { learning_rate }).map_err(unfit)?;
        let squared = settings.is("loss", "squared");
        let mut fit = Fit {
            board,
            objective: None,
            rule,
            squared,
            path: RefCell::new(Vec::new()),
            minimum: Minimum::Unknown,
            separable: false,
            l2,
        };
        if let Some(data) = &fit.board.data {
            fit.objective = Some(Objective::new(data, l2).map_err(unfit)?);
            let newton = |l2: f64| -> Result<Logistic, BuildError> {
                let params = Params { l2, max_steps: NEWTON_STEPS, ..Params::default() };
                let mut model = Logistic::new(params, data).map_err(unfit)?;
                model.fit();
                Ok(model)
            };
            let free = newton(0.0)?;
            fit.separable = free.objective().separates(free.theta());
            if !squared {
                fit.minimum = minimum(&if l2 > 0.0 { newton(l2)? } else { free }, fit.separable);
            }
        }
        let first = fit.visit(start(settings.choice("start"), &fit.board), 0);
        fit.path.borrow_mut().push(first);
        Ok(fit)
    }

    /// Goes on to a step; `false` if the run ends before it.
    pub fn reach(&self, step: usize) -> bool {
        let mut path = self.path.borrow_mut();
        while path.len() <= step
            && let Some(&last) = path.last()
            && last.phase == Phase::Running
        {
            let mut theta = last.theta;
            // The plain rule remembers nothing from step to step.
            self.rule.clone().step(&mut theta, &last.gradient);
            let next = self.visit(theta, last.step + 1);
            let far = !(next.loss.is_finite() && max_abs(&theta) <= FAR);
            match path.last_mut() {
                Some(last) if far => last.phase = Phase::Diverged,
                _ => path.push(next),
            }
        }
        step < path.len()
    }

    /// The weights after a step, or at the end of the run if that comes first.
    pub fn state(&self, step: usize) -> State {
        self.reach(step);
        let path = self.path.borrow();
        path[step.min(path.len() - 1)] // never empty: `new` puts the start in
    }

    /// A state with its weights multiplied by a number. Its run stands as it stood.
    pub fn times(&self, state: State, factor: f64) -> State {
        State { phase: state.phase, ..self.visit(state.theta.map(|v| factor * v), state.step) }
    }

    /// All that has been computed.
    pub fn path(&self) -> Ref<'_, Vec<State>> {
        self.path.borrow()
    }

    /// Whether the mean squared error is minimized, and not the log-loss.
    pub fn squared(&self) -> bool {
        self.squared
    }

    /// What one point costs whose own class has these log-odds.
    pub fn cost(&self, margin: f64) -> f64 {
        let miss = sigmoid(-margin);
        if self.squared { miss * miss } else { log1p_exp(-margin) }
    }

    fn gradient(&self, theta: &[f64; 3]) -> [f64; 3] {
        let gradient = match &self.objective {
            Some(objective) if self.squared => objective.squared_gradient(theta.into()),
            Some(objective) => objective.gradient(theta.into()),
            None => return [0.0; 3],
        };
        [0, 1, 2].map(|i| gradient[i])
    }

    fn visit(&self, theta: [f64; 3], step: usize) -> State {
        let loss = match &self.objective {
            Some(objective) if self.squared => objective.squared_loss((&theta).into()),
            Some(objective) => objective.loss((&theta).into()),
            None => f64::NAN,
        };
        let gradient = self.gradient(&theta);
        let arrived = max_abs(&gradient) <= TOLERANCE;
        let phase = match self.minimum {
            _ if self.objective.is_none() => Phase::Empty,
            // There a small gradient is no arrival.
            _ if arrived && self.minimum != Minimum::AtInfinity => Phase::Fitted,
            _ if step >= MOST_STEPS => Phase::Stopped,
            _ => Phase::Running,
        };
        State { step, theta, loss, gradient, phase }
    }
}

fn minimum(model: &Logistic, separable: bool) -> Minimum {
    let theta = [0, 1, 2].map(|i| model.theta()[i]); // a weight for each axis, then the intercept
    match model.status() {
        _ if separable && model.objective().l2() == 0.0 => Minimum::AtInfinity,
        Status::Converged | Status::Stalled => Minimum::At(theta, model.loss(), model.steps()),
        Status::Singular => Minimum::NotUnique,
        _ => Minimum::Unknown,
    }
}

/// The weights at the start: zero, or pointing away from the positives.
fn start(choice: &str, board: &Board) -> [f64; 3] {
    if choice == "zero" || board.data.is_none() {
        return [0.0; 3];
    }
    let mut sums = [[0.0; 3]; 2];
    for &(x, y, class) in board.taking_part() {
        let sum = &mut sums[usize::from(class > 0)];
        for (sum, v) in sum.iter_mut().zip([x, y, 1.0]) {
            *sum += v;
        }
    }
    let [negative, positive] = sums.map(|[x, y, n]| [x / n, y / n]);
    let middle = [0, 1].map(|i| 0.5 * (negative[i] + positive[i]));
    let way = [0, 1].map(|i| positive[i] - negative[i]);
    let long = norm(&way);
    let [x, y] = if long > 1e-6 { way.map(|v| v / long) } else { [1.0, 0.0] };
    // A third of a turn aside, or straight the wrong way.
    let weights = match choice {
        "wrong" => [-4.0 * x, -4.0 * y],
        _ => [-0.5 * x - 0.866 * y, 0.866 * x - 0.5 * y],
    };
    [weights[0], weights[1], -dot(&weights, &middle)]
}
