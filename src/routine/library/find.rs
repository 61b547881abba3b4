//! Finding routines: in a person's own folder, among the shipped ones, or by a path.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{Library, SHIPPED, certain};
use crate::document::file::{FileError, read_file, shown};
use crate::document::{Mistakes, nearest, one_line};
use crate::routine::Routine;
use crate::routine::read;

/// Where a routine comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Shipped,
    File(PathBuf),
}

#[derive(Debug)]
pub struct Listed {
    pub id: String,
    pub origin: Origin,
    /// Whether it is a person's own in place of a shipped one of the same name.
    pub overrides: bool,
    pub routine: Result<Routine, Unreadable>,
}

#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error(transparent)]
    File(#[from] FileError),
    #[error(transparent)]
    Mistakes(#[from] Mistakes),
}

impl Unreadable {
    pub fn first_line(&self) -> String {
        match self {
            Unreadable::File(error) => error.to_string(),
            Unreadable::Mistakes(mistakes) => mistakes.first_line(),
        }
    }

    /// A sentence, or every mistake with its place.
    pub fn render(&self, color: bool) -> String {
        match self {
            Unreadable::File(error) => format!("{error}\n"),
            Unreadable::Mistakes(mistakes) => mistakes.render(color),
        }
    }
}

#[derive(Debug)]
pub struct Found {
    /// The name to call it by: the file's name without its ending.
    pub id: String,
    pub origin: Origin,
    pub routine: Routine,
}

/// Why a routine that was asked for cannot be run.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    #[error("no routine is called `{}`; {}", one_line(name), near.as_ref().map_or_else(
        || "`winddown routine list` shows all".to_owned(),
        |near| format!("did you mean `{}`?", one_line(near)),
    ))]
    Unknown { name: String, near: Option<String> },
    #[error(
        "`{}` cannot be the name of a routine; give a name from `winddown routine list`, or a path",
        one_line(name)
    )]
    NotAName { name: String },
    /// The routine is there but cannot be read.
    #[error("{why}{}", if *shipped {
        "; the shipped routine of the same name is still there: move or rename this file to use it"
    } else {
        ""
    })]
    Broken {
        path: PathBuf,
        why: Unreadable,
        /// Whether a shipped routine has the same name.
        shipped: bool,
    },
}

/// All routines: the shipped ones in their order, then a person's own by name.
///
/// A file in `user_folder` named as a shipped routine takes its place. A broken file is listed with its mistakes
/// and hides nothing else.
pub fn routines(user_folder: &Path) -> Vec<Listed> {
    let (mut own, trouble) = match own_files(user_folder) {
        Ok(files) => (files, None),
        Err(error) => (BTreeMap::new(), Some(error)),
    };
    let mut list = Vec::new();
    for (id, _) in SHIPPED {
        list.push(match own.remove(*id) {
            Some(path) => listed((*id).to_owned(), path, true),
            None => Listed {
                id: (*id).to_owned(),
                origin: Origin::Shipped,
                overrides: false,
                routine: Ok(certain(Library::routine(id))),
            },
        });
    }
    list.extend(own.into_iter().map(|(id, path)| listed(id, path, false)));
    if let Some(source) = trouble {
        let path = user_folder.to_owned();
        let id = one_line(&user_folder.file_name().unwrap_or_default().to_string_lossy()).into_owned();
        let origin = Origin::File(path.clone());
        let routine = Err(FileError::Unreadable { path, source }.into());
        list.push(Listed { id, origin, overrides: false, routine });
    }
    list
}

/// Finds one routine: a path when the text has a path separator or ends in `.toml`, else a name.
///
/// A name means a person's own file before a shipped routine. A broken file is an error and never silently
/// replaced by the shipped one.
pub fn find(name_or_path: &str, user_folder: &Path) -> Result<Found, FindError> {
    let is_path = name_or_path.contains(std::path::is_separator)
        || Path::new(name_or_path).extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"));
    if is_path {
        let path = PathBuf::from(name_or_path);
        let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        return load(&id, path, false);
    }
    let name = name_or_path;
    if !is_name(name) {
        return Err(FindError::NotAName { name: name.to_owned() });
    }
    let is_shipped = SHIPPED.iter().any(|(id, _)| *id == name);
    let path = user_folder.join(format!("{name}.toml"));
    // Whatever is there under this name is meant, even if it cannot be read.
    if fs::symlink_metadata(&path).is_ok() {
        return load(name, path, is_shipped);
    }
    match Library::routine(name) {
        Some(routine) => Ok(Found { id: name.to_owned(), origin: Origin::Shipped, routine }),
        None => Err(FindError::Unknown { name: name.to_owned(), near: near(name, user_folder) }),
    }
}

/// The nearest name of all routines.
fn near(name: &str, user_folder: &Path) -> Option<String> {
    let own = own_files(user_folder).unwrap_or_default();
    let known = own.keys().map(String::as_str).chain(SHIPPED.iter().map(|(id, _)| *id));
    nearest(name, known).map(str::to_owned)
}

/// Whether a text can be a file's name in the folder, and nothing outside of it.
fn is_name(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None))
        && !name.contains(['/', '\\', ':'])
        && !name.chars().any(char::is_control)
        && !name.starts_with('.')
}

