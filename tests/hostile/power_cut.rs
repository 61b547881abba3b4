//! A power cut at every moment of an evening: what of it a disk may have by then, and what the program makes of that.
//!
//! The disk is a model. What is written to a file is safe once the file is synced, and a name once its folder is;
//! until then any of it may be there or not, in any order.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use winddown::testing::health::bedroom::Ticks;
use winddown::testing::health::safety::Safety;
use winddown::testing::store::journal::{EventKind, Journal};
use winddown::testing::store::paths::Paths;
use winddown::testing::store::state::Checkpoint;

use common::{Home, Ran};

use crate::trace::{self, ALL, STEPS, What, is_at_home};

common::tests! { needs ["strace"];
    no_power_cut_takes_what_was_said_to_be_done, a_file_cut_at_any_byte_costs_only_itself,
}

/// A disk as the program has used it, with what it may not have yet.
#[derive(Clone, Default)]
struct Disk {
    files: Vec<Content>,
    /// Names that are safe.
    names: BTreeMap<PathBuf, Name>,
    /// What was done to names since, in order.
    pending: Vec<Change>,
}

#[derive(Clone, Default)]
struct Content {
    bytes: Vec<u8>,
    /// So many of them are safe.
    safe: usize,
}

#[derive(Clone, Copy, Debug)]
enum Name {
    Folder,
    File(usize),
}

#[derive(Clone, Debug)]
enum Change {
    Make(PathBuf, Name),
    Move(PathBuf, PathBuf, Name),
    Remove(PathBuf),
}

/// What became of bytes that were not safe.
#[derive(Clone, Copy, Debug)]
enum Unsafe {
    There,
    Lost,
    /// The file has its length, and nothing in it.
    Zero,
    /// So many of those written last are there.
    Torn(usize),
}

impl Disk {
    /// The names with these of the pending changes made.
    fn names(&self, made: impl Fn(usize) -> bool) -> BTreeMap<PathBuf, Name> {
        let mut names = self.names.clone();
        for (_, change) in self.pending.iter().enumerate().filter(|(nth, _)| made(*nth)) {
            apply(&mut names, change);
        }
        names
    }

    fn file(&self, path: &Path) -> Option<usize> {
        match self.names(|_| true).get(path) {
            Some(Name::File(file)) => Some(*file),
            Some(Name::Folder) | None => None,
        }
    }

    fn see(&mut self, what: &What) {
        match what {
            What::MadeFolder(path) => self.pending.push(Change::Make(path.clone(), Name::Folder)),
            What::Created(path) if self.file(path).is_some() => {}
            What::Created(path) => {
                self.pending.push(Change::Make(path.clone(), Name::File(self.files.len())));
                self.files.push(Content::default());
            }
            What::Wrote(path, bytes) => {
                let file = self.file(path).expect("it was created");
                self.files[file].bytes.extend(bytes);
            }
            What::Renamed(from, to) => {
                let file = self.file(from).expect("it was created");
                self.pending.push(Change::Move(from.clone(), to.clone(), Name::File(file)));
            }
            What::Removed(path) => self.pending.push(Change::Remove(path.clone())),
            What::Synced(path) => {
                if let Some(file) = self.file(path) {
                    self.files[file].safe = self.files[file].bytes.len();
                    return;
                }
                let is_in = |change: &Change| match change {
                    Change::Make(name, _) | Change::Move(_, name, _) | Change::Remove(name) => {
                        name.parent() == Some(path)
                    }
                };
                let pending = std::mem::take(&mut self.pending).into_iter();
                let (safe, rest): (Vec<_>, Vec<_>) = pending.partition(is_in);
                self.pending = rest;
                for change in safe {
                    apply(&mut self.names, &change);
                }
            }
            What::Said(_) | What::Other => {}
        }
    }

    /// Every set of pending changes that may be there, as bits: all or one of them missing, none or one of them there.
    fn chances(&self) -> BTreeSet<u64> {
        let all = (1 << self.pending.len()) - 1;
        let one = (0..self.pending.len()).map(|nth| 1 << nth);
        one.flat_map(|bit| [bit, all ^ bit]).chain([0, all]).collect()
    }

