//! The learner's own CSV: read in the page, given to the engine, never sent anywhere.

use super::run::Run;
use crate::app::live::{live, view};
use crate::app::signals::{RwSignal, memo};
use crate::web::dom;
use leptos::html::ElementChild;
use leptos::prelude::*;
use protocol::{Act, Columns};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Largest file that is read, in bytes.
const LIMIT: f64 = 5_000_000.0;

/// The file field and the choice of columns; shows while the settings ask for the learner's own data.
pub fn panel(run: Run, id: &str) -> AnyView {
    let id = id.to_string();
    // What keeps a file from being read at all; the engine says what is wrong inside it.
    let unread = RwSignal::new(None::<String>);
    let wanted = memo(move || run.with(|face| face.own));

    let picked = move |event: web_sys::Event| {
        let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(file) = input.and_then(|i| i.files()).and_then(|f| f.get(0)) else { return };
        if file.size() > LIMIT {
            return unread.set(Some(format!(
                "{} has {} MB; at most 5 MB are read. Take a sample of its rows.",
                file.name(),
                dom::rounded(file.size() / 1e6, 1)
            )));
        }
        leptos::task::spawn_local(async move {
            match JsFuture::from(file.text()).await.ok().and_then(|t| t.as_string()) {
                Some(text) => {
                    unread.set(None);
                    run.act(Act::OwnFile(text));
                }
                None => unread.set(Some(format!("{} could not be read as text.", file.name()))),
            }
        });
    };
    let change = move |edit: &dyn Fn(&mut Columns)| {
        let mut chosen = untrack(|| run.own()).chosen;
        edit(&mut chosen);
        run.act(Act::OwnColumns(chosen));
    };
    let label_changed = move |event| {
        let name = event_target_value(&event);
        change(&|c: &mut Columns| {
            c.label.clone_from(&name);
            c.positive.clear();
        });
    };
    let positive_changed = move |event| {
        let class = event_target_value(&event);
        change(&|c: &mut Columns| c.positive.clone_from(&class));
    };
    let columns = {
        let id = id.clone();
        move || {
            let own = run.own();
            if own.columns.is_empty() {
                return None;
            }
            let chosen = own.chosen;
            let label_options: Vec<_> = own.columns.iter().map(|c| option(&c.0, &chosen.label)).collect();
            let positive_options: Vec<_> = own.classes.iter().map(|n| option(n, &chosen.positive)).collect();
            let numeric = own.columns.iter().filter(|c| c.1 && c.0 != chosen.label);
            let features: Vec<_> = numeric
                .map(|(name, _)| {
                    let on = chosen.features.contains(name);
                    let toggled = {
                        let name = name.clone();
                        move |event| {
                            let on = event_target_checked(&event);
                            change(&|c: &mut Columns| {
                                c.features.retain(|f| *f != name);
                                if on {
                                    c.features.push(name.clone());
                                }
                            });
                        }
                    };
                    view! { <label><input type="checkbox" prop:checked=on on:change=toggled/>" "{name.clone()}</label> }
                })
                .collect();
            Some(view! {
                <div class="control"><label for=format!("{id}-own-label")>"Column with the class"</label>
                    <select id=format!("{id}-own-label") on:change=label_changed>{label_options}</select></div>
                <div class="control"><label for=format!("{id}-own-positive")>"Positive class"</label>
                    <select id=format!("{id}-own-positive") on:change=positive_changed>{positive_options}</select></div>
                <fieldset class="features"><legend>"Columns to predict from"</legend>{features}</fieldset>
            })
        }
    };
    let said = move || {
        let errors = unread.get().map_or_else(|| run.own().errors, |why| vec![why]);
        (!errors.is_empty()).then(|| {
            let rows: Vec<_> = errors.into_iter().map(|e| view! { <li>{e}</li> }).collect();
            view! { <div class="error" role="alert"><p>"The file cannot be used as it is:"</p><ul>{rows}</ul></div> }
        })
    };
    live(move || {
        wanted.get().then(|| {
            let id = id.clone();
            view! {
                <div class="own-data">
                    <label for=format!("{id}-own-file")>"Your CSV, with a header row. It stays in this browser."</label>
                    <input id=format!("{id}-own-file") type="file" accept=".csv,text/csv,text/plain" on:change=picked/>
                    {live(said)}
                    {live(columns.clone())}
                </div>
            }
        })
    })
}

fn option(name: &str, chosen: &str) -> AnyView {
    let selected = name == chosen;
    let name = name.to_string();
    view! { <option value=name.clone() prop:selected=selected>{name.clone()}</option> }
}
