//! Sorting into groups, as a page sees it.

use protocol::tool::{Act, Ask, DRAG, Fact, Given, KEY, Reply, Said, VALUE, Want};
use serde_json::{Value, json};
use tools::Engine;

fn data(predict: bool) -> Value {
    let place = |why: &str, misconception: Option<&str>| match misconception {
        Some(name) => json!({ "feedback": why, "misconception": name }),
        None => json!({ "feedback": why }),
    };
    let item = |text: &str, group: usize| {
        let places = [0, 1].map(|g| place(&format!("{text} in {g}"), (g != group).then_some("mixed up")));
        json!({ "text": text, "group": group, "places": places })
    };
    let mut sort = json!({
        "id": "pets", "revision": 2, "prompt": "<p>Sort.</p>", "groups": ["Cats", "Dogs"], "explanation": "<p>So.</p>",
        "items": [item("Tom", 0), item("Rex", 1), item("Kit", 0)]
    });
    if predict {
        sort["predict"] = "pets-expected".into();
    }
    sort
}

/// An engine that has been told what is known.
fn begun(predict: bool, known: Vec<Fact>) -> (Engine, String) {
    let mut engine = Engine::default();
    let said = engine.ask(Ask::Open { kind: "sort".into(), data: data(predict).to_string() });
    let [Said::Need(wants)] = said.as_slice() else { panic!("{said:?}") };
    assert_eq!(wants.len(), if predict { 4 } else { 3 });
    assert_eq!(
        wants[..3],
        [Want::Left("draft pets 2".into()), Want::Left("draft pets 2 expected".into()), Want::Answer("pets".into(), 2)]
    );
    let said = engine.ask(Ask::Known(known));
    let [Said::Show(html)] = said.as_slice() else { panic!("{said:?}") };
    (engine, html.clone())
}

fn fresh(predict: bool) -> (Engine, String) {
    begun(predict, Vec::new())
}

/// Does something, and gives what is shown and what else is said.
fn act(engine: &mut Engine, name: &str, act: Act) -> (Option<String>, Vec<Said>) {
    let mut said = engine.ask(Ask::Act(name.into(), act));
    match said.first() {
        Some(Said::Show(html)) => (Some(html.clone()), said.split_off(1)),
        _ => (None, said),
    }
}

fn choose(engine: &mut Engine, name: &str, value: &str) -> (Option<String>, Vec<Said>) {
    act(engine, name, Act::Choose(value.into()))
}

fn press(engine: &mut Engine, name: &str) -> (Option<String>, Vec<Said>) {
    act(engine, name, Act::Press)
}

/// What stands between a text and the next other one, each time.
fn between<'a>(html: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    html.split(from).skip(1).map(|rest| rest.split(to).next().unwrap_or_default()).collect()
}

/// Keys of the items in each list: the pool, then the groups.
fn lists(html: &str) -> Vec<Vec<String>> {
    let keys = |list: &&str| between(list, &format!("{KEY}=\""), "\"").into_iter().map(String::from).collect();
    between(html, "<ul", "</ul>").iter().map(keys).collect()
}

fn disabled(html: &str) -> bool {
    between(html, "type=\"submit\"", ">")[0].contains("disabled")
}

fn keys(lists: &[&[&str]]) -> Vec<Vec<String>> {
    lists.iter().map(|list| list.iter().map(|key| key.to_string()).collect()).collect()
}

#[test]
fn items_go_where_they_are_put_and_what_is_put_is_left() {
    let (mut engine, html) = fresh(false);
    assert_eq!(lists(&html), keys(&[&["0", "1", "2"], &[], &[]]));
    let (html, said) = choose(&mut engine, "item 1", "1");
    assert_eq!(lists(&html.unwrap()), keys(&[&["0", "2"], &[], &["1"]]));
    assert_eq!(said, [Said::Leave("draft pets 2".into(), ",1,,".into()), Said::Focus("pets-1".into())]);
    // Dropping moves no focus, and a place that there is not is the pool.
    let (html, said) = act(&mut engine, "item 0", Act::Drop("0".into()));
    assert_eq!(lists(&html.unwrap()), keys(&[&["2"], &["0"], &["1"]]));
    assert_eq!(said, [Said::Leave("draft pets 2".into(), "0,1,,".into())]);
    let (html, _) = act(&mut engine, "item 1", Act::Drop("7".into()));
    assert_eq!(lists(&html.unwrap()), keys(&[&["1", "2"], &["0"], &[]]));
    // What is shown is not said twice, and nonsense changes nothing.
    assert_eq!(act(&mut engine, "item 1", Act::Drop(String::new())).0, None);
    for (name, what) in
        [("item 3", Act::Drop("0".into())), ("item x", Act::Press), ("check", Act::Press), ("", Act::Press)]
    {
        assert_eq!(act(&mut engine, name, what), (None, vec![]), "{name}");
    }
}

