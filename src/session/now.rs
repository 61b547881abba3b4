//! A moment, as the core is told of it: time is an argument.

use std::time::Duration;

use jiff::tz::{self, TimeZone};
use jiff::{SignedDuration, Timestamp, Zoned};

/// One moment, on all clocks.
#[derive(Clone, Debug, PartialEq)]
pub struct Now {
    /// Time since the program opened, times the speed; never goes back, may stand still while the machine sleeps.
    pub up: Duration,
    /// Time of day where the person is; jumps when the clock is set or the machine slept.
    pub wall: Zoned,
    /// How long the machine has slept since the program opened, times the speed; `None` where the system cannot say.
    pub slept: Option<Duration>,
}

impl Now {
    /// A made-up moment for tests: `up` after ten in the evening of 22 November 2026, in Berlin.
    #[doc(hidden)]
    pub fn at(up: Duration) -> Now {
        const TEN: Timestamp = Timestamp::constant(1_795_381_200, 0);
        // Without time zone files the hour is right all the same.
        let berlin = TimeZone::get("Europe/Berlin").unwrap_or_else(|_| TimeZone::fixed(tz::offset(1)));
        Now { up, wall: later(TEN, signed(up)).to_zoned(berlin), slept: None }
    }
}

impl Now {
    /// The moment so long before this one.
    #[must_use]
    pub fn before(&self, long: Duration) -> Now {
        Now {
            up: self.up.saturating_sub(long),
            wall: self.wall.saturating_sub(signed(long)),
            slept: self.slept,
        }
    }
}

/// `at` moved by `length`, or the calendar's first or last moment where that would leave it.
pub(crate) fn later(at: Timestamp, length: SignedDuration) -> Timestamp {
    at.checked_add(length).unwrap_or(if length.is_negative() { Timestamp::MIN } else { Timestamp::MAX })
}

/// `length` with a sign, capped at the longest there is.
pub(crate) fn signed(length: Duration) -> SignedDuration {
    SignedDuration::try_from(length).unwrap_or(SignedDuration::MAX)
}
