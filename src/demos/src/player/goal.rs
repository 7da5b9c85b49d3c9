//! Goals: bounds on a demo's measures that a learner is asked to reach.

use super::Player;

/// What a look at the goal found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoalCheck {
    /// Whether every bound holds now.
    pub met: bool,
    /// Whether this is the first time.
    pub first: bool,
}

/// Whether every bound `(measure, at least, at most)` holds at once. A measure that is missing or undefined (NaN)
/// meets no bound, and no bounds at all are no goal.
pub fn goal_met<'a>(
    measures: &[(&str, f64)],
    bounds: impl IntoIterator<Item = (&'a str, Option<f64>, Option<f64>)>,
) -> bool {
    let holds = |(name, at_least, at_most): (&str, Option<f64>, Option<f64>)| {
        let value = measures.iter().find(|m| m.0 == name).map_or(f64::NAN, |m| m.1);
        !value.is_nan() && at_least.is_none_or(|low| value >= low) && at_most.is_none_or(|high| value <= high)
    };
    let mut bounds = bounds.into_iter().peekable();
    bounds.peek().is_some() && bounds.all(holds)
}

impl Player {
    /// Looks whether the goal is met, and remembers that it has been.
    pub fn check_goal<'a>(
        &mut self,
        bounds: impl IntoIterator<Item = (&'a str, Option<f64>, Option<f64>)>,
    ) -> GoalCheck {
        // What could not be built has reached nothing, even if the last picture had.
        let met = self.error.is_none() && goal_met(&self.demo().measures(), bounds);
        let first = met && !self.goal_reached;
        self.goal_reached |= met;
        GoalCheck { met, first }
    }

    /// Whether the goal has been met at any check so far.
    pub fn goal_reached(&self) -> bool {
        self.goal_reached
    }
}
