//! Picture and control together: what is moved and what it does are on one screen, numbers can be typed, and handles
//! give way to whoever wants to scroll, to zoom or to get past them.

use super::states::GRASPABLE;
use browser::{Ctx, Engine, Outcome, Test, check};
use serde_json::json;

/// The tests.
pub const TESTS: &[Test] = &[
    Test::new("controls-on-one-screen-with-the-picture", one_screen),
    Test::new("controls-on-a-phone-on-its-side", on_its_side),
    Test::new("controls-fit-a-full-screen", full_screen),
    Test::new("controls-take-typed-numbers", typed),
    Test::new("handles-of-a-cloud-are-one-stop", one_stop),
    Test::new("handles-say-their-range", range),
    Test::new("handles-give-way", give_way),
    Test::new("controls-stay-in-their-column", in_column),
    Test::new("handles-let-a-swipe-scroll", swipe),
    Test::new("demo-link-is-taken-back-by-a-key", taken_back),
    Test::new("demo-goal-reached-moves-nothing", goal),
    Test::new("demo-works-translated", translated),
    Test::new("demo-works-magnified", magnified),
    Test::new("demo-keeps-words-that-stand", words_stand),
];

const DIGEST: &str = "document.querySelector('.demo-frame').dataset.digest";
/// A box in the viewport: left, top, right, bottom.
const BOXES: &str =
    "const box = (e) => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };";

fn open(ctx: &Ctx, path: &str) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(path))?;
    ctx.tab.wait_until(GRASPABLE)
}

/// Boxes of the picture as it is seen, and of a slider.
fn seen(ctx: &Ctx) -> Outcome<[[f64; 4]; 2]> {
    ctx.tab.js(&format!(
        "(() => {{ {BOXES} const sliders = [...document.querySelectorAll('fieldset.controls .control:not([hidden]) input[type=range]')]; \
         return [box(document.querySelector('.sight')), box(sliders.at(-1))]; }})()"
    ))
}

/// The last slider that shows comes into the lower half of the screen.
const TO_SLIDER: &str = "const s = [...document.querySelectorAll('fieldset.controls .control:not([hidden]) input[type=range]')].at(-1); \
     window.scrollTo({ top: scrollY + s.getBoundingClientRect().top - 0.8 * innerHeight, behavior: 'instant' });";

fn one_screen(ctx: &Ctx) -> Outcome {
    let (small, large) = (["demo/roc-and-pr/", "demo/gradient-descent/"], ["demo/confusion-matrix/"]);
    for (width, height, demos) in [(375, 667, &small[..]), (390, 844, &large)] {
        ctx.tab.set_viewport(width, height)?;
        for demo in demos {
            open(ctx, demo)?;
            ctx.tab.run(TO_SLIDER, vec![])?;
            ctx.tab.wait_until("document.querySelector('.picture.low')")?;
            let [picture, slider] = seen(ctx)?;
            let tall = picture[3] - picture[1];
            check(picture[1] > -1.0 && tall >= 200.0, format!("{demo} {width}: the picture is at {picture:?}"))?;
            let free = slider[1] >= picture[3] && slider[3] <= f64::from(height);
            check(free, format!("{demo} {width}: picture {picture:?}, slider {slider:?}"))?;
            // It is drawn anew at its new height, and handles lie in it.
            ctx.tab.wait_until(&format!(
                "(() => {{ {BOXES} const p = box(document.querySelector('.sight')); const c = document.querySelector('.sight canvas'); \
                 return Math.abs(c.height / c.width - (p[3] - p[1]) / (p[2] - p[0])) < 0.02 && \
                 [...document.querySelectorAll('.handle:not([hidden])')].every((h) => {{ const b = box(h); return (b[1] + b[3]) / 2 < p[3] + 2; }}); }})()"
            ))?;
            // Back at the top it is whole again.
            ctx.tab.run("window.scrollTo({ top: 0, behavior: 'instant' })", vec![])?;
            ctx.tab.wait_gone(".picture.low")?;
            ctx.tab.expect_no_errors()?;
        }
    }
    Ok(())
}

