//! The harness tests itself on the fixture: what it says it does and finds, it does and finds in each engine.

use browser::{Ctx, Engine, Failure, Outcome, Test, check, site, skip};
use serde_json::json;
use std::time::Duration;

/// The tests.
pub const TESTS: &[Test] = &[
    Test::new("harness-clicks-and-types", clicks_and_types),
    Test::new("harness-presses-keys", presses_keys),
    Test::new("harness-drags", drags),
    Test::new("harness-storage", storage),
    Test::new("harness-second-tab", second_tab),
    Test::new("harness-axe", axe),
    Test::new("harness-recorder", recorder),
    Test::new("harness-layout-shift", layout_shift),
    Test::new("harness-viewport", viewport),
    Test::new("harness-preferences", preferences),
    Test::new("harness-server", server),
    Test::new("harness-host-goes-away", host_goes_away),
    Test::new("harness-from-disk", from_disk),
    Test::new("harness-time-limit", time_limit),
    Test::new("harness-pictures", pictures),
];

fn clicks_and_types(ctx: &Ctx) -> Outcome {
    let site = ctx.fixture("/", &[])?;
    ctx.tab.goto(&site.url(""))?;
    assert_eq!(ctx.tab.text("#count")?, "Clicked 0 times");
    ctx.tab.click("#count")?;
    ctx.tab.click("#count")?;
    assert_eq!(ctx.tab.text("#count")?, "Clicked 2 times");
    ctx.tab.click_at("#pad", (0.25, 0.75))?;
    assert_eq!(ctx.tab.attribute("#pad", "data-down")?.as_deref(), Some("0.25 0.75"));
    ctx.tab.type_into("#name", "Ada + Grace")?;
    ctx.tab.wait_until("document.querySelector('#hello').textContent === 'Hello, Ada + Grace'")?;
    ctx.tab.clear("#name")?;
    assert_eq!(ctx.tab.js::<String>("document.querySelector('#name').value")?, "");
    assert_eq!((ctx.tab.count("button")?, ctx.tab.count("video")?), (2, 0));
    Ok(())
}

fn presses_keys(ctx: &Ctx) -> Outcome {
    let site = ctx.fixture("/", &[])?;
    ctx.tab.goto(&site.url(""))?;
    ctx.tab.press("Tab")?;
    assert_eq!(ctx.tab.focused()?, "button#count");
    ctx.tab.press("Space")?;
    ctx.tab.press("Enter")?;
    assert_eq!(ctx.tab.text("#count")?, "Clicked 2 times");
    ctx.tab.press_times("Tab", 2)?;
    assert_eq!(ctx.tab.focused()?, "input#range");
    ctx.tab.press_times("ArrowRight", 3)?;
    assert_eq!(ctx.tab.js::<String>("document.querySelector('#range').value")?, "53");
    ctx.tab.press("Home")?;
    assert_eq!(ctx.tab.js::<String>("document.querySelector('#range').value")?, "0");
    ctx.tab.press("Shift+Tab")?;
    assert_eq!(ctx.tab.focused()?, "input#name");
    ctx.tab.press("a")?;
    ctx.tab.press("Shift+B")?;
    ctx.tab.press("?")?;
    assert_eq!(ctx.tab.js::<String>("document.querySelector('#name').value")?, "aB?");
    Ok(())
}

fn drags(ctx: &Ctx) -> Outcome {
    let site = ctx.fixture("/", &[])?;
    ctx.tab.goto(&site.url(""))?;
    ctx.tab.drag("#pad", (0.1, 0.5), (0.9, 0.25))?;
    let pad = |name: &str| ctx.tab.attribute("#pad", name);
    assert_eq!(pad("data-down")?.as_deref(), Some("0.10 0.50"));
    assert_eq!(pad("data-up")?.as_deref(), Some("0.90 0.25"));
    let moves: u32 = ctx.tab.js("Number(document.querySelector('#pad').dataset.moves)")?;
    check(moves >= 3, format!("the pointer moved in {moves} steps only"))?;
    ctx.tab.drag_by("#pad", (-40.0, 20.0))?;
    assert_eq!((pad("data-down")?.as_deref(), pad("data-up")?.as_deref()), (Some("0.50 0.50"), Some("0.30 0.60")));
    Ok(())
}

