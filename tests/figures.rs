//! The shipped figures: their bones, their feet, their films, and how their key poses look at three sizes.

#![expect(clippy::panic, reason = "a test ends at the first thing that goes wrong")]

use std::collections::BTreeSet;
use std::time::Duration;

use proptest::prelude::*;
use winddown::testing::figure::read::shipped_figure;
use winddown::testing::figure::{
    Act, Animation, AnimationSpec, CanvasSize, DotCell, Drawing, FLOOR, Figure, FigureScene, Ink, Joints,
    Keyframe, LONGEST_CAPTION, Leg, Point, Pose, Subject,
};
use winddown::testing::health::body::Side;
use winddown::testing::routine::library::{FIGURES, Library, MOVES, SHIPPED};

/// The lengths of the bones, in units (evidence F0).
const BONES: [(&str, f64); 10] = [
    ("trunk", 5.4),
    ("near thigh", 4.2),
    ("near shin", 4.2),
    ("far thigh", 4.2),
    ("far shin", 4.2),
    ("near upper arm", 2.9),
    ("near forearm", 2.9),
    ("far upper arm", 2.9),
    ("far forearm", 2.9),
    ("neck", 1.9),
];

const ROOMS: [CanvasSize; 3] = [room(24, 8), room(32, 16), room(44, 22)];

const fn room(columns: u16, rows: u16) -> CanvasSize {
    CanvasSize { columns, rows }
}

fn scenes() -> Vec<(&'static str, FigureScene)> {
    let read = |&(id, text): &(&'static str, &str)| match shipped_figure(text) {
        Ok(scene) => (id, scene),
        Err(error) => panic!("{id}: {error}"),
    };
    FIGURES.iter().map(read).collect()
}

/// Every way that a figure goes: from pose to pose, through what repeats, and back again.
fn ways(scene: &FigureScene) -> Vec<(&Keyframe, &Keyframe)> {
    let mut ways: Vec<_> = scene.ways().collect();
    let last = scene.repeat.last().map(|last| (last, &scene.repeat[0]));
    ways.extend(scene.repeat.first().map(|first| (scene.hold(), first)));
    ways.extend(scene.repeat.windows(2).map(|pair| (&pair[0], &pair[1])));
    ways.extend(last);
    ways
}

/// Every moment of a way, in a hundred steps.
fn moments<'a>(scene: &'a FigureScene, way: (&'a Keyframe, &'a Keyframe)) -> impl Iterator<Item = Pose> + 'a {
    let (from, to) = way;
    (0..=100).map(move |step| scene.between(&from.pose, &to.pose, to.lift, f64::from(step) / 100.0))
}

fn bodies() -> Vec<(&'static str, FigureScene)> {
    scenes().into_iter().filter(|(_, scene)| scene.subject == Subject::Body).collect()
}

fn distance(a: Point, b: Point) -> f64 {
    (a - b).length()
}

#[test]
fn captions_are_short_and_no_sentences() {
    for (id, scene) in scenes() {
        let poses = std::iter::once(&scene.set_up).chain(&scene.poses).chain(&scene.repeat);
        for say in poses.filter_map(|pose| pose.say.as_deref()) {
            assert!(!say.ends_with('.') && say.len() <= usize::from(LONGEST_CAPTION), "{id}: {say}");
        }
    }
}

#[test]
fn bones_keep_their_length() {
    for (id, scene) in bodies() {
        for way in ways(&scene) {
            for pose in moments(&scene, way) {
                let j = Joints::of(&pose);
                let found = [
                    distance(j.hip, j.neck),
                    distance(j.hip, j.near.knee),
                    distance(j.near.knee, j.near.ankle),
                    distance(j.hip, j.far.knee),
                    distance(j.far.knee, j.far.ankle),
                    distance(j.shoulder, j.near_arm.elbow),
                    distance(j.near_arm.elbow, j.near_arm.hand),
                    distance(j.shoulder, j.far_arm.elbow),
                    distance(j.far_arm.elbow, j.far_arm.hand),
                    distance(j.neck, j.head),
                ];
                for ((bone, length), found) in BONES.into_iter().zip(found) {
                    let off = (found - length).abs() / length;
                    assert!(off < 0.01, "{id}: the {bone} is {found:.2} long, not {length}");
                }
            }
        }
    }
}

