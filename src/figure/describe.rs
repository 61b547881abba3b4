//! A figure in words, for those who do not see it.

use super::Figure;

impl Figure {
    /// What is seen and what happens, in whole sentences.
    pub fn aloud(&self) -> &str {
        match self {
            Figure::Scene(scene) => &scene.words,
            Figure::Art(_) => "A drawing made of letters, that does not move.",
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::figure::{FIGURES, ShippedFigure, Tint};

    #[test]
    fn every_shipped_figure_is_told_as_it_is_drawn() {
        for (id, _) in FIGURES {
            let figure = ShippedFigure::find(id).expect("it is shipped");
            let words = &figure.words;
            let stands = figure.repeat.is_empty() && figure.circle.is_none();
            assert_eq!(words.ends_with("There it stays."), stands, "{id}");
            assert_eq!(words.ends_with("This goes on."), !stands, "{id}");
            let muscle = match figure.tint {
                None => "",
                Some(Tint::Calf | Tint::LowerCalf) => "cal",
                Some(Tint::Thigh) => "thigh",
                Some(Tint::Leg) => "leg",
                Some(Tint::Toes) => "toes",
            };
            assert!(words.contains(muscle), "{id}: {words}");
            for sentence in words.split(". ") {
                assert!(sentence.split_whitespace().count() <= 14, "{id}: {sentence}");
            }
        }
    }
}
