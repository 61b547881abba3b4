//! Where the blocks of a page stand: at the top, in the middle of what is left, at the bottom.
//!
//! What is to be looked at stands in the middle, both ways: a question, a few words. What is to be read or gone through
//! begins at the top left, and so do warnings. A list, what is typed and the steps of a routine take the rows that the
//! other blocks leave. Air comes before what may be left out, and nothing that may not be left out is ever cut, unless
//! it is alone.

use std::ops::Range;

use ratatui::layout::Rect;

use super::blocks::{self, Line};
use super::canvas::{Canvas, below};
use super::letters::{Letters, Size};
use super::list::Rows;
use super::theme::Role;
use super::typed;
use crate::app::page::{Block, Content, Page, Place, Reader, Seen, TypedLines};

/// A page laid out in a body.
pub(super) struct Layout<'a> {
    body: Rect,
    parts: Vec<Part<'a>>,
    /// Whether something that may not be left out is.
    lacks: bool,
    /// Whether anything at all is left out, or below.
    is_cut: bool,
    /// Whether all steps of a routine are there, and nothing of them is cut.
    has_all_steps: bool,
}

struct Part<'a> {
    place: Place,
    area: Rect,
    shows: Shows<'a>,
}

enum Shows<'a> {
    Lines(Vec<Line>),
    List(Rows<'a>, Range<usize>),
    Headline(&'a str, Letters),
}

/// A block before it has its place.
struct Piece<'a> {
    place: Place,
    is_optional: bool,
    is_tight: bool,
    content: Flex<'a>,
}

