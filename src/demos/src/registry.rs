//! All demos.

use crate::demo::Spec;
use crate::{bias_variance, confusion_matrix, gradient_descent, logistic_regression, memory, roc_and_pr};

/// Every demo, in the order of the road.
pub const DEMOS: &[&Spec] = &[
    &gradient_descent::SPEC,
    &logistic_regression::SPEC,
    &bias_variance::SPEC,
    &confusion_matrix::SPEC,
    &roc_and_pr::SPEC,
    &memory::SPEC,
];

/// The demo with this id.
pub fn find(id: &str) -> Option<&'static Spec> {
    DEMOS.iter().copied().find(|spec| spec.id == id)
}
