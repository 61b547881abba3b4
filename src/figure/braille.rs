//! Cells of braille: two dots beside four, so that a drawing can be finer than letters.

/// Where each dot of a cell is, across and down, and its bit.
pub(crate) const DOTS: [(u16, u16, u8); 8] =
    [(0, 0, 1), (0, 1, 2), (0, 2, 4), (1, 0, 8), (1, 1, 16), (1, 2, 32), (0, 3, 64), (1, 3, 128)];

pub(crate) fn dots(lit: impl Fn(u16, u16) -> bool) -> u8 {
    DOTS.iter().filter(|(x, y, _)| lit(*x, *y)).map(|(_, _, bit)| bit).sum()
}

/// The symbol with these dots; `None` if there are none.
pub(crate) fn symbol(dots: u8) -> Option<char> {
    char::from_u32(0x2800 + u32::from(dots)).filter(|_| dots > 0)
}

/// What is nearest to these dots among whole cells, for fonts without braille.
pub(crate) fn block(dots: u8) -> Option<char> {
    match dots.count_ones() {
        0..3 => None,
        3..6 => Some('▒'),
        6.. => Some('█'),
    }
}
