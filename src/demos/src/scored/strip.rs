//! The cases one by one, by score: positives above the line, negatives below, those on the wrong side hollow.

use super::{Scores, THRESHOLD, brief};
use ml::metrics::Confusion;
use plot::swarm::{self, Look, Swarm};
use plot::text::width;
use plot::{Anchor, Axis, Ink, Layer, Panel, Rect, Shape, Stroke};

/// Room above the cases for the words about the threshold.
const HEAD: f64 = 24.0;
const LABEL: f64 = 13.0;

/// Scored cases as one threshold divides them.
pub struct Strip<'a> {
    /// The cases.
    pub scores: &'a Scores,
    /// Cases with at least this score are flagged.
    pub threshold: f64,
    /// What comes of it.
    pub counts: Confusion,
    /// What a score is, before the class's name: "predicted probability of".
    pub measure: &'static str,
    /// Scores of a negative and a positive case to be pointed out.
    pub pair: Option<[f64; 2]>,
    /// The threshold whose mistakes cost least, to be marked.
    pub cheapest: Option<f64>,
}

/// Cases of one class that are drawn on one side of the line.
struct Side {
    /// Scores in rising order.
    scores: Vec<f64>,
    class: u8,
    /// 1 above the line, −1 below.
    up: f64,
    /// Whether a case at or above the threshold is on its right side.
    right_above: bool,
}

impl Strip<'_> {
    /// The panel. Its vertical unit is the pixel.
    pub fn panel(&self, rect: Rect) -> Panel {
        let x = Axis::linear(&measured(self, rect.width), 0.0, 1.0);
        // Some label, so that it has its room.
        let y = Axis { label: legend(self, &[], rect.width), ..Axis::hidden(0.0, 1.0) };
        let mut panel = Panel::new(rect, x, y, Vec::new());
        let room = panel.area();
        // A window can be made smaller than any picture fits.
        let free = (room.height - HEAD).max(1.0);
        let sides = [side(self, true), side(self, false)];
        let swarm = swarm::arrange([&sides[0].scores, &sides[1].scores], room.width.max(1.0), free);
        let (up, down) = (swarm.up, free - swarm.up);
        (panel.y.from, panel.y.to) = (-down, up + HEAD);

        panel.layers.push(Layer::level(0.0, Stroke::solid(Ink::Rule, 1.0)));
        for ((side, look), height) in sides.iter().zip(&swarm.looks).zip([up, down]) {
            panel.layers.extend(match look {
                Look::Marks(marks, cut) => {
                    [dots(side, marks, self.threshold, swarm.radius), more(side, marks, *cut, [room.width, height])]
                        .concat()
                }
                Look::Bars(bars) => bins(side, bars, self.threshold, height - 6.0),
            });
        }
        if let Some(pair) = self.pair {
            // The side above is the positive one.
            panel.layers.extend(pointed_out(pair, &swarm));
        }
        panel.y.label = legend(self, &swarm.looks, rect.width);
        panel.layers.extend(names(self, room.width, up, down));
        panel.layers.extend(threshold(self, room.width, up, down));
        panel.layers.extend(self.cheapest.map(|t| Layer::mark([t, -down], Shape::Cross, 5.0, Ink::Ink)));
        panel
    }
}

/// What marks and bars stand for, as fully as there is room.
fn legend(strip: &Strip, looks: &[Look], wide: f64) -> String {
    let (total, cases, judged) = (strip.counts.total(), strip.scores.cases, strip.scores.judged());
    let bars = looks.iter().any(|look| matches!(look, Look::Bars(_)));
    let cut = looks.iter().any(|look| matches!(look, Look::Marks(_, cut) if *cut != [0, 0]));
    let texts = match (bars, cut) {
        (false, false) => vec![format!("{total} {judged}, one mark each; hollow: on the wrong side")],
        (false, true) => vec![
            format!("{total} {judged}, one mark each (+: more in that stack); hollow: on the wrong side"),
            format!("{total} {cases}; hollow: on the wrong side; +: more in the stack"),
            format!("{total} {cases}; hollow: wrong side; +: more there"),
        ],
        (true, _) => vec![format!("{total} {judged} by score; hollow: on the wrong side")],
    };
    let fits = |text: &String| width(text, LABEL, false) < wide;
    texts.into_iter().find(fits).unwrap_or_else(|| format!("{total} {cases} by score; hollow: wrong side"))
}

