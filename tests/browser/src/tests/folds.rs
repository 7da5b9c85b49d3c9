//! What predictions hold back, and what is folded under a sentence.

use super::states::READY;
use browser::{Ctx, Outcome, Test, check};

/// The tests.
pub const TESTS: &[Test] = &[
    Test::new("prediction-holds-back-until-commitment", commitment),
    Test::new("prediction-skipped", skipped),
    Test::new("prediction-on-a-phone", on_a_phone),
    Test::new("prediction-holds-without-script", without_script),
    Test::new("a-link-into-what-is-held-leads-to-the-prediction", links),
    Test::new("deeper-opens-and-its-demo-begins", deeper),
];

/// A lesson whose first prediction holds a demo.
const LESSON: &str = "lesson/confusion-matrix/";
/// The first prediction, and what it holds.
const GUESS: &str = "document.querySelector('.predict-box')";
const HELD: &str = "document.querySelector(`.held[data-by~=\"${document.querySelector('.predict-box').id}\"]`)";
/// Text that a reader sees or a screen reader reads.
const SEEN: &str = "document.querySelector('main').innerText";
/// The demos that run or have begun to.
const LIVE: &str = "document.querySelectorAll('.held .picture.live').length";

fn open(ctx: &Ctx) -> Outcome<browser::Site> {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(READY)?;
    Ok(site)
}

/// The beginning of what is held, as text.
fn first_words(ctx: &Ctx) -> Outcome<String> {
    ctx.tab.js(&format!("{HELD}.querySelector('.prose p').textContent.slice(0, 24)"))
}

/// Nothing of what answers is there before, by keyboard alone; all of it is there after, and stays.
fn commitment(ctx: &Ctx) -> Outcome {
    let _site = open(ctx)?;
    let words = first_words(ctx)?;
    ctx.tab.run(&format!("{GUESS}.scrollIntoView()"), vec![])?;
    ctx.tab.two_frames()?;
    check(!ctx.tab.js::<String>(SEEN)?.contains(&words), "what is held can be read")?;
    check(ctx.tab.count(".predict-box .reveal")? == 0, "revealed before the commitment")?;
    check(ctx.tab.js::<i64>(LIVE)? == 0, "a demo that is held has begun")?;
    check(ctx.tab.text(".held-note")?.contains("Held back"), "nothing says that something is held")?;
    ctx.tab.expect_accessible()?;
    let commit = format!("{GUESS}.querySelector('button[type=submit]')");
    let top: f64 = ctx.tab.js(&format!("{GUESS}.getBoundingClientRect().top"))?;
    let level: String = ctx.tab.js(&format!("{GUESS}.querySelector('.sure-level').textContent"))?;
    let number: bool = ctx.tab.js(&format!("Boolean({GUESS}.querySelector('.number'))"))?;
    ctx.tab.run(&format!("{GUESS}.querySelector('.number input, .choice input').focus()"), vec![])?;
    ctx.tab.press(if number { "8" } else { "Space" })?;
    check(ctx.tab.js(&format!("{commit}.disabled"))?, "one can commit without saying how sure one is")?;
    ctx.tab.press("Tab")?;
    ctx.tab.press("Space")?;
    ctx.tab.wait_until(&format!("!{commit}.disabled"))?;
    ctx.tab.press("Enter")?;
    ctx.tab.wait_for(".predict-box .reveal")?;
    ctx.tab.wait_until("document.activeElement.classList.contains('outcome')")?;
    let said = ctx.tab.text(".outcome .word")?.replace('\u{a0}', " ");
    let level = level.trim().replace('\u{a0}', " ");
    check(said.contains("You said ") && said.contains(&format!(", sure: {level}. ")), format!("{said}, {level}"))?;
    check(ctx.tab.js::<String>(SEEN)?.contains(&words), "what was held does not appear")?;
    let moved = ctx.tab.js::<f64>(&format!("{GUESS}.getBoundingClientRect().top"))? - top;
    check(moved.abs() < 2.0, format!("the prediction moved by {moved}"))?;
    ctx.tab.run(&format!("{HELD}.querySelector('.block.demo').scrollIntoView()"), vec![])?;
    ctx.tab.wait_until(&format!("{LIVE} > 0"))?;
    ctx.tab.expect_accessible()?;
    let stored = ctx.tab.storage()?;
    let kept = format!("\"confidence\":{}", level.trim_end_matches([' ', '%']));
    check(stored.values().any(|v| v.contains(&kept)), "the prediction was not kept")?;
    ctx.tab.expect_no_complaints()?;

    // In another tab the log alone says what was predicted.
    ctx.tab.run("sessionStorage.clear()", vec![])?;
    ctx.tab.reload()?;
    ctx.tab.wait_until(READY)?;
    let again = ctx.tab.text(".outcome .word")?.replace('\u{a0}', " ");
    check(again == said, format!("{again} after {said}"))?;
    check(ctx.tab.js::<String>(SEEN)?.contains(&words), "what was held is hidden again")?;
    ctx.tab.run(
        &format!("[...{GUESS}.querySelectorAll('button')].find((b) => b.textContent === 'Try again').click()"),
        vec![],
    )?;
    ctx.tab.wait_until(&format!("{commit}?.disabled && !{GUESS}.querySelector('.choice input:checked') && !{GUESS}.querySelector('.number input')?.value"))?;
    check(ctx.tab.js::<String>(SEEN)?.contains(&words), "a second try hides what has been seen")?;
    ctx.tab.expect_no_errors()
}

