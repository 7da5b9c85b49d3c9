//! What a learner does: plays with a demo, answers, reads, reviews, moves progress.

use super::controls::translate;
use super::states::{GRASPABLE, READY, wake_every_demo};
use browser::{Ctx, Outcome, Site, Test, check};
use std::time::Duration;

/// The tests.
pub const TESTS: &[Test] = &[
    Test::new("demo-by-keyboard", demo_by_keyboard),
    Test::new("demo-by-mouse", demo_by_mouse),
    Test::new("demo-link-gives-the-same-state", demo_link),
    Test::new("preset-link-changes-the-demo-in-place", preset_link),
    Test::new("question-wrong-then-right", question),
    Test::new("review-a-card-and-undo", review),
    Test::once("review-a-day-to-its-end", review_day),
    Test::new("review-without-its-deck", review_without_deck),
    Test::new("review-translated-counts-on", review_translated),
    Test::new("lesson-translated-follows-its-marks", lesson_translated),
    Test::new("the-day-turns-when-a-reader-comes-back", day_turns),
    Test::new("progress-reaches-a-second-tab", second_tab),
    Test::new("notes-are-kept-as-they-are-typed", notes),
    Test::new("theme-is-kept", theme),
];

const LESSON: &str = "lesson/confusion-matrix/";
const DEMO: &str = "demo/confusion-matrix/";

fn demo_by_keyboard(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(DEMO))?;
    ctx.tab.wait_until(GRASPABLE)?;
    let before = ctx.tab.text(".live")?;
    ctx.tab.run("document.querySelector('.handle').focus()", vec![])?;
    ctx.tab.press_times("ArrowLeft", 5)?;
    ctx.tab.wait_until("document.querySelector('.live').textContent.includes('0.45')")?;
    check(ctx.tab.text(".live")? != before, "nothing changed")?;
    let field: String = ctx.tab.js("document.querySelector('.typed input').value")?;
    check(field == "0.45", field)?;
    // The sentence is spoken once things have come to rest.
    ctx.tab.wait_until("document.querySelector('.demo-head [role=status]').textContent.includes('0.45')")?;
    ctx.tab.expect_no_complaints()
}

fn demo_by_mouse(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(DEMO))?;
    ctx.tab.wait_until(GRASPABLE)?;
    let before = ctx.tab.text(".live")?;
    ctx.tab.drag_by(".handle", (-120.0, 0.0))?;
    ctx.tab.wait_until(&format!("document.querySelector('.live').textContent !== {before:?}"))?;
    let moved = ctx.tab.text(".live")?;
    ctx.tab
        .run("[...document.querySelectorAll('.tool')].find((b) => b.textContent.includes('Undo')).click()", vec![])?;
    ctx.tab.wait_until(&format!("document.querySelector('.live').textContent === {before:?}"))?;
    check(moved != before, "the drag did nothing")
}

fn demo_link(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url("demo/confusion-matrix/?threshold=0.3"))?;
    ctx.tab.wait_until(GRASPABLE)?;
    let sentence = ctx.tab.text(".live")?;
    check(sentence.contains("0.30"), &*sentence)?;
    ctx.tab.run("document.querySelector('.handle').focus()", vec![])?;
    ctx.tab.press("ArrowRight")?;
    ctx.tab.wait_until("location.search.includes('threshold=0.31')")?;
    let digest: String = ctx.tab.js("document.querySelector('.demo-frame').dataset.digest")?;
    ctx.tab.reload()?;
    ctx.tab.wait_until(GRASPABLE)?;
    let again: String = ctx.tab.js("document.querySelector('.demo-frame').dataset.digest")?;
    check(digest == again, "the link gives another state")
}

fn preset_link(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    wake_every_demo(ctx)?;
    let before = ctx.tab.url()?;
    let digest: String =
        ctx.tab.js("document.getElementById(document.querySelector('a.try').dataset.demo).dataset.digest")?;
    // A link to the state that is shown already would change nothing.
    ctx.tab.run(
        "const first = document.querySelector('a.try').dataset.demo; [...document.querySelectorAll('a.try')]\
         .find((a) => a.dataset.demo === first && !/threshold=0\\.50?(&|$)/.test(a.search)).click()",
        vec![],
    )?;
    ctx.tab.wait_until(&format!(
        "document.getElementById(document.querySelector('a.try').dataset.demo).dataset.digest !== {digest:?}"
    ))?;
    check(ctx.tab.url()? == before, "a lesson's address must not change")
}

