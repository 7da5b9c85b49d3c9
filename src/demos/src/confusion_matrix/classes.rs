//! More than two classes: a matrix without a threshold.

use super::cases::Calls;
use crate::numbers::{Numbers, Quantity, UNDEFINED, counted, measure, percent, quantity};
use crate::scored::brief;
use ml::metrics::{Averaging, Ratio, Undefined};
use plot::grid::{cut_across, cut_down};
use plot::{Anchor, Axis, Ink, Layer, Panel, Picture, Rect, Shape, Sign, Size, Stroke, Ticks};

const GAP: f64 = 24.0;

impl Calls {
    /// The matrix, and recall and precision of each class.
    pub fn picture(&self, size: Size) -> Picture {
        if size.low() {
            return Picture { size, panels: vec![self.heat(size.rect())] };
        }
        let [left, right] =
            if size.narrow() { cut_down(size.rect(), 0.62, GAP) } else { cut_across(size.rect(), 0.58, GAP) };
        Picture { size, panels: vec![self.heat(left), self.ratios(right)] }
    }

    /// Middle of row or column `i`, the first class at the top.
    fn row(&self, class: usize) -> f64 {
        (self.classes.len() - 1 - class) as f64 + 0.5
    }

    fn ticks(&self, at: impl Fn(usize) -> f64) -> Ticks {
        Ticks::At(self.classes.iter().enumerate().map(|(i, name)| (at(i), brief(name))).collect())
    }

    /// Counts, each shaded by its share of the row. Mistakes have a color of their own.
    fn heat(&self, rect: Rect) -> Panel {
        let n = self.classes.len();
        let letters = (rect.width.min(rect.height) / (n as f64 + 2.0) * 0.42).clamp(10.0, 20.0);
        let (mut layers, mut numbers) = (Vec::new(), Vec::new());
        for (truth, called, count) in self.cells().filter(|cell| cell.2 > 0) {
            let total = self.matrix.class(truth).positives().max(1) as f64;
            let (x, y) = (called as f64, self.row(truth));
            let right = truth == called;
            // The root lets a single mistake be seen beside a full diagonal.
            let shade = 0.5 * (count as f64 / total).sqrt();
            let ink = if right { Ink::Accent } else { Ink::Class(1) };
            layers.push(Layer::bars(vec![[x + 0.03, x + 0.97, y - 0.47, y + 0.47]], ink, shade.max(0.1) as f32));
            let number = Layer::words([x + 0.5, y], [0.0, 0.0], count.to_string(), Ink::Ink, Anchor::Middle);
            numbers.push(number.sized(letters).bold_if(right).halo_if(false));
        }
        layers.extend(numbers);
        let axis =
            |name: &str, ticks: Ticks| Axis::linear(&format!("{name} {}", self.kind), 0.0, n as f64).with_ticks(ticks);
        let across = axis("called", self.ticks(|i| i as f64 + 0.5));
        Panel::new(rect, across, axis("true", self.ticks(|i| self.row(i))), layers).squared()
    }

    /// Recall and precision of each class as two marks on a line.
    fn ratios(&self, rect: Rect) -> Panel {
        let (mut recalls, mut precisions, mut spans) = (Vec::new(), Vec::new(), Vec::new());
        for class in 0..self.classes.len() {
            let (counts, y) = (self.matrix.class(class), self.row(class));
            recalls.extend(counts.recall().map(|r| [r, y]));
            precisions.extend(counts.precision().map(|p| [p, y]));
            spans.extend(counts.recall().zip(counts.precision()).map(|(r, p)| vec![[r, y], [p, y]]));
        }
        let least = recalls.iter().chain(&precisions).map(|p| p[0]).fold(1.0, f64::min);
        let from = ((least - 0.02) * 10.0).floor().clamp(0.0, 8.0) / 10.0;
        let layers = vec![
            Layer::key([
                ("recall", Sign::Mark(Shape::Circle, Ink::Ink, true)),
                ("precision", Sign::Mark(Shape::Square, Ink::Ink, false)),
            ]),
            Layer::Lines { lines: spans, stroke: Stroke::solid(Ink::Muted, 1.0) },
            // Where the two agree, the disc shows inside the square.
            Layer::marks(precisions, Shape::Square, 4.8, Ink::Ink).hollow(),
            Layer::marks(recalls, Shape::Circle, 3.8, Ink::Ink),
        ];
        let x = Axis::linear("share", from, 1.0).with_ticks(Ticks::Auto(4)).with_grid();
        let y = Axis::linear("", 0.0, self.classes.len() as f64).with_ticks(self.ticks(|i| self.row(i)));
        Panel::new(rect, x, y, layers)
    }

