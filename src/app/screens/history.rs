//! The history: months as calendars, and what was done on the marked night.
//!
//! ```text
//!    4 of the last 7 evenings
//!    ● whole  ◐ part  x excused  · none
//!
//!    November 2026
//!     Mo  Tu  We  Th  Fr  Sa  Su
//!     16●  17·  18●  19◐ ▸20●  21x  22
//!
//!    Friday 20 November  ● whole
//!    22:00  Classic evening, 9 min 37 s, 6 of 6 steps
//! ```

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::Input;
use crate::app::keymap::{Action, Scene};
use crate::app::page::{Block, Content, Months, Page, PageId, Seen, Style};
use crate::app::screen::{Leaves, Next, Screen};
use crate::diary::history::{self, Counted, Evening, History};
use crate::store::journal::{EventKind, ExcusedNote, SessionNote};
use crate::text;
use crate::text::glossary;

/// The history as it was read, and where one is in it.
#[derive(Debug)]
pub(in crate::app) struct HistoryScreen {
    history: History,
    marked: Date,
    /// A day of the last month in sight.
    last: Date,
    /// How many months are.
    in_sight: usize,
}

/// The most months on a screen: a year.
const MOST: usize = 12;

impl HistoryScreen {
    /// Opens at tonight; the entries are read next.
    pub(super) fn open(cx: &mut Context) -> HistoryScreen {
        cx.emit(Effect::ReadDiary);
        let tonight = cx.tonight();
        HistoryScreen {
            history: History::of(Vec::new(), tonight),
            marked: tonight,
            last: tonight,
            in_sight: 1,
        }
    }

    /// Marks a night, as near to it as there is one to mark.
    fn mark(&mut self, night: Date) {
        let first = self.history.first_known().first_of_month();
        self.marked = night.clamp(first, history::latest(self.history.tonight()));
        self.keep_in_sight();
    }

    /// Moves the months no further than the mark needs.
    fn keep_in_sight(&mut self) {
        let (marked, last) = (month(self.marked), month(self.last));
        self.last = last.clamp(marked, marked.saturating_add(months(self.in_sight - 1)));
    }

    fn go(&mut self, action: Action) {
        let marked = self.marked;
        self.mark(match action {
            Action::DayBefore => marked.saturating_sub(1.day()),
            Action::DayAfter => marked.saturating_add(1.day()),
            Action::Up => marked.saturating_sub(1.week()),
            Action::Down => marked.saturating_add(1.week()),
            Action::MonthBefore => marked.saturating_sub(1.month()),
            Action::MonthAfter => marked.saturating_add(1.month()),
            Action::First => self.history.first_known(),
            Action::Last => self.history.tonight(),
            _ => return,
        });
    }

    /// Excuses the marked night or takes that back, and has it read anew.
    fn excuse(&self, cx: &mut Context) {
        let night = self.marked;
        let evening = self.history.evening(night);
        if let Some((id, _)) = evening.and_then(Evening::excuse) {
            cx.record(night, EventKind::Void { entry: id.clone() });
        } else if evening.is_some_and(Evening::is_done) {
            cx.toast("You did a routine on that night, so there is nothing to excuse.");
            return;
        } else {
            cx.record(night, EventKind::Excused(ExcusedNote::default()));
        }
        cx.emit(Effect::ReadDiary);
    }

