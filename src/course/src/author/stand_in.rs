//! What stands in a page for questions and cards: readable and usable without script and on paper, and of the same
//! shape as the app's living blocks, so that nothing moves when these take over.
//!
//! A learner without the app can mark a choice or write a number down, and then fold out the answer.
//!
//! ```text
//! section.quiz-box#ID              header.quiz-head > h2#ID-title, p.tally; ol.items > li.item#q-ITEM > QUESTION
//! section.predict-box#ID           p.label; QUESTION with fieldset.sure > legend; div.sure-levels > label.sure-level > input, span
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

use super::links::inside;
use super::target::demo_location;
use super::text::escape;
use crate::page::Html;
use crate::part::NUMBER;
use crate::quiz::{Ask, Card, Choice, Item, Numeric};

/// A question with its fields and its answer, which folds out. `asked` is what else is asked.
pub(crate) fn question(id: &str, prompt: &str, ask: &Ask, asked: &str, summary: &str, after: &str) -> Html {
    format!(
        "<div class=\"question\">\n<fieldset>\n<legend><div class=\"prompt\">{prompt}</div></legend>\n{}</fieldset>\n{asked}\
         <details class=\"answer\"><summary>{summary}</summary>\n<div class=\"answer-body\">\n{}{after}</div></details>\n</div>\n",
        fields(id, ask),
        answer(ask)
    )
}

/// How sure one is of a prediction.
pub(crate) fn sure(id: &str, ask: &Ask) -> Html {
    let level = |percent: u8| {
        format!(
            "<label class=\"sure-level\"><input type=\"radio\" name=\"{id}-sure\" id=\"{id}-sure-{percent}\" autocomplete=\"off\"><span>{percent} %</span></label>\n"
        )
    };
    let levels: String = ask.sure().into_iter().map(level).collect();
    format!(
        "<fieldset class=\"sure\"><legend>How sure are you?</legend><div class=\"sure-levels\">\n{levels}</div></fieldset>\n"
    )
}

/// A question in a book, with its number and the way to its answer.
pub(crate) fn on_paper(id: &str, prompt: &str, fields: &str) -> Html {
    format!(
        "<div class=\"question\"><p class=\"of\"><a href=\"#answer-{id}\">Question {NUMBER}</a></p><div class=\"prompt\">{prompt}</div>{fields}</div>"
    )
}

/// The answer, and what else there is to say.
pub(crate) fn answer_with(ask: &Ask, after: &str) -> Html {
    format!("{}<div class=\"why\">{after}</div>", answer(ask))
}

/// A question that was missed comes back as a card: what is asked, and the answer with its reasons.
pub(crate) fn as_card(item: &Item) -> Card {
    let list = |tag: &str, texts: &mut dyn Iterator<Item = &Html>| {
        let rows: String = texts.map(|text| format!("<li>{text}</li>")).collect();
        format!("<{tag}>{rows}</{tag}>")
    };
    let (shown, answer) = match &item.ask {
        Ask::Single { choices } | Ask::Multiple { choices } => (
            list("ul", &mut choices.iter().map(|c| &c.text)),
            choices
                .iter()
                .filter(|c| c.right)
                .map(|c| format!("<p><strong>{}</strong></p><div>{}</div>", c.text, c.feedback))
                .collect(),
        ),
        Ask::Numeric(ask) => {
            (String::new(), format!("<p><strong>{} {}</strong></p>", ask.answer_text(), escape(&ask.unit)))
        }
        Ask::Order { lines, shown, .. } => {
            (list("ul", &mut shown.iter().filter_map(|&i| lines.get(i))), list("ol", &mut lines.iter()))
        }
    };
    let (front, back) = (format!("{}{shown}", item.prompt), format!("{answer}{}", item.explanation));
    Card { id: item.id.clone(), revision: item.revision, front, back }
}

/// What is filled in: choices to tick, a line to write on, lines to bring into order.
pub(crate) fn fields(id: &str, ask: &Ask) -> Html {
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
fn answer(ask: &Ask) -> Html {
    match ask {
        // Of a wrong choice without feedback, in a prediction, the reveal says enough.
        Ask::Single { choices } | Ask::Multiple { choices } => {
            choices.iter().filter(|c| c.right || !c.feedback.is_empty()).map(verdict).collect()
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

fn verdict(choice: &Choice) -> Html {
    let shows = choice.shows.as_ref().map_or_else(String::new, |s| {
        let href = inside(&demo_location(&s.demo, &(s.settings.clone(), s.steps)));
        format!("<p class=\"shows\"><a href=\"{href}\">{}</a></p>", escape(&s.text))
    });
    said(choice.right, &choice.text, choice.misconception.as_deref(), &choice.feedback, &shows)
}

pub(crate) fn said(right: bool, about: &str, misconception: Option<&str>, feedback: &str, shows: &str) -> Html {
    let (class, word) = if right { ("right", "Right") } else { ("wrong", "Wrong") };
    let misconception =
        misconception.map_or_else(String::new, |m| format!("<p class=\"misconception\">{}</p>", escape(m)));
    let why = if feedback.is_empty() { String::new() } else { format!("<div class=\"why\">{feedback}</div>") };
    format!(
        "<div class=\"said {class}\"><p class=\"word {class}\">{word}: {about}</p>{misconception}{why}{shows}</div>\n"
    )
}
