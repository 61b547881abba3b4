//! A routine laid flat: one list of segments, each a stretch of time or a wait for a key.
//!
//! [`Plan::of`] decides everything that can be decided before the evening begins: sides, sets, rests, the words
//! that go with each moment and what comes next. The [`Session`](crate::session::Session) then only walks along.

use std::time::Duration;

use crate::figure::Figure;
use crate::health::body::Side;
pub use crate::routine::segment::Part;
pub(crate) use crate::routine::segment::Segment;
use crate::routine::wording;
use crate::routine::{Amount, Guide, Limb, Routine, SIDE, Sets, Sides, Step, Work};

/// A routine laid flat.
#[derive(Clone, Debug)]
pub struct Plan {
    pub name: String,
    pub steps: Vec<Heading>,
    /// What happens, in order; never empty.
    pub segments: Vec<Segment>,
}

#[derive(Clone, Debug)]
pub struct Heading {
    pub name: String,
    /// Such as "30 s × 2 each leg".
    pub dose: String,
    pub length: Duration,
    pub guide: Guide,
    pub figure: Option<Figure>,
    pub massage: bool,
    pub standing: bool,
}

/// How a person likes to be led.
#[derive(Clone, Copy, Debug)]
pub struct PlanOptions {
    /// Time to get into position, where the routine names none.
    pub get_ready: Duration,
    /// Whether a step that begins somewhere else than the one before waits until one is there.
    pub waits: bool,
    /// Time to change sides, where the routine names none.
    pub change_over: Duration,
    /// The side that goes first.
    pub first_side: Side,
    pub asks: bool,
}

impl Default for PlanOptions {
    /// What the shipped routines are reckoned with: ten seconds each (our choice), left first.
    fn default() -> PlanOptions {
        let ten = Duration::from_secs(10);
        PlanOptions { get_ready: ten, waits: false, change_over: ten, first_side: Side::Left, asks: true }
    }
}

impl Plan {
    pub fn of(routine: &Routine, manner: &PlanOptions) -> Plan {
        let mut segments = Vec::new();
        let mut steps = Vec::with_capacity(routine.steps.len());
        let mut last: Option<&Step> = None;
        for (index, step) in routine.steps.iter().enumerate() {
            let from = segments.len();
            let is_elsewhere = last.is_none_or(|last| step.is_elsewhere_than(last));
            if !matches!(step.work, Work::Check { .. }) && (last.is_none() || step.has_place()) {
                last = Some(step);
            }
            let waits = step.waits.unwrap_or(manner.waits && is_elsewhere);
            Layer { index, step, waits, manner, segments: &mut segments }.lay();
            let length = segments[from..].iter().map(|s| s.length).sum();
            let (name, guide, figure) = (step.name.clone(), step.guide.clone(), step.figure.clone());
            let (dose, massage, standing) = (wording::dose(&step.work), step.massage, step.is_standing());
            steps.push(Heading { name, dose, length, guide, figure, massage, standing });
        }
        let mut plan = Plan { name: routine.name.clone(), steps, segments };
        plan.look_ahead();
        plan
    }

    pub fn total(&self) -> Duration {
        self.segments.iter().map(|s| s.length).sum()
    }

    /// A short text that differs when the plan differs.
    pub fn digest(&self) -> String {
        digest_of(
            self.segments
                .iter()
                .map(|s| format!("{}|{:?}|{:?}|{:?}", self.steps[s.step].name, s.part, s.length, s.side)),
        )
    }

    pub fn start_of(&self, step: usize) -> usize {
        self.segments.partition_point(|s| s.step < step)
    }

    pub fn parts_of(&self, step: usize) -> &[Segment] {
        &self.segments[self.start_of(step)..self.start_of(step + 1)]
    }

    fn look_ahead(&mut self) {
        for i in 0..self.segments.len() {
            let here = &self.segments[i];
            self.segments[i].next = match self.segments.get(i + 1) {
                None => "good night".into(),
                Some(next) if next.step == here.step => {
                    wording::next_part(&here.part, next, self.steps[here.step].massage)
                }
                Some(next) => {
                    let name = &self.steps[next.step].name;
                    match next.side {
                        Some(side) => format!("{name}, {} {}", side.word(), next.limb.word()),
                        None => name.clone(),
                    }
                }
            };
        }
    }
}

/// What to do first in a step that does not say.
const GET_THERE: &str = "Get into position.";

struct Layer<'a> {
    index: usize,
    step: &'a Step,
    /// Whether it waits until one is in place.
    waits: bool,
    manner: &'a PlanOptions,
    segments: &'a mut Vec<Segment>,
}

