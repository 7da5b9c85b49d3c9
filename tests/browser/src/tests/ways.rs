//! Ways through the course: the map, the glossary in place, the list of keys, addresses as other programs leave them, and
//! what a browser refuses to hand out.

use super::states::READY;
use browser::{Ctx, Outcome, Test, check};
use serde_json::json;

/// The tests.
pub const TESTS: &[Test] = &[
    Test::new("map-shows-what-is-read", map),
    Test::new("navigation-keeps-icon-and-manifest", icons),
    Test::new("a-term-opens-in-its-place", term),
    Test::new("a-term-without-popovers-leads-to-the-glossary", term_without),
    Test::new("a-term-on-a-phone", term_on_a_phone),
    Test::new("glossary-is-filtered", filter),
    Test::new("search-shows-definitions-and-what-is-planned", planned),
    Test::new("addresses-as-other-programs-leave-them", addresses),
    Test::new("no-such-page-has-the-search", no_such_page),
    Test::new("keys-can-be-switched-off", keys_off),
    Test::new("keys-on-other-alphabets", alphabets),
    Test::new("copying-without-a-clipboard", copying),
    Test::new("an-export-that-makes-no-file-offers-its-text", no_file),
    Test::new("contrast-themes-tell-the-current-apart", contrast),
    Test::once("safari-16-has-no-can-parse", no_can_parse),
    Test::once("ways-are-accessible", accessible),
];

const LESSON: &str = "lesson/confusion-matrix/";

fn goto(ctx: &Ctx, url: &str) -> Outcome {
    ctx.tab.goto(url)?;
    ctx.tab.wait_until(READY)
}

/// What is pressed, as an event of this kind on this element.
fn key(ctx: &Ctx, on: &str, event: serde_json::Value) -> Outcome {
    let body = format!(
        "{on}.dispatchEvent(new KeyboardEvent('keydown', {{ bubbles: true, cancelable: true, ...arguments[0] }}));"
    );
    ctx.tab.run(&body, vec![event]).map(drop)
}

fn map(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    goto(ctx, &site.url(LESSON))?;
    ctx.tab.wait_for(".lesson-tools-box .button.primary")?;
    ctx.tab.click(".lesson-tools-box .button.primary")?;
    ctx.tab.wait_until("document.querySelector('.lesson-tools-box .button.primary').textContent.includes('✓')")?;
    ctx.tab.click(".brand")?;
    let stop = |slug: &str, class: &str| format!("document.querySelector('.road-map a[data-lesson={slug}].{class}')");
    ctx.tab.wait_until(&stop("confusion-matrix", "read"))?;
    ctx.tab.wait_until(&stop("roc-and-pr", "next"))?;
    check(ctx.tab.count(".road-map a.read")? == 1 && ctx.tab.count(".road-map a.next")? == 1, "others are marked too")?;
    ctx.tab.wait_until("document.querySelector('.today .go').textContent.includes('ROC')")?;
    // The same where the page was loaded.
    ctx.tab.reload()?;
    ctx.tab.wait_until(&stop("confusion-matrix", "read"))?;
    ctx.tab.expect_no_complaints()
}

fn icons(ctx: &Ctx) -> Outcome {
    let site = ctx.site_at("/a/b/", &[])?;
    goto(ctx, &site.url(LESSON))?;
    ctx.tab.click(".brand")?;
    ctx.tab.wait_until("document.querySelector('.road-list')")?;
    let lost = ctx.tab.run_async(
        "const links = [...document.querySelectorAll('link[rel*=icon], link[rel=manifest]')].map((link) => link.href);
         if (links.length < 3) return ['too few: ' + links];
         const answers = await Promise.all(links.map((url) => fetch(url).then((r) => r.ok)));
         return links.filter((_, i) => !answers[i]);",
        vec![],
    )?;
    check(lost == json!([]), lost.to_string())?;
    ctx.tab.expect_no_complaints()
}

const NOTE: &str = "document.querySelector('.term-note:popover-open')";
const TERM: &str = "document.querySelector('.block.prose a.term')";

