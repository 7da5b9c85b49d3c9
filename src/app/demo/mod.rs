//! The frame around every demo: picture, sentence, read-outs, controls, transport, numbers.

mod controls;
mod data;
mod icons;
mod numbers;
mod own_data;
mod run;
mod share;
mod stage;
mod transport;

pub use data::prepare;
pub use run::Run;

use super::state::App;
use course::page::{DemoBlock, Layout, Page};
use leptos::html::ElementChild;
use leptos::prelude::*;
use std::rc::Rc;

/// A demo in its frame. `run` is ready: its data are loaded and its model is built.
pub fn frame(app: App, page: &Rc<Page>, block: DemoBlock, run: Run) -> impl IntoView {
    let own_page = page.layout == Layout::Demo;
    let id = block.id.clone();
    let title_id = format!("{id}-title");
    let spec = run.spec();
    run.follow_presets(app, &id);
    if own_page {
        run.follow_address(app);
    }
    let level = if own_page { 1 } else { 3 };
    let summary = move || run.with(|p| p.demo().summary());
    let trouble = move || run.with(|p| p.trouble().map(|t| view! { <p class="trouble" role="alert">{t}</p> }));
    let frame_ref = NodeRef::new();
    view! {
        <figure class="demo-frame" id=id.clone() data-demo=spec.id aria-labelledby=title_id.clone() node_ref=frame_ref>
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
                    {move || run.comparing().then(|| view! {
                        <div class="compared">
                            <p>{move || run.with(|p| p.compared().map_or(String::new(), |(settings, demo)| compared_words(settings, demo)))}</p>
                            {stage::picture(run, stage::Which::Compared)}
                        </div>
                    })}
                </div>
                <div class="demo-side">
                    {readouts(run)}
                    {controls::controls(run, &id)}
                </div>
            </div>
            {transport::bar(app, run, frame_ref)}
            {numbers::numbers(run)}
            {(!block.caption.is_empty()).then(|| view! { <figcaption inner_html=block.caption></figcaption> })}
        </figure>
    }
}

fn heading(level: u8, id: String, title: &'static str) -> AnyView {
    if level == 1 { view! { <h1 id=id>{title}</h1> }.into_any() } else { view! { <h3 id=id>{title}</h3> }.into_any() }
}

/// What the second run was started with.
fn compared_words(settings: &demos::Settings, demo: &dyn demos::Demo) -> String {
    let changed: Vec<String> = settings
        .table()
        .iter()
        .filter(|s| settings.value(s.key) != &s.default_value())
        .map(|s| format!("{} {}", s.label.to_lowercase(), s.words(settings.value(s.key))))
        .collect();
    let what = if changed.is_empty() { "the defaults".to_string() } else { changed.join(", ") };
    format!("Kept for comparison: {what}. {}", demo.summary())
}

fn readouts(run: Run) -> impl IntoView {
    move || {
        let readouts = run.with(|p| p.demo().readouts());
        (!readouts.is_empty()).then(|| {
            let rows: Vec<_> = readouts
                .into_iter()
                .map(|r| view! { <div><dt>{r.label}</dt><dd>{r.value}<span class="note">{r.note}</span></dd></div> })
                .collect();
            view! { <dl class="readouts">{rows}</dl> }
        })
    }
}

fn goal_view(run: Run, goal: course::page::Goal) -> impl IntoView {
    let reached = RwSignal::new(false);
    let bounds = goal.bounds.clone();
    Effect::new(move |_| {
        if run.with(|p| meets(&p.demo().measures(), &bounds)) {
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

/// Whether every bound holds. A measure that is missing or undefined meets no bound.
fn meets(measures: &[(&'static str, f64)], bounds: &[course::page::Bound]) -> bool {
    bounds.iter().all(|bound| {
        measures.iter().find(|m| m.0 == bound.measure).is_some_and(|(_, value)| {
            bound.at_least.is_none_or(|low| *value >= low) && bound.at_most.is_none_or(|high| *value <= high)
        })
    })
}