#[test]
fn a_wrong_place_is_explained_recorded_and_sorted_once_more() {
    let (mut engine, before) = fresh(true);
    choose(&mut engine, "item 0", "1");
    choose(&mut engine, "item 1", "1");
    let placed = choose(&mut engine, "item 2", "0").0.unwrap();
    assert_eq!(press(&mut engine, "check"), (None, vec![]), "checked before anything was expected of it");
    let asks = |html: &str| html.contains("Say what you expect");
    assert!(!asks(&before) && asks(&placed), "why nothing can be checked is not said");
    let (html, said) = choose(&mut engine, "expect", "3");
    assert_eq!(said, [Said::Leave("draft pets 2 expected".into(), "3".into())]);
    let html = html.unwrap();
    assert!(!disabled(&html) && !asks(&html));
    let (html, said) = press(&mut engine, "check");
    let html = html.unwrap();
    let id = "pets".to_string();
    assert_eq!(
        said,
        [
            Said::Predicted(Given { id: "pets-expected".into(), revision: 2, reply: Reply::Number(3.0), right: false }),
            Said::Answered(Given { id, revision: 2, reply: Reply::Picks(vec![1, 1, 0]), right: false }),
            Said::Leave("draft pets 2 expected".into(), String::new()),
            Said::Leave("draft pets 2".into(), String::new()),
            Said::Focus("pets-said".into()),
        ]
    );
    for words in [
        "2 of 3 right. You expected 3.<",
        ">mixed up</p><div class=\"why\" data-whole=\"\">Tom in 1<",
        ">Rex in 1<",
        ">Kit in 0<",
        "><p>So.</p><",
        ">Try again<",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    let free = between(&html, "<select", ">").into_iter().any(|list| !list.contains("disabled"));
    assert!(!free && !html.contains(DRAG), "something can still be moved");
    assert_eq!(choose(&mut engine, "item 0", "0"), (None, vec![]));
    let (html, said) = press(&mut engine, "again");
    assert_eq!(lists(&html.unwrap()), keys(&[&["0"], &["2"], &["1"]]));
    assert_eq!(said, [Said::Leave("draft pets 2".into(), ",1,0,".into()), Said::Focus("pets-0".into())]);
    choose(&mut engine, "item 0", "0");
    let (html, _) = press(&mut engine, "check");
    assert!(html.unwrap().contains("3 of 3 right. You expected 3.<"));
}

#[test]
fn what_was_done_before_comes_back_if_it_still_fits() {
    let answer = |picks: &[usize], right| Fact::Reply(Reply::Picks(picks.to_vec()), right);
    let text_of = |text: &str| Fact::Text(text.into());
    let predicted = Fact::Reply(Reply::Number(2.0), false);
    // Checked before, with what was expected of it.
    let (_, html) = begun(true, vec![Fact::None, Fact::None, answer(&[1, 1, 0], false), predicted.clone()]);
    assert!(html.contains("2 of 3 right. You expected 2."), "{}", html);
    // Begun anew since then.
    let (_, html) = begun(true, vec![text_of(",1,0,"), text_of("3"), answer(&[1, 1, 0], false), predicted]);
    assert_eq!(lists(&html), keys(&[&["0"], &["2"], &["1"]]));
    assert!(!html.contains("right."));
    assert!(html.contains(&format!("data-act=\"expect\" {VALUE}=\"3\"")), "{html}");
    // What fits no longer is as if it were not there.
    let stale = [text_of("0,1,"), text_of("0,1,5,"), text_of("rubbish"), Fact::None];
    for fact in stale {
        for answer in [answer(&[0, 1], true), answer(&[0, 1, 9], true), answer(&[0, 1, 0], false), text_of("x")] {
            let (_, html) = begun(true, vec![fact.clone(), text_of("99"), answer]);
            assert_eq!(lists(&html), keys(&[&["0", "1", "2"], &[], &[]]));
            assert!(disabled(&html) && !html.contains("right."));
        }
    }
}

#[test]
fn what_is_done_before_the_past_is_known_is_done_after_it() {
    let mut engine = Engine::default();
    engine.ask(Ask::Open { kind: "sort".into(), data: data(false).to_string() });
    assert_eq!(choose(&mut engine, "item 2", "1"), (None, vec![]));
    let said = engine.ask(Ask::Known(vec![Fact::Text("0,,,".into())]));
    let [Said::Show(html), Said::Leave(_, left), Said::Focus(_)] = said.as_slice() else { panic!("{said:?}") };
    assert_eq!((lists(html), left.as_str()), (keys(&[&["1"], &["0"], &["2"]]), "0,,1,"));
}

#[test]
fn what_is_no_message_is_answered_by_nothing() {
    let mut engine = Engine::default();
    let none = protocol::encode(&Vec::<Said>::new());
    assert_eq!(engine.answer(&[]), none);
    assert_eq!(engine.answer(&[99, 1, 2]), none);
    assert_eq!(engine.ask(Ask::Known(Vec::new())), []);
    assert_eq!(engine.ask(Ask::Act("check".into(), Act::Press)), []);
    for data in ["", "{", "[]", "{\"id\":1}"] {
        assert_eq!(engine.ask(Ask::Open { kind: "sort".into(), data: data.into() }), [Said::Refused]);
    }
    assert_eq!(engine.ask(Ask::Open { kind: "nothing".into(), data: "{}".into() }), [Said::Refused]);
}
