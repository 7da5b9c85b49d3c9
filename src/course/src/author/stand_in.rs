//! What stands in a page for questions and cards: readable and usable without script and on paper, and of the same
//! shape as the app's living blocks, so that nothing moves when these take over.
//!
//! A learner without the app can mark a choice or write a number down, and then fold out the answer.
//!
//! ```text
//! section.quiz-box#ID              header.quiz-head > h2#ID-title, p.tally; ol.items > li.item#q-ITEM > QUESTION
//! section.predict-box#ID           p.label; QUESTION
//! section.cards-box#cards          h2#cards-title; p; ul.card-list > li > details#CARD > summary > .front; .back
//!
//! QUESTION  div.question > fieldset > legend > div.prompt; FIELDS
//!                          details.answer > summary; div.answer-body > ANSWER, div.explanation or div.reveal
//! FIELDS    div.choices > div.choice > label > input, span
//!           div.number > label, input, span.unit, span.tolerance
//!           ol.order > li.order-line > span.line
//! ANSWER    div.said.right|.wrong > p.word, p.misconception, div.why, p.shows > a    one a choice or trap
//!           ol.order > li.order-line.right > span.line, and div.why
//! ```

use super::links::Links;
use super::target::demo_location;
use super::text::escape;
use crate::page::{Block, CardsBlock, Html, QuizBlock};
use crate::quiz::{Ask, Choice, Numeric, Prediction};

/// The stand-in of a block, with addresses spelled for its page. A demo's needs its model and is made elsewhere;
/// here it is empty.
pub fn stand_in(block: &Block, links: Links) -> Html {
    match block {
        Block::Prose { html } | Block::Island { html, .. } => links.apply(html),
        Block::Demo(_) => String::new(),
        Block::Predict(prediction) => links.apply(&predict(prediction, links)),
        Block::Quiz(block) => links.apply(&quiz(block, links)),
        Block::Cards(cards) => links.apply(&deck(cards)),
    }
}

fn predict(prediction: &Prediction, links: Links) -> Html {
    let Prediction { id, prompt, ask, reveal, .. } = prediction;
    let reveal = format!("<div class=\"reveal\">{reveal}</div>\n");
    format!(
        "<section class=\"predict-box\" id=\"{id}\" role=\"group\" aria-label=\"Predict\">\n<p class=\"label\">Predict first</p>\n\
         {}</section>\n",
        question(id, prompt, ask, "What happens", &reveal, links)
    )
}

fn quiz(quiz: &QuizBlock, links: Links) -> Html {
    let mut items = String::new();
    for item in &quiz.items {
        let explanation = match item.explanation.as_str() {
            "" => String::new(),
            text => format!("<div class=\"explanation\">{text}</div>\n"),
        };
        let question = question(&item.id, &item.prompt, &item.ask, "Answer", &explanation, links);
        items.push_str(&format!("<li class=\"item\" id=\"q-{}\">{question}</li>\n", item.id));
    }
    let (id, title) = (&quiz.id, escape(&quiz.title));
    format!(
        "<section class=\"quiz-box\" id=\"{id}\" aria-labelledby=\"{id}-title\">\n\
         <header class=\"quiz-head\"><h2 id=\"{id}-title\">{title}</h2><p class=\"tally\"></p></header>\n\
         <ol class=\"items\">\n{items}</ol>\n</section>\n"
    )
}

/// Heading of the cards.
pub const CARDS_TITLE: &str = "Cards";

fn deck(block: &CardsBlock) -> Html {
    let card = |c: &crate::quiz::Card| {
        format!(
            "<li><details id=\"{}\"><summary><div class=\"front\">{}</div></summary><div class=\"back\">{}</div></details></li>\n",
            c.id, c.front, c.back
        )
    };
    let cards: String = block.cards.iter().map(card).collect();
    format!(
        "<section class=\"cards-box\" id=\"cards\" aria-labelledby=\"cards-title\">\n<h2 id=\"cards-title\">{CARDS_TITLE}</h2>\n\
         <p>{} cards. Answer each before you fold it out.</p>\n<ul class=\"card-list\">\n{cards}</ul>\n</section>\n",
        block.cards.len()
    )
}