fn term(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    goto(ctx, &site.url(LESSON))?;
    let id: String = ctx.tab.js(&format!("{TERM}.hash.slice(1)"))?;
    let address = ctx.tab.url()?;
    ctx.tab.click_at(".block.prose a.term", (0.5, 0.5))?;
    ctx.tab.wait_until(&format!("{NOTE} && document.activeElement === {NOTE}"))?;
    // It is the glossary's own entry, whole, and stands near its term.
    let whole = ctx.tab.run_async(
        "const html = await (await fetch('../../glossary/')).text();
         const entry = new DOMParser().parseFromString(html, 'text/html').getElementById(arguments[0]).nextElementSibling;
         const said = [...entry.querySelectorAll('p')].map((p) => p.textContent.trim());
         const note = document.querySelector('.term-note');
         return said.length > 0 && said.every((text) => note.textContent.includes(text));",
        vec![id.clone().into()],
    )?;
    check(whole == json!(true), "the definition is not whole")?;
    check(
        ctx.tab.js(&format!(
            "((n, t) => Math.min(Math.abs(n.top - t.bottom), Math.abs(t.top - n.bottom)) < 40)({NOTE}.getBoundingClientRect(), {TERM}.getBoundingClientRect())"
        ))?,
        "it is far from its term",
    )?;
    check(ctx.tab.url()? == address, "the page was left")?;
    ctx.tab.press("Escape")?;
    ctx.tab.wait_until(&format!("!document.querySelector('.term-note') && document.activeElement === {TERM}"))?;
    // By keys alone: the next Tab goes into it.
    ctx.tab.press("Enter")?;
    ctx.tab.wait_until(NOTE)?;
    ctx.tab.run(&format!("{NOTE}.querySelector('.term-ways a').focus()"), vec![])?;
    ctx.tab.press("Enter")?;
    ctx.tab
        .wait_until(&format!("document.activeElement.id === {id:?} && document.activeElement.localName === 'dt'"))?;
    check(ctx.tab.count(".term-note")? == 0, "it stays open over another page")?;
    ctx.tab.back()?;
    ctx.tab.wait_until(TERM)?;
    // A second press on the term shuts it.
    ctx.tab.click_at(".block.prose a.term", (0.5, 0.5))?;
    ctx.tab.wait_until(NOTE)?;
    ctx.tab.run(&format!("{TERM}.click()"), vec![])?;
    ctx.tab.wait_gone(".term-note")?;
    ctx.tab.expect_no_complaints()
}

fn term_without(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    goto(ctx, &site.url(LESSON))?;
    ctx.tab.run("delete HTMLElement.prototype.popover", vec![])?;
    ctx.tab.run(&format!("{TERM}.click()"), vec![])?;
    ctx.tab.wait_until("document.activeElement.localName === 'dt' && location.pathname === '/glossary/'")?;
    ctx.tab.expect_no_complaints()
}

fn term_on_a_phone(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.set_viewport(360, 740)?;
    goto(ctx, &site.url(LESSON))?;
    ctx.tab.run(&format!("{TERM}.scrollIntoView({{ block: 'center' }}); {TERM}.click()"), vec![])?;
    ctx.tab.wait_until(NOTE)?;
    let [x, y, width, height] = ctx.tab.rectangle(".term-note")?;
    let page: f64 = ctx.tab.js("document.documentElement.clientWidth")?;
    check(x == 0.0 && width == page && (y + height - 740.0).abs() < 1.5, format!("{:?}", (x, y, width, height)))?;
    check(ctx.tab.js("document.documentElement.scrollWidth <= 360")?, "the page is too wide")?;
    ctx.tab.click(".term-ways button")?;
    ctx.tab.wait_gone(".term-note")
}

fn filter(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    goto(ctx, &site.url("glossary/"))?;
    let shown = "[...document.querySelectorAll('.letter dt')].filter((t) => t.offsetHeight)";
    let all: usize = ctx.tab.js(&format!("{shown}.length"))?;
    ctx.tab.type_into("#filter", "sensitivity")?;
    ctx.tab.wait_until(&format!("{shown}.length === 1 && {shown}[0].textContent.startsWith('Recall')"))?;
    check(ctx.tab.text("[data-filtered]")? == format!("1 term of {all}."), ctx.tab.text("[data-filtered]")?)?;
    check(
        ctx.tab.js("[...document.querySelectorAll('.letter')].filter((l) => l.offsetHeight).length === 1")?,
        "empty letters",
    )?;
    ctx.tab.clear("#filter")?;
    ctx.tab.type_into("#filter", "zzzqqq")?;
    ctx.tab.wait_until("document.querySelector('[data-filtered]').textContent.startsWith('No term')")?;
    ctx.tab.clear("#filter")?;
    ctx.tab.type_into("#filter", "recall")?;
    ctx.tab.wait_until(&format!("{shown}.length > 0 && {shown}.length < {all}"))?;
    // A link to a hidden term leads there all the same.
    ctx.tab.run("document.querySelector('.letter dt:not([hidden]) + dd a.term, .letter a.term').click()", vec![])?;
    ctx.tab.wait_until("document.activeElement.localName === 'dt' && document.activeElement.offsetHeight > 0")?;
    ctx.tab.click(".letters a:last-child")?;
    ctx.tab.wait_until("document.activeElement.id.startsWith('letter-')")?;
    ctx.tab.expect_no_complaints()
}

