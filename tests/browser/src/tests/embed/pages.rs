//! The pages that show embeds: the course's own, other people's, and the sheet that writes the lines for them.

use super::super::states::{GRASPABLE, pass_every_prediction};
use super::{FRAME, READY, course_and_host, fits_now, in_frame, place};
use browser::{Ctx, Outcome, check};
use serde_json::{Value as Json, json};

const READ: &str = "document.querySelector('.lesson-tools-box .button.primary')";

/// Marks the embedded lesson as read.
fn mark_as_read(ctx: &Ctx) -> Outcome {
    ctx.tab.wait_until(READ)?;
    ctx.tab.run(&format!("{READ}.click()"), vec![])?;
    ctx.tab.wait_until(&format!("{READ}.textContent.includes('✓')"))
}

pub fn progress_here(ctx: &Ctx) -> Outcome {
    let course = ctx.site_at("/a/b/", &[])?;
    ctx.tab.goto(&course.url("embed/examples/"))?;
    // An embed is loaded when the reader comes near it.
    ctx.tab.run("document.querySelector('descent-lesson').scrollIntoView()", vec![])?;
    let frame = FRAME.replace("descent-demo, ", "");
    ctx.tab.wait_until(&format!("{frame}.src"))?;
    ctx.tab.enter_frame(&frame)?;
    mark_as_read(ctx)?;
    check(ctx.tab.js("document.getElementById('embed-where').hidden")?, "it says that progress does not count")?;
    check(
        ctx.tab.js("navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")?,
        "an embed has registered a worker",
    )?;
    ctx.tab.leave_frame()?;
    ctx.tab.goto(&course.url("lesson/how-to-learn/"))?;
    ctx.tab.wait_until(&format!("{READ}?.textContent.includes('✓')"))
}

pub fn progress_elsewhere(ctx: &Ctx) -> Outcome {
    let (course, host) = (ctx.site(&[])?, ctx.fixture("/", &[])?);
    // A name of its own makes it another site; a port would not.
    ctx.tab.goto(&host.url("host.html").replace("127.0.0.1", "localhost"))?;
    place(ctx, &course, "<descent-lesson slug=\"how-to-learn\"></descent-lesson>")?;
    // The frame has said how high its lesson is, so its page is the one that will be looked at.
    ctx.tab.wait_until(&format!("parseFloat({FRAME}?.style.height) > 1500"))?;
    in_frame(ctx, || {
        mark_as_read(ctx)?;
        ctx.tab.wait_until("document.getElementById('embed-where').innerText.includes('does not count')")?;
        let link: String = ctx.tab.js("document.querySelector('#embed-where a').href")?;
        check(link == course.url("lesson/how-to-learn/"), link)
    })?;
    // What it says is true.
    ctx.tab.goto(&course.url("lesson/how-to-learn/"))?;
    ctx.tab.wait_until(READ)?;
    check(ctx.tab.js(&format!("!{READ}.textContent.includes('✓')"))?, "progress made elsewhere does count after all")
}

pub fn sheet(ctx: &Ctx) -> Outcome {
    let (course, host) = (ctx.site(&[])?, ctx.fixture("/", &[])?);
    ctx.tab.goto(&course.url("demo/confusion-matrix/?threshold=0.3"))?;
    ctx.tab.wait_until(GRASPABLE)?;
    ctx.tab.click(".to-embed")?;
    ctx.tab.wait_until("document.querySelector('.embed-lines')?.value.includes('threshold=\"0.3\"')")?;
    ctx.tab.expect_accessible()?;
    ctx.tab.click(".embed-sheet [name=change][value=threshold]")?;
    ctx.tab.click(".embed-sheet [name=show][value=data]")?;
    // What cannot be a goal is said as it is typed.
    ctx.tab.wait_until("document.querySelector('.measures').textContent.includes('recall')")?;
    ctx.tab.type_into(".embed-sheet [name=goal]", "recal >= 0.5")?;
    ctx.tab.wait_until("document.querySelector('.embed-sheet .wrong').textContent.includes('no measure “recal”')")?;
    ctx.tab.clear(".embed-sheet [name=goal]")?;
    ctx.tab.type_into(".embed-sheet [name=goal]", "recall >= 0.5")?;
    ctx.tab.wait_until("document.querySelector('.embed-sheet .wrong').textContent === ''")?;
    ctx.tab.run("const s = document.querySelector('.embed-sheet [name=theme]'); s.value = 'dark'; s.dispatchEvent(new Event('input', { bubbles: true }))", vec![])?;
    // The preview is the real thing.
    ctx.tab.click(".embed-preview summary")?;
    ctx.tab.wait_until("document.querySelector('.embed-preview descent-demo')")?;
    ctx.tab.run("document.querySelector('.embed-preview descent-demo').scrollIntoView()", vec![])?;
    ctx.tab.wait_until(&format!("{FRAME}.src"))?;
    in_frame(ctx, || {
        ctx.tab.wait_until(&format!("{GRASPABLE} && document.querySelector('.goal.reached')"))?;
        check(ctx.tab.js("document.querySelector('[data-key=threshold]').disabled && document.documentElement.dataset.theme === 'dark'")?, "the preview shows something else")
    })?;
    let both = "['element', 'frame', 'link'].map((form) => { const s = document.querySelector('.embed-sheet [name=form]'); s.value = form; s.dispatchEvent(new Event('input', { bubbles: true })); return document.querySelector('.embed-lines').value; })";
    let [element, frame, link]: [String; 3] = ctx.tab.js(both)?;
    ctx.tab.expect_no_errors()?;
    ctx.tab.goto(&host.url("host.html"))?;
    ctx.tab.run("window.place(arguments[0])", vec![element.into()])?;
    ctx.tab
        .wait_until("window.heard.some((e) => e.name === 'descent:goal' && e.detail.goal.includes('recall ≥ 0.5'))")?;
    check(ctx.tab.js::<Json>("window.heard[0].detail.settings")? == json!({ "threshold": "0.3" }), "another state")?;
    ctx.tab.goto(&host.url("host.html"))?;
    ctx.tab.run("window.place(arguments[0])", vec![frame.into()])?;
    ctx.tab.enter_frame("document.querySelector('#here iframe')")?;
    ctx.tab.wait_until(&format!(
        "{GRASPABLE} && document.querySelector('.goal.reached') && document.querySelector('[data-key=threshold]').disabled"
    ))?;
    check(ctx.tab.js("document.documentElement.dataset.theme === 'dark' && document.querySelector('.live').textContent.includes('0.30')")?, "the frame shows something else")?;
    // A link carries the same: locks, the goal, the theme.
    ctx.tab.goto(&link)?;
    ctx.tab.wait_until(&format!(
        "{GRASPABLE} && document.querySelector('.goal.reached') && document.querySelector('[data-key=threshold]').disabled"
    ))
}

