//! Where the marks of a strip go that shows scores of two classes on either side of a line: each at its own score,
//! stacked so that none covers another if there is room.

/// Radii for cases that are few enough to stand apart, best first.
const LARGE: [f64; 4] = [5.0, 4.0, 3.2, 2.8];
/// Radii for more of them, on a narrow and on a wide screen. Larger ones would get an edge of paper, which bleaches
/// stacks that have moved together.
const SMALL: [f64; 2] = [2.2, 2.45];
/// Distance of neighboring marks beyond their diameter.
const AIR: f64 = 0.6;
/// Marks of a high stack may cover each other down to this share of their distance; then bars take over.
const CLOSEST: f64 = 0.17;
/// Where a stack of cases this near to either end is too high, it is cut off and the rest counted; elsewhere bars take
/// over, as they do where more cases than this, or more than half of all, would not be seen.
const END: f64 = 0.05;
const MOST_CUT: usize = 100;
/// Where marks have less room than this, the number of those cut off would stand on the other side of the line.
const TOLD: f64 = 12.0;
/// Between the line and the marks nearest to it.
const GAP: f64 = 2.0;
/// Where one side becomes bars the other does too, unless it has no more cases than this, each worth a mark.
const FEW: usize = 50;
/// Neither side of the line gets a smaller share of the height.
const LEAST: f64 = 0.3;

/// How the two sides of the line are drawn.
pub struct Swarm {
    /// Radius of the marks.
    pub radius: f64,
    /// Height above the line; the rest lies below.
    pub up: f64,
    /// The side above and the side below.
    pub looks: [Look; 2],
}

/// How a side is drawn.
pub enum Look {
    /// One mark a case: its score and its distance from the line. Of the stacks at 0 and at 1 what is cut off is
    /// counted.
    Marks(Vec<(f64, f64)>, [usize; 2]),
    /// Too many cases for marks: `(left edge, cases)` of bins a hundredth wide, the step of the threshold.
    Bars(Vec<(f64, usize)>),
}

/// Scores with the level that each stands on.
struct Stack {
    marks: Vec<(f64, usize)>,
    levels: usize,
    /// Cases cut off at either end.
    cut: [usize; 2],
}

/// Arranges the rising scores of two classes in a strip this wide and high, in pixels.
pub fn arrange(scores: [&[f64]; 2], wide: f64, high: f64) -> Swarm {
    let apart = |radius: f64| 2.0 * radius + AIR;
    let stacks = |radius: f64, most: f64| scores.map(|side| stacked(side, apart(radius) / wide, most as usize));
    for radius in LARGE {
        // Half a level of air beyond either stack and beside the line.
        let room = high / apart(radius) - 2.0;
        if let [Some(above), Some(below)] = stacks(radius, room)
            && above.cut == [0, 0]
            && below.cut == [0, 0]
            && (above.levels + below.levels) as f64 <= room
        {
            return swarm(&[Some(above), Some(below)], scores, radius, wide, high);
        }
    }
    let radius = (wide / 260.0).clamp(SMALL[0], SMALL[1]);
    swarm(&stacks(radius, (1.0 - LEAST) * high / (CLOSEST * apart(radius))), scores, radius, wide, high)
}

fn swarm(stacks: &[Option<Stack>; 2], scores: [&[f64]; 2], radius: f64, wide: f64, high: f64) -> Swarm {
    let apart = 2.0 * radius + AIR;
    // Each side gets height by its need; what becomes bars or is cut off needs all that it can get.
    let needs = |bars: bool, i: usize| match &stacks[i] {
        Some(stack) if shown(stack, bars, scores[i]) && stack.cut == [0, 0] => stack.levels as f64 + 2.0,
        _ => high / apart,
    };
    let bars = stacks.iter().any(Option::is_none);
    let needs = [needs(bars, 0), needs(bars, 1)];
    let up = (high * needs[0] / (needs[0] + needs[1])).clamp(LEAST * high, (1.0 - LEAST) * high);
    let rooms = [up, high - up].map(|height| height - 2.0 * radius - 2.0 * GAP);
    let told = |i: usize, stack: &Stack| stack.cut == [0, 0] || rooms[i] >= TOLD;
    let stack = |i: usize| {
        stacked(scores[i], apart / wide, (rooms[i] / (CLOSEST * apart)).max(0.0) as usize)
            .filter(|stack| told(i, stack))
    };
    let stacks = [stack(0), stack(1)];
    let bars = stacks.iter().any(Option::is_none);
    let mut sides = scores.into_iter().zip(rooms);
    let looks = stacks.map(|stack| {
        let (scores, room) = sides.next().unwrap_or_default();
        match stack.filter(|stack| shown(stack, bars, scores)) {
            Some(stack) => Look::Marks(heights(&stack.marks, apart, room, wide, radius + GAP), stack.cut),
            None => Look::Bars(binned(scores)),
        }
    });
    Swarm { radius, up, looks }
}

/// Whether a stack is drawn as marks, where the other side may have become bars: beside them one that is cut off would
/// look like few.
fn shown(stack: &Stack, bars: bool, scores: &[f64]) -> bool {
    !bars || (stack.cut == [0, 0] && scores.len() <= FEW)
}