fn planned(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    goto(ctx, &site.url("review/"))?;
    super::search::open(ctx)?;
    super::search::ask(ctx, "attention")?;
    let titles = "[...document.querySelectorAll('.hit-title')].map((t) => t.textContent)";
    let found: Vec<String> = ctx.tab.js(titles)?;
    check(
        found.iter().any(|t| t == "Attention") && !found.iter().any(|t| t.contains("etention")),
        format!("{found:?}"),
    )?;
    super::search::ask(ctx, "xgboost")?;
    let found: Vec<String> = ctx.tab.js(titles)?;
    check(!found.iter().any(|t| t.to_lowercase().contains("boost")), format!("{found:?}"))?;
    super::search::ask(ctx, "recall")?;
    ctx.tab.wait_until("document.querySelector('.hit[data-kind=term] .hit-text').textContent.length > 200")?;
    check(
        ctx.tab.js("((t) => t.scrollWidth <= t.clientWidth && t.scrollHeight <= t.clientHeight + 1)(document.querySelector('.hit[data-kind=term] .hit-text'))")?,
        "a definition is cut",
    )?;
    super::search::ask(ctx, "attention")?;
    let hit = "[...document.querySelectorAll('.hit[data-kind=planned]')].find((h) => h.querySelector('.hit-title').textContent === 'Attention')";
    check(ctx.tab.js(&format!("{hit}.textContent.includes('Planned')"))?, "it is not said to be planned")?;
    ctx.tab.run(&format!("{hit}.click()"), vec![])?;
    // Its place on the road, unfolded.
    ctx.tab.wait_until("document.activeElement.id === 'attention' && document.activeElement.offsetHeight > 0")?;
    ctx.tab.expect_no_complaints()
}

fn addresses(ctx: &Ctx) -> Outcome {
    let site = ctx.site_at("/a/b/", &[])?;
    let at = |id: &str| {
        format!(
            "document.activeElement.id === {id:?} && Math.abs(document.activeElement.getBoundingClientRect().top) < 200"
        )
    };
    for (address, place, condition) in [
        ("lesson/confusion-matrix/#four-counts).", "lesson/confusion-matrix/", at("four-counts")),
        ("lesson/confusion-matrix/#four-cou", "lesson/confusion-matrix/", at("four-counts")),
        ("lesson/confusion-matrix/%23four-counts", "lesson/confusion-matrix/#four-counts", at("four-counts")),
        ("lesson/confusion-matrix/).", "lesson/confusion-matrix/", READY.into()),
        ("demo/roc-and-pr/%3Fthreshold=0.3", "demo/roc-and-pr/?threshold=0.3", READY.into()),
    ] {
        ctx.tab.goto("about:blank")?;
        ctx.tab.goto(&site.url(address))?;
        ctx.tab.wait_until(&format!("({condition}) && ({READY})"))?;
        check(ctx.tab.url()?.starts_with(&site.url(place)), format!("{address} led to {}", ctx.tab.url()?))?;
    }
    goto(ctx, &site.url("demo/roc-and-pr/?threshold=0.3&amp;step=0&amp;seed=7"))?;
    ctx.tab.wait_until("document.querySelector('.picture.live canvas')")?;
    let sentence = "document.querySelector('.demo-head').textContent";
    check(ctx.tab.js(&format!("{sentence}.includes('0.30')"))?, ctx.tab.js::<String>(sentence)?)?;
    check(!ctx.tab.js::<bool>(&format!("{sentence}.includes('amp;')"))?, ctx.tab.js::<String>(sentence)?)
}

