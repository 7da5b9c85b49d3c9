//! A demo small enough to know every state by hand, and the player around it.

use super::*;
use crate::demo::{Handle, Moves};
use crate::model::{Model, build};
use crate::numbers::{Numbers, measure};
use crate::setting::{data, number, preset, seed};
use crate::settings::{Setting, Value};
use ml::data::Dataset;
use plot::{Picture, Size};
use std::rc::Rc;

/// A linear congruential walk: the state after n steps depends on all before.
struct Walk {
    view: f64,
    taken: usize,
    state: u64,
}

/// What a walk is decided by.
struct Way {
    rate: f64,
    end: usize,
    seed: u32,
}

const SETTINGS: &[Setting] = &[
    number("rate", "Rate", 0.0..=10.0, 0.1, 1.0).refits(),
    number("view", "View", 0.0..=10.0, 0.1, 5.0),
    number("end", "End", 0.0..=100_000.0, 0.1, 1000.0).refits(),
    // Decides nothing while the rate is 1.
    number("spare", "Spare", 0.0..=10.0, 0.1, 0.0).refits().when(|settings| settings.number("rate") != 1.0),
    data("data", "Data", &[("made-up", "Made up", None)], "made-up"),
    seed(""),
];

static SPEC: Spec = Spec {
    id: "walk",
    title: "Walk",
    about: "",
    lesson: "walk",
    settings: SETTINGS,
    presets: &[preset("fast", "Fast", &[("rate", "3")]).at(7)],
    runs: true,
    speed: Player::SPEED,
    aspect: [0.6, 1.2],
    own: None,
    build: build::<Walk>,
};

impl Model for Walk {
    type Fit = Way;
    type State = (usize, u64);

    fn fit(settings: &Settings, data: &Data) -> Result<Way, BuildError> {
        if settings.needs_own() {
            data.own()?;
        }
        if settings.number("rate") == 0.0 {
            return Err(BuildError::Unfit("a rate of 0 goes nowhere".into()));
        }
        let rate = settings.number("rate") + settings.number("spare");
        Ok(Way { rate, end: settings.count("end"), seed: settings.seed() })
    }
    fn start(way: &Way) -> (usize, u64) {
        (0, way.seed.into())
    }
    fn step(way: &Way, (taken, state): &mut (usize, u64)) -> bool {
        if *taken == way.end {
            return false;
        }
        *taken += 1;
        let by = 1 + (way.rate * 1000.0) as u64;
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(by);
        true
    }
    // A short walk follows a hand.
    fn follows(&self, next: &Settings) -> bool {
        next.count("end") <= 100
    }
    fn view(_: &Rc<Way>, settings: &Settings, &(taken, state): &(usize, u64)) -> Walk {
        Walk { view: settings.number("view"), taken, state }
    }
    fn picture(&self, size: Size) -> Picture {
        Picture { size, panels: Vec::new() }
    }
    fn numbers(&self) -> Numbers {
        let summary = format!("{} {} {}", self.taken, self.state, self.view);
        let taken = measure("taken", self.taken as f64);
        Numbers::new(summary, "".into(), [], [taken, measure("view", self.view), measure("undefined", None)])
    }
    fn handles(&self) -> Vec<Handle> {
        vec![Handle::new("View", "".into(), 0, [self.view, 0.0], Moves::Across, 0.5)]
    }
    fn drag(&self, settings: &Settings, _: usize, to: [f64; 2]) -> Option<Settings> {
        Some(settings.with("view", Value::Number(to[0])))
    }
}

fn player(pairs: &[(&str, &str)]) -> Player {
    Player::new(&SPEC, &init(pairs), Data::default()).unwrap()
}

fn init(pairs: &[(&str, &str)]) -> PlayerInit {
    PlayerInit::link(pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect())
}

/// The state after `n` steps, by a player that has never been anywhere else.
fn fresh(pairs: &[(&str, &str)], n: u32) -> String {
    let mut p = player(pairs);
    for _ in 0..n {
        p.step();
    }
    p.demo().summary()
}

