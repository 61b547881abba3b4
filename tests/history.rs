//! The history from the command line of the real program: how often lately, months, excused nights, exports.

use common::{Home, Ran, good, json};

fn session(night: &str, finished: bool) -> String {
    let seconds = if finished { 577 } else { 150 };
    format!(
        r#"{{"v":1,"id":"{night}","at":"{night}T22:10:00+01:00[+01:00]","night":"{night}","kind":"session","session":"{night}","routine":"classic","name":"Classic evening","started":"{night}T22:00:00+01:00[+01:00]","steps":[{{"name":"Wall calf","share":100}},{{"name":"Toes","share":40}}],"finished":{finished},"seconds":{seconds}}}"#
    ) + "\n"
}

/// Somebody with evenings in June, October and November; tonight is Sunday 22 November 2026.
fn used() -> Home {
    let home = Home::new();
    let nights = ["06-02", "10-30", "11-16", "11-17", "11-20"];
    let lines: String = nights.iter().map(|day| session(&format!("2026-{day}"), *day != "11-20")).collect();
    home.write("data/journal/2026-a-1111.jsonl", lines);
    home
}

#[test]
fn through_a_pipe_it_is_lines() {
    let home = used();
    let out = good(&home, &["history"]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines[0], "3 of the last 7 evenings");
    assert_eq!(lines[2], "2026-10-30  22:00  1 of 2 steps     9 min 37 s  Classic evening");
    assert_eq!(lines.len(), 6, "{out}");
    assert!(!out.contains("Mo "), "no calendar: {out}");
    assert_eq!(good(&home, &["history", "--all"]).lines().count(), 7);
    assert_eq!(good(&home, &["history", "--since", "2026-11-17"]).lines().count(), 4);
    assert_eq!(good(&home, &["history", "--since", "monday"]).lines().count(), 5);
    // Older ones are not hidden without a word.
    let home = Home::new();
    home.write("data/journal/2026-a-1111.jsonl", session("2026-01-02", true));
    let out = good(&home, &["history"]);
    assert_eq!(out, "No evening in the last 7 nights. Older evenings: winddown history --all\n");
}

#[test]
fn for_a_screen_reader_it_is_sentences() {
    let home = used();
    good(&home, &["history", "excuse", "yesterday", "away"]);
    let out = good(&home, &["history", "--plain"]);
    assert!(out.starts_with("3 of the last 6 evenings, 1 excused.\nSeptember 2026: no evening.\n"), "{out}");
    assert!(
        out.contains("November 2026: 2 whole evenings, 1 in part, 1 excused.\nMonday 16: whole. "),
        "{out}"
    );
    assert!(out.ends_with("Friday 20: part. Classic evening at 22:00, 2 minutes 30 seconds.\nSaturday 21: excused. Reason: away.\n"), "{out}");
}

#[test]
fn nobody_is_told_of_nights_that_do_not_count() {
    let home = Home::new();
    let lines: String =
        ["11-16", "11-17", "11-20"].iter().map(|day| session(&format!("2026-{day}"), true)).collect();
    home.write("data/journal/2026-a-1111.jsonl", lines);
    // Not of months before the first evening.
    for arguments in [&["--plain"][..], &["--plain", "--all"], &["--plain", "--since", "1", "may", "2026"]] {
        let out = good(&home, &[&["history"], arguments].concat());
        let second = out.lines().nth(1);
        assert_eq!(second, Some("November 2026: 3 whole evenings."), "{arguments:?}: {out}");
    }
    // Nor of those before the night that was asked for.
    let out = good(&home, &["history", "--plain", "--since", "2026-11-17"]);
    assert!(out.contains("\nNovember 2026: 2 whole evenings.\nTuesday 17: whole. "), "{out}");
    assert_eq!(good(&home, &["history", "--plain", "--since", "today"]).lines().count(), 2);
}

