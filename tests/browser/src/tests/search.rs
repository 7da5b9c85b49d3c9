//! The search: by keys alone, with slips of spelling, without the app, without network, against hostile questions.

use super::states::READY;
use browser::{Ctx, Outcome, Test, check};
use serde_json::json;

/// The tests.
pub const TESTS: &[Test] = &[
    Test::new("search-opens-by-keys-and-gives-the-focus-back", opens),
    Test::once("search-forgives-slips", forgives),
    Test::new("search-by-keyboard-alone", keyboard),
    Test::once("search-leads-to-every-kind", kinds),
    Test::new("search-tells-a-screen-reader", spoken),
    Test::new("search-fits-a-phone", phone),
    Test::new("search-fetches-on-first-use", first_use),
    Test::new("search-without-the-app", without_app),
    Test::new("search-in-any-folder", any_folder),
    Test::new("search-says-that-it-needs-the-network-once", needs_network),
    Test::new("search-offers-a-way-where-nothing-is-found", nothing),
    Test::new("search-takes-hostile-questions", hostile),
];

const LESSON: &str = "lesson/roc-and-pr/";
/// The dialog is open and its index is there.
const PREPARED: &str = "document.getElementById('search')?.open && document.getElementById('search').dataset.ready === '' && document.querySelector('.hit')";

/// Opens the search by its key.
pub fn open(ctx: &Ctx) -> Outcome {
    ctx.tab.press("/")?;
    ctx.tab.wait_until(PREPARED)
}

/// Types a question and waits for its answer.
pub fn ask(ctx: &Ctx, question: &str) -> Outcome {
    ctx.tab.clear("#search-input")?;
    ctx.tab.type_into("#search-input", question)?;
    // The answer is whole once the parts of the index that it needs have come.
    ctx.tab.wait_until(&format!(
        "document.getElementById('search-input').value === {} && !document.getElementById('search-list').hasAttribute('aria-busy')",
        json!(question)
    ))
}

/// The titles of the results of a group, best first.
fn titles(ctx: &Ctx, group: &str) -> Outcome<Vec<String>> {
    ctx.tab.js(&format!(
        "[...document.querySelectorAll('#search .hits')].filter((g) => g.querySelector('.hits-name').textContent === {group:?})\
         .flatMap((g) => [...g.querySelectorAll('.hit-title')].map((t) => t.textContent))"
    ))
}

fn closed(ctx: &Ctx) -> Outcome {
    ctx.tab.wait_until("!document.getElementById('search').open")
}

fn opens(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(READY)?;
    ctx.tab.run("document.querySelector('.site-nav a').focus()", vec![])?;
    open(ctx)?;
    check(ctx.tab.focused()? == "input#search-input", ctx.tab.focused()?)?;
    check(ctx.tab.js::<String>("document.getElementById('search-input').value")?.is_empty(), "the key was typed")?;
    ctx.tab.press("Escape")?;
    closed(ctx)?;
    check(ctx.tab.js::<bool>("document.activeElement.matches('.site-nav a')")?, "the focus is elsewhere")?;
    ctx.tab.press("Control+k")?;
    ctx.tab.wait_until(PREPARED)?;
    ctx.tab.press("Escape")?;
    closed(ctx)?;
    ctx.tab.click("[data-search]")?;
    ctx.tab.wait_until(PREPARED)?;
    ctx.tab.press("Escape")?;
    closed(ctx)?;
    check(ctx.tab.js::<bool>("document.activeElement.matches('[data-search]')")?, "the button lost the focus")?;
    // In a field the key is a letter.
    ctx.tab.wait_for(".lesson-tools-box textarea")?;
    ctx.tab.type_into(".lesson-tools-box textarea", "and/or")?;
    check(!ctx.tab.js::<bool>("document.getElementById('search').open")?, "it opened over a field")?;
    check(
        ctx.tab.js::<String>("document.querySelector('.lesson-tools-box textarea').value")? == "and/or",
        "a letter is lost",
    )?;
    ctx.tab.expect_no_complaints()
}

