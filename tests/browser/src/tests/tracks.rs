//! The offline copy by tracks: what is there and what is missing, and what may go wrong while one of them is saved.

use super::offline::{Deployed, LESSON, OFFERED, PATIENCE, SAVED, heading, look_for_update, reload, versions, visit};
use super::offline::{copy, follow, wait_or_tell};
use super::states::{ALIVE, READY};
use browser::{Ctx, Engine, Outcome, Test, check, failure};
use serde_json::json;
use std::fs;

/// The tests.
pub const TESTS: &[Test] = &[
    Test::new("offline-by-track", by_track),
    Test::new("offline-track-without-a-file", without_a_file),
    Test::new("offline-news-in-their-order", news_in_order),
    Test::new("offline-track-and-a-worker-that-is-ended", ended_worker),
    Test::new("offline-track-and-an-update", update_meanwhile),
    Test::new("offline-track-of-another-version", other_version),
    Test::new("offline-update-while-the-old-one-is-asked", update_under_questions),
    Test::new("offline-file-lost", lost_file),
];

const OTHER_LESSON: &str = "lesson/how-to-learn/";
/// Put first into the worker: whatever belongs to a lesson comes after a while, if nobody wants it no longer.
const SLOW_LESSONS: &str = "{ const ask = self.fetch; self.fetch = async (address, options) => {
  if (String(address.url ?? address).includes('/lesson/')) await new Promise((done, stopped) => {
    setTimeout(done, MILLISECONDS);
    options?.signal?.addEventListener('abort', () => stopped(options.signal.reason));
  });
  return ask(address, options);
}; }\n";

fn slow_lessons(milliseconds: u32) -> String {
    SLOW_LESSONS.replace("MILLISECONDS", &milliseconds.to_string())
}

/// The line of a track in the settings.
fn line(title: &str) -> String {
    format!("[...document.querySelectorAll('offline-copy[full] li')].find((li) => li.textContent.includes('{title}'))")
}

/// Presses the button of a track once it says what it should.
fn press(ctx: &Ctx, title: &str, label: &str) -> Outcome {
    let line = line(title);
    ctx.tab.wait_until(&format!("{line}?.querySelector('button')?.textContent === '{label}'"))?;
    ctx.tab.run(&format!("{line}.querySelector('button').click();"), vec![]).map(drop)
}

const CLASSICAL: &str = "Classical machine learning";

/// A track that the reader leaves out is named as missing, and its pages say so; the rest is there, and the track can be
/// had again.
fn by_track(ctx: &Ctx) -> Outcome {
    let mut deployed = Deployed::new(ctx, "/")?;
    visit(ctx, &deployed, "settings/")?;
    let track = line(CLASSICAL);
    ctx.tab.wait_until(&format!("{track}?.dataset.there === 'true'"))?;
    ctx.tab.expect_accessible()?;
    let whole = versions(ctx)?;
    press(ctx, CLASSICAL, "Remove")?;
    ctx.tab.wait_until(&format!("{track}.dataset.there === 'false'"))?;
    check(ctx.tab.text(".site-foot offline-copy")?.contains("in part"), ctx.tab.text(".site-foot offline-copy")?)?;
    check(versions(ctx)?[0] < whole[0], "nothing was removed")?;
    // The choice holds for the next visit.
    reload(ctx)?;
    ctx.tab.wait_until(&format!("{READY} && {track}?.dataset.there === 'false'"))?;
    deployed.stop()?;
    ctx.tab.goto(&deployed.url(LESSON))?;
    ctx.tab.wait_until("document.querySelector('h1').textContent === 'Not in the offline copy'")?;
    for path in ["glossary/", OTHER_LESSON] {
        ctx.tab.goto(&deployed.url(path))?;
        ctx.tab.wait_within(PATIENCE, READY)?;
    }
    deployed.resume()?;
    ctx.tab.goto(&deployed.url(LESSON))?;
    ctx.tab.wait_within(PATIENCE, ALIVE)?;
    ctx.tab.goto(&deployed.url("settings/"))?;
    ctx.tab.wait_within(PATIENCE, READY)?;
    press(ctx, CLASSICAL, "Save")?;
    ctx.tab.wait_within(PATIENCE, SAVED)?;
    check(versions(ctx)? == whole, format!("{:?}, and there were {whole:?}", versions(ctx)?))?;
    deployed.stop()?;
    ctx.tab.goto(&deployed.url(LESSON))?;
    ctx.tab.wait_within(PATIENCE, ALIVE)
}

