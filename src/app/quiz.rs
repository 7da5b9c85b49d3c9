//! Questions: answer, see why, try again.

use super::live::{live, view};
use super::signals::RwSignal;
use super::state::App;
use crate::web::dom;
use course::quiz::{Ask, Item, Quiz, Remark, Response, Verdict};
use leptos::html::ElementChild;
use leptos::prelude::*;

/// A run of questions.
pub fn quiz(app: App, block: Quiz) -> AnyView {
    let total = block.items.len();
    let right = RwSignal::new(vec![None::<bool>; total]);
    let items: Vec<_> = block
        .items
        .into_iter()
        .enumerate()
        .map(|(i, item)| {
            let answered = move |verdict: bool| right.update(|r| r[i] = Some(verdict));
            let id = format!("q-{}", item.id);
            view! { <li class="item" id=id>{question(app, item, answered)}</li> }
        })
        .collect();
    let tally = move || {
        let right = right.get();
        match right.iter().flatten().count() {
            0 => String::new(),
            n => format!("{n} of {total} answered, {} right", right.iter().flatten().filter(|r| **r).count()),
        }
    };
    view! {
        <section class="quiz-box" id=block.id.clone() aria-labelledby=format!("{}-title", block.id)>
            <header class="quiz-head">
                <h2 id=format!("{}-title", block.id)>{block.title}</h2>
                <p class="tally">{live(tally)}</p>
            </header>
            <ol class="items">{items}</ol>
        </section>
    }
}

fn question(app: App, item: Item, answered: impl Fn(bool) + Copy + 'static) -> AnyView {
    let verdict = RwSignal::new(None::<Verdict>);
    let (id, revision) = (item.id.clone(), item.revision);
    let ask = item.ask.clone();
    let submit = move |response: Response| {
        let judged = ask.judge(&response);
        app.study.record_answer(&id, revision, &response, judged.right);
        answered(judged.right);
        verdict.set(Some(judged));
    };
    let parts = Form { name: item.id, prompt: item.prompt, ask: item.ask, verdict, explanation: item.explanation };
    form(parts, Box::new(submit))
}

/// A question with its fields, its button and what is said of the answer.
struct Form {
    /// Unique in the page; names the fields.
    name: String,
    /// The question.
    prompt: String,
    /// What is asked for.
    ask: Ask,
    /// The verdict, once there is one.
    verdict: RwSignal<Option<Verdict>>,
    /// Said after any answer.
    explanation: String,
}

/// The view of a form, which calls `submit` with a complete response.
fn form(form: Form, submit: Box<dyn Fn(Response)>) -> AnyView {
    let Form { name, prompt, ask, verdict, explanation } = form;
    let response = RwSignal::new(start_of(&ask));
    let fields = fields(&name, ask, response, verdict);
    let done = move || verdict.with(Option::is_some);
    let check = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(given) = response.get_untracked()
            && verdict.with_untracked(Option::is_none)
        {
            submit(given);
        }
    };
    let again = move |_| verdict.set(None);
    let general = move || {
        verdict.get().map(|v| {
            let said: Vec<_> = v.remarks.iter().filter(|r| r.about.is_none()).map(remark).collect();
            let word = if v.right { "Right." } else { "Not so." };
            view! { <p class=if v.right { "word right" } else { "word wrong" }>{word}</p>{said} }
        })
    };
    view! {
        <form class="question" class:answered=done on:submit=check>
            <fieldset>
                <legend><div class="prompt" inner_html=prompt></div></legend>
                {fields}
            </fieldset>
            <div class="act">
                <button class="button" type="submit" disabled=move || done() || response.with(Option::is_none)>"Check"</button>
                {live(move || {
                    let wrong = verdict.with(|v| v.as_ref().is_some_and(|v| !v.right));
                    wrong.then(|| view! { <button class="button" type="button" on:click=again>"Try again"</button> })
                })}
            </div>
            <div class="verdict" role="status">
                {live(general)}
                {live(move || (done() && !explanation.is_empty()).then(|| view! { <div class="explanation" inner_html=explanation.clone()></div> }))}
            </div>
        </form>
    }
}

type Answer = RwSignal<Option<Response>>;
type Judged = RwSignal<Option<Verdict>>;

