//! Every file of `tests/bad` is refused, and a snapshot holds exactly what people are told about it.

#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that goes wrong")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

use winddown::document::harmful;
use winddown::library::{Library, Unreadable, read_routine};

/// Returns the files of `tests/bad` by name.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    files.sort();
    files
}

/// Returns what is said about a file, which goes by its own name without the folder.
fn refused(path: &Path) -> Unreadable {
    let name = path.file_name().unwrap().to_string_lossy();
    match read_routine(path, &Library::shipped()) {
        Ok(_) => panic!("{name} is accepted"),
        Err(Unreadable::Mistakes(mut mistakes)) => {
            mistakes.name = name.into_owned();
            Unreadable::Mistakes(mistakes)
        }
        Err(file) => file,
    }
}

/// Returns what people see of it, with no folder of this machine in it.
fn shown(path: &Path) -> String {
    let folder = format!("{}/", path.parent().unwrap().display());
    refused(path).render(false).replace(&folder, "")
}

#[test]
fn says_what_is_wrong_and_what_to_write() {
    let mut all = String::new();
    for path in files() {
        let name = path.file_stem().unwrap().to_string_lossy();
        writeln!(all, "──── {name}\n{}", shown(&path)).unwrap();
    }
    insta::assert_snapshot!("all", all);
}

#[test]
fn there_is_one_mistake_in_each_file() {
    assert!(files().len() >= 60);
    for path in files() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        match refused(&path) {
            Unreadable::Mistakes(mistakes) => {
                let several = name.starts_with("several-") || name.starts_with("toml-is-");
                assert!(several || mistakes.list.len() == 1, "{name}\n{}", mistakes.render(false));
                for mistake in &mistakes.list {
                    assert!(mistakes.text.get(mistake.span.clone()).is_some(), "{name}: {mistake:?}");
                    let first = mistake.what.chars().next().unwrap();
                    assert!(!first.is_uppercase() && !mistake.what.ends_with('.'), "{name}: {mistake:?}");
                    assert!(mistake.fix.is_some(), "{name}: {mistake:?}");
                }
                assert!(mistakes.list.is_sorted_by_key(|mistake| mistake.span.start), "{name}");
            }
            Unreadable::File(_) => assert!(name.starts_with("file-"), "{name}"),
        }
    }
}

#[test]
fn nothing_in_a_file_reaches_the_terminal() {
    for path in files() {
        let said = refused(&path);
        let all = [said.render(false), said.first_line(), said.to_string()].concat();
        assert!(!all.chars().any(|c| harmful(c) && c != '\n'), "{}: {all:?}", path.display());
    }
}

/// Files too large to keep: what they hold, and what is said first and last.
#[test]
fn large_files_are_refused_as_clearly() {
    let home = Home::new();
    let steps = |count: usize| "[[step]]\ncheck=\"water\"\n".repeat(count);
    for (name, text, first, last) in [
        (
            "many-steps",
            format!("name = \"x\"\n{}", steps(10_000)),
            "line 402: more than 200 of `[[step]]`",
            "leave out 9800",
        ),
        (
            "large",
            format!("name = \"x\"\n{}# {}\n", steps(1), "z".repeat(256 * 1024)),
            "large.toml is larger than 256 KiB",
            "make it shorter",
        ),
        (
            "many-mistakes",
            format!("name = \"x\"\n{}", "[[step]]\nhold=3\n".repeat(200)),
            "line 2: this step does not say what it is",
            "and 350 more",
        ),
        (
            "long-line",
            format!("name = \"{}\"\n{}", "z".repeat(200_000), steps(1)),
            "line 1: `name` has 200000 characters",
            "shorten it to 500 characters",
        ),
        X,
    ] {
        let path = home.write(&format!("{name}.toml"), text);
        let said = read_routine(&path, &Library::shipped()).unwrap_err();
        assert!(said.first_line().contains(first), "{name}: {}", said.first_line());
        let shown = said.render(false);
        assert!(shown.trim_end().lines().last().unwrap().contains(last), "{name}: {shown}");
        assert!(shown.len() < 30_000, "{name}: {}", shown.len());
    }
}

#[test]
fn the_program_says_the_same() {
    let home = Home::new();
    let files = files();
    let names = files.iter().map(|path| path.file_name().unwrap());
    let output = Command::new(env!("CARGO_BIN_EXE_winddown"))
        .env_clear()
        .envs(home.environment())
        .current_dir(files[0].parent().unwrap())
        .args(["routine", "check"])
        .args(names)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    for path in &files {
        let shown = shown(path);
        assert!(said.contains(&shown), "{shown}");
    }
}
