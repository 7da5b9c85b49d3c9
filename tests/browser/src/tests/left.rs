//! What a reader did stays on the page: over a reload, the way back and other pages of the site.

use super::states::{READY, pass_every_prediction, wake_every_demo};
use browser::{Ctx, Outcome, Site, Test, check};

/// The tests.
pub const TESTS: &[Test] = &[
    Test::new("answers-come-back", answers),
    Test::new("picks-come-back-uncommitted", drafts),
    Test::new("sorting-comes-back", sorting),
    Test::new("folds-come-back", folds),
    Test::new("a-reached-goal-stays-reached", goal),
    Test::new("a-lesson-offers-where-it-was-left", place),
    Test::new("a-miss-keeps-what-is-right-until-asked", misses),
    Test::new("numbers-as-people-write-them", numbers),
    Test::new("a-note-too-long-waits", long_note),
];

const LESSON: &str = "lesson/confusion-matrix/";
/// Questions of each kind that stand open: what is folded takes no focus.
const SINGLE: &str = "[...document.querySelectorAll('.quiz .item')].find((i) => !i.closest('details:not([open])') && i.querySelector('input[type=radio]'))";
const MULTIPLE: &str = "[...document.querySelectorAll('.quiz .item')].find((i) => !i.closest('details:not([open])') && i.querySelector('input[type=checkbox]'))";
const NUMBER: &str = "[...document.querySelectorAll('.quiz .item')].find((i) => !i.closest('details:not([open])') && i.querySelector('.number'))";
const GUESS: &str = "document.querySelector('.predict-box')";
/// The ways to leave a page and come back to it.
const WAYS: [&str; 3] = ["reload", "back", "link"];

fn open(ctx: &Ctx) -> Outcome<Site> {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(READY)?;
    Ok(site)
}

fn leave_and_return(ctx: &Ctx, way: &str) -> Outcome {
    if way == "reload" {
        ctx.tab.reload()?;
    } else {
        // A click of the driver's would scroll up to the link first, and a script's is no reader's: WebKit leaves out
        // pages that nobody has asked for when it goes back.
        ctx.tab.run(
            "document.querySelector(\".site-nav a[data-nav='glossary/']\").focus({ preventScroll: true })",
            vec![],
        )?;
        ctx.tab.press("Enter")?;
        ctx.tab.wait_until("document.title.startsWith('Glossary')")?;
        if way == "back" {
            ctx.tab.back()?;
        } else {
            ctx.tab.run(
                "const link = document.createElement('a'); link.href = '../lesson/confusion-matrix/'; document.querySelector('main').append(link); link.click()",
                vec![],
            )?;
        }
    }
    ctx.tab.wait_until(&format!("{READY} && {GUESS} && !document.title.startsWith('Glossary')"))
}

fn press(ctx: &Ctx, within: &str, name: &str) -> Outcome {
    let button = format!("[...{within}.querySelectorAll('button')].find((b) => b.textContent === '{name}')");
    ctx.tab.wait_until(&format!("{button} && !{button}.disabled"))?;
    ctx.tab.run(&format!("{button}.focus(); {button}.click()"), vec![]).map(|_| ())
}

fn answers(ctx: &Ctx) -> Outcome {
    let _site = open(ctx)?;
    pass_every_prediction(ctx)?;
    ctx.tab.run(&format!("{SINGLE}.querySelector('input').click()"), vec![])?;
    press(ctx, SINGLE, "Check")?;
    ctx.tab.wait_until(&format!("document.activeElement === {SINGLE}.querySelector('.verdict')"))?;
    let seen = format!(
        "[{SINGLE}.innerText, {SINGLE}.closest('.quiz-box').querySelector('.tally').textContent, {SINGLE}.querySelector('input').checked].join('|')"
    );
    let before: String = ctx.tab.js(&seen)?;
    check(before.contains("1 of") && before.ends_with("|true"), &*before)?;
    for way in WAYS {
        leave_and_return(ctx, way)?;
        let after: String = ctx.tab.js(&seen)?;
        check(after == before, format!("{way}: {after} instead of {before}"))?;
        check(ctx.tab.js(&format!("{SINGLE}.querySelector('input').disabled"))?, "an answer can be changed unseen")?;
    }
    let gained = ctx.tab.text(".gained")?;
    check(gained.contains("1 of ") && gained.contains("answered"), &*gained)?;
    press(ctx, SINGLE, "Try again")?;
    ctx.tab.wait_until(&format!(
        "document.activeElement.closest('.item') === {SINGLE} && !document.activeElement.disabled"
    ))?;
    // Who picks anew finds that pick.
    ctx.tab.run(&format!("{SINGLE}.querySelectorAll('input')[1].click()"), vec![])?;
    ctx.tab.two_frames()?;
    leave_and_return(ctx, "reload")?;
    check(
        ctx.tab.js(&format!("{SINGLE}.querySelectorAll('input')[1].checked && !{SINGLE}.querySelector('.word')"))?,
        "a second pick is gone",
    )?;
    ctx.tab.expect_no_errors()
}

