//! What is in a page beyond what it shows: complaints, accessibility, stored data.

use super::{Tab, quoted};
use crate::driver::tools;
use crate::failure::{Failure, Outcome, check};
use serde::Deserialize;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fmt;

/// What the recorder has noted since the page began to load.
#[derive(Debug, Default, Deserialize)]
pub struct Record {
    /// Messages at levels "error" and "warn".
    pub console: Vec<Message>,
    /// Uncaught errors.
    pub errors: Vec<String>,
    /// Promises rejected without a handler.
    pub rejections: Vec<String>,
    /// What the Content-Security-Policy stopped.
    pub violations: Vec<String>,
    /// Files that elements named and that could not be loaded.
    pub missing: Vec<String>,
    /// Moves of the layout; only where `shiftsSupported`.
    pub shifts: Vec<Shift>,
    /// Whether the engine reports moves of the layout (only Chromium does).
    #[serde(rename = "shiftsSupported")]
    pub shifts_supported: bool,
}

/// A console message.
#[derive(Debug, Deserialize)]
pub struct Message {
    /// "error" or "warn".
    pub level: String,
    /// Its text.
    pub text: String,
}

/// A move of the layout.
#[derive(Debug, Deserialize)]
pub struct Shift {
    /// The browser's score.
    pub value: f64,
    /// Whether it followed something that the reader did.
    pub input: bool,
    /// What moved.
    pub nodes: Vec<String>,
}

impl Record {
    /// Everything that a good page does not have, layout shifts apart.
    pub fn complaints(&self) -> Vec<String> {
        let console = self.console.iter().map(|m| format!("console {}: {}", m.level, m.text));
        let named =
            |kind: &'static str, list: &[String]| list.iter().map(|text| format!("{kind}: {text}")).collect::<Vec<_>>();
        console
            .chain(named("uncaught", &self.errors))
            .chain(named("rejected", &self.rejections))
            .chain(named("policy", &self.violations))
            .chain(named("not loaded", &self.missing))
            .collect()
    }

    /// The sum of unexpected moves of the layout; 0 where the engine reports none.
    pub fn shift(&self) -> f64 {
        self.shifts.iter().filter(|shift| !shift.input).map(|shift| shift.value).sum()
    }
}

/// What axe-core found wrong.
#[derive(Debug, Deserialize)]
pub struct Violation {
    /// The rule.
    pub id: String,
    /// What the rule asks for.
    pub help: String,
    /// Selectors of the elements that break it.
    pub nodes: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {} ({})", self.id, self.help, self.nodes.join("; "))
    }
}

impl Tab {
    /// What the recorder has noted on this page. Waits two frames, so that the last ones are in.
    pub fn record(&self) -> Outcome<Record> {
        self.two_frames()?;
        let record = self.run("window.__record?.flush?.(); return window.__record ?? null;", Vec::new())?;
        check(!record.is_null(), "this page has no recorder: was it served with --record?")?;
        Ok(serde_json::from_value(record)?)
    }

    /// Fails if the browser has complained about anything, or if the layout has moved by itself.
    pub fn expect_no_complaints(&self) -> Outcome {
        self.expect_no_errors()?;
        let record = self.record()?;
        let shifts: Vec<&Shift> = record.shifts.iter().filter(|shift| !shift.input).collect();
        check(record.shift() == 0.0, format!("the layout moved: {shifts:?}"))
    }

    /// Fails if the browser has complained about anything. For tests that change the page by script, whose changes
    /// a browser does not take for a reader's.
    pub fn expect_no_errors(&self) -> Outcome {
        let complaints = self.record()?.complaints();
        check(complaints.is_empty(), complaints.join("\n"))
    }

    /// What axe-core finds wrong with the page.
    pub fn axe(&self) -> Outcome<Vec<Violation>> {
        let path = tools().join("node_modules/axe-core/axe.min.js");
        if !self.js::<bool>("Boolean(window.axe)")? {
            let source =
                std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}; run make setup", path.display()))?;
            self.run(&source, Vec::new())?;
        }
        let found = self.run_async(
            "const result = await window.axe.run(document);
             return result.violations.map((v) => ({ id: v.id, help: v.help, nodes: v.nodes.map((n) => n.target.flat().join(' ')) }));",
            Vec::new(),
        )?;
        Ok(serde_json::from_value(found)?)
    }

    /// Fails if axe-core finds anything.
    pub fn expect_accessible(&self) -> Outcome {
        let found: Vec<String> = self.axe()?.iter().map(Violation::to_string).collect();
        check(found.is_empty(), found.join("\n"))
    }

    /// A value in local storage.
    pub fn stored(&self, key: &str) -> Outcome<Option<String>> {
        self.js(&format!("localStorage.getItem({})", quoted(key)))
    }

    /// Everything in local storage.
    pub fn storage(&self) -> Outcome<BTreeMap<String, String>> {
        self.js("Object.fromEntries(Object.keys(localStorage).map((key) => [key, localStorage.getItem(key)]))")
    }

    /// Puts a value into local storage.
    pub fn store(&self, key: &str, value: &str) -> Outcome {
        self.run("localStorage.setItem(arguments[0], arguments[1]);", vec![key.into(), value.into()]).map(drop)
    }

    /// Forgets everything that the page's origin has stored: both storages, caches, workers, databases. WebKit sometimes
    /// never says that a worker is unregistered; then the rest is left, as the next test has an origin of its own.
    pub fn clear_storage(&self) -> Outcome {
        self.run_async(
            "if (!location.protocol.startsWith('http')) return;
             try { localStorage.clear(); sessionStorage.clear(); } catch {}
             const forget = async () => {
               for (const worker of await navigator.serviceWorker?.getRegistrations() ?? []) await worker.unregister();
               for (const name of await window.caches?.keys() ?? []) await caches.delete(name);
               for (const { name } of await window.indexedDB?.databases?.() ?? []) indexedDB.deleteDatabase(name);
             };
             await Promise.race([forget(), new Promise((done) => setTimeout(done, 10_000))]);",
            Vec::new(),
        )
        .map(drop)
    }

    /// Waits until the page has painted twice.
    pub fn two_frames(&self) -> Outcome {
        let frames = "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));";
        match self.run_async(frames, Vec::new())? {
            Json::Null => Ok(()),
            other => Err(Failure::Wrong(format!("two frames gave {other}"))),
        }
    }
}
