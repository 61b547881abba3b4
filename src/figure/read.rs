//! Reads the shipped figures. Their files are ours alone: a mistake in one fails a test and never meets a person.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::de::{Deserialize, Deserializer, Error};

use super::skeleton::hanging;
use super::{
    Circle, Cutout, FigureScene, Ink, Keyframe, Limbs, LineOf, MOST_CUTOUTS, Point, Pose, Shift, Subject,
    Tint, View,
};
use crate::document::length;

pub fn shipped_figure(text: &str) -> Result<FigureScene, toml::de::Error> {
    let file: File = toml::from_str(text)?;
    let names: Vec<_> = file.cutout.iter().map(|cutout| cutout.name.clone()).collect();
    if names.len() > MOST_CUTOUTS {
        return Err(toml::de::Error::custom("too many cut-outs"));
    }
    let cutouts = file.cutout.into_iter().map(|cutout| cutout.placed(&names)).collect::<Result<_, _>>()?;
    let circle = file.circle.map(|circle| circle.placed(&names)).transpose()?;
    let mut draft = Draft { pose: STANDING, hands: [false; 2], names };
    let poses: Result<Vec<_>, _> = file.pose.into_iter().map(|pose| draft.keyframe(pose)).collect();
    let mut poses = poses?.into_iter();
    let set_up = poses.next().ok_or_else(|| toml::de::Error::custom("a figure needs a pose"))?;
    let [left, bottom, width, height] = file.view;
    Ok(FigureScene {
        subject: file.shows,
        words: file.words,
        view: View { left, bottom, width, height },
        floor: file.shows == Subject::Body,
        tint: file.tint,
        two_legs: file.shows == Subject::Body && !file.one_leg,
        arms_behind: file.arms_behind,
        circle,
        props: file.prop.into_iter().map(|prop| prop.line).collect(),
        cutouts,
        set_up,
        poses: poses.collect(),
        repeat: file.repeat.into_iter().map(|pose| draft.keyframe(pose)).collect::<Result<_, _>>()?,
    })
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    #[serde(default)]
    shows: Subject,
    #[serde(default)]
    words: String,
    #[serde(default = "whole_stage")]
    view: [f64; 4],
    tint: Option<Tint>,
    #[serde(default)]
    one_leg: bool,
    #[serde(default)]
    arms_behind: bool,
    circle: Option<WrittenCircle>,
    #[serde(default)]
    prop: Vec<Prop>,
    #[serde(default)]
    cutout: Vec<WrittenCutout>,
    pose: Vec<Written>,
    #[serde(default)]
    repeat: Vec<Written>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Prop {
    line: Vec<Point>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCutout {
    #[serde(default)]
    name: String,
    on: Option<String>,
    #[serde(default)]
    at: Point,
    ink: Ink,
    outline: Vec<Point>,
    #[serde(default)]
    round: f64,
    #[serde(default)]
    apart: bool,
    #[serde(default)]
    front: bool,
}

impl WrittenCutout {
    fn placed(self, names: &[String]) -> Result<Cutout, toml::de::Error> {
        let WrittenCutout { on, at, ink, outline, round, apart, front, .. } = self;
        let on = on.map(|on| find(&on, names)).transpose()?;
        Ok(Cutout { on, at, ink, outline, round, apart, front })
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCircle {
    cutout: String,
    tip: Point,
    degrees: f64,
    squash: f64,
}

impl WrittenCircle {
    fn placed(self, names: &[String]) -> Result<Circle, toml::de::Error> {
        let WrittenCircle { cutout, tip, degrees, squash } = self;
        Ok(Circle { cutout: find(&cutout, names)?, tip, degrees, squash })
    }
}

fn find(name: &str, names: &[String]) -> Result<usize, toml::de::Error> {
    let found = names.iter().position(|known| known == name);
    found.ok_or_else(|| toml::de::Error::custom(format!("no cut-out is called {name}")))
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenShift {
    by: Option<Point>,
    turn: Option<f64>,
    size: Option<Point>,
}

/// A pose as its file says it; what it leaves out is as in the pose before it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    say: Option<String>,
    /// Which line to follow it goes with, and of how many.
    line: Option<LineOf>,
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
    /// How it moves cut-outs, by their names.
    #[serde(default)]
    moves: BTreeMap<String, WrittenShift>,
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
        near,
        far,
        towel: false,
        shifts: [Shift { by: Point::new(0.0, 0.0), turn: 0.0, size: Point::new(1.0, 1.0) }; MOST_CUTOUTS],
    }
};

/// The pose so far, and whether a keyframe has said where the near and the far hand are.
struct Draft {
    pose: Pose,
    hands: [bool; 2],
    /// Those of the cut-outs.
    names: Vec<String>,
}

impl Draft {
    fn keyframe(&mut self, written: Written) -> Result<Keyframe, toml::de::Error> {
        let Draft { pose, hands, names } = self;
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
        for (name, given) in written.moves {
            let shift = &mut pose.shifts[find(&name, names)?];
            set(&mut shift.by, given.by);
            set(&mut shift.turn, given.turn);
            set(&mut shift.size, given.size);
        }
        let Written { say, line, takes, lift, .. } = written;
        Ok(Keyframe { say, line, takes, lift, pose: *pose })
    }
}

fn set<T>(place: &mut T, given: Option<T>) {
    if let Some(given) = given {
        *place = given;
    }
}
