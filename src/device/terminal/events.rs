//! What comes from the terminal: keys, a change of size, of focus.
//!
//! [`Shell`](crate::shell) waits here, for the screen and for lines. crossterm reads the bytes, and a [`Filter`] tells
//! what a person did from what the terminal did by itself. A terminal that is gone ends the program.

use std::io;
use std::time::Duration;

use crossterm::event::{self, Event};

use super::filter::Filter;
use super::{Wake, sleep};
use crate::device::clock::Clock;

/// Waits for events and reads them.
#[derive(Debug, Default)]
pub(crate) struct Events {
    filter: Filter,
    /// An event has come, and crossterm may hold others that came with it.
    more: bool,
}

/// Long enough to read a key that is there.
const MOMENT: Duration = Duration::from_millis(1);
/// Where others keep the machine busy, a shorter look for keys may be over before it has begun.
const GLIMPSE: Duration = Duration::from_millis(20);

impl Events {
    /// Sleeps until an event comes, or for `wait` of real time; `None` if only time has passed, or a reply came.
    ///
    /// # Errors
    /// If the terminal cannot be read.
    pub(crate) fn wait(&mut self, clock: &Clock, wait: Option<Duration>) -> io::Result<Option<Event>> {
        let until = wait.map(|wait| clock.elapsed().saturating_add(wait));
        loop {
            let now = clock.elapsed();
            self.filter.pass(now);
            if let Some(event) = self.filter.next() {
                return Ok(Some(event));
            }
            if self.filter.has_reply() {
                return Ok(None);
            }
            let due = until.into_iter().chain(self.filter.due()).min();
            match self.read(due.map(|due| due.saturating_sub(now)))? {
                Some(event) => self.filter.take(event, clock.elapsed()),
                None if until.is_some_and(|until| until <= clock.elapsed()) => return Ok(None),
                None => {}
            }
        }
    }

    /// What the terminal replied to a question, if it did.
    pub(crate) fn take_reply(&mut self) -> Option<String> {
        self.filter.take_reply()
    }

    /// Reads the next event; `None` if none came in time, or sooner.
    fn read(&mut self, wait: Option<Duration>) -> io::Result<Option<Event>> {
        let comes = if self.more {
            // Only crossterm knows of what it has read already.
            let wait = wait.map_or(GLIMPSE, |wait| wait.min(GLIMPSE));
            event::poll(wait.max(MOMENT))?
        } else {
            match sleep(wait)? {
                Wake::Readable => event::poll(MOMENT)?,
                // Whoever waits looks at the size.
                Wake::Signal => return Ok(Some(Event::Resize(0, 0))),
                Wake::Time => false,
            }
        };
        self.more = comes;
        if comes { event::read().map(Some) } else { Ok(None) }
    }
}
