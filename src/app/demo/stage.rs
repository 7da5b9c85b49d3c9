//! The picture on its canvas, and the handles over it.

use super::run::Run;
use crate::web::observe::{Resize, Visibility};
use crate::web::{canvas, theme};
use demos::{Demo, Handle, Moves, Player};
use leptos::html::{Canvas, Div, ElementChild};
use leptos::prelude::*;
use plot::layout::lay_out;
use plot::picture::Size;
use plot::scene::Scene;
use wasm_bindgen::JsCast;

/// Which of two runs is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The one that the controls act on.
    Main,
    /// The one that was kept for comparison.
    Compared,
}

/// Draws the demo and lets its handles be taken hold of.
pub fn picture(run: Run, which: Which) -> impl IntoView {
    let canvas_ref = NodeRef::<Canvas>::new();
    let box_ref = NodeRef::<Div>::new();
    let size = RwSignal::new(None::<Size>);
    let scene = StoredValue::new_local(None::<Scene>);
    let watches = StoredValue::new_local(None::<(Resize, Visibility)>);
    let handles = RwSignal::new(Vec::<(Handle, [f64; 2], [f64; 4])>::new());
    let theme_version = crate::app::state::theme_version();

    Effect::new(move |_| {
        let Some(element) = box_ref.get() else { return };
        let measured = element.clone();
        let resized = move || {
            let (width, height) = (measured.client_width(), measured.client_height());
            if width > 0 && height > 0 {
                size.try_set(Some(Size { width: f64::from(width), height: f64::from(height) }));
            }
        };
        resized();
        let seen = move |visible| run.set_visible(visible);
        watches.set_value(Some((Resize::new(&element, resized), Visibility::new(&element, seen))));
    });
    on_cleanup(move || {
        watches.try_set_value(None);
    });

    Effect::new(move |_| {
        theme_version.track();
        let (Some(size), Some(canvas)) = (size.get(), canvas_ref.get()) else { return };
        let drawn = run.with(|p| shown(p, which).map(|demo| (lay_out(&demo.picture(size)), demo.handles())));
        let Some((laid, grips)) = drawn else { return };
        canvas::paint(&canvas, &laid, &theme::palette());
        let placed = grips
            .into_iter()
            .filter_map(|h| {
                let frame = laid.panels.get(h.panel)?;
                let at = frame.to_px(h.at[0], h.at[1]);
                Some((h, at, [frame.area.x, frame.area.y, frame.area.width, frame.area.height]))
            })
            .collect();
        scene.set_value(Some(laid));
        if which == Which::Main {
            handles.set(placed);
        }
    });

    let label = move || {
        run.with(|p| format!("Picture: {}. {}", p.spec().title, shown(p, which).map_or(String::new(), Demo::summary)))
    };
    let tap = move |event: web_sys::MouseEvent| {
        if which == Which::Main {
            tapped(run, scene, f64::from(event.offset_x()), f64::from(event.offset_y()));
        }
    };
    let [wide, narrow] = run.spec().aspect.map(|a| format!("{}", 1.0 / a));
    let count = Memo::new(move |_| handles.with(Vec::len));
    view! {
        <div class="picture live" node_ref=box_ref style=("--wide", wide) style=("--narrow", narrow)>
            <canvas node_ref=canvas_ref role="img" aria-label=label on:click=tap></canvas>
            {move || (0..count.get()).map(|i| handle(run, scene, handles, i).into_any()).collect::<Vec<_>>()}
        </div>
    }
}

fn shown(player: &Player, which: Which) -> Option<&dyn Demo> {
    match which {
        Which::Main => Some(player.demo()),
        Which::Compared => player.compared().map(|c| c.1),
    }
}

fn tapped(run: Run, scene: StoredValue<Option<Scene>, LocalStorage>, x: f64, y: f64) {
    let hit = scene.with_value(|s| {
        let panels = &s.as_ref()?.panels;
        let i = panels.iter().position(|f| {
            let a = f.area;
            x >= a.x && x <= a.x + a.width && y >= a.y && y <= a.y + a.height
        })?;
        Some((i, panels[i].from_px(x, y)))
    });
    if let Some((panel, at)) = hit {
        run.act(|p| {
            p.tap(panel, at);
            p.settle();
        });
    }
}

/// A handle, where it is in pixels, and the plotting area it moves in: left, top, width, height.
type Grip = (Handle, [f64; 2], [f64; 4]);
type Placed = RwSignal<Vec<Grip>>;

