//! How a session looks from outside: plain data for the page.

use super::session::Session;
use crate::controls::Slider;
use crate::demo::{self, Demo};
use crate::player::Player;
use crate::settings::{Kind, OWN, Setting, Settings, Value};
use plot::Frame;
use protocol::{Control, Face, Grip, Moves, Now, Numbers, Pairs, Readout, Spec};

/// What is known of a demo and does not change.
pub(super) fn spec(player: &Player) -> Spec {
    let spec = player.spec();
    let control = |s: &Setting| protocol::Setting {
        key: s.key.into(),
        label: s.label.into(),
        help: s.help.into(),
        more: s.more,
        locked: player.locked(s.key),
        control: control(s),
    };
    Spec {
        id: spec.id.into(),
        title: spec.title.into(),
        runs: spec.runs,
        aspect: spec.aspect,
        settings: controls(player).map(control).collect(),
    }
}

/// The settings that have a control.
fn controls(player: &Player) -> impl Iterator<Item = &'static Setting> {
    let shown = |s: &&Setting| !matches!(s.kind, Kind::Points { .. }) && !player.hidden(s.key);
    player.spec().settings.iter().filter(shown)
}

fn control(setting: &Setting) -> Control {
    let pair = |id: &str, label: &str| (id.to_string(), label.to_string());
    match &setting.kind {
        Kind::Number { min: least, max: most, .. } => {
            let Slider { min, max, step } = setting.slider().unwrap_or(Slider { min: 0.0, max: 1.0, step: 0.1 });
            Control::Slider { min, max, step, least: *least, most: *most }
        }
        Kind::Choice { options, .. } => Control::Select(options.iter().map(|o| pair(o.0, o.1)).collect()),
        Kind::Data { options, own, .. } => {
            let mut all: Vec<_> = options.iter().map(|o| pair(o.0, o.1)).collect();
            if !own {
                return Control::Select(all);
            }
            all.push(pair(OWN, "Your own CSV…"));
            Control::Data(all)
        }
        Kind::Toggle { .. } => Control::Tick,
        Kind::Seed { .. } | Kind::Points { .. } => Control::Seed,
    }
}

/// How things stand.
pub(super) fn face(session: &Session) -> Face {
    let player = &session.player;
    let demo = player.demo();
    let idle = demo.idle();
    let stands = demo.stands();
    let now = |s: &Setting| {
        let elsewhere = stands.iter().find(|stand| stand.0 == s.key).map(|stand| Value::Number(stand.1));
        let value = player.settings().value(s.key);
        let seen = elsewhere.as_ref().unwrap_or(value);
        let at = if let Value::Number(x) = seen { s.position(*x, player.reach(s.key)) } else { 0.0 };
        Now { text: value.text(), words: s.words(seen), at, idle: idle.contains(&s.key) }
    };
    let readout = |r: demo::Readout| Readout { label: r.label, value: r.value, note: r.note };
    let measures = if session.wants.measures { demo.measures() } else { Vec::new() };
    Face {
        summary: demo.summary(),
        readouts: demo.readouts().into_iter().map(readout).collect(),
        // Why a data set did not come says more than that it is missing.
        trouble: player.trouble().map(|trouble| session.data_trouble.clone().unwrap_or(trouble)),
        notices: player.notices().to_vec(),
        values: controls(player).map(now).collect(),
        grips: grips(player, &session.frames),
        steps: player.steps(),
        running: player.running(),
        finished: player.finished(),
        can_undo: player.can_undo(),
        speed: (ml::numeric::log10(player.speed()), format!("{:.0} steps a second", player.speed())),
        link: player.link(),
        own: player.settings().needs_own(),
        reached: player.goal_reached(),
        compared: player.compared().map(|(settings, demo)| (differing(settings, player.settings()), demo.summary())),
        numbers: session.wants.numbers.then(|| numbers(demo)),
        measures: measures.into_iter().map(|(name, value)| (name.to_string(), value)).collect(),
        digest: if session.wants.digest { demo::digest(demo) } else { String::new() },
    }
}

/// The numbers of a picture.
pub(super) fn numbers(demo: &dyn Demo) -> Numbers {
    let table = demo.table();
    Numbers { caption: table.caption, columns: table.columns, rows: table.rows }
}

/// In what the run that is kept differs from the present one.
fn differing(kept: &Settings, now: &Settings) -> String {
    let idle = [kept.idle(), now.idle()];
    // What plays a part in neither run makes no difference.
    let plays = |key: &&str| !idle.iter().all(|idle| idle.contains(key));
    let keys: Vec<&str> = kept.differing(now).into_iter().filter(plays).collect();
    let difference = |s: &&Setting| {
        let [before, after] = [kept, now].map(|settings| s.words(settings.value(s.key)));
        let label = s.label;
        if before == after { format!("{label} elsewhere") } else { format!("{label} {before}, now {after}") }
    };
    let all: Vec<String> = now.table().iter().filter(|s| keys.contains(&s.key)).map(|s| difference(&s)).collect();
    if all.is_empty() {
        return "Kept for comparison: so far the same as now. Change a setting to see what it does.".into();
    }
    format!("Kept for comparison: {}.", all.join("; "))
}

/// The handles where the picture shows them.
fn grips(player: &Player, frames: &[Frame]) -> Vec<Grip> {
    let locked = player.locked_handles();
    let handles = player.demo().handles().into_iter().enumerate();
    let grip = |(i, h): (usize, demo::Handle)| {
        let frame = frames.get(h.panel)?;
        let moves = match h.moves {
            demo::Moves::Across => Moves::Across,
            demo::Moves::UpDown => Moves::UpDown,
            demo::Moves::Freely => Moves::Freely,
        };
        let locked = locked.get(i).copied().unwrap_or(false);
        Some(Grip {
            aria: aria(&h, moves, frame, locked),
            moves,
            at: frame.to_px(h.at[0], h.at[1]),
            area: [frame.area.x, frame.area.y, frame.area.width, frame.area.height],
            locked,
            // A low picture leaves panels out.
            away: frame.area.height < 2.0,
        })
    };
    handles.filter_map(grip).collect()
}

/// What a handle is to a screen reader. A slider has one value: of a point that moves freely its place from left to right;
/// its name says that it has two, and the words give both.
fn aria(handle: &demo::Handle, moves: Moves, frame: &Frame, locked: bool) -> Pairs {
    let (now, axis) = if moves == Moves::UpDown { (handle.at[1], &frame.y) } else { (handle.at[0], &frame.x) };
    let ends = handle.ends.unwrap_or([axis.from, axis.to]);
    let (orientation, both) = match moves {
        Moves::Across => ("horizontal", ""),
        Moves::UpDown => ("vertical", ""),
        Moves::Freely => ("undefined", ", moves both ways"),
    };
    let short = |v: f64| format!("{v:.4}");
    let said = [
        ("label", format!("{}{both}", handle.label)),
        ("valuetext", handle.value.clone()),
        ("valuenow", short(now)),
        // What stands beyond the axis is within its range too.
        ("valuemin", short(ends[0].min(ends[1]).min(now))),
        ("valuemax", short(ends[0].max(ends[1]).max(now))),
        ("orientation", orientation.into()),
        ("disabled", locked.to_string()),
    ];
    said.map(|(name, value)| (name.to_string(), value)).into()
}
