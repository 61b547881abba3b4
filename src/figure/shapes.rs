//! Puts flesh on the bones: what a scene and a pose look like, as shapes from back to front.

use super::skeleton::{Arm, Joints, Leg};
use super::{Circle, FLOOR, FigureScene, Point, Pose, Subject, Tint};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ink {
    #[default]
    Prop,
    Trail,
    Far,
    Near,
    Tint,
}

pub(super) enum Shape {
    /// A dotted line through these points.
    Line(Vec<Point>),
    /// A bone with flesh around it, so thick at its ends.
    Limb {
        from: Point,
        to: Point,
        thick: (f64, f64),
    },
    Ball {
        middle: Point,
        radius: f64,
    },
    /// A filled outline, its corners rounded outwards.
    Area {
        corners: Vec<Point>,
        round: f64,
    },
}

pub(super) struct Part {
    pub(super) shapes: Vec<(Shape, Ink)>,
    /// How many of its last shapes keep a gap to the limbs behind them.
    pub(super) apart: usize,
}

pub(super) fn parts(scene: &FigureScene, pose: &Pose) -> Vec<Part> {
    let mut lines: Vec<_> = scene.props.iter().map(|line| (Shape::Line(line.clone()), Ink::Prop)).collect();
    if scene.floor {
        // A touch below, for the soles are on it.
        let [left, right] = [0.0, 40.0].map(|x| Point::new(x, FLOOR - 1e-6));
        lines.push((Shape::Line(vec![left, right]), Ink::Prop));
    }
    lines.extend(scene.circle.iter().flat_map(|circle| ring(scene, circle)));
    let mut parts = vec![Part { shapes: lines, apart: 0 }];
    cutouts(scene, pose, false, &mut parts);
    match scene.subject {
        Subject::Body => body(scene, pose, &mut parts),
        Subject::Cutouts => {}
    }
    cutouts(scene, pose, true, &mut parts);
    parts
}

/// Half the width of the parts of a body. Our choice, a little slimmer than life, so that limbs stay apart.
const TRUNK: (f64, f64) = (0.80, 0.92);
const NECK: (f64, f64) = (0.50, 0.40);
const THIGH: (f64, f64) = (0.76, 0.58);
const UPPER_CALF: (f64, f64) = (0.52, 0.60);
const LOWER_CALF: (f64, f64) = (0.60, 0.34);
const UPPER_ARM: (f64, f64) = (0.42, 0.38);
const FOREARM: (f64, f64) = (0.38, 0.30);
const HEAD: f64 = 1.3;
const HAND: f64 = 0.42;
/// Half the width of a towel, and of its loop round the ball of the foot.
const TOWEL: (f64, f64) = (0.26, 0.5);
/// Half the width of the path of a tip, and how many straight pieces it has.
const TRAIL: (f64, u32) = (0.2, 48);
/// How much of the lower leg is above the thickest place of the calf, and how far that is behind the bone.
const CALF: (f64, f64) = (0.36, 0.14);

fn body(scene: &FigureScene, pose: &Pose, parts: &mut Vec<Part>) {
    let joints = Joints::of(pose);
    let arm = |arm: &Arm, ink| {
        let (elbow, hand) = (arm.elbow, arm.hand);
        // An arm grows out of the trunk; only below does it hang free of it.
        let free = joints.shoulder + (elbow - joints.shoulder) * 0.4;
        vec![
            (Shape::Limb { from: joints.shoulder, to: free, thick: UPPER_ARM }, ink),
            (Shape::Limb { from: free, to: elbow, thick: UPPER_ARM }, ink),
            (Shape::Limb { from: elbow, to: hand, thick: FOREARM }, ink),
            (Shape::Limb { from: hand, to: hand, thick: (HAND, HAND) }, ink),
        ]
    };
    if scene.two_legs {
        parts.push(Part { shapes: leg_shapes(joints.hip, &joints.far, Ink::Far, None), apart: 0 });
    }
    parts.push(Part { shapes: arm(&joints.far_arm, Ink::Far), apart: 0 });
    let before_trunk = parts.len();
    let mut trunk = leg_shapes(joints.hip, &joints.near, Ink::Near, scene.tint);
    trunk.extend(trunk_shapes(pose, &joints));
    let apart = trunk.len();
    parts.push(Part { shapes: trunk, apart });
    let near_arm = Part { shapes: arm(&joints.near_arm, Ink::Near), apart: 3 };
    let place = if scene.arms_behind { before_trunk } else { parts.len() };
    parts.insert(place, near_arm);
    if pose.towel {
        let (hand, ball) = (joints.near_arm.hand, joints.near.ball);
        let towel = [(hand, TOWEL.0), (ball, TOWEL.1)];
        let towel =
            towel.map(|(from, thick)| (Shape::Limb { from, to: ball, thick: (thick, thick) }, Ink::Far));
        parts.push(Part { shapes: towel.into(), apart: 0 });
    }
}

