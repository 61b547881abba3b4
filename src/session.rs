//! One evening being done: the state machine that walks along a [`Plan`].
//!
//! The app hands it the time and what a person asked for; it answers with where it stands ([`Session::glance`])
//! and when that will look different ([`Session::next_change`]). It reads no clock and does nothing else. All
//! times are [`Now::up`](crate::clock::Now), except that a gap is found by holding both clocks side by side.

use std::time::Duration;

use jiff::SignedDuration;

use crate::breath::Paced;
use crate::clock::Now;
use crate::plan::{Part, Plan, Segment};

mod glance;

pub use glance::{Breathing, Face, Glance};

/// One evening being done.
#[derive(Clone, Debug)]
pub struct Session {
    plan: Plan,
    /// The segment we are in; the plan's length once all is done.
    at: usize,
    /// How far into it we were at the last reckoning.
    spent: Duration,
    /// Time to get back into position, yet to pass before `spent` grows.
    lead: Duration,
    pace: Pace,
    /// Ten-second presses on this segment: seconds, repetitions or breaths more or less.
    extra: i64,
    /// Length of a breath against the pattern's own, in percent.
    dial: u16,
    /// How much of each segment was done.
    done: Vec<Duration>,
    /// When we last looked at both clocks.
    seen: Now,
    /// How far the clocks may disagree before it counts as a gap.
    patience: Duration,
    /// How many sizes of the breathing shape the screen can tell apart; 0 when it shows none.
    sizes: u16,
}

/// Whether time counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    /// It has counted since this moment.
    Running(Duration),
    /// It stands still.
    Paused(Pause),
}

/// Why time stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// Someone asked.
    Asked,
    /// The machine slept, the program was stopped or the clock was set.
    Away,
}

/// What a person may ask of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Stand still, or go on.
    Pause,
    /// "I am done": on to the next part.
    Done,
    /// On to the next step.
    Next,
    /// To the start of this part; from there, to the previous step.
    Back,
    /// To the start of this step.
    Restart,
    /// Ten seconds more.
    More,
    /// Ten seconds less.
    Less,
    /// Longer breaths.
    Slower,
    /// Shorter breaths.
    Faster,
}

impl Wish {
    /// Returns whether it is aimed at what is on the screen, and must not hit what came after it.
    fn is_aimed(self) -> bool {
        match self {
            Wish::Done | Wish::Next | Wish::Back | Wish::Restart | Wish::More | Wish::Less => true,
            Wish::Pause | Wish::Slower | Wish::Faster => false,
        }
    }
}

/// Time to get back into position after a pause: 3, 2, 1. Our choice.
const LEAD_IN: Duration = Duration::from_secs(3);
/// Pressing back this soon after a part began means the step before.
const JUST_BEGUN: Duration = Duration::from_secs(3);
/// The longest that ten-second presses can make a part.
const LONGEST: Duration = Duration::from_secs(3600);
/// The dial: shortest, longest and step, in percent of the pattern's own length.
const DIAL: (u16, u16, u16) = (60, 140, 10);

impl Session {
    /// Returns a session at the start of `plan`. `patience` is how far the clocks may disagree before it is a gap.
    pub fn new(plan: Plan, now: &Now, patience: Duration) -> Session {
        let done = vec![Duration::ZERO; plan.segments.len()];
        Session {
            plan,
            at: 0,
            spent: Duration::ZERO,
            lead: Duration::ZERO,
            pace: Pace::Running(now.up),
            extra: 0,
            dial: 100,
            done,
            seen: now.clone(),
            patience,
            sizes: 0,
        }
    }

    /// Goes on where an earlier session stood: so far into segment `at`, with these shares of each step done.
    pub fn resume(&mut self, at: usize, spent: Duration, shares: &[u8], now: &Now) {
        self.go_to(at.min(self.plan.segments.len()), now.up);
        self.spent = spent.min(self.length());
        for (step, &share) in shares.iter().enumerate().take(self.plan.steps.len()) {
            let range = self.plan.start_of(step)..self.plan.start_of(step + 1);
            let work = |&i: &usize| self.plan.segments[i].part.is_work();
            let whole: Duration = range.clone().filter(work).map(|i| weight(&self.plan.segments[i])).sum();
            // What was done of the current segment counts there; the rest was done in those before it.
            let here = if range.contains(&self.at) { self.worked(now.up) } else { Duration::ZERO };
            let mut left = (whole * u32::from(share.min(100)) / 100).saturating_sub(here);
            for i in range.filter(work).filter(|&i| i != self.at).collect::<Vec<_>>() {
                self.done[i] = weight(&self.plan.segments[i]).min(left);
                left -= self.done[i];
            }
        }
        self.lead_in();
    }

    /// Tells it how many sizes of the breathing shape the screen can tell apart; 0 shows none.
    pub fn see_sizes(&mut self, sizes: u16) {
        self.sizes = sizes;
    }

