//! What can play a sound.

use std::io;
use std::time::Duration;

/// An error means that it can do nothing any more. `up` is the time since the program began.
pub(super) trait Output: Send {
    fn play(&mut self, samples: &[i16], up: Duration) -> io::Result<()>;

    fn silence(&mut self, up: Duration) -> io::Result<()>;

    /// When it has to [`tidy`](Output::tidy) up after a sound.
    fn due(&self) -> Option<Duration>;

    fn tidy(&mut self, up: Duration) -> io::Result<()>;

    /// Tries it without a sound, and returns its name.
    fn examine(&mut self) -> io::Result<String>;
}
