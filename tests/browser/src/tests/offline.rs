//! Without a network: everything after one visit, new versions only when the reader wants them, nothing half-done.
//!
//! These sites are served without the recorder, because the offline copy takes only the bytes that its list names.

use super::states::{ALIVE, READY};
use browser::{Ctx, Engine, Outcome, Site, Test, check, site};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

/// The tests.
pub const TESTS: &[Test] = &[
    Test::new("offline-after-the-first-visit", after_first_visit),
    Test::new("offline-in-any-folder", any_folder),
    Test::new("offline-update-when-accepted", update),
    Test::new("offline-update-interrupted", interrupted_update),
    Test::new("offline-first-visit-interrupted", interrupted_visit),
    Test::new("offline-without-room", without_room),
    Test::new("offline-copy-removed", removed),
    Test::new("offline-only-its-own-requests", own_requests),
    Test::new("installable", installable),
];

pub const LESSON: &str = "lesson/confusion-matrix/";
pub const SAVED: &str = "document.querySelector('.site-foot offline-copy').dataset.state === 'ready'";
pub const OFFERED: &str =
    "document.querySelector('[data-notice=update] [role=status]')?.textContent.includes('new version')";
/// An unoptimized app is large, and three browsers share the machine.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// Put first into the worker: a slow line.
const SLOW: &str = "{ const ask = self.fetch; self.fetch = async (...a) => { await new Promise((d) => setTimeout(d, 120)); return ask(...a); }; }\n";
/// Put first into the worker: a browser without room.
const FULL: &str = "Cache.prototype.put = async () => { throw new DOMException('full', 'QuotaExceededError'); };\n";

/// Put first into the worker: it tells what it answers.
const WATCHED: &str = "{ const real = FetchEvent.prototype.respondWith; const watch = new BroadcastChannel('watch');
  FetchEvent.prototype.respondWith = function (answer) { watch.postMessage(`${this.request.method} ${this.request.url}`); return real.call(this, answer); }; }\n";

/// A copy of the built site that a test may change, and its server.
pub struct Deployed {
    folder: tempfile::TempDir,
    site: Site,
}

impl Deployed {
    /// A few pages of the site, so that a copy of them does not take longer with every lesson.
    pub fn new(ctx: &Ctx, base: &str) -> Outcome<Self> {
        Self::of(&few_pages(ctx)?, base)
    }

    /// All of the site.
    pub fn whole(ctx: &Ctx, base: &str) -> Outcome<Self> {
        Self::of(&ctx.dist(), base)
    }

    fn of(dist: &Path, base: &str) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        check(dist.join("sw.js").exists(), format!("{} has no worker: run make build", dist.display()))?;
        copy(dist, folder.path())?;
        fs::copy(dist.join("sw.js"), folder.path().join("sw.js"))?;
        let site = Site::start(folder.path(), base, &[])?;
        Ok(Self { folder, site })
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        self.site.url(path)
    }

    /// A file or a folder of the site.
    pub fn file(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The host goes away.
    pub fn stop(&mut self) -> Outcome {
        self.site.stop()
    }

    /// And comes back.
    pub fn resume(&mut self) -> Outcome {
        self.site.resume()
    }

    /// Changes a file of the folder as a text.
    fn edit(&self, path: &str, change: impl Fn(String) -> String) -> Outcome {
        let file = self.folder.path().join(path);
        Ok(fs::write(&file, change(fs::read_to_string(&file)?))?)
    }

    /// Makes a new version of the site, in which a lesson has another heading, in a folder of its own.
    pub fn next_version(&self, heading: &str) -> Outcome<tempfile::TempDir> {
        let next = tempfile::tempdir()?;
        copy(self.folder.path(), next.path())?;
        for file in ["index.html", "page.json"] {
            let path = next.path().join(LESSON).join(file);
            fs::write(&path, fs::read_to_string(&path)?.replacen("<h1>", &format!("<h1>{heading}: "), 1))?;
        }
        finish(next.path())?;
        Ok(next)
    }

    /// Uploads a version, the worker last: browsers look for it at moments of their own.
    pub fn upload(&self, next: &tempfile::TempDir) -> Outcome {
        copy(next.path(), self.folder.path())?;
        self.upload_worker(next)
    }

    fn upload_worker(&self, next: &tempfile::TempDir) -> Outcome {
        // Renamed into place, so that nobody is sent half of it.
        let part = self.folder.path().join("sw.js.part");
        fs::copy(next.path().join("sw.js"), &part)?;
        Ok(fs::rename(part, self.folder.path().join("sw.js"))?)
    }

    /// Puts something before the worker's own lines.
    pub fn before_worker(&self, script: &str) -> Outcome {
        self.edit("sw.js", |worker| script.to_string() + &worker)
    }
}

