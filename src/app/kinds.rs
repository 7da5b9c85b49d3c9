//! The kinds of parts that the app brings to life, by the names that pages call them: one line each.

use super::state::App;
use course::json::FromJson;
use course::page::Page;
use course::part::Part;
use leptos::prelude::*;
use serde_json::Value;
use std::rc::Rc;

/// Makes a living part of its data; `None` for data of another version.
type Make = fn(App, &Rc<Page>, &Value) -> Option<AnyView>;

const KINDS: [(&str, Make); 8] = [
    ("predict", |app, _, data| Some(super::quiz::predict(app, FromJson::from_json(data)?).into_any())),
    ("quiz", |app, _, data| Some(super::quiz::quiz(app, FromJson::from_json(data)?).into_any())),
    ("cards", |app, _, data| Some(super::cards::collected(app, FromJson::from_json(data)?).into_any())),
    ("sort", |app, _, data| Some(super::sort::sort(app, FromJson::from_json(data)?).into_any())),
    ("today", |app, _, _| Some(super::home::today(app).into_any())),
    ("lesson-tools", |app, page, _| Some(super::lesson_tools::tools(app, page).into_any())),
    ("review", |app, _, _| Some(super::review::review(app).into_any())),
    ("settings", |app, _, _| Some(super::settings::settings(app).into_any())),
];

/// The living part.
pub fn living(app: App, page: &Rc<Page>, part: &Part) -> AnyView {
    let make = KINDS.iter().find(|(kind, _)| *kind == part.kind).map(|(_, make)| make);
    make.and_then(|make| make(app, page, &part.data)).unwrap_or_else(|| {
        view! { <p class="trouble">"This part was made by another version of the course. Reload the page."</p> }
            .into_any()
    })
}
