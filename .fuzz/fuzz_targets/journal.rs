//! Fuzzes the reading of the journal and the diary made of it; a zero byte divides the input between this year's file
//! and last year's.
#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;

use jiff::Zoned;
use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use winddown::testing::diary::{Diary, Trends, bars};
use winddown::testing::document::harmful;
use winddown::testing::health::water::{ALARMING, Limit, Profile, Units, judge};
use winddown::testing::store::journal::{BadLine, Entry, EventKind, FORTNIGHT, Journal, LONGEST_CRAMP, line};
use winddown::testing::store::paths::Paths;
use winddown::testing::text;

/// A folder in memory, one for each process.
static HOME: LazyLock<Paths> = LazyLock::new(|| {
    let memory = PathBuf::from("/dev/shm");
    let memory = if memory.is_dir() { memory } else { std::env::temp_dir() };
    let paths = Paths::under(&memory.join(format!("winddown-fuzz-{}", std::process::id())));
    std::fs::create_dir_all(paths.data.join("journal")).expect("a folder in memory");
    paths
});

fuzz_target!(|bytes: &[u8]| {
    let divide = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
    let (this_year, last_year) = bytes.split_at(divide);
    let journal = written(this_year, last_year.get(1..).unwrap_or_default());

    let reading = journal.read_all();
    assert!(reading.entries.is_sorted_by_key(|entry| entry.at.timestamp()));
    reading.entries.iter().for_each(believable);
    reading.bad.iter().for_each(reported);

    // The night of most seeds, one early in a year, and the ends of the calendar.
    for night in [date(2026, 11, 22), date(2026, 1, 1), date(-9999, 1, 1), date(9999, 12, 31)] {
        let recall = journal.recall(night);
        if let Some(last) = &recall.last {
            assert!(matches!(last.what, EventKind::Session(_)) && last.night <= night, "{last:?}");
            assert!(!text::night(last.night, night).is_empty());
        }
        recall.bad.iter().for_each(reported);
    }
    for night in [date(2026, 11, 22), date(9999, 12, 31)] {
        told(&Diary::of(reading.entries.clone(), night));
    }

    // What was read is written as it was read.
    let lines = lines(&reading.entries);
    let again = written(lines.as_bytes(), &[]).read_all();
    assert_eq!(again.bad, []);
    assert_eq!(self::lines(&again.entries), lines);
});

/// Puts both years in place.
fn written(this_year: &[u8], last_year: &[u8]) -> Journal {
    let folder = HOME.data.join("journal");
    std::fs::write(folder.join("2026-x.jsonl"), this_year).expect("room in memory");
    std::fs::write(folder.join("2025-y.jsonl"), last_year).expect("room in memory");
    Journal::open(&HOME)
}

/// The lines of all entries that this version knows how to write, and whose times can be written to the second: the
/// standard has no room for the seconds of an offset, as places had them before there were time zones.
fn lines(entries: &[Entry]) -> String {
    let is_exact = |at: &Zoned| at.offset().seconds() % 60 == 0;
    let known = entries.iter().filter(|entry| match &entry.what {
        EventKind::Session(note) => is_exact(&note.started),
        EventKind::Cramp(note) => note.began.as_ref().is_none_or(is_exact),
        EventKind::Other { .. } => false,
        _ => true,
    });
    known
        .filter(|entry| is_exact(&entry.at))
        .map(|entry| line(&entry.id, &entry.at, entry.night, &entry.what) + "\n")
        .collect()
}

/// What must hold of an entry that was read, whoever wrote it.
fn believable(entry: &Entry) {
    let fit = |text: &Option<String>| text.as_ref().is_none_or(|text| !text.chars().any(harmful));
    match &entry.what {
        EventKind::Session(note) => {
            let mut names = note.steps.iter().map(|step| &step.name).chain([&note.name]);
            assert!(!names.any(|name| name.chars().any(harmful)), "{note:?}");
            assert!(note.steps.iter().all(|step| step.share <= 100), "{note:?}");
        }
        EventKind::Water(note) => {
            assert!(note.colour.is_none_or(|shade| (1..=ALARMING).contains(&shade)), "{note:?}");
            let limit = Limit::None;
            let person = Profile {
                glass_ml: 250,
                units: Units::Ounces,
                target_ml: 2000,
                limit,
                pregnant: true,
                night_trips: 2,
            };
            judge(note, Some(note), &person);
        }
        EventKind::Cramp(note) => {
            assert!(note.seconds.is_none_or(|seconds| (1..=LONGEST_CRAMP).contains(&seconds)), "{note:?}");
            assert!(fit(&note.note), "{note:?}");
            assert!(!note.helped.iter().any(|relief| relief.label().chars().any(harmful)), "{note:?}");
        }
        EventKind::Night(note) => assert!(fit(&note.medicine) && fit(&note.note), "{note:?}"),
        EventKind::Before(note) => {
            assert!(note.cramp_nights <= FORTNIGHT, "{note:?}");
            assert!(note.cramps.is_none_or(|cramps| cramps >= note.cramp_nights), "{note:?}");
        }
        EventKind::Excused(note) => assert!(fit(&note.reason), "{note:?}"),
        EventKind::Thoughts(note) => {
            assert!(
                note.lines.len() <= 5 && !note.lines.iter().any(|line| line.chars().any(harmful)),
                "{note:?}"
            );
        }
        EventKind::Signs(_) | EventKind::Checked(_) => {}
        EventKind::Void { .. } => panic!("{entry:?} was left in"),
        EventKind::Other { .. } => return,
    }
    assert!(!line(&entry.id, &entry.at, entry.night, &entry.what).is_empty(), "{entry:?}");
}

/// What must hold of the diary, whatever stands in the journal.
fn told(diary: &Diary) {
    let trends = Trends::of(diary);
    let weeks = diary.weeks(7);
    assert_eq!((weeks.len(), bars(&weeks, 4).len()), (7, 4));
    let rows = trends.table().into_iter().flat_map(|row| [row.before, row.lately]);
    let findings = diary.findings().into_iter().map(|finding| finding.text());
    let entries = diary.list().into_iter().map(|entry| entry.text);
    for text in rows.chain(findings).chain(entries).chain(diary.aloud()).chain(trends.sentences()) {
        assert!(!text.chars().any(harmful), "{text:?}");
    }
}

/// What must hold of a line that could not be read.
fn reported(bad: &BadLine) {
    assert!(bad.line > 0, "{bad:?}");
    assert!(!bad.why.is_empty() && !bad.why.chars().any(harmful), "{bad:?}");
}
