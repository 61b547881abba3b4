//! `winddown routine new` and `edit`: a person's own files, which are never overwritten.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::good;
use crate::cli::output::{Failure, broken, fail, find_paths, may_colour, print};
use crate::cli::schema;
use crate::document::file::{self, shown};
use crate::document::keys::is_id;
use crate::document::{one_line, quoted};
use crate::routine::library::{self, Origin, certain};
use crate::store::paths::{Paths, create_private, private_file, replace};

const SAMPLE: &str = r#"# Your own routine. Change what you like, then run it: winddown start NAME
# Is it right?     winddown routine check
# Every key there is: winddown help routine

name  = "My evening"
about = "What my physiotherapist gave me."

[[step]]
move  = "wall-calf"         # one of the moves that winddown knows
hold  = "30s"               # how long; always with its unit: "30s", "1m 30s"
sets  = 2                   # how often
sides = "each"              # left, change over, right

[[step]]
name = "Feet up the wall"   # a step of your own needs no move
cues = ["Lie down, legs up the wall.", "Let your heels rest."]
hold = "2m"                 # leave this out, and the step waits for Enter

[[step]]
breathe = "longer-out"      # in for 4, out for 6
breaths = 10

[[step]]
check = "water"             # a question
"#;

pub(super) fn new(name: &str, from: Option<&str>) -> Result<(), Failure> {
    let paths = find_paths()?;
    let text = match from {
        None => SAMPLE.replace("NAME", name),
        Some(from) => text_of(from, &paths)?,
    };
    let path = write(name, &text, &paths)?;
    let mut out = io::stdout();
    writeln!(out, "{}", shown(&path))?;
    if library::SHIPPED.iter().any(|(id, _)| *id == name) {
        writeln!(out, "It runs in place of the shipped routine of that name.")?;
    }
    writeln!(out, "Change it with `winddown routine edit {name}`, run it with `winddown start {name}`.")?;
    Ok(())
}

pub(super) fn edit(name: &str) -> Result<(), Failure> {
    let paths = find_paths()?;
    let path = own_file(name, &paths)?;
    loop {
        open_editor(&path)?;
        match library::read_routine(&path) {
            Ok(routine) => return print(good(&path, &routine)),
            Err(why) => {
                let mistakes = why.render(may_colour(&io::stderr()));
                if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
                    return Err(Failure::Shown(mistakes));
                }
                write!(io::stderr(), "{mistakes}\nGo back in and mend it? [Y/n] ")?;
                let mut answer = String::new();
                let read = io::stdin().lock().read_line(&mut answer)?;
                if read == 0 || answer.trim().eq_ignore_ascii_case("n") {
                    return fail(format_args!("{} is kept as it is, with its mistakes", shown(&path)));
                }
            }
        }
    }
}

fn own_file(name: &str, paths: &Paths) -> Result<PathBuf, Failure> {
    let copy = |id: &str| -> Result<PathBuf, Failure> {
        let path = write(id, &text_of(id, paths)?, paths)?;
        print(format_args!("Copied the shipped routine to {}; yours runs in its place.", shown(&path)))?;
        Ok(path)
    };
    match library::find(name, &paths.routines()) {
        Ok(found) => match found.origin {
            Origin::File(path) => Ok(path),
            Origin::Shipped => copy(&found.id),
        },
        Err(library::FindError::Broken { path, why: library::Unreadable::Mistakes(_), .. }) => Ok(path),
        Err(error) => Err(broken(error)),
    }
}

fn text_of(name: &str, paths: &Paths) -> Result<String, Failure> {
    let found = library::find(name, &paths.routines()).map_err(broken)?;
    match found.origin {
        Origin::File(path) => file::read_file(&path).map_err(Failure::said),
        Origin::Shipped => {
            let (_, text) = certain(library::SHIPPED.iter().find(|(id, _)| *id == found.id));
            Ok((*text).to_owned())
        }
    }
}

fn write(name: &str, text: &str, paths: &Paths) -> Result<PathBuf, Failure> {
    if !is_id(name) {
        let better = slug(name);
        let instead = if is_id(&better) { format!("; write `{better}`") } else { String::new() };
        return fail(format_args!(
            "a routine's name has small letters, digits and dashes, not `{}`{instead}",
            one_line(name)
        ));
    }
    let folder = paths.routines();
    create_private(&folder).map_err(Failure::said)?;
    let schema = format!("{:#}\n", schema::routine());
    replace(&paths.config.join(SCHEMA), schema.as_bytes()).map_err(Failure::said)?;
    let path = folder.join(format!("{name}.toml"));
    let text =
        if text.starts_with("#:schema") { text.to_owned() } else { format!("#:schema ../{SCHEMA}\n{text}") };
    let mut file =
        private_file().write(true).create_new(true).open(&path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Failure::said(format_args!(
                "{} is there already and stays as it is; change it with `winddown routine edit {name}`",
                shown(&path)
            )),
            _ => Failure::said(format_args!("cannot write {}: {error}", shown(&path))),
        })?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(Failure::said)?;
    Ok(path)
}

const SCHEMA: &str = "routine.schema.json";

fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_end_matches('-').to_owned()
}

fn open_editor(path: &Path) -> Result<(), Failure> {
    let set = |name| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let editor = set("VISUAL").or_else(|| set("EDITOR")).unwrap_or_else(|| USUAL_EDITOR.to_owned());
    let status = if cfg!(unix) {
        // The setting may carry arguments, as in `code --wait`; the shell takes it apart, the path stays whole.
        Command::new("sh").arg("-c").arg(format!("{editor} \"$@\"")).arg(&editor).arg(path).status()
    } else {
        let mut words = editor.split_whitespace();
        Command::new(words.next().unwrap_or_default()).args(words).arg(path).status()
    };
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => fail(format_args!(
            "the editor {} ended with {status}; {} is as it left it. Set EDITOR to one that works",
            quoted(&editor),
            shown(path)
        )),
        Err(error) => fail(format_args!("cannot run the editor {}: {error}", quoted(&editor))),
    }
}

const USUAL_EDITOR: &str = if cfg!(windows) { "notepad" } else { "vi" };
