//! The bar below the picture: run, step, rewind, compare, reset; link, embed, full screen.

use super::icons::{Icon, icon};
use super::later;
use super::run::Run;
use super::{embed, share};
use crate::app::live::{View, live, view};
use crate::app::markup::NodeRef;
use crate::app::signals::{RwSignal, memo};
use crate::web::dom;
use crate::web::turns::Turns;
use leptos::prelude::*;
use protocol::Act;

/// The bar, and the sheet that Link and Embed open below it.
pub fn bar(run: Run, id: &str, frame: NodeRef, turns: &Turns) -> View {
    let runs = run.spec().runs;
    let run_id = format!("{id}-run");
    let sheet = RwSignal::new(None::<share::Sheet>);
    view! {
        <div class="bar" class:runs=runs role="group" aria-label="Run and share">
            {runs.then(|| later(turns, move || run_buttons(run, run_id)))}
            {later(turns, move || state_buttons(run))}
            <span class="spring"></span>
            {later(turns, move || share_buttons(sheet, frame))}
        </div>
        {live(move || sheet.get().map(|which| match which {
            share::Sheet::Embed => embed::sheet(run),
            share::Sheet::Link => share::link(run),
        }))}
    }
}

fn state_buttons(run: Run) -> View {
    view! {
        <button class="tool" type="button" aria-pressed=move || run.with(|face| face.compared.is_some()).to_string() on:click=move |_| run.act(Act::Compare)
            title="Keep this run and compare the next with it">{icon(Icon::Compare)}<span>"Compare"</span></button>
        <button class="tool" type="button" disabled=move || !run.with(|face| face.can_undo) on:click=move |_| run.undo()
            class:led=move || run.is_led() title="Take the last change back">{icon(Icon::Undo)}<span prop:textContent=move || if run.is_led() { "Undo the link (Esc)" } else { "Undo" }></span></button>
        <button class="tool" type="button" on:click=move |_| run.act(Act::Reset)
            title="Back to the settings at the start">{icon(Icon::Reset)}<span>"Reset"</span></button>
    }
}

fn share_buttons(sheet: RwSignal<Option<share::Sheet>>, frame: NodeRef) -> View {
    let toggle = move |which: share::Sheet| sheet.update(|s| *s = if *s == Some(which) { None } else { Some(which) });
    let is_open = move |which: share::Sheet| move || (sheet.get() == Some(which)).to_string();
    let full = move |_| {
        if let Some(frame) = frame.get_untracked() {
            // A browser may refuse; then the frame stays where it is.
            let _ = if crate::web::dom::document().fullscreen_element().is_some() {
                crate::web::dom::document().exit_fullscreen();
                Ok(())
            } else {
                frame.request_fullscreen()
            };
        }
    };
    view! {
        <button class="tool" type="button" aria-expanded=is_open(share::Sheet::Link) on:click=move |_| toggle(share::Sheet::Link)>"Link"</button>
        <button class="tool to-embed" type="button" aria-expanded=is_open(share::Sheet::Embed) on:click=move |_| toggle(share::Sheet::Embed)>"Embed"</button>
        <button class="tool" type="button" aria-expanded="false" data-save>{icon(Icon::Save)}<span>"Save"</span></button>
        <button class="tool" type="button" on:click=full aria-label="Full screen">{icon(Icon::Full)}</button>
    }
}

fn run_buttons(run: Run, id: String) -> View {
    let running = memo(move || run.with(|face| face.running));
    let at_start = move || run.with(|face| face.steps == 0);
    let ended = move || run.with(|face| face.finished);
    let speed = move |event| {
        if let Some(power) = dom::number(&event_target_value(&event)) {
            run.push(Act::Speed(power));
        }
    };
    let position = move || run.with(|face| dom::digits(face.speed.0));
    let words = move || run.with(|face| face.speed.1.clone());
    let label = move || if running.get() { (Icon::Pause, "Pause") } else { (Icon::Run, "Run") };
    let toggle = move |_| run.act(Act::Toggle { seen: run.with_untracked(|face| face.running) });
    view! {
        <button class="tool" type="button" aria-label="To the start" title="To the start" disabled=at_start
            on:click=move |_| run.act(Act::ToStart)>{icon(Icon::Start)}</button>
        <button class="tool" type="button" aria-label="One step back" title="One step back" disabled=at_start
            on:click=move |_| run.act(Act::Back)>{icon(Icon::Back)}</button>
        <button class="tool run" type="button" id=id on:click=toggle>
            {live(move || icon(label().0))}<span prop:textContent=move || label().1></span>
        </button>
        <button class="tool" type="button" aria-label="One step" title="One step" disabled=ended
            on:click=move |_| run.act(Act::Step)>{icon(Icon::Step)}</button>
        <span class="steps" prop:textContent=move || run.with(|face| match face.steps { 1 => "1 step".to_string(), n => format!("{n} steps") })></span>
        <label class="speed" title="Speed"><span>"Speed"</span>
            <input type="range" min="0" max="3" step="0.25" prop:value=position on:input=speed aria-valuetext=words/></label>
    }
}
