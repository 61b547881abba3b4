//! Lets other programs know what runs: for `winddown status`, and so that no reminder comes meanwhile.

use std::time::Duration;

use jiff::civil::Date;

use super::Devices;
use crate::app::Underway;
use crate::session::{Count, Timing};
use crate::store::state::{Running, Status};

#[derive(Debug, Default)]
pub(super) struct StatusBoard {
    /// The night whose evening runs, and the word of it; `None` where another program has given it.
    running: Option<(Date, Option<Running>)>,
    /// What was told of it last.
    told: Option<Timing>,
}

impl StatusBoard {
    /// Shows what runs now. While only time passes, nothing is written.
    pub(super) fn show(&mut self, evening: Option<Underway<'_>>, devices: &Devices) {
        let night = evening.map(|evening| evening.night);
        let word = self.running.as_ref();
        if night != word.map(|(night, _)| *night) || word.is_some_and(|(_, word)| word.is_none()) {
            // Let go of the old word before giving a new one. One that cannot be given now is tried again.
            (self.running, self.told) = (None, None);
            self.running =
                night.map(|night| (night, Running::announce(&devices.paths, night).ok().flatten()));
        }
        let (Some((_, Some(running))), Some(evening)) = (&self.running, evening) else { return };
        let timing = evening.session.timing();
        if timing != self.told {
            self.told = timing;
            timing
                .and_then(|timing| status(evening, timing, devices))
                .iter()
                .for_each(|now| running.tell(now));
        }
    }
}

fn status(
    Underway { routine, session, .. }: Underway<'_>,
    timing: Timing,
    devices: &Devices,
) -> Option<Status> {
    let clock = &devices.clock;
    let (plan, segment) = (session.plan(), session.segment()?);
    let left = |up: Duration| clock.real(session.left_of_part(up));
    let (left, ends) = match timing.count {
        Count::Until(end) => (Some(left(clock.now().up)), Some(clock.deadline(end))),
        Count::Paused { left } => (Some(clock.real(left)), None),
        Count::Waits => (None, None),
    };
    Some(Status {
        routine: routine.to_owned(),
        name: plan.name.clone(),
        step: plan.steps.get(segment.step)?.name.clone(),
        nth: segment.step + 1,
        of: plan.steps.len(),
        part: (&segment.part).into(),
        side: segment.side,
        paused: matches!(timing.count, Count::Paused { .. }),
        left,
        ends,
    })
}
