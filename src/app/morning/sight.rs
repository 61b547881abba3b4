//! Which of the morning's warning signs are in sight: Enter is "next" until the last one is.

use std::ops::Range;

use super::{Asked, Morning};
use crate::app::Room;
use crate::app::keymap::{Action, Question};
use crate::app::safety::MARGIN;
use crate::health::answer::Answer;
use crate::health::signs::{self, Sign};
use crate::text::{in_sight, wrapped};

impl Morning {
    /// Returns the first of the warning signs that are below what is in sight, while they are asked for.
    pub(in crate::app) fn further(&self, room: Room) -> Option<usize> {
        let asked = (self.question == Question::Signs).then(|| self.asked(room))?;
        Some(asked.in_sight(room).end).filter(|&end| end < Sign::ALL.len())
    }
}

impl Morning {
    /// Whether a key ticks a warning sign that was not in sight yet.
    pub(super) fn aims_below(&self, action: Action, room: Room) -> bool {
        let Action::Count(n) = action else { return false };
        self.further(room).is_some_and(|below| keyed(n) >= below)
    }
}

/// Which of the warning signs a digit is the key of; the tenth has the key 0.
pub(super) fn keyed(digit: u8) -> usize {
    usize::from(digit).checked_sub(1).unwrap_or(9)
}

impl Asked<'_> {
    /// Returns the warning signs as they are listed: the urgent ones have a key each.
    pub fn listed(&self) -> impl Iterator<Item = signs::SignRow> {
        self.signs.0.iter().zip(Sign::ALL).zip(1..).map(|((row, sign), n)| {
            let key = match n {
                1..=9 => n.to_string(),
                10 => "0".to_owned(),
                _ => " ".to_owned(),
            };
            let text = if sign.is_urgent() { format!("{key}  {}", row.text) } else { row.text.clone() };
            signs::SignRow { text, ..row.clone() }
        })
    }

    /// Returns the rows above that list: what to do at once, the question, and air.
    fn rows_above(&self, room: Room) -> usize {
        let (first, tall) = (self.urgent.first(), room.rows >= 12);
        let help = first.map_or(0, |help| lines(help, room.columns) + usize::from(tall));
        let question = if first.is_none() || tall { 1 + usize::from(room.rows >= 16) } else { 0 };
        help + question
    }

    /// Returns which of them are in sight; all, where nothing is known of the room.
    fn in_sight(&self, room: Room) -> Range<usize> {
        if room.rows == 0 {
            return 0..Sign::ALL.len();
        }
        let columns = room.columns.saturating_sub(MARGIN);
        let height = |row: signs::SignRow| {
            let help = row.help.filter(|help| self.urgent.first().is_none_or(|first| first != help));
            lines(&row.text, columns) + help.map_or(0, |help| lines(help, columns))
        };
        let heights: Vec<_> = self.listed().map(height).collect();
        in_sight(&heights, self.signs.1, usize::from(room.rows).saturating_sub(self.rows_above(room)))
    }
}

/// How many lines a text takes.
fn lines(text: &str, columns: u16) -> usize {
    wrapped(text, usize::from(columns)).len()
}
