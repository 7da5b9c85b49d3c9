//! Every demo as a page meets it: through messages alone.

use demos::engine::Engine;
use demos::{Player, PlayerInit, digest, registry};
use page::{Page, SIZE};
use plot::Size;
use plot::palette::Palette;
use protocol::{Act, Ask, Bound, Control, Drawing, Grip, Moves, Open, Said, Which, decode};

mod page;
mod testdata;

fn start(demo: &str, init: &PlayerInit) -> Open {
    Open { demo: demo.into(), pairs: init.pairs.clone(), steps: init.steps, ..Open::default() }
}

#[test]
fn every_preset_is_shown_as_the_player_has_it() {
    for spec in registry::DEMOS {
        let presets = spec.presets.iter().map(PlayerInit::preset);
        for init in std::iter::once(PlayerInit::default()).chain(presets) {
            let player = Player::new(spec, &init, testdata::all(spec)).expect("a preset can be built");
            let page = Page::open(start(spec.id, &init));
            let name = format!("{} {:?}", spec.id, init.pairs);
            assert_eq!(page.refused, None, "{name}");
            assert_eq!(page.face.digest, digest(player.demo()), "{name}");
            assert_eq!(page.face.summary, player.demo().summary(), "{name}");
            assert_eq!((page.face.steps, page.pictures[0]), (player.steps(), 1), "{name}");
            assert_eq!(page.face.values.len(), page.spec.settings.len(), "{name}");
            assert!(!page.face.grips.is_empty() || init.pairs.iter().any(|p| p.0 == "data"), "{name}: nothing to hold");
        }
    }
}

#[test]
fn a_preset_followed_in_place_leads_where_opening_it_leads() {
    for spec in registry::DEMOS {
        let mut here = Page::open(start(spec.id, &PlayerInit::default()));
        for preset in spec.presets {
            let mut pairs = PlayerInit::preset(preset).pairs;
            pairs.push(("step".into(), preset.steps.to_string()));
            let there = Page::open(Open { demo: spec.id.into(), pairs: pairs.clone(), ..Open::default() });
            here.act(Act::Apply(pairs));
            assert_eq!(here.face.link, there.face.link, "{} {}", spec.id, preset.id);
            assert_eq!(here.face.digest, there.face.digest, "{} {}", spec.id, preset.id);
        }
    }
}

#[test]
fn every_demo_moves_by_key_by_pointer_and_by_slider_and_takes_it_back() {
    for spec in registry::DEMOS {
        let mut page = Page::open(start(spec.id, &PlayerInit::default()));
        let begin = page.face.digest.clone();
        let moved = |page: &Page, how: &str| assert_ne!(page.face.digest, begin, "{} {how}", spec.id);
        let back = |page: &mut Page, how: &str| {
            page.act(Act::Settle);
            page.act(Act::Undo);
            assert_eq!(page.face.digest, begin, "{} {how}", spec.id);
        };
        page.act(Act::Nudge { handle: 0, presses: [-4.0, 0.0] });
        moved(&page, "by key");
        back(&mut page, "by key");
        // Two moves of one drag are taken back as one.
        let [x, y] = page.face.grips[0].at;
        page.act(Act::Grab { handle: 0, px: [x - 20.0, y + 6.0] });
        page.act(Act::Grab { handle: 0, px: [x - 40.0, y + 12.0] });
        moved(&page, "by pointer");
        back(&mut page, "by pointer");
        assert!(!page.face.can_undo, "{}", spec.id);
        // The first slider with a part to play.
        let slider = page.spec.settings.iter().zip(&page.face.values).find_map(|(s, now)| match s.control {
            Control::Slider { min, max, .. } if !now.idle => Some((s.key.clone(), now.at, min, max)),
            _ => None,
        });
        let (key, at, min, max) = slider.expect("a demo has a slider");
        let to = if at - min > max - at { min } else { max };
        page.act(Act::Slide { key: key.clone(), at: to });
        let index = page.spec.settings.iter().position(|s| s.key == key).expect("the slider is there");
        assert!((page.face.values[index].at - to).abs() < 1e-9, "{} {key}", spec.id);
        back(&mut page, "by slider");
    }
}

