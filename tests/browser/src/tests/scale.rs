//! What a course of its full size costs a browser: measured, printed, and read by people (`scripts/scale`). Part of the
//! tests only where a site other than our own is named.

use super::offline::{Deployed, LESSON, OFFERED, SAVED, versions};
use super::states::READY;
use browser::{Ctx, Outcome, Test, check, site};
use std::fs;
use std::time::Duration;
use tokio::time::Instant;

/// The measurements.
pub const TESTS: &[Test] =
    &[Test::new("scale-one-file-opens", one_file), Test::new("scale-offline-copy-and-its-update", offline_copy)];

/// Three browsers may share a busy machine.
const LIMIT: Duration = Duration::from_secs(900);
/// Notes when the app is ready, counted from where the browser began to open the page.
const WATCH: &str = "<script>new MutationObserver(() => { if (document.documentElement.dataset.app === 'ready') window.readyAt ??= performance.now(); })\
  .observe(document.documentElement, { attributes: true });</script>";

fn one_file(ctx: &Ctx) -> Outcome {
    let html = fs::read_to_string(ctx.dist().join("descent.html"))?;
    let (start, rest) = html.split_once("<head>").ok_or("descent.html has no head")?;
    let path = site::output_folder()?.canonicalize()?.join(format!("descent-timed-{}.html", ctx.engine.name()));
    fs::write(&path, format!("{start}<head>{WATCH}{rest}"))?;
    let mut taken = Vec::new();
    for _ in 0..5 {
        ctx.tab.goto("about:blank")?;
        ctx.tab.goto(&format!("file://{}#/{LESSON}", path.display()))?;
        ctx.tab.wait_within(LIMIT, READY)?;
        taken.push(ctx.tab.js::<f64>("window.readyAt")?);
    }
    taken.sort_by(f64::total_cmp);
    println!(
        "      {:<9} descent.html, {:.1} MB, is ready after {:.1} s (median of five, {:.1} to {:.1})",
        ctx.engine.name(),
        html.len() as f64 / 1e6,
        taken[2] / 1e3,
        taken[0] / 1e3,
        taken[4] / 1e3
    );
    Ok(())
}

fn offline_copy(ctx: &Ctx) -> Outcome {
    let deployed = Deployed::whole(ctx, "/")?;
    let begin = Instant::now();
    ctx.tab.goto(&deployed.url("settings/"))?;
    ctx.tab.wait_within(
        LIMIT,
        &format!(
            "{READY} && ['part', 'ready'].includes(document.querySelector('.site-foot offline-copy').dataset.state)"
        ),
    )?;
    let core = begin.elapsed();
    ctx.tab.wait_within(LIMIT, SAVED)?;
    let whole = begin.elapsed();
    let files = versions(ctx)?;
    deployed.upload(&deployed.next_version("Second")?)?;
    let begin = Instant::now();
    ctx.tab.run("navigator.serviceWorker.getRegistration().then((r) => r.update());", vec![])?;
    ctx.tab.wait_within(LIMIT, OFFERED)?;
    ctx.tab.click("[data-notice=update] .button.primary")?;
    ctx.tab.wait_within(LIMIT, &format!("!document.querySelector('[data-notice=update]') && {READY} && {SAVED}"))?;
    let update = begin.elapsed();
    ctx.tab.goto(&deployed.url(LESSON))?;
    ctx.tab.wait_within(LIMIT, &format!("document.querySelector('h1').textContent.startsWith('Second') && {READY}"))?;
    check(versions(ctx)? == files, format!("{files:?} files, and after the update {:?}", versions(ctx)?))?;
    println!(
        "      {:<9} offline copy: {} files; the core after {:.1} s, everything after {:.1} s, an update after {:.1} s",
        ctx.engine.name(),
        files[0],
        core.as_secs_f64(),
        whole.as_secs_f64(),
        update.as_secs_f64()
    );
    Ok(())
}
