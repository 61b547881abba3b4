//! Reads figures: a file of one, or those in a routine.

use std::time::Duration;

use super::bones::{ARM, Joints, LEG, hanging};
use super::{Limbs, Point, Pose, Scene, Stance, Subject, Tint, View, keys};
use crate::document::keys::Fields;
use crate::document::{self, Mistakes, Notes};

/// Reads the file of one figure.
pub fn shipped_figure(document_name: &str, text: &str) -> Result<Scene, Mistakes> {
    let (root, mut notes) = document::read(document_name, text, keys::FIGURE);
    let scene = scene(&root, &mut notes);
    notes.finish(scene)
}

/// Returns the figure that a table describes; `None` if that has no pose.
pub(crate) fn scene(fields: &Fields, notes: &mut Notes) -> Option<Scene> {
    let subject = match fields.choice("shows") {
        Some("foot") => Subject::Foot,
        Some("calf") => Subject::Calf,
        Some(_) | None => Subject::Body,
    };
    note_idle(fields, subject, notes);
    let draft = Draft { stance: STANDING, hands: [false; 2] };
    let two_legs = subject == Subject::Body && fields.choice("legs") != Some("one");
    let view = view(fields, notes);
    let mut reader = Poses { subject, two_legs, draft, notes };
    let [poses, repeat] = ["pose", "repeat"].map(|name| reader.all(fields.tables(name)));
    let mut poses = poses.into_iter();
    let (set_up, poses) = (poses.next()?, poses.collect());
    let tint = fields.choice("tint").and_then(|word| match word {
        "calf" => Some(Tint::Calf),
        "lower-calf" => Some(Tint::LowerCalf),
        "thigh" => Some(Tint::Thigh),
        "leg" => Some(Tint::Leg),
        "toes" => Some(Tint::Toes),
        _ => None,
    });
    let line =
        |prop: &Fields| prop.points("line").map(|line| line.iter().map(|&(x, y)| Point::new(x, y)).collect());
    Some(Scene {
        subject,
        view,
        floor: fields.flag("floor").unwrap_or(subject == Subject::Body),
        tint,
        two_legs,
        elbows_up: fields.choice("elbows") == Some("up"),
        circle: fields.number("circle"),
        props: fields.tables("prop").iter().filter_map(line).collect(),
        set_up,
        poses,
        repeat,
    })
}

/// Returns what of the stage is seen, all of it unless the file says.
fn view(fields: &Fields, notes: &mut Notes) -> View {
    const LEAST: f64 = 4.0;
    let [left, bottom, width, height] = fields.numbers("view").unwrap_or([0.0, 0.0, 40.0, 20.0]);
    if width < LEAST || height < LEAST {
        let what = format!("`view` is {width} wide and {height} high, less than {LEAST}");
        let fix = format!("write left, bottom, width and height; the last two at least {LEAST}");
        notes.add(fields.value_at("view"), what, Some(fix));
    }
    View { left, bottom, width: width.max(LEAST), height: height.max(LEAST) }
}

/// The way to a pose, where nothing says how long it takes (evidence F0: 0.8 to 1.2 seconds).
const TAKES: Duration = Duration::from_millis(1200);

