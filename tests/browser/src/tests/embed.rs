//! Demos and lessons inside pages of other sites.

mod hostile;
mod pages;

use super::states::GRASPABLE;
use browser::{Ctx, Outcome, Site, Test, check};
use serde_json::{Value as Json, json};
use std::time::Duration;

/// The tests.
pub const TESTS: &[Test] = &[
    Test::new("embed-fits-its-height", fits),
    Test::new("embed-follows-light-and-dark", follows_theme),
    Test::new("embed-tells-its-host", tells),
    Test::new("embed-takes-settings-from-its-host", takes_settings),
    Test::new("embed-locks-hides-and-begins-at-a-preset", teacher),
    Test::once("embed-names-what-it-does-not-know", names_mistakes),
    Test::new("embed-hostile-messages-to-the-host", hostile::to_host),
    Test::new("embed-hostile-messages-to-the-frame", hostile::to_frame),
    Test::new("embed-falls-back-to-a-link", falls_back),
    Test::new("embed-taken-out-of-its-page", taken_out),
    Test::new("embed-progress-counts-on-its-own-site", pages::progress_here),
    Test::new("embed-progress-elsewhere-is-said-not-to-count", pages::progress_elsewhere),
    Test::new("embed-sheet-writes-working-lines", pages::sheet),
    Test::new("embed-links-lead-out", pages::links),
    Test::new("embed-in-an-mdbook", pages::mdbook),
    Test::once("embed-accessible", pages::accessible),
];

const FRAME: &str = "document.querySelector('descent-demo, descent-lesson').shadowRoot.querySelector('iframe')";
const READY: &str = "window.heard.some((e) => e.name === 'descent:ready')";

/// The course, and a page of another origin that has been opened.
fn course_and_host(ctx: &Ctx, page: &str) -> Outcome<(Site, Site)> {
    // With the header, so that the course itself says who may frame it.
    let (course, host) = (ctx.site(&["--csp-header"])?, ctx.fixture("/", &[])?);
    ctx.tab.goto(&host.url(page))?;
    Ok((course, host))
}

/// Puts HTML into the host page as if it had been written there; `{course}` is the address of the course.
fn place(ctx: &Ctx, course: &Site, html: &str) -> Outcome {
    let html = format!("<script src=\"{{course}}embed.js\"></script>\n{html}").replace("{course}", &course.url(""));
    ctx.tab.run("window.place(arguments[0])", vec![html.into()]).map(drop)
}

fn placed(ctx: &Ctx, html: &str) -> Outcome<(Site, Site)> {
    let (course, host) = course_and_host(ctx, "host.html")?;
    place(ctx, &course, html)?;
    ctx.tab.wait_until(READY)?;
    Ok((course, host))
}

fn in_frame<T>(ctx: &Ctx, look: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    ctx.tab.enter_frame(FRAME)?;
    let found = look()?;
    ctx.tab.leave_frame()?;
    Ok(found)
}

fn set(ctx: &Ctx, name: &str, value: &str) -> Outcome {
    let body = "document.querySelector('descent-demo, descent-lesson').setAttribute(arguments[0], arguments[1])";
    ctx.tab.run(body, vec![name.into(), value.into()]).map(drop)
}

fn fits(ctx: &Ctx) -> Outcome {
    let (_course, _host) = placed(ctx, "<descent-demo name=\"confusion-matrix\" height=\"200\"></descent-demo>")?;
    for width in [1280, 600, 360] {
        ctx.tab.set_viewport(width, 800)?;
        fits_now(ctx)?;
        // What unfolds in the frame makes it higher, and lower again.
        let before: f64 = ctx.tab.js(&format!("{FRAME}.offsetHeight"))?;
        for (open, sign) in [("true", ">"), ("false", "<=")] {
            in_frame(ctx, || {
                ctx.tab.run(&format!("document.querySelector('.numbers').open = {open}"), vec![]).map(drop)
            })?;
            ctx.tab.wait_until(&format!("{FRAME}.offsetHeight {sign} {before}"))?;
            fits_now(ctx)?;
        }
    }
    in_frame(ctx, || ctx.tab.expect_no_errors())?;
    ctx.tab.expect_no_errors()
}

