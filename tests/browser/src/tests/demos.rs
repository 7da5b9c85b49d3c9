//! The frame around demos: by keyboard, by mouse, step by step, through links and presets. A few demos stand for all,
//! since one frame drives them, and what they show is tested natively; beside that every demo starts once.

use super::states::{ALIVE, GRASPABLE};
use browser::{Ctx, Failure, Outcome, Site, Test, check};

/// The tests.
pub const TESTS: &[Test] = &[
    Test::once("every-demo-starts-and-answers", starts),
    Test::new("demos-by-keyboard", by_keyboard),
    Test::new("demos-by-mouse", by_mouse),
    Test::new("demos-step-and-go-back", steps),
    Test::new("demos-read-their-links", link),
    Test::new("demos-take-presets-over", presets),
];

/// One that steps, one whose fit follows what is dragged, and one that is only looked at.
const FEW: [&str; 3] = ["demo/gradient-descent/", "demo/logistic-regression/", "demo/confusion-matrix/"];
const DIGEST: &str = "document.querySelector('.demo-frame').dataset.digest";
const SENTENCE: &str = "document.querySelector('.live').textContent";
/// What is held, in words: a small move may leave every digit of the sentence as it was.
const HELD: &str =
    "document.querySelector('.live').textContent + document.querySelector('.handle').getAttribute('aria-valuetext')";

/// How often a key is pressed to move a handle.
const PRESSES: usize = 4;

/// Opens the page of each of these demos in turn.
fn each(ctx: &Ctx, site: &Site, demos: &[impl AsRef<str>], look: impl Fn(&str) -> Outcome) -> Outcome {
    for demo in demos.iter().map(AsRef::as_ref) {
        ctx.tab.goto(&site.url(demo))?;
        ctx.tab.wait_until(GRASPABLE)?;
        look(demo).map_err(|failure| Failure::Wrong(format!("{demo}: {failure:?}")))?;
        ctx.tab.expect_no_errors()?;
    }
    Ok(())
}

fn digest(ctx: &Ctx) -> Outcome<String> {
    ctx.tab.js(DIGEST)
}

fn wait_for_another(ctx: &Ctx, digest: &str) -> Outcome {
    ctx.tab.wait_until(&format!("{DIGEST} !== {digest:?}"))
}

fn press(ctx: &Ctx, label: &str) -> Outcome {
    ctx.tab.run(
        "[...document.querySelectorAll('.bar button')].find((b) => b.textContent.trim() === arguments[0] || b.ariaLabel === arguments[0]).click()",
        vec![label.into()],
    ).map(|_| ())
}

/// Takes hold of the first handle and moves it by keys.
fn move_handle(ctx: &Ctx) -> Outcome {
    let before = digest(ctx)?;
    ctx.tab.run("document.querySelector('.handle').focus()", vec![])?;
    ctx.tab.press_times("ArrowLeft", PRESSES)?;
    wait_for_another(ctx, &before)?;
    // The engine answers each press by itself; what it has come to is said once it is at rest.
    ctx.tab.wait_until(&format!("document.querySelector('.demo-head [role=status]').textContent === {SENTENCE}"))
}

/// The address that Link offers, once the page has it too.
fn address(ctx: &Ctx) -> Outcome<String> {
    ctx.tab.wait_until("document.getElementById('share-text')?.value === location.href")?;
    ctx.tab.url()
}

/// Every demo of the gallery begins with what its static page says, answers a key, and takes it back.
fn starts(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url("demos/"))?;
    let demos: Vec<String> =
        ctx.tab.js("[...document.querySelectorAll('.gallery a')].map((a) => a.getAttribute('href').slice(3))")?;
    check(demos.len() >= FEW.len(), format!("the gallery holds {demos:?}"))?;
    each(ctx, &site, &demos, |demo| {
        let native = ctx.tab.run_async(
            "const text = await (await fetch(location.pathname)).text(); \
             return new DOMParser().parseFromString(text, 'text/html').querySelector('.demo-frame').dataset.digest;",
            vec![],
        )?;
        let here = digest(ctx)?;
        check(native == here.as_str(), format!("its page says {native}, and it begins with {here}"))?;
        check(ctx.tab.count(".starts a")? >= 3, format!("{demo} offers too few starts"))?;
        move_handle(ctx)?;
        // Each press of a key was a change of its own.
        for _ in 0..PRESSES {
            press(ctx, "Undo")?;
        }
        ctx.tab.wait_until(&format!("{DIGEST} === {here:?}"))
    })
}

