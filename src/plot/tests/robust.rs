//! Whatever the numbers, a picture can be laid out and written.

mod gallery;

use plot::scene::Image;
use plot::svg::{SvgOptions, write};
use plot::*;
use proptest::prelude::*;

/// Numbers of all kinds, usual and unusual.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -10.0..10.0,
        1 => prop::sample::select(vec![
            f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN, f64::MIN_POSITIVE, 0.0, -0.0, 1e-300, 1e17, 1.0
        ]),
        1 => any::<f64>(),
    ]
}

fn any_axis() -> impl Strategy<Value = Axis> {
    let ticks = prop_oneof![
        3 => (0_usize..30).prop_map(Ticks::Auto),
        1 => Just(Ticks::None),
        1 => prop::collection::vec((any_number(), "[a-z ]{0,30}"), 0..6).prop_map(Ticks::At),
    ];
    (any_number(), any_number(), any::<bool>(), ticks, any::<bool>()).prop_map(|(from, to, log, ticks, grid)| Axis {
        label: "what it measures".into(),
        from,
        to,
        scale: if log { Scale::Log } else { Scale::Linear },
        ticks,
        grid,
    })
}

fn any_layers() -> impl Strategy<Value = Vec<Layer>> {
    let stroke = Stroke::solid(Ink::Class(1), 1.5).faint(0.5);
    let points = prop::collection::vec([any_number(), any_number()], 0..20);
    (points, [any_number(), any_number(), any_number(), any_number()], prop::collection::vec(any_number(), 6)).prop_map(
        move |(points, four, values)| {
            let [a, b, c, d] = four;
            let small: Vec<f32> = values.iter().map(|&v| v as f32).collect();
            let raster = Layer::Raster {
                over: four,
                columns: 3,
                rows: 2,
                values: small.clone(),
                map: ColorMap::Diverging,
                opacity: a as f32,
                smooth: false,
            };
            vec![
                raster,
                Layer::Line { points: points.clone(), stroke },
                Layer::Lines { lines: vec![points.clone(), points.clone()], stroke: stroke.dotted() },
                Layer::Area { points: points.clone(), ink: Ink::Accent, opacity: b as f32 },
                Layer::Regions { rings: vec![points.clone()], ink: Ink::Rule, opacity: 1.0 },
                Layer::Bars {
                    bars: vec![four],
                    ink: Ink::Mapped(ColorMap::Viridis, c as f32),
                    opacity: 1.0,
                    outline: true,
                },
                Layer::Marks {
                    points: points.clone(),
                    shape: Shape::Triangle,
                    radius: a,
                    ink: Ink::Class(4),
                    filled: false,
                    opacity: 1.0,
                },
                Layer::Mesh {
                    quads: vec![[[a, b], [c, d], [a, d], [c, b]]],
                    values: vec![b as f32],
                    map: ColorMap::Relief,
                    edge: None,
                },
                Layer::Arrow { from: [a, b], to: [c, d], stroke },
                Layer::Rule { upright: a > b, at: c, stroke, label: "here".into() },
                Layer::Labels { labels: points.iter().map(|&at| Label { at, text: "name".into(), stroke }).collect() },
                Layer::Text {
                    at: [a, b],
                    shift: [c, d],
                    text: "<words>".into(),
                    size: d,
                    ink: Ink::Ink,
                    anchor: Anchor::Middle,
                    bold: true,
                    halo: true,
                },
                Layer::Key { entries: vec![Entry { text: "patch".into(), sign: Sign::Patch(Ink::Accent, 0.5) }] },
            ]
        },
    )
}

