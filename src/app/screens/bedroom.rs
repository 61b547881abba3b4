//! The bedroom checklist, within its step of an evening: what is not put right yet, a line each.
//!
//! ```text
//!    Ticked items won't come up again.
//!
//!    ▸ [x] Leave the covers loose at the foot end, not tucked tight.
//!      [ ] Keep the room dark and quiet.
//! ```

use jiff::civil::Date;

use crate::app::context::Context;
use crate::app::effect::{Effect, Write};
use crate::app::input::Input;
use crate::app::keymap::Action;
use crate::app::page::{Block, Item, Page};
use crate::health::bedroom::{self, ITEMS, Ticks};
use crate::session::StepView;
use crate::text::glossary;

/// The checklist while one goes through it.
#[derive(Debug)]
pub(super) struct Bedroom {
    ticks: Ticks,
    /// What was not ticked when the evening began.
    items: Vec<&'static bedroom::Item>,
    marked: usize,
    /// Everything that is for the person, ticked or not, now or earlier in the day.
    suited: Vec<&'static bedroom::Item>,
}

const DONE: &str = "Ticked items won't come up again.";

impl Bedroom {
    pub(super) fn new(cx: &Context) -> Bedroom {
        let (ticks, known) = (cx.ticks.clone(), cx.known());
        let suited: Vec<_> = ITEMS.iter().filter(|item| item.suits(&known)).collect();
        let items = suited.iter().copied().filter(|item| !item.is_earlier && !ticks.has(item)).collect();
        Bedroom { ticks, items, marked: 0, suited }
    }

    /// Something for the person to see to one day.
    pub(super) fn tip(&self, night: Date) -> Option<&'static str> {
        self.ticks.tip(night, &self.suited).map(|item| item.text)
    }

    pub(super) fn handle(&mut self, input: &Input, cx: &mut Context) {
        let last = self.items.len().saturating_sub(1);
        match input {
            Input::Key(Action::Up) => self.marked = self.marked.saturating_sub(1),
            Input::Key(Action::Down) => self.marked = (self.marked + 1).min(last),
            Input::Key(Action::Tick) => self.tick(self.marked, cx),
            Input::Number(nth) => self.tick(usize::from(*nth).wrapping_sub(1), cx),
            _ => {}
        }
    }

    fn tick(&mut self, at: usize, cx: &mut Context) {
        if let Some(item) = self.items.get(at) {
            self.marked = at;
            self.ticks.turn(item);
            cx.ticks = self.ticks.clone();
            cx.emit(Effect::Write(Write::Ticks(self.ticks.clone())));
        }
    }

    pub(super) fn page<'a>(&'a self, step: StepView<'a>) -> Page<'a> {
        let next = glossary::then(step.next);
        let page = Page { next, ..Page::of_step(step) };
        if self.items.is_empty() {
            return page
                .with(Block::text("Everything is done.").middle())
                .with(Block::text(glossary::ENTER_GOES_ON).in_lines());
        }
        let item = |item: &&'static bedroom::Item| {
            let is_done = self.ticks.has(item);
            let spoken = format!("{}{}", item.text, if is_done { " Done." } else { "" });
            Item { spoken, ..Item::tick(item.text, is_done) }
        };
        page.with(Block::text(DONE).soft().on_screen())
            .with(Block::text(format!("{DONE} {}", glossary::NUMBER_TICKS)).in_lines())
            .with(Block::list(self.items.iter().map(item).collect(), self.marked))
            .with(Block::text(glossary::ENTER_GOES_ON).in_lines())
    }
}
