//! The hydration check, within its step of an evening: glasses so far, and a rough word. What else can be said is a list
//! of its own, and so are the colours of urine.
//!
//! ```text
//!              How many glasses today? (250 ml each)
//!                             ▄▀▀▀
//!                             ▀▀▀▄
//!                             ▀▀▀
//!                           It was hot
//!
//!              A small glass now is plenty, about 150 ml.
//! ```

use std::time::Duration;

use crate::app::context::{Context, TOGETHER};
use crate::app::input::Input;
use crate::app::keymap::{Action, Scene};
use crate::app::page::{Block, Content, Page, Tally};
use crate::health::safety::Risk;
use crate::health::water::{self, Profile, Verdict, WaterNote, vessel};
use crate::session::StepView;
use crate::text;
use crate::text::glossary;

mod extras;

/// The check while it is being answered.
#[derive(Debug)]
pub(super) struct Water {
    pub(super) note: WaterNote,
    /// What was noted the night before.
    before: Option<WaterNote>,
    person: Profile,
    view: View,
    /// The answers that the journal has already, or that nobody has given.
    known: WaterNote,
    /// When the last key was pressed, if that was a digit.
    typed: Option<Duration>,
}

/// What is in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    Count,
    /// The same, with what the answers mean.
    Verdict,
    /// What else can be said, the mark on this line.
    Extras(usize),
    /// The colours, the mark on this one.
    Colours(usize),
}

