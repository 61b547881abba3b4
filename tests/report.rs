//! The page for an appointment from the real program: what is on it, where it is written, and what it never does.

#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that goes wrong")]

#[cfg(unix)]
use std::path::PathBuf;

use serde_json::Value;

use common::{Home, Ran, good};

const NAME: &str = "winddown-report-2026-11-22.html";
/// What somebody may write wherever words can be written.
const BAD: &str = "<script>alert('x')</script> & \"so\"";

/// Runs the program, which must say why not. Returns what it said.
#[track_caller]
fn refused(home: &Home, arguments: &[&str]) -> String {
    let Ran { code, out, err } = home.run(arguments);
    assert_eq!((code, out.as_str()), (1, ""), "{arguments:?}: {err}");
    err
}

/// A journal with one of everything, and the answers about health.
fn told() -> Home {
    let home = Home::new();
    home.answer();
    home.write("data/safety.json", r#"{"v":2,"yes":["pregnancy"],"night_trips":2,"given_on":"2026-11-02"}"#);
    let mut lines = Vec::new();
    let mut line = |night: &str, at: &str, rest: &str| {
        let (id, zone) = (lines.len(), "+01:00[+01:00]");
        lines.push(format!(r#"{{"v":1,"id":"{id}","at":"{at}:00{zone}","night":"{night}",{rest}}}"#));
    };
    let bad = serde_json::to_string(BAD).unwrap();
    line("2026-09-01", "2026-09-02T08:00", r#""kind":"night","cramp":false"#);
    line(
        "2026-11-18",
        "2026-11-18T22:10",
        &format!(
            r#""kind":"session","session":"s","routine":"mine","name":{bad},"started":"2026-11-18T22:00:00+01:00[+01:00]","steps":[],"finished":true,"whole":true,"seconds":600"#
        ),
    );
    line(
        "2026-11-18",
        "2026-11-18T22:12",
        r#""kind":"water","glasses":6,"glass_ml":250,"active":false,"hot":false,"fibre":false,"alcohol":true,"red":true"#,
    );
    line("2026-11-19", "2026-11-19T22:12", r#""kind":"excused""#);
    line(
        "2026-11-20",
        "2026-11-21T08:00",
        &format!(
            r#""kind":"night","cramp":true,"disturbed":7,"day":["alcohol","medicine"],"medicine":{bad},"note":{bad}"#
        ),
    );
    line(
        "2026-11-20",
        "2026-11-21T08:01",
        &format!(
            r#""kind":"cramp","cramp":"c","began":"2026-11-21T03:10:00+01:00[+01:00]","side":"left","muscle":"calf","severity":6,"seconds":180,"state":"asleep","helped":["stood",{bad}],"soreness":2,"note":"Zebra.","signs":["walking"]"#
        ),
    );
    line("2026-11-20", "2026-11-21T08:02", r#""kind":"cramp","cramp":"d""#);
    line(
        "2026-10-03",
        "2026-10-03T20:00",
        r#""kind":"signs","signs_id":"s1","side":"right","signs":["swollen"]"#,
    );
    line("2026-10-05", "2026-10-05T20:00", r#""kind":"checked","checked":[{"of":"s1","sign":"swollen"}]"#);
    line("2026-11-21", "2026-11-21T20:00", r#""kind":"before","cramp_nights":8,"cramps":9"#);
    home.write("data/journal/2026-made-up.jsonl", lines.join("\n") + "\n");
    home
}

fn page(home: &Home) -> String {
    std::fs::read_to_string(home.path().join(NAME)).unwrap()
}

#[test]
fn an_empty_diary_makes_no_page_and_says_how_to_begin() {
    let home = Home::new();
    for arguments in [&["report"][..], &["report", "--text"], &["report", "--json"]] {
        let err = refused(&home, arguments);
        assert!(
            err.contains("nothing is in the diary yet") && err.contains("winddown diary add --help"),
            "{err}"
        );
    }
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "nothing is written");
}

#[test]
fn the_page_is_a_new_file_of_ones_own() {
    let home = told();
    let file = home.path().join(NAME);
    let out = good(&home, &["report"]);
    assert!(out.starts_with(&format!("{}\nOpen it in your browser", file.display())), "{out}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    // What is there stays, even if it is not ours.
    std::fs::write(&file, "mine").unwrap();
    let err = refused(&home, &["report"]);
    assert!(err.contains(NAME) && err.contains("stays as it is") && err.contains("--to FILE"), "{err}");
    refused(&home, &["report", "--to", NAME]);
    assert_eq!(page(&home), "mine");

    std::fs::create_dir(home.path().join("visit")).unwrap();
    for (to, file) in [("visit", format!("visit/{NAME}")), ("visit/mine.html", "visit/mine.html".to_owned())]
    {
        good(&home, &["report", "--to", to]);
        assert!(std::fs::read_to_string(home.path().join(file)).unwrap().ends_with("</html>"), "{to}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let home = told();
    std::os::unix::fs::symlink(home.path().join("elsewhere"), home.path().join(NAME)).unwrap();
    assert!(refused(&home, &["report"]).contains("is there already"));
    assert!(!home.path().join("elsewhere").exists());
}

#[test]
fn where_nothing_can_be_written_it_says_so() {
    let home = told();
    home.write("file", "");
    for (to, said) in [
        ("file/page.html", "there is no folder"),
        ("missing/", "there is no folder"),
        ("missing/page.html", "there is no folder"),
        ("missing/deeper/", "there is no folder"),
    ] {
        let err = refused(&home, &["report", "--to", to]);
        let folder = home.at(to.rsplit_once('/').unwrap().0).display().to_string();
        assert!(err.contains(said) && err.contains(&folder), "{err}");
        assert!(err.contains("name another place: --to FILE") && !err.contains("os error 2"), "{err}");
    }
}

#[test]
fn whatever_was_written_is_text_and_the_page_needs_nothing_else() {
    let home = told();
    good(&home, &["safety", "--medicines", BAD]);
    good(&home, &["report"]);
    let page = page(&home);
    for outside in ["<script", "http:", "https:", "src=", "url(", "@import", "href="] {
        assert!(!page.contains(outside), "{outside}");
    }
    let escaped = "&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62; &#38; &#34;so&#34;";
    // In the routine's name, the medicine line, the medicine of a night, its note, and what helped.
    assert_eq!(page.matches(escaped).count(), 5, "{page}");
}

#[test]
fn nothing_that_was_logged_is_missing() {
    let home = told();
    home.write(
        "data/journal/2026-newer.jsonl",
        "{\"v\":1,\"id\":\"n\",\"at\":\"2026-11-20T20:00:00+01:00[+01:00]\",\"night\":\"2026-11-20\",\"kind\":\"signs\",\
         \"signs_id\":\"n\",\"side\":\"left\",\"signs\":[\"x-new\"]}\n\
         {\"v\":1,\"id\":\"m\",\"at\":\"2026-11-20T20:00:00+01:00[+01:00]\",\"night\":\"2026-11-20\",\"kind\":\"moon\"}\n",
    );
    good(&home, &["safety", "--medicines", "Iron, 2 glasses of wine"]);
    let Ran { code, err, .. } = home.run(&["report"]);
    assert_eq!(
        (code, err.as_str()),
        (0, "winddown: 1 entry was written by a newer winddown and is not counted here.\n")
    );
    let (page, text) = (page(&home), home.run(&["report", "--text"]).out);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "1 September to 21 November 2026",
        "2 of 82",
        "1 of 2 logged",
        "before the routine, cramps on 8 of 14 nights, 9 in all",
        "Disturbed by cramps, 0 to 10: median 7",
        "Evenings off: 1",
        "1 time, 18 Nov",
        "Alcohol that day: on 1 of 1 evening",
        "Red or brown urine: 18 Nov",
        "A swollen, hot, red or very tender leg: 3 Oct (right), checked 5 Oct",
        "Calf pain that comes with walking: 20 Nov (left)",
        "\"x-new\", which only a newer winddown knows: 20 Nov (left)",
        "Ticked (2 November 2026): Pregnant",
        "Trips to the toilet at night: 2",
        "Iron, 2 glasses of wine",
        "Noted in the diary as new or changed:",
        "20 Nov: Zebra.",
        "1 entry was written by a newer winddown and is not counted here.",
        "Could one of my medicines do this?",
        "They are usually not needed.",
    ] {
        assert!(text.contains(words), "{words}: {text}");
        let is_fact = words.split(": ").all(|part| page.contains(&part.replace('"', "&#34;")));
        assert!(is_fact, "{words} is not on the page");
    }
}

#[test]
fn the_text_is_as_it_was() {
    let home = told();
    insta::assert_snapshot!("the_page_as_text", good(&home, &["report", "--text"]));
    let heard = good(&home, &["report", "--text", "--plain"]);
    assert!(!heard.contains('■') && heard.contains("2 cramps, 1 night logged\n"), "{heard}");
}

#[test]
fn programs_get_the_facts() {
    let home = told();
    let facts: Value = serde_json::from_str(&good(&home, &["report", "--json"])).unwrap();
    assert_eq!((&facts["from"], &facts["to"]), (&"2026-09-01".into(), &"2026-11-21".into()));
    assert_eq!((&facts["cramps"], &facts["cramp_nights"]), (&2.into(), &1.into()));
    assert_eq!(facts["muscle"][1], serde_json::json!({ "label": "not noted", "count": 1 }));
    assert_eq!(facts["answers"]["ticked"][0], "Pregnant");
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 2, "no page is written");
}

#[test]
fn a_later_beginning_counts_less_but_hides_no_open_sign() {
    let home = told();
    let text = good(&home, &["report", "--text", "--since", "15", "november"]);
    assert!(text.contains("15 November to 21 November 2026") && text.contains("1 of 7"), "{text}");
    assert!(!text.contains("swollen"), "it was checked: {text}");
    home.write(
        "data/journal/2026-other.jsonl",
        "{\"v\":1,\"id\":\"o\",\"at\":\"2026-10-01T08:00:00+01:00[+01:00]\",\"night\":\"2026-09-30\",\"kind\":\"signs\",\
         \"signs_id\":\"o\",\"signs\":[\"chest\",\"tired-by-day\"]}\n",
    );
    let Ran { out, err, .. } = home.run(&["report", "--text", "--since", "2026-11-15"]);
    assert!(out.contains("Chest pain, trouble breathing, coughing blood or fainting: 30 Sep"), "{out}");
    assert!(!out.contains("Tired in the day"), "that was for a fortnight: {out}");
    // And it comes before the page; beside it where only the page is wanted.
    let urgent = "Get help now\n  emergency: Chest pain";
    assert!(err.starts_with(&format!("winddown: {urgent}")), "{err}");
    let Ran { out, err, .. } = home.run(&["report", "--json"]);
    assert!(err.starts_with(&format!("winddown: {urgent}")) && out.starts_with('{'), "{err}");
    let out = good(&home, &["report"]);
    assert!(out.starts_with(urgent), "{out}");
}

#[test]
fn a_beginning_that_cannot_be_is_told() {
    let home = told();
    for (since, said) in [
        ("soon", "no night is called `soon`; write a date, such as 2026-11-22"),
        ("2026-13-01", "no night is called `2026-13-01`"),
        ("2026-11-23", "the night of 2026-11-23 is still to come; tonight is 2026-11-22"),
        ("0001-01-01", "the night of 0001-01-01 is more than 10 years ago; check the year"),
        ("2026-11-21", "nothing was logged since 2026-11-21"),
    ] {
        let err = refused(&home, &["report", "--since", since]);
        assert!(err.contains(said), "{err}");
    }
    // In the morning, tonight is the night to come.
    let now = "2026-11-23T09:49:00+01:00[+01:00]";
    for command in ["report", "history"] {
        let ran = Ran::of(home.program().env("WINDDOWN_NOW", now).args([command, "--since", "tomorrow"]));
        assert_eq!(ran.err, "winddown: the night of 2026-11-24 is still to come; tonight is 2026-11-23\n");
    }
    for wrong in [["--text", "--open"], ["--json", "--open"], ["--text", "--json"]] {
        assert_eq!(home.run(&["report", wrong[0], wrong[1]]).code, 2, "{wrong:?}");
    }
    assert!(!home.path().join(NAME).exists());
}

#[test]
fn what_cannot_be_read_is_told_on_the_page() {
    let home = told();
    home.write("data/journal/2026-torn.jsonl", "{\"v\":1,\"id\"\n");
    home.write("data/safety.json", "{");
    let text = good(&home, &["report", "--text"]);
    assert!(text.contains("Not readable: 1 line of the diary."), "{text}");
    assert!(text.contains("The answers about health cannot be read."), "{text}");
    // What stands in for them is nobody's answer.
    assert!(!text.contains("Pregnant"), "{text}");
    let Ran { code, err, .. } = home.run(&["report"]);
    assert_eq!(code, 0);
    assert!(err.contains("winddown: Not readable: 1 line of the diary."), "{err}");
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn the_desktop_opens_it_or_the_page_stays() {
    let home = told();
    let bin: PathBuf = home.path().join("bin");
    let open = |to: &str| Ran::of(home.program().env("PATH", &bin).args(["report", "--open", "--to", to]));
    let Ran { code, out, err } = open("a.html");
    assert_eq!(code, 1);
    assert!(err.contains("there is no xdg-open here; the page is there") && err.contains("a.html"), "{err}");
    assert!(out.contains("a.html") && home.path().join("a.html").exists());

    home.script("bin/xdg-open", &format!("echo \"$1\" > {}", home.path().join("opened").display()));
    assert_eq!(open("b.html").code, 0);
    let opened = std::fs::read_to_string(home.path().join("opened")).unwrap();
    assert_eq!(opened.trim(), home.path().join("b.html").display().to_string());

    home.script("bin/xdg-open", "exit 3");
    let Ran { code, err, .. } = open("c.html");
    assert_eq!(code, 1);
    assert!(err.contains("xdg-open could not open it") && home.path().join("c.html").exists(), "{err}");
}

#[test]
fn medicines_are_kept_with_the_answers() {
    let home = Home::new();
    let err = refused(&home, &["safety", "--medicines", "Iron"]);
    assert!(err.contains("please answer those first: winddown safety"), "{err}");
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    home.answer();
    let label = "Medicines, supplements and alcohol, for your doctor";
    assert_eq!(
        good(&home, &["safety", "--medicines", " Iron\x1b[2J,\nwine "]),
        format!("Saved. {label}: Iron?[2J, wine\n")
    );
    assert!(good(&home, &["safety"]).contains(&format!("{label}: Iron?[2J, wine")));
    let err = refused(&home, &["safety", "--medicines", &"é".repeat(501)]);
    assert!(err.contains("that is 501 letters, and there is room for 500"), "{err}");
    good(&home, &["safety", "--medicines", &"é".repeat(500)]);
    assert!(good(&home, &["safety"]).contains(&"é".repeat(500)));
    assert_eq!(good(&home, &["safety", "--medicines", ""]), format!("Removed. {label}: nothing.\n"));
    assert!(!good(&home, &["safety"]).contains(label));
}
