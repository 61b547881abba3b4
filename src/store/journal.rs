//! The journal: what happened, on disk, one line for each thing that happened.
//!
//! Files are `<data>/journal/<year>-<device>.jsonl`, one JSON object a line:
//!
//! ```json
//! {"v":1,"id":"…","at":"2026-11-22T22:10:03+01:00[Europe/Berlin]","night":"2026-11-22","kind":"water",…}
//! ```
//!
//! Every device writes its own file, so folders that are synced between machines never conflict; reading merges
//! them. Lines are only ever added: one that takes another back is a line too ([`EventKind::Void`]), and a session
//! is told again, whole, each time more of it is done. The last telling counts, also of a cramp, of a night, of why
//! it is excused, of what was parked for the morning after it and of how things were before; so where two devices
//! disagree, the one asked last is believed. Warning signs stand in what tells of a cramp or a night, or on their own
//! ([`EventKind::Signs`]); that they were checked is an entry too ([`EventKind::Checked`]). A line that cannot be read is
//! reported with its number and stays where it is, unless somebody has a torn one set aside; kinds and fields we do not
//! know are left alone.

use std::path::PathBuf;

use jiff::Zoned;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::document;
use crate::health::body::Leg;
use crate::health::water::WaterNote;
use crate::store::paths::Paths;

mod bad;
mod device;
mod line;
mod night;
mod open;
mod read;
mod recall;
mod time;
mod write;

pub(crate) use bad::SetAside;
pub(crate) use night::CheckedSign;
pub use night::{
    BeforeNote, CheckedNote, CrampNote, ExcusedNote, LASTED_OVER_TEN_MINUTES, NightNote, OVER_TEN_MINUTES,
    SignsNote, ThoughtsNote,
};
pub use night::{FORTNIGHT, LONGEST_CRAMP};
pub(crate) use night::{LONGEST_THOUGHT, MOST_THOUGHTS};
pub(crate) use open::{OpenSign, open_signs, ticked};
pub(crate) use read::{is_same, keep_last};
pub(crate) use time::{from_text, full, parse};

#[derive(Clone, Debug)]
pub struct Journal {
    folder: PathBuf,
    /// The folder that keeps the device's name.
    state: PathBuf,
}

impl Journal {
    /// Touches nothing on disk.
    pub fn open(paths: &Paths) -> Journal {
        Journal { folder: paths.data.join("journal"), state: paths.state.clone() }
    }

    /// Everything that happened on all devices, in order of time, in its last telling and without what was taken
    /// back.
    pub fn read_all(&self) -> JournalContents {
        read::all(&self.folder)
    }

    pub fn recall(&self, night: Date) -> StartupSummary {
        recall::of(&self.folder, night)
    }
}

pub fn line(id: &str, at: &Zoned, night: Date, what: &EventKind) -> String {
    let bytes = line::encode(id, at, night, what).unwrap_or_default();
    String::from_utf8_lossy(&bytes).trim_end().to_owned()
}

/// Named by the date of its evening: nights run from the hour `begins` (0 to 23, normally 12) to the same hour of
/// the next day, by the clock on the wall there.
pub fn night_of(at: &Zoned, begins: i8) -> Date {
    let date = at.date();
    if at.hour() < begins { date.yesterday().unwrap_or(date) } else { date }
}

/// The night that was slept last as of `at`: the one that holds the last five in the morning.
pub(crate) fn slept(at: &Zoned, begins: i8) -> Date {
    let before = |date: Date| date.yesterday().unwrap_or(date);
    let morning = if at.hour() < MORNING { before(at.date()) } else { at.date() };
    if MORNING < begins { before(morning) } else { morning }
}

/// The night that people call tonight at `at`: from five in the morning on, the one to come.
pub(crate) fn tonight(at: &Zoned, begins: i8) -> Date {
    night_of(at, begins).max(night_of(at, MORNING))
}

/// The hour from which a night counts as slept, and the next one is called tonight. Our choice: few people go to bed
/// later, or get up earlier.
const MORNING: i8 = 5;

#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: String,
    /// When it was written down, to the second.
    pub at: Zoned,
    pub night: Date,
    pub what: EventKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum EventKind {
    Session(SessionNote),
    Water(WaterNote),
    /// A night off: it counts neither as one with an evening nor as one without.
    Excused(ExcusedNote),
    Cramp(CrampNote),
    /// A night was looked at, cramp or not.
    Night(NightNote),
    /// How nights were before the routine, as recalled.
    Before(BeforeNote),
    Signs(SignsNote),
    Checked(CheckedNote),
    /// What was on somebody's mind before the night.
    Thoughts(ThoughtsNote),
    /// Another entry is taken back.
    Void {
        /// The id of the entry taken back; with it go all tellings of the same. A void can be taken back too.
        entry: String,
    },
    /// Something a newer winddown wrote: kept, and otherwise ignored.
    Other {
        kind: String,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionNote {
    pub session: String,
    /// An id such as `classic`, or a file's path.
    pub routine: String,
    pub name: String,
    /// To the second.
    #[serde(serialize_with = "time::seconds", deserialize_with = "time::from_text")]
    pub started: Zoned,
    pub steps: Vec<StepNote>,
    /// Whether it came to its end, however much was skipped on the way.
    pub finished: bool,
    /// Whether enough of it was done to count as a whole evening; `None` in lines from before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<bool>,
    /// Seconds spent on the work itself, without pauses and changes.
    pub seconds: u32,
}

impl SessionNote {
    fn tidy(&mut self) {
        [&mut self.session, &mut self.routine, &mut self.name].into_iter().for_each(document::tidy);
        for step in &mut self.steps {
            document::tidy(&mut step.name);
            step.share = step.share.min(100);
        }
    }

    /// Whether it counts as a whole evening; in older lines every evening that came to its end does.
    pub fn is_whole(&self) -> bool {
        self.whole.unwrap_or(self.finished)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepNote {
    pub name: String,
    /// How much of it was done, in percent: 0 to 100.
    pub share: u8,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct JournalContents {
    pub entries: Vec<Entry>,
    pub bad: Vec<BadLine>,
}

/// What the first frame of an evening needs to know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StartupSummary {
    /// Of this night or one before it; always a [`EventKind::Session`].
    pub last: Option<Entry>,
    pub water: Option<WaterNote>,
    /// The latest answers about water of the night before.
    pub water_before: Option<WaterNote>,
    /// What was parked last, of this night or one before it; always a [`EventKind::Thoughts`].
    pub parked: Option<Entry>,
    /// What was told of these two nights and their cramps, and whatever else tells of a warning sign that nobody
    /// has checked; in order of time.
    pub told: Vec<Entry>,
    /// Whether there are entries about cramps and nights, in the files that were looked at.
    pub keeps_diary: bool,
    /// The leg that clearly cramped more in this year's nights before: at least three times, and twice as often.
    pub worse_leg: Option<Leg>,
    /// Of the files that were looked at.
    pub bad: Vec<BadLine>,
}

/// A line, or a whole file, that could not be read; it was skipped and left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    pub file: PathBuf,
    pub line: u64,
    pub why: String,
}

#[cfg(test)]
mod tests;
