//! The folders that winddown's files live in, and how small files are read and replaced there, in private.
//!
//! XDG on Linux and macOS, Known Folders on Windows; `WINDDOWN_HOME` names one folder for all three. Folders are
//! created when something is written.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf, is_separator};
use std::thread;
use std::time::Duration;

use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};

use crate::document::file::shown;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// Settings and the person's own routines.
    pub config: PathBuf,
    /// What must be kept: the journal.
    pub data: PathBuf,
    /// What belongs to this machine only: the evening in progress, the device's name.
    pub state: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "no home folder is known: set HOME to your home folder, or WINDDOWN_HOME to a folder for winddown's files"
)]
pub struct NoHome;

/// Where the program of this name is: a full path, or what can be run in one of the folders that `PATH` names.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    if name.contains(is_separator) {
        return Some(PathBuf::from(name)).filter(|path| path.is_absolute() && can_run(path));
    }
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| can_run(path))
}

fn can_run(path: &Path) -> bool {
    #[cfg(unix)]
    return path.is_file() && rustix::fs::access(path, rustix::fs::Access::EXEC_OK).is_ok();
    // What comes from the Microsoft Store is an alias here, which can be run but not opened.
    #[cfg(not(unix))]
    path.symlink_metadata().is_ok_and(|found| !found.is_dir())
}

impl Paths {
    /// The folders that the environment asks for; `NoHome` without a usable `WINDDOWN_HOME`, `HOME` or full set
    /// of XDG folders.
    pub fn find() -> Result<Paths, NoHome> {
        Paths::from_environment(|name| std::env::var_os(name))
    }

    /// The three folders inside one, as `WINDDOWN_HOME` does it.
    pub fn under(home: &Path) -> Paths {
        Paths { config: home.join("config"), data: home.join("data"), state: home.join("state") }
    }

    pub fn routines(&self) -> PathBuf {
        self.config.join("routines")
    }

    /// `variable` reads an environment variable.
    fn from_environment(variable: impl Fn(&str) -> Option<OsString>) -> Result<Paths, NoHome> {
        if let Some(home) = variable("WINDDOWN_HOME").filter(|home| !home.is_empty()) {
            // A relative folder means the one it is now, also if somebody changes folder later.
            let home = PathBuf::from(home);
            return Ok(Paths::under(&std::path::absolute(&home).unwrap_or(home)));
        }
        // The library would guess from the password file, or take an empty HOME for the folder we stand in.
        if cfg!(unix) && !is_enough(variable) {
            return Err(NoHome);
        }
        Paths::of_the_platform()
    }

    fn of_the_platform() -> Result<Paths, NoHome> {
        let names = AppStrategyArgs { app_name: "winddown".to_owned(), ..AppStrategyArgs::default() };
        let folders = choose_app_strategy(names).map_err(|_| NoHome)?;
        // Windows has no folder for state: beside the cache, which like state stays on the machine.
        let state = folders.state_dir().unwrap_or_else(|| folders.cache_dir().with_file_name("state"));
        Ok(Paths { config: folders.config_dir(), data: folders.data_dir(), state })
    }
}

/// Creates `folder` and what is missing above it, readable by their owner only, and waits until their names are on
/// disk; folders that exist stay as they are.
pub(crate) fn create_private(folder: &Path) -> io::Result<()> {
    let is_missing =
        |folder: &&Path| fs::metadata(folder).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
    let new: Vec<&Path> = folder.ancestors().take_while(is_missing).collect();
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(named(folder))?;
    // Somebody else's folder may be one that we cannot open.
    new.into_iter().filter_map(Path::parent).for_each(|above| _ = sync_folder(above));
    Ok(())
}

pub(crate) fn private_file() -> OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "elsewhere the folder's own rights are inherited"))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Waits until new, renamed or removed names in `folder` are on disk.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    // Windows opens no folders, and writes their names by itself.
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(named(folder))?;
    }
    Ok(())
}

/// More links than this one after the other lead in a circle, as Linux has it.
const MOST_LINKS: u32 = 40;

/// Returns the file that a chain of links leads to, which need not exist yet; without a link, `file` itself.
///
/// Whatever is there and is no plain file is an error: a pipe would keep us waiting for ever, and a device must neither
/// be replaced nor removed.
pub(crate) fn behind_links(file: &Path) -> io::Result<PathBuf> {
    let mut end = file.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&end) {
            Ok(next) => end = end.with_file_name(next),
            Err(_) if fs::symlink_metadata(&end).is_ok_and(|found| !found.is_file()) => {
                return Err(io::Error::other("not a plain file"));
            }
            Err(_) => return Ok(end),
        }
    }
    Err(io::Error::other("this link leads in a circle; remove it, or let it lead to a file"))
}

