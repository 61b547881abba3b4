//! Files of every kind where the program's own should be: it ends soon, says so in plain words, and leaves them alone.

use std::ffi::OsString;
use std::fs::{self, File, FileType, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use winddown::testing::document::harmful;

use common::{Home, PATIENCE, Ran, executable};

common::tests! { needs [];
    whatever_stands_in_for_its_files_every_command_ends_and_spares_it,
}

/// Every file that the program reads, and some that only look like one.
const FILES: [&str; 17] = [
    "config/config.toml",
    "config/routines/mine.toml",
    "config/routines/ev\u{1b}[31mil\u{7}.toml",
    "data/journal/2026-mine.jsonl",
    "data/journal/2026-ev\u{1b}[31mil\u{9b}31m\u{202e}-0000.jsonl",
    "data/safety.json",
    "data/bedroom.json",
    "data/bedroom.sync-conflict.json",
    "state/tonight.json",
    "state/night.json",
    "state/now.json",
    "state/chosen.json",
    "state/hooks.json",
    "state/reminder.json",
    "state/told.json",
    "state/running",
    "state/reminder.lock",
];

/// Commands that read some of them.
const COMMANDS: [&str; 24] = [
    "--plain",
    "doctor",
    "diary",
    "start --yes --plain --speed 100000",
    "start --plain",
    "start mine --plain --yes --speed 100000",
    "cramp --plain --speed 100000",
    "diary list",
    "diary --json",
    "diary add --no-cramp",
    "history",
    "history --json",
    "report --to page.html",
    "status",
    "status --json",
    "doctor --json",
    "doctor --mend",
    "routine check",
    "routine list",
    "routine show mine",
    "remind status",
    "remind fire 21:45",
    "remind skip",
    "safety --plain",
];

/// Files in which nothing is kept: where they cannot be read, they are written anew.
const PASSING: [&str; 6] = [
    "state/night.json",
    "state/now.json",
    "state/chosen.json",
    "state/hooks.json",
    "state/reminder.json",
    "state/told.json",
];

/// The memory that a command may ask for, in KiB.
const MEMORY: &str = "1000000";

/// What a file is made of.
type Make = fn(&Path) -> std::io::Result<()>;

/// Each with how many of the commands are tried; those that read most come first.
const KINDS: [(&str, usize, Make); 17] = [
    ("a huge one", 3, |file| File::create(file)?.set_len(1 << 30)),
    ("many lines", 4, |file| fs::write(file, "x\n".repeat(100_000))),
    ("brackets", 12, |file| fs::write(file, "[".repeat(1_000_000))),
    ("deep objects", 12, |file| fs::write(file, "{\"a\":".repeat(100_000))),
    ("deep tables", 12, |file| fs::write(file, format!("a = {}", "[".repeat(200_000)))),
    ("no text", 12, |file| fs::write(file, b"\xff\xfe\xfd\xc3\x28\n".repeat(100))),
    ("zeros", 12, |file| fs::write(file, vec![0; 4096])),
    ("nothing", 12, |file| fs::write(file, "")),
    ("orders to the terminal", 24, |file| {
        fs::write(file, "name = \"\x1b]0;owned\x07\x1b[2J\u{9b}31m\u{202e}\r\"\n".repeat(20))
    }),
    ("a folder", 24, |file| fs::create_dir(file)),
    ("a pipe", 24, pipe),
    ("a socket", 24, |file| UnixListener::bind(file).map(drop)),
    ("a link to a pipe", 24, |file| {
        let end = PathBuf::from(format!("{}.end", file.display()));
        pipe(&end)?;
        symlink(end, file)
    }),
    // In its file system nothing can be put in the place of a device, not even by root.
    ("a device", 24, |file| symlink("/dev/pts/ptmx", file)),
    ("a link in a circle", 24, |file| symlink(file, file)),
    ("a link to nowhere", 24, |file| symlink("nowhere/at/all", file)),
    ("a closed file", 24, |file| {
        fs::write(file, "x")?;
        fs::set_permissions(file, Permissions::from_mode(0o000))
    }),
];

fn pipe(file: &Path) -> std::io::Result<()> {
    let made = std::process::Command::new("mkfifo").arg(file).status()?;
    if made.success() { Ok(()) } else { Err(std::io::Error::other("no pipe")) }
}

fn whatever_stands_in_for_its_files_every_command_ends_and_spares_it() {
    for (kind, many, make) in KINDS {
        for command in &COMMANDS[..many] {
            let home = Home::in_memory();
            home.write("state/device", "mine\n");
            for file in FILES {
                let file = home.path().join(file);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                make(&file).unwrap();
            }
            let before = FILES.map(|file| Look::at(&home.path().join(file)));
            ends_well(&home, command, &[], kind);
            for (name, before) in FILES.iter().zip(before) {
                let file = home.path().join(name);
                let aside = [".broken", ".torn"].map(|end| PathBuf::from(format!("{}{end}", file.display())));
                let is_spared = aside.iter().chain([&file]).any(|file| Look::at(file).begins_as(&before));
                let is_passing = PASSING.contains(name) && before.bytes.is_some();
                assert!(is_spared || is_passing, "{command} with {kind}: {name} is {:?}", Look::at(&file));
            }
        }
    }
}

/// What can be seen of a file.
#[derive(Debug, Default)]
struct Look {
    kind: Option<FileType>,
    leads_to: Option<PathBuf>,
    /// Of a plain file that is not huge.
    bytes: Option<Vec<u8>>,
    /// The same of what a link leads to.
    end: Option<FileType>,
}

impl Look {
    fn at(file: &Path) -> Look {
        let kind = |found: fs::Metadata| found.file_type();
        let Ok(found) = fs::symlink_metadata(file) else { return Look::default() };
        Look {
            bytes: (found.is_file() && found.len() < 1 << 21).then(|| fs::read(file).unwrap_or_default()),
            leads_to: fs::read_link(file).ok(),
            end: fs::metadata(file).map(kind).ok(),
            kind: Some(kind(found)),
        }
    }

    /// Whether it is what it was; there may be more in it.
    fn begins_as(&self, before: &Look) -> bool {
        let bytes = self.bytes.as_deref().unwrap_or_default();
        (self.kind, &self.leads_to) == (before.kind, &before.leads_to)
            // Where a link led nowhere, a file may have been made.
            && (self.end == before.end || before.end.is_none())
            && bytes.starts_with(before.bytes.as_deref().unwrap_or_default())
    }
}

/// Runs a command with little memory, and asserts that it ends in time and says nothing that drives a terminal.
#[track_caller]
pub(crate) fn ends_well(home: &Home, command: &str, variables: &[(&str, OsString)], what: &str) {
    let mut program = Command::new("/bin/sh");
    program.args(["-c", "ulimit -v \"$1\"; shift; exec \"$@\"", "sh", MEMORY]).arg(executable());
    program
        .args(command.split(' '))
        .env_clear()
        .envs(home.environment())
        .env("HOME", home.path())
        .env("PATH", "/nonexistent");
    program.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent").envs(variables.iter().cloned());
    let Ran { code, out, err } = Ran::of(program.current_dir(home.path()).timeout(PATIENCE));
    assert!((0..=2).contains(&code), "{command} with {what}: {code}, {err}");
    for said in [out, err] {
        let order = said.find(|letter| harmful(letter) && !"\n\t".contains(letter));
        assert!(order.is_none(), "{command} with {what}: {:?}", &said[order.unwrap_or_default()..]);
    }
}
