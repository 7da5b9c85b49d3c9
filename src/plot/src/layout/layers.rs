//! What is drawn inside a plotting area.

use super::plan::Plan;
use super::{LABEL_SIZE, MIDDLE, labels, marks};
use crate::clip;
use crate::ink::Ink;
use crate::picture::{Anchor, Dash, Layer, Rect, Size, Stroke};
use crate::scene::{Frame, Image, Op, Paint, Seg, Text};
use crate::text::width;

/// Draws one layer.
pub fn draw(layer: &Layer, plan: &Plan, size: Size, ops: &mut Vec<Op>) {
    let frame = &plan.frame;
    let area = frame.area;
    match layer {
        Layer::Raster { .. } => raster(layer, frame, ops),
        Layer::Line { points, stroke } => lines(std::slice::from_ref(points), *stroke, frame, ops),
        Layer::Lines { lines: all, stroke } => lines(all, *stroke, frame, ops),
        Layer::Area { points, ink, opacity } => regions(std::slice::from_ref(points), *ink, *opacity, frame, ops),
        Layer::Regions { rings, ink, opacity } => regions(rings, *ink, *opacity, frame, ops),
        Layer::Bars { bars, ink, opacity, outline } => {
            let segs: Vec<Seg> = bars.iter().filter_map(|bar| bar_in(bar, frame)).flat_map(marks::rectangle).collect();
            if !segs.is_empty() {
                let stroke = outline.then(|| Stroke::solid(*ink, 1.0));
                ops.push(Op::Path { segs, fill: Some(Paint { ink: *ink, opacity: unit(*opacity) }), stroke });
            }
        }
        Layer::Marks { points, shape, radius, ink, filled, opacity } => {
            let at: Vec<[f64; 2]> = points.iter().map(|&p| px(frame, p)).filter(|&p| clip::holds(area, p)).collect();
            if !at.is_empty() {
                ops.push(marks::styled(at, *shape, *radius, *ink, *filled, unit(*opacity)));
            }
        }
        Layer::Mesh { quads, values, map, edge } => {
            let placed = quads.iter().map(|q| q.map(|p| px(frame, p))).zip(values);
            let (quads, values) =
                placed.filter(|(q, v)| !v.is_nan() && q.iter().flatten().all(|c| c.is_finite())).unzip();
            let values: Vec<f32> = values;
            let values = values.into_iter().map(|v| v.clamp(0.0, 1.0)).collect();
            ops.push(Op::Mesh { quads, values, map: *map, edge: *edge });
        }
        Layer::Arrow { from, to, stroke } => arrow(px(frame, *from), px(frame, *to), *stroke, area, ops),
        Layer::Rule { upright, at, stroke, label } => rule(*upright, *at, *stroke, label, frame, size, ops),
        Layer::Labels { labels } => {
            if !plan.named_in_key {
                labels::draw(labels, plan, ops);
            }
        }
        // Drawn in the header.
        Layer::Key { .. } => {}
        Layer::Text { at, shift, text, size: letters, ink, anchor, bold, halo } => {
            let [x, y] = px(frame, *at);
            let letters = letters.clamp(1.0, 400.0);
            if clip::holds(grown(area), [x, y]) && !text.is_empty() && (letters + shift[0] + shift[1]).is_finite() {
                let y = y + shift[1] + MIDDLE * letters;
                let text = text.clone();
                let words = Text {
                    x: x + shift[0],
                    y,
                    text,
                    size: letters,
                    ink: *ink,
                    anchor: *anchor,
                    bold: *bold,
                    halo: *halo,
                };
                ops.push(Op::Text(inside(words, size)));
            }
        }
    }
}

/// Pixels of a point; NaN stays NaN.
fn px(frame: &Frame, p: [f64; 2]) -> [f64; 2] {
    if p[0].is_nan() || p[1].is_nan() { [f64::NAN; 2] } else { frame.to_px(p[0], p[1]) }
}

fn unit(opacity: f32) -> f32 {
    if opacity.is_nan() { 1.0 } else { opacity.clamp(0.0, 1.0) }
}

