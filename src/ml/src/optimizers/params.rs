//! Choosing a rule by name and settings.

use super::{
    Adam, AdamParams, GradientDescent, GradientDescentParams, Momentum, MomentumParams, RmsProp, RmsPropParams,
};
use thiserror::Error;

/// A setting out of its range.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[error("the {setting} must be {range}, not {value}")]
pub struct ParamError {
    /// Which one.
    pub setting: &'static str,
    /// What was given.
    pub value: f64,
    /// What is allowed.
    pub range: &'static str,
}

pub(super) fn positive(setting: &'static str, value: f64) -> Result<(), ParamError> {
    if value > 0.0 && value.is_finite() {
        return Ok(());
    }
    Err(ParamError { setting, value, range: "positive and finite" })
}

pub(super) fn fraction(setting: &'static str, value: f64) -> Result<(), ParamError> {
    if (0.0..1.0).contains(&value) { Ok(()) } else { Err(ParamError { setting, value, range: "in [0, 1)" }) }
}

/// A rule with its settings, not yet started.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Params {
    /// See [`GradientDescent`].
    GradientDescent(GradientDescentParams),
    /// See [`Momentum`].
    Momentum(MomentumParams),
    /// See [`RmsProp`].
    RmsProp(RmsPropParams),
    /// See [`Adam`].
    Adam(AdamParams),
}

impl Default for Params {
    fn default() -> Self {
        Self::GradientDescent(GradientDescentParams::default())
    }
}

impl Params {
    /// Stable kebab-case name of the rule: Nesterov and AdamW have their own.
    pub fn id(&self) -> &'static str {
        match self {
            Self::GradientDescent(_) => "gradient-descent",
            Self::Momentum(p) if p.nesterov => "nesterov",
            Self::Momentum(_) => "momentum",
            Self::RmsProp(_) => "rms-prop",
            Self::Adam(p) if p.weight_decay > 0.0 => "adam-w",
            Self::Adam(_) => "adam",
        }
    }

    /// The learning rate.
    pub fn learning_rate(&self) -> f64 {
        match self {
            Self::GradientDescent(p) => p.learning_rate,
            Self::Momentum(p) => p.learning_rate,
            Self::RmsProp(p) => p.learning_rate,
            Self::Adam(p) => p.learning_rate,
        }
    }

    /// The same rule at another rate.
    pub fn with_learning_rate(mut self, learning_rate: f64) -> Self {
        *match &mut self {
            Self::GradientDescent(p) => &mut p.learning_rate,
            Self::Momentum(p) => &mut p.learning_rate,
            Self::RmsProp(p) => &mut p.learning_rate,
            Self::Adam(p) => &mut p.learning_rate,
        } = learning_rate;
        self
    }

    /// Checks the settings and starts the rule on this many weights.
    ///
    /// # Errors
    /// [`ParamError`] that names the first setting out of range.
    pub fn build(self, dimensions: usize) -> Result<Optimizer, ParamError> {
        Ok(match self {
            Self::GradientDescent(p) => Optimizer::GradientDescent(GradientDescent::new(p)?),
            Self::Momentum(p) => Optimizer::Momentum(Momentum::new(p, dimensions)?),
            Self::RmsProp(p) => Optimizer::RmsProp(RmsProp::new(p, dimensions)?),
            Self::Adam(p) => Optimizer::Adam(Adam::new(p, dimensions)?),
        })
    }
}

/// A rule under way, with its memory.
#[derive(Clone, Debug, PartialEq)]
pub enum Optimizer {
    /// No memory.
    GradientDescent(GradientDescent),
    /// Remembers a velocity.
    Momentum(Momentum),
    /// Remembers the size of gradients.
    RmsProp(RmsProp),
    /// Remembers both.
    Adam(Adam),
}

impl Optimizer {
    /// One step in place. `gradient` has as many entries as `weights`.
    pub fn step(&mut self, weights: &mut [f64], gradient: &[f64]) {
        match self {
            Self::GradientDescent(rule) => rule.step(weights, gradient),
            Self::Momentum(rule) => rule.step(weights, gradient),
            Self::RmsProp(rule) => rule.step(weights, gradient),
            Self::Adam(rule) => rule.step(weights, gradient),
        }
    }

    /// The settings in force.
    pub fn params(&self) -> Params {
        match self {
            Self::GradientDescent(rule) => Params::GradientDescent(rule.params),
            Self::Momentum(rule) => Params::Momentum(rule.params),
            Self::RmsProp(rule) => Params::RmsProp(rule.params),
            Self::Adam(rule) => Params::Adam(rule.params),
        }
    }

    /// Changes the rate from the next step on, for a schedule. The rate is not
    /// checked: a schedule may reach 0.
    pub(super) fn set_learning_rate(&mut self, rate: f64) {
        match self {
            Self::GradientDescent(rule) => rule.params.learning_rate = rate,
            Self::Momentum(rule) => rule.params.learning_rate = rate,
            Self::RmsProp(rule) => rule.params.learning_rate = rate,
            Self::Adam(rule) => rule.params.learning_rate = rate,
        }
    }

    /// Momentum's velocity or Adam's mean gradient.
    pub fn velocity(&self) -> Option<&[f64]> {
        match self {
            Self::Momentum(rule) => Some(rule.velocity()),
            Self::Adam(rule) => Some(rule.first_moment()),
            Self::GradientDescent(_) | Self::RmsProp(_) => None,
        }
    }

    /// The running mean of squared gradients of RMSProp and Adam.
    pub fn second_moment(&self) -> Option<&[f64]> {
        match self {
            Self::RmsProp(rule) => Some(rule.second_moment()),
            Self::Adam(rule) => Some(rule.second_moment()),
            Self::GradientDescent(_) | Self::Momentum(_) => None,
        }
    }

    /// Step per unit of gradient (or of velocity) along each of `dimensions`
    /// weights: the same for all without a second moment.
    pub fn effective_rates(&self, dimensions: usize) -> Vec<f64> {
        match self {
            Self::RmsProp(rule) => rule.effective_rates(),
            Self::Adam(rule) => rule.effective_rates(),
            other => vec![other.params().learning_rate(); dimensions],
        }
    }
}
