//! All demos.

use crate::demo::Spec;
use crate::{bias_variance, confusion_matrix, roc_and_pr};

/// Every demo, in the order of the gallery.
pub const DEMOS: &[&Spec] = &[&confusion_matrix::SPEC, &roc_and_pr::SPEC, &bias_variance::SPEC];

/// The demo with this id.
pub fn find(id: &str) -> Option<&'static Spec> {
    DEMOS.iter().copied().find(|spec| spec.id == id)
}