const SINGLE: &str = "[...document.querySelectorAll('.quiz .item')].find((i) => i.querySelector('input[type=radio]'))";

fn question(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(READY)?;
    let choices: usize = ctx.tab.js(&format!("{SINGLE}.querySelectorAll('input').length"))?;
    let mut right = 0;
    for i in 0..choices {
        ctx.tab.run(&format!("{SINGLE}.querySelectorAll('input')[{i}].click()"), vec![])?;
        ctx.tab.wait_until(&format!("!{SINGLE}.querySelector('button[type=submit]').disabled"))?;
        ctx.tab.run(&format!("{SINGLE}.querySelector('button[type=submit]').click()"), vec![])?;
        ctx.tab.wait_until(&format!("{SINGLE}.querySelector('.word')"))?;
        check(
            ctx.tab.js::<String>(&format!("{SINGLE}.querySelector('.said:not(:empty)').textContent"))?.len() > 10,
            "no feedback",
        )?;
        if ctx.tab.js::<bool>(&format!("!!{SINGLE}.querySelector('.word.right')"))? {
            right += 1;
            break;
        }
        ctx.tab.run(
            &format!("[...{SINGLE}.querySelectorAll('button')].find((b) => b.textContent === 'Try again').click()"),
            vec![],
        )?;
        ctx.tab.wait_until(&format!("!{SINGLE}.querySelector('.word')"))?;
    }
    check(right == 1, "no choice is right")?;
    let stored = ctx.tab.storage()?;
    check(stored.values().any(|v| v.contains("\"answer\"")), "the answer was not kept")?;
    // What is said of an answer takes room, and presses by script are no reader's, after whose what moves has a reason.
    ctx.tab.expect_no_errors()
}

/// A lesson marked as read, and the review of its cards.
fn due(ctx: &Ctx) -> Outcome<Site> {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(READY)?;
    ctx.tab.click(".lesson-tools-box .button.primary")?;
    ctx.tab.wait_until("document.querySelector('.lesson-tools-box .button.primary').textContent.includes('✓')")?;
    ctx.tab.goto(&site.url("review/"))?;
    ctx.tab.wait_for(".review-card .front")?;
    Ok(site)
}

fn review(ctx: &Ctx) -> Outcome {
    let _site = due(ctx)?;
    check(ctx.tab.count(".review-card .back")? == 0, "the answer shows at once")?;
    let first = ctx.tab.text(".review-card .front")?;
    let left = ctx.tab.text(".review-bar p")?;
    ctx.tab.press("Space")?;
    ctx.tab.wait_for(".review-card .back")?;
    check(ctx.tab.count(".ratings button")? == 4, "not four ratings")?;
    ctx.tab.press("3")?;
    ctx.tab.wait_until(&format!(
        "document.querySelector('.review-card .front').textContent.trim() !== {:?}",
        first.trim()
    ))?;
    check(ctx.tab.text(".review-bar p")? != left, "the count stayed")?;
    let all_left = format!("document.querySelector('.review-bar p').textContent === {left:?}");
    ctx.tab.press("u")?;
    ctx.tab.wait_until(&all_left)?;
    // Keys of another layout go by their place, and one that is held down acts once.
    let key = |key: &str, code: &str, repeat: bool| {
        let press = "document.body.dispatchEvent(new KeyboardEvent('keydown', \
                     { key: arguments[0], code: arguments[1], repeat: arguments[2], bubbles: true, cancelable: true }))";
        ctx.tab.run(press, vec![key.into(), code.into(), repeat.into()])
    };
    key(" ", "Space", false)?;
    ctx.tab.wait_for(".review-card .back")?;
    key("é", "Digit2", true)?;
    check(ctx.tab.js(&all_left)?, "a key that is held down rates")?;
    key("é", "Digit2", false)?;
    ctx.tab.wait_until(&format!("!({all_left})"))?;
    key("г", "KeyU", false)?;
    ctx.tab.wait_until(&all_left)?;
    // Space after Undo goes on with the card.
    ctx.tab.press("Space")?;
    ctx.tab.wait_for(".review-card .back")?;
    ctx.tab.press("2")?;
    ctx.tab.wait_until(&format!("!({all_left})"))?;
    ctx.tab.click(".review-bar .button")?;
    ctx.tab.wait_until(&all_left)?;
    ctx.tab.wait_until("document.activeElement.closest('.ratings')")?;
    ctx.tab.press("Space")?;
    ctx.tab.wait_for(".review-card .back")?;
    check(ctx.tab.js(&all_left)?, "space undid once more")?;
    ctx.tab.expect_no_complaints()
}

