//! Axis lines, ticks, numbers and grids.

use super::plan::{Marked, Plan, TICK_ROOM};
use super::{LABEL_SIZE, MIDDLE, ROW, TICK_SIZE};
use crate::ink::Ink;
use crate::picture::{Anchor, Axis, Panel, Rect, Scale, Stroke, Ticks};
use crate::scale::Span;
use crate::scene::{Op, Seg, Text};
use crate::text::{width, wrap};
use crate::ticks;

const TICK: f64 = 4.0;
/// Height of a line of numbers.
const LINE: f64 = 14.0;

/// The marks of a horizontal axis, no two of whose words come near each other.
pub fn marks_across(axis: &Axis, span: Span) -> Vec<Marked> {
    let fits = |marks: &[Marked]| apart(marks, span, |a, b| 0.5 * (a.width() + b.width()) + 0.8 * TICK_SIZE);
    marks(axis, &span, f64::INFINITY, &fits)
}

/// The marks of a vertical axis, whose words are broken into lines no wider than `limit`.
pub fn marks_up(axis: &Axis, span: Span, limit: f64) -> Vec<Marked> {
    let tall = |m: &Marked| LINE * m.lines.len() as f64;
    let fits = |marks: &[Marked]| apart(marks, span, |a, b| 0.5 * (tall(a) + tall(b)) + 3.0);
    marks(axis, &span, limit, &fits)
}

fn marks(axis: &Axis, span: &Span, limit: f64, fits: &dyn Fn(&[Marked]) -> bool) -> Vec<Marked> {
    match &axis.ticks {
        Ticks::None => Vec::new(),
        Ticks::Auto(count) => {
            for count in (1..=*count.min(&20)).rev() {
                let marks: Vec<Marked> = ticks::auto(axis, count).into_iter().map(one_line).collect();
                if fits(&marks) {
                    return marks;
                }
            }
            Vec::new()
        }
        Ticks::At(places) => {
            let inside: Vec<_> = places.iter().filter(|p| (-1e-9..=1.0 + 1e-9).contains(&span.share(p.0))).collect();
            // Words that do not fit on one line may fit on two.
            let slot = (span.end - span.start).abs() / inside.len().max(1) as f64 - 0.6 * TICK_SIZE;
            for limit in [limit, slot.min(limit)] {
                let marks: Vec<Marked> = inside
                    .iter()
                    .map(|(at, text)| Marked { at: *at, lines: wrap(text, TICK_SIZE, false, limit, 2) })
                    .collect();
                if fits(&marks) {
                    return marks;
                }
            }
            let all = || inside.iter().map(|(at, text)| Marked { at: *at, lines: lines_of(text) });
            (2..=inside.len().max(2))
                .map(|every| all().enumerate().map(|(i, m)| if i % every == 0 { m } else { bare(m.at) }).collect())
                .find(|marks: &Vec<Marked>| fits(marks))
                .unwrap_or_else(|| all().map(|m| bare(m.at)).collect())
        }
    }
}

fn one_line(tick: ticks::Tick) -> Marked {
    Marked { at: tick.at, lines: vec![tick.label] }
}

fn lines_of(text: &str) -> Vec<String> {
    if text.is_empty() { Vec::new() } else { vec![text.into()] }
}

fn bare(at: f64) -> Marked {
    Marked { at, lines: Vec::new() }
}

/// Whether neighboring marks that have words are as far apart as `need` says.
fn apart(marks: &[Marked], span: Span, need: impl Fn(&Marked, &Marked) -> f64) -> bool {
    let mut worded: Vec<&Marked> = marks.iter().filter(|m| !m.lines.is_empty()).collect();
    worded.sort_by(|a, b| span.to_px(a.at).total_cmp(&span.to_px(b.at)));
    worded.windows(2).all(|pair| span.to_px(pair[1].at) - span.to_px(pair[0].at) >= need(pair[0], pair[1]))
}

