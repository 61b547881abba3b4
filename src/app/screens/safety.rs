//! The questions before the first evening, and what is to be read before a routine: asked once a month, changed at any
//! time.
//!
//! ```text
//!    Tick anything that applies to you. Nothing? Just press Enter.
//!
//!    ▸ [ ] A blood clot in the past
//!      [x] A doctor has told me to limit how much I drink: 1500 ml a day
//! ```

use super::medicines::Medicines;
use crate::app::context::Context;
use crate::app::input::Input;
use crate::app::keymap::{Action, Scene};
use crate::app::page::{Block, Item, Page, PageId, Seen};
use crate::app::safety_gate;
use crate::app::screen::{Leaves, Next, Screen};
use crate::health::answer::Answer;
use crate::health::safety::{CLOT_NOW, Fluids, HABIT, LOCAL, MEDICINES, Risk, Safety, TRIPS};
use crate::health::water::Units;
use crate::text::glossary;
use advice::{Advice, TITLE};

mod advice;

/// The questions while they are being answered, and the advice that follows.
#[derive(Debug)]
pub(in crate::app) struct SafetyScreen {
    answers: Safety,
    /// A leg is swollen now, or a clot is looked into: it is no answer to keep, but a warning sign.
    swollen: bool,
    marked: usize,
    /// How many questions were in sight, from the first one on.
    read: usize,
    /// Why they are asked.
    reason: Reason,
    /// Whether what the program is was in sight as well, if that is told.
    is_foot_read: bool,
    stage: Stage,
    then: Then,
    /// How the limit is told.
    units: Units,
}

/// Why the questions are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    First,
    /// A newer version has more of them.
    News,
    AMonth,
    /// The person wants to see or change the answers.
    Wish,
}

/// What is in sight.
#[derive(Clone, Debug)]
enum Stage {
    Questions,
    /// What the program is, on a page of its own where it had no room below the questions.
    About,
    /// The answers are given, and this is to be read before a routine begins.
    Advice(Advice),
}

/// What comes after the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Then {
    /// Back to the tonight screen.
    Tonight,
    /// The evening, anew or where it was left.
    Evening { afresh: bool },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    Risk(Risk),
    /// Whether a clot is there now, or may be.
    ClotNow,
    /// Whether there is a limit to what one drinks, and which.
    Fluids,
    /// How often one gets up at night.
    Trips,
}

/// How to write down what the questions do not ask for.
const FOR_A_DOCTOR: &str = "Press m to write down your medicines for a doctor.";

/// Every question, in the order in which they are asked.
const QUESTIONS: [Question; 11] = [
    Question::ClotNow,
    Question::Risk(Risk::ClotPast),
    Question::Risk(Risk::Surgery),
    Question::Risk(Risk::Pregnancy),
    Question::Risk(Risk::Balance),
    Question::Risk(Risk::Numbness),
    Question::Risk(Risk::HeartOrKidney),
    Question::Fluids,
    Question::Trips,
    Question::Risk(Risk::Illness),
    Question::Risk(Risk::Holds),
];

impl SafetyScreen {
    /// The questions, with what was answered before.
    pub(in crate::app) fn ask(then: Then, cx: &Context) -> SafetyScreen {
        let reason = match cx.safety.as_ref().filter(|safety| safety.is_given()) {
            None => Reason::First,
            Some(safety) if safety.asks_again() => Reason::News,
            Some(safety) if safety.is_old(cx.now.wall.date()) => Reason::AMonth,
            Some(_) => Reason::Wish,
        };
        SafetyScreen {
            answers: cx.safety.clone().unwrap_or_default(),
            swollen: false,
            marked: 0,
            read: 0,
            reason,
            is_foot_read: reason != Reason::First,
            stage: Stage::Questions,
            then,
            units: cx.config.units,
        }
    }

    /// What has to be read before the chosen routine begins, if anything.
    pub(in crate::app) fn advise(then: Then, cx: &mut Context) -> Option<SafetyScreen> {
        let advice = Advice::before_routine(cx)?;
        Some(SafetyScreen { stage: Stage::Advice(advice), ..SafetyScreen::ask(then, cx) })
    }

    /// Whether what one takes can be written down beside the answers: only who has given some comes here by a wish.
    fn takes_medicines(&self) -> bool {
        self.reason == Reason::Wish && matches!(self.stage, Stage::Questions)
    }

