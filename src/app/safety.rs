//! The questions before the first evening: asked once, and changed whenever somebody likes.

use super::{App, Screen};
use crate::action::{Action, Scene};
use crate::answer::Answer;
use crate::clock::Now;
use crate::effect::{Effect, Write};
use crate::library::Library;
use crate::safety::{Risk, Safety};
use crate::state::Choice;

/// The questions while they are being answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// The answers so far.
    pub safety: Safety,
    /// Which question is marked.
    pub at: usize,
    /// The answers are given, and the seated routine is offered in place of the one of this name.
    pub instead_of: Option<String>,
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
}

impl App {
    /// Opens the questions.
    pub(super) fn ask(&mut self, then: Then) {
        let safety = self.safety.clone().unwrap_or_default();
        self.screen = Screen::Safety(Asking { safety, at: 0, instead_of: None, then });
    }

    pub(super) fn on_safety(&mut self, now: &Now, action: Action, effects: &mut Vec<Effect>) {
        let Screen::Safety(asking) = &mut self.screen else { return };
        let last = Risk::ALL.len() - 1;
        match (action, &asking.instead_of) {
            (Action::Up, None) => asking.at = asking.at.saturating_sub(1),
            (Action::Down, None) => asking.at = (asking.at + 1).min(last),
            (Action::Tick, None) => asking.safety.turn(Risk::ALL[asking.at.min(last)]),
            (Action::Close, None) => self.screen = Screen::Tonight,
            (Action::Close, Some(_)) => asking.instead_of = None,
            (Action::Enter, None) => self.take_answers(effects),
            (Action::Enter, Some(_)) => {
                self.take_seated(now, effects);
                self.leave_safety(effects);
            }
            (Action::Keep, Some(_)) => self.leave_safety(effects),
            (_, _) => {}
        }
    }

    /// Keeps the answers, and offers the seated routine if they call for it.
    fn take_answers(&mut self, effects: &mut Vec<Effect>) {
        let Screen::Safety(asking) = &mut self.screen else { return };
        let safety = asking.safety.clone();
        if safety.seats() && self.routine.id != SEATED {
            asking.instead_of = Some(self.routine.plan.name.clone());
        }
        let offers = asking.instead_of.is_some();
        effects.push(Effect::Write(Write::Safety(safety.clone())));
        self.routine.suit(&safety, &self.config);
        self.safety = Some(safety);
        if !offers {
            self.leave_safety(effects);
        }
    }

    fn take_seated(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        // A test holds that it is shipped and reads.
        let Some(Ok(routine)) = Library::shipped().routine(SEATED) else { return };
        self.routine = self.chosen(SEATED.to_owned(), &routine);
        let (night, routine) = (self.night(now), SEATED.to_owned());
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

/// The routine for whoever the usual ones are not for.
const SEATED: &str = "seated";
