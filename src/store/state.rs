//! The evening in progress: what a resume reads.
//!
//! One small file, `<state>/tonight.json`, replaced as a whole after every finished segment, so that
//! a power cut leaves either the old or the new one. One that cannot be read is set aside, never thrown away.

use std::io;

use jiff::Zoned;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::health::water::WaterNote;
use crate::session::Position;
use crate::store::journal::{self, SessionNote, StepNote};
use crate::store::json_file::{JsonFile, JsonFileError};
use crate::store::paths::Paths;

mod running;
mod status;

pub use running::Running;
pub(crate) use status::{Status, StatusPart};

const VERSION: u64 = 1;

/// Where an evening stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// The same as in the journal.
    pub session: String,
    pub night: Date,
    pub routine: String,
    pub name: String,
    /// A digest of the plan that `position` and `progress` count in; with another plan they mean nothing.
    pub plan: String,
    #[serde(rename = "place")]
    pub position: Position,
    pub steps: Vec<String>,
    /// In percent, in the same order.
    #[serde(rename = "shares")]
    pub progress: Vec<u8>,
    /// Whether enough of it was done to count as a whole evening; `None` in files from before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<bool>,
    #[serde(serialize_with = "journal::full", deserialize_with = "journal::from_text")]
    pub started: Zoned,
    /// Whether the journal has all of this already.
    pub kept: bool,
    /// Answers about water that the journal does not have yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub water: Option<WaterNote>,
    /// The evening on which no leg was swollen, if that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_swollen_on: Option<Date>,
}

impl Checkpoint {
    pub fn load(paths: &Paths) -> Result<Option<Checkpoint>, JsonFileError> {
        tonight(paths).load(accept)
    }

    pub fn peek(paths: &Paths) -> Option<Checkpoint> {
        accept(tonight(paths).peek()?).ok()
    }

    /// Returns when it is safe on disk; where that fails the file is as it was.
    pub fn save(&self, paths: &Paths) -> io::Result<()> {
        tonight(paths).save(&Saved { v: VERSION, checkpoint: self })
    }

    /// Whether there is something to go on with: a part done, or left behind.
    pub fn is_begun(&self) -> bool {
        self.position.at > 0 || self.note(false).is_some()
    }

    pub fn note(&self, finished: bool) -> Option<SessionNote> {
        if self.progress.iter().all(|&share| share == 0) {
            return None;
        }
        let steps = self.steps.iter().zip(&self.progress);
        Some(SessionNote {
            session: self.session.clone(),
            routine: self.routine.clone(),
            name: self.name.clone(),
            started: self.started.clone(),
            steps: steps
                .map(|(name, &share)| StepNote { name: name.clone(), share: share.min(100) })
                .collect(),
            finished,
            whole: self.whole,
            seconds: u32::try_from(self.position.worked_ms / 1000).unwrap_or(u32::MAX),
        })
    }

    pub fn clear(paths: &Paths) -> io::Result<()> {
        tonight(paths).remove()
    }
}

/// Which routine a person has chosen for a night, instead of the usual one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    pub night: Date,
    pub routine: String,
    #[serde(serialize_with = "journal::full", deserialize_with = "journal::from_text")]
    pub at: Zoned,
}

impl Choice {
    /// `None` also if it cannot be read, as the usual routine will do.
    pub fn load(paths: &Paths) -> Option<Choice> {
        chosen(paths).peek()
    }

    pub fn save(&self, paths: &Paths) -> io::Result<()> {
        chosen(paths).save(self)
    }
}

#[derive(Serialize)]
struct Saved<'a> {
    v: u64,
    #[serde(flatten)]
    checkpoint: &'a Checkpoint,
}

fn tonight(paths: &Paths) -> JsonFile {
    JsonFile::at(paths.state.join("tonight.json"))
}

fn chosen(paths: &Paths) -> JsonFile {
    JsonFile::at(paths.state.join("chosen.json"))
}

