//! Continue where you left off, and what is due today.

use super::state::App;
use crate::web::place;
use course::route::{Location, Route};
use leptos::html::ElementChild;
use leptos::prelude::*;

/// One line above the map.
pub fn today(app: App) -> impl IntoView {
    let road = super::deck::road();
    let next = move || {
        let road = road.get()?;
        let read = app.study.lessons_read();
        let lesson = road.lessons.iter().find(|l| !read.contains(&l.slug))?.clone();
        let href = place::href(&Location::of(Route::Lesson(lesson.slug)));
        let word = if read.is_empty() { "Begin with " } else { "Continue with " };
        Some(view! { <p>{word}<a href=href>{lesson.title}</a>{format!(", {} minutes", lesson.minutes)}</p> })
    };
    // All of the line comes at once: what came later would push the rest aside.
    let due = move || {
        road.get()?;
        let href = place::href(&Location::of(Route::Review));
        Some(match app.study.due_count() {
            0 => view! { <p>"Nothing to review today."</p> }.into_any(),
            1 => view! { <p><a href=href>"1 card"</a>" is due today."</p> }.into_any(),
            n => view! { <p><a href=href>{format!("{n} cards")}</a>" are due today."</p> }.into_any(),
        })
    };
    let read = move || {
        let total = road.get().map_or(0, |r| r.lessons.len());
        let read = app.study.lessons_read().len();
        (total > 0 && read > 0).then(|| view! { <p>{format!("{read} of {total} lessons read.")}</p> })
    };
    view! { <div class="today">{next}{due}{read}</div> }
}
