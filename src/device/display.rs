//! Keeps the display on while a routine runs, and lets it go dark again when nobody goes on.
//!
//! A desktop may be missing or frozen, so only a thread speaks to it. That thread also counts the time of a pause, so
//! that the paused program itself sleeps on.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::app::{App, DisplayNeed};
use crate::device::clock::Clock;
use crate::device::worker::{self, NoAnswer};

#[cfg(all(unix, not(target_os = "macos")))]
mod freedesktop;
#[cfg(target_os = "macos")]
mod caffeinate;
#[cfg(not(unix))]
mod nothing;

#[cfg(target_os = "macos")]
use caffeinate as desktop;
#[cfg(all(unix, not(target_os = "macos")))]
use freedesktop as desktop;
#[cfg(not(unix))]
use nothing as desktop;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Anything,
    On,
    OnFor(Duration),
}

#[derive(Debug)]
pub struct Awake {
    allowed: bool,
    wanted: Wanted,
    /// Dropping it lets the display go.
    keeper: Option<Sender<Limit>>,
}

/// How long the display has to stay on, in the world's time; `None` has no end.
type Limit = Option<Duration>;

/// A longer pause is a rest.
const PAUSED: Duration = Duration::from_secs(60);
/// For what waits for a key: time for a massage, but no night of light beside a sleeper. Our choice.
const WAITED: Duration = Duration::from_secs(600);
const THREAD: &str = "awake";

pub(crate) fn wanted(app: &App) -> Wanted {
    match app.display() {
        DisplayNeed::Nothing => Wanted::Anything,
        DisplayNeed::Pause => Wanted::OnFor(PAUSED),
        DisplayNeed::Stay if app.wakes_at().is_some() => Wanted::On,
        DisplayNeed::Stay => Wanted::OnFor(WAITED),
    }
}

pub(crate) fn keeper() -> Result<String, String> {
    worker::ask(THREAD, |answer| drop(answer.send(desktop::keeper()))).unwrap_or_else(|error| match error {
        NoAnswer::NoThread(refused) => Err(refused.to_string()),
        NoAnswer::Late | NoAnswer::Lost => Err("the desktop has not answered for 3 seconds".to_owned()),
    })
}

impl Awake {
    pub fn new(allowed: bool) -> Awake {
        Awake { allowed, wanted: Wanted::Anything, keeper: None }
    }

    pub fn see(&mut self, wanted: Wanted, clock: &Clock) {
        if !self.allowed || wanted == self.wanted {
            return;
        }
        self.wanted = wanted;
        match wanted {
            Wanted::Anything => self.keeper = None,
            Wanted::On => self.hold(None),
            Wanted::OnFor(long) => self.hold(Some(clock.real(long))),
        }
    }

    fn hold(&mut self, limit: Limit) {
        if self.keeper.as_ref().is_some_and(|keeper| keeper.send(limit).is_ok()) {
            return;
        }
        let (keeper, limits) = mpsc::channel();
        let _ = keeper.send(limit);
        // Without a thread the display does as it likes.
        let thread = thread::Builder::new().name(THREAD.to_owned());
        let thread = thread.spawn(move || desktop::hold(|| wait(limits)));
        self.keeper = thread.is_ok().then_some(keeper);
    }
}

/// Sleeps until the display may go dark. From then on no new limit is taken, as letting go may take a while.
fn wait(limits: Receiver<Limit>) {
    let mut limit = None;
    loop {
        let news = match limit {
            None => limits.recv().map_err(RecvTimeoutError::from),
            Some(limit) => limits.recv_timeout(limit),
        };
        match news {
            Ok(new) => limit = new,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return drop(limits),
        }
    }
}

#[cfg(test)]
mod tests;
