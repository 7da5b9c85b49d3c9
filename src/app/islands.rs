//! Parts of pages that only the app can fill.

use super::state::App;
use course::page::Page;
use leptos::prelude::*;
use std::rc::Rc;

/// The island with this name.
pub fn island(app: App, page: &Rc<Page>, name: &str) -> AnyView {
    match name {
        "today" => super::home::today(app).into_any(),
        "lesson-tools" => super::lesson_tools::tools(app, page).into_any(),
        "review" => super::review::review(app).into_any(),
        "settings" => super::settings::settings(app).into_any(),
        _ => ().into_any(),
    }
}