/// The folders of which [`few_pages`] keeps a few, and those that it keeps.
const FEW: [(&str, &[&str]); 4] = [
    ("lesson", &["confusion-matrix", "gradient-descent", "how-to-learn"]),
    ("demo", &["confusion-matrix", "gradient-descent"]),
    ("print", &[]),
    ("embed", &[]),
];

/// The built site without most of its lessons and demos. Made once for all engines.
fn few_pages(ctx: &Ctx) -> Outcome<PathBuf> {
    static MADE: OnceLock<Outcome<PathBuf>> = OnceLock::new();
    let make = || -> Outcome<PathBuf> {
        let folder = site::output_folder()?.join("few-pages");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        copy(&ctx.dist(), &folder)?;
        for (section, kept) in FEW {
            for entry in fs::read_dir(folder.join(section))? {
                let path = entry?.path();
                if path.is_dir() && !kept.iter().any(|name| path.ends_with(name)) {
                    fs::remove_dir_all(path)?;
                }
            }
        }
        finish(&folder)?;
        Ok(folder)
    };
    MADE.get_or_init(make).clone()
}

/// Writes what is made of all files of a site together: the list of the offline copy, the worker.
fn finish(folder: &Path) -> Outcome {
    let program = std::env::var_os("DESCENT_SERVE")
        .map_or_else(|| site::root().join("target/debug/site"), |serve| Path::new(&serve).with_file_name("site"));
    // `cargo run` names the folder of the tests' own package.
    let mut finish = Command::new(&program);
    finish.arg("finish").arg(folder).current_dir(site::root()).env_remove("CARGO_MANIFEST_DIR");
    let done = finish.output()?;
    check(done.status.success(), format!("{}: {}", program.display(), String::from_utf8_lossy(&done.stderr)))
}

/// Copies what a browser asks for, except the worker; the app itself is linked, for it is large and no test changes it.
pub fn copy(from: &Path, to: &Path) -> Outcome {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let target = to.join(&name);
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&target)?;
            copy(&path, &target)?;
        } else if name.ends_with(".wasm") {
            if target.exists() {
                continue;
            }
            fs::hard_link(&path, &target).or_else(|_| fs::copy(&path, &target).map(drop))?;
        } else if !name.ends_with(".br") && !name.ends_with(".gz") && name != "descent.html" && name != "sw.js" {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}

/// Opens a page and waits until the whole course is kept.
pub fn visit(ctx: &Ctx, deployed: &Deployed, path: &str) -> Outcome {
    ctx.tab.goto(&deployed.url(path))?;
    ctx.tab.wait_within(PATIENCE, &format!("{READY} && {SAVED}"))
}

/// Loads the page anew as a reader does. Firefox's driver has a reload that passes the worker by.
pub fn reload(ctx: &Ctx) -> Outcome {
    ctx.tab.run("window.leaving = true; setTimeout(() => location.reload());", vec![])?;
    ctx.tab.wait_within(PATIENCE, "!window.leaving && document.readyState === 'complete'")
}

pub fn heading(ctx: &Ctx) -> Outcome<String> {
    // In one step: the page may be exchanged between finding an element and reading it.
    ctx.tab.js("document.querySelector('h1').textContent")
}

/// Follows a link of the page as the app does.
pub fn follow(ctx: &Ctx, deployed: &Deployed, path: &str) -> Outcome {
    ctx.tab
        .run(
            "const link = document.createElement('a'); link.href = arguments[0]; document.querySelector('main').append(link); link.click();",
            vec![deployed.url(path).into()],
        )
        .map(drop)
}

/// Lets the browser look for a new version; says what has become of it: `failed` or `installed`.
pub fn look_for_update(ctx: &Ctx) -> Outcome<String> {
    let fate = ctx.tab.run_async(
        "const registration = await navigator.serviceWorker.getRegistration();
         const news = new BroadcastChannel('descent:/:offline');
         const failed = new Promise((done) => news.addEventListener('message', ({ data }) => data.kind === 'failed' && done('failed')));
         const installed = async () => {
           while (!registration.waiting) await new Promise((done) => setTimeout(done, 20));
           return 'installed';
         };
         await registration.update().catch(() => {});
         return Promise.race([failed, installed()]);",
        vec![],
    )?;
    Ok(fate.as_str().unwrap_or_default().to_string())
}

