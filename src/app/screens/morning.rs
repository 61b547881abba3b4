//! The questions about last night, asked once before tonight's screen.
//!
//! One key for no; with a cramp, one key or Enter for each question. What may need help today comes first, as one
//! question; a yes opens the list of warning signs. Nothing is saved before those that hold were shown. Quitting in the
//! middle keeps what was told until then.
//!
//! ```text
//!    Last night                             Saturday, 21 November
//!
//!    left, …
//!
//!                       Which muscle?
//!
//!                       c  calf
//!                       f  foot
//! ```

use std::time::Duration;

use jiff::civil::Date;

use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::Input;
use crate::app::keymap::{Action, Question, Scene};
use crate::app::page::{Page, Scrolling, Seen};
use crate::app::screen::{Next, Screen};
use crate::diary::Diary;
use crate::health::signs::{Finding, Sign};
use crate::store::journal::{CrampNote, Entry, EventKind, NightNote, slept};
use crate::text::glossary;
use cramps::Cramps;

mod answers;
mod cramps;
mod pages;
mod signs;

pub(super) use pages::warnings;

/// The questions while they are being answered.
#[derive(Debug)]
pub(in crate::app) struct Morning {
    night: Date,
    question: Question,
    /// The questions that were asked, to go back to.
    asked: Vec<Question>,
    /// When a 1 was typed that may become a 10.
    one: Option<Duration>,
    cramps: Cramps,
    note: NightNote,
    /// What seldom changes, if a month has passed since it was asked.
    facts: Vec<Sign>,
    has_facts: bool,
    /// Which warning sign is marked, and how many were in sight, from the first one on.
    marked: usize,
    read: usize,
    /// What is worth knowing before it is saved.
    findings: Vec<Finding>,
    scrolling: Scrolling,
    /// Whether to quit once it is saved.
    is_quitting: bool,
}

/// The questions about a night with a cramp, in order. Where the answer may be a 10 typed as two digits, the next question
/// takes digits too.
const ORDER: [Question; 8] = [
    Question::Alarm,
    Question::Leg,
    Question::Muscle,
    Question::Disturbed,
    Question::Severity,
    Question::Minutes,
    Question::Helped,
    Question::Facts,
];

impl Morning {
    /// The first question about last night, unless it is told of, an evening of another night waits to be gone on with, or
    /// nobody has been here before.
    pub(in crate::app) fn if_untold(cx: &Context) -> Option<Morning> {
        let summary = &cx.summary;
        let night = slept(&cx.now.wall, cx.config.night_begins);
        let of_night = || summary.told.iter().filter(|entry| entry.night == night);
        let told = of_night().any(|entry| matches!(entry.what, EventKind::Night(_)));
        let left = cx.checkpoint.as_ref().map(|checkpoint| checkpoint.night);
        let last = summary.last.as_ref().map(|entry| entry.night);
        let was_here = summary.keeps_diary || left.into_iter().chain(last).any(|before| before <= night);
        let waits = cx.resumable().is_some_and(|checkpoint| checkpoint.night != night);
        if told || !was_here || waits {
            return None;
        }
        let cramps = of_night().filter_map(|entry| match &entry.what {
            EventKind::Cramp(note) => Some(note),
            _ => None,
        });
        Some(Morning::of(night, None, cramps, cx))
    }

