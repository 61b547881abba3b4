//! What the program is told: the one way in.

use super::keymap::Action;
use super::page::Seen;
use crate::routine::Routine;
use crate::routine::library::Listed;
use crate::session::DisplayCaps;
use crate::store::journal::Entry;

/// What has happened.
#[derive(Debug)]
pub enum Input {
    /// Time has passed.
    Wake,
    /// A key asks for this.
    Key(Action),
    /// A key that means nothing here was pressed.
    UnknownKey,
    /// Somebody typed a number, as a whole.
    Number(u16),
    /// The front end has room for this.
    Resized(DisplayCaps),
    /// This much of the page was in sight.
    Seen(Seen),
    /// The answer to [`Effect::ReadRoutine`](super::effect::Effect::ReadRoutine): the routine as it is now, or why it cannot be run.
    RoutineRead { afresh: bool, routine: Result<Box<Routine>, String> },
    /// The answer to [`Effect::ListRoutines`](super::effect::Effect::ListRoutines).
    RoutinesListed(Vec<Listed>),
    /// The answer to [`Effect::ReadDiary`](super::effect::Effect::ReadDiary).
    DiaryRead(Vec<Entry>),
    /// Something cannot be written, or everything could be.
    SaveFailed(Option<String>),
}

impl Input {
    /// Whether the person did it, rather than time or the shell.
    pub(super) fn is_press(&self) -> bool {
        matches!(self, Input::Key(_) | Input::Number(_))
    }
}
