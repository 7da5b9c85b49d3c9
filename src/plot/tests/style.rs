//! The style sheets and the palettes of downloads say the same.

use plot::palette::{Palette, TEXT_MIX};

const TOKENS: &str = include_str!("../../../style/tokens.css");
const PLOT: &str = include_str!("../../../style/plot.css");

/// The declarations of the first rule after `from`.
fn rule<'a>(css: &'a str, from: &str) -> impl Fn(&str) -> Option<String> + use<'a> {
    let start = css.find(from).expect("rule") + from.len();
    let body = &css[start..];
    let body = &body[body.find('{').expect("brace") + 1..];
    let body = &body[..body.find('}').expect("brace")];
    move |token| {
        let value = body.split(';').filter_map(|line| line.split_once(':')).find(|(name, _)| name.trim() == token)?;
        Some(value.1.trim().to_string())
    }
}

/// A palette read from both sheets; the edge is a reference to another token.
fn palette(tokens: &str, plot: &str) -> Palette {
    let colors = rule(TOKENS, tokens);
    let edges = rule(PLOT, plot);
    Palette::read(|name| {
        if name != "--mark-edge" {
            return Some(colors(name).unwrap_or_else(|| panic!("{name} is missing")));
        }
        let reference = edges(name).expect("the edge");
        colors(reference.strip_prefix("var(")?.strip_suffix(')')?)
    })
}

#[test]
fn palettes_are_those_of_the_style_sheets() {
    assert_eq!(palette("", ":root"), Palette::LIGHT);
    assert_eq!(palette(":root[data-theme=\"dark\"] ", ":root[data-theme=\"dark\"] "), Palette::DARK);
    let system = ":root:not([data-theme=\"light\"]) ";
    assert_eq!(palette(system, system), Palette::DARK);
}

#[test]
fn maps_and_words_are_mixed_alike() {
    use plot::ColorMap::{Diverging, Relief};
    let share = |class: &str, color: &str| {
        let value = rule(PLOT, &format!(".plot .{class} "))("--c").expect("a color");
        let rest = value.strip_prefix(&format!("color-mix(in srgb, var({color}) ")).expect("this color").to_string();
        rest.strip_suffix("%, var(--paper))").expect("over paper").parse::<f64>().expect("a share") / 100.0
    };
    for palette in [Palette::LIGHT, Palette::DARK] {
        let check = |map: plot::ColorMap, t: f32, color: [u8; 3], share: f64| {
            let mixed = plot::palette::mix(palette.paper, color, share);
            let ours = map.rgb(t, &palette);
            assert!((0..3).all(|i| mixed[i].abs_diff(ours[i]) <= 1), "{map:?} {t}: {mixed:?} {ours:?}");
        };
        for i in 0..=32_u8 {
            let class = usize::from(i > 16);
            check(
                Diverging,
                f32::from(i) / 32.0,
                palette.classes[class],
                share(&format!("d{i}"), ["--class-0", "--class-1"][class]),
            );
        }
        for i in 0..=16_u8 {
            check(Relief, f32::from(i) / 16.0, palette.accent, share(&format!("r{i}"), "--accent"));
        }
    }
    for class in 0..6 {
        let value = rule(PLOT, &format!(".plot .t-{class} "))("fill").expect("a color");
        assert_eq!(value, format!("color-mix(in srgb, var(--class-{class}), var(--ink) {}%)", 100.0 * TEXT_MIX));
    }
}
