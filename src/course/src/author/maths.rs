//! LaTeX → MathML, by math-core, with three things added: macros of ours, classes in place of `style=`
//! attributes (the site's Content-Security-Policy forbids those), and a check that every element has the
//! children it needs.

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

/// Macros beside LaTeX's own: name and definition.
pub const MACROS: &[(&str, &str)] = &[
    ("E", r"\mathbb{E}"),
    ("Var", r"\operatorname{Var}"),
    ("Cov", r"\operatorname{Cov}"),
    ("Prob", r"\operatorname{P}"),
    ("R", r"\mathbb{R}"),
    ("N", r"\mathcal{N}"),
    ("T", r"\mathsf{T}"),
    ("given", r"\mid"),
    ("argmin", r"\operatorname*{arg\,min}"),
    ("argmax", r"\operatorname*{arg\,max}"),
    ("softmax", r"\operatorname{softmax}"),
    ("sign", r"\operatorname{sign}"),
    ("diag", r"\operatorname{diag}"),
    ("tr", r"\operatorname{tr}"),
    ("rank", r"\operatorname{rank}"),
    ("abs", r"\left|#1\right|"),
    ("norm", r"\left\lVert #1\right\rVert"),
    ("inner", r"\left\langle #1, #2\right\rangle"),
    ("vect", r"\mathbf{#1}"),
    ("mat", r"\mathbf{#1}"),
    ("unit", r"\,\mathrm{#1}"),
];

/// Declarations that math-core may write into a `style=` attribute, the class that stands for each, and what the
/// class declares. An empty class: the declaration changes nothing in today's browsers and is left out.
const CLASSES: &[(&str, &str)] = &[
    ("text-align:left", "mx-left"),
    ("text-align:right", "mx-right"),
    ("justify-items:start", ""),
    ("justify-items:end", ""),
    ("padding-left:0", "mx-pl0"),
    ("padding-right:0", "mx-pr0"),
    ("padding-top:0", "mx-pt0"),
    ("padding-bottom:0", "mx-pb0"),
    ("padding-left:1em", "mx-pl1"),
    ("padding-left:0.1667em", "mx-pl-thin"),
    ("padding-right:0.1667em", "mx-pr-thin"),
    ("padding-left:0.2222em", "mx-pl-medium"),
    ("padding-right:0.2222em", "mx-pr-medium"),
    ("padding-left:0.2778em", "mx-pl-thick"),
    ("padding-right:0.2778em", "mx-pr-thick"),
    ("padding-top:0.1667em", "mx-pt-thin"),
    ("margin-left:-0.1667em", "mx-back-thin"),
    ("margin-left:-0.2222em", "mx-back-medium"),
    ("margin-left:-0.2778em", "mx-back-thick"),
    ("border-top:0.05em solid currentcolor", "mx-bt"),
    ("border-left:0.05em solid currentcolor", "mx-bl"),
    ("border-right:0.05em solid currentcolor", "mx-br"),
    ("border-top:0.05em dashed currentcolor", "mx-bt-dash"),
    ("border-left:0.05em dashed currentcolor", "mx-bl-dash"),
    ("border-right:0.05em dashed currentcolor", "mx-br-dash"),
    ("math-shift:compact", "mx-compact"),
    ("width:100%", "mx-full"),
    ("width:50%", "mx-half"),
    ("font-variant-caps:small-caps", "mx-small-caps"),
];

/// The style sheet for the classes that replace math-core's `style=` attributes.
pub(crate) fn css() -> String {
    let rules = CLASSES.iter().filter(|(_, class)| !class.is_empty());
    rules.map(|(declaration, class)| format!(".{class}{{{declaration}}}\n")).collect()
}

/// Converts formulas.
#[derive(Debug)]
pub struct Maths {
    converter: LatexToMathML,
}

impl Maths {
    /// Reads our macros.
    ///
    /// # Errors
    /// If a macro of ours is not LaTeX; the text says which.
    pub fn new() -> Result<Maths, String> {
        let macros = MACROS.iter().map(|(name, body)| ((*name).to_string(), (*body).to_string())).collect();
        let config = MathCoreConfig { macros, ..MathCoreConfig::default() };
        let converter = LatexToMathML::new(config).map_err(|(e, _, body)| format!("macro {body}: {e}"))?;
        Ok(Maths { converter })
    }