#[test]
fn a_link_leads_to_the_same_bits() {
    for spec in registry::DEMOS {
        let mut page = Page::open(start(spec.id, &PlayerInit::default()));
        page.act(Act::Nudge { handle: 0, presses: [-3.0, 0.0] });
        if spec.runs {
            (0..3).for_each(|_| page.act(Act::Step));
            assert_eq!(page.face.steps, 3, "{}", spec.id);
        }
        let there = Page::open(Open { demo: spec.id.into(), pairs: page.face.link.clone(), ..Open::default() });
        assert_eq!((&there.face.digest, &there.face.link), (&page.face.digest, &page.face.link), "{}", spec.id);
    }
}

#[test]
fn steps_go_on_and_back_and_time_becomes_steps() {
    for spec in registry::DEMOS.iter().filter(|spec| spec.runs) {
        let mut page = Page::open(start(spec.id, &PlayerInit::default()));
        let begin = page.face.digest.clone();
        (0..3).for_each(|_| page.act(Act::Step));
        let third = page.face.digest.clone();
        assert_ne!(third, begin, "{}", spec.id);
        page.act(Act::Step);
        page.act(Act::Back);
        assert_eq!(page.face.digest, third, "{}", spec.id);
        page.act(Act::Toggle { seen: false });
        page.act(Act::Tick(250.0));
        assert!(page.face.running && page.face.steps > 3, "{}", spec.id);
        page.act(Act::ToStart);
        assert_eq!((page.face.running, &page.face.digest), (false, &begin), "{}", spec.id);
    }
}

#[test]
fn pause_pressed_as_a_run_ends_does_not_begin_it_anew() {
    for spec in registry::DEMOS.iter().filter(|spec| spec.runs) {
        let mut page = Page::open(start(spec.id, &PlayerInit::default()));
        page.act(Act::Speed(3.0));
        page.act(Act::Toggle { seen: false });
        for _ in 0..100 {
            page.act(Act::Tick(250.0));
        }
        let end = page.face.steps;
        assert!(page.face.finished && !page.face.running, "{}: {end}", spec.id);
        page.act(Act::Toggle { seen: true });
        assert_eq!((page.face.running, page.face.steps), (false, end), "{}", spec.id);
        page.act(Act::Toggle { seen: false });
        assert!(page.face.running, "{}", spec.id);
    }
}

#[test]
fn compare_draws_a_second_picture_and_says_what_it_is() {
    for spec in registry::DEMOS {
        let mut page = Page::open(start(spec.id, &PlayerInit::default()));
        page.act(Act::Compare);
        let (settings, says) = page.face.compared.clone().expect("a run is kept");
        assert!(settings.contains("the same as now"), "{}: {settings}", spec.id);
        assert_eq!(says, page.face.summary, "{}", spec.id);
        page.act(Act::Size(Which::Compared, SIZE));
        let [before, _] = page.pictures;
        page.act(Act::Nudge { handle: 0, presses: [-4.0, 0.0] });
        assert_eq!(page.pictures, [before + 1, 1], "{}: only the main run has moved", spec.id);
        let style = Drawing { prefix: "a".into(), width: 760.0, palette: Palette::DARK };
        page.ask(Ask::Draw { id: 1, style });
        let [main, kept] = page.drawn.pictures.as_slice() else { panic!("{}: not two drawings", spec.id) };
        assert!(main.svg.contains("id=\"a-drawn-0-t\"") && kept.svg.contains("id=\"a-drawn-1-t\""), "{}", spec.id);
        assert!(main.svg.contains("class=\"") && !main.svg.contains("#e8e4da"), "{}: not the page's colors", spec.id);
        assert!(main.svg_alone.contains("#e8e4da"), "{}: not the colors asked for", spec.id);
        assert_eq!(page.face.summary, main.words, "{}", spec.id);
        assert_eq!(kept.words, says, "{}", spec.id);
        page.act(Act::Compare);
        assert_eq!(page.face.compared, None);
    }
}

#[test]
fn pictures_are_sent_only_when_they_have_changed() {
    let mut page = Page::open(start("gradient-descent", &PlayerInit::default()));
    page.act(Act::Numbers(true));
    assert!(page.face.numbers.as_ref().is_some_and(|n| !n.rows.is_empty()));
    page.act(Act::Size(Which::Main, SIZE));
    assert_eq!(page.pictures, [1, 0]);
    page.act(Act::Size(Which::Main, Size { width: 340.0, height: 400.0 }));
    assert_eq!(page.pictures, [2, 0]);
}