/// The frame is as high as its content, nothing scrolls, and it stays so.
fn fits_now(ctx: &Ctx) -> Outcome {
    let content = "Math.ceil(document.body.getBoundingClientRect().height)";
    in_frame(ctx, || {
        ctx.tab.wait_until(GRASPABLE)?;
        let fitting = format!(
            "Math.abs(innerHeight - {content}) <= 1 && document.scrollingElement.scrollHeight <= innerHeight + 1"
        );
        ctx.tab.wait_until(&fitting)?;
        let height: f64 = ctx.tab.js("innerHeight")?;
        for _ in 0..5 {
            ctx.tab.two_frames()?;
        }
        let later: f64 = ctx.tab.js("innerHeight")?;
        check(height == later && height > 300.0, format!("{height} high, then {later}"))
    })
}

fn follows_theme(ctx: &Ctx) -> Outcome {
    let (_course, _host) = placed(ctx, "<descent-demo name=\"confusion-matrix\"></descent-demo>")?;
    let paper = "getComputedStyle(document.body).backgroundColor";
    let [light, dark] = ["rgb(251, 250, 246)", "rgb(22, 24, 26)"];
    let expect = |color: &str| in_frame(ctx, || ctx.tab.wait_until(&format!("{paper} === {color:?}")));
    let style =
        |css: &str| ctx.tab.run("document.documentElement.style.cssText = arguments[0]", vec![css.into()]).map(drop);
    expect(light)?;
    style("color-scheme: dark")?;
    expect(dark)?;
    // A page that says nothing of schemes is judged by its background.
    ctx.tab.run("document.body.style.background = 'none'", vec![])?;
    style("color-scheme: normal; background: white")?;
    expect(light)?;
    style("background: #202020")?;
    expect(dark)?;
    set(ctx, "theme", "light")?;
    expect(light)?;
    set(ctx, "theme", "auto")?;
    expect(dark)?;
    // What the reader prefers decides where the page takes either.
    style("color-scheme: light dark")?;
    expect(light)?;
    ctx.tab.prefer(&[("prefers-color-scheme", "dark")])?;
    expect(dark)
}

/// Moves the first handle by the keyboard. Not every driver types into a frame of another site, so the page does.
fn to_the_left(ctx: &Ctx, times: usize) -> Outcome {
    let press = "for (let i = 0; i < arguments[0]; i++) document.querySelector('.handle').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true, cancelable: true }))";
    ctx.tab.run(press, vec![times.into()]).map(drop)
}

fn tells(ctx: &Ctx) -> Outcome {
    let lines = "<div id=\"around\"><descent-demo name=\"confusion-matrix\" threshold=\"0.6\" goal=\"recall >= 0.9, precision &lt;= 1\" goal-text=\"Catch nine in ten.\"></descent-demo></div>";
    let (_course, _host) = placed(ctx, lines)?;
    let ready: Json = ctx.tab.js("window.heard[0]")?;
    check(ready["detail"]["demo"] == "confusion-matrix" && ready["from"] == "descent-demo", format!("{ready}"))?;
    check(ready["detail"]["settings"] == json!({ "threshold": "0.6" }), format!("{ready}"))?;
    check(ready["detail"]["measures"]["recall"].is_number(), format!("{ready}"))?;
    let goals: usize = ctx.tab.js("window.heard.filter((e) => e.name === 'descent:goal').length")?;
    check(goals == 0, "the goal was reached before anybody moved")?;
    in_frame(ctx, || {
        check(ctx.tab.text(".goal")?.contains("Catch nine in ten."), ctx.tab.text(".goal")?)?;
        to_the_left(ctx, 3)
    })?;
    ctx.tab.wait_until("window.heard.some((e) => e.name === 'descent:change' && e.detail.settings.threshold === '0.57' && e.detail.summary.includes('0.57'))")?;
    in_frame(ctx, || to_the_left(ctx, 50))?;
    ctx.tab.wait_until("window.heard.some((e) => e.name === 'descent:goal')")?;
    let goal: Json = ctx.tab.js("window.heard.find((e) => e.name === 'descent:goal').detail")?;
    check(goal["goal"] == "Catch nine in ten." && goal["measures"]["recall"].as_f64() >= Some(0.9), format!("{goal}"))
}

