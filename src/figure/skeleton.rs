//! A body's joints: what a stance leaves open, the length of the bones decides.

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

/// Where the joints of a body are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Joints {
    /// The hip, of both legs.
    pub hip: Point,
    /// The shoulder, of both arms.
    pub shoulder: Point,
    /// The top of the trunk.
    pub neck: Point,
    /// The middle of the head.
    pub head: Point,
    /// The near leg.
    pub near: Leg,
    /// The far leg.
    pub far: Leg,
    /// The near arm.
    pub near_arm: Arm,
    /// The far arm.
    pub far_arm: Arm,
}

/// Where the joints of a leg are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leg {
    /// The knee.
    pub knee: Point,
    /// The ankle.
    pub ankle: Point,
    /// The heel.
    pub heel: Point,
    /// The ball of the foot.
    pub ball: Point,
    /// The tip of the toes.
    pub toe: Point,
}

/// Where the joints of an arm are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arm {
    /// The elbow.
    pub elbow: Point,
    /// The hand.
    pub hand: Point,
}

impl Joints {
    /// Returns the joints of a stance.
    ///
    /// Knees always bend forward, and elbows the way that is asked for: so none ever flips on the way from one pose to
    /// another.
    pub fn of(stance: &Pose, elbows_up: bool) -> Joints {
        let trunk = |length: f64| stance.hip + Point::polar(length, stance.torso);
        let (shoulder, neck) = (trunk(TORSO - SHOULDER_BELOW_NECK), trunk(TORSO));
        let leg = |limbs: &Limbs| {
            let (knee, ankle) = reach(stance.hip, limbs.ankle, LEG, true);
            let [heel, ball] = [HEEL, BALL].map(|point| ankle + point.turned(limbs.foot));
            let toe = ball + TOE.turned(limbs.foot + limbs.toes);
            Leg { knee, ankle, heel, ball, toe }
        };
        let arm = |limbs: &Limbs| {
            let (elbow, hand) = reach(shoulder, limbs.hand, ARM, elbows_up);
            Arm { elbow, hand }
        };
        Joints {
            hip: stance.hip,
            shoulder,
            neck,
            head: neck + Point::polar(NECK, stance.torso + stance.head),
            near: leg(&stance.near),
            far: leg(&stance.far),
            near_arm: arm(&stance.near),
            far_arm: arm(&stance.far),
        }
    }
}

/// Returns where an arm hangs from the shoulder of a stance.
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
