//! The program as one state machine: [inputs](Input) in, [effects](effect::Effect) out, and a stack of
//! [`screens`] in between.
//!
//! The [shell](crate::shell) calls [`App::handle`] with the time and what has happened, and performs what comes back.
//! [`App::page`] is what every front end shows, [`App::wakes_at`] when that will next differ, and [`App::scene`] which
//! rows of the key table hold. Help, a cramp and a question lie on top of what they cover.

use std::time::Duration;

use crate::session::{DisplayCaps, Now};
use crate::store::config::Motion;
use crate::text::glossary;
use context::Context;
use effect::{Cue, Effect};
use hooks::Moment;
use keymap::{Action, Scene};
use page::{KeyHint, Page, PageId};
use screen::{Leaves, Next, Screen};
use screens::cramp::{Below, Cramp};
use screens::help::Help;

pub(crate) mod effect;
pub(crate) mod keymap;
pub(crate) mod page;

mod context;
mod draft;
mod hooks;
mod input;
mod safety_gate;
mod screen;
mod screens;
mod startup;

pub(crate) use context::STOP;
pub use input::Input;
pub(crate) use screen::{DisplayNeed, Underway};
pub use startup::{Door, Startup};

/// The whole program, but for what it does to the world.
#[derive(Debug)]
pub struct App {
    cx: Context,
    /// The screens that lie on each other, the one in sight last; never empty.
    stack: Vec<Box<dyn Screen>>,
    /// Why something could not be written yet.
    save_failed: Option<String>,
}

impl App {
    /// The program at its first screen, and what it asks for before that is shown.
    pub fn start(startup: Startup, now: &Now) -> (App, Vec<Effect>) {
        let (mut cx, stack) = startup::open(startup, now);
        let mut effects = std::mem::take(&mut cx.effects);
        let app = App { cx, stack, save_failed: None };
        app.tell_hooks(Moment::default(), &mut effects);
        (app, effects)
    }

    /// Catches up with the time and takes an input. Returns what is to be done outside.
    pub fn handle(&mut self, now: &Now, input: Input) -> Vec<Effect> {
        let input = match input {
            // Text for nobody.
            Input::Text(_) if self.scene().without_typing().is_none() => Input::Wake,
            input => input,
        };
        // What the front end reports of itself does not let time pass: that would skip what is due meanwhile.
        if !matches!(input, Input::Resized(_) | Input::Seen(_) | Input::SaveFailed(_)) {
            self.cx.now = now.clone();
        }
        let (was_audible, before) = (self.top().is_audible(), self.moment());
        // A press meant for the screen on top does not act on the alarm that takes its place.
        let is_for_another = self.uncover_alarms()
            && input.is_press()
            && !matches!(input, Input::Key(Action::Quit | Action::Suspend));
        let input = if is_for_another { Input::Wake } else { input };
        if input.is_press() {
            self.cx.toast = None;
            self.cx.confirming.take_if(|_| !matches!(input, Input::Key(Action::Confirm)));
        }
        match input {
            Input::Resized(caps) => self.resize(caps),
            Input::Seen(seen) => self.top_mut().see(seen),
            Input::SaveFailed(why) => self.save_failed = why,
            Input::Key(Action::Suspend) => {
                self.dispatch(Input::Wake);
                self.pause();
                self.cx.emit(Effect::Suspend);
            }
            Input::UnknownKey => {
                self.dispatch(Input::Wake);
                // What is said already is worth more, and so are the large letters of a cramp.
                if self.cx.toast.is_none() && !self.is_in_a_cramp() {
                    self.cx.tell(glossary::UNKNOWN_KEY);
                }
            }
            Input::Key(Action::Cramp) if !self.is_in_a_cramp() => self.open_cramp(),
            Input::Key(Action::Help) if self.scene() != Scene::Help => self.open_help(),
            input => self.dispatch(input),
        }
        let mut effects = std::mem::take(&mut self.cx.effects);
        if was_audible && !self.top().is_audible() {
            // A warning is still to be heard.
            let warning = effects.iter().position(|effect| *effect == Effect::Cue(Cue::Warning));
            effects.insert(warning.unwrap_or(effects.len()), Effect::Cue(Cue::Silence));
        }
        self.tell_hooks(before, &mut effects);
        effects
    }