fn forgives(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(""))?;
    ctx.tab.wait_until(READY)?;
    open(ctx)?;
    for (question, group, first) in [
        ("precision", "Glossary", "Precision"),
        ("percision", "Glossary", "Precision"),
        ("gradeint decent", "Lessons", "Gradient descent: how large a step"),
        ("precision-recall", "Lessons", "ROC and precision–recall curves"),
        ("precision recall", "Lessons", "ROC and precision–recall curves"),
        ("AUC", "Glossary", "Area under the ROC curve"),
        ("area under the curve", "Glossary", "Area under the ROC curve"),
        ("sensitivity", "Glossary", "Recall"),
        ("thresholds", "Glossary", "Threshold"),
        ("LOGÏSTIC regr", "Lessons", "Logistic regression: how sure to be"),
        ("learning rate", "Glossary", "Learning rate"),
        ("confusion matrx", "Demos", "Confusion matrix and threshold"),
    ] {
        ask(ctx, question)?;
        let found = titles(ctx, group)?;
        check(found.first().is_some_and(|t| t.starts_with(first)), format!("{question}: {found:?}"))?;
    }
    // British spelling finds the American, in a text: the snippet shows where.
    ask(ctx, "standardised")?;
    ctx.tab.wait_until(
        "[...document.querySelectorAll('.hit mark')].some((m) => m.textContent.toLowerCase() === 'standardized')",
    )?;
    ctx.tab.expect_no_complaints()
}

fn keyboard(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(""))?;
    ctx.tab.wait_until(READY)?;
    open(ctx)?;
    ask(ctx, "what the area means")?;
    ctx.tab.press("Enter")?;
    ctx.tab.wait_until("document.activeElement.id === 'what-the-area-means'")?;
    check(ctx.tab.url()? == site.url("lesson/roc-and-pr/#what-the-area-means"), ctx.tab.url()?)?;
    check(!ctx.tab.js::<bool>("document.getElementById('search').open")?, "still open")?;
    // A second section of the same page, the last of the list and back.
    open(ctx)?;
    ask(ctx, "steps trapezoids")?;
    let chosen =
        "document.getElementById(document.getElementById('search-input').getAttribute('aria-activedescendant'))";
    let place: &str = &format!("[...document.querySelectorAll('.hit')].indexOf({chosen})");
    let last: i64 = ctx.tab.js::<i64>("document.querySelectorAll('.hit').length")? - 1;
    check(last > 1, "too few results to move in")?;
    for (key, expected) in
        [("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", last), ("ArrowDown", 0), ("End", last), ("Home", 0)]
    {
        ctx.tab.press(key)?;
        let at: i64 = ctx.tab.js(place)?;
        check(at == expected, format!("{key} led to {at}, not {expected}"))?;
        check(ctx.tab.count(".hit[aria-selected=true]")? == 1, "not one chosen")?;
    }
    let section: String = ctx.tab.js(&format!("new URL({chosen}.href).hash.slice(1)"))?;
    check(!section.is_empty() && section != "what-the-area-means", "the first result is no other section")?;
    ctx.tab.press("Enter")?;
    // What a prediction holds back is not shown for a search either: words in its place have the focus.
    ctx.tab.wait_until(&format!(
        "document.activeElement.id === {section:?} || document.activeElement.matches('.held-note:has(+ .held #{section})')"
    ))?;
    // A new tab leaves the dialog as it is.
    open(ctx)?;
    ask(ctx, "prevalence")?;
    ctx.tab.run("window.open = (...what) => { window.opened = what; };", vec![])?;
    let address: String = ctx.tab.js(&format!("{chosen}.href"))?;
    ctx.tab.press("Control+Enter")?;
    ctx.tab.wait_until("window.opened")?;
    check(ctx.tab.js::<String>("window.opened[0]")? == address, "another address")?;
    check(ctx.tab.js::<bool>("document.getElementById('search').open")?, "closed")?;
    ctx.tab.press("Escape")?;
    closed(ctx)?;
    ctx.tab.back()?;
    ctx.tab.wait_until("location.hash === '#what-the-area-means'")?;
    ctx.tab.expect_no_errors()
}

