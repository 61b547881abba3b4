//! Large digits in the manner of a bedside clock, at any size.
//!
//! Each is made of seven strokes and is four by seven half-cells at scale one, eight by fourteen at scale two. They
//! keep their width, so a countdown does not jump, and they grow with the room there is, which a fixed font cannot;
//! the strokes grow more slowly, so that large digits stay calm.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use crate::screen::theme::Role;

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

/// Returns the largest scale at which `count` digits fit, 0 if none does. Larger than six serves nobody.
pub(super) fn scale_for(count: u16, width: u16, height: u16) -> u16 {
    (1..=6).rev().find(|&s| rows(s) <= height && columns(count, s) <= width).unwrap_or(0)
}

/// Draws `number` in the middle of `area`, from its top. Without colours one that waits or is paused has thin strokes.
pub(super) fn draw(number: u32, scale: u16, area: Rect, role: Role, canvas: &mut Canvas<'_>) {
    let text = number.to_string();
    let count = u16::try_from(text.len()).unwrap_or(1);
    let mut left = area.x + area.width.saturating_sub(columns(count, scale)) / 2;
    let theme = canvas.theme();
    let is_thin = role == Role::Waiting && theme.is_plain() && !theme.has_blocks();
    let symbol = match theme.has_blocks() {
        true if scale > 1 => solid,
        true => double,
        false if is_thin => thin,
        false => block,
    };
    for digit in text.bytes().map(|b| usize::from(b - b'0')) {
        for row in 0..rows(scale) {
            for column in 0..GRID.0 * scale {
                let symbol = symbol(digit, column, row, scale);
                if symbol != ' ' {
                    canvas.cell(left + column, area.y + row, symbol, role);
                }
            }
        }
        left += GRID.0 * scale + gap(scale);
    }
}

/// The two half-cells of a digit in a cell.
fn block(digit: usize, column: u16, row: u16, scale: u16) -> char {
    // What is left of a row is air below the words above.
    let air = rows(scale) * 2 - GRID.1 * scale;
    let lit = |y: u16| y >= air && lit(digit, column, y - air, scale, scale.div_ceil(2));
    match (lit(row * 2), lit(row * 2 + 1)) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    }
}

/// A cell of a digit where the font has whole ones alone.
fn solid(digit: usize, column: u16, row: u16, scale: u16) -> char {
    let air = rows(scale) * 2 - GRID.1 * scale;
    // Strokes are a row high, and no corner is rounded off.
    let y = (row * 2 + 1 - air).clamp(1, GRID.1 * scale - 2);
    if lit(digit, column, y, scale, 2) { '█' } else { ' ' }
}

/// The same digit as double lines, which such a font has.
fn double(digit: usize, column: u16, row: u16, scale: u16) -> char {
    const LINES: [char; 16] =
        [' ', '═', '═', '═', '║', '╝', '╚', '╩', '║', '╗', '╔', '╦', '║', '╣', '╠', '╬'];
    LINES[sides(digit, column, row, scale)]
}

/// The same digit as lines: the one through a cell goes to those of its sides at which the strokes go on.
fn thin(digit: usize, column: u16, row: u16, scale: u16) -> char {
    const LINES: [char; 16] =
        [' ', '╸', '╺', '━', '╹', '┛', '┗', '┻', '╻', '┓', '┏', '┳', '┃', '┫', '┣', '╋'];
    LINES[sides(digit, column, row, scale)]
}

/// The sides of a cell at which the strokes through it go on, a bit each.
fn sides(digit: usize, column: u16, row: u16, scale: u16) -> usize {
    let lit = |x: u16, y: u16| lit(digit, x, y, scale, 1);
    let (top, bottom) = (row * 2, row * 2 + 1);
    let across = |from, to| [top, bottom].into_iter().any(|y| lit(from, y) && lit(to, y));
    let sides = [
        column > 0 && across(column - 1, column),
        across(column, column + 1),
        row > 0 && lit(column, top - 1) && lit(column, top),
        lit(column, bottom) && lit(column, bottom + 1),
    ];
    sides.into_iter().rev().fold(0, |bits, side| bits << 1 | usize::from(side))
}

