//! Programs of the person's own that run when something happens, and the last one that failed.

use std::io;

use jiff::Zoned;
use serde::{Deserialize, Serialize};

use super::journal;
use super::json_file::JsonFile;
use super::paths::Paths;
use crate::document::keys::{Key, ValueSpec};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HookEvent {
    /// An evening begins, or goes on where it was left.
    Begin,
    /// A step begins, or its other side.
    Step,
    /// An evening is over, or was stopped.
    End,
    /// The cramp steps are opened.
    Cramp,
    /// The reminder is shown.
    Reminder,
}

impl HookEvent {
    pub(crate) const ALL: [HookEvent; 5] =
        [HookEvent::Begin, HookEvent::Step, HookEvent::End, HookEvent::Cramp, HookEvent::Reminder];

    /// What it is called in the settings, and what the program is told.
    pub(crate) fn word(self) -> &'static str {
        match self {
            HookEvent::Begin => "begin",
            HookEvent::Step => "step",
            HookEvent::End => "end",
            HookEvent::Cramp => "cramp",
            HookEvent::Reminder => "reminder",
        }
    }
}

/// What runs when: a program and its arguments for each event that has any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hooks(Vec<(HookEvent, Vec<String>)>);

const COMMAND: ValueSpec = ValueSpec::Command { most: 20 };

pub(super) const KEYS: &[Key] = &[
    Key::new("begin", COMMAND, "what runs when an evening begins, or goes on"),
    Key::new("step", COMMAND, "what runs when a step begins, or its other side"),
    Key::new("end", COMMAND, "what runs when an evening is over, or was stopped"),
    Key::new("cramp", COMMAND, "what runs when you open the cramp steps"),
    Key::new("reminder", COMMAND, "what runs when the reminder is shown"),
];

impl Hooks {
    /// `command` reads the setting of an event; an empty one is none.
    pub(super) fn of(command: impl Fn(&str) -> Option<Vec<String>>) -> Hooks {
        let own = |event: HookEvent| Some((event, command(event.word()).filter(|words| !words.is_empty())?));
        Hooks(HookEvent::ALL.into_iter().filter_map(own).collect())
    }

    pub(crate) fn command(&self, event: HookEvent) -> Option<&[String]> {
        self.all().find(|(own, _)| *own == event).map(|(_, command)| command)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (HookEvent, &[String])> {
        self.0.iter().map(|(event, command)| (*event, command.as_slice()))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The last hook that failed; it stays in `<state>/hooks.json` until somebody has been told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HookFailure {
    pub(crate) event: HookEvent,
    pub(crate) program: String,
    /// A lower-case fragment: "ended with exit status: 3".
    pub(crate) why: String,
    #[serde(serialize_with = "journal::full", deserialize_with = "journal::from_text")]
    pub(crate) at: Zoned,
}

impl HookFailure {
    pub(crate) fn save(&self, paths: &Paths) -> io::Result<()> {
        file(paths).save(self)
    }

    /// Returns it, and forgets it.
    pub(crate) fn take(paths: &Paths) -> Option<HookFailure> {
        let failure = file(paths).peek();
        // One that cannot be removed is told once more.
        let _ = file(paths).remove();
        failure
    }
}

fn file(paths: &Paths) -> JsonFile {
    JsonFile::at(paths.state.join("hooks.json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_has_its_key() {
        assert_eq!(HookEvent::ALL.map(HookEvent::word), ["begin", "step", "end", "cramp", "reminder"]);
        assert!(KEYS.iter().map(|key| key.name).eq(HookEvent::ALL.map(HookEvent::word)));
    }

    #[test]
    fn a_failure_is_told_once() {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::under(home.path());
        assert_eq!(HookFailure::take(&paths), None);
        let failure = HookFailure {
            event: HookEvent::Begin,
            program: "dim".to_owned(),
            why: "ended with exit status: 3".to_owned(),
            at: "2026-11-22T22:10:03+01:00[Europe/Berlin]".parse().unwrap(),
        };
        failure.save(&paths).unwrap();
        failure.save(&paths).unwrap();
        assert_eq!(HookFailure::take(&paths), Some(failure));
        assert_eq!(HookFailure::take(&paths), None);
    }
}
