//! What to know about a person before the first evening, and what follows from it.
//!
//! The questions are those of the project's evidence (B0 and C). The answers are kept in one small file,
//! `<data>/safety.json`, replaced as a whole. They offer the seated routine, leave out breath holds, and tell the
//! cramp screen what not to ask of somebody; they diagnose nothing.

use std::collections::BTreeSet;
use std::io;

use serde::{Deserialize, Serialize};

use crate::answer::{self, answers};
use crate::library::Library;
use crate::paths::{Paths, named, read_small, replace, set_aside};
use crate::routine::{Amount, Guide, Routine, Step, Work};

/// What the program is, said before the first evening (I).
pub const HABIT: &str = "This is a bedtime habit helper. It does not diagnose or treat. Talk to a clinician about cramps that \
                         are frequent, severe or new.";
/// Where answers are, said before the first evening (I).
pub const LOCAL: &str = "Your diary stays on this computer.";
/// How to change the answers.
pub const LATER: &str = "Press s on the first screen to change these answers.";
/// Whom the usual routines are not for (I).
pub const ADVICE: &str = "Pregnant, unsteady, or recovering from surgery or injury? Use the seated routine and ask your \
                          clinician first.";
/// The routine for whoever the usual ones are not for.
pub const SEATED: &str = "seated";
/// The question before every massage (B1, disagreement 18).
pub const CLOT: &str = "One calf swollen, hot, red or very tender, or ever had a clot?";
/// What is asked after a yes to it, as one of the two cannot wait (B1).
pub const SWOLLEN_NOW: &str = "Swollen, hot, red or very tender now?";
/// What to do about a yes to it (B1).
pub const NO_MASSAGE: &str = "Skip the massage and get checked.";

answers! {
    /// Something to know before the first evening.
    Risk:
    /// B0.
    Surgery = "surgery", "Leg surgery or a leg injury lately";
    /// B0.
    Clot = "clot", "A blood clot, now or ever";
    /// B0 and C.
    Pregnancy = "pregnancy", "Pregnant";
    /// B0.
    Balance = "balance", "Poor balance";
    /// B0.
    Numbness = "numb-feet", "Numb feet";
    /// C, the rest of its list in one.
    Holds = "breath-holds",
        "Heart or lung disease, high blood pressure not under control, epilepsy, glaucoma or recent eye surgery, or panic attacks";
}

impl Risk {
    /// Returns whether it calls for the seated routine and for asking a clinician first (B0).
    fn seats(self) -> bool {
        match self {
            Risk::Surgery | Risk::Clot | Risk::Pregnancy | Risk::Balance | Risk::Numbness => true,
            Risk::Holds => false,
        }
    }

    /// Returns whether breath holds are off (C).
    fn breathes_freely(self) -> bool {
        match self {
            Risk::Pregnancy | Risk::Holds => true,
            Risk::Surgery | Risk::Clot | Risk::Balance | Risk::Numbness => false,
        }
    }
}

/// What a person has answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Safety {
    yes: BTreeSet<Risk>,
    /// The person keeps the usual routine although these answers call for the seated one.
    keeps_routine: bool,
    /// Nothing was answered, which is no to nothing.
    unasked: bool,
}

/// The version of the file we write.
const VERSION: u32 = 1;
/// The largest file that can be ours, in bytes.
const LARGEST: u64 = 64 * 1024;
const FILE: &str = "safety.json";

/// The file's content.
#[derive(Serialize, Deserialize)]
struct Saved {
    v: u32,
    /// What was answered with yes; everything else with no.
    #[serde(deserialize_with = "answer::known_set")]
    yes: BTreeSet<Risk>,
    /// The seated routine was offered, and turned down for good.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    keeps_routine: bool,
}

impl Safety {
    /// Returns what is known of somebody whom nothing was asked.
    pub fn unasked() -> Safety {
        Safety { unasked: true, ..Safety::default() }
    }

    /// Returns all that is known of a person: the answers, if there are any, and the setting about pregnancy.
    pub fn known(answers: Option<&Safety>, pregnant: bool) -> Safety {
        let mut known = answers.cloned().unwrap_or_else(Safety::unasked);
        if pregnant {
            known.yes.insert(Risk::Pregnancy);
        }
        known
    }

    /// Returns the same as answers that were given; the seated routine is taken, or the usual one kept.
    #[must_use]
    pub fn given(&self, keeps_routine: bool) -> Safety {
        Safety { yes: self.yes.clone(), keeps_routine, unasked: false }
    }

    /// Returns whether the usual routine is kept although the seated one is called for.
    pub fn keeps_routine(&self) -> bool {
        self.keeps_routine
    }

    /// Returns whether this was answered with yes.
    pub fn has(&self, risk: Risk) -> bool {
        self.yes.contains(&risk)
    }

    /// Returns whether anything was answered with yes.
    pub fn is_ticked(&self) -> bool {
        !self.yes.is_empty()
    }

