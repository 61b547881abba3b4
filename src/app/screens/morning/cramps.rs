//! The cramps of the night that is asked about, told one after the other.

use std::collections::VecDeque;

use crate::store::journal::CrampNote;

/// The cramp that is being told of, and the others of its night.
#[derive(Debug)]
pub(super) struct Cramps {
    /// The cramp as far as it was told of.
    pub(super) now: CrampNote,
    /// The same as the diary had it.
    pub(super) known: CrampNote,
    /// Others with something open.
    further: VecDeque<CrampNote>,
    /// Those told to their end.
    done: Vec<CrampNote>,
    /// Whether this is not the first any more.
    pub(super) is_another: bool,
}

impl Cramps {
    /// What the diary has of a night, in order of time.
    pub(super) fn of<'a>(cramps: impl DoubleEndedIterator<Item = &'a CrampNote> + Clone) -> Cramps {
        let mut further: VecDeque<_> = cramps.clone().filter(|cramp| is_open(cramp)).cloned().collect();
        // Of cramps told to their end, one is enough to ask for more.
        let known = further.pop_front().or_else(|| cramps.last().cloned()).unwrap_or_default();
        Cramps { now: known.clone(), known, further, done: Vec::new(), is_another: false }
    }

    /// Begins one that the diary did not have; going back finds what was told.
    pub(super) fn begin(&mut self, id: String) {
        if !self.is_begun() {
            self.now = CrampNote { cramp: id, ..CrampNote::default() };
        }
    }

    /// Gives up one that the diary did not have.
    pub(super) fn give_up(&mut self) {
        if self.is_begun() {
            self.now.clone_from(&self.known);
        }
    }

    fn is_begun(&self) -> bool {
        !self.now.cramp.is_empty() && !self.is_known()
    }

    /// Turns to another cramp with something open; `false` if there is none.
    pub(super) fn turn(&mut self) -> bool {
        let Some(cramp) = self.further.pop_front() else { return false };
        let told = std::mem::replace(&mut self.now, cramp.clone());
        if told != std::mem::replace(&mut self.known, cramp) {
            self.done.push(told);
        }
        self.is_another = true;
        true
    }

    /// Whether the diary had this cramp.
    pub(super) fn is_known(&self) -> bool {
        !self.known.cramp.is_empty() && self.known.cramp == self.now.cramp
    }

    /// Whether it is not told how long this one lasted.
    pub(super) fn is_length_open(&self) -> bool {
        is_length_open(&self.now)
    }

    /// How many there are with something open after this one.
    pub(super) fn left(&self) -> usize {
        self.further.len()
    }

    /// Whether one was told to its end.
    pub(super) fn has_done(&self) -> bool {
        !self.done.is_empty()
    }

    /// All that were told of.
    pub(super) fn told(&self) -> impl Iterator<Item = &CrampNote> {
        self.done.iter().chain([&self.now])
    }

    /// Those of which the diary does not have all.
    pub(super) fn news(&self) -> impl Iterator<Item = &CrampNote> {
        self.told().filter(|&cramp| *cramp != self.known)
    }
}

/// Whether something about a cramp is not told yet.
fn is_open(cramp: &CrampNote) -> bool {
    let CrampNote { side, muscle, severity, helped, .. } = cramp;
    side.is_none() || muscle.is_none() || severity.is_none() || is_length_open(cramp) || helped.is_empty()
}

/// "Over ten minutes" may be what the clock says at night.
fn is_length_open(cramp: &CrampNote) -> bool {
    cramp.seconds.is_none() || cramp.may_last()
}
