//! What a screen shows, told as lines and as speech: for screen readers, dumb terminals, pipes and logs.
//!
//! [`LineRenderer`] compares a [page](crate::app::page::Page) with what was told before and gives what is new in it, so no
//! line is ever written over and each is told once. The words for a part of the evening are those of [`spoken`], which the
//! voice says too. Typed words mean what the one key table says. The [shell](crate::shell::lines) listens and writes.

pub use line_renderer::LineRenderer;
pub(crate) use speakable::speakable;

pub(crate) mod spoken;

pub(crate) mod input;
mod line_renderer;
mod prompts;
mod speakable;
mod told;

/// How a person asks for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputMode {
    /// With single keys, in a terminal.
    Keys,
    /// With words and Enter, through a pipe.
    Words,
}
