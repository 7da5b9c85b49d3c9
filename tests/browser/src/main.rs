//! The browser tests: `browser [ENGINE…] [PART OF A TEST'S NAME…]`, or `browser --list`.

mod tests;

use browser::{arguments, process, runner};
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.iter().any(|word| word == "--list") {
        tests::all().for_each(|test| println!("{}", test.name));
        return ExitCode::SUCCESS;
    }
    let chosen = match arguments::choose(&words, tests::all().collect()) {
        Ok(chosen) => chosen,
        Err(message) => {
            eprintln!("browser: {message}");
            return ExitCode::FAILURE;
        }
    };
    process::end_all_on_signal();
    let report = runner::run(&chosen);
    println!("{report}");
    if report.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
