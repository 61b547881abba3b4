//! One evening being done: the state machine that walks along a [`Plan`].
//!
//! It is given the time and what a person asked for; it answers with what it looks like ([`Session::view`]) and
//! when that changes ([`Session::next_change`]). It reads no clock. All times are [`Now::up`](crate::session::Now),
//! except that a gap is found by comparing all clocks.

use std::time::Duration;

use crate::routine::breath::{self, Paced};
use crate::routine::plan::{Part, Plan, Segment};

mod position;
mod step_view;
mod now;
mod shown;
mod timing;

pub use now::Now;
pub(crate) use now::{later, signed};
pub(crate) use position::{Position, is_done};
pub(crate) use shown::{DisplayCaps, FigureView};
pub use step_view::Readout;
pub(crate) use step_view::{Breathing, Doing, StepView, Until};
pub(crate) use timing::{Count, Timing};

#[derive(Clone, Debug)]
pub(crate) struct Session {
    plan: Plan,
    /// The segment we are in; the plan's length once all is done.
    at: usize,
    /// How far into it we were at the last reckoning.
    spent: Duration,
    /// Time to get back into position, yet to pass before `spent` grows.
    lead: Duration,
    run_state: RunState,
    /// Ten-second presses on this segment: seconds, repetitions or breaths more or less.
    extra: i64,
    /// Length of a breath, in percent of the pattern's own.
    tempo: u16,
    /// How much of each segment was done.
    done: Vec<Duration>,
    /// Time spent on the work itself, up to the last reckoning.
    worked: Duration,
    /// Whether the question before a massage is answered, and not put again.
    skips_clot: bool,
    /// Whether a key that moves about led to the current segment.
    was_moved: bool,
    /// When the current segment was entered, or found standing still after a gap.
    entered: Duration,
    seen: Now,
    /// How far the clocks may disagree before it counts as a gap.
    gap_tolerance: Duration,
    caps: DisplayCaps,
    animation: shown::FigureAnimation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RunState {
    /// It has counted since this moment.
    Running(Duration),
    Paused(Pause),
}

/// Why time stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    Asked,
    /// The machine slept, the program was stopped or the clock was set.
    Away,
    /// The evening was left: one is somewhere else.
    Left,
    /// A cramp came.
    Cramp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Stand still, or go on.
    Pause,
    /// "I am done": on to the next part.
    Done,
    Next,
    /// To the start of this part; from there, to the previous step.
    Back,
    Restart,
    More,
    Less,
    /// Longer breaths.
    Slower,
    Faster,
}

impl Command {
    /// Whether it is aimed at what is on the screen, and must not hit what came after it.
    fn is_aimed(self) -> bool {
        !matches!(self, Command::Pause | Command::Slower | Command::Faster)
    }
}

/// Time to get back into position after a pause that was asked for: 3, 2, 1. Our choice.
const LEAD_IN: Duration = Duration::from_secs(3);
/// An eighth of the gap tolerance, 375 ms: a key this soon after a change was meant for what was there. Our choice.
pub(crate) const DEBOUNCE: u32 = 8;
/// A sixth of the gap tolerance, half a second: who presses Enter twice so soon means one press. Our choice.
const TWICE: u32 = 6;
/// Forty times the gap tolerance, two minutes: services that keep the time step it by less. Our choice.
const CLOCK_SET: u32 = 40;
/// Pressing back this soon after a part began means the step before.
const JUST_BEGUN: Duration = Duration::from_secs(3);
/// Ten seconds less always leave this much of a part.
const LEAST_LEFT: Duration = Duration::from_secs(3);
/// The longest that ten-second presses can make a part.
const LONGEST: Duration = Duration::from_secs(3600);
/// The tempo: shortest, longest and step, in percent of the pattern's own length.
const TEMPO: (u16, u16, u16) = (60, 140, 10);

impl Session {
    /// `gap_tolerance` is how far the clocks may disagree before it counts as a gap.
    pub(crate) fn new(plan: Plan, now: &Now, gap_tolerance: Duration) -> Session {
        let done = vec![Duration::ZERO; plan.segments.len()];
        Session {
            plan,
            at: 0,
            spent: Duration::ZERO,
            lead: Duration::ZERO,
            run_state: RunState::Running(now.up),
            extra: 0,
            tempo: 100,
            done,
            worked: Duration::ZERO,
            skips_clot: false,
            was_moved: false,
            entered: now.up,
            seen: now.clone(),
            gap_tolerance,
            caps: DisplayCaps::default(),
            animation: shown::FigureAnimation::default(),
        }
    }

