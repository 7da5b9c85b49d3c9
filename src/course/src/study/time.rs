//! Points in time and study days. There is no clock here: the caller reads it and passes a [`Moment`].

use crate::json::FromJson;
use serde::Serialize;
use serde_json::Value;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// A study day begins at this hour, so that reviews after midnight belong to the evening.
pub const DAY_BEGINS_AT_HOUR: i64 = 4;
/// The last millisecond of the year 9999.
const LAST: u64 = 253_402_300_799_999;
/// No place is farther from UTC than 14 hours; a little slack for odd clocks.
const MAX_OFFSET: i16 = 18 * 60;

/// Milliseconds since 1970-01-01 UTC, up to the year 9999.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "u64")]
pub struct Millis(u64);

impl Millis {
    /// Clamps into the years 1970 to 9999: an answer given under a broken clock is still an answer.
    pub fn clamped(unix_ms: i64) -> Self {
        Self(u64::try_from(unix_ms).unwrap_or(0).min(LAST))
    }

    /// As a plain number.
    pub fn get(self) -> u64 {
        self.0
    }

    /// Milliseconds from `earlier` to here; 0 if `earlier` is later.
    pub fn since(self, earlier: Millis) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl TryFrom<u64> for Millis {
    type Error = &'static str;

    fn try_from(ms: u64) -> Result<Self, Self::Error> {
        if ms > LAST { Err("a time after the year 9999") } else { Ok(Self(ms)) }
    }
}

impl From<Millis> for u64 {
    fn from(ms: Millis) -> u64 {
        ms.0
    }
}

/// Minutes that local time is ahead of UTC (east is positive), within ±18 hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "i16")]
pub struct UtcOffset(i16);

impl UtcOffset {
    /// Clamps into ±18 hours. The browser's `getTimezoneOffset()` has the opposite sign.
    pub fn clamped(minutes_east: i32) -> Self {
        Self(minutes_east.clamp(-i32::from(MAX_OFFSET), i32::from(MAX_OFFSET)) as i16)
    }

    /// Whether it is UTC itself.
    pub fn is_utc(&self) -> bool {
        self.0 == 0
    }
}

impl TryFrom<i16> for UtcOffset {
    type Error = &'static str;

    fn try_from(minutes: i16) -> Result<Self, Self::Error> {
        if minutes.unsigned_abs() > MAX_OFFSET as u16 { Err("a time zone beyond 18 hours") } else { Ok(Self(minutes)) }
    }
}

impl From<UtcOffset> for i16 {
    fn from(offset: UtcOffset) -> i16 {
        offset.0
    }
}

/// A reading of the learner's clock: when, and how far local time is from UTC there.
///
/// Events keep the offset, so that travel and daylight saving never move a past review to another day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// When.
    pub at: Millis,
    /// Local time there and then.
    pub offset: UtcOffset,
}

impl Moment {
    /// From the clock and the minutes that local time is ahead of UTC; both are clamped.
    pub fn new(unix_ms: i64, minutes_east: i32) -> Self {
        Self { at: Millis::clamped(unix_ms), offset: UtcOffset::clamped(minutes_east) }
    }

    /// The study day: the local date, where a day begins at 04:00.
    pub fn day(self) -> Day {
        let local = self.at.0 as i64 + i64::from(self.offset.0) * MINUTE - DAY_BEGINS_AT_HOUR * 60 * MINUTE;
        Day(local.div_euclid(DAY) as i32)
    }
}

/// A date, counted in days from 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Day(pub i32);

impl FromJson for Day {
    fn from_json(value: &Value) -> Option<Self> {
        i32::from_json(value).map(Day)
    }
}

impl Day {
    /// Whole days from `earlier` to here; 0 if `earlier` is later.
    pub fn since(self, earlier: Day) -> u32 {
        u32::try_from(i64::from(self.0) - i64::from(earlier.0)).unwrap_or(0)
    }

    /// The day `days` later.
    pub fn plus(self, days: u32) -> Day {
        Day(self.0.saturating_add_unsigned(days))
    }

