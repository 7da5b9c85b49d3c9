//! The sockets, threads and signals around [`answer`](crate::answer).

use crate::answer::{self, Answer, Ask};
use crate::options::Options;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::io::{Cursor, Write as _};
use std::sync::Arc;
use std::thread;
use tiny_http::{Header, Method, Request, Response, Server};

/// Enough for three browsers that load a page at once; each answer takes well under a millisecond.
const THREADS: usize = 8;

/// Serves until the process is told to end.
pub fn run(options: Options) -> Result<(), String> {
    let mut signals = Signals::new([SIGTERM, SIGINT]).map_err(|e| e.to_string())?;
    let address = ("127.0.0.1", options.port);
    let server = Server::http(address).map_err(|e| format!("cannot listen on port {}: {e}", options.port))?;
    let port = server.server_addr().to_ip().map_or(options.port, |address| address.port());
    let (server, options) = (Arc::new(server), Arc::new(options));
    for _ in 0..THREADS {
        let (server, options) = (Arc::clone(&server), Arc::clone(&options));
        thread::spawn(move || {
            for request in server.incoming_requests() {
                // A browser that has gone away is no fault of ours.
                let _ = reply(&options, request);
            }
        });
    }
    println!("Serving {} at http://127.0.0.1:{port}{}", options.folder.display(), options.base);
    std::io::stdout().flush().map_err(|e| e.to_string())?;
    // Ends without waiting for connections that browsers keep open.
    signals.forever().next();
    Ok(())
}

fn reply(options: &Options, request: Request) -> std::io::Result<()> {
    let answer = match request.method() {
        Method::Get | Method::Head => {
            let value = |name: &'static str| {
                request.headers().iter().find(|h| h.field.equiv(name)).map_or("", |h| h.value.as_str())
            };
            let ask = Ask { url: request.url(), encodings: value("Accept-Encoding"), known: value("If-None-Match") };
            answer::answer(options, ask)
        }
        _ => answer::plain(405, "Only GET and HEAD."),
    };
    request.respond(response(answer))
}

fn response(answer: Answer) -> Response<Cursor<Vec<u8>>> {
    let headers =
        answer.headers.iter().filter_map(|(name, value)| Header::from_bytes(*name, value.as_str()).ok()).collect();
    let length = answer.body.len();
    // Never chunked: a known length lets the browser show progress and reuse the connection.
    Response::new(answer.status.into(), headers, Cursor::new(answer.body), Some(length), None)
        .with_chunked_threshold(usize::MAX)
}