fn on_its_side(ctx: &Ctx) -> Outcome {
    ctx.tab.set_viewport(740, 360)?;
    open(ctx, "demo/confusion-matrix/")?;
    ctx.tab.run("document.querySelector('.stage').scrollIntoView({ behavior: 'instant' })", vec![])?;
    let [picture, _] = seen(ctx)?;
    let first: [f64; 4] =
        ctx.tab.js(&format!("(() => {{ {BOXES} return box(document.querySelector('.demo-side .control')); }})()"))?;
    check(first[0] >= picture[2] && first[1] < 200.0, format!("the controls, {first:?}, are not beside {picture:?}"))?;
    check(picture[3] <= 360.0, format!("the picture ends below the screen: {picture:?}"))
}

fn full_screen(ctx: &Ctx) -> Outcome {
    ctx.tab.set_viewport(1366, 768)?;
    open(ctx, "demo/gradient-descent/")?;
    ctx.tab.click("[aria-label='Full screen']")?;
    ctx.tab.wait_until("document.fullscreenElement")?;
    ctx.tab.wait_until(
        "(() => { const f = document.fullscreenElement; const run = f.querySelector('.tool.run').getBoundingClientRect(); \
         const p = f.querySelector('.sight').getBoundingClientRect(); \
         return f.scrollHeight <= f.clientHeight + 1 && run.bottom <= innerHeight && p.top >= 0 && p.bottom <= run.top && p.height > 300; })()",
    )?;
    ctx.tab.run("document.exitFullscreen()", vec![]).map(|_| ())
}

/// Types over the number of the first slider that shows.
fn type_number(ctx: &Ctx, text: &str) -> Outcome {
    ctx.tab.run(
        "const f = document.querySelector('.control:not([hidden]) .typed input'); f.focus(); f.value = arguments[0]; \
         f.dispatchEvent(new Event('change', { bubbles: true }));",
        vec![text.into()],
    )?;
    Ok(())
}

fn typed(ctx: &Ctx) -> Outcome {
    open(ctx, "demo/confusion-matrix/")?;
    type_number(ctx, "0.315")?;
    ctx.tab.wait_until("location.search.includes('threshold=0.315')")?;
    let slider: f64 = ctx.tab.js("+document.querySelector('[data-key=threshold]').value")?;
    check((slider - 0.315).abs() < 0.006, format!("the slider stands at {slider}"))?;
    let before: String = ctx.tab.js(DIGEST)?;
    for wrong in ["7", "-0.1", ""] {
        type_number(ctx, wrong)?;
        ctx.tab.wait_until("document.querySelector('.limits').textContent === 'Takes 0 to 1.'")?;
        check(ctx.tab.js::<String>(DIGEST)? == before, format!("“{wrong}” was taken"))?;
    }
    check(ctx.tab.attribute(".typed input", "aria-invalid")?.as_deref() == Some("true"), "it is not marked as wrong")?;
    // Whatever is done next, the field says how things stand.
    ctx.tab.run("document.querySelector('.handle').focus()", vec![])?;
    ctx.tab.press("ArrowLeft")?;
    ctx.tab.wait_until("document.querySelector('.typed input').value === '0.31' && document.querySelector('.limits').textContent === ''")?;
    // On a slider over powers of ten keys go on by a digit of the number.
    open(ctx, "demo/gradient-descent/?rate=0.08")?;
    ctx.tab.run("document.querySelector('.typed input').focus()", vec![])?;
    ctx.tab.press("ArrowUp")?;
    ctx.tab.press("Enter")?;
    ctx.tab.wait_until("location.search.includes('rate=0.081')")?;
    ctx.tab.expect_no_errors()
}

fn one_stop(ctx: &Ctx) -> Outcome {
    open(ctx, "demo/logistic-regression/")?;
    let stops = "document.querySelectorAll('.handle[tabindex=\"0\"]').length";
    check(ctx.tab.js::<usize>("document.querySelectorAll('.handle').length")? > 10, "there is no cloud of points")?;
    check(ctx.tab.js::<usize>(stops)? == 1, "a cloud of points has several tab stops")?;
    ctx.tab.run("document.querySelector('.handle[tabindex=\"0\"]').focus()", vec![])?;
    let label = "document.activeElement.ariaLabel ?? document.activeElement.getAttribute('aria-label')";
    check(ctx.tab.js::<String>(label)?.starts_with("Probe,"), "the probe is not the first")?;
    ctx.tab.press("PageDown")?;
    ctx.tab.wait_until(&format!("({label}).startsWith('Point 1')"))?;
    let before: String = ctx.tab.js(DIGEST)?;
    ctx.tab.press("ArrowLeft")?;
    ctx.tab.wait_until(&format!("{DIGEST} !== {before:?}"))?;
    ctx.tab.press_times("PageUp", 2)?;
    ctx.tab.wait_until(&format!("({label}).startsWith('New point')"))?;
    ctx.tab.wait_until(&format!("{stops} === 1 && document.activeElement.tabIndex === 0"))?;
    ctx.tab.expect_no_errors()
}