/// Whether the half-cell at (x, y) of a digit is lit. Where two thick strokes meet at a corner, its outermost half-cell
/// is rounded off.
fn lit(digit: usize, x: u16, y: u16, scale: u16, thick: u16) -> bool {
    let (width, height) = (GRID.0 * scale, GRID.1 * scale);
    if x >= width || y >= height {
        return false;
    }
    let (top, bottom) = (y < thick, y >= height - thick);
    if digit == 1 {
        // With a flag and a foot, for seven strokes have it only at the side.
        let stem = (width - thick).div_ceil(2);
        let (before, after) = (stem - scale..stem, stem + thick..stem + thick + scale);
        let serif = top && before.contains(&x) || bottom && (before.contains(&x) || after.contains(&x));
        return serif || (stem..stem + thick).contains(&x);
    }
    let middle = (height - thick) / 2;
    let has = |stroke: usize| STROKES[digit][stroke] == b'#';
    let (left, right) = (x < thick, x >= width - thick);
    let (upper, lower) = (y < middle + thick, y >= middle);
    let here = [top, left && upper, right && upper, upper && lower, left && lower, right && lower, bottom];
    let outermost = match (x == 0, x == width - 1, y == 0, y == height - 1) {
        (true, _, true, _) => has(0) && has(1),
        (_, true, true, _) => has(0) && has(2),
        (true, _, _, true) => has(6) && has(4),
        (_, true, _, true) => has(6) && has(5),
        _ => false,
    };
    !(outermost && thick > 1) && (0..here.len()).any(|stroke| has(stroke) && here[stroke])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Digits side by side, as they are drawn.
    fn shown(symbol: fn(usize, u16, u16, u16) -> char, scale: u16) -> String {
        let line = |row| {
            let digit =
                |digit| (0..GRID.0 * scale).map(move |column| symbol(digit, column, row, scale)).chain([' ']);
            (0..10).flat_map(digit).collect::<String>().trim_end().to_owned() + "\n"
        };
        (0..rows(scale)).map(line).collect()
    }

    #[test]
    fn every_digit() {
        let all = [shown(block, 1), shown(block, 2), shown(thin, 1), shown(double, 1), shown(solid, 2)];
        insta::assert_snapshot!(all.concat(), @r"
        ▄▄▄▄  ▄▄  ▄▄▄▄ ▄▄▄▄ ▄  ▄ ▄▄▄▄ ▄▄▄▄ ▄▄▄▄ ▄▄▄▄ ▄▄▄▄
        █  █   █     █    █ █  █ █    █       █ █  █ █  █
        █  █   █  █▀▀▀ ▀▀▀█ ▀▀▀█ ▀▀▀█ █▀▀█    █ █▀▀█ ▀▀▀█
        █▄▄█  ▄█▄ █▄▄▄ ▄▄▄█    █ ▄▄▄█ █▄▄█    █ █▄▄█ ▄▄▄█
        █▀▀▀▀▀▀█   ▀▀█    ▀▀▀▀▀▀▀█ ▀▀▀▀▀▀▀█ █      █ █▀▀▀▀▀▀▀ █▀▀▀▀▀▀▀ ▀▀▀▀▀▀▀█ █▀▀▀▀▀▀█ █▀▀▀▀▀▀█
        █      █     █           █        █ █      █ █        █               █ █      █ █      █
        █      █     █           █        █ █      █ █        █               █ █      █ █      █
        █      █     █    █▀▀▀▀▀▀▀ ▀▀▀▀▀▀▀█ ▀▀▀▀▀▀▀█ ▀▀▀▀▀▀▀█ █▀▀▀▀▀▀█        █ █▀▀▀▀▀▀█ ▀▀▀▀▀▀▀█
        █      █     █    █               █        █        █ █      █        █ █      █        █
        █      █     █    █               █        █        █ █      █        █ █      █        █
        █▄▄▄▄▄▄█   ▄▄█▄▄  █▄▄▄▄▄▄▄ ▄▄▄▄▄▄▄█        █ ▄▄▄▄▄▄▄█ █▄▄▄▄▄▄█        █ █▄▄▄▄▄▄█ ▄▄▄▄▄▄▄█
        ┏━━┓  ╺┓  ╺━━┓ ╺━━┓ ╻  ╻ ┏━━╸ ┏━━╸ ╺━━┓ ┏━━┓ ┏━━┓
        ┃  ┃   ┃  ┏━━┛ ╺━━┫ ┗━━┫ ┗━━┓ ┣━━┓    ┃ ┣━━┫ ┗━━┫
        ┃  ┃   ┃  ┃       ┃    ┃    ┃ ┃  ┃    ┃ ┃  ┃    ┃
        ┗━━┛  ╺┻╸ ┗━━╸ ╺━━┛    ╹ ╺━━┛ ┗━━┛    ╹ ┗━━┛ ╺━━┛
        ╔══╗  ═╗  ═══╗ ═══╗ ║  ║ ╔═══ ╔═══ ═══╗ ╔══╗ ╔══╗
        ║  ║   ║  ╔══╝ ═══╣ ╚══╣ ╚══╗ ╠══╗    ║ ╠══╣ ╚══╣
        ║  ║   ║  ║       ║    ║    ║ ║  ║    ║ ║  ║    ║
        ╚══╝  ═╩═ ╚═══ ═══╝    ║ ═══╝ ╚══╝    ║ ╚══╝ ═══╝
        ████████  ████    ████████ ████████ ██    ██ ████████ ████████ ████████ ████████ ████████
        ██    ██    ██          ██       ██ ██    ██ ██       ██             ██ ██    ██ ██    ██
        ██    ██    ██          ██       ██ ██    ██ ██       ██             ██ ██    ██ ██    ██
        ██    ██    ██    ████████ ████████ ████████ ████████ ████████       ██ ████████ ████████
        ██    ██    ██    ██             ██       ██       ██ ██    ██       ██ ██    ██       ██
        ██    ██    ██    ██             ██       ██       ██ ██    ██       ██ ██    ██       ██
        ████████  ██████  ████████ ████████       ██ ████████ ████████       ██ ████████ ████████
        ");
    }

    /// A corner where strokes touch only at a point looks broken.
    #[test]
    fn strokes_are_joined() {
        for scale in 1..=4 {
            let (width, height) = (GRID.0 * scale, GRID.1 * scale);
            for digit in 0..10 {
                let at =
                    |x: u16, y: u16| x < width && y < height && lit(digit, x, y, scale, scale.div_ceil(2));
                for (x, y) in (0..width).flat_map(|x| (0..height).map(move |y| (x, y))) {
                    let [here, beside, below, across] =
                        [at(x, y), at(x + 1, y), at(x, y + 1), at(x + 1, y + 1)];
                    let torn = here && across && !beside && !below || beside && below && !here && !across;
                    assert!(!torn, "{digit} at scale {scale}: ({x}, {y})");
                }
            }
        }
    }

    #[test]
    fn a_one_stands_in_the_middle() {
        for scale in 1..=4 {
            let width = GRID.0 * scale;
            let bottom = GRID.1 * scale - 1;
            let foot: Vec<_> = (0..width).filter(|x| lit(1, *x, bottom, scale, scale.div_ceil(2))).collect();
            let (left, right) = (foot[0], width - 1 - foot[foot.len() - 1]);
            assert!(left.abs_diff(right) <= 1, "scale {scale}: {foot:?}");
        }
    }
}