#[test]
fn limbs_reach_what_they_reach_for() {
    for (id, scene) in bodies() {
        for way in ways(&scene) {
            for pose in moments(&scene, way) {
                let j = Joints::of(&pose);
                let mut pairs = vec![
                    ("near ankle", j.near.ankle, pose.near.ankle),
                    ("near hand", j.near_arm.hand, pose.near.hand),
                    ("far hand", j.far_arm.hand, pose.far.hand),
                ];
                pairs.extend(scene.two_legs.then_some(("far ankle", j.far.ankle, pose.far.ankle)));
                for (limb, found, wanted) in pairs {
                    let off = distance(found, wanted);
                    assert!(off < 0.35, "{id}: the {limb} is {off:.2} away from where it should be");
                }
            }
        }
    }
}

/// Knees bend forward and elbows one way, and no joint jumps.
#[test]
fn no_joint_flips() {
    for (id, scene) in bodies() {
        for way in ways(&scene) {
            let mut before: Option<Joints> = None;
            for pose in moments(&scene, way) {
                let j = Joints::of(&pose);
                // The side of the line from root to end on which the middle joint is.
                let side = |root: Point, middle: Point, end: Point| {
                    let (way, bend) = (end - root, middle - root);
                    way.x * bend.y - way.y * bend.x
                };
                for leg in [j.near, j.far] {
                    assert!(side(j.hip, leg.knee, leg.ankle) > -1e-6, "{id}: a knee bends backward");
                }
                for arm in [j.near_arm, j.far_arm] {
                    let up = side(j.shoulder, arm.elbow, arm.hand);
                    assert!(up < 1e-6, "{id}: an elbow turns over");
                }
                if let Some(before) = before {
                    let pairs = [
                        (before.head, j.head),
                        (before.near.knee, j.near.knee),
                        (before.near.toe, j.near.toe),
                        (before.far.knee, j.far.knee),
                        (before.near_arm.elbow, j.near_arm.elbow),
                        (before.far_arm.elbow, j.far_arm.elbow),
                    ];
                    for (from, to) in pairs {
                        let jump = distance(from, to);
                        assert!(jump < 0.7, "{id}: a joint jumps by {jump:.2} in a hundredth of a way");
                    }
                }
                before = Some(j);
            }
        }
    }
}

/// Hands that work on a thigh lie on it, and never hang below it.
#[test]
fn hands_stay_on_the_thigh_they_rub() {
    for (id, scene) in
        bodies().into_iter().filter(|(id, _)| ["thigh-massage", "rub-thigh-front"].contains(id))
    {
        for way in ways(&scene) {
            for pose in moments(&scene, way) {
                let j = Joints::of(&pose);
                let along = (pose.near.hand.x - j.hip.x) / (j.near.knee.x - j.hip.x);
                let bone = j.hip.y + (j.near.knee.y - j.hip.y) * along;
                let above = pose.near.hand.y - bone;
                assert!((0.1..1.0).contains(&along) && (-0.3..1.0).contains(&above), "{id}: {above:.2}");
            }
        }
    }
}

/// A hand that pulls the toes of a foot has hold of them; where a towel is between, the hand is far from them.
#[test]
fn a_hand_or_a_towel_pulls_the_toes() {
    for (id, by_hand) in [("toes-to-shin", true), ("towel-calf", false)] {
        let scene = Library::shipped().figure(id).expect("shipped");
        for keyframe in &scene.poses {
            let j = Joints::of(&keyframe.pose);
            let off = distance(j.near_arm.hand, j.near.ball).min(distance(j.near_arm.hand, j.near.toe));
            assert_eq!(off < 0.8, by_hand, "{id}: {off:.2}");
            assert_eq!(keyframe.pose.towel, !by_hand, "{id}");
        }
    }
}

/// One massage is a long stroke, and the other stays where the cramp is.
#[test]
fn a_calf_is_stroked_or_rubbed_in_place() {
    for (id, least, most) in [("calf-massage", 2.0, 4.0), ("rub-calf", 0.3, 1.0)] {
        let scene = Library::shipped().figure(id).expect("shipped");
        let hands = || scene.repeat.iter().map(|keyframe| keyframe.pose.near.hand);
        let far = hands().flat_map(|one| hands().map(move |other| distance(one, other)));
        let far = far.fold(0.0, f64::max);
        assert!((least..most).contains(&far), "{id}: {far:.2}");
    }
}

