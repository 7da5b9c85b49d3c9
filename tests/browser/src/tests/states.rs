//! Conditions on a page that many tests wait for.

use browser::{Ctx, Outcome};

/// The app has taken the page over.
pub const READY: &str = "document.documentElement.dataset.app === 'ready'";
/// And every demo that is near runs: until the last of them has come, its stand-in is part of the page. Demos that are
/// further than one and a half windows away begin when the reader comes near, those in a fold when it opens.
pub const ALIVE: &str = "document.documentElement.dataset.app === 'ready' && [...document.querySelectorAll('.block.demo')].every((demo) => !demo.getClientRects().length || demo.closest('details:not([open])') || demo.querySelector('.picture.live canvas') || !(({ top, bottom }) => top < 2.5 * innerHeight && bottom > -1.5 * innerHeight)(demo.getBoundingClientRect()))";
/// Goes on without a guess wherever one is asked for, so that nothing is held back any more.
pub fn pass_every_prediction(ctx: &Ctx) -> Outcome {
    ctx.tab.wait_until(READY)?;
    ctx.tab.run("document.querySelectorAll('[data-skip]').forEach((button) => button.click())", vec![])?;
    ctx.tab.wait_until("!document.querySelector('[data-skip], .held[hidden], .held-note')")
}

/// Scrolls to each demo of the page in turn, so that all of them run.
pub fn wake_every_demo(ctx: &Ctx) -> Outcome {
    pass_every_prediction(ctx)?;
    ctx.tab.run("document.querySelectorAll('details.deeper').forEach((fold) => (fold.open = true))", vec![])?;
    // Tools too come to life when they are near.
    for (block, alive) in [(".block.demo", ".picture.live canvas"), (".block.sort", "form")] {
        for i in 0..ctx.tab.count(block)? {
            let place = format!("document.querySelectorAll('{block}')[{i}]");
            ctx.tab.run(&format!("{place}.scrollIntoView()"), vec![])?;
            ctx.tab.wait_until(&format!("{place}.querySelector('{alive}')"))?;
        }
    }
    ctx.tab.run("window.scrollTo(0, 0)", vec![]).map(|_| ())
}

/// And there is something to take hold of.
pub const GRASPABLE: &str = "document.documentElement.dataset.app === 'ready' && document.querySelector('.picture.live canvas') && document.querySelector('.handle')";
