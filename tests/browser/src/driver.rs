//! Starts a browser and the program that drives it.

use crate::engine::Engine;
use crate::failure::{Failure, Outcome};
use crate::process::Process;
use crate::site;
use crate::tab::Tab;
use fantoccini::ClientBuilder;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value as Json, json};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// How long a driver or a browser may take to start. On two busy cores Firefox needs a minute.
const START: Duration = Duration::from_secs(120);

/// A browser with a fresh profile. Dropping it ends everything it started.
pub struct Browser {
    /// The session's tab; dropped first, while the driver still runs.
    pub tab: Tab,
    _driver: Process,
    _display: Option<Process>,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts an engine. Now and then a browser fails to start on a busy machine, so there is a second try.
    pub fn start(engine: Engine) -> Outcome<Self> {
        Self::attempt(engine).or_else(|_| Self::attempt(engine))
    }

    fn attempt(engine: Engine) -> Outcome<Self> {
        let profile = tempfile::tempdir()?;
        let log = site::output_folder()?.join(format!("{engine}.log"));
        let display = if engine == Engine::WebKit { Some(display(&log)?) } else { None };
        let (driver, address) = driver(engine, profile.path(), display.as_ref().map(|d| d.1.as_str()), &log)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let client = runtime.block_on(connect(&address, capabilities(engine, profile.path())?))?;
        Ok(Self {
            tab: Tab::new(engine, client, runtime)?,
            _driver: driver,
            _display: display.map(|d| d.0),
            _profile: profile,
        })
    }

    /// Whether the browser still answers.
    pub fn is_well(&self) -> bool {
        self.tab.js::<u8>("1").is_ok()
    }
}

/// A screen for the one browser that cannot do without.
fn display(log: &Path) -> Outcome<(Process, String)> {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
    let process = Process::start("Xvfb", &mut command, log)?;
    let number = process.said(START, |line| line.trim().parse::<u32>().ok())?;
    Ok((process, format!(":{number}")))
}

fn driver(engine: Engine, profile: &Path, display: Option<&str>, log: &Path) -> Outcome<(Process, String)> {
    let (name, arguments, said) = match engine {
        Engine::Chromium => ("chromedriver".into(), vec!["--port=0".to_string()], "started successfully on port "),
        Engine::Firefox => {
            let arguments = ["--port=0", "--websocket-port=0", "--allow-system-access"].map(String::from).to_vec();
            (geckodriver(), arguments, "Listening on 127.0.0.1:")
        }
        Engine::WebKit => {
            ("WebKitWebDriver".into(), vec!["--host=127.0.0.1".into(), format!("--port={}", free_port()?)], "")
        }
    };
    let mut command = Command::new(name);
    command.args(&arguments).env("TMPDIR", profile).env("NO_AT_BRIDGE", "1").env("GTK_A11Y", "none");
    if let Some(display) = display {
        // MiniBrowser's tool bar keeps its window wider than a phone, unless its buttons take no room.
        let settings = profile.join("gtk-3.0");
        std::fs::create_dir_all(&settings)?;
        std::fs::write(
            settings.join("gtk.css"),
            "* { margin: 0; padding: 0; border: 0; min-width: 0; font-size: 1px; -gtk-icon-size: 1px; }",
        )?;
        command.env("DISPLAY", display).env("XDG_CONFIG_HOME", profile).env_remove("WAYLAND_DISPLAY");
    }
    let process = Process::start(&format!("{engine}'s driver"), &mut command, log)?;
    let port = if said.is_empty() {
        // This one says nothing: knock.
        let port = arguments.iter().find_map(|a| a.strip_prefix("--port=")).unwrap_or_default().to_string();
        let open = || std::net::TcpStream::connect(format!("127.0.0.1:{port}")).ok().map(drop);
        crate::process::within(START, open).ok_or("WebKitWebDriver does not listen")?;
        port
    } else {
        process.said(START, |line| Some(line.split_once(said)?.1.chars().take_while(char::is_ascii_digit).collect()))?
    };
    Ok((process, format!("http://127.0.0.1:{port}")))
}

async fn connect(address: &str, capabilities: Json) -> Outcome<fantoccini::Client> {
    let capabilities = match capabilities {
        Json::Object(map) => map,
        _ => serde_json::Map::new(),
    };
    let mut builder = ClientBuilder::new(HttpConnector::new());
    let started = Instant::now();
    match timeout(START, builder.capabilities(capabilities).connect(address)).await {
        Ok(Ok(client)) => Ok(client),
        Ok(Err(error)) => Err(Failure::Wrong(format!("no session: {error}"))),
        Err(_) => Err(Failure::Wrong(format!("no session after {:?}", started.elapsed()))),
    }
}

fn capabilities(engine: Engine, profile: &Path) -> Outcome<Json> {
    Ok(match engine {
        Engine::Chromium => json!({
            "goog:chromeOptions": {
                "binary": "/usr/bin/chromium",
                "args": [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    format!("--user-data-dir={}", profile.join("chromium").display()),
                ],
            },
        }),
        Engine::Firefox => json!({
            "moz:firefoxOptions": {
                "binary": "/usr/bin/firefox-esr",
                "args": ["-headless"],
                // Light, whatever the desktop says, until a test asks for dark.
                "prefs": { "layout.css.prefers-color-scheme.content-override": 1, "ui.prefersReducedMotion": 0 },
            },
        }),
        Engine::WebKit => json!({
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": { "binary": mini_browser()?, "args": ["--automation"] },
        }),
    })
}

/// The set-up script puts it into the tools' folder.
fn geckodriver() -> PathBuf {
    let ours = tools().join("bin/geckodriver");
    if ours.exists() { ours } else { "geckodriver".into() }
}

/// Where the set-up script puts what no package manager installs.
pub fn tools() -> PathBuf {
    let home = || std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache"));
    let cache = || std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(home).unwrap_or_default();
    std::env::var_os("DESCENT_TOOLS").map_or_else(|| cache().join("descent-tools"), PathBuf::from)
}

fn mini_browser() -> Outcome<PathBuf> {
    let architectures = std::fs::read_dir("/usr/lib")?.filter_map(|entry| entry.ok().map(|e| e.path()));
    let mut candidates = architectures.map(|folder| folder.join("webkit2gtk-4.1/MiniBrowser"));
    candidates.find(|path| path.exists()).ok_or_else(|| "webkit2gtk-4.1/MiniBrowser is not installed".into())
}

fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
