//! Tests of the journal as a whole, on real files.

use std::fs;
use std::io;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::date;
use tempfile::TempDir;

use super::*;
use crate::health::body::{Day, KnownRelief, Muscle, Relief, Severity, State};
use crate::health::signs::Sign;
use crate::store::paths::Paths;

/// A journal in a folder of its own.
struct Place {
    _home: TempDir,
    paths: Paths,
    journal: Journal,
}

fn place() -> Place {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::under(home.path());
    Place { journal: Journal::open(&paths), paths, _home: home }
}

impl Place {
    /// Writes a file of the journal as it stands.
    fn put(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let file = self.paths.data.join("journal").join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        file
    }

    /// Returns this device's only file.
    fn file(&self) -> PathBuf {
        let mut files = fs::read_dir(self.paths.data.join("journal")).unwrap();
        let file = files.next().unwrap().unwrap().path();
        assert!(files.next().is_none());
        file
    }

    fn add(&self, at: &str, what: &EventKind) -> String {
        let at = zoned(at);
        self.journal.append(&at, night_of(&at, 12), what).unwrap()
    }
}

/// Returns a time in Berlin.
fn zoned(text: &str) -> Zoned {
    format!("{text}[Europe/Berlin]").parse().unwrap()
}

fn session(session: &str, seconds: u32) -> EventKind {
    EventKind::Session(SessionNote {
        session: session.to_owned(),
        routine: "classic".to_owned(),
        name: "Classic \\ \"evening\" 😴".to_owned(),
        started: zoned("2026-11-22T22:00:00"),
        steps: vec![StepNote { name: "Wall calf".to_owned(), share: 100 }],
        finished: false,
        whole: None,
        seconds,
    })
}

fn water(glasses: u8) -> WaterNote {
    WaterNote {
        glasses,
        glass_ml: 200,
        active: false,
        hot: true,
        fibre: false,
        alcohol: false,
        thirsty: None,
        colour: Some(3),
        red: false,
    }
}

fn void(entry: &str) -> EventKind {
    EventKind::Void { entry: entry.to_owned() }
}

/// Returns a line of water, as another device would have written it.
fn water_line(id: &str, at: &str, night: &str, glasses: u8) -> String {
    format!(
        r#"{{"v":1,"id":"{id}","at":"{at}[Europe/Berlin]","night":"{night}","kind":"water","glasses":{glasses},"glass_ml":200,"active":false,"hot":true,"fibre":false,"alcohol":false,"colour":3}}"#
    ) + "\n"
}

/// Returns a session's line, in another order and with more spaces than ours.
fn session_line(id: &str, at: &str, night: &str, session: &str) -> String {
    format!(
        r#"{{ "kind" : "session", "steps":[], "seconds":9, "started":"{at}[Europe/Berlin]", "session":"{session}", "routine":"r", "name":"n", "finished":true, "mood":"good", "night":"{night}", "at":"{at}[Europe/Berlin]", "id":"{id}", "v" : 1 }}"#
    ) + "\n"
}

fn ids(reading: &JournalContents) -> Vec<&str> {
    reading.entries.iter().map(|entry| entry.id.as_str()).collect()
}

fn glasses(note: Option<WaterNote>) -> Option<u8> {
    note.map(|note| note.glasses)
}

#[test]
fn nights_run_from_noon_to_noon() {
    let table = [
        ("2026-11-22T12:00:00", "2026-11-22"),
        ("2026-11-22T22:10:03", "2026-11-22"),
        ("2026-11-23T00:40:00", "2026-11-22"),
        ("2026-11-23T11:59:59", "2026-11-22"),
        ("2026-11-23T12:00:00", "2026-11-23"),
        ("2027-01-01T00:40:00", "2026-12-31"),
        // Summer time begins: 02:30 is not there. It ends: 02:30 is there twice.
        ("2026-03-29T01:59:59+01:00", "2026-03-28"),
        ("2026-03-29T03:00:00+02:00", "2026-03-28"),
        ("2026-03-29T11:59:59+02:00", "2026-03-28"),
        ("2026-03-29T12:00:00+02:00", "2026-03-29"),
        ("2026-10-25T02:30:00+02:00", "2026-10-24"),
        ("2026-10-25T02:30:00+01:00", "2026-10-24"),
        ("2026-10-25T12:00:00+01:00", "2026-10-25"),
    ];
    for (at, night) in table {
        assert_eq!(night_of(&zoned(at), 12).to_string(), night, "{at}");
    }
    assert_eq!(night_of(&zoned("2026-11-23T05:59:59"), 6), date(2026, 11, 22));
    assert_eq!(night_of(&zoned("2026-11-23T06:00:00"), 6), date(2026, 11, 23));
    assert_eq!(night_of(&zoned("2026-11-23T00:00:00"), 0), date(2026, 11, 23));
}

/// In every minute of the weeks in which clocks change, also on a journey.
#[test]
fn nights_follow_each_other_and_none_comes_twice() {
    let zones =
        ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Cairo"];
    for (zone, first) in zones.into_iter().flat_map(|zone| {
        ["2026-03-08", "2026-03-29", "2026-04-05", "2026-04-24", "2026-09-06", "2026-10-04", "2026-10-25"]
            .map(|first| (zone, first))
    }) {
        let Ok(noon) = format!("{first}T12:00[{zone}]").parse::<Zoned>() else {
            println!("{zone} is skipped: there are no time zone files here");
            continue;
        };
        let noon = noon.checked_sub(3_i32.days()).unwrap();
        let mut before = night_of(&noon, 12);
        for minute in 0..7_i32 * 24 * 60 {
            let at = noon.checked_add(minute.minutes()).unwrap();
            let night = night_of(&at, 12);
            // From noon on the clock, whatever it did at night.
            let begins = at.time() == jiff::civil::time(12, 0, 0, 0) && minute > 0;
            assert_eq!(night, if begins { before.tomorrow().unwrap() } else { before }, "{at}");
            assert!(slept(&at, 12) <= tonight(&at, 12) && night <= tonight(&at, 12), "{at}");
            for other in zones.map(|other| at.in_tz(other).unwrap()) {
                assert!(night_of(&other, 12).since(night).unwrap().get_days().abs() <= 1, "{at}, {other}");
            }
            before = night;
        }
    }
}

