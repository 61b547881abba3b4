//! `winddown routine show`: the plan as it will run.
//!
//! ```text
//! Quick three minutes · 3 min 7 s
//!
//! 0         1         2         3 min
//! 1111111111111111111111122222222222233333334444444444444555
//!
//! 0:00  1  Wall calf stretch, 15 s × 2 each leg, in turn
//! 0:00       get ready            5 s
//! 0:05       hold      left leg  15 s  set 1 of 2
//! ```

use std::io::{self, Write};
use std::time::Duration;

use serde_json::{Value, json};

use super::find;
use crate::cli::output::{Failure, print_json};
use crate::figure::Figure;
use crate::routine::plan::{Heading, Part, Plan, PlanOptions, Segment};
use crate::routine::wording;
use crate::text;

const STRIP: usize = 60;

pub(super) fn run(name: &str, as_json: bool) -> Result<(), Failure> {
    let found = find(name)?;
    let plan = Plan::of(&found.routine, &PlanOptions::default());
    if as_json {
        let step = |s: &Heading| json!({ "name": s.name, "dose": s.dose, "seconds": s.length.as_secs_f64() });
        return print_json(&json!({
            "id": found.id,
            "name": plan.name,
            "about": found.routine.about,
            "total_seconds": plan.total().as_secs(),
            "steps": plan.steps.iter().map(step).collect::<Value>(),
            "segments": starts(&plan).map(|(at, s)| segment_as_json(at, s)).collect::<Value>(),
        }));
    }
    let mut out = io::stdout().lock();
    writeln!(out, "{} · {}", plan.name, text::length(plan.total()))?;
    if !found.routine.about.is_empty() {
        writeln!(out, "{}", found.routine.about)?;
    }
    writeln!(out, "\n{}\n{}\n", marks(&plan), strip(&plan))?;
    let mut step = None;
    for (at, segment) in starts(&plan) {
        if step != Some(segment.step) {
            step = Some(segment.step);
            let (at, sign, heading) = (clock(at), sign(segment.step), &plan.steps[segment.step]);
            let comma = if heading.dose.is_empty() { "" } else { ", " };
            writeln!(out, "{at:>5}  {sign}  {}{comma}{}", heading.name, heading.dose)?;
        }
        writeln!(out, "{}", line(at, segment).trim_end())?;
    }
    writeln!(out, "{:>5}  good night", clock(plan.total()))?;
    Ok(())
}

const DISC: &str = "A disc that grows as you breathe in and shrinks as you breathe out.";

pub(super) fn describe(name: &str) -> Result<(), Failure> {
    let plan = Plan::of(&find(name)?.routine, &PlanOptions::default());
    let mut out = io::stdout().lock();
    for (step, n) in plan.steps.iter().zip(1..) {
        let breathes =
            |segment: &Segment| segment.step + 1 == n && matches!(segment.part, Part::Breathe { .. });
        let disc = plan.segments.iter().any(breathes).then_some(DISC);
        let shown: Vec<_> = disc.into_iter().chain(step.figure.as_ref().map(Figure::aloud)).collect();
        let shown = if shown.is_empty() { "No figure.".to_owned() } else { shown.join(" ") };
        writeln!(out, "{n}. {}. {shown}", step.name)?;
    }
    Ok(())
}

fn starts(plan: &Plan) -> impl Iterator<Item = (Duration, &Segment)> {
    plan.segments.iter().scan(Duration::ZERO, |at, segment| {
        let start = *at;
        *at += segment.length;
        Some((start, segment))
    })
}

fn line(at: Duration, segment: &Segment) -> String {
    let side =
        segment.side.map(|side| format!("{} {}", side.word(), segment.limb.word())).unwrap_or_default();
    let about = if segment.part.waits() { "about " } else { "" };
    let length = format!("{about}{}", text::length(segment.length));
    let set = match segment.set {
        (n, of) if of > 1 && segment.part.is_work() => format!("set {n} of {of}"),
        _ => String::new(),
    };
    format!("{:>5}       {:<11} {side:<10} {length:>11}  {set}", clock(at), wording::part(&segment.part))
}

fn segment_as_json(at: Duration, segment: &Segment) -> Value {
    let (set, sets) = segment.set;
    let count = match &segment.part {
        Part::Reps { count, .. } => Some(*count),
        Part::Breathe { breaths, .. } => Some(*breaths),
        _ => None,
    };
    json!({
        "at_seconds": at.as_secs_f64(),
        "seconds": segment.length.as_secs_f64(),
        "step": segment.step + 1,
        "part": wording::part(&segment.part),
        "count": count,
        "side": segment.side,
        "set": set,
        "sets": sets,
        "waits": segment.part.waits(),
    })
}

fn clock(at: Duration) -> String {
    let s = at.as_secs();
    format!("{}:{:02}", s / 60, s % 60)
}

fn sign(step: usize) -> char {
    const SIGNS: &[u8] = b"123456789abcdefghijklmnopqrstuvwxyz";
    SIGNS.get(step).map_or('.', |&sign| char::from(sign))
}

/// The evening in one line, each step as wide as it is long.
fn strip(plan: &Plan) -> String {
    let total = plan.total().as_millis().max(1);
    let middle = |column: usize| total * (2 * column as u128 + 1) / (2 * STRIP as u128);
    let step_at = |moment: u128| {
        let started = starts(plan).take_while(|(at, _)| at.as_millis() <= moment).last();
        started.map_or(0, |(_, segment)| segment.step)
    };
    (0..STRIP).map(|column| sign(step_at(middle(column)))).collect()
}

fn marks(plan: &Plan) -> String {
    let total = plan.total().as_secs().max(1);
    let column = |minute: u64| usize::try_from(minute * 60 * STRIP as u64 / total).unwrap_or(STRIP);
    let every = [1, 2, 5, 10, 20, 30].into_iter().find(|&minutes| column(minutes) >= 6).unwrap_or(60);
    let mut marks = String::new();
    for minute in (0..=total / 60).step_by(usize::try_from(every).unwrap_or(60)) {
        marks.push_str(&" ".repeat(column(minute).saturating_sub(marks.len())));
        marks.push_str(&minute.to_string());
    }
    marks + " min"
}