/// Waits until a new version is offered; says how things stand if it is not.
fn offered(ctx: &Ctx, at: &str) -> Outcome {
    wait_or_tell(ctx, OFFERED, &format!("no new version is offered {at}"))
}

/// Waits with patience; says how things stand if it was in vain.
pub fn wait_or_tell(ctx: &Ctx, condition: &str, otherwise: &str) -> Outcome {
    let missing = ctx.tab.wait_within(PATIENCE, condition).err();
    if missing.is_none() {
        return Ok(());
    }
    let how = ctx.tab.run_async(
        "const r = await navigator.serviceWorker.getRegistration();
         const count = async (name) => `${name} ${(await (await caches.open(name)).keys()).length}`;
         return [r?.installing?.state, r?.waiting?.state, r?.active?.state, document.hidden, document.documentElement.dataset.app,
           ...await Promise.all((await caches.keys()).map(count)), document.querySelector('.site-foot offline-copy')?.textContent,
           document.querySelector('[data-notice=update]')?.textContent,
           ...[...document.querySelectorAll('offline-copy[full] li')].map((line) => line.textContent)];",
        vec![],
    )?;
    Err(format!("{otherwise}: {how}").into())
}

/// How many files each kept version has, without the tabs' own record.
pub fn versions(ctx: &Ctx) -> Outcome<Vec<usize>> {
    let counts = ctx.tab.run_async(
        "const names = (await caches.keys()).filter((name) => !name.endsWith(':state'));
         return Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));",
        vec![],
    )?;
    Ok(serde_json::from_value(counts)?)
}

fn after_first_visit(ctx: &Ctx) -> Outcome {
    let mut deployed = Deployed::whole(ctx, "/")?;
    visit(ctx, &deployed, "")?;
    check(ctx.tab.text(".site-foot offline-copy")?.contains("MB"), "it does not say how much is kept")?;
    deployed.stop()?;
    // The page that was open, to a lesson that was never opened, whose demo runs.
    ctx.tab.click(".road-list a[href*=gradient-descent]")?;
    // The address changes before the page does.
    ctx.tab.wait_until(&format!("document.title.startsWith('Gradient descent') && {ALIVE}"))?;
    run_demo(ctx)?;
    reload(ctx)?;
    ctx.tab.wait_within(PATIENCE, ALIVE)?;
    run_demo(ctx)?;
    for (path, end, alive) in [
        ("lesson/roc-and-pr", "lesson/roc-and-pr/", ALIVE),
        ("demo/gradient-descent?seed=3", "demo/gradient-descent/?seed=3", ALIVE),
        ("demo/gradient-descent/?seed=4", "demo/gradient-descent/?seed=4", ALIVE),
        ("glossary/index.html", "glossary/index.html", READY),
        ("review/", "review/", READY),
    ] {
        ctx.tab.goto(&deployed.url(path))?;
        ctx.tab.wait_within(PATIENCE, alive)?;
        check(ctx.tab.url()? == deployed.url(end), format!("{path} led to {}", ctx.tab.url()?))?;
    }
    ctx.tab.goto(&deployed.url("lesson/no-such-lesson/"))?;
    ctx.tab.wait_until(
        "document.querySelector('h1').textContent === 'No such page' && !document.getElementById('ways').hidden",
    )?;
    ctx.tab.click("#ways a")?;
    ctx.tab.wait_within(PATIENCE, &format!("document.querySelector('.road-list') && {READY}"))?;
    // Everything that the site holds: pictures, fonts, tables, the deck, the search index.
    let lost = ctx.tab.run_async(
        "const name = (await caches.keys()).find((name) => !name.endsWith(':state'));
         const list = (await (await caches.open(name)).keys()).map((request) => request.url);
         const answers = await Promise.all(list.map((url) => fetch(url).then((r) => r.ok && r.arrayBuffer()).then(Boolean, () => false)));
         return [list.length, list.filter((_, i) => !answers[i])];",
        vec![],
    )?;
    check(lost[0].as_u64() > Some(100) && lost[1] == json!([]), format!("{lost}"))?;
    let data = fs::read_dir(deployed.folder.path().join("data"))?.count();
    let kept = ctx.tab.run_async(
        "const name = (await caches.keys()).find((name) => !name.endsWith(':state'));
         return (await (await caches.open(name)).keys()).filter((request) => request.url.includes('/data/')).length;",
        vec![],
    )?;
    check(kept == json!(data), format!("{kept} of {data} tables are kept"))
}

