//! Reads the shipped figures. Their files are ours alone: a mistake in one fails a test and never meets a person.

use std::time::Duration;

use serde::de::{Deserialize, Deserializer, Error};

use super::skeleton::hanging;
use super::{FigureScene, Keyframe, Limbs, Point, Pose, Subject, Tint, View};
use crate::document::length;

pub fn shipped_figure(text: &str) -> Result<FigureScene, toml::de::Error> {
    let file: File = toml::from_str(text)?;
    let mut draft = Draft { pose: STANDING, hands: [false; 2] };
    let mut poses = file.pose.into_iter().map(|pose| draft.keyframe(pose)).collect::<Vec<_>>().into_iter();
    let set_up = poses.next().ok_or_else(|| toml::de::Error::custom("a figure needs a pose"))?;
    let [left, bottom, width, height] = file.view;
    Ok(FigureScene {
        subject: file.shows,
        view: View { left, bottom, width, height },
        floor: file.shows == Subject::Body,
        tint: file.tint,
        two_legs: file.shows == Subject::Body && !file.one_leg,
        elbows_up: file.elbows_up,
        circle: file.circle,
        props: file.prop.into_iter().map(|prop| prop.line).collect(),
        set_up,
        poses: poses.collect(),
        repeat: file.repeat.into_iter().map(|pose| draft.keyframe(pose)).collect(),
    })
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    #[serde(default)]
    shows: Subject,
    #[serde(default = "whole_stage")]
    view: [f64; 4],
    tint: Option<Tint>,
    #[serde(default)]
    one_leg: bool,
    #[serde(default)]
    elbows_up: bool,
    circle: Option<f64>,
    #[serde(default)]
    prop: Vec<Prop>,
    pose: Vec<Written>,
    #[serde(default)]
    repeat: Vec<Written>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Prop {
    line: Vec<Point>,
}

/// A pose as its file says it; what it leaves out is as in the pose before it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    say: Option<String>,
    #[serde(default = "usual_way", deserialize_with = "written_length")]
    takes: Duration,
    #[serde(default)]
    lift: f64,
    hip: Option<Point>,
    torso: Option<f64>,
    head: Option<f64>,
    belly: Option<f64>,
    near_ankle: Option<Point>,
    near_foot: Option<f64>,
    near_toes: Option<f64>,
    near_hand: Option<Point>,
    far_ankle: Option<Point>,
    far_foot: Option<f64>,
    far_toes: Option<f64>,
    far_hand: Option<Point>,
    towel: Option<bool>,
}

fn whole_stage() -> [f64; 4] {
    [0.0, 0.0, 40.0, 20.0]
}

/// The way to a pose, where nothing says how long it takes (evidence F0: 0.8 to 1.2 seconds).
fn usual_way() -> Duration {
    Duration::from_millis(1200)
}

fn written_length<'de, D: Deserializer<'de>>(value: D) -> Result<Duration, D::Error> {
    length::read(&String::deserialize(value)?).map_err(|wrong| D::Error::custom(wrong.what))
}

impl From<[f64; 2]> for Point {
    fn from([x, y]: [f64; 2]) -> Point {
        Point { x, y }
    }
}

/// How one stands where nothing is said: upright in the middle of the stage, arms hanging.
const STANDING: Pose = {
    let near = Limbs { ankle: Point::new(20.2, 1.7), foot: 0.0, toes: 0.0, hand: Point::new(20.6, 9.2) };
    let far = Limbs { ankle: Point::new(19.4, 1.7), ..near };
    Pose {
        hip: Point::new(20.0, 10.05),
        torso: 90.0,
        head: 0.0,
        belly: 0.0,
        breath: 0.0,
        squash: 1.0,
        near,
        far,
        towel: false,
    }
};

/// The pose so far, and whether a keyframe has said where the near and the far hand are.
struct Draft {
    pose: Pose,
    hands: [bool; 2],
}

impl Draft {
    fn keyframe(&mut self, written: Written) -> Keyframe {
        let Draft { pose, hands } = self;
        set(&mut pose.hip, written.hip);
        set(&mut pose.torso, written.torso);
        set(&mut pose.head, written.head);
        set(&mut pose.belly, written.belly);
        set(&mut pose.towel, written.towel);
        set(&mut pose.near.ankle, written.near_ankle);
        set(&mut pose.near.foot, written.near_foot);
        set(&mut pose.near.toes, written.near_toes);
        set(&mut pose.far.ankle, written.far_ankle);
        set(&mut pose.far.foot, written.far_foot);
        set(&mut pose.far.toes, written.far_toes);
        let given = [written.near_hand, written.far_hand];
        let limbs = [&mut pose.near, &mut pose.far];
        for ((limbs, is_set), given) in limbs.into_iter().zip(hands).zip(given) {
            *is_set |= given.is_some();
            if !*is_set {
                limbs.hand = hanging(pose.hip, pose.torso);
            }
            set(&mut limbs.hand, given);
        }
        Keyframe { say: written.say, takes: written.takes, lift: written.lift, pose: *pose }
    }
}

fn set<T>(place: &mut T, given: Option<T>) {
    if let Some(given) = given {
        *place = given;
    }
}
