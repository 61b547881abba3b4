//! The hydration check, within its step of an evening: glasses so far, a few marks, and a rough word.
//!
//! ```text
//!            How many glasses today? Any drink, 250 ml each.
//!                                  ▄▀▀▀
//!                                  ▀▀▀▄
//!                                  ▀▀▀
//!       [ ] a I was active           [x] h it was hot
//!       [ ] f I ate a lot of fibre   [ ] l I drank alcohol
//!
//!               You are a little behind on drinks today.
//! ```

use std::time::Duration;

use crate::app::context::{Context, TOGETHER};
use crate::app::input::Input;
use crate::app::keymap::{self, Action, Mark, Scene};
use crate::app::page::{Block, Content, Page, Tally, TallyMark};
use crate::health::safety::Risk;
use crate::health::water::{self, Profile, Verdict, WaterNote};
use crate::session::StepView;
use crate::text;
use crate::text::glossary;

/// The check while it is being answered.
#[derive(Debug)]
pub(super) struct Water {
    pub(super) note: WaterNote,
    /// What was noted the night before.
    before: Option<WaterNote>,
    person: Profile,
    /// Whether the answers are given, and what they mean is to be said.
    pub(super) judged: bool,
    /// The answers that the journal has already, or that nobody has given.
    known: WaterNote,
    /// When the last key was pressed, if that was a digit.
    typed: Option<Duration>,
}

/// The marks, in the order they are shown.
const MARKS: [Mark; 7] =
    [Mark::Active, Mark::Hot, Mark::Fibre, Mark::Alcohol, Mark::Thirsty, Mark::Colour, Mark::Alarming];
/// The most glasses that can be counted.
const MOST_GLASSES: u8 = 40;
const NOTED: &str = "Noted. Press Enter to go on.";

impl Water {
    /// The check as it begins, with what was noted earlier tonight and the night before.
    pub(super) fn new(cx: &Context) -> Water {
        let (config, known, summary) = (&cx.config, cx.known(), &cx.summary);
        // The program may have been open since the night before.
        let (tonight, before) = match cx.night().since(cx.opened).map(|span| span.get_days()) {
            Ok(0) => (summary.water.clone(), summary.water_before.clone()),
            Ok(1) => (None, summary.water.clone()),
            Ok(_) | Err(_) => (None, None),
        };
        let person = Profile {
            glass_ml: config.glass_ml,
            target_ml: config.water_target_ml,
            limit: known.limit(),
            pregnant: known.has(Risk::Pregnancy),
            night_trips: config.night_toilet_trips.max(known.night_trips()),
        };
        let note = tonight.unwrap_or_else(|| WaterNote { glass_ml: config.glass_ml, ..WaterNote::default() });
        Water { known: note.clone(), note, before, person, judged: false, typed: None }
    }

    /// What to say about the answers so far.
    pub(super) fn verdict(&self) -> Verdict {
        water::judge(&self.note, self.before.as_ref(), &self.person)
    }

    /// Answers that the journal does not have yet.
    pub(super) fn news(&self) -> Option<&WaterNote> {
        (self.note != self.known).then_some(&self.note)
    }

    /// The same, which are taken for written from now on; and whether they tell of a colour that needs help, or do so no
    /// longer.
    pub(super) fn take_news(&mut self) -> Option<(WaterNote, bool)> {
        let news = self.news().cloned()?;
        let is_alarming = |note: &WaterNote| note.colour == Some(water::ALARMING);
        let turned = is_alarming(&news) != is_alarming(&self.known);
        self.known = news.clone();
        Some((news, turned))
    }

    /// Counts and marks. Returns whether the key is spent on that: Enter on what the answers mean, unless nothing was
    /// said, and back on the questions again.
    pub(super) fn handle(&mut self, input: &Input, up: Duration) -> bool {
        if matches!(input, Input::Wake) {
            return false;
        }
        let glasses = self.note.glasses;
        let typed = self.typed.take().filter(|at| up.saturating_sub(*at) < TOGETHER);
        match *input {
            Input::Key(Action::Enter) => {
                let nothing = WaterNote { glass_ml: self.note.glass_ml, ..WaterNote::default() };
                let judges = !self.judged && self.note != nothing;
                self.judged |= judges;
                return judges;
            }
            Input::Key(Action::Back) => return std::mem::take(&mut self.judged),
            Input::Key(Action::More) => self.note.glasses = glasses.saturating_add(1).min(MOST_GLASSES),
            Input::Key(Action::Less) => self.note.glasses = glasses.saturating_sub(1),
            Input::Key(Action::Count(digit)) => {
                let both = typed.map(|_| glasses.saturating_mul(10).saturating_add(digit));
                self.note.glasses = both.filter(|&both| both <= MOST_GLASSES).unwrap_or(digit);
                self.typed = Some(up);
            }
            Input::Number(number) => {
                self.note.glasses = u8::try_from(number).unwrap_or(u8::MAX).min(MOST_GLASSES);
            }
            Input::Key(Action::Mark(mark)) => self.mark(mark),
            _ => return false,
        }
        self.judged = false;
        false
    }