fn run_demo(ctx: &Ctx) -> Outcome {
    super::states::wake_every_demo(ctx)?;
    let steps = "document.querySelector('.bar .steps').textContent";
    let before: String = ctx.tab.js(steps)?;
    ctx.tab.run(
        "[...document.querySelectorAll('.bar button')].find((b) => b.textContent.trim() === 'One step' || b.ariaLabel === 'One step').click()",
        vec![],
    )?;
    ctx.tab.wait_until(&format!("{steps} !== {before:?}"))
}

fn any_folder(ctx: &Ctx) -> Outcome {
    let mut deployed = Deployed::new(ctx, "/a/b/")?;
    visit(ctx, &deployed, LESSON)?;
    deployed.stop()?;
    ctx.tab.goto(&deployed.url("demo/confusion-matrix"))?;
    ctx.tab.wait_within(PATIENCE, ALIVE)?;
    check(ctx.tab.url()? == deployed.url("demo/confusion-matrix/"), ctx.tab.url()?)?;
    let names = ctx.tab.run_async("return (await caches.keys()).map((name) => name.split(':')[1]);", vec![])?;
    check(names == json!(["/a/b/", "/a/b/"]), format!("caches without the folder in their names: {names}"))
}

fn update(ctx: &Ctx) -> Outcome {
    let deployed = Deployed::new(ctx, "/")?;
    visit(ctx, &deployed, LESSON)?;
    let first = ctx.tab.window()?;
    let files = versions(ctx)?;
    deployed.upload(&deployed.next_version("Second")?)?;
    // Another tab of the same version, opened after the new one is there.
    let second = ctx.tab.open_second(&deployed.url("glossary/"))?;
    offered(ctx, "in the second tab")?;
    ctx.tab.switch_to(&first)?;
    offered(ctx, "in the first tab")?;
    ctx.tab.expect_accessible()?;
    // Until it is accepted, pages of the old version come from the old copy.
    reload(ctx)?;
    offered(ctx, "after a reload")?;
    check(!heading(ctx)?.contains("Second"), "the new version came unasked")?;
    ctx.tab.click("[data-notice=update] .button:not(.primary)")?;
    ctx.tab.wait_gone("[data-notice=update]")?;
    follow(ctx, &deployed, "settings/")?;
    let button =
        "[...document.querySelectorAll('offline-copy[full] button')].find((b) => b.textContent === 'Reload to update')";
    ctx.tab.wait_until(button)?;
    follow(ctx, &deployed, LESSON)?;
    ctx.tab.wait_until(ALIVE)?;
    reload(ctx)?;
    ctx.tab.wait_within(PATIENCE, OFFERED)?;
    ctx.tab.click("[data-notice=update] .button.primary")?;
    ctx.tab
        .wait_within(PATIENCE, &format!("document.querySelector('h1').textContent.startsWith('Second') && {READY}"))?;
    check(ctx.tab.count("[data-notice=update]")? == 0, "the update is offered again")?;
    // The other tab is told, and goes on with the version that it has.
    ctx.tab.switch_to(&second)?;
    ctx.tab.wait_until("document.querySelector('[data-notice=update]')?.textContent.includes('in another tab')")?;
    follow(ctx, &deployed, LESSON)?;
    ctx.tab.wait_until(&format!("location.pathname.endsWith('/{LESSON}') && {ALIVE}"))?;
    check(!heading(ctx)?.contains("Second"), "an old tab was given a page of the new version")?;
    check(versions(ctx)?.len() == 2, "the old version has gone while a tab shows it")?;
    reload(ctx)?;
    ctx.tab
        .wait_within(PATIENCE, &format!("document.querySelector('h1').textContent.startsWith('Second') && {READY}"))?;
    // Its last tab has gone, and so does the version.
    let gone = ctx.tab.run_async(
        "for (let i = 0; i < 500 && (await caches.keys()).length > 2; i++) await new Promise((done) => setTimeout(done, 20));
         const state = await (await caches.match(new URL('/offline-state', location.href))).text();
         return (await caches.keys()).length > 2 ? state : '';",
        vec![],
    )?;
    check(gone == json!(""), format!("the old version stays: {gone}"))?;
    check(versions(ctx)? == files, format!("kept: {:?}", versions(ctx)?))
}

