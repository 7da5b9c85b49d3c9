//! Engines beside the page: one that ends or hangs ends no other, and where there are no workers the page computes.

use super::states::{GRASPABLE, wake_every_demo};
use browser::{Ctx, Outcome, Site, Test, check};

/// The tests.
pub const TESTS: &[Test] = &[
    Test::new("engine-that-traps-ends-one-demo", traps),
    Test::new("engine-that-hangs-can-be-stopped", hangs),
    Test::new("demo-without-workers", without_workers),
];

const LESSON: &str = "lesson/gradient-descent/";

/// The n-th of the demos that can be grasped.
fn demo(n: usize) -> String {
    format!("[...document.querySelectorAll('.demo-frame')].filter((demo) => demo.querySelector('.handle'))[{n}]")
}

fn digest(ctx: &Ctx, n: usize) -> Outcome<String> {
    ctx.tab.js(&format!("{}.dataset.digest", demo(n)))
}

/// Moves the first handle of a demo by a key.
fn nudge(ctx: &Ctx, n: usize) -> Outcome {
    ctx.tab.run(&format!("{}.querySelector('.handle').focus()", demo(n)), vec![])?;
    ctx.tab.press("ArrowLeft")
}

fn press(ctx: &Ctx, n: usize, label: &str) -> Outcome {
    let button = format!("[...{}.querySelectorAll('button')].find((b) => b.textContent.trim() === '{label}')", demo(n));
    ctx.tab.wait_until(&button)?;
    ctx.tab.run(&format!("{button}.click()"), vec![]).map(|_| ())
}

/// A lesson whose demos all run, the first of them moved once. Gives the digests of the first two.
fn open(ctx: &Ctx, site: &Site) -> Outcome<[String; 2]> {
    ctx.tab.goto(&site.url(LESSON))?;
    wake_every_demo(ctx)?;
    ctx.tab.wait_until(&demo(1))?;
    let start = digest(ctx, 0)?;
    nudge(ctx, 0)?;
    ctx.tab.wait_until(&format!("{}.dataset.digest !== {start:?}", demo(0)))?;
    Ok([digest(ctx, 0)?, digest(ctx, 1)?])
}

/// What happens to the message that the next key sends to an engine.
fn at_the_next_key(ctx: &Ctx, instead: &str) -> Outcome {
    let script = format!(
        "addEventListener('keydown', () => {{ const post = Worker.prototype.postMessage; \
         Worker.prototype.postMessage = function () {{ Worker.prototype.postMessage = post; {instead} }}; }}, \
         {{ capture: true, once: true }});"
    );
    ctx.tab.run(&script, vec![]).map(|_| ())
}

/// The second demo is as it was and answers.
fn other_answers(ctx: &Ctx, before: &str) -> Outcome {
    check(digest(ctx, 1)? == before, "the other demo changed")?;
    nudge(ctx, 1)?;
    ctx.tab.wait_until(&format!("{}.dataset.digest !== {before:?}", demo(1)))
}

fn traps(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    let [first, second] = open(ctx, &site)?;
    // A message that no memory holds: the module traps over it.
    at_the_next_key(ctx, "post.call(this, { length: 4294967295 })")?;
    nudge(ctx, 0)?;
    press(ctx, 0, "Start again from here")?;
    ctx.tab.wait_until(&format!("{}.dataset.digest === {first:?}", demo(0)))?;
    nudge(ctx, 0)?;
    ctx.tab.wait_until(&format!("{}.dataset.digest !== {first:?}", demo(0)))?;
    other_answers(ctx, &second)?;
    check(ctx.tab.count("[data-notice=stopped]")? == 0, "the page stopped with its demo")
}

fn hangs(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    let [first, second] = open(ctx, &site)?;
    // A message that is not answered, as by an engine that computes without end.
    at_the_next_key(ctx, "")?;
    nudge(ctx, 0)?;
    press(ctx, 0, "Stop")?;
    other_answers(ctx, &second)?;
    nudge(ctx, 0)?;
    ctx.tab.wait_until(&format!("{}.dataset.digest !== {first:?}", demo(0)))?;
    press(ctx, 0, "Undo")?;
    ctx.tab.wait_until(&format!("{}.dataset.digest === {first:?}", demo(0)))?;
    ctx.tab.expect_no_errors()
}

fn without_workers(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url("demo/logistic-regression/"))?;
    ctx.tab.wait_until(GRASPABLE)?;
    let in_worker = digest(ctx, 0)?;
    ctx.tab.goto(&site.url("demo/logistic-regression/?deny-workers"))?;
    ctx.tab.wait_until(GRASPABLE)?;
    check(digest(ctx, 0)? == in_worker, "the page computes something else than a worker")?;
    nudge(ctx, 0)?;
    ctx.tab.wait_until(&format!("{}.dataset.digest !== {in_worker:?}", demo(0)))?;
    press(ctx, 0, "Undo")?;
    ctx.tab.wait_until(&format!("{}.dataset.digest === {in_worker:?}", demo(0)))?;
    ctx.tab.expect_no_errors()
}
