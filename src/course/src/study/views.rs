//! What the pages show of a learner's log. Each view is a pure function of the log.

use super::ids::{ItemId, LessonSlug, PredictionId, Word};
use super::kind::Kind;
use super::log::{Log, Order};
use super::payload::{Answer, Assessment, Bookmark, LessonMark, Note, Plan, Prediction, Setting};
use super::schedule::Schedule;
use super::time::{Day, Moment};
use litemap::LiteMap;

/// What the app shows on its pages, brought up to date with each change of the log: an event at the end is taken in alone,
/// and only what came in before others, or was taken back, has all of it made anew.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Views {
    /// What was read, answered and predicted.
    pub progress: Progress,
    /// Notes and bookmarks.
    pub marks: Marks,
    /// When each card comes back.
    pub schedule: Schedule,
    /// Up to which place of which writing of the log.
    pub(super) end: Option<Order>,
    rewrites: Option<u64>,
}

impl Views {
    /// Of a whole log.
    pub fn of(log: &Log) -> Self {
        let mut views = Self::default();
        views.follow(&Self::default(), log);
        views
    }

    /// Takes in what has come since, beginning with `base` and what stands behind it in the log. It must be the same
    /// base and the same log every time.
    pub fn follow(&mut self, base: &Views, log: &Log) {
        let rewrites = Some(log.rewrites());
        if self.rewrites != rewrites {
            *self = Self { rewrites, ..base.clone() };
        }
        for event in log.live_after(self.end) {
            self.apply(&event.kind, event.when);
        }
        self.end = log.end().max(base.end);
    }

    /// Takes in the next thing that happened.
    pub(super) fn apply(&mut self, kind: &Kind, when: Moment) {
        self.progress.apply(kind, when);
        self.marks.apply(kind);
        self.schedule.apply(kind, when);
    }

    /// What would have to happen to come to the same, the states of cards apart.
    pub(super) fn essence(&self) -> Vec<(Moment, Kind)> {
        let any = Moment::default();
        let read = self.progress.read.iter();
        let mut all: Vec<_> =
            read.map(|(lesson, when)| (*when, Kind::LessonRead(LessonMark { lesson: lesson.clone() }))).collect();
        // The first commitments come before the latest ones, as they came in.
        let predictions = self.progress.first.values().chain(self.progress.predictions.values());
        all.extend(predictions.map(|made| (any, Kind::Prediction(made.clone()))));
        all.extend(self.progress.answers.values().map(|answer| (any, Kind::Answer(answer.clone()))));
        for (lesson, text) in self.marks.notes.iter() {
            all.push((any, Kind::Note(Note { lesson: lesson.clone(), text: text.clone() })));
        }
        for (lesson, headings) in self.marks.bookmarks.iter() {
            all.extend(headings.iter().map(|heading| {
                let mark = Bookmark { lesson: lesson.clone(), heading: heading.clone(), on: true };
                (any, Kind::Bookmark(mark))
            }));
        }
        all.push((any, Kind::Setting(Setting::TargetRetention(self.schedule.retention()))));
        all.push((any, Kind::Setting(Setting::NewPerDay(self.schedule.new_per_day()))));
        all
    }
}

/// What was read, answered and predicted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Lessons read, and when first.
    pub read: LiteMap<LessonSlug, Moment>,
    /// The latest of what was predicted, at the latest revision.
    pub predictions: LiteMap<PredictionId, Prediction>,
    /// The first of what was predicted, at the latest revision: what comes after is said knowing the outcome.
    pub first: LiteMap<PredictionId, Prediction>,
    /// The latest answer to each item, at the latest revision.
    pub answers: LiteMap<ItemId, Answer>,
}

impl Progress {
    fn apply(&mut self, kind: &Kind, when: Moment) {
        match kind {
            Kind::LessonRead(mark) => {
                self.read.entry(mark.lesson.clone()).or_insert(when);
            }
            Kind::LessonUnread(mark) => {
                self.read.remove(&mark.lesson);
            }
            Kind::Prediction(made) => {
                if self.first.get(&made.id).is_none_or(|before| before.rev < made.rev) {
                    self.first.insert(made.id.clone(), made.clone());
                }
                if self.predictions.get(&made.id).is_none_or(|before| before.rev <= made.rev) {
                    self.predictions.insert(made.id.clone(), made.clone());
                }
            }
            Kind::Answer(answer) if self.answers.get(&answer.item).is_none_or(|before| before.rev <= answer.rev) => {
                self.answers.insert(answer.item.clone(), answer.clone());
            }
            _ => {}
        }
    }
}

/// What the learner wrote and marked in the lessons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The note on each lesson that has one.
    pub notes: LiteMap<LessonSlug, String>,
    /// The bookmarks in each lesson that has one: headings, or none for the lesson as a whole.
    pub bookmarks: LiteMap<LessonSlug, Vec<Option<Word>>>,
}