fn question(id: &str, prompt: &str, ask: &Ask, summary: &str, after: &str, links: Links) -> Html {
    format!(
        "<div class=\"question\">\n<fieldset>\n<legend><div class=\"prompt\">{prompt}</div></legend>\n{}</fieldset>\n\
         <details class=\"answer\"><summary>{summary}</summary>\n<div class=\"answer-body\">\n{}{after}</div></details>\n</div>\n",
        fields(id, ask),
        answer(ask, links)
    )
}

/// What is filled in: choices to tick, a line to write on, lines to bring into order.
pub fn fields(id: &str, ask: &Ask) -> Html {
    match ask {
        Ask::Single { choices } => choice_fields(id, "radio", choices),
        Ask::Multiple { choices } => choice_fields(id, "checkbox", choices),
        Ask::Numeric(Numeric { tolerance, unit, .. }) => {
            let within = if *tolerance == 0.0 { "exactly".into() } else { format!("within ±{tolerance}") };
            format!(
                "<div class=\"number\"><label for=\"{id}-number\">Your answer</label> \
                 <input id=\"{id}-number\" type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" size=\"10\"> \
                 <span class=\"unit\">{}</span> <span class=\"tolerance\">{within}</span></div>\n",
                escape(unit)
            )
        }
        Ask::Order { lines, shown, .. } => order(shown.iter().filter_map(|&i| lines.get(i)), ""),
    }
}

fn choice_fields(id: &str, kind: &str, choices: &[Choice]) -> Html {
    let field = |(i, choice): (usize, &Choice)| {
        format!(
            "<div class=\"choice\"><label><input type=\"{kind}\" name=\"{id}\" id=\"{id}-{i}\"><span>{}</span></label></div>\n",
            choice.text
        )
    };
    format!("<div class=\"choices\">\n{}</div>\n", choices.iter().enumerate().map(field).collect::<String>())
}

fn order<'a>(lines: impl Iterator<Item = &'a Html>, class: &str) -> Html {
    let line = |text: &Html| format!("<li class=\"order-line{class}\"><span class=\"line\">{text}</span></li>\n");
    format!("<ol class=\"order\">\n{}</ol>\n", lines.map(line).collect::<String>())
}

/// The right answer, and what is said of the wrong ones.
pub fn answer(ask: &Ask, links: Links) -> Html {
    match ask {
        // Of a wrong choice without feedback, in a prediction, the reveal says enough.
        Ask::Single { choices } | Ask::Multiple { choices } => {
            choices.iter().filter(|c| c.right || !c.feedback.is_empty()).map(|c| verdict(c, links)).collect()
        }
        Ask::Numeric(ask) => {
            let mut html = said(true, &escape(format!("{} {}", ask.answer_text(), ask.unit).trim()), None, "", "");
            for trap in &ask.traps {
                html.push_str(&said(
                    false,
                    &ask.rounded(trap.value),
                    trap.misconception.as_deref(),
                    &trap.feedback,
                    "",
                ));
            }
            if !ask.feedback.is_empty() {
                html.push_str(&said(false, "Otherwise", None, &ask.feedback, ""));
            }
            html
        }
        Ask::Order { lines, feedback, .. } => {
            let why =
                if feedback.is_empty() { String::new() } else { format!("<div class=\"why\">{feedback}</div>\n") };
            order(lines.iter(), " right") + &why
        }
    }
}

fn verdict(choice: &Choice, links: Links) -> Html {
    let shows = choice.shows.as_ref().map_or_else(String::new, |s| {
        let href = escape(&links.href(&demo_location(&s.demo, &(s.settings.clone(), s.steps))));
        format!("<p class=\"shows\"><a href=\"{href}\">{}</a></p>", escape(&s.text))
    });
    said(choice.right, &choice.text, choice.misconception.as_deref(), &choice.feedback, &shows)
}

fn said(right: bool, about: &str, misconception: Option<&str>, feedback: &str, shows: &str) -> Html {
    let (class, word) = if right { ("right", "Right") } else { ("wrong", "Wrong") };
    let misconception =
        misconception.map_or_else(String::new, |m| format!("<p class=\"misconception\">{}</p>", escape(m)));
    let why = if feedback.is_empty() { String::new() } else { format!("<div class=\"why\">{feedback}</div>") };
    format!(
        "<div class=\"said {class}\"><p class=\"word {class}\">{word}: {about}</p>{misconception}{why}{shows}</div>\n"
    )
}