fn by_keyboard(ctx: &Ctx) -> Outcome {
    each(ctx, &ctx.site(&[])?, &FEW, |_| {
        let held: String = ctx.tab.js(HELD)?;
        check(held.len() > 10, format!("{held:?} says nothing"))?;
        // Ends when what it has come to is said.
        move_handle(ctx)?;
        ctx.tab.wait_until(&format!("{HELD} !== {held:?}"))
    })
}

fn by_mouse(ctx: &Ctx) -> Outcome {
    each(ctx, &ctx.site(&[])?, &FEW, |_| {
        let before = digest(ctx)?;
        ctx.tab.drag_by(".handle", (-40.0, 12.0))?;
        wait_for_another(ctx, &before)?;
        press(ctx, "Undo")?;
        ctx.tab.wait_until(&format!("{DIGEST} === {before:?}"))
    })
}

fn steps(ctx: &Ctx) -> Outcome {
    each(ctx, &ctx.site(&[])?, &FEW[..2], |_| {
        let start = digest(ctx)?;
        for _ in 0..3 {
            press(ctx, "One step")?;
        }
        ctx.tab.wait_until("document.querySelector('.bar .steps').textContent === '3 steps'")?;
        let third = digest(ctx)?;
        check(third != start, "three steps changed nothing")?;
        press(ctx, "One step")?;
        press(ctx, "One step back")?;
        ctx.tab.wait_until(&format!("{DIGEST} === {third:?}"))?;
        press(ctx, "Run")?;
        ctx.tab.wait_until("parseInt(document.querySelector('.bar .steps').textContent) > 5")?;
        press(ctx, "To the start")?;
        ctx.tab.wait_until(&format!("{DIGEST} === {start:?}"))
    })
}

fn link(ctx: &Ctx) -> Outcome {
    each(ctx, &ctx.site(&[])?, &FEW, |_| {
        move_handle(ctx)?;
        // The address follows once things have come to rest; Link knows at once.
        press(ctx, "Link")?;
        let address = address(ctx)?;
        check(address.contains('?'), format!("{address} says nothing"))?;
        let moved = digest(ctx)?;
        ctx.tab.reload()?;
        ctx.tab.wait_until(GRASPABLE)?;
        check(digest(ctx)? == moved, format!("{address} gives another state"))
    })
}

/// A preset is a link to the page that is shown; the demo takes it over in place, and comes to what its address gives.
/// What each of them leads to is tested natively.
fn presets(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    each(ctx, &site, &FEW, |demo| {
        let presets: Vec<String> =
            ctx.tab.js("[...document.querySelectorAll('.starts a')].slice(0, 3).map((a) => a.href)")?;
        let mut expected = Vec::new();
        for preset in &presets {
            ctx.tab.goto(preset)?;
            ctx.tab.wait_until(ALIVE)?;
            press(ctx, "Link")?;
            ctx.tab.wait_for("#share-text")?;
            let address: String = ctx.tab.js("document.getElementById('share-text').value")?;
            expected.push((address, digest(ctx)?));
        }
        ctx.tab.goto(&site.url(demo))?;
        ctx.tab.wait_until(ALIVE)?;
        press(ctx, "Link")?;
        ctx.tab.run("window.here = true", vec![])?;
        for (i, (address, digest)) in expected.iter().enumerate() {
            ctx.tab.run(&format!("document.querySelectorAll('.starts a')[{i}].click()"), vec![])?;
            ctx.tab.wait_until(&format!(
                "location.href === {address:?} && document.getElementById('share-text')?.value === {address:?} && {DIGEST} === {digest:?}"
            ))?;
            check(ctx.tab.count(".trouble")? == 0, ctx.tab.text(".live")?)?;
        }
        check(ctx.tab.js("window.here === true")?, "a preset loaded the page anew")?;
        let mut addresses: Vec<&String> = expected.iter().map(|e| &e.0).collect();
        addresses.sort();
        addresses.dedup();
        check(addresses.len() >= 3, format!("presets that do not differ: {expected:?}"))
    })
}
