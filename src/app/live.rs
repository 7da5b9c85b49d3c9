//! Views without their types.
//!
//! Leptos compiles its machinery anew for every type of view and for every closure in one. A browser does not see the
//! difference, but has to fetch it. So here a view is an `AnyView` as soon as it is made, and closures are boxed.

use leptos::prelude::*;

/// As Leptos's, and erases the type of what it makes.
macro_rules! view {
    ($($markup:tt)*) => {
        leptos::prelude::IntoAny::into_any(leptos::prelude::view! { $($markup)* }.into_inner())
    };
}
pub(super) use view;

/// A part of a view that is made anew whenever what it reads changes.
pub fn live<V: IntoAny + 'static>(make: impl Fn() -> V + Send + 'static) -> AnyView {
    fn erased(make: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        (move || make()).into_any()
    }
    erased(Box::new(move || make().into_any()))
}

/// Runs soon, and again whenever what it reads changes, as long as its owner lives.
pub fn follow(run: impl FnMut() + 'static) {
    fn erased(mut run: Box<dyn FnMut()>) {
        Effect::new(move |_| run());
    }
    erased(Box::new(run));
}
