//! How a panel's room is divided: header, axes, and the plotting area between them.

use super::{LABEL_SIZE, ROW, TICK_SIZE, TITLE_SIZE, axes, header, labels, usable};
use crate::picture::{Anchor, Axis, Entry, Layer, Panel, Rect, Ticks};
use crate::scale::Span;
use crate::scene::Frame;
use crate::text::{width, wrap};

/// From the axis to the numbers: a tick and a gap.
pub const TICK_ROOM: f64 = 8.0;
/// Around a plotting area without an axis, so that a mark on its edge is not cut off.
const BARE: f64 = 4.0;

/// A marked place along an axis.
pub struct Marked {
    /// The value.
    pub at: f64,
    /// Its words, line by line; none where there is no room.
    pub lines: Vec<String>,
}

impl Marked {
    /// Width of the widest line.
    pub fn width(&self) -> f64 {
        self.lines.iter().map(|l| width(l, TICK_SIZE, false)).fold(0.0, f64::max)
    }
}

/// A panel with its room divided.
pub struct Plan {
    /// The plotting area and its axes.
    pub frame: Frame,
    /// Left edge of the words: that of the numbers beside the vertical axis.
    pub left: f64,
    /// Upper edge of the header.
    pub top: f64,
    /// Right edge of the panel.
    pub right: f64,
    /// Title, line by line.
    pub title: Vec<String>,
    /// Rows of the key.
    pub key: Vec<Vec<header::Placed>>,
    /// Label of the vertical axis, line by line.
    pub y_label: Vec<String>,
    /// Label of the horizontal axis, line by line.
    pub x_label: Vec<String>,
    /// Marks along the horizontal axis.
    pub x_marks: Vec<Marked>,
    /// Marks along the vertical axis.
    pub y_marks: Vec<Marked>,
    /// Whether names beside points are shown in the key instead.
    pub named_in_key: bool,
}

/// Divides the room of a panel. A square one stands in the middle of it if it is alone in its picture; beside
/// others, in the corner, so that titles and axes stay in line.
pub fn plan(panel: &Panel, alone: bool) -> Plan {
    let rect = sound(panel.rect);
    let named_in_key = labels::too_wide(panel, rect);
    let title = wrap(&panel.title, TITLE_SIZE, true, rect.width, 2);
    let key = header::rows(&entries(panel, named_in_key), rect.width);
    let y_label = wrap(&panel.y.label, LABEL_SIZE, false, rect.width, 2);
    let x_label = wrap(&panel.x.label, LABEL_SIZE, false, rect.width, 2);

    let above = header::height(title.len(), key.len(), y_label.len());
    let top = if above > 0.0 {
        above + 10.0
    } else if panel.y.ticks == Ticks::None {
        BARE
    } else {
        8.0
    };
    let below = |lines: usize| {
        let numbers = if lines > 0 { TICK_ROOM + 1.0 + 14.0 * lines as f64 } else { BARE };
        numbers + if x_label.is_empty() { 0.0 } else { ROW * x_label.len() as f64 + 2.0 }
    };

    // The vertical marks need the height, the horizontal ones the width that the vertical ones leave, and their
    // own number of lines changes the height: two rounds settle it.
    let mut lines = if panel.x.ticks == Ticks::None { 0 } else { 1 };
    let mut margins = [BARE; 2];
    let (mut x_marks, mut y_marks) = (Vec::new(), Vec::new());
    for _ in 0..2 {
        let height = (rect.height - top - below(lines)).max(1.0);
        y_marks = axes::marks_up(&panel.y, Span::new(&panel.y, height, 0.0), 0.35 * rect.width);
        let widest = y_marks.iter().map(Marked::width).fold(0.0, f64::max);
        margins[0] = margins[0].max(if panel.y.ticks == Ticks::None { BARE } else { widest + TICK_ROOM });
        margins[1] = margins[1].max(reach(panel, rect, margins[0], named_in_key));
        let across = (rect.width - margins[0] - margins[1]).max(1.0);
        let span = Span::new(&panel.x, 0.0, across);
        x_marks = axes::marks_across(&panel.x, span);
        for mark in &x_marks {
            let (px, half) = (span.to_px(mark.at), 0.5 * mark.width());
            margins[0] = margins[0].max(half - px);
            margins[1] = margins[1].max(px + half - across);
        }
        lines = x_marks.iter().map(|m| m.lines.len()).max().unwrap_or(0).max(lines);
    }

    let inner = Rect {
        x: rect.x + margins[0],
        y: rect.y + top,
        width: (rect.width - margins[0] - margins[1]).max(1.0),
        height: (rect.height - top - below(lines)).max(1.0),
    };
    let area =
        snapped(if panel.square { squared(inner, &panel.x, &panel.y, if alone { 0.5 } else { 0.0 }) } else { inner });
    let frame =
        Frame { area, x: Span::new(&panel.x, area.x, area.right()), y: Span::new(&panel.y, area.bottom(), area.y) };
    Plan {
        frame,
        left: area.x - margins[0],
        top: area.y - top,
        right: rect.right(),
        title,
        key,
        y_label,
        x_label,
        x_marks,
        y_marks,
        named_in_key,
    }
}