fn with(p: &Player, key: &str, x: f64) -> Settings {
    p.settings().with(key, Value::Number(x))
}

#[test]
fn going_back_shows_what_was_there() {
    let mut p = player(&[]);
    let mut seen = vec![p.demo().summary()];
    for _ in 0..200 {
        assert!(p.step());
        seen.push(p.demo().summary());
    }
    for n in (0..200).rev() {
        assert!(p.back());
        assert_eq!((p.steps(), p.demo().summary()), (n, seen[n as usize].clone()));
    }
    assert!(!p.back());
    for n in [150, 3, 3, 199, 198, 0, 77] {
        p.seek(n);
        assert_eq!(p.demo().summary(), seen[n as usize]);
    }
    p.to_start();
    assert_eq!((p.steps(), p.demo().summary()), (0, seen[0].clone()));
}

#[test]
fn memory_grows_with_the_logarithm_of_the_steps() {
    let mut p = player(&[("end", "100000")]);
    for at in [10, 100, 1000, 10_000, 100_000] {
        p.seek(at);
        let doublings = at.ilog2() as usize + 1;
        assert!(p.run.copies() <= 8 + 4 * doublings, "{} copies at {at}", p.run.copies());
    }
    // One step at a time keeps the same copies as one leap.
    let mut one_by_one = player(&[("end", "100000")]);
    for _ in 0..1000 {
        one_by_one.step();
    }
    let mut leap = player(&[("end", "100000")]);
    leap.seek(1000);
    assert_eq!(one_by_one.run.copies(), leap.run.copies());
}

#[test]
fn a_run_stops_at_its_end() {
    let mut p = player(&[("end", "5")]);
    p.play();
    p.set_speed(1000.0);
    assert!(p.tick(100.0));
    assert_eq!((p.steps(), p.finished(), p.running()), (5, true, false));
    assert!(!p.step());
    p.back();
    assert_eq!((p.steps(), p.finished()), (4, false));
    p.seek(100);
    p.play();
    assert_eq!((p.steps(), p.running()), (0, true));
}

#[test]
fn time_becomes_steps() {
    let mut p = player(&[]);
    assert_eq!(p.steps_due(1000.0), 0);
    p.play();
    p.set_speed(31.25);
    // 16 ms at 31.25 a second is half a step, exactly in binary too: 100 frames owe 50 steps.
    let due: u32 = (0..100).map(|_| p.steps_due(16.0)).sum();
    assert_eq!(due, 50);
    // A tab that slept an hour owes a quarter of a second: 7.8125 steps.
    assert_eq!(p.steps_due(3.6e6), 7);
    for odd in [f64::NAN, f64::NEG_INFINITY, -5.0] {
        assert_eq!(p.steps_due(odd), 0);
    }
    p.set_speed(f64::INFINITY);
    assert_eq!(p.speed(), 31.25);
    p.set_speed(1e9);
    assert_eq!(p.speed(), Player::SPEEDS[1]);
}

#[test]
fn adjusting_gives_what_building_gives() {
    let mut p = player(&[("seed", "9")]);
    p.seek(40);
    assert_eq!(p.change(with(&p, "view", 2.0)), Changed::Adjusted);
    assert_eq!(p.demo().summary(), fresh(&[("seed", "9"), ("view", "2")], 40));
    // Copies of earlier steps have followed.
    p.seek(11);
    assert_eq!(p.demo().summary(), fresh(&[("seed", "9"), ("view", "2")], 11));
    assert_eq!(p.change(with(&p, "rate", 2.0)), Changed::Rebuilt);
    assert_eq!(p.demo().summary(), fresh(&[("seed", "9"), ("view", "2"), ("rate", "2")], 0));
    assert_eq!(p.change(p.settings().clone()), Changed::Nothing);
}