fn skipped(ctx: &Ctx) -> Outcome {
    let site = open(ctx)?;
    let words = first_words(ctx)?;
    ctx.tab.run(&format!("{GUESS}.querySelector('[data-skip]').focus()"), vec![])?;
    ctx.tab.press("Enter")?;
    ctx.tab.wait_until("document.activeElement.classList.contains('outcome')")?;
    check(ctx.tab.js::<String>(SEEN)?.contains(&words), "what was held does not appear")?;
    check(!ctx.tab.storage()?.values().any(|v| v.contains("\"prediction\"")), "a skip was kept as a prediction")?;
    for way in ["reload", "in-app"] {
        if way == "reload" {
            ctx.tab.reload()?;
        } else {
            ctx.tab.click(".site-nav a[data-nav='glossary/']")?;
            ctx.tab.wait_until("document.title.startsWith('Glossary')")?;
            ctx.tab.back()?;
        }
        ctx.tab.wait_until(&format!("{READY} && {GUESS}"))?;
        check(ctx.tab.js::<String>(SEEN)?.contains(&words), format!("hidden again after {way}"))?;
        check(ctx.tab.count(".predict-box .reveal")? == 1, format!("the reveal is gone after {way}"))?;
        if way == "reload" {
            let moved = ctx.tab.record()?.shift();
            // The prediction itself turns from a form into its answer, which is of another height; the fold does not open.
            check(moved < 0.2, format!("what was passed jumps: {moved}"))?;
        }
    }
    drop(site);
    ctx.tab.expect_no_errors()
}

fn on_a_phone(ctx: &Ctx) -> Outcome {
    ctx.tab.set_viewport(360, 740)?;
    let _site = open(ctx)?;
    check(ctx.tab.js("document.documentElement.scrollWidth <= innerWidth")?, "it scrolls sideways")?;
    let legend = ctx.tab.text(".sure > legend")?;
    check(legend == "How sure are you?", legend)?;
    let [_, _, width, height] = ctx.tab.rectangle(".sure > legend")?;
    check(width > 60.0 && height > 8.0, "the label is not shown")?;
    let [_, _, _, target] = ctx.tab.rectangle(".sure-level")?;
    check(target >= 44.0, format!("a target of {target} pixels"))
}

fn without_script(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&["--without", "wasm"])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until("document.documentElement.dataset.app === 'failed'")?;
    let words = first_words(ctx)?;
    check(!ctx.tab.js::<String>(SEEN)?.contains(&words), "what is held can be read")?;
    let summary: String = ctx.tab.js(&format!("{HELD}.querySelector('summary').textContent"))?;
    check(summary == "After you have guessed", summary)?;
    ctx.tab.run(&format!("{HELD}.querySelector('summary').click()"), vec![])?;
    ctx.tab.wait_until(&format!("{SEEN}.includes({words:?})"))
}

/// A preset of a demo that is held, and an anchor in what is held.
fn links(ctx: &Ctx) -> Outcome {
    let site = open(ctx)?;
    let demo: String = ctx.tab.js(&format!("{HELD}.querySelector('.demo-frame').id"))?;
    let note = "document.activeElement.classList.contains('held-note')";
    ctx.tab.run(
        "const link = document.createElement('a'); link.href = arguments[0]; link.dataset.demo = arguments[1]; document.querySelector('main').append(link); link.click(); link.remove()",
        vec![site.url("demo/confusion-matrix/?threshold=0.2").into(), demo.clone().into()],
    )?;
    ctx.tab.wait_until(note)?;
    check(
        ctx.tab.js(&format!("location.pathname.endsWith('{LESSON}') && {LIVE} === 0"))?,
        "the link opened what is held",
    )?;
    ctx.tab.goto(&site.url("glossary/"))?;
    ctx.tab.goto(&site.url(&format!("{LESSON}#{demo}")))?;
    ctx.tab.wait_until(&format!("{READY} && {note}"))?;
    ctx.tab.click(".held-note a")?;
    ctx.tab.wait_until(&format!("document.activeElement === {GUESS}"))?;
    check(ctx.tab.js::<i64>(LIVE)? == 0, "the link opened what is held")?;
    ctx.tab.expect_no_errors()
}

fn deeper(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url("lesson/logistic-regression/"))?;
    super::states::pass_every_prediction(ctx)?;
    let fold = "document.querySelector('details.deeper:has(.block.demo)')";
    let id: String = ctx.tab.js(&format!("{fold}.id"))?;
    ctx.tab.run(&format!("{fold}.scrollIntoView()"), vec![])?;
    ctx.tab.two_frames()?;
    check(
        ctx.tab.js(&format!("!{fold}.open && !{fold}.querySelector('.picture.live')"))?,
        "it is open, or its demo runs",
    )?;
    ctx.tab.expect_accessible()?;
    ctx.tab.run(&format!("{fold}.querySelector('summary').click()"), vec![])?;
    ctx.tab.run(&format!("{fold}.querySelector('.block.demo').scrollIntoView()"), vec![])?;
    ctx.tab.wait_until(&format!("{fold}.querySelector('.picture.live canvas')"))?;
    // By its address, as the page is loaded and within the app; and without the app.
    ctx.tab.goto(&site.url(&format!("lesson/logistic-regression/#{id}")))?;
    ctx.tab.reload()?;
    ctx.tab.wait_until(&format!("{READY} && {fold}.open"))?;
    ctx.tab.click(".site-nav a[data-nav='glossary/']")?;
    ctx.tab.wait_until("document.title.startsWith('Glossary')")?;
    ctx.tab.run(
        "const link = document.createElement('a'); link.href = arguments[0]; document.querySelector('main').append(link); link.click();",
        vec![site.url(&format!("lesson/logistic-regression/#{id}")).into()],
    )?;
    ctx.tab.wait_until(&format!("{fold}?.open"))?;
    ctx.tab.expect_no_errors()
}
