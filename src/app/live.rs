//! Parts of views that change, and what is done when something changes.

use super::markup::Built;
use super::markup::Shown;
pub use super::markup::{View, view};
use leptos::mount::{UnmountHandle, mount_to_renderer};
use leptos::prelude::Effect;
use web_sys::Element;

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

/// Puts a view into an element, where it lives until what is given back is dropped.
pub fn mount(place: &Element, make: impl FnOnce() -> View + 'static) -> UnmountHandle<Built> {
    fn erased(place: &Element, make: Box<dyn FnOnce() -> View>) -> UnmountHandle<Built> {
        mount_to_renderer(place, make)
    }
    erased(place, Box::new(make))
}