#[test]
fn a_setting_without_a_part_refits_once_it_has_one() {
    let mut p = player(&[("step", "5")]);
    assert_eq!(p.change(with(&p, "spare", 2.0)), Changed::Adjusted);
    assert_eq!(p.demo().summary(), fresh(&[], 5));
    assert_eq!(p.change(with(&p, "rate", 3.0)), Changed::Rebuilt);
    assert_eq!(p.demo().summary(), fresh(&[("rate", "3"), ("spare", "2")], 0));
    assert_eq!(p.change(with(&p, "spare", 0.0)), Changed::Rebuilt);
    assert_eq!(p.demo().summary(), fresh(&[("rate", "3")], 0));
}

#[test]
fn what_follows_stays_at_its_step_and_loses_none_where_it_is_short() {
    let mut p = player(&[("end", "90"), ("step", "40")]);
    assert_eq!(p.change(with(&p, "rate", 2.0)), Changed::Adjusted);
    assert_eq!((p.steps(), p.demo().summary()), (40, fresh(&[("end", "90"), ("rate", "2")], 40)));
    assert_eq!(p.change(with(&p, "end", 10.0)), Changed::Adjusted);
    assert_eq!((p.steps(), p.demo().summary(), p.finished()), (40, fresh(&[("end", "10"), ("rate", "2")], 10), true));
    assert_eq!(p.change(with(&p, "end", 80.0)), Changed::Adjusted);
    assert_eq!((p.steps(), p.demo().summary()), (40, fresh(&[("end", "80"), ("rate", "2")], 40)));
    p.seek(12);
    assert_eq!(p.demo().summary(), fresh(&[("end", "80"), ("rate", "2")], 12));
}

#[test]
fn a_link_leads_back() {
    let mut p = player(&[("rate", "2"), ("step", "12")]);
    p.pin();
    p.change(with(&p, "view", 0.25));
    p.step();
    p.set_speed(60.0);
    let link = p.link();
    let q = Player::new(&SPEC, &PlayerInit::link(link.clone()), Data::default()).unwrap();
    assert_eq!(q.link(), link);
    assert_eq!((q.steps(), q.demo().summary()), (13, p.demo().summary()));
    assert_eq!(q.compared().unwrap().1.summary(), p.compared().unwrap().1.summary());
    assert!(q.notices().is_empty());
    // The same from within a player that stands elsewhere.
    let mut r = player(&[("end", "3"), ("step", "3")]);
    r.apply(&link);
    assert_eq!((r.link(), r.demo().summary()), (link, p.demo().summary()));
    assert!(player(&[]).link().is_empty());
}

#[test]
fn what_does_not_fit_is_left_out_and_said() {
    let p = player(&[("rate", "fast"), ("nonsense", "1"), ("step", "-1"), ("view", "2"), ("pin.rate", "x")]);
    assert_eq!((p.settings().number("rate"), p.settings().number("view")), (1.0, 2.0));
    assert_eq!(p.notices().len(), 4, "{:?}", p.notices());
    let p = player(&[("rate", "0,5"), ("view", "1e9")]);
    assert_eq!(p.settings().number("rate"), 0.5, "a comma is a point to half the world");
    let most = p.settings().number("view");
    assert_eq!(p.notices(), [format!("“view” goes no further than {most}.")]);
    let p = player(&[("step", "4000000000"), ("end", "100000")]);
    assert_eq!((p.steps(), p.notices().len()), (PlayerInit::MOST_STEPS, 1));
    assert_eq!(p.notices(), ["Of 4000000000 steps, 20000 were taken."]);
    // Presets ask for more steps than a run may need.
    assert!(player(&[("step", "12"), ("end", "3")]).notices().is_empty());
    let lock = PlayerInit { lock: vec!["typo".into()], ..PlayerInit::default() };
    let mut p = Player::new(&SPEC, &lock, Data::default()).unwrap();
    assert_eq!(p.notices().len(), 1);
    assert_eq!(p.change(with(&p, "view", 1.0)), Changed::Adjusted);
}

