//! The moves and breathing patterns that come with the program, each read when it is first asked for.

use std::sync::OnceLock;

use super::breath::Pattern;
use super::read::moves::{Move, shipped_move};
use super::read::pattern::shipped_pattern;
use crate::figure::{FIGURES, ShippedFigure, certain, embedded};

pub const MOVES: [(&str, &str); 20] = embedded![
    "moves":
    "wall-calf",
    "bent-knee-calf",
    "ball-wall-calf",
    "seated-hamstring",
    "standing-hamstring",
    "long-sit",
    "ankle-circles",
    "toe-curls",
    "ankle-pumps",
    "towel-calf",
    "calf-massage",
    "thigh-massage",
    "toes-to-shin",
    "stand-on-leg",
    "rub",
    "walk",
    "heat",
    "cold",
    "settle",
    "body-scan",
];

/// The shipped breathing patterns: id and TOML, the default first.
pub const PATTERNS: [(&str, &str); 9] = embedded![
    "breaths":
    "longer-out",
    "evening-pace",
    "coherent",
    "simple-4-8",
    "easy-start",
    "cyclic-sigh",
    "box",
    "4-7-8",
    "just-notice",
];

#[derive(Debug)]
pub struct Library {
    moves: [OnceLock<Move>; MOVES.len()],
    patterns: [OnceLock<Pattern>; PATTERNS.len()],
}

impl Library {
    const fn unread() -> Self {
        Library {
            moves: [const { OnceLock::new() }; MOVES.len()],
            patterns: [const { OnceLock::new() }; PATTERNS.len()],
        }
    }

    /// The one library of the program.
    pub fn shipped() -> &'static Self {
        static LIBRARY: Library = Library::unread();
        &LIBRARY
    }

    pub fn find_move(&self, id: &str) -> Option<&Move> {
        let at = MOVES.iter().position(|(known, _)| *known == id)?;
        Some(self.moves[at].get_or_init(|| certain(shipped_move(id, MOVES[at].1).ok())))
    }

    pub fn move_ids() -> impl Iterator<Item = &'static str> {
        MOVES.iter().map(|(id, _)| *id)
    }

    pub fn figure(&self, id: &str) -> Option<ShippedFigure> {
        ShippedFigure::find(id)
    }

    pub fn figure_ids() -> impl Iterator<Item = &'static str> {
        FIGURES.iter().map(|(id, _)| *id)
    }

    pub fn pattern(&self, id: &str) -> Option<&Pattern> {
        let at = PATTERNS.iter().position(|(known, _)| *known == id)?;
        Some(self.patterns[at].get_or_init(|| certain(shipped_pattern(id, PATTERNS[at].1).ok())))
    }

    pub fn patterns(&self) -> impl Iterator<Item = (&str, &Pattern)> {
        PATTERNS.iter().filter_map(|(id, _)| Some((*id, self.pattern(id)?)))
    }

    pub fn pattern_ids(&self) -> Vec<&'static str> {
        PATTERNS.iter().map(|(id, _)| *id).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_only_what_is_asked_for() {
        let library = Library::unread();
        assert!(library.find_move("wall-calf").is_some() && library.pattern("box").is_some());
        assert_eq!(library.moves.iter().filter(|each| each.get().is_some()).count(), 1);
        assert_eq!(library.patterns.iter().filter(|each| each.get().is_some()).count(), 1);
    }
}
