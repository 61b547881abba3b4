//! Which screen is shown, and what a key means there.
//!
//! [`App::handle`] takes the time and an [`Action`], changes the screen and answers with [`Effect`]s for the shell.
//! [`App::picture`] is all that a view may know, [`App::next_change`] when it will next differ, and
//! [`App::scene`] which rows of the key table hold.

use std::time::Duration;

use jiff::civil::Date;

use crate::action::{Action, Scene};
use crate::bedroom::Ticks;
use crate::clock::Now;
use crate::config::Config;
use crate::effect::{Effect, Write};
use crate::journal::{Recall, What, night_of};
use crate::library::Listed;
use crate::plan::Plan;
use crate::routine::Routine;
use crate::session::{HASTE, Sight};
use crate::state::{Choice, Standing};
use crate::words;

mod bedroom;
mod evening;
mod opening;
mod picture;
mod water;

pub use bedroom::Bedroom;
use evening::Evening;
pub use opening::Opening;
pub use picture::{Choices, Choose, Farewell, Help, Picture, Stage, Tonight};
pub use water::{MARKS, Water};

/// The whole program, but for what it does to the world.
#[derive(Debug)]
pub struct App {
    config: Config,
    routine: Chosen,
    recall: Recall,
    ticks: Ticks,
    /// Where an evening stands that was left tonight, perhaps of another routine.
    standing: Option<Standing>,
    screen: Screen,
    /// The help page is open; `true` inside if it stopped the time.
    help: Option<bool>,
    /// Something to tell, once.
    notice: Option<String>,
    /// Something that keeps failing.
    trouble: Option<String>,
    patience: Duration,
    sight: Sight,
    /// The last time we were called with.
    seen: Now,
    /// The night that what we remember is about.
    opened: Date,
    /// When the screen last became another one.
    shown: Duration,
}

/// A routine and its plan.
#[derive(Debug)]
struct Chosen {
    id: String,
    about: String,
    plan: Plan,
}

#[derive(Debug)]
enum Screen {
    Tonight,
    Choose(Chooser),
    Evening(Box<Evening>),
    GoodNight(Farewell),
}

/// The list of routines, and where the mark stands in it.
#[derive(Debug)]
struct Chooser {
    rows: Vec<Row>,
    at: usize,
}

/// A routine in the list, laid flat for its preview if it can be run.
#[derive(Debug)]
struct Row {
    listed: Listed,
    plan: Option<Plan>,
}

impl App {
    /// Catches up with the time, then does what was asked. Returns what is to be done outside.
    pub fn handle(&mut self, now: &Now, action: Option<Action>) -> Vec<Effect> {
        self.seen = now.clone();
        let mut effects = Vec::new();
        if action.is_some() {
            self.notice = None;
        }
        match (action, self.help) {
            (Some(Action::Suspend), _) => {
                let stops = self.help.is_none() && matches!(self.scene(), Scene::Timed | Scene::Breath);
                self.on_screen(now, stops.then_some(Action::Pause), &mut effects);
                effects.push(Effect::Suspend);
            }
            (Some(Action::Quit), _) => self.quit(now, &mut effects),
            (Some(Action::Help), None) => self.open_help(now, &mut effects),
            (Some(_), Some(paused)) => {
                self.help = None;
                if paused {
                    self.on_screen(now, Some(Action::Pause), &mut effects);
                }
            }
            (action, _) => self.on_screen(now, action, &mut effects),
        }
        effects
    }

    /// Begins tonight's routine as the shell has just read it, or goes on with it where it was left.
    ///
    /// The file may have changed since the program was opened; `routine` says why it cannot be run, if so.
    pub fn start(&mut self, now: &Now, afresh: bool, routine: Result<&Routine, String>) -> Vec<Effect> {
        self.seen = now.clone();
        let mut effects = Vec::new();
        let wanted = !afresh && self.resumable().is_some();
        match routine {
            Ok(routine) => self.routine = Chosen::new(self.routine.id.clone(), routine, &self.config),
            Err(why) => {
                self.notice = Some(why);
                return effects;
            }
        }
        match self.resumable().cloned() {
            Some(standing) if wanted => {
                let mut evening = self.evening(now);
                evening.go_on(standing, now);
                self.enter(evening, &mut effects);
            }
            None if wanted => self.notice = Some(self.changed()),
            Some(_) | None => self.begin(now, &mut effects),
        }
        effects
    }