#[test]
fn people_call_tonight_the_night_they_go_to_bed_in() {
    for (at, begins, night) in [
        ("2026-11-22T22:00:00", 12, "2026-11-22"),
        ("2026-11-23T04:59:59", 12, "2026-11-22"),
        ("2026-11-23T05:00:00", 12, "2026-11-23"),
        ("2026-11-23T13:00:00", 12, "2026-11-23"),
        ("2026-11-23T13:00:00", 18, "2026-11-23"),
        ("2026-11-23T01:00:00", 0, "2026-11-23"),
    ] {
        assert_eq!(tonight(&zoned(at), begins).to_string(), night, "{at} {begins}");
    }
}

#[test]
fn a_sign_told_after_midnight_was_told_that_evening() {
    for (at, day) in [
        ("2026-11-23T23:30:00", "Monday"),
        ("2026-11-24T00:30:00", "Monday"),
        ("2026-11-24T05:00:00", "Tuesday"),
    ] {
        let signs = [Sign::Chest].into();
        let note = SignsNote { id: "s".into(), signs, ..SignsNote::default() };
        let told =
            Entry { id: "a".into(), at: zoned(at), night: date(2026, 11, 23), what: EventKind::Signs(note) };
        let [open] = &open_signs([&told].into_iter())[..] else { panic!("one sign") };
        assert!(open.told(date(2026, 11, 23)).because.ends_with(&format!("noted on {day}")), "{at}");
    }
}

#[test]
fn the_night_slept_last_is_the_one_of_the_last_morning() {
    let table = [
        ("2026-11-23T04:59:59", 12, "2026-11-21"),
        ("2026-11-23T05:00:00", 12, "2026-11-22"),
        ("2026-11-23T11:59:59", 12, "2026-11-22"),
        ("2026-11-23T22:00:00", 12, "2026-11-22"),
        ("2026-11-24T00:40:00", 12, "2026-11-22"),
        // With nights that begin at midnight, and at four.
        ("2026-11-23T22:00:00", 0, "2026-11-23"),
        ("2026-11-24T00:40:00", 0, "2026-11-23"),
        ("2026-11-23T22:00:00", 4, "2026-11-23"),
        ("2026-11-23T22:00:00", 6, "2026-11-22"),
        // Where three in the morning comes twice.
        ("2026-10-25T02:30:00+01:00", 12, "2026-10-23"),
        ("2026-10-25T05:00:00+01:00", 12, "2026-10-24"),
    ];
    for (at, begins, night) in table {
        assert_eq!(slept(&zoned(at), begins).to_string(), night, "{at} {begins}");
    }
    slept(&zoned("2026-11-22T04:00:00"), 23);
}

#[test]
fn opening_and_reading_touch_nothing() {
    let place = place();
    assert_eq!(place.journal.read_all(), JournalContents::default());
    assert_eq!(place.journal.recall(date(2026, 11, 22)), StartupSummary::default());
    assert!(!place.paths.data.exists() && !place.paths.state.exists());
}

#[test]
fn what_is_written_is_read() {
    let place = place();
    let first = place.add("2026-11-22T22:10:03", &session("s1", 60));
    let second = place.add("2026-11-23T00:20:00", &EventKind::Water(water(5)));
    let reading = place.journal.read_all();
    assert_eq!(reading.bad, []);
    assert_eq!(ids(&reading), [first.as_str(), &second]);
    let night = date(2026, 11, 22);
    let at = zoned("2026-11-22T22:10:03");
    assert_eq!(reading.entries[0], Entry { id: first, at, night, what: session("s1", 60) });
    assert_eq!(reading.entries[1].what, EventKind::Water(water(5)));
    assert_eq!(reading.entries[1].night, night);
}

#[test]
fn a_line_looks_as_the_page_on_files_says() {
    let place = place();
    place
        .journal
        .append(&zoned("2026-11-22T22:10:03.987"), date(2026, 11, 22), &EventKind::Water(water(5)))
        .unwrap();
    let name = place.file().file_name().unwrap().to_str().unwrap().to_owned();
    let device = fs::read_to_string(place.paths.state.join("device")).unwrap();
    assert_eq!(name, format!("2026-{}.jsonl", device.trim()));
    let text = fs::read_to_string(place.file()).unwrap();
    let id = place.journal.read_all().entries[0].id.clone();
    let wanted = water_line(&id, "2026-11-22T22:10:03+01:00", "2026-11-22", 5);
    assert_eq!(text, wanted);
}

#[test]
fn what_we_do_not_know_cannot_be_written() {
    let place = place();
    let what = EventKind::Other { kind: "dream".to_owned() };
    let error = place.journal.append(&zoned("2026-11-22T22:10:03"), date(2026, 11, 22), &what).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
}

#[test]
fn eight_writers_lose_nothing() {
    let place = place();
    let at = zoned("2026-11-22T22:10:03");
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let (journal, at) = (&place.journal, &at);
            scope.spawn(move || {
                for line in 0..25 {
                    let what = session(&format!("{writer}-{line}"), 1);
                    // Being asked to try again is no failure, on a machine busy with other tests.
                    while let Err(error) = journal.append(at, date(2026, 11, 22), &what) {
                        assert_eq!(error.kind(), io::ErrorKind::WouldBlock, "{error}");
                    }
                }
            });
        }
    });
    let reading = place.journal.read_all();
    assert_eq!(reading.bad, []);
    assert_eq!(reading.entries.len(), 200);
    assert_eq!(fs::read_to_string(place.file()).unwrap().lines().count(), 200);
}

#[test]
fn a_torn_line_costs_only_itself() {
    let place = place();
    let first = place.add("2026-11-22T22:10:03", &session("s1", 60));
    place.add("2026-11-22T22:11:03", &session("s2", 60));
    let text = fs::read(place.file()).unwrap();
    fs::write(place.file(), &text[..text.len() - 40]).unwrap();
    let reading = place.journal.read_all();
    assert_eq!(ids(&reading), [first.as_str()]);
    assert_eq!(reading.bad, [BadLine { file: place.file(), line: 2, why: "the line breaks off".to_owned() }]);

    let third = place.add("2026-11-22T22:12:03", &session("s3", 60));
    let reading = place.journal.read_all();
    assert_eq!(ids(&reading), [first.as_str(), &third]);
    assert_eq!(reading.bad.len(), 1);
    assert!(fs::read(place.file()).unwrap().starts_with(&text[..text.len() - 40]));
}

