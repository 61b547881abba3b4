//! The questions before the first evening: asked once, and changed whenever somebody likes.

use super::{App, Room, Screen};
use crate::action::{Action, Scene};
use crate::answer::Answer;
use crate::clock::Now;
use crate::effect::{Effect, Write};
use crate::library::Library;
use crate::safety::{Risk, SEATED, Safety};
use crate::state::Choice;
use crate::words::wrapped;

/// The questions while they are being answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// The answers so far.
    pub safety: Safety,
    /// Which question is marked.
    pub at: usize,
    /// The answers are given, and the seated routine is offered in place of the one of this name.
    pub instead_of: Option<String>,
    /// The last question was in sight; on a small screen, what the program is comes after it.
    pub read: bool,
    /// What comes after them.
    then: Then,
}

/// What comes after the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// Back to the tonight screen.
    Tonight,
    /// The evening, anew or where it was left.
    Evening { afresh: bool },
}

impl Asking {
    pub(super) fn scene(&self) -> Scene {
        if self.instead_of.is_some() { Scene::Advice } else { Scene::Safety }
    }

    /// Returns where Enter leads, as long as something of the questions was not in sight yet.
    pub(super) fn further(&self, room: Room) -> Option<Asking> {
        if self.instead_of.is_some() || self.read || !(1..ALL_IN_SIGHT).contains(&room.rows) {
            return None;
        }
        let columns = usize::from(room.columns.saturating_sub(MARGIN));
        let questions: usize = Risk::ALL.iter().map(|risk| wrapped(risk.label(), columns).len()).sum();
        let all = questions + 2 <= usize::from(room.rows);
        let mut next = self.clone();
        if all || self.at + 1 >= Risk::ALL.len() {
            next.read = true;
        } else {
            next.at += 1;
        }
        Some(next)
    }
}

impl App {
    /// Opens the questions.
    pub(super) fn ask(&mut self, then: Then) {
        let safety = self.safety.clone().unwrap_or_default();
        self.screen = Screen::Safety(Asking { safety, at: 0, instead_of: None, read: false, then });
    }

    pub(super) fn on_safety(&mut self, now: &Now, action: Action, effects: &mut Vec<Effect>) {
        let room = self.room;
        let Screen::Safety(asking) = &mut self.screen else { return };
        let last = Risk::ALL.len() - 1;
        match (action, &asking.instead_of) {
            (Action::Up | Action::Down | Action::Tick | Action::Close, None) if asking.read => {
                asking.read = false;
            }
            (Action::Up, None) => asking.at = asking.at.saturating_sub(1),
            (Action::Down, None) => asking.at = (asking.at + 1).min(last),
            (Action::Tick, None) => asking.safety.turn(Risk::ALL[asking.at.min(last)]),
            (Action::Close, None) => self.screen = Screen::Tonight,
            (Action::Close, Some(_)) => (asking.instead_of, asking.read) = (None, false),
            // No answer to what was not in sight.
            (Action::Enter, None) => match asking.further(room) {
                Some(next) => *asking = next,
                None => self.take_answers(now, effects),
            },
            (Action::Enter, Some(_)) => self.take_advice(false, now, effects),
            (Action::Keep, Some(_)) => self.take_advice(true, now, effects),
            (_, _) => {}
        }
    }

    /// Keeps the answers, and offers the seated routine if they call for it.
    fn take_answers(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        let Screen::Safety(asking) = &self.screen else { return };
        let given = asking.safety.given(asking.safety.keeps_routine());
        let usual = self.config.routine_for(self.night(now));
        let offers = Safety::known(Some(&given), self.config.pregnant).seats()
            && (self.routine.id != SEATED || usual != SEATED);
        let mine = if self.routine.id == SEATED { name_of(usual) } else { self.routine.plan.name.clone() };
        self.give(given, effects);
        if offers && let Screen::Safety(asking) = &mut self.screen {
            asking.instead_of = Some(mine);
        } else {
            self.leave_safety(effects);
        }
    }

    /// Takes the seated routine, tonight and as the usual one; or keeps the one there was, until an answer changes.
    fn take_advice(&mut self, keeps: bool, now: &Now, effects: &mut Vec<Effect>) {
        if let Some(safety) = &self.safety {
            self.give(safety.given(keeps), effects);
        }
        let usual = self.config.routine_for(self.night(now)).to_owned();
        match keeps {
            true if self.routine.id == SEATED => self.take(&usual, now, effects),
            true => {}
            false => self.take(SEATED, now, effects),
        }
        self.leave_safety(effects);
    }

    /// Keeps what was answered, and suits the routine to it.
    fn give(&mut self, safety: Safety, effects: &mut Vec<Effect>) {
        effects.push(Effect::Write(Write::Safety(safety.clone())));
        self.routine.suit(&safety, &self.config);
        self.safety = Some(safety);
    }

    /// Chooses a shipped routine for tonight; one of the person's own is only named.
    fn take(&mut self, id: &str, now: &Now, effects: &mut Vec<Effect>) {
        let Some(Ok(routine)) = Library::shipped().routine(id) else {
            self.notice =
                Some(format!("From now on {id} is the usual routine again; o chooses it for tonight."));
            return;
        };
        self.routine = self.chosen(id.to_owned(), &routine);
        let (night, routine) = (self.night(now), id.to_owned());
        effects.push(Effect::Write(Write::Choice(Choice { night, routine, at: now.wall.clone() })));
    }

    fn leave_safety(&mut self, effects: &mut Vec<Effect>) {
        let Screen::Safety(asking) = &self.screen else { return };
        let then = asking.then;
        self.screen = Screen::Tonight;
        match then {
            Then::Tonight => {}
            Then::Evening { afresh } => {
                self.say_when_to_stop();
                effects.push(self.read(afresh));
            }
        }
    }
}

/// The columns before a question: the mark and what is ticked.
pub(super) const MARGIN: u16 = 6;
/// The rows from which on every question is in sight, with what the program is.
pub const ALL_IN_SIGHT: u16 = 16;

/// What people call a routine; its id, where it is one of their own.
fn name_of(id: &str) -> String {
    let shipped = Library::shipped().routine(id).and_then(Result::ok);
    shipped.map_or_else(|| id.to_owned(), |routine| routine.name)
}
