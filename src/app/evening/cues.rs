//! What of an evening is to be heard: how its parts begin, its breaths, its warnings.

use std::time::Duration;

use super::Evening;
use crate::app::effect::Cue;
use crate::app::water::Water;
use crate::routine::breath;
use crate::routine::plan::Part;

impl Evening {
    /// Returns how the part that has just begun sounds.
    pub(in crate::app) fn cue(&self) -> Option<Cue> {
        let at = self.session.at();
        let segment = self.session.segment()?;
        let turned = at
            .checked_sub(1)
            .and_then(|before| self.session.plan().segments.get(before))
            .is_some_and(|before| matches!(before.part, Part::Reps { .. }) && before.step == segment.step);
        Some(match segment.part {
            Part::Ready | Part::Clot | Part::Check(_) | Part::Wait => Cue::Ready,
            Part::Reps { .. } if turned => Cue::Switch,
            Part::Hold | Part::Reps { .. } | Part::Breathe { .. } | Part::Free => Cue::Begin,
            Part::Rest => Cue::Rest,
            Part::Change => Cue::Switch,
        })
    }

    /// Returns how the phase of a breath sounds, unless it is the one that was told of and goes on as it began.
    pub(in crate::app) fn breath_cue(&mut self, up: Duration) -> Option<Cue> {
        let place = self.session.breath(up);
        let began = place.map(|place| (place.stage, up.saturating_sub(place.spent), place.length));
        let is_new = std::mem::replace(&mut self.breath, began) != began;
        place.filter(|_| is_new).map(|breath::BreathPosition { stage, spent, length, .. }| Cue::Breath {
            stage,
            spent,
            length,
        })
    }

    /// Returns whether a warning stands there in place of what is usually to be done.
    pub(super) fn warns(&self) -> bool {
        let alarms = |water: &Water| water.verdict().warning.is_some();
        self.water().is_some_and(alarms)
    }
}
