//! How long each demo takes to draw itself anew: picture, layout and words, natively and on one core. Read by people;
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
        println!("{:8.3} ms a redraw  {}", start.elapsed().as_secs_f64() * 1000.0 / f64::from(ROUNDS), spec.id);
    }
    Ok(())
}
