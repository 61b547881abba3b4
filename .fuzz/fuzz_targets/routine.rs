//! Fuzzes the reading of routine files, and lays flat what could be read.
#![no_main]

use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use winddown::testing::document::{Mistakes, harmful};
use winddown::testing::figure::{Act, Animation, AnimationSpec, CanvasSize, Figure, FigureScene};
use winddown::testing::health::body::Side;
use winddown::testing::routine::plan::{Part, Plan, PlanOptions};
use winddown::testing::routine::read::{about_how_long, routine};
use winddown::testing::routine::{Guide, Routine};

fuzz_target!(|text: &str| {
    match routine("x.toml", text) {
        Ok(read) => laid_flat(&read),
        Err(mistakes) => told(&mistakes),
    }
});

/// What must hold of any plan.
fn laid_flat(routine: &Routine) {
    // As the limit of a routine is reckoned.
    const LONGEST: Duration = Duration::from_secs(4 * 3600);
    let plan = Plan::of(routine, &PlanOptions::default());
    let expected: Duration = routine.steps.iter().map(about_how_long).sum();
    assert_eq!(plan.total(), expected, "the limit is reckoned from another length");
    assert!(plan.total() <= LONGEST, "{:?}", plan.total());
    assert!((1..=200).contains(&plan.steps.len()));
    assert!(!plan.segments.is_empty());
    harmless(&plan.name);
    harmless(&routine.about);
    for heading in &plan.steps {
        if let Some(Figure::Scene(scene)) = &heading.figure {
            drawn(scene);
        }
        harmless(&heading.name);
        harmless(&heading.dose);
        guided(&heading.guide);
    }
    for segment in &plan.segments {
        assert!(segment.step < plan.steps.len());
        segment.lines.iter().chain(&segment.caution).for_each(|text| harmless(text));
        harmless(&segment.next);
        if let Part::Reps { beats, .. } = &segment.part {
            beats.iter().for_each(|text| harmless(text));
        }
    }
}

/// Any figure that can be read can be drawn.
fn drawn(scene: &FigureScene) {
    let length = Duration::from_secs(3);
    for act in [Act::Enter, Act::Work, Act::Change { from: Some(Side::Left) }] {
        let room = CanvasSize { columns: 24, rows: 8 };
        let spec = AnimationSpec { act, length, side: Some(Side::Right), room, says: true, moves: true };
        let film = Animation::of(scene, &spec);
        assert!(film.at(length).is_some());
        assert!(film.next(Duration::ZERO).is_none_or(|next| !next.is_zero()), "it would never sleep");
    }
}

fn guided(guide: &Guide) {
    let Guide { setup, into, cues, end, breath, feel, avoid, caution, brief, not_if, source } = guide;
    let single = [into, end, breath, feel, avoid, caution, brief, not_if, source];
    setup.iter().chain(cues).chain(single.into_iter().flatten()).for_each(|text| harmless(text));
}

/// What must hold of any report of mistakes.
fn told(mistakes: &Mistakes) {
    let shown = mistakes.render(false);
    assert!(!shown.chars().any(|c| harmful(c) && c != '\n'), "{shown:?}");
    harmless(&mistakes.first_line());
    harmless(&mistakes.to_string());
    assert!(!mistakes.list.is_empty());
    assert!(mistakes.list.is_sorted_by_key(|mistake| mistake.span.start));
    for mistake in &mistakes.list {
        let span = &mistake.span;
        assert!(mistakes.text.get(span.clone()).is_some(), "{mistake:?} points at no text");
        assert_ne!(mistake.what, "cannot be read", "a value is absent without a note");
    }
}

fn harmless(text: &str) {
    assert!(!text.chars().any(harmful), "{text:?}");
}
