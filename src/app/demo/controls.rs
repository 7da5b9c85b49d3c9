//! Controls, made from the demo's settings.

use super::run::Run;
use super::{later, own_data};
use crate::app::live::{View, follow, live, view};
use crate::app::signals::{RwSignal, memo};
use crate::web::dom;
use crate::web::turns::Turns;
use leptos::prelude::*;
use protocol::{Control, Now, Setting};

/// All controls; those of lesser weight folded under "More".
pub fn controls(run: Run, id: &str, turns: &Turns) -> View {
    let spec = run.spec();
    let of_weight = |more: bool| spec.settings.iter().enumerate().filter(move |(_, s)| s.more == more);
    let made = |(i, s): (usize, &Setting)| {
        let (id, spec) = (format!("{id}-{}", s.key), spec.clone());
        later(turns, move || control(run, i, &spec.settings[i], id))
    };
    let main: Vec<_> = of_weight(false).map(made).collect();
    let more: Vec<_> = of_weight(true).map(made).collect();
    let own = {
        let id = id.to_string();
        later(turns, move || own_data::panel(run, &id))
    };
    view! {
        <fieldset class="controls"><legend class="sr-only">"Settings"</legend>{main}{own}</fieldset>
        {(!more.is_empty()).then(|| view! {
            <details class="more"><summary>"More settings"</summary><div class="controls">{more}</div></details>
        })}
    }
}

fn control(run: Run, index: usize, setting: &Setting, id: String) -> View {
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
        Control::Slider { min, max, step, least, most } => {
            let (slider, typed) = (key.clone(), key.clone());
            let position = move || run.position(&slider, index);
            let moved = move |event| {
                if let Some(at) = dom::number(&event_target_value(&event)) {
                    run.slide(&key, at);
                }
            };
            let settled = move |_| run.act(protocol::Act::Settle);
            // A slider over powers of ten has positions that are not its numbers.
            let (least, most, log) = (*least, *most, *min != *least);
            // What is out of range changes nothing: it stays in the field, and the range is said.
            let wrong = RwSignal::new(false);
            follow(move || {
                now.with(|_| ());
                wrong.set(false);
            });
            let typed = move |event| {
                let within = dom::number(&event_target_value(&event)).filter(|x| (least..=most).contains(x));
                wrong.set(within.is_none());
                if let Some(x) = within {
                    run.set(&typed, &dom::digits(x));
                    run.act(protocol::Act::Settle);
                }
            };
            let step_of_keys = {
                let step = dom::digits(*step);
                // By a hundredth or so of the number itself where the slider runs over powers of ten.
                move || {
                    if log { now.with(|n| format!("1e{}", dom::exponent(&n.text) - 1)) } else { step.clone() }
                }
            };
            // Some browsers turn a field by the wheel that was to scroll the page.
            let let_scroll = |event: web_sys::WheelEvent| {
                let _ = event_target::<web_sys::HtmlElement>(&event).blur();
            };
            let limits = format!("{} to {}", dom::digits(least), dom::digits(most));
            let unit = move || now.with(|n| n.words.split_once('\u{202f}').map(|w| w.1.to_string()));
            view! {
                {label}
                <span class="typed">
                    <input type="number" min=dom::digits(if log { 0.0 } else { least }) max=dom::digits(most) step=step_of_keys disabled=locked
                        aria-label=format!("{}: type a number, {limits}", setting.label) aria-invalid=move || wrong.get().to_string()
                        title="Type a number, or use arrow keys: they go finer than the slider" prop:value=move || now.with(field) on:change=typed on:wheel=let_scroll/>
                    {live(unit)}
                </span>
                <input type="range" id=id min=dom::digits(*min) max=dom::digits(*max) step=dom::digits(*step) disabled=locked data-key=data_key
                    aria-valuetext=words aria-describedby=described prop:value=position on:input=moved on:change=settled/>
                <p class="limits" role="alert" prop:textContent=move || wrong.get().then(|| format!("Takes {limits}."))></p>
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

/// A number as its field shows it: as it was typed, or as rounded as it is elsewhere where a drag has left many digits.
fn field(now: &Now) -> String {
    if now.text.len() < 7 {
        return now.text.clone();
    }
    let words = now.words.split('\u{202f}').next().unwrap_or_default();
    words.replace('\u{2212}', "-")
}
