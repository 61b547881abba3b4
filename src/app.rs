//! Which screen is shown, and what a key means there.
//!
//! [`App::handle`] takes the time and an [`Action`], changes the screen and answers with [`Effect`]s for the shell.
//! [`App::picture`] is all that a view may know, [`App::next_change`] when it will next differ, and
//! [`App::scene`] which rows of the key table hold.

use std::time::Duration;

use jiff::civil::Date;

use crate::app::effect::{Cue, Effect};
use crate::app::keymap::{Action, Scene};
use crate::health::bedroom::Ticks;
use crate::health::safety::{Safety, Y_OR_N};
use crate::session::Now;
use crate::session::{DEBOUNCE, DisplayCaps};
use crate::store::config::Config;
use crate::store::journal::{StartupSummary, night_of};
use crate::store::state::Checkpoint;

pub mod effect;
pub mod keymap;

mod bedroom;
mod choose;
mod cramp;
mod diary;
mod evening;
mod held;
mod help;
mod learn;
mod morning;
mod opening;
mod picture;
mod safety;
mod swollen;
mod sheet;
mod tonight;
mod water;

pub use bedroom::Bedroom;
use choose::{Chooser, Chosen, Row};
use cramp::Cramp;
pub use cramp::{Cramping, Telling, Ticking, Urgency};
use diary::Leaf;
pub use diary::Pages;
use evening::Evening;
pub use help::Help;
use help::Helping;
use learn::Learn;
pub use learn::{Reading, Room};
pub use morning::Asked;
use morning::Morning;
pub use opening::{Door, Opening};
pub use picture::{Choices, Choose, Farewell, Picture, Stage, Tonight};
pub use safety::{Advice, Asking, Row as SafetyRow, fluids};
pub use sheet::{Shown, Tone, Written};
pub use water::{MARKS, Water};

/// The whole program, but for what it does to the world.
#[derive(Debug)]
pub struct App {
    config: Config,
    routine: Chosen,
    recall: StartupSummary,
    ticks: Ticks,
    /// The answers to the questions before the first evening; `None` until they are asked.
    safety: Option<Safety>,
    /// Where an evening stands that was left tonight, perhaps of another routine.
    standing: Option<Checkpoint>,
    screen: Screen,
    /// What waits under a cramp.
    under: Option<Box<Screen>>,
    /// The help page, if it is open.
    help: Option<Helping>,
    /// When the last key said that what holds was checked, which another key has to confirm.
    asked_checked: Option<Duration>,
    /// Something to tell, once.
    notice: Option<String>,
    /// Something that keeps failing.
    trouble: Option<String>,
    patience: Duration,
    sight: DisplayCaps,
    /// What the screen has for a page to read.
    room: Room,
    /// The last time we were called with.
    seen: Now,
    /// The night that what we remember is about.
    opened: Date,
    /// Until when keys were meant for the screen before this one.
    deaf_until: Duration,
}

#[derive(Debug)]
enum Screen {
    Tonight,
    Choose(Chooser),
    Learn(Learn),
    Safety(Asking),
    Morning(Box<Morning>),
    Diary(Box<Leaf>),
    Cramp(Box<Cramp>),
    Evening(Box<Evening>),
    GoodNight(Farewell),
}