/// Follows the first result of a group with this title.
fn follow(ctx: &Ctx, question: &str, title: &str) -> Outcome {
    open(ctx)?;
    ask(ctx, question)?;
    let hit = format!(
        "[...document.querySelectorAll('.hit')].find((h) => h.querySelector('.hit-title').textContent.startsWith({title:?}))"
    );
    ctx.tab.wait_until(&hit)?;
    ctx.tab.run(&format!("{hit}.click()"), vec![]).map(drop)
}

fn kinds(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(""))?;
    ctx.tab.wait_until(READY)?;
    follow(ctx, "prevalence", "Prevalence")?;
    ctx.tab.wait_until("document.activeElement.id === 'prevalence' && document.activeElement.localName === 'dt'")?;
    follow(ctx, "only momentum can bear", "A rate that only momentum can bear")?;
    ctx.tab.wait_until("location.search.includes('rate=0.12') && document.querySelector('.picture.live canvas')")?;
    check(ctx.tab.text(".steps")?.starts_with("60 "), ctx.tab.text(".steps")?)?;
    follow(ctx, "AUC without curve or area", "Say what AUC is")?;
    ctx.tab
        .wait_until("document.activeElement.id === 'rp-auc-in-words' && location.pathname.endsWith('/roc-and-pr/')")?;
    check(ctx.tab.js("!document.activeElement.open")?, "the answer of a card shows at once")?;
    follow(ctx, "data sets", "Data sets")?;
    ctx.tab.wait_until("document.activeElement.id === 'data-sets'")?;
    follow(ctx, "bias variance double descent", "Bias, variance and double descent")?;
    ctx.tab.wait_until("document.activeElement.localName === 'h1' && location.pathname.includes('bias-variance')")?;
    ctx.tab.expect_no_errors()
}

fn spoken(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    for theme in ["light", "dark"] {
        ctx.tab.goto(&site.url("settings/"))?;
        ctx.tab.store("descent:/:display", &format!("{{\"theme\":\"{theme}\"}}"))?;
        ctx.tab.goto(&site.url(LESSON))?;
        ctx.tab.wait_until(READY)?;
        open(ctx)?;
        ctx.tab.expect_accessible()?;
        check(ctx.tab.attribute("#search-input", "aria-activedescendant")?.is_none(), "something is chosen already")?;
        for (question, said) in [("precision", " results, the first is Precision."), ("zzzqqq", "Nothing found.")] {
            ask(ctx, question)?;
            ctx.tab.wait_until(&format!(
                "document.querySelector('#search [role=status]').textContent.includes({said:?})"
            ))?;
            let some = question == "precision";
            let expanded = ctx.tab.attribute("#search-input", "aria-expanded")?;
            check(expanded.as_deref() == Some(if some { "true" } else { "false" }), format!("{expanded:?}"))?;
            ctx.tab.expect_accessible()?;
        }
        let wired: bool = ctx.tab.js(
            "((i) => i.getAttribute('role') === 'combobox' && i.getAttribute('aria-label') !== '' \
             && document.getElementById(i.getAttribute('aria-controls')).getAttribute('role') === 'listbox')(document.getElementById('search-input'))",
        )?;
        check(wired, "field and list are not wired")?;
        ask(ctx, "recall")?;
        let wired: bool = ctx.tab.js(
            "[...document.querySelectorAll('#search [role=group]')].every((g) => document.getElementById(g.getAttribute('aria-labelledby')).textContent) \
             && [...document.querySelectorAll('.hit')].every((h) => h.getAttribute('role') === 'option' && h.tabIndex === -1)",
        )?;
        check(wired, "groups or options are not named")?;
    }
    Ok(())
}

