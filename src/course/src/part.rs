//! An interactive part of a page: one record, made by the author file of its kind. Page, book, search, deck and app
//! read its fields; none of them knows the kinds.

use crate::page::Html;
use crate::quiz::Card;
use serde::Serialize;
use serde_json::Value;

/// Stands in [`Part::paper`] where a question has its number. Text can't contain it.
pub const NUMBER: &str = "<!--number-->";

/// An interactive part. The page's data holds its kind and its data; the app finds the other fields empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Its name in the app's table of kinds, and the class of its box.
    pub kind: String,
    /// What the app makes the living part of.
    pub data: Value,
    /// What stands in the page until then: readable without script, and of the same shape.
    pub html: Html,
    /// What stands in a book: all but the answers, with [`NUMBER`] at each of [`Part::asked`].
    pub paper: Html,
    /// What it asks, in the order of reading.
    pub asked: Vec<Asked>,
    /// The cards that it brings.
    pub cards: Vec<Card>,
    /// What search finds of it, as text of the section in which it stands.
    pub found: Html,
}

/// Something that a part asks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// Its id in the course.
    pub id: String,
    /// Its anchor in the page.
    pub anchor: String,
    /// The answer, with all there is to say about it, for the end of a book.
    pub answer: Html,
    /// The question as a card, for those that come back in review when they were missed.
    pub review: Option<Card>,
}

impl Part {
    /// A part with its data; the other fields are yet to be filled.
    pub fn new(kind: &str, data: &impl Serialize) -> Part {
        // What blocks are made of is strings, finite numbers and lists, so this cannot fail.
        let data = serde_json::to_value(data).unwrap_or_default();
        Part { kind: kind.into(), data, ..Part::default() }
    }

    /// Changes every HTML in the record, however deep. A kind can't forget one: all of its data are searched, and a
    /// field that is added to the record does not compile until it is named here.
    pub fn each_html(&mut self, change: &mut impl FnMut(&mut Html)) {
        let Part { kind: _, data, html, paper, asked, cards, found } = self;
        each_text(data, change);
        [html, paper, found].into_iter().for_each(&mut *change);
        for Asked { id: _, anchor: _, answer, review } in asked {
            change(answer);
            if let Some(card) = review {
                each_side(card, change);
            }
        }
        cards.iter_mut().for_each(|card| each_side(card, change));
    }
}

fn each_side(card: &mut Card, change: &mut impl FnMut(&mut Html)) {
    let Card { id: _, revision: _, front, back } = card;
    change(front);
    change(back);
}

/// Every string of the data that may hold a tag with an attribute.
fn each_text(data: &mut Value, change: &mut impl FnMut(&mut Html)) {
    match data {
        Value::String(text) if text.contains("=\"") => change(text),
        Value::Array(items) => items.iter_mut().for_each(|item| each_text(item, change)),
        Value::Object(fields) => fields.values_mut().for_each(|field| each_text(field, change)),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_html_is_reached() {
        let link = |name: &str| format!("<a href=\"{name}\">x</a>");
        let card = |name: &str| Card {
            id: name.into(),
            revision: 1,
            front: link(&format!("{name}-front")),
            back: link(&format!("{name}-back")),
        };
        let mut part = Part {
            data: serde_json::json!({ "a": [{ "b": link("data") }, 1, null, "plain"] }),
            html: link("html"),
            paper: link("paper"),
            asked: vec![Asked { answer: link("answer"), review: Some(card("review")), ..Asked::default() }],
            cards: vec![card("card")],
            found: link("found"),
            ..Part::default()
        };
        let mut seen = Vec::new();
        part.each_html(&mut |html| {
            seen.extend(html.split('"').nth(1).map(String::from));
            *html = "changed".into();
        });
        seen.sort();
        assert_eq!(
            seen,
            ["answer", "card-back", "card-front", "data", "found", "html", "paper", "review-back", "review-front"]
        );
        assert_eq!(part.data["a"][0]["b"], "changed");
        assert_eq!(part.data["a"][3], "plain");
    }
}
