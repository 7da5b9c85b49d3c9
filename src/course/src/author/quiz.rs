//! The `quiz` and `predict` fences.
//!
//! ```toml
//! # quiz
//! id = "check"                      # anchor; "quiz" if left out
//! title = "Check yourself"
//! [[item]]
//! id = "accuracy-on-rare-disease"   # stable for ever, unique in the course
//! revision = 1                      # counts changes of meaning
//! kind = "single"                   # single (default), multiple, numeric, order
//! prompt = '''Blocks of Markdown.'''
//! explanation = '''Blocks, shown after any answer.'''
//! [[item.choice]]                   # single and multiple; one paragraph each
//! text = '''Recall'''
//! right = true
//! feedback = '''Why.'''
//! [[item.choice]]
//! text = '''Accuracy'''
//! feedback = '''Why not.'''
//! misconception = "accuracy is enough"
//! shows = { text = "See it", demo = "roc-and-pr", preset = "rare", settings = { threshold = 0.5 }, steps = 0 }
//! [[item]]
//! id = "ppv"
//! kind = "numeric"
//! prompt = '''…'''
//! answer_expr = "90 / 585"          # or answer = 0.154
//! tolerance = 0.005
//! unit = ""
//! feedback = '''Said of any other wrong number.'''
//! trap = [{ value_expr = "90 / 100", feedback = '''That is recall.''', misconception = "confuses precision and recall" }]
//! [[item]]
//! id = "split-order"
//! kind = "order"
//! prompt = '''…'''
//! lines = ['''first''', '''second''', '''third''']
//! feedback = '''Said of a wrong order.'''
//! ```
//!
//! A `predict` fence is one item with `reveal` in place of `explanation`; feedback may be left out. It says what else it
//! holds back: `holds = "section"`, all that follows up to the next heading of the same or a higher level, or
//! `holds = ["block-id", …]`, blocks anywhere in the lesson, or both: `holds = ["block-id", "section"]`.

use super::fence::Fence;
use super::nodes::Holds;
use super::question::RawQuestion;
use super::stand_in;
use super::text::escape;
use super::writer::Writer;
use crate::part::{Asked, Part};
use crate::quiz::{Ask, Item, Prediction, Quiz};
use serde::Deserialize;
use toml::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawQuiz {
    id: Option<String>,
    title: String,
    #[serde(default)]
    item: Vec<RawQuestion>,
}

/// So many questions with the right choice in the same place give it away.
const SAME_PLACE: usize = 3;

/// Reads a quiz.
pub(crate) fn quiz(writer: &mut Writer, fence: &Fence) -> Option<Part> {
    let raw: RawQuiz = fence.read(&mut writer.problems)?;
    let id = raw.id.unwrap_or_else(|| "quiz".into());
    writer.anchor(&id, fence.opening());
    if raw.item.is_empty() {
        writer.problems.add(fence.opening(), "a quiz has [[item]]s");
    }
    for (_, message) in super::phrases::check(&raw.title) {
        writer.problems.add(fence.line, message);
    }
    let mut items = Vec::new();
    for question in &raw.item {
        let line = fence.line_of(&question.id);
        if question.reveal.is_some() {
            writer.problems.add(line, "a quiz item has an explanation; only a prediction has a reveal");
        }
        if question.holds.is_some() {
            writer.problems.add(line, "a quiz item holds nothing back; only a prediction does");
        }
        let (id, revision) = writer.question_id(fence, question, "question");
        let prompt = writer.quiet_blocks(fence, &question.prompt);
        let ask = writer.ask(fence, question, true);
        let explanation = question.explanation.as_ref().map_or_else(String::new, |e| writer.quiet_blocks(fence, e));
        items.extend(ask.map(|ask| Item { id, revision, prompt, ask, explanation }));
    }
    check_places(writer, fence, &items);
    writer.contents(&id, &raw.title);
    Some(quiz_part(&Quiz { id, title: raw.title, items }))
}

/// Reads a prediction.
pub(crate) fn predict(writer: &mut Writer, fence: &Fence) -> Option<Part> {
    let raw: RawQuestion = fence.read(&mut writer.problems)?;
    holds(writer, fence, &raw);
    prediction(writer, fence, &raw).map(|prediction| predict_part(&prediction))
}

/// Notes what a prediction holds back. That its blocks exist is checked once all of them are known.
fn holds(writer: &mut Writer, fence: &Fence, raw: &RawQuestion) {
    let Some(spanned) = &raw.holds else {
        let message = "a prediction holds back what answers it: holds = \"section\", or holds = [\"block-id\"]";
        writer.problems.add(fence.line_of(&raw.id), message);
        return;
    };
    let line = fence.line_of(spanned);
    let words = match spanned.get_ref() {
        Value::String(word) => Some(vec![word.clone()]),
        Value::Array(words) => words.iter().map(|word| word.as_str().map(String::from)).collect(),
        _ => None,
    };
    let Some(words) = words.filter(|words| !words.is_empty()) else {
        writer.problems.add(line, "holds: \"section\", or a list of blocks' ids, not an empty one");
        return;
    };
    let (sections, ids): (Vec<_>, Vec<_>) = words.into_iter().partition(|word| word == "section");
    let by = raw.id.get_ref().clone();
    writer.holds.insert(by.clone(), Holds { by, ids, section: !sections.is_empty(), line });
}