fn accept(content: Value) -> Result<Checkpoint, String> {
    match content.get("v").map(Value::as_u64) {
        Some(Some(VERSION)) => serde_json::from_value(content).map_err(|error| error.to_string()),
        Some(Some(v)) => Err(format!("of version {v}, and this winddown knows version {VERSION}")),
        Some(None) | None => Err("without a version".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    #[cfg(unix)]
    use std::path::Path;
    use std::path::PathBuf;

    use super::*;

    fn file_in(paths: &Paths) -> PathBuf {
        paths.state.join("tonight.json")
    }

    fn standing() -> Checkpoint {
        Checkpoint {
            session: "6411-bedside-1a2b-0".to_owned(),
            night: "2026-11-22".parse().unwrap(),
            routine: "classic".to_owned(),
            name: "Classic \"evening\"".to_owned(),
            plan: "9f2c".to_owned(),
            position: Position {
                at: 7,
                spent_ms: 12_500,
                done_ms: vec![0, 30_000],
                worked_ms: 145_900,
                extra: -1,
                tempo: 110,
            },
            steps: vec!["Wall calf".to_owned(), "Ankles".to_owned()],
            progress: vec![100, 50],
            whole: Some(false),
            started: "2026-11-22T22:10:03.25+01:00[Europe/Berlin]".parse().unwrap(),
            kept: false,
            water: Some(WaterNote {
                glasses: 6,
                glass_ml: 200,
                active: true,
                hot: false,
                fibre: true,
                alcohol: false,
                thirsty: Some(false),
                colour: None,
                red: true,
            }),
            not_swollen_on: None,
        }
    }

    fn place() -> (tempfile::TempDir, Paths) {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::under(home.path());
        (home, paths)
    }

    #[test]
    fn what_is_saved_is_loaded() {
        let (_home, paths) = place();
        assert_eq!(Checkpoint::load(&paths).unwrap(), None);
        assert!(!paths.state.exists());
        standing().save(&paths).unwrap();
        assert_eq!(Checkpoint::load(&paths).unwrap(), Some(standing()));
        let next = Checkpoint { name: "Next".to_owned(), kept: true, water: None, ..standing() };
        next.save(&paths).unwrap();
        assert_eq!(Checkpoint::load(&paths).unwrap(), Some(next));
        assert_eq!(fs::read_dir(&paths.state).unwrap().count(), 1);
        Checkpoint::clear(&paths).unwrap();
        Checkpoint::clear(&paths).unwrap();
        assert_eq!(Checkpoint::load(&paths).unwrap(), None);
    }

    #[test]
    fn an_evening_that_is_left_can_be_told() {
        let note = standing().note(false).unwrap();
        assert_eq!((note.session.as_str(), note.seconds, note.finished), ("6411-bedside-1a2b-0", 145, false));
        assert_eq!(note.steps[1], StepNote { name: "Ankles".to_owned(), share: 50 });
        assert_eq!(Checkpoint { progress: vec![0, 0], ..standing() }.note(false), None);
        // A file changed by hand: what does not match is left out.
        let odd = Checkpoint { progress: vec![200, 0, 7], ..standing() }.note(false).unwrap();
        assert_eq!(odd.steps.iter().map(|step| step.share).collect::<Vec<_>>(), [100, 0]);
    }

    #[test]
    fn the_file_is_json_with_its_version_first() {
        let (_home, paths) = place();
        standing().save(&paths).unwrap();
        let text = fs::read_to_string(file_in(&paths)).unwrap();
        assert!(text.starts_with(r#"{"v":1,"session":"6411"#), "{text}");
        assert!(text.ends_with('}'));
    }

    #[test]
    fn broken_files_are_set_aside_one_after_the_other() {
        let (_home, paths) = place();
        standing().save(&paths).unwrap();
        let whole = fs::read(file_in(&paths)).unwrap();
        let newer = String::from_utf8(whole.clone()).unwrap().replace(r#""v":1"#, r#""v":2"#);
        let large = vec![b' '; 1024 * 1024 + 1];
        let files =
            [b"".to_vec(), whole[..whole.len() / 2].to_vec(), vec![0; 300], newer.into_bytes(), large];
        for (index, broken) in files.iter().enumerate() {
            fs::write(file_in(&paths), broken).unwrap();
            let error = Checkpoint::load(&paths).unwrap_err();
            let JsonFileError::SetAside { aside, .. } = &error else { panic!("{error}") };
            assert_eq!(fs::read(aside).unwrap(), *broken);
            assert!(error.to_string().contains("tonight.json.broken"), "{error}");
            assert_eq!(error.to_string().contains("version 2"), index == 3, "{error}");
            assert_eq!(Checkpoint::load(&paths).unwrap(), None);
        }
        assert_eq!(fs::read_dir(&paths.state).unwrap().count(), files.len());
    }

    #[test]
    fn impossible_places_are_errors() {
        let (home, paths) = place();
        fs::write(home.path().join("state"), "a file where a folder should be").unwrap();
        assert!(standing().save(&paths).unwrap_err().to_string().contains("state"));
        assert!(Checkpoint::load(&paths).is_err() || cfg!(windows));

        let (_home, paths) = place();
        fs::create_dir_all(file_in(&paths)).unwrap();
        assert!(matches!(Checkpoint::load(&paths), Err(JsonFileError::Unreadable(_))));
        assert!(standing().save(&paths).unwrap_err().to_string().contains("tonight.json"));
        assert!(Checkpoint::clear(&paths).is_err());
        assert_eq!(fs::read_dir(&paths.state).unwrap().count(), 1);
    }

    #[test]
    #[cfg(unix)]
    fn it_is_private() {
        use std::os::unix::fs::PermissionsExt;
        let (_home, paths) = place();
        standing().save(&paths).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&file_in(&paths)), 0o600);
        assert_eq!(mode(&paths.state), 0o700);
    }
}
