//! A figure in words, for those who do not see it: what moves and how, so that one could do it by them alone.

use super::{Figure, ShippedFigure};

impl Figure {
    /// What is seen and what happens, in whole sentences.
    pub fn aloud(&self) -> &'static str {
        match self {
            Figure::Scene(figure) => words(*figure),
            Figure::Art(_) => "A drawing made of letters, that does not move.",
        }
    }
}

fn words(figure: ShippedFigure) -> &'static str {
    WORDS.iter().find(|(id, _)| *id == figure.id()).map_or("", |(_, words)| words)
}

const WORDS: [(&str, &str); 18] = [
    (
        "wall-calf",
        "A person faces a wall, an arm's length away, palms flat on it. One foot steps straight back, toes toward the \
         wall. Its heel comes down to the floor, and its knee stays straight. The front knee bends, and the body leans \
         toward the wall. The calf of the back leg is stretched. There it stays.",
    ),
    (
        "bent-knee-calf",
        "A person faces a wall, both hands on it. One foot moves half a step back, toes toward the wall. Both heels stay \
         on the floor. Both knees bend, and the hips sink. The back leg is stretched low in the calf, near the ankle. \
         There it stays.",
    ),
    (
        "ball-wall-calf",
        "A person stands close to a wall, hands on it. The ball of one foot goes up against the wall. Its heel stays on \
         the floor, and its knee stays straight. The hips move toward the wall. The heel of the other foot comes up a \
         little. The calf of the foot at the wall is stretched. There it stays.",
    ),
    (
        "seated-hamstring",
        "A person sits tall on the edge of a bed. One leg goes straight out, heel on the floor, toes up. The other foot \
         stays flat on the floor. The body tips forward from the hips, with a long back. The hands reach toward the toes. \
         The back of the straight leg is stretched. There it stays.",
    ),
    (
        "standing-hamstring",
        "A person stands facing a steady chair. One heel goes up onto the seat, and that knee stays straight. The other \
         leg stands straight on the floor. The body tips forward from the hips, with a long back. The back of the raised \
         leg is stretched. There it stays.",
    ),
    (
        "long-sit",
        "A person sits on a bed, both legs straight out, toes up. The body tips forward from the hips. The hands reach \
         toward the feet. Then the toes are drawn toward the body. The backs of both legs are stretched. There it stays.",
    ),
    (
        "ankle-circles",
        "A foot, a little off the floor. The big toe draws a slow circle: up, out, down and in. Only the ankle moves, and \
         the leg stays still. This goes on.",
    ),
    (
        "toe-curls",
        "A foot, its heel on the floor. The toes curl down gently, as if holding a cloth. Then they let go, lift and \
         spread. The heel stays down. This goes on.",
    ),
    (
        "ankle-pumps",
        "A person sits tall on a chair, both feet flat. The toes of both feet lift while the heels stay down. They come \
         down again. Then the heels lift while the toes stay down, and the calves work. This goes on.",
    ),
    (
        "towel-calf",
        "A person sits on a chair. One leg is straight out, its heel resting on the floor. A towel goes round the ball of \
         that foot. The hands hold both ends and draw the towel in. The toes come toward the body, and the knee stays \
         straight. The calf of that leg is stretched. There it stays.",
    ),
    (
        "calf-massage",
        "A lower leg, and a hand on its calf, just above the ankle. The hand presses and glides up to the knee, in three \
         seconds. It leaves the leg, and goes back to the ankle without pressing. It never presses downward. This goes on.",
    ),
    (
        "calf-massage-sitting",
        "A person sits on a bed, one knee bent, that heel on the bed. Both hands hold the calf, thumbs low down on it. They \
         press and glide up to the knee, in three seconds. They go back without pressing. This goes on.",
    ),
    (
        "thigh-massage",
        "A person sits on the edge of a bed, feet on the floor. Both hands lie just above one knee. They press and glide up \
         to the middle of the thigh, in three seconds. They go back to the knee without pressing. This goes on.",
    ),
    (
        "toes-to-shin",
        "A person sits on a bed, one leg straight out. The foot points away, as a cramp drags it. The knee stays straight. \
         The hands reach for the foot, with a towel round it. They pull the toes slowly toward the shin. The calf is \
         stretched. There it stays.",
    ),
    (
        "toes-to-shin-near",
        "A foot points down, as a cramp drags it. The toes come up slowly, until they point toward the shin. There it stays.",
    ),
    (
        "stand-on-leg",
        "A person holds on to a heavy chair, both feet flat. The weight moves onto the sore leg. The other foot goes back \
         and rests on its toes. The knee of the sore leg bends a little, and its heel stays down. That calf is stretched. \
         There it stays.",
    ),
    (
        "walk",
        "A person walks slowly. Each step begins with the heel, and then the whole foot comes down. The arms swing loosely. \
         This goes on.",
    ),
    (
        "lying-breath",
        "A person lies face up in bed, hands at the sides. The belly rises with the in-breath. It \
         falls with the out-breath. Nothing else moves. This goes on.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{FIGURES, Tint};

    #[test]
    fn every_shipped_figure_is_told_as_it_is_drawn() {
        assert_eq!(WORDS.map(|(id, _)| id), FIGURES.map(|(id, _)| id));
        for (id, words) in WORDS {
            let figure = ShippedFigure::find(id).expect("it is shipped");
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