/// All numbers of an operation that a drawing would use.
fn numbers(op: &Op) -> Vec<f64> {
    let pen = |s: &Option<Stroke>| s.map(|s| [s.width, f64::from(s.opacity)]).into_iter().flatten().collect::<Vec<_>>();
    let paint = |p: &Option<Paint>| p.map(|p| f64::from(p.opacity));
    match op {
        Op::Path { segs, fill, stroke } => {
            let points = segs.iter().filter_map(|s| if let Seg::Move(p) | Seg::Line(p) = s { Some(*p) } else { None });
            points.flatten().chain(pen(stroke)).chain(paint(fill)).collect()
        }
        Op::Marks { at, radius, under, fill, stroke, .. } => at
            .iter()
            .flatten()
            .copied()
            .chain([*radius])
            .chain(pen(under))
            .chain(pen(stroke))
            .chain(paint(fill))
            .collect(),
        Op::Mesh { quads, values, .. } => {
            quads.iter().flatten().flatten().copied().chain(values.iter().map(|&v| f64::from(v))).collect()
        }
        Op::Text(text) => vec![text.x, text.y, text.size],
        Op::Image(Image { rect, opacity, .. }) => vec![rect.x, rect.y, rect.width, rect.height, f64::from(*opacity)],
        Op::ClipStart(rect) => vec![rect.x, rect.y, rect.width, rect.height],
        Op::ClipEnd => vec![],
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_picture_can_be_drawn(
        x in any_axis(), y in any_axis(), layers in any_layers(), square in any::<bool>(),
        place in [any_number(), any_number(), any_number(), any_number()],
        width in 0.0..1200.0, height in 0.0..900.0, odd in any::<bool>(),
    ) {
        let size = Size { width, height };
        let [px, py, w, h] = place;
        let rect = if odd { Rect { x: px, y: py, width: w, height: h } } else { size.rect() };
        let panel = Panel { rect, title: "A title".into(), x, y, square, layers };
        let scene = lay_out(&Picture { size, panels: vec![panel] });
        for op in &scene.ops {
            prop_assert!(numbers(op).iter().all(|v| v.is_finite()), "{op:?}");
        }
        let area = scene.panels[0].area;
        prop_assert!(area.width >= 1.0 && area.height >= 1.0 && area.x.is_finite() && area.y.is_finite());
        for palette in [None, Some(&Palette::DARK)] {
            let svg = write(&scene, &SvgOptions { id: "p", title: "t", desc: "d", palette });
            // The letters of an encoded image may spell anything.
            let (images, rest): (Vec<_>, Vec<_>) = svg.split('"').partition(|part| part.starts_with("data:image/"));
            prop_assert!(images.iter().all(|image| image.len() > 22), "an image is empty");
            prop_assert!(rest.iter().all(|part| !part.contains("NaN") && !part.contains("inf") && !part.contains("style=")));
        }
    }

    #[test]
    fn pixels_and_units_are_inverse(
        from in -1e6..1e6_f64, extent in 1e-6..1e6, share in -0.2..1.2_f64, log in any::<bool>(), start in 0.0..900.0, length in 1.0..900.0,
    ) {
        let (from, to) = if log { (extent, extent * (1.0 + from.abs())) } else { (from, from + extent) };
        let mut axis = Axis::linear("", from, to);
        axis.scale = if log { Scale::Log } else { Scale::Linear };
        let span = plot::scale::Span::new(&axis, start, start + length);
        let px = start + share * length;
        prop_assert!((span.to_px(span.from_px(px)) - px).abs() < 1e-5);
        let value = from + share.clamp(0.01, 1.0) * (to - from);
        let back = span.from_px(span.to_px(value));
        prop_assert!((back - value).abs() < 1e-9 * (1.0 + from.abs() + to.abs()), "{value} {back}");
    }

    #[test]
    fn numbers_along_an_axis_keep_apart(from in -1e4..1e4, extent in 1e-3..1e5, width in 60.0..700.0, count in 1_usize..14) {
        let axis = Axis { ticks: Ticks::Auto(count), ..Axis::linear("", from, from + extent) };
        let size = Size { width, height: 200.0 };
        let panel = Panel { rect: size.rect(), title: String::new(), x: axis, y: Axis::hidden(0.0, 1.0), square: false, layers: vec![] };
        let scene = lay_out(&Picture { size, panels: vec![panel] });
        let mut words: Vec<(f64, f64)> = scene.ops.iter().filter_map(|op| match op {
            Op::Text(t) => Some((t.x, 0.5 * plot::text::width(&t.text, t.size, t.bold))),
            _ => None,
        }).collect();
        words.sort_by(|a, b| a.0.total_cmp(&b.0));
        prop_assert!(words.windows(2).all(|w| w[1].0 - w[1].1 - w[0].0 - w[0].1 >= 8.0), "{words:?}");
    }
}

#[test]
fn what_an_area_holds_stays_in_it() {
    for (name, make, aspect) in gallery::GALLERY {
        for (width, aspect) in [(1040.0, aspect[0]), (320.0, aspect[1])] {
            let size = Size { width, height: width * aspect };
            let scene = lay_out(&make(size));
            for op in &scene.ops {
                if let Op::Text(t) = op {
                    let long = plot::text::width(&t.text, t.size, t.bold);
                    let left = match t.anchor {
                        Anchor::Start => t.x,
                        Anchor::Middle => t.x - 0.5 * long,
                        Anchor::End => t.x - long,
                    };
                    assert!(
                        left >= -0.5 && left + long <= width + 0.5,
                        "{name} {width}: {t:?} from {left} to {}",
                        left + long
                    );
                    assert!(t.y > 0.0 && t.y < size.height, "{name} {width}: {t:?}");
                }
            }
        }
    }
}
