//! Puts flesh on the bones: what a scene and a pose look like, as shapes from back to front.

use super::skeleton::{Arm, Joints, Leg};
use super::{FLOOR, FigureScene, Point, Pose, Subject, Tint};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
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
    Specks(Vec<Point>),
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

/// What there is to draw. `trail` is where the toes have been.
pub(super) fn parts(scene: &FigureScene, pose: &Pose, trail: Vec<Point>) -> Vec<Part> {
    let mut lines: Vec<_> = scene.props.iter().map(|line| (Shape::Line(line.clone()), Ink::Prop)).collect();
    if scene.floor {
        // A touch below, for the soles are on it.
        let [left, right] = [0.0, 40.0].map(|x| Point::new(x, FLOOR - 1e-6));
        lines.push((Shape::Line(vec![left, right]), Ink::Prop));
    }
    lines.push((Shape::Specks(trail), Ink::Trail));
    let mut parts = vec![Part { shapes: lines, apart: 0 }];
    match scene.subject {
        Subject::Body => body(scene, pose, &mut parts),
        Subject::Foot => foot(scene, pose, &mut parts),
        Subject::Calf => calf(pose, &mut parts),
    }
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
/// How much of the lower leg is above the thickest place of the calf, and how far that is behind the bone.
const CALF: (f64, f64) = (0.36, 0.14);

fn body(scene: &FigureScene, pose: &Pose, parts: &mut Vec<Part>) {
    let joints = Joints::of(pose, scene.elbows_up);
    let arm = |arm: &Arm, ink| {
        let (elbow, hand) = (arm.elbow, arm.hand);
        // An arm grows out of the trunk; only below does it hang free of it.
        let free = joints.shoulder + (elbow - joints.shoulder) * 0.4;
        vec![
            (Shape::Limb { from: joints.shoulder, to: free, thick: UPPER_ARM }, ink),
            (Shape::Limb { from: free, to: elbow, thick: UPPER_ARM }, ink),
            (Shape::Limb { from: elbow, to: hand, thick: FOREARM }, ink),
        ]
    };
    if scene.two_legs {
        parts.push(Part { shapes: leg_shapes(joints.hip, &joints.far, Ink::Far, None), apart: 0 });
    }
    parts.push(Part { shapes: arm(&joints.far_arm, Ink::Far), apart: 0 });
    let mut trunk = leg_shapes(joints.hip, &joints.near, Ink::Near, scene.tint);
    trunk.extend(trunk_shapes(pose, &joints));
    let apart = trunk.len();
    parts.push(Part { shapes: trunk, apart });
    if pose.towel {
        let towel = Shape::Limb { from: joints.near_arm.hand, to: joints.near.ball, thick: (0.16, 0.16) };
        parts.push(Part { shapes: vec![(towel, Ink::Near)], apart: 0 });
    }
    parts.push(Part { shapes: arm(&joints.near_arm, Ink::Near), apart: 2 });
}

/// The trunk with its head, and the belly and the chest as the breath has them.
fn trunk_shapes(pose: &Pose, joints: &Joints) -> Vec<(Shape, Ink)> {
    let (low, high) = TRUNK;
    // The chest fills to the front; the back stays where it is.
    let front = Point::polar(1.0, pose.torso - 90.0);
    let fuller = 0.07 * pose.breath;
    let mut shapes = vec![
        Shape::Limb { from: joints.hip, to: joints.shoulder + front * fuller, thick: (low, high + fuller) },
        Shape::Limb { from: joints.shoulder, to: joints.neck, thick: NECK },
        Shape::Ball { middle: joints.head, radius: HEAD },
    ];
    if pose.belly > 0.0 {
        let along =
            |share: f64, rise: f64| joints.hip + (joints.shoulder - joints.hip) * share + front * rise;
        let hill = [(0.0, 0.3), (0.22, 0.75), (0.45, 1.0), (0.72, 0.6), (1.0, 0.2)];
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

/// The ankle of a foot from near (evidence F: the outlines for close-ups).
const ANKLE: Point = Point::new(16.0, 10.6);
/// The lower leg above it, from the back to the front; it stays as it is.
const SHIN: [Point; 5] = [
    Point::new(17.7, 12.2),
    Point::new(18.0, 22.0),
    Point::new(13.2, 22.0),
    Point::new(12.5, 16.4),
    Point::new(13.6, 12.4),
];
/// The foot, from its ankle: heel, sole, ball; toes; and back over the instep.
const SOLE: [Point; 5] = [
    Point::new(-2.7, -3.0),
    Point::new(-2.2, -4.2),
    Point::new(-0.6, -4.4),
    Point::new(3.0, -3.8),
    Point::new(7.4, -4.4),
];
const TOES: [Point; 2] = [Point::new(10.6, -4.1), Point::new(10.4, -2.9)];
const INSTEP: [Point; 2] = [Point::new(7.6, -2.2), Point::new(3.4, 0.4)];
/// How far a circling foot seems shorter or longer as it turns (evidence F: squash).
const SQUASH: (f64, f64) = (0.97, 0.11);

fn foot(scene: &FigureScene, pose: &Pose, parts: &mut Vec<Part>) {
    let Foot { sole, toes, instep } = Foot::of(pose);
    let [ball, top] = [sole[4], instep[0]];
    let toes = vec![ball, toes[0], toes[1], top];
    let foot: Vec<_> = sole.into_iter().chain(instep).chain([SHIN[0], SHIN[4]]).collect();
    // What moves is bright, what stays is not.
    let (foot_ink, toe_ink) =
        if scene.tint == Some(Tint::Toes) { (Ink::Far, Ink::Tint) } else { (Ink::Near, Ink::Near) };
    let area = |corners, round, ink| (Shape::Area { corners, round }, ink);
    let shapes =
        vec![area(SHIN.to_vec(), 0.35, Ink::Far), area(toes, 0.55, toe_ink), area(foot, 0.35, foot_ink)];
    parts.push(Part { shapes, apart: 0 });
}

struct Foot {
    sole: [Point; 5],
    toes: [Point; 2],
    instep: [Point; 2],
}

impl Foot {
    fn of(pose: &Pose) -> Foot {
        let on_foot = |p: Point| ANKLE + Point::new(p.x * pose.squash, p.y).turned(pose.near.foot);
        let root = (SOLE[4] + INSTEP[0]) * 0.5;
        let bent = TOES.map(|p| root + (p - root).turned(pose.near.toes));
        Foot { sole: SOLE.map(on_foot), toes: bent.map(on_foot), instep: INSTEP.map(on_foot) }
    }
}

/// The pose of a foot that has gone `turns` of its circle, and where its toes are then.
///
/// Evidence F: the angle goes `degrees` up and down about the pose, and the foot seems shorter on one side.
pub(super) fn circling(pose: &Pose, degrees: f64, turns: f64) -> (Pose, Point) {
    let (sin, cos) = libm::sincos(turns * std::f64::consts::TAU);
    let mut turned = *pose;
    turned.near.foot += degrees * sin;
    turned.squash = SQUASH.0 - SQUASH.1 * cos * degrees / 20.0;
    let [tip, _] = Foot::of(&turned).toes;
    (turned, tip)
}

/// A lower leg on a bed, its knee to the left (evidence F: the close-up of the massage).
const LOWER_LEG: [Point; 14] = [
    Point::new(-2.0, 13.9),
    Point::new(3.0, 13.6),
    Point::new(16.0, 13.2),
    Point::new(29.6, 11.8),
    Point::new(32.0, 14.6),
    Point::new(33.0, 17.4),
    Point::new(34.2, 17.6),
    Point::new(34.8, 14.6),
    Point::new(33.6, 8.2),
    Point::new(31.2, 7.0),
    Point::new(27.6, 9.0),
    Point::new(20.0, 7.2),
    Point::new(14.0, 5.6),
    Point::new(9.0, 5.9),
];
const KNEE_BACK: [Point; 2] = [Point::new(3.0, 8.2), Point::new(-2.0, 8.6)];
const MUSCLE: [Point; 8] = [
    Point::new(4.8, 8.0),
    Point::new(9.0, 6.1),
    Point::new(14.0, 5.8),
    Point::new(20.0, 7.4),
    Point::new(25.0, 8.6),
    Point::new(20.0, 9.6),
    Point::new(13.0, 9.4),
    Point::new(7.0, 8.9),
];
/// A hand like a mitten with its thumb, about the place of its palm.
const HAND: [Point; 17] = [
    Point::new(-6.4, -9.0),
    Point::new(-2.6, -3.0),
    Point::new(-2.8, -0.8),
    Point::new(-2.7, 2.4),
    Point::new(-2.2, 3.7),
    Point::new(-0.8, 4.4),
    Point::new(0.5, 3.8),
    Point::new(1.0, 2.6),
    Point::new(1.0, 1.0),
    Point::new(2.2, 2.4),
    Point::new(3.1, 2.6),
    Point::new(3.5, 1.8),
    Point::new(2.8, 0.0),
    Point::new(1.9, -1.6),
    Point::new(0.8, -3.2),
    Point::new(-2.6, -9.0),
    Point::new(-4.0, -9.6),
];

fn calf(pose: &Pose, parts: &mut Vec<Part>) {
    let leg = LOWER_LEG.into_iter().chain(KNEE_BACK).collect();
    let hand = HAND.iter().map(|point| pose.near.hand + *point).collect();
    let shapes = vec![
        (Shape::Area { corners: leg, round: 0.0 }, Ink::Far),
        (Shape::Area { corners: MUSCLE.to_vec(), round: 0.0 }, Ink::Tint),
    ];
    parts.push(Part { shapes, apart: 0 });
    parts.push(Part { shapes: vec![(Shape::Area { corners: hand, round: 0.2 }, Ink::Near)], apart: 1 });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::FIGURES;
    use crate::routine::library::Library;

    /// A foot from near keeps its shape while it turns and its toes bend.
    #[test]
    fn a_foot_from_near_is_as_stiff_as_bone() {
        let library = Library::shipped();
        let scenes = FIGURES.iter().filter_map(|(id, _)| Some((id, library.figure(id)?)));
        let mut feet = 0;
        for (id, scene) in scenes.filter(|(_, scene)| scene.subject == Subject::Foot) {
            feet += 1;
            let poses: Vec<_> =
                [&scene.set_up].into_iter().chain(&scene.poses).chain(&scene.repeat).collect();
            for (from, to) in poses.iter().zip(&poses[1..]) {
                for step in 0..=100 {
                    let pose = scene.between(&from.pose, &to.pose, 0.0, f64::from(step) / 100.0);
                    let foot = Foot::of(&Pose { squash: 1.0, ..pose });
                    let bones = [
                        ("heel", foot.sole[1] - ANKLE, SOLE[1]),
                        ("foot", foot.sole[4] - foot.sole[1], SOLE[4] - SOLE[1]),
                        ("toes", foot.toes[0] - foot.toes[1], TOES[0] - TOES[1]),
                    ];
                    for (bone, found, wanted) in bones {
                        let off = (found.length() / wanted.length() - 1.0).abs();
                        assert!(off < 0.01, "{id}: the {bone} is {:.2} long", found.length());
                    }
                }
            }
        }
        assert_eq!(feet, 3);
    }
}
