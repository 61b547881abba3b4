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
//!              Not if that calf is swollen, hot or red.
//!
//!    Chest pain, short of breath, or the leg is cold, pale, blue or
//!    numb? Call for help now.
//!    c calf   f foot   h back of thigh   t front of thigh
//!    enter it eased   n next   w warnings
//! ```

use ratatui::layout::Rect;

use super::letters::Letters;
use super::page::{Page, below, wrap};
use super::signs;
use crate::app::keymap::{self, Action, Scene};
use crate::app::{Cramping, Telling, Urgency};
use crate::screen::theme::Role;

/// Draws a cramp. What is to be done comes first, in large letters: all of it or its first sentence; then as much as
/// there is room for of what else there is to know.
pub(super) fn draw(cramping: &Cramping<'_>, page: &mut Page<'_>) {
    page.title(cramping.title, &cramping.clock);
    if cramping.urgency == Urgency::Warn && cramping.focus.len() > 1 {
        let area = signs::emergency(cramping.emergency, page.body(), page);
        return signs::told(&cramping.focus, "w shows the others", area, page);
    }
    let mut body = page.body();
    if body.height < 12 {
        // What keeps someone from harm is worth more than a name for the muscle.
        body = page.body_to_the_keys();
    } else if let Telling::Open(_) = cramping.muscle {
        page.next(&muscles(cramping.muscle, body.width >= 60));
    }
    let area = signs::emergency(cramping.emergency, body, page);
    let blocks = blocks(cramping, area);
    let mut free = area.height.saturating_sub(blocks.iter().map(Block::rows).sum());
    // Air comes before the emergency line, then between the blocks from the top on.
    free = free.saturating_sub(1);
    let airs = free.min(rows(&blocks).saturating_sub(1));
    let mut at = below(area, (free - airs) / 2);
    for (nth, block) in (1..).zip(&blocks) {
        block.draw(at, page);
        at = below(at, block.rows() + u16::from(nth <= airs));
    }
}

/// What is said in one manner.
enum Block {
    Large(Letters, Role),
    Lines(Vec<(String, Role)>),
}

impl Block {
    fn rows(&self) -> u16 {
        match self {
            Block::Large(letters, _) => letters.rows(),
            Block::Lines(lines) => rows(lines),
        }
    }

    fn draw(&self, at: Rect, page: &mut Page<'_>) {
        match self {
            Block::Large(letters, role) => letters.draw(at, *role, page),
            Block::Lines(lines) => lines.iter().zip(0..).for_each(|((line, role), row)| {
                page.centre(at, row, line, *role);
            }),
        }
    }
}

/// What to do now, the rest of it, and what else to know: as much as there is room for, the most important first.
fn blocks(cramping: &Cramping<'_>, area: Rect) -> Vec<Block> {
    let also: Vec<_> = cramping.also.iter().map(|text| wrapped(text, Role::Text, area)).collect();
    let known: u16 = also.iter().map(|lines| rows(lines)).sum();
    // A row of air stays before the emergency line, unless there are few.
    let room = area.height.saturating_sub(u16::from(area.height >= 10));
    // Who should not do it is worth more than large letters.
    let known = Rect { height: room.saturating_sub(known), ..area };
    // A warning is worth more than what else to try.
    let least = Rect { height: if cramping.urgency == Urgency::Warn { room } else { 0 }, ..area };
    let mut blocks = large(cramping, known).or_else(|| large(cramping, least)).unwrap_or_else(|| {
        let (role, weak) = roles(cramping.urgency);
        let roles = std::iter::once(role).chain(std::iter::repeat(weak));
        let texts = cramping.focus.iter().zip(roles);
        vec![Block::Lines(texts.flat_map(|(text, role)| wrapped(text, role, area)).collect())]
    });
    let mut free = area.height.saturating_sub(blocks.iter().map(Block::rows).sum());
    let fitting = also.into_iter().take_while(|lines| {
        let fits = rows(lines) <= free;
        free = free.saturating_sub(rows(lines));
        fits
    });
    blocks.push(Block::Lines(fitting.flatten().collect()));
    blocks.retain(|block| block.rows() > 0);
    blocks
}

