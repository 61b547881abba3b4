//! How much of a session is done, and going on with it later.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Pause, Session, TEMPO};
use crate::routine::plan::{Part, Segment};
use crate::session::Now;

/// Where a session stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    pub at: usize,
    pub spent_ms: u64,
    pub done_ms: Vec<u64>,
    pub worked_ms: u64,
    pub extra: i64,
    #[serde(rename = "dial")]
    pub tempo: u16,
}

impl Session {
    /// Stands still where an earlier session of the same plan stood.
    pub(crate) fn resume(&mut self, position: &Position, now: &Now) {
        self.go_to(position.at.min(self.plan.segments.len()), now.up);
        for (done, &ms) in self.done.iter_mut().zip(&position.done_ms) {
            *done = Duration::from_millis(ms);
        }
        self.worked = Duration::from_millis(position.worked_ms);
        self.tempo = position.tempo.clamp(TEMPO.0, TEMPO.1);
        self.extra = position.extra;
        if !self.is_allowed() {
            self.extra = 0;
        }
        if self.segment().is_some_and(|s| s.part.is_work()) {
            self.spent = Duration::from_millis(position.spent_ms).min(self.length());
        }
        self.wait_for_return(Pause::Left, now.up);
    }

    pub(crate) fn position(&self, up: Duration) -> Position {
        let ms = |length: Duration| u64::try_from(length.as_millis()).unwrap_or(u64::MAX);
        let mut done: Vec<u64> = self.done.iter().copied().map(ms).collect();
        if let Some(here) = done.get_mut(self.at) {
            *here = ms(self.done[self.at].max(self.done_here(up)));
        }
        Position {
            at: self.at,
            spent_ms: ms(self.elapsed(up).1),
            done_ms: done,
            worked_ms: ms(self.worked_at(up)),
            extra: self.extra,
            tempo: self.tempo,
        }
    }

    pub(crate) fn progress(&self, up: Duration) -> Vec<u8> {
        let mut done = vec![Duration::ZERO; self.plan.steps.len()];
        let mut whole = done.clone();
        for (i, segment) in self.plan.segments.iter().enumerate() {
            if segment.part.is_work() {
                let now = if i == self.at { self.done_here(up) } else { Duration::ZERO };
                done[segment.step] += self.done[i].max(now);
                whole[segment.step] += weight(segment);
            }
        }
        // A little of a long step is not nothing.
        let least = |d: Duration| u128::from(d >= Duration::from_secs(1));
        let percent =
            |(d, w): (Duration, Duration)| (d.as_millis() * 100 / w.as_millis().max(1)).clamp(least(d), 100);
        done.into_iter().zip(whole).map(percent).map(|p| u8::try_from(p).unwrap_or(100)).collect()
    }

    /// Whether enough was done of every step that is neither a question nor a massage.
    pub(crate) fn is_whole(&self, up: Duration) -> bool {
        let mut steps = self.progress(up).into_iter().enumerate();
        steps.all(|(step, share)| {
            let asks = |part: &Segment| matches!(part.part, Part::Check(_));
            is_done(share) || self.plan.steps[step].massage || self.plan.parts_of(step).iter().any(asks)
        })
    }

    pub(crate) fn worked_at(&self, up: Duration) -> Duration {
        match self.segment() {
            Some(s) if s.part.is_work() && !s.part.waits() => {
                self.worked + self.elapsed(up).1.saturating_sub(self.spent)
            }
            Some(_) | None => self.worked,
        }
    }

    /// How much of the current segment is done by `up`, measured by its plan.
    fn done_here(&self, up: Duration) -> Duration {
        let spent = self.elapsed(up).1;
        match self.segment() {
            Some(s) if s.part.waits() || !s.part.is_work() => Duration::ZERO,
            Some(Segment { part: Part::Breathe { .. }, length, .. }) => {
                (spent * 100 / u32::from(self.tempo)).min(*length)
            }
            Some(s) => spent.min(s.length),
            None => Duration::ZERO,
        }
    }

    pub(crate) fn mark_done(&mut self) {
        if let (Some(slot), Some(segment)) = (self.done.get_mut(self.at), self.plan.segments.get(self.at)) {
            *slot = weight(segment);
        }
    }

    pub(super) fn keep_done(&mut self, up: Duration) {
        let done = self.done_here(up);
        if let Some(slot) = self.done.get_mut(self.at) {
            *slot = done.max(*slot);
        }
    }
}

/// Whether a step counts as done: four fifths of it are enough, as `share` has it in percent. Our choice.
pub(crate) fn is_done(share: u8) -> bool {
    share >= 80
}

/// What a segment counts for in its step: its planned length, or one second where nothing is timed.
fn weight(segment: &Segment) -> Duration {
    if segment.part.waits() { Duration::from_secs(1) } else { segment.length }
}
