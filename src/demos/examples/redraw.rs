//! How long each demo takes to draw itself anew (picture, layout and words), and how many steps of its algorithm it
//! takes in a second, natively and on one core. Read by people;
//! machines differ, so compare ratios of one run.
//!
//!     cargo run --release -p demos --example redraw

#[path = "../tests/testdata/mod.rs"]
mod testdata;

use demos::{Player, PlayerInit, registry};
use plot::{Size, lay_out};
use std::hint::black_box;

/// Redraws a demo.
const ROUNDS: u32 = 200;

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    for spec in registry::DEMOS {
        let player = Player::new(spec, &PlayerInit::default(), testdata::all(spec))?;
        let size = Size { width: 760.0, height: 760.0 * spec.aspect[0] };
        let start = std::time::Instant::now();
        for _ in 0..ROUNDS {
            black_box(lay_out(&player.demo().picture(size)));
            black_box((player.demo().summary(), player.demo().readouts()));
        }
        let redraw = start.elapsed().as_secs_f64() * 1000.0 / f64::from(ROUNDS);
        let mut demo = player.demo().fork();
        let start = std::time::Instant::now();
        let mut steps = 0;
        while steps < ROUNDS && demo.step() {
            steps += 1;
        }
        let rate = f64::from(steps) / start.elapsed().as_secs_f64();
        let pace = if steps > 0 { format!("{rate:12.0} steps a second") } else { " ".repeat(27) };
        println!("{redraw:8.3} ms a redraw  {pace}  {}", spec.id);
    }
    Ok(())
}
