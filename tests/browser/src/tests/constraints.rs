//! What must hold whatever the page: readable without the app, any folder, from disk, nothing lost, nobody shut out.

use super::states::{ALIVE, wake_every_demo};
use browser::{Ctx, Outcome, Site, Test, check, site};
use std::fs;
use std::sync::LazyLock;
use std::time::Duration;

/// The tests.
pub const TESTS: &[Test] = &[
    Test::new("takes-over-without-a-jump", takes_over),
    Test::new("blocks-keep-their-height", blocks_keep_their_height),
    Test::new("same-bits-as-native", same_bits),
    Test::new("reads-without-wasm", reads_without_wasm),
    Test::new("works-in-any-folder", any_folder),
    Test::new("opens-from-disk", from_disk),
    Test::new("survives-denied-storage", denied_storage),
    Test::new("survives-full-storage", full_storage),
    Test::new("sets-corrupt-data-aside", corrupt_storage),
    Test::new("survives-a-panic", panic),
    Test::once("accessible-on-every-kind-of-page", accessible),
    Test::new("unknown-address", unknown_address),
];

const LESSON: &str = "lesson/confusion-matrix/";

fn takes_over(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(ALIVE)?;
    ctx.tab.two_frames()?;
    ctx.tab.expect_no_complaints()?;
    let text = ctx.tab.text("h1")?;
    check(text.contains("threshold"), text)
}

/// The living blocks take the room of their stand-ins, at three widths.
fn blocks_keep_their_height(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&["--without", "wasm"])?;
    let alive = ctx.site(&[])?;
    let heights = "[...document.querySelectorAll('[data-block]')].map((b) => [b.className, Math.round(b.getBoundingClientRect().height)])";
    for width in [360, 768, 1440] {
        ctx.tab.set_viewport(width, 900)?;
        // Twice, since fonts that come late count from the next page on.
        for _ in 0..2 {
            ctx.tab.goto(&site.url(LESSON))?;
            ctx.tab.wait_until("document.documentElement.dataset.app === 'failed'")?;
        }
        ctx.tab.run(
            "document.getElementById('notices').remove(); document.querySelectorAll('details.held, details.deeper').forEach((fold) => (fold.open = true))",
            vec![],
        )?;
        let still: Vec<(String, f64)> = ctx.tab.js(heights)?;
        ctx.tab.goto(&alive.url(LESSON))?;
        ctx.tab.wait_until(ALIVE)?;
        let open: Vec<(String, f64)> = ctx.tab.js(heights)?;
        wake_every_demo(ctx)?;
        ctx.tab.two_frames()?;
        let mut living: Vec<(String, f64)> = ctx.tab.js(heights)?;
        check(still.len() == open.len() && open.len() == living.len(), "another number of blocks")?;
        // At the next width nothing has been passed yet.
        ctx.tab.run("sessionStorage.clear(); localStorage.clear()", vec![])?;
        // A prediction changes its height when it is passed: what counts is how high it was before. One in the hold of
        // another is passed as soon as it shows.
        for (i, (class, before)) in open.iter().enumerate().filter(|(_, (class, _))| class.contains("predict")) {
            living[i] = (class.clone(), if *before > 0.0 { *before } else { still[i].1 });
        }
        for ((class, before), (_, after)) in still.iter().zip(&living) {
            // Half a pixel of rounding a question adds up in a long quiz. What stands below everything else may grow:
            // nothing below it moves but the foot.
            let last = class.contains("lesson-tools");
            check(last || (before - after).abs() <= 4.0, format!("{class} at {width}: {before} became {after}"))?;
        }
    }
    Ok(())
}

