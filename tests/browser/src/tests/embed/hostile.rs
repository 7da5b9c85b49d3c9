//! Messages that no honest page sends.

use super::super::states::GRASPABLE;
use super::{FRAME, fits_now, in_frame, placed, set};
use browser::{Ctx, Outcome, check};
use serde_json::{Value as Json, json};

pub fn to_host(ctx: &Ctx) -> Outcome {
    let (course, host) = placed(ctx, "<descent-demo name=\"confusion-matrix\"></descent-demo>")?;
    fits_now(ctx)?;
    let other = ctx.fixture("/", &[])?;
    let state = format!("JSON.stringify([{FRAME}.style.height, {FRAME}.hidden, window.heard.length, scrollY])");
    let before: String = ctx.tab.js(&state)?;
    // The right shape from the wrong window: the page itself, a frame of its own, a frame of another site.
    ctx.tab.run(
        "window.spoken = 0; addEventListener('message', (e) => { if (e.data === 'the intruder has spoken') window.spoken += 1; });
         for (const message of [{ type: 'size', height: 4321 }, { type: 'goal', demo: 'x', goal: 'x', measures: {} }]) postMessage({ descent: 1, ...message }, '*');
         for (const src of arguments) { const frame = document.createElement('iframe'); frame.src = src; frame.title = 'intruder'; frame.style.height = '20px'; document.body.append(frame); }",
        vec![host.url("intruder.html").into(), other.url("intruder.html").into()],
    )?;
    ctx.tab.wait_until("window.spoken === 2")?;
    // The right window, the wrong shape.
    let shapes = "const wrong = [null, 1, 'size', [], { type: 'size', height: 4321 }, { descent: 2, type: 'size', height: 4321 }, { descent: '1', type: 'size', height: 4321 },
        { descent: 1, type: 'size', height: '4321' }, { descent: 1, type: 'size', height: NaN }, { descent: 1, type: 'size', height: Infinity }, { descent: 1, type: 'size', height: -5 },
        { descent: 1, type: 'size', height: 1e9 }, { descent: 1, type: 'scroll', top: '99' }, { descent: 1, type: 'toString' }, { descent: 1, type: '__proto__' }, { descent: 1 }];
        for (const message of wrong) parent.postMessage(message, '*');
        parent.postMessage('the intruder has spoken', '*');";
    in_frame(ctx, || ctx.tab.run(shapes, vec![]).map(drop))?;
    ctx.tab.wait_until("window.spoken === 3")?;
    check(ctx.tab.js::<String>(&state)? == before, format!("{before} became {}", ctx.tab.js::<String>(&state)?))?;
    // The right window and kind with foul parts: what is passed on is within bounds.
    let foul = "const measures = JSON.parse('{\"__proto__\": 1, \"constructor\": \"x\", \"recall\": 0.5, \"<b>\": 1}');
        for (let i = 0; i < 1000; i++) measures['m' + i] = i;
        parent.postMessage({ descent: 1, type: 'change', demo: 'x'.repeat(9999), settings: { a: 'b', c: 3, d: 'x'.repeat(99999), e: {} }, summary: 'y'.repeat(99999), measures }, '*');
        parent.postMessage({ descent: 1, type: 'change', demo: {}, settings: [], summary: 7, measures: null }, '*');";
    in_frame(ctx, || ctx.tab.run(foul, vec![]).map(drop))?;
    ctx.tab.wait_until("window.heard.length >= 3")?;
    let [one, two]: [Json; 2] = ctx.tab.js("window.heard.slice(-2).map((e) => e.detail)")?;
    check(
        one["demo"].as_str().map(str::len) == Some(64) && one["summary"].as_str().map(str::len) == Some(2000),
        "long texts pass",
    )?;
    check(one["settings"] == json!({ "a": "b" }), format!("{}", one["settings"]))?;
    let measures = one["measures"].as_object().ok_or("no measures")?;
    let clean = measures.len() <= 200
        && measures["recall"] == 0.5
        && !measures.contains_key("constructor")
        && !measures.contains_key("<b>");
    check(clean, format!("{measures:?}"))?;
    check(two == json!({ "demo": "", "settings": {}, "summary": "", "measures": {} }), format!("{two}"))?;
    check(ctx.tab.js("window.Object.prototype.recall === undefined")?, "a prototype was touched")?;
    // The right window, led to another site: what it says no longer counts.
    let spoken: usize = ctx.tab.js("window.heard.length")?;
    ctx.tab.run(
        &format!("{FRAME}.contentWindow.location.replace(arguments[0])"),
        vec![other.url("intruder.html").into()],
    )?;
    ctx.tab.wait_until("window.spoken === 4")?;
    check(ctx.tab.js::<usize>("window.heard.length")? == spoken, "another site's page was heard")?;
    check(ctx.tab.js::<String>(&format!("{FRAME}.style.height"))? != "4321px", "another site's page set the height")?;
    drop(course);
    Ok(())
}