/// What to do now in large letters: all of it, else its first sentence, else the beginning of that; `None` if nothing fits.
fn large(cramping: &Cramping<'_>, area: Rect) -> Option<Vec<Block>> {
    let (role, weak) = match cramping.urgency {
        Urgency::Calm => return None,
        Urgency::Act | Urgency::Warn => roles(cramping.urgency),
    };
    let (whole, then) = cramping.focus.split_first()?;
    let blocks = |fit: Fit, (first, rest): (&str, Option<&str>)| {
        let told = rest.into_iter().chain(then.iter().copied());
        let told: Vec<_> = told.flat_map(|text| wrapped(text, weak, area)).collect();
        let letters = fit(first, area.width, area.height.saturating_sub(rows(&told)))?;
        Some(vec![Block::Large(letters, role), Block::Lines(told)])
    };
    let at_a_glance = (whole.len() <= GLANCE).then_some((*whole, None));
    at_a_glance
        .and_then(|whole| blocks(Letters::fit_solid, whole))
        .or_else(|| blocks(Letters::fit, split_after(whole, &['.', '?', '!'])))
        .or_else(|| blocks(Letters::fit, split_after(whole, &[',', ':'])))
}

/// So many letters can be read at a glance, half asleep.
const GLANCE: usize = 60;

/// How large letters are made to fit.
type Fit = fn(&str, u16, u16) -> Option<Letters>;

/// The role of what to do now, and of the rest of it.
fn roles(urgency: Urgency) -> (Role, Role) {
    match urgency {
        Urgency::Calm => (Role::Strong, Role::Text),
        Urgency::Act => (Role::Urgent, Role::Strong),
        Urgency::Warn => (Role::Warning, Role::Warning),
    }
}

/// Splits a text after the first of such marks that a word follows.
fn split_after<'a>(text: &'a str, marks: &[char]) -> (&'a str, Option<&'a str>) {
    let end = text.match_indices(' ').map(|(at, _)| at).find(|&at| text[..at].ends_with(marks));
    end.map_or((text, None), |end| (&text[..end], Some(&text[end + 1..])))
}

fn wrapped(text: &str, role: Role, area: Rect) -> Vec<(String, Role)> {
    wrap(text, area.width).into_iter().map(|line| (line, role)).collect()
}

/// The lines of a cramp for a very small screen; the clock is what it can do without.
pub(super) fn lines(cramping: &Cramping<'_>) -> Vec<(String, Role)> {
    let role = match cramping.urgency {
        Urgency::Warn => Role::Warning,
        Urgency::Act | Urgency::Calm => Role::Strong,
    };
    let focus = cramping.focus.iter().map(|text| ((*text).to_owned(), role));
    let also = cramping.also.iter().map(|text| (text.clone(), Role::Text));
    let emergency = cramping.emergency.map(|text| (text.to_owned(), Role::Warning));
    focus.chain(also).chain(emergency).chain([(cramping.clock.clone(), Role::Soft)]).collect()
}

/// The keys that tell the muscle, the one that is told in brackets.
fn muscles(muscle: Telling, wide: bool) -> String {
    let keys = keymap::rows(Scene::Cramp).filter_map(|row| match row.action {
        Action::Muscle(each) => {
            let short = row.help.trim_end_matches(" of thigh");
            let label = if wide { row.help } else { short };
            let mark = if muscle == Telling::Open(Some(each)) { ("[", "]") } else { ("", "") };
            Some(format!("{} {}{label}{}", row.shown, mark.0, mark.1))
        }
        _ => None,
    });
    keys.collect::<Vec<_>>().join(if wide { "   " } else { "  " })
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

    /// What a cramp screen says of a cue, in a room between the title and the emergency line.
    fn said(cue: &str, step: &Step, (width, height): (u16, u16)) -> Vec<Block> {
        let cramping = Cramping {
            title: &step.name,
            clock: String::new(),
            focus: vec![cue],
            urgency: Urgency::Act,
            also: step.guide.not_if.iter().cloned().collect(),
            emergency: None,
            muscle: Telling::Open(None),
        };
        blocks(&cramping, Rect::new(0, 0, width, height))
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
                        let rows = said.iter().map(Block::rows).sum::<u16>();
                        assert!(rows <= room.1, "{cue} in {room:?}: {rows} rows");
                        let large = matches!(said[0], Block::Large(..));
                        assert!(large || room.1 < 11 && (nth, cue_nth) != (0, 0), "{cue} in {room:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn sentences_end_where_a_word_follows() {
        let ends = &['.', '?'];
        assert_eq!(split_after("Can't reach? Use 1.5 m.", ends), ("Can't reach?", Some("Use 1.5 m.")));
        assert_eq!(split_after("Rub 1.5 m.", ends), ("Rub 1.5 m.", None));
    }
}