    /// Puts the disk, as it may be, into a folder in place of `home`.
    fn lay_out(&self, made: u64, rest: Unsafe, last: Option<usize>, home: &Path, folder: &Path) {
        let names = self.names(|nth| made & (1 << nth) != 0);
        let is_there = |path: &Path| {
            let above =
                path.ancestors().skip(1).take_while(|above| above.starts_with(home) && *above != home);
            above.into_iter().all(|above| matches!(names.get(above), Some(Name::Folder)))
        };
        for (path, found) in names.iter().filter(|(path, _)| is_there(path)) {
            let place = folder.join(path.strip_prefix(home).expect("it is at home"));
            let kept = match found {
                Name::Folder => fs::create_dir_all(&place).map(|()| 0o700),
                Name::File(file) => {
                    let Content { bytes, safe } = &self.files[*file];
                    let mut bytes = bytes.clone();
                    match rest {
                        Unsafe::Torn(there) if last == Some(*file) => bytes.truncate(safe + there),
                        Unsafe::There | Unsafe::Torn(_) => {}
                        Unsafe::Lost => bytes.truncate(*safe),
                        Unsafe::Zero => bytes[*safe..].fill(0),
                    }
                    fs::write(&place, bytes).map(|()| 0o600)
                }
            };
            fs::set_permissions(&place, fs::Permissions::from_mode(kept.expect("laid out")))
                .expect("private");
        }
    }
}

fn apply(names: &mut BTreeMap<PathBuf, Name>, change: &Change) {
    match change {
        Change::Make(path, name) => _ = names.insert(path.clone(), *name),
        Change::Move(from, to, name) => {
            names.remove(from);
            names.insert(to.clone(), *name);
        }
        Change::Remove(path) => _ = names.remove(path),
    }
}

/// What the program has said to be done.
#[derive(Clone, Copy, Debug, Default)]
struct Said {
    steps: usize,
    water: bool,
    good_night: bool,
}

impl Said {
    fn hear(&mut self, line: &str) {
        let step = line.strip_prefix("Step ").and_then(|rest| rest.split(' ').next()?.parse::<usize>().ok());
        self.steps = self.steps.max(step.map_or(0, |step| step - 1));
        self.water |= line.starts_with("You drank");
        self.good_night |= line.starts_with("Good night");
    }

    /// Asserts that a home has all of it.
    #[track_caller]
    fn is_kept(self, home: &Path, moment: &str) {
        let paths = Paths::under(home);
        let stands = Checkpoint::load(&paths).unwrap_or_else(|error| panic!("{moment}: {error}"));
        let contents = Journal::open(&paths).read_all();
        let sessions = contents.entries.iter().filter_map(|entry| match &entry.what {
            EventKind::Session(note) => Some(note),
            _ => None,
        });
        let told = sessions.map(|note| note.steps.iter().map(|step| step.share).collect::<Vec<_>>());
        let kept = told.chain(stands.map(|stands| stands.progress));
        let whole = kept.map(|shares| shares.iter().take_while(|share| **share == 100).count()).max();
        assert!(whole.unwrap_or_default() >= self.steps, "{moment}: {whole:?} of {self:?}");
        let has = |wanted: fn(&EventKind) -> bool| contents.entries.iter().any(|entry| wanted(&entry.what));
        assert!(!self.water || has(|what| matches!(what, EventKind::Water(_))), "{moment}");
        let finished = |what: &EventKind| matches!(what, EventKind::Session(note) if note.finished);
        assert!(!self.good_night || has(finished), "{moment}");
        // Only the line that was being written.
        assert!(contents.bad.len() <= 1, "{moment}: {:?}", contents.bad);
    }
}

