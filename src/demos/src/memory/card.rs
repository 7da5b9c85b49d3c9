//! Recall of one card from day to day, spaced and crammed, with the exam and the target to drag.

use super::model::Memory;
use super::words::percent;
use ml::memory::{Rating, Review};
use plot::layout::LABEL_SIZE;
use plot::text::width;
use plot::{Anchor, Axis, Ink, Label, Layer, Panel, Rect, Shape, Sign, Stroke, Ticks};

/// The spaced card and deck.
pub const SPACED: Ink = Ink::Accent;
/// The crammed ones.
pub const CRAMMED: Ink = Ink::Class(1);

/// A line in one color.
pub const fn solid(ink: Ink) -> Stroke {
    Stroke::solid(ink, 2.0)
}

/// Ticks of an axis of shares, as far apart as `step` says.
pub fn percents(from: f64, to: f64, step: f64) -> Ticks {
    let first = (from / step - 1e-9).ceil() as i32;
    let last = (to / step + 1e-9).floor() as i32;
    let tick = |i: i32| (f64::from(i) * step, percent(f64::from(i) * step, 0));
    Ticks::At((first..=last).map(tick).collect())
}

/// Room above certainty for the words about the exam, in pixels.
const HEAD: f64 = 20.0;

/// The panel.
pub fn panel(model: &Memory, rect: Rect) -> Panel {
    let last = f64::from(model.until);
    let curves = [curve(model, &model.spaced), curve(model, &model.crammed)];
    let least = curves.iter().flatten().map(|point| point[1]).fold(0.7, f64::min);
    let low = ((least - 0.05).max(0.0) * 10.0).floor() / 10.0;
    let y = Axis::linear("probability of recalling the card", low, 1.0).with_grid();
    let layers = vec![Layer::key(key(model)), names(model)];
    let mut panel = Panel::new(rect, Axis::linear("day", 0.0, last), y, layers);
    panel.y.ticks = percents(low, 1.0, 0.1);
    let room = panel.area();
    let head = (HEAD / (room.height - HEAD).max(HEAD)) * (1.0 - low);
    panel.y.to = 1.0 + head;
    if room.height < 150.0 {
        panel.y.ticks = percents(low, 1.0, 0.2);
    }

    let crammed_on = model.crammed.first().map_or(0.0, |review| review.day.into());
    panel.layers.extend([
        Layer::line(vec![[crammed_on, low], [crammed_on, 1.0]], CRAMMING),
        Layer::line(curves[1].clone(), Stroke::solid(CRAMMED, 2.0)),
        Layer::line(curves[0].clone(), solid(SPACED)),
    ]);
    panel.layers.extend(reviews(&model.spaced, SPACED));
    panel.layers.extend(exam(model, low, head, room.width));
    if model.by_target {
        panel.layers.extend(target(model));
    }
    panel
}

/// Recall from the first review to the last day. Each review lifts it to certainty: the card has just been seen.
fn curve(model: &Memory, reviews: &[Review]) -> Vec<[f64; 2]> {
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
    let recalled = reviews.iter().filter(|r| r.rating != Rating::Again).map(|r| at(r, 1.0)).collect();
    let forgotten = reviews.iter().filter(lapsed).map(|r| at(r, r.recall)).collect();
    [Layer::marks(recalled, Shape::Circle, 4.0, ink), Layer::marks(forgotten, Shape::Cross, 5.0, Ink::Ink)]
}

fn exam(model: &Memory, low: f64, head: f64, wide: f64) -> Vec<Layer> {
    let day = f64::from(model.exam);
    let text = format!("exam, day {}", model.exam);
    // Kept inside the panel at either end.
    let (left, half) = (wide * day / f64::from(model.until), 0.5 * width(&text, LABEL_SIZE, true));
    let shift = (half - left).max(0.0) - (left + half - wide).max(0.0);
    let mut layers = vec![
        Layer::line(vec![[day, low], [day, 1.0]], Stroke::solid(Ink::Ink, 1.5)),
        knob([day, low], Ink::Ink),
        Layer::words([day, 1.0 + 0.62 * head], [shift, 0.0], text, Ink::Ink, Anchor::Middle).bold(),
    ];
    for (reviews, ink, shape) in [(&model.crammed, CRAMMED, Shape::Diamond), (&model.spaced, SPACED, Shape::Circle)] {
        layers.push(Layer::mark([day, model.recall(reviews, day)], shape, 5.5, ink).hollow());
    }
    layers
}

/// The day of the crammed reviews.
const CRAMMING: Stroke = Stroke::solid(CRAMMED, 1.5).dotted();
/// How the target is drawn: dashed, since the learner sets it.
const TARGET: Stroke = Stroke::solid(SPACED, 1.25).dashed();

fn target(model: &Memory) -> [Layer; 2] {
    let level = vec![[0.0, model.target], [model.until.into(), model.target]];
    [Layer::line(level, TARGET), knob([0.0, model.target], SPACED)]
}

fn knob(at: [f64; 2], ink: Ink) -> Layer {
    Layer::mark(at, Shape::Circle, 6.0, ink)
}

/// What the lines are, at their ends; where there is no room, above.
fn names(model: &Memory) -> Layer {
    let last = f64::from(model.until);
    let name = |text: &str, reviews: &[Review], ink: Ink| Label {
        at: [last, model.recall(reviews, last)],
        text: text.into(),
        stroke: solid(ink),
    };
    Layer::Labels { labels: vec![name("spaced", &model.spaced, SPACED), name("crammed", &model.crammed, CRAMMED)] }
}

fn key(model: &Memory) -> Vec<(String, Sign)> {
    let mut entries = vec![("recalled".into(), Sign::Mark(Shape::Circle, SPACED, true))];
    if model.lapses() > 0 {
        entries.push(("forgotten".into(), Sign::Mark(Shape::Cross, Ink::Ink, true)));
    }
    entries.push(("on exam day".into(), Sign::Mark(Shape::Circle, SPACED, false)));
    entries.push(("crammed".into(), Sign::Line(CRAMMING)));
    if model.by_target {
        entries.push((format!("target {}", percent(model.target, 0)), Sign::Line(TARGET)));
    }
    entries
}
