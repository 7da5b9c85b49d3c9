//! What a demo shows, as text to compare, and what may be wrong with it.

pub mod golden;
pub mod promises;
pub mod states;

use demos::Demo;
use ml::digest::Digest;
use plot::scene::Op;
use plot::text::width;
use plot::{Anchor, Axis, Panel, Picture, Size, lay_out};
use serde_json::Value as Json;

/// A phone, a tablet, a wide screen.
pub const SIZES: [Size; 3] =
    [Size { width: 320.0, height: 480.0 }, Size { width: 700.0, height: 430.0 }, Size { width: 1080.0, height: 560.0 }];

/// Everything that a demo shows.
#[derive(Debug, PartialEq)]
pub struct Shown {
    /// A fingerprint of its pictures in all sizes.
    pub pictures: Digest,
    /// What it says: sentence, read-outs, measures, table, handles.
    pub words: String,
}

/// A demo looked at once: drawing is what takes time.
pub struct Look {
    /// What it shows.
    pub shown: Shown,
    /// Its pictures in all [`SIZES`].
    pub pictures: [Picture; 3],
    json: [String; 3],
}

/// Looks at everything that a demo shows.
pub fn look(demo: &dyn Demo) -> Look {
    let pictures = SIZES.map(|size| demo.picture(size));
    let json = pictures.each_ref().map(|picture| serde_json::to_string(picture).expect("a picture is data"));
    let fingerprint = *Digest::new().bytes(json.join("\n").as_bytes());
    Look { shown: Shown { pictures: fingerprint, words: words(demo) }, pictures, json }
}

/// Everything that a demo says.
pub fn words(demo: &dyn Demo) -> String {
    let mut words = vec![demo.summary()];
    words.extend(demo.readouts().into_iter().map(|r| format!("{}: {} ({})", r.label, r.value, r.note)));
    words.extend(demo.measures().into_iter().map(|(name, value)| format!("{name} = {value}")));
    let table = demo.table();
    words.extend([table.caption, table.columns.join(" | ")]);
    words.extend(table.rows.into_iter().map(|row| row.join(" | ")));
    words.extend(demo.handles().into_iter().map(|h| format!("{h:?}")));
    words.join("\n")
}

impl Look {
    /// Everything that is wrong with what a demo shows, whatever the demo.
    pub fn problems(&self, demo: &dyn Demo) -> Vec<String> {
        let mut found = in_words(demo, &self.shown.words);
        for (picture, json) in self.pictures.iter().zip(&self.json) {
            let here = |problem: String| format!("{} × {}: {problem}", picture.size.width, picture.size.height);
            found.extend(numbers(picture, json).into_iter().chain(layout(picture)).map(here));
        }
        found
    }
}

fn in_words(demo: &dyn Demo, shown: &str) -> Vec<String> {
    let mut found = Vec::new();
    let summary = demo.summary();
    if !summary.ends_with('.') || summary.chars().count() > 320 {
        found.push(format!("the summary is no sentence, or a long one: {summary}"));
    }
    let table = demo.table();
    if table.caption.is_empty() || table.rows.is_empty() {
        found.push("the table has no caption or no rows".into());
    }
    found.extend(table.rows.iter().filter(|row| row.len() != table.columns.len()).map(|row| format!("row {row:?}")));
    for readout in demo.readouts() {
        if readout.label.is_empty() || readout.value.is_empty() {
            found.push(format!("{readout:?}"));
        }
    }
    let missing = said_to_be_missing(demo);
    for (name, value) in demo.measures() {
        if value.is_infinite() || (value.is_nan() && !missing.iter().any(|label| is_named(name, label))) {
            found.push(format!("{name} is {value} and nothing says that there is none; that is said of {missing:?}"));
        }
    }
    // Measures may be NaN; words may not.
    let said = shown.lines().filter(|line| !line.contains(" = "));
    found.extend(said.filter(|l| l.contains("NaN") || l.split_whitespace().any(|w| w == "inf")).map(String::from));
    found
}

/// Of what read-outs and table say that there is no such number.
fn said_to_be_missing(demo: &dyn Demo) -> Vec<String> {
    let readouts = demo.readouts().into_iter().map(|r| vec![r.label, r.value]);
    let rows = readouts.chain(demo.table().rows);
    let missing =
        |cell: &String| cell.contains("undefined") || ["0 / 0", "none", "none yet", "no points"].contains(&&**cell);
    let missing = rows.filter(|row| row.iter().skip(1).any(missing));
    missing.filter_map(|row| row.into_iter().next()).collect()
}