fn no_power_cut_takes_what_was_said_to_be_done() {
    let home = trace::home();
    let before: BTreeMap<_, _> = ["data", "data/safety.json", "config", "config/config.toml"]
        .into_iter()
        .map(|name| (home.path().join(name), fs::read(home.path().join(name)).ok()))
        .collect();
    let (code, lines, errors) = trace::evening(&home, ALL);
    assert_eq!((code, errors.as_str()), (Some(0), ""), "{lines:#?}");
    let mut disk = Disk::default();
    for (path, bytes) in before {
        let name = bytes.map_or(Name::Folder, |bytes| {
            disk.files.push(Content { safe: bytes.len(), bytes });
            Name::File(disk.files.len() - 1)
        });
        disk.names.insert(path, name);
    }
    let (mut said, mut cuts, mut starts) = (Said::default(), 0, 0);
    for (nth, call) in trace::read(&home).into_iter().enumerate() {
        if let What::Said(line) = &call.what {
            said.hear(line);
        }
        if !is_at_home(&call.what, home.path()) && !matches!(call.what, What::Said(_)) {
            continue;
        }
        disk.see(&call.what);
        let last = if let What::Wrote(path, _) = &call.what { disk.file(path) } else { None };
        let torn = last.map_or(0, |file| disk.files[file].bytes.len() - disk.files[file].safe);
        let all = (1 << disk.pending.len()) - 1;
        let torn = (0..torn).map(|there| (all, Unsafe::Torn(there)));
        let rest = [Unsafe::There, Unsafe::Lost, Unsafe::Zero];
        let whole = disk.chances().into_iter().flat_map(|made| rest.map(|rest| (made, rest)));
        for (made, rest) in whole.chain(torn) {
            let cut = Home::in_memory();
            disk.lay_out(made, rest, last, home.path(), cut.path());
            let moment =
                format!("call {nth}, {:?}, with {made:b} of {:?}, {rest:?}", call.what, disk.pending);
            said.is_kept(cut.path(), &moment);
            cuts += 1;
            if matches!(rest, Unsafe::Lost) && (made == 0 || made == all) {
                let Ran { code, err, out } = cut.run(&["--plain"]);
                assert_eq!((code, err.as_str()), (0, ""), "{moment}: {out}");
                said.is_kept(cut.path(), &moment);
                starts += 1;
            }
        }
    }
    assert!(said.good_night && said.water && said.steps == STEPS - 1, "{said:?}");
    assert!(disk.pending.iter().all(|change| !format!("{change:?}").contains("jsonl")), "{:?}", disk.pending);
    println!("{cuts} cuts, {starts} starts behind one");
}

/// A file that a disk kept only the beginning of is told of, the rest is read, and not a byte is thrown away.
fn a_file_cut_at_any_byte_costs_only_itself() {
    let home = trace::home();
    assert_eq!(trace::evening(&home, &["-e", "trace=none"]).0, Some(0));
    home.write(
        "state/chosen.json",
        r#"{"night":"2026-11-22","routine":"quick","at":"2026-11-22T21:00:00+01:00[+01:00]"}"#,
    );
    home.write("state/reminder.json", r#"{"spoken":"2026-11-22T21:45:00+01:00[+01:00]"}"#);
    home.write("data/bedroom.json", r#"["loose-covers","light-blanket"]"#);
    let mut talk = home.talk(&["start", "quick", "--plain"]);
    talk.hears("Step 1").types("next").hears("Step 2").types("stop");
    talk.ends();
    let paths = Paths::under(home.path());
    let [journal, state, data] = [paths.data.join("journal"), paths.state.clone(), paths.data.clone()];
    let files = [journal, state, data, paths.config.clone()].map(|folder| fs::read_dir(folder).unwrap());
    let files = files.into_iter().flatten().map(|file| file.unwrap().path()).filter(|file| file.is_file());
    for file in files {
        let whole = fs::read(&file).unwrap();
        let entries = Journal::open(&paths).read_all().entries.len();
        for length in 0..whole.len() {
            fs::write(&file, &whole[..length]).unwrap();
            let contents = Journal::open(&paths).read_all();
            let lines = whole[length..].split(|byte| *byte == b'\n').count() - 1;
            let lost = if file.extension().is_some_and(|end| end == "jsonl") { lines } else { 0 };
            assert!(
                contents.entries.len() + lost >= entries && contents.bad.len() <= 1,
                "{length} of {}",
                file.display()
            );
            for error in [
                Checkpoint::load(&paths).err().map(|error| error.to_string()),
                Ticks::load(&paths).err().map(|error| error.to_string()),
                Safety::load(&paths).err().map(|error| error.to_string()),
            ] {
                let Some(error) = error else { continue };
                let aside = PathBuf::from(format!("{}.broken", file.display()));
                assert!(error.contains(file.to_str().unwrap()), "{error}");
                assert_eq!(fs::read(&aside).unwrap(), &whole[..length], "{error}");
                fs::remove_file(aside).unwrap();
            }
            // Every part of it that the program may begin with.
            if length % (whole.len() / 4 + 1) == 0 {
                fs::write(&file, &whole[..length]).unwrap();
                let Ran { code, err, out } = home.run(&["--plain"]);
                assert_eq!((code, err.as_str()), (0, ""), "{length} of {}: {out}", file.display());
                let _ = fs::remove_file(format!("{}.broken", file.display()));
            }
        }
        fs::write(&file, whole).unwrap();
    }
}