/// The new version's file is there only in part; the old version works on, and later the rest is fetched.
fn interrupted_update(ctx: &Ctx) -> Outcome {
    let deployed = Deployed::new(ctx, "/")?;
    visit(ctx, &deployed, LESSON)?;
    let next = deployed.next_version("Second")?;
    let page = deployed.folder.path().join(LESSON).join("page.json");
    copy(next.path(), deployed.folder.path())?;
    let whole = fs::read(&page)?;
    fs::write(&page, &whole[..whole.len() / 2])?;
    deployed.upload_worker(&next)?;
    check(look_for_update(ctx)? == "failed", "wrong bytes were taken")?;
    fs::remove_file(&page)?;
    check(look_for_update(ctx)? == "failed", "a file is missing, and the version was taken")?;
    reload(ctx)?;
    ctx.tab.wait_within(PATIENCE, &format!("{ALIVE} && {SAVED}"))?;
    check(!heading(ctx)?.contains("Second"), "half a version is shown")?;
    follow(ctx, &deployed, "glossary/")?;
    ctx.tab.wait_until("document.querySelector('h1').textContent === 'Glossary'")?;
    check(ctx.tab.count("[data-notice=update]")? == 0, "half a version is offered")?;
    fs::write(&page, &whole)?;
    // A try that the page itself began before the file was whole may only fail now.
    let taken = look_for_update(ctx)? == "installed" || look_for_update(ctx)? == "installed";
    check(taken, "the whole version was not taken")?;
    ctx.tab.wait_until(OFFERED)?;
    ctx.tab.click("[data-notice=update] .button.primary")?;
    ctx.tab.wait_until(&format!("!document.querySelector('[data-notice=update]') && {READY}"))?;
    follow(ctx, &deployed, LESSON)?;
    ctx.tab.wait_until("document.querySelector('h1').textContent.startsWith('Second')")
}

/// The host goes away while the course is being saved for the first time.
fn interrupted_visit(ctx: &Ctx) -> Outcome {
    let mut deployed = Deployed::new(ctx, "/")?;
    deployed.before_worker(SLOW)?;
    ctx.tab.goto(&deployed.url(""))?;
    ctx.tab.wait_within(
        PATIENCE,
        "parseInt(document.querySelector('.site-foot offline-copy').textContent.split(': ')[1]) > 5",
    )?;
    deployed.stop()?;
    ctx.tab.wait_within(PATIENCE, "document.querySelector('.site-foot offline-copy').dataset.state === 'failed'")?;
    let before = versions(ctx)?;
    check(before.len() == 1 && before[0] > 5, format!("kept for later: {before:?}"))?;
    deployed.resume()?;
    ctx.tab.goto(&deployed.url("settings/"))?;
    // What was saved is not saved again.
    ctx.tab.run(
        "window.first = 0; new MutationObserver(() => { window.first ||= parseInt(document.querySelector('.site-foot offline-copy').textContent.split(': ')[1]) || 0; })\
           .observe(document.querySelector('.site-foot offline-copy'), { childList: true, subtree: true, characterData: true });",
        vec![],
    )?;
    ctx.tab.wait_within(PATIENCE, SAVED)?;
    let again: usize = ctx.tab.js("window.first")?;
    check(again == 0 || again >= before[0], format!("{} were there, and it began at {again}", before[0]))?;
    check(versions(ctx)?[0] > before[0], "nothing was added")
}

/// A full browser says so, and the course goes on online; a try later succeeds.
fn without_room(ctx: &Ctx) -> Outcome {
    let deployed = Deployed::new(ctx, "/")?;
    let worker = fs::read_to_string(deployed.folder.path().join("sw.js"))?;
    let full = "document.querySelector('.site-foot offline-copy').dataset.state === 'full'";
    if ctx.engine == Engine::Chromium {
        let quota = json!({ "origin": deployed.site.origin(), "quotaSize": 300_000 });
        ctx.tab.cdp("Storage.overrideQuotaForOrigin", quota)?;
    } else {
        deployed.before_worker(FULL)?;
    }
    ctx.tab.goto(&deployed.url(""))?;
    ctx.tab.wait_within(PATIENCE, full)?;
    let said = ctx.tab.text(".site-foot offline-copy")?;
    check(said.contains("No room") && said.contains("goes on online"), said)?;
    check(versions(ctx)?.is_empty(), "half a copy takes the room that there is")?;
    follow(ctx, &deployed, "settings/")?;
    ctx.tab.wait_for("offline-copy[full] button")?;
    ctx.tab.wait_until(&format!("document.querySelector('.settings section h2') && {READY}"))?;
    ctx.tab.expect_accessible()?;
    // It is not tried again unasked.
    reload(ctx)?;
    ctx.tab.wait_until("document.querySelector('offline-copy[full] button')?.textContent === 'Save for offline'")?;
    if ctx.engine == Engine::Chromium {
        ctx.tab.cdp("Storage.overrideQuotaForOrigin", json!({ "origin": deployed.site.origin() }))?;
    } else {
        fs::write(deployed.folder.path().join("sw.js"), worker)?;
    }
    ctx.tab.click("offline-copy[full] button")?;
    ctx.tab.wait_within(PATIENCE, SAVED)
}