#[test]
fn two_runs_go_in_step() {
    let mut p = player(&[("step", "5")]);
    p.pin();
    assert_eq!(p.change(with(&p, "rate", 4.0)), Changed::Rebuilt);
    assert_eq!(p.compared().unwrap().1.summary(), fresh(&[], 0));
    p.seek(30);
    p.back();
    assert_eq!(p.demo().summary(), fresh(&[("rate", "4")], 29));
    assert_eq!(p.compared().unwrap().1.summary(), fresh(&[], 29));
    p.unpin();
    assert!(p.compared().is_none());
    // A run that ends first waits for the other.
    let mut p = player(&[("end", "3")]);
    p.pin();
    p.change(with(&p, "end", 6.0));
    p.seek(5);
    assert_eq!((p.steps(), p.finished()), (5, false));
    assert_eq!(p.compared().unwrap().1.summary(), fresh(&[("end", "3")], 3));
    p.seek(9);
    assert_eq!((p.steps(), p.finished()), (6, true));
    p.seek(2);
    assert_eq!(p.compared().unwrap().1.summary(), fresh(&[("end", "3")], 2));
}

#[test]
fn locked_settings_stay() {
    let locked = PlayerInit { lock: vec!["view".into()], hide: vec!["seed".into()], ..init(&[("view", "3")]) };
    let mut p = Player::new(&SPEC, &locked, Data::default()).unwrap();
    assert!(p.locked("view") && !p.locked("rate") && p.hidden("seed") && !p.hidden("view"));
    assert!(p.locked_handles()[0] && !player(&[]).locked_handles()[0]);
    assert_eq!(p.drag(0, [8.0, 0.0]), Changed::Nothing);
    assert_eq!(p.nudge(0, [1.0, 0.0]), Changed::Nothing);
    assert_eq!(p.change(with(&p, "rate", 2.0).with("view", Value::Number(9.0))), Changed::Rebuilt);
    assert_eq!((p.settings().number("rate"), p.settings().number("view")), (2.0, 3.0));
    p.load(&SPEC.presets[0]);
    p.apply(&[("view".into(), "1".into())]);
    p.undo();
    p.reset();
    assert_eq!(p.settings().number("view"), 3.0);
}

#[test]
fn handles_move_by_pointer_and_by_key() {
    let mut p = player(&[]);
    assert_eq!(p.drag(0, [8.0, 0.0]), Changed::Adjusted);
    assert_eq!(p.nudge(0, [1.0, 0.0]), Changed::Adjusted);
    assert_eq!(p.settings().number("view"), 8.5);
    assert_eq!(p.nudge(0, [10.0, 0.0]), Changed::Adjusted);
    assert_eq!(p.settings().number("view"), 10.0);
    assert_eq!(p.drag(0, [f64::NAN, 0.0]), Changed::Nothing);
    assert_eq!(p.nudge(1, [1.0, 0.0]), Changed::Nothing);
}

#[test]
fn a_drag_is_undone_as_one() {
    let mut p = player(&[]);
    assert_eq!(p.undo(), Changed::Nothing);
    for x in [6.0, 7.0, 8.0] {
        p.drag(0, [x, 0.0]);
    }
    p.settle();
    p.drag(0, [9.0, 0.0]);
    p.change(with(&p, "rate", 2.0));
    assert_eq!(p.undo(), Changed::Rebuilt);
    assert_eq!((p.settings().number("rate"), p.settings().number("view")), (1.0, 9.0));
    assert_eq!(p.undo(), Changed::Adjusted);
    assert_eq!(p.settings().number("view"), 8.0);
    p.undo();
    assert_eq!((p.settings().number("view"), p.can_undo()), (5.0, false));
}

#[test]
fn a_link_followed_is_taken_back_with_its_step() {
    let mut p = player(&[("rate", "2"), ("step", "4")]);
    p.apply(&[("rate".into(), "3".into()), ("step".into(), "2".into())]);
    assert_eq!((p.settings().number("rate"), p.steps()), (3.0, 2));
    p.undo();
    assert_eq!((p.settings().number("rate"), p.steps()), (2.0, 4));
    // A reset is a jump too; one that leads nowhere else is none.
    p.seek(1);
    p.reset();
    assert_eq!(p.steps(), 4);
    p.undo();
    assert_eq!((p.steps(), p.can_undo()), (1, false));
    p.seek(4);
    p.reset();
    assert!(!p.can_undo());
}

