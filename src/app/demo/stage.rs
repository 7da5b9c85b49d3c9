//! The picture on its canvas, and the handles over it.

use super::run::{Condition, Run};
use crate::app::live::{View, follow, live, view};
use crate::app::markup::NodeRef;
use crate::app::signals::{RwSignal, StoredValue, memo};
use crate::web::canvas::{Look, Painting};
use crate::web::dom::{self, Listener};
use crate::web::observe::{Resize, Visibility};
use crate::web::theme;
use crate::web::turns::Turns;
use leptos::prelude::*;
use plot::Scene;
use plot::picture::Size;
use protocol::{Act, Face, Grip, Moves, Which};
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// The first picture is drawn in pieces of so many milliseconds.
const PIECE: f64 = 6.0;
/// So many presses of an arrow key lead to the end of any range.
const FAR: f64 = 1e4;

/// Draws the demo and lets its handles be taken hold of. On a phone the picture stays in sight while the page scrolls
/// under it to the controls, less high, so that both have room. What is drawn first is drawn in turns, if there are any.
pub fn picture(run: Run, which: Which, turns: Option<&Turns>) -> View {
    let canvas_ref = NodeRef::new(None);
    let (place_ref, box_ref) = (NodeRef::new(None), NodeRef::new(None));
    let watches = StoredValue::new(None::<(Resize, Visibility, Listener)>);
    let theme_version = crate::app::state::theme_version();
    let low = RwSignal::new(false);

    follow(move || {
        let (Some(element), Some(place)) = (box_ref.get(), place_ref.get()) else { return };
        let measured = element.clone();
        let mut last = untrack(|| run.scene(which)).map(|scene| scene.size);
        let resized = move || {
            let (width, height) = (measured.client_width(), measured.client_height());
            let size = Size { width: f64::from(width), height: f64::from(height) };
            if width > 0 && height > 0 && last.replace(size) != Some(size) {
                run.push(Act::Size(which, size));
            }
        };
        let seen = move |visible| run.set_visible(visible);
        let watched = place.clone();
        let scrolled = move |_| {
            let now = sticks(&watched);
            if low.get_untracked() != now {
                low.set(now);
            }
        };
        let scrolls = Listener::new(&dom::window(), "scroll", scrolled);
        watches.set_value(Some((Resize::new(&element, resized), Visibility::new(&place, seen), scrolls)));
    });
    on_cleanup(move || {
        watches.set_value(None);
    });

    let (in_turns, waiting) = (StoredValue::new(turns.is_some()), StoredValue::new(None::<(Painting, Arc<Scene>)>));
    let mut look = None;
    follow(move || {
        let theme = theme_version.get();
        if let (Some(scene), Some(canvas)) = (run.scene(which), canvas_ref.get()) {
            let (_, look) = match look.take() {
                Some(known @ (of, _)) if of == theme => look.insert(known),
                _ => look.insert((theme, Look::new(theme::palette()))),
            };
            let painting = Painting::new(canvas.unchecked_into(), look.clone());
            if in_turns.get_value() { waiting.set_value(Some((painting, scene))) } else { painting.finish(&scene) }
        }
    });
    // Nothing is drawn on once the page has been left.
    let draw = move || {
        let until = js_sys::Date::now() + PIECE;
        let more =
            waiting.try_update_value(|w| w.as_mut().is_some_and(|(painting, scene)| painting.go_on(scene, until)));
        if more == Some(false) {
            in_turns.set_value(false);
            waiting.set_value(None);
        }
        more == Some(true)
    };
    if let Some(turns) = turns {
        turns.push_pieces(draw);
    }

    let label = move || {
        let title = run.spec().title.clone();
        run.with(|face| match which {
            Which::Main => format!("Picture: {title}. {}", face.summary),
            Which::Compared => format!("Picture: {title}. {}", face.compared.as_ref().map_or("", |c| &c.1)),
        })
    };
    let tap = move |event: web_sys::MouseEvent| {
        if which == Which::Main {
            run.act(Act::Tap([f64::from(event.offset_x()), f64::from(event.offset_y())]));
        }
    };
    let [wide, narrow] = run.spec().aspect.map(|a| dom::digits(1.0 / a));
    let count = memo(move || if which == Which::Main { run.with(|face| face.grips.len()) } else { 0 });
    // Of points that move freely one is a tab stop, and leads to the others.
    let stop = RwSignal::new(0);
    view! {
        <div class="picture live" class:low=move || low.get() node_ref=place_ref style=("--wide", wide) style=("--narrow", narrow)>
            <div class="sight" node_ref=box_ref>
                <canvas node_ref=canvas_ref role="img" aria-label=label on:click=tap></canvas>
                {(which == Which::Main).then(|| condition(run))}
                {live(move || (0..count.get()).map(|i| handle(run, i, stop)).collect::<Vec<_>>())}
            </div>
        </div>
    }
}