fn removed(ctx: &Ctx) -> Outcome {
    let deployed = Deployed::new(ctx, "/")?;
    visit(ctx, &deployed, "settings/")?;
    let button =
        |label: &str| format!("document.querySelector('offline-copy[full] button')?.textContent === '{label}'");
    ctx.tab.wait_until(&button("Remove the offline copy"))?;
    ctx.tab.click("offline-copy[full] button")?;
    ctx.tab.wait_until(&button("Save for offline"))?;
    check(ctx.tab.run_async("return (await caches.keys()).length;", vec![])? == json!(0), "something was left")?;
    // Again in the same visit: some browsers wake up the worker that was sent away.
    ctx.tab.click("offline-copy[full] button")?;
    ctx.tab.wait_within(PATIENCE, SAVED)?;
    ctx.tab.wait_until(&button("Remove the offline copy"))?;
    ctx.tab.click("offline-copy[full] button")?;
    ctx.tab.wait_until(&button("Save for offline"))?;
    // The decision holds for the next visit.
    reload(ctx)?;
    ctx.tab.wait_until(&format!("{READY} && {}", button("Save for offline")))?;
    let left = ctx.tab.run_async(
        "return [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length];",
        vec![],
    )?;
    check(left == json!([0, 0]), format!("caches and workers left: {left}"))
}

/// What lies outside the folder, or is no question, is left to the browser.
fn own_requests(ctx: &Ctx) -> Outcome {
    let deployed = Deployed::new(ctx, "/a/")?;
    deployed.before_worker(WATCHED)?;
    visit(ctx, &deployed, "glossary/")?;
    let answered = ctx.tab.run_async(
        "const answered = [];
         const watch = new BroadcastChannel('watch');
         const last = new Promise((done) => watch.addEventListener('message', ({ data }) => {
           answered.push(data);
           if (data.endsWith('page.json?last')) done();
         }));
         await fetch('/elsewhere');
         await fetch('/a/about/page.json', { method: 'POST' });
         await fetch('/a/about/page.json?first');
         await fetch('/a/about/page.json?last');
         await last;
         return answered;",
        vec![],
    )?;
    let own = ["first", "last"].map(|query| format!("GET {}?{query}", deployed.url("about/page.json")));
    check(answered == json!(own), format!("{answered}"))
}

/// What a browser asks before it offers to install the app, checked from a page in a folder.
fn installable(ctx: &Ctx) -> Outcome {
    let deployed = Deployed::new(ctx, "/a/b/")?;
    visit(ctx, &deployed, LESSON)?;
    let wrong = ctx.tab.run_async(
        "const wrong = [];
         const at = document.querySelector('link[rel=manifest]').href;
         const manifest = await (await fetch(at)).json();
         const url = (path) => new URL(path, at).href;
         const size = async (src) => { const image = new Image(); image.src = url(src); await image.decode(); return `${image.naturalWidth}x${image.naturalHeight}`; };
         for (const path of [manifest.start_url, manifest.scope]) if (url(path) !== args[0]) wrong.push(path);
         for (const { src, sizes } of [...manifest.icons, ...manifest.screenshots]) {
           if (sizes !== 'any' && await size(src) !== sizes) wrong.push(`${src}: ${sizes}`);
         }
         for (const { url: path } of manifest.shortcuts) if (!(await fetch(url(path))).ok) wrong.push(path);
         const touch = document.querySelector('link[rel=apple-touch-icon]').href;
         if (await size(touch) !== '180x180') wrong.push(touch);
         if (!manifest.icons.some((i) => i.purpose === 'maskable')) wrong.push('no maskable icon');
         return wrong;",
        vec![deployed.url("").into()],
    )?;
    check(wrong == json!([]), format!("{wrong}"))?;
    if ctx.engine == Engine::Chromium {
        let errors = ctx.tab.cdp("Page.getInstallabilityErrors", json!({}))?;
        check(errors["installabilityErrors"] == json!([]), format!("{errors}"))?;
    }
    Ok(())
}
