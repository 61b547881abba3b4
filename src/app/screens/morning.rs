//! The questions about last night, asked once before tonight's screen.
//!
//! One key for no; with a cramp, one key or Enter for each question. Nothing is saved before the warning signs that
//! hold with it were shown. Quitting in the middle keeps what was told until then.
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

use std::collections::VecDeque;
use std::time::Duration;

use jiff::civil::Date;

use crate::app::context::{Context, TOGETHER};
use crate::app::effect::Effect;
use crate::app::input::Input;
use crate::app::keymap::{self, Action, Question, Scene};
use crate::app::page::{Block, Content, Item, Page, PageId, Scrolling, Seen};
use crate::app::screen::{Next, Screen};
use crate::diary::Diary;
use crate::health::answer::Answer;
use crate::health::body::{Relief, Severity};
use crate::health::signs::{self, Case, FOOTER, Finding, Sign, ToldSign};
use crate::store::journal::{CrampNote, Entry, EventKind, LASTED_OVER_TEN_MINUTES, NightNote, slept};
use crate::text::capital;
use crate::text::glossary;

/// The questions while they are being answered.
#[derive(Debug)]
pub(in crate::app) struct Morning {
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
    /// Which warning sign is marked, and how many were in sight, from the first one on.
    marked: usize,
    read: usize,
    /// What is worth knowing before it is saved.
    findings: Vec<Finding>,
    scrolling: Scrolling,
    /// Whether to quit once it is saved.
    is_quitting: bool,
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

/// A minute, in seconds.
const MINUTE: u32 = 60;

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
        Some(Morning::of(night, None, cramps))
    }

    /// The first question about a night, with what the diary has of it: its cramps in order of time.
    pub(super) fn of<'a>(
        night: Date,
        note: Option<&NightNote>,
        cramps: impl DoubleEndedIterator<Item = &'a CrampNote> + Clone,
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
            (Question::Signs, Action::Enter) if self.read < Sign::ALL.len() => self.marked = self.read,
            (Question::Signs, Action::Count(digit)) if keyed(digit) >= self.read => {}
            (Question::Cramp | Question::Rest, Action::Later) if self.done.is_empty() => {
                return leave(None, cx);
            }
            (Question::Cramp | Question::Rest, Action::Later) => cx.emit(Effect::ReadDiary),
            (Question::Worth, Action::Enter) if !self.scrolling.seen.whole => {
                self.scrolling.handle(Action::PageDown);
            }
            (Question::Worth, Action::Enter) => return self.save(cx),
            (Question::Worth, Action::Up | Action::Down | Action::PageUp | Action::PageDown) => {
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

    /// A number, typed as a whole.
    fn number(&mut self, number: u16, cx: &mut Context) -> Next {
        let action = match (self.question, u8::try_from(number).unwrap_or(u8::MAX)) {
            (Question::Signs, nth @ 1..) if usize::from(nth) <= Sign::ALL.len() => {
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
            Some(Question::Severity) => &mut self.cramp.severity,
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
    fn answer(&mut self, action: Action, cx: &Context) -> bool {
        if self.is_ten(cx.now.up, action) {
            return false;
        }
        if matches!(self.question, Question::Severity | Question::Disturbed) && action == Action::Count(1) {
            self.one = Some(cx.now.up);
        }
        let is_begun = !self.cramp.cramp.is_empty() && !self.is_known();
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
                // Going back finds what was told.
                if !is_begun {
                    *cramp = CrampNote { cramp: cx.new_id(), ..CrampNote::default() };
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
        self.next_question();
        false
    }

    /// On to the next question; of a cramp that the diary had, only to what it does not know.
    fn next_question(&mut self) {
        self.asked.push(self.question);
        let from = ORDER.iter().position(|question| *question == self.question).map_or(0, |at| at + 1);
        let mut further = ORDER[from..].iter().copied();
        self.question = further.find(|&next| !self.is_known() || self.asks(next)).unwrap_or(Question::Signs);
    }

    /// Turns to another cramp of the night with something open; `false` if there is none.
    fn turn_to_another(&mut self) -> bool {
        let Some(cramp) = self.further.pop_front() else { return false };
        let told = std::mem::replace(&mut self.cramp, cramp.clone());
        if told != std::mem::replace(&mut self.known, cramp) {
            self.done.push(told);
        }
        self.asked.clear();
        (self.question, self.marked, self.read) = (Question::Rest, 0, 0);
        true
    }

    /// Whether the diary had this cramp.
    fn is_known(&self) -> bool {
        !self.known.cramp.is_empty() && self.known.cramp == self.cramp.cramp
    }

    /// Whether a question about a cramp that the diary had is still open.
    fn asks(&self, question: Question) -> bool {
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
        match action {
            Action::Up => self.marked = self.marked.saturating_sub(1),
            Action::Down => self.marked = (self.marked + 1).min(Sign::ALL.len() - 1),
            Action::Count(digit) => {
                let at = keyed(digit);
                if let Some(sign) = Sign::ALL.get(at).filter(|sign| sign.is_urgent()) {
                    self.marked = at;
                    self.cramp.signs.turn(*sign);
                }
            }
            Action::Tick => self.cramp.signs.turn(Sign::ALL[self.marked]),
            _ => {}
        }
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
        let signs = signs.map(ToldSign::just_ticked).collect();
        let lasting = told().filter(|cramp| cramp.may_last()).filter_map(|cramp| cramp.seconds).max();
        signs::findings(&Case { told: signs, lasting, ..Case::default() })
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
        self.scrolling = Scrolling::default();
        self.asked.push(self.question);
        self.question = Question::Worth;
        Next::Stay
    }

    fn save(&self, cx: &mut Context) -> Next {
        for what in self.told() {
            cx.record(self.night, what);
        }
        if self.is_quitting {
            cx.quit(String::new());
        }
        // A leg may be swollen without any cramp, for which no signs are asked.
        let noted = if self.note.cramp {
            "Noted: a cramp last night."
        } else {
            "Noted: no cramp last night. One leg swollen, hot or very tender? Press s and tick it."
        };
        leave(Some(noted), cx)
    }

    /// Sees that what was told is weighed and written down first; nothing told is nothing to write.
    fn quit(&mut self, cx: &mut Context) -> Next {
        let is_begun = !self.asked.is_empty() || !self.done.is_empty();
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

    /// The question in words.
    fn prompt(&self) -> String {
        match self.question {
            Question::Cramp => "Last night: any cramp?".to_owned(),
            Question::Rest => format!("Last night: {}", self.more_to_tell()),
            Question::Leg => "Which leg?".to_owned(),
            Question::Muscle => "Which muscle?".to_owned(),
            Question::Severity => "How strong was it, 0 to 10?".to_owned(),
            Question::Minutes => "How long did it last?".to_owned(),
            Question::Helped => "What helped most?".to_owned(),
            Question::Disturbed => "How much did cramps disturb your sleep, 0 to 10?".to_owned(),
            Question::Signs => "Any of these? Tick, or press Enter.".to_owned(),
            Question::Worth => signs::heading(&self.findings).to_owned(),
        }
    }

    fn more_to_tell(&self) -> String {
        let more = match self.further.len() {
            0 => String::new(),
            n => format!(", and {n} more"),
        };
        format!("{}{more}. Anything to add?", self.known.said())
    }

    /// The question as lines ask it, and how it is answered.
    fn spoken(&self) -> (String, &'static str) {
        let night = self.night_in_words();
        match self.question {
            Question::Cramp => (format!("Last night, {night}. Any cramp?"), ""),
            Question::Rest => (format!("Last night, {night}. {}", capital(&self.more_to_tell())), ""),
            Question::Severity | Question::Disturbed => (
                self.prompt(),
                "Type a number and press Enter: 0 is none, 10 is the worst. Press Enter alone to skip.",
            ),
            Question::Minutes => (
                self.prompt(),
                "Type the minutes and press Enter: 0 is less than one. Press Enter alone to skip.",
            ),
            Question::Leg | Question::Muscle | Question::Helped => {
                (self.prompt(), "Press Enter alone to skip.")
            }
            Question::Signs | Question::Worth => (self.prompt(), ""),
        }
    }

    fn night_in_words(&self) -> String {
        self.night.strftime("%A, %-d %B").to_string()
    }

    fn question_page(&self) -> Page<'_> {
        let is_begun = !matches!(self.question, Question::Cramp | Question::Rest);
        let told = if is_begun { self.cramp.said() } else { String::new() };
        let rows = keymap::rows(Scene::Ask(self.question)).filter(|row| row.footer.is_none());
        let answers = rows.map(|row| (row.shown, row.help)).collect();
        let (spoken, hint) = self.spoken();
        let is_number = matches!(self.question, Question::Severity | Question::Disturbed | Question::Minutes);
        let answers = Block::new(Content::Answers(answers)).middle();
        let urgent = self.urgent().into_iter().enumerate().map(|(nth, finding)| {
            let block = Block::text(finding.text()).warning().on_screen();
            // The most urgent one always.
            if nth == 0 { block } else { block.optional() }
        });
        Page::new(PageId::Morning(self.question), glossary::LAST_NIGHT)
            .with_all(urgent)
            .with_all((!told.is_empty()).then(|| Block::text(told).soft().optional().on_screen()))
            .with(Block::text(self.prompt()).strong().middle().on_screen())
            .with(Block::text(spoken).in_lines())
            .with(if is_number { answers.on_screen() } else { answers })
            .with(Block::text(hint).in_lines())
    }

    fn signs_page(&self) -> Page<'_> {
        let urgent = self.urgent();
        let first = urgent.first().map(Finding::text);
        let item = |(nth, sign): (usize, &Sign)| {
            let row = sign.row(self.cramp.signs.has(*sign), &urgent);
            let key = match nth {
                0..9 => (nth + 1).to_string(),
                9 => "0".to_owned(),
                _ => " ".to_owned(),
            };
            let item = Item::tick(row.text, row.ticked);
            let text = if sign.is_urgent() { format!("{key}  {}", item.text).into() } else { item.text };
            Item { help: row.help.filter(|help| first.as_deref() != Some(help)), text, ..item }
        };
        let items = Sign::ALL.iter().enumerate().map(item).collect();
        Page::new(PageId::Morning(Question::Signs), glossary::LAST_NIGHT)
            .with_all(first.map(|text| Block::text(text).warning().on_screen()))
            .with_all(urgent.iter().map(|finding| Block::text(finding.text()).warning().always().in_lines()))
            .with(Block::text(self.prompt()).strong().on_screen())
            .with(
                Block::text(format!(
                    "Any of these? {} Press Enter when you are done.",
                    glossary::NUMBER_TICKS
                ))
                .in_lines(),
            )
            .with(Block::list(items, self.marked))
    }
}

impl Screen for Morning {
    fn scene(&self, _: &Context) -> Scene {
        Scene::Ask(self.question)
    }

    fn page<'a>(&'a self, _: &'a Context) -> Page<'a> {
        let page = match self.question {
            Question::Worth => {
                let said = self.prompt();
                let page = Page::new(PageId::Morning(Question::Worth), said.clone());
                Page { scroll: Some(self.scrolling.top), ..page }
                    .with(Block::text(format!("{said}.")).in_lines())
                    .with_all(warnings(&self.findings))
                    .with(Block::text(glossary::ENTER_GOES_ON).in_lines())
            }
            Question::Signs => self.signs_page(),
            _ => self.question_page(),
        };
        page.aside(self.night_in_words())
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
            (Question::Signs, Action::Enter) if self.read < Sign::ALL.len() => Some(glossary::NEXT),
            (_, Action::PageDown) => usual.filter(|_| !self.scrolling.seen.whole),
            _ => usual,
        }
    }

    fn see(&mut self, seen: Seen) {
        match self.question {
            Question::Signs => self.read = self.read.max(seen.items.min(Sign::ALL.len())),
            Question::Worth => self.scrolling.see(seen),
            _ => {}
        }
    }
}

fn leave(toast: Option<&str>, cx: &mut Context) -> Next {
    cx.ignore_keys_for(cx.debounce());
    if let Some(toast) = toast {
        cx.toast(toast);
    }
    Next::Pop
}

/// Which of the warning signs a digit is the key of; the tenth has the key 0.
fn keyed(digit: u8) -> usize {
    usize::from(digit).checked_sub(1).unwrap_or(9)
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

/// What is worth knowing, with the footer that always stands there.
pub(super) fn warnings(findings: &[Finding]) -> impl Iterator<Item = Block<'static>> {
    let each = findings.iter().flat_map(|finding| {
        let level = finding.rule.level;
        let text = Block::text(finding.text()).tight();
        let text = if level.is_urgent() { text.warning() } else { text };
        [Block::text(level.label()).strong(), text]
    });
    let footer = (!findings.is_empty()).then(|| Block::text(FOOTER).soft());
    each.chain(footer).collect::<Vec<_>>().into_iter()
}
