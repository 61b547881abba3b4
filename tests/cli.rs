//! The command line of the real program: what it prints, and its exit code.

#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that goes wrong")]

use std::ffi::{OsStr, OsString};
use std::path::Path;

use serde_json::Value;

use common::{Home, Ran};

/// Who cannot be asked at three in the morning is offered nothing that could harm, until the answers are given again.
#[test]
fn answers_that_cannot_be_read_make_a_cramp_careful() {
    let risky = ["Rub firm", "Stand up slowly", "Warmth over", "Drink a few sips"];
    let home = Home::new();
    let out = home.run(&["cramp"]).out;
    assert!(risky[..3].iter().all(|words| out.contains(words)), "{out}");
    home.write("data/safety.json", "{\"v\":2,\"yes\":[\"clot-past\"");
    for _ in 0..2 {
        let out = home.run(&["cramp"]).out;
        assert!(out.contains("Pull your toes toward your shin."), "{out}");
        assert!(risky.iter().all(|words| !out.contains(words)), "{out}");
        // The evening sets the file aside, to ask again, and is as careful.
        let out = home.run(&["start", "full", "--yes", "--speed", "20000"]).out;
        assert!(out.contains("Massage is left out") && !out.contains("very tender now?"), "{out}");
    }
}

#[test]
fn an_evening_without_a_terminal_is_told_in_lines() {
    let home = Home::new();
    for (arguments, first) in [
        ([].as_slice(), "winddown, Sunday evening. Classic evening, 9 minutes 37 seconds."),
        (&["--speed", "60"], "winddown, Sunday evening. Classic evening, 9 minutes 37 seconds."),
        (&["start"], "Before you begin.\nTick anything that applies to you"),
        (&["--plain", "start", "quick"], "Before you begin.\nTick anything that applies to you"),
        (&["safety", "--plain"], "Before you begin.\nTick anything that applies to you"),
    ] {
        let Ran { code, out, err } = Ran::of(home.program().args(arguments));
        assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
        assert!(out.starts_with(first), "{arguments:?}: {out}");
        assert!(out.contains("The input has ended"), "nobody answers: {out}");
    }
    let Ran { code, out, err } = home.run(&["start", "nosuch"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert_eq!(err.lines().count(), 1, "{err}");
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "nothing is written");
}

#[cfg(unix)]
#[test]
fn without_a_home_it_says_what_to_set() {
    let home = Home::new();
    let Ran { code, out, err } = Ran::of(home.program().env_clear().args(["routine", "list"]));
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.starts_with("winddown: no home folder is known: set HOME"), "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
}

#[cfg(unix)]
#[test]
fn a_home_is_all_it_needs() {
    let home = Home::new();
    home.write(
        ".config/winddown/routines/mine.toml",
        "name = \"Mine\"\n[[step]]\nname = \"Lie\"\nhold = \"1m\"\n",
    );
    let Ran { code, out, .. } =
        Ran::of(home.program().env_clear().env("HOME", home.path()).args(["routine", "list"]));
    assert_eq!(code, 0);
    assert!(out.contains("Mine (yours)"), "{out}");
}

#[test]
fn help_and_version_are_good_ends() {
    let home = Home::new();
    for (arguments, said) in [
        (["--help"].as_slice(), "Press Enter to begin"),
        (&["-h"], "start"),
        (&["help"], "routine"),
        (&["routine", "--help"], "check"),
        (&["start", "--help"], "winddown routine list"),
        (&["--version"], concat!("winddown ", env!("CARGO_PKG_VERSION"))),
        (&["-V"], concat!("winddown ", env!("CARGO_PKG_VERSION"))),
    ] {
        let Ran { code, out, err } = home.run(arguments);
        assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
        assert!(out.contains(said), "{out}");
        assert!(!out.contains("--speed"), "hidden: {out}");
    }
}

#[test]
fn a_release_may_name_its_commit() {
    let out = Home::new().run(&["--version"]).out;
    let rest = out.trim_end().strip_prefix(concat!("winddown ", env!("CARGO_PKG_VERSION"))).unwrap();
    let commit = rest.strip_prefix(" (").and_then(|rest| rest.strip_suffix(')')?.split_once(' '));
    let is_named = commit.is_some_and(|(hash, date)| {
        hash.len() == 7 && u32::from_str_radix(hash, 16).is_ok() && date.parse::<jiff::civil::Date>().is_ok()
    });
    assert!(rest.is_empty() || (is_named && !cfg!(debug_assertions)), "{out}");
}

#[test]
fn a_routine_in_place_of_a_command_is_told_how_to_begin() {
    let home = Home::new();
    home.write("config/routines/mine.toml", "not yet");
    for (word, routine) in [
        ("quick", Some("quick")),
        ("quik", Some("quick")),
        ("mine", Some("mine")),
        ("nosuch", None),
        ("/", None),
    ] {
        let Ran { code, err, .. } = home.run(&[word]);
        assert_eq!(code, 2, "{err}");
        let begins =
            err.lines().find_map(|line| line.split_once("winddown start ")).map(|(_, routine)| routine);
        assert_eq!(begins, routine, "{err}");
    }
    assert!(!home.run(&["diary", "quick"]).err.contains("start"), "that was no word for a command");
}

#[cfg(unix)]
#[test]
fn a_time_zone_that_nobody_knows_is_told() {
    let home = Home::new();
    let with = |zone: &str, arguments: &[&str]| {
        Ran::of(home.program().env_remove("WINDDOWN_NOW").env("TZ", zone).args(arguments))
    };
    let told = "TZ names a time zone that is not known here, Mars/Olympus, so times are in UTC.";
    for arguments in [&[][..], &["doctor"]] {
        let said = with("Mars/Olympus", arguments).out.replace('`', "");
        assert!(said.contains(told), "{said}");
    }
    for known in ["UTC", "CET-1CEST,M3.5.0,M10.5.0/3"] {
        assert!(!with(known, &[]).out.contains("time zone"), "{known}");
        let doctor = with(known, &["doctor"]).out;
        assert!(doctor.contains("ok      time zone      UTC"), "{doctor}");
    }
}

#[test]
fn wrong_arguments_are_exit_code_2() {
    let home = Home::new();
    for arguments in [
        ["frobnicate"].as_slice(),
        &["--nope"],
        &["start", "one", "two"],
        &["routine"],
        &["routine", "list", "--yaml"],
        &["--speed"],
        &["--speed", "0"],
        &["--speed=-1"],
        &["--speed", "nan"],
        &["--speed", "1e9"],
        &["\x1b[31mred"],
    ] {
        let Ran { code, out, err } = home.run(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains("Usage:") || err.contains("--help"), "{err}");
        assert!(!err.contains('\x1b'), "{err:?}");
    }
}

#[test]
fn the_list_says_how_long_each_routine_takes() {
    let home = Home::new();
    let Ran { code, out, err } = home.run(&["routine", "list"]);
    assert_eq!((code, err.as_str()), (0, ""));
    for line in [
        "9 min 37 s  Classic evening (shipped)",
        "Quick three minutes (shipped)",
        "2 min 48 s  Six-week trial",
    ] {
        assert!(out.contains(line), "{out}");
    }
    assert!(!out.contains('\x1b'));
}

#[test]
fn the_list_as_json() {
    let home = Home::new();
    let rows = json_list(&home);
    let seconds = |id: &str| {
        let row = rows.iter().find(|row| row["id"] == id).unwrap();
        assert_eq!((&row["file"], &row["mistake"]), (&Value::Null, &Value::Null));
        row["total_seconds"].as_u64().unwrap()
    };
    assert_eq!(seconds("classic"), 577);
    assert!(seconds("quick").abs_diff(185) <= 5, "about three minutes: {}", seconds("quick"));
    assert_eq!(seconds("trial"), 168);
}

#[test]
fn the_list_has_a_person_s_own_routines_and_broken_ones_hide_nothing() {
    let home = Home::new();
    home.write("config/routines/mine.toml", "name = \"Mine\"\n[[step]]\nname = \"Lie\"\nhold = \"1m\"\n");
    home.write(
        "config/routines/quick.toml",
        "name = \"My quick\"\n[[step]]\nname = \"Lie\"\nhold = \"2m\"\n",
    );
    home.write("config/routines/broken.toml", "name = \"Bro\\u001bken\"\n");
    home.write("config/routines/notes.txt", "not a routine");
    let Ran { code, out, .. } = home.run(&["routine", "list"]);
    assert_eq!(code, 0);
    for said in [
        "Mine (yours)",
        "My quick (yours, in place of the shipped one)",
        "mistake  line 1:",
        "Classic evening",
    ] {
        assert!(out.contains(said), "{out}");
    }
    let rows = json_list(&home);
    let ids: Vec<_> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids[..3], ["classic", "quick", "trial"]);
    let [.., broken, mine] = &rows[..] else { panic!("{ids:?}") };
    assert_eq!(
        (&broken["id"], &mine["id"]),
        (&"broken".into(), &"mine".into()),
        "one's own come last, by name"
    );
    assert_eq!(rows[1]["replaces_shipped"], true);
    assert!(broken["mistake"].as_str().unwrap().starts_with("line 1: "), "{broken}");
    assert_eq!(broken["total_seconds"], Value::Null);
    assert_eq!(mine["file"], home.at("config/routines/mine.toml").to_str().unwrap());
}