    /// Catches up with the time, then does what was asked.
    ///
    /// What fell due is passed from its deadline, however late the call. After a gap the session pauses where it
    /// was. A wish aimed at something that time has just taken off the screen is dropped.
    pub fn handle(&mut self, now: &Now, wish: Option<Wish>) {
        let before = self.at;
        let away = self.catch_up(now);
        self.seen = now.clone();
        let Some(wish) = wish else { return };
        let moved = away || self.at != before;
        if self.is_over() || (moved && wish.is_aimed()) {
            return;
        }
        self.settle(now.up);
        match wish {
            Wish::Pause if away => {}
            Wish::Pause => self.toggle_pause(now.up),
            Wish::Done if self.is_paused() => self.toggle_pause(now.up),
            Wish::Done => self.leave(self.at + 1, now.up, true),
            Wish::Next => self.leave(self.plan.start_of(self.step() + 1), now.up, false),
            Wish::Back => self.back(now.up),
            Wish::Restart => self.restart(self.step(), now.up),
            Wish::More => self.adjust(1, now.up),
            Wish::Less => self.adjust(-1, now.up),
            Wish::Slower => self.turn_dial(DIAL.2.cast_signed()),
            Wish::Faster => self.turn_dial(-DIAL.2.cast_signed()),
        }
    }

    /// Returns whether everything is done.
    pub fn is_over(&self) -> bool {
        self.at >= self.plan.segments.len()
    }

    /// Returns whether time stands still, by wish or after a gap.
    pub fn is_paused(&self) -> bool {
        matches!(self.pace, Pace::Paused(_))
    }

    /// Returns the plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Returns the index of the current segment, or the plan's length once all is done.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Returns the current segment; `None` once all is done.
    pub fn segment(&self) -> Option<&Segment> {
        self.plan.segments.get(self.at)
    }

    /// Returns how far into the current segment we are at `up`, at its pattern's own pace.
    pub fn spent_at(&self, up: Duration) -> Duration {
        let (_, spent) = self.position(up);
        match self.segment().map(|s| &s.part) {
            Some(Part::Breathe { .. }) => spent * 100 / u32::from(self.dial),
            Some(_) | None => spent,
        }
    }

    /// Returns how much of each step was done by `up`, in percent.
    pub fn shares(&self, up: Duration) -> Vec<u8> {
        let mut done = vec![Duration::ZERO; self.plan.steps.len()];
        let mut whole = done.clone();
        for (i, segment) in self.plan.segments.iter().enumerate() {
            if segment.part.is_work() {
                let now = if i == self.at { self.worked(up) } else { Duration::ZERO };
                done[segment.step] += self.done[i].max(now);
                whole[segment.step] += weight(segment);
            }
        }
        let percent = |(d, w): (Duration, Duration)| (d.as_millis() * 100 / w.as_millis().max(1)).min(100);
        done.into_iter().zip(whole).map(percent).map(|p| u8::try_from(p).unwrap_or(100)).collect()
    }

    /// Returns the time spent on the work itself by `up`.
    pub fn worked_in_all(&self, up: Duration) -> Duration {
        let timed = |(i, s): (usize, &Segment)| match s.part.waits() {
            true => Duration::ZERO,
            false if i == self.at => self.done[i].max(self.worked(up)),
            false => self.done[i],
        };
        self.plan.segments.iter().enumerate().map(timed).sum()
    }

    fn step(&self) -> usize {
        self.segment().map_or(self.plan.steps.len(), |s| s.step)
    }

    /// How much of the current segment's own work is done by `up`.
    fn worked(&self, up: Duration) -> Duration {
        match self.segment() {
            Some(s) if s.part.is_work() && !s.part.waits() => self.spent_at(up).min(s.length),
            Some(_) | None => Duration::ZERO,
        }
    }

    /// What is left of the lead-in, and how far into the current segment we are.
    fn position(&self, up: Duration) -> (Duration, Duration) {
        match self.pace {
            Pace::Running(since) => {
                let gone = up.saturating_sub(since);
                (self.lead.saturating_sub(gone), self.spent + gone.saturating_sub(self.lead))
            }
            Pace::Paused(_) => (self.lead, self.spent),
        }
    }

    /// How long the current segment is, presses and dial counted in. Not for segments that wait.
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

    /// How many repetitions or breaths the current segment has, presses counted in.
    fn times(&self) -> u32 {
        let planned = match self.segment().map(|s| &s.part) {
            Some(Part::Reps { count, .. }) => *count,
            Some(Part::Breathe { breaths, .. }) => *breaths,
            Some(_) | None => 0,
        };
        u32::try_from(i64::from(planned) + self.extra).unwrap_or(0)
    }