    fn for_a_doctor(&self) -> String {
        match self.answers.medicines.as_str() {
            "" => FOR_A_DOCTOR.to_owned(),
            medicines => format!("{MEDICINES}: {medicines}"),
        }
    }

    fn question(&self) -> Question {
        QUESTIONS[self.marked.min(QUESTIONS.len() - 1)]
    }

    fn tick(&mut self) {
        match self.question() {
            Question::Risk(risk) => self.answers.turn(risk),
            Question::ClotNow => self.swollen = !self.swollen,
            Question::Fluids => self.answers.turn_fluids(),
            Question::Trips => {}
        }
    }

    fn change(&mut self, more: bool) {
        match self.question() {
            Question::Risk(_) | Question::ClotNow => {}
            Question::Fluids => self.answers.change_fluids(more),
            Question::Trips => self.answers.change_trips(more),
        }
    }

    /// Whether Enter goes on to something that was not in sight yet, rather than answering.
    fn goes_on(&self) -> bool {
        match &self.stage {
            Stage::Questions => self.read < QUESTIONS.len() || !self.is_foot_read,
            Stage::About => false,
            Stage::Advice(advice) => advice.from + advice.shown <= advice.texts.len(),
        }
    }

    fn go_on(&mut self) {
        match &mut self.stage {
            Stage::Advice(advice) => advice.from = (advice.from + advice.shown).min(advice.texts.len()),
            Stage::Questions | Stage::About if self.read < QUESTIONS.len() => self.marked = self.read,
            Stage::Questions | Stage::About => (self.stage, self.is_foot_read) = (Stage::About, true),
        }
    }

    fn close(&mut self) -> Next {
        match &mut self.stage {
            Stage::Advice(advice) if advice.from > 0 => advice.from = 0,
            Stage::Advice(Advice { is_answer: true, .. }) | Stage::About => self.stage = Stage::Questions,
            Stage::Advice(_) | Stage::Questions => return Next::Pop,
        }
        Next::Stay
    }

    fn ask_key(&mut self, action: Action) {
        let last = QUESTIONS.len() - 1;
        match action {
            Action::Up => self.marked = self.marked.saturating_sub(1),
            Action::Down => self.marked = (self.marked + 1).min(last),
            Action::Tick => self.tick(),
            Action::More => self.change(true),
            Action::Less => self.change(false),
            Action::Count(trips) => {
                // Only one line takes a number, so it need not be gone to first.
                self.marked =
                    QUESTIONS.iter().position(|&question| question == Question::Trips).unwrap_or(self.marked);
                self.answers.set_trips(trips);
            }
            _ => {}
        }
    }

    /// Keeps the answers, and offers the seated routine if they call for it anew.
    fn take_answers(&mut self, cx: &mut Context) -> Next {
        let before = cx.safety.as_ref().map(|before| &before.yes);
        if before != Some(&self.answers.yes) {
            // What they call for is told anew, also after going back from it.
            self.reason = Reason::Wish;
        }
        cx.keep_answers(self.answers.given(self.answers.keeps_routine(), cx.now.wall.date()));
        if self.swollen {
            safety_gate::tell_swollen(cx);
            return Next::Pop;
        }
        safety_gate::tell_not_swollen(cx);
        match Advice::on_answers(cx).filter(|_| self.reason != Reason::AMonth) {
            Some(advice) => self.stage = Stage::Advice(advice),
            None => return self.leave(cx),
        }
        Next::Stay
    }

    fn leave(&self, cx: &mut Context) -> Next {
        if let Then::Evening { afresh } = self.then {
            cx.say_when_to_stop();
            cx.read_routine(afresh);
        }
        Next::Pop
    }

