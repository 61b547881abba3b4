//! The terminal as a keyboard: keys come one by one, and what is written stays as lines.

use std::io;

use super::{Ours, prepare, restore, stop_until_resumed, take, was_resumed};

#[derive(Debug)]
pub(crate) struct Keys(());

#[expect(clippy::unused_self, reason = "only who has the keyboard may ask")]
impl Keys {
    pub(crate) fn open() -> io::Result<Keys> {
        prepare()?;
        let mut keys = Keys(());
        keys.enter()?;
        Ok(keys)
    }

    pub(crate) fn enter(&mut self) -> io::Result<()> {
        take(Ours::Keys, end_lines_as_usual)
    }

    pub(crate) fn suspend(&mut self) -> io::Result<()> {
        stop_until_resumed()?;
        self.enter()
    }

    pub(crate) fn was_resumed(&self) -> bool {
        was_resumed()
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