/// Without the app too, links lead to the full site in a new tab, and those within the page stay.
pub fn links(ctx: &Ctx) -> Outcome {
    for flags in [&["--without", "wasm"][..], &[]] {
        let course = ctx.site(flags)?;
        ctx.tab.goto(&course.url("embed/lesson/confusion-matrix/"))?;
        ctx.tab.wait_until("document.documentElement.dataset.app")?;
        check(ctx.tab.count(".site-head, .site-foot, .aside, .onward")? == 0, "the site's own parts are there")?;
        let astray: Vec<String> = ctx.tab.js(
            "[...document.querySelectorAll('main a[href], .embed-foot a')].filter((a) => a.getAttribute('href').startsWith('#') === (a.target === '_blank')).map((a) => a.outerHTML)",
        )?;
        check(astray.is_empty() && ctx.tab.count("a[target=_blank]")? > 3, astray.join("\n"))?;
        let here: String = ctx.tab.js(
            "(() => { const a = [...document.querySelectorAll('main a[href^=\"#\"]')].find((a) => document.getElementById(a.hash.slice(1))); a.click(); return a.hash; })()",
        )?;
        ctx.tab.wait_until(&format!("location.hash === {here:?}"))?;
        check(ctx.tab.count(".prose p")? > 20, "the lesson is gone")?;
        let missing: Vec<String> = ctx.tab.run_async(
            "const urls = [...document.querySelectorAll('main a[target=_blank], .embed-foot a')].map((a) => a.href).filter((url) => url.startsWith(location.origin)).map((url) => url.split('#')[0]);
             const answers = await Promise.all([...new Set(urls)].map(async (url) => [url, (await fetch(url)).ok]));
             return answers.filter((a) => !a[1]).map((a) => a[0]);",
            vec![],
        ).and_then(|list| Ok(serde_json::from_value(list)?))?;
        check(missing.is_empty(), missing.join("\n"))?;
        check(
            ctx.tab.js("document.querySelector('meta[name=robots]').content === 'noindex'")?,
            "search engines may list it",
        )?;
    }
    Ok(())
}

pub fn mdbook(ctx: &Ctx) -> Outcome {
    let (course, _host) = course_and_host(ctx, "mdbook.html")?;
    place(
        ctx,
        &course,
        "<p><descent-demo name=\"roc-and-pr\"><a href=\"{course}demo/roc-and-pr/\">Curves</a></descent-demo></p>",
    )?;
    ctx.tab.wait_until(READY)?;
    fits_now(ctx)?;
    let paper = |color: &str| {
        in_frame(ctx, || ctx.tab.wait_until(&format!("getComputedStyle(document.body).backgroundColor === {color:?}")))
    };
    paper("rgb(251, 250, 246)")?;
    ctx.tab.run("document.documentElement.className = 'coal sidebar-visible'", vec![])?;
    paper("rgb(22, 24, 26)")?;
    check(
        ctx.tab.js(&format!("{FRAME}.offsetWidth <= 750 && document.documentElement.scrollWidth <= innerWidth"))?,
        "the book scrolls sideways",
    )
}

pub fn accessible(ctx: &Ctx) -> Outcome {
    let course = ctx.site(&[])?;
    for theme in ["light", "dark"] {
        for page in ["embed/confusion-matrix/", "embed/roc-and-pr/", "embed/lesson/confusion-matrix/"] {
            ctx.tab.goto(&course.url(&format!("{page}?embed.theme={theme}")))?;
            if page.contains("lesson") {
                pass_every_prediction(ctx)?;
            }
            ctx.tab.wait_until(GRASPABLE)?;
            check(ctx.tab.js::<String>("document.documentElement.dataset.theme")? == theme, "the theme")?;
            ctx.tab.expect_accessible()?;
            ctx.tab.expect_no_errors()?;
        }
    }
    for width in [360, 1280] {
        ctx.tab.set_viewport(width, 800)?;
        ctx.tab.goto(&course.url("embed/examples/"))?;
        ctx.tab.wait_until("document.querySelector('#heard li').textContent.startsWith('descent:')")?;
        ctx.tab.expect_accessible()?;
        check(
            ctx.tab.js("document.documentElement.scrollWidth <= innerWidth")?,
            format!("it scrolls sideways at {width}"),
        )?;
    }
    // The page's own script turns a knob and hears what comes of it.
    ctx.tab.run("const knob = document.getElementById('knob'); knob.value = 0.8; knob.dispatchEvent(new Event('input', { bubbles: true }))", vec![])?;
    ctx.tab.wait_until("document.getElementById('heard').textContent.includes('0.80')")?;
    ctx.tab.expect_no_errors()
}