/// Opens a file that is there to be locked, and makes it where there is none.
pub(crate) fn open_lock(path: &Path) -> io::Result<File> {
    path.parent().map_or(Ok(()), create_private)?;
    let file = behind_links(path).map_err(named(path))?;
    private_file().write(true).create(true).truncate(false).open(file).map_err(named(path))
}

/// Puts `content` into `file`, readable by its owner only; returns when it is safe on disk. Whatever happens in
/// between, the file is either the old or the new one. A link stays one.
pub(crate) fn replace(file: &Path, content: &[u8]) -> io::Result<()> {
    sync_folder(&put(file, content, File::sync_all)?)
}

/// The same without waiting for the disk: after a power cut, the file may be empty.
pub(crate) fn replace_unsynced(file: &Path, content: &[u8]) -> io::Result<()> {
    put(file, content, |_| Ok(())).map(drop)
}

/// Returns the folder that the file is in.
fn put(file: &Path, content: &[u8], sync: fn(&File) -> io::Result<()>) -> io::Result<PathBuf> {
    let file = &behind_links(file).map_err(named(file))?;
    let folder = file.parent().unwrap_or(Path::new("."));
    create_private(folder)?;
    // Temporary files are readable by their owner only, as ours should be.
    let mut draft = tempfile::Builder::new().prefix(DRAFT).tempfile_in(folder).map_err(named(folder))?;
    draft.write_all(content).and_then(|()| sync(draft.as_file())).map_err(named(file))?;
    // The library's own renaming is refused on Windows while somebody reads the file; the standard one is not.
    let draft = draft.into_temp_path().keep().map_err(|refused| named(file)(refused.error))?;
    fs::rename(&draft, file).inspect_err(|_| drop(fs::remove_file(&draft))).map_err(named(file))?;
    Ok(folder.to_owned())
}

const DRAFT: &str = ".draft";
/// Nobody writes on a draft for longer than this. Our choice.
const STALE: Duration = Duration::from_secs(60);

/// Removes the drafts of programs that were killed: those in `folder` that are older than its file `written`, which
/// has just been written.
pub(crate) fn sweep(folder: &Path, written: &str) {
    let age = |file: &Path| file.symlink_metadata().and_then(|found| found.modified()).ok();
    let Some(now) = age(&folder.join(written)) else { return };
    for file in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_draft = file.file_name().as_encoded_bytes().starts_with(DRAFT.as_bytes());
        if is_draft && age(&file.path()).is_some_and(|then| then + STALE < now) {
            // One that stays does no harm.
            let _ = fs::remove_file(file.path());
        }
    }
}

/// Renames a file that is of no use to a free name beside it, `.broken` or `.broken-2` and so on, and returns that
/// name.
pub(crate) fn set_aside(file: &Path) -> io::Result<PathBuf> {
    let file = &behind_links(file)?;
    let mut aside = beside(file, ".broken");
    for number in 2.. {
        if !fs::exists(&aside)? {
            break;
        }
        aside = beside(file, &format!(".broken-{number}"));
    }
    fs::rename(file, &aside)?;
    Ok(aside)
}

/// Whether a lock was refused because the disk knows none, as some network folders do not.
pub(crate) fn knows_no_locks(error: &io::Error) -> bool {
    // A network folder without a lock service says NOLCK.
    #[cfg(unix)]
    let has_no_service = error.raw_os_error() == Some(rustix::io::Errno::NOLCK.raw_os_error());
    #[cfg(not(unix))]
    let has_no_service = false;
    error.kind() == io::ErrorKind::Unsupported || has_no_service
}

/// The file beside this one whose name goes on with `end`.
pub(crate) fn beside(file: &Path, end: &str) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(end);
    file.with_file_name(name)
}

/// What some editors put before a text.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A file that waits a moment where another winddown is writing to it: on Windows, what is locked cannot be read.
#[derive(Debug)]
pub(crate) struct Patient(File);

/// How often a locked file is tried, and how long we sleep in between: a second in all. It is locked for one short
/// write, so only a stopped process or a very sick disk makes us give up.
pub(crate) const TRIES: u32 = 200;
pub(crate) const BETWEEN_TRIES: Duration = Duration::from_millis(5);
/// What Windows says of a place that somebody else has locked: `ERROR_LOCK_VIOLATION`.
const LOCKED: i32 = 33;