#[test]
fn a_comparison_on_another_data_set_is_kept() {
    // A demo that can stand on two data sets, neither of them the one it begins with.
    let found = registry::DEMOS.iter().find_map(|spec| {
        spec.settings.iter().find_map(|setting| match setting.kind {
            demos::Kind::Data { options, default, .. } => {
                let with_file: Vec<&str> =
                    options.iter().filter(|o| o.2.is_some() && o.0 != default).map(|o| o.0).collect();
                (with_file.len() > 1).then_some((spec, setting.key, with_file))
            }
            _ => None,
        })
    });
    let (demo, key, data) = found.expect("a demo knows three data sets");
    let pairs = [(key.to_string(), data[0]), ("pin".into(), "on"), (format!("pin.{key}"), data[1])];
    let pairs: Vec<(String, String)> = pairs.into_iter().map(|(key, value)| (key, value.to_string())).collect();
    let page = Page::open(Open { demo: demo.id.into(), pairs: pairs.clone(), ..Open::default() });
    assert!(page.face.compared.is_some() && page.face.notices.is_empty(), "{:?}", page.face.notices);
    // And so it is where the link is followed in a demo that has neither.
    let mut page = Page::open(start(demo.id, &PlayerInit::default()));
    page.act(Act::Apply(pairs));
    assert!(page.face.compared.is_some() && page.face.notices.is_empty(), "{:?}", page.face.notices);
}

#[test]
fn a_goal_counts_only_while_the_settings_can_be_built() {
    let goal = vec![Bound { measure: "recall".into(), at_least: Some(0.0), at_most: None }];
    let own = vec![("data".to_string(), demos::OWN.to_string())];
    let mut page = Page::open(Open { demo: "confusion-matrix".into(), pairs: own, goal, ..Open::default() });
    assert!(page.face.trouble.is_some() && !page.face.reached);
    page.act(Act::Set { key: "data".into(), text: "breast-cancer".into() });
    assert!(page.face.trouble.is_none() && page.face.reached);
}

#[test]
fn a_data_set_that_does_not_come_is_named_and_asked_for_again() {
    let mut engine = Engine::new(registry::DEMOS);
    let open = || Ask::Open(Open { demo: "confusion-matrix".into(), ..Open::default() });
    let first = engine.ask(open());
    let [Said::Need(names)] = first.as_slice() else { panic!("{first:?}") };
    let said = engine.ask(Ask::Table(names[0].clone(), Err("The page could not be loaded. Are you offline?".into())));
    assert_eq!(said, [Said::Refused("The page could not be loaded. Are you offline?".into())]);
    assert_eq!(engine.ask(open()), [Said::Need(names.clone())]);
}

#[test]
fn nonsense_is_answered_by_nothing_and_harms_nothing() {
    let mut page = Page::open(start("memory", &PlayerInit::default()));
    let before = page.face.clone();
    for bytes in [&[][..], &[0xff; 40], &[2, 0x80]] {
        assert_eq!(decode::<Vec<Said>>(&page.engine.answer(bytes)), Some(Vec::new()));
    }
    for act in [
        Act::Set { key: "no-such".into(), text: "1".into() },
        Act::Slide { key: "no-such".into(), at: 1.0 },
        Act::Grab { handle: 999, px: [f64::NAN, 1.0] },
        Act::Grab { handle: 0, px: [f64::NAN, f64::INFINITY] },
        Act::Nudge { handle: 999, presses: [1.0, 1.0] },
        Act::Tap([-5.0, f64::NAN]),
        Act::Speed(f64::NAN),
        Act::Tick(f64::NAN),
        Act::OwnChoice(vec![("label".into(), "none".into())]),
    ] {
        page.act(act);
        assert_eq!(page.face, before);
    }
    let mut engine = Engine::new(registry::DEMOS);
    assert_eq!(engine.ask(Ask::Act { seq: 1, act: Act::Step }), []);
    let said = engine.ask(Ask::Open(Open { demo: "no-such".into(), ..Open::default() }));
    assert_eq!(said, [Said::Refused("This demo is not part of this version.".into())]);
}