/// Words may stand a little outside the area: beside an axis, above a bar that reaches the top.
fn grown(area: Rect) -> Rect {
    Rect { x: area.x - 60.0, y: area.y - 40.0, width: area.width + 120.0, height: area.height + 80.0 }
}

fn lines(all: &[Vec<[f64; 2]>], stroke: Stroke, frame: &Frame, ops: &mut Vec<Op>) {
    let mut segs = Vec::new();
    for line in all {
        let points: Vec<[f64; 2]> = line.iter().map(|&p| px(frame, p)).collect();
        for mut part in clip::line(&points, frame.area) {
            clip::thin(&mut part);
            segs.push(Seg::Move(part[0]));
            segs.extend(part[1..].iter().map(|&p| Seg::Line(p)));
        }
        // Lines that are seen through darken where they cross, so each is an operation of its own.
        if stroke.opacity < 1.0 {
            push_stroke(&mut segs, stroke, ops);
        }
    }
    push_stroke(&mut segs, stroke, ops);
}

fn push_stroke(segs: &mut Vec<Seg>, stroke: Stroke, ops: &mut Vec<Op>) {
    if !segs.is_empty() {
        ops.push(Op::Path { segs: std::mem::take(segs), fill: None, stroke: Some(stroke) });
    }
}

fn regions(rings: &[Vec<[f64; 2]>], ink: Ink, opacity: f32, frame: &Frame, ops: &mut Vec<Op>) {
    let mut segs = Vec::new();
    for ring in rings {
        let points: Vec<[f64; 2]> = ring.iter().map(|&p| px(frame, p)).collect();
        let mut cut = clip::polygon(&points, frame.area);
        clip::thin(&mut cut);
        if cut.len() > 2 {
            segs.push(Seg::Move(cut[0]));
            segs.extend(cut[1..].iter().map(|&p| Seg::Line(p)));
            segs.push(Seg::Close);
        }
    }
    if !segs.is_empty() {
        ops.push(Op::Path { segs, fill: Some(Paint { ink, opacity: unit(opacity) }), stroke: None });
    }
}

/// Left, right, upper and lower edge of a bar's part in the area, in pixels.
fn bar_in(bar: &[f64; 4], frame: &Frame) -> Option<[f64; 4]> {
    if bar.iter().any(|v| v.is_nan()) {
        return None;
    }
    let area = frame.area;
    let [x1, y1] = frame.to_px(bar[0], bar[2]);
    let [x2, y2] = frame.to_px(bar[1], bar[3]);
    let left = x1.min(x2).max(area.x);
    let right = x1.max(x2).min(area.right());
    let top = y1.min(y2).max(area.y);
    let bottom = y1.max(y2).min(area.bottom());
    (left < right && top < bottom).then_some([left, right, top, bottom])
}

fn raster(layer: &Layer, frame: &Frame, ops: &mut Vec<Op>) {
    let Layer::Raster { over, columns, rows, values, map, opacity, smooth } = layer else { return };
    let (columns, rows) = (*columns, *rows);
    if columns == 0 || rows == 0 || columns.checked_mul(rows) != Some(values.len()) || over.iter().any(|v| v.is_nan()) {
        return;
    }
    let [left, bottom] = frame.to_px(over[0], over[2]);
    let [right, top] = frame.to_px(over[1], over[3]);
    let mut values = values.clone();
    // An axis may run the other way.
    if top > bottom {
        values = values.chunks(columns).rev().flatten().copied().collect();
    }
    if left > right {
        values.chunks_mut(columns).for_each(<[f32]>::reverse);
    }
    let rect =
        Rect { x: left.min(right), y: top.min(bottom), width: (right - left).abs(), height: (bottom - top).abs() };
    if rect.width <= 0.0 || rect.height <= 0.0 {
        return;
    }
    let fits = clip::holds(frame.area, [rect.x, rect.y]) && clip::holds(frame.area, [rect.right(), rect.bottom()]);
    let image = Image { rect, columns, rows, values, map: *map, opacity: unit(*opacity), smooth: *smooth };
    if fits {
        ops.push(Op::Image(image));
    } else {
        ops.extend([Op::ClipStart(frame.area), Op::Image(image), Op::ClipEnd]);
    }
}

