//! The diary from the command line of the real program: adding, warning, listing, taking back, exporting.

use serde_json::Value;

use common::{Home, Ran, good, json};

/// Runs the program at another time than ten in the evening.
fn at(home: &Home, now: &str, arguments: &[&str]) -> Ran {
    Ran::of(home.program().env("WINDDOWN_NOW", now).args(arguments))
}

const ADD: [&str; 14] = [
    "diary",
    "add",
    "--night",
    "yesterday",
    "--side",
    "left",
    "--muscle",
    "calf",
    "--severity",
    "6",
    "--minutes",
    "3",
    "--helped",
    "toes to shin",
];

#[test]
fn an_empty_diary_says_how_to_begin_and_writes_nothing() {
    let home = Home::new();
    let out = good(&home, &["diary"]);
    assert!(out.contains("No night is logged yet.") && out.contains("winddown diary add --help"), "{out}");
    assert!(good(&home, &["diary", "list"]).contains("Nothing in the diary yet."));
    assert!(good(&home, &["history"]).contains("No evening yet."));
    assert_eq!(json(&home, &["diary", "list", "--json"]), Value::Array(Vec::new()));
    assert_eq!(json(&home, &["history", "--json"]), Value::Array(Vec::new()));
    assert_eq!(good(&home, &["diary", "--csv"]).lines().count(), 1);
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_cramp_is_added_listed_shown_and_taken_back() {
    let home = Home::new();
    let out = good(&home, &ADD);
    let said = "left calf, severity 6, 3 min, helped: toes to shin";
    assert_eq!(
        out,
        format!("Saved for the night of Saturday 21 to Sunday 22 November: a night with cramp; {said}.\n")
    );
    let all = json(&home, &["diary", "--json"]);
    let night = &all["nights"][0];
    assert_eq!((&night["night"], &night["cramp"]), (&"2026-11-21".into(), &true.into()));
    assert_eq!(night["cramps"][0]["helped"][0], "toes-to-shin");
    let list = good(&home, &["diary", "list"]);
    let ids: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(ids.len(), 2, "{list}");
    assert!(good(&home, &["diary"]).contains("▲"));
    // The cramp is taken back, and the answer for the night stays.
    assert!(good(&home, &["diary", "remove", ids[1]]).contains(&format!("Removed: 2026-11-21, {said}")));
    let night = &json(&home, &["diary", "--json"])["nights"][0];
    assert_eq!((night["cramps"].as_array().unwrap().len(), &night["cramp"]), (0, &true.into()));
    good(&home, &["diary", "remove", ids[0]]);
    assert_eq!(json(&home, &["diary", "--json"])["nights"], Value::Array(Vec::new()));
    let Ran { code, err, .. } = home.run(&["diary", "remove", ids[0]]);
    assert_eq!(code, 1);
    assert!(err.starts_with("winddown: no entry of the diary has the id"), "{err}");
}

#[test]
fn ids_may_be_short_but_not_ambiguous() {
    let home = Home::new();
    good(&home, &["diary", "add", "--no-cramp"]);
    good(&home, &["diary", "add", "--no-cramp", "--night", "2026-11-20"]);
    let ids = json(&home, &["diary", "list", "--json"]);
    let [a, b] = [0, 1].map(|i| ids[i]["id"].as_str().unwrap());
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    assert!(home.run(&["diary", "remove", &a[..same]]).err.contains("2 ids begin with"));
    assert!(home.run(&["diary", "remove", ""]).err.contains("no entry"));
    good(&home, &["diary", "remove", &a[..=same]]);
    assert_eq!(json(&home, &["diary", "list", "--json"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_night_that_stays_a_cramp_night_is_told_of() {
    let home = Home::new();
    good(&home, &ADD);
    good(&home, &["diary", "add", "--at", "04:00"]);
    let ids = json(&home, &["diary", "list", "--json"]);
    let [night, first, last] = [0, 1, 2].map(|i| ids[i]["id"].as_str().unwrap());
    let still = "still noted as one with a cramp";
    assert!(!good(&home, &["diary", "remove", first]).contains(still), "there is another one");
    let out = good(&home, &["diary", "remove", last]).replace('\n', " ");
    assert!(out.contains(still) && out.contains(&format!("winddown diary remove {night}")), "{out}");
    assert!(!good(&home, &["diary", "remove", night]).contains(still));
    assert_eq!(json(&home, &["diary", "--json"])["nights"].as_array().unwrap().len(), 0);
}

#[test]
fn a_routine_for_a_cramp_is_no_evening() {
    let home = Home::new();
    let out = good(&home, &["start", "cramp-foot"]);
    assert_eq!(out, good(&home, &["cramp", "foot"]));
    assert!(out.replace('\n', " ").contains("Call for help now."), "{out}");
    for (id, muscle) in [("cramp", "calf"), ("cramp-thigh", "thigh"), ("cramp-front", "front")] {
        assert_eq!(good(&home, &["start", id]), good(&home, &["cramp", muscle]), "{id}");
    }
}

#[test]
fn warning_signs_come_before_saving() {
    let home = Home::new();
    let mut arguments = ADD.to_vec();
    arguments.extend(["--sign", "walking", "--sign", "chest"]);
    let out = good(&home, &arguments);
    let [first, second, footer, saved] = [
        "emergency: Chest pain, trouble breathing, coughing blood or fainting, noted",
        "book a visit: Calf pain that comes with walking, noted on Sunday.",
        "This is general information, not a diagnosis.",
        "Saved for the night",
    ]
    .map(|text| out.find(text).unwrap_or_else(|| panic!("no {text:?} in {out}")));
    assert!(first < second && second < footer && footer < saved, "{out}");
    // And they stand above everything else in the diary.
    assert!(good(&home, &["diary"]).starts_with("Get help now\n  emergency: Chest pain, trouble breathing"));

    // Where nothing can be saved, they are still told.
    let home = Home::new();
    home.write("data/journal", "not a folder");
    let Ran { code, out, err } = home.run(&arguments);
    assert_eq!(code, 1);
    assert!(out.starts_with("Get help now\n  emergency:"), "{out}");
    assert!(err.contains("nothing was saved") && !out.contains("Saved"), "{err}");
}

/// A swollen calf comes without a cramp as well.
#[test]
fn a_sign_alone_is_told_and_saved() {
    let home = Home::new();
    let out = good(&home, &["diary", "add", "--sign", "swollen", "--side", "left"]);
    assert!(out.starts_with("Get help today"), "{out}");
    assert!(out.contains("Saved for the night") && out.contains("warning sign: a swollen"), "{out}");
    assert!(home.run(&["cramp"]).out.starts_with("Get help today"));
    good(&home, &["diary", "add", "--sign", "chest", "--night", "2026-11-03"]);
    let Ran { code, err, .. } = home.run(&["diary", "checked"]);
    assert_eq!(code, 1, "each is named by itself");
    assert!(
        err.contains("winddown diary checked") && err.contains("chest") && err.contains("swollen"),
        "{err}"
    );
    good(&home, &["diary", "checked", "chest"]);
    assert!(good(&home, &["diary", "checked"]).starts_with("Noted as checked: a swollen"));
}

/// Told late is told: a leg that nobody has looked at is stretched by no door.
#[test]
fn an_urgent_sign_of_whichever_night_holds_until_it_is_checked() {
    const HELP: &str = "Get medical help right away, today.";
    let doors: [&[&str]; 4] = [
        &["cramp"],
        &["cramp", "--plain", "--speed", "20000"],
        &["start", "--yes", "--speed", "20000"],
        &["start", "quick", "--yes", "--speed", "20000"],
    ];
    let home = Home::new();
    let out = good(&home, &["diary", "add", "--night", "2026-11-03", "--cramp", "--sign", "swollen"]);
    let (help, saved) =
        (out.find(HELP).expect("it is told"), out.find("Saved for the night").expect("it is saved"));
    assert!(help < saved && out.starts_with("Get help today"), "{out}");
    let unfolded = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(unfolded(good(&home, &["diary"])).contains("noted on Sunday, for the night of 3 November."));
    for door in doors {
        let out = unfolded(home.run(door).out);
        assert!(out.contains(HELP), "{door:?}: {out}");
        assert!(!out.contains("Pull your toes") && !out.contains("Get ready"), "{door:?}: {out}");
    }
    assert!(
        good(&home, &["diary", "checked"])
            .starts_with("Noted as checked: a swollen, hot, red or very tender leg")
    );
    assert!(!good(&home, &["diary"]).contains(HELP));
    for door in doors {
        let out = home.run(door).out;
        assert!(
            out.contains("Pull your toes") || out.contains("Classic evening") || out.contains("Get ready"),
            "{door:?}: {out}"
        );
    }
    assert!(good(&home, &["diary", "checked"]).starts_with("Nothing waits to be checked."));
    // Said by mistake: it is taken back like any other entry, and the sign holds again.
    let list = json(&home, &["diary", "list", "--json"]);
    let entry =
        list.as_array().unwrap().iter().find(|row| row["text"].as_str().unwrap().starts_with("checked"));
    good(&home, &["diary", "remove", entry.unwrap()["id"].as_str().unwrap()]);
    assert!(home.run(&["cramp"]).out.contains("Get help today"));
}

#[test]
fn cramps_of_three_nights_in_seven_are_often() {
    let home = Home::new();
    for night in ["2026-11-15", "2026-11-17"] {
        assert!(!good(&home, &["diary", "add", "--cramp", "--night", night]).contains("Worth"), "{night}");
    }
    let out = good(&home, &["diary", "add", "--cramp"]);
    assert!(
        out.replace("\n  ", " ").contains("Cramps on 3 nights within one week (15 November to 21 November)."),
        "{out}"
    );
}

#[test]
fn a_night_told_of_twice_counts_as_told_last() {
    let home = Home::new();
    good(&home, &["diary", "add", "--no-cramp", "--day", "sitting", "--disturbed", "4"]);
    good(&home, &["diary", "add", "--no-cramp", "--disturbed", "0", "--day", "nothing"]);
    let nights = json(&home, &["diary", "--json"])["nights"].clone();
    assert_eq!(nights.as_array().unwrap().len(), 1);
    assert_eq!(nights[0]["told"]["disturbed"], 0);
    assert_eq!(nights[0]["told"]["day"], Value::Array(Vec::new()), "asked, and nothing of it");
    // The same beginning is the same cramp; another one is another.
    for severity in ["5", "7"] {
        good(&home, &["diary", "add", "--at", "03:10", "--severity", severity]);
    }
    good(&home, &["diary", "add", "--at", "04:00"]);
    let cramps = json(&home, &["diary", "--json"])["nights"][0]["cramps"].clone();
    assert_eq!(cramps.as_array().unwrap().len(), 2);
    assert_eq!(cramps[0]["severity"], 7);
    let Ran { code, err, .. } = home.run(&["diary", "add", "--no-cramp"]);
    assert_eq!(code, 1);
    assert!(err.contains("the night of 2026-11-21 has a cramp"), "{err}");
}

#[test]
fn an_entry_is_changed_and_the_rest_of_it_stays() {
    let home = Home::new();
    good(&home, &ADD);
    let ids = json(&home, &["diary", "list", "--json"]);
    let [night, cramp] = [0, 1].map(|i| ids[i]["id"].as_str().unwrap());
    good(&home, &["diary", "change", cramp, "--soreness", "3", "--note", "the long drive"]);
    good(&home, &["diary", "change", night, "--disturbed", "5"]);
    let all = json(&home, &["diary", "--json"])["nights"][0].clone();
    assert_eq!((&all["cramps"][0]["soreness"], &all["cramps"][0]["severity"]), (&3.into(), &6.into()));
    assert_eq!((&all["told"]["disturbed"], &all["told"]["cramp"]), (&5.into(), &true.into()));
    let ids = json(&home, &["diary", "list", "--json"]);
    assert_eq!(ids.as_array().unwrap().len(), 2);
    let [night, cramp] = [0, 1].map(|i| ids[i]["id"].as_str().unwrap());
    for (arguments, said) in [
        (["diary", "change", cramp, "--disturbed", "5"].as_slice(), "belong to the entry of its night"),
        (&["diary", "change", night, "--severity", "5"], "change the entry of its cramp"),
        (&["diary", "change", night], "say what to change"),
    ] {
        let Ran { code, err, .. } = home.run(arguments);
        assert_eq!(code, 1, "{arguments:?}");
        assert!(err.contains(said), "{err}");
    }
}

#[test]
fn the_night_meant_depends_on_the_hour() {
    let date = |now: &str, arguments: &[&str]| {
        let home = Home::new();
        let arguments = [&["diary", "add", "--cramp"], arguments].concat();
        let Ran { code, err, .. } = at(&home, now, &arguments);
        assert_eq!((code, err.as_str()), (0, ""), "{now} {arguments:?}");
        let nights = json(&home, &["diary", "list", "--json"]);
        nights[0]["night"].as_str().unwrap().to_owned()
    };
    let (evening, night, morning) = (
        "2026-11-22T22:00:00+01:00[+01:00]",
        "2026-11-23T03:15:00+01:00[+01:00]",
        "2026-11-23T08:00:00+01:00[+01:00]",
    );
    assert_eq!(date(evening, &[]), "2026-11-21");
    assert_eq!(date(night, &[]), "2026-11-22");
    assert_eq!(date(morning, &[]), "2026-11-22");
    assert_eq!(date(evening, &["--night", "yesterday"]), "2026-11-21");
    assert_eq!(date(night, &["--night", "last"]), "2026-11-21");
    assert_eq!(date(morning, &["--night", "yesterday"]), "2026-11-22");
    assert_eq!(date(evening, &["--night", "tonight"]), "2026-11-22");
    assert_eq!(date(evening, &["--night", "2024-02-29"]), "2024-02-29");
    assert_eq!(date(night, &["--at", "3:10"]), "2026-11-22");
    assert_eq!(date(evening, &["--night", "Friday"]), "2026-11-20");
    assert_eq!(date(evening, &["--night", "15.11.2026", "--at", "3am"]), "2026-11-15");
    assert_eq!(date(morning, &["--night", "1", "november", "--at", "03.10"]), "2026-11-01");
    // In the middle of a night, nobody knows yet that it is one without.
    for (now, arguments, saved) in [
        (night, &[][..], "Saturday 21 to Sunday 22 November"),
        (morning, &[], "Sunday 22 to Monday 23 November"),
        (night, &["--night", "tonight"], "Sunday 22 to Monday 23 November"),
        (evening, &["--night", "31.10.2026"], "Saturday 31 October to Sunday 1 November"),
        (evening, &["--night", "31.12.2024"], "Tuesday 31 December 2024 to Wednesday 1 January 2025"),
        (evening, &["--night", "30.12.2024"], "Monday 30 to Tuesday 31 December 2024"),
    ] {
        let out = at(&Home::new(), now, &[&["diary", "add", "--no-cramp"], arguments].concat()).out;
        assert_eq!(out, format!("Saved for the night of {saved}: no cramp.\n"), "{now} {arguments:?}");
    }
    // In the morning, tonight is the night to come.
    for night in ["tonight", "today", "monday"] {
        let Ran { code, err, .. } = at(&Home::new(), morning, &["diary", "add", "--cramp", "--night", night]);
        let said = "the night of 2026-11-23 is still to come; the latest is that of 2026-11-22";
        assert_eq!((code, err), (1, format!("winddown: {said}\n")), "{night}");
    }
    // Told of in the middle of a night, a cramp leaves the morning's question to be asked.
    let home = Home::new();
    at(&home, night, &["diary", "add", "--cramp"]);
    assert_eq!(json(&home, &["diary", "list", "--json"]).as_array().unwrap().len(), 1);
}

#[test]
fn what_makes_no_sense_is_told_in_words() {
    let home = Home::new();
    for (arguments, code, said) in [
        (["--severity", "11"].as_slice(), 2, "write a whole number from 0 to 10"),
        (&["--severity=-1"], 2, "write a whole number from 0 to 10"),
        (&["--severity", "6.5"], 2, "write a whole number from 0 to 10"),
        (&["--disturbed", "eleven"], 2, "write a whole number from 0 to 10"),
        (&["--minutes", "0"], 2, "more than 0 and at most 1440"),
        (&["--minutes", "1441"], 2, "more than 0 and at most 1440"),
        (&["--minutes", "nan"], 2, "more than 0 and at most 1440"),
        (&["--minutes", "3m"], 2, "such as 3 or 0.5"),
        (&["--muscle", "claf"], 2, "did you mean `calf`?"),
        (&["--muscle", "thigh"], 2, "write front-of-thigh or back-of-thigh"),
        (&["--muscle", "elbow"], 2, "known here: calf, foot"),
        (&["--side", "Lefft"], 2, "did you mean `left`?"),
        (&["--sign", "swolen"], 2, "did you mean `swollen`?"),
        (&["--day", "x"], 2, "known here: hard, new, sitting"),
        (&["--cramp", "--note", " "], 2, "there is nothing to see in it"),
        (&["--helped", "\u{1b}[31m"], 2, "cannot be shown"),
        (&["--no-cramp", "--severity", "3"], 2, "cannot be used with"),
        (&["--no-cramp", "--at", "03:00"], 2, "cannot be used with"),
        (
            &["--night", "2026-11-23", "--cramp"],
            1,
            "the night of 2026-11-23 is still to come; the latest is that of 2026-11-22",
        ),
        (
            &["--night", "1900-01-01", "--cramp"],
            1,
            "the night of 1900-01-01 is more than 10 years ago; check the year",
        ),
        (&["--night", "2026-02-30", "--cramp"], 1, "no night is called `2026-02-30`"),
        (
            &["--night", "sometime", "--cramp"],
            1,
            "write last, tonight, monday, or the date of its evening, such as 2026-11-21",
        ),
        (&["--night", "tonight", "--at", "23:00"], 1, "23:00 in the night of 2026-11-22 is still to come"),
        (&["--at", "25:00"], 1, "`25:00` is not a time of day: hours go from 0 to 23"),
        (&["--at", "3"], 1, "`3` is not a time of day; write a time such as"),
        (&[], 1, "say what happened: --no-cramp, or --cramp"),
        (&["--note", "only this"], 1, "say what happened"),
    ] {
        let ran = home.run(&[&["diary", "add"], arguments].concat());
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{arguments:?}");
        assert!(ran.err.contains(said) && !ran.err.contains('\u{1b}'), "{arguments:?}: {}", ran.err);
    }
    for (arguments, code, said) in [
        (["diary", "before", "--cramp-nights", "15"].as_slice(), 2, "0..=14"),
        (&["diary", "before", "--cramp-nights", "5", "--cramps", "4"], 1, "4 cramps do not fit 5 nights"),
        (&["diary", "before", "--cramp-nights", "0", "--cramps", "4"], 1, "do not fit 0 nights"),
        (&["diary", "--json", "--csv"], 2, "cannot be used with"),
        (&["diary", "--json", "list"], 2, "cannot be used with"),
        (&["diary", "frobnicate"], 2, "unrecognized subcommand"),
        (&["history", "--json", "--csv"], 2, "cannot be used with"),
    ] {
        let ran = home.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{arguments:?}");
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "nothing was written");
}

#[test]
fn clocks_that_are_put_back_or_forward_confuse_nobody() {
    let Ok(zone) = jiff::tz::TimeZone::get("Europe/Berlin") else {
        println!("skipped: there are no time zone files here");
        return;
    };
    drop(zone);
    let began = |now: &str, arguments: &[&str]| {
        let home = Home::new();
        let ran = at(&home, now, &[&["diary", "add"], arguments].concat());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
        json(&home, &["diary", "--json"])["nights"][0]["cramps"][0]["began"].as_str().unwrap().to_owned()
    };
    let autumn = "2026-10-25T09:00:00+01:00[Europe/Berlin]";
    assert_eq!(
        began(autumn, &["--at", "02:30"]),
        "2026-10-25T02:30:00+02:00[Europe/Berlin]",
        "the first of two"
    );
    // Half past two is not there; an hour later is what the clock on the wall was put to.
    let spring = "2026-03-29T09:00:00+02:00[Europe/Berlin]";
    assert_eq!(began(spring, &["--at", "02:30"]), "2026-03-29T03:30:00+02:00[Europe/Berlin]");
}

#[test]
fn bad_and_newer_lines_cost_nothing_else() {
    let home = Home::new();
    let line = |id: &str, kind: &str, rest: &str| {
        format!(
            "{{\"v\":1,\"id\":\"{id}\",\"at\":\"2026-11-22T07:00:00+01:00[+01:00]\",\"night\":\"2026-11-21\",\"kind\":\"{kind}\",{rest}}}\n"
        )
    };
    home.write(
        "data/journal/2026-a-1111.jsonl",
        [
            line("c", "cramp", r#""cramp":"c","severity":11,"mood":"grim""#),
            line("bad", "cramp", r#""cramp":"d","severity":"strong""#),
            line("n", "night", r#""cramp":true"#),
            line("x", "dream", r#""of":"sheep""#),
            line("y", "night", r#""cramp":"maybe""#).replace("\"v\":1", "\"v\":2"),
        ]
        .concat(),
    );
    let Ran { code, out, err } = home.run(&["diary", "--json"]);
    assert_eq!(code, 0);
    assert!(err.contains("a line that cannot be read, and keeps it: 2026-a-1111.jsonl, line 2."), "{err}");
    let all: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(all["nights"][0]["cramps"][0]["severity"], Value::Null, "11 is no number of the scale");
    assert!(err.contains("2 entries were written by a newer winddown and are not counted here."), "{err}");
    assert_eq!(all["nights"].as_array().unwrap().len(), 1);
}

#[test]
fn a_spreadsheet_takes_the_export_for_text() {
    let home = Home::new();
    good(&home, &[&ADD[..], &["--note", "=cmd|' /C calc'!A0", "--medicine", "+new, \"blue\" pill"]].concat());
    good(&home, &["diary", "add", "--no-cramp", "--night", "2026-11-19", "--note", "@home"]);
    let text = export(&home);
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    let cells = |row: usize| rows[row].iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>();
    assert_eq!(cells(0), ["2026-11-19", "no", "'@home"]);
    assert_eq!(
        cells(1),
        [
            "2026-11-21",
            "yes",
            "left",
            "calf",
            "6",
            "3",
            "toes to shin",
            "'+new, \"blue\" pill",
            "'=cmd|' /C calc'!A0"
        ]
    );
    // Only what has more than plain letters needs the mark that says so.
    assert!(!text.starts_with('\u{feff}'));
    good(&home, &["diary", "add", "--no-cramp", "--night", "2026-11-18", "--note", "müde"]);
    assert!(export(&home).starts_with('\u{feff}'));
}

/// The table; what it does not hold is told beside it.
#[track_caller]
fn export(home: &Home) -> String {
    let Ran { code, out, err } = home.run(&["diary", "--csv"]);
    let hint = "winddown: for an appointment, winddown report makes a page to print; or add a list of your medicines and supplements\n";
    assert_eq!((code, err.as_str()), (0, hint));
    out
}

#[test]
fn the_export_has_the_warning_signs() {
    let home = Home::new();
    let signs = ["--sign", "walking", "--sign", "dark-urine"];
    good(&home, &[&ADD[..], &signs].concat());
    good(&home, &["diary", "add", "--no-cramp", "--night", "2026-11-19", "--sign", "tired-by-day"]);
    let text = export(&home);
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let at = table.headers().unwrap().iter().position(|head| head == "warning signs").unwrap();
    let cells: Vec<String> = table.records().map(|row| row.unwrap()[at].to_owned()).collect();
    assert_eq!(
        cells,
        [
            "Tired in the day because of the cramps",
            "Brown or cola-coloured urine with strong muscle pain or weakness; Calf pain that comes with walking and goes with rest"
        ]
    );
}

/// Anyone may have written a line of a folder that is synced.
#[test]
fn a_shared_journal_cannot_drive_the_terminal() {
    let home = Home::new();
    let line = |id: &str, kind: &str| {
        format!(
            r#"{{"v":1,"id":"{id}\u001b[2J","at":"2026-11-22T21:00:00+01:00[+01:00]","night":"2026-11-22",{kind}}}"#
        ) + "\n"
    };
    let evil = r"evil\u001b]0;owned\u0007";
    let lines = [
        line("a", &format!(r#""kind":"signs","signs_id":"g","signs":["{evil}"]"#)),
        line("b", &format!(r#""kind":"checked","checked":[{{"of":"h","sign":"{evil}"}}]"#)),
        line("c", &format!(r#""kind":"cramp","cramp":"k","helped":["{evil}"],"note":"{evil}""#)),
    ];
    home.write("data/journal/2026-a-1111.jsonl", lines.concat());
    for arguments in
        [["diary"].as_slice(), &["diary", "list"], &["diary", "list", "--json"], &["diary", "checked"]]
    {
        let Ran { out, err, .. } = home.run(arguments);
        assert!((out.clone() + &err).contains("evil"), "{arguments:?}: {out}{err}");
        assert!(!out.chars().chain(err.chars()).any(|c| c.is_control() && c != '\n'), "{out:?} {err:?}");
    }
}

#[test]
fn evenings_are_history() {
    let home = Home::new();
    let session = |night: &str, finished| {
        format!(
            r#"{{"v":1,"id":"{night}","at":"{night}T22:10:00+01:00[+01:00]","night":"{night}","kind":"session","session":"{night}","routine":"classic","name":"Classic evening","started":"{night}T22:00:00+01:00[+01:00]","steps":[{{"name":"Wall calf","share":100}},{{"name":"Toes","share":40}}],"finished":{finished},"seconds":150}}"#
        ) + "\n"
    };
    home.write("data/journal/2026-a-1111.jsonl", session("2026-11-20", true) + &session("2026-11-21", false));
    let out = good(&home, &["history"]);
    assert_eq!(out.lines().count(), 4);
    assert!(
        out.starts_with(
            "2 of the last 2 evenings\n\n2026-11-20  22:00  1 of 2 steps     2 min 30 s  Classic evening\n2026-11-21  22:00  1 of 2"
        ),
        "{out}"
    );
    // A line from before it was kept whether an evening is whole: coming to the end was enough.
    let newer = |whole| session("2026-11-22", true).replace("true", &format!("true,\"whole\":{whole}"));
    for (whole, how, yes) in [(true, "whole", "yes"), (false, "part", "no")] {
        home.write("data/journal/2026-b-1111.jsonl", newer(whole));
        let out = good(&home, &["history"]);
        assert!(out.contains("\n2026-11-22  22:00  1 of 2 steps"), "what was done: {out}");
        let csv = good(&home, &["history", "--csv"]);
        assert!(csv.ends_with(&format!(",yes,2.5,1 of 2,{yes},no,\n")), "and what it counts as: {csv}");
        let nights = &json(&home, &["diary", "--json"])["nights"];
        assert_eq!(
            nights.as_array().and_then(|all| all.last()).map(|last| &last["routine"]),
            Some(&how.into())
        );
    }
    std::fs::remove_file(home.path().join("data/journal/2026-b-1111.jsonl")).unwrap();
    let rows = json(&home, &["history", "--json"]);
    assert_eq!((&rows[1]["finished"], &rows[1]["night"]), (&false.into(), &"2026-11-21".into()));
    let csv = good(&home, &["history", "--csv"]);
    assert!(
        csv.ends_with("2026-11-21,2026-11-21 22:00,classic,Classic evening,no,2.5,1 of 2,no,no,\n"),
        "{csv}"
    );
    good(&home, &["diary", "add", "--no-cramp"]);
    let diary = json(&home, &["diary", "--json"]);
    assert_eq!(
        (&diary["nights"][0]["routine"], &diary["nights"][0]["cramp"]),
        (&"whole".into(), &Value::Null)
    );
    assert_eq!(
        (&diary["nights"][1]["routine"], &diary["nights"][1]["cramp"]),
        (&"part".into(), &false.into())
    );
}

#[test]
fn what_was_before_is_recalled_and_the_trial_is_nobodys_measure() {
    let home = Home::new();
    let out = good(&home, &["diary", "before", "--cramp-nights", "8", "--cramps", "12"]);
    assert_eq!(out, "Saved, as you recall it: before the routine, cramps on 8 of 14 nights, 12 in all.\n");
    assert_eq!(json(&home, &["diary", "--json"])["trends"]["recalled"]["cramps"], 12);
    assert!(good(&home, &["diary", "list"]).contains("before the routine, cramps on 8 of 14 nights"));
    let trial = good(&home, &["diary", "trial"]).replace('\n', " ");
    assert!(trial.contains("about 1.2 fewer cramps a night than the others (95% CI 0.6 to 1.8)"), "{trial}");
}

/// Two machines, one of them offline for a week, their clocks an hour apart: once their folders are brought together, both
/// tell the same, nothing is lost and nothing is there twice.
#[test]
fn two_machines_that_were_apart_agree_again() {
    let (desk, bed) = (Home::new(), Home::new());
    for day in 15..22 {
        for (home, hour, night) in [(&desk, "07:00", day - 1), (&bed, "08:00", day - 2)] {
            let now = format!("2026-11-{day:02}T{hour}:00+01:00[+01:00]");
            let night = format!("2026-11-{night:02}");
            let Ran { code, out, .. } =
                at(home, &now, &["diary", "add", "--night", &night, "--minutes", "2"]);
            assert_eq!(code, 0, "{out}");
        }
    }
    let listed = |home: &Home| json(home, &["diary", "list", "--json"]).as_array().unwrap().clone();
    let cramps = |home: &Home| listed(home).iter().filter(|entry| entry["text"] == "cramp, 2 min").count();
    assert_eq!((cramps(&desk), cramps(&bed)), (7, 7));
    for (from, to) in [(&desk, &bed), (&bed, &desk)] {
        let journal = |home: &Home| home.path().join("data/journal");
        for file in std::fs::read_dir(journal(from)).unwrap() {
            let file = file.unwrap();
            let copy = journal(to).join(file.file_name());
            // Each machine writes files of its own name alone, so that none is in the way of another.
            let same = !copy.exists() || std::fs::read(&copy).unwrap() == std::fs::read(file.path()).unwrap();
            assert!(same, "{}", copy.display());
            std::fs::copy(file.path(), copy).unwrap();
        }
    }
    assert_eq!(listed(&desk), listed(&bed));
    assert_eq!(cramps(&desk), 14);
}
