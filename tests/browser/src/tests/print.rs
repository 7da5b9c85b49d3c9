//! On paper: lessons with the app and without, and whole tracks.

use super::states::{ALIVE, wake_every_demo};
use browser::{Ctx, Engine, Outcome, Paper, Test, check};
use std::time::Duration;

/// The tests.
pub const TESTS: &[Test] = &[
    Test::new("print-lesson-alive", lesson_alive),
    Test::new("print-lesson-in-dark-mode", lesson_dark),
    Test::new("print-lesson-without-the-app", lesson_static),
    Test::new("print-shows-the-state-a-demo-is-in", current_state),
    Test::new("print-leaves-the-page-as-it-was", restores),
    Test::new("print-from-disk", from_disk),
    Test::new("print-a-track", track),
    Test::once("book-page-is-whole-and-accessible", book),
];

const LESSON: &str = "lesson/roc-and-pr/";
/// A lesson with three demos takes a busy machine a while.
const SOON: Duration = Duration::from_secs(60);
/// What only a screen has: a printed lesson has none of these words.
const CONTROLS: [&str; 10] = [
    "Mark as read",
    "Bookmark",
    "Undo",
    "Embed",
    "Full screen",
    "More settings",
    "Skip to the content",
    "Show me without guessing",
    "commit or skip",
    "Numbers in this picture",
];

/// What holds for the printed lesson whichever way it came about.
fn expect_lesson(paper: &Paper) -> Outcome {
    let text = paper.text();
    let count = paper.sheets.len();
    check((12..=34).contains(&count), format!("{count} sheets"))?;
    let at = |words: &str| text.find(words).ok_or(format!("“{words}” is not printed"));
    // Its parts in the order of a book: question, prediction, card, sources, and only then answers and addresses. Plain
    // text of each, since Firefox writes no letters into a PDF for the bold of a variable font.
    let order = [
        "Scores of three positives",
        "An emergency room tests patients",
        "Predicted classes instead of scores",
        "An introduction to ROC analysis",
        "The best that A can do is to flag",
        "https://arxiv.org/",
    ];
    let mut last = 0;
    for words in order {
        let found = text[last..].find(words).ok_or(format!("“{words}” does not come where it should"))?;
        last += found + words.len();
    }
    // An answer's words come once, at the end; so does what a derivation and a model answer hide on the screen.
    let reveal = "The best that A can do is to flag";
    check(text.matches(reveal).count() == 1, "the reveal is not printed once")?;
    for folded in ["It recites a rule", "answer that rarity alone is no reason"] {
        at(folded)?;
    }
    // In small capitals, for which Firefox writes no letters into a PDF.
    check(text.contains('\u{fffd}') || text.contains("you have guessed"), "what was held is not named")?;
    // Pictures: words that stand only in drawings.
    check(text.matches("Random pairs").count() >= 2, "panels have no titles")?;
    // Addresses, with a number at the link.
    check(text.contains("Run it:"), "it is not said where a demo runs")?;
    check(text.contains("[1]"), "links have no numbers")?;
    for control in CONTROLS {
        check(!text.contains(control), format!("“{control}” is printed"))?;
    }
    let darkest = paper.light.iter().copied().fold(255.0, f64::min);
    check(darkest > 190.0, format!("a sheet is dark: {darkest:.0} of 255"))
}

fn lesson_alive(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_within(SOON, ALIVE)?;
    let before = page(ctx)?;
    let paper = ctx.tab.print()?;
    expect_lesson(&paper)?;
    // Where no host was named to the builder, the page says where it is.
    check(paper.text().replace(' ', "").contains(&site.url("demo/roc-and-pr/")), "no full address of a demo")?;
    ctx.tab.wait_until("!document.querySelector('.print-still')")?;
    check(page(ctx)? == before, "the page has changed")?;
    ctx.tab.expect_no_errors()
}

fn lesson_dark(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.prefer(&[("prefers-color-scheme", "dark")])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_within(SOON, ALIVE)?;
    expect_lesson(&ctx.tab.print()?)
}

fn lesson_static(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&["--without", "wasm"])?;
    if ctx.engine != Engine::WebKit {
        ctx.tab.prefer(&[("prefers-color-scheme", "dark")])?;
    }
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until("document.documentElement.dataset.app === 'failed'")?;
    expect_lesson(&ctx.tab.print()?)
}

/// What is printed is what the reader sees, not what the page began with.
fn current_state(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url("demo/confusion-matrix/"))?;
    ctx.tab.wait_until("document.querySelector('.handle')")?;
    ctx.tab.run("document.querySelector('.handle').focus()", vec![])?;
    ctx.tab.press_times("ArrowLeft", 5)?;
    ctx.tab.wait_until("document.querySelector('.live').textContent.includes('0.45')")?;
    ctx.tab.run("dispatchEvent(new Event('beforeprint'))", vec![])?;
    let said: String = ctx.tab.js("document.querySelector('.print-still svg desc').textContent")?;
    ctx.tab.run("dispatchEvent(new Event('afterprint'))", vec![])?;
    check(said.contains("0.45"), said)
}

/// The markup of the page, but for what tells how far the offline copy has come.
fn page(ctx: &Ctx) -> Outcome<String> {
    ctx.tab.js("((copy) => { copy.querySelectorAll('offline-copy').forEach((e) => e.remove()); return copy.outerHTML; })(document.documentElement.cloneNode(true))")
}

