//! The only code that touches the world: clock, terminal, chimes, voice, notifications, the display.
//!
//! The [shell](crate::shell) calls it when the core asks for an effect. What may hang runs on a thread of its own.

pub mod chimes;
pub mod clock;
pub mod display;
pub(crate) mod latest;
pub mod notify;
pub mod terminal;
pub mod voice;
pub(crate) mod worker;