    /// A formula as MathML. Its LaTeX source stays behind: it would be a thirtieth of a lesson with many formulas.
    ///
    /// # Errors
    /// What is wrong with the formula, and the byte in `latex` where it starts to be.
    pub fn convert(&self, latex: &str, display: bool) -> Result<String, (usize, String)> {
        let mode = if display { MathDisplay::Block } else { MathDisplay::Inline };
        // Where the formula is wrong is told of the formula as it was written.
        let result = self
            .converter
            .convert_with_local_state(&grouped(latex), mode)
            .or_else(|_| self.converter.convert_with_local_state(latex, mode))
            .map_err(|e| (e.0.start, e.error_message()))?;
        let mathml = classes_for_styles(&result.mathml).map_err(|e| (0, e))?;
        check_arity(&mathml).map_err(|e| (0, e))?;
        Ok(mathml)
    }
}

/// Puts braces around what stands between `\left` and `\right` if an exponent or index follows. Without them the
/// exponent would hang on the closing parenthesis alone, and browsers stretch no parenthesis that carries one.
fn grouped(latex: &str) -> String {
    let mut open = Vec::new();
    let mut braces = Vec::new();
    let mut at = 0;
    while let Some(found) = latex[at..].find('\\').map(|i| at + i) {
        let rest = &latex[found + 1..];
        let name = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        at = found + 1 + name.max(rest.chars().next().map_or(0, char::len_utf8));
        match &rest[..name] {
            "left" => open.push(found),
            "right" => {
                let Some(start) = open.pop() else { continue };
                // What closes it is a letter or a command.
                let after = latex[at..].trim_start();
                let command =
                    after.strip_prefix('\\').map(|c| c.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(c.len()));
                let closing = match (command, after.chars().next()) {
                    (Some(letters), _) => 1 + letters.max(1),
                    (None, first) => first.map_or(0, char::len_utf8),
                };
                let end = latex.len() - after.len() + closing.min(after.len());
                if latex.get(end..).is_some_and(|rest| rest.trim_start().starts_with(['^', '_'])) {
                    braces.extend([(start, '{'), (end, '}')]);
                }
            }
            _ => {}
        }
    }
    braces.sort_by_key(|b| std::cmp::Reverse(b.0));
    let mut out = latex.to_string();
    for (at, brace) in braces {
        out.insert(at, brace);
    }
    out
}

/// Replaces every `style="…"` by `class="…"`.
fn classes_for_styles(mathml: &str) -> Result<String, String> {
    let mut out = String::with_capacity(mathml.len());
    let mut rest = mathml;
    while let Some(start) = rest.find('<') {
        let Some(length) = rest[start..].find('>') else { break };
        out.push_str(&rest[..start]);
        let tag = &rest[start..start + length + 1];
        match tag.split_once(" style=\"").and_then(|(a, b)| b.split_once('"').map(|(style, c)| (a, style, c))) {
            None => out.push_str(tag),
            Some((before, style, after)) => {
                let classes = classes_of(style)?;
                out.push_str(before);
                if !classes.is_empty() {
                    out.push_str(&format!(" class=\"{}\"", classes.join(" ")));
                }
                out.push_str(after);
            }
        }
        rest = &rest[start + length + 1..];
    }
    out.push_str(rest);
    Ok(out)
}

fn classes_of(style: &str) -> Result<Vec<&'static str>, String> {
    let mut classes = Vec::new();
    for declaration in style.split(';').map(str::trim).filter(|d| !d.is_empty()) {
        let (name, value) = declaration.split_once(':').unwrap_or((declaration, ""));
        let (name, value) = (name.trim(), value.trim());
        let same = |known: &str| {
            known.split_once(':').is_some_and(|(n, v)| n == name && (v == value || same_length(v, value)))
        };
        match CLASSES.iter().find(|(known, _)| same(known)) {
            Some((_, "")) => {}
            Some((_, class)) => classes.push(*class),
            None => return Err(format!("this formula needs the style “{name}:{value}”, for which there is no class")),
        }
    }
    Ok(classes)
}

/// Whether two lengths in em are the same but for the digits they are written with.
fn same_length(a: &str, b: &str) -> bool {
    let em = |text: &str| text.strip_suffix("em").and_then(|n| n.parse::<f64>().ok());
    matches!((em(a), em(b)), (Some(x), Some(y)) if (x - y).abs() < 5e-4)
}

/// How many children an element takes; `None` for any number.
fn arity(element: &str) -> Option<usize> {
    match element {
        "mfrac" | "mroot" | "msub" | "msup" | "munder" | "mover" => Some(2),
        "msubsup" | "munderover" => Some(3),
        "mi" | "mn" | "mo" | "mtext" | "mspace" => Some(0),
        _ => None,
    }
}

