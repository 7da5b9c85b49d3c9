//! Putting lines into order: by two buttons a line, which work by keyboard and by finger alike.

use super::live::{View, live, view};
use super::signals::RwSignal;
use course::quiz::{Response, Verdict};
use wasm_bindgen::JsCast;

/// The lines in the learner's order. The response holds their places in the right order.
pub fn order_view(
    lines: Vec<String>,
    response: RwSignal<Option<Response>>,
    verdict: RwSignal<Option<Verdict>>,
) -> View {
    let count = lines.len();
    let picks = move || match response.get() {
        Some(Response::Picks(picks)) => picks,
        _ => Vec::new(),
    };
    let shift = move |from: usize, to: usize, event: web_sys::MouseEvent| {
        response.update(|r| {
            if let Some(Response::Picks(picks)) = r {
                picks.swap(from, to);
            }
        });
        follow(&event, to, to > from);
    };
    let rows = move || {
        picks()
            .into_iter()
            .enumerate()
            .map(|(at, line)| {
                let done = move || verdict.with(Option::is_some);
                let right = move || if done() && line == at { "order-line right" } else if done() { "order-line wrong" } else { "order-line" };
                view! {
                    <li class=right>
                        <span class="line" inner_html=lines[line].clone()></span>
                        <span class="moves">
                            <button type="button" class="tool up" aria-label=format!("Move line {} up", at + 1)
                                disabled=move || done() || at == 0 on:click=move |e| shift(at, at.saturating_sub(1), e)>"↑"</button>
                            <button type="button" class="tool down" aria-label=format!("Move line {} down", at + 1)
                                disabled=move || done() || at + 1 == count on:click=move |e| shift(at, at + 1, e)>"↓"</button>
                        </span>
                    </li>
                }
            })
            .collect::<Vec<_>>()
    };
    view! { <ol class="order">{live(rows)}</ol> }
}

/// Keeps the focus on the line that was moved.
fn follow(event: &web_sys::MouseEvent, to: usize, down: bool) {
    let list =
        event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok()).and_then(|e| e.closest(".order").ok()?);
    let Some(list) = list else { return };
    let (first, second) = if down { (".down", ".up") } else { (".up", ".down") };
    focus_soon(move || {
        let button = |class: &str| -> Option<web_sys::HtmlElement> {
            let selector = format!("li:nth-child({}) {class}:not(:disabled)", to + 1);
            list.query_selector(&selector).ok().flatten()?.dyn_into().ok()
        };
        button(first).or_else(|| button(second))
    });
}

/// Moves the focus once the page shows what has just changed.
pub fn focus_soon(find: impl FnOnce() -> Option<web_sys::HtmlElement> + 'static) {
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        if let Some(element) = find() {
            let _ = element.focus();
        }
    });
}
