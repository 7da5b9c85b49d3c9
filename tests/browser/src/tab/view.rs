//! How the page is shown: size, preferences, pictures.

use super::Tab;
use crate::engine::Engine;
use crate::failure::{Outcome, check, skip};
use crate::site;
use serde_json::{Value as Json, json};
use std::path::PathBuf;
use std::time::Duration;

/// The viewport of a test that asks for no other.
const USUAL: (u32, u32) = (1280, 800);

impl Tab {
    /// Makes the viewport (not the window) exactly so many CSS pixels wide and high.
    pub fn set_viewport(&self, width: u32, height: u32) -> Outcome {
        if self.engine == Engine::Chromium {
            // Its windows cannot be narrower than 500 pixels.
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            self.cdp("Emulation.setDeviceMetricsOverride", size)?;
        } else {
            if self.engine == Engine::Firefox {
                // Its windows' own style sheet makes them 500 pixels wide at least.
                self.in_firefox(
                    "document.documentElement.style.setProperty('min-width', '0', 'important');",
                    Vec::new(),
                )?;
            }
            // Windows have frames and bars of a height that only shows once they are there.
            let (mut outer_width, mut outer_height) = (width, height);
            for _ in 0..4 {
                self.call("resize the window", self.client.set_window_size(outer_width, outer_height))?;
                let there = format!("innerWidth === {width} && innerHeight === {height}");
                if self.wait_within(Duration::from_millis(400), &there).is_ok() {
                    break;
                }
                let (w, h) = self.viewport()?;
                outer_width = (outer_width + width).saturating_sub(w);
                outer_height = (outer_height + height).saturating_sub(h);
            }
        }
        let now = self.viewport()?;
        check(now == (width, height), format!("the viewport is {now:?}, not {width} by {height}"))
    }

    /// Width and height of the viewport in CSS pixels.
    pub fn viewport(&self) -> Outcome<(u32, u32)> {
        self.js("[innerWidth, innerHeight]")
    }

    /// Pretends that the reader prefers something: `("prefers-color-scheme", "dark")`,
    /// `("prefers-reduced-motion", "reduce")`. Preferences not named return to the usual. WebKit's driver cannot do
    /// this, and Firefox only these two: the test is skipped there.
    pub fn prefer(&self, preferences: &[(&str, &str)]) -> Outcome {
        self.preferring.set(!preferences.is_empty());
        match self.engine {
            Engine::Chromium => {
                let features: Vec<Json> =
                    preferences.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
                self.cdp("Emulation.setEmulatedMedia", json!({ "features": features }))?;
            }
            Engine::Firefox => self.prefer_in_firefox(preferences)?,
            Engine::WebKit if preferences.is_empty() => {}
            Engine::WebKit => return skip("WebKit's driver cannot change the reader's preferences"),
        }
        preferences
            .iter()
            .try_for_each(|(name, value)| self.wait_until(&format!("matchMedia('({name}: {value})').matches")))
    }

    fn prefer_in_firefox(&self, preferences: &[(&str, &str)]) -> Outcome {
        let (mut scheme, mut motion) = (1, 0);
        for preference in preferences {
            match *preference {
                ("prefers-color-scheme", "dark") => scheme = 0,
                ("prefers-color-scheme", "light") => scheme = 1,
                ("prefers-reduced-motion", value) => motion = u8::from(value == "reduce"),
                (name, _) => return skip(&format!("Firefox cannot be told about {name}")),
            }
        }
        self.in_firefox(
            "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', arguments[0]);
             Services.prefs.setIntPref('ui.prefersReducedMotion', arguments[1]);",
            vec![scheme.into(), motion.into()],
        )
    }

    /// Runs a script in Firefox itself instead of the page.
    fn in_firefox(&self, body: &str, arguments: Vec<Json>) -> Outcome {
        self.issue("moz/context", json!({ "context": "chrome" }))?;
        let result = self.run(body, arguments);
        self.issue("moz/context", json!({ "context": "content" }))?;
        result.map(drop)
    }

    /// A command of the Chrome DevTools Protocol; skips the test in other engines.
    pub fn cdp(&self, command: &str, parameters: Json) -> Outcome<Json> {
        if self.engine != Engine::Chromium {
            return skip("only Chromium has the DevTools protocol");
        }
        self.issue("goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
    }

    /// Writes a picture of the viewport to `target/browser/NAME-ENGINE.png`.
    pub fn screenshot(&self, name: &str) -> Outcome<PathBuf> {
        // WebKit's pictures may be a frame behind.
        self.two_frames()?;
        let png = self.call("take a picture", self.client.screenshot())?;
        let path = site::output_folder()?.join(format!("{name}-{}.png", self.engine));
        std::fs::write(&path, png)?;
        Ok(path)
    }

    /// Back to the usual view.
    pub(super) fn reset_view(&self) -> Outcome {
        if self.preferring.get() {
            self.prefer(&[])?;
        }
        if self.viewport()? == USUAL { Ok(()) } else { self.set_viewport(USUAL.0, USUAL.1) }
    }
}