/// Every demo at every preset and every run of an algorithm, compared with the same cases run natively.
fn same_bits(ctx: &Ctx) -> Outcome {
    static NATIVE: LazyLock<Vec<String>> = LazyLock::new(|| bits::cases().iter().map(bits::Case::line).collect());
    let folder = tempfile::tempdir()?;
    for file in ["bits.html", "bits.js"] {
        fs::copy(site::root().join("tests/browser/fixture").join(file), folder.path().join(file))?;
    }
    let module = site::root().join("target/bits.wasm");
    fs::copy(&module, folder.path().join("bits.wasm"))
        .map_err(|e| format!("{}: {e}; run scripts/bits", module.display()))?;
    let site = Site::start(folder.path(), "/", &["--record"])?;
    ctx.tab.goto(&site.url("bits.html"))?;
    ctx.tab.wait_within(Duration::from_secs(180), "window.bits")?;
    let here: Vec<String> = ctx.tab.js("window.bits")?;
    let differs: Vec<_> = NATIVE.iter().zip(&here).filter(|(native, here)| native != here).collect();
    check(
        differs.is_empty(),
        format!("{} differ (native, here), the first are {:?}", differs.len(), &differs[..differs.len().min(5)]),
    )?;
    check(here.len() == NATIVE.len(), format!("{} cases of {}", here.len(), NATIVE.len()))
}

fn reads_without_wasm(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&["--without", "wasm"])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until("!document.getElementById('app-failed').hidden")?;
    check(ctx.tab.count(".prose p")? > 20, "text is missing")?;
    // What a prediction holds back is folded here, and one press away.
    ctx.tab.run("document.querySelector('.held:has(.demo-frame) > summary').click()", vec![])?;
    ctx.tab.run("document.querySelector('.demo-frame').scrollIntoView()", vec![])?;
    ctx.tab.wait_until(
        "[...document.querySelectorAll('.demo-frame .picture img')].some((i) => i.complete && i.naturalWidth > 300)",
    )?;
    check(ctx.tab.count(".demo-frame table tr")? > 5, "tables are missing")?;
    check(ctx.tab.count(".quiz details")? >= 5, "answers are missing")?;
    ctx.tab.run(
        "document.querySelector('.blocks > .quiz .item details summary').scrollIntoView({ block: 'center' })",
        vec![],
    )?;
    ctx.tab.click(".blocks > .quiz .item details summary")?;
    check(!ctx.tab.text(".blocks > .quiz .item details .answer-body")?.is_empty(), "an answer is empty")
}

fn any_folder(ctx: &Ctx) -> Outcome {
    let site = ctx.site_at("/a/b/", &[])?;
    ctx.tab.goto(&site.url(""))?;
    ctx.tab.wait_until("document.documentElement.dataset.app === 'ready'")?;
    ctx.tab.click(".road-list a[href*=confusion-matrix]")?;
    ctx.tab.wait_until(ALIVE)?;
    check(ctx.tab.url()?.ends_with("/a/b/lesson/confusion-matrix/"), ctx.tab.url()?)?;
    let after: Vec<String> =
        ctx.tab.js("[...document.querySelectorAll('main [data-block]')].map((b) => b.className)")?;
    ctx.tab.reload()?;
    ctx.tab.wait_until(ALIVE)?;
    let reloaded: Vec<String> =
        ctx.tab.js("[...document.querySelectorAll('main [data-block]')].map((b) => b.className)")?;
    check(after == reloaded, "the page differs after a reload")?;
    ctx.tab.click(".site-nav a[data-nav='glossary/']")?;
    ctx.tab.wait_until("document.title.startsWith('Glossary') && document.activeElement.tagName === 'H1'")?;
    ctx.tab.back()?;
    ctx.tab.wait_until(ALIVE)?;
    ctx.tab.expect_no_complaints()
}

fn from_disk(ctx: &Ctx) -> Outcome {
    ctx.tab.goto_file(&ctx.dist().join("descent.html"))?;
    ctx.tab.wait_until("document.documentElement.dataset.app === 'ready'")?;
    ctx.tab.click(".road-list a[href*=confusion-matrix]")?;
    ctx.tab.wait_until(ALIVE)?;
    check(ctx.tab.url()?.ends_with("#/lesson/confusion-matrix/"), ctx.tab.url()?)?;
    ctx.tab.click(".contents li:nth-child(3) a")?;
    ctx.tab.wait_until("location.hash.includes('~')")
}