/// How one stands where nothing is said: upright in the middle of the stage, arms hanging.
const STANDING: Stance = {
    let near = Limbs { ankle: Point::new(20.2, 1.7), foot: 0.0, toes: 0.0, hand: Point::new(20.6, 9.2) };
    let far = Limbs { ankle: Point::new(19.4, 1.7), ..near };
    Stance {
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

/// The keys that a figure of this subject has no use for.
fn idle(name: &str, subject: Subject) -> bool {
    let useful: &[&str] = match subject {
        Subject::Body => return name == "circle",
        Subject::Foot => &["tint", "circle", "near-foot", "near-toes"],
        Subject::Calf => &["lift", "near-hand"],
    };
    !(useful.contains(&name)
        || matches!(name, "shows" | "view" | "floor" | "prop" | "pose" | "repeat" | "say" | "takes"))
}

/// Notes keys that do nothing in a figure of this subject.
fn note_idle(fields: &Fields, subject: Subject, notes: &mut Notes) {
    let shown = match subject {
        Subject::Body => "a body",
        Subject::Foot => "a foot",
        Subject::Calf => "a calf",
    };
    for name in fields.names().into_iter().filter(|name| idle(name, subject)) {
        let other = if name == "circle" { "foot" } else { "body" };
        let fix = format!("remove it, or write `shows = \"{other}\"`");
        notes.add(
            fields.key_at(name),
            format!("`{name}` does nothing in a figure that shows {shown}"),
            Some(fix),
        );
    }
    if let (Some(_), [first, ..]) = (fields.number("circle"), fields.tables("repeat")) {
        let fix = Some("keep one of them".to_owned());
        notes.add(first.at.clone(), "a figure cannot have both `circle` and `[[repeat]]`", fix);
    }
}

/// Reads poses, each from where the one before it stands.
struct Poses<'n> {
    subject: Subject,
    two_legs: bool,
    draft: Draft,
    notes: &'n mut Notes,
}

/// The stance so far, and whether a pose has said where the near and the far hand are.
struct Draft {
    stance: Stance,
    hands: [bool; 2],
}

impl Poses<'_> {
    fn all(&mut self, tables: &[Fields]) -> Vec<Pose> {
        tables.iter().map(|fields| self.pose(fields)).collect()
    }

    fn pose(&mut self, fields: &Fields) -> Pose {
        // A body's keys are all useful in its poses.
        note_idle(fields, self.subject, self.notes);
        let Draft { stance, hands } = &mut self.draft;
        set_point(&mut stance.hip, fields, "hip");
        set(&mut stance.torso, fields, "torso");
        set(&mut stance.head, fields, "head");
        set(&mut stance.belly, fields, "belly");
        stance.towel = fields.flag("towel").unwrap_or(stance.towel);
        for ((limbs, given), names) in [&mut stance.near, &mut stance.far].into_iter().zip(hands).zip(LIMBS) {
            let [ankle, foot, toes, hand] = names;
            set_point(&mut limbs.ankle, fields, ankle);
            set(&mut limbs.foot, fields, foot);
            set(&mut limbs.toes, fields, toes);
            *given |= fields.has(hand);
            if !*given {
                limbs.hand = hanging(stance.hip, stance.torso);
            }
            set_point(&mut limbs.hand, fields, hand);
        }
        let stance = *stance;
        if self.subject == Subject::Body {
            self.note_out_of_reach(fields, &stance);
        }
        Pose {
            say: fields.text("say").map(str::to_owned),
            takes: fields.length("takes").unwrap_or(TAKES),
            lift: fields.number("lift").unwrap_or(0.0),
            stance,
        }
    }

    /// Notes hands and feet that their limbs are too short for.
    fn note_out_of_reach(&mut self, fields: &Fields, stance: &Stance) {
        /// So much may be missing without anyone seeing it.
        const NEARLY: f64 = 1.02;
        let shoulder = Joints::of(stance, false).shoulder;
        let far_leg = self.two_legs.then_some(stance.far.ankle);
        let limbs = [
            ("near-ankle", "hip", stance.hip, Some(stance.near.ankle), LEG),
            ("far-ankle", "hip", stance.hip, far_leg, LEG),
            ("near-hand", "shoulder", shoulder, Some(stance.near.hand), ARM),
            ("far-hand", "shoulder", shoulder, Some(stance.far.hand), ARM),
        ];
        let mut said = Vec::new();
        for (name, root, from, to, bone) in limbs {
            let Some(away) = to.map(|to| (to - from).length()) else { continue };
            if away > 2.0 * bone * NEARLY {
                let at = [name, "hip", "torso"].into_iter().find(|name| fields.has(name));
                let at = at.map_or_else(|| fields.at.clone(), |name| fields.value_at(name));
                // A hip too far from one foot is too far from the other.
                if said.contains(&at) {
                    continue;
                }
                said.push(at.clone());
                let (limb, long) = (if root == "hip" { "a leg" } else { "an arm" }, 2.0 * bone);
                let what = format!("`{name}` is {away:.1} from the {root}, and {limb} is {long} long");
                self.notes.add(
                    at,
                    what,
                    Some(format!("move it nearer to the {root}, or the {root} nearer to it")),
                );
            }
        }
    }
}

/// The keys of the near and of the far limbs.
const LIMBS: [[&str; 4]; 2] = [
    ["near-ankle", "near-foot", "near-toes", "near-hand"],
    ["far-ankle", "far-foot", "far-toes", "far-hand"],
];

fn set(number: &mut f64, fields: &Fields, name: &str) {
    *number = fields.number(name).unwrap_or(*number);
}

fn set_point(point: &mut Point, fields: &Fields, name: &str) {
    if let Some([x, y]) = fields.numbers(name) {
        *point = Point::new(x, y);
    }
}
