//! Help: what the keys do here, and what to know about the step underneath.

use crate::app::context::{Context, LINES};
use crate::app::input::Input;
use crate::app::keymap::{self, Action, Binding, Scene};
use crate::app::page::{Block, Content, Page, PageId, Scrolling, Seen, Style};
use crate::app::screen::{Leaves, Next, Screen};

/// The help page, while it lies on top of a screen.
#[derive(Debug)]
pub(in crate::app) struct Help {
    /// The keys of the screen underneath.
    rows: Vec<&'static Binding>,
    /// What to know about the steps underneath: a lead and a text.
    about: Vec<(String, String)>,
    /// Whether an evening stands still meanwhile.
    is_paused: bool,
    /// Whether it stopped the time, and lets it go on.
    resumes: bool,
    scrolling: Scrolling,
}

impl Help {
    /// The help for a screen whose keys are those of `scene`; `resumes` if it has just stopped that one's time.
    pub(in crate::app) fn new(scene: Scene, screen: &dyn Screen, resumes: bool, cx: &Context) -> Help {
        Help {
            rows: keymap::rows(scene).chain(keymap::suspend()).collect(),
            about: screen.about(cx),
            is_paused: screen.evening().is_some(),
            resumes,
            scrolling: Scrolling::default(),
        }
    }
}

impl Screen for Help {
    fn scene(&self, _: &Context) -> Scene {
        Scene::Help
    }

    fn page<'a>(&'a self, _: &'a Context) -> Page<'a> {
        let (aside, said) = if self.is_paused { ("paused", " Paused.") } else { ("", "") };
        let about = self.about.iter().enumerate().map(|(nth, (lead, text))| {
            let lead = vec![(Style::Strong, format!("{lead}: ")), (Style::Text, text.clone())];
            let block = Block::new(Content::Spans(lead));
            if nth == 0 { block } else { block.tight() }
        });
        Page { scroll: Some(self.scrolling.top), ..Page::new(PageId::Help, "Keys") }
            .aside(aside)
            .with(
                Block::text(format!("Help.{said} Press Enter to close help. Then you can use these:"))
                    .in_lines(),
            )
            .with(Block::new(Content::Keys(self.rows.clone())))
            .with_all(about)
            .with(Block::text(LINES).soft().on_screen())
    }

    fn handle(&mut self, input: Input, _: &mut Context) -> Next {
        match input {
            Input::Key(action) if !self.scrolling.handle(action) => Next::Pop,
            _ => Next::Stay,
        }
    }

    fn label(&self, action: Action, usual: Option<&'static str>, _: &Context) -> Option<&'static str> {
        match action {
            Action::Up | Action::Down => None,
            Action::PageDown if self.scrolling.seen.whole => None,
            _ => usual,
        }
    }

    fn see(&mut self, seen: Seen) {
        self.scrolling.see(seen);
    }

    fn leaves(&self) -> Leaves {
        if self.resumes { Leaves::Paused } else { Leaves::Nothing }
    }
}
