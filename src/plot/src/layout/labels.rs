//! Names beside the ends of lines.

use super::plan::Plan;
use super::{LABEL_SIZE, MIDDLE, ROW};
use crate::clip;
use crate::ink::Ink;
use crate::picture::{Anchor, Entry, Label, Layer, Panel, Rect, Sign, Stroke};
use crate::scene::{Op, Seg, Text};
use crate::text::width;

/// From the point to its name.
pub const OFFSET: f64 = 9.0;

/// Whether the names would take so much of the panel's width that they go into the key instead.
pub fn too_wide(panel: &Panel, rect: Rect) -> bool {
    let names =
        panel.layers.iter().flat_map(|layer| if let Layer::Labels { labels } = layer { &labels[..] } else { &[] });
    names.map(|label| OFFSET + width(&label.text, LABEL_SIZE, false)).fold(0.0, f64::max) > 0.3 * rect.width
}

/// A name as an entry of the key.
pub fn entry(label: &Label) -> Entry {
    Entry { text: label.text.clone(), sign: Sign::Line(label.stroke) }
}

/// Draws the names.
pub fn draw(labels: &[Label], plan: &Plan, ops: &mut Vec<Op>) {
    let area = plan.frame.area;
    let mut ends: Vec<([f64; 2], &Label)> = labels
        .iter()
        .filter(|label| !label.at[0].is_nan() && !label.at[1].is_nan())
        .map(|label| (plan.frame.to_px(label.at[0], label.at[1]), label))
        .filter(|(p, _)| p[0] >= area.x && p[0] <= area.right() + 0.1)
        .map(|([x, y], label)| ([x, y.clamp(area.y, area.bottom())], label))
        .collect();
    ends.sort_by(|a, b| a.0[1].total_cmp(&b.0[1]));
    let wanted: Vec<f64> = ends.iter().map(|(p, _)| p[1]).collect();
    let placed = spread(&wanted, ROW - 1.0, area.y, area.bottom());
    for (&([x, y], label), at) in ends.iter().zip(placed) {
        if (at - y).abs() > 4.0 && clip::holds(area, [x, y]) {
            ops.push(Op::Path {
                segs: vec![Seg::Move([x + 1.5, y]), Seg::Line([x + OFFSET - 2.0, at])],
                fill: None,
                stroke: Some(Stroke::solid(label.stroke.ink, 0.75)),
            });
        }
        ops.push(Op::Text(Text {
            x: x + OFFSET,
            y: at + MIDDLE * LABEL_SIZE,
            text: label.text.clone(),
            size: LABEL_SIZE,
            ink: if label.stroke.ink == Ink::Rule { Ink::Muted } else { label.stroke.ink },
            anchor: Anchor::Start,
            bold: false,
            halo: true,
        }));
    }
}

/// Places at least `gap` apart between two bounds, in the given order, as near to the wanted ones (ascending) as
/// least squares allows; closer together where there is not enough room.
pub fn spread(wanted: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let n = wanted.len();
    let gap = if n > 1 { gap.min((high - low).max(0.0) / (n - 1) as f64) } else { gap };
    // Without the gaps the task is to find the nearest ascending sequence: pool neighbors that are out of order.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (i, want) in wanted.iter().enumerate() {
        let mut pool = (want - gap * i as f64, 1);
        while let Some(&(mean, count)) = pools.last() {
            if mean <= pool.0 {
                break;
            }
            pool = ((mean * count as f64 + pool.0 * pool.1 as f64) / (count + pool.1) as f64, count + pool.1);
            pools.pop();
        }
        pools.push(pool);
    }
    let most = (high - gap * n.saturating_sub(1) as f64).max(low);
    let flat = pools.iter().flat_map(|&(mean, count)| std::iter::repeat_n(mean.clamp(low, most), count));
    flat.enumerate().map(|(i, v)| v + gap * i as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_place_where_they_can() {
        assert_eq!(spread(&[10.0, 40.0], 16.0, 0.0, 100.0), [10.0, 40.0]);
        assert_eq!(spread(&[], 16.0, 0.0, 100.0), [0.0; 0]);
    }

    #[test]
    fn names_move_apart_evenly() {
        // Two names at 50 that need 16 between them: 42 and 58.
        assert_eq!(spread(&[50.0, 50.0], 16.0, 0.0, 100.0), [42.0, 58.0]);
        assert_eq!(spread(&[0.0, 0.0], 16.0, 0.0, 100.0), [0.0, 16.0]);
        assert_eq!(spread(&[100.0, 100.0], 16.0, 0.0, 100.0), [84.0, 100.0]);
    }

    #[test]
    fn too_many_names_share_the_room() {
        let placed = spread(&[5.0; 6], 16.0, 0.0, 50.0);
        assert_eq!(placed, [0.0, 10.0, 20.0, 30.0, 40.0, 50.0]);
    }
}