/// Whether a picture has been scrolled to where it stays.
fn sticks(place: &web_sys::Element) -> bool {
    let style = dom::window().get_computed_style(place).ok().flatten();
    let top = style.and_then(|s| s.get_property_value("top").ok());
    let top = top.and_then(|top| dom::number(top.strip_suffix("px")?));
    top.is_some_and(|top| place.get_bounding_client_rect().top() < top + 1.0)
}

/// Says when an engine is long busy or has ended, and offers what can be done.
fn condition(run: Run) -> View {
    let again = move |_| run.restart();
    live(move || match run.condition() {
        Condition::Well => None,
        Condition::Busy => Some(view! {
            <p class="engine busy" role="status">"Computing. "
                <button class="button" type="button" on:click=again title="End this, and go back to what was shown last">"Stop"</button></p>
        }),
        Condition::Ended(why) => Some(view! {
            <p class="engine ended" role="alert" title=why>"This demo has stopped. Everything else on the page goes on. "
                <button class="button" type="button" on:click=again>"Start again from here"</button></p>
        }),
    })
}

/// A grip under a pointer: where it is held, and whether the pointer is still down.
#[derive(Clone, Copy)]
struct Held {
    at: [f64; 2],
    down: bool,
}

/// The reach of a handle: an element over the canvas that the pointer, the keyboard and a screen reader find.
fn handle(run: Run, index: usize, stop: RwSignal<usize>) -> View {
    let held = RwSignal::new(None::<Held>);
    // Under the pointer the handle goes with it; the picture follows as soon as the engine has answered.
    let grip = memo(move || {
        let mut grip = run.with(|face| face.grips.get(index).cloned().unwrap_or_default());
        if let Some(held) = held.get() {
            grip.at = held.at;
        }
        grip
    });
    let element = NodeRef::new(None);
    let tab = move || {
        let (cloud, stop) = (run.with(|face| cloud(face, index)), stop.get());
        let leads = if cloud.contains(&stop) { Some(&stop) } else { cloud.first() };
        if leads.is_none_or(|leads| *leads == index) && !grip.with(|g| g.locked) { "0" } else { "-1" }
    };
    let answered = move || {
        held.update(|h| {
            h.take_if(|h| !h.down);
        });
    };
    let pointer_to = move |event: &web_sys::PointerEvent| {
        let Some(parent) = element.get_untracked().and_then(|e| e.parent_element()) else { return };
        let rect = parent.get_bounding_client_rect();
        let px = [f64::from(event.client_x()) - rect.left(), f64::from(event.client_y()) - rect.top()];
        let grip = grip.get_untracked();
        if !grip.locked {
            held.set(Some(Held { at: inside(&grip, px), down: true }));
            run.act(Act::Grab { handle: index as u32, px });
        }
    };
    let down = move |event: web_sys::PointerEvent| {
        // Another button asks for a menu, a second finger for a closer look.
        if event.button() != 0 || !event.is_primary() {
            return;
        }
        event.prevent_default();
        if let Some(element) = element.get_untracked() {
            let _ = element.set_pointer_capture(event.pointer_id());
            let _ = element.unchecked_ref::<web_sys::HtmlElement>().focus();
        }
        held.set(Some(Held { at: grip.get_untracked().at, down: true }));
    };
    let up = move |event: web_sys::PointerEvent| {
        let Some(last) = held.get_untracked().filter(|_| event.is_primary()) else { return };
        held.set(Some(Held { down: false, ..last }));
        // The picture's own place counts again once it knows of the last move.
        run.then(Act::Settle, answered);
    };
    let moved = move |event: web_sys::PointerEvent| {
        if !event.is_primary() || !held.get_untracked().is_some_and(|h| h.down) {
            return;
        }
        // Where nobody has said that the button was let go, a move without it says so.
        if event.buttons() == 0 { up(event) } else { pointer_to(&event) }
    };
    let key = move |event: web_sys::KeyboardEvent| {
        let many = if event.shift_key() { 10.0 } else { 1.0 };
        let key = event.key();
        let cloud = run.with_untracked(|face| cloud(face, index));
        let (dx, dy) = match key.as_str() {
            "ArrowLeft" => (-1.0, 0.0),
            "ArrowRight" => (1.0, 0.0),
            "ArrowUp" => (0.0, 1.0),
            "ArrowDown" => (0.0, -1.0),
            // It stops at the end of its range.
            "Home" => (-FAR, 0.0),
            "End" => (FAR, 0.0),
            // Page keys lead from point to point.
            "PageUp" | "PageDown" if cloud.len() > 1 => {
                let at = cloud.iter().position(|i| *i == index).unwrap_or(0);
                let next = at + if key == "PageDown" { 1 } else { cloud.len() - 1 };
                let handles = element.get_untracked().and_then(|e| e.parent_element());
                let to = handles.and_then(|all| dom::all(&all, ".handle").into_iter().nth(cloud[next % cloud.len()]));
                let _ = to.map(|to| to.focus());
                return event.prevent_default();
            }
            "PageUp" => (10.0, 10.0),
            "PageDown" => (-10.0, -10.0),
            _ => return,
        };
        // A slider that moves one way answers to all four arrows.
        let (dx, dy) = match grip.get_untracked().moves {
            Moves::Across => (if dx == 0.0 { dy } else { dx }, 0.0),
            Moves::UpDown => (0.0, if dy == 0.0 { dx } else { dy }),
            Moves::Freely => (dx, dy),
        };
        event.prevent_default();
        run.act(Act::Nudge { handle: index as u32, presses: [dx * many, dy * many] });
    };
    follow(move || {
        let Some(element) = element.get() else { return };
        grip.with(|g| {
            for (name, value) in &g.aria {
                let _ = element.set_attribute(&format!("aria-{name}"), value);
            }
            // A line is held anywhere along it.
            let [left, top, width, height] = match g.moves {
                Moves::Across => [Some(g.at[0]), Some(g.area[1]), None, Some(g.area[3])],
                Moves::UpDown => [Some(g.area[0]), Some(g.at[1]), Some(g.area[2]), None],
                Moves::Freely => [Some(g.at[0]), Some(g.at[1]), None, None],
            };
            let style = element.unchecked_ref::<web_sys::HtmlElement>().style();
            for (name, px) in [("left", left), ("top", top), ("width", width), ("height", height)] {
                let _ = style.set_property(name, &px.map_or(String::new(), |px| dom::rounded(px, 1) + "px"));
            }
        });
    });
    view! {
        <div class="handle" role="slider" tabindex=tab node_ref=element hidden=move || grip.with(|g| g.away)
            aria-description="Arrow keys move it, with Shift ten times as far, Home and End to its ends. Of many points, Page Down leads to the next."
            on:pointerdown=down on:pointermove=moved on:pointerup=up on:pointercancel=up
            on:focus=move |_| stop.set(index) on:keydown=key on:keyup=move |_| run.act(Act::Settle)></div>
    }
}

/// The grips that move freely where this one does; none if it moves along a line.
fn cloud(face: &Face, index: usize) -> Vec<usize> {
    let free = |grip: &&Grip| grip.moves == Moves::Freely && !grip.locked;
    let Some(one) = face.grips.get(index).filter(free) else { return Vec::new() };
    let with_it = |(i, grip): (usize, &Grip)| (free(&grip) && grip.area == one.area).then_some(i);
    face.grips.iter().enumerate().filter_map(with_it).collect()
}

/// The point of a grip's plotting area that is nearest to a pixel.
fn inside(grip: &Grip, px: [f64; 2]) -> [f64; 2] {
    let [left, top, width, height] = grip.area;
    [px[0].clamp(left, left + width.max(0.0)), px[1].clamp(top, top + height.max(0.0))]
}
