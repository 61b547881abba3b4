//! The keys of a figure's file.

use std::time::Duration;

use super::LONGEST_CAPTION;
use crate::document::keys::{Key, Kind};

/// A pace that eyes and feet can follow; our choice.
const PACE_LENGTH: Kind = Kind::Length { min: Duration::from_millis(500), max: Duration::from_secs(60) };

/// The words of `shows`.
pub(crate) const SUBJECTS: &[&str] = &["body", "foot", "calf"];
/// The words of `tint`.
pub(crate) const TINTS: &[&str] = &["calf", "lower-calf", "thigh", "leg", "toes"];
/// The words of `elbows`.
pub(crate) const ELBOWS: &[&str] = &["down", "up"];
/// The words of `legs`.
pub(crate) const LEGS: &[&str] = &["two", "one"];

/// The stage is 40 wide and 20 high; a person is about 18 high.
const STAGE: i32 = 40;
const POINT: Kind = Kind::Numbers { count: 2, max: STAGE };
const ANGLE: Kind = Kind::Number { min: -180, max: 180 };
const POSES: Kind = Kind::Tables { keys: POSE, most: 12 };

/// The keys of a figure, in a routine's `[figure.id]` or in a file of its own.
pub const FIGURE: &[Key] = &[
    Key::new("shows", Kind::Choice(SUBJECTS), "a whole body, a foot or a calf from near"),
    Key::new(
        "view",
        Kind::Numbers { count: 4, max: STAGE },
        "what of the stage is seen: left, bottom, width, height",
    ),
    Key::new("floor", Kind::Flag, "whether the floor is drawn, at height 1"),
    Key::new("tint", Kind::Choice(TINTS), "the part shown in colour"),
    Key::new("legs", Kind::Choice(LEGS), "whether both legs are seen"),
    Key::new("elbows", Kind::Choice(ELBOWS), "which way the elbows point"),
    Key::new("circle", Kind::Number { min: 1, max: 45 }, "the foot circles, this many degrees up and down"),
    Key::new("prop", Kind::Tables { keys: PROP, most: 20 }, "a line of what stands there: wall, bed, chair"),
    Key::new("pose", POSES, "a pose on the way from set-up to hold; the last is the hold").needed(),
    Key::new("repeat", POSES, "a pose that repeats during the work, after the last `[[pose]]`"),
];

/// The keys of one `[[prop]]` of a figure.
pub const PROP: &[Key] =
    &[Key::new("line", Kind::Points { most: 20, max: STAGE }, "points that a line joins").needed()];

/// The keys of one `[[pose]]` or `[[repeat]]` of a figure; what it leaves out is as in the pose before it.
pub const POSE: &[Key] = &[
    Key::new("say", Kind::Line { columns: LONGEST_CAPTION }, "what one does to get here, in a few words"),
    Key::new("takes", PACE_LENGTH, "how long the way here takes"),
    Key::new(
        "lift",
        Kind::Number { min: -10, max: 10 },
        "how high the near foot, or the hand, passes on the way here",
    ),
    Key::new("hip", POINT, "where the hip is"),
    Key::new("torso", ANGLE, "which way the trunk points: 90 is up, less leans forward"),
    Key::new("head", ANGLE, "how far the head tips back against the trunk"),
    Key::new("belly", Kind::Number { min: 0, max: 3 }, "how far the belly rises"),
    Key::new("near-ankle", POINT, "where the near ankle is, 0.7 above the sole"),
    Key::new("near-foot", ANGLE, "how far the near foot points up; 0 is flat"),
    Key::new("near-toes", ANGLE, "how far its toes bend up"),
    Key::new("near-hand", POINT, "where the near hand is; else it hangs"),
    Key::new("far-ankle", POINT, "where the far ankle is"),
    Key::new("far-foot", ANGLE, "how far the far foot points up"),
    Key::new("far-toes", ANGLE, "how far its toes bend up"),
    Key::new("far-hand", POINT, "where the far hand is; else it hangs"),
    Key::new("towel", Kind::Flag, "whether a towel goes from the near hand round the foot"),
];