    /// The current pattern at the dial's pace.
    fn pattern(&self) -> Option<Paced<'_>> {
        match &self.segment()?.part {
            Part::Breathe { pattern, .. } => Some(pattern.at_pace(self.dial)),
            _ => None,
        }
    }

    /// Passes everything that has fallen due, or pauses if there was a gap. Returns whether there was one.
    fn catch_up(&mut self, now: &Now) -> bool {
        if self.found_gap(now) {
            self.settle(self.seen.up);
            self.pace = Pace::Paused(Pause::Away);
            return true;
        }
        while let Some(end) = self.end() {
            if end > now.up {
                break;
            }
            self.settle(end);
            self.leave(self.at + 1, end, true);
        }
        false
    }

    /// Whether we were away: called far too late, or one clock went on without the other.
    fn found_gap(&self, now: &Now) -> bool {
        let Pace::Running(_) = self.pace else { return false };
        if self.segment().is_none_or(|s| s.part.waits()) {
            return false;
        }
        let late = self.next_change(self.seen.up).is_some_and(|due| now.up > due + self.patience);
        let wall = now.wall.duration_since(&self.seen.wall);
        let steady =
            SignedDuration::try_from(now.up.saturating_sub(self.seen.up)).unwrap_or(SignedDuration::MAX);
        let apart = wall.saturating_sub(steady).unsigned_abs();
        late || apart > self.patience
    }

    /// When the current segment ends by itself.
    fn end(&self) -> Option<Duration> {
        let Pace::Running(since) = self.pace else { return None };
        if self.segment()?.part.waits() {
            return None;
        }
        Some(since + self.lead + self.length().saturating_sub(self.spent))
    }

    /// Writes down how far we are, so that what follows can change it.
    fn settle(&mut self, up: Duration) {
        (self.lead, self.spent) = self.position(up);
        if let Pace::Running(since) = &mut self.pace {
            *since = up;
        }
    }

    /// Leaves the current segment for segment `to`; `whole` if nothing of it was skipped.
    fn leave(&mut self, to: usize, up: Duration, whole: bool) {
        let done = match self.segment() {
            Some(segment) if segment.part.waits() => {
                if whole {
                    weight(segment)
                } else {
                    Duration::ZERO
                }
            }
            Some(segment) if segment.part.is_work() && self.spent >= self.length() => weight(segment),
            Some(_) | None => self.worked(up),
        };
        if let Some(slot) = self.done.get_mut(self.at) {
            *slot = done.max(*slot);
        }
        self.go_to(to, up);
    }

    fn go_to(&mut self, to: usize, up: Duration) {
        self.at = to;
        self.spent = Duration::ZERO;
        self.lead = Duration::ZERO;
        self.extra = 0;
        self.pace = Pace::Running(up);
    }

    fn back(&mut self, up: Duration) {
        let begun = self.spent > JUST_BEGUN && self.segment().is_some_and(|s| !s.part.waits());
        if begun {
            self.spent = Duration::ZERO;
            self.lead_in();
        } else {
            self.restart(self.step().saturating_sub(1), up);
        }
    }

    fn restart(&mut self, step: usize, up: Duration) {
        for i in self.plan.start_of(step)..self.plan.start_of(step + 1) {
            self.done[i] = Duration::ZERO;
        }
        self.go_to(self.plan.start_of(step), up);
    }

    fn toggle_pause(&mut self, up: Duration) {
        match self.pace {
            Pace::Running(_) if self.segment().is_some_and(|s| s.part.waits()) => {}
            Pace::Running(_) => self.pace = Pace::Paused(Pause::Asked),
            Pace::Paused(_) => {
                self.pace = Pace::Running(up);
                self.lead_in();
            }
        }
    }

    /// Gives three seconds to get back into position, where there is one to hold.
    fn lead_in(&mut self) {
        let held = self.segment().is_some_and(|s| matches!(s.part, Part::Hold | Part::Reps { .. }));
        self.lead = if held { LEAD_IN } else { Duration::ZERO };
    }

    /// Ten seconds more or less: whole repetitions or breaths where those are counted.
    fn adjust(&mut self, sign: i64, up: Duration) {
        let Some(segment) = self.segment() else { return };
        let unit = match &segment.part {
            Part::Reps { pace, .. } => per_ten_seconds(*pace),
            Part::Breathe { .. } => per_ten_seconds(self.pattern().map_or(Duration::ZERO, Paced::cycle)),
            Part::Ready | Part::Hold | Part::Rest | Part::Change | Part::Free => 10,
            Part::Check(_) | Part::Wait => return,
        };
        let before = self.extra;
        self.extra += sign * unit;
        if sign > 0 && self.length() > LONGEST {
            self.extra = before;
        }
        if self.length() <= self.spent {
            self.leave(self.at + 1, up, false);
        }
    }

    /// Makes breaths longer or shorter from where we are, the share of the breath unchanged.
    fn turn_dial(&mut self, by: i16) {
        let Some(Part::Breathe { .. }) = self.segment().map(|s| &s.part) else { return };
        let dial = self.dial.saturating_add_signed(by).clamp(DIAL.0, DIAL.1);
        self.spent = self.spent * u32::from(dial) / u32::from(self.dial);
        self.dial = dial;
    }
}

/// How much a segment counts toward its step: its planned length, or one second where nothing is timed.
fn weight(segment: &Segment) -> Duration {
    if segment.part.waits() { Duration::from_secs(1) } else { segment.length }
}

/// How many of something that takes `one` make about ten seconds, at least one.
fn per_ten_seconds(one: Duration) -> i64 {
    let one = i64::try_from(one.as_millis()).unwrap_or(i64::MAX).max(1);
    ((10_000 + one / 2) / one).max(1)
}

#[cfg(test)]
mod tests;