impl Read for Patient {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let is_locked = |error: &io::Error| cfg!(windows) && error.raw_os_error() == Some(LOCKED);
        for _ in 0..TRIES {
            match self.0.read(into) {
                Err(error) if is_locked(&error) => thread::sleep(BETWEEN_TRIES),
                read => return read,
            }
        }
        self.0.read(into)
    }
}

/// Opens a plain file to be read, behind its byte order mark if it has one.
pub(crate) fn open_plain(file: &Path) -> io::Result<BufReader<Patient>> {
    let mut reader = BufReader::with_capacity(16 * 1024, Patient(File::open(behind_links(file)?)?));
    if reader.fill_buf()?.starts_with(BYTE_ORDER_MARK) {
        reader.consume(BYTE_ORDER_MARK.len());
    }
    Ok(reader)
}

pub(crate) fn read_small(file: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    let read = open_plain(file).and_then(|open| open.take(most + 1).read_to_end(&mut content));
    read.map(|_| content).map_err(named(file))
}

pub(crate) fn named(path: &Path) -> impl Fn(io::Error) -> io::Error {
    move |error| io::Error::new(error.kind(), format!("{}: {error}", shown(path)))
}

/// Whether the variables name every folder: a home, or all three XDG folders. Relative ones count as unset, as the
/// XDG specification says.
fn is_enough(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let is_set = |name| variable(name).is_some_and(|value| Path::new(&value).is_absolute());
    is_set("HOME") || ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"].into_iter().all(is_set)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &[(&str, &str)]) -> Result<Paths, NoHome> {
        Paths::from_environment(|name| {
            pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    #[cfg(unix)]
    fn one_folder_can_hold_all_three() {
        let paths = with(&[("WINDDOWN_HOME", "/tmp/a b")]).unwrap();
        assert_eq!(paths.config, Path::new("/tmp/a b/config"));
        assert_eq!(paths.data, Path::new("/tmp/a b/data"));
        assert_eq!(paths.state, Path::new("/tmp/a b/state"));
        assert_eq!(paths.routines(), Path::new("/tmp/a b/config/routines"));
    }

    #[test]
    fn a_relative_folder_is_pinned() {
        let paths = with(&[("WINDDOWN_HOME", "mine")]).unwrap();
        assert!(paths.data.is_absolute());
        assert!(paths.data.ends_with("mine/data"));
    }

    #[test]
    #[cfg(unix)]
    fn without_a_home_it_says_what_to_set() {
        let vain: [&[(&str, &str)]; 5] = [
            &[],
            &[("HOME", "")],
            &[("HOME", "here"), ("WINDDOWN_HOME", "")],
            &[("XDG_CONFIG_HOME", "/c"), ("XDG_DATA_HOME", "/d")],
            &[("XDG_CONFIG_HOME", "/c"), ("XDG_DATA_HOME", "/d"), ("XDG_STATE_HOME", "s")],
        ];
        for pairs in vain {
            let words = with(pairs).unwrap_err().to_string();
            assert!(words.contains("set HOME") && words.contains("WINDDOWN_HOME"), "{words}");
        }
        let xdg = [("XDG_CONFIG_HOME", "/c"), ("XDG_DATA_HOME", "/d"), ("XDG_STATE_HOME", "/s")];
        assert!(is_enough(|name| xdg.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into())));
    }

    #[test]
    #[cfg(unix)]
    fn folders_and_files_are_private() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::under(&home.path().join("deep"));
        create_private(&paths.data).unwrap();
        create_private(&paths.data).unwrap();
        let file = paths.data.join("file");
        private_file().write(true).create(true).truncate(true).open(&file).unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&home.path().join("deep")), 0o700);
        assert_eq!(mode(&paths.data), 0o700);
        assert_eq!(mode(&file), 0o600);
        sync_folder(&paths.data).unwrap();
    }

    #[test]
    #[cfg(unix)]
    fn a_link_stays_one() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        std::fs::create_dir_all(at("synced")).unwrap();
        std::fs::create_dir_all(at("state")).unwrap();
        std::fs::set_permissions(at("synced"), PermissionsExt::from_mode(0o755)).unwrap();
        std::fs::write(at("synced/there"), "old").unwrap();
        symlink("../synced/there", at("state/there")).unwrap();
        symlink("there", at("state/twice")).unwrap();
        symlink("../new/folder/none", at("state/none")).unwrap();
        for (link, end) in [
            ("state/there", "synced/there"),
            ("state/twice", "synced/there"),
            ("state/none", "new/folder/none"),
        ] {
            for _ in 0..2 {
                replace(&at(link), link.as_bytes()).unwrap();
                assert_eq!(read_small(&at(link), 99).unwrap(), link.as_bytes());
                assert!(at(link).is_symlink() && !at(end).is_symlink(), "{link}");
                assert_eq!(std::fs::metadata(at(end)).unwrap().permissions().mode() & 0o777, 0o600);
            }
        }
        assert_eq!(std::fs::metadata(at("synced")).unwrap().permissions().mode() & 0o777, 0o755);
        let aside = set_aside(&at("state/twice")).unwrap();
        assert_eq!(std::fs::read(aside).unwrap(), b"state/twice");
        replace(&at("state/twice"), b"again").unwrap();
        assert_eq!(std::fs::read(at("synced/there")).unwrap(), b"again");
        assert_eq!(std::fs::read_dir(at("synced")).unwrap().count(), 2, "nothing is left behind");

        symlink("here", at("state/round")).unwrap();
        symlink("round", at("state/here")).unwrap();
        for error in
            [replace(&at("state/round"), b"").unwrap_err(), read_small(&at("state/here"), 9).unwrap_err()]
        {
            assert!(
                error.to_string().ends_with("to a file") && error.to_string().contains("state/"),
                "{error}"
            );
        }
    }

    #[test]
    #[cfg(unix)]
    fn what_is_no_plain_file_is_neither_waited_for_nor_replaced() {
        use std::os::unix::fs::{FileTypeExt, symlink};
        let home = tempfile::tempdir().unwrap();
        let (pipe, link) = (home.path().join("pipe"), home.path().join("link"));
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        symlink("pipe", &link).unwrap();
        for file in [&pipe, &link] {
            let errors = [
                replace(file, b"new").unwrap_err(),
                read_small(file, 9).unwrap_err(),
                set_aside(file).unwrap_err(),
                open_lock(file).unwrap_err(),
            ];
            assert!(errors.iter().all(|error| error.to_string().ends_with("not a plain file")), "{errors:?}");
            assert!(fs::metadata(file).unwrap().file_type().is_fifo());
        }
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2);
    }

    #[test]
    fn drafts_that_a_kill_left_are_swept_once_they_are_old() {
        let home = tempfile::tempdir().unwrap();
        let make = |name: &str, age: u64| {
            let file = File::create(home.path().join(name)).unwrap();
            let at = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(500_000 - age);
            file.set_modified(at).unwrap();
        };
        for (name, age) in [("there.json", 0), (".draft1", 61), (".draft2", 59), ("old.json", 99)] {
            make(name, age);
        }
        sweep(home.path(), "none.json");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 4);
        sweep(home.path(), "there.json");
        let is_there = |name: &str| home.path().join(name).exists();
        assert!(!is_there(".draft1") && is_there(".draft2") && is_there("old.json"));
    }

    #[test]
    #[cfg(unix)]
    fn a_program_is_what_would_run() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("own");
        std::fs::write(&path, "#!/bin/sh\n").unwrap();
        let own = path.to_str().unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(program(own), None, "it is no program");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(program(own), Some(path.clone()));
        assert!(program("sh").is_some());
        for name in ["./sh", "bin/../sh", "~/own", ".", "", "winddown-has-no-such-program"] {
            assert_eq!(program(name), None, "{name}");
        }
        assert_eq!(program(home.path().to_str().unwrap()), None, "a folder");
    }

    #[test]
    #[cfg(unix)]
    fn a_disk_without_locks_is_known() {
        use rustix::io::Errno;
        let is_one = |errno: Errno| knows_no_locks(&errno.into());
        assert!([Errno::NOLCK, Errno::NOSYS, Errno::OPNOTSUPP, Errno::NOTSUP].into_iter().all(is_one));
        assert!(![Errno::IO, Errno::INTR, Errno::BADF, Errno::AGAIN, Errno::INVAL].into_iter().any(is_one));
    }

    #[test]
    fn errors_name_the_folder() {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("data"), "a file").unwrap();
        let error = create_private(&home.path().join("data/journal")).unwrap_err();
        assert!(error.to_string().contains("journal"), "{error}");
    }
}
