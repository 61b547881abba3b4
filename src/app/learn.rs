//! The pages to read: the list of them, and one that is open.

use crate::app::keymap::{Action, Scene};
use crate::health::learn::{self, LearnLine, LearnPage};

/// The pages to read, and where one is in them.
#[derive(Debug)]
pub(super) struct Learn {
    pages: Vec<LearnPage>,
    /// Which page is marked in the list, or open.
    at: usize,
    /// The page that is open, in lines as wide as the screen has them.
    open: Option<Open>,
    room: Room,
}

/// What a screen has for a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Columns of a line.
    pub columns: u16,
    /// Lines at a time.
    pub rows: u16,
}

impl Room {
    /// For lines that are read one after the other, however many: there is no beside and no below.
    pub const ENDLESS: Room = Room { columns: 480, rows: u16::MAX };
}

/// A page that is open.
#[derive(Debug)]
struct Open {
    lines: Vec<LearnLine>,
    /// The first line in sight.
    top: usize,
}

/// The pages as a view may know them.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading<'a> {
    /// The list: titles, and which one is marked.
    List(Vec<&'a str>, usize),
    /// A page: its title, the lines from the first one in sight on, and how far one is, such as "12-20 of 31".
    Page(&'a str, &'a [LearnLine], String),
}

impl Learn {
    pub(super) fn new(room: Room) -> Learn {
        Learn { pages: learn::pages(), at: 0, open: None, room }
    }

    pub(super) fn scene(&self) -> Scene {
        if self.open.is_some() { Scene::Page } else { Scene::Learn }
    }

    /// Does what was asked. Returns whether the pages are left.
    pub(super) fn handle(&mut self, action: Action) -> bool {
        let last = self.pages.len().saturating_sub(1);
        let (step, full) = (1, usize::from(self.room.rows).saturating_sub(1).max(1));
        match (&mut self.open, action) {
            (None, Action::Close) => return true,
            (None, Action::Up) => self.at = self.at.saturating_sub(1),
            (None, Action::Down) => self.at = (self.at + 1).min(last),
            (None, Action::Enter) => self.turn_to(self.at),
            (Some(_), Action::Close) => self.open = None,
            (Some(_), Action::Next) => self.turn_to(if self.at == last { 0 } else { self.at + 1 }),
            (Some(open), Action::Up) => open.top = open.top.saturating_sub(step),
            (Some(open), Action::Down) => open.top += step,
            (Some(open), Action::PageUp) => open.top = open.top.saturating_sub(full),
            (Some(open), Action::PageDown) => open.top += full,
            (Some(open), Action::First) => open.top = 0,
            (Some(open), Action::Last) => open.top = open.lines.len(),
            (None | Some(_), _) => {}
        }
        self.stay_within();
        false
    }

    /// Lays the page out anew for another room; the block on top stays on top.
    pub(super) fn see_room(&mut self, room: Room) {
        let top = self.open.as_ref().and_then(|open| Some(open.lines.get(open.top)?.block));
        self.room = room;
        if let Some(block) = top {
            self.turn_to(self.at);
            if let Some(open) = &mut self.open {
                open.top = open.lines.iter().position(|line| line.block == block).unwrap_or(0);
            }
        }
        self.stay_within();
    }

    /// Returns whether there is more below of the page that is open.
    pub(super) fn is_more(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.top + usize::from(self.room.rows) < open.lines.len())
    }

    pub(super) fn reading(&self) -> Reading<'_> {
        let (Some(open), Some(page)) = (&self.open, self.pages.get(self.at)) else {
            return Reading::List(self.pages.iter().map(|page| page.title.as_str()).collect(), self.at);
        };
        let bottom = (open.top + usize::from(self.room.rows)).min(open.lines.len());
        let place = match bottom - open.top {
            _ if open.lines.len() <= usize::from(self.room.rows) => String::new(),
            _ if bottom == open.lines.len() => "the end".to_owned(),
            _ => format!("{} %", bottom * 100 / open.lines.len()),
        };
        Reading::Page(&page.title, &open.lines[open.top..bottom], place)
    }

    fn turn_to(&mut self, at: usize) {
        self.at = at;
        let columns = usize::from(self.room.columns);
        self.open = self.pages.get(at).map(|page| Open { lines: page.lines(columns), top: 0 });
    }

    /// Nobody scrolls beyond the end.
    fn stay_within(&mut self) {
        if let Some(open) = &mut self.open {
            open.top = open.top.min(open.lines.len().saturating_sub(usize::from(self.room.rows)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room { columns: 38, rows: 9 };

    fn open() -> Learn {
        let mut learn = Learn::new(ROOM);
        learn.handle(Action::Enter);
        learn
    }

    #[test]
    fn space_shows_every_line_and_stops_at_the_end() {
        let mut learn = open();
        let top = |learn: &Learn| learn.open.as_ref().map(|open| (open.top, open.lines.len())).expect("open");
        let mut before = 0;
        for _ in 0..100 {
            learn.handle(Action::PageDown);
            let (now, _) = top(&learn);
            assert!((before..before + 9).contains(&now), "from {before} to {now} skips a line");
            before = now;
        }
        let (now, lines) = top(&learn);
        assert_eq!(now + 9, lines);
        assert!(
            matches!(learn.reading(), Reading::Page(_, shown, place) if place == "the end" && shown.len() == 9)
        );
        for _ in 0..200 {
            learn.handle(Action::Down);
        }
        learn.handle(Action::Up);
        assert_eq!(top(&learn).0, now - 1, "one up is one line up");
    }

    #[test]
    fn another_size_keeps_what_one_reads_in_sight() {
        let mut learn = open();
        for _ in 0..3 {
            learn.handle(Action::PageDown);
        }
        let block = |learn: &Learn| {
            let open = learn.open.as_ref().expect("open");
            open.lines[open.top].block
        };
        let before = block(&learn);
        assert!(before > 0);
        learn.see_room(Room { columns: 20, rows: 4 });
        assert_eq!(block(&learn), before);
        learn.see_room(Room { columns: 200, rows: 400 });
        assert_eq!(block(&learn), 0, "all of it is in sight");
    }

    #[test]
    fn pages_follow_each_other_round() {
        let mut learn = open();
        let mut titles = Vec::new();
        for _ in 0..learn.pages.len() {
            if let Reading::Page(title, ..) = learn.reading() {
                titles.push(title.to_owned());
            }
            learn.handle(Action::Next);
        }
        let all: Vec<_> = learn.pages.iter().map(|page| page.title.clone()).collect();
        assert_eq!(titles, all);
        assert_eq!(learn.at, 0);
        assert!(!learn.handle(Action::Close), "to the list");
        assert!(learn.handle(Action::Close), "and out");
    }
}
