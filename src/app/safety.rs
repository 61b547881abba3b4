//! The questions before the first evening, and what has to be told before a routine: asked once, changed at any time.

use super::{App, Room, Screen};
use crate::app::effect::{Effect, Write};
use crate::app::keymap::{Action, Scene};
use crate::health::answer::Answer;
use crate::health::safety::{
    ADVICE, CLOT_NOW, FLUIDS, Fluids, HABIT, LATER, LOCAL, Risk, SEATED, Safety, TRIPS,
};
use crate::routine::library::Library;
use crate::session::Now;
use crate::text::wrapped;

mod advice;

pub use advice::Advice;

/// The questions while they are being answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// The answers so far.
    pub safety: Safety,
    /// A leg is swollen now, or a clot is looked into: it is no answer to keep, but a warning sign.
    pub swollen: bool,
    /// Which question is marked.
    pub at: usize,
    /// The answers are given, and this is to be read before a routine begins.
    pub advice: Option<Advice>,
    /// The last question was in sight; on a small screen, what the program is comes after it.
    pub read: bool,
    /// What comes after them.
    then: Then,
}

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    /// Whether this is true.
    Risk(Risk),
    /// Whether a clot is there now, or may be.
    ClotNow,
    /// Whether there is a limit to what one drinks, and which.
    Fluids,
    /// How often one gets up at night.
    Trips,
}

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

/// A question as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What is asked, with the amount where there is one.
    pub text: String,
    /// Whether it is ticked; `None` for what is only counted.
    pub ticked: Option<bool>,
}

/// What comes after the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// Back to the tonight screen.
    Tonight,
    /// The evening, anew or where it was left.
    Evening { afresh: bool },
}

impl Asking {
    pub(super) fn scene(&self) -> Scene {
        if self.advice.is_some() { Scene::Advice } else { Scene::Safety }
    }

    /// Returns the questions as they stand.
    pub fn rows(&self) -> Vec<Row> {
        QUESTIONS.iter().map(|question| self.row(*question)).collect()
    }

    /// Returns what to say above them.
    pub fn lead(&self) -> &'static str {
        if self.safety.asks_again() { NEW } else { TICK }
    }

    /// Returns what the program is, and what becomes of the answers.
    pub fn foot() -> [&'static str; 3] {
        [HABIT, LOCAL, LATER]
    }

    /// Returns whether the marked question has an amount, which plus and minus change.
    pub fn counts(&self) -> bool {
        matches!(self.question(), Question::Fluids | Question::Trips)
    }

    /// Returns whether the marked question can be ticked.
    pub fn ticks(&self) -> bool {
        self.question() != Question::Trips
    }

    /// Returns whether there is room for all questions, and for what the program is below them.
    pub fn fits(&self, room: Room) -> (bool, bool) {
        let lines = |text: &str, columns: u16| wrapped(text, usize::from(columns)).len();
        let asked: usize =
            self.rows().iter().map(|row| lines(&row.text, room.columns.saturating_sub(MARGIN))).sum();
        let feet: usize = Asking::foot().iter().map(|text| lines(text, room.columns)).sum();
        let rows = usize::from(room.rows);
        // What to do stands above them.
        (asked < rows, asked + feet < rows)
    }

    fn question(&self) -> Question {
        QUESTIONS[self.at.min(QUESTIONS.len() - 1)]
    }

    fn row(&self, question: Question) -> Row {
        let safety = &self.safety;
        match question {
            Question::Risk(risk) => Row { text: risk.label().to_owned(), ticked: Some(safety.has(risk)) },
            Question::ClotNow => Row { text: CLOT_NOW.to_owned(), ticked: Some(self.swollen) },
            Question::Fluids => Row { text: fluids(safety), ticked: Some(safety.fluids() != Fluids::Free) },
            Question::Trips => Row { text: format!("{TRIPS}: {}", safety.night_trips()), ticked: None },
        }
    }

    fn tick(&mut self) {
        match self.question() {
            Question::Risk(risk) => self.safety.turn(risk),
            Question::ClotNow => self.swollen = !self.swollen,
            Question::Fluids => self.safety.turn_fluids(),
            Question::Trips => {}
        }
    }

    fn change(&mut self, more: bool) {
        match self.question() {
            Question::Risk(_) | Question::ClotNow => {}
            Question::Fluids => self.safety.change_fluids(more),
            Question::Trips => self.safety.change_trips(more),
        }
    }

    /// Returns where Enter leads, as long as something of the questions was not in sight yet.
    pub(super) fn further(&self, room: Room) -> Option<Asking> {
        let mut next = self.clone();
        if let Some(advice) = &mut next.advice {
            let (texts, keys) = advice.in_sight(room);
            let shown = texts.len();
            advice.from += shown;
            return keys.is_none().then_some(next);
        }
        let (all, foot) = self.fits(room);
        if self.read || room.rows == 0 || foot {
            return None;
        }
        if all || self.at + 1 >= QUESTIONS.len() {
            next.read = true;
        } else {
            next.at += 1;
        }
        Some(next)
    }
}

