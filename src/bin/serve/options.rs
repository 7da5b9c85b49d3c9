//! The command line.

use std::path::{Path, PathBuf};

/// What `--help` prints.
pub const USAGE: &str = "\
Usage: serve DIR [options]

Serves a folder of static files on 127.0.0.1.

  --port N         port to listen on; 0 picks a free one (default 8080)
  --base /a/b/     folder of the address under which the site lies (default /)
  --csp-header     send each page's Content-Security-Policy as a header too
  --record         put a script first in each page that notes errors, for tests
  --without EXT    answer 404 for files with this extension (may be repeated)
  --hold EXT       keep requests for files with this extension waiting until
                   somebody asks for /__release, for tests (may be repeated)";

/// What to serve and how.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    /// The folder, canonical.
    pub folder: PathBuf,
    /// Port; 0 lets the system choose.
    pub port: u16,
    /// Starts and ends with a slash.
    pub base: String,
    /// Whether pages also carry their policy as a header.
    pub csp_header: bool,
    /// Whether pages are given the recorder.
    pub record: bool,
    /// Extensions, without the dot, that are answered as missing.
    pub without: Vec<String>,
    /// Extensions, without the dot, that are answered only once they have been released.
    pub hold: Vec<String>,
}

impl Options {
    /// Reads the arguments that follow the program's name.
    pub fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut options = Self {
            folder: PathBuf::new(),
            port: 8080,
            base: "/".into(),
            csp_header: false,
            record: false,
            without: Vec::new(),
            hold: Vec::new(),
        };
        let mut folder = None;
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                "--port" => {
                    let port = value()?;
                    options.port = port.parse().map_err(|_| format!("{port} is not a port"))?;
                }
                "--base" => options.base = base(value()?),
                "--without" => options.without.push(extension(value()?)),
                "--hold" => options.hold.push(extension(value()?)),
                "--csp-header" => options.csp_header = true,
                "--record" => options.record = true,
                flag if flag.starts_with('-') => return Err(format!("unknown option {flag}\n\n{USAGE}")),
                path if folder.is_none() => folder = Some(path),
                extra => return Err(format!("one folder at a time, please: {extra} is a second one")),
            }
        }
        let folder = Path::new(folder.ok_or_else(|| format!("which folder?\n\n{USAGE}"))?);
        options.folder = folder.canonicalize().map_err(|e| format!("{}: {e}", folder.display()))?;
        if options.folder.is_dir() { Ok(options) } else { Err(format!("{} is not a folder", folder.display())) }
    }
}

fn extension(text: &str) -> String {
    text.trim_start_matches('.').to_ascii_lowercase()
}

fn base(text: &str) -> String {
    let inner: Vec<&str> = text.split('/').filter(|part| !part.is_empty()).collect();
    if inner.is_empty() { "/".into() } else { format!("/{}/", inner.join("/")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options, String> {
        Options::parse(&line.split_whitespace().map(String::from).collect::<Vec<_>>())
    }

    #[test]
    fn reads_every_option() {
        let options =
            parse("src --port 0 --base a/b --record --csp-header --without .wasm --without JS --hold .Wasm").unwrap();
        assert_eq!((options.port, options.base.as_str()), (0, "/a/b/"));
        assert!(options.record && options.csp_header);
        assert_eq!(options.without, ["wasm", "js"]);
        assert_eq!(options.hold, ["wasm"]);
        assert!(options.folder.is_absolute() && options.folder.ends_with("src"));
    }

    #[test]
    fn says_what_is_wrong() {
        for (line, part) in [
            ("", "which folder?"),
            ("src --port", "--port needs a value"),
            ("src --port 70000", "70000 is not a port"),
            ("src --fast", "unknown option --fast"),
            ("src tests", "tests is a second one"),
            ("no-such-folder", "no-such-folder"),
            ("Cargo.toml", "is not a folder"),
        ] {
            let message = parse(line).unwrap_err();
            assert!(message.contains(part), "{line:?} gave {message:?}");
        }
    }

    #[test]
    fn a_base_has_one_slash_on_either_side() {
        for (text, expected) in [("/", "/"), ("", "/"), ("/a", "/a/"), ("//a//b//", "/a/b/")] {
            assert_eq!(base(text), expected);
        }
    }
}
