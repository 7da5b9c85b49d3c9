//! More than two classes: a matrix without a threshold.

use super::cases::Calls;
use crate::demo::{Readout, Table};
use crate::scored::{UNDEFINED, brief, counted, percent};
use ml::metrics::{Averaging, Ratio, Undefined};
use plot::{Anchor, Axis, Entry, Ink, Layer, Panel, Picture, Rect, Shape, Sign, Size, Stroke, Ticks};

const GAP: f64 = 24.0;

/// The matrix, and recall and precision of each class.
pub fn picture(calls: &Calls, size: Size) -> Picture {
    let [left, right] = if size.narrow() {
        let upper = (0.62 * size.height).round();
        [
            Rect { height: upper, ..size.rect() },
            Rect { y: upper + GAP, height: size.height - upper - GAP, ..size.rect() },
        ]
    } else {
        let wide = (0.58 * size.width).round();
        [Rect { width: wide, ..size.rect() }, Rect { x: wide + GAP, width: size.width - wide - GAP, ..size.rect() }]
    };
    Picture { size, panels: vec![heat(calls, left), ratios(calls, right)] }
}

/// Middle of row or column `i`, the first class at the top.
fn row(calls: &Calls, class: usize) -> f64 {
    (calls.classes.len() - 1 - class) as f64 + 0.5
}

fn ticks(calls: &Calls, at: impl Fn(usize) -> f64) -> Ticks {
    Ticks::At(calls.classes.iter().enumerate().map(|(i, name)| (at(i), brief(name))).collect())
}

/// Counts, each shaded by its share of the row. Mistakes have a color of their own.
fn heat(calls: &Calls, rect: Rect) -> Panel {
    let n = calls.classes.len();
    let letters = (rect.width.min(rect.height) / (n as f64 + 2.0) * 0.42).clamp(10.0, 20.0);
    let mut layers = Vec::new();
    let mut numbers = Vec::new();
    for truth in 0..n {
        let total = calls.matrix.class(truth).positives().max(1) as f64;
        for called in 0..n {
            let count = calls.matrix.count(truth, called);
            if count == 0 {
                continue;
            }
            let (x, y) = (called as f64, row(calls, truth));
            let right = truth == called;
            // The root lets a single mistake be seen beside a full diagonal.
            let shade = 0.5 * (count as f64 / total).sqrt();
            let ink = if right { Ink::Accent } else { Ink::Class(1) };
            let bars = vec![[x + 0.03, x + 0.97, y - 0.47, y + 0.47]];
            layers.push(Layer::Bars { bars, ink, opacity: shade.max(0.1) as f32, outline: false });
            numbers.push(Layer::Text {
                at: [x + 0.5, y],
                shift: [0.0, 0.0],
                text: count.to_string(),
                size: letters,
                ink: Ink::Ink,
                anchor: Anchor::Middle,
                bold: right,
                halo: false,
            });
        }
    }
    layers.extend(numbers);
    let to = n as f64;
    Panel {
        rect,
        title: String::new(),
        x: Axis::linear(&format!("called {}", calls.kind), 0.0, to).with_ticks(ticks(calls, |i| i as f64 + 0.5)),
        y: Axis::linear(&format!("true {}", calls.kind), 0.0, to).with_ticks(ticks(calls, |i| row(calls, i))),
        square: true,
        layers,
    }
}

/// Recall and precision of each class as two marks on a line.
fn ratios(calls: &Calls, rect: Rect) -> Panel {
    let (mut recalls, mut precisions, mut spans) = (Vec::new(), Vec::new(), Vec::new());
    for class in 0..calls.classes.len() {
        let (counts, y) = (calls.matrix.class(class), row(calls, class));
        recalls.extend(counts.recall().map(|r| [r, y]));
        precisions.extend(counts.precision().map(|p| [p, y]));
        if let (Some(r), Some(p)) = (counts.recall(), counts.precision()) {
            spans.push(vec![[r, y], [p, y]]);
        }
    }
    let least = recalls.iter().chain(&precisions).map(|p| p[0]).fold(1.0, f64::min);
    let from = ((least - 0.02) * 10.0).floor().clamp(0.0, 8.0) / 10.0;
    let marks = |points, filled| Layer::Marks {
        points,
        shape: if filled { Shape::Circle } else { Shape::Square },
        radius: if filled { 3.8 } else { 4.8 },
        ink: Ink::Ink,
        filled,
        opacity: 1.0,
    };
    let key = |text: &str, filled| Entry {
        text: text.into(),
        sign: Sign::Mark(if filled { Shape::Circle } else { Shape::Square }, Ink::Ink, filled),
    };
    Panel {
        rect,
        title: String::new(),
        x: Axis::linear("share", from, 1.0).with_ticks(Ticks::Auto(4)).with_grid(),
        y: Axis::linear("", 0.0, calls.classes.len() as f64).with_ticks(ticks(calls, |i| row(calls, i))),
        square: false,
        layers: vec![
            Layer::Key { entries: vec![key("recall", true), key("precision", false)] },
            Layer::Lines { lines: spans, stroke: Stroke::solid(Ink::Muted, 1.0) },
            // Where the two agree, the disc shows inside the square.
            marks(precisions, false),
            marks(recalls, true),
        ],
    }
}

