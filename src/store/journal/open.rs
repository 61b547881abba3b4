//! Warning signs that were told and still count: nobody has checked them, as far as the journal knows.

use std::collections::{BTreeSet, HashSet};

use jiff::civil::Date;

use super::{CheckedSign, Entry, EventKind, MORNING, night_of};
use crate::health::answer::Answer;
use crate::health::body::Leg;
use crate::health::signs::{Lasts, Sign, TickedSigns, ToldSign, days};

/// A warning sign that was told and that nobody has said was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSign {
    pub sign: CheckedSign,
    pub night: Date,
    /// The day on which it was told; until five in the morning it is the evening's.
    pub told: Date,
    pub side: Option<Leg>,
}

impl OpenSign {
    /// `None` for a sign that only a newer winddown knows.
    pub fn known(&self) -> Option<Sign> {
        Sign::from_id(&self.sign.sign)
    }

    /// Whether it holds routines back until it is checked. What nobody here knows does, to be safe.
    pub fn holds(&self) -> bool {
        self.known().is_none_or(|sign| sign.lasts() == Lasts::UntilChecked)
    }

    /// "a swollen, hot, red or very tender leg (left), noted on Tuesday". `tonight` decides whether the name of the day
    /// says enough.
    pub fn told(&self, tonight: Date) -> ToldSign {
        let sign = self.known();
        let what = sign.map_or_else(
            || format!("\"{}\", which only a newer winddown knows", self.sign.sign),
            |sign| sign.in_short().to_owned(),
        );
        let leg = match (sign, self.side) {
            (
                Some(Sign::Swollen | Sign::Throbbing | Sign::ColdLeg | Sign::RestPain),
                Some(leg @ (Leg::Left | Leg::Right)),
            ) => {
                format!(" ({})", leg.label())
            }
            _ => String::new(),
        };
        let told = day(self.told, tonight);
        let night = match days(self.night, self.told) {
            0 | 1 => String::new(),
            _ => format!(", for the night of {}", self.night.strftime("%-d %B")),
        };
        ToldSign { sign, because: format!("{what}{leg}, noted on {told}{night}") }
    }
}

/// "Tuesday" within the last week, "3 November" within the last months, or the whole date.
fn day(day: Date, tonight: Date) -> String {
    let form = match days(day, tonight) {
        ..=6 => "%A",
        7..=300 => "%-d %B",
        _ => "%-d %B %Y",
    };
    day.strftime(form).to_string()
}

/// The signs that these entries tell of in their last telling, in order, without those that were checked.
pub(crate) fn open_signs<'a>(entries: impl Iterator<Item = &'a Entry> + Clone) -> Vec<OpenSign> {
    let checked: HashSet<&CheckedSign> = entries
        .clone()
        .filter_map(|entry| {
            let EventKind::Checked(note) = &entry.what else { return None };
            Some(&note.checked)
        })
        .flatten()
        .collect();
    let mut open = Vec::new();
    for entry in entries {
        let Some((of, words, side)) = told(entry) else { continue };
        let words = words.into_iter().map(|sign| CheckedSign { of: of.clone(), sign });
        open.extend(words.filter(|sign| !checked.contains(sign)).map(|sign| OpenSign {
            sign,
            night: entry.night,
            told: night_of(&entry.at, MORNING),
            side,
        }));
    }
    open
}

/// What an entry tells of, and the words of the signs in it. A cramp that nobody said has eased tells that much by itself.
pub(super) fn told(entry: &Entry) -> Option<(String, BTreeSet<String>, Option<Leg>)> {
    let (of, signs, side) = ticked(entry)?;
    let mut words: BTreeSet<String> = signs.words().map(str::to_owned).collect();
    if let EventKind::Cramp(note) = &entry.what {
        words.extend(note.may_last().then(|| Sign::NotEasing.id().to_owned()));
    }
    Some((of, words, side))
}

/// What an entry tells of, in a word that stays the same when it is told again, the signs ticked in it, and the leg.
pub(crate) fn ticked(entry: &Entry) -> Option<(String, &TickedSigns, Option<Leg>)> {
    match &entry.what {
        EventKind::Cramp(note) => Some((note.cramp.clone(), &note.signs, note.side)),
        EventKind::Night(note) => Some((entry.night.to_string(), &note.signs, None)),
        EventKind::Signs(note) => Some((note.id.clone(), &note.signs, note.side)),
        EventKind::Session(_)
        | EventKind::Water(_)
        | EventKind::Excused(_)
        | EventKind::Before(_)
        | EventKind::Checked(_)
        | EventKind::Thoughts(_)
        | EventKind::Void { .. }
        | EventKind::Other { .. } => None,
    }
}
