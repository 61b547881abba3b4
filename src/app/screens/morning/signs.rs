//! The warning signs of a night: one question for all that may need help today, and the lists to tick in.

use super::Morning;
use super::cramps::Cramps;
use crate::app::context::Context;
use crate::app::keymap::{Action, Question};
use crate::diary::Diary;
use crate::health::answer::Answer;
use crate::health::signs::{self, Case, Finding, Lasts, Sign, ToldSign};

impl Morning {
    /// What may need help, or seldom changes: none of it, or what is ticked in a list.
    pub(super) fn answer_signs(&mut self, action: Action) -> bool {
        match (self.question, action) {
            (Question::Alarm, Action::No) => {
                self.take_back_urgent();
                self.note.nothing_urgent = !self.has_urgent();
                self.next_question()
            }
            (Question::Alarm, Action::Yes) => {
                self.note.nothing_urgent = false;
                self.asked.push(Question::Alarm);
                self.turn_to(Question::Signs);
                false
            }
            (Question::Facts, Action::Enter) => {
                self.has_facts = true;
                self.next_question()
            }
            (Question::Signs, Action::Enter) => {
                self.has_facts = true;
                self.note.nothing_urgent = !self.has_urgent();
                // Help comes before all other questions.
                self.has_urgent() || self.next_question()
            }
            (Question::Alarm, _) => false,
            (_, _) => {
                self.tick(action);
                false
            }
        }
    }

    fn has_urgent(&self) -> bool {
        self.cramps.now.signs.iter().any(Sign::is_urgent)
    }

    /// Unticks what is urgent; but what the diary has of this cramp stays until it is checked.
    fn take_back_urgent(&mut self) {
        let Cramps { now, known, .. } = &mut self.cramps;
        let stays = |sign: &Sign| known.cramp == now.cramp && known.signs.has(*sign);
        let ticked: Vec<Sign> = now.signs.iter().filter(|sign| sign.is_urgent() && !stays(sign)).collect();
        for sign in ticked {
            now.signs.turn(sign);
        }
    }

    /// The signs of the list that is asked.
    pub(super) fn listed(&self) -> &[Sign] {
        if self.question == Question::Facts { &self.facts } else { Sign::ALL }
    }

    fn tick(&mut self, action: Action) {
        match action {
            Action::Up => self.marked = self.marked.saturating_sub(1),
            Action::Down => self.marked = (self.marked + 1).min(self.listed().len().saturating_sub(1)),
            Action::Count(_) | Action::Tick => {
                if let Action::Count(digit) = action {
                    self.marked = Self::keyed(digit);
                }
                if let Some(&sign) = self.listed().get(self.marked) {
                    self.cramps.now.signs.turn(sign);
                }
            }
            _ => {}
        }
    }

    /// What to do at once, for what is ticked and for how long it lasted.
    pub(super) fn urgent(&self) -> Vec<Finding> {
        let told = || self.cramps.told();
        let signs = told().flat_map(|cramp| cramp.signs.iter()).filter(|sign| sign.is_urgent());
        let signs = signs.map(ToldSign::just_ticked).collect();
        let lasting = told().filter(|cramp| cramp.may_last()).filter_map(|cramp| cramp.seconds).max();
        signs::findings(&Case { told: signs, lasting, ..Case::default() })
    }

    /// What seldom changes and may come with cramps, unless it was asked within a month or is known.
    pub(super) fn facts(cx: &Context) -> Vec<Sign> {
        let today = cx.now.wall.date();
        if cx.safety.as_ref().is_some_and(|safety| !safety.wants_facts(today)) {
            return Vec::new();
        }
        let open = Diary::of(cx.summary.told.clone(), cx.night()).open_signs();
        let is_known = |sign: Sign| match sign {
            // It is asked before the evenings.
            Sign::Condition => {
                cx.safety.as_ref().is_some_and(|safety| safety.is_given() && !safety.is_old(today))
            }
            _ => sign.lasts() == Lasts::UntilTakenBack && open.iter().any(|open| open.known() == Some(sign)),
        };
        Sign::ALL.iter().copied().filter(|&sign| !sign.is_urgent() && !is_known(sign)).collect()
    }

    /// Which of the warning signs a digit is the key of; the tenth has the key 0.
    pub(super) fn keyed(digit: u8) -> usize {
        usize::from(digit).checked_sub(1).unwrap_or(9)
    }
}
