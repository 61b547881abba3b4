//! A routine as it suits a person: what is left out of it, and what is said instead (C, K2).

use std::time::Duration;

use crate::figure::Figure;
use crate::health::safety::{Asked, Risk, Safety};
use crate::routine::library::{Library, certain};
use crate::routine::{Amount, Guide, Instead, Posture, Routine, Step, Variation, Work};

/// What the first step says whose breath holds were taken out.
const FREED: &str = "No breath is held here, because of your health answers.";
/// The same, where nothing was told.
const UNASKED: &str = "No breath is held here until the health questions are answered.";
/// What stands for warmth and cold with numb feet (B3, K2).
pub(crate) const NO_HEAT: (&str, &str) =
    ("No warmth or cold", "Leave out warmth and cold: your skin may be numb, or your circulation poor.");
/// What stands for a routine of which nothing is left.
const NO_MASSAGE: &str = "No massage";
/// What a step of one's own says that is done lying down (K2).
const ON_THE_SIDE: &str = "In late pregnancy, lie on your side.";
/// About how long it takes to read that something is left out.
const READ: Duration = Duration::from_secs(5);

impl Safety {
    /// With nothing ticked `routine` stays as it is. Else:
    ///
    /// - Massage steps are left out after a clot and in pregnancy; [`Safety::left_out`] says so.
    /// - Warmth and cold make way for a line that says so with numb feet, and with illness of nerves or arteries.
    /// - Steps say what they have instead in pregnancy, with poor balance or with a limit on drinks.
    /// - Breathing that holds the breath becomes the longer out-breath, about as long; the first such step says so.
    pub fn suit(&self, routine: &Routine) -> Routine {
        let mut routine = routine.clone();
        if let Some(why) = self.why_no_massage() {
            routine.steps.retain(|step| !step.massage);
            if routine.steps.is_empty() {
                routine.steps.push(only_said((NO_MASSAGE, why)));
            }
        }
        for step in &mut routine.steps {
            self.suit_step(step);
        }
        if !self.may_hold_breath() && routine.steps.iter().any(holds) {
            let is_told = self.asked != Asked::Never || !self.yes.is_empty();
            let why = if is_told { FREED } else { UNASKED };
            let holding = routine.steps.iter_mut().filter(|step| holds(step));
            for (nth, step) in holding.enumerate() {
                free(step, Some(why).filter(|_| nth == 0));
                self.suit_step(step);
            }
        }
        routine
    }

    /// Changes a step that stays, for whom its words are not.
    pub(crate) fn suit_step(&self, step: &mut Step) {
        if step.heat_or_cold && (self.has(Risk::Numbness) || self.has(Risk::Illness)) {
            *step = only_said(NO_HEAT);
            return;
        }
        let Instead { pregnancy, balance, fluid_limit } = std::mem::take(&mut step.instead);
        if let Some(change) = fluid_limit.filter(|_| !self.may_drink_more()) {
            change.apply(step);
        }
        if let Some(change) = balance.filter(|_| self.has(Risk::Balance)) {
            change.apply(step);
        }
        if self.has(Risk::Pregnancy) {
            lie_on_the_side(step, pregnancy);
        }
    }
}

/// Takes everything out of a step that is on the back or the front.
fn lie_on_the_side(step: &mut Step, change: Option<Box<Variation>>) {
    let lies = step.posture == Some(Posture::Lying);
    match change {
        Some(change) => change.apply(step),
        // These are somebody's own words, and nobody knows what they say.
        None if lies => {
            let caution = step.guide.caution.take();
            let said = [Some(ON_THE_SIDE), caution.as_deref()];
            step.guide.caution = Some(said.into_iter().flatten().collect::<Vec<_>>().join(" "));
            step.guide.brief = Some(ON_THE_SIDE.to_owned());
        }
        None => {}
    }
    // The shipped figures lie on their backs.
    step.figure = step.figure.take().filter(|figure| !lies || matches!(figure, Figure::Art(_)));
}

impl Variation {
    fn apply(self, step: &mut Step) {
        let Variation { setup, cues, end, caution, posture } = self;
        let guide = &mut step.guide;
        guide.setup = setup.unwrap_or(std::mem::take(&mut guide.setup));
        if cues.is_some() {
            guide.into = None;
        }
        guide.cues = cues.unwrap_or(std::mem::take(&mut guide.cues));
        guide.end = end.or(guide.end.take());
        if caution.is_some() {
            guide.brief = None;
        }
        guide.caution = caution.or(guide.caution.take());
        step.posture = posture.or(step.posture);
    }
}

/// A step that only says something, and waits until it is read.
fn only_said((name, text): (&str, &str)) -> Step {
    let guide = Guide { cues: vec![text.to_owned()], ..Guide::default() };
    Step::new(name, guide, Work::Wait { estimate: READ })
}

fn holds(step: &Step) -> bool {
    matches!(&step.work, Work::Breathe { pattern, .. } if pattern.holds())
}

/// Puts the longer out-breath in place of what a step breathes.
fn free(step: &mut Step, why: Option<&str>) {
    let Work::Breathe { pattern, amount } = &step.work else { return };
    let longer = certain(Library::shipped().pattern("longer-out"));
    let amount = match *amount {
        Amount::Breaths(breaths) => {
            let breaths = longer.breaths_in(pattern.length(u32::from(breaths)));
            Amount::Breaths(u16::try_from(breaths).unwrap_or(longer.breaths))
        }
        Amount::Free(length) => Amount::Free(length),
    };
    let caution = [why, longer.caution.as_deref()];
    step.guide = Guide {
        setup: vec![longer.about.clone()],
        caution: Some(caution.into_iter().flatten().collect::<Vec<_>>().join(" ")),
        source: longer.source.clone(),
        ..Guide::default()
    };
    step.name.clone_from(&longer.name);
    step.work = Work::Breathe { pattern: longer.clone(), amount };
}