fn denied_storage(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url("lesson/confusion-matrix/?deny-storage"))?;
    ctx.tab.wait_until(ALIVE)?;
    ctx.tab.wait_for("[data-notice=study]")?;
    ctx.tab.click("[data-notice=study] .button")?;
    ctx.tab.wait_gone("[data-notice=study]")?;
    ctx.tab.click(".lesson-tools-box .button.primary")?;
    ctx.tab.wait_until("document.querySelector('.lesson-tools-box .button.primary').textContent.includes('✓')")
}

fn full_storage(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(ALIVE)?;
    ctx.tab.run(
        "let size = 1 << 20; let i = 0; while (size > 0) { try { localStorage.setItem('filler' + i++, 'x'.repeat(size)); } catch { size >>= 1; } }",
        vec![],
    )?;
    ctx.tab.click(".lesson-tools-box .button.primary")?;
    ctx.tab.wait_for("[data-notice=study]")?;
    check(ctx.tab.text("[data-notice=study]")?.contains("full"), ctx.tab.text("[data-notice=study]")?)?;
    ctx.tab.clear_storage()
}

fn corrupt_storage(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url("settings/"))?;
    ctx.tab.wait_for(".settings section")?;
    ctx.tab.store("descent:/:log:ab:0", "{\"format\":\"descent-study\",\"version\":1,\"events\":[{\"id\":")?;
    ctx.tab.reload()?;
    ctx.tab.wait_for("[data-notice=study]")?;
    check(ctx.tab.text("[data-notice=study]")?.contains("could not be read"), "it is not said")?;
    let kept = ctx.tab.storage()?.values().any(|v| v.contains("descent-study") && v.ends_with("{\"id\":"));
    check(kept, "the damaged bytes are gone")
}

fn panic(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(ALIVE)?;
    ctx.tab.click(".lesson-tools-box .button.primary")?;
    ctx.tab.wait_until("document.querySelector('.lesson-tools-box .button.primary').textContent.includes('✓')")?;
    ctx.tab.run("try { document.dispatchEvent(new Event('descent:panic')); } catch {}", vec![])?;
    ctx.tab.wait_until("!document.getElementById('app-stopped').hidden")?;
    check(ctx.tab.count(".prose p")? > 20, "the text is gone")?;
    ctx.tab.click("#app-reload")?;
    ctx.tab.wait_until("document.documentElement.dataset.app === 'ready' && document.querySelector('.lesson-tools-box .button.primary')?.textContent.includes('✓')")
}

fn accessible(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    for theme in ["light", "dark"] {
        ctx.tab.goto(&site.url("settings/"))?;
        ctx.tab.store("descent:/:display", &format!("{{\"theme\":\"{theme}\"}}"))?;
        for path in ["", LESSON, "demo/confusion-matrix/", "demos/", "review/", "glossary/", "settings/", "about/"] {
            ctx.tab.goto(&site.url(path))?;
            ctx.tab.wait_until("document.documentElement.dataset.app === 'ready'")?;
            if path.contains("confusion") {
                ctx.tab.wait_until(ALIVE)?;
            }
            let found = ctx.tab.axe()?;
            check(
                found.is_empty(),
                format!("{path} {theme}: {}", found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
            )?;
        }
    }
    Ok(())
}

fn unknown_address(ctx: &Ctx) -> Outcome {
    let site = ctx.site_at("/a/b/", &[])?;
    ctx.tab.goto(&site.url("lesson/no-such-lesson/"))?;
    ctx.tab.wait_until("!document.getElementById('ways').hidden")?;
    ctx.tab.click("#ways a")?;
    ctx.tab.wait_for(".road-list")
}
