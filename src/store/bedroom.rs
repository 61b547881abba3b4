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
    JsonFile::synced(paths.data.join("bedroom.json"))
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

    /// Two machines, one of them offline: what was ticked last counts, and what it took the place of stays on disk.
    #[test]
    fn the_newest_copy_counts_until_something_is_ticked() {
        let home = tempfile::tempdir().expect("a folder");
        let paths = Paths::under(home.path());
        let ticked = |nth: usize| {
            let mut ticks = Ticks::default();
            ticks.turn(&ITEMS[nth]);
            ticks
        };
        let write = |name: &str, nth: usize, hours: u64| {
            let file = paths.data.join(name);
            std::fs::write(&file, serde_json::to_vec(&ticked(nth)).expect("json")).expect("written");
            let at = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(hours * 3600);
            std::fs::File::options()
                .append(true)
                .open(file)
                .and_then(|file| file.set_modified(at))
                .expect("set");
        };
        std::fs::create_dir_all(&paths.data).expect("made");
        write("bedroom.json", 1, 500_000);
        write("bedroom.sync-conflict-20261129-070000-ABCDEFG.json", 2, 500_001);
        write("bedroom (anna's conflicted copy).json", 3, 499_999);
        write("bedrooms.json", 4, 600_000);
        assert_eq!(Ticks::load(&paths).expect("there"), ticked(2));
        ticked(5).save(&paths).expect("saved");
        assert_eq!(Ticks::load(&paths).expect("there"), ticked(5));
        // A clock that is behind must not bring back what was answered before.
        write("bedroom.json", 6, 400_000);
        assert_eq!(Ticks::load(&paths).expect("there"), ticked(6));
        let old = std::fs::read_dir(&paths.data)
            .expect("a folder")
            .filter_map(|file| file.ok()?.file_name().into_string().ok());
        assert_eq!(old.filter(|name| name.ends_with(".json.old")).count(), 2);
    }
}
