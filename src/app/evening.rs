//! The evening screen: a session, the checks in it, and what is written down on the way.

use std::time::Duration;

use jiff::Zoned;
use jiff::civil::Date;

use super::bedroom::Bedroom;
use super::picture::Farewell;
use super::water::Water;
use crate::app::effect::{Cue, Effect, Write};
use crate::app::keymap::{Action, Scene};
use crate::health::signs::Sign;
use crate::health::water::ALARMING;
use crate::routine::Check;
use crate::routine::breath::BreathStage;
use crate::routine::plan::{Part, Plan};
use crate::session::Now;
use crate::session::{Command, Session};
use crate::store::journal::{EventKind, SignsNote};
use crate::store::state::Checkpoint;
use crate::text;

mod cues;

/// One evening on the screen.
#[derive(Debug)]
pub(super) struct Evening {
    pub(super) session: Session,
    water: Water,
    bedroom: Bedroom,
    identity: Identity,
    /// Where another evening stood that this one takes the place of, once something of this one is kept.
    replaces: Option<Checkpoint>,
    /// Whether where this one stands has been kept.
    saved: bool,
    /// The phase of a breath that was told of last: what one does, from when on, for how long.
    breath: Option<(BreathStage, Duration, Duration)>,
}

/// What makes this evening this one.
#[derive(Debug)]
struct Identity {
    /// Names it in the journal.
    session: String,
    routine: String,
    night: Date,
    started: Zoned,
}

impl Evening {
    /// Returns an evening with a routine at its first moment.
    pub(super) fn begin(
        routine: &str,
        plan: &Plan,
        night: Date,
        now: &Now,
        (patience, water, bedroom): (Duration, Water, Bedroom),
    ) -> Evening {
        let session = format!("{:x}", now.wall.timestamp().as_microsecond());
        let (routine, started) = (routine.to_owned(), now.wall.clone());
        Evening {
            session: Session::new(plan.clone(), now, patience),
            water,
            bedroom,
            identity: Identity { session, routine, night, started },
            replaces: None,
            saved: false,
            breath: None,
        }
    }

    /// Takes the place of an evening that was left, which is put away once something of this one is kept.
    pub(super) fn replace(&mut self, standing: Option<Checkpoint>) {
        self.replaces = standing;
    }

    /// Goes on where an evening was left.
    pub(super) fn go_on(&mut self, standing: Checkpoint, now: &Now) {
        self.session.resume(&standing.place, now);
        self.identity.session = standing.session;
        self.identity.started = standing.started;
        self.saved = true;
        if let Some(water) = standing.water {
            self.water.note = water;
        }
    }

    /// Catches up with the time and does what was asked. Returns the farewell once all is done.
    pub(super) fn handle(
        &mut self,
        now: &Now,
        action: Option<Action>,
        effects: &mut Vec<Effect>,
    ) -> Option<Farewell> {
        let (before, check) = (self.session.at(), self.check());
        let was_warned = self.warns();
        let is_spent = match (check, action) {
            (Some(Check::Water), Some(action)) => self.water.handle(action, now.up),
            (Some(Check::Bedroom), Some(action)) => {
                effects.extend(self.bedroom.handle(action).map(|ticks| Effect::Write(Write::Ticks(ticks))));
                false
            }
            (Some(_), None) | (None, _) => false,
        };
        let wish = action.filter(|_| !is_spent).and_then(|action| self.wish(action));
        self.session.handle(now, wish);
        if is_spent && self.water.judged {
            self.session.mark_done();
        }
        if is_spent || (check.is_some() && self.session.at() != before) {
            self.write_water(now, effects);
        }
        if self.session.is_over() {
            self.keep(now, true, effects);
            effects.push(Effect::Cue(Cue::End));
            return Some(self.farewell(now));
        }
        if self.session.at() != before {
            self.save(now, false, effects);
            effects.extend(self.cue().map(Effect::Cue));
        }
        if self.warns() && !was_warned {
            effects.push(Effect::Cue(Cue::Warning));
        }
        effects.extend(self.breath_cue(now.up).map(Effect::Cue));
        None
    }

    /// Ends before the end: what was done is written down, and where it stands is kept. Returns a line to leave.
    pub(super) fn stop(&mut self, now: &Now, effects: &mut Vec<Effect>) -> String {
        self.session.handle(now, None);
        self.write_water(now, effects);
        let over = self.session.is_over();
        self.keep(now, over, effects);
        let farewell = self.farewell(now);
        if over || !self.standing(now, true).is_begun() {
            return farewell.left();
        }
        let done = if farewell.is_empty() { "Good night." } else { &farewell.done };
        let said = farewell.warning.into_iter().chain([done, "winddown goes on from there tonight."]);
        said.collect::<Vec<_>>().join(" ")
    }

    /// Returns the night it belongs to.
    pub(super) fn night(&self) -> Date {
        self.identity.night
    }

    /// Returns which rows of the key table hold.
    pub(super) fn scene(&self) -> Scene {
        match self.scene_when_running() {
            Scene::Timed | Scene::Breath if self.session.is_paused() => Scene::Paused,
            scene => scene,
        }
    }

    /// Returns which rows of the key table hold while time counts.
    pub(super) fn scene_when_running(&self) -> Scene {
        match self.session.segment().map(|s| &s.part) {
            Some(Part::Check(Check::Water)) => Scene::Water,
            Some(Part::Check(Check::Bedroom)) => Scene::Bedroom,
            Some(Part::Clot) => Scene::Clot,
            Some(Part::Wait) => Scene::Wait,
            Some(Part::Breathe { .. }) => Scene::Breath,
            Some(_) | None => Scene::Timed,
        }
    }

