//! Sorting into groups: by keys, by pointer, and what is kept of it.

use super::states::pass_every_prediction;
use browser::{Ctx, Outcome, Test, check};

/// The tests.
pub const TESTS: &[Test] = &[
    Test::once("sort-by-keys-wrong-then-right", by_keys),
    Test::new("sort-by-dragging", by_dragging),
    Test::once("sort-holds-one-item-at-a-time", one_at_a_time),
    Test::new("sort-goes-on-where-its-engine-ended", goes_on),
];

const LESSON: &str = "lesson/confusion-matrix/";
const ID: &str = "cm-which-number-first";
const SORT: &str = "((blocks) => { const find = (list) => list.map((b) => b.sort ?? find((b.held ?? b.deeper)?.blocks ?? [])).find(Boolean); return find(blocks); })(JSON.parse(document.getElementById('page').textContent).blocks)";
/// Keys that choose each group in a list: its first letter, as often as it takes to come to it.
const KEYS: [&[&str]; 3] = [&["r"], &["p"], &["p", "p"]];

fn open(ctx: &Ctx) -> Outcome<Vec<usize>> {
    pass_every_prediction(ctx)?;
    come_near(ctx)?;
    ctx.tab.js(&format!("{SORT}.items.map((item) => item.group)"))
}

/// Goes to where there is something to sort, and waits for the tool.
pub fn come_near(ctx: &Ctx) -> Outcome {
    ctx.tab.run("document.querySelector('.block.sort').scrollIntoView()", vec![])?;
    ctx.tab.wait_for("form .sort-pool")
}

/// Chooses a group in the list beside an item, which keeps the focus while the item moves.
fn choose(ctx: &Ctx, item: usize, group: usize) -> Outcome {
    ctx.tab.run(&format!("document.getElementById('{ID}-{item}').focus()"), vec![])?;
    for key in KEYS[group] {
        let before: String = ctx.tab.js(&format!("document.getElementById('{ID}-{item}').value"))?;
        ctx.tab.press(key)?;
        ctx.tab.wait_until(&format!(
            "document.getElementById('{ID}-{item}').value !== '{before}' && document.activeElement.id === '{ID}-{item}'"
        ))?;
    }
    ctx.tab.wait_until(&format!(
        "document.querySelectorAll('.sort-group')[{group}].contains(document.getElementById('{ID}-{item}'))"
    ))
}

fn check_it(ctx: &Ctx) -> Outcome<String> {
    ctx.tab.run("document.querySelector('.sort-box button[type=submit]').focus()", vec![])?;
    ctx.tab.press("Enter")?;
    ctx.tab.wait_for(".sort-box .verdict .word")?;
    ctx.tab.text(".sort-box .verdict .word")
}

/// Drags the first item of a list into a group. While it is held the groups come up to the lower edge of the window.
fn drag(ctx: &Ctx, item: &str, group: usize) -> Outcome {
    ctx.tab.rectangle(item)?;
    let to: [f64; 2] = ctx.tab.js(&format!(
        "(() => {{ const box = (e) => e.getBoundingClientRect(); \
         const [all, pool] = ['groups', 'pool'].map((name) => box(document.querySelector('.sort-' + name))); \
         const one = box(document.querySelectorAll('.sort-group')[{group}]); \
         const up = Math.min(Math.max(0, all.bottom - innerHeight), all.top - pool.top); \
         return [one.left + one.width / 2, one.top + 30 - up]; }})()"
    ))?;
    ctx.tab.drag_to(item, (to[0], to[1]))
}

fn by_dragging(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    let right = open(ctx)?;
    let lies = |group: usize, item: usize| {
        format!("document.querySelectorAll('.sort-group')[{group}].contains(document.getElementById('{ID}-{item}'))")
    };
    for (item, group) in right.iter().enumerate() {
        drag(ctx, ".sort-pool > li", *group)?;
        ctx.tab.wait_until(&lies(*group, item))?;
    }
    // From one group to another, and what is let go beside all groups stays where it was.
    let other = (right[0] + 1) % 3;
    let first = format!(".sort-item:has(#{ID}-0)");
    drag(ctx, &first, other)?;
    ctx.tab.wait_until(&lies(other, 0))?;
    ctx.tab.drag_to(&first, (4.0, 4.0))?;
    ctx.tab.wait_until(&format!("!document.querySelector('.lifted') && {}", lies(other, 0)))?;
    ctx.tab.expect_no_errors()
}

