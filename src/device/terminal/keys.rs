//! The terminal as a keyboard: keys come one by one, and what is written stays as lines.

use std::io;
use std::sync::atomic::Ordering;

use crossterm::terminal;

use super::{
    Ours, RESUMED, never_wait_for_half_a_key, restore, restore_on_panic, stop_until_resumed, take,
    watch_signals,
};

#[derive(Debug)]
pub(crate) struct Keys(());

#[expect(clippy::unused_self, reason = "only who has the keyboard may ask")]
impl Keys {
    pub(crate) fn open() -> io::Result<Keys> {
        restore_on_panic();
        watch_signals()?;
        never_wait_for_half_a_key();
        let mut keys = Keys(());
        keys.enter()?;
        Ok(keys)
    }

    pub(crate) fn enter(&mut self) -> io::Result<()> {
        take(Ours::Keys);
        let _ = terminal::disable_raw_mode();
        let entered = terminal::enable_raw_mode().and_then(|()| end_lines_as_usual());
        if entered.is_err() {
            restore();
        }
        entered
    }

    pub(crate) fn suspend(&mut self) -> io::Result<()> {
        stop_until_resumed()?;
        self.enter()
    }

    /// Whether the shell has stopped and continued us, and so has the terminal.
    pub(crate) fn was_resumed(&self) -> bool {
        RESUMED.swap(false, Ordering::SeqCst)
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        restore();
    }
}

/// A raw terminal only steps down at the end of a line; this starts the next line at the left.
#[cfg(unix)]
fn end_lines_as_usual() -> io::Result<()> {
    use rustix::termios::{OptionalActions, OutputModes, tcgetattr, tcsetattr};

    let stdin = io::stdin();
    let mut modes = tcgetattr(&stdin)?;
    modes.output_modes |= OutputModes::OPOST | OutputModes::ONLCR;
    Ok(tcsetattr(&stdin, OptionalActions::Now, &modes)?)
}

#[cfg(not(unix))]
fn end_lines_as_usual() -> io::Result<()> {
    Ok(())
}
