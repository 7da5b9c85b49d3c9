//! What a demo shows, as text to compare, and what may be wrong with it.

use demos::Demo;
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
    /// Its pictures in all sizes.
    pub pictures: String,
    /// What it says: sentence, read-outs, measures, table, handles.
    pub words: String,
}

/// Everything that a demo shows.
pub fn show(demo: &dyn Demo) -> Shown {
    let picture = |size| serde_json::to_string(&demo.picture(size)).expect("a picture is data");
    let pictures = SIZES.map(picture).join("\n");
    let mut words = vec![demo.summary()];
    words.extend(demo.readouts().into_iter().map(|r| format!("{}: {} ({})", r.label, r.value, r.note)));
    words.extend(demo.measures().into_iter().map(|(name, value)| format!("{name} = {value}")));
    let table = demo.table();
    words.extend([table.caption, table.columns.join(" | ")]);
    words.extend(table.rows.into_iter().map(|row| row.join(" | ")));
    words.extend(demo.handles().into_iter().map(|h| format!("{h:?}")));
    Shown { pictures, words: words.join("\n") }
}

/// Everything that is wrong with what a demo shows, whatever the demo.
pub fn problems(demo: &dyn Demo) -> Vec<String> {
    let mut found = words(demo);
    for size in SIZES {
        let picture = demo.picture(size);
        let here = |problem: String| format!("{} × {}: {problem}", size.width, size.height);
        found.extend(numbers(&picture).into_iter().chain(layout(&picture)).map(here));
    }
    found
}

fn words(demo: &dyn Demo) -> Vec<String> {
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
    let shown = show(demo).words;
    for (name, value) in demo.measures() {
        if value.is_infinite() || (value.is_nan() && !shown.contains("undefined")) {
            found.push(format!("{name} is {value} and nothing says that it is undefined"));
        }
    }
    // Measures may be NaN; words may not.
    let said = shown.lines().filter(|line| !line.contains(" = "));
    found.extend(said.filter(|l| l.contains("NaN") || l.split_whitespace().any(|w| w == "inf")).map(String::from));
    found
}

/// Numbers that no drawing can show.
fn numbers(picture: &Picture) -> Vec<String> {
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
    let json = serde_json::to_value(picture).expect("a picture is data");
    gaps(&json, "", &mut found);
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
