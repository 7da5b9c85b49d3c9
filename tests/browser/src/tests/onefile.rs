//! The one-file edition, opened from disk: everything in it works, and it asks nobody for anything.

use super::states::READY;
use browser::{Ctx, Engine, Outcome, Test, check, site};
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

/// The tests.
pub const TESTS: &[Test] = &[
    Test::new("one-file-deep-links-and-history", links),
    Test::new("one-file-runs-a-demo", demo),
    Test::new("one-file-keeps-progress-or-says-not", progress),
    Test::new("one-file-reviews-a-card", review),
    Test::new("one-file-search", search),
    Test::new("one-file-addresses-as-other-programs-leave-them", addresses),
    Test::new("one-file-with-a-query-or-another-name", other_names),
];

const LESSON: &str = "#/lesson/confusion-matrix/";

/// Put before the page's policy: keeps what the policy stops. It lets nothing of a host or a folder through, so whatever
/// the page asks for shows here, or, should the policy ever be lost, among the page's resources.
const WATCH: &str = "<script>window.asked = []; document.addEventListener('securitypolicyviolation', (e) => asked.push(e.blockedURI));</script>";

/// The file with a watch in its head, the same for all engines.
fn watched(ctx: &Ctx) -> Outcome<PathBuf> {
    static WRITTEN: OnceLock<Outcome<PathBuf>> = OnceLock::new();
    let write = || -> Outcome<PathBuf> {
        let html = fs::read_to_string(ctx.dist().join("descent.html"))?;
        let (start, rest) = html.split_once("<head>").ok_or("descent.html has no head")?;
        let path = site::output_folder()?.canonicalize()?.join("descent-watched.html");
        fs::write(&path, format!("{start}<head>{WATCH}{rest}"))?;
        Ok(path)
    };
    WRITTEN.get_or_init(write).clone()
}

fn address(ctx: &Ctx, fragment: &str) -> Outcome<String> {
    Ok(format!("file://{}{fragment}", watched(ctx)?.display()))
}

/// Opens a place of the file as if it were opened anew.
fn goto(ctx: &Ctx, fragment: &str) -> Outcome {
    ctx.tab.goto("about:blank")?;
    ctx.tab.goto(&address(ctx, fragment)?)?;
    // The whole course is unpacked first, and a debug build of the app weighs ten times what a release does.
    ctx.tab.wait_within(Duration::from_secs(60), READY)
}

/// Nothing was fetched: not from a host, and not from the folder that the file lies in.
fn asked_nobody(ctx: &Ctx) -> Outcome {
    let asked = || -> Outcome<Vec<String>> {
        ctx.tab.js(
            "[...window.asked, ...performance.getEntriesByType('resource').map((e) => e.name).filter((n) => !n.startsWith('data:') && !n.startsWith('blob:'))]",
        )
    };
    let found = asked()?;
    check(found.is_empty(), format!("{found:?}"))?;
    // The watch is awake: what the test itself asks for shows. Firefox tells a file's page of no violation.
    if ctx.engine == Engine::Firefox {
        return Ok(());
    }
    // Written as markup, since Firefox lets a driver's own requests pass every policy.
    ctx.tab.run(
        "document.body.insertAdjacentHTML('beforeend', '<img alt=\"\" src=\"http://127.0.0.1:9/planted.png\"><img alt=\"\" src=\"planted.png\">')",
        vec![],
    )?;
    let (host, folder) = ("some((a) => a.includes('127.0.0.1'))", "some((a) => !a.includes('127.0.0.1'))");
    ctx.tab.wait_until(&format!("asked.{host} && asked.{folder}"))
}

fn links(ctx: &Ctx) -> Outcome {
    let size = std::fs::metadata(ctx.dist().join("descent.html"))?.len();
    check(size <= 12_000_000, format!("{size} bytes"))?;
    goto(ctx, "#/lesson/roc-and-pr/~what-the-area-means")?;
    ctx.tab.wait_until("document.activeElement.id === 'what-the-area-means'")?;
    check(ctx.tab.js("Math.abs(document.activeElement.getBoundingClientRect().top) < 200")?, "not scrolled there")?;
    ctx.tab.click(".site-nav a[data-nav='glossary/']")?;
    ctx.tab.wait_until("document.title.startsWith('Glossary') && location.hash === '#/glossary/'")?;
    ctx.tab.click(".brand")?;
    ctx.tab.wait_until("document.querySelector('.road-list')")?;
    ctx.tab.back()?;
    ctx.tab.wait_until("document.title.startsWith('Glossary') && document.querySelector('.glossary')")?;
    ctx.tab.back()?;
    ctx.tab.wait_until(
        "location.hash.endsWith('~what-the-area-means') && document.getElementById('what-the-area-means')",
    )?;
    ctx.tab.forward()?;
    ctx.tab.wait_until("document.querySelector('.glossary')")?;
    asked_nobody(ctx)
}

