//! Breathing patterns, and where in one we are.
//!
//! A [`Pattern`] is a short list of [`Phase`]s that repeats. [`Paced::at`] tells the phase at a moment; the
//! session asks it, so that the words, the seconds and the shape on the screen can never disagree.

use crate::figure::ease;
use std::time::Duration;

#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    pub name: String,
    pub about: String,
    pub caution: Option<String>,
    pub source: Option<String>,
    /// The phases of one breath, each longer than zero; empty for unpaced breathing.
    pub phases: Vec<Phase>,
    /// Breaths when the routine names no number.
    pub breaths: u16,
    /// The most breaths anyone should do at a time, where a source says so.
    pub most: Option<u16>,
    /// How long unpaced breathing lasts when the routine does not say.
    pub free: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phase {
    pub stage: BreathStage,
    pub length: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreathStage {
    In,
    /// A second, short sip of air on top of the first.
    TopUp,
    HoldFull,
    Out,
    HoldEmpty,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BreathPosition {
    /// Counting from zero.
    pub breath: u32,
    pub stage: BreathStage,
    pub word: &'static str,
    /// The same as something to do.
    pub says: &'static str,
    pub spent: Duration,
    pub length: Duration,
    /// 0 to 1.
    pub fullness: f64,
}

/// How full the first part of a two-part in-breath makes the lungs; our choice, for the drawing only.
const BEFORE_TOP_UP: f64 = 0.78;

/// A pattern whose phases are all longer or shorter by the same share.
#[derive(Clone, Copy, Debug)]
pub struct Paced<'a> {
    phases: &'a [Phase],
    percent: u16,
}

impl Pattern {
    pub fn cycle(&self) -> Duration {
        self.at_pace(100).cycle()
    }

    /// How long `breaths` take at the pattern's own pace.
    pub fn length(&self, breaths: u32) -> Duration {
        self.at_pace(100).length(breaths)
    }

    /// The fewest whole breaths that last at least `length`, at least one.
    pub fn breaths_in(&self, length: Duration) -> u32 {
        let cycle = self.cycle().as_millis().max(1);
        u32::try_from(length.as_millis().div_ceil(cycle)).unwrap_or(u32::MAX).max(1)
    }

    pub fn at_pace(&self, percent: u16) -> Paced<'_> {
        Paced { phases: &self.phases, percent }
    }

    /// Whether it asks for holding the breath.
    pub fn holds(&self) -> bool {
        self.phases.iter().any(|p| matches!(p.stage, BreathStage::HoldFull | BreathStage::HoldEmpty))
    }
}

impl Paced<'_> {
    /// The length of one whole breath; zero when unpaced.
    pub fn cycle(self) -> Duration {
        self.phases.iter().map(|p| self.stretch(p.length)).sum()
    }

    /// How long `breaths` take. The last one ends with its out-breath: a hold after it is left out.
    pub fn length(self, breaths: u32) -> Duration {
        let tail = match self.phases.last() {
            Some(Phase { stage: BreathStage::HoldEmpty, length }) => self.stretch(*length),
            _ => Duration::ZERO,
        };
        (self.cycle() * breaths).saturating_sub(tail)
    }

    /// The place at `spent` since the first breath began; `None` when unpaced.
    pub fn at(self, spent: Duration) -> Option<BreathPosition> {
        let cycle = self.cycle().as_nanos();
        let breath = u32::try_from(spent.as_nanos().checked_div(cycle)?).unwrap_or(u32::MAX);
        let mut left = spent.saturating_sub(self.cycle() * breath);
        let topped = self.phases.iter().any(|p| p.stage == BreathStage::TopUp);
        for phase in self.phases {
            let (stage, length) = (phase.stage, self.stretch(phase.length));
            if left < length {
                let share = ease(left.as_secs_f64() / length.as_secs_f64());
                let top = if topped { BEFORE_TOP_UP } else { 1.0 };
                let fullness = match stage {
                    BreathStage::In => share * top,
                    BreathStage::TopUp => top + share * (1.0 - top),
                    BreathStage::HoldFull => 1.0,
                    BreathStage::Out => 1.0 - share,
                    BreathStage::HoldEmpty => 0.0,
                };
                let (word, says) = (stage.word(topped), stage.instruction(topped));
                return Some(BreathPosition { breath, stage, word, says, spent: left, length, fullness });
            }
            left -= length;
        }
        None
    }

    fn stretch(self, length: Duration) -> Duration {
        length * u32::from(self.percent) / 100
    }
}