/// All cards of a lesson by keyboard: the first forgotten once, the rest recalled, then the summary and what is to come.
fn review_day(ctx: &Ctx) -> Outcome {
    let _site = due(ctx)?;
    const LEFT: &str = "(parseInt(document.querySelector('.review-bar p').textContent) || 0)";
    let cards: usize = ctx.tab.js(LEFT)?;
    check(cards >= 6, format!("{cards} cards are due"))?;
    // A card that was forgotten comes back in the same session, so it takes one review more.
    for review in 0..=cards {
        ctx.tab.wait_until(
            "document.querySelector('.review-card .front') && !document.querySelector('.review-card .back')",
        )?;
        ctx.tab.press("Space")?;
        ctx.tab.wait_for(".review-card .back")?;
        ctx.tab.press(if review == 0 { "1" } else { "3" })?;
        let left = if review == 0 { cards } else { cards - review };
        ctx.tab.wait_until(&format!("{LEFT} === {left} && !document.querySelector('.review-card .back')"))?;
    }
    ctx.tab.wait_for("[data-done]")?;
    let said = ctx.tab.text("[data-done]")?;
    check(said.contains(&format!("{} reviews of {cards} cards: 1 again", cards + 1)), &*said)?;
    check(ctx.tab.count(".forecast tr")? == 7, "the coming days are missing")?;
    ctx.tab.reload()?;
    ctx.tab.wait_until("document.querySelector('.review-card') && !document.querySelector('.review-card .front')")?;
    ctx.tab.expect_no_errors()
}

/// Only the deck of a lesson that was read is fetched; where that fails it is said, and trying again is enough.
fn review_without_deck(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(READY)?;
    ctx.tab.click(".lesson-tools-box .button.primary")?;
    ctx.tab.wait_until("document.querySelector('.lesson-tools-box .button.primary').textContent.includes('✓')")?;
    ctx.tab.run(
        "const fetch = window.fetch; window.cut = true; window.fetch = (at, ...more) =>\
         window.cut && /lesson.*deck\\.json/.test(at) ? Promise.reject(new TypeError('cut')) : fetch.call(window, at, ...more);",
        vec![],
    )?;
    ctx.tab.click(".site-nav a[data-nav='review/']")?;
    ctx.tab.wait_for("[data-missing]")?;
    let said = ctx.tab.text("[data-missing]")?;
    check(said.contains("could not be fetched") && said.contains("Nothing is lost"), &*said)?;
    let left = ctx.tab.text(".review-bar p")?;
    check(left.contains("left"), &*left)?;
    ctx.tab.run("window.cut = false; document.querySelector('[data-missing] button').click()", vec![])?;
    ctx.tab.wait_for(".review-card .front")?;
    check(ctx.tab.text(".review-bar p")? == left, "a card was lost")?;
    let fetched: Vec<String> = ctx.tab.js(
        "performance.getEntriesByType('resource').map((e) => e.name).filter((name) => name.endsWith('/deck.json'))",
    )?;
    let wanted = [site.url("deck.json"), site.url("lesson/confusion-matrix/deck.json")];
    check(fetched == wanted, format!("{fetched:?}"))?;
    ctx.tab.expect_no_complaints()
}

/// Counts go on where a translator has put its own elements in place of the words.
fn review_translated(ctx: &Ctx) -> Outcome {
    let _site = due(ctx)?;
    const LEFT: &str = "document.querySelector('.review-bar p').innerText";
    translate(ctx, "main")?;
    let before: String = ctx.tab.js(LEFT)?;
    check(before.starts_with('«'), &*before)?;
    ctx.tab.press("Space")?;
    ctx.tab.wait_for(".review-card .back")?;
    ctx.tab.press("3")?;
    let number = before.trim_matches(|c: char| !c.is_ascii_digit()).split(' ').next().unwrap_or_default();
    let left: u32 = number.parse().map_err(|_| format!("no number in {before}"))?;
    ctx.tab.wait_until(&format!("{LEFT} === '{} cards left'", left - 1))?;
    translate(ctx, "main")?;
    ctx.tab.press("u")?;
    ctx.tab.wait_until(&format!("{LEFT} === '{left} cards left'"))?;
    ctx.tab.expect_no_errors()
}

