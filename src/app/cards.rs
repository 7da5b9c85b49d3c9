//! The cards of a lesson, collected at its end.

use super::live::{View, live, view};
use super::state::App;
use course::quiz::Cards;

/// A list of cards, each folded over its answer, and what the schedule says of them.
pub fn collected(app: App, block: Cards) -> View {
    let ids: Vec<(String, u32)> = block.cards.iter().map(|c| (c.id.clone(), c.revision)).collect();
    let count = ids.len();
    let status = move || {
        let known = app.study.cards_learning(&ids);
        match known {
            0 => format!("{count} cards. Mark the lesson as read and they join your reviews."),
            n if n == count => format!("{count} cards, all in your reviews."),
            n => format!("{count} cards, {n} of them in your reviews."),
        }
    };
    let cards: Vec<_> = block
        .cards
        .into_iter()
        .map(|card| {
            view! {
                <li><details id=card.id>
                    <summary><div class="front" inner_html=card.front></div></summary>
                    <div class="back" inner_html=card.back></div>
                </details></li>
            }
        })
        .collect();
    view! {
        <section class="cards-box" id="cards" aria-labelledby="cards-title">
            <h2 id="cards-title">"Cards"</h2>
            <p>{live(status)}</p>
            <ul class="card-list">{cards}</ul>
        </section>
    }
}