fn addresses(ctx: &Ctx) -> Outcome {
    goto(ctx, "#/nowhere/")?;
    ctx.tab.wait_until("document.querySelector('h1').textContent === 'No such page'")?;
    for (fragment, condition) in [
        ("#/lesson/roc-and-pr/%7Ewhat-the-area-means", "document.activeElement.id === 'what-the-area-means'"),
        ("#/lesson/roc-and-pr/~what-the-area-means.", "document.activeElement.id === 'what-the-area-means'"),
        ("#/lesson/roc-and-pr/~what-the-area-me", "document.activeElement.id === 'what-the-area-means'"),
        ("#%2Flesson%2Froc-and-pr%2F", "document.title.startsWith('ROC')"),
        ("#lesson/roc-and-pr", "document.title.startsWith('ROC')"),
        (
            "#/demo/roc-and-pr/%3Fthreshold=0.3",
            "document.querySelector('.picture.live canvas') && document.querySelector('.demo-head').textContent.includes('0.30')",
        ),
    ] {
        goto(ctx, fragment)?;
        ctx.tab.wait_until(condition)?;
    }
    asked_nobody(ctx)
}

/// The file with something behind a question mark is the same file; under another name it offers what was done in the
/// first, where the browser lets it be seen.
fn other_names(ctx: &Ctx) -> Outcome {
    goto(ctx, LESSON)?;
    ctx.tab.wait_for(".lesson-tools-box .button.primary")?;
    ctx.tab.click(".lesson-tools-box .button.primary")?;
    ctx.tab.wait_until(DONE)?;
    const KEPT: &str = "(() => { try { return Object.keys(localStorage).some((k) => k.startsWith('descent:') && k.includes(':log:')); } catch { return false; } })()";
    let open = |url: &str| {
        ctx.tab.goto("about:blank")?;
        ctx.tab.goto(url)?;
        ctx.tab.wait_within(Duration::from_secs(60), READY)
    };
    if ctx.tab.js::<bool>(KEPT)? {
        open(&address(ctx, &format!("?v=2{LESSON}"))?)?;
        // Some browsers keep the storage of files apart by their whole address.
        if ctx.tab.js::<bool>(KEPT)? {
            ctx.tab.wait_until(DONE)?;
        }
        let copy = watched(ctx)?.with_file_name("descent (1) 50%.html");
        fs::copy(watched(ctx)?, &copy)?;
        open(&format!("file://{}{LESSON}", copy.display().to_string().replace('%', "%25").replace(' ', "%20")))?;
        if ctx.tab.js::<bool>(KEPT)? {
            ctx.tab.wait_for("[data-notice=copy] .button.primary")?;
            ctx.tab.run(
                "window.before = true; document.querySelector('[data-notice=copy] .button.primary').click()",
                vec![],
            )?;
            ctx.tab.wait_within(Duration::from_secs(60), &format!("!window.before && {READY}"))?;
            ctx.tab.wait_until(DONE)?;
            check(ctx.tab.count("[data-notice=copy]")? == 0, "it is offered once more")?;
        }
        ctx.tab.run("Object.keys(localStorage).filter((k) => k.startsWith('descent:')).forEach((k) => localStorage.removeItem(k))", vec![])?;
    }
    Ok(())
}

fn demo(ctx: &Ctx) -> Outcome {
    goto(ctx, "#/demo/gradient-descent/?seed=3")?;
    ctx.tab.wait_until("document.querySelector('.picture.live canvas')")?;
    ctx.tab.click(".tool[aria-label='One step']")?;
    ctx.tab.wait_until("document.querySelector('.steps').textContent === '1 step'")?;
    ctx.tab.wait_until("location.hash.includes('step=1') && location.hash.includes('seed=3')")?;
    ctx.tab.click(".tool.run")?;
    ctx.tab.wait_until("parseInt(document.querySelector('.steps').textContent) > 3")?;
    ctx.tab.click(".tool.run")?;
    ctx.tab.wait_until("document.querySelector('.tool.run').textContent.trim() === 'Run'")?;
    asked_nobody(ctx)
}

