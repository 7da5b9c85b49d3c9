//! Predictions: a guess and how sure one is, given in one form before anything is shown.

use super::live::{View, live, view};
use super::quiz::{fields, remark, solution, spell};
use super::signals::{RwSignal, StoredValue};
use super::state::App;
use super::{folds, left};
use crate::web::dom;
use course::quiz::{Ask, Prediction, Response, Verdict};
use leptos::prelude::*;

/// How a prediction stands.
#[derive(Clone, PartialEq)]
enum Stand {
    /// The reader has yet to decide.
    Open,
    /// What they said, and how sure they were.
    Made(Response, Option<u8>),
    /// They went on without.
    Skipped,
}

/// A commitment before the reveal.
pub fn predict(app: App, prediction: Prediction) -> View {
    let id = prediction.id.clone();
    let before = untrack(|| app.study.prediction(&id, prediction.revision, Some(&prediction.ask)));
    // Who guesses anew has left the guess before behind.
    let trying = left::drafted(&course::left::draft_key(&id, prediction.revision), &prediction.ask).is_some();
    let stand = RwSignal::new(match before {
        _ if trying => Stand::Open,
        Some((response, sure)) => Stand::Made(response, sure),
        None if untrack(|| folds::passed(app, &prediction)) => Stand::Skipped,
        None => Stand::Open,
    });
    let asked = StoredValue::new(prediction);
    // Fields are made anew for each try.
    let form = live(move || asked.with_value(|prediction| form(app, prediction, stand)));
    let outcome = live(move || asked.with_value(|prediction| outcome(prediction, stand)));
    view! {
        <section class="predict-box" id=id.clone() role="group" aria-label="Predict">
            <p class="label">"Predict first"</p>
            {form}
            <div class="outcome" id=format!("{id}-outcome") tabindex="-1">{outcome}</div>
        </section>
    }
}

fn form(app: App, prediction: &Prediction, stand: RwSignal<Stand>) -> View {
    let now = stand.get();
    let done = now != Stand::Open;
    let (said, verdict) = match now {
        Stand::Made(response, _) => {
            let verdict = prediction.ask.judge(&response);
            (Some(response), Some(verdict))
        }
        // What nobody answered has no verdict, but its fields have served.
        Stand::Skipped => (None, Some(Verdict { right: false, remarks: Vec::new() })),
        Stand::Open => (None, None),
    };
    let key = course::left::draft_key(&prediction.id, prediction.revision);
    let sure_key = format!("{key} sure");
    let drafted = left::get(&sure_key).and_then(|percent| percent.parse().ok());
    let sure = RwSignal::new(drafted.filter(|percent| prediction.ask.sure().contains(percent)));
    let verdict = RwSignal::new(verdict);
    let response = match done {
        true => RwSignal::new(said),
        false => left::response(key.clone(), &prediction.ask, None, verdict),
    };
    left::keep_changes(sure_key.clone(), move || sure.get().map(|percent| percent.to_string()));
    // Once it is decided nothing is left of how it was decided.
    let forget = move || [&key, &sure_key].into_iter().for_each(|key| left::set(key, ""));
    let decided = forget.clone();
    let fields = fields(&prediction.id, prediction.ask.clone(), response, verdict, RwSignal::new(true));
    let made = prediction.clone();
    let commit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let (Some(given), percent @ Some(_)) = (response.get_untracked(), sure.get_untracked()) {
            let right = made.ask.judge(&given).right;
            app.study.record_prediction(&made.id, made.revision, &given, right, percent);
            decided();
            go_on(app, &made.id, stand, Stand::Made(given, percent));
        }
    };
    let id = prediction.id.clone();
    let skip = move |_| {
        forget();
        go_on(app, &id, stand, Stand::Skipped);
    };
    let wanting = move || response.with(Option::is_none) || sure.with(Option::is_none);
    let act = (!done).then(|| {
        view! {
            {levels(&prediction.id, &prediction.ask, sure)}
            <div class="act">
                <button class="button primary" type="submit" disabled=wanting>"Commit"</button>
                <button class="link-button" type="button" data-skip on:click=skip>"Show me without guessing"</button>
            </div>
        }
    });
    view! {
        <form class="question" class:answered=done on:submit=commit>
            <fieldset>
                <legend><div class="prompt" inner_html=prediction.prompt.clone()></div></legend>
                {fields}
            </fieldset>
            {act}
        </form>
    }
}

/// How sure one can say to be.
fn levels(id: &str, ask: &Ask, sure: RwSignal<Option<u8>>) -> View {
    let level = |percent: u8| {
        view! {
            <label class="sure-level"><input type="radio" name=format!("{id}-sure") id=format!("{id}-sure-{percent}") autocomplete="off"
                prop:checked=move || sure.get() == Some(percent) on:change=move |_| sure.set(Some(percent))/><span>{format!("{percent} %")}</span></label>
        }
    };
    let levels: Vec<_> = ask.sure().into_iter().map(level).collect();
    view! { <fieldset class="sure"><legend>"How sure are you?"</legend><div class="sure-levels">{levels}</div></fieldset> }
}

/// Shows what was held back, and moves the focus on to it.
fn go_on(app: App, id: &str, stand: RwSignal<Stand>, to: Stand) {
    stand.set(to);
    folds::pass(app, id);
    let outcome = format!("{id}-outcome");
    super::order::focus_soon(move || dom::by_id(&outcome));
}

/// What turned out, beside what the reader said.
fn outcome(prediction: &Prediction, stand: RwSignal<Stand>) -> Option<View> {
    let reveal = view! { <div class="reveal" inner_html=prediction.reveal.clone()></div> };
    let (response, sure) = match stand.get() {
        Stand::Open => return None,
        Stand::Skipped => return Some(reveal),
        Stand::Made(response, sure) => (response, sure),
    };
    let verdict = prediction.ask.judge(&response);
    let general: Vec<_> = verdict.remarks.iter().filter(|r| r.about.is_none()).map(remark).collect();
    // A number stands in the sentence.
    let right_order =
        (!verdict.right && matches!(prediction.ask, Ask::Order { .. })).then(|| solution(&prediction.ask));
    let class = if verdict.right { "word right" } else { "word wrong" };
    let first = format!("#{0} form :is(input, button:not(:disabled))", prediction.id);
    let again = move |_| {
        stand.set(Stand::Open);
        let first = first.clone();
        super::order::focus_soon(move || dom::find(&first));
    };
    Some(view! {
        <p class=class inner_html=prediction.said(&response, sure, &spell)></p>
        {general}
        {right_order}
        {reveal}
        <p class="again"><button class="link-button" type="button" on:click=again>"Try again"</button></p>
    })
}
