//! The questions about last night, asked once before tonight's screen.
//!
//! One key for no; with a cramp, one key or Enter for each question. Nothing is saved before the warning signs that
//! hold with it were shown. Whoever quits in the middle keeps what was told until then.

use std::collections::VecDeque;
use std::time::Duration;

use jiff::civil::Date;

use super::sheet::{Sheet, Shown, Tone, write};
use super::{Room, TOGETHER};
use crate::app::keymap::{self, Action, Question, Scene};
use crate::health::answer::Answer;
use crate::health::body::{Relief, Severity};
use crate::health::signs::{self, Case, FOOTER, Finding, Sign, ToldSign};
use crate::session::Now;
use crate::store::journal::{CrampNote, EventKind, LASTED_OVER_TEN_MINUTES, NightNote};

mod doors;
mod sight;

/// The questions while they are being answered.
#[derive(Debug)]
pub(super) struct Morning {
    night: Date,
    question: Question,
    /// The questions that were asked, to go back to.
    asked: Vec<Question>,
    /// When a 1 was typed that may become a 10.
    one: Option<Duration>,
    /// The cramp as far as it was told of.
    cramp: CrampNote,
    note: NightNote,
    /// The cramp as the diary had it.
    known: CrampNote,
    /// Other cramps of the night with something open, and those told to their end.
    further: VecDeque<CrampNote>,
    done: Vec<CrampNote>,
    /// Which warning sign is marked.
    at: usize,
    /// What is worth knowing before it is saved, and the same laid out.
    findings: Vec<Finding>,
    worth: Sheet,
    /// Whether it was opened from the diary.
    from_diary: bool,
    /// Whether to quit once it is saved.
    quitting: bool,
}

/// A question as a view may know it.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked<'a> {
    /// Which one.
    pub question: Question,
    /// The night it is about: "Saturday, 21 November".
    pub night: String,
    /// The question in words.
    pub words: String,
    /// The answers: keys, and what they say.
    pub answers: Vec<(&'static str, &'static str)>,
    /// What was told so far.
    pub told: String,
    /// The warning signs, ticked or not, and which one is marked.
    pub signs: (Vec<signs::SignRow>, usize),
    /// What to do at once, for what is ticked.
    pub urgent: Vec<String>,
    /// What is worth knowing.
    pub worth: Shown<'a>,
}

/// A minute, in seconds.
const MINUTE: u32 = 60;