/// A prediction out of its fields.
pub(crate) fn prediction(writer: &mut Writer, fence: &Fence, raw: &RawQuestion) -> Option<Prediction> {
    let line = fence.line_of(&raw.id);
    if raw.explanation.is_some() {
        writer.problems.add(line, "a prediction has a reveal; only a quiz item has an explanation");
    }
    let (id, revision) = writer.question_id(fence, raw, "prediction");
    let prompt = writer.quiet_blocks(fence, &raw.prompt);
    let ask = writer.ask(fence, raw, false);
    let reveal = match &raw.reveal {
        Some(text) => writer.quiet_blocks(fence, text),
        None => {
            writer.problems.add(line, "a prediction has a reveal");
            String::new()
        }
    };
    Some(Prediction { id, revision, prompt, ask: ask?, reveal })
}

fn quiz_part(quiz: &Quiz) -> Part {
    let (mut items, mut on_paper) = (String::new(), String::new());
    for item in &quiz.items {
        let explanation = match item.explanation.as_str() {
            "" => String::new(),
            text => format!("<div class=\"explanation\">{text}</div>\n"),
        };
        let question = stand_in::question(&item.id, &item.prompt, &item.ask, "", "Answer", &explanation);
        items.push_str(&format!("<li class=\"item\" id=\"q-{}\">{question}</li>\n", item.id));
        let question = stand_in::on_paper(&item.id, &item.prompt, &stand_in::fields(&item.id, &item.ask));
        on_paper.push_str(&format!("<li class=\"item\" id=\"q-{}\">{question}</li>", item.id));
    }
    let (id, title) = (&quiz.id, escape(&quiz.title));
    let asked = |item: &Item| Asked {
        id: item.id.clone(),
        anchor: format!("q-{}", item.id),
        answer: stand_in::answer_with(&item.ask, &item.explanation),
        review: Some(stand_in::as_card(item)),
    };
    Part {
        html: format!(
            "<section class=\"quiz-box\" id=\"{id}\" aria-labelledby=\"{id}-title\">\n\
             <header class=\"quiz-head\"><h2 id=\"{id}-title\">{title}</h2><p class=\"tally\"></p></header>\n\
             <ol class=\"items\">\n{items}</ol>\n</section>\n"
        ),
        paper: format!(
            "<section class=\"quiz-box\" id=\"{id}\"><h2>{title}</h2><ol class=\"items\">{on_paper}</ol></section>"
        ),
        asked: quiz.items.iter().map(asked).collect(),
        ..Part::new("quiz", quiz)
    }
}

fn predict_part(prediction: &Prediction) -> Part {
    Part {
        html: predict_html(prediction),
        paper: predict_paper(prediction),
        asked: vec![predict_asked(prediction)],
        ..Part::new("predict", prediction)
    }
}

/// What stands in the page for a prediction.
pub(crate) fn predict_html(prediction: &Prediction) -> String {
    let Prediction { id, prompt, ask, reveal, .. } = prediction;
    let reveal = format!("<div class=\"reveal\">{reveal}</div>\n");
    format!(
        "<section class=\"predict-box\" id=\"{id}\" role=\"group\" aria-label=\"Predict\">\n<p class=\"label\">Predict first</p>\n\
         {}</section>\n",
        stand_in::question(id, prompt, ask, &stand_in::sure(id, ask), "What happens", &reveal)
    )
}

/// What stands in a book for a prediction.
pub(crate) fn predict_paper(Prediction { id, prompt, ask, .. }: &Prediction) -> String {
    format!(
        "<section class=\"predict-box\" id=\"{id}\"><p class=\"label\">Predict first</p>{}</section>",
        stand_in::on_paper(id, prompt, &stand_in::fields(id, ask))
    )
}

/// What a prediction asks. It does not come back in review: once it has been revealed there is nothing to predict.
pub(crate) fn predict_asked(Prediction { id, ask, reveal, .. }: &Prediction) -> Asked {
    Asked { id: id.clone(), anchor: id.clone(), answer: stand_in::answer_with(ask, reveal), review: None }
}

/// The right choice may not always stand in the same place.
fn check_places(writer: &mut Writer, fence: &Fence, items: &[Item]) {
    let place = |item: &Item| match &item.ask {
        Ask::Single { choices } => choices.iter().position(|c| c.right),
        Ask::Multiple { .. } | Ask::Numeric(_) | Ask::Order { .. } => None,
    };
    let places: Vec<usize> = items.iter().filter_map(place).collect();
    if places.len() >= SAME_PLACE && places.iter().all(|p| *p == places[0]) {
        writer.problems.add(fence.opening(), format!("the right choice is always number {}", places[0] + 1));
    }
}