impl App {
    /// Catches up with the time, then does what was asked. Returns what is to be done outside.
    pub fn handle(&mut self, now: &Now, action: Option<Action>) -> Vec<Effect> {
        self.seen = now.clone();
        let mut effects = Vec::new();
        let was_heard = self.is_heard();
        if action.is_some() {
            self.notice = None;
            self.asked_checked = self.asked_checked.filter(|_| action == Some(Action::Confirm));
        }
        match (action, &self.help) {
            (Some(Action::Suspend), _) => {
                let stops = self.help.is_none() && matches!(self.scene(), Scene::Timed | Scene::Breath);
                self.on_screen(now, stops.then_some(Action::Pause), &mut effects);
                effects.push(Effect::Suspend);
            }
            (Some(Action::Cramp), _) if !matches!(self.screen, Screen::Cramp(_)) => {
                self.open_cramp(now, &mut effects);
            }
            (Some(Action::Quit), _) if matches!(self.screen, Screen::Cramp(_)) => {
                self.help = None;
                self.on_screen(now, action, &mut effects);
            }
            (Some(Action::Quit), _) => self.quit(now, &mut effects),
            (Some(Action::Help), None) => self.open_help(now, &mut effects),
            (Some(action), Some(_)) => self.on_help(now, action, &mut effects),
            (action, _) => self.on_screen(now, action, &mut effects),
        }
        if was_heard && !self.is_heard() {
            // A warning is still to be heard.
            let warning = effects.iter().position(|effect| *effect == Effect::Cue(Cue::Warning));
            effects.insert(warning.unwrap_or(effects.len()), Effect::Cue(Cue::Silence));
        }
        self.remember(&effects);
        effects
    }

    /// Tells it what the screen can show of what moves.
    pub fn see(&mut self, sight: DisplayCaps) {
        let still = !self.config.motion;
        let breath = if still { sight.breath.min(1) } else { sight.breath };
        self.sight = DisplayCaps { breath, still, ..sight };
        self.see_again();
    }

    fn see_again(&mut self) {
        self.lay_help_out();
        match &mut self.screen {
            Screen::Evening(evening) => evening.session.see(self.sight),
            Screen::Learn(learn) => learn.see_room(self.room),
            Screen::Morning(morning) => morning.see_room(self.room),
            Screen::Diary(leaf) => leaf.see_room(self.room),
            Screen::Tonight
            | Screen::Choose(_)
            | Screen::Safety(_)
            | Screen::Cramp(_)
            | Screen::GoodNight(_) => {}
        }
    }

    /// Tells it what the screen has for a page to read.
    pub fn see_room(&mut self, room: Room) {
        self.room = room;
        self.see_again();
    }

    /// Tells it what keeps failing, or that nothing does any more.
    pub fn trouble(&mut self, trouble: Option<String>) {
        self.trouble = trouble;
    }

    /// Returns which rows of the key table hold.
    pub fn scene(&self) -> Scene {
        if self.help.is_some() { Scene::Help } else { self.scene_under_help() }
    }

    /// Returns which rows of the key table hold once the help is closed.
    pub fn scene_under_help(&self) -> Scene {
        match &self.screen {
            Screen::Tonight => self.scene_tonight(),
            Screen::Choose(_) => Scene::Choose,
            Screen::Learn(learn) => learn.scene(),
            Screen::Safety(asking) => asking.scene(),
            Screen::Morning(morning) => morning.scene(),
            Screen::Diary(leaf) => leaf.scene(),
            Screen::Cramp(cramp) => cramp.scene(),
            Screen::Evening(evening) => evening.scene(),
            Screen::GoodNight(_) => Scene::GoodNight,
        }
    }

    /// Returns the night of the evening that is being done, if one is.
    pub fn evening(&self) -> Option<Date> {
        // It goes on when the cramp is over.
        match self.under.as_deref().unwrap_or(&self.screen) {
            Screen::Evening(evening) => Some(evening.night()),
            Screen::Tonight
            | Screen::Choose(_)
            | Screen::Learn(_)
            | Screen::Safety(_)
            | Screen::Morning(_)
            | Screen::Diary(_)
            | Screen::Cramp(_)
            | Screen::GoodNight(_) => None,
        }
    }

    /// Returns when the picture will next differ, as seen from the last call; `None` if only a key can change it.
    pub fn next_change(&self) -> Option<Duration> {
        match &self.screen {
            Screen::Cramp(cramp) if self.help.is_some() => cramp.next_call(),
            Screen::Cramp(cramp) => cramp.next_change(self.seen.up),
            Screen::Evening(evening) if self.help.is_none() => evening.session.next_change(self.seen.up),
            Screen::Evening(_)
            | Screen::Tonight
            | Screen::Choose(_)
            | Screen::Learn(_)
            | Screen::Safety(_)
            | Screen::Morning(_)
            | Screen::Diary(_)
            | Screen::GoodNight(_) => None,
        }
    }