/// Returns the question about drinks with what was answered.
pub fn fluids(safety: &Safety) -> String {
    match safety.fluids() {
        Fluids::Free => FLUIDS.to_owned(),
        Fluids::Unsure => format!("{FLUIDS}: not sure how much"),
        Fluids::Ml(ml) => format!("{FLUIDS}: {ml} ml a day"),
    }
}

impl App {
    /// Opens the questions.
    pub(super) fn ask(&mut self, then: Then) {
        let safety = self.safety.clone().unwrap_or_default();
        let asking = Asking { safety, swollen: false, at: 0, advice: None, read: false, then };
        self.screen = Screen::Safety(asking);
    }

    pub(super) fn on_safety(&mut self, now: &Now, action: Action, effects: &mut Vec<Effect>) {
        let room = self.room;
        let Screen::Safety(asking) = &mut self.screen else { return };
        let last = QUESTIONS.len() - 1;
        match (action, &asking.advice) {
            (
                Action::Up | Action::Down | Action::Tick | Action::More | Action::Less | Action::Close,
                None,
            ) if asking.read => asking.read = false,
            (Action::Up, None) => asking.at = asking.at.saturating_sub(1),
            (Action::Down, None) => asking.at = (asking.at + 1).min(last),
            (Action::Tick, None) => asking.tick(),
            (Action::More, None) => asking.change(true),
            (Action::Less, None) => asking.change(false),
            (Action::Close, Some(advice)) if advice.from > 0 => {
                asking.advice = Some(Advice { from: 0, ..advice.clone() });
            }
            (Action::Close, Some(advice)) if advice.answered => {
                (asking.advice, asking.read) = (None, false);
            }
            (Action::Close, None | Some(_)) => self.screen = Screen::Tonight,
            // No answer to what was not in sight.
            (Action::Enter | Action::Keep, _) if asking.further(room).is_some() => {
                if let Some(next) = asking.further(room).filter(|_| action == Action::Enter) {
                    *asking = next;
                }
            }
            (Action::Enter, None) => self.take_answers(now, effects),
            (Action::Enter, Some(_)) => self.take_advice(false, now, effects),
            (Action::Keep, Some(_)) => self.take_advice(true, now, effects),
            (_, _) => {}
        }
    }

    /// Keeps the answers, and offers the seated routine if they call for it.
    fn take_answers(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        let Screen::Safety(asking) = &self.screen else { return };
        let (given, swollen) = (asking.safety.given(asking.safety.keeps_routine()), asking.swollen);
        let usual = self.config.routine_for(self.night(now));
        let seats = Safety::known(Some(&given), self.config.pregnant, self.config.fluid_limit).seats();
        let offers = seats && (self.routine.id != SEATED || usual != SEATED);
        let (own, mine) = (self.routine.id == SEATED, self.routine.plan.name.clone());
        let keeps = if own { name_of(usual) } else { mine };
        self.give(given, effects);
        if swollen {
            self.screen = Screen::Tonight;
            self.tell_swollen(now, effects);
            self.hear_nothing_yet(now);
        } else if offers {
            let caveats = if own { Vec::new() } else { self.known().caveats(&self.routine.routine) };
            let about = if caveats.is_empty() { vec![HABIT.to_owned()] } else { caveats.clone() };
            let texts = [ADVICE.to_owned()].into_iter().chain(about).collect();
            if let Screen::Safety(asking) = &mut self.screen {
                asking.advice = Some(Advice { texts, keeps, from: 0, caveats, answered: true });
            }
        } else {
            self.leave_safety(effects);
        }
    }

    /// Keeps what was answered, and suits the routine to it.
    fn give(&mut self, safety: Safety, effects: &mut Vec<Effect>) {
        effects.push(Effect::Write(Write::Safety(safety.clone())));
        self.routine.suit(&safety, &self.config);
        self.safety = Some(safety);
    }

    /// Chooses a shipped routine for tonight; one of the person's own is only named.
    fn take(&mut self, id: &str, now: &Now, effects: &mut Vec<Effect>) {
        let Some(routine) = Library::routine(id) else {
            self.notice =
                Some(format!("From now on {id} is the usual routine again; o chooses it for tonight."));
            return;
        };
        self.routine = self.chosen(id.to_owned(), &routine);
        effects.push(self.choice(now));
    }

    fn leave_safety(&mut self, effects: &mut Vec<Effect>) {
        let Screen::Safety(asking) = &self.screen else { return };
        let then = asking.then;
        self.screen = Screen::Tonight;
        match then {
            Then::Tonight => {}
            Then::Evening { afresh } => {
                self.say_when_to_stop();
                effects.push(self.read(afresh));
            }
        }
    }
}

/// The columns before a question: the mark and what is ticked.
pub(super) const MARGIN: u16 = 6;
/// What to do with the questions.
const TICK: &str = "Tick anything that applies to you.";
/// The same, for somebody who answered an older version.
const NEW: &str = "Some are new. Tick any that apply.";

/// What people call a routine; its id, where it is one of their own.
fn name_of(id: &str) -> String {
    Library::routine(id).map_or_else(|| id.to_owned(), |routine| routine.name)
}