/// The reach of a handle: an element over the canvas that the pointer, the keyboard and a screen reader find.
fn handle(run: Run, scene: StoredValue<Option<Scene>, LocalStorage>, handles: Placed, index: usize) -> impl IntoView {
    let field = move |f: &dyn Fn(&Grip) -> String| handles.with(|h| h.get(index).map(f).unwrap_or_default());
    let element = NodeRef::<Div>::new();
    let dragging = StoredValue::new(false);
    let pointer_to = move |event: &web_sys::PointerEvent| {
        let Some(element) = element.get_untracked() else { return };
        let Some(parent) = element.parent_element() else { return };
        let rect = parent.get_bounding_client_rect();
        let (x, y) = (f64::from(event.client_x()) - rect.left(), f64::from(event.client_y()) - rect.top());
        let to = handles.with_untracked(|h| h.get(index).map(|h| h.0.panel)).and_then(|panel| {
            scene.with_value(|s| s.as_ref().and_then(|s| s.panels.get(panel)).map(|f| f.from_px(x, y)))
        });
        if let Some(to) = to {
            run.act(|p| p.drag(index, to));
        }
    };
    let down = move |event: web_sys::PointerEvent| {
        event.prevent_default();
        dragging.set_value(true);
        if let Some(element) = element.get_untracked() {
            let _ = element.set_pointer_capture(event.pointer_id());
            let _ = element.unchecked_ref::<web_sys::HtmlElement>().focus();
        }
    };
    let moved = move |event: web_sys::PointerEvent| {
        if dragging.get_value() {
            pointer_to(&event);
        }
    };
    let up = move |_: web_sys::PointerEvent| {
        dragging.set_value(false);
        run.update(Player::settle);
    };
    let key = move |event: web_sys::KeyboardEvent| {
        let Some((grip, _, _)) = handles.with_untracked(|h| h.get(index).cloned()) else { return };
        let many = if event.shift_key() { 10.0 } else { 1.0 };
        let (dx, dy) = match event.key().as_str() {
            "ArrowLeft" => (-1.0, 0.0),
            "ArrowRight" => (1.0, 0.0),
            "ArrowUp" => (0.0, 1.0),
            "ArrowDown" => (0.0, -1.0),
            "PageUp" => (10.0, 10.0),
            "PageDown" => (-10.0, -10.0),
            _ => return,
        };
        // A slider that moves one way answers to all four arrows.
        let (dx, dy) = match grip.moves {
            Moves::Across => (if dx == 0.0 { dy } else { dx }, 0.0),
            Moves::UpDown => (0.0, if dy == 0.0 { dx } else { dy }),
            Moves::Freely => (dx, dy),
        };
        event.prevent_default();
        run.act(|p| p.nudge(index, [dx * many, dy * many]));
    };
    let class = move || {
        let locked = run.with(|p| p.is_handle_locked(index));
        let shape = field(&|(h, _, _)| {
            match h.moves {
                Moves::Across => " across",
                Moves::UpDown => " up-down",
                Moves::Freely => "",
            }
            .into()
        });
        format!("handle{shape}{}", if locked { " locked" } else { "" })
    };
    let px = |v: f64| format!("{v:.1}px");
    let left = move || field(&|(h, at, area)| px(if h.moves == Moves::UpDown { area[0] } else { at[0] }));
    let top = move || field(&|(h, at, area)| px(if h.moves == Moves::Across { area[1] } else { at[1] }));
    let width = move || field(&|(h, _, area)| if h.moves == Moves::UpDown { px(area[2]) } else { String::new() });
    let height = move || field(&|(h, _, area)| if h.moves == Moves::Across { px(area[3]) } else { String::new() });
    view! {
        <div class=class role="slider" tabindex="0" node_ref=element
            aria-label=move || field(&|h| h.0.label.clone()) aria-valuetext=move || field(&|h| h.0.value.clone())
            aria-valuenow=move || field(&|(h, ..)| format!("{:.4}", if h.moves == Moves::UpDown { h.at[1] } else { h.at[0] }))
            style:left=left style:top=top style:width=width style:height=height
            on:pointerdown=down on:pointermove=moved on:pointerup=up on:pointercancel=up
            on:keydown=key on:keyup=move |_| run.act(Player::settle)></div>
    }
}
