//! Large letters for a sentence that must be read half asleep.
//!
//! The shapes are those of the public-domain 8×8 font, with the air around each letter cut away. Pixels are square
//! half-cells where there is room, half as wide where there is less, and the dots of braille on the smallest screens.

use font8x8::legacy::BASIC_LEGACY;
use ratatui::layout::Rect;

use super::canvas::Canvas;
use crate::figure::braille;
use crate::screen::theme::Role;

/// Large letters, laid out in lines.
pub(super) struct Letters {
    /// The columns of pixels of each line, a bit for each of the eight rows.
    lines: Vec<Vec<u8>>,
    /// The cells that the longest of them takes.
    columns: u16,
    size: Size,
}

/// How large they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    /// Pixels in the width of a cell.
    across: usize,
    /// Pixels in its height.
    down: u16,
    /// Blank rows of pixels between two lines.
    gap: u16,
}

/// The sizes, largest first.
const SIZES: [Size; 7] = [
    Size { across: 1, down: 2, gap: 2 },
    Size { across: 1, down: 2, gap: 1 },
    Size { across: 2, down: 2, gap: 2 },
    Size { across: 2, down: 2, gap: 1 },
    Size { across: 2, down: 2, gap: 0 },
    Size { across: 2, down: 4, gap: 1 },
    Size { across: 2, down: 4, gap: 0 },
];
/// The one in whole cells, for a font that has no parts of them.
const WHOLE: [Size; 1] = [Size { across: 1, down: 1, gap: 0 }];

impl Size {
    /// Returns all sizes, largest first, for a font with parts of cells or without.
    pub(super) fn all(blocks: bool) -> &'static [Size] {
        if blocks { &WHOLE } else { &SIZES }
    }

    /// The same, but for those that are mere dots.
    pub(super) fn solid(blocks: bool) -> &'static [Size] {
        if blocks { &WHOLE } else { &SIZES[..5] }
    }

    /// Returns those of `sizes`, from the first on, in which each of `texts` fits.
    pub(super) fn fitting(
        sizes: &'static [Size],
        texts: &[&str],
        width: u16,
        height: u16,
    ) -> &'static [Size] {
        let texts: Vec<_> = texts.iter().map(|text| word_widths(text)).collect();
        let fits = |size: &Size| texts.iter().all(|words| size.lines(words, width, height).is_some());
        let first = sizes.iter().position(fits).unwrap_or(sizes.len());
        sizes.get(first..=first).unwrap_or_default()
    }

    /// Returns the columns between two words.
    pub(super) fn space(self) -> u16 {
        u16::try_from(SPACE.div_ceil(self.across)).unwrap_or(1)
    }

    /// Returns the rows of one line of letters.
    pub(super) fn rows(self) -> u16 {
        8 / self.down
    }

    /// Returns how many lines words of these widths take; `None` if there is no room for them.
    fn lines(self, words: &[usize], width: u16, height: u16) -> Option<usize> {
        let count = line_count(words, usize::from(width) * self.across)?;
        // Lines stand apart where there is air around them too.
        (rows(count, self) + 2 * (self.gap / self.down) <= height).then_some(count)
    }
}

impl Letters {
    /// Returns letters of the first of `sizes` in which all of `text` fits.
    pub(super) fn fit(text: &str, sizes: &[Size], width: u16, height: u16) -> Option<Letters> {
        if !text.is_ascii() {
            return None;
        }
        let widths = word_widths(text);
        sizes.iter().find_map(|&size| {
            let count = size.lines(&widths, width, height)?;
            let most = narrowest(&widths, usize::from(width) * size.across, count);
            let lines = wrap(text, most);
            let longest = lines.iter().map(Vec::len).max().unwrap_or(0);
            let columns = u16::try_from(longest.div_ceil(size.across)).unwrap_or(u16::MAX);
            Some(Letters { lines, columns, size })
        })
    }

    /// Whether they are more than dots.
    pub(super) fn is_solid(&self) -> bool {
        self.size.down < 4
    }

    /// Returns the rows they take.
    pub(super) fn rows(&self) -> u16 {
        rows(self.lines.len(), self.size)
    }

    /// Returns the columns that the longest line takes.
    pub(super) fn columns(&self) -> u16 {
        self.columns
    }

    /// Draws them from the top of `area`, each line in its middle.
    pub(super) fn draw(&self, area: Rect, role: Role, canvas: &mut Canvas<'_>) {
        let left = area.x + area.width.saturating_sub(self.columns) / 2;
        for row in 0..self.rows() {
            for column in 0..self.columns {
                let symbol = self.symbol(column, row);
                if symbol != ' ' {
                    canvas.cell(left + column, area.y + row, symbol, role);
                }
            }
        }
    }

    /// Whether a pixel is lit; each line stands in the middle of the longest.
    fn is_lit(&self, x: usize, y: u16) -> bool {
        let (pitch, across) = (8 + self.size.gap, self.size.across);
        let Some(line) = self.lines.get(usize::from(y / pitch)) else { return false };
        let left = (usize::from(self.columns) - line.len().div_ceil(across)) / 2 * across;
        let column = x.checked_sub(left).and_then(|x| line.get(x)).copied().unwrap_or_default();
        y % pitch < 8 && column >> (y % pitch) & 1 == 1
    }

    /// The symbol that shows the pixels of a cell.
    fn symbol(&self, column: u16, row: u16) -> char {
        const QUADRANTS: [char; 16] =
            [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];
        let Size { across, down, .. } = self.size;
        let lit = |x: u16, y: u16| {
            let x = usize::from(column) * across + usize::from(x) * (across - 1);
            self.is_lit(x, row * down + y)
        };
        if down == 1 {
            return if lit(0, 0) { '█' } else { ' ' };
        }
        if down == 2 {
            let place = |place: u16| usize::from(lit(place % 2, place / 2)) << place;
            return QUADRANTS[(0..4).map(place).sum::<usize>()];
        }
        braille::symbol(braille::dots(lit)).unwrap_or(' ')
    }
}