    /// What stands below the months, or is told of the mark: its day, and each routine of that night.
    fn details(&self) -> Vec<Block<'static>> {
        let (history, night) = (&self.history, self.marked);
        let (day, counted) = (text::day(night, history.tonight()), history.counted(night));
        let in_short = history.in_short(night);
        let shape = match counted {
            Counted::Open => String::new(),
            counted => format!("{} ", counted.shape()),
        };
        let style = if counted == Counted::None { Style::Soft } else { Style::Routine };
        let head = vec![(Style::Strong, format!("{}  ", self.day())), (style, format!("{shape}{in_short}"))];
        let mut blocks = vec![Block::new(Content::Spans(head)).on_screen()];
        let mut said = vec![format!("Marked: {day}, {in_short}.")];
        if let Some(evening) = history.evening(night) {
            for note in &evening.sessions {
                blocks.push(session(note).tight().on_screen());
                said.push(history::told(note));
            }
            for note in &evening.sessions {
                let steps = history::by_name(note);
                blocks.extend(
                    steps.clone().map(|text| Block::text(text).soft().tight().optional().on_screen()),
                );
                said.extend(steps);
            }
            let why = evening.why();
            blocks.extend(why.clone().map(|text| Block::text(text).tight().on_screen()));
            said.extend(why);
        }
        blocks.push(Block::text(said.join(" ")).in_lines().always());
        blocks
    }

    /// "Saturday 21 November", or "21 November 2025": it fits into one line, and the column says which day of the week.
    fn day(&self) -> String {
        let is_this_year = self.marked.year() == self.history.tonight().year();
        self.marked.strftime(if is_this_year { "%A %-d %B" } else { "%-d %B %Y" }).to_string()
    }

    /// What the lines tell of the month: a summary, and its evenings.
    fn month_told(&self) -> Vec<Block<'static>> {
        let (history, month) = (&self.history, self.history.month(self.marked));
        let mut said = Vec::new();
        if month.first == history.tonight().first_of_month() {
            said.push(format!(
                "History. {}. Type a day's number and Enter to mark it.",
                history.consistency().said()
            ));
        }
        said.push(month.said());
        for (night, _) in month.weeks().into_iter().flatten().flatten() {
            said.extend(history.evening(night).and_then(|_| history.told_in_short(night)));
        }
        said.into_iter().map(|text| Block::text(text).in_lines()).collect()
    }
}

impl Screen for HistoryScreen {
    fn scene(&self, _: &Context) -> Scene {
        Scene::History
    }

    fn page<'a>(&'a self, _: &'a Context) -> Page<'a> {
        let first = self.last.saturating_sub(months(MOST - 1)).max(self.history.first_known());
        let months = self.history.months(first.min(self.marked), self.last);
        let months = Months { months, marked: self.marked };
        let consistency = self.history.consistency().said();
        Page::new(PageId::History(self.marked.first_of_month()), glossary::HISTORY)
            .aside(history::month_name(self.marked))
            .with(Block::text(consistency).strong().on_screen())
            .with(Block::text(Counted::LEGEND).soft().tight().on_screen())
            .with_all(self.month_told())
            .with(Block::new(Content::Months(months)))
            .with_all(self.details())
    }

    fn handle(&mut self, input: Input, cx: &mut Context) -> Next {
        match input {
            Input::DiaryRead(entries) => {
                self.history = History::of(entries, cx.tonight());
                self.mark(self.marked);
            }
            Input::Key(Action::Quit) => cx.quit(String::new()),
            Input::Key(Action::Close) => return Next::Pop,
            Input::Key(Action::Excuse) => self.excuse(cx),
            Input::Key(action) => self.go(action),
            Input::Number(day) => {
                let day = i8::try_from(day).unwrap_or(i8::MAX).clamp(1, self.marked.days_in_month());
                self.mark(self.marked.with().day(day).build().unwrap_or(self.marked));
            }
            _ => {}
        }
        Next::Stay
    }

    fn label(&self, action: Action, usual: Option<&'static str>, _: &Context) -> Option<&'static str> {
        let evening = self.history.evening(self.marked);
        match action {
            Action::Excuse if evening.is_some_and(|evening| evening.excuse().is_some()) => Some("undo"),
            Action::Excuse if evening.is_some_and(Evening::is_done) => None,
            _ => usual,
        }
    }

    fn see(&mut self, seen: Seen) {
        self.in_sight = seen.items.clamp(1, MOST);
        self.keep_in_sight();
    }

    /// An evening or a cramp may have been told of meanwhile.
    fn uncovered(&mut self, _: Leaves, cx: &mut Context) -> Next {
        cx.emit(Effect::ReadDiary);
        Next::Stay
    }
}

/// "22:00  Classic evening, 9 min 37 s, 6 of 6 steps".
fn session(note: &SessionNote) -> Block<'static> {
    let began = format!("{}  ", note.started.strftime("%H:%M"));
    let parts = [Some(note.name.clone()), history::length(note), Some(history::steps(note))];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    Block::new(Content::Spans(vec![(Style::Soft, began), (Style::Text, text)]))
}

fn month(day: Date) -> Date {
    day.first_of_month()
}

fn months(count: usize) -> Span {
    i32::try_from(count).unwrap_or(0).months()
}
