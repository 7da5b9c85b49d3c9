//! Parts of views that change, and what is done when something changes.

use super::markup::Shown;
pub use super::markup::{View, view};
use leptos::prelude::Effect;

/// A part of a view that is made anew whenever what it reads changes.
pub fn live<V: Shown>(make: impl Fn() -> V + 'static) -> View {
    View::Live(Box::new(move || make().shown()))
}

/// Runs soon, and again whenever what it reads changes, as long as its owner lives.
pub fn follow(run: impl FnMut() + 'static) {
    fn erased(mut run: Box<dyn FnMut()>) {
        Effect::new(move |_| run());
    }
    erased(Box::new(run));
}
