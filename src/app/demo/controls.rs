//! Controls, made from the demo's settings.

use super::run::Run;
use crate::app::live::{live, view};
use crate::app::signals::memo;
use crate::web::dom;
use leptos::html::ElementChild;
use leptos::prelude::*;
use protocol::{Control, Setting};

/// All controls; those of lesser weight folded under "More".
pub fn controls(run: Run, id: &str) -> AnyView {
    let spec = run.spec();
    let shown = |more: bool| {
        let all = spec.settings.iter().enumerate().filter(|(_, s)| s.more == more);
        all.map(|(i, s)| control(run, i, s, format!("{id}-{}", s.key))).collect::<Vec<_>>()
    };
    let (main, more) = (shown(false), shown(true));
    view! {
        <fieldset class="controls"><legend class="sr-only">"Settings"</legend>{main}{super::own_data::panel(run, id)}</fieldset>
        {(!more.is_empty()).then(|| view! {
            <details class="more"><summary>"More settings"</summary><div class="controls">{more}</div></details>
        })}
    }
}

fn control(run: Run, index: usize, setting: &Setting, id: String) -> AnyView {
    let key = setting.key.clone();
    let now = memo(move || run.with(|face| face.values.get(index).cloned().unwrap_or_default()));
    let words = move || now.with(|n| n.words.clone());
    let locked = setting.locked;
    let help = (!setting.help.is_empty())
        .then(|| view! { <p class="help" id=format!("{id}-help")>{setting.help.clone()}</p> });
    let described = (!setting.help.is_empty()).then(|| format!("{id}-help"));
    let label = view! { <label for=id.clone()>{setting.label.clone()}</label> };
    let data_key = key.clone();
    let body = match &setting.control {
        Control::Slider { min, max, step } => {
            let slider = key.clone();
            let position = move || run.position(&slider, index);
            let moved = move |event| {
                if let Some(at) = dom::number(&event_target_value(&event)) {
                    run.slide(&key, at);
                }
            };
            let settled = move |_| run.act(protocol::Act::Settle);
            view! {
                {label}<output for=id.clone()>{live(words)}</output>
                <input type="range" id=id min=dom::digits(*min) max=dom::digits(*max) step=dom::digits(*step) disabled=locked data-key=data_key
                    aria-valuetext=words aria-describedby=described prop:value=position on:input=moved on:change=settled/>
            }
        }
        Control::Select(options) | Control::Data(options) => {
            let chosen = move |event| run.set(&key, &event_target_value(&event));
            let rows: Vec<_> = options
                .iter()
                .map(|(id, label)| {
                    let this = id.clone();
                    let selected = move || now.with(|n| n.text == this);
                    view! { <option value=id.clone() prop:selected=selected>{label.clone()}</option> }
                })
                .collect();
            view! { {label}<select id=id disabled=locked data-key=data_key on:change=chosen>{rows}</select> }
        }
        Control::Tick => {
            let on = move || now.with(|n| n.text == "on");
            let changed = move |event| run.set(&key, if event_target_checked(&event) { "on" } else { "off" });
            view! { {label}<input type="checkbox" id=id disabled=locked data-key=data_key prop:checked=on on:change=changed/> }
        }
        Control::Seed => {
            let typed = move |event| run.set(&key, event_target_value(&event).trim());
            view! {
                {label}<input type="number" min="0" max="4294967295" step="1" id=id disabled=locked data-key=data_key
                    aria-describedby=described prop:value=words on:change=typed/>
            }
        }
    };
    let idle = move || now.with(|n| n.idle);
    view! { <div class="control" hidden=idle>{body}{help}</div> }
}