/// One file that the host has lost keeps its own track from being complete, and no other.
fn without_a_file(ctx: &Ctx) -> Outcome {
    let deployed = Deployed::new(ctx, "/")?;
    let file = deployed.file(OTHER_LESSON).join("page.json");
    let whole = fs::read(&file)?;
    fs::remove_file(&file)?;
    ctx.tab.goto(&deployed.url("settings/"))?;
    let other = line("Orientation");
    ctx.tab.wait_within(PATIENCE, &format!("{}?.dataset.there === 'true'", line(CLASSICAL)))?;
    ctx.tab.wait_until(&format!("{other}.dataset.there === 'false' && {other}.textContent.includes('interrupted')"))?;
    fs::write(&file, whole)?;
    press(ctx, "Orientation", "Save")?;
    ctx.tab.wait_within(PATIENCE, SAVED)
}

/// What the worker has said last is what is shown, even if looking things up took longer for something it said before.
fn news_in_order(ctx: &Ctx) -> Outcome {
    let deployed = Deployed::new(ctx, "/")?;
    deployed.before_worker(&slow_lessons(40))?;
    ctx.tab.goto(&deployed.url("settings/"))?;
    ctx.tab.run(
        "let count = 0; const match = CacheStorage.prototype.match; CacheStorage.prototype.match = async function (...of) {
            if (count++ % 2 === 0) await new Promise((done) => setTimeout(done, 400));
            return match.apply(this, of);
        };",
        vec![],
    )?;
    for track in ["Orientation", CLASSICAL] {
        let line = line(track);
        ctx.tab.wait_within(
            PATIENCE,
            &format!("{line}?.dataset.there === 'true' && {line}.textContent.includes(', kept')"),
        )?;
    }
    ctx.tab.wait_within(PATIENCE, SAVED)
}

/// Browsers end a worker that is busy for long. The page wakes it, and it goes on where it was.
fn ended_worker(ctx: &Ctx) -> Outcome {
    if ctx.engine != Engine::Chromium {
        return failure::skip("only Chromium's driver can end a worker");
    }
    let deployed = Deployed::new(ctx, "/")?;
    deployed.before_worker(&slow_lessons(700))?;
    ctx.tab.goto(&deployed.url("settings/"))?;
    let saving = format!("{}?.dataset.saving === 'true'", line(CLASSICAL));
    ctx.tab.wait_within(PATIENCE, &saving)?;
    ctx.tab.cdp("ServiceWorker.enable", json!({}))?;
    ctx.tab.cdp("ServiceWorker.stopAllWorkers", json!({}))?;
    // What the page does every twenty seconds it does when its reader comes back, too.
    ctx.tab.run("document.dispatchEvent(new Event('visibilitychange'));", vec![])?;
    ctx.tab.wait_within(PATIENCE, SAVED)
}

/// A new version that the reader accepts does not wait for the track that the old one is saving.
fn update_meanwhile(ctx: &Ctx) -> Outcome {
    let deployed = Deployed::new(ctx, "/")?;
    // The track would take an hour.
    deployed.before_worker(&slow_lessons(3_600_000))?;
    ctx.tab.goto(&deployed.url("settings/"))?;
    ctx.tab.wait_within(PATIENCE, &format!("{}?.dataset.saving === 'true'", line("Orientation")))?;
    offer_second(ctx, &deployed)?;
    take_second(ctx, &deployed)
}

