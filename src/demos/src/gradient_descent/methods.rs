//! The methods that go down side by side.

use crate::settings::Settings;
use ml::optimizers::{AdamParams, GradientDescentParams, MomentumParams, Params, RmsPropParams};
use plot::{Ink, Shape};

/// A method, as it is named and drawn.
#[derive(Debug)]
pub struct Method {
    /// Key of its toggle.
    pub key: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its color.
    pub ink: Ink,
    /// Its symbol, a second sign beside the color.
    pub shape: Shape,
    /// Names of its measures: loss, gradient norm, both weights, distance, rate limit, growth along the most curved
    /// and the flattest direction, converged, diverged, steps to a hundredth of the loss.
    pub measures: [&'static str; 11],
}

macro_rules! measures {
    ($prefix:literal) => {
        [
            concat!($prefix, "loss"),
            concat!($prefix, "gradient-norm"),
            concat!($prefix, "w0"),
            concat!($prefix, "w1"),
            concat!($prefix, "distance"),
            concat!($prefix, "rate-limit"),
            concat!($prefix, "growth-steep"),
            concat!($prefix, "growth-flat"),
            concat!($prefix, "converged"),
            concat!($prefix, "diverged"),
            concat!($prefix, "steps-to-percent"),
        ]
    };
}

/// Names of the same measures of the first method that is switched on.
pub const LEAD: [&str; 11] = measures!("");

const fn method(
    key: &'static str,
    name: &'static str,
    class: u8,
    shape: Shape,
    measures: [&'static str; 11],
) -> Method {
    Method { key, name, ink: Ink::Class(class), shape, measures }
}

/// All methods, in the order of their controls.
pub const METHODS: [Method; 4] = [
    method("gd", "Gradient descent", 0, Shape::Circle, measures!("gd-")),
    method("momentum", "Momentum", 1, Shape::Diamond, measures!("momentum-")),
    method("rms-prop", "RMSProp", 2, Shape::Triangle, measures!("rms-prop-")),
    method("adam", "Adam", 3, Shape::Square, measures!("adam-")),
];

/// The rule of method number `index` with the settings' rate.
pub fn rule(index: usize, settings: &Settings) -> Params {
    let learning_rate = settings.number(if index < 2 { "rate" } else { "adaptive-rate" });
    match index {
        0 => Params::GradientDescent(GradientDescentParams { learning_rate }),
        1 => Params::Momentum(MomentumParams {
            learning_rate,
            beta: settings.number("beta"),
            nesterov: settings.toggle("nesterov"),
        }),
        // A memory of a hundred steps, PyTorch's default, would outlast most runs that one watches.
        2 => Params::RmsProp(RmsPropParams { learning_rate, alpha: 0.9, ..RmsPropParams::default() }),
        _ => Params::Adam(AdamParams { learning_rate, ..AdamParams::default() }),
    }
}
