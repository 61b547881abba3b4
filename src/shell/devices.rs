//! What the shell acts on.

use crate::device::chimes::Chimes;
use crate::device::clock::Clock;
use crate::device::hooks::HookRunner;
use crate::device::voice::Voice;
use crate::screen::theme::Theme;
use crate::store::journal::Journal;
use crate::store::paths::Paths;

/// What the shell needs to act on the devices.
pub(crate) struct Devices {
    /// The only reader of time.
    pub clock: Clock,
    /// Where files are.
    pub paths: Paths,
    /// What happened.
    pub journal: Journal,
    /// The colours.
    pub theme: Theme,
    /// What lets changes be heard.
    pub chimes: Chimes,
    /// What says what to do, if it is wanted.
    pub voice: Option<Voice>,
    /// What runs the person's own programs.
    pub hooks: HookRunner,
    /// Whether the terminal's bell rings for what the chimes do not take on.
    pub bell: bool,
    /// Whether changes are told on the desktop while the terminal is not in front.
    pub notify_steps: bool,
    /// Whether the display stays on while a routine runs.
    pub awake: bool,
}
