//! A count, what else was said, and what the answers mean.
//!
//! ```text
//!              How many glasses today? (250 ml each)
//!                             ▄▀▀▀
//!                             ▀▀▀▄
//!                             ▀▀▀
//!                           It was hot
//!
//!            You drank a little less than the daily goal.
//! ```

use super::blocks::{Line, lines};
use super::canvas::{Canvas, below, wrap};
use super::digits;
use crate::app::page::{Block, Content, Page, Reader, Tally};
use crate::screen::theme::Role;

/// The rows of what the answers mean, most often.
const MOST_SAID: u16 = 6;
/// The air above and below the digits.
const AIR: u16 = 2;
/// The largest digits.
const LARGEST: u16 = 4;

pub(super) fn draw(page: &Page<'_>, tally: &Tally, canvas: &mut Canvas<'_>) {
    let body = canvas.body();
    let label = wrap(&tally.label, body.width);
    let said = |keeps: fn(&Block<'_>) -> bool| -> Vec<Line> {
        let texts = page.blocks_for(Reader::Screen).filter(|block| keeps(block));
        let texts = texts.filter(|block| !matches!(block.content, Content::Tally(_)));
        texts.flat_map(|block| lines(block, body.width)).collect()
    };
    let needs = |scale, said: u16| rows(label.len()) + digits::rows(scale) + said;
    // Small digits rather than what may be left out, and no air rather than no digits.
    let (all, least) = (said(|_| true), said(|block| !block.optional));
    let said = if needs(1, rows(all.len())) <= body.height { all } else { least };
    // Nothing jumps when the answers are judged.
    let most = rows(said.len()).max(MOST_SAID);
    let large = (2..=LARGEST).rev().find(|&scale| needs(scale, most) + AIR <= body.height);
    let scale = large.unwrap_or_else(|| u16::from(needs(1, rows(said.len())) <= body.height));
    let air = body.height.saturating_sub(needs(scale, rows(said.len())));
    let airs = [air > 1, air > 0].map(u16::from);
    let mut y = body.height.saturating_sub(needs(scale, most) + AIR) / 2;
    if scale == 0 {
        canvas.centre(body, y, &in_words(tally), Role::Strong);
        y += 1;
    } else {
        for line in &label {
            canvas.centre(body, y, line, Role::Text);
            y += 1;
        }
        y += airs[0];
        digits::draw(tally.number, scale, below(body, y), Role::Count, canvas);
        y += digits::rows(scale);
    }
    y += airs[1];
    for (row, line) in (body.y + y..body.bottom()).zip(&said) {
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
