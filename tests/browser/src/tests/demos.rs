//! Every demo of the gallery: by keyboard, by mouse, step by step, and through its link.

use super::states::GRASPABLE;
use browser::{Ctx, Outcome, Site, Test, check};

/// The tests.
pub const TESTS: &[Test] = &[
    Test::new("every-demo-by-keyboard", by_keyboard),
    Test::new("every-demo-by-mouse", by_mouse),
    Test::new("every-demo-steps-and-goes-back", steps),
    Test::new("every-demo-reads-its-link", link),
    Test::new("every-preset-is-taken-over", presets),
];

const DIGEST: &str = "document.querySelector('.demo-frame').dataset.digest";

/// Opens each demo's own page in turn.
fn each(ctx: &Ctx, look: impl Fn(&Site, &str) -> Outcome) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url("demos/"))?;
    let demos: Vec<String> =
        ctx.tab.js("[...document.querySelectorAll('.gallery a')].map((a) => a.getAttribute('href'))")?;
    check(demos.len() >= 6, format!("the gallery holds {demos:?}"))?;
    for demo in &demos {
        let demo = demo.trim_start_matches("../");
        ctx.tab.goto(&site.url(demo))?;
        ctx.tab.wait_until(GRASPABLE)?;
        look(&site, demo).map_err(|failure| browser::Failure::Wrong(format!("{demo}: {failure:?}")))?;
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

fn by_keyboard(ctx: &Ctx) -> Outcome {
    each(ctx, |_, _| {
        let before = digest(ctx)?;
        let sentence = ctx.tab.text(".live")?;
        ctx.tab.run("document.querySelector('.handle').focus()", vec![])?;
        ctx.tab.press_times("ArrowLeft", 4)?;
        wait_for_another(ctx, &before)?;
        // What changed is said once things have come to rest.
        ctx.tab.wait_until("document.querySelector('.demo-head [role=status]').textContent.length > 10")?;
        check(!sentence.is_empty(), "no sentence says what is seen")
    })
}

fn by_mouse(ctx: &Ctx) -> Outcome {
    each(ctx, |_, _| {
        let before = digest(ctx)?;
        ctx.tab.drag_by(".handle", (-40.0, 12.0))?;
        wait_for_another(ctx, &before)?;
        press(ctx, "Undo")?;
        ctx.tab.wait_until(&format!("{DIGEST} === {before:?}"))
    })
}

fn steps(ctx: &Ctx) -> Outcome {
    each(ctx, |_, _| {
        if ctx.tab.count(".bar .tool.run")? == 0 {
            return Ok(());
        }
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
    each(ctx, |_, _| {
        let before = digest(ctx)?;
        ctx.tab.run("document.querySelector('.handle').focus()", vec![])?;
        ctx.tab.press_times("ArrowLeft", 3)?;
        wait_for_another(ctx, &before)?;
        // The address follows once things have come to rest; Link knows at once.
        press(ctx, "Link")?;
        ctx.tab.wait_until(
            "location.search.length > 3 && document.getElementById('share-text')?.value === location.href",
        )?;
        let moved = digest(ctx)?;
        ctx.tab.reload()?;
        ctx.tab.wait_until(GRASPABLE)?;
        check(digest(ctx)? == moved, format!("{} gives another state", ctx.tab.url()?))
    })
}

/// A preset is a link to the page that is shown; the demo takes it over in place.
fn presets(ctx: &Ctx) -> Outcome {
    each(ctx, |_, demo| {
        let count = ctx.tab.count(".starts a")?;
        check(count >= 3, format!("{demo} offers {count} starts"))?;
        press(ctx, "Link")?;
        for i in 0..count {
            let preset = format!("document.querySelectorAll('.starts a')[{i}]");
            ctx.tab.run(&format!("{preset}.click()"), vec![])?;
            // Once the address has come to rest it says no more than the preset did: defaults are left out, and a
            // run may end before the step that was wished for.
            ctx.tab.wait_until(&format!(
                "document.getElementById('share-text')?.value === location.href && document.querySelector('.picture.live canvas') \
                 && [...new URLSearchParams(location.search).keys()].every((k) => k === 'step' || new URLSearchParams({preset}.search).has(k))"
            ))?;
            check(ctx.tab.count(".trouble")? == 0, ctx.tab.text(".live")?)?;
        }
        Ok(())
    })
}
