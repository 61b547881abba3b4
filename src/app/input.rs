//! What the program is told: the one way in.

use crossterm::event::KeyEvent;

use super::keymap::{self, Action, Scene};
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
    /// Somebody typed or pasted this, where letters are text. Each line end in it keeps the line before.
    Text(String),
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
    /// What a key means in a scene.
    pub fn of_key(scene: Scene, key: KeyEvent) -> Input {
        match (keymap::lookup(scene, key), keymap::typed(scene, key)) {
            (Some(action), _) => Input::Key(action),
            (None, Some(letter)) => Input::Text(letter.into()),
            (None, None) if keymap::is_unknown(scene, key) => Input::UnknownKey,
            (None, None) => Input::Wake,
        }
    }

    /// Whether the person did it, rather than time or the shell.
    pub(super) fn is_press(&self) -> bool {
        matches!(self, Input::Key(_) | Input::Number(_) | Input::Text(_))
    }
}