/// Checks that elements are closed in order and have the children that MathML asks for. A renderer shows nothing,
/// or something wrong, for a fraction with one child, and no converter's word is as good as a look.
fn check_arity(mathml: &str) -> Result<(), String> {
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut rest = mathml;
    while let Some(start) = rest.find('<') {
        let Some((tag, after)) = rest[start + 1..].split_once('>') else { return Err("a tag is not closed".into()) };
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            match open.pop() {
                Some((opened, children)) if opened == name => has_arity(name, children)?,
                _ => return Err(format!("</{name}> closes nothing")),
            }
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        // Inside a token there may be HTML for fonts; that is no child in this sense.
        let token = open.last().is_some_and(|(parent, _)| *parent == "mtext");
        if let Some(parent) = open.last_mut().filter(|_| !token) {
            parent.1 += 1;
        }
        if tag.ends_with('/') { has_arity(name, 0)? } else { open.push((name, 0)) }
    }
    if let Some((name, _)) = open.last() { Err(format!("<{name}> is not closed")) } else { Ok(()) }
}

fn has_arity(name: &str, children: usize) -> Result<(), String> {
    match arity(name) {
        Some(n) if n != children => Err(format!("<{name}> has {children} children instead of {n}")),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn maths() -> Maths {
        Maths::new().unwrap()
    }

    #[test]
    fn a_formula_becomes_mathml() {
        let html = maths().convert(r"\frac{a}{b}", false).unwrap();
        assert_eq!(html, "<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>");
    }

    #[test]
    fn parentheses_that_grow_carry_their_exponent_together() {
        assert_eq!(
            grouped(r"a\left(\frac{b}{c}\right)^2 + \left[d\right]"),
            r"a{\left(\frac{b}{c}\right)}^2 + \left[d\right]"
        );
        assert_eq!(
            grouped(r"\left(\left\lVert x \right\rVert _2\right)^2"),
            r"{\left({\left\lVert x \right\rVert} _2\right)}^2"
        );
        assert_eq!(grouped(r"\leftarrow x^2 \right"), r"\leftarrow x^2 \right");
        let html = maths().convert(r"\left(\frac{a}{b}\right)^2", true).unwrap();
        assert!(html.contains("</mo></mrow><mn>2</mn></msup>"), "{html}");
    }

    #[test]
    fn every_macro_works() {
        for (name, body) in MACROS {
            let arguments = (1..=2).filter(|n| body.contains(&format!("#{n}"))).map(|n| format!("{{x_{n}}}"));
            let latex = format!(r"a \{name}{} b", arguments.collect::<String>());
            maths().convert(&latex, false).unwrap_or_else(|(_, e)| panic!("{latex}: {e}"));
        }
    }

    #[test]
    fn formulas_of_the_field_leave_no_style_attribute() {
        for latex in [
            r"\begin{aligned} a &= b + c \\ &= d \end{aligned}",
            r"f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}",
            r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
            r"\begin{array}{l|r} a & b \\ \hline c & d \end{array}",
            r"\hat\theta = \argmin_\theta \sum_{i=1}^n \ell(y_i, f_\theta(x_i)) + \lambda \norm{\theta}_2^2",
            r"a \! b \, c \; d \quad e \left( \frac{1}{2} \right) \cfrac{1}{2} \sqrt{x} \sqrt[3]{x}",
            r"\underbrace{a+b}_{\text{bias}^2} \overline{x} \bar{x} \tilde{x} \nabla \partial \mathcal{L}",
            r"p(x \mid y) \approx \bigl( x \bigr) \Bigl[ y \Bigr] \left. \frac{d}{dx} \right|_{x=0}",
            r"x \xrightarrow{f} y, \quad a \bmod b, \binom{n}{k}, \lfloor x \rfloor",
        ] {
            let html = maths().convert(latex, true).unwrap_or_else(|(_, e)| panic!("{latex}: {e}"));
            assert!(!html.contains(" style="), "{html}");
        }
    }

    #[test]
    fn an_unknown_command_is_refused_where_it_stands() {
        let (at, message) = maths().convert(r"a + \nonsense{b}", false).unwrap_err();
        assert_eq!(at, 4);
        assert!(message.contains("nonsense"), "{message}");
        let (_, message) = maths().convert(r"\textcolor{red}{x}", false).unwrap_err();
        assert!(!message.is_empty());
    }

    #[test]
    fn wrong_children_are_found() {
        assert!(check_arity("<math><mfrac><mi>a</mi></mfrac></math>").unwrap_err().contains("1 children"));
        assert!(check_arity("<math><msup><mi>a</mi><mn>2</mn></msup></math>").is_ok());
        assert!(check_arity("<math><mrow><mspace width=\"1em\"/></mrow></math>").is_ok());
        assert!(check_arity("<math><mrow></math>").is_err());
        assert!(classes_for_styles("<mtd style=\"color: red\">").is_err());
    }
}
