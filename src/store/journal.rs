//! The journal: what happened, on disk, one line for each thing that happened.
//!
//! Files are `<data>/journal/<year>-<device>.jsonl`, one JSON object a line:
//!
//! ```json
//! {"v":1,"id":"…","at":"2026-11-22T22:10:03+01:00[Europe/Berlin]","night":"2026-11-22","kind":"water",…}
//! ```
//!
//! Every device writes its own file, so folders that are synced between machines never conflict; reading merges them.
//! Lines are only ever added. Whoever changes their mind adds a line that takes another back ([`EventKind::Void`]), and a
//! session is told again, whole, each time more of it is done: the last telling counts. The same holds for a cramp,
//! for how a night was, and for how things were before the routine; so where two devices disagree about a night, the
//! one asked last is believed. Warning signs stand in what tells of a cramp or a night, or on their own
//! ([`EventKind::Signs`]); that they were checked is an entry too ([`EventKind::Checked`]), which names what told of them. A line that cannot be read is reported with its number and stays where it is; kinds
//! and fields we do not know are left alone.

use std::io;
use std::path::PathBuf;

use jiff::Zoned;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::health::body::Leg;
use crate::health::water::WaterNote;
use crate::store::paths::Paths;

mod device;
mod line;
mod night;
mod open;
mod read;
mod recall;
mod time;
mod write;

pub(crate) use night::CheckedSign;
pub use night::{
    BeforeNote, CheckedNote, CrampNote, LASTED_OVER_TEN_MINUTES, NightNote, OVER_TEN_MINUTES, SignsNote,
};
pub use night::{FORTNIGHT, LONGEST_CRAMP};
pub(crate) use open::{OpenSign, open_signs};
pub(crate) use read::is_same;
pub(crate) use time::{from_text, full, parse};

/// The journal of all devices; this one's own part of it can be written.
#[derive(Clone, Debug)]
pub struct Journal {
    /// The folder that holds all files of it.
    folder: PathBuf,
    /// The folder that keeps the device's name.
    state: PathBuf,
}

impl Journal {
    /// Returns the journal in the person's folders; touches nothing on disk.
    pub fn open(paths: &Paths) -> Journal {
        Journal { folder: paths.data.join("journal"), state: paths.state.clone() }
    }

    /// Adds that `what` happened at `at`, in `night`, and returns the new entry's id once it is on disk.
    ///
    /// Waits about a second at most for another winddown that is writing too.
    ///
    /// # Errors
    /// The system's, with the file's name: `WouldBlock` if another program held on to the file; `InvalidInput` for
    /// [`EventKind::Other`], which is for reading only. Nothing that was there before is ever lost, and trying again is
    /// always right.
    pub fn append(&self, at: &Zoned, night: Date, what: &EventKind) -> io::Result<String> {
        write::append(&self.folder, &self.state, at, night, what)
    }

    /// Returns everything that happened on all devices, in order of time: sessions, cramps and nights once each, in
    /// their last telling, and without what was taken back.
    pub fn read_all(&self) -> JournalContents {
        read::all(&self.folder)
    }

    /// Returns what the first frame of the evening of `night` shows; reads no more years than it must.
    pub fn recall(&self, night: Date) -> StartupSummary {
        recall::of(&self.folder, night)
    }
}

/// Returns the line that stands for an entry, without its end.
pub fn line(id: &str, at: &Zoned, night: Date, what: &EventKind) -> String {
    let bytes = line::encode(id, at, night, what).unwrap_or_default();
    String::from_utf8_lossy(&bytes).trim_end().to_owned()
}

/// Returns the night that `at` belongs to, named by the date of its evening: nights run from the hour `begins`
/// (0 to 23, normally 12) to the same hour of the next day, by the clock on the wall there.
pub fn night_of(at: &Zoned, begins: i8) -> Date {
    let date = at.date();
    if at.hour() < begins { date.yesterday().unwrap_or(date) } else { date }
}

/// Returns the night that was slept last as of `at`: the one that holds the last five in the morning. Nights run from
/// the hour `begins`, as for [`night_of`].
pub(crate) fn slept(at: &Zoned, begins: i8) -> Date {
    let before = |date: Date| date.yesterday().unwrap_or(date);
    let morning = if at.hour() < MORNING { before(at.date()) } else { at.date() };
    if MORNING < begins { before(morning) } else { morning }
}

/// The hour at which a night has been slept.
const MORNING: i8 = 5;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its name, unlike any other's on any device.
    pub id: String,
    /// When it was written down, to the second.
    pub at: Zoned,
    /// The night it belongs to.
    pub night: Date,
    /// What happened.
    pub what: EventKind,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum EventKind {
    /// A session ended, or got further.
    Session(SessionNote),
    /// The question about water was answered.
    Water(WaterNote),
    /// The night goes without a routine, on purpose.
    Excused,
    /// There was a cramp.
    Cramp(CrampNote),
    /// A night was looked at, cramp or not.
    Night(NightNote),
    /// How nights were before the routine, as recalled.
    Before(BeforeNote),
    /// Warning signs were told on their own.
    Signs(SignsNote),
    /// Warning signs were checked, as the person says.
    Checked(CheckedNote),
    /// Another entry is taken back.
    Void {
        /// The id of the entry taken back; with it go all tellings of the same. A void can be taken back too.
        entry: String,
    },
    /// Something a newer winddown wrote: kept, and otherwise ignored.
    Other {
        /// What it calls it.
        kind: String,
    },
}

/// How a session went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionNote {
    /// The session's own id; a later entry with the same one replaces this.
    pub session: String,
    /// Which routine: an id such as `classic`, or a file's path.
    pub routine: String,
    /// What people call the routine.
    pub name: String,
    /// When the session began, to the second.
    #[serde(serialize_with = "time::seconds", deserialize_with = "time::from_text")]
    pub started: Zoned,
    /// What was done of each step, in the routine's order.
    pub steps: Vec<StepNote>,
    /// Whether the routine came to its end.
    pub finished: bool,
    /// Seconds spent on the work itself, without pauses and changes.
    pub seconds: u32,
}

/// What was done of one step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepNote {
    /// What people call the step.
    pub name: String,
    /// How much of it was done, in percent: 0 to 100.
    pub share: u8,
}

/// Everything that could be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JournalContents {
    /// What happened, in order of time.
    pub entries: Vec<Entry>,
    /// What could not be read.
    pub bad: Vec<BadLine>,
}

/// What the first frame of an evening needs to know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StartupSummary {
    /// The latest session up to and including this night; always a [`EventKind::Session`].
    pub last: Option<Entry>,
    /// The latest answers about water of this night.
    pub water: Option<WaterNote>,
    /// The latest answers about water of the night before.
    pub water_before: Option<WaterNote>,
    /// What was told of cramps in these two nights and of how they were, and whatever else tells of a warning sign that
    /// nobody has checked; in order of time, in their last telling.
    pub told: Vec<Entry>,
    /// Whether there are entries about cramps and nights, in the files that were looked at.
    pub keeps_diary: bool,
    /// The leg that clearly cramped more in this year's nights before: at least three times, and twice as often.
    pub worse_leg: Option<Leg>,
    /// What could not be read in the files that were looked at.
    pub bad: Vec<BadLine>,
}

/// A line, or a whole file, that could not be read; it was skipped and left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The file, or the folder that could not be listed.
    pub file: PathBuf,
    /// The line, from 1; 0 for the file as a whole.
    pub line: u64,
    /// Why not, as a lower-case fragment.
    pub why: String,
}

#[cfg(test)]
mod tests;
