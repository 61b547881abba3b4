//! Makes an animation: draws each moment of a movement and keeps those that look different.

use std::time::Duration;

use super::{Act, Animation, AnimationSpec, Frame, Pace};
use crate::figure::raster::{CanvasSize, Drawing, Scale, draw};
use crate::figure::shapes::{circling, parts};
use crate::figure::{Circle, FigureScene, Keyframe, Pose};
use crate::health::body::Side;

/// Time between two frames, in milliseconds: five a second look like a movement and are few enough to cost little. Where
/// figure and digits are large there are four.
const TICK: (u128, u128) = (200, 250);
/// From this many rows on a figure is large.
const LARGE: u16 = 20;
/// A breath at rest, for a figure that holds still, second by second: slow, and few pictures. Our choice.
const QUIET_BREATH: [f64; 8] = [0.0, 0.5, 1.0, 1.0, 0.5, 0.5, 0.0, 0.0];
/// The bytes a second that what goes on and on may cost, at least and for each cell of a large figure: so that with the
/// count it stays under three kilobytes, or under eight where a figure is as large as it gets. What costs more, as
/// walking does, goes with fewer frames.
const MOST_BYTES: (f64, f64) = (1800.0, 1.7);
/// About how many bytes other words below the figure cost.
const CAPTION_COST: u32 = 80;
/// How many pictures a breath has at most.
const BREATHS: u16 = 12;
/// One turn of a circle, when nobody counts (evidence F).
const TURN: Duration = Duration::from_secs(2);
/// The smallest scale at which several poses may stand side by side, in dots to a unit.
const LEAST_SIDE_BY_SIDE: f64 = 1.4;

pub(super) fn build(scene: &FigureScene, spec: &AnimationSpec) -> Animation {
    let length = spec.length;
    let mut builder = AnimationBuilder::new(scene, spec);
    if !spec.moves {
        return builder.still(spec.act);
    }
    let pace = match spec.act {
        Act::Enter => {
            builder.enter(length);
            Pace::Once
        }
        Act::Work if scene.repeat.iter().any(|pose| pose.line.is_some()) => return in_turn(scene, spec),
        Act::Work => builder.work(),
        Act::Repeat { pace, back } => builder.repeat(pace, back),
        Act::Rest => builder.rest(length),
        Act::Change { from } => builder.change(length, faces_left(from)),
        Act::Breathe => builder.breathe(),
        Act::Wait => {
            builder.stand(Duration::ZERO, scene.hold());
            Pace::Once
        }
    };
    builder.develop(pace)
}

/// What repeats with each line to follow, one after the other.
fn in_turn(scene: &FigureScene, spec: &AnimationSpec) -> Animation {
    let mut before = &scene.hold().pose;
    let mut all = scene.repeat.chunk_by(|_, next| next.line.is_none()).map(|poses| {
        let begins = poses[0].line.map_or(Duration::ZERO, |line| line.begins(spec.length));
        let mut builder = AnimationBuilder::new(scene, spec);
        let pace = match poses {
            [alone] => {
                let way = (before, &alone.pose, alone.lift);
                builder.tween(Duration::ZERO, alone.takes, way, alone.say.as_ref());
                Pace::Once
            }
            several => builder.round(several, several.iter().map(|pose| pose.takes).sum()),
        };
        before = poses.last().map_or(before, |last| &last.pose);
        (begins, builder.develop(pace))
    });
    let (_, first) =
        all.next().unwrap_or_else(|| (Duration::ZERO, AnimationBuilder::new(scene, spec).still(Act::Work)));
    Animation { later: all.collect(), ..first }
}

pub(super) fn first(scene: &FigureScene, spec: &AnimationSpec) -> Option<Frame> {
    if !spec.moves || spec.act != Act::Enter || spec.length.is_zero() {
        return None;
    }
    let mut builder = AnimationBuilder::new(scene, spec);
    builder.stand(Duration::ZERO, &scene.set_up);
    builder.frames.pop()
}

/// Whether a person faces left: then the left leg is the near one, as the right one is of a person who faces right.
fn faces_left(side: Option<Side>) -> bool {
    side == Some(Side::Left)
}

struct AnimationBuilder<'a> {
    scene: &'a FigureScene,
    room: CanvasSize,
    says: bool,
    faces_left: bool,
    frames: Vec<Frame>,
}

impl<'a> AnimationBuilder<'a> {
    fn new(scene: &'a FigureScene, spec: &AnimationSpec) -> Self {
        let faces_left = faces_left(spec.side);
        AnimationBuilder { scene, room: spec.room, says: spec.says, faces_left, frames: Vec::new() }
    }

    /// Stands in the set-up, then goes on to each other pose with the line that names it.
    fn enter(&mut self, length: Duration) {
        let evenly = length / (count(&self.scene.poses) + 1);
        let begins =
            |(pose, nth): (&Keyframe, u32)| pose.line.map_or(evenly * nth, |line| line.begins(length));
        let begins = self.scene.poses.iter().zip(1..).map(begins).collect();
        self.walk(Duration::ZERO, begins, length);
    }

