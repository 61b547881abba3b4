//! The bedroom checklist while it is being gone through.

use jiff::civil::Date;

use crate::app::keymap::Action;
use crate::health::bedroom::{ITEMS, Item, Ticks};
use crate::health::safety::Safety;

/// The bedroom checklist while it is being gone through.
#[derive(Clone, Debug, PartialEq)]
pub struct Bedroom {
    /// What is ticked.
    pub ticks: Ticks,
    /// What is shown: everything that was not ticked when the evening began.
    pub shown: Vec<&'static Item>,
    /// Which of them is marked.
    pub at: usize,
    /// Everything that is for the person, ticked or not.
    suited: Vec<&'static Item>,
}

impl Bedroom {
    pub(super) fn of(ticks: Ticks, known: &Safety) -> Bedroom {
        let suited: Vec<&'static Item> = ITEMS.iter().filter(|item| item.suits(known)).collect();
        let shown = suited.iter().copied().filter(|item| !ticks.has(item)).collect();
        Bedroom { ticks, shown, at: 0, suited }
    }

    /// Returns something for the person to see to one day.
    pub(super) fn tip(&self, night: Date) -> Option<&'static Item> {
        self.ticks.tip(night, &self.suited)
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