fn give_way(ctx: &Ctx) -> Outcome {
    open(ctx, "demo/confusion-matrix/")?;
    let before: String = ctx.tab.js(DIGEST)?;
    let pull = |details: &str| {
        ctx.tab.run(
            &format!(
                "const h = document.querySelector('.handle'); const r = h.getBoundingClientRect(); \
                 const tell = (kind, dx) => h.dispatchEvent(new PointerEvent(kind, {{ bubbles: true, pointerId: 1, clientX: r.left + 10 + dx, \
                 clientY: r.top + 20, {details} }})); tell('pointerdown', 0); tell('pointermove', -60); tell('pointerup', -60);"
            ),
            vec![],
        )
    };
    pull("button: 2, isPrimary: true, pointerType: 'mouse'")?;
    pull("button: 0, isPrimary: false, pointerType: 'touch'")?;
    // Where the button was let go unseen, outside the window say.
    pull("button: 0, buttons: 0, isPrimary: true, pointerType: 'mouse'")?;
    ctx.tab.two_frames()?;
    check(ctx.tab.js::<String>(DIGEST)? == before, "the right button, a second finger or none took hold")?;
    pull("button: 0, buttons: 1, isPrimary: true, pointerType: 'touch'")?;
    ctx.tab.wait_until(&format!("{DIGEST} !== {before:?}"))
}

/// A finger that goes up across an upright line scrolls the page, one that goes along moves it.
fn swipe(ctx: &Ctx) -> Outcome {
    open(ctx, "demo/confusion-matrix/")?;
    let ways: Vec<String> = ctx
        .tab
        .js("[...document.querySelectorAll('.handle, .sight canvas')].map((e) => getComputedStyle(e).touchAction)")?;
    check(ways.iter().all(|way| way != "none"), format!("a finger cannot scroll past {ways:?}"))?;
    if ctx.engine != Engine::Chromium {
        return Ok(());
    }
    ctx.tab.cdp("Emulation.setTouchEmulationEnabled", json!({ "enabled": true }))?;
    let [x, y, width, height] = ctx.tab.rectangle(".handle")?;
    let before: String = ctx.tab.js(DIGEST)?;
    let (x, y) = (x + width / 2.0, y + height / 2.0);
    let touch = |kind: &str, points: serde_json::Value| {
        ctx.tab.cdp("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).map(|_| ())
    };
    let scrolled: f64 = ctx.tab.js("scrollY")?;
    touch("touchStart", json!([{ "x": x, "y": y }]))?;
    for i in 1..=8 {
        touch("touchMove", json!([{ "x": x, "y": y - 15.0 * f64::from(i) }]))?;
    }
    touch("touchEnd", json!([]))?;
    ctx.tab.wait_until(&format!("scrollY > {scrolled} + 50"))?;
    check(ctx.tab.js::<String>(DIGEST)? == before, "the swipe moved the line")?;
    let [x, y, width, height] = ctx.tab.rectangle(".handle")?;
    let (x, y) = (x + width / 2.0, y + height / 2.0);
    touch("touchStart", json!([{ "x": x, "y": y }]))?;
    for i in 1..=8 {
        touch("touchMove", json!([{ "x": x - 10.0 * f64::from(i), "y": y }]))?;
    }
    touch("touchEnd", json!([]))?;
    ctx.tab.wait_until(&format!("{DIGEST} !== {before:?}"))?;
    ctx.tab.cdp("Emulation.setTouchEmulationEnabled", json!({ "enabled": false })).map(|_| ())
}

fn taken_back(ctx: &Ctx) -> Outcome {
    open(ctx, "demo/gradient-descent/?rate=0.05&step=7")?;
    let before: String = ctx.tab.js(DIGEST)?;
    ctx.tab.run("const a = document.querySelectorAll('.starts a')[3]; a.focus(); a.click();", vec![])?;
    ctx.tab.wait_until(&format!("{DIGEST} !== {before:?}"))?;
    ctx.tab.wait_until("document.querySelector('.tool.led').textContent.includes('Esc')")?;
    ctx.tab.press("Escape")?;
    ctx.tab.wait_until(&format!(
        "{DIGEST} === {before:?} && document.querySelector('.bar .steps').textContent === '7 steps'"
    ))?;
    ctx.tab.wait_gone(".tool.led")?;
    check(
        ctx.tab.js("document.activeElement === document.querySelectorAll('.starts a')[3]")?,
        "the link has lost the focus",
    )
}

fn goal(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url("lesson/confusion-matrix/"))?;
    let demo = "document.getElementById('first-look')";
    // What a prediction holds back is in a fold.
    ctx.tab.wait_until("document.documentElement.dataset.app === 'ready'")?;
    ctx.tab.run(
        "document.querySelectorAll('details').forEach((fold) => { fold.open = true; fold.hidden = false; })",
        vec![],
    )?;
    ctx.tab.run(&format!("{demo}.scrollIntoView({{ block: 'start', behavior: 'instant' }})"), vec![])?;
    ctx.tab.wait_until(&format!("{demo}.querySelector('.handle')"))?;
    let height = format!("{demo}.querySelector('.goal').offsetHeight");
    let before: f64 = ctx.tab.js(&height)?;
    ctx.tab.run(
        &format!("const s = {demo}.querySelector('[data-key=threshold]'); s.value = 0.02; s.dispatchEvent(new Event('input', {{ bubbles: true }}))"),
        vec![],
    )?;
    ctx.tab.wait_until(&format!("{demo}.querySelector('.goal.reached')"))?;
    let said: String = ctx.tab.js(&format!("{demo}.querySelector('.goal').innerText"))?;
    check(said.contains("✓ Reached") && !said.contains("Try"), said)?;
    check(ctx.tab.js::<f64>(&height)? == before, "the page moved")
}