    /// Stands in the set-up, then goes on to each other pose at its moment.
    fn walk(&mut self, start: Duration, begins: Vec<Duration>, end: Duration) {
        let scene = self.scene;
        self.stand(start, &scene.set_up);
        let ends = begins.iter().skip(1).copied().chain([end]).collect::<Vec<_>>();
        for ((from, to), (begins, end)) in scene.ways().zip(begins.into_iter().zip(ends)) {
            let takes = to.takes.min(end.saturating_sub(begins));
            self.tween(begins, takes, (&from.pose, &to.pose, to.lift), to.say.as_ref());
        }
    }

    fn work(&mut self) -> Pace {
        if self.scene.circle.is_some() {
            return self.repeat(TURN, false);
        }
        let own: Duration = self.scene.repeat.iter().map(|pose| pose.takes).sum();
        if !own.is_zero() {
            return self.repeat(own, false);
        }
        let pose = self.scene.hold().pose;
        for (second, breath) in (0..).zip(QUIET_BREATH) {
            self.shoot(Duration::from_secs(second), &Pose { breath, ..pose }, None);
        }
        Pace::CountedCycle(Duration::from_secs(QUIET_BREATH.len() as u64))
    }

    /// One repetition of this length: a turn of a circle, or the poses that repeat, in shares as they are long.
    fn repeat(&mut self, pace: Duration, back: bool) -> Pace {
        let scene = self.scene;
        if let Some(circle) = &scene.circle {
            self.circle(circle, pace, back);
            return Pace::Cycle(pace);
        }
        let (hold, before) = (scene.hold(), self.before_hold());
        // Without poses that repeat it goes back and forth between the last two.
        let last_two = [before.clone(), hold.clone()];
        self.round(if scene.repeat.is_empty() { &last_two } else { &scene.repeat }, pace)
    }

    /// Goes through poses, from the last one on, in shares as they are long.
    fn round(&mut self, poses: &[Keyframe], pace: Duration) -> Pace {
        let whole: Duration = poses.iter().map(|pose| pose.takes).sum();
        let Some(mut from) = poses.last() else { return Pace::Once };
        let mut begins = Duration::ZERO;
        for to in poses {
            let share = to.takes.as_secs_f64() / whole.as_secs_f64().max(f64::EPSILON);
            let takes = pace.mul_f64(share);
            self.tween(begins, takes, (&from.pose, &to.pose, to.lift), to.say.as_ref());
            begins += takes;
            from = to;
        }
        Pace::Cycle(pace)
    }

    fn circle(&mut self, circle: &Circle, pace: Duration, back: bool) {
        let ticks = self.ticks(pace);
        for tick in 0..ticks {
            let turns = f64::from(tick) / f64::from(ticks);
            let way = if back { -1.0 } else { 1.0 };
            let (turned, _) = circling(self.scene, circle, way * turns);
            self.shoot(pace / ticks * tick, &turned, None);
        }
    }

    /// Eases off to the pose before the hold, and goes back into it.
    fn rest(&mut self, length: Duration) -> Pace {
        let (hold, before) = (self.scene.hold(), self.before_hold());
        let takes = hold.takes.min(length * 2 / 5);
        self.tween(Duration::ZERO, takes, (&hold.pose, &before.pose, hold.lift), None);
        self.tween(length.saturating_sub(takes), takes, (&before.pose, &hold.pose, hold.lift), None);
        Pace::Once
    }

    /// Back to the first pose on one leg, if there is time for it, then to the hold on the other.
    fn change(&mut self, length: Duration, before: bool) -> Pace {
        const LEAST: Duration = Duration::from_millis(800);
        let scene = self.scene;
        let share = length / (2 * count(&scene.poses) + 1);
        let mut start = Duration::ZERO;
        if share >= LEAST {
            let after = std::mem::replace(&mut self.faces_left, before);
            for (to, from) in scene.ways().rev() {
                self.tween(start, from.takes.min(share), (&from.pose, &to.pose, from.lift), None);
                start += share;
            }
            self.faces_left = after;
        }
        let share = length.saturating_sub(start) / (count(&scene.poses) + 1);
        let begins = scene.poses.iter().zip(1..).map(|(_, nth)| start + share * nth).collect();
        self.walk(start, begins, length);
        Pace::Once
    }

    /// One picture for each size of a breath, empty to full.
    fn breathe(&mut self) -> Pace {
        let empty = self.scene.hold().pose;
        let full = self.scene.repeat.first().map_or(Pose { breath: 1.0, ..empty }, |keyframe| keyframe.pose);
        for nth in 0..BREATHS {
            let share = f64::from(nth) / f64::from(BREATHS - 1);
            self.shoot(Duration::ZERO, &empty.towards(&full, share), None);
        }
        Pace::Breath
    }

