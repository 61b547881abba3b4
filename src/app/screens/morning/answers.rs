//! What a key or a number answers to a question about last night.

use std::time::Duration;

use super::Morning;
use crate::app::context::{Context, TOGETHER};
use crate::app::keymap::{Action, Question};
use crate::app::screen::Next;
use crate::health::body::{Relief, Severity};
use crate::store::journal::LASTED_OVER_TEN_MINUTES;

/// A minute, in seconds.
const MINUTE: u32 = 60;

impl Morning {
    /// A number, typed as a whole.
    pub(super) fn number(&mut self, number: u16, cx: &mut Context) -> Next {
        let action = match (self.question, u8::try_from(number).unwrap_or(u8::MAX)) {
            (Question::Signs | Question::Facts, nth @ 1..) if usize::from(nth) <= self.listed().len() => {
                self.marked = usize::from(nth) - 1;
                Action::Tick
            }
            (Question::Severity | Question::Disturbed | Question::Minutes, n @ 0..=10) => Action::Count(n),
            (Question::Minutes, _) => Action::Long,
            (_, _) => return Next::Stay,
        };
        // A whole number is no digit of another one.
        self.one = None;
        let next = self.key(action, cx);
        self.one = None;
        next
    }

    /// Takes the 0 of a 10 whose 1 was the answer to the question before. Returns whether it was that.
    fn is_ten(&mut self, up: Duration, action: Action) -> bool {
        let one = self.one.take().filter(|at| up.saturating_sub(*at) < TOGETHER);
        let answer = match self.asked.last() {
            Some(Question::Severity) => &mut self.cramps.now.severity,
            Some(Question::Disturbed) => &mut self.note.disturbed,
            Some(_) | None => return false,
        };
        let is_ten = one.is_some() && action == Action::Count(0);
        if is_ten {
            *answer = Severity::new(10);
        }
        is_ten
    }

    /// Takes an answer; `true` once everything is told.
    pub(super) fn answer(&mut self, action: Action, cx: &Context) -> bool {
        if self.is_ten(cx.now.up, action) {
            return false;
        }
        if matches!(self.question, Question::Severity | Question::Disturbed) && action == Action::Count(1) {
            self.one = Some(cx.now.up);
        }
        let (cramp, note) = (&mut self.cramps.now, &mut self.note);
        match (self.question, action) {
            (_, Action::Back) => {
                let before = self.asked.pop().unwrap_or(self.question);
                self.turn_to(before);
                return false;
            }
            (Question::Cramp | Question::Rest, _) => return self.answer_first(action, cx),
            (Question::Alarm | Question::Signs | Question::Facts, _) => return self.answer_signs(action),
            (Question::Leg, Action::Leg(leg)) => cramp.side = Some(leg),
            (Question::Muscle, Action::Muscle(muscle)) => cramp.muscle = Some(muscle),
            (Question::Severity, Action::Count(much)) => cramp.severity = Severity::new(much),
            (Question::Minutes, Action::Count(0)) => cramp.seconds = Some(MINUTE / 2),
            (Question::Minutes, Action::Count(minutes)) => cramp.seconds = Some(u32::from(minutes) * MINUTE),
            (Question::Minutes, Action::Long) => cramp.seconds = Some(LASTED_OVER_TEN_MINUTES),
            (Question::Helped, Action::Helped(relief)) => cramp.helped = vec![Relief::Known(relief)],
            (Question::Disturbed, Action::Count(much)) => note.disturbed = Severity::new(much),
            (_, Action::Enter) => {}
            (_, _) => return false,
        }
        self.next_question()
    }

    /// Whether there was a cramp, another one, or more to tell of one.
    fn answer_first(&mut self, action: Action, cx: &Context) -> bool {
        let (cramps, note) = (&mut self.cramps, &mut self.note);
        match (self.question, action) {
            (_, Action::No) => {
                cramps.now.clone_from(&cramps.known);
                note.cramp = cramps.is_known() || cramps.has_done();
                note.disturbed = note.disturbed.filter(|_| note.cramp);
                note.nothing_urgent &= note.cramp;
                return true;
            }
            (Question::Rest, Action::Yes) => cramps.give_up(),
            (Question::Cramp, Action::Yes) | (_, Action::More) => cramps.begin(cx.new_id()),
            (_, _) => return false,
        }
        note.cramp = true;
        self.next_question()
    }
}