    /// Leaves out the question before a massage from now on, also where it is being asked.
    pub(crate) fn skip_clot(&mut self, up: Duration) {
        self.skips_clot = true;
        if self.segment().is_some_and(|s| s.part == Part::Clot) {
            self.go_to(self.at, up);
        }
    }

    pub(crate) fn see(&mut self, caps: DisplayCaps) {
        if caps != self.caps {
            self.caps = caps;
            self.animation = shown::FigureAnimation::default();
        }
    }

    /// Catches up with the time, then does what was asked.
    ///
    /// What fell due is passed from its deadline, however late the call. After a gap the session pauses where it
    /// was. A command aimed at something that time has just taken off the screen is dropped.
    pub(crate) fn handle(&mut self, now: &Now, command: Option<Command>) {
        let before = self.at;
        let away = self.catch_up(now);
        self.seen = now.clone();
        let Some(command) = command else { return };
        let moved = away || self.at != before;
        if self.is_over() || (moved && command.is_aimed()) || away {
            return;
        }
        self.settle(now.up);
        let goes_on = matches!(command, Command::Pause | Command::Done);
        match command {
            // Keys struck while we were away are not for what is on the screen now.
            _ if self.run_state == RunState::Paused(Pause::Away)
                && (!goes_on || self.has_just_changed(now.up, DEBOUNCE)) => {}
            Command::Pause => self.toggle_pause(now.up),
            Command::Done if self.is_paused() => self.toggle_pause(now.up),
            Command::Done if !self.lead.is_zero() => self.lead = Duration::ZERO,
            Command::Done if self.has_just_changed(now.up, TWICE) && !self.was_moved => {}
            Command::Done => self.leave(self.at + 1, now.up, true),
            Command::Next => self.leave(self.plan.start_of(self.step() + 1), now.up, false),
            Command::Back => self.back(now.up),
            Command::Restart => self.restart(self.step(), now.up),
            Command::More => self.adjust(1),
            Command::Less => self.adjust(-1),
            Command::Slower => self.change_tempo(TEMPO.2.cast_signed()),
            Command::Faster => self.change_tempo(-TEMPO.2.cast_signed()),
        }
        self.was_moved |= matches!(command, Command::Next | Command::Back | Command::Restart);
    }

    /// Goes to the start of a step as of `up`; paused or not, time counts from there.
    pub(crate) fn go_to_step(&mut self, step: usize, up: Duration) {
        self.settle(up);
        self.run_state = RunState::Running(up);
        self.restart(step, up);
    }

    /// Stands still until one is back in place, if time counts here at all.
    pub(crate) fn wait_for_return(&mut self, why: Pause, up: Duration) {
        if self.segment().is_some_and(|segment| !segment.part.waits()) {
            self.settle(up);
            self.run_state = RunState::Paused(why);
            self.entered = up;
        }
    }

    pub(crate) fn is_over(&self) -> bool {
        self.at >= self.plan.segments.len()
    }

    pub(crate) fn is_paused(&self) -> bool {
        matches!(self.run_state, RunState::Paused(_))
    }

