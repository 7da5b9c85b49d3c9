//! What a learner must never lose: progress through export, reset and import, and the page through navigation.

use super::states::{ALIVE, READY, wake_every_demo};
use browser::{Ctx, Outcome, Test, check};

/// The tests.
pub const TESTS: &[Test] = &[
    Test::new("export-reset-import", export_reset_import),
    Test::new("a-card-that-has-gone-is-put-away", put_away),
    Test::once("a-foreign-file-changes-nothing", foreign_files),
    Test::new("same-page-after-reload-and-navigation", same_page),
    Test::new("back-returns-to-the-place", back),
];

const LESSON: &str = "lesson/confusion-matrix/";
// What to do today is known once the deck is there.
const HOME: &str = "document.documentElement.dataset.app === 'ready' && document.querySelector('.today')?.textContent.includes('minutes')";
const DONE: &str = "document.querySelector('.lesson-tools-box .button.primary')?.textContent.includes('✓')";
const PROGRESS: &str = "document.querySelector('section[aria-labelledby=progress]')";

/// Presses the first button of the section on progress that says this.
fn press(ctx: &Ctx, says: &str) -> Outcome {
    let button = format!("[...{PROGRESS}.querySelectorAll('button')].find((b) => b.textContent === {says:?})");
    ctx.tab.wait_until(&button)?;
    ctx.tab.run(&format!("{button}.click()"), vec![]).map(|_| ())
}

/// Marks a lesson as read and goes to the settings.
fn learn_something(ctx: &Ctx, base: &browser::Site) -> Outcome {
    ctx.tab.goto(&base.url(LESSON))?;
    ctx.tab.wait_until(ALIVE)?;
    ctx.tab.click(".lesson-tools-box .button.primary")?;
    ctx.tab.wait_until(DONE)?;
    settings(ctx, base)
}

fn settings(ctx: &Ctx, base: &browser::Site) -> Outcome {
    ctx.tab.goto(&base.url("settings/"))?;
    ctx.tab.wait_until(&format!("{PROGRESS}?.querySelector('#import')"))
}

/// The bytes that Export hands to the browser.
fn exported(ctx: &Ctx) -> Outcome<String> {
    ctx.tab.run(
        "const make = URL.createObjectURL; URL.createObjectURL = (blob) => { window.handedOut = blob; return make.call(URL, blob); };",
        vec![],
    )?;
    press(ctx, "Export")?;
    ctx.tab.wait_until("window.handedOut")?;
    let text = ctx.tab.run_async("return await window.handedOut.text();", vec![])?;
    Ok(text.as_str().unwrap_or_default().to_string())
}

/// Gives a file to Import, as the file dialog would.
fn import(ctx: &Ctx, text: &str) -> Outcome {
    ctx.tab
        .run(
            "const box = new DataTransfer(); box.items.add(new File([arguments[0]], 'progress.json', { type: 'application/json' }));\
             const input = document.getElementById('import'); input.files = box.files;\
             input.dispatchEvent(new Event('change', { bubbles: true }));",
            vec![text.into()],
        )
        .map(|_| ())
}

fn export_reset_import(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    learn_something(ctx, &site)?;
    let before: String = ctx.tab.js(&format!("{PROGRESS}.querySelector('p').textContent"))?;
    check(before.contains("entries so far") || before.contains("One entry"), &*before)?;
    let file = exported(ctx)?;
    check(file.contains("lesson-read"), &*file)?;

    press(ctx, "Reset…")?;
    press(ctx, "Reset everything")?;
    ctx.tab.wait_until(&format!("{PROGRESS}.querySelector('[role=status]').textContent.includes('set aside')"))?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(ALIVE)?;
    check(!ctx.tab.js::<bool>(&format!("Boolean({DONE})"))?, "the reset left the lesson read")?;

    settings(ctx, &site)?;
    import(ctx, &file)?;
    // The file is older than the reset, so the choice is the learner's.
    press(ctx, "Keep both")?;
    ctx.tab.wait_until(&format!("{PROGRESS}.querySelector('[role=status]').textContent.includes('Imported')"))?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(ALIVE)?;
    ctx.tab.wait_until(DONE)?;
    ctx.tab.expect_no_complaints()
}

/// An exported file as a later version of the course would write it, with a sum that fits.
fn of_a_later_version(exported: &str) -> Option<String> {
    let (head, rest) = exported.split_once("\"sum\":\"")?;
    let (head, rest) = (head.replacen("\"version\":2", "\"version\":99", 1), rest.get(8..)?);
    let fnv = |sum: u32, byte: u8| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let sum = "99".bytes().chain(rest.bytes()).fold(0x811c_9dc5, fnv);
    head.contains("99").then(|| format!("{head}\"sum\":\"{sum:08x}{rest}"))
}

fn foreign_files(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    learn_something(ctx, &site)?;
    let stored = ctx.tab.storage()?;
    let newer = of_a_later_version(&exported(ctx)?).ok_or("the exported file names no version, or has no sum")?;
    for (text, why) in [
        ("{\"a\":1}", "not one of ours"),
        ("\u{0}\u{1}GIF89a", "no JSON"),
        (newer.as_str(), "newer"),
        ("[".repeat(4000).as_str(), "deep"),
    ] {
        import(ctx, text)?;
        ctx.tab
            .wait_until(&format!(
                "{PROGRESS}.querySelector('[role=status]').textContent.includes('Nothing was changed.')"
            ))
            .map_err(|_| browser::Failure::Wrong(format!("{why}: not refused")))?;
        check(ctx.tab.storage()? == stored, format!("{why}: something was changed"))?;
        // The next refusal has to be said anew.
        ctx.tab.run(&format!("{PROGRESS}.querySelector('[role=status]').firstChild.data = ''"), vec![])?;
    }
    ctx.tab.expect_no_complaints()
}

