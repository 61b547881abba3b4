//! Every file of `tests/bad` is refused, and a snapshot holds exactly what people are told about it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first thing that goes wrong")]

use std::fs;
use std::path::{Path, PathBuf};

use common::{Home, Ran};
use winddown::testing::document::harmful;
use winddown::testing::routine::library::{Unreadable, read_routine};

/// Returns the files of `tests/bad` by name.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    files.sort();
    files
}

/// Returns what a file of the corpus is about.
fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

/// Returns what is said about a file, which goes by its own name without the folder.
fn refused(path: &Path) -> Unreadable {
    match read_routine(path) {
        Ok(_) => panic!("{} is accepted", path.display()),
        Err(Unreadable::Mistakes(mut mistakes)) => {
            mistakes.name = path.file_name().unwrap().to_string_lossy().into_owned();
            Unreadable::Mistakes(mistakes)
        }
        Err(file) => file,
    }
}

/// Returns what people see of it, with no folder of this machine in it.
fn shown(path: &Path) -> String {
    let folder = format!("{}{}", path.parent().unwrap().display(), std::path::MAIN_SEPARATOR);
    refused(path).render(false).replace(&folder, "")
}

#[test]
fn says_what_is_wrong_and_what_to_write() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("bad");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| files().iter().for_each(|path| insta::assert_snapshot!(stem(path), shown(path))));
}

#[test]
fn there_is_one_mistake_in_each_file() {
    assert!(files().len() >= 60);
    for path in files() {
        let name = stem(&path);
        let Unreadable::Mistakes(mistakes) = refused(&path) else {
            assert!(name.starts_with("file-"), "{name}");
            continue;
        };
        let several = name.starts_with("several-") || name.starts_with("toml-is-");
        assert_eq!(mistakes.list.len() > 1, several, "{name}\n{}", mistakes.render(false));
        assert!(mistakes.list.is_sorted_by_key(|mistake| mistake.span.start), "{name}");
        for mistake in &mistakes.list {
            assert!(mistakes.text.get(mistake.span.clone()).is_some(), "{name}: {mistake:?}");
            let first = mistake.what.chars().next().unwrap();
            assert!(!first.is_uppercase() && !mistake.what.ends_with('.'), "{name}: {mistake:?}");
            // Of TOML itself only the commonest mistakes are said in our words.
            let is_toml = toml::from_str::<toml::Table>(&mistakes.text).is_ok();
            assert!(mistake.fix.is_some() || !is_toml, "{name}: {mistake:?}");
        }
    }
}

/// The names of the corpus say where the mistake is: `hold-zero` is about the value or the key of `hold`.
#[test]
fn the_first_mistake_is_where_the_name_of_the_file_says() {
    let keys = [
        "about", "art", "beats", "breathe", "breaths", "change", "check", "cues", "end", "estimate", "feel",
        "figure", "for", "hold", "limb", "pace", "ready", "reps", "rest", "sets", "sides", "turn",
    ];
    let mut checked = 0;
    for path in files() {
        let name = stem(&path);
        let word = name.split('-').next().unwrap();
        let (Unreadable::Mistakes(mistakes), true) = (refused(&path), keys.contains(&word)) else { continue };
        let start = mistakes.list[0].span.start;
        let rest = mistakes.text.get(start..).unwrap();
        let line_end = start + rest.find('\n').unwrap_or(rest.len());
        // The last key that begins a line up to there; a list may go on for lines.
        let lines = mistakes.text.get(..line_end).unwrap().lines();
        let key = lines.filter_map(|line| line.split_once('=')).next_back().map_or("", |(key, _)| key.trim());
        assert!(rest.starts_with(word) || key == word, "{name}: {key:?}\n{}", mistakes.render(false));
        checked += 1;
    }
    assert!(checked > 80, "{checked}");
}

#[test]
fn nothing_in_a_file_reaches_the_terminal() {
    for path in files() {
        let said = refused(&path);
        let all = [said.render(false), said.first_line(), said.to_string()].concat();
        assert!(!all.chars().any(|c| harmful(c) && c != '\n'), "{}: {all:?}", path.display());
    }
}

/// Files too large to keep: their name, what they hold, and what is said first and last.
#[test]
fn large_files_are_refused_as_clearly() {
    let folder = tempfile::tempdir().unwrap();
    let named = |rest: &str| format!("name = \"x\"\n{rest}");
    let steps = |count: usize| named(&"[[step]]\ncheck=\"water\"\n".repeat(count));
    for (name, text, first, last) in [
        ("many-steps", steps(10_000), "line 402: more than 200 of `[[step]]`", "leave out 9800"),
        ("large", steps(1) + &"#".repeat(256 * 1024), "large.toml is larger than 256 KiB", "make it shorter"),
        (
            "many-mistakes",
            named(&"[[step]]\nhold=3\n".repeat(200)),
            "line 2: this step does not say what it is",
            "and 350 more",
        ),
        (
            "long-line",
            format!("name = \"{}\"\n", "z".repeat(200_000)) + &steps(1).replace("name = \"x\"\n", ""),
            "line 1: `name` has 200000 characters",
            "shorten it to 500 characters",
        ),
        (
            "long-key",
            named(&format!("{} = 1\n", "z".repeat(200_000))),
            "line 1: `step` is missing",
            "known here",
        ),
        (
            "deep",
            steps(1) + "a = " + &"[".repeat(200_000),
            "line 4: cannot recurse further; max recursion depth met",
            "^",
        ),
    ] {
        let path = folder.path().join(format!("{name}.toml"));
        fs::write(&path, text).unwrap();
        let said = read_routine(&path).unwrap_err();
        assert!(said.first_line().contains(first), "{name}: {}", said.first_line());
        let shown = said.render(false);
        assert!(shown.trim_end().lines().last().unwrap().contains(last), "{name}: {shown}");
        assert!(shown.len() < 30_000, "{name}: {}", shown.len());
    }
}

#[test]
fn the_program_says_the_same() {
    let files = files();
    let home = Home::new();
    let names = files.iter().map(|path| path.file_name().unwrap());
    let folder = files[0].parent().unwrap();
    let Ran { code, err, .. } =
        Ran::of(home.program().current_dir(folder).args(["routine", "check"]).args(names));
    assert_eq!(code, 1, "{err}");
    for path in &files {
        let shown = shown(path);
        assert!(err.contains(&shown), "{shown}");
    }
}