    fn item(&self, question: Question) -> Item<'static> {
        match question {
            Question::Risk(risk) => Item::tick(risk.label(), self.answers.has(risk)),
            Question::ClotNow => Item::tick(CLOT_NOW, self.swollen),
            Question::Fluids => {
                let text = self.answers.fluids_in_words(self.units);
                Item::tick(text, self.answers.fluids() != Fluids::Free)
            }
            Question::Trips => {
                let text = format!("{TRIPS}: {}", self.answers.night_trips());
                let how = if self.answers.night_trips() == 0 { " (type a number)" } else { "" };
                Item { spoken: format!("{text}."), ..Item::new(format!("{text}{how}")) }
            }
        }
    }

    fn questions(&self) -> Page<'_> {
        let lead = match self.reason {
            Reason::News => "Some are new. Tick any that apply to you.",
            Reason::AMonth => "A month has passed. Has anything changed? If not, just press Enter.",
            Reason::First | Reason::Wish => "Tick anything that applies to you. Nothing? Just press Enter.",
        };
        let is_first = self.reason == Reason::First;
        let items = QUESTIONS.iter().map(|question| self.item(*question)).collect();
        let next = if is_first { LOCAL.to_owned() } else { String::new() };
        Page { next, ..Page::new(PageId::Safety, TITLE) }
            .with(Block::text("Before you begin.").in_lines())
            .with(Block::text(lead))
            .with(
                Block::text(format!("{} Plus and minus change an amount.", glossary::NUMBER_TICKS))
                    .in_lines(),
            )
            .with(Block::list(items, self.marked))
            .with_all(
                [HABIT, LOCAL].into_iter().filter(|_| is_first).map(|text| Block::text(text).in_lines()),
            )
            .with_all(
                self.takes_medicines().then(|| Block::text(self.for_a_doctor()).soft().bottom().optional()),
            )
            .with(Block::text("Press Enter when you are done.").in_lines())
            .with_all(is_first.then(|| Block::text(HABIT).soft().bottom().optional().on_screen()))
    }
}

impl Screen for SafetyScreen {
    fn scene(&self, _: &Context) -> Scene {
        match self.stage {
            Stage::Questions | Stage::About => Scene::Safety,
            Stage::Advice(_) => Scene::Advice,
        }
    }

    fn page<'a>(&'a self, _: &'a Context) -> Page<'a> {
        match &self.stage {
            Stage::Questions => self.questions(),
            Stage::About => Page::new(PageId::About, TITLE)
                .with(Block::text(HABIT).middle())
                .with(Block::text(LOCAL).soft().middle())
                .with(Block::text(glossary::ENTER_GOES_ON).strong().middle()),
            Stage::Advice(advice) => advice.page(),
        }
    }

    fn handle(&mut self, input: Input, cx: &mut Context) -> Next {
        match (&self.stage, input) {
            (_, Input::Key(Action::Quit)) => cx.quit(String::new()),
            (_, Input::Key(_)) if cx.ignores_keys() => {}
            // No answer to what was not in sight.
            (_, Input::Key(Action::Enter)) if self.goes_on() => self.go_on(),
            (_, Input::Key(Action::Keep)) if self.goes_on() => {}
            (_, Input::Key(Action::Close)) => return self.close(),
            (Stage::Advice(advice), Input::Key(action @ (Action::Enter | Action::Keep))) => {
                advice.take(action == Action::Keep, cx);
                return self.leave(cx);
            }
            (Stage::Questions | Stage::About, Input::Key(Action::Enter)) => return self.take_answers(cx),
            (Stage::About, Input::Key(_)) => self.stage = Stage::Questions,
            (Stage::Questions, Input::Key(Action::Type)) if self.takes_medicines() => {
                return Medicines::open(&self.answers).into();
            }
            (Stage::Questions, Input::Key(action)) => self.ask_key(action),
            (Stage::Questions, Input::Number(nth @ 1..)) if usize::from(nth) <= QUESTIONS.len() => {
                self.marked = usize::from(nth) - 1;
                self.tick();
            }
            _ => {}
        }
        Next::Stay
    }

    fn label(&self, action: Action, usual: Option<&'static str>, _: &Context) -> Option<&'static str> {
        let question = self.question();
        match action {
            Action::More | Action::Less if !matches!(question, Question::Fluids | Question::Trips) => None,
            Action::Tick if question == Question::Trips => None,
            Action::Type if !self.takes_medicines() => None,
            Action::Enter if self.goes_on() => Some(glossary::NEXT),
            Action::Keep if self.goes_on() => None,
            _ => usual,
        }
    }

    fn uncovered(&mut self, _: Leaves, cx: &mut Context) -> Next {
        if let Some(kept) = &cx.safety {
            self.answers.medicines.clone_from(&kept.medicines);
        }
        Next::Stay
    }

    fn see(&mut self, seen: Seen) {
        match &mut self.stage {
            Stage::Advice(advice) => advice.shown = seen.items.min(advice.texts.len() + 1),
            Stage::About => {}
            Stage::Questions => {
                self.read = self.read.max(seen.items.min(QUESTIONS.len()));
                self.is_foot_read |= seen.whole;
            }
        }
    }
}