/// The most glasses that can be counted.
const MOST_GLASSES: u8 = 40;
const NOTED: &str = "Noted. Press Enter to go on.";
const ROUGH: &str = "Any drink counts. A rough count is fine.";
const TYPED: &str = "Any drink counts. Type a number or press +, then Enter.";
const ROUGH_GUIDE: &str = "A rough guide, not a test.";
const HINT: &str = "Was it hot? Was your pee dark or red? Press m.";

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
            units: config.units,
            target_ml: config.water_target_ml,
            limit: known.limit(),
            pregnant: known.has(Risk::Pregnancy),
            night_trips: config.night_toilet_trips.max(known.night_trips()),
        };
        let note = tonight.unwrap_or_else(|| WaterNote { glass_ml: config.glass_ml, ..WaterNote::default() });
        Water { known: note.clone(), note, before, person, view: View::Count, typed: None }
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
        let turned = news.is_red() != self.known.is_red();
        self.known = news.clone();
        Some((news, turned))
    }

    pub(super) fn is_judged(&self) -> bool {
        self.view == View::Verdict
    }

    pub(super) fn scene(&self) -> Scene {
        match self.view {
            View::Count | View::Verdict => Scene::Water,
            View::Extras(_) | View::Colours(_) => Scene::Extras,
        }
    }

    /// What the footer calls a key.
    pub(super) fn label(&self, action: Action, usual: Option<&'static str>) -> Option<&'static str> {
        match (self.view, action) {
            (View::Colours(_), Action::Enter) => Some("choose"),
            (View::Colours(_), Action::Tick) => None,
            (View::Verdict, Action::Enter) => Some(glossary::GO_ON),
            _ => usual,
        }
    }

    /// Takes an answer. Returns whether the key is spent on that: Enter on what the answers mean, unless nothing was said,
    /// and back on the questions again.
    pub(super) fn handle(&mut self, input: &Input, up: Duration) -> bool {
        if matches!(input, Input::Wake) {
            return false;
        }
        let typed = self.typed.take().filter(|at| up.saturating_sub(*at) < TOGETHER);
        match self.view {
            View::Count | View::Verdict => self.count(input, typed.is_some(), up),
            View::Extras(marked) => self.tick(input, marked),
            View::Colours(marked) => match *input {
                Input::Key(Action::Count(digit)) => self.choose(&Input::Number(digit.into()), marked),
                _ => self.choose(input, marked),
            },
        }
    }

    fn count(&mut self, input: &Input, is_second_digit: bool, up: Duration) -> bool {
        let glasses = self.note.glasses;
        match *input {
            Input::Key(Action::Enter) => {
                let nothing = WaterNote { glass_ml: self.note.glass_ml, ..WaterNote::default() };
                let judges = !self.is_judged() && self.note != nothing;
                if judges {
                    self.view = View::Verdict;
                }
                return judges;
            }
            Input::Key(Action::Back) if self.is_judged() => {
                self.view = View::Count;
                return true;
            }
            Input::Key(Action::Extras) => {
                self.view = View::Extras(0);
                return false;
            }
            Input::Key(Action::More) => self.note.glasses = glasses.saturating_add(1).min(MOST_GLASSES),
            Input::Key(Action::Less) => self.note.glasses = glasses.saturating_sub(1),
            Input::Key(Action::Count(digit)) => {
                let both = is_second_digit.then(|| glasses.saturating_mul(10).saturating_add(digit));
                self.note.glasses = both.filter(|&both| both <= MOST_GLASSES).unwrap_or(digit);
                self.typed = Some(up);
            }
            Input::Number(number) => {
                self.note.glasses = u8::try_from(number).unwrap_or(u8::MAX).min(MOST_GLASSES);
            }
            _ => return false,
        }
        self.view = View::Count;
        false
    }

    pub(super) fn page<'a>(&'a self, step: StepView<'a>) -> Page<'a> {
        match self.view {
            View::Count | View::Verdict => self.count_page(step),
            View::Extras(marked) => self.extras_page(marked, step),
            View::Colours(marked) => Water::colours_page(marked, step),
        }
    }

    fn count_page<'a>(&'a self, step: StepView<'a>) -> Page<'a> {
        let verdict = self.verdict();
        let (one, more) = vessel(self.note.glass_ml);
        let amount = self.person.units.amount(self.note.glass_ml.into());
        let tally = Tally {
            number: self.note.glasses.into(),
            question: format!("How many {more} today?"),
            each: format!("{amount} each"),
            in_words: text::many(self.note.glasses.into(), one, more),
        };
        let asked = format!(
            "How many {more} have you had today? One {one} is {amount}. Type a number and press Enter, \
             or use plus and minus."
        );
        let ticked = self.ticked();
        let hint = Block::text(HINT).soft().middle().optional();
        let hint = Some(hint).filter(|_| ticked.is_empty() && !self.is_judged());
        // What was counted before is told to those who come back to it.
        let tally = Block::new(Content::Tally(tally)).middle();
        let tally = if self.note.glasses == 0 { tally.changes() } else { tally.always() };
        let goes_on = if verdict.warning.is_some() { NOTED } else { glossary::ENTER_GOES_ON };
        Page { warning: verdict.warning.map(Into::into), ..Page::of_step(step) }
            .with_all(verdict.warning.map(|text| Block::text(text).warning().always().middle()))
            .with(Block::text(asked).in_lines())
            .with(tally)
            .with_all(hint)
            .with(Block::text(ticked.join(" · ")).soft().middle().on_screen())
            .with_all(ticked.iter().map(|text| Block::text(format!("{text}.")).always().in_lines()))
            .with_all(self.said(&verdict).into_iter().map(|block| block.always().middle()))
            .with_all(self.is_judged().then(|| Block::text(goes_on).always().in_lines()))
    }

    /// The rough word and what to do, once the answers are given.
    fn said(&self, verdict: &Verdict) -> Vec<Block<'static>> {
        if !self.is_judged() {
            return vec![Block::text(TYPED).soft().on_screen(), Block::text(ROUGH).in_lines()];
        }
        // What to do comes first, and is all that is large; then why, and what else to know.
        let (now, rest) = match verdict.lines.split_first() {
            Some((first, rest)) if verdict.state.is_some() => {
                let (now, then) = text::split_after(first, &['.']);
                let then = then.into_iter().chain(rest.iter().map(String::as_str));
                (Some(now), then.map(str::to_owned).collect())
            }
            Some(_) | None => (None, verdict.lines.clone()),
        };
        let lines = rest.into_iter().map(Block::text);
        let noted = verdict.warning.map(|_| Block::text(NOTED).soft().on_screen());
        let rough = format!("{ROUGH_GUIDE} {}", glossary::ENTER_GOES_ON);
        let rough = [Block::text(ROUGH_GUIDE).in_lines(), Block::text(rough).on_screen()];
        let rough = verdict.state.map(|_| rough.map(Block::soft)).into_iter().flatten();
        let (one, more) = vessel(self.note.glass_ml);
        let goal = verdict.goal.map(|goal| text::many(goal.into(), one, more));
        let state = verdict.state.map(|state| Block::text(state.said(goal)));
        let now = now.map(|now| Block::text(now.to_owned()).strong());
        now.into_iter().chain(state).chain(lines).chain(noted).chain(rough).collect()
    }
}
