//! A part of a step that can be read from across the room: the word, the side and the line to follow in large letters.
//!
//! ```text
//!    Wall calf stretch                                            1 of 6 · 10 min left
//!
//!                                    █  █ ▄▀▀▄ █  █▀▄    █  █▀▀ █▀▀ ▀█▀
//!              the figure            █▀▀█ █  █ █  █  █   █  █▀▀ █▀▀  █
//!                                    ▀  ▀  ▀▀  ▀▀ ▀▀▀    ▀▀ ▀▀▀ ▀    ▀
//!                                               set 1 of 2
//!
//!                                                ▄▀▀▄  ▄▀▀▄
//!                                              …
//!          █▀▄ █▀▀ █▀▀ █▀▄   the line to follow, from edge to edge   █▀▄ █▀▀ █▀▀
//!
//!    then rest 5 s
//! ```

use ratatui::layout::Rect;

use super::pieces::{bar, first, heading, pause_word, put, short_side};
use super::rows::{caution_lines, digit_count, highest, lines_in};
use crate::routine::plan::{Part, Segment};
use crate::screen::canvas::{Canvas, below, wrap};
use crate::screen::letters::{Letters, Size};
use crate::screen::theme::Role;
use crate::screen::{digits, figure};
use crate::session::{Doing, Pause, Readout, StepView, Until};
use crate::text::{glossary, split_after};

/// What stands below the heading.
pub(super) enum Centre<'a> {
    /// A number, the largest it gets in this part, and its role.
    Count(u32, u32, Role),
    /// All that is to be done, and below it how to go on.
    Steps(&'a [String], Until),
}

/// Returns where the figure and the count stand, and the line to follow below them: the same in all parts of all steps.
pub(super) fn areas(body: Rect) -> (Rect, Rect) {
    // Two lines of letters, once there is room for those above.
    let line = (body.height / 4).max(body.height.saturating_sub(11).min(8)).min(14);
    let above = body.height.saturating_sub(line + 1);
    (Rect { height: above, ..body }, below(body, above + 1))
}

/// Draws a part: its word, what is in the centre, and the line to follow.
pub(super) fn draw(glance: &StepView<'_>, word: &str, centre: &Centre<'_>, canvas: &mut Canvas<'_>) {
    let (above, line) = areas(canvas.whole_body());
    let words = figure::draw(glance, above, canvas);
    let line = line.intersection(canvas.body());
    match centre {
        Centre::Count(now, of, role) => {
            let at = headed(glance, word, words, canvas);
            count(glance, (*now, *of), *role, at, canvas);
            let (lines, now) = glance.lines;
            follow(&lines.iter().map(String::as_str).collect::<Vec<_>>(), now, glance, line, canvas);
        }
        Centre::Steps(steps, until) => {
            // Where to go comes first; the side and the set can wait.
            let rows = if *until == Until::There { 2 } else { 0 };
            if rows > 0 {
                heading(glance, word, words, canvas);
            }
            middle(steps, below(words, rows), canvas);
            let sizes = Size::solid(canvas.theme().has_blocks());
            let (_, room) = above_caution(glance, line);
            let fits = |text: &String| Letters::fit(text, sizes, room.width, room.height).is_some();
            let long = until.with_next(glance.next).filter(fits);
            follow(&[long.as_deref().unwrap_or(until.brief())], 0, glance, line, canvas);
        }
    }
}