fn phone(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.set_viewport(360, 740)?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(READY)?;
    check(ctx.tab.js("document.documentElement.scrollWidth <= 360")?, "the head is too wide")?;
    let [_, top, _, height] = ctx.tab.rectangle("[data-search]")?;
    let [_, nav, ..] = ctx.tab.rectangle(".site-nav")?;
    check(height >= 24.0 && top + height <= nav + 8.0, format!("{top} + {height}, {nav}"))?;
    ctx.tab.click("[data-search]")?;
    ctx.tab.wait_until(PREPARED)?;
    ask(ctx, "gradient descent")?;
    let [x, y, width, height] = ctx.tab.rectangle("#search")?;
    check((x, y, width, height) == (0.0, 0.0, 360.0, 740.0), format!("{:?}", (x, y, width, height)))?;
    check(
        ctx.tab.js("[...document.querySelectorAll('.hit')].every((h) => h.scrollWidth <= 360)")?,
        "a result is too wide",
    )
}

/// Names of the files of search that have been fetched.
const FETCHED: &str =
    "performance.getEntriesByType('resource').map((e) => e.name).filter((n) => /assets\\/search-|text\\.json/.test(n))";

fn first_use(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(READY)?;
    ctx.tab.two_frames()?;
    let early: Vec<String> = ctx.tab.js(FETCHED)?;
    check(early.is_empty(), format!("{early:?}"))?;
    open(ctx)?;
    ctx.tab.press("Escape")?;
    closed(ctx)?;
    open(ctx)?;
    let fetched: Vec<String> = ctx.tab.js(FETCHED)?;
    for part in [".js", ".json"] {
        let many = fetched.iter().filter(|n| n.contains("assets/search-") && n.ends_with(part)).count();
        check(many == 1, format!("{part}: {fetched:?}"))?;
    }
    // Words of the texts come when they are asked for, and only those.
    ask(ctx, "standardized")?;
    let asked: Vec<String> = ctx.tab.js(FETCHED)?;
    let parts = asked.iter().filter(|n| n.contains("assets/search-part-")).count();
    check((1..=2).contains(&parts), format!("{asked:?}"))?;
    ctx.tab.expect_no_complaints()
}

fn without_app(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&["--without", "wasm"])?;
    ctx.tab.goto(&site.url(""))?;
    ctx.tab.wait_until("document.documentElement.dataset.app === 'failed'")?;
    open(ctx)?;
    ask(ctx, "what the area means")?;
    ctx.tab.press("Enter")?;
    ctx.tab.wait_until("document.activeElement?.id === 'what-the-area-means'")?;
    check(ctx.tab.url()? == site.url("lesson/roc-and-pr/#what-the-area-means"), ctx.tab.url()?)?;
    ctx.tab.wait_until("document.documentElement.dataset.app === 'failed'")?;
    open(ctx)?;
    ask(ctx, "precision against recall")?;
    ctx.tab.press("Enter")?;
    ctx.tab.wait_until("document.activeElement?.id === 'precision-against-recall'")
}

fn any_folder(ctx: &Ctx) -> Outcome {
    let site = ctx.site_at("/a/b/", &["--csp-header"])?;
    ctx.tab.goto(&site.url("glossary/"))?;
    ctx.tab.wait_until(READY)?;
    open(ctx)?;
    ask(ctx, "precision against recall")?;
    ctx.tab.wait_until("document.querySelector('.hit-text mark')")?;
    ctx.tab.press("Enter")?;
    ctx.tab.wait_until("document.activeElement.id === 'precision-against-recall'")?;
    check(ctx.tab.url()? == site.url("lesson/roc-and-pr/#precision-against-recall"), ctx.tab.url()?)?;
    ctx.tab.expect_no_errors()
}

