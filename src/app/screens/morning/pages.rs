//! What the questions about last night look like.

use std::borrow::Cow;

use super::Morning;
use crate::app::keymap::{self, Question, Scene};
use crate::app::page::{Block, Content, Item, Page, PageId, Style};
use crate::health::signs::{self, FOOTER, Finding, Level, Sign};
use crate::text::capital;
use crate::text::glossary;

/// How the one question about what may need help is answered.
pub(super) const N_OR_Y: &str = "Press n for none of these, or y for yes.";

impl Morning {
    /// The question in words.
    fn prompt(&self) -> String {
        match self.question {
            Question::Cramp => "Last night: any cramp?".to_owned(),
            Question::Rest => format!("Last night: {}", self.more_to_tell()),
            Question::Leg => "Which leg?".to_owned(),
            Question::Muscle => "Which muscle?".to_owned(),
            Question::Severity => "How strong was the cramp, 0 to 10?".to_owned(),
            Question::Minutes => "How long did it last?".to_owned(),
            Question::Helped => "What helped most?".to_owned(),
            Question::Disturbed => "How much did cramps disturb your sleep, 0 to 10?".to_owned(),
            Question::Alarm => "Any of these, last night or now?".to_owned(),
            Question::Signs => "Which of these? Tick them, then press Enter.".to_owned(),
            Question::Facts => "In the last month, any of these? Tick them, or press Enter.".to_owned(),
            Question::Worth => signs::heading(&self.findings).to_owned(),
        }
    }

    fn more_to_tell(&self) -> String {
        let more = match self.cramps.left() {
            0 => String::new(),
            n => format!(", and {n} more"),
        };
        format!("{}{more}. Anything to add?", self.cramps.known.said())
    }

    /// The question as lines ask it, and how it is answered.
    fn spoken(&self) -> (String, &'static str) {
        let night = self.night_in_words();
        match self.question {
            Question::Cramp => (format!("Last night, {night}. Any cramp?"), ""),
            Question::Rest => (format!("Last night, {night}. {}", capital(&self.more_to_tell())), ""),
            Question::Severity | Question::Disturbed => {
                (self.prompt(), "Type a number and press Enter: 0 is none, 10 is the worst.")
            }
            Question::Minutes => (self.prompt(), "Type the minutes and press Enter: 0 is less than one."),
            Question::Signs => (ticking("Which of these?"), ""),
            Question::Facts => (ticking("In the last month, any of these?"), ""),
            Question::Worth => (format!("{}.", self.prompt()), ""),
            Question::Leg | Question::Muscle | Question::Helped | Question::Alarm => (self.prompt(), ""),
        }
    }

    fn night_in_words(&self) -> String {
        self.night.strftime("%A, %-d %B").to_string()
    }

