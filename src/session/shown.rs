//! What a session shows of a figure, and when that next differs.

use std::cell::OnceCell;
use std::time::Duration;

use super::Session;
use crate::figure::{Act, Animation, AnimationSpec, CanvasSize, Figure, Frame, ShippedFigure};
use crate::routine::breath::{BreathPosition, BreathStage};
use crate::routine::plan::{Part, Segment};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DisplayCaps {
    /// How many sizes of the breathing shape it can tell apart; 0 shows none.
    pub breath: u16,
    /// The room for a figure beside the count; `None` shows none.
    pub figure: Option<CanvasSize>,
    pub says: bool,
    /// The room for a figure beside the large letters of a cramp.
    pub letters: Option<CanvasSize>,
    /// The room for a figure below the breathing shape, or beside it.
    pub sleeper: Option<CanvasSize>,
    /// The room for a figure beside a list.
    pub preview: Option<CanvasSize>,
    /// Whether drawings stand still.
    pub still: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FigureView<'a> {
    Frame(&'a Frame),
    Art(&'a [String]),
}

/// A figure's movement in one segment; `None` without a figure, or without room for it.
///
/// It takes longer to draw than all else, so the first frame is shown before the rest is drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct FigureAnimation {
    first: OnceCell<Option<Frame>>,
    whole: OnceCell<Option<Animation>>,
}

impl Session {
    fn first_frame(&self) -> Option<&Frame> {
        let draw = || self.scene().and_then(|(scene, spec)| Animation::first(&scene, &spec));
        self.animation.first.get_or_init(draw).as_ref()
    }

    fn animation(&self) -> Option<&Animation> {
        let draw = || self.scene().map(|(scene, spec)| Animation::of(&scene, &spec));
        self.animation.whole.get_or_init(draw).as_ref()
    }

    /// The figure of the current segment and what it does there, if the screen has room for it.
    fn scene(&self) -> Option<(ShippedFigure, AnimationSpec)> {
        let segment = self.segment()?;
        let Some(Figure::Scene(scene)) = self.plan.steps[segment.step].figure else { return None };
        let before = self.at.checked_sub(1).and_then(|before| self.plan.segments.get(before));
        let before = before.filter(|before| before.step == segment.step);
        let act = match &segment.part {
            Part::Ready => Act::Enter,
            Part::Hold | Part::Free => Act::Work,
            Part::Reps { pace, .. } => {
                // The second time in a row is the other way round.
                let back = before.is_some_and(|before| matches!(before.part, Part::Reps { .. }));
                Act::Repeat { pace: *pace, back }
            }
            Part::Rest => Act::Rest,
            Part::Change => Act::Change { from: before.and_then(|before| before.side) },
            Part::Breathe { .. } => Act::Breathe,
            Part::Place | Part::Wait => Act::Wait,
            Part::Clot | Part::Check(_) => return None,
        };
        let room = match act {
            Act::Breathe => self.caps.sleeper?,
            _ => self.caps.figure?,
        };
        let (length, side) = (segment.length, segment.side);
        let (says, moves) = (self.caps.says, !self.caps.still);
        Some((scene, AnimationSpec { act, length, side, room, says, moves }))
    }

    pub(super) fn shown(&self, segment: &Segment, spent: Duration) -> Option<FigureView<'_>> {
        if let Some(Figure::Art(lines)) = &self.plan.steps[segment.step].figure {
            return Some(FigureView::Art(lines));
        }
        if spent.is_zero()
            && self.animation.whole.get().is_none()
            && let Some(first) = self.first_frame()
        {
            return Some(FigureView::Frame(first));
        }
        let animation = self.animation()?;
        let frame = match &segment.part {
            Part::Breathe { .. } => {
                let position = self.pattern()?.at(spent)?;
                animation.at_breath(size_of(&position, self.caps.breath), self.caps.breath)
            }
            _ if animation.is_counted() => animation.at(self.counted(spent)),
            _ => animation.at(spent),
        };
        frame.map(FigureView::Frame)
    }

    pub(super) fn after_frame(&self, spent: Duration) -> Option<Duration> {
        self.animation()?.next(spent)
    }

    /// The seconds that have been counted down: they change with the count.
    fn counted(&self, spent: Duration) -> Duration {
        let (all, left) = (self.length(), self.length().saturating_sub(spent));
        Duration::from_secs(u64::from(whole_seconds(all).saturating_sub(whole_seconds(left))))
    }
}

/// A countdown shows the ceiling of what is left.
pub(super) fn whole_seconds(left: Duration) -> u32 {
    u32::try_from(left.as_nanos().div_ceil(1_000_000_000)).unwrap_or(u32::MAX)
}

/// The size of the shape: the fullness in as many steps as the screen can tell apart.
pub(super) fn size_of(position: &BreathPosition, sizes: u16) -> u16 {
    let top = f64::from(sizes.saturating_sub(1));
    // Between 0 and `top`, so it fits.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 65,535 by construction"
    )]
    let size = (position.fullness * top).round().clamp(0.0, top) as u16;
    // While it is held it rests, with the least sign of life each second.
    let is_odd = whole_seconds(position.length.saturating_sub(position.spent)) % 2 == 1;
    match position.stage {
        BreathStage::HoldFull if is_odd => size.saturating_sub(1),
        BreathStage::HoldEmpty if is_odd => (size + 1).min(sizes.saturating_sub(1)),
        BreathStage::HoldFull
        | BreathStage::HoldEmpty
        | BreathStage::In
        | BreathStage::TopUp
        | BreathStage::Out => size,
    }
}