fn no_such_page(ctx: &Ctx) -> Outcome {
    let site = ctx.site_at("/a/b/", &[])?;
    ctx.tab.goto(&site.url("no/such/page/"))?;
    ctx.tab.wait_until("document.documentElement.dataset.lost === 'found'")?;
    check(
        ctx.tab.js("document.fonts && getComputedStyle(document.querySelector('.site-head')).display === 'flex'")?,
        "no style",
    )?;
    ctx.tab.wait_until(
        "(document.querySelector('#ways [data-search]').click(), document.getElementById('search')?.open)",
    )?;
    ctx.tab.wait_until("document.querySelector('.hit')")?;
    super::search::ask(ctx, "what the area means")?;
    ctx.tab.press("Enter")?;
    ctx.tab.wait_until("document.activeElement?.id === 'what-the-area-means'")?;
    check(ctx.tab.url()? == site.url("lesson/roc-and-pr/#what-the-area-means"), ctx.tab.url()?)?;
    ctx.tab.goto(&site.url("no/such/page/"))?;
    ctx.tab.wait_until("document.documentElement.dataset.lost === 'found'")?;
    ctx.tab.click(".site-nav a[data-to='glossary/']")?;
    ctx.tab.wait_until(&format!("{READY} && document.title.startsWith('Glossary')"))
}

fn keys_off(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    goto(ctx, &site.url("settings/"))?;
    ctx.tab.wait_for("input[name=keys][value=off]")?;
    // The list opens by a button, and by its key.
    ctx.tab.click(".settings [data-keys]")?;
    ctx.tab.wait_until("document.getElementById('keys')?.open")?;
    check(ctx.tab.text("#keys")?.contains("rate a card"), ctx.tab.text("#keys")?)?;
    ctx.tab.press("Escape")?;
    ctx.tab.wait_until("!document.getElementById('keys').open")?;
    key(ctx, "document.body", json!({ "key": "?", "code": "Slash", "shiftKey": true }))?;
    ctx.tab.wait_until("document.getElementById('keys').open")?;
    ctx.tab.press("Escape")?;
    ctx.tab.wait_until("!document.getElementById('keys').open")?;
    ctx.tab.click("input[name=keys][value=off]")?;
    ctx.tab.wait_until("document.documentElement.dataset.keys === 'off'")?;
    for reload in [false, true] {
        if reload {
            ctx.tab.reload()?;
            ctx.tab.wait_until(READY)?;
        }
        for (letter, code) in [("g", "KeyG"), ("/", "Slash"), ("?", "Slash"), ("h", "KeyH")] {
            key(ctx, "document.body", json!({ "key": letter, "code": code }))?;
            ctx.tab.two_frames()?;
            check(ctx.tab.count("dialog[open]")? == 0 && ctx.tab.url()? == site.url("settings/"), letter)?;
        }
        ctx.tab.press("Control+k")?;
        ctx.tab.wait_until("document.getElementById('search')?.open")?;
        ctx.tab.press("Escape")?;
        ctx.tab.wait_until("!document.getElementById('search').open")?;
    }
    ctx.tab.wait_for("input[name=keys]")?;
    ctx.tab.click("input[name=keys][value='']")?;
    key(ctx, "document.body", json!({ "key": "g", "code": "KeyG" }))?;
    ctx.tab.wait_until("document.title.startsWith('Glossary')")?;
    ctx.tab.expect_no_complaints()
}

/// A contrast theme paints all borders in one color, transparent ones too.
fn contrast(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    goto(ctx, &site.url("demo/gradient-descent/"))?;
    ctx.tab.wait_for(".picture.live canvas")?;
    ctx.tab.prefer(&[("forced-colors", "active"), ("prefers-color-scheme", "dark")])?;
    ctx.tab.run(
        "[...document.querySelectorAll('.tool')].find((b) => b.textContent.includes('Compare')).click()",
        vec![],
    )?;
    ctx.tab.wait_for(".tool[aria-pressed=true]")?;
    let alike: Vec<String> =
        ctx.tab.js("[['.site-nav a[aria-current]', '.site-nav a:not([aria-current])', 'borderBottomColor'], \
         ['.contents a[aria-current]', '.contents a:not([aria-current])', 'borderLeftColor'], \
         ['.tool[aria-pressed=true]', '.tool[aria-pressed=false]', 'backgroundColor']] \
         .filter(([one, other, what]) => { const [a, b] = [one, other].map((at) => document.querySelector(at)); \
         return a && b && getComputedStyle(a)[what] === getComputedStyle(b)[what]; }).map(String)")?;
    check(alike.is_empty(), format!("{alike:?}"))?;
    goto(ctx, &site.url(""))?;
    ctx.tab.wait_until("getComputedStyle(document.querySelector('.stop-name')).stroke === getComputedStyle(document.body).backgroundColor")?;
    ctx.tab.prefer(&[])
}

