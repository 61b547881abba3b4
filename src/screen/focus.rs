//! A cramp: one thing to do, as large as it fits, and a clock that counts up.
//!
//! ```text
//!    Toes to shin                                      Hold 18 · 0:42
//!
//!              ▟▀▙ ▟          ▀     ▜▌  ▗▌          ▗▌ ▜▌
//!                     Straighten the knee.
//!
//!                Pull your toes toward your shin.
//!
//!              Skip this if your calf is swollen, hot or red.
//!
//!    Chest pain or trouble breathing? Is the leg cold, pale, blue or
//!    numb? Call for help now.
//!    c calf   f foot   h back of thigh   t front of thigh
//!    enter it eased   n next   w warnings
//! ```

use ratatui::layout::Rect;

use super::blocks::{self, Line, lines};
use super::canvas::{Canvas, below, wrap};
use super::figure;
use super::letters::{Letters, Size};
use crate::app::page::{Block, Content, Page, Place, Reader, Urgency};
use crate::screen::theme::Role;
use crate::session::FigureView;
use crate::text::split_after;

/// What to do, and what else to know.
struct Focus<'a> {
    urgency: Urgency,
    texts: Vec<&'a str>,
    also: Vec<&'a Block<'a>>,
    /// Whether letters are made of blocks alone.
    blocks: bool,
}

/// Draws what to do first, in large letters: all of it or its first sentence; then as much as there is room for of what
/// else there is to know. What stands at the bottom keeps its place.
pub(super) fn draw<'a>(page: &'a Page<'a>, canvas: &mut Canvas<'_>) {
    let blocks = || page.blocks_for(Reader::Screen);
    let Some((urgency, texts)) = blocks().find_map(|block| match &block.content {
        Content::Focus(urgency, texts) => Some((*urgency, texts)),
        _ => None,
    }) else {
        return;
    };
    let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
    let bottom: Vec<&Block<'_>> = blocks().filter(|block| block.place == Place::Bottom).collect();
    let mut body = canvas.body();
    if urgency == Urgency::Warn && texts.len() > 1 {
        let area = at_bottom(&bottom, body, canvas);
        return all_warnings(&texts, page.overflow, area, canvas);
    }
    if body.height < 12 {
        // What keeps someone from harm is worth more than a name for the muscle.
        body = canvas.body_to_the_keys();
    } else {
        canvas.next(&page.next);
    }
    let area = at_bottom(&bottom, body, canvas);
    let also = blocks().filter(|block| block.place == Place::Middle).collect();
    let focus = Focus { urgency, texts, also, blocks: canvas.theme().has_blocks() };
    let area = beside(page, &focus, area, canvas);
    let said = said(&focus, area);
    let mut free = area.height.saturating_sub(said.iter().map(Said::rows).sum());
    // Air comes before what stands at the bottom, then between the others from the top on.
    free = free.saturating_sub(1);
    let airs = free.min(rows(&said).saturating_sub(1));
    let mut at = below(area, (free - airs) / 2);
    for (nth, each) in (1..).zip(&said) {
        each.draw(at, canvas);
        at = below(at, each.rows() + u16::from(nth <= airs));
    }
}

/// Draws the figure of what to do, where letters that are no mere dots fit beside it. Returns what is left for them.
fn beside(page: &Page<'_>, focus: &Focus<'_>, area: Rect, canvas: &mut Canvas<'_>) -> Rect {
    let Some(FigureView::Frame(frame)) = page.figure else { return area };
    let room = frame.drawing.room;
    let right = room.columns + figure::AIR;
    let words = Rect { x: area.x + right, width: area.width.saturating_sub(right), ..area };
    let is_large = |said: &Said| matches!(said, Said::Large(letters, _) if letters.is_solid());
    if room.rows > area.height || !said(focus, words).first().is_some_and(is_large) {
        return area;
    }
    let top = area.y + (area.height - room.rows) / 2;
    figure::draw_frame(frame, Rect::new(area.x, top, room.columns, room.rows), 0, canvas);
    words
}

