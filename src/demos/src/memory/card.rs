//! Recall of one card from day to day, spaced and crammed, with the exam and the target to drag.

use super::model::Model;
use super::picture::{CRAMMED, LABEL, SPACED, area, percents, solid};
use super::words::percent;
use ml::memory::{Rating, Review};
use plot::text::width;
use plot::{Anchor, Axis, Entry, Ink, Label, Layer, Panel, Rect, Shape, Sign, Stroke};

/// Room above certainty for the words about the exam, in pixels.
const HEAD: f64 = 20.0;

/// The panel.
pub fn panel(model: &Model, rect: Rect) -> Panel {
    let last = f64::from(model.until);
    let curves = [curve(model, &model.spaced), curve(model, &model.crammed)];
    let least = curves.iter().flatten().map(|point| point[1]).fold(0.7, f64::min);
    let low = ((least - 0.05).max(0.0) * 10.0).floor() / 10.0;
    let mut panel = Panel {
        rect,
        title: String::new(),
        x: Axis::linear("day", 0.0, last),
        y: Axis { grid: true, ..Axis::linear("probability of recalling the card", low, 1.0) },
        square: false,
        layers: vec![Layer::Key { entries: key(model) }, names(model)],
    };
    panel.y.ticks = percents(low, 1.0, 0.1);
    let room = area(&panel);
    let head = (HEAD / (room.height - HEAD).max(HEAD)) * (1.0 - low);
    panel.y.to = 1.0 + head;
    if room.height < 150.0 {
        panel.y.ticks = percents(low, 1.0, 0.2);
    }

    let crammed_on = model.crammed.first().map_or(0.0, |review| review.day.into());
    panel.layers.extend([
        line(vec![[crammed_on, low], [crammed_on, 1.0]], Stroke::solid(CRAMMED, 1.5).dotted()),
        line(curves[1].clone(), Stroke::solid(CRAMMED, 2.0)),
        line(curves[0].clone(), solid(SPACED)),
    ]);
    panel.layers.extend(reviews(&model.spaced, SPACED));
    panel.layers.extend(exam(model, low, head, room.width));
    if model.by_target {
        panel.layers.extend(target(model));
    }
    panel
}

fn line(points: Vec<[f64; 2]>, stroke: Stroke) -> Layer {
    Layer::Line { points, stroke }
}

/// Recall from the first review to the last day. Each review lifts it to certainty: the card has just been seen.
fn curve(model: &Model, reviews: &[Review]) -> Vec<[f64; 2]> {
    let mut points = Vec::new();
    for (i, review) in reviews.iter().enumerate() {
        let start = f64::from(review.day);
        let end = f64::from(reviews.get(i + 1).map_or(model.until, |next| next.day));
        let days = end - start;
        if days <= 0.0 {
            continue;
        }
        // Closer together at the beginning, where the curve bends most.
        let parts = (100.0 * days / f64::from(model.until)).ceil().max(6.0);
        points.extend((0..=parts as u32).map(|part| {
            let share = f64::from(part) / parts;
            let passed = share * share * days;
            [start + passed, model.learner.recall(&model.fsrs, review.after, passed)]
        }));
    }
    points
}

/// A mark for each review: at certainty if the card was recalled, where recall stood if it was forgotten.
fn reviews(reviews: &[Review], ink: Ink) -> [Layer; 2] {
    let lapsed = |review: &&Review| review.rating == Rating::Again && review.recall > 0.0;
    let at = |review: &Review, height: f64| [f64::from(review.day), height];
    [
        Layer::Marks {
            points: reviews.iter().filter(|r| r.rating != Rating::Again).map(|r| at(r, 1.0)).collect(),
            shape: Shape::Circle,
            radius: 4.0,
            ink,
            filled: true,
            opacity: 1.0,
        },
        Layer::Marks {
            points: reviews.iter().filter(lapsed).map(|r| at(r, r.recall)).collect(),
            shape: Shape::Cross,
            radius: 5.0,
            ink: Ink::Ink,
            filled: true,
            opacity: 1.0,
        },
    ]
}

fn exam(model: &Model, low: f64, head: f64, wide: f64) -> Vec<Layer> {
    let day = f64::from(model.exam);
    let text = format!("exam, day {}", model.exam);
    // Kept inside the panel at either end.
    let (left, half) = (wide * day / f64::from(model.until), 0.5 * width(&text, LABEL, true));
    let shift = (half - left).max(0.0) - (left + half - wide).max(0.0);
    let mut layers = vec![
        line(vec![[day, low], [day, 1.0]], Stroke::solid(Ink::Ink, 1.5)),
        knob([day, low], Ink::Ink),
        Layer::Text {
            at: [day, 1.0 + 0.62 * head],
            shift: [shift, 0.0],
            text,
            size: LABEL,
            ink: Ink::Ink,
            anchor: Anchor::Middle,
            bold: true,
            halo: true,
        },
    ];
    for (reviews, ink, shape) in [(&model.crammed, CRAMMED, Shape::Diamond), (&model.spaced, SPACED, Shape::Circle)] {
        layers.push(Layer::Marks {
            points: vec![[day, model.recall(reviews, day)]],
            shape,
            radius: 5.5,
            ink,
            filled: false,
            opacity: 1.0,
        });
    }
    layers
}

/// How the target is drawn: dashed, since the learner sets it.
const TARGET: Stroke = Stroke::solid(SPACED, 1.25).dashed();

fn target(model: &Model) -> [Layer; 2] {
    let level = vec![[0.0, model.target], [model.until.into(), model.target]];
    [line(level, TARGET), knob([0.0, model.target], SPACED)]
}

fn knob(at: [f64; 2], ink: Ink) -> Layer {
    Layer::Marks { points: vec![at], shape: Shape::Circle, radius: 6.0, ink, filled: true, opacity: 1.0 }
}

/// What the lines are, at their ends; where there is no room, above.
fn names(model: &Model) -> Layer {
    let last = f64::from(model.until);
    let name = |text: &str, reviews: &[Review], ink: Ink| Label {
        at: [last, model.recall(reviews, last)],
        text: text.into(),
        stroke: solid(ink),
    };
    Layer::Labels { labels: vec![name("spaced", &model.spaced, SPACED), name("crammed", &model.crammed, CRAMMED)] }
}

fn key(model: &Model) -> Vec<Entry> {
    let entry = |text: String, sign: Sign| Entry { text, sign };
    let mut entries = vec![entry("recalled".into(), Sign::Mark(Shape::Circle, SPACED, true))];
    if model.lapses() > 0 {
        entries.push(entry("forgotten".into(), Sign::Mark(Shape::Cross, Ink::Ink, true)));
    }
    if model.by_target {
        entries.push(entry(format!("target {}", percent(model.target, 0)), Sign::Line(TARGET)));
    }
    entries
}
