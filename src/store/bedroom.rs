//! The ticks of the bedroom checklist, `<data>/bedroom.json`; none where there is no file yet.

use std::io;

use super::json_file::{JsonFile, JsonFileError};
use super::paths::Paths;
use crate::health::bedroom::Ticks;

impl Ticks {
    pub fn load(paths: &Paths) -> Result<Ticks, JsonFileError> {
        file(paths).load(Ok).map(Option::unwrap_or_default)
    }

    pub fn save(&self, paths: &Paths) -> io::Result<()> {
        file(paths).save(self)
    }
}

fn file(paths: &Paths) -> JsonFile {
    JsonFile::at(paths.data.join("bedroom.json"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::bedroom::ITEMS;

    #[test]
    fn ticks_are_kept_and_taken_back() {
        let home = tempfile::tempdir().expect("a folder");
        let paths = Paths::under(home.path());
        let mut ticks = Ticks::load(&paths).expect("nothing yet");
        ticks.turn(&ITEMS[3]);
        ticks.turn(&ITEMS[5]);
        ticks.turn(&ITEMS[3]);
        ticks.save(&paths).expect("saved");
        let again = Ticks::load(&paths).expect("there");
        assert_eq!(again, ticks);
        assert!(again.has(&ITEMS[5]) && !again.has(&ITEMS[3]));
    }

    #[test]
    fn a_file_that_is_not_ours_is_an_error_and_kept() {
        let home = tempfile::tempdir().expect("a folder");
        let paths = Paths::under(home.path());
        std::fs::create_dir_all(&paths.data).expect("made");
        std::fs::write(paths.data.join("bedroom.json"), "[3").expect("written");
        let error = Ticks::load(&paths).expect_err("broken").to_string();
        assert!(error.contains("bedroom.json"), "{error}");
        assert_eq!(std::fs::read(paths.data.join("bedroom.json.broken")).expect("kept"), b"[3");
    }
}
