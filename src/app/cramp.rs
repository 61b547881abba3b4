//! The cramp screen: what to do now, a clock that counts up, and a note in the journal from the first moment on.
//!
//! It walks a [`Session`] like any evening, but it never waits for anyone: no pause, no question. The session is kept
//! on whole seconds of the clock, so that the picture changes once a second and not oftener.

use std::time::Duration;

use jiff::civil::Date;

use crate::app::effect::{Cue, Effect, Write};
use crate::app::keymap::{Action, Scene};
use crate::health::answer::Answer;
use crate::health::body::Muscle;
use crate::health::safety::Safety;
use crate::health::signs::{Finding, Sign};
use crate::routine::cramp;
use crate::routine::plan::{Part, Plan};
use crate::session::Now;
use crate::session::{Command, Session};
use crate::store::journal::{CrampNote, EventKind, LONGEST_CRAMP, OVER_TEN_MINUTES};

mod doors;
mod picture;

pub use picture::{Cramping, Telling, Ticking, Urgency};

/// A cramp, while it lasts and just after.
#[derive(Debug)]
pub(super) struct Cramp {
    session: Session,
    note: CrampNote,
    night: Date,
    began: Now,
    safety: Safety,
    /// The signs told before that nobody has checked: no stretching and no rubbing until then.
    unchecked: Vec<Finding>,
    phase: Phase,
    /// The last minute that was spoken of: 0, 5 or 10.
    told: u8,
    /// Which warning sign is marked, while they are being ticked.
    signs: Option<usize>,
    /// Whether one was ticked, or a tick taken back, since the list was opened.
    turned: bool,
    /// Whether "no cramp" was the last key: the second one means it.
    doubted: bool,
    /// When the phase began.
    since: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// It grips.
    Gripping,
    /// It has eased, and the note about that is on the screen.
    Eased,
    /// Warmth or cold, and settling in bed: the rest of the session.
    After,
}

/// How a cramp screen is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    /// By a key.
    Asked,
    /// All of it was done.
    Done,
    /// It was no cramp.
    NoCramp,
}

/// A session that nothing interrupts: no clock is ever so far from another.
const NEVER: Duration = Duration::from_secs(366 * 24 * 3600);
/// After so long nobody watches the clock any more, and it stands still. Our choice.
const WATCHED: Duration = Duration::from_secs(3600);

/// Returns a session with the routine for a muscle.
fn session(muscle: Option<Muscle>, safety: &Safety, now: &Now) -> Session {
    Session::new(Plan::of(&cramp::routine(muscle, safety), &cramp::manner()), now, NEVER)
}

/// The signs that cannot wait: those of the two most urgent levels.
fn urgent() -> impl Iterator<Item = Sign> {
    Sign::ALL.iter().copied().filter(|sign| sign.is_urgent())
}

impl Cramp {
    /// Returns a cramp that begins now, and puts it into the journal.
    fn begin(
        now: &Now,
        night: Date,
        muscle: Option<Muscle>,
        (safety, unchecked): (Safety, Vec<Finding>),
        effects: &mut Vec<Effect>,
    ) -> Cramp {
        let note = CrampNote {
            cramp: format!("{:x}", now.wall.timestamp().as_microsecond()),
            began: Some(now.wall.clone()),
            muscle,
            ..CrampNote::default()
        };
        let session = session(muscle, &safety, now);
        let (began, since) = (now.clone(), now.up);
        let phase = Phase::Gripping;
        let cramp = Cramp {
            session,
            note,
            night,
            began,
            safety,
            unchecked,
            phase,
            told: 0,
            signs: None,
            turned: false,
            doubted: false,
            since,
        };
        cramp.write(now, effects);
        cramp
    }

    pub(super) fn scene(&self) -> Scene {
        match self.phase {
            _ if self.signs.is_some() => Scene::Signs,
            Phase::Gripping if !self.unchecked.is_empty() => Scene::Unchecked,
            Phase::Gripping if self.calls() => Scene::Urgent,
            Phase::Gripping => Scene::Cramp,
            Phase::Eased if self.calls() => Scene::After,
            Phase::Eased => Scene::Eased,
            Phase::After => Scene::After,
        }
    }

    /// Returns when the picture will next differ.
    pub(super) fn next_change(&self, seen: Duration) -> Option<Duration> {
        match self.phase {
            Phase::Gripping if self.elapsed(seen) < WATCHED => {
                Some(self.second(seen) + Duration::from_secs(1))
            }
            Phase::Gripping | Phase::Eased => None,
            // Signs are ticked while the session stands still.
            Phase::After if self.signs.is_some() => None,
            Phase::After => self.session.next_change(seen),
        }
    }

