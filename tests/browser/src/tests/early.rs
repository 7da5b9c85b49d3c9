//! What a reader does while the app is still on its way counts. The server holds the app back until the test lets it go.

use super::states::ALIVE;
use browser::{Ctx, Outcome, Site, Test, check};

/// The tests.
pub const TESTS: &[Test] = &[
    Test::new("early-answers-are-kept", answers),
    Test::new("early-settings-and-folds-are-kept", settings_and_folds),
    Test::new("early-run-starts-when-the-app-is-there", run),
    Test::new("early-preset-links-lead-to-their-demo", preset),
    Test::new("early-search", search),
];

const LESSON: &str = "lesson/gradient-descent/";

/// The site with its app held back, opened at a page whose own script runs already.
fn held(ctx: &Ctx, path: &str) -> Outcome<Site> {
    let site = ctx.site(&["--hold", "wasm"])?;
    ctx.tab.goto(&site.url(path))?;
    ctx.tab.wait_until("globalThis.descentRoot")?;
    let state: Option<String> = ctx.tab.js("document.documentElement.dataset.app ?? null")?;
    check(state.is_none(), format!("the app was not held back, it is {state:?}"))?;
    Ok(site)
}

/// Lets the app go and waits for it.
fn release(ctx: &Ctx) -> Outcome {
    ctx.tab.run_async("await fetch('/__release')", vec![])?;
    ctx.tab.wait_until(ALIVE)
}

fn answers(ctx: &Ctx) -> Outcome {
    let _site = held(ctx, LESSON)?;
    // One choice of each question that has some, changed once; and a number.
    let chosen = ctx.tab.run(
        "const ids = []; for (const fields of document.querySelectorAll('.quiz .choices')) { const all = fields.querySelectorAll('input'); all[0].click(); if (all[0].type === 'radio') { all[1].click(); ids.push(all[1].id); } else ids.push(all[0].id); } return ids;",
        vec![],
    )?;
    let chosen: Vec<String> = serde_json::from_value(chosen)?;
    check(chosen.len() >= 2, format!("too few questions with choices: {chosen:?}"))?;
    let number: String = ctx.tab.js("document.querySelector('.quiz .number input').id")?;
    ctx.tab.type_into(&format!("#{number}"), "12")?;
    release(ctx)?;
    for id in &chosen {
        ctx.tab.wait_until(&format!("document.getElementById('{id}')?.checked"))?;
        // The form knows it too: it can be submitted.
        ctx.tab.wait_until(&format!(
            "!document.getElementById('{id}').closest('form').querySelector('[type=submit]').disabled"
        ))?;
    }
    check(ctx.tab.js(&format!("document.getElementById('{number}').value === '12'"))?, "the number is lost")?;
    check(ctx.tab.js(&format!("document.activeElement.id === '{number}'"))?, "the focus is lost")?;
    // Typing goes on where it stopped.
    ctx.tab.type_into(&format!("#{number}"), "5")?;
    ctx.tab.wait_until(&format!(
        "document.getElementById('{number}').value === '125' && !document.getElementById('{number}').closest('form').querySelector('[type=submit]').disabled"
    ))?;
    ctx.tab.run(
        &format!("document.getElementById('{}').closest('form').querySelector('[type=submit]').click()", chosen[0]),
        vec![],
    )?;
    ctx.tab.wait_until(&format!("document.getElementById('{}').closest('form').querySelector('.word')", chosen[0]))?;
    ctx.tab.expect_no_errors()
}

fn settings_and_folds(ctx: &Ctx) -> Outcome {
    let _site = held(ctx, LESSON)?;
    let folds: usize = ctx.tab.js("document.querySelectorAll('main details:not(.answer)').length")?;
    check(folds > 4, format!("{folds} folds"))?;
    // What is held back, a fold of the text, one of a demo, and a card.
    ctx.tab.run("document.querySelectorAll('.held').forEach((held) => (held.open = true)); document.querySelector('.prose details').open = true; document.querySelector('.demo-frame details').open = true; document.querySelector('.card-list details').open = true;", vec![])?;
    let card: String = ctx.tab.js("document.querySelector('.card-list details').id")?;
    let slider: String = ctx.tab.js("document.querySelector('.demo-frame input[type=range]:not(:disabled)').id")?;
    ctx.tab.run("document.getElementById(arguments[0]).focus()", vec![slider.as_str().into()])?;
    let before: String = ctx.tab.js(&format!("document.getElementById('{slider}').value"))?;
    ctx.tab.press_times("ArrowRight", 2)?;
    let moved: String = ctx.tab.js(&format!("document.getElementById('{slider}').value"))?;
    check(before != moved, "the slider did not move")?;
    ctx.tab.two_frames()?;
    release(ctx)?;
    // Who has seen what a prediction holds goes on without one.
    check(ctx.tab.count(".held[hidden], .held-note")? == 0, "what was open is held back")?;
    check(ctx.tab.js("document.querySelector('.prose details').open")?, "a fold of the text closed")?;
    ctx.tab.wait_until(&format!(
        "document.getElementById('{card}').open && document.querySelector('.demo-frame details').open"
    ))?;
    let after: String = ctx.tab.js(&format!("document.getElementById('{slider}').value"))?;
    check(after == moved, format!("the slider went from {moved} to {after}"))?;
    check(ctx.tab.js(&format!("document.activeElement.id === '{slider}'"))?, "the focus is lost")?;
    ctx.tab.expect_no_errors()
}

fn run(ctx: &Ctx) -> Outcome {
    let _site = held(ctx, "demo/gradient-descent/")?;
    // Pressed, thought better of, pressed again.
    for expected in ["true", "false", "true"] {
        ctx.tab.click("[data-early-run]")?;
        let pressed = ctx.tab.attribute("[data-early-run]", "aria-pressed")?;
        check(pressed.as_deref() == Some(expected), format!("{pressed:?}"))?;
    }
    ctx.tab.run_async("await fetch('/__release')", vec![])?;
    ctx.tab.wait_until("document.querySelector('.picture.live canvas')")?;
    ctx.tab.wait_until("parseInt(document.querySelector('.steps')?.textContent) > 0")?;
    check(ctx.tab.js("document.activeElement.classList.contains('run')")?, "the focus is lost")?;
    ctx.tab.expect_no_errors()
}

/// Before the app is there, a preset of a lesson's demo is a plain link to the demo's own page in that state.
fn preset(ctx: &Ctx) -> Outcome {
    let _site = held(ctx, LESSON)?;
    let href: String = ctx.tab.js("document.querySelector('a.try').href")?;
    ctx.tab.run("document.querySelector('a.try').click()", vec![])?;
    ctx.tab.wait_until(&format!("location.href === {href:?}"))?;
    ctx.tab.wait_until("globalThis.descentRoot")?;
    ctx.tab.run_async("await fetch('/__release')", vec![])?;
    ctx.tab.wait_until("document.querySelector('.picture.live canvas')")?;
    ctx.tab.expect_no_errors()
}

fn search(ctx: &Ctx) -> Outcome {
    let site = held(ctx, LESSON)?;
    super::search::open(ctx)?;
    super::search::ask(ctx, "what the area means")?;
    // The app comes while the dialog is open, which stays as it is.
    release(ctx)?;
    check(ctx.tab.focused()? == "input#search-input", ctx.tab.focused()?)?;
    ctx.tab.press("Enter")?;
    ctx.tab.wait_until("document.activeElement.id === 'what-the-area-means'")?;
    check(ctx.tab.url()? == site.url("lesson/roc-and-pr/#what-the-area-means"), ctx.tab.url()?)?;
    ctx.tab.expect_no_errors()
}
