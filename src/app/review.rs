//! Review: one card at a time, its answer hidden, four ratings with what each leads to.

use super::deck::Decks;
use super::keyboard::pressed;
use super::live::{View, follow, live, view};
use super::signals::{RwSignal, StoredValue, memo};
use super::state::App;
use super::study::now;
use crate::web::dom::{Listener, document, find};
use crate::web::place;
use course::deck::{Deck, ITEM, Index};
use course::quiz::Card;
use course::route::{Location, Route};
use course::study::ids::CardRef;
use course::study::kind::Kind;
use course::study::payload::{Rating, Review};
use course::study::schedule::CardState;
use course::study::session::{Queued, Summary, Why};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// Days of the forecast.
const FORECAST: usize = 7;

/// How many cards ahead decks are fetched.
const AHEAD: usize = 4;

/// A card as it is shown.
#[derive(Clone, PartialEq)]
struct Face {
    from: String,
    href: String,
    front: String,
    back: String,
    /// Whether this version of the course does not have it.
    gone: bool,
}

/// The page below its heading.
pub fn review(app: App) -> View {
    let began = now().at;
    let shown = RwSignal::new(false);
    let queue = move || {
        let index = app.decks.index()?;
        Some(match index {
            Ok(index) => Ok((index, app.study.queue()?)),
            Err(why) => Err(why),
        })
    };
    let current = memo(move || queue()?.ok()?.1.first().map(|next| next.card.clone()));
    let face = memo(move || face(app.decks, &queue()?.ok()?.0, &current.get()?));
    // The decks of the cards that follow are there before they are needed.
    follow(move || {
        if let Some(Ok((index, queue))) = queue() {
            let lessons = queue.iter().take(AHEAD).filter_map(|next| index.lesson_of(&next.card));
            lessons.for_each(|lesson| app.decks.ask(lesson.slug.as_str()));
        }
    });
    // The card that was put away last, if nothing was rated since.
    let away = RwSignal::new(None);
    let rate = move |rating: Rating| {
        if let Some(card) = current.get_untracked()
            && shown.get_untracked()
        {
            shown.set(false);
            away.set(None);
            app.study.record(Kind::Review(Review { card, rating }));
        }
    };
    // Space goes on with the card that is there then, and does not press the same button once more.
    let go_on = move || {
        shown.set(false);
        let on = || drop(find(".review-box .ratings button").map(|button| button.focus()));
        set_timeout(on, Duration::ZERO);
    };
    let put_away = move || {
        if let Some(card) = current.get_untracked() {
            app.study.put_away(&card);
            away.set(Some(card));
            go_on();
        }
    };
    let undo = move || {
        if let Some(card) = away.get_untracked() {
            away.set(None);
            app.study.call(card, None);
        } else if let Some(event) = app.study.last_review() {
            app.study.undo(event);
        } else {
            return;
        }
        go_on();
    };
    // Another tab may have rated this card, or a day begun.
    follow(move || {
        current.with(|_| ());
        shown.set(false);
    });
    listen(shown, rate, undo);
    let body = move || match (queue(), face.get()) {
        (Some(Err(why)), _) => missing(app.decks, "The list of cards", &why),
        (Some(Ok((_, queue))), face) => match (queue.first(), face) {
            (None, _) => done(app, &app.study.summary(began)),
            (Some(next), Some(Ok(face))) => card(app, next.clone(), face, shown, rate, put_away),
            (Some(_), Some(Err(why))) => missing(app.decks, "This card", &why),
            (Some(_), None) => fetching("Fetching the card."),
        },
        (None, _) => fetching("Fetching the cards."),
    };
    // What stands below waits for the first card, whose height nobody knows before, and then stays.
    let ever = StoredValue::new(false);
    let begun = memo(move || {
        let now = ever.get_value()
            || face.get().is_some_and(|face| face.is_ok())
            || queue().is_some_and(|q| q.is_ok_and(|(_, queue)| queue.is_empty()));
        ever.set_value(now);
        now
    });
    let left = move || {
        let n = app.study.due_count();
        match n {
            0 => String::new(),
            1 => "1 card left".to_string(),
            n => format!("{n} cards left"),
        }
    };
    let can_undo = move || away.with(Option::is_some) || app.study.last_review_tracked().is_some();
    view! {
        <div class="review-box">
            <div class="review-bar"><p role="status">{live(left)}</p>
                <button class="button" type="button" hidden=move || !can_undo() on:click=move |_| undo()>"Undo"</button></div>
            {live(body)}
            {live(move || begun.get().then(|| forecast(app)).flatten())}
        </div>
    }
}

