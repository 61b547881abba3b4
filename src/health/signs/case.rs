//! What the rules for warning signs are asked about.

use jiff::civil::Date;

use super::sign::Sign;
use crate::health::body::Severity;

#[derive(Clone, Debug, Default)]
pub(crate) struct Case<'a> {
    /// The signs that were ticked and still count.
    pub(crate) told: Vec<ToldSign>,
    pub(crate) lasting: Option<u32>,
    /// The longest cramp lately that has eased: its seconds and its night.
    pub(crate) longest: Option<(u32, Date)>,
    /// The night with which windows of nights end.
    pub(crate) last: Date,
    /// The logged nights, with the one being logged; other nights are unknown, not free of cramps.
    pub(crate) nights: &'a [KnownFacts],
    /// Known once the routine was regular for six weeks.
    pub(crate) change: Option<Change>,
    pub(crate) conditions: Vec<&'static str>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldSign {
    /// `None` for one that only a newer winddown knows.
    pub(crate) sign: Option<Sign>,
    /// "A swollen, hot, red or very tender leg, noted on Tuesday".
    pub(crate) because: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct KnownFacts {
    pub(crate) night: Date,
    pub(crate) cramp: bool,
    pub(crate) worst: Option<Severity>,
    pub(crate) disturbed: Option<Severity>,
    pub(crate) sore_over_a_day: bool,
    pub(crate) medicine: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Change {
    pub(crate) before: Fortnight,
    pub(crate) lately: Fortnight,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Fortnight {
    pub(crate) nights: u32,
    pub(crate) cramp_nights: u32,
    pub(crate) cramps: u32,
    pub(crate) severity: Option<f64>,
}

impl ToldSign {
    pub(crate) fn just_ticked(sign: Sign) -> ToldSign {
        ToldSign { sign: Some(sign), because: String::new() }
    }
}

/// Nights that rules look back (RF8 to RF10; our choice).
pub(crate) const FORTNIGHT: i32 = 14;
/// Days after which a standing sign is shown again, and what seldom changes is asked again (K1).
pub(crate) const A_MONTH: i32 = 30;

impl Case<'_> {
    /// The logged nights among the `count` that end `back` nights before the last.
    pub(super) fn window(&self, count: i32, back: i32) -> impl Iterator<Item = &KnownFacts> {
        self.nights.iter().filter(move |facts| (back..back + count).contains(&days(facts.night, self.last)))
    }

    pub(super) fn cramp_nights(&self, count: i32, back: i32) -> usize {
        self.window(count, back).filter(|facts| facts.cramp).count()
    }
}

/// Nights from `then` to `now`; negative if `then` comes later.
pub(crate) fn days(then: Date, now: Date) -> i32 {
    now.since(then).map_or(i32::MAX, |span| span.get_days())
}
