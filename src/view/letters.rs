//! Large letters for a sentence that must be read half asleep.
//!
//! The shapes are those of the public-domain 8×8 font, with the air around each letter cut away. Pixels are square
//! half-cells where there is room, and half as wide where there is less.

use font8x8::legacy::BASIC_LEGACY;
use ratatui::layout::Rect;

use super::page::Page;
use crate::theme::Role;

/// Rows of one line of letters.
const ROWS: u16 = 4;

/// Large letters, laid out in lines.
pub(super) struct Letters {
    /// The columns of pixels of each line, a bit for each of the eight rows.
    lines: Vec<Vec<u8>>,
    /// Pixels in the width of a cell.
    across: usize,
    /// Blank rows between two lines.
    gap: u16,
}

impl Letters {
    /// Returns the largest letters in which all of `text` fits; `None` if even small ones do not.
    pub(super) fn fit(text: &str, width: u16, height: u16) -> Option<Letters> {
        if !text.is_ascii() {
            return None;
        }
        [(1, 1), (1, 0), (2, 1), (2, 0)].into_iter().find_map(|(across, gap)| {
            let letters = Letters { lines: lines(text, usize::from(width) * across)?, across, gap };
            (letters.rows() <= height).then_some(letters)
        })
    }

    /// Returns the rows they take.
    pub(super) fn rows(&self) -> u16 {
        u16::try_from(self.lines.len())
            .unwrap_or(u16::MAX)
            .saturating_mul(ROWS + self.gap)
            .saturating_sub(self.gap)
    }

    /// Draws them from the top of `area`, each line in its middle.
    pub(super) fn draw(&self, area: Rect, role: Role, page: &mut Page<'_>) {
        for (y, line) in (area.y..).step_by(usize::from(ROWS + self.gap)).zip(&self.lines) {
            let cells = u16::try_from(line.len().div_ceil(self.across)).unwrap_or(u16::MAX);
            let left = area.x + area.width.saturating_sub(cells) / 2;
            for (x, pixels) in (left..).zip(line.chunks(self.across)) {
                for row in 0..ROWS {
                    let symbol = self.symbol(pixels, row);
                    if symbol != ' ' {
                        page.cell(x, y + row, symbol, role);
                    }
                }
            }
        }
    }

    /// The block that shows two rows of one or two columns of pixels.
    fn symbol(&self, pixels: &[u8], row: u16) -> char {
        const QUADRANTS: [char; 16] =
            [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];
        let lit = |column: usize, half: u16| {
            let column = if self.across == 1 { 0 } else { column };
            pixels.get(column).is_some_and(|bits| bits >> (row * 2 + half) & 1 == 1)
        };
        let bit = |column, half, place: usize| usize::from(lit(column, half)) << place;
        QUADRANTS[bit(0, 0, 0) | bit(1, 0, 1) | bit(0, 1, 2) | bit(1, 1, 3)]
    }
}

/// Wraps words into lines of at most so many columns of pixels; `None` if a word is longer.
fn lines(text: &str, most: usize) -> Option<Vec<Vec<u8>>> {
    let mut lines: Vec<Vec<u8>> = Vec::new();
    for word in text.split_whitespace() {
        let word = columns(word);
        if word.len() > most {
            return None;
        }
        match lines.last_mut() {
            Some(line) if line.len() + SPACE + word.len() <= most => {
                line.extend([0; SPACE]);
                line.extend(word);
            }
            Some(_) | None => lines.push(word),
        }
    }
    Some(lines)
}

/// Columns between two words; a letter brings one of its own.
const SPACE: usize = 5;

/// The columns of a word: each letter as narrow as it is, a blank column behind it but for the last.
fn columns(word: &str) -> Vec<u8> {
    let mut all: Vec<u8> = Vec::new();
    for letter in word.bytes() {
        let rows = BASIC_LEGACY.get(usize::from(letter)).copied().unwrap_or_default();
        let column = |x: u8| (0..8u8).fold(0, |bits, y| bits | (rows[usize::from(y)] >> x & 1) << y);
        let wide = (0..8).map(column).skip_while(|bits| *bits == 0).collect::<Vec<u8>>();
        let end = wide.iter().rposition(|bits| *bits != 0).map_or(0, |last| last + 1);
        if !all.is_empty() {
            all.push(0);
        }
        all.extend(&wide[..end]);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cramp;
    use crate::library::{Library, SHIPPED};

    #[test]
    fn words_are_never_torn_or_lost() {
        let text = "Straighten the knee. Pull your toes toward your shin.";
        for width in [20, 40, 74, 114, 240] {
            if let Some(letters) = Letters::fit(text, width, 100) {
                let lit: u32 = letters.lines.iter().flatten().map(|bits| bits.count_ones()).sum();
                assert_eq!(lit, text.split_whitespace().flat_map(columns).map(u8::count_ones).sum::<u32>());
                let most = usize::from(width) * letters.across;
                assert!(letters.lines.iter().all(|line| line.len() <= most), "{width}");
            }
        }
        assert!(Letters::fit(text, 74, 14).is_some() && Letters::fit(text, 38, 6).is_none());
    }

    /// A sentence with a letter that the font does not have would be drawn in plain letters.
    #[test]
    fn every_instruction_can_be_drawn() {
        let library = Library::shipped();
        for (id, _) in SHIPPED.iter().filter(|(id, _)| id.starts_with("cramp")) {
            for step in library.routine(id).expect("shipped").expect("it reads").steps {
                for cue in step.guide.cues {
                    assert!(Letters::fit(&cue, 200, 200).is_some(), "{cue:?}");
                }
            }
        }
        for said in [cramp::FIVE, cramp::TEN, cramp::EMERGENCY] {
            assert!(Letters::fit(said, 200, 200).is_some(), "{said:?}");
        }
    }
}