pub fn to_frame(ctx: &Ctx) -> Outcome {
    let (_course, host) =
        placed(ctx, "<descent-demo name=\"confusion-matrix\" threshold=\"0.4\" theme=\"light\"></descent-demo>")?;
    let state = "JSON.stringify([document.querySelector('.demo-frame').dataset.digest, document.documentElement.dataset.theme, location.href])";
    let before: String = in_frame(ctx, || {
        ctx.tab.wait_until(GRASPABLE)?;
        ctx.tab.js(state)
    })?;
    // A frame beside it speaks as the host would.
    ctx.tab.run(
        "window.spoken = 0; addEventListener('message', (e) => { if (e.data === 'the intruder has spoken') window.spoken += 1; });
         const frame = document.createElement('iframe'); frame.src = arguments[0]; frame.title = 'intruder'; document.body.append(frame);",
        vec![host.url("intruder.html").into()],
    )?;
    ctx.tab.wait_until("window.spoken === 1")?;
    let shapes = format!(
        "const wrong = [null, 7, 'theme', [], {{ type: 'theme', theme: 'dark' }}, {{ descent: 2, type: 'theme', theme: 'dark' }}, {{ descent: 1, type: 'theme', theme: 'DARK' }},
         {{ descent: 1, type: 'theme', theme: ['dark'] }}, {{ descent: 1, type: 'settings' }}, {{ descent: 1, type: 'settings', settings: ['threshold'] }},
         {{ descent: 1, type: 'settings', settings: {{ threshold: 0.9 }} }}, {{ descent: 1, type: 'settings', settings: {{ threshold: {{ toString: 1 }} }} }},
         {{ descent: 1, type: 'settings', settings: {{ threshold: 'x'.repeat(5000) }} }}, {{ descent: 1, type: 'settings', settings: {{ constructor: '1', '__proto__': '2', unknown: '3' }} }},
         {{ descent: 1, type: 'settings', settings: Object.fromEntries([...Array(1000).keys()].map((i) => ['threshold' + i, '0.9'])) }},
         {{ descent: 1, type: 'go', path: 'lesson/how-to-learn/' }}, {{ descent: 1, type: 'hello' }}, {{ descent: 1, type: 'size', height: 10 }}];
         for (const message of wrong) {FRAME}.contentWindow.postMessage(message, '*');"
    );
    ctx.tab.run(&shapes, vec![])?;
    // A message of the right shape comes after them all.
    let count = "window.heard.filter((e) => e.name === 'descent:change').length";
    check(ctx.tab.js::<usize>(count)? == 0, "the demo has changed")?;
    set(ctx, "theme", "dark")?;
    in_frame(ctx, || ctx.tab.wait_until("document.documentElement.dataset.theme === 'dark'"))?;
    set(ctx, "theme", "light")?;
    in_frame(ctx, || {
        ctx.tab.wait_until("document.documentElement.dataset.theme === 'light'")?;
        let after: String = ctx.tab.js(state)?;
        check(after == before, format!("{before} became {after}"))?;
        check(ctx.tab.count(".trouble, .embed-wrong")? == 0, "it complains in the page")?;
        ctx.tab.expect_no_errors()
    })?;
    set(ctx, "threshold", "0.3")?;
    ctx.tab.wait_until("window.heard.some((e) => e.detail.settings.threshold === '0.3')")
}