    /// Returns when something has to be said, whatever covers the screen.
    pub(super) fn next_call(&self) -> Option<Duration> {
        match (self.phase, self.told) {
            (Phase::Gripping, 0..5) => Some(self.began.up + cramp::FIVE_MINUTES),
            (Phase::Gripping, 5..10) => Some(self.began.up + cramp::TEN_MINUTES),
            (Phase::Gripping | Phase::Eased | Phase::After, _) => None,
        }
    }

    /// Catches up with the time and does what was asked. Returns how the screen is left, if it is.
    fn handle(
        &mut self,
        now: &Now,
        (action, haste): (Option<Action>, Duration),
        effects: &mut Vec<Effect>,
    ) -> Option<Left> {
        self.catch_up(now, effects);
        if self.session.is_over() {
            return Some(Left::Done);
        }
        let action = action?;
        self.note_ten_minutes(action, now, effects);
        if let Some(at) = self.signs {
            self.tick(at, action, now, effects);
            return None;
        }
        match (self.phase, action) {
            // A key held down a little too long is one press.
            (_, Action::Enter) if now.up.saturating_sub(self.since) < haste => {}
            (Phase::Gripping, Action::Enter) => self.ease(now, effects),
            (Phase::Gripping, Action::Next) => self.try_next(now),
            // Nothing to settle into, while help is to be got.
            (Phase::Eased | Phase::After, Action::Enter) if self.is_urgent() => return Some(Left::Asked),
            (Phase::Eased | Phase::After, Action::Next) if self.is_urgent() => {}
            (Phase::Eased, Action::Enter) => self.rest(self.session.plan().steps.len() - 1, now),
            (Phase::Eased, Action::Next) => self.rest(self.last_try(), now),
            (Phase::After, Action::Enter | Action::Next) => {
                self.since = now.up;
                self.session.handle(now, Some(Command::Next));
            }
            (Phase::Eased | Phase::After, Action::Back | Action::Cramp) => self.grip_again(now, effects),
            (Phase::Gripping | Phase::Eased, Action::Muscle(muscle)) => self.name(muscle, now, effects),
            (_, Action::Signs) => {
                (self.signs, self.turned) = (Some(0), false);
                if self.phase == Phase::After && !self.session.is_paused() {
                    self.session.handle(now, Some(Command::Pause));
                }
            }
            (_, Action::NoCramp) => return Some(Left::NoCramp),
            (_, Action::Close | Action::Quit) => return Some(Left::Asked),
            (_, _) => {}
        }
        self.session.is_over().then_some(Left::Asked)
    }

    fn catch_up(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        if self.phase == Phase::Gripping {
            let elapsed = self.elapsed(now.up);
            if self.told < 5 && elapsed >= cramp::FIVE_MINUTES {
                self.told = 5;
                self.session.go_to_step(0, self.began.up + cramp::FIVE_MINUTES);
                effects.push(Effect::Cue(Cue::Warning));
            }
            if self.told < 10 && elapsed >= cramp::TEN_MINUTES {
                self.told = 10;
                effects.push(Effect::Cue(Cue::Warning));
            }
        }
        self.session.handle(now, None);
    }

    /// Puts down that it took longer than ten minutes, once a key shows that somebody is there: a length like any other,
    /// that the person can correct. Who says that it has eased tells the length as well.
    fn note_ten_minutes(&mut self, action: Action, now: &Now, effects: &mut Vec<Effect>) {
        let lasts = (cramp::TEN_MINUTES..WATCHED).contains(&self.elapsed(now.up));
        let asks = matches!(action, Action::Enter | Action::NoCramp) && self.signs.is_none();
        if self.phase == Phase::Gripping && lasts && !asks && self.note.seconds.is_none() {
            self.note.seconds = Some(OVER_TEN_MINUTES);
            self.write(now, effects);
        }
    }

