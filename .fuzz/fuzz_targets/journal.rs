//! Fuzzes the reading of the journal; a zero byte divides the input between this year's file and last year's.
#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use winddown::document::harmful;
use winddown::store::journal::{BadLine, Journal, EventKind, line};
use winddown::store::paths::Paths;
use winddown::health::water::{ALARMING, Limit, Profile, judge};
use winddown::text;

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
    let folder = HOME.data.join("journal");
    std::fs::write(folder.join("2026-x.jsonl"), this_year).expect("room in memory");
    std::fs::write(folder.join("2025-y.jsonl"), last_year.get(1..).unwrap_or_default())
        .expect("room in memory");
    let journal = Journal::open(&HOME);

    let reading = journal.read_all();
    assert!(reading.entries.is_sorted_by_key(|entry| entry.at.timestamp()));
    for entry in &reading.entries {
        match &entry.what {
            EventKind::Session(note) => {
                let names = || note.steps.iter().map(|step| &step.name).chain([&note.name]);
                assert!(!names().any(|name| name.chars().any(harmful)), "{note:?}");
                assert!(note.steps.iter().all(|step| step.share <= 100), "{note:?}");
            }
            EventKind::Void { .. } => panic!("{entry:?} was left in"),
            EventKind::Water(note) => {
                assert!(note.colour.is_none_or(|shade| (1..=ALARMING).contains(&shade)), "{note:?}");
                let person = Profile {
                    glass_ml: 250,
                    target_ml: 2000,
                    limit: Limit::None,
                    pregnant: true,
                    night_trips: 2,
                };
                judge(note, Some(note), &person);
            }
            EventKind::Excused => {}
            EventKind::Other { .. } => continue,
        }
        assert!(!line(&entry.id, &entry.at, entry.night, &entry.what).is_empty(), "{entry:?}");
    }
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
});

/// What must hold of a line that could not be read.
fn reported(bad: &BadLine) {
    assert!(bad.line > 0, "{bad:?}");
    assert!(!bad.why.is_empty() && !bad.why.chars().any(harmful), "{bad:?}");
}
