//! Fences that become prose: `derivation`, `interview`, `figure`, and `claim`, which becomes nothing.

use super::claim::{Claim, From};
use super::demo::pairs;
use super::expr::evaluate;
use super::fence::{Fence, Md};
use super::figure;
use super::text::slugify;
use super::writer::Writer;
use serde::Deserialize;
use toml::{Spanned, Table};

/// `title` and `body`, and `id` if the title's slug won't do.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDerivation {
    id: Option<String>,
    title: Md,
    body: Md,
}

/// What an interviewer asks, a weak answer and why, a strong one and why.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawInterview {
    id: Option<String>,
    question: Md,
    weak: Md,
    weak_why: Md,
    strong: Md,
    strong_why: Md,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFigure {
    id: Option<String>,
    src: Spanned<String>,
    alt: Spanned<String>,
    caption: Option<Md>,
}

/// One claim, or several as `[[claim]]`, which take over the demo, preset, settings and steps that stand above them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClaims {
    says: Option<Spanned<String>>,
    expr: Option<String>,
    demo: Option<String>,
    preset: Option<String>,
    #[serde(default)]
    settings: Table,
    steps: Option<u32>,
    measure: Option<String>,
    nearest: Option<f64>,
    #[serde(default)]
    claim: Vec<RawClaims>,
}