    /// Every cell of the matrix, row by row: true class, called class, how often.
    fn cells(&self) -> impl Iterator<Item = (usize, usize, u64)> {
        let n = self.classes.len();
        (0..n * n).map(move |i| (i / n, i % n, self.matrix.count(i / n, i % n)))
    }

    /// The most frequent mistake.
    fn worst(&self) -> Option<(usize, usize, u64)> {
        // The first among equals, hence from the end.
        let mistakes = self.cells().filter(|&(truth, called, count)| truth != called && count > 0);
        mistakes.collect::<Vec<_>>().into_iter().rev().max_by_key(|mistake| mistake.2)
    }

    fn right(&self) -> u64 {
        self.cells().filter(|cell| cell.0 == cell.1).map(|cell| cell.2).sum()
    }

    /// What is said of it: the matrix is the table.
    pub fn numbers(&self) -> Numbers {
        let (right, total) = (self.right(), self.matrix.total());
        let mean = format!("mean of {} classes", self.classes.len());
        let average = |key, label: &str, ratio: Ratio| -> Quantity {
            quantity(key, "", self.matrix.average(ratio, Averaging::Macro, Undefined::Zero), "")
                .percent()
                .shown_as(label, None, &*mean)
        };
        let quantities = [
            measure("cases", total as f64),
            measure("errors", (total - right) as f64),
            measure("accuracy", self.matrix.accuracy()).percent().shown_as(
                "Accuracy",
                None,
                format!("{right} / {total}"),
            ),
            average("macro-recall", "Macro recall", Ratio::Recall),
            average("macro-precision", "Macro precision", Ratio::Precision),
            average("macro-f1", "Macro F1", Ratio::F(1.0)),
        ];
        let mut numbers = Numbers::new(String::new(), String::new(), [], quantities);
        let f1 = self.matrix.average(Ratio::F(1.0), Averaging::Macro, Undefined::Zero);
        numbers.summary = format!(
            "{right} of {total} held-out cases are called rightly, accuracy {}, macro F1 {}. {}",
            percent(self.matrix.accuracy()),
            percent(f1),
            match self.worst() {
                None => "No mistakes.".into(),
                Some((truth, called, count)) => format!(
                    "Most often {} {} is called {}: {}.",
                    self.kind,
                    self.classes[truth],
                    self.classes[called],
                    counted(count, "time", "times")
                ),
            }
        );
        let table = &mut numbers.table;
        table.caption = format!("How often each {} was called each, {total} held-out cases", self.kind);
        table.columns = vec![format!("True {}", self.kind)];
        table.columns.extend(self.classes.iter().map(|class| format!("called {class}")));
        table.columns.extend(["Recall", "Precision", "F1"].map(String::from));
        let ratio = |value: Option<f64>, why: &str| {
            if value.is_some() { percent(value) } else { format!("{UNDEFINED}: {why}") }
        };
        for (class, name) in self.classes.iter().enumerate() {
            let counts = self.matrix.class(class);
            let mut row = vec![name.clone()];
            row.extend((0..self.classes.len()).map(|called| self.matrix.count(class, called).to_string()));
            row.push(ratio(counts.recall(), "no such case"));
            row.push(ratio(counts.precision(), "never called so"));
            row.push(ratio(counts.f1(), "neither there nor called so"));
            table.rows.push(row);
        }
        numbers
    }
}