    pub(crate) fn plan(&self) -> &Plan {
        &self.plan
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    pub(crate) fn segment(&self) -> Option<&Segment> {
        self.plan.segments.get(self.at)
    }

    /// The place in the breath at `up`, while time counts and there is a pattern.
    pub(crate) fn breath(&self, up: Duration) -> Option<breath::BreathPosition> {
        let RunState::Running(_) = self.run_state else { return None };
        self.pattern()?.at(self.elapsed(up).1)
    }

    fn step(&self) -> usize {
        self.segment().map_or(self.plan.steps.len(), |s| s.step)
    }

    /// What is left of the lead-in, and how far into the current segment we are.
    fn elapsed(&self, up: Duration) -> (Duration, Duration) {
        match self.run_state {
            RunState::Running(since) => {
                let gone = up.saturating_sub(since);
                (self.lead.saturating_sub(gone), self.spent + gone.saturating_sub(self.lead))
            }
            RunState::Paused(_) => (self.lead, self.spent),
        }
    }

    /// How long the current segment is, with presses and tempo. Not for segments that wait.
    fn length(&self) -> Duration {
        let Some(segment) = self.segment() else { return Duration::ZERO };
        let extra = Duration::from_secs(self.extra.unsigned_abs());
        match &segment.part {
            Part::Reps { pace, .. } => *pace * self.times(),
            Part::Breathe { .. } => self.pattern().map_or(Duration::ZERO, |p| p.length(self.times())),
            _ if self.extra < 0 => segment.length.saturating_sub(extra),
            _ => segment.length + extra,
        }
    }

    fn times(&self) -> u32 {
        let planned = match self.segment().map(|s| &s.part) {
            Some(Part::Reps { count, .. }) => *count,
            Some(Part::Breathe { breaths, .. }) => *breaths,
            Some(_) | None => 0,
        };
        u32::try_from(i64::from(planned) + self.extra).unwrap_or(0)
    }

    fn pattern(&self) -> Option<Paced<'_>> {
        let Part::Breathe { pattern, .. } = &self.segment()?.part else { return None };
        Some(pattern.at_pace(self.tempo))
    }

    /// Passes everything that has fallen due, or pauses and returns `true` if there was a gap.
    fn catch_up(&mut self, now: &Now) -> bool {
        if self.found_gap(now) {
            self.settle(self.seen.up);
            self.run_state = RunState::Paused(Pause::Away);
            self.entered = now.up;
            return true;
        }
        while let Some(end) = self.end().filter(|end| *end <= now.up) {
            self.settle(end);
            self.leave(self.at + 1, end, true);
        }
        false
    }

    /// Whether what is on the screen appeared so lately that no key can be meant for it.
    fn has_just_changed(&self, up: Duration, part: u32) -> bool {
        up.saturating_sub(self.entered) < self.gap_tolerance / part
    }

    /// Whether we were away: called far too late, the machine slept, or one clock went on without the other.
    fn found_gap(&self, now: &Now) -> bool {
        let RunState::Running(_) = self.run_state else { return false };
        if self.segment().is_none_or(|s| s.part.waits()) {
            return false;
        }
        let late = self.next_change(self.seen.up).is_some_and(|due| now.up > due + self.gap_tolerance);
        let wall = now.wall.duration_since(&self.seen.wall);
        let apart = wall.saturating_sub(signed(now.up.saturating_sub(self.seen.up))).unsigned_abs();
        let is_apart = match (self.seen.slept, now.slept) {
            // A clock that is put right by less is nobody's absence.
            (Some(before), Some(slept)) => {
                slept.saturating_sub(before) > self.gap_tolerance || apart > self.gap_tolerance * CLOCK_SET
            }
            _ => apart > self.gap_tolerance,
        };
        late || is_apart
    }

    /// When the current segment ends by itself.
    fn end(&self) -> Option<Duration> {
        let RunState::Running(since) = self.run_state else { return None };
        if self.segment()?.part.waits() {
            return None;
        }
        Some(since + self.lead + self.length().saturating_sub(self.spent))
    }

    /// Writes down how far we are, so that what follows can change it.
    fn settle(&mut self, up: Duration) {
        self.worked = self.worked_at(up);
        (self.lead, self.spent) = self.elapsed(up);
        if let RunState::Running(since) = &mut self.run_state {
            *since = up;
        }
    }

    /// Leaves the current segment for segment `to`; `whole` if nothing of it was skipped.
    fn leave(&mut self, to: usize, up: Duration, whole: bool) {
        let finished = self.segment().is_some_and(|s| {
            if s.part.waits() { whole } else { s.part.is_work() && self.spent >= self.length() }
        });
        if finished {
            self.mark_done();
        } else {
            self.keep_done(up);
        }
        self.go_to(to, up);
    }

    fn go_to(&mut self, to: usize, up: Duration) {
        let passes = self.skips_clot && self.plan.segments.get(to).is_some_and(|s| s.part == Part::Clot);
        self.at = to + usize::from(passes);
        self.spent = Duration::ZERO;
        self.lead = Duration::ZERO;
        self.extra = 0;
        self.entered = up;
        self.was_moved = false;
        self.animation = shown::FigureAnimation::default();
        // Moving about while paused stays paused; but who comes back and moves on has time to get there.
        let is_back = matches!(self.run_state, RunState::Paused(Pause::Left | Pause::Cramp));
        if !self.is_paused() || is_back || self.segment().is_none_or(|s| s.part.waits()) {
            self.run_state = RunState::Running(up);
        }
    }

