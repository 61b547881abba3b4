//! Large digits in the manner of a bedside clock, at any size.
//!
//! Each is seven strokes on a grid of 4×7, and each square of the grid is `scale` half-cells wide and high. They
//! keep their width, so a countdown does not jump, and grow with the room there is, which a fixed font cannot.

use ratatui::layout::Rect;

use super::page::Page;
use crate::theme::Role;

/// The grid of one digit.
const GRID: (u16, u16) = (4, 7);
/// Which strokes each digit has: top, upper left, upper right, middle, lower left, lower right, bottom.
const STROKES: [&[u8; 7]; 10] =
    [b"###.###", b"..#..#.", b"#.###.#", b"#.##.##", b".###.#.", b"##.#.##", b"##.####", b"#.#..#.", b"#######", b"####.##"];

/// Returns the rows that digits of this scale take.
pub(super) fn rows(scale: u16) -> u16 {
    (GRID.1 * scale).div_ceil(2)
}

/// Returns the columns that `count` digits of this scale take.
fn columns(count: u16, scale: u16) -> u16 {
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
    let mut left = area.x + area.width.saturating_sub(columns(count, scale)) / 2;
    for digit in text.bytes().map(|b| usize::from(b - b'0')) {
        for row in 0..rows(scale) {
            for column in 0..GRID.0 * scale {
                let symbol = match (lit(digit, column, row * 2, scale), lit(digit, column, row * 2 + 1, scale)) {
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

/// Whether the half-cell at (x, y) of a digit is lit. The outermost corners of larger digits are rounded off.
fn lit(digit: usize, x: u16, y: u16, scale: u16) -> bool {
    let (last_x, last_y) = (GRID.0 * scale - 1, GRID.1 * scale - 1);
    let corner = scale > 1 && (x == 0 || x == last_x) && (y == 0 || y == last_y);
    let (right, end) = (GRID.0 - 1, GRID.1 - 1);
    let (gx, gy) = (x / scale, y / scale);
    let on = |stroke: usize| STROKES[digit][stroke] == b'#';
    let middle = end / 2;
    !corner
        && gy <= end
        && ((gy == 0 && on(0))
            || (gx == 0 && gy <= middle && on(1))
            || (gx == right && gy <= middle && on(2))
            || (gy == middle && on(3))
            || (gx == 0 && gy >= middle && on(4))
            || (gx == right && gy >= middle && on(5))
            || (gy == end && on(6)))
}