    /// Opens the list of routines that the shell has read.
    pub fn choose(&mut self, rows: Vec<Listed>) {
        let at = rows.iter().position(|row| row.id == self.routine.id).unwrap_or(0);
        let manner = self.config.manner();
        let row = |listed: Listed| {
            let plan = listed.routine.as_ref().ok().map(|routine| Plan::of(routine, &manner));
            Row { listed, plan }
        };
        let rows: Vec<Row> = rows.into_iter().map(row).collect();
        if !rows.is_empty() {
            self.screen = Screen::Choose(Chooser { rows, at });
        }
    }

    /// Tells it what the screen can show of what moves.
    pub fn see(&mut self, sight: Sight) {
        let still = !self.config.motion;
        let breath = if still { sight.breath.min(1) } else { sight.breath };
        self.sight = Sight { breath, still, ..sight };
        if let Screen::Evening(evening) = &mut self.screen {
            evening.session.see(self.sight);
        }
    }

    /// Tells it what keeps failing, or that nothing does any more.
    pub fn trouble(&mut self, trouble: Option<String>) {
        self.trouble = trouble;
    }

    /// Returns which rows of the key table hold.
    pub fn scene(&self) -> Scene {
        match &self.screen {
            _ if self.help.is_some() => Scene::Help,
            Screen::Tonight if self.resumable().is_some() => Scene::Unfinished,
            Screen::Tonight => Scene::Tonight,
            Screen::Choose(_) => Scene::Choose,
            Screen::Evening(evening) => evening.scene(),
            Screen::GoodNight(_) => Scene::GoodNight,
        }
    }

    /// Returns when the picture will next differ, as seen from the last call; `None` if only a key can change it.
    pub fn next_change(&self) -> Option<Duration> {
        match &self.screen {
            Screen::Evening(evening) if self.help.is_none() => evening.session.next_change(self.seen.up),
            Screen::Evening(_) | Screen::Tonight | Screen::Choose(_) | Screen::GoodNight(_) => None,
        }
    }

    fn on_screen(&mut self, now: &Now, action: Option<Action>, effects: &mut Vec<Effect>) {
        match &mut self.screen {
            Screen::Tonight => match action {
                Some(Action::Enter) => effects.push(self.read(false)),
                Some(Action::Restart) => effects.push(self.read(true)),
                Some(Action::Other) => effects.push(Effect::List),
                Some(_) | None => {}
            },
            Screen::Choose(chooser) => match action {
                Some(Action::Up) => chooser.at = chooser.at.saturating_sub(1),
                Some(Action::Down) => chooser.at = (chooser.at + 1).min(chooser.rows.len() - 1),
                Some(Action::Enter) => effects.extend(self.take_choice(now)),
                Some(Action::Close) => self.screen = Screen::Tonight,
                Some(_) | None => {}
            },
            Screen::Evening(evening) => {
                let before = evening.session.at();
                let farewell = evening.handle(now, action, effects);
                if evening.session.at() != before {
                    // Told long enough, to someone who is not looking.
                    self.notice = None;
                }
                if let Some(farewell) = farewell {
                    self.screen = Screen::GoodNight(farewell);
                    self.shown = now.up;
                }
            }
            Screen::GoodNight(_)
                if action.is_some() && now.up.saturating_sub(self.shown) >= self.patience / HASTE =>
            {
                effects.push(Effect::Quit("Good night.".into()));
            }
            Screen::GoodNight(_) => {}
        }
    }

