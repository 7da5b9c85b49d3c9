//! The frame around every demo: picture, sentence, read-outs, controls, transport, numbers.

mod controls;
mod data;
mod embed;
mod icons;
mod numbers;
mod own_data;
mod run;
mod save;
mod share;
mod stage;
mod transport;

pub use data::{Prepared, prepare};
pub use run::Run;

use super::state::App;
use course::page::DemoBlock;
use demos::Player;
use leptos::html::ElementChild;
use leptos::prelude::*;

/// A demo in its frame. `run` is ready: its data are loaded and its model is built.
pub fn frame(app: App, own_page: bool, block: DemoBlock, run: Run) -> impl IntoView + use<> {
    let id = block.id.clone();
    let (title_id, labelled_by) = (format!("{id}-title"), format!("{id}-title"));
    let spec = run.spec();
    let embedded = crate::app::embed::embedded();
    // The host changes settings without wishing to scroll.
    run.follow_presets(app, &id, !(embedded && own_page));
    if embedded {
        run.tell_host(&id);
    } else if own_page {
        run.follow_address(app);
    }
    let level = if own_page { 1 } else { 3 };
    // The static page carries the same digest, computed natively: a browser test compares the two.
    let digest = move || run.with(|p| demos::digest(p.demo()));
    let summary = move || run.with(|p| p.demo().summary());
    let trouble = move || {
        let (trouble, notices) = run.with(|p| (p.trouble(), p.notices().to_vec()));
        let said: Vec<_> = trouble
            .into_iter()
            .chain(notices)
            .map(|t| view! { <p class="trouble" role="alert">{t}</p> }.into_any())
            .collect();
        said
    };
    let frame_ref = NodeRef::new();
    save::hand_out(run, frame_ref);
    view! {
        <figure class="demo-frame" id=id.clone() data-demo=spec.id data-digest=digest aria-labelledby=labelled_by node_ref=frame_ref>
            <header class="demo-head">
                {heading(level, title_id, spec.title)}
                <p class="live">{summary}</p>
                <p class="sr-only" role="status">{move || run.spoken()}</p>
            </header>
            {block.goal.map(|goal| goal_view(run, goal))}
            {trouble}
            <div class="demo-main">
                <div class="stage">
                    {stage::picture(run, stage::Which::Main)}
                    {move || run.with(|p| p.compared().is_some()).then(|| view! {
                        <div class="compared">
                            <p>{move || run.with(pinned_words)}</p>
                            {stage::picture(run, stage::Which::Compared)}
                        </div>
                    })}
                    {readouts(run)}
                </div>
                <div class="demo-side">{controls::controls(run, &id)}</div>
            </div>
            {transport::bar(run, &id, frame_ref)}
            {numbers::numbers(run)}
            {(!block.caption.is_empty()).then(|| view! { <figcaption inner_html=block.caption></figcaption> })}
        </figure>
    }
}

fn heading(level: u8, id: String, title: &'static str) -> AnyView {
    if level == 1 { view! { <h1 id=id>{title}</h1> }.into_any() } else { view! { <h3 id=id>{title}</h3> }.into_any() }
}

/// What the second run was started with, and where it stands.
fn pinned_words(player: &Player) -> String {
    let Some((settings, demo)) = player.compared() else { return String::new() };
    let changed: Vec<String> = settings
        .table()
        .iter()
        .filter(|s| settings.value(s.key) != &s.default_value())
        .map(|s| format!("{} {}", s.label.to_lowercase(), s.words(settings.value(s.key))))
        .collect();
    let what = if changed.is_empty() { "the settings at the start".to_string() } else { changed.join(", ") };
    format!("Kept for comparison: {what}. {}", demo.summary())
}

fn readouts(run: Run) -> impl IntoView {
    move || {
        let readouts = run.with(|p| p.demo().readouts());
        (!readouts.is_empty()).then(|| {
            let rows: Vec<_> = readouts
                .into_iter()
                .map(|r| {
                    view! { <div><dt>{r.label}</dt><dd>{r.value}<span class="note">{r.note}</span></dd></div> }
                        .into_any()
                })
                .collect();
            view! { <dl class="readouts">{rows}</dl> }
        })
    }
}

fn goal_view(run: Run, goal: course::page::Goal) -> impl IntoView {
    let reached = RwSignal::new(false);
    let bounds = goal.bounds.clone();
    Effect::new(move |_| {
        let bounds = bounds.iter().map(|b| (b.measure.as_str(), b.at_least, b.at_most));
        if run.with(|p| demos::player::goal_met(&p.demo().measures(), bounds)) {
            reached.set(true);
        }
    });
    let (task, praise) = (goal.text, goal.reached);
    view! {
        <div class="goal" class:reached=reached>
            <span class="label">"Try"</span><span inner_html=task></span>
            <div role="status">{move || reached.get().then(|| view! { <span inner_html=praise.clone()></span> })}</div>
        </div>
    }
}
