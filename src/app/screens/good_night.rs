//! Good night: what was done, and nothing left to do but sleep.

use std::time::Duration;

use crate::app::context::Context;
use crate::app::input::Input;
use crate::app::keymap::{Action, Scene};
use crate::app::page::{Block, Content, Page, PageId};
use crate::app::screen::{Next, Screen};
use crate::text::glossary;

/// The last screen.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct GoodNight {
    /// What was done, in a sentence; empty if nothing was.
    pub(super) done: String,
    /// The warning that the water check ends with; nothing may stand against it.
    pub(super) warning: Option<&'static str>,
    /// Something to see to one day, in the bedroom or in the hours before.
    pub(super) tip: Option<&'static str>,
    /// Whether it grows dark and ends by itself; not where something has to be read.
    pub(super) fades: bool,
    /// When it came.
    pub(super) since: Duration,
}

/// How much of it is left to be seen: most people are in bed by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fading {
    All,
    /// The two words.
    Words,
    Dark,
    Over,
}

/// When it shows less, and when it ends, in gap tolerances: 30 seconds, one minute and five, at any speed. Our choice.
const FADES: [(u32, Fading); 3] = [(10, Fading::Words), (20, Fading::Dark), (100, Fading::Over)];

impl GoodNight {
    /// After a cramp; `said` is what became of it.
    pub(super) fn after_cramp(said: String, is_urgent: bool, since: Duration) -> GoodNight {
        GoodNight { done: said, warning: None, tip: None, fades: !is_urgent, since }
    }

    /// The changes to come, with their times.
    fn changes(&self, cx: &Context) -> impl Iterator<Item = (Duration, Fading)> {
        let (since, unit) = (self.since, cx.gap_tolerance);
        FADES.into_iter().filter(|_| self.fades).map(move |(units, fading)| (since + unit * units, fading))
    }

    fn fading(&self, cx: &Context) -> Fading {
        let past = self.changes(cx).take_while(|(at, _)| *at <= cx.now.up).last();
        past.map_or(Fading::All, |(_, fading)| fading)
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

    fn page<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let page = Page { dim: true, ..Page::new(PageId::GoodNight, "") };
        let words = Block::new(Content::Headline("", glossary::GOOD_NIGHT.to_owned())).middle();
        match self.fading(cx) {
            Fading::All => {}
            Fading::Words => return page.with(words.soft().on_screen()),
            Fading::Dark | Fading::Over => return page,
        }
        // An evening of rest is an evening too.
        let done = if self.done.is_empty() { "Rest is good too." } else { &self.done };
        let last = match self.warning {
            Some(warning) => Block::text(warning).warning(),
            None => Block::text(glossary::NOTHING_LEFT).soft().tight().optional(),
        };
        let tip = self.tip.map(|tip| Block::text(format!("A tip: {tip}")).soft().middle().optional());
        page.with(words.strong().on_screen())
            .with(Block::text(done).soft().middle().on_screen())
            .with(Block::text(format!("Good night. {done}")).in_lines())
            .with(last.middle())
            .with_all(tip)
    }

    fn handle(&mut self, input: Input, cx: &mut Context) -> Next {
        match input {
            Input::Key(action) if action == Action::Quit || !cx.ignores_keys() => cx.quit(self.farewell()),
            _ if self.fading(cx) == Fading::Over => cx.quit(self.farewell()),
            _ => {}
        }
        Next::Stay
    }

    fn label(&self, _: Action, usual: Option<&'static str>, cx: &Context) -> Option<&'static str> {
        usual.filter(|_| self.fading(cx) == Fading::All)
    }

    fn wakes_at(&self, cx: &Context) -> Option<Duration> {
        self.changes(cx).map(|(at, _)| at).find(|at| *at > cx.now.up)
    }

    fn is_audible(&self) -> bool {
        true
    }
}