    /// Whether what was begun may be heard to its end: not while time stands still, and not from under another screen.
    fn is_heard(&self) -> bool {
        match &self.screen {
            Screen::Evening(evening) => self.help.is_none() && !evening.session.is_paused(),
            Screen::GoodNight(_) => true,
            Screen::Tonight
            | Screen::Choose(_)
            | Screen::Learn(_)
            | Screen::Safety(_)
            | Screen::Morning(_)
            | Screen::Diary(_)
            | Screen::Cramp(_) => false,
        }
    }

    fn on_screen(&mut self, now: &Now, action: Option<Action>, effects: &mut Vec<Effect>) {
        match &mut self.screen {
            Screen::Tonight if now.up < self.deaf_until => {}
            Screen::Tonight => self.on_tonight(now, action, effects),
            Screen::Choose(_) => self.on_list(now, action, effects),
            Screen::Learn(learn) => {
                if action.is_some_and(|action| learn.handle(action)) {
                    self.screen = Screen::Tonight;
                }
            }
            Screen::Safety(_) => {
                if let Some(action) = action {
                    self.on_safety(now, action, effects);
                }
            }
            Screen::Morning(_) => {
                if let Some(action) = action {
                    self.on_morning(now, action, effects);
                }
            }
            Screen::Diary(_) => {
                if let Some(action) = action {
                    self.on_diary(now, action, effects);
                }
            }
            Screen::Cramp(_) => self.on_cramp(now, action, effects),
            Screen::Evening(evening) if evening.asks_clot() && action == Some(Action::Yes) => {
                self.stop_for_swelling(now, effects);
            }
            Screen::Evening(evening) => {
                if evening.asks_clot() && action == Some(Action::Enter) {
                    self.notice = Some(Y_OR_N.to_owned());
                }
                // The key for "no" skips a step elsewhere: whoever skips along has not read the question.
                if evening.asks_clot() && action == Some(Action::No) && now.up < self.deaf_until {
                    self.deaf_until = now.up + self.patience / 2;
                    return;
                }
                let before = evening.session.at();
                let farewell = evening.handle(now, action, effects);
                if evening.session.at() != before && evening.asks_clot() {
                    self.deaf_until = now.up + self.patience / 2;
                }
                if evening.session.at() != before {
                    // Told long enough, to someone who is not looking.
                    self.notice = None;
                }
                if let Some(farewell) = farewell {
                    self.screen = Screen::GoodNight(farewell);
                    self.deaf_until = now.up + self.patience / DEBOUNCE;
                }
            }
            Screen::GoodNight(farewell) if action.is_some() && now.up >= self.deaf_until => {
                effects.push(Effect::Quit(farewell.left()));
            }
            Screen::GoodNight(_) => {}
        }
    }

    fn quit(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        if self.keep_morning(now, effects) {
            return;
        }
        let farewell = match &mut self.screen {
            Screen::Evening(evening) => evening.stop(now, effects),
            Screen::GoodNight(farewell) => farewell.left(),
            Screen::Tonight
            | Screen::Choose(_)
            | Screen::Learn(_)
            | Screen::Safety(_)
            | Screen::Morning(_)
            | Screen::Diary(_)
            | Screen::Cramp(_) => String::new(),
        };
        effects.push(Effect::Quit(farewell));
    }

    /// All that is known of the person.
    fn known(&self) -> Safety {
        Safety::known(self.safety.as_ref(), self.config.pregnant, self.config.fluid_limit)
    }

    fn night(&self, now: &Now) -> Date {
        night_of(&now.wall, self.config.night_begins)
    }
}

/// Two digits this soon after each other are one number. Our choice.
const TOGETHER: Duration = Duration::from_millis(1500);

/// When to stop, from the evidence (B0); shown before anything begins.
pub const STOP: &str = "Stop if you feel sharp pain, numbness, dizziness, chest pain or shortness of breath.";

#[cfg(test)]
mod tests;
