//! A figure in words, for those who do not see it.

use super::{Figure, FigureScene, Keyframe, Subject, Tint};

impl Figure {
    /// What is seen and what happens, pose by pose, in whole sentences.
    pub fn aloud(&self) -> String {
        match self {
            Figure::Scene(scene) => scene.aloud(),
            Figure::Art(_) => "A drawing made of letters, that does not move.".to_owned(),
        }
    }
}

impl FigureScene {
    fn aloud(&self) -> String {
        let subject = match self.subject {
            Subject::Body => "A person, seen from the side",
            Subject::Foot => "A foot, seen from near",
            Subject::Calf => "A lower leg and a hand, seen from near",
        };
        let tint = match self.tint {
            None => "",
            Some(Tint::Calf) => "; the calf stands out",
            Some(Tint::LowerCalf) => "; the lower calf stands out",
            Some(Tint::Thigh) => "; the thigh stands out",
            Some(Tint::Leg) => "; the leg stands out",
            Some(Tint::Toes) => "; the toes stand out",
        };
        let says = |poses: &mut dyn Iterator<Item = &Keyframe>| {
            let all: Vec<String> =
                poses.filter_map(|pose| Some(format!(" {}.", pose.say.as_deref()?))).collect();
            all.concat()
        };
        let way = says(&mut [&self.set_up].into_iter().chain(&self.poses));
        let again = says(&mut self.repeat.iter());
        let work = match (again.as_str(), self.circle) {
            ("", None) if self.repeat.is_empty() => " There it stays.".to_owned(),
            ("", None) => " From there it moves to and fro.".to_owned(),
            ("", Some(_)) => " There the foot draws circles.".to_owned(),
            (again, _) => format!(" Then over and over:{again}"),
        };
        format!("{subject}{tint}.{way}{work}")
    }
}

#[cfg(test)]
mod tests {
    use crate::routine::library::Library;

    #[test]
    fn every_shipped_figure_has_words_for_what_it_shows() {
        let library = Library::shipped();
        for id in Library::figure_ids() {
            let scene = library.figure(id).expect("it reads");
            let said = scene.aloud();
            assert!(said.matches('.').count() >= 2, "{id}: {said}");
            assert!(!said.contains(".."), "{id}: {said}");
        }
        let wall = library.figure("wall-calf").expect("it reads").aloud();
        assert_eq!(
            wall,
            "A person, seen from the side; the calf stands out. Arm's length off, palms flat. Step that leg back. Heel \
             down, knee straight, lean. There it stays."
        );
        let bent = library.figure("bent-knee-calf").expect("it reads").aloud();
        assert!(
            bent.starts_with("A person, seen from the side; the lower calf stands out. Face the wall"),
            "{bent}"
        );
        let toes = library.figure("toe-curls").expect("it reads").aloud();
        assert!(toes.ends_with("Heels down, toes at rest. From there it moves to and fro."), "{toes}");
        let circles = library.figure("ankle-circles").expect("it reads").aloud();
        assert!(circles.ends_with("There the foot draws circles."), "{circles}");
        let massage = library.figure("calf-massage").expect("it reads").aloud();
        assert!(massage.contains("Then over and over: Press and glide"), "{massage}");
    }
}
