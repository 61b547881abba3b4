//! A text in lines that may be longer than the screen.

use crate::app::Room;
use crate::app::keymap::Action;
use crate::text::wrapped;

/// A text in lines, and how far one is in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    lines: Vec<Written>,
    /// The first line in sight.
    top: usize,
}

/// One line, in parts of different weight.
pub type Written = Vec<(Tone, String)>;

/// What a part of a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Plain reading.
    Text,
    /// What to read first.
    Strong,
    /// What may be overlooked.
    Soft,
    /// A warning.
    Warning,
    /// A cramp in the strip of nights.
    Cramp,
    /// A routine in the strip of nights.
    Routine,
}

/// What is in sight of a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown<'a> {
    /// The lines.
    pub lines: &'a [Written],
    /// Whether there are more below.
    pub more: bool,
}

impl Sheet {
    /// Returns a sheet at its first line.
    pub(super) fn new(lines: Vec<Written>) -> Sheet {
        Sheet { lines, top: 0 }
    }

    /// Goes up or down in it; other actions do nothing. Returns whether anything moved.
    pub(super) fn handle(&mut self, action: Action, room: Room) -> bool {
        let full = usize::from(room.rows).saturating_sub(1).max(1);
        let top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => self.top + 1,
            Action::PageUp => self.top.saturating_sub(full),
            Action::PageDown => self.top + full,
            _ => self.top,
        };
        let before = self.top;
        self.top = top.min(self.lines.len().saturating_sub(usize::from(room.rows)));
        self.top != before
    }

    /// Returns what is in sight.
    pub(super) fn shown(&self, room: Room) -> Shown<'_> {
        let rows = usize::from(room.rows);
        // The screen may have grown since.
        let top = self.top.min(self.lines.len().saturating_sub(rows));
        let bottom = (top + rows).min(self.lines.len());
        Shown { lines: &self.lines[top..bottom], more: bottom < self.lines.len() }
    }
}

/// Adds a text to a sheet, in lines that fit.
pub(super) fn write(lines: &mut Vec<Written>, tone: Tone, text: &str, room: Room) {
    lines.extend(wrapped(text, usize::from(room.columns)).into_iter().map(|line| vec![(tone, line)]));
}
