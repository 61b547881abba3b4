//! A count, what else was said, and what the answers mean.
//!
//! ```text
//!              How many glasses today? (250 ml each)
//!                             ▄▀▀▀
//!                             ▀▀▀▄
//!                             ▀▀▀
//!                           It was hot
//!
//!              A small glass now is plenty, about 150 ml.
//! ```

use super::blocks::{Line, lines};
use super::canvas::{Canvas, below, wrap};
use super::digits;
use super::letters::{Letters, Size};
use crate::app::page::{Block, Content, Page, Reader, Style, Tally};
use crate::screen::theme::Role;

/// The rows of what the answers mean, most often; fewer where the most important of it is in letters.
const MOST_SAID: [u16; 2] = [6, 4];
/// The air above and below the digits.
const AIR: u16 = 2;
/// The largest digits.
const LARGEST: u16 = 4;
/// The rows of two lines of letters that can be read from across the room.
const LETTERS: u16 = 9;

/// What stands above the digits and below them.
struct Words {
    /// On a large screen, the question; then what to do.
    letters: Option<Letters>,
    label: Vec<String>,
    said: Vec<Line>,
}

impl Words {
    fn new(page: &Page<'_>, tally: &Tally, keeps: fn(&Block<'_>) -> bool, canvas: &Canvas<'_>) -> Words {
        let width = canvas.body().width;
        let texts = page.blocks_for(Reader::Screen).filter(|block| keeps(block));
        let texts = texts.filter(|block| !matches!(block.content, Content::Tally(_)));
        let mut texts: Vec<&Block<'_>> = texts.collect();
        let letters = |text: &str| {
            let sizes = Size::solid(canvas.theme().has_blocks());
            canvas.is_large().then(|| Letters::fit(text, sizes, width, LETTERS)).flatten()
        };
        let answer = texts.iter().position(|block| block.style == Style::Strong);
        let answer = answer.and_then(|nth| match &texts[nth].content {
            Content::Text(text) => Some((nth, letters(text)?)),
            _ => None,
        });
        let letters = match answer {
            Some((nth, answer)) => {
                texts.remove(nth);
                Some(answer)
            }
            None => letters(&tally.question),
        };
        let label = match letters {
            Some(_) => tally.each.clone(),
            None => format!("{} ({})", tally.question, tally.each),
        };
        let said = texts.iter().flat_map(|block| lines(block, width)).collect();
        Words { letters, label: wrap(&label, width), said }
    }

    /// The rows for letters, so many or fewer.
    fn head(&self) -> u16 {
        if self.letters.is_some() { LETTERS } else { 0 }
    }

    /// The rows that are needed with digits of this scale and so many rows below them.
    fn needs(&self, scale: u16, said: u16) -> u16 {
        self.head() + rows(self.label.len()) + digits::rows(scale) + said
    }
}

pub(super) fn draw(page: &Page<'_>, tally: &Tally, canvas: &mut Canvas<'_>) {
    let body = canvas.body();
    let words = |keeps| Words::new(page, tally, keeps, canvas);
    // Small digits rather than what may be left out, and no air rather than no digits.
    let (all, least) = (words(|_| true), words(|block| !block.optional));
    let words = if all.needs(1, rows(all.said.len())) <= body.height { all } else { least };
    let said = rows(words.said.len());
    // Nothing jumps when the answers are judged.
    let usual = MOST_SAID[usize::from(words.letters.is_some())];
    let most = said.max(usual);
    // Much that is said costs air before it costs the size of the digits.
    let fits = |scale, said, air| words.needs(scale, said) + air <= body.height;
    let large = (2..=LARGEST).rev().find(|&scale| fits(scale, usual, AIR) && fits(scale, most, 0));
    let scale = large.unwrap_or_else(|| u16::from(words.needs(1, said) <= body.height));
    let air = body.height.saturating_sub(words.needs(scale, said));
    let airs = [air > 0, air > 1].map(u16::from);
    let mut y = body.height.saturating_sub(words.needs(scale, most) + AIR) / 2;
    if scale == 0 {
        canvas.centre(body, y, &in_words(tally), Role::Strong);
        y += 1;
    } else {
        y += words.head();
        if let Some(letters) = &words.letters {
            letters.draw(below(body, y.saturating_sub(letters.rows())), Role::Strong, canvas);
        }
        for line in &words.label {
            canvas.centre(body, y, line, Role::Text);
            y += 1;
        }
        y += airs[0];
        digits::draw(tally.number, scale, below(body, y), Role::Count, canvas);
        y += digits::rows(scale);
    }
    y += airs[1];
    for (row, line) in (body.y + y..body.bottom()).zip(&words.said) {
        canvas.centre_parts(body, row, line);
    }
}

/// "3 glasses of any drink today".
pub(super) fn in_words(tally: &Tally) -> String {
    format!("{} of any drink today", tally.in_words)
}

fn rows(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
