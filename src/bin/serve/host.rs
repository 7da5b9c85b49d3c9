//! The sockets and signals around [`answer`](crate::answer).

use crate::answer::{self, Answer, Ask};
use crate::options::Options;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT_ENCODING, HeaderName, IF_NONE_MATCH};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::io::Write as _;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::Semaphore;

/// Serves until the process is told to end.
pub fn run(options: Options) -> Result<(), String> {
    // One thread: an answer takes well under a millisecond, and connections that browsers keep open wait for nobody.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|e| e.to_string())?.block_on(serve(options))
}

async fn serve(options: Options) -> Result<(), String> {
    let mut ended = signal(SignalKind::terminate()).map_err(|e| e.to_string())?;
    let mut interrupted = signal(SignalKind::interrupt()).map_err(|e| e.to_string())?;
    let bound = TcpListener::bind(("127.0.0.1", options.port)).await;
    let listener = bound.map_err(|e| format!("cannot listen on port {}: {e}", options.port))?;
    let port = listener.local_addr().map_err(|e| e.to_string())?.port();
    println!("Serving {} at http://127.0.0.1:{port}{}", options.folder.display(), options.base);
    std::io::stdout().flush().map_err(|e| e.to_string())?;
    let options = Arc::new(options);
    // Nobody gets past it until it is closed.
    let gate = Arc::new(Semaphore::new(0));
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            // Without waiting for connections that browsers keep open.
            _ = ended.recv() => return Ok(()),
            _ = interrupted.recv() => return Ok(()),
        };
        // A browser that goes away in the middle, here or below, is no fault of ours.
        let Ok((stream, _)) = accepted else { continue };
        let options = Arc::clone(&options);
        let gate = Arc::clone(&gate);
        let reply = move |request: Request<Incoming>| {
            let (options, gate) = (Arc::clone(&options), Arc::clone(&gate));
            async move {
                match held(&options, request.uri().path()) {
                    // A closed gate is an error, and then the way is free.
                    Held::Waits => drop(gate.acquire().await),
                    Held::Releases => gate.close(),
                    Held::No => {}
                }
                Ok::<_, Infallible>(reply(&options, &request))
            }
        };
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service_fn(reply)));
    }
}

/// What a request has to do with the files that wait.
enum Held {
    No,
    Waits,
    Releases,
}

fn held(options: &Options, path: &str) -> Held {
    match path.rsplit_once('.') {
        _ if path == answer::RELEASE_PATH => Held::Releases,
        Some((_, extension)) if options.hold.iter().any(|e| e == extension) => Held::Waits,
        _ => Held::No,
    }
}

fn reply(options: &Options, request: &Request<Incoming>) -> Response<Full<Bytes>> {
    response(match *request.method() {
        Method::GET | Method::HEAD => {
            let value =
                |name: HeaderName| request.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
            let url = request.uri().path_and_query().map_or("/", |url| url.as_str());
            answer::answer(options, Ask { url, encodings: value(ACCEPT_ENCODING), known: value(IF_NONE_MATCH) })
        }
        _ => answer::plain(405, "Only GET and HEAD."),
    })
}

fn response(answer: Answer) -> Response<Full<Bytes>> {
    let start = Response::builder().status(answer.status);
    let built = answer.headers.into_iter().fold(start, |builder, (name, value)| builder.header(name, value));
    // Names of files may hold what a header may not.
    built.body(Full::from(answer.body)).unwrap_or_else(|_| response(answer::plain(500, "This answer cannot be sent.")))
}