#[test]
fn a_night_is_excused_and_that_taken_back() {
    let home = used();
    assert_eq!(good(&home, &["history", "excuse", "today"]), "Excused: Sunday 22 November.\n");
    assert_eq!(
        good(&home, &["history", "excuse", "saturday", "in", "Rome"]),
        "Excused: Saturday 21 November (in Rome).\n"
    );
    assert_eq!(
        good(&home, &["history", "excuse", "2026-11-18", "ill"]),
        "Excused: Wednesday 18 November (ill).\n"
    );
    let out = good(&home, &["history"]);
    assert!(out.starts_with("3 of the last 4 evenings, 3 excused\n"), "{out}");
    assert!(out.contains("\n2026-11-18  excused: ill\n") && out.ends_with("2026-11-22  excused\n"), "{out}");
    // Once more changes nothing; with another reason, that counts.
    let lines = || {
        let files = std::fs::read_dir(home.path().join("data/journal")).unwrap();
        files
            .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap().lines().count())
            .sum::<usize>()
    };
    let before = lines();
    assert_eq!(good(&home, &["history", "excuse", "today"]), "Already excused: Sunday 22 November.\n");
    assert_eq!(lines(), before);
    good(&home, &["history", "excuse", "saturday", "away"]);
    assert!(good(&home, &["history"]).contains("2026-11-21  excused: away\n"));
    // With what was said last, all that was said of the night is taken back, and nothing is rewritten.
    assert_eq!(
        good(&home, &["history", "unexcuse", "saturday"]),
        "No longer excused: Saturday 21 November.\n"
    );
    assert_eq!(lines(), before + 2, "an entry, and one that takes it back");
    assert!(!good(&home, &["history"]).contains("2026-11-21"));
    let Ran { code, out, err } = home.run(&["history", "unexcuse", "saturday"]);
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (1, "", "winddown: Saturday 21 November is not excused\n")
    );
    // What a routine made void is excused no more either.
    let excused =
        r#"{"v":1,"id":"e","at":"2026-11-20T20:00:00+01:00[+01:00]","night":"2026-11-20","kind":"excused"}"#;
    home.write("data/journal/2026-b-2222.jsonl", format!("{excused}\n"));
    assert_eq!(
        home.run(&["history", "unexcuse", "friday"]).err,
        "winddown: Friday 20 November is not excused\n"
    );
    // And it can be excused again.
    good(&home, &["history", "excuse", "saturday"]);
    assert!(good(&home, &["history"]).contains("2026-11-21  excused\n"));
}

#[test]
fn several_nights_are_excused_in_one_go() {
    let home = used();
    let out = good(&home, &["history", "excuse", "monday", "--to", "sunday", "away"]).replace('\n', " ");
    assert_eq!(
        out,
        "Excused: Wednesday 18 November to Thursday 19 November, Saturday 21 November to Sunday 22 November (away). \
         Left as it is, because you did a routine: Monday 16 November to Tuesday 17 November, Friday 20 November. "
    );
    let rows = json(&home, &["history", "--json"]);
    let nights: Vec<&str> = rows
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["kind"] == "excused")
        .map(|row| row["night"].as_str().unwrap())
        .collect();
    assert_eq!(nights, ["2026-11-18", "2026-11-19", "2026-11-21", "2026-11-22"]);
    // Ahead of a journey; a year without its number is the coming one if it is near.
    let out = good(&home, &["history", "excuse", "23 dec", "--to", "2 jan", "away"]);
    assert_eq!(out, "Excused: Wednesday 23 December to Saturday 2 January (away).\n");
    assert_eq!(good(&home, &["history", "unexcuse", "2026-12-20", "--to", "2027-01-02"]).lines().count(), 1);
    let left = json(&home, &["history", "--json"]);
    assert_eq!(left.as_array().unwrap().iter().filter(|row| row["kind"] == "excused").count(), 4);
    assert_eq!(
        home.run(&["history", "unexcuse", "2026-12-20", "--to", "2027-01-02"]).err,
        "winddown: none of these nights is excused\n"
    );
}

#[test]
#[cfg(unix)]
fn what_is_excused_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    good(&home, &["history", "excuse", "today", "ill"]);
    let folder = home.path().join("data/journal");
    let file = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    for (path, mode) in [(folder, 0o700), (file, 0o600)] {
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            mode,
            "{}",
            path.display()
        );
    }
}