    pub(super) fn question_page(&self) -> Page<'_> {
        let page = match self.question {
            Question::Alarm => self.alarm_page(),
            Question::Signs | Question::Facts => self.signs_page(),
            Question::Worth => self.worth_page(),
            _ => self.one_key_page(),
        };
        page.aside(self.night_in_words())
    }

    fn new_page(&self, title: impl Into<Cow<'static, str>>) -> Page<'static> {
        Page::new(PageId::Morning(self.question), title)
    }

    /// What to do at once, the most urgent first.
    fn urgent_blocks(&self) -> impl Iterator<Item = Block<'static>> {
        self.urgent().into_iter().enumerate().map(|(nth, finding)| {
            let block = Block::text(finding.text()).warning().on_screen();
            // The most urgent one always.
            if nth == 0 { block } else { block.optional() }
        })
    }

    fn one_key_page(&self) -> Page<'_> {
        let is_begun = !matches!(self.question, Question::Cramp | Question::Rest);
        let told = if is_begun { self.so_far() } else { String::new() };
        let rows = keymap::rows(Scene::Ask(self.question)).filter(|row| row.footer.is_none());
        let answers = rows.map(|row| (row.shown, row.help)).collect();
        let (spoken, hint) = self.spoken();
        let is_number = matches!(self.question, Question::Severity | Question::Disturbed | Question::Minutes);
        let answers = Block::new(Content::Answers(answers)).middle();
        self.new_page(glossary::LAST_NIGHT)
            .with_all(self.urgent_blocks())
            .with_all((!told.is_empty()).then(|| Block::text(told).soft().optional().on_screen()))
            .with(Block::text(self.prompt()).strong().middle().on_screen())
            .with(Block::text(spoken).in_lines())
            .with(if is_number { answers.on_screen() } else { answers })
            .with(Block::text(hint).ever().in_lines())
    }

    /// What was answered so far, so that one sees each answer taken: the next question may look like the one before.
    fn so_far(&self) -> String {
        let cramp = Some(self.cramps.now.said()).filter(|said| !said.is_empty());
        let sleep = self.note.disturbed.map(|much| format!("sleep disturbed {} of 10", much.get()));
        cramp.into_iter().chain(sleep).collect::<Vec<_>>().join(" · ")
    }

    /// Everything that may need help today, as one question.
    fn alarm_page(&self) -> Page<'_> {
        let signs = |level: Level| {
            Sign::urgent().filter(move |sign| sign.rule().is_some_and(|rule| rule.level == level))
        };
        let said = [Level::Emergency, Level::RightAway].map(|level| {
            signs(level).map(|sign| format!("{}.", capital(sign.in_short()))).collect::<Vec<_>>().join(" ")
        });
        let rows = Sign::urgent().enumerate().map(|(nth, sign)| {
            let spans = vec![(Style::Soft, "· ".to_owned()), (Style::Text, capital(sign.in_short()))];
            let row = Block::new(Content::Spans(spans)).on_screen();
            if nth == 0 { row } else { row.tight() }
        });
        let page = self.new_page(glossary::LAST_NIGHT);
        Page { scroll: Some(self.scrolling.top), ..page }
            .with_all(self.urgent_blocks())
            .with(Block::text(self.prompt()).strong())
            .with_all(rows)
            .with_all(said.map(|text| Block::text(text).in_lines()))
            .with(Block::text(N_OR_Y))
    }

    fn signs_page(&self) -> Page<'_> {
        let urgent = self.urgent();
        let first = urgent.first().map(Finding::text);
        let item = |(nth, sign): (usize, &Sign)| {
            let row = sign.row(self.cramps.now.signs.has(*sign), &urgent);
            let key = match nth {
                0..9 => (nth + 1).to_string(),
                9 => "0".to_owned(),
                _ => " ".to_owned(),
            };
            let item = Item::tick(row.text, row.ticked);
            let text = format!("{key}  {}", item.text).into();
            Item { help: row.help.filter(|help| first.as_deref() != Some(help)), text, ..item }
        };
        let items = self.listed().iter().enumerate().map(item).collect();
        self.new_page(glossary::LAST_NIGHT)
            .with_all(first.map(|text| Block::text(text).warning().on_screen()))
            .with_all(urgent.iter().map(|finding| Block::text(finding.text()).warning().always().in_lines()))
            .with(Block::text(self.prompt()).strong().on_screen())
            .with(Block::text(self.spoken().0).in_lines())
            .with(Block::list(items, self.marked))
    }

    fn worth_page(&self) -> Page<'_> {
        Page { scroll: Some(self.scrolling.top), ..self.new_page(self.prompt()) }
            .with(Block::text(self.spoken().0).in_lines())
            .with_all(warnings(&self.findings))
            .with(Block::text(glossary::ENTER_GOES_ON).in_lines())
    }
}

fn ticking(question: &str) -> String {
    format!("{question} {} Press Enter when you are done.", glossary::NUMBER_TICKS)
}

/// What is worth knowing, with the footer that always stands there.
pub(in crate::app::screens) fn warnings(findings: &[Finding]) -> impl Iterator<Item = Block<'static>> {
    let each = findings.iter().flat_map(|finding| {
        let level = finding.rule.level;
        let text = Block::text(finding.text()).tight();
        let text = if level.is_urgent() { text.warning() } else { text };
        [Block::text(level.label()).strong(), text]
    });
    let footer = (!findings.is_empty()).then(|| Block::text(FOOTER).soft());
    each.chain(footer).collect::<Vec<_>>().into_iter()
}