/// Hands that reach along a leg rest on it, and the ball of the foot that is up at a wall touches it.
#[test]
fn what_rests_on_a_leg_or_a_wall_touches_it() {
    let library = Library::shipped();
    for id in ["seated-hamstring", "standing-hamstring"] {
        let pose = library.figure(id).expect("shipped").hold().pose;
        let Joints { near, near_arm, .. } = Joints::of(&pose);
        let (shin, hand) = (near.ankle - near.knee, near_arm.hand - near.knee);
        let off = (shin.x * hand.y - shin.y * hand.x) / shin.length();
        assert!((0.2..1.0).contains(&off), "{id}: {off:.2}");
    }
    let scene = library.figure("ball-wall-calf").expect("shipped");
    let wall = scene.props[0][0].x;
    for keyframe in &scene.poses {
        let Leg { ball, toe, .. } = Joints::of(&keyframe.pose).near;
        assert!([ball, toe].into_iter().all(|point| (wall - point.x).abs() < 0.15), "{ball:?} {toe:?}");
    }
}

/// However the weight shifts, both hands stay where they hold on.
#[test]
fn hands_stay_on_the_chair_that_is_held() {
    let library = Library::shipped();
    let scene = library.figure("stand-on-leg").expect("shipped");
    let film = Animation::of(&scene, &shooting(Act::Work, Some(Side::Right), room(60, 30)));
    let scale = f64::from(film.at(Duration::ZERO).expect("a frame").drawing.room.rows) * 4.0 / 19.4;
    let mut at = Duration::ZERO;
    for _ in 0..200 {
        let drawing = &film.at(at).expect("a frame").drawing;
        let lit = dots(drawing);
        for hand in [Point::new(15.5, 10.1), Point::new(24.5, 10.1)] {
            let place = [(hand.x - 12.0) * scale, (19.8 - hand.y) * scale];
            let held = lit.iter().any(|(x, y)| {
                (f64::from(*x) - place[0]).abs() <= 1.0 && (f64::from(*y) - place[1]).abs() <= 1.0
            });
            assert!(held, "at {at:?}: no hand at {place:?}");
        }
        at += Duration::from_millis(200);
    }
}

/// A cell has one colour: it never paints the dots of what is behind a body as if they were of it.
#[test]
fn bodies_lend_no_colour_to_what_is_behind_them() {
    let bare = |scene: &FigureScene| FigureScene { props: Vec::new(), floor: false, ..scene.clone() };
    let drawn = |scene: &FigureScene, room| {
        let film = Animation::of(scene, &shooting(Act::Wait, None, room));
        film.at(Duration::ZERO).expect("a frame").drawing.clone()
    };
    for (id, scene) in scenes() {
        for room in ROOMS {
            let (whole, alone) = (drawn(&scene, room), drawn(&bare(&scene), room));
            let cells = whole.cells.iter().zip(&alone.cells).filter(|(cell, _)| cell.ink != Ink::Prop);
            for (cell, alone) in cells {
                assert_eq!(cell, alone, "{id}");
            }
        }
    }
}

fn lowest(leg: &Leg) -> f64 {
    leg.heel.y.min(leg.ball.y).min(leg.toe.y)
}

/// The height of a mattress.
const BED: f64 = 4.2;

/// No foot goes through the floor or the mattress, and in every key pose one is on it. A foot that is bent up to the
/// shin rests on the back of its heel, which is a little rounder than drawn.
#[test]
fn feet_stay_on_the_floor() {
    let mut beds = 0;
    for (id, scene) in bodies() {
        let in_bed = scene.hold().pose.hip.y < 5.5;
        beds += usize::from(in_bed);
        let (ground, above) = if in_bed { (BED, 0.3) } else { (FLOOR, 0.06) };
        for (from, to) in ways(&scene) {
            for pose in moments(&scene, (from, to)) {
                let j = Joints::of(&pose);
                for leg in [Some(j.near), scene.two_legs.then_some(j.far)].into_iter().flatten() {
                    assert!(lowest(&leg) > ground - 0.12, "{id}: a foot is at {:.2}", lowest(&leg));
                }
            }
            for keyframe in [from, to] {
                let j = Joints::of(&keyframe.pose);
                let least =
                    if scene.two_legs { lowest(&j.near).min(lowest(&j.far)) } else { lowest(&j.near) };
                assert!((-0.12..above).contains(&(least - ground)), "{id}: the lowest foot is at {least:.2}");
            }
        }
    }
    assert!(beds >= 3 && bodies().len() - beds >= 9, "{beds} beds");
}