fn storage(ctx: &Ctx) -> Outcome {
    let site = ctx.fixture("/", &[])?;
    ctx.tab.goto(&site.url(""))?;
    assert_eq!(ctx.tab.stored("color")?, None);
    ctx.tab.store("color", "teal \"and\" ink")?;
    ctx.tab.reload()?;
    assert_eq!(ctx.tab.stored("color")?.as_deref(), Some("teal \"and\" ink"));
    let other = ctx.fixture("/", &[])?;
    ctx.tab.goto(&other.url(""))?;
    check(ctx.tab.storage()?.is_empty(), "another origin sees what the first one has stored")?;
    ctx.tab.goto(&site.url(""))?;
    assert_eq!(ctx.tab.storage()?.into_keys().collect::<Vec<_>>(), ["color"]);
    ctx.tab.clear_storage()?;
    check(ctx.tab.storage()?.is_empty(), "storage was not cleared")
}

fn second_tab(ctx: &Ctx) -> Outcome {
    let site = ctx.fixture("/", &[])?;
    ctx.tab.goto(&site.url(""))?;
    let first = ctx.tab.window()?;
    let second = ctx.tab.open_second(&site.url(""))?;
    check(first != second, "there is only one window")?;
    ctx.tab.store("note", "from the second")?;
    ctx.tab.switch_to(&first)?;
    ctx.tab.wait_until("document.querySelector('#news').textContent === 'note: from the second'")
}

fn axe(ctx: &Ctx) -> Outcome {
    let site = ctx.fixture("/", &[])?;
    ctx.tab.goto(&site.url(""))?;
    ctx.tab.expect_accessible()?;
    ctx.tab.goto(&site.url("planted.html"))?;
    let found: Vec<String> = ctx.tab.axe()?.into_iter().map(|v| v.id).collect();
    assert_eq!(found, ["color-contrast", "image-alt"]);
    check(ctx.tab.expect_accessible().is_err(), "a page with mistakes was called accessible")
}

fn recorder(ctx: &Ctx) -> Outcome {
    let site = ctx.fixture("/", &["--csp-header"])?;
    ctx.tab.goto(&site.url(""))?;
    ctx.tab.wait_for("[data-wasm=ran]")?;
    ctx.tab.expect_no_complaints()?;
    assert_eq!(ctx.tab.count("script[src*=recorder]")?, 0, "the recorder leaves no trace in the page");
    ctx.tab.goto(&site.url("planted.html"))?;
    ctx.tab.wait_for("[data-planted]")?;
    let record = ctx.tab.record()?;
    let console: Vec<_> = record.console.iter().map(|m| (m.level.as_str(), m.text.as_str())).collect();
    assert_eq!(console, [("error", "planted error {\"code\":7}"), ("warn", "planted warning")]);
    let only = |list: &[String], part: &str| list.len() == 1 && list.iter().all(|text| text.contains(part));
    check(only(&record.errors, "planted throw"), format!("uncaught: {:?}", record.errors))?;
    check(only(&record.rejections, "planted rejection"), format!("rejected: {:?}", record.rejections))?;
    check(only(&record.missing, "missing.png"), format!("not loaded: {:?}", record.missing))?;
    // Both the page's element and the server's header forbid the inline script; some engines report each.
    let inline = |text: &String| text.starts_with("script-src") && text.contains("inline");
    check(
        !record.violations.is_empty() && record.violations.iter().all(inline),
        format!("policy: {:?}", record.violations),
    )?;
    assert!(!ctx.tab.js::<bool>("'inlineRan' in window")?, "the policy was not enforced");
    check(ctx.tab.expect_no_complaints().is_err(), "a page with mistakes was called clean")
}

fn layout_shift(ctx: &Ctx) -> Outcome {
    let site = ctx.fixture("/", &[])?;
    ctx.tab.goto(&site.url("shift.html"))?;
    ctx.tab.wait_for("#late")?;
    let record = ctx.tab.record()?;
    assert_eq!(
        record.shifts_supported,
        ctx.engine == Engine::Chromium,
        "the documentation says which engines report shifts"
    );
    if !record.shifts_supported {
        return skip("only Chromium reports layout shifts");
    }
    check(record.shift() > 0.001, format!("no shift was seen: {:?}", record.shifts))?;
    assert!(record.shifts.iter().any(|shift| shift.nodes.contains(&"p#pushed".to_string())), "{:?}", record.shifts);
    check(ctx.tab.expect_no_complaints().is_err(), "a page that moves was called clean")
}

fn viewport(ctx: &Ctx) -> Outcome {
    let site = ctx.fixture("/", &[])?;
    ctx.tab.goto(&site.url(""))?;
    assert_eq!(ctx.tab.viewport()?, (1280, 800));
    for (width, height) in [(360, 640), (768, 1024), (1440, 900)] {
        ctx.tab.set_viewport(width, height)?;
        let exact = format!("matchMedia('(width: {width}px) and (height: {height}px)').matches");
        assert!(ctx.tab.js::<bool>(&exact)?, "media queries see another size than {width} by {height}");
    }
    Ok(())
}

