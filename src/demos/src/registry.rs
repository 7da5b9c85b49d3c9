//! All demos.

use crate::demo::Spec;
use crate::{bias_variance, confusion_matrix, gradient_descent, logistic_regression, memory, roc_and_pr};

/// Demos that are loaded together, as one wasm module.
#[derive(Debug)]
pub struct Pack {
    /// Its name, which is also that of its file in `src/packs/src/bin/`.
    pub name: &'static str,
    /// Its demos.
    pub demos: &'static [&'static Spec],
}

/// Every pack.
pub static PACKS: [Pack; 4] = [
    Pack { name: "pack-classification", demos: &[&confusion_matrix::SPEC, &roc_and_pr::SPEC] },
    Pack { name: "pack-descent", demos: &[&gradient_descent::SPEC, &logistic_regression::SPEC] },
    Pack { name: "pack-fitting", demos: &[&bias_variance::SPEC] },
    Pack { name: "pack-memory", demos: &[&memory::SPEC] },
];

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

/// The name of the pack that holds the demo with this id; empty for an unknown one.
pub fn pack_of(id: &str) -> &'static str {
    PACKS.iter().find(|pack| pack.demos.iter().any(|spec| spec.id == id)).map_or("", |pack| pack.name)
}
