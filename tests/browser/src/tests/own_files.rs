//! A file of one's own: chosen, refused, mended, chosen again, and what its panel shows.

use browser::{Ctx, Outcome, Test, check};
use std::fs;

/// The tests.
pub const TESTS: &[Test] =
    &[Test::new("own-file-chosen-refused-mended-chosen-again", mended), Test::once("own-file-panel-fits", fits)];

const TABLE: &str = "age,dose,sick\n41,1.5,no\n52,2.0,no\n38,0.5,no\n45,1.0,no\n50,1.5,no\n36,0.5,no\n\
    63,2.5,yes\n58,3.0,yes\n66,2.0,yes\n49,2.5,yes\n71,3.5,yes\n60,3.0,yes\n";
const FIELD: &str = ".own-data input[type=file]";
const SENTENCE: &str = "document.querySelector('.demo-head .live').textContent";

fn open(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url("demo/confusion-matrix/?data=own"))?;
    ctx.tab.wait_for(FIELD)
}

fn understood(file: &str) -> String {
    format!("document.querySelector('.own-data > p[role=status]')?.textContent.startsWith('{file}: ')")
}

fn mended(ctx: &Ctx) -> Outcome {
    open(ctx)?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("own.csv");
    let pick = |text: &str| -> Outcome {
        fs::write(&path, text)?;
        ctx.tab.type_into(FIELD, &path.to_string_lossy())
    };
    // Whatever is too large is said to be larger than what is read.
    ctx.tab.run(
        &format!(
            "const box = new DataTransfer(); box.items.add(new File([new Uint8Array(10000057)], 'large.csv')); \
             const field = document.querySelector('{FIELD}'); field.files = box.files; \
             field.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        ),
        vec![],
    )?;
    ctx.tab.wait_until("document.querySelector('.own-data [role=alert]')?.textContent.includes('more than 10 MB')")?;
    // The first one cannot be used, and there is none before it.
    pick(&TABLE.replace("52,2.0,no", "52,2.0"))?;
    ctx.tab.wait_until(
        "document.querySelector('.own-data [role=alert]')?.textContent.includes('line 3: found 2 of 3 cells')",
    )?;
    check(ctx.tab.js(&format!("document.querySelector('{FIELD}').value === ''"))?, "the field keeps the file")?;
    check(ctx.tab.count(".own-data select")? == 0, "choices of a file that cannot be used")?;
    // Mended under its own name, it is read.
    pick(TABLE)?;
    ctx.tab.wait_until(&understood("own.csv"))?;
    ctx.tab.wait_gone(".own-data [role=alert]")?;
    ctx.tab.wait_until(&format!("{SENTENCE}.includes('yes cases')"))?;
    let sentence: String = ctx.tab.js(SENTENCE)?;
    // What the selects show is what is judged, there and back.
    ctx.tab.run(
        "const select = document.querySelector('.own-data select[id$=positive]');
         select.value = 'no'; select.dispatchEvent(new Event('change', { bubbles: true }));",
        vec![],
    )?;
    ctx.tab.wait_until(&format!("{SENTENCE}.includes('no cases')"))?;
    check(
        ctx.tab.js("document.querySelector('.own-data select[id$=positive]').value === 'no'")?,
        "another class shows",
    )?;
    ctx.tab.run(
        "const select = document.querySelector('.own-data select[id$=label]');
         select.value = 'dose'; select.dispatchEvent(new Event('change', { bubbles: true }));",
        vec![],
    )?;
    ctx.tab.wait_until("document.querySelector('.own-data select[id$=label]').value === 'dose'")?;
    ctx.tab.run(
        "const select = document.querySelector('.own-data select[id$=label]');
         select.value = 'sick'; select.dispatchEvent(new Event('change', { bubbles: true }));",
        vec![],
    )?;
    ctx.tab.wait_until(&format!("{SENTENCE} === {sentence:?}"))?;
    let shown = "document.querySelector('.own-data select[id$=positive]').value";
    ctx.tab.wait_until(&format!("{shown} === 'yes'"))?;
    // Spoiled again: the one before stays, named, with its choices and its picture.
    pick("age,sick\n1\n2\n")?;
    ctx.tab
        .wait_until("document.querySelector('.own-data [role=alert]')?.textContent.includes('own.csv stays in use')")?;
    check(ctx.tab.js(&format!("{SENTENCE} === {sentence:?} && {shown} === 'yes'"))?, "the file before is gone")?;
    check(ctx.tab.js(&understood("own.csv"))?, "what was understood of it is gone")
}

/// On the narrowest phones nothing overhangs, whatever the columns are called.
fn fits(ctx: &Ctx) -> Outcome {
    ctx.tab.set_viewport(360, 780)?;
    open(ctx)?;
    let long = "a_name_without_end_".repeat(8);
    ctx.tab.run(
        "const box = new DataTransfer(); box.items.add(new File([arguments[0]], arguments[1] + '.csv', { type: 'text/csv' }));
         const field = document.querySelector('.own-data input[type=file]'); field.files = box.files;
         field.dispatchEvent(new Event('change', { bubbles: true }));",
        vec![TABLE.replace("dose", &long).into(), long.clone().into()],
    )?;
    ctx.tab.wait_for(".own-data select")?;
    let over: i64 = ctx.tab.js("document.documentElement.scrollWidth - innerWidth")?;
    check(over <= 0, format!("the page is {over} px too wide"))?;
    let over: f64 = ctx.tab.js(
        "Math.max(...[...document.querySelectorAll('.own-data > *')].map((e) => e.getBoundingClientRect().right))
         - document.querySelector('.demo-side').getBoundingClientRect().right",
    )?;
    check(over <= 0.5, format!("the panel overhangs its column by {over} px"))
}