/// What stands in the fields before anybody has touched them.
pub fn start_of(ask: &Ask) -> Option<Response> {
    match ask {
        Ask::Order { shown, .. } => Some(Response::Picks(shown.clone())),
        Ask::Multiple { .. } => Some(Response::Picks(Vec::new())),
        Ask::Single { .. } | Ask::Numeric(_) => None,
    }
}

/// The fields of a question.
pub fn fields(name: &str, ask: Ask, response: Answer, verdict: Judged) -> AnyView {
    match ask {
        Ask::Single { choices } => choices_view(name, "radio", choices, response, verdict),
        Ask::Multiple { choices } => choices_view(name, "checkbox", choices, response, verdict),
        Ask::Numeric(numeric) => number_view(name, numeric, response, verdict),
        Ask::Order { lines, .. } => super::order::order_view(lines, response, verdict),
    }
}

fn picks(response: Answer) -> Vec<usize> {
    match response.get() {
        Some(Response::Picks(picks)) => picks,
        _ => Vec::new(),
    }
}

fn choices_view(
    name: &str,
    kind: &'static str,
    choices: Vec<course::quiz::Choice>,
    response: Answer,
    verdict: Judged,
) -> AnyView {
    let rows: Vec<_> = choices
        .into_iter()
        .enumerate()
        .map(|(i, choice)| {
            let take = move |event| {
                let on = event_target_checked(&event);
                response.update(|r| *r = Some(Response::Picks(with_pick(r, kind == "radio", i, on))));
            };
            let said = move || verdict.get().and_then(|v| v.remarks.iter().find(|r| r.about == Some(i)).map(remark));
            let mark = move || {
                let v = verdict.get()?;
                let remark = v.remarks.iter().find(|r| r.about == Some(i))?;
                Some(if remark.right { "right" } else { "wrong" })
            };
            view! {
                <div class=move || format!("choice {}", mark().unwrap_or_default())>
                    <label>
                        <input type=kind name=name.to_string() id=format!("{name}-{i}")
                            prop:checked=move || picks(response).contains(&i)
                            prop:disabled=move || verdict.with(Option::is_some) on:change=take/>
                        <span inner_html=choice.text></span>
                    </label>
                    <div class="said" role="status">{live(said)}</div>
                </div>
            }
        })
        .collect();
    view! { <div class="choices">{rows}</div> }
}

fn with_pick(now: &Option<Response>, single: bool, index: usize, on: bool) -> Vec<usize> {
    let mut picks = match now {
        Some(Response::Picks(picks)) if !single => picks.clone(),
        _ => Vec::new(),
    };
    picks.retain(|&p| p != index);
    if on {
        picks.push(index);
    }
    picks.sort_unstable();
    picks
}

fn number_view(name: &str, ask: course::quiz::Numeric, response: Answer, verdict: Judged) -> AnyView {
    let typed = move |event| {
        // A decimal comma is understood; anything else that is no number cannot be submitted.
        let text = event_target_value(&event).trim().replace(',', ".").replace('\u{2212}', "-");
        response.set(dom::number(&text).map(Response::Number));
    };
    let within =
        if ask.tolerance == 0.0 { "exactly".to_string() } else { format!("within ±{}", dom::digits(ask.tolerance)) };
    view! {
        <div class="number">
            <label for=format!("{name}-number")>"Your answer"</label>
            <input id=format!("{name}-number") type="text" inputmode="decimal" autocomplete="off" size="10"
                prop:disabled=move || verdict.with(Option::is_some) on:input=typed/>
            <span class="unit">{ask.unit}</span>
            <span class="tolerance">{within}</span>
        </div>
    }
}

/// One thing to say about an answer.
pub fn remark(remark: &Remark) -> AnyView {
    let misconception = remark.misconception.clone().map(|m| view! { <p class="misconception">{m}</p> });
    let shows = remark.shows.clone().map(|shows| {
        let mut query = shows.settings;
        if shows.steps > 0 {
            query.push(("step".into(), shows.steps.to_string()));
        }
        let route = course::route::Route::Demo(shows.demo);
        let location = course::route::Location { route, query, anchor: String::new() };
        view! { <p class="shows"><a href=crate::web::place::href(&location)>{shows.text}</a></p> }
    });
    view! { {misconception}<div class="why" inner_html=remark.feedback.clone()></div>{shows} }
}
