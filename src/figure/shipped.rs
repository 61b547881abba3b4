//! The figures that come with the program, each read when it is first drawn.

use std::ops::Deref;
use std::sync::OnceLock;

use super::FigureScene;
use super::read::shipped_figure;

/// Embeds the files of a folder by their ids.
macro_rules! embedded {
    ($folder:literal: $($id:literal),* $(,)?) => {
        [$(($id, include_str!(concat!("../../routines/library/", $folder, "/", $id, ".toml")))),*]
    };
}
pub(crate) use embedded;

pub const FIGURES: [(&str, &str); 21] = embedded![
    "figures":
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
    "rub-calf",
    "rub-thigh-back",
    "rub-thigh-front",
    "toes-to-shin",
    "toes-to-shin-near",
    "stand-on-leg",
    "walk",
    "settle",
    "lying-breath",
];

/// A shipped figure, by its place in [`FIGURES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShippedFigure(usize);

impl ShippedFigure {
    /// Finds a figure by its id, without reading it.
    pub fn find(id: &str) -> Option<ShippedFigure> {
        FIGURES.iter().position(|(known, _)| *known == id).map(ShippedFigure)
    }
}

impl Deref for ShippedFigure {
    type Target = FigureScene;

    fn deref(&self) -> &FigureScene {
        static READ: [OnceLock<FigureScene>; FIGURES.len()] = [const { OnceLock::new() }; FIGURES.len()];
        READ[self.0].get_or_init(|| certain(shipped_figure(FIGURES[self.0].1).ok()))
    }
}

/// Unwraps what comes with the program, which is always there and always reads.
#[expect(clippy::expect_used, reason = "a test reads every shipped file")]
pub(crate) fn certain<T>(shipped: Option<T>) -> T {
    shipped.expect("every shipped file is there and reads")
}