#[test]
fn what_today_is_depends_on_the_hour() {
    let home = Home::new();
    for (now, night) in [
        ("2026-11-23T01:30:00+01:00[+01:00]", "Sunday 22 November"),
        ("2026-11-23T08:00:00+01:00[+01:00]", "Monday 23 November"),
        ("2026-11-24T23:00:00+01:00[+01:00]", "Tuesday 24 November"),
    ] {
        let ran = Ran::of(home.program().env("WINDDOWN_NOW", now).args(["history", "excuse", "today"]));
        assert_eq!(ran.out, format!("Excused: {night}.\n"), "{now}");
    }
}

#[test]
fn what_makes_no_sense_is_told_in_words() {
    let home = used();
    let long = "x".repeat(61);
    for (arguments, code, said) in [
        (["excuse"].as_slice(), 2, "required"),
        (&["unexcuse"], 2, "required"),
        (&["frobnicate"], 2, "unrecognized subcommand"),
        (&["--all", "--since", "2026-01-01"], 2, "cannot be used with"),
        (&["--json", "excuse", "today"], 2, "cannot be used with"),
        (
            &["excuse", "someday"],
            1,
            "no night is called `someday`; write today, yesterday, monday, or a date such as 2026-11-22",
        ),
        (&["excuse", "24", "december", "ill"], 1, "put a day of several words in quotes"),
        (&["excuse", "2026-02-30"], 1, "no night is called"),
        (&["excuse", "today", "--to", "never"], 1, "no night is called `never`"),
        (&["excuse", "friday"], 1, "you did a routine on Friday 20 November, so there is nothing to excuse"),
        (&["excuse", "2027-01-04"], 1, "the night of 2027-01-04 is more than 6 weeks away"),
        (&["excuse", "today", "--to", "2027-03-01"], 1, "the night of 2027-03-01 is more than 6 weeks away"),
        (&["excuse", "1900-01-01"], 1, "the night of 1900-01-01 is more than 10 years ago; check the year"),
        (&["excuse", "2026-11-19", "--to", "2026-11-18"], 1, "2026-11-18 is before 2026-11-19"),
        (&["excuse", "2026-01-01", "--to", "2026-11-18"], 1, "that is 322 nights; at most 92 at a time"),
        (&["excuse", "today", "\u{1b}[31mred"], 1, "the reason has a line break or another character"),
        (&["excuse", "today", "a\nb"], 1, "the reason has a line break or another character"),
        (&["excuse", "today", &long], 1, "the reason is longer than 60 characters"),
        (&["unexcuse", "friday"], 1, "Friday 20 November is not excused"),
        (&["--since", "whenever"], 1, "no night is called `whenever`; write a date, such as 2026-11-22"),
        (
            &["--since", "1", "march", "0001"],
            1,
            "the night of 0001-03-01 is more than 10 years ago; check the year",
        ),
        (&["--since", "tomorrow"], 1, "2026-11-23 is still to come; tonight is 2026-11-22"),
    ] {
        let ran = home.run(&[&["history"], arguments].concat());
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(said) && !ran.err.contains('\u{1b}'), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(
        std::fs::read_dir(home.path().join("data/journal")).unwrap().count(),
        1,
        "nothing was written"
    );
    assert_eq!(
        good(&home, &["history", "excuse", "2027-01-03"]),
        "Excused: Sunday 3 January.\n",
        "just near enough"
    );
}

#[test]
fn exports_have_evenings_and_excused_nights() {
    let home = used();
    // The last word on a night counts, whenever it was said.
    good(&home, &["history", "excuse", "today"]);
    good(&home, &["history", "excuse", "yesterday", "ill"]);
    good(&home, &["history", "excuse", "yesterday", "=1+1"]);
    let schema = serde_json::json!({
        "type": "array",
        "items": {
            "oneOf": [
                {
                    "type": "object",
                    "required": ["kind", "id", "night", "session", "routine", "name", "started", "steps", "finished", "seconds"],
                    "properties": {
                        "kind": { "const": "session" },
                        "night": { "type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\d$" },
                        "steps": {
                            "type": "array",
                            "items": {
                                "required": ["name", "share"],
                                "properties": { "share": { "type": "integer", "minimum": 0, "maximum": 100 } }
                            }
                        },
                        "finished": { "type": "boolean" },
                        "seconds": { "type": "integer" }
                    }
                },
                {
                    "type": "object",
                    "required": ["kind", "id", "night"],
                    "properties": {
                        "kind": { "const": "excused" },
                        "id": { "type": "string" },
                        "night": { "type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\d$" },
                        "reason": { "type": "string" }
                    },
                    "additionalProperties": false
                }
            ]
        }
    });
    let rows = json(&home, &["history", "--json"]);
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mistakes: Vec<String> = validator.iter_errors(&rows).map(|error| error.to_string()).collect();
    assert_eq!(mistakes, Vec::<String>::new());
    assert_eq!(rows.as_array().unwrap().len(), 7, "all of them, whatever the text shows");
    assert_eq!((&rows[5]["reason"], &rows[6].get("reason")), (&"=1+1".into(), &None));
    assert_eq!(json(&home, &["history", "--json", "--since", "yesterday"]).as_array().unwrap().len(), 2);
    let csv = good(&home, &["history", "--csv"]);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "night,began,routine,name,finished,minutes,steps done,whole,excused,reason");
    assert_eq!(lines[1], "2026-06-02,2026-06-02 22:00,classic,Classic evening,yes,9.62,1 of 2,yes,no,");
    assert_eq!(lines[6..], ["2026-11-21,,,,,,,,yes,'=1+1", "2026-11-22,,,,,,,,yes,"]);
}

