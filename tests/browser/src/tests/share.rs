//! Save: a demo's picture as PNG and SVG, its numbers as CSV, from a host and from disk.

use browser::{Ctx, Outcome, Test, check};
use serde_json::{Value as Json, json};

/// The tests.
pub const TESTS: &[Test] = &[
    Test::new("save-picture-as-png", png),
    Test::new("save-picture-as-svg", svg),
    Test::new("save-both-runs-compared", compared),
    Test::new("save-table-as-csv", csv),
    Test::new("save-guards-against-formulas", formulas),
    Test::new("save-by-keyboard", keyboard),
    Test::new("save-from-disk", from_disk),
    Test::once("save-sheet-is-accessible", accessible),
];

const DEMO: &str = "demo/roc-and-pr/?seed=7";
const ALIVE: &str = "document.querySelector('.picture.live canvas') && document.querySelector('[data-save]')";

/// Keeps what would be downloaded, instead of a file on the machine.
const CATCH: &str = "window.saved = []; const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { window.saved.push({ blob }); return make.call(URL, blob); };
    HTMLAnchorElement.prototype.click = function () { window.saved.at(-1).name = this.download; };";

fn open(ctx: &Ctx, address: &str) -> Outcome {
    ctx.tab.goto(address)?;
    ctx.tab.wait_until(ALIVE)?;
    ctx.tab.run(CATCH, vec![])?;
    open_sheet(ctx)
}

fn open_sheet(ctx: &Ctx) -> Outcome {
    ctx.tab.run("document.querySelector('[data-save]').click()", vec![])?;
    ctx.tab.wait_for(".save-sheet")
}

/// Presses a button of the sheet and waits for its file.
fn save(ctx: &Ctx, label: &str) -> Outcome<String> {
    ctx.tab.run(
        "window.saved.length = 0; [...document.querySelectorAll('.save-sheet button')].find((b) => b.textContent === arguments[0]).click()",
        vec![label.into()],
    )?;
    ctx.tab.wait_until("document.querySelector('.save-sheet [role=status]').textContent === 'Saved.'")?;
    ctx.tab.js("window.saved[0].name")
}

fn text(ctx: &Ctx) -> Outcome<String> {
    let text = ctx.tab.run_async(
        "return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await window.saved[0].blob.arrayBuffer());",
        vec![],
    )?;
    Ok(serde_json::from_value(text)?)
}

/// Width, height, color of a corner, number of colors, and whether each half has ink, of the PNG that was saved.
fn decoded(ctx: &Ctx) -> Outcome<Json> {
    ctx.tab.run_async(
        "const { blob } = window.saved[0];
         const image = await createImageBitmap(blob);
         const canvas = document.createElement('canvas'); [canvas.width, canvas.height] = [image.width, image.height];
         const pen = canvas.getContext('2d', { willReadFrequently: true }); pen.drawImage(image, 0, 0);
         const { data } = pen.getImageData(0, 0, image.width, image.height);
         const colors = new Set(); const ink = [0, 0];
         for (let i = 0; i < data.length; i += 4) {
           colors.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
           if (data[i] !== data[0]) ink[(i / 4) % image.width < image.width / 2 ? 0 : 1]++;
         }
         return { type: blob.type, width: image.width, height: image.height, corner: [...data.slice(0, 4)], colors: colors.size, ink };",
        vec![],
    )
}

fn expect_picture(found: &Json, width: u64, paper: [u64; 3]) -> Outcome {
    check(found["type"] == "image/png" && found["width"] == width, format!("{found}"))?;
    let height = found["height"].as_u64().unwrap_or(0);
    check((900..2400).contains(&height), format!("{found}"))?;
    check(found["corner"] == json!([paper[0], paper[1], paper[2], 255]), format!("{found}"))?;
    check(found["colors"].as_u64().unwrap_or(0) > 20, format!("{found}"))?;
    check(found["ink"].as_array().is_some_and(|i| i.iter().all(|n| n.as_u64() > Some(4000))), format!("{found}"))
}

