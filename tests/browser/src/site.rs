//! A folder served under an address of its own.

use crate::failure::{Failure, Outcome};
use crate::process::Process;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// A running server. A new one has a new port, and so an origin without any stored data.
pub struct Site {
    process: Option<Process>,
    folder: PathBuf,
    base: String,
    flags: Vec<String>,
    port: u16,
}

impl Site {
    /// Serves a folder under `base` (such as `/` or `/a/b/`) with flags of `serve`, such as `--record`.
    pub fn start(folder: &Path, base: &str, flags: &[&str]) -> Outcome<Self> {
        let flags = flags.iter().map(|flag| (*flag).to_string()).collect();
        let mut site = Self { process: None, folder: folder.into(), base: base.into(), flags, port: 0 };
        site.resume()?;
        Ok(site)
    }

    /// The address of a path below the base; `""` is the home page.
    pub fn url(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin(), self.base)
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The host goes away.
    pub fn stop(&mut self) -> Outcome {
        let Some(mut process) = self.process.take() else { return Ok(()) };
        match process.end() {
            Some(status) if status.success() => Ok(()),
            other => Err(format!("serve did not end when told to: {other:?}").into()),
        }
    }

    /// The host comes back at the same address.
    pub fn resume(&mut self) -> Outcome {
        let port = self.port.to_string();
        let mut command = Command::new(program());
        command.arg(&self.folder).args(["--base", &self.base, "--port", &port]).args(&self.flags);
        let process = Process::start("serve", &mut command, &output_folder()?.join("serve.log"))?;
        let read = |line: &str| line.rsplit_once(":")?.1.split('/').next()?.parse().ok();
        let port = process.said(Duration::from_secs(10), read).map_err(|failure| match failure {
            Failure::Wrong(message) => Failure::Wrong(format!(
                "{message} (folder {}; is {} built?)",
                self.folder.display(),
                program().display()
            )),
            skip @ Failure::Skip(_) => skip,
        })?;
        if self.port == 0 && !is_new(port) {
            return self.resume();
        }
        self.port = port;
        self.process = Some(process);
        Ok(())
    }
}

/// Whether a port has not been served from before. The system hands ports out again, and a browser keeps what an earlier
/// site at the same address has told it to keep: the app in its cache, a worker that answers for the host.
pub fn is_new(port: u16) -> bool {
    static SERVED: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    SERVED.lock().unwrap_or_else(PoisonError::into_inner).insert(port)
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Where screenshots and logs go.
pub fn output_folder() -> Outcome<PathBuf> {
    let folder = root().join("target/browser");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn program() -> PathBuf {
    std::env::var_os("DESCENT_SERVE").map_or_else(|| root().join("target/debug/serve"), PathBuf::from)
}