const DONE: &str = "document.querySelector('.lesson-tools-box .button.primary')?.textContent.includes('✓')";

/// Whether a browser keeps storage for files is its own affair; the reader is told where it does not.
fn progress(ctx: &Ctx) -> Outcome {
    goto(ctx, LESSON)?;
    ctx.tab.wait_for(".quiz input[type=radio]")?;
    ctx.tab.run("document.querySelector('.quiz input[type=radio]').click()", vec![])?;
    let form = "document.querySelector('.quiz input[type=radio]').closest('form')";
    ctx.tab.wait_until(&format!("!{form}.querySelector('[type=submit]').disabled"))?;
    ctx.tab.run(&format!("{form}.querySelector('[type=submit]').click()"), vec![])?;
    ctx.tab.wait_until(&format!("{form}.querySelector('.word')"))?;
    ctx.tab.wait_for(".lesson-tools-box .button.primary")?;
    if !ctx.tab.js::<bool>(DONE)? {
        ctx.tab.click(".lesson-tools-box .button.primary")?;
        ctx.tab.wait_until(DONE)?;
    }
    let stored: bool = ctx.tab.js(
        "(() => { try { return Object.keys(localStorage).some((k) => k.startsWith('descent:' + location.pathname)); } catch { return false; } })()",
    )?;
    if stored {
        ctx.tab.reload()?;
        ctx.tab.wait_until(READY)?;
        ctx.tab.wait_until(DONE)?;
        // Storage of files is shared by all files and outlives the test.
        ctx.tab.run("Object.keys(localStorage).filter((k) => k.startsWith('descent:')).forEach((k) => localStorage.removeItem(k))", vec![])?;
    } else {
        ctx.tab.wait_for("[data-notice=study]")?;
    }
    asked_nobody(ctx)
}

fn review(ctx: &Ctx) -> Outcome {
    goto(ctx, LESSON)?;
    ctx.tab.wait_for(".lesson-tools-box .button.primary")?;
    ctx.tab.click(".lesson-tools-box .button.primary")?;
    ctx.tab.wait_until(DONE)?;
    ctx.tab.click(".site-nav a[data-nav='review/']")?;
    ctx.tab.wait_for(".review-card .front")?;
    let first = ctx.tab.text(".review-card .front")?;
    ctx.tab.press("Space")?;
    ctx.tab.wait_for(".review-card .back")?;
    ctx.tab.press("3")?;
    ctx.tab.wait_until(&format!(
        "document.querySelector('.review-card .front').textContent.trim() !== {:?}",
        first.trim()
    ))?;
    ctx.tab.run("try { Object.keys(localStorage).filter((k) => k.startsWith('descent:')).forEach((k) => localStorage.removeItem(k)) } catch {}", vec![])?;
    asked_nobody(ctx)
}

fn search(ctx: &Ctx) -> Outcome {
    goto(ctx, "")?;
    super::search::open(ctx)?;
    super::search::ask(ctx, "percision against recal")?;
    ctx.tab.wait_until("document.querySelector('.hit-text mark')")?;
    ctx.tab.wait_until(
        "[...document.querySelectorAll('.hit-title')].some((t) => t.textContent === 'Precision against recall')",
    )?;
    ctx.tab.run(
        "[...document.querySelectorAll('.hit')].find((h) => h.href.endsWith('~precision-against-recall')).click()",
        vec![],
    )?;
    ctx.tab.wait_until("document.activeElement.id === 'precision-against-recall'")?;
    check(ctx.tab.url()? == address(ctx, "#/lesson/roc-and-pr/~precision-against-recall")?, ctx.tab.url()?)?;
    super::search::open(ctx)?;
    super::search::ask(ctx, "only momentum can bear")?;
    ctx.tab.run("[...document.querySelectorAll('.hit')].find((h) => h.href.includes('#/demo/gradient-descent/?rate=0.12')).click()", vec![])?;
    ctx.tab.wait_until("document.querySelector('.steps')?.textContent.startsWith('60 ')")?;
    asked_nobody(ctx)
}