    /// Turns an answer into the other one. With other answers, the seated routine is offered anew.
    pub fn turn(&mut self, risk: Risk) {
        self.keeps_routine = false;
        if !self.yes.remove(&risk) {
            self.yes.insert(risk);
        }
    }

    /// Returns whether the seated routine is to be offered.
    pub fn seats(&self) -> bool {
        self.yes.iter().any(|risk| risk.seats())
    }

    /// Returns the usual routine: the seated one where it is called for and was not turned down, or else `usual`.
    pub fn usual<'a>(&self, usual: &'a str) -> &'a str {
        if self.seats() && !self.keeps_routine { SEATED } else { usual }
    }

    /// Returns `routine` as it suits: breathing that holds the breath becomes the longer out-breath, about as long,
    /// for whoever should not hold it; the first such step says so.
    pub fn suit(&self, routine: &Routine) -> Routine {
        let mut routine = routine.clone();
        let spared = self.yes.iter().any(|risk| risk.breathes_freely());
        if spared || self.unasked {
            let (library, why) = (Library::shipped(), if spared { FREED } else { UNASKED });
            let holding = routine.steps.iter_mut().filter(|step| holds(step));
            for (nth, step) in holding.enumerate() {
                free(step, Some(why).filter(|_| nth == 0), &library);
            }
        }
        routine
    }

    /// Returns what was answered; `None` where nothing was asked yet.
    ///
    /// # Errors
    /// The system's, with the file's name, or that the file is not one of ours; it is then set aside.
    pub fn load(paths: &Paths) -> io::Result<Option<Safety>> {
        let file = paths.data.join(FILE);
        let text = match read_small(&file, LARGEST) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let why = match serde_json::from_slice::<Saved>(&text) {
            Ok(Saved { v: VERSION, yes, keeps_routine }) => {
                return Ok(Some(Safety { yes, keeps_routine, unasked: false }));
            }
            Ok(Saved { v, .. }) => format!("it is of version {v}"),
            Err(error) => error.to_string(),
        };
        // The next answers would replace it; whatever it is, it is kept.
        let kept =
            set_aside(&file).map_or(String::new(), |aside| format!("; it is kept as {}", aside.display()));
        Err(named(&file)(io::Error::other(format!("{why}{kept}"))))
    }

    /// Returns what was answered if that can be read, and leaves the file alone in any case.
    pub fn peek(paths: &Paths) -> Option<Safety> {
        let saved: Saved = serde_json::from_slice(&read_small(&paths.data.join(FILE), LARGEST).ok()?).ok()?;
        let Saved { v, yes, keeps_routine } = saved;
        (v == VERSION).then_some(Safety { yes, keeps_routine, unasked: false })
    }

    /// Writes the answers in place of those before.
    ///
    /// # Errors
    /// The system's, with the file's name; the file is then as it was.
    pub fn save(&self, paths: &Paths) -> io::Result<()> {
        let saved = Saved { v: VERSION, yes: self.yes.clone(), keeps_routine: self.keeps_routine };
        replace(&paths.data.join(FILE), &serde_json::to_vec(&saved)?)
    }
}

fn holds(step: &Step) -> bool {
    matches!(&step.work, Work::Breathe { pattern, .. } if pattern.holds())
}

/// What the first step says that was changed.
const FREED: &str =
    "No breath is held here: what you told about your health says that it is better left out.";
/// The same, where nothing was told.
const UNASKED: &str = "No breath is held here, as long as the questions about your health are not answered.";

