//! What an evening that runs does now, for other programs to read.
//!
//! One small file, `<state>/now.json`. It is written when a part begins or ends, or time stands still, never because time
//! passes: it holds when the part ends. It counts for as long as the lock of [`Running`](super::Running) is held.

use std::io;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::health::body::Side;
use crate::routine::plan::Part;
use crate::store::json_file::JsonFile;
use crate::store::paths::Paths;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Status {
    pub(crate) routine: String,
    /// The routine's name.
    pub(crate) name: String,
    pub(crate) step: String,
    /// Counting from one.
    pub(crate) nth: usize,
    pub(crate) of: usize,
    pub(crate) part: StatusPart,
    pub(crate) side: Option<Side>,
    pub(crate) paused: bool,
    /// How much was left of the part when this was written; `None` where a key ends it.
    pub(crate) left: Option<Duration>,
    /// When it ends in the world, unless time stands still.
    pub(crate) ends: Option<Timestamp>,
}

/// What one does, in a word that programs can rely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum StatusPart {
    Place,
    Ready,
    Hold,
    Count,
    Rest,
    Change,
    Breathe,
    Question,
    Wait,
}

impl From<&Part> for StatusPart {
    fn from(part: &Part) -> StatusPart {
        match part {
            Part::Place => StatusPart::Place,
            Part::Ready => StatusPart::Ready,
            Part::Hold => StatusPart::Hold,
            Part::Reps { .. } => StatusPart::Count,
            Part::Rest => StatusPart::Rest,
            Part::Change => StatusPart::Change,
            Part::Breathe { .. } | Part::Free => StatusPart::Breathe,
            Part::Clot | Part::Check(_) => StatusPart::Question,
            Part::Wait => StatusPart::Wait,
        }
    }
}

const VERSION: u64 = 1;
/// As late as an evening may be before it pauses by itself.
const GONE: SignedDuration = SignedDuration::from_secs(3);

#[derive(Serialize, Deserialize)]
struct Versioned<S> {
    v: u64,
    #[serde(flatten)]
    status: S,
}

impl Status {
    /// What was written last, also by a program that has died since.
    pub(super) fn last(paths: &Paths) -> Option<Status> {
        let read: Versioned<Status> = file(paths).peek()?;
        (read.v == VERSION).then_some(read.status)
    }

    /// Puts it in place of the one before. It need not outlast a power cut, so nobody waits for the disk.
    pub(super) fn save(&self, paths: &Paths) -> io::Result<()> {
        file(paths).save_unsynced(&Versioned { v: VERSION, status: self })
    }

    /// Whether time stands still. It will turn out to do so where a part should long have ended: its program was stopped,
    /// or the machine slept.
    pub(crate) fn is_paused(&self, at: Timestamp) -> bool {
        self.paused || self.ends.is_some_and(|ends| at.duration_since(ends) > GONE)
    }

    /// How much is left of the part; `None` where a key ends it. A clock that was set since makes it no longer.
    pub(crate) fn left_at(&self, at: Timestamp) -> Option<Duration> {
        let left = self.left?;
        let Some(ends) = self.ends else { return Some(left) };
        Some(Duration::try_from(ends.duration_since(at)).unwrap_or(Duration::ZERO).min(left))
    }
}

pub(super) fn file(paths: &Paths) -> JsonFile {
    JsonFile::at(paths.state.join("now.json"))
}

#[cfg(test)]
mod tests {
    use super::super::Running;
    use super::*;

    fn status() -> Status {
        Status {
            routine: "classic".to_owned(),
            name: "Classic evening".to_owned(),
            step: "Wall calf stretch".to_owned(),
            nth: 1,
            of: 6,
            part: StatusPart::Hold,
            side: Some(Side::Left),
            paused: false,
            left: Some(Duration::from_secs(30)),
            ends: Some(Timestamp::UNIX_EPOCH + Duration::from_secs(1030)),
        }
    }

    #[test]
    fn it_counts_for_as_long_as_its_evening_runs() {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::under(home.path());
        let night = "2026-11-22".parse().unwrap();
        assert_eq!(Running::status(&paths), None);
        status().save(&paths).unwrap();
        assert_eq!(Running::status(&paths), None, "its program has died");
        let running = Running::announce(&paths, night).unwrap().unwrap();
        running.tell(&status());
        assert_eq!(Running::status(&paths), Some(status()));
        let paused = Status { paused: true, ends: None, ..status() };
        running.tell(&paused);
        assert_eq!(Running::status(&paths), Some(paused));
        drop(running);
        assert_eq!(Running::status(&paths), None);
        assert!(!paths.state.join("now.json").exists());
    }

    #[test]
    fn what_is_left_shrinks_by_the_clock_and_never_grows() {
        let at = |secs| Timestamp::UNIX_EPOCH + Duration::from_secs(secs);
        let left = |secs| status().left_at(at(secs)).map(|left| left.as_secs());
        assert_eq!([1000, 1007, 1030, 9999, 5].map(left), [Some(30), Some(23), Some(0), Some(0), Some(30)]);
        let paused = Status { paused: true, ends: None, ..status() };
        assert_eq!(paused.left_at(at(9999)), Some(Duration::from_secs(30)));
        assert_eq!(Status { left: None, ends: None, ..status() }.left_at(at(0)), None);
    }

    #[test]
    fn another_version_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::under(home.path());
        let _running = Running::announce(&paths, "2026-11-22".parse().unwrap()).unwrap().unwrap();
        for text in ["", "{}", "{\"v\":1}", "[]"] {
            std::fs::write(paths.state.join("now.json"), text).unwrap();
            assert_eq!(Running::status(&paths), None, "{text}");
        }
        file(&paths).save_unsynced(&Versioned { v: 2, status: status() }).unwrap();
        assert_eq!(Running::status(&paths), None);
    }

    #[test]
    #[cfg(unix)]
    fn it_is_private() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::under(home.path());
        status().save(&paths).unwrap();
        let mode = paths.state.join("now.json").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