fn preferences(ctx: &Ctx) -> Outcome {
    let site = ctx.fixture("/", &[])?;
    ctx.tab.goto(&site.url(""))?;
    let ask = |query: &str| ctx.tab.js::<bool>(&format!("matchMedia('({query})').matches"));
    assert!(ask("prefers-color-scheme: light")? && ask("prefers-reduced-motion: no-preference")?);
    ctx.tab.prefer(&[("prefers-color-scheme", "dark"), ("prefers-reduced-motion", "reduce")])?;
    assert!(ask("prefers-color-scheme: dark")? && ask("prefers-reduced-motion: reduce")?);
    ctx.tab.prefer(&[("prefers-reduced-motion", "reduce")])?;
    assert!(ask("prefers-color-scheme: light")? && ask("prefers-reduced-motion: reduce")?);
    ctx.tab.prefer(&[])?;
    ctx.tab.wait_until("matchMedia('(prefers-reduced-motion: no-preference)').matches")
}

fn server(ctx: &Ctx) -> Outcome {
    let site = ctx.fixture("/a/b/", &["--without", "wasm"])?;
    ctx.tab.goto(&site.url(""))?;
    assert_eq!(ctx.tab.url()?, format!("{}/a/b/", site.origin()));
    ctx.tab.wait_for("[data-wasm=failed]")?;
    ctx.tab.goto(&site.url("no/such/page/"))?;
    assert_eq!(ctx.tab.text("h1")?, "Not here");
    let status = ctx.tab.run_async(
        "const asked = args.map((path) => fetch(path).then((r) => [r.status, r.redirected]));
         return Promise.all(asked);",
        vec![json!("/a/b/"), json!("/a/b"), json!("/a/b/nothing"), json!("/"), json!("/a/b/empty.wasm")],
    )?;
    assert_eq!(status, json!([[200, false], [200, true], [404, false], [404, false], [404, false]]));
    Ok(())
}

fn host_goes_away(ctx: &Ctx) -> Outcome {
    let mut site = ctx.fixture("/", &[])?;
    let home = site.url("");
    ctx.tab.goto(&home)?;
    let fetched = || {
        ctx.tab.run_async(
            "return fetch(args[0], { cache: 'no-store' }).then((r) => r.status, () => 'gone');",
            vec![home.clone().into()],
        )
    };
    assert_eq!(fetched()?, 200);
    site.stop()?;
    assert_eq!(fetched()?, "gone");
    site.resume()?;
    assert_eq!(site.url(""), home);
    assert_eq!(fetched()?, 200);
    Ok(())
}

fn from_disk(ctx: &Ctx) -> Outcome {
    ctx.tab.goto_file(&site::root().join("tests/browser/fixture/index.html"))?;
    assert!(ctx.tab.url()?.starts_with("file:///"));
    ctx.tab.click("#count")?;
    assert_eq!(ctx.tab.text("#count")?, "Clicked 1 times");
    let failure = ctx.tab.record().err();
    check(
        failure.is_some_and(|f| format!("{f:?}").contains("--record")),
        "a page without a recorder must not pass for clean",
    )
}

fn time_limit(ctx: &Ctx) -> Outcome {
    let site = ctx.fixture("/", &[])?;
    ctx.tab.goto(&site.url(""))?;
    let started = tokio::time::Instant::now();
    let never = ctx.tab.wait_within(Duration::from_millis(200), "document.querySelector('#never')");
    let Err(Failure::Wrong(message)) = never else { return Err("waited for nothing and got it".into()) };
    assert!(message.contains("200ms") && message.contains("#never"), "{message}");
    assert!(started.elapsed() < Duration::from_secs(5), "gave up after {:?}", started.elapsed());
    let broken = ctx.tab.wait_within(Duration::from_millis(50), "no.such.thing");
    check(format!("{broken:?}").contains("no"), "an error in a condition is not told")?;
    check(ctx.tab.click("#never").is_err(), "clicked what is not there")?;
    check(ctx.tab.run_async("throw new Error('thrown inside');", vec![]).is_err(), "an async error got lost")
}

fn pictures(ctx: &Ctx) -> Outcome {
    let site = ctx.fixture("/", &[])?;
    ctx.tab.goto(&site.url(""))?;
    let picture = std::fs::read(ctx.tab.screenshot("harness")?)?;
    // The header of a PNG file: signature, then width and height at 16 and 20.
    check(picture.starts_with(b"\x89PNG\r\n\x1a\n"), "not a PNG file")?;
    let number = |at: usize| picture[at..at + 4].iter().fold(0, |n, byte| n * 256 + u32::from(*byte));
    assert_eq!((number(16), number(20)), (1280, 800));
    Ok(())
}