/// Which side and which set a segment is for.
#[derive(Clone, Copy)]
struct Spot {
    side: Option<Side>,
    limb: Limb,
    set: (u8, u8),
}

impl Spot {
    /// For what has neither sides nor sets.
    const WHOLE: Spot = Spot { side: None, limb: Limb::Leg, set: (1, 1) };
}

impl<'a> Layer<'a> {
    fn lay(mut self) {
        let guide: &'a Guide = &self.step.guide;
        if self.step.massage && self.manner.asks {
            // It counts for no time, as the evidence's totals do not have it.
            self.push(Part::Clot, Duration::ZERO, Spot::WHOLE, &[]);
        }
        match &self.step.work {
            Work::Hold { length, sets } => {
                self.sides(sets, |layer, spot| layer.push(Part::Hold, *length, spot, &guide.cues));
            }
            Work::Reps { count, pace, beats, turn, sets } => {
                let part = Part::Reps { count: *count, pace: *pace, beats: beats.clone() };
                let length = *pace * u32::from(*count);
                self.sides(sets, |layer, spot| {
                    layer.push(part.clone(), length, spot, &guide.cues);
                    if let Some(turn) = turn {
                        layer.push(part.clone(), length, spot, std::slice::from_ref(turn));
                    }
                });
            }
            Work::Breathe { pattern, amount } => {
                self.ready(Spot::WHOLE);
                let (part, length) = match *amount {
                    Amount::Free(length) => (Part::Free, length),
                    Amount::Breaths(breaths) => (
                        Part::Breathe { pattern: pattern.clone(), breaths },
                        pattern.length(u32::from(breaths)),
                    ),
                };
                self.push(part, length, Spot::WHOLE, &guide.cues);
            }
            Work::Check { check, estimate } => {
                self.push(Part::Check(*check), *estimate, Spot::WHOLE, &all_lines(guide));
            }
            Work::Wait { estimate } => self.push(Part::Wait, *estimate, Spot::WHOLE, &all_lines(guide)),
        }
    }

    /// Lays get-ready, the sets of each side, the rests and the changes between.
    fn sides(&mut self, sets: &Sets, mut work: impl FnMut(&mut Self, Spot)) {
        let first = self.manner.first_side;
        let each = |side| (1..=sets.count).map(move |n| (side, n));
        let order: Vec<(Option<Side>, u8)> = match sets.sides {
            Sides::Both => each(None).collect(),
            Sides::Only(side) => each(Some(side)).collect(),
            Sides::Each => each(Some(first)).chain(each(Some(first.other()))).collect(),
            Sides::Alternate => {
                (1..=sets.count).flat_map(|n| [(Some(first), n), (Some(first.other()), n)]).collect()
            }
        };
        let mut last = None;
        for (side, n) in order {
            let spot = Spot { side, limb: sets.limb, set: (n, sets.count) };
            match last {
                None => self.ready(spot),
                Some(previous) if previous != side => self.change(spot),
                Some(_) => self.rest(sets.rest, spot),
            }
            work(self, spot);
            last = Some(side);
        }
    }

    fn ready(&mut self, spot: Spot) {
        let Guide { setup, into, .. } = &self.step.guide;
        let mut lines: Vec<String> = setup.iter().chain(into).cloned().collect();
        if self.waits {
            let place = if lines.is_empty() { GET_THERE.to_owned() } else { lines.remove(0) };
            // It takes as long as it takes, and counts for no time.
            self.push(Part::Place, Duration::ZERO, spot, &[place]);
        }
        let length = self.step.ready.unwrap_or(self.manner.get_ready);
        self.push(Part::Ready, length, spot, &lines);
    }

    fn rest(&mut self, length: Duration, spot: Spot) {
        let line = match spot.side {
            Some(_) => format!("Ease off. Same {} again.", spot.limb.word()),
            None => "Let go. Then hold again.".to_owned(),
        };
        let lines: Vec<String> = [line].into_iter().chain(self.way_in(length)).collect();
        self.push(Part::Rest, length, spot, &lines);
    }

    /// The way into the stretch, if it can be followed next to another line.
    fn way_in(&self, length: Duration) -> Option<String> {
        self.step.guide.into.clone().filter(|_| lines_in(length) > 1)
    }

    /// The way to the other side: how to come out of this one, then the set-up lines that name a side.
    fn change(&mut self, spot: Spot) {
        let length = self.step.change.unwrap_or(self.manner.change_over);
        let guide = &self.step.guide;
        let into = self.way_in(length);
        let room = lines_in(length) - into.iter().len();
        let setup = guide.setup.iter().filter(|line| line.contains(SIDE)).take(room);
        let mut lines: Vec<String> = setup.cloned().collect();
        if lines.len() < room {
            lines.splice(0..0, guide.end.iter().cloned());
        }
        lines.extend(into);
        self.push(Part::Change, length, spot, &lines);
    }