/// Measures that readers know by another name.
const READ_AS: [(&str, &str); 3] =
    [("odds-ratio-1", "w1"), ("odds-ratio-2", "w2"), ("deck-success", "reviews recalled")];

/// Whether a label names the measure, by a word of its id (`minimum-w1`: "Minimum of the loss"), by initials (`npv`),
/// or as [`READ_AS`] says.
fn is_named(measure: &str, label: &str) -> bool {
    let label = label.to_lowercase();
    if READ_AS.contains(&(measure, &label)) {
        return true;
    }
    let words: Vec<&str> = label.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let initials: String = words.iter().filter_map(|w| w.chars().next()).collect();
    measure.split('-').any(|part| words.contains(&part)) || initials == measure
}

/// Numbers that no drawing can show.
fn numbers(picture: &Picture, json: &str) -> Vec<String> {
    let mut found = Vec::new();
    if picture.panels.is_empty() {
        found.push("there is no panel".into());
    }
    for (i, panel) in picture.panels.iter().enumerate() {
        if panel.layers.is_empty() {
            found.push(format!("panel {i} is empty"));
        }
        if !within(panel, picture.size) {
            found.push(format!("panel {i} lies outside the picture: {:?}", panel.rect));
        }
        for (name, Axis { from, to, .. }) in [("x", &panel.x), ("y", &panel.y)] {
            if !from.is_finite() || !to.is_finite() || from == to {
                found.push(format!("axis {name} of panel {i} runs from {from} to {to}"));
            }
        }
    }
    if json.contains("null") {
        gaps(&serde_json::from_str(json).expect("a picture is data"), "", &mut found);
    }
    found
}

fn within(panel: &Panel, size: Size) -> bool {
    let r = panel.rect;
    let slack = 0.51;
    r.x >= -slack
        && r.y >= -slack
        && r.width >= 40.0
        && r.height >= 40.0
        && r.right() <= size.width + slack
        && r.bottom() <= size.height + slack
}

/// JSON writes NaN and infinity as null. A line may be interrupted so and a raster have holes, nothing else.
fn gaps(json: &Json, path: &str, found: &mut Vec<String>) {
    match json {
        Json::Null => {
            let may = ["/Line/points", "/Lines/lines", "/Raster/values", "/Mesh/edge"];
            if !may.iter().any(|part| path.contains(part)) {
                found.push(format!("not a number at {path}"));
            }
        }
        Json::Array(items) => items.iter().enumerate().for_each(|(i, item)| gaps(item, &format!("{path}/{i}"), found)),
        Json::Object(fields) => fields.iter().for_each(|(key, field)| gaps(field, &format!("{path}/{key}"), found)),
        _ => {}
    }
}

/// Left, right, upper and lower edge of words.
type Box4 = [f64; 4];

/// Words that cover each other or leave the picture.
fn layout(picture: &Picture) -> Vec<String> {
    let scene = lay_out(picture);
    let mut found = Vec::new();
    let words: Vec<(&str, Box4)> = scene
        .ops
        .iter()
        .filter_map(|op| {
            let Op::Text(t) = op else { return None };
            let long = width(&t.text, t.size, t.bold);
            let left = match t.anchor {
                Anchor::Start => t.x,
                Anchor::Middle => t.x - 0.5 * long,
                Anchor::End => t.x - long,
            };
            // Between the height of capitals and the depth of most descenders.
            Some((t.text.as_str(), [left, left + long, t.y - 0.72 * t.size, t.y + 0.15 * t.size]))
        })
        .collect();
    for (i, (text, a)) in words.iter().enumerate() {
        let inside =
            a[0] >= -1.0 && a[1] <= picture.size.width + 1.0 && a[2] >= -1.0 && a[3] <= picture.size.height + 1.0;
        if !inside {
            found.push(format!("“{text}” leaves the picture: {a:?}"));
        }
        for (other, b) in &words[i + 1..] {
            let across = a[1].min(b[1]) - a[0].max(b[0]);
            let down = a[3].min(b[3]) - a[2].max(b[2]);
            if across > 1.0 && down > 1.0 {
                found.push(format!("“{text}” and “{other}” cover each other"));
            }
        }
    }
    found
}

#[test]
fn undefined_licenses_only_what_it_is_said_of() {
    for (measure, label, named) in [
        ("precision", "Precision", true),
        ("mcc", "Matthews correlation (MCC)", true),
        ("npv", "Negative predictive value", true),
        ("minimum-w1", "Minimum of the loss", true),
        ("odds-ratio-2", "w2", true),
        ("odds-ratio-2", "w1", false),
        ("recall", "Precision", false),
        ("loss", "Glossary", false),
    ] {
        assert_eq!(is_named(measure, label), named, "{measure} by {label}");
    }
}