fn shooting(act: Act, side: Option<Side>, room: CanvasSize) -> AnimationSpec {
    AnimationSpec { act, length: Duration::from_secs(10), side, room, says: true, moves: true }
}

const ACTS: [Act; 8] = [
    Act::Enter,
    Act::Work,
    Act::Repeat { pace: Duration::from_secs(2), back: false },
    Act::Repeat { pace: Duration::from_secs(4), back: true },
    Act::Rest,
    Act::Change { from: Some(Side::Left) },
    Act::Breathe,
    Act::Wait,
];

/// A film says when it next looks different, and is right about it.
#[test]
fn films_change_exactly_when_they_say() {
    for (id, scene) in scenes() {
        for room in ROOMS {
            for act in ACTS {
                let film = Animation::of(&scene, &shooting(act, Some(Side::Right), room));
                let mut at = Duration::ZERO;
                for _ in 0..100 {
                    let shown = look(&film, at);
                    let Some(next) = film.next(at) else { break };
                    let just = next.saturating_sub(Duration::from_nanos(1));
                    assert_eq!(look(&film, at + just), shown, "{id} {act:?} at {at:?}");
                    at += next;
                    assert_ne!(look(&film, at), shown, "{id} {act:?} at {at:?}");
                }
            }
        }
    }
}

/// What is seen and said at a moment.
fn look(film: &Animation, at: Duration) -> Option<(&Drawing, Option<&str>)> {
    film.at(at).map(|frame| (&frame.drawing, frame.say.as_deref()))
}

/// A pose that looks like the one before it still says its words, on the way in and over and over; but only where they
/// are shown, so that nobody is woken for them elsewhere.
#[test]
fn a_pose_may_only_speak() {
    const SPEAKING: &str = r#"
        [[pose]]
        say = "Stand tall"
        [[pose]]
        say = "Breathe in first"
        [[pose]]
        say = "Look down"
        head = -20
        [[repeat]]
        say = "Look up"
        head = 0
        [[repeat]]
        say = "Wait"
    "#;
    let scene = shipped_figure(SPEAKING).expect("it reads");
    let says = |act, says| {
        let film = Animation::of(&scene, &AnimationSpec { says, ..shooting(act, None, ROOMS[1]) });
        let mut said: Vec<_> = (0..100)
            .map(|tenth| look(&film, Duration::from_millis(tenth * 100)).and_then(|seen| seen.1))
            .collect();
        said.dedup();
        said.into_iter().map(|said| said.map(str::to_owned)).collect::<Vec<_>>()
    };
    let some = |words: &[&str]| words.iter().map(|word| Some((*word).to_owned())).collect::<Vec<_>>();
    assert_eq!(says(Act::Enter, true), some(&["Stand tall", "Breathe in first", "Look down"]));
    let round = says(Act::Repeat { pace: Duration::from_secs(10), back: false }, true);
    assert_eq!(round, some(&["Look up", "Wait"]));
    assert_eq!(says(Act::Enter, false), [None]);
}

/// A figure that stands still asks for no wake-up, and breathes a little when the count changes.
#[test]
fn a_hold_costs_no_wake_up() {
    for (id, scene) in scenes() {
        let film = Animation::of(&scene, &shooting(Act::Work, None, ROOMS[1]));
        let still = scene.repeat.is_empty() && scene.circle.is_none();
        assert_eq!(film.is_counted(), still, "{id}");
        assert_eq!(film.next(Duration::ZERO).is_none(), still, "{id}");
        if still && scene.subject == Subject::Body {
            let at = |second| &film.at(Duration::from_secs(second)).expect("a frame").drawing;
            assert_ne!(at(0), at(2), "{id} does not breathe");
            assert_eq!(at(0), at(8), "{id}");
        }
    }
}

/// A wake-up that shows nothing new would be for nothing.
#[test]
fn a_preview_wakes_only_for_another_picture() {
    let all = scenes();
    let (_, first) = &all[0];
    for (id, scene) in &all {
        for pair in [[first, scene], [scene, first], [scene, scene]] {
            let film = Animation::preview(&pair, &shooting(Act::Enter, None, ROOMS[0])).expect("figures");
            let shown = |at| film.at(at).map(|frame| (&frame.drawing, &frame.say));
            let mut at = Duration::ZERO;
            while let Some(next) = film.next(at) {
                let due = at + next;
                assert!(
                    shown(due.saturating_sub(Duration::from_nanos(1))) == shown(at),
                    "{id}: too late at {due:?}"
                );
                assert!(shown(due) != shown(at), "{id}: the same at {due:?}");
                at = due;
            }
        }
    }
}