#[test]
fn the_diary_counts_an_excused_night_neither_way() {
    let home = used();
    good(&home, &["diary", "add", "--no-cramp", "--night", "yesterday"]);
    let row = |home: &Home| {
        let out = good(home, &["diary"]);
        out.lines()
            .find(|line| line.starts_with("after a routine"))
            .map(|line| line.split_whitespace().skip(3).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(row(&home).as_deref(), Some("0 of 1"));
    good(&home, &["history", "excuse", "yesterday"]);
    assert_eq!(row(&home), None, "there is nothing to count");
    let nights = json(&home, &["diary", "--json"])["nights"].clone();
    assert_eq!(nights.as_array().unwrap().last().unwrap()["routine"], "excused");
    let out = good(&home, &["diary"]);
    assert!(
        out.contains("x excused")
            && out.lines().any(|line| line.starts_with("routine") && line.contains('x')),
        "{out}"
    );
}

#[test]
fn a_shared_journal_cannot_drive_the_terminal() {
    let home = Home::new();
    // Whatever can be a text is one that drives the terminal, as JSON has it.
    let bad = r"evil\u001b[31m\u0007\u009b31m\u202e";
    let lines: String = [
        r#""kind":"excused","reason":"BAD""#,
        r#""kind":"session","session":"BAD","routine":"BAD","name":"BAD","started":"2026-11-20T22:00:00+01:00[+01:00]","steps":[{"name":"BAD","share":100}],"finished":true,"whole":true,"seconds":577"#,
        r#""kind":"night","cramp":true,"medicine":"BAD","note":"BAD","signs":["BAD"],"day":["BAD"]"#,
        r#""kind":"cramp","cramp":"BAD","helped":["BAD"],"note":"BAD","signs":["walking"],"side":"left""#,
        r#""kind":"signs","signs_id":"BAD","signs":["BAD"]"#,
        r#""kind":"checked","checked":[{"of":"BAD","sign":"BAD"}]"#,
        r#""kind":"BAD""#,
    ]
    .iter()
    .enumerate()
    .map(|(nth, rest)| {
        let at = format!("2026-11-{}", 21 - nth);
        let head = format!(r#"{{"v":1,"id":"BAD{nth}","at":"{at}T22:00:00+01:00[+01:00]","night":"{at}""#);
        format!("{head},{rest}}}\n").replace("BAD", bad)
    })
    .collect();
    home.write("data/journal/2026-a-1111.jsonl", lines);
    for arguments in [
        ["history"].as_slice(),
        &["history", "--plain"],
        &["history", "--json"],
        &["history", "--csv"],
        &["diary"],
        &["diary", "--plain"],
        &["diary", "--json"],
        &["diary", "--csv"],
        &["diary", "list"],
        &["diary", "list", "--json"],
        &["report", "--text"],
        &["report", "--json"],
    ] {
        let Ran { code, out, err } = home.run(arguments);
        assert_eq!(code, 0, "{arguments:?}: {err}");
        let drives = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(out.contains("evil") && !out.chars().any(drives), "{arguments:?}: {out:?}");
        assert!(!err.chars().any(drives), "{arguments:?}: {err:?}");
    }
}
