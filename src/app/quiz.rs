//! Questions: answer, see why, try again.

use super::left;
use super::live::{View, live, view};
use super::order::focus_soon;
use super::signals::{RwSignal, StoredValue};
use super::state::App;
use crate::web::dom;
use course::number;
use course::quiz::{Ask, Choice, Item, Numeric, Quiz, Remark, Response, Shows, Verdict};
use leptos::prelude::*;

/// A run of questions.
pub fn quiz(app: App, block: Quiz) -> View {
    let total = block.items.len();
    let before: Vec<_> = block.items.iter().map(|item| untrack(|| answered(app, item))).collect();
    let right = RwSignal::new(before.iter().map(|b| b.as_ref().map(|(_, right)| *right)).collect::<Vec<_>>());
    let items: Vec<_> = block
        .items
        .into_iter()
        .zip(before)
        .enumerate()
        .map(|(i, (item, before))| {
            let answered = move |verdict: bool| right.update(|r| r[i] = Some(verdict));
            let id = format!("q-{}", item.id);
            view! { <li class="item" id=id>{question(app, item, before.map(|b| b.0), Box::new(answered))}</li> }
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

/// What was answered before to a question that is still the same, and whether it was right.
fn answered(app: App, item: &Item) -> Option<(Response, bool)> {
    app.study.answer(&item.id, item.revision).filter(|(response, right)| item.ask.stands(response, *right))
}

/// A question with its fields, its buttons and what is said of the answer.
fn question(app: App, item: Item, before: Option<Response>, answered: Box<dyn Fn(bool)>) -> View {
    let Item { id, revision, prompt, ask, explanation } = item;
    let key = course::left::draft_key(&id, revision);
    // Who picks anew has left the answer before behind.
    let trying = left::drafted(&key, &ask).is_some();
    let verdict = RwSignal::new(before.as_ref().filter(|_| !trying).map(|response| ask.judge(response)));
    let response = left::response(key.clone(), &ask, before, verdict);
    // Whether the reader wants to see what is right after a miss.
    let shown = RwSignal::new(false);
    let fields = fields(&id, ask.clone(), response, verdict, shown);
    let done = move || verdict.with(Option::is_some);
    let (said_id, first) = (format!("{id}-said"), format!("#q-{id} form :is(input, button:not(:disabled))"));
    // Whoever has pressed a button goes on from what it has brought.
    let to_said = {
        let said_id = said_id.clone();
        move || {
            let said_id = said_id.clone();
            focus_soon(move || dom::by_id(&said_id));
        }
    };
    let asked = StoredValue::new(ask);
    let check = {
        let to_said = to_said.clone();
        move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            let Some(given) = response.get_untracked().filter(|_| verdict.with_untracked(Option::is_none)) else {
                return;
            };
            let judged = asked.with_value(|ask| ask.judge(&given));
            app.study.record_answer(&id, revision, &given, judged.right);
            left::set(&key, "");
            answered(judged.right);
            verdict.set(Some(judged));
            to_said();
        }
    };
    let again = move || {
        shown.set(false);
        verdict.set(None);
        let first = first.clone();
        focus_soon(move || dom::find(&first));
    };
    let show = move || {
        shown.set(true);
        to_said();
    };
    let act = move || {
        let Some(right) = verdict.with(|v| v.as_ref().map(|v| v.right)) else {
            let wanting = move || response.with(Option::is_none);
            return view! { <button class="button" type="submit" disabled=wanting>"Check"</button> };
        };
        let (again, show) = (again.clone(), show.clone());
        let show = (!right && !shown.get()).then(
            || view! { <button class="link-button" type="button" on:click=move |_| show()>"Show the answer"</button> },
        );
        view! { <button class="button" type="button" on:click=move |_| again()>"Try again"</button>{show} }
    };
    let said = move || {
        verdict.get().map(|v| {
            let said: Vec<_> = v.remarks.iter().filter(|r| r.about.is_none()).map(remark).collect();
            let word = if v.right { "Right." } else { "Not so." };
            let solution = (!v.right && shown.get()).then(|| asked.with_value(solution));
            // Why it is so would say what is so, beside the button to try again.
            let why = ((v.right || shown.get()) && !explanation.is_empty())
                .then(|| view! { <div class="explanation" inner_html=explanation.clone()></div> });
            view! { <p class=if v.right { "word right" } else { "word wrong" }>{word}</p>{said}{solution}{why} }
        })
    };
    view! {
        <form class="question" class:answered=done on:submit=check>
            <fieldset>
                <legend><div class="prompt" inner_html=prompt></div></legend>
                {fields}
            </fieldset>
            <div class="verdict" role="status" id=said_id tabindex="-1">{live(said)}</div>
            <div class="act">{live(act)}</div>
        </form>
    }
}

/// What is right, where the fields themselves do not show it.
pub fn solution(ask: &Ask) -> Option<View> {
    match ask {
        Ask::Numeric(numeric) => {
            let answer = numeric.solution(&spell);
            Some(view! { <p inner_html=format!("It is {answer}.")></p> })
        }
        Ask::Order { lines, .. } => {
            let row = |line: &String| view! { <li class="order-line right"><span class="line" inner_html=line.clone()></span></li> };
            let lines: Vec<_> = lines.iter().map(row).collect();
            Some(view! { <p>"The right order:"</p><ol class="order">{lines}</ol> })
        }
        Ask::Single { .. } | Ask::Multiple { .. } => None,
    }
}

/// A number, written by the browser.
pub fn spell(x: f64, decimals: Option<u8>) -> String {
    decimals.map_or_else(|| dom::digits(x), |decimals| dom::rounded(x, decimals))
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

/// The fields of a question. `shown` says whether a miss shows what is right too.
pub fn fields(name: &str, ask: Ask, response: Answer, verdict: Judged, shown: RwSignal<bool>) -> View {
    match ask {
        Ask::Single { choices } => choices_view(name, true, choices, response, verdict, shown),
        Ask::Multiple { choices } => choices_view(name, false, choices, response, verdict, shown),
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
    single: bool,
    choices: Vec<Choice>,
    response: Answer,
    verdict: Judged,
    shown: RwSignal<bool>,
) -> View {
    let kind = if single { "radio" } else { "checkbox" };
    let rows: Vec<_> = choices
        .into_iter()
        .enumerate()
        .map(|(i, choice)| {
            let take = move |event| {
                let on = event_target_checked(&event);
                response.update(|r| *r = Some(Response::Picks(with_pick(r, single, i, on))));
            };
            let right = choice.right;
            // What one missed is said once one is right, or wants to see it.
            let mark = move || {
                let revealed = verdict.with(|v| v.as_ref().map(|v| v.right))? || shown.get();
                match picks(response).contains(&i) {
                    true => Some(if right { "right" } else { "wrong" }),
                    false => (right && revealed).then_some(if single { "right" } else { "missed" }),
                }
            };
            let text = choice.text.clone();
            let said = move || {
                mark().map(|mark| {
                    let missed = (mark == "missed").then(|| view! { <p class="word">"Right, and you missed it."</p> });
                    view! { {missed}{why(&choice.feedback, choice.misconception.as_deref(), choice.shows.clone())} }
                })
            };
            view! {
                <div class=move || format!("choice {}", mark().unwrap_or_default())>
                    <label>
                        <input type=kind name=name.to_string() id=format!("{name}-{i}")
                            prop:checked=move || picks(response).contains(&i)
                            prop:disabled=move || verdict.with(Option::is_some) on:change=take/>
                        <span inner_html=text></span>
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

fn number_view(name: &str, ask: Numeric, response: Answer, verdict: Judged) -> View {
    let first = match response.get_untracked() {
        Some(Response::Number(x)) => dom::digits(x),
        _ => String::new(),
    };
    let unit = ask.unit.clone();
    let read = move |event: &web_sys::Event| {
        let text = event_target_value(event);
        let read = number::read(&text, &unit, &dom::number);
        (dom::number(text.trim()).is_some(), read)
    };
    let read = StoredValue::new(read);
    // How it is understood is said as one types, what cannot be taken when one has done so.
    let note = RwSignal::new(String::new());
    let typed = move |event: web_sys::Event| {
        let (plain, number) = read.with_value(|read| read(&event));
        let number = number.ok().flatten();
        note.set(number.filter(|_| !plain).map(|x| format!("Taken as {}.", dom::digits(x))).unwrap_or_default());
        response.set(number.map(Response::Number));
    };
    let settled = move |event: web_sys::Event| {
        if let (_, Err(why)) = read.with_value(|read| read(&event)) {
            note.set(why.into());
        }
    };
    let within =
        if ask.tolerance == 0.0 { "exactly".to_string() } else { format!("within ±{}", dom::digits(ask.tolerance)) };
    view! {
        <div class="number">
            <label for=format!("{name}-number")>"Your answer"</label>
            <input id=format!("{name}-number") type="text" inputmode="decimal" autocomplete="off" size="10" value=first
                aria-describedby=format!("{name}-taken")
                prop:disabled=move || verdict.with(Option::is_some) on:input=typed on:change=settled/>
            <span class="unit">{ask.unit}</span>
            <span class="tolerance">{within}</span>
        </div>
        <p class="taken" id=format!("{name}-taken") role="status">{live(move || note.get())}</p>
    }
}

/// One thing to say about an answer.
pub fn remark(remark: &Remark) -> View {
    why(&remark.feedback, remark.misconception.as_deref(), remark.shows.clone())
}

/// Why something is right or wrong.
pub fn why(feedback: &str, misconception: Option<&str>, shows: Option<Shows>) -> View {
    let misconception = misconception.map(|m| view! { <p class="misconception">{m.to_string()}</p> });
    let shows = shows.map(|shows| {
        let mut query = shows.settings;
        if shows.steps > 0 {
            query.push(("step".into(), shows.steps.to_string()));
        }
        let route = course::route::Route::Demo(shows.demo);
        let location = course::route::Location { route, query, anchor: String::new() };
        view! { <p class="shows"><a href=crate::web::place::href(&location)>{shows.text}</a></p> }
    });
    view! { {misconception}<div class="why" inner_html=feedback.to_string()></div>{shows} }
}