/// Draws the word and the side in a row of letters, or what matters more of the two, and the rest of the heading in small
/// text below. Returns what is left of the area.
fn headed(glance: &StepView<'_>, word: &str, area: Rect, canvas: &mut Canvas<'_>) -> Rect {
    let sizes = Size::solid(canvas.theme().has_blocks());
    let (word, lead) = match glance.pause {
        Some(_) => (pause_word(Pause::Asked), Role::Strong),
        None => (word, Role::Text),
    };
    let side = glance.side.as_deref();
    let is_changing = matches!(glance.face, Readout::Count { doing: Doing::ChangeSides, .. });
    // On the way to the other side there is still this one to come out of: it must not be taken for the other.
    let next = side.filter(|_| is_changing).map(|side| format!("{} next", short_side(side)));
    let shown = next.as_deref().or(side);
    let alone = if glance.pause.is_some() || side.is_none() { (Some(word), None) } else { (None, shown) };
    let is_counting = matches!(glance.face, Readout::Reps { beat: None, .. }) && side.is_some();
    let both = Some((Some(word), side)).filter(|_| !is_changing && !is_counting);
    let choices = both.into_iter().chain([alone]);
    let mut choices = choices.flat_map(|(word, side)| sizes.iter().map(move |&size| (size, word, side)));
    let fits = |(size, word, side)| Heading::new(glance, word, side, size, area);
    let Some(letters) = choices.find_map(fits) else {
        heading(glance, word, area, canvas);
        return below(area, 2);
    };
    let rows = letters.draw(lead, area, canvas);
    let small = match (glance.pause, glance.set) {
        (Some(why @ (Pause::Away | Pause::Left | Pause::Cramp)), _) => Some(pause_word(why).to_owned()),
        (_, set) => set.map(glossary::set),
    };
    let word = letters.word.is_none().then(|| word.to_owned());
    let side = glance.side.clone().filter(|_| letters.side.is_none());
    let small: Vec<_> = word.into_iter().chain(side).chain(small).collect();
    let at = below(area, rows + u16::from(area.height >= 16));
    canvas.centre(at, 0, &small.join(" · "), Role::Soft);
    below(at, 1)
}

/// A word and a side, in a row of letters.
struct Heading {
    word: Option<Letters>,
    side: Option<Letters>,
    /// The columns that the longest word of the step takes, so that the side stays put when the word changes.
    slot: u16,
    gap: u16,
}

impl Heading {
    /// `None` if it does not fit, or if there is nothing to show.
    fn new(
        glance: &StepView<'_>,
        word: Option<&str>,
        side: Option<&str>,
        scale: Size,
        area: Rect,
    ) -> Option<Heading> {
        let letters = |text: &str| Letters::fit(text, &[scale], area.width, scale.rows());
        let beats = beats(glance).filter(|_| word.is_some()).filter_map(letters).map(|beat| beat.columns());
        let (drawn, drawn_side) = (word.and_then(letters), side.and_then(letters));
        let all_fit = drawn.is_some() == word.is_some() && drawn_side.is_some() == side.is_some();
        let slot = beats.chain(drawn.as_ref().map(Letters::columns)).max().unwrap_or(0);
        let gap = if word.is_some() && side.is_some() { scale.space() } else { 0 };
        let heading = Heading { word: drawn, side: drawn_side, slot, gap };
        (all_fit && (1..=area.width).contains(&heading.columns())).then_some(heading)
    }

    fn columns(&self) -> u16 {
        self.slot + self.gap + self.side.as_ref().map_or(0, Letters::columns)
    }

    /// Returns the rows that it takes.
    fn draw(&self, lead: Role, area: Rect, canvas: &mut Canvas<'_>) -> u16 {
        let left = Rect { x: area.x + (area.width - self.columns()) / 2, width: self.slot, ..area };
        let side = Rect { x: left.right() + self.gap, width: self.columns() - self.slot - self.gap, ..area };
        for (letters, at, role) in [(&self.word, left, lead), (&self.side, side, Role::Side)] {
            if let Some(letters) = letters {
                letters.draw(at, role, canvas);
            }
        }
        self.word.iter().chain(&self.side).map(Letters::rows).max().unwrap_or(0)
    }
}

/// The words of the movements of a step.
fn beats<'a>(glance: &StepView<'a>) -> impl Iterator<Item = &'a str> {
    let beats = |part: &'a Segment| match &part.part {
        Part::Reps { beats, .. } => beats.as_slice(),
        Part::Ready
        | Part::Place
        | Part::Hold
        | Part::Rest
        | Part::Change
        | Part::Free
        | Part::Breathe { .. }
        | Part::Clot
        | Part::Check(_)
        | Part::Wait => &[],
    };
    glance.parts.iter().flat_map(beats).map(String::as_str)
}

/// Draws a number as large as it gets in any part of the step, with the bar below.
fn count(glance: &StepView<'_>, (now, of): (u32, u32), role: Role, at: Rect, canvas: &mut Canvas<'_>) {
    /// The bar and the air around it: worth more than very large digits, and less than middling ones.
    const BAR: u16 = 3;
    let most = glance.parts.iter().map(highest).max().unwrap_or(0).max(of).max(10);
    let count = digit_count(most);
    let scale = |height| digits::scale_for(count, at.width, height);
    let airy = scale(at.height.saturating_sub(BAR));
    let scale = if airy > 2 { airy } else { scale(at.height).clamp(1, 2) };
    let free = at.height.saturating_sub(digits::rows(scale));
    let at = below(at, if free > BAR { free.div_ceil(2) - 1 } else { free / 3 });
    digits::draw(now, scale, at, role, canvas);
    let bar_at = digits::rows(scale) + u16::from(free > 1);
    if bar_at < at.height {
        let long = digits::columns(count, scale).max((at.width / 2).min(30));
        bar(now, of, long, below(at, bar_at), canvas);
    }
}

