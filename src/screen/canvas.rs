//! The frame that all screens share, and the few ways text is put on it.
//!
//! ```text
//!    Wall calf stretch                          1 of 6 · 10 min left
//!
//!                             body
//!
//!    then hold 30 s
//!    space pause   n next step   ? help   q stop
//! ```
//!
//! A page is never wider than [`WIDEST`] and stands in the middle of a wider screen, title and keys with it.
//! What is to be looked at stands in the middle of the body, both ways: a count with its figure, a breath, a question, a
//! few words. What is to be read or gone through begins at its top left: lists, pages, the diary. Warnings stay at the
//! left, where reading begins.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::app::page::KeyHint;
use crate::screen::theme::{Role, Theme};
use crate::text;

/// A screen being drawn.
pub(super) struct Canvas<'a> {
    theme: Theme,
    area: Rect,
    /// The most columns between the margins.
    widest: u16,
    buf: &'a mut Buffer,
    /// Rows that a notice takes from the body.
    taken: u16,
}

/// The most columns between the margins: what belongs together is seen together.
pub(super) const WIDEST: u16 = 100;
/// The same for a figure and large words.
pub(super) const WIDEST_LARGE: u16 = 160;

/// The space between two items of a line.
const GAP: &str = "   ";

/// The longest line that is comfortable to read.
pub(super) const MEASURE: u16 = 70;

