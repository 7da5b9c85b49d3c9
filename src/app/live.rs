//! Views without their types.
//!
//! Leptos compiles its machinery anew for every type of view and for every closure in one. A browser does not see the
//! difference, but has to fetch it. So here a view is an `AnyView` as soon as it is made, and closures are boxed.

use leptos::prelude::*;
use leptos::tachys::html::property::IntoProperty;

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

/// The text of an element, as `prop:textContent=…`. It is written only when it has changed: what is written anew replaces
/// the text under a reader's finger, and WebKit then knows of no click, and nobody can select words in a demo that runs.
#[derive(Clone)]
pub struct Words(String);

impl Words {
    /// Words, from a string or from nothing.
    pub fn of(text: impl Into<Option<String>>) -> Words {
        Words(text.into().unwrap_or_default())
    }
}

impl IntoProperty for Words {
    type State = (web_sys::Element, String);
    type Cloneable = Words;
    type CloneableOwned = Words;

    fn hydrate<const FROM_SERVER: bool>(self, element: &web_sys::Element, key: &str) -> Self::State {
        self.build(element, key)
    }

    fn build(self, element: &web_sys::Element, _: &str) -> Self::State {
        element.set_text_content(Some(&self.0));
        (element.clone(), self.0)
    }

    fn rebuild(self, (element, shown): &mut Self::State, _: &str) {
        if *shown != self.0 {
            element.set_text_content(Some(&self.0));
            *shown = self.0;
        }
    }

    fn into_cloneable(self) -> Words {
        self
    }

    fn into_cloneable_owned(self) -> Words {
        self
    }
}