#[test]
fn reset_leads_to_where_it_began() {
    let mut p = player(&[("rate", "2"), ("step", "9")]);
    let (began, link) = (p.demo().summary(), p.link());
    assert!(!p.changed());
    p.pin();
    p.play();
    p.change(with(&p, "rate", 5.0));
    assert!(p.changed());
    p.reset();
    assert_eq!((p.demo().summary(), p.link(), p.running(), p.changed()), (began, link, false, false));
    p.load(&SPEC.presets[0]);
    assert_eq!((p.demo().summary(), p.changed()), (fresh(&[("rate", "3")], 7), false));
    p.step();
    p.reset();
    assert_eq!(p.steps(), 7);
}

#[test]
fn an_error_keeps_the_last_picture() {
    let mut p = player(&[("step", "3")]);
    let before = p.demo().summary();
    assert_eq!(p.change(with(&p, "rate", 0.0)), Changed::Failed);
    assert_eq!(p.trouble().as_deref(), Some("a rate of 0 goes nowhere"));
    assert_eq!((p.demo().summary(), p.settings().number("rate")), (before, 0.0));
    // Nothing is reached by settings that cannot be shown.
    assert!(!p.check_goal([("taken", Some(1.0), None)]).met);
    assert_eq!(p.change(with(&p, "view", 1.0)), Changed::Failed);
    assert_eq!(p.change(with(&p, "rate", 1.0)), Changed::Rebuilt);
    assert_eq!((p.error(), p.demo().summary()), (None, fresh(&[("view", "1")], 0)));
}

#[test]
fn own_data_may_come_later() {
    let mut p = player(&[("data", "own"), ("step", "4")]);
    assert_eq!(p.error(), Some(&BuildError::NoOwnData));
    assert_eq!(p.settings().choice("data"), "own");
    let own =
        Dataset::new(vec![[1.0], [2.0]].into(), vec!["x".into()], vec![0, 1], vec!["a".into(), "b".into()]).unwrap();
    p.set_data(Data { own: Some(std::rc::Rc::new(own)), ..Data::default() });
    assert_eq!((p.error(), p.steps()), (None, 4));
}

#[test]
fn a_link_to_data_that_are_not_there_yet_arrives_at_its_step_when_they_come() {
    let mut p = player(&[]);
    p.apply(&[("data".into(), "own".into()), ("rate".into(), "3".into()), ("step".into(), "3".into())]);
    assert_eq!(p.error(), Some(&BuildError::NoOwnData));
    let own =
        Dataset::new(vec![[1.0], [2.0]].into(), vec!["x".into()], vec![0, 1], vec!["a".into(), "b".into()]).unwrap();
    p.set_data(Data { own: Some(std::rc::Rc::new(own)), ..Data::default() });
    assert_eq!((p.error(), p.steps()), (None, 3));
}

#[test]
fn goals_want_every_bound() {
    let measures = [("recall", 0.9), ("precision", f64::NAN)];
    assert!(goal_met(&measures, [("recall", Some(0.9), Some(0.9))]));
    assert!(!goal_met(&measures, [("recall", Some(0.91), None)]));
    assert!(!goal_met(&measures, [("recall", Some(0.5), None), ("recall", None, Some(0.8))]));
    assert!(!goal_met(&measures, [("precision", None, Some(1.0))]));
    assert!(!goal_met(&measures, [("missing", None, None)]));
    assert!(!goal_met(&measures, []));

    let mut p = player(&[]);
    let goal = [("taken", Some(2.0), Some(3.0))];
    let mut checks = Vec::new();
    for _ in 0..5 {
        checks.push(p.check_goal(goal));
        p.step();
    }
    let expected = [(false, false), (false, false), (true, true), (true, false), (false, false)];
    assert_eq!(checks.iter().map(|c| (c.met, c.first)).collect::<Vec<_>>(), expected);
    assert!(p.goal_reached());
}
