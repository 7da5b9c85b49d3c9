//! A demo without the app: its picture as a still, its sentence, its numbers, and its controls, which the app
//! takes over together with whatever the reader has done to them.

use super::shell::escape;
use course::page::{DemoBlock, Layout};
use demos::{Kind, Player, Setting, Value};
use plot::layout::lay_out;
use plot::palette::Palette;
use plot::picture::Size;
use plot::svg::{SvgOptions, write_clear};
use std::fmt::Write as _;

/// Widths at which stills are drawn, in CSS pixels: beside the controls, and on a phone.
pub const WIDE: f64 = 760.0;
const NARROW: f64 = 340.0;

/// The frame of a demo as it stands in a page.
pub fn frame(player: &Player, block: &DemoBlock, layout: Layout, mut stills: Stills) -> String {
    let spec = player.spec();
    let id = &block.id;
    let own_page = layout == Layout::Demo;
    let level = if own_page { 1 } else { 3 };
    let mut html = format!(
        "<figure class=\"demo-frame\" id=\"{id}\" data-demo=\"{}\" data-digest=\"{}\" aria-labelledby=\"{id}-title\">\
         <header class=\"demo-head\"><h{level} id=\"{id}-title\">{}</h{level}>{}<p class=\"live\">{}</p></header>",
        spec.id,
        demos::digest(player.demo()),
        escape(spec.title),
        if own_page && !block.caption.is_empty() {
            format!("<div class=\"purpose\">{}</div>", block.caption)
        } else {
            String::new()
        },
        escape(&player.demo().summary())
    );
    if let Some(goal) = &block.goal {
        let _ = write!(
            html,
            "<div class=\"goal\"><span class=\"label\"><span class=\"task\">Try</span><span class=\"praise\">✓ Reached</span></span>\
             <span class=\"task\">{}</span><span class=\"praise\">{}</span></div>",
            goal.text, goal.reached
        );
    }
    let _ = write!(
        html,
        "<div class=\"demo-main\"><div class=\"stage\"><div class=\"picture\">{}{}</div>{}</div><div class=\"demo-side\">{}</div></div>\
         <div class=\"bar{}\">{}<a class=\"tool still-link\" href=\"{}stills/{id}-wide-light.svg\" download=\"descent-{}.svg\">Save the picture</a></div>{}",
        still(player, id, "wide", WIDE, &mut stills),
        still(player, id, "narrow", NARROW, &mut stills),
        readouts(player),
        controls(player, id),
        if player.spec().runs { " runs" } else { "" },
        if player.spec().runs { run_buttons(id) } else { String::new() },
        stills.folder(),
        spec.id,
        numbers(player),
    );
    if !own_page && !block.caption.is_empty() {
        let _ = write!(html, "<figcaption>{}</figcaption>", block.caption);
    }
    html + "</figure>"
}

/// The first buttons of the bar, where the app's will stand. A press on Run is kept until it has come.
fn run_buttons(id: &str) -> String {
    let icon = |d: &str| {
        format!("<svg viewBox=\"0 0 18 18\" aria-hidden=\"true\" focusable=\"false\"><path d=\"{d}\"/></svg>")
    };
    let idle = |name: &str, d: &str| {
        format!("<button class=\"tool\" type=\"button\" aria-label=\"{name}\" disabled>{}</button>", icon(d))
    };
    format!(
        "{}{}<button class=\"tool run\" type=\"button\" id=\"{id}-run\" data-early-run>{}<span>Run</span></button>",
        idle("To the start", "M4 4v10M14 4l-7 5 7 5z"),
        idle("One step back", "M12 4l-7 5 7 5z"),
        icon("M6 4l8 5-8 5z"),
    )
}

/// A picture that lies beside its page: its address there, and the drawing.
pub type Still = (String, String);

/// What becomes of a page's pictures.
pub enum Stills<'a> {
    /// They are drawn, to lie beside the page.
    Draw(&'a mut Vec<Still>),
    /// They lie in this folder already, beside another page that shows the same.
    At(&'a str),
}

impl Stills<'_> {
    /// The folder that they lie in, seen from the page.
    fn folder(&self) -> &str {
        match self {
            Stills::Draw(_) => "",
            Stills::At(folder) => folder,
        }
    }
}

/// The picture at a width, in light and dark, as files that are fetched when they come near: drawings can weigh more
/// than all the text around them. The style sheet shows the width that fits.
fn still(player: &Player, id: &str, name: &str, width: f64, stills: &mut Stills) -> String {
    let [wide, narrow] = player.spec().aspect;
    let height = width * if name == "wide" { wide } else { narrow };
    let (title, summary) = (player.spec().title, player.demo().summary());
    let mut file = |theme: &str, palette: &Palette| {
        let address = format!("stills/{id}-{name}-{theme}.svg");
        match stills {
            Stills::At(folder) => format!("{folder}{address}"),
            Stills::Draw(list) => {
                let scene = lay_out(&player.demo().picture(Size { width, height }));
                let options = SvgOptions { id, title, desc: &summary, palette: Some(palette) };
                // Paper is the page's: cream on a screen, white in print.
                list.push((address.clone(), write_clear(&scene, &options)));
                address
            }
        }
    };
    let (light, dark) = (file("light", &Palette::LIGHT), file("dark", &Palette::DARK));
    format!(
        "<picture class=\"still-{name}\"><source media=\"screen and (prefers-color-scheme: dark)\" srcset=\"{dark}\">\
         <img src=\"{light}\" width=\"{width}\" height=\"{height:.0}\" loading=\"lazy\" alt=\"{}\"></picture>",
        escape(&format!("{title}. {summary}"))
    )
}