#[test]
fn a_torn_line_is_told_once_and_set_aside_when_asked() {
    let place = place();
    let journal = &place.journal;
    let night = date(2026, 11, 22);
    fs::create_dir_all(&place.paths.state).unwrap();
    fs::write(place.paths.state.join("device"), "mine").unwrap();
    let first = place.add("2026-11-22T22:10:03", &session("s1", 60));
    let own = place.file();
    let whole = fs::read(&own).unwrap();
    let newer = br#"{"v":2,"what":"nothing we know"}"#;
    fs::write(&own, [&whole[..], newer, b"\n", &whole[..70]].concat()).unwrap();
    let other = place.put("2026-other-1111.jsonl", b"{\"v\":1,\"id\":\"on its w");

    let news = || journal.news(&journal.recall(night).bad);
    let told = news();
    assert_eq!(
        told.iter().map(|bad| (&bad.file, bad.line)).collect::<Vec<_>>(),
        [(&own, 2), (&own, 3), (&other, 1)]
    );
    assert_eq!([journal.has_torn(&told), journal.has_torn(&told[2..])], [true, false]);
    assert_eq!(news(), []);
    let second = place.add("2026-11-22T22:11:03", &EventKind::Water(water(1)));
    assert_eq!(news(), []);
    let grown = [&fs::read(&own).unwrap()[..], &whole[..90]].concat();
    fs::write(&own, grown).unwrap();
    assert_eq!(news().iter().map(|bad| bad.line).collect::<Vec<_>>(), [5], "another power cut");

    let aside = own.with_extension("jsonl.torn");
    let moved = SetAside { from: own.clone(), lines: 2, to: aside.clone() };
    assert_eq!(journal.set_aside_torn().unwrap(), [moved]);
    assert_eq!(fs::read(&aside).unwrap(), [&whole[..70], b"\n", &whole[..90], b"\n"].concat());
    assert_eq!(fs::read(&other).unwrap(), b"{\"v\":1,\"id\":\"on its w");
    let third = place.add("2026-11-22T22:12:03", &EventKind::Water(water(1)));
    let reading = journal.read_all();
    assert_eq!(ids(&reading), [first.as_str(), &second, &third]);
    assert_eq!(reading.bad.iter().map(|bad| bad.line).collect::<Vec<_>>(), [2, 1], "a newer line stays");
    assert_eq!(journal.set_aside_torn().unwrap(), []);
    #[cfg(unix)]
    for file in [own, aside] {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn where_nothing_is_kept_nothing_is_mended() {
    let place = place();
    assert_eq!((place.journal.set_aside_torn().unwrap(), place.journal.news(&[])), (vec![], vec![]));
    assert!(!place.paths.data.exists() && !place.paths.state.exists());
}

/// Whoever waits for a file that is being mended finds the mended one.
#[test]
#[cfg(target_os = "linux")]
fn a_line_told_during_the_mending_is_kept() {
    let place = place();
    let first = place.add("2026-11-22T22:10:03", &EventKind::Water(water(1)));
    let file = place.file();
    let mending = fs::File::open(&file).unwrap();
    mending.lock().unwrap();
    let is_open = |open: &io::Result<fs::DirEntry>| {
        open.as_ref().is_ok_and(|open| fs::read_link(open.path()).is_ok_and(|to| to == file))
    };
    let second = std::thread::scope(|scope| {
        let adding = scope.spawn(|| place.add("2026-11-22T22:11:03", &EventKind::Water(water(1))));
        while fs::read_dir("/proc/self/fd").unwrap().filter(is_open).count() < 2 {
            std::thread::yield_now();
        }
        crate::store::paths::replace(&file, &fs::read(&file).unwrap()).unwrap();
        mending.unlock().unwrap();
        adding.join().unwrap()
    });
    assert_eq!(ids(&place.journal.read_all()), [first.as_str(), &second]);
}

#[test]
fn a_byte_order_mark_costs_nothing() {
    let place = place();
    let line = |id| water_line(id, "2026-11-22T21:00:00+01:00", "2026-11-22", 4);
    place.put("2026-other-1111.jsonl", format!("\u{feff}{}{}", line("first"), line("second")));
    place.put("2026-third-1111.jsonl", "\u{feff}");
    let reading = place.journal.read_all();
    assert_eq!((ids(&reading), reading.bad.len()), (vec!["first", "second"], 0));
    assert_eq!(place.journal.recall(date(2026, 11, 22)).bad, []);
}

#[test]
#[cfg(unix)]
fn a_linked_file_is_added_to_where_it_is() {
    let place = place();
    let first = place.add("2026-11-22T22:10:03", &EventKind::Water(water(1)));
    let (link, synced) = (place.file(), place.paths.config.join("synced/mine.jsonl"));
    fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink(&synced, &link).unwrap();
    let next = place.add("2026-11-22T22:11:03", &EventKind::Water(water(1)));
    let last = place.add("2026-11-22T22:12:03", &EventKind::Water(water(1)));
    assert_eq!(ids(&place.journal.read_all()), [next.as_str(), &last]);
    assert!(link.is_symlink() && synced.is_file() && first != next);
}

#[test]
fn a_whole_line_without_its_newline_counts() {
    let place = place();
    let line = water_line("w", "2026-11-22T21:00:00+01:00", "2026-11-22", 4);
    place.put("2026-other-1111.jsonl", line.trim_end());
    assert_eq!(ids(&place.journal.read_all()), ["w"]);
}

#[test]
fn what_no_winddown_writes_is_made_harmless() {
    let place = place();
    let at = "2026-11-22T21:00:00+01:00";
    let named = |name: &str| {
        session_line("s", at, "2026-11-22", "s").replace(r#""name":"n""#, &format!(r#""name":"{name}""#))
    };
    let text = named(r"\u001b[2J\u202eevil").replace("[]", r#"[{"name":"\u0007\n","share":255}]"#)
        + &named(&"ü".repeat(100_000)).replace(r#""s""#, r#""long""#)
        + &water_line("w", at, "2026-11-22", 255).replace(":3}", ":10}");
    place.put("2026-other-1111.jsonl", text.as_bytes());
    let mut lines = session("lines", 1);
    if let EventKind::Session(note) = &mut lines {
        note.name = "two\nlines".into();
    }
    place.add("2026-11-22T22:10:03", &lines);

    let reading = place.journal.read_all();
    assert_eq!(reading.bad, []);
    let [evil, long, water, lines] = reading.entries.as_slice() else { panic!("{reading:?}") };
    let sessions = [evil, long, lines].map(|entry| match &entry.what {
        EventKind::Session(note) => note,
        other => panic!("{other:?}"),
    });
    let [evil, long, lines] = sessions;
    assert_eq!(lines.name, "two lines");
    assert_eq!(evil.name, "?[2J\u{fffd}evil");
    assert_eq!(evil.steps, [StepNote { name: "? ".into(), share: 100 }]);
    assert_eq!(long.name, "ü".repeat(500));
    let EventKind::Water(water) = &water.what else { panic!("{reading:?}") };
    assert_eq!((water.glasses, water.colour), (40, None));
    assert_eq!(place.journal.recall(date(2026, 11, 22)).water.as_ref(), Some(water));
}

#[test]
fn garbage_is_reported_and_passed_over() {
    let place = place();
    let good = |id: &str| water_line(id, "2026-11-22T21:00:00+01:00", "2026-11-22", 4).into_bytes();
    let mut text = good("first");
    let garbage: [&[u8]; 10] = [
        b"what is this",
        b"\xff\xfe\x00garbage",
        &[0; 500],
        b"{}",
        b"[1,2,3]",
        br#"{"v":1,"id":"x","at":"yesterday","night":"2026-11-22","kind":"water"}"#,
        br#"{"v":1,"id":"x","at":"2026-11-22T21:00:00+01:00[Europe/Berlin]","night":"2026-02-30","kind":"water"}"#,
        br#"{"v":1,"id":"x","at":"2026-11-22T21:00:00+01:00[Europe/Berlin]","night":"2026-11-22","kind":"water"}"#,
        br#"{"v":0,"id":"x","at":"2026-11-22T21:00:00+01:00[Europe/Berlin]","night":"2026-11-22","kind":"water"}"#,
        br#"{"v":2,"what":"nothing we know"}"#,
    ];
    for line in garbage {
        text.extend(line);
        text.push(b'\n');
    }
    text.extend(b"\n  \r\n");
    text.extend(good("middle"));
    text.extend(std::iter::repeat_n(b'x', 3_000_000));
    text.push(b'\n');
    text.extend(good("last"));
    text.extend(std::iter::repeat_n(b'[', 600_000));
    let file = place.put("2026-other-1111.jsonl", &text);

    let reading = place.journal.read_all();
    assert_eq!(ids(&reading), ["first", "middle", "last"]);
    let lines: Vec<u64> = reading.bad.iter().map(|bad| bad.line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 17]);
    assert!(reading.bad.iter().all(|bad| bad.file == file));
    let why = |line| &reading.bad.iter().find(|bad| bad.line == line).unwrap().why;
    assert!(why(7).starts_with("`at`"), "{}", why(7));
    assert!(why(9).starts_with("missing field `glasses`, in column"), "{}", why(9));
    assert_eq!(why(11), "written by a newer winddown (version 2)");
    assert_eq!(why(15), "longer than 512 KiB");
    assert_eq!(glasses(place.journal.recall(date(2026, 11, 22)).water), Some(4));
    assert_eq!(fs::read(file).unwrap(), text);
}

#[test]
fn of_a_file_that_is_no_journal_a_thousand_lines_are_told_of() {
    let place = place();
    let whole = water_line("1", "2026-11-22T22:10:03+01:00", "2026-11-22", 3);
    place.put("2026-other-0000.jsonl", "x\n".repeat(5000) + &whole);
    let reading = place.journal.read_all();
    assert_eq!((reading.entries.len(), reading.bad.len()), (1, 1000));
}

/// Nobody has a journal of that size, and all of it would be in memory. On Windows it would take its room on the disk.
#[test]
#[cfg(unix)]
fn a_huge_file_is_not_mended() {
    let place = place();
    place.add("2026-11-22T22:10:03", &void("x"));
    let file = fs::File::options().append(true).open(place.file()).unwrap();
    file.set_len(1 << 30).unwrap();
    let bad = place.journal.read_all().bad;
    assert_eq!(bad[0].why, "longer than 512 KiB");
    assert!(!place.journal.has_torn(&bad));
    assert_eq!(place.journal.set_aside_torn().unwrap(), []);
}

#[test]
fn the_longest_session_can_be_read_again() {
    let place = place();
    let step = StepNote { name: "😴".repeat(500), share: 100 };
    let EventKind::Session(mut note) = session("s", 1) else { unreachable!() };
    note.steps = vec![step; 200];
    place.add("2026-11-22T22:10:03", &EventKind::Session(note.clone()));
    assert_eq!(place.journal.read_all().entries[0].what, EventKind::Session(note));
}

#[test]
fn unknown_kinds_fields_and_versions_are_left_alone() {
    let place = place();
    let head = r#""at":"2026-11-22T21:00:00+01:00[Europe/Berlin]","night":"2026-11-22""#;
    let lines = [
        format!(r#"{{"v":1,"id":"a",{head},"kind":"dream","session":7}}"#),
        format!(r#"{{"v":2,"id":"b",{head},"kind":"session","steps":"many"}}"#),
        format!(r#"{{"v":1,"id":"c","mood":[1,{{"x":2}}],{head},"kind":"void","entry":"none"}}"#),
        format!(
            r#"{{"v":1,"id":"d","kind":"wat\u0065r",{head},"glasses":1,"glass_ml":1,"active":true,"hot":true,"fibre":true,"alcohol":true,"cups":3}}"#
        ),
    ];
    place.put("2026-other-1111.jsonl", lines.join("\r\n"));
    let reading = place.journal.read_all();
    assert_eq!(reading.bad, []);
    assert_eq!(ids(&reading), ["a", "b", "d"]);
    assert_eq!(reading.entries[0].what, EventKind::Other { kind: "dream".to_owned() });
    assert_eq!(reading.entries[1].what, EventKind::Other { kind: "session".to_owned() });
    let recall = place.journal.recall(date(2026, 11, 22));
    assert_eq!((recall.last, glasses(recall.water), recall.bad), (None, Some(1), vec![]));
}

#[test]
fn devices_and_years_are_merged_in_order_of_time() {
    let place = place();
    place.put("2026-a-1111.jsonl", water_line("2", "2026-12-31T23:00:00+01:00", "2026-12-31", 2));
    let others = water_line("3", "2026-12-31T23:30:00+01:00", "2026-12-31", 3)
        + &water_line("1", "2026-12-31T16:59:00-05:00", "2026-12-31", 1)
            .replace("Europe/Berlin", "America/New_York");
    place.put("2026-b-2222.jsonl", others);
    // A copy that a syncing program made, and files that are none of ours.
    place.put(
        "2026-b-2222.sync-conflict.jsonl",
        water_line("3", "2026-12-31T23:30:00+01:00", "2026-12-31", 3),
    );
    for name in ["notes.jsonl", "2026-b-2222.jsonl.bak", ".2026-b-2222.jsonl", "20265-b.jsonl", "2026-.jsonl"]
    {
        place.put(name, "nothing of ours");
    }
    let new_year = place.add("2027-01-01T00:40:00", &EventKind::Water(water(4)));
    let reading = place.journal.read_all();
    assert_eq!(reading.bad, []);
    assert_eq!(ids(&reading), ["1", "2", "3", &new_year]);
    assert_eq!(reading.entries[3].night, date(2026, 12, 31));
    let name = |start: &str| {
        fs::read_dir(place.paths.data.join("journal")).unwrap().any(|file| {
            let name = file.unwrap().file_name().into_string().unwrap();
            name.starts_with(start) && Path::new(&name).extension().is_some_and(|end| end == "jsonl")
        })
    };
    assert!(name("2027-"));
    let recall = place.journal.recall(date(2027, 1, 1));
    assert_eq!((glasses(recall.water), glasses(recall.water_before)), (None, Some(4)));
}

#[test]
fn a_session_counts_in_its_last_telling() {
    let place = place();
    let night = date(2026, 11, 22);
    place.add("2026-11-22T22:10:03", &session("s1", 60));
    let water_id = place.add("2026-11-22T22:10:03", &EventKind::Water(water(5)));
    let last = place.add("2026-11-22T22:10:03", &session("s1", 90));
    assert_eq!(ids(&place.journal.read_all()), [water_id.as_str(), &last]);
    assert_eq!(place.journal.recall(night).last.unwrap().id, last);

    // Taking the last telling back takes the session back, not half of it.
    let taken = place.add("2026-11-22T22:11:00", &void(&last));
    assert_eq!(ids(&place.journal.read_all()), [water_id.as_str()]);
    assert_eq!(place.journal.recall(night).last, None);

    // And a void can be taken back too.
    place.add("2026-11-22T22:11:00", &void(&taken));
    assert_eq!(ids(&place.journal.read_all()), [water_id.as_str(), &last]);
    assert_eq!(place.journal.recall(night).last.unwrap().what, session("s1", 90));
}

#[test]
fn a_night_can_be_excused_and_that_taken_back() {
    let place = place();
    let id = place.add("2026-11-22T22:10:03", &EventKind::Excused(ExcusedNote::default()));
    let reading = place.journal.read_all();
    assert_eq!(
        (reading.bad.len(), &reading.entries[0].what),
        (0, &EventKind::Excused(ExcusedNote::default()))
    );
    place.add("2026-11-22T22:10:04", &void(&id));
    assert!(place.journal.read_all().entries.is_empty());
    // With a reason; whatever cannot be shown goes.
    let away = |reason: &str| EventKind::Excused(ExcusedNote { reason: Some(reason.to_owned()) });
    let mut last = String::new();
    for (second, reason, kept) in [
        (5, "away", away("away")),
        (6, "\u{1b}[31mill", away("?[31mill")),
        (7, " ", EventKind::Excused(ExcusedNote::default())),
    ] {
        last = place.add(&format!("2026-11-22T22:10:0{second}"), &away(reason));
        let now: Vec<EventKind> =
            place.journal.read_all().entries.into_iter().map(|entry| entry.what).collect();
        assert_eq!(now, [kept], "the last word on a night counts");
    }
    place.add("2026-11-22T22:10:08", &void(&last));
    assert!(place.journal.read_all().entries.is_empty());
}

#[test]
fn water_is_recalled_by_night() {
    let place = place();
    let night = date(2026, 11, 22);
    place.add("2026-11-20T22:00:00", &EventKind::Water(water(1)));
    place.add("2026-11-22T00:30:00", &EventKind::Water(water(2)));
    place.add("2026-11-22T21:00:00", &EventKind::Water(water(3)));
    let last = place.add("2026-11-22T22:00:00", &EventKind::Water(water(4)));
    let recall = place.journal.recall(night);
    assert_eq!((glasses(recall.water), glasses(recall.water_before)), (Some(4), Some(2)));
    place.add("2026-11-22T22:01:00", &void(&last));
    assert_eq!(glasses(place.journal.recall(night).water), Some(3));
    assert_eq!(glasses(place.journal.recall(date(2026, 11, 24)).water_before), None);
}

#[test]
fn recall_reads_no_more_years_than_it_must() {
    let place = place();
    place.put("2025-a-1111.jsonl", "unread\n");
    place.put("2026-a-1111.jsonl", session_line("x", "2026-11-20T22:00:00+01:00", "2026-11-20", "sx"));
    let recall = place.journal.recall(date(2026, 11, 22));
    assert_eq!((recall.last.unwrap().id.as_str(), recall.bad.len()), ("x", 0));
    // New Year's Day needs the last year for the night before, but not the one before it.
    place.put("2027-a-1111.jsonl", session_line("y", "2027-01-01T00:40:00+01:00", "2026-12-31", "sy"));
    place.put("2026-b-2222.jsonl", water_line("w", "2026-12-31T23:00:00+01:00", "2026-12-31", 7));
    let recall = place.journal.recall(date(2027, 1, 1));
    assert_eq!((glasses(recall.water_before), recall.bad.len()), (Some(7), 0));
    assert_eq!(recall.last.unwrap().id, "y");
    // Without a session it looks all the way back.
    let recall = place.journal.recall(date(2026, 1, 5));
    assert_eq!((recall.last, recall.bad.len()), (None, 1));
}

#[test]
fn a_session_over_new_year_is_folded_across_files() {
    let place = place();
    place.put("2026-a-1111.jsonl", session_line("x", "2026-12-31T23:50:00+01:00", "2026-12-31", "s"));
    place.put("2027-a-1111.jsonl", session_line("y", "2027-01-01T00:05:00+01:00", "2026-12-31", "s"));
    assert_eq!(place.journal.recall(date(2026, 12, 31)).last.unwrap().id, "y");
    place.add("2027-01-01T00:06:00", &void("y"));
    assert_eq!(place.journal.recall(date(2026, 12, 31)).last, None);
}

#[test]
fn years_to_come_break_nothing() {
    let place = place();
    place.put("2099-a-1111.jsonl", session_line("late", "2099-11-22T22:00:00+01:00", "2099-11-22", "late"));
    place.put("9999-a-1111.jsonl", "garbage\n");
    let id = place.add("2026-11-22T22:10:03", &session("s1", 60));
    let recall = place.journal.recall(date(2026, 11, 23));
    assert_eq!(recall.last.unwrap().id, id);
    assert_eq!(recall.bad.len(), 1);
    assert_eq!(place.journal.recall(date(1970, 1, 1)).last, None);
    assert_eq!(ids(&place.journal.read_all()), [id.as_str(), "late"]);
    place.journal.recall(jiff::civil::Date::MIN);
    place.journal.recall(jiff::civil::Date::MAX);
}

#[test]
fn a_bad_session_gives_way_to_the_one_before() {
    let place = place();
    let bad = session_line("bad", "2026-11-22T22:00:00+01:00", "2026-11-22", "s2")
        .replace("\"seconds\":9", "\"seconds\":-9");
    place.put(
        "2026-a-1111.jsonl",
        session_line("good", "2026-11-21T22:00:00+01:00", "2026-11-21", "s1") + &bad,
    );
    let recall = place.journal.recall(date(2026, 11, 22));
    assert_eq!(recall.last.unwrap().id, "good");
    assert_eq!((recall.bad.len(), recall.bad[0].line), (1, 2));
    assert!(recall.bad[0].why.contains("-9"), "{}", recall.bad[0].why);
}

#[test]
fn what_cannot_be_opened_is_reported() {
    let place = place();
    let folder = place.paths.data.join("journal");
    fs::create_dir_all(folder.join("2026-a-1111.jsonl")).unwrap();
    place.put("2026-b-2222.jsonl", water_line("w", "2026-11-22T21:00:00+01:00", "2026-11-22", 4));
    let reading = place.journal.read_all();
    assert_eq!(ids(&reading), ["w"]);
    assert_eq!((reading.bad[0].line, reading.bad.len()), (0, 1));
    assert_eq!(reading.bad[0].file, folder.join("2026-a-1111.jsonl"));
}

#[test]
fn impossible_places_are_errors() {
    let at = zoned("2026-11-22T22:10:03");
    // A file where the journal's folder should be.
    let blocked = place();
    fs::create_dir_all(&blocked.paths.data).unwrap();
    fs::write(blocked.paths.data.join("journal"), "").unwrap();
    let error = blocked.journal.append(&at, at.date(), &void("x")).unwrap_err();
    assert!(error.to_string().contains("journal"), "{error}");
    let reading = blocked.journal.read_all();
    assert_eq!((reading.entries.len(), reading.bad.len()), (0, 1));
    assert_eq!(blocked.journal.recall(at.date()).bad.len(), 1);
    // A folder where the journal's file should be.
    let place = place();
    place.add("2026-11-22T22:10:03", &void("x"));
    let file = place.file();
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    let error = place.journal.append(&at, at.date(), &void("x")).unwrap_err();
    assert!(error.to_string().contains(".jsonl"), "{error}");
}

#[test]
#[cfg(unix)]
fn what_is_no_plain_file_is_not_opened() {
    let place = place();
    place.put("2025-x-1111.jsonl", "");
    let socket = place.paths.data.join("journal/2026-x-1111.jsonl");
    std::os::unix::net::UnixListener::bind(&socket).unwrap();
    assert_eq!(place.journal.read_all().bad[0].why, "cannot be read: not a plain file");
}

#[test]
#[cfg(unix)]
fn it_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let place = place();
    place.add("2026-11-22T22:10:03", &void("x"));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&place.file()), 0o600);
    assert_eq!(mode(&place.paths.data.join("journal")), 0o700);
    assert_eq!(mode(&place.paths.data), 0o700);
    assert_eq!(mode(&place.paths.state), 0o700);
    assert_eq!(mode(&place.paths.state.join("device")), 0o600);
}

/// Returns a line of some kind, as another device would have written it; `rest` is what the kind says.
fn told_line(id: &str, at: &str, night: &str, kind: &str, rest: &str) -> String {
    format!(
        r#"{{"v":1,"id":"{id}","at":"{at}+01:00[Europe/Berlin]","night":"{night}","kind":"{kind}",{rest}}}"#
    ) + "\n"
}

fn nights(recall: &StartupSummary) -> Vec<Date> {
    recall.told.iter().map(|entry| entry.night).collect()
}

fn cramp(cramp: &str) -> CrampNote {
    CrampNote { cramp: cramp.to_owned(), ..CrampNote::default() }
}

#[test]
fn cramps_and_nights_are_written_and_read() {
    let place = place();
    let full = CrampNote {
        cramp: "c1".to_owned(),
        began: Some(zoned("2026-11-23T03:10:00")),
        side: Some(Leg::Left),
        muscle: Some(Muscle::BackOfThigh),
        severity: Severity::new(6),
        seconds: Some(180),
        state: Some(State::Asleep),
        helped: vec![
            Relief::Known(KnownRelief::ToesToShin),
            Relief::Words("swearing \"quietly\"".to_owned()),
        ],
        soreness: Severity::new(0),
        signs: [Sign::Walking, Sign::Condition].into(),
        note: Some("after the long drive 😴".to_owned()),
    };
    let night = NightNote {
        cramp: true,
        disturbed: Severity::new(7),
        day: Some([Day::Sitting, Day::Medicine].into()),
        medicine: Some("a new pill".to_owned()),
        signs: [Sign::TiredByDay].into(),
        nothing_urgent: true,
        note: Some("tired".to_owned()),
    };
    let before = BeforeNote { cramp_nights: 8, cramps: Some(12) };
    let told = [
        EventKind::Cramp(full),
        EventKind::Cramp(cramp("c2")),
        EventKind::Night(night),
        EventKind::Before(before),
        EventKind::Night(NightNote::default()),
    ];
    for (what, at) in told.iter().zip(["23T07:00", "23T07:01", "23T07:02", "23T12:00", "24T07:00"]) {
        place.add(&format!("2026-11-{at}:00"), what);
    }
    let reading = place.journal.read_all();
    assert_eq!(reading.bad, []);
    assert_eq!(reading.entries.into_iter().map(|entry| entry.what).collect::<Vec<_>>(), told);
    let text = fs::read_to_string(place.file()).unwrap();
    assert!(text.lines().nth(1).unwrap().ends_with(r#""kind":"cramp","cramp":"c2"}"#), "{text}");
    assert!(text.lines().last().unwrap().ends_with(r#""kind":"night","cramp":false}"#), "{text}");
}

#[test]
fn a_night_counts_as_it_was_told_last_on_whatever_device() {
    let place = place();
    let night = |id, at, rest| told_line(id, at, "2026-11-22", "night", rest);
    place.put("2026-a-1111.jsonl", night("a1", "2026-11-23T07:00:00", r#""cramp":true,"disturbed":6"#));
    place.put(
        "2026-b-2222.jsonl",
        night("b1", "2026-11-23T06:00:00", r#""cramp":false"#)
            + &night("b2", "2026-11-23T08:00:00", r#""cramp":false"#),
    );
    let reading = place.journal.read_all();
    assert_eq!(ids(&reading), ["b2"]);
    assert_eq!(reading.entries[0].what, EventKind::Night(NightNote::default()));
    let recall = place.journal.recall(date(2026, 11, 23));
    assert_eq!(nights(&recall), [date(2026, 11, 22)]);
    assert!(recall.keeps_diary);
    // Taken back, the night is unknown again: no earlier answer takes its place.
    place.add("2026-11-23T09:00:00", &void("b2"));
    assert_eq!(ids(&place.journal.read_all()), [""; 0]);
    assert_eq!(place.journal.recall(date(2026, 11, 23)).told, []);
    // And it can be told anew.
    let anew = place.add("2026-11-23T09:01:00", &EventKind::Night(NightNote::default()));
    assert_eq!(ids(&place.journal.read_all()), [anew.as_str()]);
}

#[test]
fn a_cramp_counts_in_its_last_telling() {
    let place = place();
    place.add("2026-11-23T03:10:00", &EventKind::Cramp(cramp("c1")));
    let other = place.add("2026-11-23T03:11:00", &EventKind::Cramp(cramp("c2")));
    let last = place.add(
        "2026-11-23T07:00:00",
        &EventKind::Cramp(CrampNote { severity: Severity::new(6), ..cramp("c1") }),
    );
    assert_eq!(ids(&place.journal.read_all()), [other.as_str(), &last]);
    place.add("2026-11-23T07:01:00", &void(&last));
    assert_eq!(ids(&place.journal.read_all()), [other.as_str()]);
    assert_eq!(nights(&place.journal.recall(date(2026, 11, 23))), [date(2026, 11, 22)]);
    place.add("2026-11-23T07:02:00", &void(&other));
    assert_eq!(place.journal.recall(date(2026, 11, 23)).told, []);
}

#[test]
fn the_hour_that_comes_twice_holds_two_cramps() {
    let place = place();
    let at = |offset: &str| Some(zoned(&format!("2026-10-25T02:30:00{offset}")));
    for (id, offset) in [("c1", "+02:00"), ("c2", "+01:00")] {
        let note = CrampNote { began: at(offset), ..cramp(id) };
        place.add(&format!("2026-10-25T02:30:00{offset}"), &EventKind::Cramp(note));
    }
    let entries = place.journal.read_all().entries;
    let began: Vec<_> = entries
        .iter()
        .map(|entry| match &entry.what {
            EventKind::Cramp(note) => note.began.clone(),
            _ => None,
        })
        .collect();
    assert_eq!(began, [at("+02:00"), at("+01:00")]);
    assert!(entries.iter().all(|entry| entry.night == date(2026, 10, 24)));
}

#[test]
fn numbers_above_a_scale_and_words_of_a_newer_version_cost_no_cramp() {
    let place = place();
    let bell = "\\u0007";
    let cramps = [
        r#""cramp":"c","severity":11,"soreness":300,"seconds":4000000000"#.to_owned(),
        r#""cramp":"c","side":"third","muscle":"nose","state":"dreaming","signs":["walking","new-one"],"mood":1"#
            .to_owned(),
        format!(r#""cramp":"c","seconds":0,"note":"a{bell}b","helped":["a{bell}b","cold",""]"#),
        r#""cramp":"c","note":" ","began":null,"side":null,"severity":null"#.to_owned(),
    ];
    let lines = cramps.iter().map(|rest| told_line("x", "2026-11-23T07:00:00", "2026-11-22", "cramp", rest));
    let mut read = Vec::new();
    for line in lines {
        place.put("2026-a-1111.jsonl", line);
        let mut reading = place.journal.read_all();
        assert_eq!(reading.bad, []);
        read.push(reading.entries.pop().unwrap().what);
    }
    let tidy = "a?b".to_owned();
    assert_eq!(
        read,
        [
            EventKind::Cramp(CrampNote { seconds: Some(LONGEST_CRAMP), ..cramp("c") }),
            EventKind::Cramp(CrampNote {
                signs: serde_json::from_str(r#"["walking","new-one"]"#).unwrap(),
                ..cramp("c")
            }),
            EventKind::Cramp(CrampNote {
                helped: vec![Relief::Words(tidy.clone()), Relief::Known(KnownRelief::Cold)],
                note: Some(tidy),
                ..cramp("c")
            }),
            EventKind::Cramp(cramp("c")),
        ]
    );
    place.put(
        "2026-a-1111.jsonl",
        told_line("x", "2026-11-23T07:00:00", "2026-11-22", "before", r#""cramp_nights":99,"cramps":3"#),
    );
    let before = place.journal.read_all().entries.pop().unwrap().what;
    assert_eq!(before, EventKind::Before(BeforeNote { cramp_nights: 14, cramps: Some(14) }));
}

#[test]
fn what_is_no_number_and_no_text_is_a_bad_line_and_newer_ones_are_left_alone() {
    let place = place();
    let line = |kind, rest| told_line("x", "2026-11-23T07:00:00", "2026-11-22", kind, rest);
    let bad = [
        line("cramp", r#""cramp":"c","severity":-1"#),
        line("cramp", r#""cramp":"c","severity":7.5"#),
        line("cramp", r#""cramp":"c","severity":"strong""#),
        line("cramp", r#""cramp":"c","side":3"#),
        line("cramp", r#""cramp":"c","began":"at three""#),
        line("cramp", r#""severity":3"#),
        line("night", r#""disturbed":3"#),
        line("before", r#""cramps":3"#),
    ];
    let newer = line("cramp", r#""cramp":7"#).replace("\"v\":1", "\"v\":2");
    place.put("2026-a-1111.jsonl", bad.concat() + &newer);
    let reading = place.journal.read_all();
    assert_eq!(reading.bad.iter().map(|bad| bad.line).collect::<Vec<_>>(), (1..=8).collect::<Vec<_>>());
    assert_eq!(reading.entries.len(), 1);
    assert_eq!(reading.entries[0].what, EventKind::Other { kind: "cramp".to_owned() });
}

#[test]
fn the_leg_that_clearly_cramps_more_is_recalled() {
    let place = place();
    let worse = || place.journal.recall(date(2026, 11, 23)).worse_leg;
    let add = |cramp: &str, side| {
        place.add("2026-11-20T07:00:00", &EventKind::Cramp(CrampNote { side, ..self::cramp(cramp) }))
    };
    add("c1", Some(Leg::Right));
    add("c1", Some(Leg::Right));
    add("c2", Some(Leg::Right));
    add("c3", Some(Leg::Both));
    add("c4", None);
    assert_eq!(worse(), None, "two cramps, one of them told of twice");
    let third = add("c5", Some(Leg::Right));
    assert_eq!(worse(), Some(Leg::Right));
    add("c6", Some(Leg::Left));
    assert_eq!(worse(), Some(Leg::Right), "three to one");
    let left = add("c7", Some(Leg::Left));
    assert_eq!(worse(), None, "three to two");
    place.add("2026-11-20T07:01:00", &void(&left));
    assert_eq!(worse(), Some(Leg::Right), "it is taken back");
    place.add("2026-11-20T07:02:00", &void(&third));
    assert_eq!(worse(), None);
    // Tonight's do not turn tonight's evening round, and last year's are no news.
    for at in ["2026-11-23T23:00:00", "2025-11-20T07:00:00"] {
        place.add(at, &EventKind::Cramp(CrampNote { side: Some(Leg::Right), ..cramp(at) }));
    }
    assert_eq!(worse(), None);
}

#[test]
fn only_these_two_nights_are_looked_at() {
    let place = place();
    for at in ["2026-11-21T07:00:00", "2026-11-23T07:00:00", "2026-11-23T22:00:00", "2026-11-25T07:00:00"] {
        place.add(at, &EventKind::Night(NightNote::default()));
    }
    let recall = place.journal.recall(date(2026, 11, 23));
    assert_eq!(nights(&recall), [date(2026, 11, 22), date(2026, 11, 23)]);
    let recall = place.journal.recall(date(2026, 11, 30));
    assert_eq!((recall.told, recall.keeps_diary), (vec![], true));
}

fn parked(lines: &[&str]) -> EventKind {
    let lines = lines.iter().map(|line| (*line).to_owned()).collect();
    EventKind::Thoughts(ThoughtsNote { lines, shown: false })
}

/// What is recalled of thoughts: their night and lines.
fn recalled(place: &Place, night: Date) -> Option<(Date, Vec<String>)> {
    let entry = place.journal.recall(night).parked?;
    let EventKind::Thoughts(note) = entry.what else { panic!("{entry:?}") };
    Some((entry.night, note.lines))
}

#[test]
fn what_was_parked_counts_in_its_last_telling() {
    let place = place();
    let monday = date(2026, 11, 23);
    assert_eq!(recalled(&place, monday), None);
    place.add("2026-11-22T22:00:00", &parked(&["old"]));
    place.add("2026-11-23T22:00:00", &parked(&["a"]));
    let last = place.add("2026-11-23T22:01:00", &parked(&["a \"thoughts\", \"void\"", "b 😴"]));
    let told = Some((monday, vec!["a \"thoughts\", \"void\"".to_owned(), "b 😴".to_owned()]));
    for night in [monday, date(2026, 11, 26), date(2027, 1, 2)] {
        assert_eq!(recalled(&place, night), told, "{night}");
    }
    assert_eq!(recalled(&place, date(2026, 11, 22)), Some((date(2026, 11, 22), vec!["old".to_owned()])));
    assert_eq!(ids(&place.journal.read_all()).len(), 2);
    let text = fs::read_to_string(place.file()).unwrap();
    assert!(text.lines().nth(1).unwrap().ends_with(r#""kind":"thoughts","lines":["a"]}"#), "{text}");
    // Taken back, nothing earlier takes its place.
    place.add("2026-11-24T07:00:00", &void(&last));
    assert_eq!(recalled(&place, date(2026, 11, 24)), None);
    place.add("2026-11-23T22:02:00", &parked(&["anew"]));
    assert_eq!(recalled(&place, monday), Some((monday, vec!["anew".to_owned()])));
}

#[test]
fn what_others_parked_is_made_fit_to_be_shown() {
    let place = place();
    let bad = format!(
        r#""lines":["\u001b]0;x\u0007","  ","{}","\u202eback","4","5","6","7"],"mood":1"#,
        "x".repeat(9000)
    );
    // In another order than ours, so that it is read in full.
    place.put(
        "2026-a-1111.jsonl",
        told_line("a", "2026-11-23T22:00:00", "2026-11-23", "thoughts", &bad).replace("{\"v\"", "{ \"v\""),
    );
    let (_, lines) = recalled(&place, date(2026, 11, 24)).unwrap();
    assert_eq!(lines.len(), MOST_THOUGHTS);
    assert!(
        lines.iter().all(|line| line.chars().count() <= 500 && !line.chars().any(crate::document::harmful))
    );
    place.put(
        "2026-b-2222.jsonl",
        told_line("b", "2026-11-24T22:00:00", "2026-11-24", "thoughts", r#""lines":"one""#),
    );
    let recall = place.journal.recall(date(2026, 11, 24));
    assert_eq!((recall.parked, recall.bad.len()), (None, 1), "told of, and nothing is made up");
}