fn lesson_translated(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(READY)?;
    ctx.tab.wait_for(".lesson-tools-box .button.primary")?;
    let kept: bool = ctx.tab.js("document.querySelectorAll('math, code').length > 20 && \
         [...document.querySelectorAll('math, code')].every((e) => e.getAttribute('translate') === 'no')")?;
    check(kept, "formulas or code are translated")?;
    translate(ctx, ".lesson-tools-box")?;
    for says in ["Read ✓", "Mark as read"] {
        ctx.tab.click(".lesson-tools-box .button.primary")?;
        ctx.tab.wait_until(&format!(
            "document.querySelector('.lesson-tools-box .button.primary').innerText === '{says}'"
        ))?;
        translate(ctx, ".lesson-tools-box .button.primary")?;
    }
    ctx.tab.expect_no_errors()
}

fn day_turns(ctx: &Ctx) -> Outcome {
    let _site = due(ctx)?;
    let left = ctx.tab.text(".review-bar p")?;
    ctx.tab.press("Space")?;
    ctx.tab.wait_for(".review-card .back")?;
    ctx.tab.press("4")?;
    ctx.tab.wait_until(&format!("document.querySelector('.review-bar p').textContent !== {left:?}"))?;
    ctx.tab.run("window.descentNow = Date.now() + 40 * 864e5; window.dispatchEvent(new Event('focus'))", vec![])?;
    // The clock itself is looked at every twenty seconds.
    ctx.tab.wait_within(
        Duration::from_secs(5),
        &format!("document.querySelector('.review-bar p').textContent === {left:?}"),
    )
}

fn second_tab(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(READY)?;
    let first = ctx.tab.window()?;
    let second = ctx.tab.open_second(&site.url(LESSON))?;
    ctx.tab.switch_to(&second)?;
    ctx.tab.wait_until(READY)?;
    ctx.tab.click(".lesson-tools-box .button.primary")?;
    ctx.tab.switch_to(&first)?;
    ctx.tab.wait_until("document.querySelector('.lesson-tools-box .button.primary').textContent.includes('✓')")
}

fn notes(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    let open = || ctx.tab.wait_for(".lesson-tools-box #note");
    let write = |text: &str| {
        let write = "const note = document.getElementById('note'); note.value = arguments[0]; note.dispatchEvent(new Event('input'))";
        ctx.tab.run(write, vec![text.into()])
    };
    let holds = |text: &str| ctx.tab.wait_until(&format!("document.getElementById('note').value === {text:?}"));
    let said = |text: &str| {
        ctx.tab
            .wait_until(&format!("document.querySelector('.lesson-tools-box .saved').textContent.includes({text:?})"))
    };
    ctx.tab.goto(&site.url(LESSON))?;
    open()?;
    // The page goes right after the last letter.
    ctx.tab.type_into("#note", "Ask about ties")?;
    ctx.tab.reload()?;
    open()?;
    holds("Ask about ties")?;
    // Too much is refused, and stays whatever else is done.
    let long = "x".repeat(20_007);
    write(&long)?;
    said("too long by 7")?;
    ctx.tab.click(".lesson-tools-box .row button:nth-child(2)")?;
    ctx.tab.wait_until("document.querySelector('.lesson-tools-box').textContent.includes('Bookmarked ✓')")?;
    holds(&long)?;
    write("Shorter")?;
    said("Saved.")?;
    // Another tab shows it, and neither takes away what the other has not kept yet.
    let first = ctx.tab.window()?;
    ctx.tab.open_second(&site.url(LESSON))?;
    open()?;
    holds("Shorter")?;
    write("From the second")?;
    said("Saved.")?;
    let second = ctx.tab.window()?;
    ctx.tab.switch_to(&first)?;
    holds("From the second")?;
    write(&long)?;
    ctx.tab.switch_to(&second)?;
    write("Once more")?;
    said("Saved.")?;
    ctx.tab.switch_to(&first)?;
    holds(&format!("Once more\n\n{long}"))?;
    said("here are both")?;
    ctx.tab.expect_no_errors()
}

fn theme(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url("settings/"))?;
    ctx.tab.wait_for(".settings input[value=dark]")?;
    ctx.tab.click(".settings input[value=dark]")?;
    ctx.tab.wait_until("getComputedStyle(document.body).backgroundColor === 'rgb(22, 24, 26)'")?;
    ctx.tab.goto(&site.url("glossary/"))?;
    let theme: String = ctx.tab.js("document.documentElement.dataset.theme")?;
    check(theme == "dark", theme)
}