/// 1 to 4 rate, space shows the answer, u takes the last rating back.
fn listen(shown: RwSignal<bool>, rate: impl Fn(Rating) + Copy + 'static, undo: impl Fn() + Copy + 'static) {
    let listener = Listener::new(&document(), "keydown", move |event| {
        let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
        match pressed(event) {
            Some(' ') if shown.try_get_untracked() == Some(false) && !on_button(event) => {
                event.prevent_default();
                shown.set(true);
            }
            Some('u') => undo(),
            Some(key) => {
                let number = key.to_digit(10).and_then(|n| n.checked_sub(1));
                if let Some(rating) = number.and_then(|n| Rating::ALL.get(n as usize)) {
                    // Some layouts have signs there that a browser searches by.
                    event.prevent_default();
                    rate(*rating);
                }
            }
            None => {}
        }
    });
    let kept = StoredValue::new(Some(listener));
    on_cleanup(move || {
        kept.set_value(None);
    });
}

fn on_button(event: &web_sys::KeyboardEvent) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    target.and_then(|t| t.closest("button, a, summary").ok().flatten()).is_some()
}

fn fetching(what: &'static str) -> View {
    view! { <article class="review-card"><p class="from">{what}</p></article> }
}

/// What could not be fetched, and a way to ask for it again.
fn missing(decks: Decks, what: &str, why: &str) -> View {
    view! {
        <article class="review-card" data-missing="">
            <p>{format!("{what} could not be fetched. {why}")}</p>
            <p>"Nothing is lost: what is due stays due."</p>
            <p><button class="button primary" type="button" on:click=move |_| decks.again()>"Try again"</button></p>
        </article>
    }
}

fn card(
    app: App,
    queued: Queued,
    face: Face,
    shown: RwSignal<bool>,
    rate: impl Fn(Rating) + Copy + 'static,
    put_away: impl Fn() + Copy + 'static,
) -> View {
    let Face { from, href, front, back, gone } = face;
    let (leech, next) = app.study.views(|views| {
        let leech = views.schedule.card(&queued.card).is_some_and(CardState::is_leech);
        (leech, views.schedule.next_intervals(&queued.card, now()))
    });
    let why = match queued.why {
        Why::New => " · new",
        Why::Called => " · a question you missed or asked for",
        _ => "",
    };
    let names = ["Again", "Hard", "Good", "Easy"];
    let buttons: Vec<_> = next
        .into_iter()
        .zip(names)
        .enumerate()
        .map(|(i, (next, name))| {
            view! {
                <button class="button" type="button" data-rating=name.to_ascii_lowercase() on:click=move |_| rate(next.rating)>
                    <b>{name}</b><span>{next.label()}</span><span class="sr-only">", key "</span><kbd>{(i + 1).to_string()}</kbd></button>
            }
        })
        .collect();
    let buttons = StoredValue::new(Some(buttons));
    view! {
        <article class="review-card">
            <p class="from"><a href=href>{from}</a>{why}</p>
            {leech.then(|| view! { <p class="leech">"You have forgotten this card often. Read its lesson again before you review it once more."</p> })}
            <div class="front" inner_html=front></div>
            {gone.then(|| view! { <p>"This version of the course does not have it. "<button class="button" type="button" on:click=move |_| put_away()>"Put away"</button></p> })}
            {live(move || shown.get().then(|| view! { <div class="back" inner_html=back.clone()></div> }))}
        </article>
        {live(move || if shown.get() {
            view! { <div class="ratings" role="group" aria-label="How well did you recall it?">{buttons.try_update_value(Option::take).flatten()}</div> }
        } else {
            view! { <div class="ratings"><button class="button primary" type="button" on:click=move |_| shown.set(true)>"Show the answer"<kbd>"Space"</kbd></button></div> }
        })}
    }
}

