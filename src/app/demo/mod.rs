//! The frame around every demo: picture, sentence, read-outs, controls, transport, numbers.
//!
//! Words that change are set as the text of their element: a browser that translates the page takes text nodes away, and
//! what is written into those is seen by nobody.

mod controls;
pub(super) mod draw;
mod embed;
mod icons;
mod numbers;
mod own_data;
mod run;
mod save;
mod share;
mod stage;
mod transport;

pub use run::Run;

use super::live::{View, live, view};
use super::state::App;
use crate::app::markup::NodeRef;
use crate::app::signals::{RwSignal, StoredValue, memo};
use crate::web::turns::Turns;
use course::page::DemoBlock;
use protocol::{Readout, Which};

/// A demo in its frame. `run` is ready: its engine has shown it once. What is not seen first comes in turns.
pub fn frame(app: App, own_page: bool, block: DemoBlock, run: Run, turns: &Turns) -> View {
    let id = block.id.clone();
    let (title_id, labelled_by) = (format!("{id}-title"), format!("{id}-title"));
    let spec = run.spec();
    let embedded = crate::app::embed::embedded();
    // The host changes settings without wishing to scroll.
    run.follow_presets(app, &id, !(embedded && own_page));
    if own_page && !embedded {
        run.follow_address(app);
    }
    let level = if own_page { 1 } else { 3 };
    // The static page carries the same digest, computed natively: a browser test compares the two.
    let digest = move || run.with(|face| (!face.digest.is_empty()).then(|| face.digest.clone()));
    let summary = move || run.with(|face| face.summary.clone());
    let trouble = move || {
        let (trouble, notices) = run.with(|face| (face.trouble.clone(), face.notices.clone()));
        let said: Vec<_> =
            trouble.into_iter().chain(notices).map(|t| view! { <p class="trouble" role="alert">{t}</p> }).collect();
        said
    };
    let compared = memo(move || run.with(|face| face.compared.is_some()));
    // On a demo's own page what it is for, and where to start, stands above it.
    let (purpose, caption) = Some(block.caption)
        .filter(|c| !c.is_empty())
        .map_or((None, None), |caption| if own_page { (Some(caption), None) } else { (None, Some(caption)) });
    let frame_ref = NodeRef::new(None);
    save::hand_out(run, frame_ref);
    let (side_id, bar_id) = (id.clone(), id.clone());
    view! {
        <figure class="demo-frame" id=id.clone() data-demo=spec.id.clone() data-digest=digest aria-labelledby=labelled_by node_ref=frame_ref>
            <header class="demo-head">
                {heading(level, title_id, spec.title.clone())}
                {purpose.map(|html| view! { <div class="purpose" inner_html=html></div> })}
                <p class="live" prop:textContent=summary></p>
                <p class="sr-only" role="status" prop:textContent=move || run.spoken()></p>
            </header>
            {block.goal.map(|goal| goal_view(app, run, &id, goal))}
            {live(trouble)}
            <div class="demo-main">
                <div class="stage">
                    {later(turns, {
                        let turns = turns.clone();
                        move || stage::picture(run, Which::Main, Some(&turns))
                    })}
                    {live(move || compared.get().then(|| view! {
                        <div class="compared">
                            {stage::picture(run, Which::Compared, None)}
                            <p prop:textContent=move || run.with(|face| face.compared.as_ref().map(|(settings, says)| format!("{settings} {says}")))></p>
                        </div>
                    }))}
                    {later(turns, move || readouts(run))}
                </div>
                <div class="demo-side">{controls::controls(run, &side_id, turns)}</div>
            </div>
            {transport::bar(run, &bar_id, frame_ref, turns)}
            {later(turns, move || numbers::numbers(run))}
            {caption.map(|html| view! { <figcaption inner_html=html></figcaption> })}
        </figure>
    }
}

/// A part that is made in a turn of its own.
fn later(turns: &Turns, make: impl FnOnce() -> View + 'static) -> View {
    in_turn(turns, Box::new(make))
}

fn in_turn(turns: &Turns, make: Box<dyn FnOnce() -> View>) -> View {
    let make = StoredValue::new(Some(make));
    let made = RwSignal::new(false);
    turns.push(move || made.set(true));
    live(move || made.get().then(|| make.try_update_value(Option::take).flatten().map(|make| make())))
}

fn heading(level: u8, id: String, title: String) -> View {
    if level == 1 {
        view! { <h1 id=id>{title}</h1> }
    } else {
        view! { <h3 id=id>{title}</h3> }
    }
}

/// Each word follows by itself, so that a run writes only those that change.
fn readouts(run: Run) -> View {
    let count = memo(move || run.with(|face| face.readouts.len()));
    let part = move |i: usize, of: fn(&Readout) -> &String| {
        move || run.with(|face| face.readouts.get(i).map(|readout| of(readout).clone()))
    };
    live(move || {
        (count.get() > 0).then(|| {
            let row = |i| {
                view! {
                    <div><dt prop:textContent=part(i, |r| &r.label)></dt>
                    <dd><span prop:textContent=part(i, |r| &r.value)></span><span class="note" prop:textContent=part(i, |r| &r.note)></span></dd></div>
                }
            };
            let rows: Vec<_> = (0..count.get()).map(row).collect();
            view! { <dl class="readouts">{rows}</dl> }
        })
    })
}

fn goal_view(app: App, run: Run, id: &str, goal: course::page::Goal) -> View {
    // A host is told what its demo comes to now; a reader keeps what was reached.
    let now = move || run.with(|face| face.reached);
    let reached = if crate::app::embed::embedded() {
        memo(now)
    } else {
        let page = app.place.with_untracked(|place| place.route.path());
        crate::app::left::ever(format!("goal {page}#{id} {}", goal.text.len()), now)
    };
    // Task and praise share one place, so that nothing moves when one gives way to the other.
    view! {
        <div class="goal" class:reached=move || reached.get()>
            <span class="label"><span class="task">"Try"</span><span class="praise">"✓ Reached"</span></span>
            <span class="task" inner_html=goal.text></span><span class="praise" inner_html=goal.reached></span>
            <span class="sr-only" role="status" prop:textContent=move || reached.get().then_some("Goal reached.")></span>
        </div>
    }
}