/// What the scores are, and what the cross stands for.
fn measured(strip: &Strip, wide: f64) -> String {
    let score = format!("{} {}", strip.measure, brief(&strip.scores.positive));
    let Some(t) = strip.cheapest else { return score };
    let cross = format!("× cheapest, {t:.2}");
    let both = format!("{cross}; {score}");
    if width(&both, LABEL, false) < wide { both } else { cross }
}

fn side(strip: &Strip, positive: bool) -> Side {
    let scored = &strip.scores.scored;
    let of_class = scored.labels().iter().zip(scored.scores()).filter(|(label, _)| **label == positive);
    let mut scores: Vec<f64> = of_class.map(|(_, &score)| score).collect();
    scores.sort_by(f64::total_cmp);
    Side { scores, class: u8::from(positive), up: if positive { 1.0 } else { -1.0 }, right_above: positive }
}

fn dots(side: &Side, marks: &[(f64, f64)], threshold: f64, radius: f64) -> Vec<Layer> {
    let layer = |right: bool| {
        let of_side = marks.iter().filter(|(score, _)| ((*score >= threshold) == side.right_above) == right);
        let points = of_side.map(|&(score, height)| [score, side.up * height]).collect();
        // A ring looks smaller than a disc, and the mistakes are what there is to see.
        let (radius, opacity) = if right { (radius, 0.8) } else { (radius + 0.5, 1.0) };
        let class = side.class;
        Layer::marks(points, Shape::of_class(class.into()), radius, Ink::Class(class)).hollow_if(!right).faint(opacity)
    };
    vec![layer(true), layer(false)]
}

/// How many cases are cut off of the stacks at 0 and at 1, beside their ends.
fn more(side: &Side, marks: &[(f64, f64)], cut: [usize; 2], room: [f64; 2]) -> Vec<Layer> {
    const HIGH: f64 = 18.0;
    let [wide, height] = room;
    // Below the name of the class, which may stand at the same end.
    let down = 24.0;
    let words = |(end, cut): (f64, usize)| {
        let text = format!("+{cut}");
        let long = width(&text, LABEL, false);
        let away = |score: f64| (score - end).abs() * wide;
        // Beside the stack, or a little farther where its neighbors are high too.
        let free = |shift: &f64| {
            let beside = |score: f64| (*shift - 4.0..*shift + long + 4.0).contains(&away(score));
            !marks.iter().any(|mark| beside(mark.0) && mark.1 > height - down - HIGH)
        };
        let shift = (0..12).map(|i| 9.0 + 6.0 * f64::from(i)).find(free).unwrap_or(9.0);
        let (shift, anchor) = if end == 0.0 { (shift, Anchor::Start) } else { (-shift, Anchor::End) };
        Layer::words([end, side.up * height], [shift, side.up * down], text, Ink::Class(side.class), anchor)
    };
    [0.0, 1.0].into_iter().zip(cut).filter(|(_, cut)| *cut > 0).map(words).collect()
}

fn bins(side: &Side, bars: &[(f64, usize)], threshold: f64, room: f64) -> Vec<Layer> {
    let unit = room / bars.iter().map(|bar| bar.1).max().unwrap_or(1) as f64;
    let layer = |right: bool| {
        let bars = bars.iter().filter_map(|&(left, n)| {
            // A threshold between hundredths divides its bin.
            let (left, edge) = (left, left + 0.01);
            let (from, to) =
                if right == side.right_above { (left.max(threshold), edge) } else { (left, edge.min(threshold)) };
            let height = side.up * n as f64 * unit;
            (from < to).then_some([from, to, height.min(0.0), height.max(0.0)])
        });
        Layer::Bars {
            bars: bars.collect(),
            ink: Ink::Class(side.class),
            opacity: if right { 0.7 } else { 0.12 },
            outline: !right,
        }
    };
    vec![layer(true), layer(false)]
}