/// Draws grid, axes and their words.
pub fn draw(panel: &Panel, plan: &Plan, ops: &mut Vec<Op>) {
    let area = plan.frame.area;
    grid(panel, plan, ops);
    let mut lines = Vec::new();
    // The axes lie just outside the area, so that no raster covers half of their width.
    let (left, floor) = (area.x - 0.5, area.bottom() + 0.5);
    if panel.x.ticks != Ticks::None {
        let start = if panel.y.ticks == Ticks::None { area.x } else { left - 0.5 };
        line(&mut lines, [start, floor], [area.right(), floor]);
        for mark in &plan.x_marks {
            let x = upright(plan.frame.x.to_px(mark.at), area);
            line(&mut lines, [x, floor], [x, floor + TICK]);
        }
        for x in minor(&panel.x, &plan.frame.x) {
            line(&mut lines, [upright(x, area), floor], [upright(x, area), floor + 0.5 * TICK]);
        }
    }
    if panel.y.ticks != Ticks::None {
        line(&mut lines, [left, area.y], [left, floor]);
        for mark in &plan.y_marks {
            let y = level(plan.frame.y.to_px(mark.at), area);
            line(&mut lines, [left - TICK, y], [left, y]);
        }
        for y in minor(&panel.y, &plan.frame.y) {
            line(&mut lines, [left - 0.5 * TICK, level(y, area)], [left, level(y, area)]);
        }
    }
    stroke(lines, Ink::Muted, ops);
    words(plan, ops);
}

fn grid(panel: &Panel, plan: &Plan, ops: &mut Vec<Op>) {
    let area = plan.frame.area;
    let mut lines = Vec::new();
    if panel.x.grid {
        for mark in &plan.x_marks {
            let x = upright(plan.frame.x.to_px(mark.at), area);
            line(&mut lines, [x, area.y], [x, area.bottom()]);
        }
    }
    if panel.y.grid {
        for mark in &plan.y_marks {
            let y = level(plan.frame.y.to_px(mark.at), area);
            line(&mut lines, [area.x, y], [area.right(), y]);
        }
    }
    stroke(lines, Ink::Rule, ops);
}

fn words(plan: &Plan, ops: &mut Vec<Op>) {
    let area = plan.frame.area;
    let text = |x: f64, y: f64, text: &str, size: f64, anchor: Anchor| {
        Op::Text(Text { x, y, text: text.into(), size, ink: Ink::Muted, anchor, bold: false, halo: false })
    };
    for mark in &plan.y_marks {
        let middle = plan.frame.y.to_px(mark.at) + MIDDLE * TICK_SIZE;
        for (i, line) in mark.lines.iter().enumerate() {
            let y = middle + LINE * (i as f64 - 0.5 * (mark.lines.len() as f64 - 1.0));
            ops.push(text(area.x - TICK_ROOM, y, line, TICK_SIZE, Anchor::End));
        }
    }
    let first = area.bottom() + TICK_ROOM + 10.0;
    for mark in &plan.x_marks {
        for (i, line) in mark.lines.iter().enumerate() {
            let x = plan.frame.x.to_px(mark.at);
            ops.push(text(x, first + LINE * i as f64, line, TICK_SIZE, Anchor::Middle));
        }
    }
    let deepest = plan.x_marks.iter().map(|m| m.lines.len()).max().unwrap_or(0);
    let mut y = if deepest > 0 { first + LINE * (deepest as f64 - 1.0) + ROW + 2.0 } else { area.bottom() + ROW };
    for line in &plan.x_label {
        // At the end of its axis, as the vertical label stands at the end of its own; further left if it is long.
        let end = area.right().max(plan.left + width(line, LABEL_SIZE, false));
        ops.push(text(end.min(plan.right), y, line, LABEL_SIZE, Anchor::End));
        y += ROW;
    }
}

/// Pixels of the unnumbered marks of a log axis that has room for them.
fn minor(axis: &Axis, span: &Span) -> Vec<f64> {
    let roomy = span.log && (span.end - span.start).abs() / span.extent() > 36.0;
    if axis.scale != Scale::Log || !roomy || !matches!(axis.ticks, Ticks::Auto(_)) {
        return Vec::new();
    }
    ticks::minor(span.from, span.to).into_iter().map(|v| span.to_px(v)).collect()
}

/// The middle of the pixel column nearest to `x`; on the left edge that of the axis.
fn upright(x: f64, area: Rect) -> f64 {
    ((x - 1.0).ceil() + 0.5).clamp(area.x - 0.5, area.right() - 0.5)
}

fn level(y: f64, area: Rect) -> f64 {
    (y.floor() + 0.5).clamp(area.y + 0.5, area.bottom() + 0.5)
}

fn line(segs: &mut Vec<Seg>, from: [f64; 2], to: [f64; 2]) {
    segs.extend([Seg::Move(from), Seg::Line(to)]);
}

fn stroke(segs: Vec<Seg>, ink: Ink, ops: &mut Vec<Op>) {
    if !segs.is_empty() {
        ops.push(Op::Path { segs, fill: None, stroke: Some(Stroke::solid(ink, 1.0)) });
    }
}
