//! The bedroom checklist while it is being gone through.

use crate::action::Action;
use crate::bedroom::{ITEMS, Item, Ticks};

/// The bedroom checklist while it is being gone through.
#[derive(Clone, Debug, PartialEq)]
pub struct Bedroom {
    /// What is ticked.
    pub ticks: Ticks,
    /// What is shown: everything that was not ticked when the evening began.
    pub shown: Vec<&'static Item>,
    /// Which of them is marked.
    pub at: usize,
}

impl Bedroom {
    pub(super) fn of(ticks: Ticks) -> Bedroom {
        let shown = ITEMS.iter().filter(|item| !ticks.has(item)).collect();
        Bedroom { ticks, shown, at: 0 }
    }

    /// Moves the mark or ticks what is marked. Returns the ticks if they are others now.
    pub(super) fn handle(&mut self, action: Action) -> Option<Ticks> {
        if action == Action::Tick {
            self.ticks.turn(self.shown.get(self.at)?);
            return Some(self.ticks.clone());
        }
        let last = self.shown.len().saturating_sub(1);
        self.at = match action {
            Action::Up => self.at.saturating_sub(1),
            Action::Down => (self.at + 1).min(last),
            _ => self.at,
        };
        None
    }
}
