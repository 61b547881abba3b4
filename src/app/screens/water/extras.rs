//! What else can be said of today at the hydration check: a line each, and the colours of urine on a list of their own.
//!
//! ```text
//!    ▸ [x] It was hot.
//!      [x] The colour of my pee: 3, pale yellow   ████
//! ```

use super::{View, Water};
use crate::app::input::Input;
use crate::app::keymap::Action;
use crate::app::page::{Block, Item, Page, PageId};
use crate::health::water::DARKEST;
use crate::session::StepView;
use crate::text;
use crate::text::glossary;

/// What else can be said of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extra {
    Active,
    Hot,
    Fibre,
    Alcohol,
    Thirsty,
    Colour,
    Red,
}

const EXTRAS: [(Extra, &str); 7] = [
    (Extra::Active, "I was active today"),
    (Extra::Hot, "It was hot"),
    (Extra::Fibre, "I ate a lot of fibre"),
    (Extra::Alcohol, "I drank alcohol"),
    (Extra::Thirsty, "I'm thirsty"),
    (Extra::Colour, "The colour of my pee"),
    (Extra::Red, "My pee was red, brown or the colour of cola"),
];
/// The colours of the chart, from the palest to the darkest.
const SHADES: [&str; DARKEST as usize] = [
    "like water",
    "very pale yellow",
    "pale yellow",
    "yellow",
    "dark yellow",
    "honey",
    "amber",
    "dark amber",
];
const NOT_SURE: &str = "I'm not sure.";

impl Water {
    /// Ticks a line of what else can be said; Enter and back lead to the count.
    pub(super) fn tick(&mut self, input: &Input, marked: usize) -> bool {
        self.view = match *input {
            Input::Key(Action::Enter | Action::Back) => View::Count,
            Input::Key(action) => match action {
                Action::Tick => self.turn(marked),
                _ => View::Extras(moved(action, marked, EXTRAS.len())),
            },
            Input::Number(nth @ 1..) if usize::from(nth) <= EXTRAS.len() => self.turn(usize::from(nth) - 1),
            _ => self.view,
        };
        self.view == View::Count
    }

    /// Chooses one of the colours, or that it is not known.
    pub(super) fn choose(&mut self, input: &Input, marked: usize) -> bool {
        let chosen = match *input {
            Input::Key(Action::Enter | Action::Tick) => marked,
            Input::Number(nth @ 1..) if usize::from(nth) <= SHADES.len() + 1 => usize::from(nth) - 1,
            Input::Key(Action::Back) => {
                self.view = View::Extras(at(Extra::Colour));
                return true;
            }
            Input::Key(action) => {
                self.view = View::Colours(moved(action, marked, SHADES.len() + 1));
                return false;
            }
            _ => return false,
        };
        self.note.red = self.note.is_red();
        self.note.colour = u8::try_from(chosen + 1).ok().filter(|shade| *shade <= DARKEST);
        self.view = View::Extras(at(Extra::Colour));
        true
    }

    /// Ticks a line or takes the tick back, or opens the colours. Returns what is in sight then.
    fn turn(&mut self, marked: usize) -> View {
        let Some((extra, _)) = EXTRAS.get(marked) else { return self.view };
        let note = &mut self.note;
        match extra {
            Extra::Active => note.active = !note.active,
            Extra::Hot => note.hot = !note.hot,
            Extra::Fibre => note.fibre = !note.fibre,
            Extra::Alcohol => note.alcohol = !note.alcohol,
            Extra::Thirsty => note.thirsty = (note.thirsty != Some(true)).then_some(true),
            Extra::Colour => {
                return View::Colours(note.shade().map_or(SHADES.len(), |shade| usize::from(shade) - 1));
            }
            Extra::Red => {
                note.red = !note.is_red();
                note.colour = note.shade();
            }
        }
        View::Extras(marked)
    }

    /// What is ticked, as sentences without a full stop.
    pub(super) fn ticked(&self) -> Vec<String> {
        let ticked = EXTRAS.iter().filter(|(extra, _)| self.is_ticked(*extra));
        ticked.map(|(extra, text)| self.sentence(*extra, text)).collect()
    }

    fn is_ticked(&self, extra: Extra) -> bool {
        let note = &self.note;
        match extra {
            Extra::Active => note.active,
            Extra::Hot => note.hot,
            Extra::Fibre => note.fibre,
            Extra::Alcohol => note.alcohol,
            Extra::Thirsty => note.thirsty == Some(true),
            Extra::Colour => note.shade().is_some(),
            Extra::Red => note.is_red(),
        }
    }

    /// A line of what else can be said: the colour with its name.
    fn sentence(&self, extra: Extra, text: &str) -> String {
        match self.note.shade().filter(|_| extra == Extra::Colour) {
            Some(shade) => format!("{text}: {shade}, {}", SHADES[usize::from(shade) - 1]),
            None => text.to_owned(),
        }
    }

    pub(super) fn extras_page<'a>(&'a self, marked: usize, step: StepView<'a>) -> Page<'a> {
        let warning = self.verdict().warning;
        let item = |(extra, text): &(Extra, &'static str)| {
            let ticked = self.is_ticked(*extra);
            let (text, spoken) = match (extra, ticked) {
                (Extra::Colour, true) => (self.sentence(*extra, text), self.sentence(*extra, text) + "."),
                (Extra::Colour, false) => ((*text).to_owned(), format!("{text}: not said.")),
                (_, true) => (format!("{text}."), format!("{text}. Yes.")),
                (_, false) => (format!("{text}."), format!("{text}. No.")),
            };
            Item {
                ticked: Some(ticked),
                help: warning.filter(|_| *extra == Extra::Red),
                swatch: self.note.shade().filter(|_| *extra == Extra::Colour),
                spoken,
                ..Item::new(text)
            }
        };
        let page = of_step(PageId::Extras, step);
        Page { warning: warning.map(Into::into), ..page }
            .with_all(warning.map(|text| Block::text(text).warning().always().in_lines()))
            .with(Block::text("What was today like?"))
            .with(
                Block::text(format!("{} Press Enter when you are done.", glossary::NUMBER_TICKS)).in_lines(),
            )
            .with(Block::list(EXTRAS.iter().map(item).collect(), marked))
    }

    pub(super) fn colours_page(marked: usize, step: StepView<'_>) -> Page<'_> {
        let shades = (1..).zip(SHADES).map(|(nth, name)| Item {
            spoken: format!("{}.", text::capital(name)),
            swatch: Some(nth),
            ..Item::new(format!("{nth} {name}"))
        });
        let items = shades.chain([Item::new(NOT_SURE)]).collect();
        of_step(PageId::Colours, step)
            .with(Block::text("What colour was your pee? If it was red or brown, go back and tick that."))
            .with(Block::list(items, marked))
            .with(Block::text("Type the number of a colour.").in_lines())
    }
}

/// Another page of the step.
fn of_step(id: PageId, step: StepView<'_>) -> Page<'_> {
    let (nth, of) = step.step;
    Page::new(id, step.title).aside(format!("{nth} of {of}")).about(step)
}

/// The place of a line in the list.
fn at(extra: Extra) -> usize {
    EXTRAS.iter().position(|(other, _)| *other == extra).unwrap_or(0)
}

/// Where the mark is after a key, in a list of so many.
fn moved(action: Action, marked: usize, of: usize) -> usize {
    match action {
        Action::Up => marked.saturating_sub(1),
        Action::Down => (marked + 1).min(of - 1),
        _ => marked,
    }
}