/// What a card shows; none while its deck is on its way.
fn face(decks: Decks, index: &Index, card: &CardRef) -> Option<Result<Face, String>> {
    let Some(lesson) = index.lesson_of(card) else { return Some(Ok(stranger(card))) };
    let deck = match decks.of(lesson.slug.as_str())? {
        Ok(deck) => deck,
        Err(why) => return Some(Err(why)),
    };
    let Some((card, anchor)) = in_deck(&deck, card.id.as_str()) else { return Some(Ok(stranger(card))) };
    let route = Route::Lesson(lesson.slug.to_string());
    let href = place::href(&Location { route, query: Vec::new(), anchor });
    Some(Ok(Face { from: lesson.title.clone(), href, front: card.front.clone(), back: card.back.clone(), gone: false }))
}

/// A card of this deck and its place in the lesson.
fn in_deck<'a>(deck: &'a Deck, id: &str) -> Option<(&'a Card, String)> {
    match id.strip_prefix(ITEM) {
        Some(item) => deck.items.iter().find(|card| card.id == item).map(|card| (card, format!("q-{item}"))),
        None => deck.cards.iter().find(|card| card.id == id).map(|card| (card, id.into())),
    }
}

/// A card of another version of the course.
fn stranger(card: &CardRef) -> Face {
    Face {
        from: "A card of another version".into(),
        href: place::href(&Location::of(Route::Home)),
        front: format!("<p>{}</p>", crate::web::dom::escape(card.id.as_str())),
        back: "<p>Its answer is not here.</p>".into(),
        gone: true,
    }
}

fn done(app: App, summary: &Summary) -> View {
    let road = place::href(&Location::of(Route::Home));
    if summary.reviews() == 0 {
        let begun = app.study.len() > 0;
        let text = if begun {
            "Nothing is due. Cards join your reviews when you mark a lesson as read, and when you miss a question."
        } else {
            "Nothing to review yet. Read a lesson and mark it as read: its cards come back here, each shortly before you would forget it."
        };
        return view! { <div class="review-card"><p>{text}</p><p><a href=road>"To the road"</a></p></div> };
    }
    let [again, hard, good, easy] = summary.ratings;
    let reviews = summary.reviews();
    let words = if reviews == 1 { "1 review".to_string() } else { format!("{reviews} reviews") };
    let recalled =
        (summary.tested > 0).then(|| format!(" Of {} known cards you recalled {}.", summary.tested, summary.recalled));
    view! {
        <div class="review-card" data-done="">
            <h2>"Done for today"</h2>
            <p>{format!("{words} of {} cards: {again} again, {hard} hard, {good} good, {easy} easy.", summary.cards)}{recalled}</p>
            <p><a href=road>"To the road"</a></p>
        </div>
    }
}

fn forecast(app: App) -> Option<View> {
    let mut days = app.study.forecast(FORECAST)?;
    // Today's new cards are known, those of other days are not.
    *days.first_mut()? = app.study.due_count() as u32;
    let most = days.iter().copied().max().filter(|m| *m > 0)?;
    let rows: Vec<_> = days
        .into_iter()
        .enumerate()
        .map(|(i, n)| {
            let day = match i {
                0 => "Today".to_string(),
                1 => "Tomorrow".to_string(),
                n => format!("In {n} days"),
            };
            let bar = format!("<svg width=\"{}%\" aria-hidden=\"true\"></svg>{n}", 85 * n / most);
            view! { <tr><th scope="row">{day}</th><td inner_html=bar></td></tr> }
        })
        .collect();
    Some(
        view! { <section class="forecast"><h2>"The coming days"</h2><table><caption class="sr-only">"Cards due on each of the coming days"</caption><tbody>{rows}</tbody></table></section> },
    )
}