/// A negative and a positive case, ringed and joined.
fn pointed_out([negative, positive]: [f64; 2], swarm: &Swarm) -> [Layer; 4] {
    // Bars show no single case: there the mark stands at the line.
    let height = |look: &Look, score: f64| match look {
        Look::Marks(marks, _) => marks.iter().find(|mark| mark.0 == score).map_or(0.0, |mark| mark.1),
        Look::Bars(_) => 0.0,
    };
    let ends = vec![[negative, -height(&swarm.looks[1], negative)], [positive, height(&swarm.looks[0], positive)]];
    let mark = |at: [f64; 2], class: u8, more: f64| {
        Layer::mark(at, Shape::of_class(class.into()), swarm.radius + more, Ink::Class(class))
    };
    [
        Layer::line(ends.clone(), Stroke::solid(Ink::Ink, 1.5)),
        Layer::marks(ends.clone(), Shape::Circle, swarm.radius + 4.5, Ink::Ink).hollow(),
        mark(ends[0], 0, 1.0),
        mark(ends[1], 1, 1.5),
    ]
}

/// The classes' names: positives on the left and negatives on the right, where their own cases are few, unless the
/// scores are upside down; beyond the threshold's line where that would cross them.
fn names(strip: &Strip, wide: f64, up: f64, down: f64) -> [Layer; 2] {
    let (c, s) = (strip.counts, strip.scores);
    let name = |positive: bool, count: u64, class: &str, y: f64, shift: f64| {
        let text = format!("{count} {}", brief(class));
        let reach = (width(&text, LABEL, false) + 10.0) / wide;
        let of_class = s.scored.labels().iter().zip(s.scored.scores()).filter(|(label, _)| **label == positive);
        let (mut low, mut high) = (0, 0);
        for (_, &score) in of_class {
            low += usize::from(score < reach);
            high += usize::from(score > 1.0 - reach);
        }
        let left = if positive { low <= 2 * high + 3 } else { high > 2 * low + 3 };
        let (t, ink) = (strip.threshold, Ink::Class(u8::from(positive)));
        match (left, if left { t < reach } else { 1.0 - t < reach }) {
            (true, crossed) => {
                let at = if crossed { [t, 10.0] } else { [0.0, 2.0] };
                Layer::words([at[0], y], [at[1], shift], text, ink, Anchor::Start)
            }
            (false, crossed) => {
                let at = if crossed { [t, -10.0] } else { [1.0, -2.0] };
                Layer::words([at[0], y], [at[1], shift], text, ink, Anchor::End)
            }
        }
    };
    [name(true, c.positives(), &s.positive, up, 8.0), name(false, c.negatives(), &s.negative, -down, -9.0)]
}

/// The line with its knob, its value above, and what becomes of either side.
fn threshold(strip: &Strip, wide: f64, up: f64, down: f64) -> Vec<Layer> {
    let t = strip.threshold;
    let head = up + 0.5 * HEAD;
    let value = format!("{t:.2}");
    let half = 0.5 * width(&value, LABEL, true);
    // At either end the words stay inside.
    let middle = (t * wide).clamp(half, (wide - half).max(half));
    let shift = middle - t * wide;
    let mut layers = vec![
        Layer::line(vec![[t, -down], [t, up + 2.0]], THRESHOLD),
        Layer::mark([t, -down], Shape::Circle, 6.0, Ink::Accent),
        Layer::words([t, head], [shift, 0.0], value, Ink::Accent, Anchor::Middle).bold(),
    ];
    // Either side is named if there is room for the name.
    let beside = half + 8.0;
    let fits = |text: &str, room: f64| width(text, LABEL, false) + beside <= room;
    let [below, above] = ["← not flagged", "flagged →"];
    if fits(below, middle) {
        layers.push(Layer::words([t, head], [shift - beside, 0.0], below, Ink::Muted, Anchor::End));
    }
    if fits(above, wide - middle) {
        layers.push(Layer::words([t, head], [shift + beside, 0.0], above, Ink::Muted, Anchor::Start));
    }
    layers
}
