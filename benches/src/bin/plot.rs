//! Draws `docs/performance.svg` from `results/instructions.csv`: the instructions of CORS for an actual request,
//! by the number of origins.
//!
//! ```sh
//! cargo run --manifest-path benches/Cargo.toml --release --no-default-features --bin plot
//! ```
//!
//! Every line is the net figure of an implementation, for the last of 1 to 10,000 exact origins. Both scales
//! are logarithmic.

use std::fmt::Write as _;
use std::path::Path;

use cors_benches::number::grouped;
use cors_benches::results::Figures;

/// The lines, of which later ones are drawn above earlier ones: the implementation, that of the same framework
/// without CORS, the label, and the colour.
const LINES: [Line; 8] = [
    line(
        "handwritten-axum",
        "no-cors-axum",
        "hand-written in axum",
        "#5f6368",
    ),
    line(
        "tower-http-axum",
        "no-cors-axum",
        "tower-http in axum",
        "#b3261e",
    ),
    line("salvo", "no-cors-salvo", "salvo", "#8a5a00"),
    line("warp", "no-cors-warp", "warp", "#006a6a"),
    line("poem", "no-cors-poem", "poem", "#8e4585"),
    line(
        "cors-actix",
        "no-cors-actix",
        "cors in actix-web",
        "#4c8df6",
    ),
    line("cors-axum", "no-cors-axum", "cors in axum", "#0b3fae"),
    // After `cors-axum`, whose line is at the same height and thicker.
    line("actix-cors", "no-cors-actix", "actix-cors", "#e37400"),
];

const COUNTS: [(f64, &str, &str); 5] = [
    (1.0, "1", "actual/1/hit"),
    (10.0, "10", "actual/10/last"),
    (100.0, "100", "actual/100/last"),
    (1_000.0, "1,000", "actual/1000/last"),
    (10_000.0, "10,000", "actual/10000/last"),
];

/// The axis of instructions, in powers of ten.
const LOWEST: f64 = 2.5;
const HIGHEST: f64 = 6.0;

const WIDTH: f64 = 940.0;
const HEIGHT: f64 = 536.0;
const LEFT: f64 = 84.0;
const RIGHT: f64 = 640.0;
const TOP: f64 = 64.0;
const BOTTOM: f64 = 456.0;

/// The smallest distance of two labels.
const LABEL_DISTANCE: f64 = 17.0;

#[derive(Clone, Copy)]
struct Line {
    implementation: &'static str,
    no_cors: &'static str,
    label: &'static str,
    colour: &'static str,
}

const fn line(
    implementation: &'static str,
    no_cors: &'static str,
    label: &'static str,
    colour: &'static str,
) -> Line {
    Line {
        implementation,
        no_cors,
        label,
        colour,
    }
}

impl Line {
    /// Returns the points for which there are figures: the number of origins, and the instructions.
    fn points(&self, figures: &Figures) -> Vec<(f64, f64)> {
        let point = |(count, _, case): &(f64, &str, &str)| {
            let gross = figures.get(case, self.implementation, 0)?;
            Some((*count, gross - figures.get(case, self.no_cors, 0)?))
        };
        COUNTS.iter().filter_map(point).collect()
    }
}

fn main() {
    let figures = Figures::read("instructions.csv").expect("results/instructions.csv");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/performance.svg");
    std::fs::write(&path, picture(&figures)).expect("docs/performance.svg is writable");
}

fn picture(figures: &Figures) -> String {
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="system-ui, sans-serif" font-size="13" fill="#202124">
<title>Instructions of CORS by number of origins</title>
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="{LEFT}" y="28" font-size="17" font-weight="600">Cost of CORS for an actual request, by number of allowed origins</text>
<text x="{LEFT}" y="47" fill="#5f6368">instructions in addition to those without CORS; the request has the last origin of the list; both scales are logarithmic</text>
<text x="{LEFT}" y="{}" font-size="12" fill="#5f6368">poem and warp send no Vary header. Right: figures for 1 and for 10,000 origins. Source: benches/results/instructions.csv</text>
"##,
        HEIGHT - 12.0
    );
    axes(&mut svg);
    let lines: Vec<(Line, Vec<(f64, f64)>)> = LINES
        .iter()
        .map(|line| (*line, line.points(figures)))
        .filter(|(_, points)| points.len() > 1)
        .collect();
    for (line, points) in &lines {
        curve(&mut svg, line, points);
    }
    labels(&mut svg, &lines);
    svg.push_str("</svg>\n");
    svg
}