    /// The first question about a night, with what the diary has of it: its cramps in order of time.
    pub(super) fn of<'a>(
        night: Date,
        note: Option<&NightNote>,
        cramps: impl DoubleEndedIterator<Item = &'a CrampNote> + Clone,
        cx: &Context,
    ) -> Morning {
        let cramps = Cramps::of(cramps);
        Morning {
            night,
            question: if cramps.is_known() { Question::Rest } else { Question::Cramp },
            asked: Vec::new(),
            one: None,
            cramps,
            note: note.cloned().unwrap_or_default(),
            facts: Morning::facts(cx),
            has_facts: false,
            marked: 0,
            read: 0,
            findings: Vec::new(),
            scrolling: Scrolling::default(),
            is_quitting: false,
        }
    }

    fn key(&mut self, action: Action, cx: &mut Context) -> Next {
        match (self.question, action) {
            (_, Action::Quit) => return self.quit(cx),
            // No answer to what was not in sight.
            (Question::Signs | Question::Facts, Action::Enter) if self.read < self.listed().len() => {
                self.marked = self.read;
            }
            (Question::Signs | Question::Facts, Action::Count(digit)) if Self::keyed(digit) >= self.read => {}
            (Question::Alarm, Action::Enter | Action::No) | (Question::Worth, Action::Enter)
                if !self.scrolling.seen.whole =>
            {
                self.scrolling.handle(Action::PageDown);
            }
            (Question::Alarm, Action::Enter) => cx.toast(pages::N_OR_Y),
            (Question::Cramp | Question::Rest, Action::Later) if !self.cramps.has_done() => {
                return leave(None, cx);
            }
            (Question::Cramp | Question::Rest, Action::Later) => cx.emit(Effect::ReadDiary),
            (Question::Worth, Action::Enter) => return self.save(cx),
            (
                Question::Alarm | Question::Worth,
                Action::Up | Action::Down | Action::PageUp | Action::PageDown,
            ) => {
                self.scrolling.handle(action);
            }
            (_, _) => {
                self.is_quitting &= action != Action::Back;
                if self.answer(action, cx) {
                    if !self.note.cramp {
                        return self.save(cx);
                    }
                    cx.emit(Effect::ReadDiary);
                }
            }
        }
        Next::Stay
    }

    /// On to the next open question, of this cramp or another one. Returns whether there is none.
    fn next_question(&mut self) -> bool {
        self.asked.push(self.question);
        let here = if self.question == Question::Signs { Question::Alarm } else { self.question };
        let from = ORDER.iter().position(|question| *question == here).map_or(0, |at| at + 1);
        match ORDER[from..].iter().copied().find(|&next| self.asks(next)) {
            Some(next) => {
                self.turn_to(next);
                false
            }
            None if self.cramps.turn() => {
                self.asked.clear();
                self.turn_to(Question::Rest);
                false
            }
            None => true,
        }
    }

    fn turn_to(&mut self, question: Question) {
        (self.question, self.marked, self.read) = (question, 0, 0);
        self.scrolling = Scrolling::default();
    }

    /// Whether a question is still open; of a cramp that the diary had, only what it does not know.
    fn asks(&self, question: Question) -> bool {
        let Cramps { now, is_another, .. } = &self.cramps;
        let is_new = !self.cramps.is_known();
        match question {
            Question::Alarm => !is_another,
            Question::Facts => !is_another && !self.has_facts && !self.facts.is_empty(),
            Question::Leg => is_new || now.side.is_none(),
            Question::Muscle => is_new || now.muscle.is_none(),
            Question::Severity => is_new || now.severity.is_none(),
            Question::Minutes => is_new || self.cramps.is_length_open(),
            Question::Helped => is_new || now.helped.is_empty(),
            Question::Disturbed => is_new || self.note.disturbed.is_none(),
            Question::Cramp | Question::Rest | Question::Signs | Question::Worth => true,
        }
    }

    /// What is to be written down: the cramp where there is news of it, and the night.
    fn told(&self) -> Vec<EventKind> {
        self.cramps
            .news()
            .cloned()
            .map(EventKind::Cramp)
            .chain([EventKind::Night(self.note.clone())])
            .collect()
    }

    /// Weighs what was told together with the whole diary: shows what is worth knowing, or saves.
    fn weigh(&mut self, entries: Vec<Entry>, cx: &mut Context) -> Next {
        let mut diary = Diary::of(entries, cx.night()).with_conditions(cx.known().conditions());
        for what in self.told() {
            diary.add(Entry { id: String::new(), at: cx.now.wall.clone(), night: self.night, what });
        }
        self.findings = diary.news();
        if self.findings.is_empty() {
            return self.save(cx);
        }
        self.asked.push(self.question);
        self.turn_to(Question::Worth);
        Next::Stay
    }

    fn save(&self, cx: &mut Context) -> Next {
        for what in self.told() {
            cx.record(self.night, what);
        }
        if let Some(safety) = cx.safety.clone().filter(|safety| self.has_facts && safety.is_given()) {
            cx.keep_answers(safety.with_facts(cx.now.wall.date()));
        }
        if self.is_quitting {
            cx.quit(String::new());
        }
        // A leg may be swollen without any cramp, for which no signs are asked.
        let noted = if self.note.cramp {
            "Noted: a cramp last night."
        } else {
            "Noted: no cramp last night. If one leg is swollen, hot or very tender, press s and tick it."
        };
        leave(Some(noted), cx)
    }

    /// Sees that what was told is weighed and written down first; nothing told is nothing to write.
    fn quit(&mut self, cx: &mut Context) -> Next {
        let is_begun = !self.asked.is_empty() || self.cramps.has_done();
        self.is_quitting = true;
        if self.question == Question::Worth {
            return self.save(cx);
        }
        if is_begun {
            cx.emit(Effect::ReadDiary);
        } else {
            cx.quit(String::new());
        }
        Next::Stay
    }
}

impl Screen for Morning {
    fn scene(&self, _: &Context) -> Scene {
        Scene::Ask(self.question)
    }

    fn page<'a>(&'a self, _: &'a Context) -> Page<'a> {
        self.question_page()
    }

    fn handle(&mut self, input: Input, cx: &mut Context) -> Next {
        match input {
            Input::Key(action) => self.key(action, cx),
            Input::Number(number) => self.number(number, cx),
            Input::DiaryRead(entries) => self.weigh(entries, cx),
            _ => Next::Stay,
        }
    }

    fn label(&self, action: Action, usual: Option<&'static str>, _: &Context) -> Option<&'static str> {
        match (self.question, action) {
            (Question::Signs | Question::Facts, Action::Enter) if self.read < self.listed().len() => {
                Some(glossary::NEXT)
            }
            (Question::Alarm, Action::No) => usual.filter(|_| self.scrolling.seen.whole),
            (_, Action::PageDown) => usual.filter(|_| !self.scrolling.seen.whole),
            _ => usual,
        }
    }

    fn see(&mut self, seen: Seen) {
        match self.question {
            Question::Signs | Question::Facts => {
                self.read = self.read.max(seen.items.min(self.listed().len()));
            }
            Question::Alarm | Question::Worth => self.scrolling.see(seen),
            _ => {}
        }
    }
}

fn leave(toast: Option<&str>, cx: &mut Context) -> Next {
    cx.ignore_keys_for(cx.debounce());
    if let Some(toast) = toast {
        cx.tell(toast);
    }
    Next::Pop
}