fn takes_settings(ctx: &Ctx) -> Outcome {
    let (_course, _host) = placed(ctx, "<descent-demo name=\"confusion-matrix\" lock=\"seed\"></descent-demo>")?;
    let sentence = |part: &str| {
        in_frame(ctx, || {
            ctx.tab.wait_until(&format!("document.querySelector('.live')?.textContent.includes({part:?})"))
        })
    };
    sentence("0.50")?;
    let shown = "document.documentElement.dataset.shown";
    in_frame(ctx, || ctx.tab.run(&format!("{shown} = 'before'"), vec![]).map(drop))?;
    set(ctx, "threshold", "0.3")?;
    sentence("0.30")?;
    // Quick changes are told as one.
    ctx.tab
        .wait_until("window.heard.some((e) => e.name === 'descent:change' && e.detail.settings.threshold === '0.3')")?;
    ctx.tab.run("document.querySelector('descent-demo').removeAttribute('threshold')", vec![])?;
    sentence("0.50")?;
    check(in_frame(ctx, || ctx.tab.js::<Option<String>>(shown))?.is_some(), "the frame was loaded anew for a setting")?;
    ctx.tab.wait_until(
        "window.heard.at(-1).name === 'descent:change' && !('threshold' in window.heard.at(-1).detail.settings)",
    )?;
    // What is locked changes only from the ground up.
    set(ctx, "seed", "5")?;
    in_frame(ctx, || {
        ctx.tab
            .wait_until(&format!("!{shown} && document.querySelector('[data-key=seed]')?.value === '5' && {GRASPABLE}"))
    })?;
    set(ctx, "name", "roc-and-pr")?;
    ctx.tab.wait_until("window.heard.some((e) => e.detail.demo === 'roc-and-pr')")
}

fn teacher(ctx: &Ctx) -> Outcome {
    let lines = "<descent-demo name=\"confusion-matrix\" preset=\"rare-disease\" threshold=\"0.4\" lock=\"threshold, seed\" hide=\"data\" title=\"Rare &lt;b>disease\"></descent-demo>";
    let (course, _host) = placed(ctx, lines)?;
    let settings: Json = ctx.tab.js("window.heard[0].detail.settings")?;
    check(
        settings["threshold"] == "0.4" && settings["prevalence"] == "1",
        format!("the preset and what goes over it: {settings}"),
    )?;
    check(ctx.tab.js::<String>(&format!("{FRAME}.title"))? == "Rare <b>disease", "the title")?;
    in_frame(ctx, || {
        ctx.tab.wait_until(GRASPABLE)?;
        check(ctx.tab.count(".control [data-key=data]")? == 0, "a hidden control shows")?;
        check(ctx.tab.js("document.querySelector('[data-key=threshold]').disabled")?, "a locked control can be moved")?;
        check(ctx.tab.js("!document.querySelector('[data-key=prevalence]').disabled")?, "another control is locked")?;
        let digest: String = ctx.tab.js("document.querySelector('.demo-frame').dataset.digest")?;
        to_the_left(ctx, 3)?;
        ctx.tab.two_frames()?;
        check(
            ctx.tab.js::<String>("document.querySelector('.demo-frame').dataset.digest")? == digest,
            "a locked handle moved",
        )?;
        check(ctx.tab.count(".trouble, .embed-wrong")? == 0, "something is said to be wrong")?;
        check(
            ctx.tab.js("getComputedStyle(document.querySelector('.to-embed')).display === 'none'")?,
            "an embed offers to embed",
        )?;
        let full: String = ctx.tab.js("document.getElementById('embed-full').href")?;
        check(full.starts_with(&course.url("demo/confusion-matrix/?")) && full.contains("threshold=0.4"), full)
    })
}