#[cfg(unix)]
#[test]
fn a_closed_output_is_not_worth_a_word() {
    let home = Home::new();
    for arguments in [["routine", "list"].as_slice(), &["routine", "list", "--json"], &["--help"]] {
        // As after `head -1`, but closed before the first byte.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let run = home.process(arguments).stdout(writer).output().unwrap();
        assert_eq!(run.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8(run.stderr).unwrap(), "", "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_error_output_still_leaves_the_exit_code() {
    let home = Home::new();
    for (arguments, code) in
        [(["routine", "check", "none.toml"].as_slice(), 1), (&["start", "nosuch"], 1), (&["--nope"], 2)]
    {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let status =
            home.process(arguments).stderr(writer).stdout(std::process::Stdio::null()).status().unwrap();
        assert_eq!(status.code(), Some(code), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let home = Home::new();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let run = home.process(&["routine", "list"]).stdout(full).output().unwrap();
    assert_eq!(run.status.code(), Some(1));
    let err = String::from_utf8(run.stderr).unwrap();
    assert!(err.starts_with("winddown: cannot write the output: "), "{err}");
}

#[test]
fn the_shipped_routines_are_good() {
    let home = Home::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("routines");
    let mut files: Vec<OsString> = ["routine", "check"].map(OsString::from).to_vec();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            files.push(path.into_os_string());
        }
    }
    let Ran { code, out, err } = Ran::of(home.program().args(&files));
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out.lines().count(), files.len() - 2);
    for said in
        ["good, Classic evening, 9 min 37 s", "good, Quick three minutes", "good, Six-week trial protocol"]
    {
        assert!(out.contains(said), "{out}");
    }
}

#[test]
fn files_that_are_no_text_are_told_apart() {
    let home = Home::new();
    home.write("empty.toml", "");
    home.write("blank.toml", "\u{feff} \r\n\t\n");
    home.write("binary.toml", b"\x7fELF\x02\x01\x01\0\x1b[2J");
    home.write("large.toml", vec![b'#'; 10 * 1024 * 1024]);
    home.write("latin.toml", b"name = \"Z\xe4h\"\n");
    home.write("folder.toml/file", "");
    for (name, said) in [
        ("none.toml", "does not exist"),
        ("empty.toml", "is empty"),
        ("blank.toml", "is empty"),
        ("folder.toml", "is a folder"),
        ("binary.toml", "is not a text file"),
        ("large.toml", "is larger than 256 KiB"),
        ("latin.toml", "is not UTF-8 text: byte 10 of line 1"),
        ("evil\x1b[2J.toml", "evil?[2J.toml does not exist"),
    ] {
        is_refused(&home, name, &[said]);
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let home = Home::new();
    let pipe = home.path().join("pipe.toml");
    // Every Unix has it.
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    is_refused(&home, "pipe.toml", &["pipe.toml is not an ordinary file"]);
}

#[test]
fn every_mistake_is_shown_where_it_is_and_with_what_to_write() {
    let home = Home::new();
    let cases: [(&str, &[&str]); 10] = [
        ("sets = 0", &["`sets` is `0`, outside 1 to 50"]),
        ("sets = 1000000000", &["`sets` is `1000000000`, outside 1 to 50"]),
        ("sets = 99999999999999999999999", &["sets"]),
        ("rest = \"-5s\"", &["`-5s` is negative", "write `\"5s\"`"]),
        ("rest = 5", &["`rest` needs a length with its unit", "write `rest = \"5s\"`"]),
        ("rest = \"2h\"", &["rest"]),
        ("sids = \"each\"", &["unknown key `sids`", "did you mean `sides`?"]),
        ("sides = \"eech\"", &["`sides` cannot be `eech`"]),
        ("breathe = \"longer-out\"", &["a step cannot have both `move` and `breathe`"]),
        ("cues = [\"a\\u0007b\"]", &["control character U+0007"]),
    ];
    for (line, said) in cases {
        home.write(
            "bad.toml",
            format!("name = \"Bad\"\n[[step]]\nmove = \"wall-calf\"\nhold = \"30s\"\n{line}\n"),
        );
        is_refused(&home, "bad.toml", &[&["bad.toml:5:", line], said].concat());
    }
    home.write("bad.toml", "name = \"Bad\"\n[[step]]\nmove = \"wall-kalf\"\nhold = \"30s\"\n");
    is_refused(
        &home,
        "bad.toml",
        &["bad.toml:3:8", "no move is called `wall-kalf`", "did you mean `wall-calf`?"],
    );
    home.write("bad.toml", "name = \"Bad\"\n");
    is_refused(&home, "bad.toml", &["`step` is missing", "[[step]]"]);
    home.write("bad.toml", "name = \"Bad\n[[step]]\nmove = \"wall-calf\"\nhold = \"30s\"\n");
    is_refused(&home, "bad.toml", &["bad.toml:1:"]);
}

#[test]
fn all_mistakes_of_a_file_are_shown_in_its_order() {
    let home = Home::new();
    home.write(
        "bad.toml",
        "name = \"Bad\"\n[[step]]\nmove = \"wall-kalf\"\nhold = \"30s\"\n[[step]]\nmove = \"wall-calf\"\nhold = 30\n",
    );
    let err = is_refused(&home, "bad.toml", &["wall-kalf", "needs a length with its unit"]);
    assert_eq!(err.matches("error: ").count(), 2, "{err}");
    assert!(err.find("bad.toml:3:8").unwrap() < err.find("bad.toml:7:8").unwrap(), "{err}");
}

#[test]
fn one_bad_file_among_good_ones_is_shown_and_the_rest_checked() {
    let home = Home::new();
    home.write("good.toml", "name = \"Good\"\n[[step]]\nname = \"Lie\"\nhold = \"1m\"\n");
    home.write("bad.toml", "name = \"Bad\"\n");
    let Ran { code, out, err } = home.run(&["routine", "check", "bad.toml", "good.toml", "none.toml"]);
    assert_eq!(code, 1);
    assert!(out.contains("good.toml: good, Good, 1 min"), "{out}");
    assert!(err.contains("bad.toml:1") && err.contains("none.toml does not exist"), "{err}");
}

#[test]
fn a_file_cannot_drive_the_terminal() {
    let home = Home::new();
    let evil = "\x1b]0;owned\x07\x1b[2J\u{9b}31m\u{202e}\r";
    home.write(
        "evil.toml",
        format!("name = \"{evil}\"\n{evil} = 1\n[[step]]\nmove = \"{evil}\"\n# {evil}\n"),
    );
    home.write("sly.toml", "name = \"\\u001b[2J\"\n\"\\u001b[2J\" = 1\n[[step]]\nmove = \"\\u001b[2J\\r\"\n");
    home.write("config/routines/sly.toml", "name = \"\\u001b[2J\"\n\"\\u001b[2J\" = 1\n");
    for name in ["evil.toml", "sly.toml"] {
        is_refused(&home, name, &[name, "error: "]);
    }
    let Ran { out, .. } = home.run(&["routine", "list"]);
    assert!(is_harmless(&out), "{out:?}");
}

#[test]
fn settings_are_checked_and_the_sample_is_a_good_start() {
    let home = Home::new();
    let none = home.run(&["config", "--check"]);
    assert_eq!((none.code, none.err.as_str()), (0, ""));
    let said = format!("{}: there is none, and every setting is", home.at("config/config.toml").display());
    assert!(none.out.contains(&said), "{}", none.out);

    let sample = home.run(&["config"]).out;
    home.write("config/config.toml", &sample);
    let good = home.run(&["config", "--check"]);
    assert_eq!((good.code, good.err.as_str()), (0, ""));
    assert!(good.out.ends_with("config.toml: good\n"), "{}", good.out);

    home.write("config/config.toml", "glass_ml = 20\nbel = false\n");
    let bad = home.run(&["config", "--check"]);
    assert_eq!((bad.code, bad.out.as_str()), (1, ""));
    for said in ["config.toml:1:12", "outside 50 to 2000", "config.toml:2:1", "did you mean `bell`?"] {
        assert!(bad.err.contains(said), "{}", bad.err);
    }
}

/// Checks that a file is refused with these words and without any danger. Returns all that was said.
fn is_refused(home: &Home, name: &str, said: &[&str]) -> String {
    let Ran { code, out, err } = Ran::of(home.program().args(["routine", "check", name].map(OsStr::new)));
    assert_eq!((code, out.as_str()), (1, ""), "{err}");
    for words in said {
        assert!(err.contains(words), "{words:?} is not in:\n{err}");
    }
    assert!(is_harmless(&err), "{err:?}");
    err
}

/// Returns whether a text has nothing that a terminal would act on, or that turns its order round.
fn is_harmless(text: &str) -> bool {
    !text.chars().any(|c| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c))
}

/// Returns the rows of `winddown routine list --json`.
fn json_list(home: &Home) -> Vec<Value> {
    let Ran { code, out, err } = home.run(&["routine", "list", "--json"]);
    assert_eq!((code, err.as_str()), (0, ""));
    serde_json::from_str(&out).unwrap()
}

#[test]
fn shells_and_manuals_know_every_command() {
    let home = Home::new();
    let Ran { out: help, .. } = home.run(&["--help"]);
    let commands =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let commands: Vec<_> = commands.filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    let commands: Vec<_> = commands.into_iter().filter(|command| !command.is_empty()).collect();
    assert!(commands.contains(&"diary") && commands.contains(&"man"), "{help}");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let Ran { code, out, .. } = home.run(&["completions", shell]);
        assert_eq!(code, 0);
        assert!(commands.iter().all(|command| out.contains(command)), "{shell}");
    }
    assert_eq!(home.run(&["completions", "tcsh"]).code, 2);
    let pages = home.path().join("man");
    let folder = pages.to_str().unwrap();
    let Ran { code, err, .. } = home.run(&["man", folder]);
    assert_eq!((code, err.as_str()), (0, ""), "the folder is made");
    let inside = pages.join("winddown.1/deeper");
    let Ran { code, err, .. } = home.run(&["man", inside.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(
        err.starts_with(&format!("winddown: cannot write manual pages into {}: ", inside.display())),
        "{err}"
    );
    for command in commands.into_iter().filter(|command| *command != "help") {
        let page = std::fs::read_to_string(pages.join(format!("winddown-{command}.1"))).unwrap();
        assert!(page.contains(&format!("winddown\\-{command}")), "{page}");
    }
    assert!(home.run(&["man"]).out.starts_with(".ie"), "the first page goes to the output");
}