enum Flex<'a> {
    Lines(Vec<Line>),
    List(Rows<'a>),
    /// The steps of a routine, and the rows in which nothing of them is cut.
    Steps(&'a [(&'a str, &'a str)], u16),
    /// What was typed, and the rows that all of it takes.
    Typed(&'a TypedLines<'a>, u16),
    /// A name, and below it letters.
    Headline(&'a str, Letters),
}

/// The rows that the letters of a headline have at most, air included: one line of them.
const HEADLINE: u16 = 7;
/// Below this many rows there is no air.
const AIRY: u16 = 12;

impl<'a> Piece<'a> {
    fn new(block: &'a Block<'a>, columns: u16, sizes: &[Size]) -> Option<Piece<'a>> {
        let letters = |text| Letters::fit(text, sizes, columns, HEADLINE);
        let content = match &block.content {
            Content::Headline(name, text) if let Some(letters) = letters(text) => {
                Flex::Headline(name, letters)
            }
            Content::List(list) => Flex::List(Rows::new(list, columns)),
            Content::Steps(steps) => Flex::Steps(steps, blocks::step_rows(steps, columns)),
            Content::Typed(typed) => Flex::Typed(typed, typed::rows(typed, columns)),
            _ => Flex::Lines(blocks::lines(block, columns)),
        };
        let piece = Piece { place: block.place, is_optional: block.optional, is_tight: block.tight, content };
        (piece.natural() > 0).then_some(piece)
    }

    fn natural(&self) -> u16 {
        match &self.content {
            Flex::Lines(lines) => rows(lines.len()),
            Flex::List(rows) => rows.natural(),
            Flex::Steps(_, rows) | Flex::Typed(_, rows) => *rows,
            Flex::Headline("", letters) => letters.rows() + 1,
            Flex::Headline(_, letters) => letters.rows() + 3,
        }
    }

    fn is_flexible(&self) -> bool {
        matches!(self.content, Flex::List(_) | Flex::Steps(..) | Flex::Typed(..))
    }

    /// The fewest rows it can do with in a body so high.
    fn least(&self, height: u16) -> u16 {
        if self.is_flexible() { self.natural().min(height / 3).max(1) } else { self.natural() }
    }

    /// The rows it keeps before anything that may be left out gets some.
    fn wanted(&self, height: u16) -> u16 {
        match self.content {
            Flex::Steps(..) => self.natural().min(height / 2),
            Flex::Lines(_) | Flex::List(_) | Flex::Typed(..) | Flex::Headline(..) => self.natural(),
        }
    }
}

impl<'a> Layout<'a> {
    pub(super) fn new(page: &'a Page<'a>, body: Rect) -> Layout<'a> {
        Layout::with(page, body, &[])
    }

    /// The same, with a headline in letters if all the rest keeps its room.
    pub(super) fn enlarged(self, page: &'a Page<'a>, sizes: &[Size]) -> Layout<'a> {
        let has_headline = page.blocks.iter().any(|block| matches!(block.content, Content::Headline(..)));
        let large = has_headline.then(|| Layout::with(page, self.body, sizes));
        large.filter(Layout::is_whole).unwrap_or(self)
    }

    /// Whether nothing is left out, below or cut.
    pub(super) fn is_whole(&self) -> bool {
        !self.is_cut && self.has_all_steps
    }

    pub(super) fn columns(&self) -> u16 {
        self.body.width
    }

    fn with(page: &'a Page<'a>, body: Rect, sizes: &[Size]) -> Layout<'a> {
        let pieces = page.blocks_for(Reader::Screen);
        let pieces: Vec<Piece<'a>> =
            pieces.filter_map(|block| Piece::new(block, body.width, sizes)).collect();
        let (keep, airy) = choose(&pieces, body.height);
        let lacks = pieces.iter().zip(&keep).any(|(piece, keep)| !piece.is_optional && !keep);
        let mut is_cut = keep.iter().any(|keep| !keep);
        let pieces: Vec<Piece<'a>> =
            pieces.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(piece, _)| piece).collect();
        let areas = areas(&pieces, &share(&pieces, airy, body.height), airy, body);
        let mut has_all_steps = true;
        let parts = pieces.into_iter().zip(areas).map(|(piece, area)| {
            let shows = match piece.content {
                Flex::Lines(lines) => Shows::Lines(lines),
                Flex::Steps(steps, rows) => {
                    has_all_steps = rows <= area.height;
                    Shows::Lines(blocks::steps(steps, body.width, area.height))
                }
                Flex::Typed(typed, _) => Shows::Lines(typed::lines(typed, body.width, area.height)),
                Flex::List(rows) => {
                    let shown = rows.in_sight(area.height);
                    is_cut |= rows.rest(&shown).is_some();
                    Shows::List(rows, shown)
                }
                Flex::Headline(name, letters) => Shows::Headline(name, letters),
            };
            Part { place: piece.place, area, shows }
        });
        let parts = parts.collect();
        Layout { body, parts, lacks, is_cut, has_all_steps }
    }

    /// Whether no block and no step is left out that `other` has.
    pub(super) fn tells_as_much_as(&self, other: &Layout<'_>) -> bool {
        self.parts.len() >= other.parts.len() && (self.has_all_steps || !other.has_all_steps)
    }

    pub(super) fn seen(&self) -> Seen {
        let in_list = self.parts.iter().find_map(|part| match &part.shows {
            Shows::List(_, shown) => Some(shown.end),
            Shows::Lines(_) | Shows::Headline(..) => None,
        });
        let in_middle = || self.parts.iter().filter(|part| part.place == Place::Middle).count();
        Seen { items: in_list.unwrap_or_else(in_middle), whole: !self.is_cut, ..Seen::default() }
    }

    /// Draws it; `overflow` tells where to find what is left out.
    pub(super) fn draw(&self, overflow: &str, canvas: &mut Canvas<'_>) {
        let mut rest = (self.lacks && !overflow.is_empty()).then_some(overflow);
        for part in &self.parts {
            match &part.shows {
                Shows::List(rows, shown) => {
                    rows.draw(shown.clone(), part.area, canvas);
                    rest = rows.rest(shown);
                }
                Shows::Headline(name, letters) => {
                    canvas.put(part.area.x, part.area.y, part.area.width, name, Role::Count);
                    let at = below(part.area, if name.is_empty() { 0 } else { 2 });
                    let is_centred = part.place == Place::Middle;
                    let width = if is_centred { at.width } else { letters.columns() };
                    letters.draw(Rect { width, ..at }, Role::Strong, canvas);
                }
                Shows::Lines(lines) => {
                    for (y, line) in (part.area.y..part.area.bottom()).zip(lines) {
                        if part.place == Place::Middle {
                            canvas.centre_parts(part.area, y, line);
                        } else {
                            canvas.put_parts(part.area, y, line);
                        }
                    }
                }
            }
        }
        if let Some(rest) = rest {
            canvas.next(rest);
        }
    }
}

