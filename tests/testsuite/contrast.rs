//! Colours of charts, read from the theme's own stylesheets: what lies beside each other is told
//! apart by 3:1 at least (WCAG 1.4.11), in each colour scheme and on paper.

use std::collections::BTreeMap;
use std::fs;

use super::site::project;

const SERIES: usize = 6;
const LEAST: f64 = 3.0;

/// The custom properties that hold a colour, in one of the schemes.
type Colours = BTreeMap<String, [f64; 3]>;

#[test]
fn neighbours_in_charts_are_told_apart() {
    for scheme in ["light", "dark", "print"] {
        let colours = colours(scheme);
        let of = |name: &str| {
            *colours.get(name).unwrap_or_else(|| panic!("{scheme} has no colour `{name}`"))
        };
        let paper = of("paper");
        let mut pairs = vec![("unknown".to_owned(), "paper".to_owned(), of("unknown"), paper)];
        for number in 1..=SERIES {
            let [own, next] = [number, number % SERIES + 1].map(|n| format!("series-{n}"));
            pairs.push((own.clone(), "paper".to_owned(), of(&own), paper));
            pairs.push((own.clone(), next.clone(), of(&own), of(&next)));
        }
        for (one, other, a, b) in pairs {
            let ratio = contrast(a, b);
            assert!(ratio >= LEAST, "{scheme}: `{one}` on `{other}` has {ratio:.2}:1");
        }
        let text = contrast(of("soft"), paper);
        assert!(text >= 4.5, "{scheme}: labels of axes have {text:.2}:1");
    }
}

/// The theme's colours as a browser sees them in a scheme: those of every `:root` that applies.
fn colours(scheme: &str) -> Colours {
    let mut colours = Colours::new();
    for sheet in ["main.css", "exhibits.css"] {
        let path = project().join("themes/istituzionale/assets/css").join(sheet);
        let css = fs::read_to_string(path).unwrap();
        for (around, declaration) in declarations(&css) {
            let within = |text: &str| around.iter().any(|rule| rule.contains(text));
            let applies = match around.iter().find(|rule| rule.starts_with("@media")) {
                Some(media) if media.contains("scheme: dark") => scheme == "dark",
                Some(media) => media.contains("print") && scheme == "print",
                None => true,
            };
            let Some((name, value)) = declaration.split_once(": #") else { continue };
            if let Some(name) = name.strip_prefix("--").filter(|_| applies && within(":root")) {
                colours.extend(hex(value).map(|colour| (name.to_owned(), colour)));
            }
        }
    }
    colours
}

/// Every declaration of a stylesheet, with the rules that it stands in, the outermost first.
fn declarations(css: &str) -> Vec<(Vec<String>, String)> {
    let mut found = Vec::new();
    let mut around: Vec<String> = Vec::new();
    let mut text = String::new();
    let without_comments: String =
        css.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest)).collect();
    for letter in without_comments.chars() {
        match letter {
            '{' => around.push(std::mem::take(&mut text).trim().to_owned()),
            '}' | ';' => {
                found.push((around.clone(), std::mem::take(&mut text).trim().to_owned()));
                if letter == '}' {
                    around.pop();
                }
            }
            letter => text.push(letter),
        }
    }
    found
}

/// `0a3d86` or `fff`, as linear light.
fn hex(text: &str) -> Option<[f64; 3]> {
    let digits: String = text.chars().take_while(char::is_ascii_hexdigit).collect();
    let long = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 => digits,
        _ => return None,
    };
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&long[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    Some([channel(0), channel(2), channel(4)])
}

/// WCAG's contrast ratio.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let luminance = |[r, g, b]: [f64; 3]| 0.2126 * r + 0.7152 * g + 0.0722 * b;
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}