    /// The date as (year, month 1–12, day 1–31) of the Gregorian calendar.
    ///
    /// Counts years from March, so that a leap day is the last day of its year, in cycles of 400 years.
    pub fn date(self) -> (i32, u32, u32) {
        let from_march_of_year_0 = i64::from(self.0) + DAYS_TO_1970;
        let (cycle, day) = (from_march_of_year_0.div_euclid(CYCLE), from_march_of_year_0.rem_euclid(CYCLE));
        let year = (day - day / 1_460 + day / 36_524 - day / (CYCLE - 1)) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let in_month = day - (153 * month + 2) / 5 + 1;
        let (year, month) = if month < 10 { (year, month + 3) } else { (year + 1, month - 9) };
        ((cycle * 400 + year) as i32, month as u32, in_month as u32)
    }

    /// The day of a Gregorian date; `None` if there is no such date or it lies outside the years 1 to 9999.
    pub fn from_date(year: i32, month: u32, day: u32) -> Option<Day> {
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let y = i64::from(y);
        let days = 365 * y + y / 4 - y / 100 + y / 400 + i64::from((153 * m + 2) / 5 + day - 1);
        let found = Day((days - DAYS_TO_1970) as i32);
        (found.date() == (year, month, day)).then_some(found)
    }
}

/// Days in 400 Gregorian years.
const CYCLE: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const DAYS_TO_1970: i64 = 719_468;

#[cfg(test)]
mod tests {
    use super::*;

    /// 2024-03-10 00:00 UTC.
    const MIDNIGHT: i64 = 1_710_028_800_000;
    const HOUR: i64 = 60 * MINUTE;

    #[test]
    fn a_study_day_begins_at_four_local_time() {
        let date = |hours, offset| Moment::new(MIDNIGHT + hours * HOUR, offset).day().date();
        assert_eq!(date(3, 0), (2024, 3, 9));
        assert_eq!(date(4, 0), (2024, 3, 10));
        assert_eq!(date(27, 0), (2024, 3, 10));
        // 22:30 UTC is 04:00 the next day in India, 17:30 the same day in New York.
        assert_eq!(Moment::new(MIDNIGHT + 22 * HOUR + 30 * MINUTE, 330).day().date(), (2024, 3, 11));
        assert_eq!(Moment::new(MIDNIGHT + 22 * HOUR + 30 * MINUTE - 1, 330).day().date(), (2024, 3, 10));
        assert_eq!(date(22, -300), (2024, 3, 10));
    }

    #[test]
    fn readings_are_clamped_and_stored_ones_checked() {
        assert_eq!(Moment::new(-5, 100_000), Moment { at: Millis(0), offset: UtcOffset(MAX_OFFSET) });
        assert_eq!(Moment::new(i64::MAX, 0).day().date(), (9999, 12, 31));
        assert_eq!(Moment::new(0, 0).day(), Day(-1));
        assert!(Millis::try_from(253_402_300_800_000).is_err());
        assert!(UtcOffset::try_from(1_081).is_err());
    }

    #[test]
    fn dates_and_days_are_inverse() {
        assert_eq!(Day(0).date(), (1970, 1, 1));
        assert_eq!(Day::from_date(2000, 2, 29), Some(Day(11_016)));
        assert_eq!(Day::from_date(1900, 2, 29), None);
        assert_eq!(Day::from_date(2023, 4, 31), None);
        assert_eq!(Day::from_date(2024, 13, 1), None);
        let mut previous = Day(-700_000).date();
        for n in -699_999..100_000 {
            let date = Day(n).date();
            assert!(date > previous, "day {n}");
            assert_eq!(Day::from_date(date.0, date.1, date.2), Some(Day(n)));
            previous = date;
        }
    }

    #[test]
    fn differences_never_go_below_zero() {
        assert_eq!(Day(5).since(Day(2)), 3);
        assert_eq!(Day(2).since(Day(5)), 0);
        assert_eq!(Day(i32::MAX).since(Day(i32::MIN)), u32::MAX);
        assert_eq!(Day(i32::MAX).plus(7), Day(i32::MAX));
        assert_eq!(Millis(3).since(Millis(5)), 0);
    }
}
