//! Review.
use super::state::App;
use leptos::prelude::*;
/// The page.
pub fn review(_app: App) -> impl IntoView {}
