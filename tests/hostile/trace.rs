//! One short evening under strace: what it does to its files and says, call by call.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use common::{Home, Talk, executable};

/// What such an evening has: two holds and the glasses of the day.
pub(crate) const STEPS: usize = 3;

/// A call of the program's main thread that worked.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) name: String,
    /// How many calls of that name there were before, also those that did not work.
    pub(crate) nth: usize,
    pub(crate) what: What,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    MadeFolder(PathBuf),
    Created(PathBuf),
    Wrote(PathBuf, Vec<u8>),
    Said(String),
    Synced(PathBuf),
    Renamed(PathBuf, PathBuf),
    Removed(PathBuf),
    /// Nothing that matters to the disk.
    Other,
}

/// A home with nothing in it but settings, answers and the routine.
pub(crate) fn home() -> Home {
    let home = Home::in_memory();
    home.write(
        "own.toml",
        "name = \"Own\"\n[[step]]\nname = \"One\"\nhold = \"20s\"\n[[step]]\nname = \"Two\"\nhold = \"20s\"\n\
         [[step]]\ncheck = \"water\"\n",
    );
    home.write("config/config.toml", "get_ready = \"10s\"\nsound = false\nawake = false\n");
    home.answer();
    home
}

/// Runs an evening to its end with these options of strace. Returns its exit code and all it said.
pub(crate) fn evening(home: &Home, options: &[&str]) -> (Option<i32>, Vec<String>, String) {
    let mut command = Command::new("strace");
    command.args(["-f", "--seccomp-bpf", "-o"]).arg(home.path().join("trace")).args(options);
    command.arg(executable()).args(["start", "own.toml", "--plain", "--speed=500"]);
    command.env_clear().envs(home.environment()).current_dir(home.path());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut talk = Talk::begin(command);
    while let Some(line) = talk.next_line() {
        match line.as_str() {
            "3 glasses." | "Press Enter to go on." => talk.tries(""),
            line if line.starts_with("How many glasses") => talk.tries("3"),
            line if line.contains("Paused where you left off") => talk.tries(""),
            _ => {}
        }
    }
    talk.ends()
}

/// The options that have strace write down every call that changes a disk.
pub(crate) const ALL: &[&str] = &[
    "-y",
    "-s",
    "100000",
    "-e",
    "trace=openat,write,fsync,fdatasync,renameat,renameat2,rename,unlink,mkdir,ftruncate",
];

/// Reads what strace wrote down with [`ALL`].
pub(crate) fn read(home: &Home) -> Vec<Call> {
    let text = std::fs::read_to_string(home.path().join("trace")).unwrap();
    let main = text.split(' ').next().unwrap().to_owned();
    let (mut calls, mut counts) = (Vec::<Call>::new(), std::collections::BTreeMap::<String, usize>::new());
    let mut begun = String::new();
    for line in text.lines().filter_map(|line| line.strip_prefix(&main)?.strip_prefix(' ')).map(str::trim) {
        // What another thread interrupts stands in two pieces.
        if let Some(beginning) = line.strip_suffix(" <unfinished ...>") {
            beginning.clone_into(&mut begun);
            continue;
        }
        let line = match line.strip_prefix("<... ").and_then(|rest| rest.split_once(" resumed>")) {
            Some((_, rest)) => std::mem::take(&mut begun) + rest,
            None => line.to_owned(),
        };
        let Some((name, rest)) = line.split_once('(') else { continue };
        let count = counts.entry(name.to_owned()).or_default();
        let (_, result) = rest.rsplit_once(" = ").unwrap();
        let what = if result.starts_with('-') { What::Other } else { what(name, rest) };
        calls.push(Call { name: name.to_owned(), nth: *count, what });
        *count += 1;
    }
    calls
}

fn what(name: &str, rest: &str) -> What {
    let texts = texts(rest);
    let text = |nth: usize| PathBuf::from(String::from_utf8(texts[nth].clone()).unwrap());
    let open = || {
        let (_, path) = rest.split_once('<').unwrap();
        PathBuf::from(path.split_once('>').unwrap().0)
    };
    match name {
        "mkdir" => What::MadeFolder(text(0)),
        "openat" if rest.contains("O_CREAT") => What::Created(text(0)),
        "write" if rest.starts_with("1<") => What::Said(String::from_utf8(texts[0].clone()).unwrap()),
        "write" => What::Wrote(open(), texts[0].clone()),
        "fsync" | "fdatasync" => What::Synced(open()),
        "rename" | "renameat" | "renameat2" => What::Renamed(text(0), text(1)),
        "unlink" => What::Removed(text(0)),
        "ftruncate" => panic!("files are never cut where they are: {rest}"),
        _ => What::Other,
    }
}

/// The texts between quotes, as strace writes them.
fn texts(line: &str) -> Vec<Vec<u8>> {
    let (mut texts, mut text, mut is_inside) = (Vec::new(), Vec::new(), false);
    let mut bytes = line.bytes();
    while let Some(byte) = bytes.next() {
        match (byte, is_inside) {
            (b'"', true) => texts.push(std::mem::take(&mut text)),
            (b'\\', true) => match bytes.next().unwrap() {
                b'n' => text.push(b'\n'),
                byte @ (b'"' | b'\\') => text.push(byte),
                other => panic!("\\{} in {line}", char::from(other)),
            },
            (byte, true) => text.push(byte),
            (_, false) => {}
        }
        is_inside ^= byte == b'"';
    }
    texts
}

/// Whether a call is about the program's own files.
pub(crate) fn is_at_home(what: &What, home: &Path) -> bool {
    match what {
        What::MadeFolder(path) | What::Created(path) | What::Wrote(path, _) | What::Synced(path) => {
            path.starts_with(home)
        }
        What::Renamed(path, _) | What::Removed(path) => path.starts_with(home),
        What::Said(_) | What::Other => false,
    }
}
