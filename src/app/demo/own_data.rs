//! The learner's own file: handed to the engine, never sent anywhere. What is shown here is what the engine says of it.

use super::numbers::table;
use super::run::Run;
use crate::app::live::{View, live, view};
use crate::app::signals::memo;
use crate::web::file;
use leptos::prelude::*;
use protocol::{Act, Choice, Tick};
use wasm_bindgen::JsCast;

/// Largest file that is read, in bytes.
const LIMIT: usize = 10_000_000;

/// The file field and what can be chosen; shows while the settings ask for the learner's own data.
pub fn panel(run: Run, id: &str) -> View {
    let id = id.to_string();
    let wanted = memo(move || run.with(|face| face.own));
    let picked = move |event: web_sys::Event| {
        leptos::task::spawn_local(async move {
            if let Some((name, bytes)) = file::picked(&event, LIMIT).await {
                run.act(Act::OwnFile(name, bytes));
            }
        });
    };
    let troubles = move || {
        let own = run.own();
        (!own.errors.is_empty()).then(|| {
            view! { <div class="error" role="alert"><p>{own.headline}</p>{list(own.errors)}</div> }
        })
    };
    let all = {
        let id = id.clone();
        move || {
            let own = run.own();
            (!own.name.is_empty()).then(|| {
                let mut choices: Vec<_> =
                    own.choices.into_iter().map(|choice| select(run, &id, choice)).collect();
                // The first two say what is to be predicted; the others how the file is written.
                let writing = choices.split_off(choices.len().min(2));
                let ticks: Vec<_> = own.ticks.into_iter().map(|column| tick(run, column)).collect();
                view! {
                    <p role="status">{own.understood}</p>
                    {list(own.notes)}
                    {table("The first rows of your file", String::new(), own.columns, own.rows)}
                    {choices}
                    <fieldset class="features"><legend>"Columns to predict from"</legend>{ticks}</fieldset>
                    <p>{own.uses}</p>
                    <details class="more"><summary>"How the file is read"</summary><div class="controls">{writing}</div></details>
                }
            })
        }
    };
    live(move || {
        wanted.get().then(|| {
            let id = id.clone();
            view! {
                <div class="own-data">
                    <label for=format!("{id}-own-file")>"Your own table, as CSV or text. It stays in this browser."</label>
                    <input id=format!("{id}-own-file") type="file" accept=".csv,.tsv,.txt,text/*" on:change=picked/>
                    {live(troubles)}
                    {live(all.clone())}
                </div>
            }
        })
    })
}

fn list(sentences: Vec<String>) -> View {
    let sentences: Vec<_> = sentences.into_iter().map(|s| view! { <li>{s}</li> }).collect();
    view! { <ul>{sentences}</ul> }
}

fn choose(run: Run, key: &str, value: String) {
    run.act(Act::OwnChoice(vec![(key.to_string(), value)]));
}

fn select(run: Run, id: &str, choice: Choice) -> View {
    let Choice { key, label, options, value } = choice;
    let id = format!("{id}-own-{key}");
    let options: Vec<_> = options
        .into_iter()
        .map(|(id, name)| {
            let chosen = id == value;
            view! { <option prop:selected=chosen value=id>{name}</option> }
        })
        .collect();
    let changed = move |event: web_sys::Event| {
        choose(run, &key, event_target_value(&event));
        // What was understood is what shows, whether the engine takes the choice or not.
        if let Some(select) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlSelectElement>().ok()) {
            select.set_value(&value);
        }
    };
    view! { <div class="control"><label for=id.clone()>{label}</label><select id=id on:change=changed>{options}</select></div> }
}

fn tick(run: Run, column: Tick) -> View {
    let Tick { key, name, on } = column;
    let label = name.clone();
    let changed = move |event: web_sys::Event| {
        choose(run, &key, name.clone());
        if let Some(input) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) {
            input.set_checked(on);
        }
    };
    view! { <label><input type="checkbox" prop:checked=on on:change=changed/>" "{label}</label> }
}