fn drafts(ctx: &Ctx) -> Outcome {
    let _site = open(ctx)?;
    ctx.tab.run(
        &format!("const box = {GUESS}; box.querySelector('.choice input').click(); box.querySelectorAll('.sure-level input')[3].click()"),
        vec![],
    )?;
    let stands = format!(
        "{GUESS}.querySelector('.choice input').checked && {GUESS}.querySelectorAll('.sure-level input')[3].checked && !{GUESS}.querySelector('button[type=submit]').disabled && !{GUESS}.querySelector('.reveal')"
    );
    ctx.tab.wait_until(&stands)?;
    ctx.tab.two_frames()?;
    for way in WAYS {
        leave_and_return(ctx, way)?;
        check(ctx.tab.js(&stands)?, format!("a guess that was not committed is gone after {way}"))?;
    }
    press(ctx, GUESS, "Commit")?;
    ctx.tab.wait_for(".predict-box .reveal")?;
    let said = ctx.tab.text(".outcome .word")?;
    check(said.contains("You said"), &*said)?;
    // In another visit the log alone says so.
    ctx.tab.run("sessionStorage.clear()", vec![])?;
    for way in WAYS {
        leave_and_return(ctx, way)?;
        check(ctx.tab.text(".outcome .word")? == said, format!("a commitment is gone after {way}"))?;
        let held = format!("document.querySelector(`.held[data-by~=\"${{{GUESS}.id}}\"]`).open");
        check(ctx.tab.js(&held)?, format!("what was held is hidden again after {way}"))?;
    }
    press(ctx, GUESS, "Try again")?;
    let empty = format!("!{GUESS}.querySelector('input:checked') && {GUESS}.querySelector('button[type=submit]')");
    ctx.tab.wait_until(&empty)?;
    // Nonsense in the browser's storage is as if nothing were there.
    ctx.tab.run(
        &format!(
            "const key = Object.keys(localStorage).find((key) => key.endsWith(':left')); \
             localStorage.setItem(key, `\\n\\tdraft\\t\\t\\ndraft ${{{GUESS}.id}} 1\\t99,\\ndraft ${{{GUESS}.id}} 1 sure\\t-7\\n` + 'x'.repeat(1e5))"
        ),
        vec![],
    )?;
    leave_and_return(ctx, "reload")?;
    check(ctx.tab.text(".outcome .word")? == said, "a draft of nonsense counts")?;
    ctx.tab.expect_no_errors()
}

fn sorting(ctx: &Ctx) -> Outcome {
    let _site = open(ctx)?;
    pass_every_prediction(ctx)?;
    super::sort::come_near(ctx)?;
    const PLACED: &str =
        "[...document.querySelectorAll('.sort-box li select')].map((s) => s.id + s.value).sort().join()";
    let choose = "const list = [...document.querySelectorAll('.sort-pool select')].slice(0, arguments[0]); \
                  for (const id of list.map((s) => s.id)) { const s = document.getElementById(id); s.value = '1'; s.dispatchEvent(new Event('input', { bubbles: true })); }";
    ctx.tab.run(choose, vec![2.into()])?;
    ctx.tab.wait_until("document.querySelectorAll('.sort-group')[1].querySelectorAll('li').length === 2")?;
    ctx.tab.two_frames()?;
    let before: String = ctx.tab.js(PLACED)?;
    leave_and_return(ctx, "reload")?;
    super::sort::come_near(ctx)?;
    check(ctx.tab.js::<String>(PLACED)? == before, "what was placed lies elsewhere after a reload")?;
    ctx.tab.run(choose, vec![99.into()])?;
    ctx.tab.run(
        "const s = document.querySelector('.sort-expected select'); s.value = '2'; s.dispatchEvent(new Event('input', { bubbles: true }))",
        vec![],
    )?;
    press(ctx, "document.querySelector('.sort-box')", "Check")?;
    ctx.tab.wait_until("document.activeElement === document.querySelector('.sort-box .verdict')")?;
    let said = ctx.tab.text(".sort-box .verdict .word")?;
    check(said.contains("You expected 2"), &*said)?;
    for way in WAYS {
        leave_and_return(ctx, way)?;
        super::sort::come_near(ctx)?;
        check(ctx.tab.text(".sort-box .verdict .word")? == said, format!("what was sorted is gone after {way}"))?;
    }
    press(ctx, "document.querySelector('.sort-box')", "Try again")?;
    ctx.tab.wait_until("document.activeElement.closest('.sort-pool')")?;
    ctx.tab.expect_no_errors()
}

