//! What was parked before the last night, shown once in the morning.
//!
//! Only what was parked last is shown. Who opens winddown days later sees it then, with the name of the night; what was
//! parked before an earlier night stays in the diary's entries. Like the question about last night, after which it comes,
//! it keeps nobody who begins an evening at once. While a warning sign holds, it waits for another day.
//!
//! ```text
//!    Parked thoughts
//!
//!    Last night you parked:
//!
//!    1  Call the bank
//! ```

use jiff::civil::Date;

use crate::app::context::{Context, Toast};
use crate::app::input::Input;
use crate::app::keymap::{Action, Scene};
use crate::app::page::{Block, Content, Page, PageId, Scrolling, Seen, Style};
use crate::app::safety_gate;
use crate::app::screen::{Leaves, Next, Screen};
use crate::store::journal::{EventKind, ThoughtsNote, slept};
use crate::text::glossary;

/// The lines, and where one is in them.
#[derive(Debug)]
pub(in crate::app) struct Parked {
    night: Date,
    /// The night that was slept last.
    slept: Date,
    lines: Vec<String>,
    scrolling: Scrolling,
    /// News that came with the answers about last night, for the screen after this one.
    news: Option<Toast>,
}

/// A day of the week says enough for so many days.
const A_WEEK: i32 = 6;

impl Parked {
    /// What was parked last, once that night is over, unless it was shown.
    pub(in crate::app) fn if_unseen(cx: &Context) -> Option<Parked> {
        let entry = cx.summary.parked.as_ref()?;
        let EventKind::Thoughts(note) = &entry.what else { return None };
        let slept = slept(&cx.now.wall, cx.config.night_begins);
        let is_due = entry.night <= slept && !note.shown && !note.lines.is_empty();
        let holds = || safety_gate::is_closed(cx);
        (is_due && !holds()).then(|| Parked {
            night: entry.night,
            slept,
            lines: note.lines.clone(),
            scrolling: Scrolling::default(),
            news: None,
        })
    }

    /// "Last night", "On Monday night", "On 3 November".
    fn when(&self) -> String {
        match self.slept.since(self.night).map_or(i32::MAX, |span| span.get_days()) {
            ..=0 => glossary::LAST_NIGHT.to_owned(),
            1..=A_WEEK => format!("On {} night", self.night.strftime("%A")),
            _ => format!("On {}", self.night.strftime("%-d %B %Y")),
        }
    }

    fn leave(&mut self, cx: &mut Context) -> Next {
        let note = ThoughtsNote { lines: std::mem::take(&mut self.lines), shown: true };
        cx.record(self.night, EventKind::Thoughts(note));
        cx.toast = self.news.take().or_else(|| cx.toast.take());
        cx.ignore_keys_for(cx.debounce());
        Next::Pop
    }
}

impl Screen for Parked {
    fn scene(&self, _: &Context) -> Scene {
        Scene::Parked
    }

    fn page<'a>(&'a self, _: &'a Context) -> Page<'a> {
        let line = |(nth, line): (usize, &String)| {
            let spans = vec![(Style::Soft, format!("{}. ", nth + 1)), (Style::Text, line.clone())];
            let block = Block::new(Content::Spans(spans));
            if nth == 0 { block } else { block.tight() }
        };
        Page { scroll: Some(self.scrolling.top), ..Page::new(PageId::Parked, "Parked thoughts") }
            .with(Block::text(format!("{} you parked:", self.when())).strong())
            .with_all(self.lines.iter().enumerate().map(line))
    }

    fn handle(&mut self, input: Input, cx: &mut Context) -> Next {
        match input {
            Input::Key(Action::Quit) => cx.quit(String::new()),
            Input::Key(_) if cx.ignores_keys() => {}
            Input::Key(Action::Enter) if self.scrolling.seen.whole => return self.leave(cx),
            Input::Key(Action::Enter) => drop(self.scrolling.handle(Action::PageDown)),
            Input::Key(action) => drop(self.scrolling.handle(action)),
            _ => {}
        }
        Next::Stay
    }

    fn label(&self, action: Action, usual: Option<&'static str>, _: &Context) -> Option<&'static str> {
        match action {
            Action::PageDown => usual.filter(|_| !self.scrolling.seen.whole),
            Action::Enter if !self.scrolling.seen.whole => Some(glossary::NEXT),
            _ => usual,
        }
    }

    fn see(&mut self, seen: Seen) {
        self.scrolling.see(seen);
    }

    fn uncovered(&mut self, _: Leaves, cx: &mut Context) -> Next {
        self.news = cx.toast.take().or_else(|| self.news.take());
        // Warning signs come first.
        if safety_gate::is_closed(cx) {
            cx.toast = self.news.take();
            return Next::Pop;
        }
        Next::Stay
    }
}
