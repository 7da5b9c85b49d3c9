//! Title, key and the vertical axis's label: the words above a plotting area.

use super::plan::Plan;
use super::{LABEL_SIZE, MIDDLE, ROW, TITLE_SIZE, marks};
use crate::ink::Ink;
use crate::picture::{Anchor, Entry, Sign};
use crate::scene::{Op, Paint, Seg, Text};
use crate::text::width;

const TITLE_ROW: f64 = 20.0;
const KEY_ROW: f64 = 19.0;
/// Width of a sign in a key.
const SIGN: f64 = 18.0;
/// From the end of an entry to the next one.
const APART: f64 = 16.0;

/// An entry of a key and how far from the left it begins.
pub struct Placed {
    x: f64,
    entry: Entry,
}

/// Puts entries into rows.
pub fn rows(entries: &[Entry], limit: f64) -> Vec<Vec<Placed>> {
    let mut rows: Vec<Vec<Placed>> = Vec::new();
    let mut x = 0.0;
    for entry in entries {
        let long = SIGN + 5.0 + width(&entry.text, LABEL_SIZE, false);
        match rows.last_mut() {
            Some(row) if x + long <= limit => row.push(Placed { x, entry: entry.clone() }),
            _ => {
                x = 0.0;
                rows.push(vec![Placed { x, entry: entry.clone() }]);
            }
        }
        x += long + APART;
    }
    rows
}

/// Height of the header with this many lines of each kind.
pub fn height(title: usize, key: usize, label: usize) -> f64 {
    TITLE_ROW * title as f64 + KEY_ROW * key as f64 + ROW * label as f64
}

/// Draws the header.
pub fn draw(plan: &Plan, ops: &mut Vec<Op>) {
    let words = |x: f64, y: f64, text: &str, size: f64, ink: Ink| {
        Op::Text(Text { x, y, text: text.into(), size, ink, anchor: Anchor::Start, bold: false, halo: false })
    };
    let mut y = plan.top;
    for line in &plan.title {
        if let Op::Text(text) = words(plan.left, y + 14.0, line, TITLE_SIZE, Ink::Ink) {
            ops.push(Op::Text(Text { bold: true, ..text }));
        }
        y += TITLE_ROW;
    }
    for row in &plan.key {
        let middle = y + 0.5 * KEY_ROW - 1.0;
        for placed in row {
            let x = plan.left + placed.x;
            sign(placed.entry.sign, x, middle, ops);
            let base = middle + MIDDLE * LABEL_SIZE;
            ops.push(words(x + SIGN + 5.0, base, &placed.entry.text, LABEL_SIZE, Ink::Ink));
        }
        y += KEY_ROW;
    }
    for line in &plan.y_label {
        ops.push(words(plan.left, y + 12.5, line, LABEL_SIZE, Ink::Muted));
        y += ROW;
    }
}

fn sign(sign: Sign, x: f64, y: f64, ops: &mut Vec<Op>) {
    match sign {
        Sign::Line(stroke) => ops.push(Op::Path {
            segs: vec![Seg::Move([x, y]), Seg::Line([x + SIGN, y])],
            fill: None,
            stroke: Some(stroke),
        }),
        Sign::Mark(shape, ink, filled) => {
            ops.push(marks::styled(vec![[x + 0.5 * SIGN, y]], shape, 4.5, ink, filled, 1.0));
        }
        Sign::Patch(ink, opacity) => ops.push(Op::Path {
            segs: marks::rectangle([x + 1.0, x + SIGN - 1.0, y - 5.0, y + 5.0]),
            fill: Some(Paint { ink, opacity }),
            stroke: None,
        }),
    }
}