    /// What every front end shows, as of the last call.
    pub fn page(&self) -> Page<'_> {
        let mut page = self.top().page(&self.cx);
        page.keys = self.key_hints();
        if let Some(why) = &self.save_failed {
            page.toast = Some(format!("Not saved yet, trying again: {why}").into());
        } else if let Some(toast) = &self.cx.toast {
            page.toast_style = toast.style;
            page.toast = Some(match &toast.urgent {
                // The tonight screen says what is urgent by itself.
                Some(urgent) if page.id != PageId::Tonight => format!("{} {urgent}", toast.text).into(),
                Some(_) | None => toast.text.as_str().into(),
            });
        }
        page
    }

    /// Which rows of the key table hold.
    pub fn scene(&self) -> Scene {
        self.top().scene(&self.cx)
    }

    /// When the page will next differ, as seen from the last call; `None` if only a key can change it.
    pub fn wakes_at(&self) -> Option<Duration> {
        let covered = self.stack.iter().rev().skip(1).filter_map(|screen| screen.alarm_at());
        self.top().wakes_at(&self.cx).into_iter().chain(covered).min()
    }

    /// The evening that is being done, also from under another screen.
    pub(crate) fn evening(&self) -> Option<Underway<'_>> {
        self.stack.iter().find_map(|screen| screen.evening())
    }

    /// What the display has to do meanwhile.
    pub fn display(&self) -> DisplayNeed {
        self.under_help().display(&self.cx)
    }

    /// Whether a cramp is in sight, or under its help.
    pub fn is_in_a_cramp(&self) -> bool {
        self.under_help().is_cramp()
    }

    fn moment(&self) -> Moment {
        // Where no program wants to know, every moment is alike.
        if self.cx.config.hooks.is_empty() {
            Moment::default()
        } else {
            Moment::of(self.evening(), self.is_in_a_cramp())
        }
    }

    fn tell_hooks(&self, before: Moment, effects: &mut Vec<Effect>) {
        if !self.cx.config.hooks.is_empty() {
            hooks::tell(before, self.is_in_a_cramp(), self.evening(), &self.cx, effects);
        }
    }

    fn key_hints(&self) -> Vec<KeyHint> {
        let screen = self.top();
        let hint = |row: &'static keymap::Binding| {
            screen.label(row.action, row.footer, &self.cx).map(|label| KeyHint { row, label })
        };
        keymap::rows(self.scene()).filter_map(hint).collect()
    }

    fn dispatch(&mut self, input: Input) {
        if self.scene() == Scene::Help && matches!(input, Input::Key(Action::Quit)) {
            self.stack.pop();
        }
        // What cannot be written is known here alone.
        if let (Input::DiaryRead(entries), None) = (&input, &self.save_failed) {
            self.cx.take_entries(entries);
        }
        let (screen, cx) = (self.stack.last_mut(), &mut self.cx);
        if let Some(screen) = screen {
            let next = screen.handle(input, cx);
            self.go(next);
        }
    }

    fn go(&mut self, next: Next) {
        match next {
            Next::Stay => {}
            Next::Push(screen) => self.stack.push(screen),
            Next::Replace(screen) => {
                self.stack.pop();
                self.stack.push(screen);
            }
            Next::Pop if self.stack.len() == 1 => self.cx.quit(String::new()),
            Next::Pop => {
                let Some(left) = self.stack.pop() else { return };
                let (Some(screen), cx) = (self.stack.last_mut(), &mut self.cx) else { return };
                let next = match left.leaves() {
                    news @ (Leaves::News | Leaves::Cramp) => screen.uncovered(news, cx),
                    Leaves::Nothing => Next::Stay,
                    Leaves::Paused => screen.resume(cx),
                };
                self.go(next);
            }
        }
    }

    fn open_help(&mut self) {
        self.dispatch(Input::Wake);
        if self.scene() == Scene::GoodNight {
            return;
        }
        let scene = self.scene();
        let resumes = self.pause();
        let help = Help::new(scene, self.top(), resumes, &self.cx);
        self.stack.push(Box::new(help));
    }

    fn open_cramp(&mut self) {
        if self.scene() == Scene::Help {
            self.stack.pop();
        }
        self.dispatch(Input::Wake);
        self.pause();
        let below = if self.evening().is_some() { Below::Evening } else { Below::Screen };
        let cramp = Cramp::begin(None, below, &mut self.cx);
        self.stack.push(Box::new(cramp));
    }

    /// Closes what covers a screen whose alarm is due. Returns whether anything did.
    fn uncover_alarms(&mut self) -> bool {
        let up = self.cx.now.up;
        let mut alarms = self.stack.iter().map(|screen| screen.alarm_at());
        let Some(at) = alarms.position(|alarm| alarm.is_some_and(|at| at <= up)) else { return false };
        let covers = at + 1 < self.stack.len();
        self.stack.truncate(at + 1);
        covers
    }

    fn resize(&mut self, caps: DisplayCaps) {
        let still = self.cx.config.motion == Motion::Still;
        let breath = match self.cx.config.motion {
            Motion::Full => caps.breath,
            Motion::Calm => caps.breath.div_ceil(2),
            Motion::Still => caps.breath.min(1),
        };
        self.cx.caps = DisplayCaps { breath, still, ..caps };
        self.cx.chosen.resize();
        self.stack.iter_mut().for_each(|screen| screen.resize(self.cx.caps));
    }

    fn pause(&mut self) -> bool {
        let (screen, cx) = (self.stack.last_mut(), &mut self.cx);
        screen.is_some_and(|screen| screen.pause(cx))
    }

    #[expect(clippy::expect_used, reason = "the last screen is never taken off the stack")]
    fn top(&self) -> &dyn Screen {
        self.stack.last().expect("a screen").as_ref()
    }

    #[expect(clippy::expect_used, reason = "the last screen is never taken off the stack")]
    fn top_mut(&mut self) -> &mut dyn Screen {
        self.stack.last_mut().expect("a screen").as_mut()
    }

    fn under_help(&self) -> &dyn Screen {
        let covered = self.stack.iter().rev().find(|screen| screen.scene(&self.cx) != Scene::Help);
        covered.map_or(self.top(), AsRef::as_ref)
    }
}

#[cfg(test)]
mod tests;
