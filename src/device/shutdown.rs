//! Silence when a signal ends the program: what sounds is ended first, so that no program plays or speaks on.

use std::sync::mpsc::Receiver;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Asks for silence; the end of what it returns tells of it.
type Ask = Box<dyn Fn() -> Option<Receiver<()>> + Send>;

/// All that may sound.
static SOUNDING: Mutex<Vec<Ask>> = Mutex::new(Vec::new());

/// Whoever has to wait for silence, before the program stops, waits no longer than this for each that sounds.
pub(crate) const SILENCING: Duration = Duration::from_millis(500);

/// Lets `ask` be called if a signal ends the program.
pub(crate) fn at_the_end(ask: impl Fn() -> Option<Receiver<()>> + Send + 'static) {
    sounding().push(Box::new(ask));
}

/// Ends all that sounds. The program is to end while what this returns is held.
#[cfg(unix)]
pub(crate) fn all() -> impl Sized {
    let sounding = sounding();
    let asked: Vec<_> = sounding.iter().filter_map(|ask| ask()).collect();
    for told in asked {
        let _ = told.recv_timeout(SILENCING);
    }
    sounding
}

/// Waits for good once a signal ends the program: it, and nobody else, then says how that ends.
pub(crate) fn give_way() {
    drop(sounding());
}

fn sounding() -> MutexGuard<'static, Vec<Ask>> {
    SOUNDING.lock().unwrap_or_else(PoisonError::into_inner)
}