fn folds(ctx: &Ctx) -> Outcome {
    let _site = open(ctx)?;
    pass_every_prediction(ctx)?;
    ctx.tab.run("document.querySelector('details.deeper').open = true; document.querySelector('.card-list details').open = true", vec![])?;
    ctx.tab.wait_until(
        "Object.entries(localStorage).some(([key, text]) => key.endsWith(':left') && text.includes('open '))",
    )?;
    for way in WAYS {
        leave_and_return(ctx, way)?;
        check(ctx.tab.js("document.querySelector('details.deeper').open")?, format!("shut after {way}"))?;
        check(!ctx.tab.js::<bool>("document.querySelector('.card-list details').open")?, "a card shows its back")?;
    }
    ctx.tab.run("document.querySelector('details.deeper').open = false", vec![])?;
    ctx.tab.wait_until(
        "Object.entries(localStorage).every(([key, text]) => !key.endsWith(':left') || !text.includes('open '))",
    )?;
    leave_and_return(ctx, "reload")?;
    check(!ctx.tab.js::<bool>("document.querySelector('details.deeper').open")?, "open although it was shut")?;
    ctx.tab.expect_no_errors()
}

fn goal(ctx: &Ctx) -> Outcome {
    let _site = open(ctx)?;
    wake_every_demo(ctx)?;
    // The bill of the third demo is small enough at a high threshold.
    const GOAL: &str = "document.querySelectorAll('.demo-frame .goal')[1]";
    check(!ctx.tab.js::<bool>(&format!("{GOAL}.classList.contains('reached')"))?, "reached before anybody moved")?;
    for threshold in ["0.55", "0.65", "0.75", "0.85", "0.95"] {
        ctx.tab.run(
            &format!("const slider = {GOAL}.closest('.demo-frame').querySelector('input[type=range]'); slider.value = arguments[0]; slider.dispatchEvent(new Event('input', {{ bubbles: true }})); slider.dispatchEvent(new Event('change', {{ bubbles: true }}))"),
            vec![threshold.into()],
        )?;
        ctx.tab.wait_until(&format!(
            "{GOAL}.closest('.demo-frame').querySelector('.live').textContent.includes('{threshold}')"
        ))?;
        if ctx.tab.js(&format!("{GOAL}.classList.contains('reached')"))? {
            break;
        }
    }
    ctx.tab.wait_until(&format!("{GOAL}.classList.contains('reached')"))?;
    for way in WAYS {
        leave_and_return(ctx, way)?;
        wake_every_demo(ctx)?;
        check(
            ctx.tab.js(&format!("{GOAL}.classList.contains('reached')"))?,
            format!("not reached any more after {way}"),
        )?;
    }
    ctx.tab.expect_no_errors()
}

fn place(ctx: &Ctx) -> Outcome {
    let site = open(ctx)?;
    check(ctx.tab.count(".resume")? == 0, "offers to go on with what was never begun")?;
    pass_every_prediction(ctx)?;
    const FIFTH: &str = "document.getElementById(document.querySelectorAll('.contents a')[4].hash.slice(1))";
    ctx.tab.run(&format!("{FIFTH}.scrollIntoView()"), vec![])?;
    ctx.tab.wait_until("document.querySelectorAll('.contents a')[4].ariaCurrent === 'location' || document.querySelectorAll('.contents a')[4].hasAttribute('aria-current')")?;
    let heading: String = ctx.tab.js("document.querySelectorAll('.contents a')[4].textContent")?;
    // A reload and the way back are the browser's: they stand where they were.
    for way in ["reload", "back"] {
        leave_and_return(ctx, way)?;
        ctx.tab.wait_until("scrollY > 400")?;
        check(ctx.tab.count(".resume")? == 0, format!("an offer after {way}"))?;
    }
    ctx.tab.goto(&site.url("glossary/"))?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(READY)?;
    let said = ctx.tab.text(".resume")?;
    check(said.contains(&heading), format!("{said} instead of {heading}"))?;
    check(ctx.tab.js::<f64>("scrollY")? < 10.0, "it jumped without being asked")?;
    ctx.tab.expect_accessible()?;
    ctx.tab.click(".resume a")?;
    ctx.tab.wait_until(&format!(
        "Math.abs({FIFTH}.getBoundingClientRect().top) < 160 && !document.querySelector('.resume')"
    ))?;
    // An address of its own counts more.
    ctx.tab.goto(&site.url("glossary/"))?;
    ctx.tab.goto(&site.url("lesson/confusion-matrix/#cards"))?;
    ctx.tab.wait_until(READY)?;
    check(ctx.tab.count(".resume")? == 0, "an offer beside an address")?;
    ctx.tab.expect_no_errors()
}