impl BreathStage {
    /// All that [`BreathStage::instruction`] says.
    pub(crate) const INSTRUCTIONS: [&str; 5] =
        ["Breathe in", "A little more", "Hold", "Breathe out", "Long breath out"];

    /// What to do; after a topped-up in-breath the way out is a long one.
    fn instruction(self, topped: bool) -> &'static str {
        let [breathe_in, more, hold, out, long_out] = BreathStage::INSTRUCTIONS;
        match self {
            BreathStage::In => breathe_in,
            BreathStage::TopUp => more,
            BreathStage::HoldFull | BreathStage::HoldEmpty => hold,
            BreathStage::Out if topped => long_out,
            BreathStage::Out => out,
        }
    }

    /// The word to say; after a topped-up in-breath the way out is a long one.
    pub(super) fn word(self, topped: bool) -> &'static str {
        match self {
            BreathStage::In => "in",
            BreathStage::TopUp => "little more",
            BreathStage::HoldFull | BreathStage::HoldEmpty => "hold",
            BreathStage::Out if topped => "long out",
            BreathStage::Out => "out",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routine::library::Library;

    #[test]
    fn every_shipped_pattern_ends_on_an_out_breath_and_agrees_with_its_shape() {
        let library = Library::shipped();
        for id in library.pattern_ids() {
            let pattern = library.pattern(id).expect("it is listed");
            for percent in [60, 100, 140] {
                let paced = pattern.at_pace(percent);
                let end = paced.length(u32::from(pattern.breaths));
                let Some(last) = paced.at(end.saturating_sub(Duration::from_nanos(1))) else {
                    assert!(pattern.phases.is_empty(), "{id} has phases but no places");
                    continue;
                };
                assert_eq!(last.stage, BreathStage::Out, "{id} ends");
                assert!(last.fullness < 0.01, "{id} ends empty, not at {}", last.fullness);
                let mut before = 0.0;
                for step in 0..1000 {
                    let place = paced.at(paced.cycle() * step / 1000).expect("a place");
                    let (low, high) = match place.word {
                        "in" | "little more" => (before, 1.0),
                        "out" | "long out" => (0.0, before),
                        _ => (before, before),
                    };
                    let near = 0.01;
                    assert!(
                        (low - near..=high + near).contains(&place.fullness),
                        "{id}: {} goes from {before} to {}",
                        place.word,
                        place.fullness
                    );
                    before = place.fullness;
                }
            }
        }
    }

    #[test]
    fn the_sigh_has_two_steps_in_and_a_long_way_out() {
        let library = Library::shipped();
        let sigh = library.pattern("cyclic-sigh").expect("it is shipped").at_pace(100);
        let word = |seconds| sigh.at(Duration::from_secs_f64(seconds)).map(|place| place.word);
        assert_eq!(word(2.9), Some("in"));
        assert_eq!(word(3.0), Some("little more"));
        assert_eq!(word(4.0), Some("long out"));
        assert_eq!(word(12.0), Some("in"));
    }

    #[test]
    fn a_length_becomes_whole_breaths() {
        let library = Library::shipped();
        let pattern = library.pattern("longer-out").expect("it is shipped");
        for (seconds, breaths) in [(1, 1), (10, 1), (11, 2), (300, 30)] {
            assert_eq!(pattern.breaths_in(Duration::from_secs(seconds)), breaths);
        }
    }
}