/// All entries of a panel's key.
fn entries(panel: &Panel, named_in_key: bool) -> Vec<Entry> {
    let mut entries = Vec::new();
    for layer in &panel.layers {
        match layer {
            Layer::Key { entries: more } => entries.extend(more.iter().cloned()),
            Layer::Labels { labels } if named_in_key => entries.extend(labels.iter().map(labels::entry)),
            _ => {}
        }
    }
    entries
}

/// Room to the right of the plotting area that words in it need. A word at share `f` of the width that reaches
/// `w` beyond its point fits when `f * area + w` is at most the room there is.
fn reach(panel: &Panel, rect: Rect, left: f64, named_in_key: bool) -> f64 {
    let span = Span::new(&panel.x, 0.0, 1.0);
    let room = (rect.width - left).max(1.0);
    let mut area = room - BARE;
    let mut hold = |x: f64, reach: f64| {
        let share = span.share(x);
        if (0.0..=1.0).contains(&share) && share * area + reach > room {
            area = (room - reach) / share;
        }
    };
    for layer in &panel.layers {
        match layer {
            Layer::Text { at, shift, text, size, anchor, bold, .. } => {
                let w = width(text, *size, *bold);
                let part = match anchor {
                    Anchor::Start => w,
                    Anchor::Middle => 0.5 * w,
                    Anchor::End => 0.0,
                };
                hold(at[0], part + shift[0]);
            }
            Layer::Labels { labels } if !named_in_key => {
                for label in labels {
                    hold(label.at[0], labels::OFFSET + width(&label.text, LABEL_SIZE, false));
                }
            }
            _ => {}
        }
    }
    // However long the words, half the room stays for the plot.
    if area.is_finite() { room - area.min(room - BARE).max(0.5 * room) } else { BARE }
}

fn sound(rect: Rect) -> Rect {
    let place = |v: f64| if v.is_finite() { v.clamp(-1e5, 1e5) } else { 0.0 };
    Rect { x: place(rect.x), y: place(rect.y), width: usable(rect.width), height: usable(rect.height) }
}

/// The largest area in `inner` with units of one length on both axes, with this share of what is left over before it.
fn squared(inner: Rect, x: &Axis, y: &Axis, before: f64) -> Rect {
    let (across, up) = (Span::new(x, 0.0, 1.0).extent(), Span::new(y, 0.0, 1.0).extent());
    let unit = (inner.width / across).min(inner.height / up);
    // No side under a tenth of the other, so that the plot of a very flat thing can still be seen.
    let width = (unit * across).max(0.1 * inner.width.min(inner.height));
    let height = (unit * up).max(0.1 * inner.width.min(inner.height));
    Rect { x: inner.x + before * (inner.width - width), y: inner.y + before * (inner.height - height), width, height }
}

/// The area with whole numbers for edges, so that fine lines along it are sharp.
fn snapped(area: Rect) -> Rect {
    let (x, y) = (area.x.round(), area.y.round());
    let width = (area.right().floor() - x).max(1.0);
    let height = (area.bottom().floor() - y).max(1.0);
    Rect { x, y, width, height }
}