/// Draws what is to be done in the middle of an area: large if it fits, else line by line.
fn middle(steps: &[String], area: Rect, canvas: &mut Canvas<'_>) {
    let sizes = Size::all(canvas.theme().has_blocks());
    let centred = |rows: u16| below(area, area.height.saturating_sub(rows) / 2);
    if let Some(letters) = Letters::fit(&steps.join(" "), sizes, area.width, area.height) {
        return letters.draw(centred(letters.rows()), Role::Strong, canvas);
    }
    let lines = steps.iter().flat_map(|text| wrap(text, area.width)).map(|line| (line, Role::Text));
    let lines = first(lines.collect(), area.height, area.width);
    let at = centred(lines_in(&lines));
    put(lines, at, canvas);
}

/// Draws the one of `texts` to follow now, and below it when to take care.
fn follow(texts: &[&str], now: usize, glance: &StepView<'_>, area: Rect, canvas: &mut Canvas<'_>) {
    let (caution, room) = above_caution(glance, area);
    let warned = area.height - room.height;
    let lines = Lines::choose(texts, room, canvas.theme().has_blocks());
    let rows = texts.get(now).map_or(0, |line| lines.draw(line, room, canvas));
    let free = area.height.saturating_sub(rows + warned);
    let at = below(area, rows + free.min(1));
    put(first(caution, at.height, at.width), at, canvas);
}

/// The caution in lines, and the room that it leaves above it.
fn above_caution(glance: &StepView<'_>, area: Rect) -> (Vec<(String, Role)>, Rect) {
    let caution = glance.caution.map(|text| caution_lines(text, area)).unwrap_or_default();
    let warned = lines_in(&caution).min(area.height.saturating_sub(1));
    (caution, Rect { height: area.height.saturating_sub(warned), ..area })
}

/// How the lines of a part are written: all alike, so that nothing jumps.
enum Lines {
    Large(&'static [Size]),
    /// The first sentence large, the others below it.
    FirstLarge(&'static [Size]),
    Plain,
}

impl Lines {
    fn choose(texts: &[&str], area: Rect, blocks: bool) -> Lines {
        let (solid, any) = (Size::solid(blocks), Size::all(blocks));
        let whole = |sizes| Size::fitting(sizes, texts, area.width, area.height);
        if let sizes @ [_, ..] = whole(solid) {
            return Lines::Large(sizes);
        }
        let (first, rest): (Vec<_>, Vec<_>) = texts.iter().map(|text| sentences(text)).unzip();
        let below =
            rest.into_iter().flatten().map(|rest| lines_in(&wrap(rest, area.width))).max().unwrap_or(0);
        if let sizes @ [_, ..] = Size::fitting(solid, &first, area.width, area.height.saturating_sub(below)) {
            return Lines::FirstLarge(sizes);
        }
        match whole(any) {
            [] => Lines::Plain,
            sizes => Lines::Large(sizes),
        }
    }

    /// Draws a line from the top of `area`. Returns the rows that it takes.
    fn draw(&self, text: &str, area: Rect, canvas: &mut Canvas<'_>) -> u16 {
        let (sizes, (large, rest)) = match self {
            Lines::Large(sizes) => (*sizes, (text, None)),
            Lines::FirstLarge(sizes) => (*sizes, sentences(text)),
            Lines::Plain => (&[][..], (text, Some(text))),
        };
        let letters = Letters::fit(large, sizes, area.width, area.height);
        let rows = letters.as_ref().map_or(0, Letters::rows);
        if let Some(letters) = letters {
            letters.draw(area, Role::Strong, canvas);
        }
        let rest = rest.map(|rest| wrap(rest, area.width)).unwrap_or_default();
        let rest = rest.into_iter().map(|line| (line, Role::Strong)).collect();
        let rest = first(rest, area.height.saturating_sub(rows), area.width);
        let all = rows + lines_in(&rest);
        put(rest, below(area, rows), canvas);
        all
    }
}

/// The first sentence, and the others.
fn sentences(text: &str) -> (&str, Option<&str>) {
    split_after(text, &['.', '?', '!'])
}
