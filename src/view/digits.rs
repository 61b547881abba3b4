//! Large digits in the manner of a bedside clock, at any size.
//!
//! Each is made of seven strokes and is four by seven half-cells at scale one, eight by fourteen at scale two. They
//! keep their width, so a countdown does not jump, and they grow with the room there is, which a fixed font cannot;
//! the strokes grow more slowly, so that large digits stay calm.

use ratatui::layout::Rect;

use super::page::Page;
use crate::theme::Role;

/// The grid of one digit.
const GRID: (u16, u16) = (4, 7);
/// Which strokes each digit has: top, upper left, upper right, middle, lower left, lower right, bottom.
const STROKES: [&[u8; 7]; 10] = [
    b"###.###", b"..#..#.", b"#.###.#", b"#.##.##", b".###.#.", b"##.#.##", b"##.####", b"#.#..#.",
    b"#######", b"####.##",
];

/// Returns the rows that digits of this scale take.
pub(super) fn rows(scale: u16) -> u16 {
    (GRID.1 * scale).div_ceil(2)
}

/// Returns the columns that `count` digits of this scale take.
pub(super) fn columns(count: u16, scale: u16) -> u16 {
    count * GRID.0 * scale + count.saturating_sub(1) * gap(scale)
}

/// The space between two digits.
fn gap(scale: u16) -> u16 {
    scale + u16::from(scale == 1)
}

/// Returns the largest scale at which `count` digits fit, 0 if none does. Larger than four serves nobody.
pub(super) fn scale_for(count: u16, width: u16, height: u16) -> u16 {
    (1..=4).rev().find(|&s| rows(s) <= height && columns(count, s) <= width).unwrap_or(0)
}

/// Draws `number` in the middle of `area`, from its top.
pub(super) fn draw(number: u32, scale: u16, area: Rect, role: Role, page: &mut Page<'_>) {
    let text = number.to_string();
    let count = u16::try_from(text.len()).unwrap_or(1);
    // What is left of a row is air below the words above.
    let air = rows(scale) * 2 - GRID.1 * scale;
    let half = |digit, x, y: u16| y >= air && lit(digit, x, y - air, scale);
    let mut left = area.x + area.width.saturating_sub(columns(count, scale)) / 2;
    for digit in text.bytes().map(|b| usize::from(b - b'0')) {
        for row in 0..rows(scale) {
            for column in 0..GRID.0 * scale {
                let symbol = match (half(digit, column, row * 2), half(digit, column, row * 2 + 1)) {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    (false, false) => continue,
                };
                page.cell(left + column, area.y + row, symbol, role);
            }
        }
        left += GRID.0 * scale + gap(scale);
    }
}

/// Whether the half-cell at (x, y) of a digit is lit. Where two strokes of a larger digit meet at a corner, its
/// outermost half-cell is rounded off.
fn lit(digit: usize, x: u16, y: u16, scale: u16) -> bool {
    let (width, height) = (GRID.0 * scale, GRID.1 * scale);
    let thick = scale.div_ceil(2);
    let middle = (height - thick) / 2;
    let has = |stroke: usize| STROKES[digit][stroke] == b'#';
    let (top, bottom) = (y < thick, y >= height - thick && y < height);
    let (left, right) = (x < thick, x >= width - thick);
    let (upper, lower) = (y < middle + thick, y >= middle && y < height);
    let here = [top, left && upper, right && upper, upper && lower, left && lower, right && lower, bottom];
    let outermost = match (x == 0, x == width - 1, y == 0, y == height - 1) {
        (true, _, true, _) => has(0) && has(1),
        (_, true, true, _) => has(0) && has(2),
        (true, _, _, true) => has(6) && has(4),
        (_, true, _, true) => has(6) && has(5),
        _ => false,
    };
    !(outermost && scale > 1) && (0..here.len()).any(|stroke| has(stroke) && here[stroke])
}