fn x(count: f64) -> f64 {
    LEFT + (RIGHT - LEFT) * count.log10() / 4.0
}

fn y(instructions: f64) -> f64 {
    // Values below the axis are drawn on it.
    let share = (instructions.max(1.0).log10() - LOWEST) / (HIGHEST - LOWEST);
    BOTTOM - (BOTTOM - TOP) * share.max(0.0)
}

fn axes(svg: &mut String) {
    for (instructions, label) in [
        (1e3, "1,000"),
        (1e4, "10,000"),
        (1e5, "100,000"),
        (1e6, "1,000,000"),
    ] {
        let (y, before) = (y(instructions), LEFT - 8.0);
        let _ = writeln!(
            svg,
            r##"<path d="M{LEFT} {y:.1}H{RIGHT}" stroke="#dadce0"/><text x="{before}" y="{:.1}" text-anchor="end">{label}</text>"##,
            y + 4.5
        );
    }
    for (count, label, _) in COUNTS {
        let (x, below) = (x(count), BOTTOM + 20.0);
        let _ = writeln!(
            svg,
            r##"<path d="M{x:.1} {TOP}V{BOTTOM}" stroke="#eceff1"/><text x="{x:.1}" y="{below}" text-anchor="middle">{label}</text>"##
        );
    }
    let middle = f64::midpoint(LEFT, RIGHT);
    let _ = writeln!(
        svg,
        r##"<path d="M{LEFT} {TOP}V{BOTTOM}H{RIGHT}" fill="none" stroke="#5f6368"/>
<text x="{middle}" y="{}" text-anchor="middle">allowed origins</text>
<text transform="translate(18 {}) rotate(-90)" text-anchor="middle">instructions per request</text>"##,
        BOTTOM + 44.0,
        f64::midpoint(TOP, BOTTOM),
    );
}

fn curve(svg: &mut String, line: &Line, points: &[(f64, f64)]) {
    let colour = line.colour;
    let at = points
        .iter()
        .map(|(count, cost)| format!("{:.1},{:.1}", x(*count), y(*cost)));
    let at: Vec<String> = at.collect();
    // Lines of this library are thicker, and the hand-written one is dashed.
    let stroke = match line.implementation.split('-').next() {
        Some("cors") => r#"stroke-width="3.5""#,
        Some("handwritten") => r#"stroke-width="2" stroke-dasharray="6 4""#,
        _ => r#"stroke-width="2""#,
    };
    let _ = writeln!(
        svg,
        r#"<polyline points="{}" fill="none" stroke="{colour}" {stroke}/>"#,
        at.join(" ")
    );
    for (count, cost) in points {
        let _ = writeln!(
            svg,
            r#"<circle cx="{:.1}" cy="{:.1}" r="3.5" fill="{colour}"/>"#,
            x(*count),
            y(*cost)
        );
    }
}

/// Labels the end of each line with its name and its figures at both ends.
fn labels(svg: &mut String, lines: &[(Line, Vec<(f64, f64)>)]) {
    let mut ends: Vec<(f64, &Line, f64, f64)> = Vec::new();
    for (line, points) in lines {
        let (Some((_, few)), Some((_, many))) = (points.first(), points.last()) else {
            continue;
        };
        ends.push((y(*many), line, *few, *many));
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Labels must not overlap: each is moved down as far as necessary, and all are moved up again if the
    // last would leave the picture.
    let mut places: Vec<f64> = Vec::new();
    for (end, ..) in &ends {
        let lowest = places.last().map_or(*end, |before| before + LABEL_DISTANCE);
        places.push(end.max(lowest));
    }
    let mut limit = BOTTOM;
    for place in places.iter_mut().rev() {
        *place = place.min(limit);
        limit = *place - LABEL_DISTANCE;
    }
    for ((end, line, few, many), place) in ends.iter().zip(places) {
        let (start, bend, text) = (RIGHT + 5.0, RIGHT + 20.0, RIGHT + 24.0);
        let Line { label, colour, .. } = line;
        let weight = if line.implementation.starts_with("cors-") {
            700
        } else {
            400
        };
        let _ = writeln!(
            svg,
            r#"<path d="M{start} {end:.1}L{bend} {place:.1}" fill="none" stroke="{colour}"/><text x="{text}" y="{:.1}" fill="{colour}" font-weight="{weight}">{label}: {} – {}</text>"#,
            place + 4.5,
            grouped(*few),
            grouped(*many),
        );
    }
}
