//! The file of the answers, `<data>/safety.json`: version 2, and how version 1 is read.
//!
//! Version 1 had one question about clots, one about heart and lungs, and none about drinks. Its answers count as
//! they are, a clot as one in the past, and the questions are put once more before the next evening. A word or a
//! field of a newer version is kept when we write, and errs to the safe side: as nobody knows what it says, no
//! breath is held and nothing is judged about drinks.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::document::tidy;
use crate::health::answer::Answer;
use crate::health::safety::{Asked, Fluids, MOST_TRIPS, Newer, Risk, Safety};
use crate::health::water::Limit;
use crate::store::json_file::{JsonFile, JsonFileError};
use crate::store::paths::{Paths, behind_links, beside};

const VERSION: u32 = 2;
const OLD: u32 = 1;
const FILE: &str = "safety.json";
/// What stands for an amount that the person is not sure of.
const UNSURE: &str = "unsure";
/// What version 1 called a blood clot, now or ever.
const OLD_CLOT: &str = "clot";
/// When answers were given, as far as a file knows that does not say it.
const LONG_AGO: Date = Date::ZERO;
/// The trips to take when what the file says is no number: enough for sips rather than a glass.
const TRIPS_UNREAD: u8 = 2;

#[derive(Serialize, Deserialize)]
struct Saved {
    v: u32,
    yes: Vec<String>,
    /// The limit in millilitres, or [`UNSURE`]; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fluid_limit: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    night_trips: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    medicines: Option<Value>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    keeps_routine: bool,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    told: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    ask_again: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    given_on: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    facts_on: Option<Value>,
    #[serde(flatten)]
    newer: Map<String, Value>,
}

impl Saved {
    fn of(safety: &Safety) -> Saved {
        let known = safety.yes.iter().map(|risk| risk.id().to_owned());
        Saved {
            v: VERSION,
            yes: known.chain(safety.newer.words.iter().cloned()).collect(),
            fluid_limit: match safety.fluids {
                Fluids::Free => None,
                Fluids::Unsure => Some(UNSURE.into()),
                Fluids::Ml(ml) => Some(ml.into()),
            },
            night_trips: (safety.night_trips > 0).then(|| safety.night_trips.into()),
            medicines: (!safety.medicines.is_empty()).then(|| safety.medicines.clone().into()),
            keeps_routine: safety.keeps_routine,
            told: safety.told.clone(),
            ask_again: safety.asks_again(),
            given_on: safety.given_on.filter(|&day| day > LONG_AGO).map(|day| day.to_string().into()),
            facts_on: safety.facts_on.map(|day| day.to_string().into()),
            newer: safety.newer.fields.clone(),
        }
    }

    fn answers(self) -> Option<Safety> {
        let is_old = match self.v {
            OLD => true,
            VERSION => false,
            _ => return None,
        };
        let (mut yes, mut words) = (BTreeSet::new(), BTreeSet::new());
        for word in self.yes {
            match Risk::from_id(&word) {
                Some(risk) => _ = yes.insert(risk),
                None if is_old && word == OLD_CLOT => _ = yes.insert(Risk::ClotPast),
                None => _ = words.insert(word),
            }
        }
        Some(Safety {
            yes,
            // A limit that cannot be read is still one.
            fluids: self.fluid_limit.map_or(Fluids::Free, |limit| {
                let ml = limit.as_u64().and_then(|ml| u16::try_from(ml).ok()).filter(|&ml| ml > 0);
                ml.map_or(Fluids::Unsure, Fluids::Ml)
            }),
            night_trips: self.night_trips.map_or(0, |trips| {
                let trips = trips.as_u64().map(|trips| u8::try_from(trips).unwrap_or(MOST_TRIPS));
                trips.unwrap_or(TRIPS_UNREAD).min(MOST_TRIPS)
            }),
            medicines: self.medicines.as_ref().map_or_else(String::new, own_words),
            keeps_routine: self.keeps_routine,
            told: self.told,
            asked: if is_old || self.ask_again { Asked::Again } else { Asked::All },
            given_on: Some(self.given_on.as_ref().and_then(day).unwrap_or(LONG_AGO)),
            facts_on: self.facts_on.as_ref().and_then(day),
            newer: Newer { words, fields: self.newer },
            setting: Limit::None,
        })
    }
}

impl Safety {
    pub fn load(paths: &Paths) -> Result<Option<Safety>, JsonFileError> {
        file(paths).load(|saved: Saved| {
            let version = saved.v;
            saved.answers().ok_or_else(|| format!("it is of version {version}"))
        })
    }