    fn mark(&mut self, mark: Mark) {
        let note = &mut self.note;
        match mark {
            Mark::Active => note.active = !note.active,
            Mark::Hot => note.hot = !note.hot,
            Mark::Fibre => note.fibre = !note.fibre,
            Mark::Alcohol => note.alcohol = !note.alcohol,
            Mark::Thirsty => {
                note.thirsty = match note.thirsty {
                    None => Some(true),
                    Some(true) => Some(false),
                    Some(false) => None,
                }
            }
            Mark::Alarming => {
                let alarming = note.colour == Some(water::ALARMING);
                note.colour = (!alarming).then_some(water::ALARMING);
            }
            Mark::Colour => {
                note.colour = match note.colour {
                    None => Some(1),
                    Some(water::DARKEST) => None,
                    // Only its own key takes back what needs help.
                    Some(water::ALARMING..) => Some(water::ALARMING),
                    Some(shade) => Some(shade + 1),
                }
            }
        }
    }

    /// How a mark stands: nothing where it is off, a word where it is more than on, else an empty one.
    fn word(&self, mark: Mark) -> Option<String> {
        let flag = |on: bool| on.then(String::new);
        let note = &self.note;
        match mark {
            Mark::Active => flag(note.active),
            Mark::Hot => flag(note.hot),
            Mark::Fibre => flag(note.fibre),
            Mark::Alcohol => flag(note.alcohol),
            Mark::Thirsty => note.thirsty.map(|yes| if yes { "yes" } else { "no" }.to_owned()),
            Mark::Alarming => flag(note.colour == Some(water::ALARMING)),
            Mark::Colour => match note.colour {
                None | Some(water::ALARMING..) => None,
                Some(1) => Some("1, palest".to_owned()),
                Some(water::DARKEST) => Some("8, darkest".to_owned()),
                Some(shade) => Some(format!("{shade} of 8")),
            },
        }
    }

    fn tally(&self) -> Tally {
        let (glasses, glass_ml) = (u32::from(self.note.glasses), self.note.glass_ml);
        let mark = |mark: &Mark| {
            let row = keymap::rows(Scene::Water).find(|row| row.action == Action::Mark(*mark));
            let (key, label) = row.map_or(("", ""), |row| (row.shown, row.help));
            let unset = matches!(mark, Mark::Thirsty | Mark::Colour).then_some("not said");
            TallyMark { key, label, word: self.word(*mark), unset }
        };
        Tally {
            number: glasses,
            label: (
                format!("How many glasses today? Any drink, {glass_ml} ml each."),
                format!("How many {glass_ml} ml glasses today?"),
            ),
            in_words: text::many(glasses.into(), "glass", "glasses"),
            marks: MARKS.iter().map(mark).collect(),
        }
    }

    pub(super) fn page<'a>(&'a self, step: StepView<'a>) -> Page<'a> {
        let (verdict, tally) = (self.verdict(), self.tally());
        let asked = format!(
            "How many glasses have you had today? Any drink counts. One glass is {} ml. Type a number and press Enter, \
             or use plus and minus.",
            self.note.glass_ml
        );
        let marks = tally.marks.iter().map(|mark| format!("{} for \"{}\"", mark.key, mark.label));
        let marks = format!("You can also tick: {}.", marks.collect::<Vec<_>>().join(", "));
        let said = self.said(&verdict);
        let warned = verdict.warning.is_some();
        Page { warning: verdict.warning.map(Into::into), ..Page::of_step(step) }
            .with_all(verdict.warning.map(|text| Block::text(text).warning().always().middle()))
            .with(Block::text(asked).in_lines())
            .with(Block::text(marks).in_lines())
            .with(Block::new(Content::Tally(tally)).changes().middle())
            .with_all(said.into_iter().map(|block| block.always().middle()))
            .with_all(self.judged.then(|| {
                Block::text(if warned { NOTED } else { glossary::ENTER_GOES_ON }).always().in_lines()
            }))
    }

    /// The rough word and what to do, once the answers are given.
    fn said(&self, verdict: &Verdict) -> Vec<Block<'static>> {
        if !self.judged {
            return vec![Block::text("A rough count is fine. Press Enter to go on.").soft()];
        }
        let lines = verdict.lines.iter().map(|line| Block::text(line.clone()));
        let noted = verdict.warning.map(|_| Block::text(NOTED).soft().on_screen());
        let rough = verdict.state.map(|_| Block::text("This is a rough guide, not a test.").soft());
        let state = verdict.state.map(|state| Block::text(state.said()).strong());
        state.into_iter().chain(lines).chain(noted).chain(rough).collect()
    }
}