/// Returns the rows that so many lines take.
fn rows(lines: usize, size: Size) -> u16 {
    let lines = u16::try_from(lines).unwrap_or(u16::MAX);
    lines.saturating_mul(8 + size.gap).saturating_sub(size.gap).div_ceil(size.down)
}

/// Returns how many lines of at most so many columns of pixels the words take; `None` if one of them is longer.
fn line_count(words: &[usize], most: usize) -> Option<usize> {
    let (mut lines, mut long) = (0, 0);
    for &word in words {
        if word > most {
            return None;
        }
        let fits = lines > 0 && long + SPACE + word <= most;
        long = if fits { long + SPACE + word } else { word };
        lines += usize::from(!fits);
    }
    Some(lines)
}

/// Returns the fewest columns in which the words take no more lines: they are shared out evenly then, and none is left
/// alone on the last one.
fn narrowest(words: &[usize], most: usize, count: usize) -> usize {
    let fewer = (0..most).rev().take_while(|&fewer| line_count(words, fewer) == Some(count));
    fewer.last().unwrap_or(most)
}

/// Wraps words into lines of at most so many columns of pixels, which none of them is longer than.
fn wrap(text: &str, most: usize) -> Vec<Vec<u8>> {
    let mut lines: Vec<Vec<u8>> = Vec::new();
    for word in text.split_whitespace().map(columns) {
        match lines.last_mut() {
            Some(line) if line.len() + SPACE + word.len() <= most => {
                line.extend([0; SPACE]);
                line.extend(word);
            }
            Some(_) | None => lines.push(word),
        }
    }
    lines
}

/// Columns between two words.
const SPACE: usize = 4;

/// Returns how many columns of pixels each word of a text takes.
fn word_widths(text: &str) -> Vec<usize> {
    let width = |word: &str| {
        let letters = word.bytes().map(|letter| Letter::new(letter).columns.len());
        letters.sum::<usize>() + word.len().saturating_sub(1)
    };
    text.split_whitespace().map(width).collect()
}

/// Returns the columns of a word, a blank one between two letters.
fn columns(word: &str) -> Vec<u8> {
    let mut all = Vec::new();
    for (nth, letter) in word.bytes().map(Letter::new).enumerate() {
        all.extend((nth > 0).then_some(0));
        all.extend(letter.columns.clone().map(|x| letter.column(x)));
    }
    all
}

/// A letter of the font.
struct Letter {
    rows: [u8; 8],
    /// Those of its eight columns that are not air.
    columns: std::ops::Range<u32>,
}

impl Letter {
    fn new(letter: u8) -> Letter {
        let mut rows = BASIC_LEGACY.get(usize::from(letter)).copied().unwrap_or_default();
        if letter == b'b' {
            // With the font's own gap there it is read as an h.
            rows[6] = 0x3f;
        }
        let ink = rows.iter().fold(0, |ink, row| ink | row);
        let end = u8::BITS - ink.leading_zeros();
        Letter { rows, columns: ink.trailing_zeros().min(end)..end }
    }

    /// Returns the pixels of a column, a bit for each row.
    fn column(&self, x: u32) -> u8 {
        self.rows.iter().zip(0..).fold(0, |bits, (row, y)| bits | (row >> x & 1) << y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routine::cramp;
    use crate::routine::library::{Library, SHIPPED};

    #[test]
    fn words_are_never_torn_or_lost() {
        let text = "Straighten the knee. Pull your toes toward your shin.";
        for width in [20, 40, 74, 114, 240] {
            if let Some(letters) = Letters::fit(text, &SIZES, width, 100) {
                let lit: u32 = letters.lines.iter().flatten().map(|bits| bits.count_ones()).sum();
                assert_eq!(lit, text.split_whitespace().flat_map(columns).map(u8::count_ones).sum::<u32>());
                let most = usize::from(width) * letters.size.across;
                assert!(letters.lines.iter().all(|line| line.len() <= most), "{width}");
            }
        }
        assert!(Letters::fit(text, &SIZES, 74, 14).is_some() && Letters::fit(text, &SIZES, 38, 6).is_none());
    }

    #[test]
    fn no_word_is_left_alone() {
        let lines = |text| {
            let letters = Letters::fit(text, &SIZES, 114, 30).expect("room");
            letters.lines.iter().map(Vec::len).collect::<Vec<_>>()
        };
        for text in
            ["Straighten the knee.", "Pull your toes toward your shin.", "One two three four five six."]
        {
            let lines = lines(text);
            assert!(lines.len() > 1 && lines.iter().all(|line| line * 2 > lines[0]), "{text}: {lines:?}");
        }
    }

    /// A sentence with a letter that the font does not have would be drawn in plain letters.
    #[test]
    fn every_instruction_can_be_drawn() {
        for (id, _) in SHIPPED.iter().filter(|(id, _)| id.starts_with("cramp")) {
            for step in Library::routine(id).expect("shipped").steps {
                for cue in step.guide.cues {
                    assert!(Letters::fit(&cue, &SIZES, 200, 200).is_some(), "{cue:?}");
                }
            }
        }
        for said in [cramp::FIVE, cramp::TEN, cramp::EMERGENCY] {
            assert!(Letters::fit(said, &SIZES, 200, 200).is_some(), "{said:?}");
        }
    }
}