/// A screen reader takes 0 to 100 where no range is said.
fn range(ctx: &Ctx) -> Outcome {
    let says = "(e) => ['valuemin', 'valuenow', 'valuemax'].map((name) => parseFloat(e.getAttribute('aria-' + name)))";
    for demo in ["roc-and-pr", "bias-variance", "gradient-descent", "logistic-regression", "confusion-matrix"] {
        open(ctx, &format!("demo/{demo}/"))?;
        let all = format!("[...document.querySelectorAll('[role=slider]')].map({says})");
        let wrong: Vec<Vec<f64>> = ctx
            .tab
            .js(&format!("{all}.filter(([least, now, most]) => !(least < most && least <= now && now <= most))"))?;
        check(wrong.is_empty(), format!("{demo}: {wrong:?}"))?;
    }
    let handle = "document.querySelector('.handle')";
    ctx.tab.run(&format!("{handle}.focus()"), vec![])?;
    for (key, end) in [("End", 2), ("Home", 0)] {
        ctx.tab.press(key)?;
        ctx.tab.wait_until(&format!(
            "(({says})({handle})).every((v, _, all) => !Number.isNaN(v) && all[1] === all[{end}])"
        ))?;
    }
    check(
        ctx.tab.js(&format!("{handle}.ariaOrientation === 'horizontal' && {handle}.ariaDisabled === 'false'"))?,
        "no way",
    )?;
    ctx.tab.expect_accessible()
}

/// Neither a field nor what a focused handle says lies over what is beside it.
fn in_column(ctx: &Ctx) -> Outcome {
    open(ctx, "demo/confusion-matrix/?data=synthetic")?;
    let over: Vec<String> = ctx.tab.js(
        "[...document.querySelectorAll('.control:not([hidden]) .typed > input')].filter((e) => e.offsetParent && \
         (e.getBoundingClientRect().right > e.closest('.control').getBoundingClientRect().right + 0.5 || \
         e.scrollWidth > e.clientWidth)).map((e) => e.ariaLabel)",
    )?;
    check(over.is_empty(), format!("{over:?}"))?;
    ctx.tab.press("Tab")?;
    ctx.tab.run("document.querySelector('.handle').focus({ focusVisible: true })", vec![])?;
    ctx.tab.wait_until("getComputedStyle(document.querySelector('.sight'), '::after').content.includes('Arrow')")?;
    check(
        ctx.tab.js("parseFloat(getComputedStyle(document.querySelector('.sight'), '::after').top) >= document.querySelector('.sight').clientHeight - 1")?,
        "the hint lies over the picture",
    )
}