    fn tick(&mut self, at: usize, action: Action, now: &Now, effects: &mut Vec<Effect>) {
        let last = urgent().count().saturating_sub(1);
        match action {
            Action::Up => self.signs = Some(at.saturating_sub(1)),
            Action::Down => self.signs = Some((at + 1).min(last)),
            Action::Tick => {
                if let Some(sign) = urgent().nth(at) {
                    self.note.signs.turn(sign);
                    self.turned = true;
                    self.write(now, effects);
                }
            }
            Action::Count(digit) => {
                // The tenth has the key 0.
                let at = usize::from(digit).checked_sub(1).unwrap_or(9);
                self.signs = Some(at.min(last));
                self.tick(at.min(last), Action::Tick, now, effects);
            }
            // Whoever went to one and pressed Enter means it.
            Action::Enter if at > 0 && !self.turned => {
                self.tick(at, Action::Tick, now, effects);
            }
            Action::Enter | Action::Close | Action::Signs | Action::Quit => {
                self.signs = None;
                if self.phase == Phase::After && self.session.is_paused() && !self.is_urgent() {
                    self.session.handle(now, Some(Command::Pause));
                }
            }
            _ => {}
        }
    }

    fn ease(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        let seconds = u32::try_from(self.elapsed(now.up).as_secs()).unwrap_or(u32::MAX);
        // When nobody watched any more, it may have eased long before.
        if self.elapsed(now.up) < WATCHED {
            self.note.seconds = Some(seconds.clamp(1, LONGEST_CRAMP));
        }
        self.turn(Phase::Eased, now);
        // It waits there, so that nothing moves behind the words about soreness.
        self.session.go_to_step(self.last_try(), now.up);
        self.write(now, effects);
    }

    fn grip_again(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        self.note.seconds = None;
        self.turn(Phase::Gripping, now);
        self.session.go_to_step(0, self.second(now.up));
        self.write(now, effects);
    }

    /// The next thing to try; after the last one, the first again.
    fn try_next(&mut self, now: &Now) {
        let here = self.session.segment().map_or(0, |segment| segment.step);
        let next = if here >= self.last_try() { 0 } else { here + 1 };
        self.session.go_to_step(next, self.second(now.up));
    }

    /// What comes after a cramp, from this step on.
    fn rest(&mut self, step: usize, now: &Now) {
        self.turn(Phase::After, now);
        self.session.go_to_step(step, now.up);
    }

    fn name(&mut self, muscle: Muscle, now: &Now, effects: &mut Vec<Effect>) {
        let other = self.note.muscle.unwrap_or(Muscle::Calf) != muscle;
        if self.note.muscle.replace(muscle) == Some(muscle) {
            return;
        }
        if other {
            self.session = session(Some(muscle), &self.safety, now);
            match self.phase {
                Phase::Gripping => self.session.go_to_step(0, self.second(now.up)),
                Phase::Eased | Phase::After => self.session.go_to_step(self.last_try(), now.up),
            }
        }
        self.write(now, effects);
    }

    /// Why "no cramp" does not take it back; `None` if it does. A key next to others has to be meant.
    fn keeps(&mut self) -> Option<&'static str> {
        if !self.note.signs.is_empty() {
            return Some("A warning sign is ticked, so the diary keeps this one.");
        }
        (!std::mem::replace(&mut self.doubted, true)).then_some("No cramp after all? Press x once more.")
    }

    /// Whether something is ticked, takes so long, or was told before, that help is to be got.
    fn is_urgent(&self) -> bool {
        self.urgent().next().is_some()
    }

    /// Some of what was told before was checked: this is left of it. The clock goes on, with what to do from its beginning.
    fn take_as_checked(&mut self, unchecked: Vec<Finding>, now: &Now) {
        self.unchecked = unchecked;
        self.session.go_to_step(0, self.second(now.up));
    }

    fn turn(&mut self, phase: Phase, now: &Now) {
        self.phase = phase;
        self.since = now.up;
    }

    /// The step that comes after all that eases: it waits for a key.
    fn last_try(&self) -> usize {
        let plan = self.session.plan();
        plan.segments.iter().find(|segment| segment.part == Part::Wait).map_or(0, |segment| segment.step)
    }

    /// Puts all that is known into the journal; the last telling counts.
    fn write(&self, now: &Now, effects: &mut Vec<Effect>) {
        let (at, what) = (now.wall.clone(), Box::new(EventKind::Cramp(self.note.clone())));
        effects.push(Effect::Write(Write::Record { at, night: self.night, what }));
    }

    fn elapsed(&self, up: Duration) -> Duration {
        up.saturating_sub(self.began.up)
    }

    /// When the second began that the clock shows.
    fn second(&self, up: Duration) -> Duration {
        self.began.up + Duration::from_secs(self.elapsed(up).as_secs())
    }
}

#[cfg(test)]
mod tests;