fn needs_network(ctx: &Ctx) -> Outcome {
    let mut site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(READY)?;
    // No keeper of files may answer for the host.
    ctx.tab.run_async(
        "for (const worker of await navigator.serviceWorker?.getRegistrations() ?? []) await worker.unregister();\
         for (const name of await window.caches?.keys() ?? []) await caches.delete(name);",
        vec![],
    )?;
    ctx.tab.reload()?;
    ctx.tab.wait_until(READY)?;
    ctx.tab.run_async("for (const worker of await navigator.serviceWorker?.getRegistrations() ?? []) await worker.unregister(); for (const name of await window.caches?.keys() ?? []) await caches.delete(name);", vec![])?;
    site.stop()?;
    ctx.tab.press("/")?;
    ctx.tab.wait_until("document.querySelector('.search-note button')")?;
    check(ctx.tab.text(".search-note")?.contains("once from the network"), ctx.tab.text(".search-note")?)?;
    ctx.tab.type_into("#search-input", "recall")?;
    site.resume()?;
    ctx.tab.click(".search-note button")?;
    ctx.tab.wait_until(PREPARED)?;
    // What was typed meanwhile has been kept, and answered.
    let first = titles(ctx, "Glossary")?;
    check(first.first().is_some_and(|t| t == "Recall"), format!("{first:?}"))
}

fn nothing(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(""))?;
    ctx.tab.wait_until(READY)?;
    open(ctx)?;
    ask(ctx, "rekrezxion")?;
    ctx.tab.wait_until("document.querySelector('.search-more .link-button')")?;
    check(ctx.tab.count(".hit")? == 0, "something was found")?;
    let near =
        "[...document.querySelectorAll('.search-more .link-button')].find((b) => b.textContent === 'regression')";
    check(ctx.tab.js(&format!("Boolean({near})"))?, ctx.tab.text(".search-more")?)?;
    ctx.tab.run(&format!("{near}.click()"), vec![])?;
    ctx.tab
        .wait_until("document.querySelectorAll('.hit').length > 2 && document.activeElement.id === 'search-input'")?;
    ask(ctx, "zzzqqq")?;
    ctx.tab.wait_until("document.querySelectorAll('.search-more a').length === 2")?;
    ctx.tab.click(".search-more a")?;
    ctx.tab.wait_until("document.title.startsWith('Glossary') && document.activeElement.tagName === 'H1'")?;
    ctx.tab.expect_no_errors()
}

fn hostile(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    ctx.tab.wait_until(READY)?;
    open(ctx)?;
    let long = "precision ".repeat(1_000);
    let endless = "x".repeat(10_000);
    for question in [
        "<img src=x onerror=\"window.hacked = 1\">",
        "\"><script>window.hacked = 1</script>",
        ".*+?^${}()|[]\\",
        "__proto__ constructor toString hasOwnProperty",
        "\u{0}\u{202e}\u{1f600} é\u{301}",
        "%00%ff ../../ javascript:window.hacked=1",
        &long,
        &endless,
    ] {
        // As a script would put it in: past the limit that the field has for typing.
        ctx.tab.run(
            "const i = document.getElementById('search-input'); i.value = arguments[0]; i.dispatchEvent(new Event('input', { bubbles: true }));",
            vec![question.into()],
        )?;
        ctx.tab.two_frames()?;
        check(
            ctx.tab.count("#search-list :is(img, script, iframe), .search-note *, .search-more :is(img, script)")? == 0,
            question,
        )?;
        check(ctx.tab.text(".search-note")?.chars().count() < 120, "the question is repeated in full")?;
    }
    check(!ctx.tab.js::<bool>("'hacked' in window")?, "a question was run")?;
    // It still answers.
    ask(ctx, "recall")?;
    check(titles(ctx, "Glossary")?.first().is_some_and(|t| t == "Recall"), "it answers no more")?;
    ctx.tab.expect_no_errors()
}