impl<'a> Canvas<'a> {
    pub(super) fn new(theme: Theme, area: Rect, widest: u16, buf: &'a mut Buffer) -> Canvas<'a> {
        Canvas { theme, area, widest, buf, taken: 0 }
    }

    /// The room between the title and the bottom lines.
    pub(super) fn body(&self) -> Rect {
        let body = self.whole_body();
        Rect { height: body.height.saturating_sub(self.taken), ..body }
    }

    /// The same, notice or not: for what must keep its size.
    pub(super) fn whole_body(&self) -> Rect {
        body_of(self.area, self.widest)
    }

    /// The body and all rows down to the keys, but for a notice.
    pub(super) fn body_to_the_keys(&self) -> Rect {
        let body = self.body();
        let keys = inner_of(self.area, self.widest).bottom().saturating_sub(1);
        let rows = (body.bottom()..keys).take_while(|y| self.is_blank(*y)).count();
        Rect { height: body.height + u16::try_from(rows).unwrap_or(0), ..body }
    }

    /// The title line: a name on the left, something lesser on the right, whose first part gives way to a long name.
    pub(super) fn title(&mut self, name: &str, aside: &str) {
        let inner = inner_of(self.area, self.widest);
        let aside = match aside.split_once(" · ") {
            Some((_, last)) if width(name) + 2 + width(aside) > inner.width => last,
            _ => aside,
        };
        let room = inner.width.saturating_sub(width(aside) + 2);
        // "Slow breathing: in for 4, out for 6" is told by its beginning.
        let name = name.split_once(": ").filter(|_| width(name) > room).map_or(name, |(first, _)| first);
        self.put(inner.x, inner.y, room, name, Role::Strong);
        let x = inner.right().saturating_sub(width(aside));
        self.put(x, inner.y, inner.width, aside, Role::Soft);
    }

    /// The line above the keys: what comes next. What is too long for it begins in the row above, if that is free.
    pub(super) fn next(&mut self, text: &str) {
        if !self.has_next() {
            return;
        }
        let inner = inner_of(self.area, self.widest);
        let y = inner.bottom().saturating_sub(2);
        let parts = text.rmatch_indices(GAP).map(|(at, _)| (&text[..at], &text[at + GAP.len()..]));
        let mut fitting = parts.filter(|(first, _)| width(text) > inner.width && width(first) <= inner.width);
        let (first, last) =
            fitting.next().filter(|_| self.is_blank(y.saturating_sub(1))).unwrap_or(("", text));
        self.put(inner.x, y.saturating_sub(1), inner.width, first, Role::Soft);
        self.put(inner.x, y, inner.width, last, Role::Soft);
    }

    /// Whether that line is free.
    pub(super) fn has_next(&self) -> bool {
        self.is_blank(inner_of(self.area, self.widest).bottom().saturating_sub(2))
    }

    /// The same line and as many above it as it takes, but at `most` so many, for something that has to be told.
    pub(super) fn toast(&mut self, text: &str, role: Role, most: u16) {
        let inner = inner_of(self.area, self.widest);
        let lines = wrap(text, inner.width);
        let count = toast_rows(lines.len(), inner, most);
        self.taken = count - 1;
        let top = inner.bottom().saturating_sub(1 + count);
        for (y, line) in (top..top + count).zip(&lines) {
            let cut_off = y + 1 == top + count && lines.len() > usize::from(count);
            let line = if cut_off { format!("{line} …") } else { line.clone() };
            self.put(inner.x, y, inner.width, &line, role);
        }
    }

    /// The bottom line: as many keys as fit.
    pub(super) fn keys(&mut self, keys: &[KeyHint]) {
        let inner = inner_of(self.area, self.widest);
        let y = inner.bottom().saturating_sub(1);
        // Close together rather than left out.
        let [airy, close] = [3, 2].map(|gap| (fitting(keys, inner.width, gap), gap));
        let (keys, gap) = if airy.0.len() < close.0.len() { close } else { airy };
        let mut x = inner.x;
        for hint in keys {
            x = self.put(x, y, inner.right().saturating_sub(x), hint.key(), Role::Key) + 1;
            x = self.put(x, y, inner.right().saturating_sub(x), hint.label, Role::Soft) + gap;
        }
    }

    /// Puts one line at a place, cut to `room`. Returns the column behind it.
    pub(super) fn put(&mut self, x: u16, y: u16, room: u16, text: &str, role: Role) -> u16 {
        if y >= self.area.bottom() || x >= self.area.right() {
            return x;
        }
        let room = room.min(self.area.right() - x);
        let mut text = cut(text, room);
        if self.theme.has_blocks() {
            text = text.chars().map(on_console).collect();
        }
        self.buf.set_stringn(x, y, &text, usize::from(room), self.theme.style(role)).0
    }

    /// Puts one line in the middle of `within`, `row` rows down. Returns false if there is no such row.
    pub(super) fn centre(&mut self, within: Rect, row: u16, text: &str, role: Role) -> bool {
        if row >= within.height {
            return false;
        }
        let x = within.x + within.width.saturating_sub(width(text)) / 2;
        self.put(x, within.y + row, within.width, text, role);
        true
    }

    /// Puts a line of several roles into a row, from the left end of `within` on.
    pub(super) fn put_parts(&mut self, within: Rect, y: u16, line: &[(Role, String)]) {
        let mut x = within.x;
        for (role, text) in line {
            x = self.put(x, y, within.right().saturating_sub(x), text, *role);
        }
    }

    /// Puts a line of several roles into a row, in the middle of `within`.
    pub(super) fn centre_parts(&mut self, within: Rect, y: u16, line: &[(Role, String)]) {
        let long: u16 = line.iter().map(|(_, text)| width(text)).fold(0, u16::saturating_add);
        let left = within.width.saturating_sub(long) / 2;
        self.put_parts(Rect { x: within.x + left, width: within.width - left, ..within }, y, line);
    }

    /// Whether words are so large that they can be read from across the room.
    pub(super) fn is_large(&self) -> bool {
        is_large(self.theme, self.area)
    }

    /// The colours, and what drawings are made of.
    pub(super) fn theme(&self) -> Theme {
        self.theme
    }

    /// Dims all that is there.
    pub(super) fn dim(&mut self) {
        self.buf.set_style(self.area, self.theme.style(Role::Soft).remove_modifier(Modifier::BOLD));
    }

    /// Lets blank cells have the colour of what will be drawn among them, so that they need no change of colour.
    pub(super) fn ground(&mut self, area: Rect, role: Role) {
        self.buf.set_style(area, self.theme.style(role));
    }

    /// Sets one cell of a drawing, which is never bold: that would only make it glare.
    pub(super) fn cell(&mut self, x: u16, y: u16, symbol: char, role: Role) {
        let style = self.theme.style(role).remove_modifier(Modifier::BOLD);
        let Some(cell) = self.buf.cell_mut((x, y)) else { return };
        // A terminal with space between its lines shows seams between whole blocks, and none between grounds.
        match symbol {
            '█' => cell.set_char(' ').set_style(style.add_modifier(Modifier::REVERSED)),
            _ => cell.set_char(symbol).set_style(style),
        };
    }

    fn is_blank(&self, y: u16) -> bool {
        (self.area.x..self.area.right()).all(|x| self.buf.cell((x, y)).is_none_or(|c| c.symbol() == " "))
    }
}

/// The area within the margins: wider ones where there is room, and as wide as it takes on a very wide screen.
fn inner_of(area: Rect, widest: u16) -> Rect {
    let (x, y) = match (area.width, area.height) {
        (60.., 20..) => (3, 1),
        (60.., _) => (2, 0),
        _ => (1, 0),
    };
    let wide = (area.width - 2 * x).min(widest);
    Rect::new(area.x + (area.width - wide) / 2, area.y + y, wide, area.height - 2 * y)
}

/// The room between the title and the bottom lines.
pub(super) fn body_of(area: Rect, widest: u16) -> Rect {
    let inner = inner_of(area, widest);
    let air = u16::from(inner.height >= 16);
    let height = inner.height.saturating_sub(3 + 2 * air);
    Rect::new(inner.x, inner.y + 1 + air, inner.width, height)
}

/// Returns whether words are large on such a screen.
pub(super) fn is_large(theme: Theme, area: Rect) -> bool {
    area.width >= 100 && area.height >= 30 || theme.is_large() && area.height >= 24
}

/// Returns what is left of an area under so many rows of it.
pub(super) fn below(at: Rect, rows: u16) -> Rect {
    let rows = rows.min(at.height);
    Rect { y: at.y + rows, height: at.height - rows, ..at }
}

/// Returns how many columns `text` takes.
pub(super) fn width(text: &str) -> u16 {
    u16::try_from(text::width(text)).unwrap_or(u16::MAX)
}

/// Returns `text` in lines of at most `room` columns, and never longer than is comfortable to read.
pub(super) fn wrap(text: &str, room: u16) -> Vec<String> {
    text::wrapped(text, usize::from(room.min(MEASURE)))
}

/// Returns those keys that fit: the last one, which is the way out, and as many of the others from the left on.
fn fitting(keys: &[KeyHint], columns: u16, gap: u16) -> Vec<KeyHint> {
    let long = |hint: &KeyHint| width(hint.key()) + 1 + width(hint.label) + gap;
    let Some((last, others)) = keys.split_last() else { return Vec::new() };
    let mut free = (columns + gap).saturating_sub(long(last));
    let fits = |hint: &&KeyHint| {
        let fits = long(hint) <= free;
        free = free.saturating_sub(long(hint));
        fits
    };
    others.iter().take_while(fits).chain([last]).copied().collect()
}

/// The rows that something to tell takes of those above the keys.
fn toast_rows(lines: usize, inner: Rect, most: u16) -> u16 {
    let most = most.min(if inner.height >= 16 { 4 } else { 3 });
    u16::try_from(lines).unwrap_or(1).clamp(1, most)
}

/// The body that something to tell leaves.
pub(super) fn body_under(toast: Option<&str>, most: u16, widest: u16, area: Rect) -> Rect {
    let (inner, body) = (inner_of(area, widest), body_of(area, widest));
    let taken = toast.map_or(0, |text| toast_rows(wrap(text, inner.width).len(), inner, most) - 1);
    Rect { height: body.height.saturating_sub(taken), ..body }
}

/// What the fonts of consoles have in place of a sign that some of them lack.
fn on_console(sign: char) -> char {
    match sign {
        '▁'..='▃' => '░',
        '▄' | '▅' => '▒',
        '▆' | '▇' => '█',
        '▸' => '>',
        '●' => '*',
        '◐' => '+',
        '□' => '·',
        '–' => '-',
        '…' => '.',
        other => other,
    }
}

/// Returns `text`, ended with an ellipsis where it does not fit.
pub(super) fn cut(text: &str, room: u16) -> std::borrow::Cow<'_, str> {
    if width(text) <= room {
        return text.into();
    }
    let mut short = String::new();
    for c in text.chars() {
        if text::width(&short) + unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) + 1
            > usize::from(room)
        {
            break;
        }
        short.push(c);
    }
    if room > 0 {
        short.push('…');
    }
    short.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::{self, Binding, Question, Scene};

    /// Returns the keys in the footer of a terminal with 40 columns.
    fn narrow(scene: Scene) -> Vec<&'static str> {
        let hints = keymap::rows(scene).filter_map(|row| Some(KeyHint { row, label: row.footer? }));
        fitting(&hints.collect::<Vec<_>>(), 38, 2).into_iter().map(KeyHint::key).collect()
    }

    #[test]
    fn the_narrowest_footers_tell_what_matters() {
        for scene in keymap::all().flat_map(|row| row.scenes).copied() {
            let keys = narrow(scene);
            let all: Vec<_> = keymap::rows(scene).filter(|row| row.footer.is_some()).collect();
            let enter = all.iter().any(|row| row.shown == "enter");
            // What goes on by the clock needs no Enter, and has `?` in its place.
            let first = if matches!(scene, Scene::Timed | Scene::Breath) { "space" } else { "enter" };
            assert!(!enter || keys[0] == first, "{scene:?}: {keys:?}");
            assert_eq!(keys.last().copied(), all.last().map(|row| row.shown), "{scene:?}: the way out");
            let is_step = all.last().is_some_and(|row| row.footer == Some("stop"));
            let is_tonight = matches!(scene, Scene::Tonight | Scene::Unfinished | Scene::Held);
            assert!(!(is_step || is_tonight) || keys.contains(&"!"), "{scene:?}: {keys:?}");
        }
        assert_eq!(narrow(Scene::Timed), ["space", "!", "?", "q"]);
        assert_eq!(narrow(Scene::Breath), ["space", "!", "?", "q"]);
        assert_eq!(narrow(Scene::Ask(Question::Signs)), ["enter", "space", "q"]);
    }

    #[test]
    fn a_footer_has_what_fits_from_the_left_on_and_the_way_out() {
        let hint = |(shown, label): (&'static str, &'static str)| {
            let action = keymap::Action::Quit;
            let row = Binding { keys: &[], shown, action, footer: None, help: "", words: &[], scenes: &[] };
            KeyHint { row: Box::leak(Box::new(row)), label }
        };
        let keys = [("a", "one"), ("b", "two"), ("c", "a long one"), ("d", "four"), ("q", "quit")].map(hint);
        let shown = |columns| fitting(&keys, columns, 2).into_iter().map(KeyHint::key).collect::<String>();
        assert_eq!(shown(99), "abcdq");
        assert_eq!(shown(20), "abq");
        assert_eq!(shown(19), "aq");
        assert_eq!(shown(3), "q");
        assert_eq!(fitting(&[], 9, 2), []);
    }

    #[test]
    fn a_page_stands_in_the_middle() {
        for (width, height) in (40..=300).flat_map(|width| [12, 16, 24, 60].map(|height| (width, height))) {
            let screen = Rect::new(7, 3, width, height);
            let (inner, body) = (inner_of(screen, WIDEST), body_of(screen, WIDEST));
            let (left, right) = (inner.x - screen.x, screen.right() - inner.right());
            assert!(left == right || left + 1 == right, "{screen}: {inner}");
            assert!(inner.width == WIDEST || inner.width < WIDEST && left <= 3, "{screen}: {inner}");
            assert_eq!((body.x, body.width), (inner.x, inner.width), "{screen}");
            assert!(body.y > inner.y && body.bottom() + 2 <= inner.bottom(), "{screen}: {body} in {inner}");
        }
    }
}