impl Morning {
    /// Returns the first question about a night, with what the diary has of it: its cramps in order of time.
    pub(super) fn of<'a>(
        night: Date,
        note: Option<&NightNote>,
        cramps: impl DoubleEndedIterator<Item = &'a CrampNote> + Clone,
        from_diary: bool,
    ) -> Morning {
        let mut further: VecDeque<_> = cramps.clone().filter(|cramp| is_open(cramp)).cloned().collect();
        // Of cramps told to their end, one is enough to ask for more.
        let cramp = further.pop_front().or_else(|| cramps.last().cloned());
        Morning {
            night,
            question: if cramp.is_some() { Question::Rest } else { Question::Cramp },
            asked: Vec::new(),
            one: None,
            cramp: cramp.clone().unwrap_or_default(),
            note: note.cloned().unwrap_or_default(),
            known: cramp.unwrap_or_default(),
            further,
            done: Vec::new(),
            at: 0,
            findings: Vec::new(),
            worth: Sheet::default(),
            from_diary,
            quitting: false,
        }
    }

    pub(super) fn scene(&self) -> Scene {
        Scene::Ask(self.question)
    }

    /// Lays out anew, for another room.
    pub(super) fn see_room(&mut self, room: Room) {
        self.worth = Sheet::new(warnings(&self.findings, room));
    }

    /// Returns whether there is more below of what is worth knowing.
    pub(super) fn is_more(&self, room: Room) -> bool {
        self.worth.shown(room).more
    }

    /// Takes the 0 of a 10 whose 1 was the answer to the question before. Returns whether it was that.
    fn is_ten(&mut self, now: &Now, action: Action) -> bool {
        let one = self.one.take().filter(|at| now.up.saturating_sub(*at) < TOGETHER);
        let answer = match self.asked.last() {
            Some(Question::Severity) => &mut self.cramp.severity,
            Some(Question::Disturbed) => &mut self.note.disturbed,
            Some(_) | None => return false,
        };
        if one.is_some() && action == Action::Count(0) {
            *answer = Severity::new(10);
            return true;
        }
        false
    }

    /// Takes an answer; `true` once everything is told.
    fn answer(&mut self, now: &Now, action: Action) -> bool {
        if self.is_ten(now, action) {
            return false;
        }
        if matches!(self.question, Question::Severity | Question::Disturbed) && action == Action::Count(1) {
            self.one = Some(now.up);
        }
        let is_begun = !self.cramp.cramp.is_empty() && !self.had();
        let (cramp, note) = (&mut self.cramp, &mut self.note);
        match (self.question, action) {
            (Question::Cramp | Question::Rest, Action::No) => {
                cramp.clone_from(&self.known);
                note.cramp = !cramp.cramp.is_empty() || !self.done.is_empty();
                note.disturbed = note.disturbed.filter(|_| note.cramp);
                return true;
            }
            (Question::Rest, Action::Yes) => {
                note.cramp = true;
                if is_begun {
                    cramp.clone_from(&self.known);
                }
            }
            (Question::Cramp, Action::Yes) | (Question::Rest, Action::More) => {
                note.cramp = true;
                // Whoever went back finds what was told.
                if !is_begun {
                    *cramp = CrampNote { cramp: id(now), ..CrampNote::default() };
                }
            }
            (Question::Leg, Action::Leg(leg)) => cramp.side = Some(leg),
            (Question::Muscle, Action::Muscle(muscle)) => cramp.muscle = Some(muscle),
            (Question::Severity, Action::Count(much)) => cramp.severity = Severity::new(much),
            (Question::Minutes, Action::Count(0)) => cramp.seconds = Some(MINUTE / 2),
            (Question::Minutes, Action::Count(minutes)) => cramp.seconds = Some(u32::from(minutes) * MINUTE),
            (Question::Minutes, Action::Long) => cramp.seconds = Some(LASTED_OVER_TEN_MINUTES),
            (Question::Helped, Action::Helped(relief)) => cramp.helped = vec![Relief::Known(relief)],
            (Question::Disturbed, Action::Count(much)) => note.disturbed = Severity::new(much),
            (Question::Signs, Action::Count(_) | Action::Tick | Action::Up | Action::Down) => {
                self.tick(action);
                return false;
            }
            (Question::Signs, Action::Enter) => return !self.turn_to_another(),
            (_, Action::Back) => {
                self.question = self.asked.pop().unwrap_or(self.question);
                return false;
            }
            (_, Action::Enter) => {}
            (_, _) => return false,
        }
        self.next();
        false
    }

    /// On to the next question; of a cramp that the diary had, only to what it does not know.
    fn next(&mut self) {
        self.asked.push(self.question);
        let from = ORDER.iter().position(|question| *question == self.question).map_or(0, |at| at + 1);
        let mut further = ORDER[from..].iter().copied();
        self.question = further.find(|&next| !self.had() || self.is_open(next)).unwrap_or(Question::Signs);
    }

    /// Turns to another cramp of the night with something open; `false` if there is none.
    fn turn_to_another(&mut self) -> bool {
        let Some(cramp) = self.further.pop_front() else { return false };
        let told = std::mem::replace(&mut self.cramp, cramp.clone());
        if told != std::mem::replace(&mut self.known, cramp) {
            self.done.push(told);
        }
        self.asked.clear();
        (self.question, self.at) = (Question::Rest, 0);
        true
    }

    /// Whether anything was told.
    fn is_begun(&self) -> bool {
        !self.asked.is_empty() || !self.done.is_empty()
    }

    fn had(&self) -> bool {
        !self.known.cramp.is_empty() && self.known.cramp == self.cramp.cramp
    }

    fn is_open(&self, question: Question) -> bool {
        match question {
            Question::Leg => self.cramp.side.is_none(),
            Question::Muscle => self.cramp.muscle.is_none(),
            Question::Severity => self.cramp.severity.is_none(),
            Question::Minutes => is_length_open(&self.cramp),
            Question::Helped => self.cramp.helped.is_empty(),
            Question::Disturbed => self.note.disturbed.is_none(),
            Question::Cramp | Question::Rest | Question::Signs | Question::Worth => true,
        }
    }

    fn tick(&mut self, action: Action) {
        let last = Sign::ALL.len() - 1;
        match action {
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at = (self.at + 1).min(last),
            Action::Count(digit) => {
                let at = sight::keyed(digit);
                if Sign::ALL.get(at).is_some_and(|sign| sign.is_urgent()) {
                    self.at = at;
                    self.turn();
                }
            }
            Action::Tick => self.turn(),
            _ => {}
        }
    }

    fn turn(&mut self) {
        self.cramp.signs.turn(Sign::ALL[self.at]);
    }

    /// What is to be written down: the cramp where there is news of it, and the night.
    fn told(&self) -> Vec<EventKind> {
        let cramp = (self.cramp != self.known).then_some(&self.cramp);
        let cramps = self.done.iter().chain(cramp).cloned().map(EventKind::Cramp);
        cramps.chain([EventKind::Night(self.note.clone())]).collect()
    }

    /// What to do at once, for what is ticked and for how long it lasted.
    fn urgent(&self) -> Vec<Finding> {
        let told = || self.done.iter().chain([&self.cramp]);
        let signs = told().flat_map(|cramp| cramp.signs.iter()).filter(|sign| sign.is_urgent());
        let told = signs.map(ToldSign::just_ticked).collect();
        let lasting = self.done.iter().chain([&self.cramp]).filter(|cramp| cramp.may_last());
        let lasting = lasting.filter_map(|cramp| cramp.seconds).max();
        signs::findings(&Case { told, lasting, ..Case::default() })
    }

    pub(super) fn asked(&self, room: Room) -> Asked<'_> {
        let words = match self.question {
            Question::Rest => {
                let more = match self.further.len() {
                    0 => String::new(),
                    n => format!(", and {n} more"),
                };
                format!("Last night: {}{more}. More to tell?", self.known.said())
            }
            Question::Worth => signs::heading(&self.findings).to_owned(),
            question => prompt(question).to_owned(),
        };
        let answers = keymap::rows(self.scene()).filter(|row| row.footer.is_none());
        let urgent = self.urgent();
        let signs = Sign::ALL.iter().map(|sign| sign.row(self.cramp.signs.has(*sign), &urgent));
        let begun = !matches!(self.question, Question::Cramp | Question::Rest);
        Asked {
            question: self.question,
            night: self.night.strftime("%A, %-d %B").to_string(),
            words,
            answers: answers.map(|row| (row.shown, row.help)).collect(),
            told: if begun { self.cramp.said() } else { String::new() },
            signs: (signs.collect(), self.at),
            urgent: urgent.iter().map(Finding::text).collect(),
            worth: self.worth.shown(room),
        }
    }
}