/// 760 pixels for the picture and 32 on each side, at two to one.
const WIDE: u64 = 2 * (760 + 2 * 32);

fn png(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    open(ctx, &site.url(DEMO))?;
    check(save(ctx, "PNG")? == "descent-roc-and-pr-seed7.png", "another name")?;
    expect_picture(&decoded(ctx)?, WIDE, [0xfb, 0xfa, 0xf6])?;
    // The picture is saved as it is shown: on slate in the dark.
    ctx.tab.store("descent:/:display", "{\"theme\":\"dark\"}")?;
    open(ctx, &site.url("demo/gradient-descent/"))?;
    save(ctx, "PNG")?;
    expect_picture(&decoded(ctx)?, WIDE, [0x16, 0x18, 0x1a])?;
    ctx.tab.expect_no_complaints()
}

/// What the SVG holds that was saved, read as XML and drawn as an image.
const SVG: &str = "const text = await window.saved[0].blob.text();
    const read = new DOMParser().parseFromString(text, 'image/svg+xml');
    const all = [...read.querySelectorAll('*')];
    const refers = all.flatMap((e) => [...e.attributes]).filter((a) => /^(xlink:)?href$|^on|^style$/.test(a.name) && !/^(#|data:image\\/png;base64,)/.test(a.value));
    const urls = all.flatMap((e) => [...e.attributes]).filter((a) => /url\\((?!#)/.test(a.value));
    const image = new Image(); image.src = URL.createObjectURL(window.saved[0].blob);
    await image.decode();
    return { broken: Boolean(read.querySelector('parsererror')), title: read.querySelector('svg > title')?.textContent, desc: read.querySelector('svg > desc')?.textContent,
      scripts: read.querySelectorAll('script, foreignObject, iframe, style, use').length, refers: refers.map((a) => a.name + '=' + a.value), urls: urls.length,
      words: [...read.querySelectorAll('text')].map((t) => t.textContent), classes: read.querySelectorAll('g[class], path[class], text[class]').length,
      nested: read.querySelectorAll('svg > svg').length, width: image.naturalWidth, type: window.saved[0].blob.type };";

fn svg(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    open(ctx, &site.url(DEMO))?;
    check(save(ctx, "SVG")? == "descent-roc-and-pr-seed7.svg", "another name")?;
    let found = ctx.tab.run_async(SVG, vec![])?;
    check(found["broken"] == false && found["type"] == "image/svg+xml", format!("{found}"))?;
    check(found["scripts"] == 0 && found["refers"] == json!([]) && found["urls"] == 0, format!("{found}"))?;
    check(found["classes"] == 0, "colors are left to a style sheet that a file does not have")?;
    check(found["title"] == "ROC and precision–recall" && found["width"] == 824, format!("{found}"))?;
    let sentence: String = ctx.tab.js("document.querySelector('.live').textContent")?;
    check(found["desc"].as_str().is_some_and(|d| d.starts_with(&sentence)), "it is not described")?;
    let words: Vec<String> = serde_json::from_value(found["words"].clone())?;
    let joined: String = words.join(" ").split_whitespace().collect();
    let tight = |text: &str| text.split_whitespace().collect::<String>();
    check(joined.contains(&tight(&sentence)), "the sentence does not stand below the picture")?;
    check(joined.contains(&tight(&site.url("demo/roc-and-pr/"))), "its address is not in it")?;
    check(words.iter().any(|w| w.contains("false positive rate")), "the axis has no name")?;
    ctx.tab.expect_no_complaints()
}

fn compared(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    open(ctx, &site.url(DEMO))?;
    ctx.tab.run("[...document.querySelectorAll('.tool')].find((b) => b.textContent === 'Compare').click()", vec![])?;
    ctx.tab.wait_for(".compared canvas")?;
    check(save(ctx, "SVG")? == "descent-roc-and-pr-seed7-compared.svg", "another name")?;
    let found = ctx.tab.run_async(SVG, vec![])?;
    check(found["nested"] == 2 && found["broken"] == false, format!("{found}"))?;
    save(ctx, "PNG")?;
    expect_picture(&decoded(ctx)?, 2 * (2 * 760 + 3 * 32), [0xfb, 0xfa, 0xf6])
}

/// Reads RFC 4180.
fn cells(csv: &str) -> Outcome<Vec<Vec<String>>> {
    let csv = csv.strip_prefix('\u{feff}').ok_or("there is no mark of UTF-8 in front")?;
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut rest = csv.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && rest.peek() == Some(&'\n') => {
                rest.next();
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    check(!quoted && cell.is_empty() && row.is_empty(), "the last line is cut off")?;
    Ok(rows)
}

/// The table as the page shows it.
fn shown(ctx: &Ctx) -> Outcome<Vec<Vec<String>>> {
    ctx.tab.run("document.querySelector('.numbers').open = true", vec![])?;
    ctx.tab.wait_for(".numbers tbody tr")?;
    ctx.tab.js("[...document.querySelectorAll('.numbers tr')].map((r) => [...r.children].map((c) => c.textContent))")
}

/// A number as a program would read it.
fn number(cell: &str) -> Option<f64> {
    cell.replace('\u{2212}', "-").replace(['\u{202f}', '\u{2009}', ' '], "").parse().ok()
}

fn csv(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    for demo in ["roc-and-pr", "logistic-regression"] {
        open(ctx, &site.url(&format!("demo/{demo}/")))?;
        let name = save(ctx, "CSV")?;
        check(name.starts_with(&format!("descent-{demo}")) && name.ends_with(".csv"), name)?;
        let (saved, shown) = (cells(&text(ctx)?)?, shown(ctx)?);
        check(
            saved.len() == shown.len() && saved.len() > 2,
            format!("{demo}: {} rows of {}", saved.len(), shown.len()),
        )?;
        for (file, page) in saved.iter().flatten().zip(shown.iter().flatten()) {
            let same = file == page || (number(file).is_some() && file.parse::<f64>().ok() == number(page));
            check(same, format!("{demo}: {file:?} is shown as {page:?}"))?;
        }
        check(saved.iter().zip(&shown).all(|(a, b)| a.len() == b.len()), format!("{demo}: rows differ in length"))?;
    }
    ctx.tab.expect_no_complaints()
}

/// A file whose names would be formulas in a spreadsheet, and that needs every kind of quoting.
const HOSTILE: &str = "=1+cmd|' /C calc'!A0,\"@cmd, \"\"quoted\"\"\",label\r\n";

fn formulas(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url("demo/confusion-matrix/"))?;
    ctx.tab.wait_until(ALIVE)?;
    ctx.tab.run(CATCH, vec![])?;
    ctx.tab.run(
        "const field = [...document.querySelectorAll('.control select')].find((s) => [...s.options].some((o) => o.value === 'own'));
         field.value = 'own'; field.dispatchEvent(new Event('change', { bubbles: true }));",
        vec![],
    )?;
    ctx.tab.wait_for(".own-data input[type=file]")?;
    let rows: String = (0..40)
        .map(|i| {
            format!("{},{},{}\r\n", i, (i * 7) % 13, ["=cmd('a')", "\"+cmd, \"\"b\"\"\"", "-cmd c", "@cmd d"][i / 10])
        })
        .collect();
    ctx.tab.run(
        "const box = new DataTransfer(); box.items.add(new File([arguments[0]], 'own.csv', { type: 'text/csv' }));
         const field = document.querySelector('.own-data input[type=file]'); field.files = box.files;
         field.dispatchEvent(new Event('change', { bubbles: true }));",
        vec![(HOSTILE.to_string() + &rows).into()],
    )?;
    ctx.tab.wait_until("document.querySelector('.own-data select')")?;
    open_sheet(ctx)?;
    save(ctx, "CSV")?;
    let (saved, shown) = (cells(&text(ctx)?)?, shown(ctx)?);
    let hostile = |cell: &&String| cell.contains("cmd") && cell.starts_with(['=', '+', '-', '@']);
    check(shown.iter().flatten().filter(hostile).count() > 0, format!("the table holds nothing hostile: {shown:?}"))?;
    check(saved.iter().flatten().filter(hostile).count() == 0, format!("a formula is in the file: {saved:?}"))?;
    for (file, page) in saved.iter().flatten().zip(shown.iter().flatten()).filter(|(_, page)| hostile(page)) {
        check(*file == format!("'{page}"), format!("{page:?} became {file:?}"))?;
    }
    save(ctx, "SVG")?;
    let found = ctx.tab.run_async(SVG, vec![])?;
    check(found["broken"] == false && found["scripts"] == 0, format!("{found}"))?;
    let words: String = found["words"].to_string().split(|c: char| !c.is_alphabetic()).collect();
    check(words.contains("doesnotinclude"), "it is not said that the data are the learner's own")
}

fn keyboard(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(DEMO))?;
    ctx.tab.wait_until(ALIVE)?;
    ctx.tab.run(CATCH, vec![])?;
    ctx.tab.run("document.querySelector('[data-save]').focus()", vec![])?;
    ctx.tab.press("Enter")?;
    ctx.tab.wait_for(".save-sheet")?;
    check(ctx.tab.attribute("[data-save]", "aria-expanded")?.as_deref() == Some("true"), "it is not said to be open")?;
    ctx.tab.run("document.querySelector('.save-sheet button').focus()", vec![])?;
    ctx.tab.press("Tab")?;
    check(ctx.tab.js::<String>("document.activeElement.textContent")? == "SVG", "Tab does not lead to the next")?;
    ctx.tab.press("Space")?;
    ctx.tab.wait_until("window.saved[0]?.name?.endsWith('.svg')")?;
    ctx.tab.press("Escape")?;
    ctx.tab.wait_gone(".save-sheet")?;
    check(ctx.tab.js("document.activeElement.hasAttribute('data-save')")?, "the focus does not return")?;
    // One sheet at a time.
    ctx.tab.press("Enter")?;
    ctx.tab.wait_for(".save-sheet")?;
    ctx.tab
        .run("[...document.querySelectorAll('.bar .tool')].find((b) => b.textContent === 'Link').click()", vec![])?;
    ctx.tab.wait_until("document.querySelectorAll('.sheet').length === 1 && !document.querySelector('.save-sheet')")?;
    ctx.tab.expect_no_errors()
}

fn from_disk(ctx: &Ctx) -> Outcome {
    ctx.tab.goto_file(&ctx.dist().join("descent.html"))?;
    ctx.tab.wait_until("document.documentElement.dataset.app === 'ready'")?;
    ctx.tab.run("location.hash = '#/demo/gradient-descent/'", vec![])?;
    ctx.tab.wait_until(ALIVE)?;
    ctx.tab.run(CATCH, vec![])?;
    open_sheet(ctx)?;
    save(ctx, "PNG")?;
    expect_picture(&decoded(ctx)?, WIDE, [0xfb, 0xfa, 0xf6])?;
    save(ctx, "SVG")?;
    let found = ctx.tab.run_async(SVG, vec![])?;
    check(found["broken"] == false && !found["words"].to_string().contains("file:"), format!("{found}"))?;
    save(ctx, "CSV")?;
    check(cells(&text(ctx)?)?.len() > 2, "no rows")
}

fn accessible(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    open(ctx, &site.url(DEMO))?;
    ctx.tab.expect_accessible()
}
