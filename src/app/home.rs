//! Continue where you left off, and what is due today.

use super::live::{View, live, view};
use super::state::App;
use crate::web::place;
use course::route::{Location, Route};

/// What to do first: the site builder writes the same for somebody who has done nothing yet.
pub fn today(app: App) -> View {
    let index = move || app.decks.index();
    let next = move || {
        let index = index()?.ok()?;
        let read = app.study.views(|views| views.progress.read.len());
        let lesson = index.lessons().iter().find(|l| !app.study.is_read(l.slug.as_str()))?;
        let href = place::href(&Location::of(Route::Lesson(lesson.slug.to_string())));
        let [with, go] = if read == 0 { ["Begin with", "Begin"] } else { ["Continue with", "Continue"] };
        let go = format!("{go}: {} minutes", lesson.minutes);
        Some(view! {
            <a class="go" href=href><span class="label">{with}</span>" "<span class="name">{lesson.title.clone()}</span>" "<span class="button primary">{go}</span></a>
        })
    };
    // All of the line comes at once: what came later would push the rest aside.
    let due = move || {
        let href = place::href(&Location::of(Route::Review));
        Some(match (index()?, app.study.due_count()) {
            (Err(why), _) => view! { <p>{format!("The list of cards is missing. {why}")}</p> },
            (Ok(_), 0) => view! { <p>"Nothing to review today."</p> },
            (Ok(_), 1) => view! { <p><a href=href>"1 card"</a>" is due today."</p> },
            (Ok(_), n) => view! { <p><a href=href>{format!("{n} cards")}</a>" are due today."</p> },
        })
    };
    let read = move || {
        let index = index().and_then(Result::ok)?;
        let total = index.lessons().len();
        // A lesson that has gone counts neither here nor there.
        let read = index.lessons().iter().filter(|lesson| app.study.is_read(lesson.slug.as_str())).count();
        (read > 0).then(|| view! { <p>{format!("{read} of {total} lessons read.")}</p> })
    };
    view! { <div class="today">{live(next)}{live(due)}{live(read)}</div> }
}