fn arrow(tail: [f64; 2], tip: [f64; 2], stroke: Stroke, area: Rect, ops: &mut Vec<Op>) {
    let (dx, dy) = (tip[0] - tail[0], tip[1] - tail[1]);
    let length = libm::hypot(dx, dy);
    if length.is_nan() || length < 0.5 {
        return;
    }
    let (ux, uy) = (dx / length, dy / length);
    let head = (5.0 + 2.2 * stroke.width).min(length);
    let half = 0.4 * head;
    let base = [tip[0] - head * ux, tip[1] - head * uy];
    // The shaft ends inside the head, so that no gap shows between the two.
    let neck = [tip[0] - 0.7 * head * ux, tip[1] - 0.7 * head * uy];
    let mut segs = Vec::new();
    for part in clip::line(&[tail, neck], area) {
        segs.extend([Seg::Move(part[0]), Seg::Line(part[1])]);
    }
    push_stroke(&mut segs, stroke, ops);
    if clip::holds(area, tip) {
        let segs = vec![
            Seg::Move(tip),
            Seg::Line([base[0] - half * uy, base[1] + half * ux]),
            Seg::Line([base[0] + 0.2 * head * ux, base[1] + 0.2 * head * uy]),
            Seg::Line([base[0] + half * uy, base[1] - half * ux]),
            Seg::Close,
        ];
        ops.push(Op::Path { segs, fill: Some(Paint { ink: stroke.ink, opacity: stroke.opacity }), stroke: None });
    }
}

fn rule(upright: bool, at: f64, stroke: Stroke, label: &str, frame: &Frame, size: Size, ops: &mut Vec<Op>) {
    let area = frame.area;
    if at.is_nan() {
        return;
    }
    let place = if upright { frame.x.to_px(at) } else { frame.y.to_px(at) };
    let ends =
        if upright { [[place, area.bottom()], [place, area.y]] } else { [[area.x, place], [area.right(), place]] };
    if !clip::holds(area, ends[0]) {
        return;
    }
    push_stroke(&mut vec![Seg::Move(ends[0]), Seg::Line(ends[1])], stroke, ops);
    if label.is_empty() {
        return;
    }
    let long = width(label, LABEL_SIZE, false);
    let (x, y, anchor) = if !upright {
        // Above the line, or below where the line is at the top.
        let y = if place - area.y > 18.0 { place - 5.0 } else { place + 14.0 };
        (area.right(), y, Anchor::End)
    } else if place + 6.0 + long <= area.right() || place - 6.0 - long < area.x {
        (place + 6.0, area.y + 11.0, Anchor::Start)
    } else {
        (place - 6.0, area.y + 11.0, Anchor::End)
    };
    let ink = if stroke.ink == Ink::Rule { Ink::Muted } else { stroke.ink };
    let words = Text { x, y, text: label.into(), size: LABEL_SIZE, ink, anchor, bold: false, halo: true };
    ops.push(Op::Text(inside(words, size)));
}

/// The words moved as little as needed to lie in the picture.
fn inside(text: Text, size: Size) -> Text {
    let long = width(&text.text, text.size, text.bold);
    let before = match text.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => 0.5 * long,
        Anchor::End => long,
    };
    let (low, high) = (before, size.width - long + before);
    let x = if low <= high { text.x.clamp(low, high) } else { low };
    let (top, bottom) = (0.8 * text.size, size.height - 0.25 * text.size);
    let y = if top <= bottom { text.y.clamp(top, bottom) } else { text.y };
    Text { x, y, ..text }
}

impl Dash {
    /// Lengths on and off, in CSS pixels; empty for an unbroken line.
    pub fn pattern(self) -> &'static [f64] {
        match self {
            Dash::Solid => &[],
            Dash::Dashed => &[6.0, 4.0],
            Dash::Dotted => &[1.5, 3.5],
        }
    }
}
