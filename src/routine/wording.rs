//! How doses and parts of a plan are said in words.

use super::segment::{Part, Segment};
use super::{Amount, Sides, Work};
use crate::text::{length, many};

/// What a step asks for: "30 s × 2 each leg".
pub fn dose(work: &Work) -> String {
    match work {
        Work::Hold { length: hold, sets } => {
            format!("{}{}", times(&length(*hold), sets.count), sides(sets.sides, sets.limb.word()))
        }
        Work::Reps { count, turn, sets, .. } => {
            let way = if turn.is_some() { format!("{count} each way") } else { format!("{count} times") };
            let sides = sides(sets.sides, sets.limb.word());
            format!("{}{}{sides}", times(&way, sets.count), if sides.is_empty() { "" } else { "," })
        }
        Work::Breathe { amount: Amount::Breaths(n), .. } => many(u64::from(*n), "breath", "breaths"),
        Work::Breathe { amount: Amount::Free(free), .. } => length(*free),
        Work::Check { .. } | Work::Wait { .. } => String::new(),
    }
}

fn times(one: &str, sets: u8) -> String {
    if sets == 1 { one.to_owned() } else { format!("{one} × {sets}") }
}

fn sides(sides: Sides, limb: &str) -> String {
    match sides {
        Sides::Both => String::new(),
        Sides::Each => format!(" each {limb}"),
        Sides::Alternate => format!(" each {limb}, in turn"),
        Sides::Only(side) => format!(" {} {limb}", side.word()),
    }
}

/// What one does in a part, in a word or two.
pub(crate) fn part(part: &Part) -> &'static str {
    match part {
        Part::Place | Part::Ready => "get ready",
        Part::Hold => "hold",
        Part::Reps { .. } => "count",
        Part::Rest => "rest",
        Part::Change => "change",
        Part::Breathe { .. } | Part::Free => "breathe",
        Part::Clot | Part::Check(_) => "answer",
        Part::Wait => "your time",
    }
}

/// What follows `here` within a step, or within a massage, in a few words.
pub(crate) fn next_part(here: &Part, next: &Segment, massage: bool) -> String {
    let limb = next.side.map(|side| format!("{} {}", side.word(), next.limb.word()));
    match (&next.part, limb) {
        (Part::Place, _) => "get into place".into(),
        (Part::Ready, _) => format!("{} to get ready", length(next.length)),
        (Part::Hold, _) if massage => format!("massage {}", length(next.length)),
        (Part::Hold, _) => format!("hold {}", length(next.length)),
        (Part::Reps { .. }, _) if matches!(here, Part::Reps { .. }) => "the other way".into(),
        (Part::Reps { count, .. }, _) => many(u64::from(*count), "time", "times"),
        (Part::Rest, _) => format!("rest {}", length(next.length)),
        (Part::Change, Some(limb)) => format!("change to the {limb}"),
        (Part::Change, None) => "change over".into(),
        (Part::Breathe { breaths, .. }, _) => many(u64::from(*breaths), "breath", "breaths"),
        (Part::Free, _) => format!("breathe for {}", length(next.length)),
        (Part::Clot | Part::Check(_) | Part::Wait, _) => "in your own time".into(),
    }
}
