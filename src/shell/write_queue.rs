//! What is to be written down, kept and tried again until it can be.

use std::io;

use super::devices::Devices;
use crate::app::effect::Write;
use crate::store::journal::{self, EventKind};
use crate::store::state::Checkpoint;

/// What could not be written yet.
#[derive(Debug, Default)]
pub(super) struct WriteQueue {
    /// In order, each with the reason.
    kept: Vec<(Write, String)>,
    /// The cramp that the journal was told of last: its own id, and the entry's.
    cramp: Option<(String, String)>,
}

impl WriteQueue {
    /// Tries again what could not be done.
    pub(super) fn retry(&mut self, devices: &Devices) {
        for (write, _) in std::mem::take(&mut self.kept) {
            self.write(write, devices);
        }
    }

    /// Does this, or keeps it to be tried again.
    pub(super) fn write(&mut self, write: Write, devices: &Devices) {
        // Only the newest of what replaces itself is worth keeping.
        self.kept.retain(|(old, _)| match old {
            // A cramp that is taken back was never told of.
            Write::Record { what, .. } => match (&**what, &write) {
                (EventKind::Cramp(note), Write::TakeBack { cramp, .. }) => note.cramp != *cramp,
                (_, _) => true,
            },
            Write::TakeBack { .. } => true,
            Write::Checkpoint(_) | Write::Forget => !matches!(write, Write::Checkpoint(_) | Write::Forget),
            Write::Choice(_) => !matches!(write, Write::Choice(_)),
            Write::Ticks(_) => !matches!(write, Write::Ticks(_)),
            Write::Safety(_) => !matches!(write, Write::Safety(_)),
        });
        // While the journal does not have an evening, where it stood is the only copy.
        let copy_needed = self.kept.iter().find_map(|(old, why)| match (old, &write) {
            (Write::Record { what, .. }, Write::Forget) if matches!(**what, EventKind::Session(_)) => {
                Some(why)
            }
            (Write::Record { what, .. }, Write::Checkpoint(new)) => match &**what {
                EventKind::Session(note) if note.session != new.session => Some(why),
                EventKind::Session(_)
                | EventKind::Water(_)
                | EventKind::Excused(_)
                | EventKind::Cramp(_)
                | EventKind::Night(_)
                | EventKind::Before(_)
                | EventKind::Signs(_)
                | EventKind::Checked(_)
                | EventKind::Thoughts(_)
                | EventKind::Void { .. }
                | EventKind::Other { .. } => None,
            },
            _ => None,
        });
        let done = match copy_needed {
            Some(why) => Err(why.clone()),
            None => self.carry_out(&write, devices).map_err(|error| error.to_string()),
        };
        if let Err(why) = done {
            self.kept.push((write, why));
        }
    }

    fn carry_out(&mut self, write: &Write, Devices { paths, journal, .. }: &Devices) -> io::Result<()> {
        match write {
            Write::Record { at, night, what } => {
                let entry = journal.append(at, *night, what)?;
                if let EventKind::Cramp(note) = &**what {
                    self.cramp = Some((note.cramp.clone(), entry));
                }
                Ok(())
            }
            Write::TakeBack { at, night, cramp } => match &self.cramp {
                Some((told, entry)) if told == cramp => {
                    journal.append(at, *night, &EventKind::Void { entry: entry.clone() }).map(drop)
                }
                // The journal never had it.
                Some(_) | None => Ok(()),
            },
            Write::Checkpoint(standing) => standing.save(paths),
            Write::Forget => Checkpoint::clear(paths),
            Write::Choice(choice) => choice.save(paths),
            Write::Ticks(ticks) => ticks.save(paths),
            Write::Safety(safety) => safety.save(paths),
        }
    }

    /// Returns why the first of it could not be written.
    pub(super) fn trouble(&self) -> Option<&str> {
        self.kept.first().map(|(_, why)| why.as_str())
    }

    /// Returns what could not be written, in words that let a person do it.
    pub(super) fn unsaved(&self) -> Vec<String> {
        self.kept.iter().map(|(write, why)| unsaved(write, why)).collect()
    }
}

/// Says what could not be written, and gives the journal's line itself so that nothing is lost.
fn unsaved(write: &Write, why: &str) -> String {
    match write {
        Write::Record { at, night, what } => {
            let line = journal::line("by-hand", at, *night, what);
            format!("could not write to the journal: {why}\nThe line to add there is:\n{line}")
        }
        Write::TakeBack { .. } => format!("could not take the cramp back out of the diary: {why}"),
        Write::Checkpoint(_) => format!("could not save how far the evening has got: {why}"),
        Write::Forget => format!("could not remove the note of how far the evening had got: {why}"),
        Write::Choice(_) => format!("could not keep which routine you chose for tonight: {why}"),
        Write::Ticks(_) => format!("could not keep the ticks of the bedroom checklist: {why}"),
        Write::Safety(_) => format!("could not keep your answers about your health: {why}"),
    }
}