fn alphabets(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    goto(ctx, &site.url(LESSON))?;
    for event in [
        json!({ "key": "л", "code": "KeyK", "ctrlKey": true }),
        json!({ "key": "κ", "code": "KeyK", "metaKey": true }),
        json!({ "key": "K", "code": "KeyK", "ctrlKey": true }),
        // A layout that moves Latin letters goes by the letter.
        json!({ "key": "k", "code": "KeyV", "ctrlKey": true }),
    ] {
        key(ctx, "document.body", event.clone())?;
        check(ctx.tab.js("document.getElementById('search')?.open === true")?, event.to_string())?;
        ctx.tab.press("Escape")?;
        ctx.tab.wait_until("!document.getElementById('search').open")?;
    }
    for other in [
        json!({ "key": "t", "code": "KeyK", "ctrlKey": true }),
        // Firefox opens its console.
        json!({ "key": "K", "code": "KeyK", "ctrlKey": true, "shiftKey": true }),
    ] {
        key(ctx, "document.body", other.clone())?;
        check(ctx.tab.js("!document.getElementById('search').open")?, other.to_string())?;
    }
    // On many layouts the slash needs Shift.
    key(ctx, "document.body", json!({ "key": "/", "code": "Period", "shiftKey": true }))?;
    check(ctx.tab.js("document.getElementById('search').open")?, "a slash with Shift does nothing")?;
    // The key that opens it shuts it.
    key(ctx, "document.getElementById('search-input')", json!({ "key": "k", "code": "KeyK", "ctrlKey": true }))?;
    ctx.tab.wait_until("!document.getElementById('search').open")?;
    // So does the key of the slash where the layout has other signs there.
    key(ctx, "document.body", json!({ "key": ".", "code": "Slash" }))?;
    check(ctx.tab.js("document.getElementById('search').open")?, "a dot in place of the slash does nothing")?;
    ctx.tab.press("Escape")?;
    ctx.tab.wait_until("!document.getElementById('search').open")?;
    key(ctx, "document.body", json!({ "key": ",", "code": "Slash", "shiftKey": true }))?;
    ctx.tab.wait_for("#keys[open]")?;
    ctx.tab.press("Escape")?;
    ctx.tab.wait_until("!document.querySelector('dialog[open]')")?;
    key(ctx, "document.body", json!({ "key": ".", "code": "Period" }))?;
    check(ctx.tab.count("dialog[open]")? == 0, "a dot is a dot")?;
    // Letters in a field of somebody's component are letters.
    ctx.tab.run(
        "const box = document.body.appendChild(document.createElement('p'));
         window.inner = box.attachShadow({ mode: 'open' }).appendChild(document.createElement('input'));",
        vec![],
    )?;
    let before = ctx.tab.url()?;
    for letter in ["/", "g", "n"] {
        key(ctx, "window.inner", json!({ "key": letter, "composed": true }))?;
    }
    ctx.tab.two_frames()?;
    check(ctx.tab.url()? == before && ctx.tab.count("dialog[open]")? == 0, "a field of a component was not heeded")?;
    // The Enter that only ends a conversion.
    super::search::open(ctx)?;
    super::search::ask(ctx, "auc")?;
    key(ctx, "document.getElementById('search-input')", json!({ "key": "Enter", "keyCode": 229 }))?;
    ctx.tab.two_frames()?;
    check(ctx.tab.js("document.getElementById('search').open")?, "a conversion was taken for Enter")?;
    ctx.tab.expect_no_complaints()
}