/// Which pieces are shown, and whether with air between them.
fn choose<'a>(pieces: &[Piece<'a>], height: u16) -> (Vec<bool>, bool) {
    let needs = |keep: &[bool], airy: bool, rows: fn(&Piece<'a>, u16) -> u16| {
        let kept = pieces.iter().zip(keep).filter(|(_, keep)| **keep).map(|(piece, _)| piece);
        let rows = kept.clone().map(|piece| rows(piece, height)).fold(0, u16::saturating_add);
        rows.saturating_add(if airy { airs(kept) } else { 0 })
    };
    let mut keep: Vec<bool> = pieces.iter().map(|piece| !piece.is_optional).collect();
    let airy = height >= AIRY && needs(&keep, true, Piece::least) <= height;
    for (nth, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.is_optional) {
        // What belongs to the one before it does not stay without that one.
        let is_alone = piece.is_tight && nth > 0 && !keep[nth - 1];
        keep[nth] = true;
        keep[nth] = !is_alone && needs(&keep, airy, Piece::wanted) <= height;
    }
    // What has no room is left out from the end, but something is always there.
    while needs(&keep, airy, Piece::least) > height && keep.iter().filter(|keep| **keep).count() > 1 {
        let last = keep.iter().rposition(|keep| *keep).unwrap_or(0);
        keep[last] = false;
    }
    (keep, airy)
}

/// The rows of air between these pieces.
fn airs<'p, 'a: 'p>(pieces: impl Iterator<Item = &'p Piece<'a>>) -> u16 {
    rows(pieces.skip(1).filter(|piece| !piece.is_tight).count())
}

/// How high each piece is: what can be of any height takes what the others leave, the first of them at least two
/// thirds.
fn share(pieces: &[Piece<'_>], airy: bool, height: u16) -> Vec<u16> {
    let total = |is_flexible: bool| {
        let those = pieces.iter().filter(|piece| piece.is_flexible() == is_flexible);
        those.map(Piece::natural).fold(0, u16::saturating_add)
    };
    let air = if airy { airs(pieces.iter()) } else { 0 };
    let (mut free, mut wanted) = (height.saturating_sub(total(false)).saturating_sub(air), total(true));
    let heights = pieces.iter().map(|piece| {
        if !piece.is_flexible() {
            return piece.natural().min(height);
        }
        wanted = wanted.saturating_sub(piece.natural());
        let least = if wanted > 0 { free * 2 / 3 } else { free };
        let got = piece.natural().min(free.saturating_sub(wanted).max(least));
        free -= got;
        got
    });
    heights.collect()
}

/// Where each piece stands.
fn areas(pieces: &[Piece<'_>], heights: &[u16], airy: bool, body: Rect) -> Vec<Rect> {
    let air = |nth: usize| u16::from(airy && nth > 0 && !pieces[nth].is_tight);
    let high = |place: Place| {
        let of = |nth: usize| if pieces[nth].place == place { heights[nth] + air(nth) } else { 0 };
        (0..pieces.len()).map(of).fold(0, u16::saturating_add)
    };
    let (top, middle, bottom) = (high(Place::Top), high(Place::Middle), high(Place::Bottom));
    let free = body.height.saturating_sub(top).saturating_sub(bottom);
    let mut at_top = 0;
    let mut at_middle = top + free.saturating_sub(middle) / 2;
    let mut at_bottom = body.height.saturating_sub(bottom);
    let area = |nth: usize| {
        let row = match pieces[nth].place {
            Place::Top => &mut at_top,
            Place::Middle => &mut at_middle,
            Place::Bottom => &mut at_bottom,
        };
        *row += air(nth);
        let at = below(body, *row);
        *row += heights[nth];
        Rect { height: heights[nth].min(at.height), ..at }
    };
    (0..pieces.len()).map(area).collect()
}

fn rows(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