/// The host gets a second version, and the page offers it.
fn offer_second(ctx: &Ctx, deployed: &Deployed) -> Outcome {
    deployed.upload(&deployed.next_version("Second")?)?;
    check(look_for_update(ctx)? == "installed", "the new version was not taken")?;
    ctx.tab.wait_within(PATIENCE, OFFERED)
}

/// The reader takes it.
fn take_second(ctx: &Ctx, deployed: &Deployed) -> Outcome {
    ctx.tab.click("[data-notice=update] .button.primary")?;
    let updated = format!("!document.querySelector('[data-notice=update]') && {READY} && {SAVED}");
    wait_or_tell(ctx, &updated, "the new version does not take over")?;
    ctx.tab.goto(&deployed.url(LESSON))?;
    ctx.tab.wait_within(PATIENCE, "document.querySelector('h1').textContent.startsWith('Second')")
}

/// Chromium puts off the change of workers when the old one is asked for something at that moment. The page does not
/// wait for it.
fn update_under_questions(ctx: &Ctx) -> Outcome {
    let deployed = Deployed::new(ctx, "/")?;
    visit(ctx, &deployed, "settings/")?;
    offer_second(ctx, &deployed)?;
    ctx.tab.run_async(
        "const { active } = await navigator.serviceWorker.getRegistration();
         let left = 300;
         const ask = () => { active.postMessage('?'); if (left--) setTimeout(ask, 1); };
         ask();",
        vec![],
    )?;
    take_second(ctx, &deployed)
}

/// The host has another version by now, of a track that is not kept: its pages come whole from there, and the app that
/// runs does not mix them with its own.
fn other_version(ctx: &Ctx) -> Outcome {
    let deployed = Deployed::new(ctx, "/")?;
    visit(ctx, &deployed, "settings/")?;
    press(ctx, CLASSICAL, "Remove")?;
    ctx.tab.wait_until(&format!("{}.dataset.there === 'false'", line(CLASSICAL)))?;
    // All but the worker: it may come later.
    copy(deployed.next_version("Second")?.path(), &deployed.file(""))?;
    follow(ctx, &deployed, LESSON)?;
    ctx.tab.wait_until("document.querySelector('main').textContent.includes('made by another version')")?;
    reload(ctx)?;
    ctx.tab.wait_within(PATIENCE, ALIVE)?;
    check(heading(ctx)?.starts_with("Second"), heading(ctx)?)?;
    // What is kept still comes from the version that is kept.
    follow(ctx, &deployed, OTHER_LESSON)?;
    ctx.tab.wait_until(&format!("location.pathname.endsWith('/{OTHER_LESSON}') && {READY}"))
}

/// A file that the browser has lost comes from the host, and then it is kept again.
fn lost_file(ctx: &Ctx) -> Outcome {
    let deployed = Deployed::new(ctx, "/")?;
    visit(ctx, &deployed, "settings/")?;
    let lost = ctx.tab.run_async(
        "const name = (await caches.keys()).find((name) => !name.endsWith(':state'));
         const gone = await (await caches.open(name)).delete(args[0]);
         return [gone, (await fetch(args[0])).ok];",
        vec![deployed.url(&format!("{LESSON}page.json")).into()],
    )?;
    check(lost == json!([true, true]), format!("{lost}"))?;
    let found = ctx.tab.run_async(
        "for (let i = 0; i < 500 && !await caches.match(args[0]); i++) await new Promise((done) => setTimeout(done, 20));
         return Boolean(await caches.match(args[0]));",
        vec![deployed.url(&format!("{LESSON}page.json")).into()],
    )?;
    check(found == json!(true), "the file is not kept again")?;
    ctx.tab.wait_within(PATIENCE, SAVED)
}