/// A second finger takes hold of nothing, and lets go of nothing.
fn one_at_a_time(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    open(ctx)?;
    let finger = "const [first, second] = document.querySelectorAll('.sort-pool > li'); \
                  const at = (e) => { const b = e.getBoundingClientRect(); return { clientX: b.x + 20, clientY: b.y + 20 }; }; \
                  const touch = (kind, pointerId, on, place) => on.dispatchEvent(new PointerEvent(kind, { bubbles: true, cancelable: true, button: 0, pointerId, ...at(place) }));";
    ctx.tab.run(
        &format!(
            "{finger} touch('pointerdown', 7, first, first); touch('pointermove', 7, first, second); \
             touch('pointerdown', 8, second, second); touch('pointermove', 8, second, first); touch('pointerup', 8, second, first);"
        ),
        vec![],
    )?;
    check(ctx.tab.count(".sort-item.lifted")? == 1, "not one item is held")?;
    check(ctx.tab.js("document.querySelector('.sort-pool > li').matches('.lifted')")?, "the first was let go")?;
    ctx.tab.run(&format!("{finger} touch('pointercancel', 7, first, first)"), vec![])?;
    check(ctx.tab.count(".sort-item.lifted")? == 0, "an item stays held")?;
    ctx.tab.expect_no_errors()
}

fn goes_on(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    open(ctx)?;
    let put = |item: usize, group: usize| {
        format!(
            "const list = document.getElementById('{ID}-{item}'); list.value = '{group}'; list.dispatchEvent(new Event('input', {{ bubbles: true }}));"
        )
    };
    let lies = |group: usize, item: usize| {
        format!("document.querySelectorAll('.sort-group')[{group}].contains(document.getElementById('{ID}-{item}'))")
    };
    ctx.tab.run(&put(0, 1), vec![])?;
    ctx.tab.wait_until(&lies(1, 0))?;
    // A message that no memory holds: the module traps over it.
    let trap = "const post = Worker.prototype.postMessage; Worker.prototype.postMessage = function () { \
                Worker.prototype.postMessage = post; post.call(this, { length: 4294967295 }); };";
    ctx.tab.run(&format!("{trap} {}", put(1, 2)), vec![])?;
    ctx.tab.wait_for(".block.sort .trouble button")?;
    check(ctx.tab.js(&lies(1, 0))?, "what was placed is gone with the engine")?;
    ctx.tab.run("document.querySelector('.block.sort .trouble button').click()", vec![])?;
    ctx.tab.wait_until("!document.querySelector('.block.sort .trouble')")?;
    ctx.tab.run(&put(2, 0), vec![])?;
    ctx.tab.wait_until(&format!("{} && {}", lies(0, 2), lies(1, 0)))?;
    check(ctx.tab.count("[data-notice=stopped]")? == 0, "the page stopped with its tool")
}

fn by_keys(ctx: &Ctx) -> Outcome {
    let site = ctx.site(&[])?;
    ctx.tab.goto(&site.url(LESSON))?;
    let right = open(ctx)?;
    for (item, group) in right.iter().enumerate() {
        choose(ctx, item, if item == 0 { (group + 1) % 3 } else { *group })?;
    }
    let unready: bool = ctx.tab.js("document.querySelector('.sort-box button[type=submit]').disabled")?;
    check(unready, "checked before anything was expected of it")?;
    ctx.tab.run("document.querySelector('.sort-expected select').focus()", vec![])?;
    ctx.tab.press("7")?;
    ctx.tab.wait_until("!document.querySelector('.sort-box button[type=submit]').disabled")?;
    let said = check_it(ctx)?;
    check(said == format!("{} of {} right. You expected 7.", right.len() - 1, right.len()), said)?;
    check(ctx.tab.count(".sort-item.wrong .misconception")? == 1, "the wrong place is not explained")?;
    check(ctx.tab.count(".sort-item.right .why")? == right.len() - 1, "the right places are not explained")?;
    ctx.tab.expect_accessible()?;
    ctx.tab.run(
        "[...document.querySelectorAll('.sort-box button')].find((b) => b.textContent === 'Try again').click()",
        vec![],
    )?;
    ctx.tab.wait_until("document.querySelectorAll('.sort-pool > li').length === 1")?;
    choose(ctx, 0, right[0])?;
    let said = check_it(ctx)?;
    check(said.starts_with(&format!("{0} of {0} right.", right.len())), said)?;
    let stored: String = ctx.tab.storage()?.into_values().collect();
    for kept in ["\"prediction\"", "\"correct\":false", "\"correct\":true", &format!("item:{ID}")] {
        check(stored.contains(kept), format!("{kept} was not kept"))?;
    }
    // A miss comes back in review, with the items and without their groups.
    ctx.tab.goto(&site.url("review/"))?;
    ctx.tab.wait_for(".review-card .front")?;
    check(ctx.tab.count(".review-card .front li")? == right.len(), "the card lacks the items")?;
    ctx.tab.press("Space")?;
    ctx.tab.wait_for(".review-card .back")?;
    check(ctx.tab.count(".review-card .back li")? == right.len(), "the card's answer lacks items")?;
    ctx.tab.expect_no_complaints()
}
