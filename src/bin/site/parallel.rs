//! Work on all processors.

use std::panic::resume_unwind;
use std::sync::Mutex;
use std::thread;

/// Does every job. Each thread begins by making what it needs for itself; jobs are taken from the end.
///
/// # Errors
/// The first error of each thread, which ends its work.
pub fn each<T: Send, S, E: Send>(
    jobs: Vec<T>,
    begin: impl Fn() -> Result<S, E> + Sync,
    work: impl Fn(&S, T) -> Result<(), E> + Sync,
) -> Result<(), E> {
    let jobs = Mutex::new(jobs);
    let next = || jobs.lock().ok().and_then(|mut jobs| jobs.pop());
    let run = || -> Result<(), E> {
        let own = begin()?;
        while let Some(job) = next() {
            work(&own, job)?;
        }
        Ok(())
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        threads.into_iter().try_for_each(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}
