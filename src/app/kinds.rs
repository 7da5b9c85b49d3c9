//! The kinds of parts that the app brings to life, by the names that pages call them: one line each. All others lie in
//! the pack of tools.

use super::live::{View, view};
use super::state::App;
use course::json::FromJson;
use course::page::Page;
use course::part::Part;
use serde_json::Value;
use std::rc::Rc;

/// Makes a living part of its data; `None` for data of another version.
pub type Make = fn(App, &Rc<Page>, &Value) -> Option<View>;

const KINDS: [(&str, Make); 7] = [
    ("predict", |app, _, data| Some(super::predict::predict(app, FromJson::from_json(data)?))),
    ("quiz", |app, _, data| Some(super::quiz::quiz(app, FromJson::from_json(data)?))),
    ("cards", |app, _, data| Some(super::cards::collected(app, FromJson::from_json(data)?))),
    ("today", |app, _, _| Some(super::home::today(app))),
    ("lesson-tools", |app, page, _| Some(super::lesson_tools::tools(app, page))),
    ("review", |app, _, _| Some(super::review::review(app))),
    ("settings", |app, _, _| Some(super::settings::settings(app))),
];

/// What makes a living part of this kind.
pub fn find(kind: &str) -> Option<Make> {
    KINDS.iter().find(|known| known.0 == kind).map(|known| known.1)
}

/// Said of data of another version.
pub const REFUSED: &str = "This part was made by another version of the course. Reload the page.";

/// The living part.
pub fn living(make: Make, app: App, page: &Rc<Page>, part: &Part) -> View {
    make(app, page, &part.data).unwrap_or_else(|| view! { <p class="trouble">{REFUSED}</p> })
}
