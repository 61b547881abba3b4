//! Good night: what was done, and nothing left to do but sleep.

use crate::app::context::Context;
use crate::app::input::Input;
use crate::app::keymap::{Action, Scene};
use crate::app::page::{Block, Page, PageId};
use crate::app::screen::{Next, Screen};
use crate::text::glossary;

/// The last screen.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct GoodNight {
    /// What was done, in a sentence; empty if nothing was.
    pub(super) done: String,
    /// The warning that the water check ends with; nothing may stand against it.
    pub(super) warning: Option<&'static str>,
    /// Something about the bedroom to see to one day.
    pub(super) tip: Option<&'static str>,
}

impl GoodNight {
    /// After a cramp; `said` is what became of it.
    pub(super) fn after_cramp(said: String) -> GoodNight {
        GoodNight { done: said, warning: None, tip: None }
    }

    /// The line that is left in the terminal.
    pub(super) fn farewell(&self) -> String {
        [glossary::GOOD_NIGHT].into_iter().chain(self.warning).collect::<Vec<_>>().join(" ")
    }
}

impl Screen for GoodNight {
    fn scene(&self, _: &Context) -> Scene {
        Scene::GoodNight
    }

    fn page<'a>(&'a self, _: &'a Context) -> Page<'a> {
        // An evening of rest is an evening too.
        let done = if self.done.is_empty() { "Rest is good too." } else { &self.done };
        let last = match self.warning {
            Some(warning) => Block::text(warning).warning(),
            None => Block::text(glossary::NOTHING_LEFT).soft().tight().optional(),
        };
        let tip = self.tip.map(|tip| Block::text(format!("A tip: {tip}")).soft().middle().optional());
        Page { dim: true, ..Page::new(PageId::GoodNight, "") }
            .with(Block::text(glossary::GOOD_NIGHT).middle().strong().on_screen())
            .with(Block::text(done).soft().middle().on_screen())
            .with(Block::text(format!("Good night. {done}")).in_lines())
            .with(last.middle())
            .with_all(tip)
    }

    fn handle(&mut self, input: Input, cx: &mut Context) -> Next {
        match input {
            Input::Key(action) if action == Action::Quit || !cx.ignores_keys() => cx.quit(self.farewell()),
            _ => {}
        }
        Next::Stay
    }

    fn is_audible(&self) -> bool {
        true
    }
}
