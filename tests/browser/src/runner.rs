//! Runs the tests and reports.

use crate::arguments::Chosen;
use crate::context::Ctx;
use crate::driver::Browser;
use crate::engine::Engine;
use crate::failure::{Failure, Outcome};
use std::cell::RefCell;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use tokio::time::Instant;

/// A test.
#[derive(Debug, Clone, Copy)]
pub struct Test {
    /// Kebab-case, unique.
    pub name: &'static str,
    /// What it does.
    pub run: fn(&Ctx) -> Outcome,
    /// Whether one engine tells as much as three.
    pub once: bool,
}

impl Test {
    /// A line of a table of tests.
    pub const fn new(name: &'static str, run: fn(&Ctx) -> Outcome) -> Self {
        Self { name, run, once: false }
    }

    /// A line for a test of what no engine changes: it runs in the first engine that was chosen.
    pub const fn once(name: &'static str, run: fn(&Ctx) -> Outcome) -> Self {
        Self { name, run, once: true }
    }
}

/// How many tests ended how.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// Did what they should.
    pub passed: usize,
    /// Did not.
    pub failed: usize,
    /// Could not run in their engine.
    pub skipped: usize,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if self.skipped > 0 {
            writeln!(f, "skipped: {} (what an engine's driver cannot do; the reasons are above)", self.skipped)?;
        }
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

impl Report {
    fn add(&mut self, result: &Outcome) {
        match result {
            Ok(()) => self.passed += 1,
            Err(Failure::Wrong(_)) => self.failed += 1,
            Err(Failure::Skip(_)) => self.skipped += 1,
        }
    }
}

thread_local! {
    /// Message and place of this thread's last panic.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs the tests, the engines side by side.
pub fn run(chosen: &Chosen) -> Report {
    std::panic::set_hook(Box::new(|info| PANIC.with(|cell| *cell.borrow_mut() = info.to_string())));
    let reports: Vec<Report> = thread::scope(|scope| {
        let start = |(place, engine): (usize, &Engine)| {
            let engine = *engine;
            let tests: Vec<Test> = chosen.tests.iter().filter(|test| place == 0 || !test.once).copied().collect();
            scope.spawn(move || run_engine(engine, &tests))
        };
        let threads: Vec<_> = chosen.engines.iter().enumerate().map(start).collect();
        // A thread that died has tested nothing.
        let lost = Report { failed: chosen.tests.len(), ..Report::default() };
        threads.into_iter().map(|thread| thread.join().unwrap_or(lost)).collect()
    });
    let sum = |of: fn(&Report) -> usize| reports.iter().map(of).sum();
    Report { passed: sum(|r| r.passed), failed: sum(|r| r.failed), skipped: sum(|r| r.skipped) }
}

/// What a page that failed a test has to say of itself.
const SEEN: &str = "[location.href.slice(-120), `${innerWidth} by ${innerHeight}, at ${Math.round(scrollY)}`, \
    document.visibilityState, document.documentElement.dataset.app ?? 'no app', \
    `focus on ${document.activeElement?.id || document.activeElement?.className || document.activeElement?.tagName}`, \
    ...[...document.querySelectorAll('.trouble, .notice, .steps, .demo-head .live')].map((e) => e.textContent.trim())].join(' · ').slice(0, 1500)";

fn run_engine(engine: Engine, tests: &[Test]) -> Report {
    let mut report = Report::default();
    let mut browser: Option<Browser> = None;
    for test in tests {
        let started = Instant::now();
        let mut result = run_test(engine, &mut browser, test);
        let mut seen = Vec::new();
        if let (Err(Failure::Wrong(_)), Some(browser)) = (&result, &browser) {
            // Where nobody can fetch the picture, these words are all there is.
            seen.extend(browser.tab.js::<String>(SEEN));
            seen.extend(
                browser.tab.screenshot(&format!("failed-{}", test.name)).map(|path| path.display().to_string()),
            );
        }
        if let Some(used) = browser.take() {
            match caught(|| used.tab.reset()) {
                Ok(()) => browser = Some(used),
                // A browser that cannot be tidied up is replaced; that alone fails no test that had failed anyway.
                Err(failure) if result.is_ok() => result = Err(explained("afterwards", failure)),
                Err(_) => {}
            }
        }
        report.add(&result);
        print_line(engine, test, &result, started);
        for line in seen {
            println!("       {line}");
        }
    }
    report
}

fn run_test(engine: Engine, browser: &mut Option<Browser>, test: &Test) -> Outcome {
    if !browser.as_ref().is_some_and(Browser::is_well) {
        *browser = None;
        let fresh = Browser::start(engine).map_err(|failure| explained("the browser did not start", failure))?;
        caught(|| fresh.tab.reset())?;
        *browser = Some(fresh);
    }
    let Some(browser) = browser else { return Err("there is no browser".into()) };
    let context = Ctx { engine, tab: &browser.tab };
    caught(|| (test.run)(&context))
}

/// A test may assert; a panic is a failure with its message and place.
fn caught(test: impl FnOnce() -> Outcome) -> Outcome {
    catch_unwind(AssertUnwindSafe(test)).unwrap_or_else(|_| Err(Failure::Wrong(PANIC.with(RefCell::take))))
}

fn explained(what: &str, failure: Failure) -> Failure {
    match failure {
        Failure::Wrong(message) | Failure::Skip(message) => Failure::Wrong(format!("{what}: {message}")),
    }
}

fn print_line(engine: Engine, test: &Test, result: &Outcome, started: Instant) {
    let (word, message) = match result {
        Ok(()) => ("ok", String::new()),
        Err(Failure::Skip(reason)) => ("skip", format!(": {reason}")),
        Err(Failure::Wrong(message)) => ("FAIL", format!(": {}", message.replace('\n', "\n       "))),
    };
    println!("{word:<4}  {engine:<8}  {} ({:.2} s){message}", test.name, started.elapsed().as_secs_f64());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_the_one_that_is_read() {
        let report = Report { passed: 3, failed: 1, skipped: 0 };
        assert_eq!(report.to_string(), "3 passed, 1 failed");
        let report = Report { passed: 3, failed: 0, skipped: 2 };
        assert_eq!(report.to_string().lines().last(), Some("3 passed, 0 failed"));
    }

    #[test]
    fn results_are_counted_and_panics_are_failures() {
        std::panic::set_hook(Box::new(|info| PANIC.with(|cell| *cell.borrow_mut() = info.to_string())));
        let panicked = caught(|| panic!("one is not two"));
        assert!(
            matches!(&panicked, Err(Failure::Wrong(message)) if message.contains("one is not two") && message.contains("runner.rs"))
        );
        let mut report = Report::default();
        for result in [Ok(()), Ok(()), panicked, Err("wrong".into()), Err(Failure::Skip("no such thing".into()))] {
            report.add(&result);
        }
        assert_eq!(report, Report { passed: 2, failed: 2, skipped: 1 });
    }
}