/// Puts the longer out-breath in place of what a step breathes.
fn free(step: &mut Step, why: Option<&str>, library: &Library) {
    let (Work::Breathe { pattern, amount }, Some(longer)) = (&step.work, library.pattern("longer-out"))
    else {
        return;
    };
    let amount = match *amount {
        Amount::Breaths(breaths) => {
            let breaths = longer.breaths_in(pattern.length(u32::from(breaths)));
            Amount::Breaths(u16::try_from(breaths).unwrap_or(longer.breaths))
        }
        Amount::Free(length) => Amount::Free(length),
    };
    let caution = [why, longer.caution.as_deref()];
    step.guide = Guide {
        setup: vec![longer.about.clone()],
        caution: Some(caution.into_iter().flatten().collect::<Vec<_>>().join(" ")),
        source: longer.source.clone(),
        ..Guide::default()
    };
    step.name.clone_from(&longer.name);
    step.work = Work::Breathe { pattern: longer.clone(), amount };
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::answer::Answer;
    use crate::plan::{Manner, Plan};
    use crate::routine::read;

    fn answered(risks: &[Risk]) -> Safety {
        Safety { yes: risks.iter().copied().collect(), ..Safety::default() }
    }

    #[test]
    fn every_yes_of_the_first_questions_offers_the_seated_routine() {
        for &risk in Risk::ALL {
            assert_eq!(answered(&[risk]).seats(), risk != Risk::Holds, "{risk:?}");
        }
        assert!(!Safety::default().seats());
    }

    #[test]
    fn who_should_not_hold_the_breath_breathes_as_long_without() {
        let text = "name = \"Own\"\n[[step]]\nbreathe = \"4-7-8\"\n[[step]]\nbreathe = [4, 4, 4, 4]\nfor = \"5m\"\n\
                    [[step]]\nbreathe = \"cyclic-sigh\"\n";
        let routine = read::routine("own.toml", text, &Library::shipped()).expect("it reads");
        for &risk in Risk::ALL {
            let suited = answered(&[risk]).suit(&routine);
            let plan = Plan::of(&suited, &Manner::default());
            let holds = suited.steps.iter().filter(|step| holds(step)).count();
            let spared = matches!(risk, Risk::Pregnancy | Risk::Holds);
            assert_eq!(holds, if spared { 0 } else { 2 }, "{risk:?}");
            let said =
                plan.segments.iter().filter(|s| s.caution.as_ref().is_some_and(|c| c.starts_with(FREED)));
            assert_eq!(said.count(), usize::from(spared), "it is said once");
            if spared {
                let usual = Plan::of(&routine, &Manner::default()).total();
                assert!(
                    plan.total().abs_diff(usual) < Duration::from_secs(20),
                    "{:?} {usual:?}",
                    plan.total()
                );
                let words = format!("{:?}", &plan.steps[..2]);
                assert!(!words.contains("hold for"), "{words}");
            }
        }
    }

    #[test]
    fn no_breath_is_held_in_pregnancy_or_while_nothing_is_known() {
        let text = "name = \"Own\"\n[[step]]\nbreathe = \"box\"\n";
        let routine = read::routine("own.toml", text, &Library::shipped()).expect("it reads");
        for (answers, pregnant, held) in [
            (Some(Safety::default()), false, true),
            (Some(Safety::default()), true, false),
            (Some(Safety::unasked()), false, false),
            (None, false, false),
        ] {
            let suited = Safety::known(answers.as_ref(), pregnant).suit(&routine);
            assert_eq!(suited.steps.iter().any(holds), held, "{answers:?} {pregnant}");
        }
    }

    #[test]
    fn a_routine_kept_is_kept_until_the_answers_change() {
        let home = tempfile::tempdir().expect("a folder");
        let paths = Paths::under(home.path());
        let mut safety = answered(&[Risk::Balance]).given(true);
        safety.save(&paths).expect("saved");
        assert!(Safety::peek(&paths).is_some_and(|safety| safety.keeps_routine()));
        assert_eq!(Safety::load(&paths).expect("there"), Some(safety.clone()));
        safety.turn(Risk::Surgery);
        assert!(!safety.keeps_routine());
    }

    #[test]
    fn answers_are_kept_and_can_be_changed() {
        let home = tempfile::tempdir().expect("a folder");
        let paths = Paths::under(home.path());
        assert_eq!(Safety::load(&paths).expect("no file is no error"), None);
        let mut safety = Safety::default();
        safety.save(&paths).expect("saved");
        assert_eq!(Safety::load(&paths).expect("there"), Some(Safety::default()), "nothing is an answer too");
        safety.turn(Risk::Clot);
        safety.turn(Risk::Holds);
        safety.turn(Risk::Clot);
        safety.save(&paths).expect("saved");
        assert_eq!(Safety::load(&paths).expect("there"), Some(answered(&[Risk::Holds])));
        let text = std::fs::read_to_string(paths.data.join(FILE)).expect("text");
        assert_eq!(text, r#"{"v":1,"yes":["breath-holds"]}"#);
    }

    #[test]
    fn what_cannot_be_believed_is_asked_again_and_kept() {
        for (i, broken) in
            ["", "{", "[]", r#"{"v":2,"yes":[]}"#, r#"{"yes":["clot"]}"#].into_iter().enumerate()
        {
            let home = tempfile::tempdir().expect("a folder");
            let paths = Paths::under(home.path());
            std::fs::create_dir_all(&paths.data).expect("made");
            std::fs::write(paths.data.join(FILE), broken).expect("written");
            let error = Safety::load(&paths).expect_err(broken).to_string();
            assert!(error.contains("safety.json.broken"), "{error}");
            assert_eq!(error.contains("version 2"), i == 3, "{error}");
            assert_eq!(std::fs::read_to_string(paths.data.join("safety.json.broken")).expect("kept"), broken);
            assert_eq!(Safety::load(&paths).expect("gone"), None);
        }
        let home = tempfile::tempdir().expect("a folder");
        let paths = Paths::under(home.path());
        std::fs::create_dir_all(&paths.data).expect("made");
        std::fs::write(paths.data.join(FILE), r#"{"v":1,"yes":["clot","later"]}"#).expect("written");
        assert_eq!(Safety::load(&paths).expect("read"), Some(answered(&[Risk::Clot])));
    }

    #[test]
    #[cfg(unix)]
    fn it_is_private() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().expect("a folder");
        let paths = Paths::under(home.path());
        Safety::default().save(&paths).expect("saved");
        let mode = std::fs::metadata(paths.data.join(FILE)).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