    /// Without motion: the key poses side by side on the way in, if there is room, or the hold; and its words.
    fn still(mut self, act: Act) -> Animation {
        let first = self.scene.repeat.first().filter(|pose| act == Act::Work && pose.line.is_some());
        let Keyframe { pose: hold, say, .. } = first.unwrap_or(self.scene.hold());
        let strip = matches!(act, Act::Enter | Act::Change { .. }).then(|| self.strip()).flatten();
        let drawing = strip.unwrap_or_else(|| self.draw(hold));
        self.keep(Duration::ZERO, drawing, say.as_ref());
        self.develop(Pace::Once)
    }

    /// The key poses side by side, if they can be told apart so.
    fn strip(&self) -> Option<Drawing> {
        const GAP: u16 = 2;
        let count = u16::try_from(self.scene.poses.len() + 1).ok().filter(|count| *count > 1)?;
        let room =
            CanvasSize { columns: self.room.columns.saturating_sub(GAP * (count - 1)) / count, ..self.room };
        let scale = Scale::fit(&self.scene.view, room, self.faces_left);
        if scale.dots < LEAST_SIDE_BY_SIDE {
            return None;
        }
        let parts = |keyframe: &Keyframe| parts(self.scene, &keyframe.pose);
        let poses = std::iter::once(&self.scene.set_up).chain(&self.scene.poses);
        let each: Vec<_> = poses.map(|pose| draw(&parts(pose), &scale)).collect();
        Drawing::beside(&each, GAP)
    }

    fn before_hold(&self) -> &'a Keyframe {
        self.scene.ways().next_back().map_or(&self.scene.set_up, |(before, _)| before)
    }

    fn stand(&mut self, begins: Duration, keyframe: &Keyframe) {
        self.shoot(begins, &keyframe.pose, keyframe.say.as_ref());
    }

    /// The way from one pose to another. It sets out at once, and is there one tick before the time is up.
    fn tween(&mut self, begins: Duration, takes: Duration, way: (&Pose, &Pose, f64), say: Option<&String>) {
        let (from, to, lift) = way;
        let ticks = self.ticks(takes);
        for tick in 1..=ticks {
            let time = f64::from(tick) / f64::from(ticks);
            let pose = self.scene.between(from, to, lift, time);
            self.shoot(begins + takes / ticks * (tick - 1), &pose, say);
        }
    }

    /// How many frames a movement of this length has: one at least, and no more than a slow one needs.
    fn ticks(&self, length: Duration) -> u32 {
        let tick = if self.room.rows < LARGE { TICK.0 } else { TICK.1 };
        u32::try_from(length.as_millis() / tick).unwrap_or(1).clamp(1, 60)
    }

    fn shoot(&mut self, begins: Duration, pose: &Pose, say: Option<&String>) {
        let drawing = self.draw(pose);
        self.keep(begins, drawing, say);
    }

    fn draw(&self, pose: &Pose) -> Drawing {
        let scale = Scale::fit(&self.scene.view, self.room, self.faces_left);
        draw(&parts(self.scene, pose), &scale)
    }

    /// Keeps a picture and its words where they are shown, unless both are those of the one before it.
    fn keep(&mut self, begins: Duration, drawing: Drawing, say: Option<&String>) {
        let frame = Frame { begins, drawing, say: say.filter(|_| self.says).cloned() };
        if self.frames.last().is_none_or(|last| !last.looks_like(&frame)) {
            self.frames.push(frame);
        }
    }

    fn develop(mut self, pace: Pace) -> Animation {
        if let Pace::Cycle(length) | Pace::CountedCycle(length) = pace {
            let cells = f64::from(self.room.columns) * f64::from(self.room.rows);
            self.thin_out(length.as_secs_f64() * MOST_BYTES.0.max(MOST_BYTES.1 * cells));
        }
        Animation { frames: self.frames, pace, later: Vec::new() }
    }

    /// Leaves out frames of a repetition until all of it costs at most `most` bytes.
    fn thin_out(&mut self, most: f64) {
        let all = std::mem::take(&mut self.frames);
        let mut kept = all.len();
        loop {
            self.frames = (0..kept).filter_map(|nth| all.get(nth * all.len() / kept)).cloned().collect();
            self.frames.dedup_by(|next, one| next.looks_like(one));
            // Where it begins anew it must look different too.
            while let [first, .., last] = &self.frames[..]
                && last.looks_like(first)
            {
                self.frames.remove(0);
            }
            if kept <= 2 || f64::from(self.costs().sum::<u32>()) <= most {
                return;
            }
            kept = kept * 7 / 8;
        }
    }

    fn costs(&self) -> impl Iterator<Item = u32> {
        let earlier = self.frames.last().into_iter().chain(&self.frames);
        self.frames.iter().zip(earlier).map(|(frame, before)| {
            let words = if frame.say == before.say { 0 } else { CAPTION_COST };
            frame.drawing.cost_after(&before.drawing) + words
        })
    }
}

fn count(poses: &[Keyframe]) -> u32 {
    u32::try_from(poses.len()).unwrap_or(u32::MAX / 4)
}
