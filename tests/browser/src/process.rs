//! Child processes that end with us: by their id, with everything that they started.

use crate::failure::{Failure, Outcome};
use rustix::process::{Pid, Signal, kill_process};
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;
use tokio::time::Instant;

/// How long a process may take to end when asked politely.
const PATIENCE: Duration = Duration::from_secs(2);
/// What runs now, for the case that we are told to end.
static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// A running program. Dropping it ends it and its descendants.
pub struct Process {
    name: String,
    child: Child,
    lines: Receiver<String>,
}

impl Process {
    /// Starts a program; what it says on standard error goes to the end of `log`.
    pub fn start(name: &str, command: &mut Command, log: &Path) -> Outcome<Self> {
        let errors = File::options().create(true).append(true).open(log)?;
        let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(errors).spawn();
        let mut child = spawned.map_err(|e| Failure::Wrong(format!("{name} does not start: {e}")))?;
        running().push(child.id());
        let (sender, lines) = channel();
        if let Some(output) = child.stdout.take() {
            // Read to the end even where nobody listens any more, or a full pipe would stop the program.
            thread::spawn(move || {
                BufReader::new(output).lines().map_while(Result::ok).for_each(|line| drop(sender.send(line)))
            });
        }
        Ok(Self { name: name.into(), child, lines })
    }

    /// Waits for a line from which `read` can take something.
    pub fn said<T>(&self, limit: Duration, read: impl Fn(&str) -> Option<T>) -> Outcome<T> {
        let end = Instant::now() + limit;
        loop {
            match self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    if let Some(found) = read(&line) {
                        return Ok(found);
                    }
                }
                Err(e) => {
                    return Err(format!("{} did not say that it is ready within {limit:?}: {e}", self.name).into());
                }
            }
        }
    }

    /// Ends it: politely, then not. Returns how it ended if it did so by itself.
    pub fn end(&mut self) -> Option<ExitStatus> {
        let family = family(self.child.id());
        kill(self.child.id(), Signal::TERM);
        let status = within(PATIENCE, || self.child.try_wait().ok().flatten());
        family.iter().filter(|member| member.alive()).for_each(|member| kill(member.pid, Signal::KILL));
        let _ = self.child.wait();
        running().retain(|pid| *pid != self.child.id());
        status
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if running().contains(&self.child.id()) {
            self.end();
        }
    }
}

/// Ends all children when we are told to end, so that an interrupted run leaves no browser behind.
pub fn end_all_on_signal() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) else { return };
    thread::spawn(move || {
        if signals.forever().next().is_some() {
            let members: Vec<Member> = running().iter().flat_map(|pid| family(*pid)).collect();
            members.iter().filter(|member| member.alive()).for_each(|member| kill(member.pid, Signal::KILL));
            std::process::exit(130);
        }
    });
}

/// Tries until there is a result or the time is over.
pub fn within<T>(limit: Duration, mut attempt: impl FnMut() -> Option<T>) -> Option<T> {
    let end = Instant::now() + limit;
    loop {
        let result = attempt();
        if result.is_some() || Instant::now() >= end {
            return result;
        }
        thread::sleep(Duration::from_millis(10));
    }
}

fn running() -> std::sync::MutexGuard<'static, Vec<u32>> {
    RUNNING.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn kill(pid: u32, signal: Signal) {
    if let Some(pid) = i32::try_from(pid).ok().and_then(Pid::from_raw) {
        let _ = kill_process(pid, signal);
    }
}

/// A process, told from a later one with the same id by when it started.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Member {
    pid: u32,
    parent: u32,
    started: String,
}

impl Member {
    fn read(pid: u32) -> Option<Self> {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The name may hold anything, so count the fields behind its closing parenthesis: state, parent, …
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        Some(Self { pid, parent: fields.get(1)?.parse().ok()?, started: (*fields.get(19)?).into() })
    }

    fn alive(&self) -> bool {
        Self::read(self.pid).is_some_and(|now| now.started == self.started)
    }
}

/// A process and all its descendants.
fn family(root: u32) -> Vec<Member> {
    let names =
        fs::read_dir("/proc").into_iter().flatten().filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let all: Vec<Member> = names.filter_map(|name| Member::read(name.parse().ok()?)).collect();
    let mut family: Vec<Member> = all.iter().filter(|member| member.pid == root).cloned().collect();
    let mut next = 0;
    while next < family.len() {
        let parent = family[next].pid;
        family.extend(all.iter().filter(|member| member.parent == parent).cloned());
        next += 1;
    }
    family
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descendants_end_with_their_root() {
        let log = tempfile::NamedTempFile::new().unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", "sh -c 'trap \"\" TERM; echo ready; while :; do sleep 0.05; done' & wait"]);
        let mut process = Process::start("a stubborn family", &mut command, log.path()).unwrap();
        process.said(Duration::from_secs(5), |line| (line == "ready").then_some(())).unwrap();
        let members = family(process.child.id());
        assert!(members.len() >= 2, "{members:?}");
        process.end();
        let gone = within(Duration::from_secs(2), || members.iter().all(|m| !m.alive()).then_some(()));
        assert!(gone.is_some(), "still there: {members:?}");
    }

    #[test]
    fn a_silent_program_is_not_waited_for_for_ever() {
        let log = tempfile::NamedTempFile::new().unwrap();
        let process = Process::start("sleep", Command::new("sleep").arg("60"), log.path()).unwrap();
        let failure = process.said(Duration::from_millis(50), |_| Some(())).unwrap_err();
        assert!(matches!(failure, Failure::Wrong(message) if message.contains("sleep did not say")));
    }
}