fn readouts(player: &Player) -> String {
    let readouts = player.demo().readouts();
    if readouts.is_empty() {
        return String::new();
    }
    let rows: String = readouts
        .iter()
        .map(|r| {
            let (label, value, note) = (escape(&r.label), escape(&r.value), escape(&r.note));
            format!("<div><dt>{label}</dt><dd>{value}<span class=\"note\">{note}</span></dd></div>")
        })
        .collect();
    format!("<dl class=\"readouts\">{rows}</dl>")
}

fn controls(player: &Player, id: &str) -> String {
    let some = |more: bool| -> String {
        player
            .spec()
            .settings
            .iter()
            .filter(|s| !player.hidden(s.key))
            .filter(|s| s.more == more && !matches!(s.kind, Kind::Points { .. }))
            .map(|s| control(player, s, &format!("{id}-{}", s.key)))
            .collect()
    };
    let (main, more) = (some(false), some(true));
    let mut html = format!("<fieldset class=\"controls\"><legend class=\"sr-only\">Settings</legend>{main}</fieldset>");
    if !more.is_empty() {
        let _ = write!(
            html,
            "<details class=\"more\"><summary>More settings</summary><div class=\"controls\">{more}</div></details>"
        );
    }
    html
}

fn control(player: &Player, setting: &Setting, id: &str) -> String {
    let value = player.settings().value(setting.key);
    let words = escape(&setting.words(value));
    let (key, label) = (setting.key, escape(setting.label));
    let locked = if player.locked(key) { " disabled" } else { "" };
    let label = format!("<label for=\"{id}\">{label}</label>");
    let body = match (&setting.kind, value) {
        (Kind::Number { .. }, Value::Number(x)) => {
            let slider = setting.slider().unwrap_or(demos::controls::Slider { min: 0.0, max: 1.0, step: 0.1 });
            let at = setting.position(*x, player.reach(key));
            format!(
                "{label}<output for=\"{id}\">{words}</output><input type=\"range\" id=\"{id}\" min=\"{}\" max=\"{}\" step=\"{}\" value=\"{at}\" \
                 data-key=\"{key}\" data-was=\"{at}\"{locked}>",
                slider.min, slider.max, slider.step
            )
        }
        (Kind::Choice { options, .. }, Value::Choice(chosen)) => {
            let options = options.iter().map(|o| (o.0, o.1));
            format!("{label}{}", select(id, key, options, chosen, locked))
        }
        (Kind::Data { options, own, .. }, Value::Choice(chosen)) => {
            let own = own.then_some((demos::OWN, "Your own CSV…"));
            format!("{label}{}", select(id, key, options.iter().map(|o| (o.0, o.1)).chain(own), chosen, locked))
        }
        (Kind::Toggle { .. }, Value::Toggle(on)) => {
            let (checked, was) = if *on { (" checked", "on") } else { ("", "off") };
            format!(
                "{label}<input type=\"checkbox\" id=\"{id}\" data-key=\"{key}\" data-was=\"{was}\"{checked}{locked}>"
            )
        }
        (Kind::Seed { .. }, _) => format!(
            "{label}<input type=\"number\" min=\"0\" max=\"4294967295\" step=\"1\" id=\"{id}\" value=\"{words}\" data-key=\"{key}\" data-was=\"{words}\"{locked}>"
        ),
        _ => return String::new(),
    };
    // What it does is read aloud with the living control; this one stands in for it.
    let idle = if player.demo().idle().contains(&key) { " hidden" } else { "" };
    format!("<div class=\"control\"{idle}>{body}</div>")
}

fn select<'a>(
    id: &str,
    key: &str,
    options: impl Iterator<Item = (&'a str, &'a str)>,
    chosen: &str,
    locked: &str,
) -> String {
    let rows: String = options
        .map(|(value, label)| {
            let selected = if value == chosen { " selected" } else { "" };
            format!("<option value=\"{value}\"{selected}>{}</option>", escape(label))
        })
        .collect();
    // Browsers restore a changed choice after a reload; what the page was made with stands beside it.
    format!("<select id=\"{id}\" data-key=\"{key}\" data-was=\"{chosen}\" autocomplete=\"off\"{locked}>{rows}</select>")
}

fn numbers(player: &Player) -> String {
    let table = player.demo().table();
    let head: String = table.columns.iter().map(|c| format!("<th scope=\"col\">{}</th>", escape(c))).collect();
    let rows: String = table
        .rows
        .iter()
        .map(|row| {
            let cells: String = row
                .iter()
                .enumerate()
                .map(|(i, cell)| {
                    let cell = escape(cell);
                    if i == 0 { format!("<th scope=\"row\">{cell}</th>") } else { format!("<td>{cell}</td>") }
                })
                .collect();
            format!("<tr>{cells}</tr>")
        })
        .collect();
    format!(
        "<details class=\"numbers\"><summary>Numbers in this picture</summary><div class=\"table-box\" tabindex=\"0\" role=\"region\" \
         aria-label=\"Numbers in this picture\"><table><caption>{}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></details>",
        escape(&table.caption)
    )
}