#[test]
fn the_way_in_ends_in_the_hold_and_a_change_in_that_of_the_other_leg() {
    let late = Duration::from_secs(10);
    let last = |film: &Animation| film.at(late).expect("a frame").drawing.clone();
    for (id, scene) in scenes() {
        let film = |act, side| Animation::of(&scene, &shooting(act, side, ROOMS[1]));
        let hold = |side| last(&film(Act::Wait, side));
        for side in [Side::Left, Side::Right] {
            let other = Some(side.other());
            assert_eq!(last(&film(Act::Enter, Some(side))), hold(Some(side)), "{id}");
            assert_eq!(last(&film(Act::Rest, Some(side))), hold(Some(side)), "{id}");
            assert_eq!(last(&film(Act::Change { from: Some(side) }, other)), hold(other), "{id}");
        }
    }
}

/// The leg that works is the near one: nothing of it is ever hidden, and the left is the mirror image of the right.
#[test]
fn the_left_leg_is_the_right_one_mirrored() {
    for (id, scene) in scenes() {
        let hold = |side| {
            let film = Animation::of(&scene, &shooting(Act::Wait, Some(side), room(60, 30)));
            film.at(Duration::ZERO).expect("a frame").drawing.clone()
        };
        let [left, right] = [Side::Left, Side::Right].map(hold);
        assert_ne!(left, right, "{id}");
        let last = right.room.columns * 2 - 1;
        let mirrored: BTreeSet<_> = dots(&right).into_iter().map(|(x, y)| (last - x, y)).collect();
        let left = dots(&left);
        let differ = left.symmetric_difference(&mirrored).count();
        // Where a dotted line meets a limb it may be a dot off.
        assert!(differ * 15 < left.len(), "{id}: {differ} of {} dots", left.len());
    }
}

/// The places of the dots of a drawing, but for those of cells that only show what stands around.
fn dots(drawing: &Drawing) -> BTreeSet<(u16, u16)> {
    let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)];
    let cells =
        (0..drawing.room.rows).flat_map(|row| (0..drawing.room.columns).map(move |column| (column, row)));
    let dots = cells.flat_map(|(column, row)| {
        let cell = drawing.at(column, row).filter(|cell| cell.ink != Ink::Prop);
        let lit = cell.map_or(0, |cell| cell.dots);
        let places = places.iter().enumerate().filter(move |(bit, _)| lit >> bit & 1 == 1);
        places.map(move |(_, (x, y))| (column * 2 + x, row * 4 + y))
    });
    dots.collect()
}

/// Both knees bend over heels that stay down, and what is in colour is low on the lower leg.
#[test]
fn the_bent_knee_stretch_sinks_and_is_felt_low() {
    let library = Library::shipped();
    let scene = &library.figure("bent-knee-calf").expect("shipped");
    let knee = |hip: Point, leg: &Leg| {
        let (thigh, shin) = (hip - leg.knee, leg.ankle - leg.knee);
        let cosine = (thigh.x * shin.x + thigh.y * shin.y) / (thigh.length() * shin.length());
        180.0 - cosine.acos().to_degrees()
    };
    let way = scene.ways().next_back().expect("a way to the hold");
    for pose in moments(scene, way) {
        let j = Joints::of(&pose);
        for leg in [j.near, j.far] {
            assert!(leg.heel.y - FLOOR < 0.01, "a heel lifts");
        }
    }
    let [upright, hold] = [way.0, way.1].map(|keyframe| Joints::of(&keyframe.pose));
    for (name, upright, hold) in [
        ("near", knee(upright.hip, &upright.near), knee(hold.hip, &hold.near)),
        ("far", knee(upright.hip, &upright.far), knee(hold.hip, &hold.far)),
    ] {
        assert!(upright < 30.0 && hold > 40.0, "{name}: {upright:.0} and then {hold:.0} degrees");
    }
    let tinted = |id| {
        let scene = &library.figure(id).expect("shipped");
        let film = Animation::of(scene, &shooting(Act::Wait, Some(Side::Right), ROOMS[2]));
        let drawing = film.at(Duration::ZERO).expect("a frame").drawing.clone();
        let columns = drawing.room.columns;
        (0..drawing.room.rows)
            .filter(|row| (0..columns).any(|x| drawing.at(x, *row).is_some_and(|cell| cell.ink == Ink::Tint)))
            .count()
    };
    let (low, whole) = (tinted("bent-knee-calf"), tinted("wall-calf"));
    assert!((2..whole).contains(&low), "{low} rows of {whole}");
}

