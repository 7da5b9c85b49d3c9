//! The learner's own CSV: read in the page, never sent anywhere.

use super::run::Run;
use leptos::html::ElementChild;
use leptos::prelude::*;
use ml::data::{Dataset, Table, Values, csv};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Largest file that is read, in bytes.
const LIMIT: f64 = 5_000_000.0;

/// Columns chosen from a table.
#[derive(Clone, Default, PartialEq)]
struct Chosen {
    label: String,
    positive: String,
    features: Vec<String>,
}

/// The file field and the choice of columns; shows while the settings ask for the learner's own data.
pub fn panel(run: Run, id: &str) -> impl IntoView + use<> {
    let id = id.to_string();
    let table = RwSignal::new_local(None::<Rc<Table>>);
    let chosen = RwSignal::new(Chosen::default());
    let errors = RwSignal::new(Vec::<String>::new());
    let wanted = Memo::new(move |_| run.with(|p| p.settings().needs_own()));

    let use_columns = move || {
        let (Some(table), chosen) = (table.get_untracked(), chosen.get_untracked()) else { return };
        match dataset(&table, &chosen) {
            Ok(own) => {
                errors.set(Vec::new());
                run.set_own(own);
            }
            Err(why) => errors.set(vec![why]),
        }
    };
    let picked = move |event: web_sys::Event| {
        let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(file) = input.and_then(|i| i.files()).and_then(|f| f.get(0)) else { return };
        if file.size() > LIMIT {
            errors.set(vec![format!(
                "{} has {:.1} MB; at most 5 MB are read. Take a sample of its rows.",
                file.name(),
                file.size() / 1e6
            )]);
            return;
        }
        leptos::task::spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|t| t.as_string());
            let Some(text) = text else {
                return errors.set(vec![format!("{} could not be read as text.", file.name())]);
            };
            match csv::parse(&text) {
                Ok(read) => {
                    chosen.set(guess(&read));
                    table.set(Some(Rc::new(read)));
                    use_columns();
                }
                Err(problems) => {
                    let mut said: Vec<String> = problems.shown().iter().map(ToString::to_string).collect();
                    if problems.hidden() > 0 {
                        said.push(format!("and {} more", problems.hidden()));
                    }
                    errors.set(said);
                }
            }
        });
    };
    let change = move |edit: &dyn Fn(&mut Chosen)| {
        chosen.update(|c| edit(c));
        use_columns();
    };
    let label_changed = move |event| {
        let name = event_target_value(&event);
        change(&|c: &mut Chosen| {
            c.features.retain(|f| *f != name);
            c.label.clone_from(&name);
            c.positive.clear();
        });
    };
    let positive_changed = move |event| {
        let class = event_target_value(&event);
        change(&|c: &mut Chosen| c.positive.clone_from(&class));
    };
    let columns = {
        let id = id.clone();
        move || {
            let table = table.get()?;
            let chosen_now = chosen.get();
            let names: Vec<String> = table.columns().iter().map(|c| c.name.clone()).collect();
            let classes = classes(&table, &chosen_now.label);
            let label_options: Vec<_> = names.iter().map(|n| option(n, &chosen_now.label)).collect();
            let positive_options: Vec<_> = classes.iter().map(|n| option(n, &chosen_now.positive)).collect();
            let numeric =
                table.columns().iter().filter(|c| matches!(c.values, Values::Numbers(_)) && c.name != chosen_now.label);
            let features: Vec<_> = numeric
                .map(|c| {
                    let name = c.name.clone();
                    let on = chosen_now.features.contains(&name);
                    let toggled = {
                        let name = name.clone();
                        move |event| {
                            let on = event_target_checked(&event);
                            change(&|c: &mut Chosen| {
                                c.features.retain(|f| *f != name);
                                if on {
                                    c.features.push(name.clone());
                                }
                            });
                        }
                    };
                    view! { <label><input type="checkbox" prop:checked=on on:change=toggled/>" "{name}</label> }
                        .into_any()
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
        let errors = errors.get();
        (!errors.is_empty()).then(|| {
            let rows: Vec<_> = errors.into_iter().map(|e| view! { <li>{e}</li> }.into_any()).collect();
            view! { <div class="error" role="alert"><p>"The file cannot be used as it is:"</p><ul>{rows}</ul></div> }
        })
    };
    move || {
        wanted.get().then(|| {
            let id = id.clone();
            view! {
                <div class="own-data">
                    <label for=format!("{id}-own-file")>"Your CSV, with a header row. It stays in this browser."</label>
                    <input id=format!("{id}-own-file") type="file" accept=".csv,text/csv,text/plain" on:change=picked/>
                    {said}
                    {columns.clone()}
                </div>
            }
        })
    }
}

fn option(name: &str, chosen: &str) -> impl IntoView + use<> {
    let selected = name == chosen;
    let name = name.to_string();
    view! { <option value=name.clone() prop:selected=selected>{name.clone()}</option> }.into_any()
}

/// A first choice: the last column that has few values is the class, its rarest value is positive, all other numbers
/// are features.
fn guess(table: &Table) -> Chosen {
    let names: Vec<&str> = table.columns().iter().map(|c| c.name.as_str()).collect();
    let few = |name: &&&str| (2..=20).contains(&classes(table, name).len());
    let label = names.iter().rev().find(few).or(names.last()).map_or(String::new(), ToString::to_string);
    let positive = classes(table, &label).last().cloned().unwrap_or_default();
    let features = table
        .columns()
        .iter()
        .filter(|c| matches!(c.values, Values::Numbers(_)) && c.name != label)
        .map(|c| c.name.clone())
        .collect();
    Chosen { label, positive, features }
}

/// The values of a column, the most frequent first; at most 21 of them, which is one too many for classes.
fn classes(table: &Table, name: &str) -> Vec<String> {
    let Ok(column) = table.column(name) else { return Vec::new() };
    let mut counts: Vec<(String, usize)> = Vec::new();
    for row in (0..table.rows()).filter(|&row| !column.is_missing(row)) {
        let text = column.text(row);
        match counts.iter().position(|c| c.0 == text) {
            Some(i) => counts[i].1 += 1,
            None if counts.len() > 20 => break,
            None => counts.push((text, 1)),
        }
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.into_iter().map(|c| c.0).collect()
}

fn dataset(table: &Table, chosen: &Chosen) -> Result<Dataset, String> {
    let features: Vec<&str> = chosen.features.iter().map(String::as_str).collect();
    let mut names = features.clone();
    names.push(&chosen.label);
    // Rows with a hole in a chosen column are left out; the demo's sentence counts what is left.
    let complete = table.complete(&names).map_err(|e| e.to_string())?;
    let own = Dataset::from_table(&complete, &features, &chosen.label).map_err(|e| e.to_string())?;
    if own.classes().len() == 2 && !chosen.positive.is_empty() {
        return own.with_positive(&chosen.positive).map_err(|e| e.to_string());
    }
    Ok(own)
}
