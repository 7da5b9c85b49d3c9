//! All demos.

use crate::confusion_matrix;
use crate::demo::Spec;
use crate::memory;

/// Every demo, in the order of the gallery.
pub const DEMOS: &[&Spec] = &[&confusion_matrix::SPEC, &memory::SPEC];

/// The demo with this id.
pub fn find(id: &str) -> Option<&'static Spec> {
    DEMOS.iter().copied().find(|spec| spec.id == id)
}
