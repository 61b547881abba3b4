//! A body's joints: what a pose leaves open, the length of the bones decides.

use super::{Limbs, Point, Pose};

/// The lengths of bones (evidence F0). They keep their proportions from a standing adult of 18 units.
pub(super) const TORSO: f64 = 5.4;
const SHOULDER_BELOW_NECK: f64 = 0.6;
const NECK: f64 = 1.9;
/// The upper and the lower leg, each.
pub(super) const LEG: f64 = 4.2;
/// The upper and the lower arm, each.
pub(super) const ARM: f64 = 2.9;
/// The foot, from an ankle at the origin, flat on the floor.
const HEEL: Point = Point::new(-0.9, -0.7);
const BALL: Point = Point::new(1.6, -0.7);
const TOE: Point = Point::new(0.9, 0.0);

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Joints {
    pub hip: Point,
    pub shoulder: Point,
    pub neck: Point,
    pub head: Point,
    pub near: Leg,
    pub far: Leg,
    pub near_arm: Arm,
    pub far_arm: Arm,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leg {
    pub knee: Point,
    pub ankle: Point,
    pub heel: Point,
    pub ball: Point,
    pub toe: Point,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arm {
    pub elbow: Point,
    pub hand: Point,
}

impl Joints {
    /// Knees always bend forward and elbows back: so none ever flips on the way from one pose
    /// to another.
    pub fn of(pose: &Pose) -> Joints {
        let trunk = |length: f64| pose.hip + Point::polar(length, pose.torso);
        let (shoulder, neck) = (trunk(TORSO - SHOULDER_BELOW_NECK), trunk(TORSO));
        let leg = |limbs: &Limbs| {
            let (knee, ankle) = reach(pose.hip, limbs.ankle, LEG, true);
            let [heel, ball] = [HEEL, BALL].map(|point| ankle + point.turned(limbs.foot));
            let toe = ball + TOE.turned(limbs.foot + limbs.toes);
            Leg { knee, ankle, heel, ball, toe }
        };
        let arm = |limbs: &Limbs| {
            let (elbow, hand) = reach(shoulder, limbs.hand, ARM, false);
            Arm { elbow, hand }
        };
        Joints {
            hip: pose.hip,
            shoulder,
            neck,
            head: neck + Point::polar(NECK, pose.torso + pose.head),
            near: leg(&pose.near),
            far: leg(&pose.far),
            near_arm: arm(&pose.near),
            far_arm: arm(&pose.far),
        }
    }
}

pub(super) fn hanging(hip: Point, torso: f64) -> Point {
    let shoulder = hip + Point::polar(TORSO - SHOULDER_BELOW_NECK, torso);
    shoulder + Point::new(0.6, -0.97 * 2.0 * ARM)
}

/// Two-bone reach: the middle joint and the end of a limb of two bones of `length` each that reaches for `to`.
///
/// A limb that is too short points there. The middle joint is to the left of the way, or to the right of it.
fn reach(from: Point, to: Point, length: f64, left: bool) -> (Point, Point) {
    let way = to - from;
    let wanted = way.length().max(f64::EPSILON);
    let far = wanted.min(2.0 * length);
    let along = way * (1.0 / wanted);
    let across = Point::new(-along.y, along.x) * if left { 1.0 } else { -1.0 };
    let bend = (length * length - far * far / 4.0).max(0.0).sqrt();
    (from + along * (far / 2.0) + across * bend, from + along * far)
}