/// The trunk with its head, and the belly and the chest as the breath has them.
fn trunk_shapes(pose: &Pose, joints: &Joints) -> Vec<(Shape, Ink)> {
    let (low, high) = TRUNK;
    // The chest fills to the front; the back stays where it is.
    let front = Point::polar(1.0, pose.torso - 90.0);
    let fuller = 0.07 * pose.breath;
    let mut shapes = vec![
        Shape::Limb { from: joints.hip, to: joints.shoulder + front * fuller, thick: (low, high + fuller) },
        Shape::Limb { from: joints.shoulder, to: joints.head, thick: NECK },
        Shape::Ball { middle: joints.head, radius: HEAD },
    ];
    if pose.belly > 0.0 {
        let along =
            |share: f64, rise: f64| joints.hip + (joints.shoulder - joints.hip) * share + front * rise;
        let hill = [(0.0, 0.2), (0.15, 0.7), (0.3, 0.95), (0.45, 1.0), (0.6, 0.85), (0.8, 0.45), (1.0, 0.2)];
        let mut corners: Vec<_> =
            hill.iter().map(|(share, rise)| along(*share, low + rise * pose.belly - 0.3)).collect();
        corners.extend([joints.shoulder, joints.hip]);
        shapes.push(Shape::Area { corners, round: 0.3 });
    }
    shapes.into_iter().map(|shape| (shape, Ink::Near)).collect()
}

fn leg_shapes(hip: Point, leg: &Leg, ink: Ink, tint: Option<Tint>) -> Vec<(Shape, Ink)> {
    let shin = leg.ankle - leg.knee;
    let behind = Point::new(shin.y, -shin.x) * (CALF.1 / shin.length().max(f64::EPSILON));
    let middle = leg.knee + shin * CALF.0 + behind;
    let inked =
        |wanted: &[Tint]| if tint.is_some_and(|tint| wanted.contains(&tint)) { Ink::Tint } else { ink };
    let (thigh, calf) = (inked(&[Tint::Thigh, Tint::Leg]), inked(&[Tint::Calf, Tint::Leg]));
    let lower_calf = inked(&[Tint::Calf, Tint::LowerCalf, Tint::Leg]);
    let limb = |from, to, thick| Shape::Limb { from, to, thick };
    vec![
        (limb(hip, leg.knee, THIGH), thigh),
        (limb(leg.knee, middle, UPPER_CALF), calf),
        (limb(middle, leg.ankle, LOWER_CALF), lower_calf),
        (shoe(leg), if tint == Some(Tint::Toes) { Ink::Tint } else { ink }),
    ]
}

/// A foot as a wedge: high at the ankle, flat at the toes, its sole exactly on what it stands on.
fn shoe(leg: &Leg) -> Shape {
    let sole = leg.ball - leg.heel;
    let along = sole * (1.0 / sole.length().max(f64::EPSILON));
    let up = Point::new(-along.y, along.x);
    let corners = vec![
        leg.heel,
        leg.ball,
        leg.toe,
        leg.toe + up * 0.4,
        leg.ball + up * 0.55,
        leg.ankle + along * 0.5 + up * 0.1,
        leg.ankle - along * 0.55 + up * 0.1,
        leg.heel + up * 0.3,
    ];
    Shape::Area { corners, round: 0.0 }
}

/// Where a cut-out shows a point of its own in a pose.
fn on_stage(scene: &FigureScene, pose: &Pose, nth: usize, point: Point) -> Point {
    let (mut point, mut next) = (point, Some(nth));
    // Each one is fixed to one before it, so that this ends.
    while let Some(nth) = next {
        let (Some(cutout), Some(shift)) = (scene.cutouts.get(nth), pose.shifts.get(nth)) else { break };
        let sized = Point::new(point.x * shift.size.x, point.y * shift.size.y);
        point = cutout.at + shift.by + sized.turned(shift.turn);
        next = cutout.on.filter(|on| *on < nth);
    }
    point
}

fn cutouts(scene: &FigureScene, pose: &Pose, front: bool, parts: &mut Vec<Part>) {
    for (nth, cutout) in scene.cutouts.iter().enumerate().filter(|(_, cutout)| cutout.front == front) {
        let corners = cutout.outline.iter().map(|point| on_stage(scene, pose, nth, *point)).collect();
        let shape = Shape::Area { corners, round: cutout.round };
        parts.push(Part { shapes: vec![(shape, cutout.ink)], apart: usize::from(cutout.apart) });
    }
}

/// The path of a tip that circles, all the way round.
fn ring(scene: &FigureScene, circle: &Circle) -> impl Iterator<Item = (Shape, Ink)> {
    let tip = |nth| circling(scene, circle, f64::from(nth) / f64::from(TRAIL.1)).1;
    (0..TRAIL.1).map(move |nth| {
        (Shape::Limb { from: tip(nth), to: tip(nth + 1), thick: (TRAIL.0, TRAIL.0) }, Ink::Trail)
    })
}

/// The pose of a cut-out that has gone `turns` of its circle, and where its tip is then.
///
/// Evidence F: the angle goes up and down about the pose, and it seems shorter on one side.
pub(super) fn circling(scene: &FigureScene, circle: &Circle, turns: f64) -> (Pose, Point) {
    let (sin, cos) = libm::sincos(turns * std::f64::consts::TAU);
    let mut turned = scene.hold().pose;
    if let Some(shift) = turned.shifts.get_mut(circle.cutout) {
        shift.turn += circle.degrees * sin;
        shift.size.x -= circle.squash * (1.0 + cos);
    }
    let tip = on_stage(scene, &turned, circle.cutout, circle.tip);
    (turned, tip)
}
