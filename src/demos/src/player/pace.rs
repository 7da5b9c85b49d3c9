//! Running: time becomes steps.

use super::Player;

/// Whether and how fast time becomes steps.
pub(super) struct Pace {
    pub running: bool,
    pub speed: f64,
    /// Steps that have been waited for, with a fraction.
    owed: f64,
}

impl Pace {
    /// At rest.
    pub fn new(speed: f64) -> Pace {
        Pace { running: false, speed, owed: 0.0 }
    }
}

impl Player {
    /// A frame counts for no more than this many milliseconds, so that a tab that slept does not leap ahead.
    const LONGEST_FRAME: f64 = 250.0;

    /// Whether time becomes steps.
    pub fn running(&self) -> bool {
        self.pace.running
    }

    /// Starts to run. From the end it starts over.
    pub fn play(&mut self) {
        if !self.spec.runs {
            return;
        }
        if self.finished() {
            self.seek(0);
        }
        self.pace = Pace { running: true, owed: 0.0, ..self.pace };
    }

    /// Stops running.
    pub fn pause(&mut self) {
        self.pace.running = false;
    }

    /// Steps a second.
    pub fn speed(&self) -> f64 {
        self.pace.speed
    }

    /// Sets the steps a second, within [`Player::SPEEDS`].
    pub fn set_speed(&mut self, steps_per_second: f64) {
        if steps_per_second.is_finite() {
            self.pace.speed = steps_per_second.clamp(Player::SPEEDS[0], Player::SPEEDS[1]);
        }
    }

    /// Lets `ms` milliseconds pass while running. `true` if the picture may have changed.
    pub fn tick(&mut self, ms: f64) -> bool {
        let due = self.steps_due(ms);
        due > 0 && self.advance(due)
    }

    /// Whole steps that are due after `ms` more milliseconds; the rest is kept for the next call.
    pub fn steps_due(&mut self, ms: f64) -> u32 {
        if !self.pace.running || ms.is_nan() {
            return 0;
        }
        self.pace.owed += self.pace.speed * ms.clamp(0.0, Player::LONGEST_FRAME) / 1000.0;
        let due = self.pace.owed.floor();
        self.pace.owed -= due;
        due as u32
    }
}
