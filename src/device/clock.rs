//! The clock: the only reader of time.
//!
//! Everything else takes a [`Now`] as an argument, so a test's clock is a number. Two times are read, as neither
//! alone sees every gap: `up` stands still while the machine sleeps, `wall` jumps when somebody sets it. Where the system
//! can tell how long it has slept, that is read as well.
//!
//! For tests of the real program the environment variable `WINDDOWN_NOW`, a zoned time such as
//! `2026-11-22T22:00:00+01:00[Europe/Berlin]`, sets the wall time at the opening; one that cannot be read is ignored.

use std::time::{Duration, Instant};

use jiff::tz::{OffsetConflict, TimeZone};
use jiff::{Timestamp, Zoned};

use crate::session::{Now, later, signed};
use crate::store::zone;

#[derive(Clone, Debug)]
pub struct Clock {
    opened: Instant,
    /// How long the machine had slept at the opening, since it was started.
    slept: Option<Duration>,
    /// The system's wall clock at the opening.
    real: Timestamp,
    /// This clock's wall time at the opening: the same, unless a test set it.
    wall: Timestamp,
    zone: TimeZone,
    /// Whether a test has set time and zone.
    is_set: bool,
    /// Seconds that pass here in one real second; over zero and finite.
    speed: f64,
}

impl Clock {
    /// A speed that is no number over zero counts as 1.
    pub fn start(speed: f64) -> Clock {
        let asked = std::env::var("WINDDOWN_NOW")
            .ok()
            .and_then(|text| zone::zoned(&text, OffsetConflict::Reject).ok());
        Clock::opened_at(speed, asked)
    }

    pub fn now(&self) -> Now {
        let up = times(self.opened.elapsed(), self.speed);
        let passed = timestamp().duration_since(self.real);
        // A clock that was set back gives a negative length: kept, as that is how a jump is noticed.
        let scaled = signed(times(passed.unsigned_abs(), self.speed));
        let scaled = if passed.is_negative() { -scaled } else { scaled };
        let slept = asleep().zip(self.slept).map(|(now, then)| times(now.saturating_sub(then), self.speed));
        Now { up, wall: later(self.wall, scaled).to_zoned(self.zone.clone()), slept }
    }

    /// Real time since the opening, whatever the speed.
    pub(crate) fn elapsed(&self) -> Duration {
        self.opened.elapsed()
    }

    pub(crate) fn is_in_its_zone(&self) -> bool {
        self.is_set || self.zone == zone::of_system()
    }

    pub(crate) fn find_zone(&mut self) {
        if !self.is_set {
            self.zone = zone::of_system();
        }
    }

    /// How long `wait` takes in the world, never a little too short.
    pub(crate) fn real(&self, wait: Duration) -> Duration {
        if wait.is_zero() {
            return wait;
        }
        // Waking a rounding error early would cost a second wake-up.
        times(wait, self.speed.recip()).saturating_add(Duration::from_micros(1))
    }

    /// When the world's clocks will show that this one has come to `up`.
    pub(crate) fn deadline(&self, up: Duration) -> Timestamp {
        later(timestamp(), signed(self.real(up.saturating_sub(self.now().up))))
    }

    /// What the world's clocks show, whatever this one was set to.
    pub(crate) fn world() -> Timestamp {
        timestamp()
    }

    fn opened_at(speed: f64, asked: Option<Zoned>) -> Clock {
        let real = timestamp();
        let wall = asked.as_ref().map_or(real, Zoned::timestamp);
        let is_set = asked.is_some();
        let zone = asked.map_or_else(zone::of_system, |at| at.time_zone().clone());
        let speed = if speed.is_finite() && speed > 0.0 { speed } else { 1.0 };
        Clock { opened: instant(), slept: asleep(), real, wall, zone, is_set, speed }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the monotonic clock")]
fn instant() -> Instant {
    Instant::now()
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the wall clock")]
fn timestamp() -> Timestamp {
    Timestamp::now()
}

/// How long the machine has slept since it was started: the time of two clocks that differ in nothing else.
#[cfg(target_os = "linux")]
#[expect(clippy::unnecessary_wraps, reason = "other systems cannot say")]
fn asleep() -> Option<Duration> {
    use rustix::time::{ClockId, clock_gettime};

    let [with, without] = [ClockId::Boottime, ClockId::Monotonic]
        .map(|clock| Duration::try_from(clock_gettime(clock)).unwrap_or_default());
    Some(with.saturating_sub(without))
}

#[cfg(not(target_os = "linux"))]
fn asleep() -> Option<Duration> {
    None
}

fn times(length: Duration, factor: f64) -> Duration {
    Duration::try_from_secs_f64(length.as_secs_f64() * factor).unwrap_or(Duration::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn a_made_up_moment_is_ten_in_the_evening_in_berlin() {
        let start = Now::at(Duration::ZERO);
        assert_eq!(start.wall.to_string(), "2026-11-22T22:00:00+01:00[Europe/Berlin]");
        let later = Now::at(Duration::from_millis(2 * 3_600_000 + 500));
        assert_eq!(later.wall.to_string(), "2026-11-23T00:00:00.5+01:00[Europe/Berlin]");
        assert_eq!(later.up, Duration::from_millis(7_200_500));
        assert_eq!(Now::at(Duration::MAX).wall.timestamp(), Timestamp::MAX);
    }

    #[test]
    fn both_times_run_at_the_speed() {
        let opening: Zoned = "2026-03-29T01:59:59+01:00[Europe/Berlin]".parse().unwrap();
        let clock = Clock::opened_at(1_000_000.0, Some(opening.clone()));
        let mut now = clock.now();
        while now.up < Duration::from_secs(100) {
            now = clock.now();
        }
        assert!(now.wall.duration_since(&opening) >= SignedDuration::from_secs(1));
        assert_eq!(now.wall.time_zone(), opening.time_zone());
        assert!(clock.now().up >= now.up);
    }

    #[test]
    fn without_a_wish_the_wall_is_the_system_s() {
        let before = timestamp();
        let now = Clock::opened_at(1.0, None).now();
        let after = timestamp();
        assert!((before..=after).contains(&now.wall.timestamp()));
        assert!(now.up < Duration::from_secs(60));
    }

    #[test]
    fn waits_shrink_with_the_speed_and_never_end_early() {
        for speed in [0.5, 1.0, 3.0, 60.0, 1e6] {
            let clock = Clock::opened_at(speed, None);
            for wait in [Duration::from_nanos(1), Duration::from_millis(333), Duration::from_secs(14_400)] {
                let real = clock.real(wait);
                assert!(times(real, speed) >= wait, "{wait:?} at {speed}");
                assert!(real.as_secs_f64() <= wait.as_secs_f64() / speed + 2e-6);
            }
            assert_eq!(clock.real(Duration::ZERO), Duration::ZERO);
            clock.real(Duration::MAX);
        }
    }

    #[test]
    fn senseless_speeds_count_as_one() {
        for speed in [0.0, -3.0, f64::NAN, f64::INFINITY] {
            let clock = Clock::opened_at(speed, None);
            assert!(clock.real(Duration::from_secs(5)) >= Duration::from_secs(5));
            assert!(clock.now().up < Duration::from_secs(60));
        }
        Clock::opened_at(f64::MAX, None).now();
        Clock::opened_at(f64::MIN_POSITIVE, None).real(Duration::from_secs(1));
    }
}