fn copying(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    goto(ctx, &site.url("demo/roc-and-pr/?seed=7"))?;
    ctx.tab.wait_until("document.querySelector('.picture.live canvas')")?;
    ctx.tab.run(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
         document.execCommand = () => window.allowed === true;
         [...document.querySelectorAll('.tool')].find((b) => b.textContent.trim() === 'Link').click();",
        vec![],
    )?;
    ctx.tab.wait_for("#share-text")?;
    let copy = "[...document.querySelectorAll('.sheet button')].find((b) => b.textContent === 'Copy')";
    ctx.tab.run(&format!("{copy}.click()"), vec![])?;
    ctx.tab.wait_until("document.querySelector('.sheet [role=status]').textContent.includes('copy it yourself')")?;
    check(
        ctx.tab.js("((t) => t.selectionEnd - t.selectionStart === t.value.length && t.value.length > 10)(document.getElementById('share-text'))")?,
        "the text is not selected",
    )?;
    ctx.tab.run(&format!("window.allowed = true; {copy}.click()"), vec![])?;
    ctx.tab.wait_until("document.querySelector('.sheet [role=status]').textContent === 'Copied.'")?;
    ctx.tab.run("document.querySelector('[data-save]').click()", vec![])?;
    ctx.tab.wait_for(".save-sheet")?;
    ctx.tab.run(
        "[...document.querySelectorAll('.save-sheet button')].find((b) => b.textContent === 'Copy table').click()",
        vec![],
    )?;
    ctx.tab.wait_until("document.querySelector('.save-sheet [role=status]').textContent === 'Copied.'")?;
    ctx.tab.expect_no_complaints()
}

fn no_file(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    goto(ctx, &site.url(LESSON))?;
    ctx.tab.wait_for(".lesson-tools-box .button.primary")?;
    ctx.tab.click(".lesson-tools-box .button.primary")?;
    ctx.tab.wait_until("document.querySelector('.lesson-tools-box .button.primary').textContent.includes('✓')")?;
    goto(ctx, &site.url("settings/"))?;
    ctx.tab.wait_for("#import")?;
    let export = "[...document.querySelectorAll('.settings button')].find((b) => b.textContent === 'Export')";
    // As long as the browser may still be reading, the address stays; the link is part of the page when it is clicked.
    ctx.tab.run(
        &format!(
            "const take = URL.revokeObjectURL; URL.revokeObjectURL = (url) => (window.taken = true, take.call(URL, url));
             HTMLAnchorElement.prototype.click = function () {{ window.clicked = this.isConnected && this.download; }};
             {export}.click();"
        ),
        vec![],
    )?;
    ctx.tab.wait_until("window.clicked && document.querySelector('section[aria-labelledby=progress] [role=status]').textContent.startsWith('Exported')")?;
    check(ctx.tab.js("!window.taken")?, "the file's address was taken back at once")?;
    ctx.tab.run(&format!("URL.createObjectURL = () => {{ throw new Error('no'); }}; {export}.click();"), vec![])?;
    ctx.tab.wait_until("document.querySelector('dialog.offer[open] textarea')?.value.includes('lesson-read')")?;
    ctx.tab.wait_until("document.querySelector('section[aria-labelledby=progress] [role=status]').textContent.startsWith('Not exported')")?;
    ctx.tab.press("Escape")?;
    ctx.tab.wait_gone(".offer")?;
    ctx.tab.expect_no_complaints()
}

fn no_can_parse(ctx: &Ctx) -> Outcome {
    let (course, host) = (ctx.site(&[])?, ctx.fixture("/", &[])?);
    ctx.tab.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": "delete URL.canParse" }))?;
    ctx.tab.goto(&host.url("host.html"))?;
    check(ctx.tab.js("!('canParse' in URL)")?, "it is there all the same")?;
    let html = format!(
        "<script src=\"{0}embed.js\"></script><descent-lesson slug=\"confusion-matrix\"></descent-lesson>",
        course.url("")
    );
    ctx.tab.run("window.place(arguments[0])", vec![html.into()])?;
    let frame = "document.querySelector('descent-lesson').shadowRoot.querySelector('iframe')";
    // The host gives the frame its content's height once it has spoken.
    ctx.tab.wait_until(&format!("{frame}?.offsetHeight > 1000"))?;
    ctx.tab.enter_frame(frame)?;
    ctx.tab.expect_no_errors()?;
    ctx.tab.leave_frame()
}

fn accessible(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    for path in ["", "glossary/", "settings/", "demos/", "guide/licenses/"] {
        goto(ctx, &site.url(path))?;
        ctx.tab.expect_accessible()?;
    }
    goto(ctx, &site.url(LESSON))?;
    ctx.tab.click(".block.prose a.term")?;
    ctx.tab.wait_until(NOTE)?;
    ctx.tab.expect_accessible()?;
    ctx.tab.goto(&site.url("no/such/page/"))?;
    ctx.tab.wait_until("document.documentElement.dataset.lost === 'found'")?;
    ctx.tab.expect_accessible()
}