/// The questions about a cramp, in order.
const ORDER: [Question; 7] = [
    Question::Leg,
    Question::Muscle,
    Question::Severity,
    Question::Minutes,
    Question::Helped,
    Question::Disturbed,
    Question::Signs,
];

fn prompt(question: Question) -> &'static str {
    match question {
        Question::Cramp | Question::Rest => "Last night: any cramp?",
        Question::Leg => "Which leg?",
        Question::Muscle => "Which muscle?",
        Question::Severity => "How strong was it, 0 to 10?",
        Question::Minutes => "How long did it last?",
        Question::Helped => "What helped most?",
        Question::Disturbed => "How much did cramps disturb your sleep, 0 to 10?",
        Question::Signs => "Any of these? Tick, or just Enter.",
        Question::Worth => "Worth knowing",
    }
}

/// Whether something about a cramp is not told yet.
fn is_open(cramp: &CrampNote) -> bool {
    let CrampNote { side, muscle, severity, helped, .. } = cramp;
    side.is_none() || muscle.is_none() || severity.is_none() || is_length_open(cramp) || helped.is_empty()
}

/// Whether it is not told how long a cramp lasted: "over ten minutes" may be what the clock says at night.
fn is_length_open(cramp: &CrampNote) -> bool {
    cramp.seconds.is_none() || cramp.may_last()
}

/// Names a new cramp, as sessions are named.
fn id(now: &Now) -> String {
    format!("{:x}", now.wall.timestamp().as_microsecond())
}

/// What is worth knowing, with the footer that always stands there.
pub(super) fn warnings(findings: &[Finding], room: Room) -> Vec<super::sheet::Written> {
    let mut lines = Vec::new();
    for finding in findings {
        let tone = if finding.rule.level.is_urgent() { Tone::Warning } else { Tone::Text };
        write(&mut lines, Tone::Strong, finding.rule.level.label(), room);
        write(&mut lines, tone, &finding.text(), room);
        lines.push(Vec::new());
    }
    if !findings.is_empty() {
        write(&mut lines, Tone::Soft, FOOTER, room);
    }
    lines
}
