//! All demos.

use crate::demo::Spec;

/// Every demo, in the order of the gallery.
pub const DEMOS: &[&Spec] = &[];

/// The demo with this id.
pub fn find(id: &str) -> Option<&'static Spec> {
    DEMOS.iter().copied().find(|spec| spec.id == id)
}