fn restores(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_within(SOON, ALIVE)?;
    wake_every_demo(ctx)?;
    // Something is open already and must stay so.
    ctx.tab.run("document.querySelector('.prose details').open = true", vec![])?;
    ctx.tab.two_frames()?;
    let before = page(ctx)?;
    // Twice before once after, as a browser may do whose preview is closed and opened again.
    ctx.tab.run("dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('beforeprint'))", vec![])?;
    let demos = ctx.tab.count(".block.demo")?;
    check(ctx.tab.count(".print-still > svg")? == demos, "not one drawing a demo")?;
    check(ctx.tab.count(".prose details:not([open])")? == 0, "something stays folded")?;
    check(ctx.tab.count(".card-list details:not([open])")? == 0, "a card stays folded")?;
    ctx.tab.two_frames()?;
    ctx.tab.run("dispatchEvent(new Event('afterprint'))", vec![])?;
    ctx.tab.two_frames()?;
    check(page(ctx)? == before, "the page has changed")?;
    ctx.tab.expect_no_errors()
}

fn from_disk(ctx: &Ctx) -> Outcome {
    ctx.tab.goto_file(&ctx.dist().join("descent.html"))?;
    ctx.tab.wait_until("document.documentElement.dataset.app === 'ready'")?;
    ctx.tab.run("location.hash = '#/lesson/roc-and-pr/'", vec![])?;
    ctx.tab.wait_until("document.querySelector('.block.demo')")?;
    // Nothing stands in for a demo here: paper shows those that run.
    wake_every_demo(ctx)?;
    expect_lesson(&ctx.tab.print()?)
}

fn track(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    // The short track: chromedriver gives up on a print that takes longer than ten seconds.
    ctx.tab.goto(&site.url("print/orientation/"))?;
    ctx.tab.wait_until("[...document.images].every((i) => i.complete && i.naturalWidth > 0)")?;
    let words = |selector: &str| ctx.tab.js::<String>(&format!("document.querySelector('{selector}').textContent"));
    let (about, lesson, facts) =
        (words(".book-title .about")?, words(".book-contents a")?, words(".chapter-head .facts")?);
    let (question, answer) = (words(".question .prompt p")?, words(".print-answers .why p")?);
    let paper = ctx.tab.print()?;
    let sheets = &paper.sheets;
    // Three lessons of some sixteen sheets.
    check((24..=60).contains(&sheets.len()), format!("{} sheets", sheets.len()))?;
    // A line may be broken by a formula: the first letters are enough, without those that may melt into one sign.
    let tight =
        |text: &str| text.chars().filter(|c| !c.is_whitespace() && !"fijlt\u{fffd}".contains(*c)).collect::<String>();
    let start = |text: &str| tight(text).chars().take(16).collect::<String>();
    // Title, contents and chapter each begin a sheet.
    for (sheet, words) in [(0, &about), (1, &lesson), (2, &facts)] {
        check(
            tight(&sheets[sheet]).contains(&start(words)),
            format!("“{words}” is not on sheet {sheet}: {}", sheets[sheet]),
        )?;
    }
    let at = |words: &str| sheets.iter().skip(2).position(|s| tight(s).contains(&start(words)));
    let (asked, end) = (at(&question).ok_or("a question is missing")?, at(&answer).ok_or("an answer is missing")? + 2);
    check(asked + 2 < end, "the answers are not at the end")?;
    let before = tight(&sheets[2..end].concat());
    check(before.contains(&tight("Run it:")) && before.contains(&tight("https://")), "addresses are missing")?;
    check(paper.text().contains("days"), "the picture's axis has no name")?;
    check(paper.light.iter().all(|&light| light > 190.0), format!("a sheet is dark: {:?}", paper.light))
}

fn book(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(""))?;
    let tracks: Vec<String> = ctx.tab.js("[...document.querySelectorAll('.print-track')].map((a) => a.href)")?;
    check(tracks.len() >= 2, "the home page does not lead to the books")?;
    for address in tracks {
        ctx.tab.goto(&address)?;
        ctx.tab.wait_until("[...document.images].every((i) => i.complete && i.naturalWidth > 0)")?;
        check(ctx.tab.count("script, canvas, button")? == 0, "something in the book would run")?;
        for part in ["img", "a[href^=\"#\"]", ".question", ".print-answers > li"] {
            check(ctx.tab.count(part)? > 0, format!("{address} has no {part}"))?;
        }
        let twice: Vec<String> = ctx.tab.js(
            "(() => { const ids = [...document.querySelectorAll('[id]')].map((e) => e.id); return ids.filter((id, i) => ids.indexOf(id) !== i); })()",
        )?;
        check(twice.is_empty(), format!("ids come twice: {twice:?}"))?;
        let dead: Vec<String> = ctx.tab.js(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map((a) => a.getAttribute('href')).filter((h) => !document.getElementById(decodeURIComponent(h.slice(1))))",
        )?;
        check(dead.is_empty(), format!("links lead nowhere: {dead:?}"))?;
        let unanswered: i64 = ctx.tab.js("document.querySelectorAll('.predict-box .question, .item .question, .sort-box .question').length - document.querySelectorAll('.print-answers > li').length")?;
        check(unanswered == 0, format!("{unanswered} questions have no answer"))?;
        // Of books made in one way a short one tells as much, and a long one takes axe half a minute.
        if address.contains("/orientation/") {
            ctx.tab.expect_accessible()?;
        }
        ctx.tab.expect_no_errors()?;
    }
    Ok(())
}