#[test]
fn a_circle_shows_its_path_and_turns_round_when_told() {
    let library = Library::shipped();
    let scene = &library.figure("ankle-circles").expect("shipped");
    let pace = Duration::from_secs(2);
    let film = |back| Animation::of(scene, &shooting(Act::Repeat { pace, back }, None, ROOMS[2]));
    let at = |film: &Animation, ms| film.at(Duration::from_millis(ms)).expect("a frame").drawing.clone();
    let (there, back) = (film(false), film(true));
    // The path is there before the foot sets out, and the toe that draws it stands out.
    let waits = Animation::of(scene, &shooting(Act::Wait, None, ROOMS[2]));
    for drawing in [at(&waits, 0), at(&there, 0), at(&there, 1000)] {
        let path = |cell: &&DotCell| cell.ink == Ink::Trail;
        let cells = drawing.cells.iter().filter(path).count();
        assert!(cells > 8, "{cells} cells of the path");
        assert!(drawing.cells.iter().any(|cell| cell.ink == Ink::Tint), "no toe");
    }
    assert_eq!(at(&there, 300), at(&there, 2300));
    assert_ne!(at(&there, 500), at(&back, 500));
}

#[test]
fn the_belly_follows_the_breath() {
    let library = Library::shipped();
    let scene = &library.figure("lying-breath").expect("shipped");
    let film = Animation::of(scene, &shooting(Act::Breathe, None, room(40, 8)));
    // The highest dot over the belly.
    let top = |size| {
        let drawing = &film.at_breath(size, 27).expect("a frame").drawing;
        let middle = drawing.room.columns * 3 / 5..drawing.room.columns;
        dots(drawing).into_iter().filter(|(x, _)| middle.contains(x)).map(|(_, y)| y).min()
    };
    let tops: Vec<_> = (0..27).map(top).collect();
    assert!(tops.is_sorted_by_key(|top| std::cmp::Reverse(*top)) && tops[26] < tops[0], "{tops:?}");
    // A breath lifts it a little, not into a mountain.
    let rise = tops[0].zip(tops[26]).map_or(0, |(low, high)| low - high);
    assert!((2..=5).contains(&rise), "{rise} dots");
}

#[test]
fn without_motion_the_key_poses_stand_side_by_side_or_the_hold_stands_alone() {
    let library = Library::shipped();
    let scene = &library.figure("wall-calf").expect("shipped");
    let still = |act, room| {
        let film = Animation::of(scene, &AnimationSpec { moves: false, ..shooting(act, None, room) });
        assert_eq!(film.next(Duration::ZERO), None);
        film.at(Duration::ZERO).expect("a frame").drawing.clone()
    };
    let narrow = still(Act::Enter, room(24, 8));
    assert_eq!(narrow, still(Act::Work, room(24, 8)));
    let wide = still(Act::Enter, room(60, 22));
    assert!(wide.room.columns > 2 * still(Act::Work, room(60, 10)).room.columns);
}

/// A drawing never takes more room than there is, and keeps its aspect.
#[test]
fn drawings_fit_any_room() {
    for (id, scene) in scenes() {
        for columns in [1, 2, 7, 24, 60, 200] {
            for rows in [1, 3, 8, 30, 100] {
                let film = Animation::of(&scene, &shooting(Act::Wait, None, room(columns, rows)));
                let drawing = &film.at(Duration::ZERO).expect("a frame").drawing;
                assert!(drawing.room.columns <= columns && drawing.room.rows <= rows, "{id}");
                let cells = usize::from(drawing.room.columns) * usize::from(drawing.room.rows);
                assert_eq!(drawing.cells.len(), cells, "{id}");
            }
        }
    }
}

