//! When the part that is being done ends: equal for as long as nothing but time has passed.

use std::time::Duration;

use super::{RunState, Session};
use crate::health::body::Side;
use crate::routine::plan::Part;

/// How the time of one part passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Timing {
    /// Which part of the plan, counting from zero.
    pub(crate) part: usize,
    pub(crate) count: Count,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Count {
    /// It ends by itself, at this [`Now::up`](super::Now).
    Until(Duration),
    Paused {
        left: Duration,
    },
    /// A key ends it.
    Waits,
}

impl Session {
    /// `None` once all is done.
    pub(crate) fn timing(&self) -> Option<Timing> {
        self.segment()?;
        let count = match (self.run_state, self.end()) {
            (RunState::Paused(_), _) => Count::Paused { left: self.left_of_part(Duration::ZERO) },
            (RunState::Running(_), Some(end)) => Count::Until(end),
            (RunState::Running(_), None) => Count::Waits,
        };
        Some(Timing { part: self.at, count })
    }

    /// The step that is being done, counting from zero, and its side; `None` while a question comes before it.
    pub(crate) fn step_and_side(&self) -> Option<(usize, Option<Side>)> {
        let segment = self.segment().filter(|segment| segment.part != Part::Clot)?;
        Some((segment.step, segment.side))
    }

    /// About how long this side of the step will take from here on.
    pub(crate) fn left_of_side(&self, up: Duration) -> Duration {
        let mut ahead = self.plan.segments.iter().skip(self.at);
        let Some(here) = ahead.next() else { return Duration::ZERO };
        let same = ahead.take_while(|next| (next.step, next.side) == (here.step, here.side));
        self.left_of_part(up) + same.map(|next| next.length).sum::<Duration>()
    }

    /// How long this part will take from here on; about, where it waits for a key.
    pub(crate) fn left_of_part(&self, up: Duration) -> Duration {
        match self.segment() {
            Some(segment) if segment.part.waits() => segment.length,
            Some(_) => {
                let (lead, spent) = self.elapsed(up);
                lead + self.length().saturating_sub(spent)
            }
            None => Duration::ZERO,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routine::library::{Library, certain};
    use crate::routine::plan::{Plan, PlanOptions};
    use crate::session::{Command, Now};

    fn evening() -> Session {
        let plan = Plan::of(&certain(Library::routine("quick")), &PlanOptions::default());
        Session::new(plan, &Now::at(Duration::ZERO), Duration::from_secs(3))
    }

    #[test]
    fn it_changes_with_the_part_and_not_with_time() {
        let mut session = evening();
        let (mut up, mut told) = (Duration::ZERO, Vec::new());
        while let Some(next) = session.next_change(up) {
            let timing = session.timing().expect("it is not over");
            if told.last() != Some(&timing) {
                told.push(timing);
                let Count::Until(end) = timing.count else { panic!("{timing:?}") };
                assert_eq!(end, up + session.left_of_part(up));
            }
            up = next;
            session.handle(&Now::at(up), None);
        }
        assert_eq!(
            told.iter().map(|timing| timing.part).collect::<Vec<_>>(),
            (0..session.at()).collect::<Vec<_>>()
        );
    }

    #[test]
    fn keys_change_it() {
        let mut session = evening();
        let at = |secs| Now::at(Duration::from_secs(secs));
        session.handle(&at(2), Some(Command::More));
        assert_eq!(session.timing().map(|timing| timing.count), Some(Count::Until(Duration::from_secs(15))));
        session.handle(&at(5), Some(Command::Pause));
        let left = Duration::from_secs(10);
        assert_eq!(session.timing().map(|timing| timing.count), Some(Count::Paused { left }));
        session.handle(&at(100), None);
        assert_eq!(session.timing().map(|timing| timing.count), Some(Count::Paused { left }));
    }

    #[test]
    fn a_side_takes_as_long_as_its_parts() {
        let session = evening();
        let (step, side) = session.step_and_side().expect("it is not over");
        let parts = session.plan().parts_of(step).iter().take_while(|part| part.side == side);
        assert_eq!(session.left_of_side(Duration::ZERO), parts.map(|part| part.length).sum());
        assert_eq!(
            session.left_of_side(Duration::from_secs(4)) + Duration::from_secs(4),
            session.left_of_side(Duration::ZERO)
        );
    }
}