/// The most frequent mistake: true class, called class, how often.
fn worst(calls: &Calls) -> Option<(usize, usize, u64)> {
    let n = calls.classes.len();
    let pairs = (0..n).flat_map(|t| (0..n).map(move |c| (t, c))).filter(|(t, c)| t != c);
    let mistakes = pairs.map(|(t, c)| (t, c, calls.matrix.count(t, c))).filter(|m| m.2 > 0);
    // The first among equals.
    mistakes
        .fold(None, |best: Option<(usize, usize, u64)>, m| if best.is_none_or(|b| m.2 > b.2) { Some(m) } else { best })
}

fn right(calls: &Calls) -> u64 {
    (0..calls.classes.len()).map(|class| calls.matrix.count(class, class)).sum()
}

fn macro_average(calls: &Calls, ratio: Ratio) -> Option<f64> {
    calls.matrix.average(ratio, Averaging::Macro, Undefined::Zero)
}

/// The picture in two sentences.
pub fn summary(calls: &Calls) -> String {
    let (right, total) = (right(calls), calls.matrix.total());
    let all = format!(
        "{right} of {total} held-out cases are called rightly, accuracy {}, macro F1 {}.",
        percent(calls.matrix.accuracy()),
        percent(macro_average(calls, Ratio::F(1.0)))
    );
    match worst(calls) {
        None => format!("{all} No mistakes."),
        Some((truth, called, count)) => format!(
            "{all} Most often {} {} is called {}: {}.",
            calls.kind,
            calls.classes[truth],
            calls.classes[called],
            counted(count, "time", "times")
        ),
    }
}

/// The numbers that matter.
pub fn readouts(calls: &Calls) -> Vec<Readout> {
    let readout =
        |label: &str, value: Option<f64>, note: String| Readout { label: label.into(), value: percent(value), note };
    let mean = || format!("mean of {} classes", calls.classes.len());
    vec![
        readout("Accuracy", calls.matrix.accuracy(), format!("{} / {}", right(calls), calls.matrix.total())),
        readout("Macro recall", macro_average(calls, Ratio::Recall), mean()),
        readout("Macro precision", macro_average(calls, Ratio::Precision), mean()),
        readout("Macro F1", macro_average(calls, Ratio::F(1.0)), mean()),
    ]
}

/// The matrix with what follows for each class.
pub fn table(calls: &Calls) -> Table {
    let mut columns = vec![format!("True {}", calls.kind)];
    columns.extend(calls.classes.iter().map(|class| format!("called {class}")));
    columns.extend(["Recall", "Precision", "F1"].map(String::from));
    let ratio = |value: Option<f64>| if value.is_some() { percent(value) } else { format!("{UNDEFINED} (0/0)") };
    let row = |(class, name): (usize, &String)| {
        let counts = calls.matrix.class(class);
        let called = (0..calls.classes.len()).map(|called| calls.matrix.count(class, called).to_string());
        let ratios = [counts.recall(), counts.precision(), counts.f1()].map(ratio);
        std::iter::once(name.clone()).chain(called).chain(ratios).collect()
    };
    let caption = format!("How often each {} was called each, {} held-out cases", calls.kind, calls.matrix.total());
    Table { caption, columns, rows: calls.classes.iter().enumerate().map(row).collect() }
}

/// Numbers for goals and claims; NaN where undefined.
pub fn measures(calls: &Calls) -> Vec<(&'static str, f64)> {
    let or_nan = |value: Option<f64>| value.unwrap_or(f64::NAN);
    vec![
        ("cases", calls.matrix.total() as f64),
        ("errors", (calls.matrix.total() - right(calls)) as f64),
        ("accuracy", or_nan(calls.matrix.accuracy())),
        ("macro-recall", or_nan(macro_average(calls, Ratio::Recall))),
        ("macro-precision", or_nan(macro_average(calls, Ratio::Precision))),
        ("macro-f1", or_nan(macro_average(calls, Ratio::F(1.0)))),
    ]
}
