//! The four counts as areas that meet in one corner, laid out as the cases are: positives above, called so to the
//! right.

use super::binary::Binary;
use crate::scored::brief;
use plot::text::width;
use plot::{Anchor, Axis, Ink, Layer, Panel, Rect, Stroke};

/// Height of a line of words.
const ROW: f64 = 18.0;
const LABEL: f64 = 13.0;
/// Between the lines of the hatching of wrong calls.
const HATCH: f64 = 6.0;

/// One of the four counts.
struct Cell {
    count: u64,
    name: [&'static str; 2],
    /// 1 for the positive class.
    class: u8,
    /// Where it lies from the corner in which the four meet: −1 or 1 along each axis.
    side: [f64; 2],
    right: bool,
}

/// The panel. Its units are pixels from the lower left corner.
pub fn panel(binary: &Binary, rect: Rect) -> Panel {
    let mut panel = Panel::new(rect, Axis::hidden(0.0, 1.0), Axis::hidden(0.0, 1.0), Vec::new());
    let room = panel.area();
    (panel.x.to, panel.y.to) = (room.width, room.height);

    let c = binary.counts;
    let names = [&binary.scores.negative, &binary.scores.positive].map(|name| brief(name));
    let gutter = names.iter().map(|name| width(name, LABEL, false)).fold(width("000", 22.0, true), f64::max) + 12.0;
    let wide = (0.5 * (room.width - gutter)).max(20.0);
    let high = (0.5 * (room.height - 2.0 * ROW - 6.0)).clamp(20.0, 1.15 * wide);
    let center = [gutter + wide, room.height - 2.0 * ROW - 6.0 - high];
    let cells = [
        Cell { count: c.fn_, name: ["false negatives", "FN"], class: 1, side: [-1.0, 1.0], right: false },
        Cell { count: c.tp, name: ["true positives", "TP"], class: 1, side: [1.0, 1.0], right: true },
        Cell { count: c.tn, name: ["true negatives", "TN"], class: 0, side: [-1.0, -1.0], right: true },
        Cell { count: c.fp, name: ["false positives", "FP"], class: 0, side: [1.0, -1.0], right: false },
    ];
    let most = cells.iter().map(|cell| cell.count).max().unwrap_or(0).max(1) as f64;
    let sizes = cells.each_ref().map(|cell| {
        let share = (cell.count as f64 / most).sqrt();
        [share * wide, share * high]
    });
    for (cell, size) in cells.iter().zip(sizes) {
        panel.layers.extend(block(cell, center, size));
    }
    panel.layers.extend(cross(center, [wide, high]));
    for (cell, size) in cells.iter().zip(sizes) {
        panel.layers.extend(label(cell, center, [wide, high], size));
    }
    panel.layers.extend(heads(binary, &names, center, [wide, high]));
    panel
}

/// A count as an area; a wrong one is hatched.
fn block(cell: &Cell, center: [f64; 2], size: [f64; 2]) -> Vec<Layer> {
    if cell.count == 0 {
        return Vec::new();
    }
    let far = [center[0] + cell.side[0] * size[0], center[1] + cell.side[1] * size[1]];
    let [left, right] = [center[0].min(far[0]), center[0].max(far[0])];
    let [low, high] = [center[1].min(far[1]), center[1].max(far[1])];
    let ink = Ink::Class(cell.class);
    let bars = vec![[left, right, low, high]];
    if cell.right {
        return vec![Layer::bars(bars, ink, 0.28)];
    }
    vec![
        // No outline, which would strike through the words where it crosses them.
        Layer::bars(bars, ink, 0.1),
        Layer::Lines { lines: hatching([left, right, low, high]), stroke: Stroke::solid(ink, 1.0).faint(0.6) },
    ]
}

/// Rising lines at 45° across a rectangle.
fn hatching([left, right, low, high]: [f64; 4]) -> Vec<Vec<[f64; 2]>> {
    // On such a line x − y is constant; the first is a multiple, so that the lines of neighbors meet.
    let mut lines = Vec::new();
    let mut offset = ((left - high) / HATCH).ceil() * HATCH;
    while offset < right - low {
        let from = [left.max(low + offset), low.max(left - offset)];
        let to = [right.min(high + offset), high.min(right - offset)];
        if to[0] > from[0] {
            lines.push(vec![from, to]);
        }
        offset += HATCH;
    }
    lines
}

fn cross(center: [f64; 2], size: [f64; 2]) -> [Layer; 2] {
    let line = |points: Vec<[f64; 2]>| Layer::line(points, Stroke::solid(Ink::Muted, 1.0));
    [
        line(vec![[center[0] - size[0], center[1]], [center[0] + size[0], center[1]]]),
        line(vec![[center[0], center[1] - size[1]], [center[0], center[1] + size[1]]]),
    ]
}

/// The count large and its name small: in the outer corner of the area if they have room in it, else in that of the
/// cell, so that no edge runs through them if that can be helped.
fn label(cell: &Cell, center: [f64; 2], size: [f64; 2], area: [f64; 2]) -> [Layer; 2] {
    const TALL: f64 = 42.0;
    let number = width(&cell.count.to_string(), 22.0, true);
    let wide = |name: &str| number.max(width(name, 12.0, false)) + 8.0;
    let [full, brief] = cell.name;
    let within = |name: &&str| wide(name) <= area[0] && TALL <= area[1];
    let beside = |name: &&str| wide(name) <= size[0] && (wide(name) + area[0] <= size[0] || TALL + area[1] <= size[1]);
    let (name, corner, clear) = if let Some(name) = [full, brief].into_iter().find(within) {
        (name, area, true)
    } else if let Some(name) = [full, brief].into_iter().find(beside) {
        (name, size, true)
    } else {
        (if wide(full) <= size[0] { full } else { brief }, size, false)
    };
    let at = [center[0] + cell.side[0] * corner[0], center[1] + cell.side[1] * corner[1]];
    let anchor = if cell.side[0] < 0.0 { Anchor::Start } else { Anchor::End };
    let x = -cell.side[0] * 4.0;
    let upper = cell.side[1] > 0.0;
    let [count, below] = if upper { [14.0, 34.0] } else { [-30.0, -10.0] };
    let text = |text: String, y: f64, size: f64, ink: Ink| {
        // The halo lifts words off the hatching, and off an edge.
        Layer::words(at, [x, y], text, ink, anchor).sized(size).bold_if(size > LABEL).halo_if(!(cell.right && clear))
    };
    [text(cell.count.to_string(), count, 22.0, Ink::Ink), text(name.into(), below, 12.0, Ink::Muted)]
}

/// Names of rows and columns with their totals.
fn heads(binary: &Binary, names: &[String; 2], center: [f64; 2], size: [f64; 2]) -> Vec<Layer> {
    let c = binary.counts;
    let top = center[1] + size[1];
    let text = |at: [f64; 2], text: String, ink: Ink, anchor: Anchor| {
        Layer::words(at, [0.0, 0.0], text, ink, anchor).halo_if(false)
    };
    let mut layers = Vec::new();
    let called = [c.tn + c.fn_, c.tp + c.fp];
    let truly = [c.negatives(), c.positives()];
    for class in [0, 1] {
        let side = if class == 1 { 1.0 } else { -1.0 };
        let x = center[0] + side * 0.5 * size[0];
        let head = format!("{} · {}", names[class], called[class]);
        let head = if width(&head, LABEL, false) < size[0] { head } else { called[class].to_string() };
        layers.push(text([x, top + 0.5 * ROW + 2.0], head, Ink::Ink, Anchor::Middle));
        let y = center[1] + side * 0.5 * size[1];
        layers.push(text([0.0, y + 0.5 * ROW], names[class].clone(), Ink::Class(class as u8), Anchor::Start));
        layers.push(text([0.0, y - 0.5 * ROW], truly[class].to_string(), Ink::Muted, Anchor::Start));
    }
    let called =
        ["called (hatched: wrongly)", "called"].into_iter().find(|text| width(text, LABEL, false) < 2.0 * size[0]);
    let called = called.unwrap_or_default().into();
    layers.push(text([center[0], top + 1.5 * ROW + 2.0], called, Ink::Muted, Anchor::Middle));
    layers.push(text([0.0, top + 0.5 * ROW + 2.0], "truly".into(), Ink::Muted, Anchor::Start));
    layers
}
