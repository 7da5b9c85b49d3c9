//! Controls, made from the demo's table of settings.

use super::run::Run;
use demos::{Kind, Setting, Value};
use leptos::html::ElementChild;
use leptos::prelude::*;

/// All controls that are not hidden; those of lesser weight folded under "More".
pub fn controls(run: Run, id: &str) -> impl IntoView + use<> {
    let shown = |more: bool| {
        run.spec()
            .settings
            .iter()
            .filter(|s| s.more == more && !matches!(s.kind, Kind::Points { .. }))
            .filter(|s| !run.with_untracked(|p| p.hidden(s.key)))
            .map(|s| control(run, s, format!("{id}-{}", s.key)))
            .collect::<Vec<_>>()
    };
    let (main, more) = (shown(false), shown(true));
    view! {
        <fieldset class="controls"><legend class="sr-only">"Settings"</legend>{main}{super::own_data::panel(run, id)}</fieldset>
        {(!more.is_empty()).then(|| view! {
            <details class="more"><summary>"More settings"</summary><div class="controls">{more}</div></details>
        })}
    }
}

fn control(run: Run, setting: &'static Setting, id: String) -> AnyView {
    let key = setting.key;
    let value = Memo::new(move |_| run.with(|p| p.settings().value(key).clone()));
    let words = move || setting.words(&value.get());
    let locked = run.with_untracked(|p| p.locked(key));
    let help = (!setting.help.is_empty()).then(|| view! { <p class="help" id=format!("{id}-help")>{setting.help}</p> });
    let described = (!setting.help.is_empty()).then(|| format!("{id}-help"));
    let label = view! { <label for=id.clone()>{setting.label}</label> };
    let body = match &setting.kind {
        Kind::Number { .. } => {
            let slider = setting.slider().unwrap_or(demos::controls::Slider { min: 0.0, max: 1.0, step: 0.1 });
            let position = move || match value.get() {
                Value::Number(x) => setting.position(x),
                _ => 0.0,
            };
            let moved = move |event| {
                if let Ok(at) = event_target_value(&event).parse::<f64>() {
                    run.set(key, Value::Number(setting.at_position(at)));
                }
            };
            view! {
                {label}<output for=id.clone()>{words}</output>
                <input type="range" id=id min=slider.min max=slider.max step=slider.step disabled=locked data-key=key
                    aria-valuetext=words aria-describedby=described prop:value=position on:input=moved/>
            }
            .into_any()
        }
        Kind::Choice { options, .. } => {
            let options: Vec<_> = options.iter().map(|o| (o.0, o.1)).collect();
            view! { {label}{select(run, key, id, options, value, locked)} }.into_any()
        }
        Kind::Data { options, own, .. } => {
            let mut all: Vec<_> = options.iter().map(|o| (o.0, o.1)).collect();
            if *own {
                all.push((demos::OWN, "Your own CSV…"));
            }
            view! { {label}{select(run, key, id, all, value, locked)} }.into_any()
        }
        Kind::Toggle { .. } => {
            let on = move || value.get() == Value::Toggle(true);
            let changed = move |event| run.set(key, Value::Toggle(event_target_checked(&event)));
            view! { {label}<input type="checkbox" id=id disabled=locked data-key=key prop:checked=on on:change=changed/> }.into_any()
        }
        Kind::Seed { .. } => {
            let typed = move |event| {
                if let Ok(seed) = event_target_value(&event).trim().parse::<u32>() {
                    run.set(key, Value::Seed(seed));
                }
            };
            view! {
                {label}<input type="number" min="0" max="4294967295" step="1" id=id disabled=locked data-key=key
                    aria-describedby=described prop:value=words on:change=typed/>
            }
            .into_any()
        }
        Kind::Points { .. } => ().into_any(),
    };
    let idle = move || run.with(|p| p.demo().idle().contains(&key));
    view! { <div class="control" hidden=idle>{body}{help}</div> }.into_any()
}

fn select(
    run: Run,
    key: &'static str,
    id: String,
    options: Vec<(&'static str, &'static str)>,
    value: Memo<Value>,
    locked: bool,
) -> impl IntoView {
    let ids: Vec<&'static str> = options.iter().map(|o| o.0).collect();
    let chosen = move |event| {
        let text = event_target_value(&event);
        if let Some(id) = ids.iter().find(|id| **id == text) {
            run.set(key, Value::Choice(id));
        }
    };
    let rows: Vec<_> = options
        .into_iter()
        .map(|(id, label)| {
            let selected = move || value.get() == Value::Choice(id);
            view! { <option value=id prop:selected=selected>{label}</option> }.into_any()
        })
        .collect();
    view! { <select id=id disabled=locked data-key=key on:change=chosen>{rows}</select> }
}