/// The routine files of a folder by their names without the ending; none when there is no folder.
fn own_files(folder: &Path) -> io::Result<BTreeMap<String, PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(error),
    };
    let mut files = BTreeMap::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        if path.extension().is_some_and(|end| end == "toml") && !name.starts_with('.') {
            files.insert(one_line(&name).into_owned(), path);
        }
    }
    Ok(files)
}

/// A person's own file for a list.
fn listed(id: String, path: PathBuf, overrides: bool) -> Listed {
    let routine = read_routine(&path);
    Listed { id, origin: Origin::File(path), overrides, routine }
}

/// Reads the file at `path` as the routine asked for.
fn load(id: &str, path: PathBuf, shipped: bool) -> Result<Found, FindError> {
    match read_routine(&path) {
        Ok(routine) => Ok(Found { id: one_line(id).into_owned(), origin: Origin::File(path), routine }),
        Err(why) => Err(FindError::Broken { path, why, shipped }),
    }
}

/// Reads the routine in a file.
///
/// # Errors
/// [`Unreadable`]: the file has no text for us, or the text has mistakes.
pub fn read_routine(path: &Path) -> Result<Routine, Unreadable> {
    let text = read_file(path)?;
    Ok(read::routine(&shown(path), &text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "name = \"Mine\"\n[[step]]\nname = \"Lie down\"\nhold = \"10s\"\n";

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            fs::write(folder.path().join(name), text).expect("written");
        }
        folder
    }

    #[test]
    fn lists_shipped_then_own_and_hides_nothing() {
        let folder = folder(&[
            ("zebra.toml", GOOD),
            ("abend.toml", "name = 3\n"),
            ("quick.toml", GOOD),
            ("notes.txt", ""),
            (".hidden.toml", GOOD),
            ("old.toml~", GOOD),
        ]);
        fs::create_dir(folder.path().join("dir.toml")).expect("made");
        let list = routines(folder.path());
        let seen: Vec<_> = list
            .iter()
            .map(|row| (row.id.as_str(), row.origin == Origin::Shipped, row.overrides, row.routine.is_ok()))
            .collect();
        let expected = [
            ("classic", true, false, true),
            ("quick", false, true, true),
            ("trial", true, false, true),
            ("full", true, false, true),
            ("seated", true, false, true),
            ("cramp", true, false, true),
            ("cramp-foot", true, false, true),
            ("cramp-thigh", true, false, true),
            ("cramp-front", true, false, true),
            ("abend", false, false, false),
            ("dir", false, false, false),
            ("zebra", false, false, true),
        ];
        assert_eq!(seen, expected);
        let why =
            list.iter().find(|row| row.id == "abend").expect("listed").routine.as_ref().expect_err("broken");
        assert!(why.first_line().starts_with("line 1: "), "{}", why.first_line());
    }

    #[test]
    fn lists_the_shipped_ones_without_a_folder() {
        let folder = folder(&[]);
        assert_eq!(routines(&folder.path().join("none")).len(), SHIPPED.len());
    }

    #[test]
    fn says_that_a_folder_cannot_be_read() {
        let folder = folder(&[("routines", "a file where a folder should be")]);
        let list = routines(&folder.path().join("routines"));
        assert_eq!(list.len(), SHIPPED.len() + 1);
        assert!(list.last().is_some_and(|row| row.id == "routines" && row.routine.is_err()));
    }

    #[test]
    fn finds_own_before_shipped_and_paths_as_paths() {
        let folder = folder(&[("classic.toml", GOOD), ("mine.toml", GOOD)]);
        let found = |name: &str| find(name, folder.path()).map(|found| (found.id, found.routine.name));
        assert_eq!(found("classic").expect("found").1, "Mine");
        assert_eq!(found("mine").expect("found").0, "mine");
        assert_eq!(find("trial", folder.path()).expect("found").origin, Origin::Shipped);
        let path = folder.path().join("mine.toml");
        assert_eq!(found(&path.to_string_lossy()).expect("found").0, "mine");
    }

    #[test]
    fn says_what_was_not_found() {
        let folder = folder(&[("mine.toml", GOOD)]);
        for (name, said) in [
            ("clasic", "no routine is called `clasic`; did you mean `classic`?"),
            ("mina", "no routine is called `mina`; did you mean `mine`?"),
            ("zzz", "no routine is called `zzz`; `winddown routine list` shows all"),
            (
                "..",
                "`..` cannot be the name of a routine; give a name from `winddown routine list`, or a path",
            ),
            ("", "`` cannot be the name of a routine; give a name from `winddown routine list`, or a path"),
            (
                "C:mine",
                "`C:mine` cannot be the name of a routine; give a name from `winddown routine list`, or a path",
            ),
            ("none.toml", "none.toml does not exist; check the name and the folder"),
        ] {
            let error = find(name, folder.path()).expect_err(name);
            assert_eq!(error.to_string(), said);
        }
    }

    #[test]
    fn a_broken_file_is_never_replaced_silently() {
        let folder = folder(&[("classic.toml", "name = \"x\"\nstep = 3\n")]);
        let path = folder.path().join("classic.toml");
        let error = find("classic", folder.path()).expect_err("broken");
        assert_eq!(
            error.to_string(),
            format!(
                "{}: line 2: `step` is a list of tables; the shipped routine of the same name is still there: move or \
             rename this file to use it",
                path.display()
            )
        );
    }
}
