//! The hydration check while it is being answered.

use std::time::Duration;

use super::TOGETHER;
use crate::app::keymap::{Action, Mark};
use crate::health::safety::{Risk, Safety};
use crate::health::water::WaterNote;
use crate::health::water::{self, Profile, Verdict};
use crate::store::config::Config;

/// The hydration check while it is being answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Water {
    /// The answers so far.
    pub note: WaterNote,
    /// What was noted the night before.
    pub before: Option<WaterNote>,
    /// What is known about the person.
    pub person: Profile,
    /// Whether the answers are given, and what they mean is to be said.
    pub judged: bool,
    /// The answers that the journal has already, or that nobody has given.
    known: WaterNote,
    /// When the last key was pressed, if that was a digit.
    typed: Option<Duration>,
}

/// The marks of the hydration check, in the order they are shown.
pub const MARKS: [Mark; 7] =
    [Mark::Active, Mark::Hot, Mark::Fibre, Mark::Alcohol, Mark::Thirsty, Mark::Colour, Mark::Alarming];

/// The most glasses that can be counted.
const MOST_GLASSES: u8 = 40;

impl Water {
    /// Returns the check as it begins, with what was noted earlier tonight and the night before.
    pub(super) fn of(
        config: &Config,
        known: &Safety,
        tonight: Option<WaterNote>,
        before: Option<WaterNote>,
    ) -> Water {
        let person = Profile {
            glass_ml: config.glass_ml,
            target_ml: config.water_target_ml,
            limit: known.limit(),
            pregnant: known.has(Risk::Pregnancy),
            night_trips: config.night_toilet_trips.max(known.night_trips()),
        };
        let note = tonight.unwrap_or_else(|| WaterNote { glass_ml: config.glass_ml, ..WaterNote::default() });
        Water { known: note.clone(), note, before, person, judged: false, typed: None }
    }

    /// Returns what to say about the answers so far.
    pub fn verdict(&self) -> Verdict {
        water::judge(&self.note, self.before.as_ref(), &self.person)
    }

    /// Returns how a mark stands: nothing where it is off, a word where it is more than on, else an empty one.
    pub fn marked(&self, mark: Mark) -> Option<String> {
        let flag = |on: bool| on.then(String::new);
        let note = &self.note;
        match mark {
            Mark::Active => flag(note.active),
            Mark::Hot => flag(note.hot),
            Mark::Fibre => flag(note.fibre),
            Mark::Alcohol => flag(note.alcohol),
            Mark::Thirsty => note.thirsty.map(|yes| if yes { "yes" } else { "no" }.to_owned()),
            Mark::Alarming => flag(note.colour == Some(water::ALARMING)),
            Mark::Colour => match note.colour {
                None | Some(water::ALARMING..) => None,
                Some(1) => Some("1, palest".to_owned()),
                Some(water::DARKEST) => Some("8, darkest".to_owned()),
                Some(shade) => Some(format!("{shade} of 8")),
            },
        }
    }

    /// Returns answers that the journal does not have yet.
    pub(super) fn news(&self) -> Option<&WaterNote> {
        (self.note != self.known).then_some(&self.note)
    }

    /// Whether the journal already knows of a colour that needs help.
    pub(super) fn is_alarming_noted(&self) -> bool {
        self.known.colour == Some(water::ALARMING)
    }

    /// Returns the same, and holds them for written.
    pub(super) fn take_news(&mut self) -> Option<WaterNote> {
        let news = self.news().cloned()?;
        self.known = news.clone();
        Some(news)
    }

    /// Counts and marks. Returns whether the key is spent on that: Enter on what the answers mean, unless nothing was
    /// said, and back on the questions again.
    pub(super) fn handle(&mut self, action: Action, up: Duration) -> bool {
        let glasses = self.note.glasses;
        let typed = self.typed.take().filter(|at| up.saturating_sub(*at) < TOGETHER);
        match action {
            Action::Enter => {
                let nothing = WaterNote { glass_ml: self.note.glass_ml, ..WaterNote::default() };
                let judges = !self.judged && self.note != nothing;
                self.judged |= judges;
                return judges;
            }
            Action::Back => return std::mem::take(&mut self.judged),
            Action::More => self.note.glasses = glasses.saturating_add(1).min(MOST_GLASSES),
            Action::Less => self.note.glasses = glasses.saturating_sub(1),
            Action::Count(digit) => {
                let both = typed.map(|_| glasses.saturating_mul(10).saturating_add(digit));
                self.note.glasses = both.filter(|&both| both <= MOST_GLASSES).unwrap_or(digit);
                self.typed = Some(up);
            }
            Action::Mark(mark) => self.mark(mark),
            Action::Pause
            | Action::Next
            | Action::Restart
            | Action::Slower
            | Action::Faster
            | Action::Other
            | Action::Up
            | Action::Down
            | Action::PageDown
            | Action::PageUp
            | Action::First
            | Action::Last
            | Action::Learn
            | Action::Safety
            | Action::Keep
            | Action::Yes
            | Action::Confirm
            | Action::No
            | Action::Later
            | Action::Leg(_)
            | Action::Muscle(_)
            | Action::Long
            | Action::Helped(_)
            | Action::Diary
            | Action::LastNight
            | Action::Entries
            | Action::Trial
            | Action::TakeBack
            | Action::Cramp
            | Action::Signs
            | Action::NoCramp
            | Action::Tick
            | Action::Help
            | Action::Close
            | Action::Quit
            | Action::Suspend => return false,
        }
        self.judged = false;
        false
    }

    fn mark(&mut self, mark: Mark) {
        let note = &mut self.note;
        match mark {
            Mark::Active => note.active = !note.active,
            Mark::Hot => note.hot = !note.hot,
            Mark::Fibre => note.fibre = !note.fibre,
            Mark::Alcohol => note.alcohol = !note.alcohol,
            Mark::Thirsty => {
                note.thirsty = match note.thirsty {
                    None => Some(true),
                    Some(true) => Some(false),
                    Some(false) => None,
                }
            }
            Mark::Alarming => {
                let alarming = note.colour == Some(water::ALARMING);
                note.colour = (!alarming).then_some(water::ALARMING);
            }
            Mark::Colour => {
                note.colour = match note.colour {
                    None | Some(water::ALARMING..) => Some(1),
                    Some(water::DARKEST) => None,
                    Some(shade) => Some(shade + 1),
                }
            }
        }
    }
}
