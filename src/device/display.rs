//! Keeps the display on while a routine runs, and lets it go dark again when nobody goes on.
//!
//! [`wanted`] says what the evening asks for, [`Awake`] asks the desktop for it. A desktop may be missing or frozen, so
//! a thread of its own speaks to it and nobody waits for that one; it also counts the time of a pause, so that the
//! paused program itself sleeps on. There is no thread before a routine runs and none after it. Whatever ends the
//! program ends what was asked for as well: on Linux with the connection, on macOS with the process id.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::app::{App, DisplayNeed};
use crate::device::clock::Clock;

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

/// What the display is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// As the desktop likes.
    Anything,
    /// Stay on.
    On,
    /// Stay on for so long, then as the desktop likes.
    OnFor(Duration),
}

/// What holds the display.
#[derive(Debug)]
pub struct Awake {
    /// Whether the person wants it at all.
    allowed: bool,
    wanted: Wanted,
    /// Tells the thread that holds it; dropping it lets go.
    held: Option<Sender<Limit>>,
}

/// How long the display is still to be held, in the world's time; `None` has no end.
type Limit = Option<Duration>;

/// A pause of so long is a rest.
const PAUSED: Duration = Duration::from_secs(60);
/// What waits for a key is given so long: a massage in one's own time, but no night of light beside a sleeper. Our
/// choice.
const WAITED: Duration = Duration::from_secs(600);
/// The longest that the desktop is waited for.
const LIMIT: Duration = Duration::from_secs(3);
/// What the desktop may show as the reason.
const REASON: &str = "A bedtime routine is running";
const THREAD: &str = "awake";

/// Returns what the display is to do while `app` shows what it shows.
pub fn wanted(app: &App) -> Wanted {
    match app.display() {
        DisplayNeed::Nothing => Wanted::Anything,
        DisplayNeed::Pause => Wanted::OnFor(PAUSED),
        DisplayNeed::Stay if app.wakes_at().is_some() => Wanted::On,
        DisplayNeed::Stay => Wanted::OnFor(WAITED),
    }
}

/// Returns what would keep the display on here. Takes at most 3 seconds.
///
/// # Errors
/// Why nothing does.
pub fn keeper() -> Result<String, String> {
    let (tell, told) = mpsc::channel();
    let asked = thread::Builder::new().name(THREAD.to_owned()).spawn(move || tell.send(desktop::keeper()));
    asked.map_err(|refused| refused.to_string())?;
    told.recv_timeout(LIMIT).unwrap_or_else(|_| Err("the desktop has not answered for 3 seconds".to_owned()))
}

impl Awake {
    /// Returns one that holds nothing, and never will unless `allowed`.
    pub fn new(allowed: bool) -> Awake {
        Awake { allowed, wanted: Wanted::Anything, held: None }
    }

    /// Sees to it that the display does what is wanted, as far as the desktop lets us; `clock` says how fast time runs.
    pub fn see(&mut self, wanted: Wanted, clock: &Clock) {
        if !self.allowed || wanted == self.wanted {
            return;
        }
        self.wanted = wanted;
        match wanted {
            Wanted::Anything => self.held = None,
            Wanted::On => self.hold(None),
            Wanted::OnFor(long) => self.hold(Some(clock.real(long))),
        }
    }

    /// Holds the display so long from now on.
    fn hold(&mut self, limit: Limit) {
        if self.held.as_ref().is_some_and(|held| held.send(limit).is_ok()) {
            return;
        }
        let (tell, told) = mpsc::channel();
        // The other end is right here.
        let _ = tell.send(limit);
        // Without a thread the display does as it likes.
        let thread = thread::Builder::new().name(THREAD.to_owned()).spawn(move || desktop::hold(told));
        self.held = thread.is_ok().then_some(tell);
    }
}

/// Sleeps until the display is to be let go. Nothing is taken on from then, as letting go may take a while.
fn wait(told: Receiver<Limit>) {
    let mut limit = None;
    loop {
        let news = match limit {
            None => told.recv().map_err(RecvTimeoutError::from),
            Some(limit) => told.recv_timeout(limit),
        };
        match news {
            Ok(new) => limit = new,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return drop(told),
        }
    }
}

#[cfg(test)]
mod tests;