/// Distances from the line. Where a stack is higher than the room its marks move together; elsewhere they keep
/// their distance.
fn heights(marks: &[(f64, usize)], apart: f64, room: f64, wide: f64, first: f64) -> Vec<(f64, f64)> {
    let near = 2.0 * apart / wide;
    let place = |(i, &(score, level)): (usize, &(f64, usize))| {
        let before = marks[..i].iter().rev().take_while(|other| score - other.0 <= near);
        let after = marks[i..].iter().take_while(|other| other.0 - score <= near);
        let top = before.chain(after).map(|other| other.1).max().unwrap_or(0).max(1) as f64;
        (score, first + level as f64 * apart.min(room / top))
    };
    marks.iter().enumerate().map(place).collect()
}

/// Each score on the lowest level where the mark before it leaves room; what would stand higher than `most` levels at
/// either end is cut off. `None` if that is too much, or elsewhere. Marks keep their score exactly, so that the
/// threshold passes between the same marks as between the scores.
fn stacked(scores: &[f64], apart: f64, most: usize) -> Option<Stack> {
    let mut last: Vec<f64> = Vec::new();
    let mut marks = Vec::with_capacity(scores.len());
    let mut cut = [0, 0];
    for &score in scores {
        let level = last.iter().position(|&before| before + apart <= score).unwrap_or(last.len());
        if level == most {
            match score {
                low if low < END => cut[0] += 1,
                high if high > 1.0 - END => cut[1] += 1,
                _ => return None,
            }
            continue;
        }
        if level == last.len() {
            last.push(score);
        } else {
            last[level] = score;
        }
        marks.push((score, level));
    }
    let gone = cut[0] + cut[1];
    (gone <= MOST_CUT.min(scores.len() / 2)).then_some(Stack { marks, levels: last.len(), cut })
}

fn binned(scores: &[f64]) -> Vec<(f64, usize)> {
    let mut counts = vec![0; 100];
    for score in scores {
        counts[((score * 100.0) as usize).min(99)] += 1;
    }
    counts.into_iter().enumerate().filter(|(_, n)| *n > 0).map(|(i, n)| (i as f64 / 100.0, n)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_take_the_lowest_level_that_is_free() {
        // 0.25 comes 0.25 after 0, just enough; 0.3 too near 0.25; 0.5 near 0.3 on level 1 but not near 0.25.
        let stack = stacked(&[0.0, 0.25, 0.3, 0.5], 0.25, 9).unwrap();
        assert_eq!(stack.marks, [(0.0, 0), (0.25, 0), (0.3, 1), (0.5, 0)]);
        assert_eq!(stack.levels, 2);
        assert!(stacked(&[0.5; 3], 0.1, 2).is_none());
        assert_eq!(stacked(&[0.5; 3], 0.1, 3).unwrap().levels, 3);
    }

    #[test]
    fn stacks_at_the_ends_are_cut_off_and_counted() {
        let stack = stacked(&[0.0, 0.01, 0.5, 0.99, 1.0, 1.0], 0.1, 1).unwrap();
        assert_eq!((stack.marks.len(), stack.cut), (3, [1, 2]));
        // Not if hardly any would be seen.
        assert!(stacked(&[1.0; 9], 0.1, 2).is_none());

        let pile = [vec![0.3, 0.5], vec![0.99; 100]].concat();
        let swarm = arrange([&pile, &[vec![0.01; 100], vec![0.7]].concat()], 600.0, 120.0);
        for (look, height, many) in [(&swarm.looks[0], swarm.up, 102), (&swarm.looks[1], 120.0 - swarm.up, 101)] {
            let Look::Marks(marks, cut) = look else { panic!("marks") };
            assert!(cut[0] + cut[1] > 0 && marks.len() + cut[0] + cut[1] == many);
            assert!(marks.iter().all(|m| m.1 + swarm.radius <= height));
        }
    }

    #[test]
    fn few_marks_are_large_and_many_become_bars() {
        let few = arrange([&[0.2, 0.9], &[0.1]], 600.0, 150.0);
        assert_eq!(few.radius, LARGE[0]);
        // With 2,000 scores in a tenth of the width there are over 100 to a column.
        let many: Vec<f64> = (0..2000).map(|i| f64::from(i) / 20_000.0).collect();
        let swarm = arrange([&[0.2, 0.9], &many], 600.0, 150.0);
        assert!(matches!(swarm.looks[0], Look::Marks(..)), "so few keep their marks");
        let Look::Bars(bars) = &swarm.looks[1] else { panic!("bars") };
        assert_eq!(bars.iter().map(|b| b.1).sum::<usize>(), 2000);
        assert_eq!(bars[0], (0.0, 200));
        assert_eq!(swarm.up, LEAST * 150.0);

        let more: Vec<f64> = (0..100).map(|i| f64::from(i) / 100.0).collect();
        let alike = arrange([&more, &many], 600.0, 150.0);
        assert!(alike.looks.iter().all(|look| matches!(look, Look::Bars(_))) && alike.up == 75.0);
    }

    #[test]
    fn marks_stay_in_the_strip_and_apart_where_there_is_room() {
        let pile: Vec<f64> = [vec![0.3, 0.5], vec![0.99; 60]].concat();
        let swarm = arrange([&pile, &[0.1]], 600.0, 150.0);
        let Look::Marks(marks, [0, 0]) = &swarm.looks[0] else { panic!("marks") };
        assert_eq!(marks.len(), 62);
        assert!(marks.iter().all(|m| m.1 >= swarm.radius && m.1 + swarm.radius <= swarm.up));
        assert_eq!((marks[0].1, marks[1].1), (swarm.radius + GAP, swarm.radius + GAP));
        let gap = marks[3].1 - marks[2].1;
        assert!(gap > 0.0 && gap < 2.0 * swarm.radius, "a high pile moves together: {gap}");
    }
}