impl Writer<'_> {
    pub(crate) fn prose_fence(&mut self, fence: &Fence) -> String {
        match fence.name.as_str() {
            "derivation" => self.derivation(fence),
            "interview" => self.interview(fence),
            "figure" => self.figure(fence),
            _ => {
                if let Some(raw) = fence.read::<RawClaims>(&mut self.problems) {
                    self.claims(fence, raw);
                }
                return String::new();
            }
        }
        .unwrap_or_default()
    }

    fn derivation(&mut self, fence: &Fence) -> Option<String> {
        let raw: RawDerivation = fence.read(&mut self.problems)?;
        let title = self.indexed_inline(fence, &raw.title);
        let id = raw.id.unwrap_or_else(|| slugify(raw.title.get_ref()));
        self.anchor(&id, fence.opening());
        let body = self.in_fold(|w| w.indexed_blocks(fence, &raw.body));
        self.block_id = Some(id.clone());
        Some(format!(
            "<details class=\"derivation\" id=\"{id}\">\n<summary><span class=\"label\">Derivation</span> {title}</summary>\n\
             <div class=\"details-body\">\n{body}</div>\n</details>\n"
        ))
    }

    fn interview(&mut self, fence: &Fence) -> Option<String> {
        let raw: RawInterview = fence.read(&mut self.problems)?;
        let question = self.indexed_blocks(fence, &raw.question);
        let id = match raw.id {
            Some(id) => id,
            None => self.free_anchor("interview"),
        };
        self.anchor(&id, fence.opening());
        self.block_id = Some(id.clone());
        // A candidate says what candidates say; why it is weak or strong are our words.
        let weak = (self.quoted_blocks(fence, &raw.weak), self.indexed_blocks(fence, &raw.weak_why));
        let strong = (self.indexed_blocks(fence, &raw.strong), self.indexed_blocks(fence, &raw.strong_why));
        let answer = |class: &str, (text, why): (String, String)| {
            format!(
                "<details class=\"model-answer {class}\" id=\"{id}-{class}\">\n<summary>A {class} answer</summary>\n<div class=\"details-body\">\n\
                 <blockquote>\n{text}</blockquote>\n<div class=\"why\">\n<p class=\"label\">Why it is {class}</p>\n{why}</div>\n\
                 </div>\n</details>\n"
            )
        };
        let (weak, strong) = (answer("weak", weak), answer("strong", strong));
        Some(format!(
            "<section class=\"interview\" id=\"{id}\" aria-labelledby=\"{id}-label\">\n\
             <p class=\"label\" id=\"{id}-label\">Interview question</p>\n\
             <div class=\"question\">\n{question}</div>\n{weak}{strong}</section>\n"
        ))
    }

    /// `stem`, or with the first number that is free.
    fn free_anchor(&self, stem: &str) -> String {
        let numbered = (2..).map(|n| format!("{stem}-{n}"));
        let mut names = std::iter::once(stem.to_string()).chain(numbered);
        names.find(|name| !self.anchors.contains_key(name)).unwrap_or_default()
    }

    fn figure(&mut self, fence: &Fence) -> Option<String> {
        let raw: RawFigure = fence.read(&mut self.problems)?;
        let src = raw.src.get_ref();
        let line = fence.line_of(&raw.src);
        if raw.alt.get_ref().trim().len() < 10 {
            self.problems.add(fence.line_of(&raw.alt), "alt says in words what the figure shows");
        }
        let stem = raw.id.unwrap_or_else(|| slugify(src.strip_suffix(".svg").unwrap_or(src)));
        self.anchor(&stem, line);
        self.block_id = Some(stem.clone());
        let Some(svg) = self.context.figures.get(src) else {
            let hint = super::context::nearest(src, self.context.figures.keys().map(String::as_str));
            self.problems.add(line, format!("there is no figure “{src}”{hint}"));
            return None;
        };
        let svg = figure::inline(svg, &stem, raw.alt.get_ref());
        let svg = svg.map_err(|e| self.problems.add(line, format!("figure “{src}”: {e}"))).ok()?;
        self.say(&super::text::strip_tags(&svg));
        let caption = match &raw.caption {
            Some(text) => format!("<figcaption>{}</figcaption>\n", self.indexed_inline(fence, text)),
            None => String::new(),
        };
        Some(format!("<figure class=\"figure\" id=\"{stem}\">\n{svg}\n{caption}</figure>\n"))
    }

    fn claims(&mut self, fence: &Fence, raw: RawClaims) {
        let RawClaims { says, expr, demo, preset, settings, steps, measure, nearest, claim } = raw;
        let many = !claim.is_empty();
        for mut one in claim {
            if !one.claim.is_empty() {
                self.problems.add(fence.opening(), "a claim holds no claims");
                continue;
            }
            if one.expr.is_none() && one.demo.is_none() {
                one.demo.clone_from(&demo);
                one.preset = one.preset.or_else(|| preset.clone());
                one.steps = one.steps.or(steps);
                for (key, value) in &settings {
                    one.settings.entry(key.clone()).or_insert_with(|| value.clone());
                }
            }
            self.claims(fence, one);
        }
        let Some(says) = says else {
            if !many {
                self.problems.add(fence.opening(), "claim: `says` is missing");
            }
            return;
        };
        let line = fence.line_of(&says);
        let from = match (expr, demo, measure) {
            (Some(expr), None, None) if preset.is_none() && settings.is_empty() && steps.is_none() => {
                Ok(From::Expr(expr))
            }
            (None, Some(demo), Some(measure)) => self.measured(demo, preset, &settings, steps, measure),
            _ => Err("a claim has either `expr`, or `demo` and `measure`".into()),
        };
        match from.and_then(|from| Claim::new(says.get_ref(), nearest, from, line)) {
            Err(message) => self.problems.add(line, format!("claim: {message}")),
            Ok(claim) => {
                if let From::Expr(expr) = &claim.from
                    && let Err(message) = evaluate(expr).and_then(|value| claim.check(value))
                {
                    self.problems.add(line, format!("claim: {message}"));
                }
                self.claims.push(claim);
            }
        }
    }

    fn measured(
        &self,
        demo: String,
        preset: Option<String>,
        settings: &Table,
        steps: Option<u32>,
        measure: String,
    ) -> Result<From, String> {
        let (settings, steps) = self.context.start(&demo, preset.as_deref(), &pairs(settings)?, steps)?;
        self.context.measure(&demo, &measure)?;
        Ok(From::Demo { demo, settings, steps, measure })
    }
}