    fn back(&mut self, up: Duration) {
        let begun = self.spent > JUST_BEGUN && self.segment().is_some_and(|s| !s.part.waits());
        if begun {
            self.keep_done(up);
            self.spent = Duration::ZERO;
            self.lead_in(LEAD_IN);
        } else {
            self.restart(self.step().saturating_sub(1), up);
        }
    }

    fn restart(&mut self, step: usize, up: Duration) {
        // What was done stays done; going back only moves.
        self.keep_done(up);
        self.go_to(self.plan.start_of(step), up);
    }

    fn toggle_pause(&mut self, up: Duration) {
        match self.run_state {
            RunState::Running(_) if self.segment().is_some_and(|s| s.part.waits()) => {}
            RunState::Running(_) => self.run_state = RunState::Paused(Pause::Asked),
            RunState::Paused(why) => {
                self.run_state = RunState::Running(up);
                self.lead_in(match why {
                    Pause::Asked => LEAD_IN,
                    Pause::Away | Pause::Left | Pause::Cramp => self.ready_length().unwrap_or(LEAD_IN),
                });
            }
        }
    }

    /// The time to get ready for this step, if it has one.
    fn ready_length(&self) -> Option<Duration> {
        let parts = self.plan.parts_of(self.step());
        Some(parts.iter().find(|segment| segment.part == Part::Ready)?.length)
    }

    fn lead_in(&mut self, time: Duration) {
        match self.segment().map(|s| &s.part) {
            Some(Part::Hold | Part::Reps { .. }) => self.lead = time,
            Some(Part::Ready | Part::Change | Part::Rest) => {
                self.spent = self.spent.min(self.length().saturating_sub(LEAD_IN));
            }
            Some(
                Part::Place | Part::Breathe { .. } | Part::Free | Part::Clot | Part::Check(_) | Part::Wait,
            )
            | None => {}
        }
    }

    /// Ten seconds more or less: whole repetitions or breaths where those are counted.
    fn adjust(&mut self, sign: i64) {
        let Some(segment) = self.segment() else { return };
        let unit = match &segment.part {
            Part::Reps { pace, .. } => per_ten_seconds(*pace),
            Part::Breathe { .. } => per_ten_seconds(self.pattern().map_or(Duration::ZERO, Paced::cycle)),
            Part::Ready | Part::Hold | Part::Rest | Part::Change | Part::Free => 10,
            Part::Place | Part::Clot | Part::Check(_) | Part::Wait => return,
        };
        let least = match &segment.part {
            Part::Reps { .. } | Part::Breathe { .. } => self.spent,
            _ => self.spent + LEAST_LEFT,
        };
        let before = self.extra;
        self.extra += sign * unit;
        // Less never ends the part: pressing it often must not land somewhere else.
        if (sign > 0 && !self.is_allowed()) || (sign < 0 && self.length() <= least) {
            self.extra = before;
        }
    }

    /// Whether presses may make the current segment this long, and its pattern allows so many breaths.
    fn is_allowed(&self) -> bool {
        let most = match self.segment().map(|s| &s.part) {
            Some(Part::Breathe { pattern, .. }) => pattern.most,
            Some(_) | None => None,
        };
        self.length() <= LONGEST && most.is_none_or(|most| self.times() <= u32::from(most))
    }

    /// Changes the length of a breath, keeping the share of it that has passed.
    fn change_tempo(&mut self, by: i16) {
        let Some(Part::Breathe { .. }) = self.segment().map(|s| &s.part) else { return };
        let tempo = self.tempo.saturating_add_signed(by).clamp(TEMPO.0, TEMPO.1);
        self.spent = self.spent * u32::from(tempo) / u32::from(self.tempo);
        self.tempo = tempo;
    }
}

/// How many of something that takes `one` make about ten seconds, at least one.
fn per_ten_seconds(one: Duration) -> i64 {
    let one = i64::try_from(one.as_millis()).unwrap_or(i64::MAX).max(1);
    ((10_000 + one / 2) / one).max(1)
}

#[cfg(test)]
mod tests;