#[test]
fn a_run_kept_for_comparison_says_in_what_it_differs() {
    let mut page = Page::open(start("gradient-descent", &PlayerInit::default()));
    let said = |page: &Page| page.face.compared.as_ref().expect("a run is kept").0.clone();
    page.act(Act::Compare);
    assert!(said(&page).contains("the same as now"), "{}", said(&page));
    page.act(Act::Set { key: "rate".into(), text: "0.05".into() });
    page.act(Act::Set { key: "adam".into(), text: "off".into() });
    // The rate of Adam and RMSProp, which RMSProp still has, is the same in both.
    assert_eq!(said(&page), "Kept for comparison: Learning rate 0.03, now 0.05; Adam on, now off.");
    // What plays no part makes no difference.
    page.act(Act::Undo);
    page.act(Act::Undo);
    page.act(Act::Set { key: "turn".into(), text: "10".into() });
    assert!(said(&page).contains("the same as now"), "{}", said(&page));
}

/// Where a phone shows a picture and its controls at once.
#[test]
fn a_low_picture_shows_what_can_be_read_and_held() {
    for spec in registry::DEMOS {
        let presets = spec.presets.iter().map(PlayerInit::preset);
        for init in std::iter::once(PlayerInit::default()).chain(presets) {
            let player = Player::new(spec, &init, testdata::all(spec)).expect("a preset can be built");
            for (width, height) in [(343.0, 307.0), (358.0, 388.0), (343.0, 224.0)] {
                let size = Size { width, height };
                let (low, full) = [size, Size { height: 2.9 * width, ..size }].map(|s| player.demo().picture(s)).into();
                assert!(low.panels.len() <= full.panels.len() && size.low(), "{} {width}", spec.id);
                let scene = plot::lay_out(&low);
                let rooms = scene.panels.iter().filter(|panel| panel.area.height > 2.0);
                assert!(rooms.clone().count() > 0, "{} {:?}", spec.id, init.pairs);
                for panel in rooms {
                    assert!(
                        panel.area.height > 20.0 && panel.area.width > 50.0,
                        "{} {:?}: {panel:?}",
                        spec.id,
                        init.pairs
                    );
                }
            }
            let mut page = Page::open(start(spec.id, &init));
            page.act(Act::Size(Which::Main, Size { width: 343.0, height: 307.0 }));
            let at_hand = page.face.grips.iter().filter(|grip| !grip.away);
            assert!(page.face.grips.is_empty() || at_hand.count() > 0, "{} {:?}: nothing to hold", spec.id, init.pairs);
        }
    }
}

#[test]
fn a_handle_says_its_range_and_goes_to_its_ends() {
    let numbers = |grip: &Grip| {
        ["valuemin", "valuenow", "valuemax"].map(|name| grip.says(name).parse::<f64>().expect("a number"))
    };
    for spec in registry::DEMOS {
        let presets = spec.presets.iter().map(PlayerInit::preset);
        for init in std::iter::once(PlayerInit::default()).chain(presets) {
            let mut page = Page::open(start(spec.id, &init));
            for handle in 0..page.face.grips.len() {
                for way in [-1e4, 1e4] {
                    let Some(grip) = page.face.grips.get(handle).cloned() else { continue };
                    let name = format!("{} {:?}: {grip:?}", spec.id, init.pairs);
                    let [least, now, most] = numbers(&grip);
                    assert!(least < most && least <= now && now <= most, "{name}");
                    assert_eq!(grip.says("label").ends_with("moves both ways"), grip.moves == Moves::Freely, "{name}");
                    let presses = match grip.moves {
                        Moves::UpDown => [0.0, way],
                        Moves::Across | Moves::Freely => [way, 0.0],
                    };
                    page.act(Act::Nudge { handle: handle as u32, presses });
                    if grip.moves != Moves::Freely {
                        let [least, now, most] = numbers(&page.face.grips[handle]);
                        assert!(now == least || now == most, "{name} ends at {now}");
                    }
                    page.act(Act::Settle);
                    page.act(Act::Undo);
                }
            }
        }
    }
}

#[test]
fn a_locked_handle_says_so() {
    for (lock, says) in [(vec![], "false"), (vec!["threshold".to_string()], "true")] {
        let page = Page::open(Open { demo: "confusion-matrix".into(), lock, ..Open::default() });
        assert_eq!(page.face.grips[0].says("disabled"), says);
    }
}
