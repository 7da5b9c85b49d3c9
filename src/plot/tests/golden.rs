//! Drawings of the whole gallery against stored ones. `UPDATE_GOLDEN=1` overwrites them; `PLOT_LOOK=folder` also
//! writes them with their colors, light and dark, to be looked at.

mod gallery;

use plot::svg::{SvgOptions, write};
use plot::{Palette, Size, lay_out};
use std::path::Path;

#[test]
fn drawings_are_as_stored() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let overwrite = std::env::var("UPDATE_GOLDEN").is_ok_and(|v| v == "1");
    let look = std::env::var_os("PLOT_LOOK");
    let mut changed = Vec::new();
    for (name, make, aspect) in gallery::GALLERY {
        for (width, aspect) in [(680.0, aspect[0]), (340.0, aspect[1])] {
            let scene = lay_out(&make(Size { width, height: (width * aspect).round() }));
            let options = SvgOptions { id: name, title: name, desc: "A test & its picture.", palette: None };
            let file = format!("{name}-{width}.svg");
            // One element a line, so that a difference can be read.
            let drawn = write(&scene, &options).replace("><", ">\n<") + "\n";
            if overwrite {
                std::fs::write(folder.join(&file), &drawn).expect("the folder can be written");
            } else if std::fs::read_to_string(folder.join(&file)).ok().as_ref() != Some(&drawn) {
                changed.push(file);
            }
            for (theme, palette) in [("light", &Palette::LIGHT), ("dark", &Palette::DARK)] {
                if let Some(look) = &look {
                    let drawn = write(&scene, &SvgOptions { palette: Some(palette), ..options });
                    let file = Path::new(look).join(format!("{name}-{width}-{theme}.svg"));
                    std::fs::write(file, drawn).expect("the folder can be written");
                }
            }
        }
    }
    assert!(changed.is_empty(), "changed: {changed:?}; look at them, then run with UPDATE_GOLDEN=1");
}