/// Puts what stands at the bottom there. Returns what is left above it.
fn at_bottom(blocks: &[&Block<'_>], body: Rect, canvas: &mut Canvas<'_>) -> Rect {
    let lines: Vec<Line> = blocks.iter().flat_map(|block| lines(block, body.width)).collect();
    let height = body.height.saturating_sub(rows(&lines));
    for (y, line) in (body.y + height..).zip(&lines) {
        canvas.put_parts(body, y, line);
    }
    Rect { height, ..body }
}

/// Several warnings, the most urgent first, each of them whole; `overflow` tells where to find those that there is no room
/// for.
fn all_warnings(texts: &[&str], overflow: &str, area: Rect, canvas: &mut Canvas<'_>) {
    let mut left = area;
    for text in texts {
        let lines = wrap(text, left.width);
        if rows(&lines) > left.height {
            return canvas.next(overflow);
        }
        for (y, line) in (left.y..left.bottom()).zip(&lines) {
            canvas.put(left.x, y, left.width, line, Role::Warning);
        }
        left = below(left, rows(&lines) + u16::from(left.height >= 12));
    }
}

/// What is said in one manner.
enum Said {
    Large(Letters, Role),
    Lines(Vec<(String, Role)>),
}

impl Said {
    fn rows(&self) -> u16 {
        match self {
            Said::Large(letters, _) => letters.rows(),
            Said::Lines(lines) => rows(lines),
        }
    }

    fn draw(&self, at: Rect, canvas: &mut Canvas<'_>) {
        match self {
            Said::Large(letters, role) => letters.draw(at, *role, canvas),
            Said::Lines(lines) => lines.iter().zip(0..).for_each(|((line, role), row)| {
                canvas.centre(at, row, line, *role);
            }),
        }
    }
}

/// What to do now, the rest of it, and what else to know: as much as there is room for, the most important first.
fn said(focus: &Focus<'_>, area: Rect) -> Vec<Said> {
    let text = |block: &&Block<'_>| match &block.content {
        Content::Text(text) => wrapped(text, blocks::role(block.style), area),
        _ => Vec::new(),
    };
    let (may, also): (Vec<&Block<'_>>, Vec<_>) = focus.also.iter().partition(|block| block.optional);
    let known: u16 = also.iter().map(|block| rows(&text(block))).sum();
    // A row of air stays before what is at the bottom, unless there are few.
    let room = area.height.saturating_sub(u16::from(area.height >= 10));
    // Who should not do it is worth more than large letters.
    let known = Rect { height: room.saturating_sub(known), ..area };
    // A warning is worth more than what else to try.
    let least = Rect { height: if focus.urgency == Urgency::Warn { room } else { 0 }, ..area };
    let mut said = large(focus, known).or_else(|| large(focus, least)).unwrap_or_else(|| {
        let (role, weak) = roles(focus.urgency);
        let roles = std::iter::once(role).chain(std::iter::repeat(weak));
        let texts = focus.texts.iter().zip(roles);
        vec![Said::Lines(texts.flat_map(|(text, role)| wrapped(text, role, area)).collect())]
    });
    let mut free = area.height.saturating_sub(said.iter().map(Said::rows).sum());
    let fitting = also.iter().chain(&may).map(text).take_while(|lines| {
        let fits = rows(lines) <= free;
        free = free.saturating_sub(rows(lines));
        fits
    });
    said.push(Said::Lines(fitting.flatten().collect()));
    said.retain(|each| each.rows() > 0);
    said
}

/// What to do now in large letters: all of it, else its first sentence, else the beginning of that; `None` if nothing fits.
fn large(focus: &Focus<'_>, area: Rect) -> Option<Vec<Said>> {
    let (role, weak) = roles(focus.urgency);
    let (whole, then) = focus.texts.split_first()?;
    let blocks = |sizes, (first, rest): (&str, Option<&str>)| {
        let told = rest.into_iter().chain(then.iter().copied());
        let told: Vec<_> = told.flat_map(|text| wrapped(text, weak, area)).collect();
        let letters = Letters::fit(first, sizes, area.width, area.height.saturating_sub(rows(&told)))?;
        Some(vec![Said::Large(letters, role), Said::Lines(told)])
    };
    let (solid, any) = (Size::solid(focus.blocks), Size::all(focus.blocks));
    let at_a_glance = (whole.len() <= GLANCE).then_some((*whole, None));
    at_a_glance
        .and_then(|whole| blocks(solid, whole))
        .or_else(|| blocks(any, split_after(whole, &['.', '?', '!'])))
        .or_else(|| blocks(any, split_after(whole, &[',', ':'])))
}

/// So many letters can be read at a glance, half asleep.
const GLANCE: usize = 60;

/// The role of what to do now, and of the rest of it.
fn roles(urgency: Urgency) -> (Role, Role) {
    match urgency {
        Urgency::Calm => (Role::Strong, Role::Text),
        Urgency::Act => (Role::Urgent, Role::Strong),
        Urgency::Warn => (Role::Warning, Role::Warning),
    }
}

fn wrapped(text: &str, role: Role, area: Rect) -> Vec<(String, Role)> {
    wrap(text, area.width).into_iter().map(|line| (line, role)).collect()
}

fn rows<T>(lines: &[T]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::answer::Answer;
    use crate::health::body::Muscle;
    use crate::health::safety::Risk;
    use crate::health::safety::tests::answered;
    use crate::routine::Step;
    use crate::routine::cramp;

    /// What a cramp says of a cue, in a room between the title and the emergency line.
    fn said(cue: &str, step: &Step, (width, height): (u16, u16)) -> Vec<Said> {
        let not_if = step.guide.not_if.as_deref().map(Block::text);
        let also = not_if.iter().collect();
        super::said(
            &Focus { urgency: Urgency::Act, texts: vec![cue], also, blocks: false },
            Rect::new(0, 0, width, height),
        )
    }

    #[test]
    fn the_first_words_are_large_even_on_the_smallest_screen() {
        let all = Muscle::ALL.iter().flat_map(|&muscle| {
            [answered(&[]), answered(&[Risk::Surgery])].map(|safety| cramp::routine(Some(muscle), &safety))
        });
        for routine in all {
            for (nth, step) in routine.steps.iter().enumerate() {
                for (cue_nth, cue) in step.guide.cues.iter().enumerate() {
                    // 40×12, 60×20, 80×24, 120×40.
                    for room in [(38, 7), (54, 11), (74, 15), (94, 30)] {
                        let said = said(cue, step, room);
                        let rows = said.iter().map(Said::rows).sum::<u16>();
                        assert!(rows <= room.1, "{cue} in {room:?}: {rows} rows");
                        let large = matches!(said[0], Said::Large(..));
                        assert!(large || room.1 < 11 && (nth, cue_nth) != (0, 0), "{cue} in {room:?}");
                    }
                }
            }
        }
    }
}