#[test]
fn every_move_has_its_figure_and_every_figure_is_shown() {
    let library = Library::shipped();
    let wordy = BTreeSet::from(["heat", "cold"]);
    let mut shown = BTreeSet::new();
    for (id, _) in SHIPPED {
        let routine = Library::routine(id).expect("shipped");
        for step in &routine.steps {
            if let Some(Figure::Scene(scene)) = &step.figure {
                shown.extend(
                    FIGURES.iter().filter(|(id, _)| library.figure(id) == Some(*scene)).map(|(id, _)| *id),
                );
            }
        }
    }
    for (id, text) in MOVES {
        let line = text.lines().find_map(|line| line.strip_prefix("figure = \""));
        let named = line.map(|rest| rest.trim_end_matches('"'));
        assert_eq!(
            named.is_none(),
            wordy.contains(id),
            "{id}: a move shows a figure, its own or another's; only a few are told in words alone"
        );
        if let Some(named) = named {
            assert!(library.figure(named).is_some(), "{id}: no figure is called {named}");
            shown.extend(FIGURES.iter().map(|(id, _)| *id).filter(|id| *id == named));
        }
    }
    let all: BTreeSet<_> = FIGURES.iter().map(|(id, _)| *id).collect();
    assert_eq!(shown, all);
}

