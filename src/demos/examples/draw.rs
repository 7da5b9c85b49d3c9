//! Draws a demo to SVG files, to look at: every preset at several sizes, light and dark.
//!
//!     cargo run -p demos --example draw -- OUTDIR DEMO [key=value ...]
//!
//! With pairs, as in a link, draws that state alone.

#[path = "../tests/testdata/mod.rs"]
mod testdata;

use demos::{Player, PlayerInit, Spec, registry};
use plot::svg::{SvgOptions, write};
use plot::{Palette, Size, lay_out};

/// Width and height; 0 for the height that the demo asks for. The odd ones are what a host may force on it.
const SIZES: [(f64, f64); 6] =
    [(320.0, 0.0), (700.0, 0.0), (1080.0, 0.0), (340.0, 480.0), (720.0, 430.0), (343.0, 300.0)];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [out, demo, pairs @ ..] = &args[..] else { return Err("draw OUTDIR DEMO [key=value ...]".into()) };
    let spec = registry::find(demo).ok_or("no such demo")?;
    std::fs::create_dir_all(out)?;
    let pairs = pairs.iter().filter_map(|pair| pair.split_once('=')).map(|(k, v)| (k.to_string(), v.to_string()));
    let link = PlayerInit::link(pairs.collect());
    if !link.pairs.is_empty() {
        return draw(spec, out, "link", &link);
    }
    draw(spec, out, "default", &link)?;
    spec.presets.iter().try_for_each(|preset| draw(spec, out, preset.id, &PlayerInit::preset(preset)))
}

fn draw(spec: &'static Spec, out: &str, name: &str, init: &PlayerInit) -> Result<(), Box<dyn std::error::Error>> {
    let data = testdata::all(spec);
    let player = Player::new(spec, init, data)?;
    println!("{name}: {}", player.demo().summary());
    for (width, height) in SIZES {
        let share = if (Size { width, height }).narrow() { spec.aspect[1] } else { spec.aspect[0] };
        let height = if height > 0.0 { height } else { (share * width).round() };
        let scene = lay_out(&player.demo().picture(Size { width, height }));
        for (theme, palette) in [("light", &Palette::LIGHT), ("dark", &Palette::DARK)] {
            let id = format!("{name}-{width}-{theme}");
            let options =
                SvgOptions { id: &id, title: spec.title, desc: &player.demo().summary(), palette: Some(palette) };
            std::fs::write(format!("{out}/{}-{name}-{width}-{theme}.svg", spec.id), write(&scene, &options))?;
        }
    }
    Ok(())
}