/// A browser that translates replaces every text node by elements of its own.
pub fn translate(ctx: &Ctx, place: &str) -> Outcome {
    ctx.tab.run(
        "const walk = document.createTreeWalker(document.querySelector(arguments[0]), NodeFilter.SHOW_TEXT); const all = []; \
         while (walk.nextNode()) if (walk.currentNode.data.trim()) all.push(walk.currentNode); \
         for (const text of all) { const [outer, inner] = ['font', 'font'].map((name) => document.createElement(name)); \
         inner.append('«' + text.data + '»'); outer.append(inner); text.replaceWith(outer); }",
        vec![place.into()],
    )
    .map(drop)
}

fn translated(ctx: &Ctx) -> Outcome {
    open(ctx, "demo/gradient-descent/")?;
    translate(ctx, ".demo-frame")?;
    let press = |label: &str| {
        ctx.tab.run(
            "[...document.querySelectorAll('.bar button')].find((b) => b.textContent.includes(arguments[0]) || b.ariaLabel === arguments[0]).click()",
            vec![label.into()],
        )
    };
    press("One step")?;
    ctx.tab.wait_until("document.querySelector('.bar .steps').innerText === '1 step' && document.querySelector('.live').innerText.startsWith('Step 1')")?;
    press("Compare")?;
    ctx.tab.wait_until("document.querySelector('.compared').innerText.includes('the same as now')")?;
    type_number(ctx, "0.05")?;
    ctx.tab.wait_until("document.querySelector('.compared').innerText.includes('now 0.05')")?;
    press("Compare")?;
    ctx.tab.wait_gone(".compared")?;
    press("Run")?;
    ctx.tab.wait_until("document.querySelector('.tool.run').innerText.includes('Pause')")?;
    press("Pause")?;
    press("Reset")?;
    ctx.tab.wait_until("document.querySelector('.readouts').innerText.includes('38.2')")?;
    ctx.tab.expect_no_errors()
}

/// At 400 % a screen is 320 by 256 pixels.
fn magnified(ctx: &Ctx) -> Outcome {
    ctx.tab.set_viewport(320, 256)?;
    for demo in ["demo/gradient-descent/", "demo/confusion-matrix/"] {
        open(ctx, demo)?;
        let wide: bool = ctx.tab.js("document.documentElement.scrollWidth <= innerWidth")?;
        check(wide, format!("{demo} scrolls sideways"))?;
        ctx.tab.run(TO_SLIDER, vec![])?;
        ctx.tab.wait_until(
            "(() => { const s = [...document.querySelectorAll('fieldset.controls .control:not([hidden]) input[type=range]')].at(-1); \
             const r = s.getBoundingClientRect(); return document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2) === s; })()",
        )?;
    }
    Ok(())
}

/// What does not change while a demo runs is not written anew: else WebKit knows of no click on it, and nobody can select
/// it or point at it.
fn words_stand(ctx: &Ctx) -> Outcome {
    open(ctx, "demo/gradient-descent/")?;
    ctx.tab.click(".tool.run")?;
    ctx.tab.wait_until("document.querySelector('.tool.run').innerText.includes('Pause')")?;
    ctx.tab.run(
        "window.stand = ['.tool.run span', '.readouts dt'].map((place) => document.querySelector(place).firstChild); \
         window.from = parseInt(document.querySelector('.steps').textContent)",
        vec![],
    )?;
    ctx.tab.wait_until("parseInt(document.querySelector('.steps').textContent) > window.from + 5")?;
    check(ctx.tab.js("window.stand.every((text) => text && text.isConnected)")?, "words were written anew")?;
    ctx.tab.click(".tool.run")?;
    ctx.tab.wait_until("document.querySelector('.tool.run').innerText.includes('Run')")
}
