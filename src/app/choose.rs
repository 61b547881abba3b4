//! Which routine: the one chosen, and the list to choose another one from.

use std::cell::OnceCell;

use super::{App, Screen};
use crate::app::effect::{Effect, Write};
use crate::app::keymap::Action;
use crate::health::safety::Safety;
use crate::routine::Routine;
use crate::routine::library::{Listed, Origin};
use crate::routine::plan::Plan;
use crate::session::Now;
use crate::store::config::Config;
use crate::store::state::Choice;

/// A routine, and its plan as it suits the person.
#[derive(Debug)]
pub(super) struct Chosen {
    pub(super) id: String,
    pub(super) routine: Routine,
    pub(super) plan: Plan,
    /// The plan's digest, once somebody has asked.
    digest: OnceCell<String>,
    /// What to say of steps that are left out of it.
    pub(super) left_out: Option<&'static str>,
}

/// The list of routines, and where the mark stands in it.
#[derive(Debug)]
pub(super) struct Chooser {
    pub(super) rows: Vec<Row>,
    pub(super) at: usize,
}

/// A routine in the list, laid flat for its preview if it can be run.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) listed: Listed,
    pub(super) plan: Option<Plan>,
}

impl App {
    /// Opens the list of routines that the shell has read.
    pub fn choose(&mut self, rows: Vec<Listed>) {
        let row = |listed: Listed| {
            let chosen = |routine| self.chosen(listed.id.clone(), routine).plan;
            let plan = listed.routine.as_ref().ok().map(chosen);
            Row { listed, plan }
        };
        // A cramp has a key of its own.
        let is_for_evenings = |row: &Listed| !(row.id.starts_with("cramp") && row.origin == Origin::Shipped);
        let rows: Vec<Row> = rows.into_iter().filter(is_for_evenings).map(row).collect();
        let at = rows.iter().position(|row| row.listed.id == self.routine.id).unwrap_or(0);
        if !rows.is_empty() {
            self.screen = Screen::Choose(Chooser { rows, at });
        }
    }

    pub(super) fn on_list(&mut self, now: &Now, action: Option<Action>, effects: &mut Vec<Effect>) {
        let Screen::Choose(chooser) = &mut self.screen else { return };
        match action {
            Some(Action::Up) => chooser.at = chooser.at.saturating_sub(1),
            Some(Action::Down) => chooser.at = (chooser.at + 1).min(chooser.rows.len() - 1),
            Some(Action::Enter) => effects.extend(self.take_choice(now)),
            Some(Action::Close) => self.screen = Screen::Tonight,
            Some(_) | None => {}
        }
    }

    fn take_choice(&mut self, now: &Now) -> Option<Effect> {
        let Screen::Choose(chooser) = &self.screen else { return None };
        let row = &chooser.rows.get(chooser.at)?.listed;
        match &row.routine {
            Ok(routine) => {
                self.routine = self.chosen(row.id.clone(), routine);
                self.screen = Screen::Tonight;
                Some(self.choice(now))
            }
            Err(broken) => {
                self.notice = Some(format!(
                    "This file has a mistake: {}. See them all: winddown routine check",
                    broken.first_line()
                ));
                None
            }
        }
    }

    /// Keeps in mind that this routine was chosen for tonight.
    pub(super) fn choice(&self, now: &Now) -> Effect {
        let (night, routine) = (self.night(now), self.routine.id.clone());
        Effect::Write(Write::Choice(Choice { night, routine, at: now.wall.clone() }))
    }

    pub(super) fn chosen(&self, id: String, routine: &Routine) -> Chosen {
        Chosen::new(id, routine, self.safety.as_ref(), &self.config)
    }
}

impl Chosen {
    pub(super) fn new(id: String, routine: &Routine, answers: Option<&Safety>, config: &Config) -> Chosen {
        let known = Safety::known(answers, config.pregnant, config.fluid_limit);
        let plan = Plan::of(&known.suit(routine), &config.manner());
        let left_out = known.left_out(routine);
        Chosen { id, routine: routine.clone(), plan, digest: OnceCell::new(), left_out }
    }

    /// Returns the plan's digest.
    pub(super) fn digest(&self) -> &str {
        self.digest.get_or_init(|| self.plan.digest())
    }

    /// Lays the routine flat anew, for other answers.
    pub(super) fn suit(&mut self, safety: &Safety, config: &Config) {
        *self = Chosen::new(self.id.clone(), &self.routine, Some(safety), config);
    }
}