    /// Returns the hydration check, while it is on.
    pub(super) fn water(&self) -> Option<&Water> {
        (self.check() == Some(Check::Water)).then_some(&self.water)
    }

    /// Returns the bedroom checklist, while it is on.
    pub(super) fn bedroom(&self) -> Option<&Bedroom> {
        (self.check() == Some(Check::Bedroom)).then_some(&self.bedroom)
    }

    /// Returns whether the question before a massage is on.
    pub(super) fn asks_clot(&self) -> bool {
        self.session.segment().is_some_and(|segment| segment.part == Part::Clot)
    }

    /// Writes down what was done, and where it stands if it is not finished. Nothing done is nothing to tell.
    fn keep(&mut self, now: &Now, finished: bool, effects: &mut Vec<Effect>) {
        let standing = self.standing(now, true);
        let note = standing.note(finished);
        if note.is_some() || standing.is_begun() {
            self.put_away(now, effects);
            self.saved = true;
        }
        effects.extend(note.map(|note| self.record(now, EventKind::Session(note))));
        if !finished && standing.is_begun() {
            effects.push(Effect::Write(Write::Checkpoint(Box::new(standing))));
        } else if self.saved {
            effects.push(Effect::Write(Write::Forget));
        }
    }

    /// Keeps where the evening stands.
    fn save(&mut self, now: &Now, kept: bool, effects: &mut Vec<Effect>) {
        self.put_away(now, effects);
        self.saved = true;
        effects.push(Effect::Write(Write::Checkpoint(Box::new(self.standing(now, kept)))));
    }

    /// Sees that the evening whose place this one takes is in the journal.
    fn put_away(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        if let Some(standing) = self.replaces.take() {
            super::opening::put_away(&standing, now, effects);
        }
    }

    fn write_water(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        let was_alarming = self.water.is_alarming_noted();
        let Some(news) = self.water.take_news() else { return };
        let is_alarming = news.colour == Some(ALARMING);
        effects.push(self.record(now, EventKind::Water(news)));
        if is_alarming != was_alarming {
            // A warning sign like any other (RF7); taken back, it is told again without the tick.
            let signs = is_alarming.then_some(Sign::DarkUrine).into_iter().collect();
            let id = format!("water-{}", self.identity.night);
            effects.push(self.record(now, EventKind::Signs(SignsNote { id, side: None, signs })));
        }
    }

    fn record(&self, now: &Now, what: EventKind) -> Effect {
        let (at, night) = (now.wall.clone(), self.identity.night);
        Effect::Write(Write::Record { at, night, what: Box::new(what) })
    }

    /// Returns where the evening stands; `kept` if the journal has it up to here.
    pub(super) fn standing(&self, now: &Now, kept: bool) -> Checkpoint {
        let plan = self.session.plan();
        Checkpoint {
            session: self.identity.session.clone(),
            night: self.identity.night,
            routine: self.identity.routine.clone(),
            name: plan.name.clone(),
            plan: plan.digest(),
            place: self.session.place(now.up),
            steps: plan.steps.iter().map(|s| s.name.clone()).collect(),
            progress: self.session.progress(now.up),
            started: self.identity.started.clone(),
            kept,
            water: self.water.news().cloned(),
        }
    }

    fn check(&self) -> Option<Check> {
        match self.session.segment()?.part {
            Part::Check(check) => Some(check),
            _ => None,
        }
    }

    fn wish(&self, action: Action) -> Option<Command> {
        match action {
            // Only an answer leads to a massage.
            Action::Enter if self.asks_clot() => None,
            Action::No if self.asks_clot() => Some(Command::Done),
            Action::Enter => Some(Command::Done),
            Action::Pause => Some(Command::Pause),
            Action::Next => Some(Command::Next),
            Action::Back => Some(Command::Back),
            Action::Restart => Some(Command::Restart),
            Action::More if self.check().is_none() => Some(Command::More),
            Action::Less if self.check().is_none() => Some(Command::Less),
            Action::Slower => Some(Command::Slower),
            Action::Faster => Some(Command::Faster),
            Action::More
            | Action::Less
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
            | Action::Count(_)
            | Action::Mark(_)
            | Action::Help
            | Action::Close
            | Action::Quit
            | Action::Suspend => None,
        }
    }

    fn farewell(&self, now: &Now) -> Farewell {
        let progress = self.session.progress(now.up);
        let count = |which: fn(u8) -> bool| progress.iter().filter(|&&share| which(share)).count();
        let (whole, part) = (count(|share| share == 100), count(|share| share > 0 && share < 100));
        let steps = |n: usize| text::many(n as u64, "step", "steps");
        let done = match (whole, part) {
            (0, 0) => String::new(),
            (n, 0) if n == progress.len() => format!("You did all of it: {}.", steps(n)),
            (0, n) => format!("You did part of {}.", steps(n)),
            (n, 0) => format!("You did {} of {}.", steps(n), progress.len()),
            (n, m) => format!("You did {} of {}, and part of {m} more.", steps(n), progress.len()),
        };
        let warning = self.water.verdict().warning;
        let tip = self.bedroom.tip(self.identity.night).map(|item| item.text);
        Farewell { done, warning, tip: tip.filter(|_| warning.is_none()) }
    }
}
