//! The only code that touches the world: clock, terminal, chimes, voice, notifications, the display, and a
//! person's own programs.

pub(crate) mod chimes;
pub(crate) mod clock;
pub(crate) mod display;
pub(crate) mod hooks;
pub(crate) mod latest;
pub(crate) mod notify;
pub(crate) mod opener;
pub(crate) mod terminal;
pub(crate) mod voice;
pub(crate) mod worker;