    fn push(&mut self, part: Part, length: Duration, spot: Spot, lines: &[String]) {
        if length.is_zero() && !part.waits() {
            return;
        }
        let opens = self.segments.last().is_none_or(|s| s.step != self.index || s.part == Part::Clot);
        let named = |line: &str| line.replace(SIDE, spot.side.map_or("", Side::word));
        self.segments.push(Segment {
            step: self.index,
            part,
            length,
            side: spot.side,
            limb: spot.limb,
            set: spot.set,
            lines: lines.iter().map(|line| named(line)).collect(),
            caution: self.step.guide.short_caution().filter(|_| opens).map(named),
            next: String::new(),
        });
    }
}

/// How many lines can be followed on the way: one in three seconds.
fn lines_in(length: Duration) -> usize {
    usize::try_from(length.as_secs() / 3).unwrap_or(1).max(1)
}

fn all_lines(guide: &Guide) -> Vec<String> {
    guide.setup.iter().chain(&guide.cues).chain(&guide.end).cloned().collect()
}

/// Differs when the texts differ. FNV-1a, 64 bits: small, stable between versions, and enough to tell two apart.
pub(crate) fn digest_of(texts: impl IntoIterator<Item: AsRef<str>>) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for text in texts {
        for byte in text.as_ref().bytes().chain([b';']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routine::read;

    /// The steps that wait until one is in place.
    fn waiting(text: &str, waits: bool) -> Vec<usize> {
        let routine = read::routine("test.toml", &format!("name = \"T\"\n{text}")).expect("a good routine");
        let plan = Plan::of(&routine, &PlanOptions { waits, ..PlanOptions::default() });
        let places = plan.segments.iter().filter(|segment| segment.part == Part::Place);
        places.map(|segment| segment.step).collect()
    }

    #[test]
    fn a_step_in_another_place_waits_until_one_is_there() {
        let wall = "[[step]]\nmove = \"wall-calf\"\nhold = \"9s\"\n";
        let chair = "[[step]]\nmove = \"seated-hamstring\"\nhold = \"9s\"\n";
        let circles = "[[step]]\nmove = \"ankle-circles\"\nreps = 5\n";
        let breath = "[[step]]\nbreathe = \"longer-out\"\nbreaths = 3\n";
        let own = "[[step]]\nname = \"Own\"\nhold = \"9s\"\n";
        let lying = "[[step]]\nname = \"Own\"\nhold = \"9s\"\nposture = \"lying\"\n";
        let water = "[[step]]\ncheck = \"water\"\n";
        for (steps, wait) in [
            (vec![wall, wall, chair, circles, breath, water], vec![0, 2]),
            (vec![water, wall], vec![1]),
            (vec![own, wall, own, wall], vec![0, 1]),
            (vec![breath, lying, breath, chair], vec![0, 1, 3]),
            (vec![circles, lying, circles], vec![0, 1, 2]),
        ] {
            assert_eq!(waiting(&steps.concat(), true), wait, "{steps:?}");
            assert_eq!(waiting(&steps.concat(), false), Vec::<usize>::new(), "{steps:?} by the clock");
        }
    }

    #[test]
    fn a_routine_may_say_for_itself_what_waits() {
        let steps =
            |ready: &str| format!("[[step]]\nname = \"Own\"\nhold = \"9s\"\nready = \"{ready}\"\n").repeat(2);
        assert_eq!(waiting(&steps("wait"), false), [0, 1]);
        assert_eq!(waiting(&steps("0s"), true), Vec::<usize>::new());
        assert_eq!(waiting(&steps("7s"), true), [0], "a length is for what follows");
    }

    #[test]
    fn the_way_into_a_stretch_comes_before_its_count() {
        let text = "name = \"T\"\n[[step]]\nmove = \"seated-hamstring\"\nhold = \"30s\"\nsets = 2\nrest = \"9s\"\nsides = \"each\"\n";
        let routine = read::routine("test.toml", text).expect("a good routine");
        let plan = Plan::of(&routine, &PlanOptions::default());
        for pair in plan.segments.windows(2).filter(|pair| pair[1].part == Part::Hold) {
            assert!(pair[0].lines.last().is_some_and(|line| line.contains("Tip forward")), "{:?}", pair[0]);
            assert!(pair[1].lines.iter().all(|line| !line.contains("ip forward")), "{:?}", pair[1]);
        }
    }
}