fn misses(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url("lesson/bias-variance/"))?;
    pass_every_prediction(ctx)?;
    ctx.tab.run("document.querySelectorAll('details.deeper').forEach((fold) => (fold.open = true))", vec![])?;
    // One of the right ones alone.
    let right: Vec<usize> = ctx.tab.js(&format!(
        "(() => {{ const id = {MULTIPLE}.id.slice(2), find = (list) => list.flatMap((b) => b.quiz ? b.quiz.items : find((b.held ?? b.deeper)?.blocks ?? [])); \
         const item = find(JSON.parse(document.getElementById('page').textContent).blocks).find((i) => i.id === id); \
         return item.ask.multiple.choices.map((c, i) => c.right ? i : -1).filter((i) => i >= 0); }})()"
    ))?;
    check(right.len() > 1, format!("{right:?}"))?;
    ctx.tab.run(&format!("{MULTIPLE}.querySelectorAll('input')[{}].click()", right[0]), vec![])?;
    press(ctx, MULTIPLE, "Check")?;
    ctx.tab.wait_until(&format!("{MULTIPLE}.querySelector('.word.wrong')"))?;
    let marks =
        format!("[...{MULTIPLE}.querySelectorAll('.choice')].map((c) => c.className.replace('choice', '').trim())");
    let shown: Vec<String> = ctx.tab.js(&marks)?;
    check(shown.iter().filter(|m| !m.is_empty()).count() == 1 && shown[right[0]] == "right", format!("{shown:?}"))?;
    check(ctx.tab.js(&format!("!{MULTIPLE}.querySelector('.explanation')"))?, "the reason says what is right")?;
    press(ctx, MULTIPLE, "Show the answer")?;
    ctx.tab.wait_until(&format!("document.activeElement === {MULTIPLE}.querySelector('.verdict')"))?;
    let shown: Vec<String> = ctx.tab.js(&marks)?;
    check(right[1..].iter().all(|i| shown[*i] == "missed"), format!("{shown:?}"))?;
    let said: String = ctx.tab.js(&format!("{MULTIPLE}.innerText"))?;
    check(said.contains("Right, and you missed it."), said)?;
    ctx.tab.expect_no_errors()
}

fn numbers(ctx: &Ctx) -> Outcome {
    let _site = open(ctx)?;
    pass_every_prediction(ctx)?;
    let field: String = ctx.tab.js(&format!("'#' + {NUMBER}.querySelector('input').id"))?;
    ctx.tab.run(&format!("{NUMBER}.closest('details')?.setAttribute('open', '')"), vec![])?;
    let note = format!("{NUMBER}.querySelector('.taken').textContent");
    ctx.tab.type_into(&field, "1/4")?;
    ctx.tab.wait_until(&format!("{note} === 'Taken as 0.25.' && !{NUMBER}.querySelector('button').disabled"))?;
    ctx.tab.clear(&field)?;
    ctx.tab.type_into(&field, "a quarter")?;
    ctx.tab.press("Tab")?;
    ctx.tab
        .wait_until(&format!("{note}.startsWith('That is no number.') && {NUMBER}.querySelector('button').disabled"))?;
    ctx.tab.clear(&field)?;
    ctx.tab.type_into(&field, "0,75")?;
    ctx.tab.wait_until(&format!("{note} === 'Taken as 0.75.'"))?;
    ctx.tab.two_frames()?;
    leave_and_return(ctx, "reload")?;
    check(ctx.tab.js::<String>(&format!("{NUMBER}.querySelector('input').value"))? == "0.75", "a number is gone")?;
    ctx.tab.run(&format!("document.querySelector('{field}').focus()"), vec![])?;
    ctx.tab.press("Enter")?;
    ctx.tab.wait_until(&format!("document.activeElement === {NUMBER}.querySelector('.verdict')"))?;
    ctx.tab.expect_no_errors()
}

fn long_note(ctx: &Ctx) -> Outcome {
    let _site = open(ctx)?;
    ctx.tab.wait_for(".lesson-tools-box #note")?;
    let write = "const note = document.getElementById('note'); note.value = arguments[0]; note.dispatchEvent(new Event('input'))";
    let long = "x".repeat(20_007);
    ctx.tab.run(write, vec![long.clone().into()])?;
    for way in WAYS {
        leave_and_return(ctx, way)?;
        ctx.tab.wait_until(&format!("document.getElementById('note')?.value === {long:?}"))?;
        ctx.tab
            .wait_until("document.querySelector('.lesson-tools-box .saved').textContent.includes('too long by 7')")?;
    }
    ctx.tab.run(write, vec!["Shorter".into()])?;
    ctx.tab.wait_until("document.querySelector('.lesson-tools-box .saved').textContent === 'Saved.'")?;
    leave_and_return(ctx, "reload")?;
    ctx.tab.wait_until("document.getElementById('note')?.value === 'Shorter'")?;
    ctx.tab.expect_no_errors()
}
