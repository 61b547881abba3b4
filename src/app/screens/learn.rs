//! The pages to read: their list, and one that is open.

use crate::app::context::Context;
use crate::app::input::Input;
use crate::app::keymap::{Action, Scene};
use crate::app::page::{Block, Item, Page, PageId, Scrolling, Seen};
use crate::app::screen::{Next, Screen};
use crate::health::learn::{self, LearnPage};
use crate::text::ended;

/// The pages, and where one is in them.
#[derive(Debug)]
pub(in crate::app) struct Learn {
    pages: Vec<LearnPage>,
    /// Which page is marked in the list, or open.
    at: usize,
    open: Option<Scrolling>,
}

impl Learn {
    pub(super) fn new() -> Learn {
        Learn { pages: learn::pages(), at: 0, open: None }
    }

    fn open(&mut self, at: usize) {
        (self.at, self.open) = (at, Some(Scrolling::default()));
    }
}

impl Screen for Learn {
    fn scene(&self, _: &Context) -> Scene {
        if self.open.is_some() { Scene::Page } else { Scene::Learn }
    }

    fn page<'a>(&'a self, _: &'a Context) -> Page<'a> {
        let (Some(open), Some(page)) = (&self.open, self.pages.get(self.at)) else {
            let titles = self.pages.iter().map(|page| page.title.as_str());
            let titles = titles.map(|title| Item { spoken: ended(title), ..Item::new(title) });
            return Page::new(PageId::Topics, "Learn")
                .with(Block::text("Pages to read. Type a number to open one.").in_lines())
                .with(Block::list(titles.collect(), self.at));
        };
        let title = Block::text(ended(&page.title)).in_lines();
        let blocks = page.blocks.iter().flat_map(|block| match block {
            learn::Block::Heading(text) => [Some(Block::text(text.as_str()).strong()), None],
            learn::Block::Say { text, from } => {
                let from = (!from.is_empty()).then(|| Block::text(format!("({from})")).soft().tight());
                [Some(Block::text(text.as_str())), from]
            }
        });
        Page { scroll: Some(open.top), ..Page::new(PageId::Topic(page.topic), page.title.as_str()) }
            .with(title)
            .with_all(blocks.flatten())
    }

    fn handle(&mut self, input: Input, cx: &mut Context) -> Next {
        let last = self.pages.len().saturating_sub(1);
        match (&mut self.open, input) {
            (_, Input::Key(Action::Quit)) => cx.quit(String::new()),
            (None, Input::Key(Action::Close)) => return Next::Pop,
            (None, Input::Key(Action::Up)) => self.at = self.at.saturating_sub(1),
            (None, Input::Key(Action::Down)) => self.at = (self.at + 1).min(last),
            (None, Input::Key(Action::Enter)) => self.open(self.at),
            (None, Input::Number(nth @ 1..)) if usize::from(nth) <= self.pages.len() => {
                self.open(usize::from(nth) - 1);
            }
            (Some(_), Input::Key(Action::Close)) => self.open = None,
            (Some(_), Input::Key(Action::Next)) => self.open(if self.at == last { 0 } else { self.at + 1 }),
            (Some(open), Input::Key(action)) => {
                open.handle(action);
            }
            _ => {}
        }
        Next::Stay
    }

    fn label(&self, action: Action, usual: Option<&'static str>, _: &Context) -> Option<&'static str> {
        let is_at_the_end = self.open.is_some_and(|open| open.seen.whole);
        usual.filter(|_| action != Action::PageDown || !is_at_the_end)
    }

    fn see(&mut self, seen: Seen) {
        self.open.iter_mut().for_each(|open| open.see(seen));
    }
}
