//! The tonight screen: what its keys do, and how an evening is begun or gone on with.

use super::bedroom::Bedroom;
use super::evening::Evening;
use super::learn::Learn;
use super::safety::Then;
use super::water::Water;
use super::{App, Screen};
use crate::app::effect::Effect;
use crate::app::keymap::Action;
use crate::routine::Routine;
use crate::session::Now;
use crate::store::journal::EventKind;
use crate::store::state::Checkpoint;
use crate::text;

impl App {
    /// Begins tonight's routine as the shell has just read it, or goes on with it where it was left.
    ///
    /// The file may have changed since the program was opened; `routine` says why it cannot be run, if so.
    pub fn start(&mut self, now: &Now, afresh: bool, routine: Result<&Routine, String>) -> Vec<Effect> {
        self.seen = now.clone();
        let mut effects = Vec::new();
        if !self.held().is_empty() {
            return effects;
        }
        let wanted = !afresh && self.resumable().is_some();
        match routine {
            Ok(routine) => self.routine = self.chosen(self.routine.id.clone(), routine),
            Err(why) => {
                self.notice = Some(why);
                return effects;
            }
        }
        if self.advises(Then::Evening { afresh }, &mut effects) {
            return effects;
        }
        match self.resumable().cloned() {
            Some(standing) if wanted => {
                // Whatever was chosen before, this is tonight's now.
                effects.push(self.choice(now));
                let mut evening = self.fresh(now);
                evening.go_on(standing, now);
                self.enter(evening, now, &mut effects);
            }
            None if wanted => self.notice = Some(self.changed()),
            Some(_) | None => self.begin(now, &mut effects),
        }
        effects
    }

    pub(super) fn on_tonight(&mut self, now: &Now, action: Option<Action>, effects: &mut Vec<Effect>) {
        match action {
            Some(Action::Enter | Action::Restart) if !self.held().is_empty() => {}
            Some(Action::Yes) if !self.held().is_empty() => self.says_checked(now),
            Some(Action::Confirm) => {
                self.take_as_checked(now, effects);
            }
            Some(Action::Enter | Action::Restart) => {
                let afresh = action == Some(Action::Restart);
                if self.is_to_ask() {
                    self.ask(Then::Evening { afresh });
                } else {
                    effects.push(self.read(afresh));
                }
            }
            Some(Action::Other) => effects.push(Effect::List),
            Some(Action::Safety) => self.ask(Then::Tonight),
            Some(Action::Diary) => effects.push(Effect::Diary),
            Some(Action::Learn) => self.screen = Screen::Learn(Learn::new(self.room)),
            Some(_) | None => {}
        }
    }

    /// Returns where the chosen routine stands, if it was left tonight and has not changed since.
    pub(super) fn resumable(&self) -> Option<&Checkpoint> {
        let standing = self.standing.as_ref()?;
        let same = standing.night == self.night(&self.seen)
            && standing.routine == self.routine.id
            && standing.plan == self.routine.digest();
        same.then_some(standing)
    }

    pub(super) fn changed(&self) -> String {
        let name = &self.routine.plan.name;
        format!("{name} has changed since you stopped, so it begins afresh. What you did is kept.")
    }

    /// Asks for the chosen routine as it is now.
    pub(super) fn read(&self, afresh: bool) -> Effect {
        Effect::Read { routine: self.routine.id.clone(), afresh }
    }

    pub(super) fn begin(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        let mut evening = self.fresh(now);
        evening.replace(self.standing.take());
        self.enter(evening, now, effects);
    }

    /// The chosen routine as an evening at its first moment, with what is remembered of other evenings.
    fn fresh(&self, now: &Now) -> Evening {
        let night = self.night(now);
        // The program may have been open since the night before.
        let (tonight, before) = match night.since(self.opened).map(|span| span.get_days()) {
            Ok(0) => (self.recall.water.clone(), self.recall.water_before.clone()),
            Ok(1) => (None, self.recall.water.clone()),
            Ok(_) | Err(_) => (None, None),
        };
        let known = self.known();
        let water = Water::of(&self.config, &known, tonight, before);
        let bedroom = Bedroom::of(self.ticks.clone(), &known);
        let (id, plan) = (&self.routine.id, &self.routine.plan);
        Evening::begin(id, plan, night, now, (self.patience, water, bedroom))
    }

    pub(super) fn enter(&mut self, mut evening: Evening, now: &Now, effects: &mut Vec<Effect>) {
        evening.session.see(self.sight);
        effects.extend(evening.cue().map(Effect::Cue));
        effects.extend(evening.breath_cue(now.up).map(Effect::Cue));
        self.screen = Screen::Evening(Box::new(evening));
    }

    /// What to say about the last time: "Last done last night: Classic evening."
    pub(super) fn last_done(&self) -> Option<String> {
        let entry = self.recall.last.as_ref()?;
        let EventKind::Session(note) = &entry.what else { return None };
        let when = text::night(entry.night, self.night(&self.seen));
        let how = if note.finished { "Last done" } else { "Last begun" };
        Some(format!("{how} {when}: {}.", note.name))
    }
}