fn names_mistakes(ctx: &Ctx) -> Outcome {
    let course = ctx.site(&[])?;
    let long = "x".repeat(3000);
    for (query, part) in [
        ("embed.goal=recal+%3E%3D+0.9".to_string(), "no measure “recal”"),
        ("embed.goal=recall+is+high".into(), "cannot be read"),
        ("embed.goal=recall+%3E%3D+1e999".into(), "cannot be read"),
        ("embed.preset=nowhere".into(), "no preset “nowhere”. It has: always-negative"),
        ("embed.preset=__proto__".into(), "no preset “__proto__”"),
        ("embed.lock=speling".into(), "no setting “speling”"),
        ("embed.hide=%3Cimg+src=x%3E".into(), "no setting “<img” to lock"),
        ("thresold=0.3".into(), "“thresold” does not fit"),
        (format!("embed.goal={long}&embed.preset={long}&{long}=1&embed.lock={long}"), "no preset “xxx"),
        (format!("embed.goal=recall+%3E%3D+2&embed.goal-text=%3Cimg+src=x+onerror=alert(1)%3E{long}"), "<img src=x"),
    ] {
        ctx.tab.goto(&course.url(&format!("embed/confusion-matrix/?{query}")))?;
        ctx.tab.wait_until(GRASPABLE)?;
        let said = "[...document.querySelectorAll('.trouble, .embed-wrong, .goal')].map((e) => e.innerText).join(' ')";
        let said: String = ctx.tab.js(said)?;
        check(said.contains(part), format!("{query:.60}: {said:.300}"))?;
        check(said.len() < 1500, format!("{query:.60} makes {} bytes of text", said.len()))?;
        check(ctx.tab.count("main img:not(.picture img)")? == 0, "markup came in through the address")?;
        ctx.tab.expect_no_errors()?;
    }
    Ok(())
}

fn falls_back(ctx: &Ctx) -> Outcome {
    let (mut course, _host) = course_and_host(ctx, "host.html")?;
    let lines = "<descent-demo name=\"confusion-matrix\" threshold=\"0.3\"><a id=\"mine\" href=\"{course}demo/confusion-matrix/\">The matrix</a></descent-demo><descent-lesson slug=\"how-to-learn\"></descent-lesson>";
    let visible = |what: &str| format!("(({what})?.getBoundingClientRect().height ?? 0) > 0");
    // Before the script: the link in the element.
    let bare = lines.replace("{course}", &course.url(""));
    ctx.tab.run("window.place(arguments[0])", vec![bare.into()])?;
    ctx.tab.wait_until(&visible("document.getElementById('mine')"))?;
    // With it: the demo instead.
    place(ctx, &course, lines)?;
    ctx.tab.wait_until(READY)?;
    ctx.tab.wait_until(&format!("!({})", visible("document.getElementById('mine')")))?;
    // The host of the course goes away; what is put into the page now stays a link.
    course.stop()?;
    ctx.tab.run(
        "document.getElementById('here').innerHTML = arguments[0]",
        vec![lines.replace("{course}", &course.url("")).into()],
    )?;
    let own = "document.querySelector('descent-lesson').shadowRoot.querySelector('a')";
    let gone = |name: &str| {
        format!("!({})", visible(&format!("document.querySelector('{name}').shadowRoot.querySelector('iframe')")))
    };
    ctx.tab.wait_within(
        Duration::from_secs(40),
        &format!("{} && {}", visible("document.getElementById('mine')"), gone("descent-demo")),
    )?;
    ctx.tab.wait_within(Duration::from_secs(40), &format!("{} && {}", visible(own), gone("descent-lesson")))?;
    check(
        ctx.tab.js::<String>(&format!("{own}.href"))? == course.url("lesson/how-to-learn/"),
        "the link leads elsewhere",
    )?;
    // A name that cannot be one is not asked for.
    ctx.tab.run("document.getElementById('here').innerHTML = '<descent-demo name=\"../x\"></descent-demo>'", vec![])?;
    ctx.tab.wait_until(&gone("descent-demo"))?;
    check(ctx.tab.js::<String>(&format!("{FRAME}.getAttribute('src') ?? ''"))?.is_empty(), "a foul name was asked for")
}

/// A frame that is taken out while a message is on its way to it still hears that message.
fn taken_out(ctx: &Ctx) -> Outcome {
    let (course, _host) = course_and_host(ctx, "host.html")?;
    // The script answers the first message of the frame, then the page throws the frame away.
    place(ctx, &course, "")?;
    ctx.tab.wait_until("customElements.get('descent-lesson')")?;
    ctx.tab.run("window.told = 0; addEventListener('message', () => { window.told += 1; document.getElementById('here').replaceChildren(); });", vec![])?;
    for round in 1..=5 {
        let line =
            "document.getElementById('here').innerHTML = '<descent-lesson slug=\"how-to-learn\"></descent-lesson>'";
        ctx.tab.run(line, vec![])?;
        ctx.tab.wait_until(&format!("window.told >= {round} && !document.querySelector('descent-lesson')"))?;
        ctx.tab.two_frames()?;
    }
    ctx.tab.expect_no_errors()
}