impl Marks {
    fn apply(&mut self, kind: &Kind) {
        match kind {
            Kind::Note(note) if note.text.is_empty() => {
                self.notes.remove(&note.lesson);
            }
            Kind::Note(note) => {
                self.notes.insert(note.lesson.clone(), note.text.clone());
            }
            Kind::Bookmark(bookmark) => {
                let there = self.bookmarks.entry(bookmark.lesson.clone()).or_default();
                there.retain(|heading| *heading != bookmark.heading);
                if bookmark.on {
                    there.push(bookmark.heading.clone());
                    there.sort_unstable();
                } else if there.is_empty() {
                    self.bookmarks.remove(&bookmark.lesson);
                }
            }
            _ => {}
        }
    }
}

/// Where the learner stands and what they intend.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Course {
    /// All self-assessments, in order.
    pub assessments: Vec<(Moment, Assessment)>,
    /// The plan, if one was made.
    pub plan: Option<Plan>,
    /// The first day on which anything was studied: day 0 of the checkpoints.
    pub first_day: Option<Day>,
}

impl Course {
    /// Replays the log.
    pub fn of(log: &Log) -> Self {
        let mut course = Self { first_day: study_days(log).first().copied(), ..Self::default() };
        for event in log.live() {
            match &event.kind {
                Kind::Assessment(assessment) => course.assessments.push((event.when, assessment.clone())),
                Kind::Plan(plan) => course.plan = Some(plan.clone()),
                _ => {}
            }
        }
        course
    }
}

/// The days on which something was studied: a review, an answer, a prediction or a lesson.
pub fn study_days(log: &Log) -> Vec<Day> {
    let studied =
        |kind: &Kind| matches!(kind, Kind::Review(_) | Kind::Answer(_) | Kind::Prediction(_) | Kind::LessonRead(_));
    let mut days: Vec<Day> = log.live().filter(|event| studied(&event.kind)).map(|event| event.when.day()).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Predictions that were made with about the same confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Lowest confidence in percent; the band reaches to just below the next one, the last one to 100.
    pub from: u8,
    /// How many predictions.
    pub count: u32,
    /// How many turned out right.
    pub hits: u32,
    /// Mean of the stated confidence, from 0 to 1.
    pub confidence: f64,
}

impl Band {
    /// Share of hits. A learner is calibrated where it equals the confidence.
    pub fn hit_rate(&self) -> f64 {
        f64::from(self.hits) / f64::from(self.count)
    }
}

/// How well the learner's predictions hold. Only the first commitment to each prediction counts, since
/// later ones are made knowing the outcome.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    /// Predictions that turned out right.
    pub hits: u32,
    /// Predictions that did not.
    pub misses: u32,
    /// Those with a stated confidence, in bands of ten percent from low to high. Empty bands are left out.
    pub bands: Vec<Band>,
    /// Mean squared difference between confidence and outcome (Brier score) over the same predictions:
    /// 0 is perfect, and always saying 50 % gets 0.25. None without any.
    pub brier: Option<f64>,
}

impl Calibration {
    /// Of the first commitments.
    pub fn of(progress: &Progress) -> Self {
        let mut calibration = Self::default();
        let mut sure: Vec<(u8, bool)> = Vec::new();
        for made in progress.first.values() {
            *(if made.hit { &mut calibration.hits } else { &mut calibration.misses }) += 1;
            sure.extend(made.confidence.map(|percent| (percent, made.hit)));
        }
        sure.sort_unstable();
        let share = |percent: u8| f64::from(percent) / 100.0;
        for band in sure.chunk_by(|(a, _), (b, _)| tenth(*a) == tenth(*b)) {
            let count = band.len() as u32;
            calibration.bands.push(Band {
                from: tenth(band[0].0) * 10,
                count,
                hits: band.iter().filter(|(_, hit)| *hit).count() as u32,
                confidence: band.iter().map(|(percent, _)| share(*percent)).sum::<f64>() / f64::from(count),
            });
        }
        let off = |(percent, hit): &(u8, bool)| share(*percent) - f64::from(u8::from(*hit));
        let squares: f64 = sure.iter().map(|p| off(p) * off(p)).sum();
        calibration.brier = (!sure.is_empty()).then(|| squares / sure.len() as f64);
        calibration
    }

    /// Share of hits over all predictions; none without any.
    pub fn hit_rate(&self) -> Option<f64> {
        let all = self.hits + self.misses;
        (all > 0).then(|| f64::from(self.hits) / f64::from(all))
    }
}

fn tenth(percent: u8) -> u8 {
    (percent / 10).min(9)
}