/// The elements under `main` with their classes, ids, roles and own text: what a reader and a screen reader meet.
/// Whether a picture is drawn low hangs on how far the page is scrolled.
/// The drawing's own element is left out: its pixels are compared elsewhere.
const OUTLINE: &str = "(function walk(e, depth) {\
    const own = [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim()).filter(Boolean).join(' ');\
    const line = ' '.repeat(depth) + e.localName + [...e.classList].filter((c) => c !== 'low').sort().map((c) => '.' + c).join('') + (e.id ? '#' + e.id : '')\
      + ['role', 'href', 'aria-label', 'data-digest'].filter((a) => e.hasAttribute(a)).map((a) => ` ${a}=${a === 'href' ? e.href : e.getAttribute(a)}`).join('') + ' ' + own;\
    return e.localName === 'canvas' || e.localName === 'math' ? [line] : [line, ...[...e.children].flatMap((c) => walk(c, depth + 1))];\
  })(document.querySelector('main'), 0)";

/// The handles of these pages' demos come with the picture that knows its size.
const HANDLES: &str = "[...document.querySelectorAll('.picture.live')].every((p) => p.querySelector('.handle'))";

/// A card that the course does not have any more is put away, and called back.
fn put_away(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    settings(ctx, &site)?;
    import(
        ctx,
        r#"{"format":"descent-study","version":1,"events":[
        {"id":"b-0","at":1772892000000,"kind":"lesson-read","data":{"lesson":"lesson-of-last-year"}},
        {"id":"b-1","at":1772892001000,"kind":"card-added","data":{"card":{"id":"card-of-last-year","rev":3}}}]}"#,
    )?;
    ctx.tab.wait_until(&format!("{PROGRESS}.innerText.includes('2 entries')"))?;
    let merge = format!(
        "[...{PROGRESS}.querySelectorAll('button')].find((b) => b.parentNode.textContent.endsWith('Cancel') && b.matches('.primary'))"
    );
    ctx.tab.wait_until(&merge)?;
    ctx.tab.run(&format!("{merge}.click()"), vec![])?;
    ctx.tab.wait_until(&format!("{PROGRESS}.innerText.includes('2 entries so far')"))?;
    ctx.tab.click(".site-nav a[data-nav='review/']")?;
    let there = "document.querySelector('.review-card .front')?.textContent.includes('card-of-last-year')";
    ctx.tab.wait_until(there)?;
    ctx.tab.expect_accessible()?;
    ctx.tab.click(".review-card .button")?;
    ctx.tab.wait_until("document.querySelector('.review-card')?.textContent.includes('Nothing is due')")?;
    ctx.tab.press("u")?;
    ctx.tab.wait_until(there)?;
    ctx.tab.click(".review-card .button")?;
    ctx.tab.wait_until("document.querySelector('.review-card')?.textContent.includes('Nothing is due')")?;
    ctx.tab.click(".review-bar .button")?;
    ctx.tab.wait_until(there)?;
    ctx.tab.expect_no_errors()
}

fn same_page(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    for (path, alive) in
        [(LESSON, ALIVE), ("demo/confusion-matrix/", ALIVE), ("glossary/", READY), ("demos/", READY), ("", HOME)]
    {
        let from = if path == "about/" { "glossary/" } else { "about/" };
        ctx.tab.goto(&site.url(path))?;
        ctx.tab.wait_until(alive)?;
        wake_every_demo(ctx)?;
        ctx.tab.wait_until(HANDLES)?;
        let loaded: Vec<String> = ctx.tab.js(OUTLINE)?;
        let title: String = ctx.tab.js("document.title")?;
        ctx.tab.goto(&site.url(from))?;
        ctx.tab.wait_until(READY)?;
        ctx.tab.run(
            "const link = document.createElement('a'); link.href = arguments[0]; document.querySelector('main').append(link); link.click();",
            vec![site.url(path).into()],
        )?;
        ctx.tab.wait_until(&format!("document.title === {title:?} && {alive}"))?;
        wake_every_demo(ctx)?;
        ctx.tab.wait_until(HANDLES)?;
        ctx.tab.wait_until(&format!("{OUTLINE}.length >= {}", loaded.len()))?;
        let navigated: Vec<String> = ctx.tab.js(OUTLINE)?;
        let differs = loaded.iter().zip(&navigated).find(|(a, b)| a != b);
        check(differs.is_none(), format!("{path}: {differs:?}"))?;
        check(loaded.len() == navigated.len(), format!("{path}: {} and {} elements", loaded.len(), navigated.len()))?;
    }
    ctx.tab.expect_no_complaints()
}

fn back(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(ALIVE)?;
    ctx.tab.run("document.querySelectorAll('.prose h2')[2].scrollIntoView({ behavior: 'instant' })", vec![])?;
    ctx.tab.wait_until("scrollY > 400")?;
    let there: f64 = ctx.tab.js("scrollY")?;
    ctx.tab.run("document.querySelector('header a[href*=\"glossary\"]').click()", vec![])?;
    ctx.tab.wait_until(
        "location.pathname.includes('glossary') && document.querySelector('h1').textContent === 'Glossary'",
    )?;
    check(ctx.tab.js::<f64>("scrollY")? < 50.0, "a new page begins at its top")?;
    // The driver's own command passes over pages that no hand has entered.
    ctx.tab.run("history.back()", vec![])?;
    ctx.tab.wait_until(ALIVE)?;
    ctx.tab.wait_until(&format!("Math.abs(scrollY - {there}) < 4"))
}
