use super::*;
use crate::rng::Seed;

const AVERAGE: Learner = Learner { first: None, success: None, speed: 1.0 };

#[test]
fn a_plan_by_target_reviews_on_the_published_days() {
    let learner = Learner { first: Some(Rating::Good), success: Some(Rating::Good), speed: 1e-9 };
    let fsrs = Fsrs::default();
    let days = |plan, until| simulate(&fsrs, plan, &learner, until, Seed(1)).iter().map(|r| r.day).collect::<Vec<_>>();
    // Intervals 2, 11, 46, 163 and 497 days, as in the reference sequence.
    assert_eq!(days(Plan::Target { retention: 0.9 }, 800), [0, 2, 13, 59, 222, 719]);
    assert_eq!(days(Plan::Target { retention: 0.9 }, 59), [0, 2, 13]);
    assert_eq!(days(Plan::Even { gap: 7, reviews: 2 }, 800), [0, 7, 14]);
    assert_eq!(days(Plan::Even { gap: 7, reviews: 9 }, 15), [0, 7, 14]);
    assert_eq!(days(Plan::Massed { day: 30, times: 3 }, 31), [30, 30, 30]);
    assert!(days(Plan::Target { retention: 0.9 }, 0).is_empty());
}

#[test]
fn what_is_forgotten_comes_back_on_the_same_day() {
    let fsrs = Fsrs::default();
    let hasty = Learner { first: Some(Rating::Again), success: None, speed: 1e12 };
    let reviews = simulate(&fsrs, Plan::Even { gap: 10, reviews: 2 }, &hasty, 100, Seed(3));
    let seen: Vec<_> = reviews.iter().map(|r| (r.day, r.rating)).collect();
    let lapse = |day| [(day, Rating::Again), (day, Rating::Good)];
    assert_eq!(seen, [lapse(0), lapse(10), lapse(20)].concat());
}

#[test]
fn a_longer_run_begins_with_the_shorter_one() {
    let fsrs = Fsrs::default();
    for card in 0..50 {
        let run = |until| simulate(&fsrs, Plan::Target { retention: 0.8 }, &AVERAGE, until, Seed(2).stream(card));
        let (short, long) = (run(60), run(365));
        assert_eq!(short, long[..short.len()]);
        assert!(long[short.len()..].iter().all(|review| review.day >= 60));
    }
}

#[test]
fn twins_share_their_first_rating() {
    let fsrs = Fsrs::default();
    let mut seen = [0.0; 4];
    for card in 0..4000 {
        let seed = Seed(9).stream(card);
        let spaced = simulate(&fsrs, Plan::Target { retention: 0.9 }, &AVERAGE, 30, seed);
        let massed = simulate(&fsrs, Plan::Massed { day: 29, times: 2 }, &AVERAGE, 30, seed);
        assert_eq!(spaced[0].rating, massed[0].rating);
        seen[spaced[0].rating as usize] += 1.0 / 4000.0;
    }
    // Four standard errors of a share among 4,000 are at most 0.032.
    assert!(seen.iter().zip(FIRST_RATINGS).all(|(a, b)| (a - b).abs() < 0.032), "{seen:?}");
}

#[test]
fn recall_happens_as_often_as_the_curve_says() {
    let fsrs = Fsrs::default();
    let (mut expected, mut recalled, mut count, mut targets) = (0.0, 0.0, 0.0, 0.0);
    for card in 0..500 {
        let reviews = simulate(&fsrs, Plan::Target { retention: 0.85 }, &AVERAGE, 365, Seed(4).stream(card));
        for pair in reviews.windows(2).filter(|pair| pair[1].day > pair[0].day) {
            expected += pair[1].recall;
            recalled += f64::from(u8::from(pair[1].rating != Rating::Again));
            count += 1.0;
            targets += f64::from(u8::from((pair[1].recall - 0.85).abs() < 0.06));
        }
    }
    // About 2,000 reviews of recall 0.85: a standard error of 0.008.
    assert!(count > 1500.0 && ((expected - recalled) / count).abs() < 0.03, "{expected} {recalled} {count}");
    // Whole days miss the target by a little where intervals are short.
    assert!(targets / count > 0.9);
}