/// What a line names happens while it stands there: on the way in, and over and over in the work.
#[test]
fn a_pose_comes_with_the_line_that_names_it() {
    #[derive(serde::Deserialize)]
    struct Move {
        #[serde(default)]
        setup: Vec<String>,
        into: Option<String>,
        #[serde(default)]
        cues: Vec<String>,
        figure: Option<String>,
    }
    let mut told = 0;
    for (id, text) in MOVES {
        let Move { setup, into, cues, figure } = toml::from_str(text).expect("it reads");
        let Some(figure) = figure else { continue };
        let library = Library::shipped();
        let scene = library.figure(&figure).expect("shipped");
        let length = Duration::from_secs(30);
        for (act, poses, lines) in [
            (Act::Enter, &scene.poses, setup.len() + usize::from(into.is_some())),
            (Act::Work, &scene.repeat, cues.len()),
        ] {
            let film = Animation::of(&scene, &AnimationSpec { length, ..shooting(act, None, ROOMS[1]) });
            for (pose, line) in poses.iter().filter_map(|pose| Some((pose, pose.line?))) {
                told += 1;
                assert_eq!(line.of as usize, lines, "{id}: {act:?}");
                let begins = line.begins(length);
                assert_eq!(look(&film, begins).and_then(|seen| seen.1), pose.say.as_deref(), "{id}: {act:?}");
                let before = begins.checked_sub(Duration::from_millis(1)).and_then(|at| look(&film, at));
                assert_ne!(before, look(&film, begins), "{id}: {act:?}");
            }
        }
    }
    assert!(told > 20, "{told}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever numbers a file has, the figure is drawn.
    #[test]
    fn any_numbers_are_drawn(
        shows in prop::sample::select(vec!["body", "cutouts"]),
        [left, bottom] in prop::array::uniform2(0.0..40.0_f64),
        [wide, high] in prop::array::uniform2(4.0..40.0_f64),
        [x, y] in prop::array::uniform2(0.0..40.0_f64),
        [torso, foot, toes, lift] in prop::array::uniform4(-180.0..180.0_f64),
        (columns, rows, seconds) in (1..60_u16, 1..30_u16, 0..60_u64),
    ) {
        let body = format!("hip = [{x}, {y}]\ntorso = {torso}\nnear-ankle = [{x}, {y}]\nfar-ankle = [{y}, {x}]");
        let limbs = format!("near-foot = {foot}\nnear-toes = {toes}\nlift = {}\n", lift / 18.0);
        let moves = format!("moves = {{ leaf = {{ by = [{x}, {y}], turn = {foot}, size = [{x}, {toes}] }} }}\n");
        let text = format!(
            "shows = \"{shows}\"\nview = [{left}, {bottom}, {wide}, {high}]\n\
             [[prop]]\nline = [[0, 0], [{x}, {y}], [40, 40]]\n\
             [[cutout]]\nname = \"stem\"\nink = \"near\"\noutline = [[{x}, {y}]]\nround = {wide}\n\
             [[cutout]]\nname = \"leaf\"\non = \"stem\"\nink = \"far\"\noutline = [[{y}, {x}], [0, 1], [1, 0]]\n\
             [[pose]]\n[[pose]]\n{body}\n{limbs}{moves}[[repeat]]\ntakes = \"1s\"\n"
        );
        let scene = shipped_figure(&text).expect("it reads");
        for act in ACTS {
            let length = Duration::from_secs(seconds);
            let film = Animation::of(&scene, &AnimationSpec { length, ..shooting(act, None, room(columns, rows)) });
            prop_assert!(film.at(Duration::ZERO).is_some());
        }
    }
}

/// Key poses as they are drawn: from the first to the hold, and a moment of what repeats.
#[test]
fn key_poses() {
    let mut parts = Vec::new();
    for (id, scene) in scenes() {
        for room in ROOMS {
            let film = |act| Animation::of(&scene, &shooting(act, Some(Side::Right), room));
            let (enter, work) = (film(Act::Enter), film(Act::Work));
            let mut drawings = entered(&scene, &enter, Duration::from_secs(10));
            if !work.is_counted() {
                drawings.extend(work.at(Duration::from_secs(2)).map(|frame| frame.drawing.clone()));
            }
            parts.push(format!("──── {id} in {}×{}\n", room.columns, room.rows));
            parts.push(drawings.iter().map(shown).collect::<Vec<_>>().join("--\n"));
        }
    }
    insta::assert_snapshot!("key_poses", parts.concat());
}

fn symbol(dots: u8) -> char {
    char::from_u32(0x2800 + u32::from(dots)).filter(|_| dots > 0).unwrap_or(' ')
}

fn shown(drawing: &Drawing) -> String {
    let mut text = String::new();
    for row in 0..drawing.room.rows {
        let line: String = (0..drawing.room.columns)
            .map(|column| symbol(drawing.at(column, row).map_or(0, |cell| cell.dots)))
            .collect();
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The key frames of each figure, dot by dot with their inks, for `.ci/figures` to paint.
#[test]
#[ignore = "prints what .ci/figures paints"]
fn print_frames() {
    for (id, scene) in scenes() {
        for (side, room) in [room(24, 12), room(60, 30)]
            .into_iter()
            .flat_map(|room| [Side::Left, Side::Right].map(|side| (side, room)))
        {
            for drawing in key_frames(&scene, side, room) {
                println!("\n@{id} {}-{side:?} {}", room.columns, drawing.room.rows);
                for row in 0..drawing.room.rows {
                    let cell = |column| drawing.at(column, row).unwrap_or_default();
                    let shown = |cell: DotCell| [symbol(cell.dots), ink_letter(cell.ink)];
                    let line: String =
                        (0..drawing.room.columns).flat_map(|column| shown(cell(column))).collect();
                    println!("|{line}");
                }
            }
        }
    }
}

fn ink_letter(ink: Ink) -> char {
    match ink {
        Ink::Prop => 'p',
        Ink::Trail => 'a',
        Ink::Far => 'f',
        Ink::Near => 'n',
        Ink::Tint => 't',
    }
}

/// The drawings of the poses from the set-up to the hold, each just before the next one.
fn entered(scene: &FigureScene, enter: &Animation, length: Duration) -> Vec<Drawing> {
    let poses = u32::try_from(scene.poses.len()).unwrap_or(0) + 1;
    let begins = (1..)
        .zip(&scene.poses)
        .map(|(nth, pose)| pose.line.map_or(length * nth / poses, |line| line.begins(length)));
    let seen = begins.chain([length]).map(|end| enter.at(end.saturating_sub(Duration::from_millis(50))));
    seen.flatten().map(|frame| frame.drawing.clone()).collect()
}

/// The drawings of all poses from the set-up to the hold, and of what repeats.
fn key_frames(scene: &FigureScene, side: Side, room: CanvasSize) -> Vec<Drawing> {
    let film = |act| Animation::of(scene, &shooting(act, Some(side), room));
    let (enter, length) = (film(Act::Enter), Duration::from_secs(10));
    let mut drawings = entered(scene, &enter, length);
    if !film(Act::Work).is_counted() {
        let whole: Duration = scene.repeat.iter().map(|pose| pose.takes).sum();
        let mut seen: Vec<_> = scene
            .repeat
            .iter()
            .scan(Duration::ZERO, |at, pose| {
                *at += pose.takes;
                Some(length.mul_f64(0.99 * at.as_secs_f64() / whole.as_secs_f64()))
            })
            .collect();
        if scene.circle.is_some() {
            seen = (1..=3).map(|nth| length * nth / 4).collect();
        }
        let work = film(Act::Repeat { pace: length, back: false });
        drawings.extend(seen.iter().filter_map(|at| work.at(*at)).map(|frame| frame.drawing.clone()));
    }
    drawings
}