    /// What to go by: the answers, or, where they were there and cannot be read, whatever keeps from harm until
    /// they are given again.
    pub fn careful(paths: &Paths) -> Option<Safety> {
        let file = behind_links(&paths.data.join(FILE));
        let are_none = file.is_ok_and(|file| !file.exists() && !beside(&file, ".broken").exists());
        Safety::peek(paths).or_else(|| (!are_none).then(Safety::guarded))
    }

    pub fn peek(paths: &Paths) -> Option<Safety> {
        file(paths).peek::<Saved>()?.answers()
    }

    pub fn save(&self, paths: &Paths) -> io::Result<()> {
        file(paths).save(&Saved::of(self))
    }
}

/// A person's own words, made fit to be shown.
fn own_words(text: &Value) -> String {
    let mut words = text.as_str().unwrap_or_default().to_owned();
    tidy(&mut words);
    words
}

fn day(text: &Value) -> Option<Date> {
    text.as_str()?.parse().ok()
}

fn file(paths: &Paths) -> JsonFile {
    JsonFile::synced(paths.data.join(FILE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::safety::tests::answered;

    const TODAY: Date = jiff::civil::date(2026, 11, 22);

    /// A folder with this file in it.
    fn home(text: &str) -> (tempfile::TempDir, Paths) {
        let home = tempfile::tempdir().expect("a folder");
        let paths = Paths::under(home.path());
        std::fs::create_dir_all(&paths.data).expect("made");
        std::fs::write(paths.data.join(FILE), text).expect("written");
        (home, paths)
    }

    fn written(paths: &Paths) -> String {
        std::fs::read_to_string(paths.data.join(FILE)).expect("text")
    }

    #[test]
    fn a_routine_kept_is_kept_until_the_answers_change() {
        let home = tempfile::tempdir().expect("a folder");
        let paths = Paths::under(home.path());
        let mut safety = answered(&[Risk::Balance]).given(true, TODAY);
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
        let mut safety = Safety::default().given(false, TODAY);
        safety.save(&paths).expect("saved");
        assert_eq!(written(&paths), r#"{"v":2,"yes":[],"given_on":"2026-11-22"}"#);
        assert_eq!(Safety::load(&paths).expect("there"), Some(safety.clone()), "nothing is an answer too");
        safety.turn(Risk::ClotPast);
        safety.turn(Risk::Holds);
        safety.turn(Risk::ClotPast);
        safety.change_fluids(true);
        safety.change_trips(true);
        safety.save(&paths).expect("saved");
        assert_eq!(Safety::load(&paths).expect("there"), Some(safety.clone()));
        assert_eq!(
            written(&paths),
            r#"{"v":2,"yes":["breath-holds"],"fluid_limit":500,"night_trips":1,"given_on":"2026-11-22"}"#
        );
        safety.change_fluids(false);
        let safety = safety.with_facts(TODAY);
        safety.save(&paths).expect("saved");
        assert!(written(&paths).contains(r#""fluid_limit":"unsure""#));
        assert_eq!(Safety::peek(&paths), Some(safety));
    }

    #[test]
    fn medicines_are_kept_with_the_answers_and_fit_to_be_shown() {
        let home = tempfile::tempdir().expect("a folder");
        let paths = Paths::under(home.path());
        let medicines = "Simvastatin 20 mg since May; a glass of wine".to_owned();
        let safety = Safety { medicines: medicines.clone(), ..Safety::default() }.given(false, TODAY);
        safety.save(&paths).expect("saved");
        assert_eq!(Safety::load(&paths).expect("there"), Some(safety), "{}", written(&paths));
        for (text, read) in [("\"a\\u001b[2J\\nb\"", "a?[2J b"), ("7", ""), ("null", "")] {
            let (_home, paths) = home_with(text);
            let safety = Safety::load(&paths).expect("it reads").expect("it is there");
            assert_eq!((safety.medicines.as_str(), safety.limit()), (read, Limit::None), "{text}");
        }
    }

    fn home_with(medicines: &str) -> (tempfile::TempDir, Paths) {
        home(&format!(r#"{{"v":2,"yes":[],"medicines":{medicines}}}"#))
    }

    #[test]
    fn version_one_counts_as_it_is_until_it_is_asked_again() {
        for (old, yes, limit) in [
            (r#"{"v":1,"yes":["clot"]}"#, vec![Risk::ClotPast], Limit::None),
            (r#"{"v":1,"yes":["breath-holds"]}"#, vec![Risk::Holds], Limit::Untold),
            (r#"{"v":1,"yes":["surgery"],"keeps_routine":true}"#, vec![Risk::Surgery], Limit::None),
            (r#"{"v":1,"yes":[]}"#, vec![], Limit::None),
        ] {
            let (_home, paths) = home(old);
            let safety = Safety::load(&paths).expect("it reads").expect("it is there");
            assert!(safety.asks_again(), "{old}");
            assert_eq!(Safety::peek(&paths), Some(safety.clone()));
            assert_eq!(safety.yes.iter().copied().collect::<Vec<_>>(), yes);
            assert_eq!(safety.keeps_routine(), old.contains("keeps_routine"));
            assert_eq!(safety.limit(), limit, "{old}");
            // Something else may have to be written before they are.
            safety.save(&paths).expect("saved");
            let safety = Safety::load(&paths).expect("it reads").expect("it is there");
            assert!(safety.asks_again() && safety.limit() == limit, "{old}");
            let given = safety.given(false, TODAY);
            given.save(&paths).expect("saved");
            let given = Safety::load(&paths).expect("it reads").expect("it is there");
            assert!(!given.asks_again() && given.limit() == Limit::None, "{old}");
        }
    }

    #[test]
    fn what_a_newer_version_knows_is_kept_and_errs_to_the_safe_side() {
        for text in [
            r#"{"v":2,"yes":["balance","later"]}"#,
            r#"{"v":2,"yes":["balance"],"weight":{"kg":70}}"#,
            r#"{"v":1,"yes":["balance","later"],"weight":70}"#,
        ] {
            let (_home, paths) = home(text);
            let mut safety = Safety::load(&paths).expect("it reads").expect("it is there");
            assert_eq!(safety.limit(), Limit::Untold, "{text}");
            assert!(!safety.may_hold_breath(), "{text}");
            safety.turn(Risk::Surgery);
            safety.given(false, TODAY).save(&paths).expect("saved");
            let kept = written(&paths);
            for word in ["later", "weight"] {
                assert_eq!(kept.contains(word), text.contains(word), "{kept}");
            }
        }
    }

    #[test]
    fn a_limit_that_makes_no_sense_is_still_one() {
        for (limit, fluids) in [
            ("1500", Fluids::Ml(1500)),
            ("1500.5", Fluids::Unsure),
            ("-1", Fluids::Unsure),
            ("0", Fluids::Unsure),
            ("70000", Fluids::Unsure),
            ("\"1.5 l\"", Fluids::Unsure),
            ("{}", Fluids::Unsure),
        ] {
            let (_home, paths) =
                home(&format!(r#"{{"v":2,"yes":[],"fluid_limit":{limit},"night_trips":"x"}}"#));
            let safety = Safety::load(&paths).expect("it reads").expect("it is there");
            assert_eq!((safety.fluids(), safety.night_trips()), (fluids, 2), "{limit}");
        }
    }

    #[test]
    fn a_byte_order_mark_forgets_no_answer() {
        let (_home, paths) = home("\u{feff}{\"v\":2,\"yes\":[\"surgery\"]}");
        let safety = Safety::load(&paths).expect("it reads").expect("it is there");
        assert!(safety.has(Risk::Surgery));
        assert_eq!(Safety::peek(&paths), Some(safety));
    }

    #[test]
    fn what_cannot_be_believed_is_asked_again_and_kept() {
        for (i, broken) in
            ["", "{", "[]", r#"{"v":3,"yes":[]}"#, r#"{"yes":["surgery"]}"#].into_iter().enumerate()
        {
            let (_home, paths) = home(broken);
            let error = Safety::load(&paths).expect_err(broken).to_string();
            assert!(error.contains("safety.json.broken"), "{error}");
            assert_eq!(error.contains("version 3"), i == 3, "{error}");
            assert_eq!(std::fs::read_to_string(paths.data.join("safety.json.broken")).expect("kept"), broken);
            assert_eq!(Safety::load(&paths).expect("gone"), None);
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_link_is_written_through_whatever_becomes_of_its_target() {
        let (home, paths) = home("unused");
        let synced = home.path().join("answers");
        std::fs::rename(paths.data.join(FILE), &synced).expect("moved");
        std::os::unix::fs::symlink(&synced, paths.data.join(FILE)).expect("linked");
        let error = Safety::load(&paths).expect_err("no answers").to_string();
        assert!(error.ends_with("answers.broken"), "{error}");
        assert_eq!(Safety::careful(&paths), Some(Safety::guarded()));
        answered(&[Risk::Surgery]).save(&paths).expect("saved");
        assert!(Safety::load(&paths).expect("there").is_some_and(|safety| safety.has(Risk::Surgery)));
        assert!(synced.is_file() && paths.data.join(FILE).is_symlink());
        file(&paths).remove().expect("removed");
        assert!(!synced.exists() && paths.data.join(FILE).is_symlink(), "the link is the person's own");
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