    /// Returns where the chosen routine stands, if it was left tonight and has not changed since.
    fn resumable(&self) -> Option<&Standing> {
        let standing = self.standing.as_ref()?;
        let same = standing.night == self.night(&self.seen)
            && standing.routine == self.routine.id
            && standing.plan == self.routine.plan.digest();
        same.then_some(standing)
    }

    fn changed(&self) -> String {
        let name = &self.routine.plan.name;
        format!("{name} has changed since you stopped, so it begins afresh. What you did is kept.")
    }

    /// Asks for the chosen routine as it is now.
    fn read(&self, afresh: bool) -> Effect {
        Effect::Read { routine: self.routine.id.clone(), afresh }
    }

    fn begin(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        let mut evening = self.evening(now);
        evening.replace(self.standing.take());
        self.enter(evening, effects);
    }

    /// The chosen routine as an evening at its first moment, with what is remembered of other evenings.
    fn evening(&self, now: &Now) -> Evening {
        let night = self.night(now);
        // The program may have been open since the night before.
        let (tonight, before) = match night.since(self.opened).map(|span| span.get_days()) {
            Ok(0) => (self.recall.water.clone(), self.recall.water_before.clone()),
            Ok(1) => (None, self.recall.water.clone()),
            Ok(_) | Err(_) => (None, None),
        };
        let water = Water::of(&self.config, tonight, before);
        let bedroom = Bedroom::of(self.ticks.clone());
        let (id, plan) = (&self.routine.id, &self.routine.plan);
        Evening::begin(id, plan, night, now, (self.patience, water, bedroom))
    }

    fn enter(&mut self, mut evening: Evening, effects: &mut Vec<Effect>) {
        evening.session.see(self.sight);
        effects.extend(evening.cue().map(Effect::Cue));
        self.screen = Screen::Evening(Box::new(evening));
    }

    fn take_choice(&mut self, now: &Now) -> Option<Effect> {
        let Screen::Choose(chooser) = &self.screen else { return None };
        let row = &chooser.rows.get(chooser.at)?.listed;
        match &row.routine {
            Ok(routine) => {
                self.routine = Chosen::new(row.id.clone(), routine, &self.config);
                self.screen = Screen::Tonight;
                let (night, routine) = (self.night(now), self.routine.id.clone());
                Some(Effect::Write(Write::Choice(Choice { night, routine, at: now.wall.clone() })))
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

    fn open_help(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        self.on_screen(now, None, effects);
        let stops = matches!(self.scene(), Scene::Timed | Scene::Breath);
        if stops {
            self.on_screen(now, Some(Action::Pause), effects);
        }
        if !matches!(self.screen, Screen::GoodNight(_)) {
            self.help = Some(stops);
        }
    }

    fn quit(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        let farewell = match &mut self.screen {
            Screen::Evening(evening) => evening.stop(now, effects),
            Screen::GoodNight(_) => "Good night.".into(),
            Screen::Tonight | Screen::Choose(_) => String::new(),
        };
        effects.push(Effect::Quit(farewell));
    }

    fn night(&self, now: &Now) -> Date {
        night_of(&now.wall, self.config.night_begins)
    }

    /// What to say about the last time: "Last done last night: Classic evening."
    fn last_done(&self) -> Option<String> {
        let entry = self.recall.last.as_ref()?;
        let What::Session(note) = &entry.what else { return None };
        let when = words::night(entry.night, self.night(&self.seen));
        let how = if note.finished { "Last done" } else { "Last begun" };
        Some(format!("{how} {when}: {}.", note.name))
    }
}

impl Chosen {
    fn new(id: String, routine: &Routine, config: &Config) -> Chosen {
        Chosen { id, about: routine.about.clone(), plan: Plan::of(routine, &config.manner()) }
    }
}

/// When to stop, from the evidence (B0); shown before anything begins.
pub const STOP: &str = "Stop if you feel sharp pain, numbness, dizziness, chest pain or shortness of breath.";

#[cfg(test)]
mod tests;
