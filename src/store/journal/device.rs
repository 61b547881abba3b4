//! The name of this device, which its journal files carry.

use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::store::paths::{behind_links, create_private, named, read_small, sync_folder};

/// Of names that we make or believe.
const LONGEST: usize = 40;

/// The device's name, kept in `<state>/device`; makes one up if there is none. Of two processes that do so at once,
/// the first to put the file in place wins, and the other reads it.
pub(super) fn name(state: &Path) -> io::Result<String> {
    let file = place(state)?;
    let folder = file.parent().unwrap_or(state);
    // Each further round means that somebody else wrote the file meanwhile, or removed it.
    for _ in 0..4 {
        match known(state) {
            Ok(Some(name)) => return Ok(name),
            Ok(None) => put(folder, &file, Over::Broken)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => put(folder, &file, Over::Nothing)?,
            Err(error) => return Err(error),
        }
    }
    Err(named(&file)(io::Error::other("does not keep the name of this device")))
}

/// The device's name, or `None` if its file holds no name.
pub(super) fn known(state: &Path) -> io::Result<Option<String>> {
    let text = String::from_utf8(read_small(&place(state)?, LONGEST as u64 + 2)?).unwrap_or_default();
    Ok(Some(text.trim().to_owned()).filter(|name| is_name(name)))
}

fn place(state: &Path) -> io::Result<PathBuf> {
    let file = state.join("device");
    behind_links(&file).map_err(named(&file))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Over {
    /// No file: one that appears meanwhile stays.
    Nothing,
    Broken,
}

fn put(folder: &Path, file: &Path, over: Over) -> io::Result<()> {
    create_private(folder)?;
    let mut draft = tempfile::Builder::new().prefix(".device").tempfile_in(folder).map_err(named(folder))?;
    writeln!(draft, "{}", invent()).and_then(|()| draft.as_file().sync_all()).map_err(named(file))?;
    let placed = match over {
        Over::Nothing => draft.persist_noclobber(file),
        Over::Broken => draft.persist(file),
    };
    match placed {
        Ok(_) => sync_folder(folder),
        Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(refused) => Err(named(file)(refused.error)),
    }
}

fn invent() -> String {
    // The standard library seeds its hashers from the system's randomness; uniqueness needs no better.
    let chance = RandomState::new().hash_one(std::process::id()) & 0xffff;
    format!("{}-{chance:04x}", tidy(&machine()))
}

fn machine() -> String {
    #[cfg(unix)]
    return rustix::system::uname().nodename().to_string_lossy().into_owned();
    #[cfg(not(unix))]
    return std::env::var("COMPUTERNAME").unwrap_or_default();
}

/// The first part of a machine's name in small letters, digits and hyphens; "device" if nothing is left.
fn tidy(machine: &str) -> String {
    let first = machine.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let plain: String = first.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(24).collect();
    let plain = plain.trim_matches('-');
    if plain.is_empty() { "device".to_owned() } else { plain.to_owned() }
}

fn is_name(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    plain && !text.is_empty() && text.len() <= LONGEST
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn names_are_fit_for_files() {
        let table = [
            ("bedside", "bedside"),
            ("Bedside.local", "bedside"),
            ("anna's laptop", "annaslaptop"),
            ("../../etc", "device"),
            ("", "device"),
            ("-x-", "x"),
            ("büro", "bro"),
            ("a-very-long-name-for-a-very-small-machine", "a-very-long-name-for-a-v"),
        ];
        for (machine, wanted) in table {
            assert_eq!(tidy(machine), wanted);
        }
        let made = invent();
        assert!(is_name(&made), "{made}");
        assert!(!is_name("a/b") && !is_name("") && !is_name("A") && !is_name(&"a".repeat(41)));
    }

    #[test]
    fn it_is_made_once() {
        let home = tempfile::tempdir().unwrap();
        let state = home.path().join("state");
        let first = name(&state).unwrap();
        assert_eq!(name(&state).unwrap(), first);
        fs::write(state.join("device"), "chosen-by-hand\n").unwrap();
        assert_eq!(name(&state).unwrap(), "chosen-by-hand");
        fs::write(state.join("device"), "\u{feff}chosen-by-hand\r\n").unwrap();
        assert_eq!(name(&state).unwrap(), "chosen-by-hand");
    }

    #[test]
    #[cfg(unix)]
    fn a_link_stays_one() {
        let home = tempfile::tempdir().unwrap();
        let (state, kept) = (home.path().join("state"), home.path().join("kept/name"));
        fs::create_dir(&state).unwrap();
        std::os::unix::fs::symlink(&kept, state.join("device")).unwrap();
        let made = name(&state).unwrap();
        assert_eq!(name(&state).unwrap(), made);
        fs::write(&kept, "of no use").unwrap();
        assert_ne!(name(&state).unwrap(), "of no use");
        assert!(state.join("device").is_symlink() && kept.is_file());
    }

    #[test]
    fn racers_agree() {
        let home = tempfile::tempdir().unwrap();
        for round in 0..20 {
            let state = home.path().join(round.to_string());
            let names: Vec<String> = std::thread::scope(|scope| {
                let racers: Vec<_> = (0..8).map(|_| scope.spawn(|| name(&state).unwrap())).collect();
                racers.into_iter().map(|racer| racer.join().unwrap()).collect()
            });
            assert!(names.iter().all(|name| *name == names[0]), "{names:?}");
            assert_eq!(fs::read_dir(&state).unwrap().count(), 1);
        }
    }

    #[test]
    fn a_broken_file_is_replaced() {
        let home = tempfile::tempdir().unwrap();
        for broken in [&b""[..], b"\0\0\0", b"../up", b"\xff\xfe", b"two words"] {
            fs::write(home.path().join("device"), broken).unwrap();
            let made = name(home.path()).unwrap();
            assert_eq!(name(home.path()).unwrap(), made);
        }
    }

    #[test]
    fn a_folder_in_its_place_is_an_error() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("device")).unwrap();
        assert!(name(home.path()).unwrap_err().to_string().contains("device"));
        fs::write(home.path().join("file"), "").unwrap();
        assert!(name(&home.path().join("file")).is_err());
    }
}
