//! A journal of thirty years and two devices, in the very lines that winddown writes.

use std::collections::BTreeMap;
use std::fs;
use std::sync::OnceLock;

use jiff::civil::{Date, date};
use jiff::{ToSpan, Zoned};
use serde::Serialize;
use tempfile::TempDir;
use winddown::testing::health::body::{KnownRelief, Leg, Muscle, Relief, Severity};
use winddown::testing::health::water::WaterNote;
use winddown::testing::routine::library::Library;
use winddown::testing::routine::plan::Plan;
use winddown::testing::session::Now;
use winddown::testing::store::config::Config;
use winddown::testing::store::journal::{CrampNote, EventKind, Journal, NightNote, SessionNote, StepNote};
use winddown::testing::store::paths::Paths;

/// The first night of the journal.
const FIRST: Date = date(1997, 1, 1);
/// The last night of the journal, when the file of its year is at its longest.
pub(crate) const LAST: Date = date(2026, 12, 31);
/// How many nights that is.
const NIGHTS: u32 = 10_957;

/// How many lines there are of each kind.
const SESSIONS: u32 = 11_000;
const WATERS: u32 = 11_000;
const CRAMPS: u32 = 4_000;
const TOLD_NIGHTS: u32 = 10_000;
/// Lines of a kind that only a newer winddown knows.
const STRANGERS: u32 = 8_000;
/// Lines that take back the stranger before them.
const VOIDS: u32 = 1_000;

/// This device, and another one that was used every third night.
const DEVICES: [&str; 2] = ["bedside-1a2b", "laptop-3c4d"];

/// The journal, once written, and the folder that it is in.
static WRITTEN: OnceLock<(TempDir, Journal)> = OnceLock::new();

/// Returns the journal; writes it when it is first asked for.
pub(crate) fn journal() -> &'static Journal {
    let (_, journal) = WRITTEN.get_or_init(|| {
        let home = tempfile::tempdir().expect("a temporary folder");
        let paths = Paths::under(home.path());
        prove_the_lines();
        write(&paths);
        let journal = Journal::open(&paths);
        prove(&journal);
        (home, journal)
    });
    journal
}

/// Removes the journal's folder, unless somebody wants to have it.
pub(crate) fn clean_up() {
    let Some((home, _)) = WRITTEN.get() else { return };
    if std::env::var_os("WINDDOWN_KEEP").is_some() {
        println!("kept: {}", home.path().display());
    } else {
        // A static is never dropped, and so would leave its folder.
        fs::remove_dir_all(home.path()).expect("the folder can be removed");
    }
}

/// Writes the files.
fn write(paths: &Paths) {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut stranger = String::new();
    for (nth, night) in (0..NIGHTS).zip(FIRST.series(1.day())) {
        let device = DEVICES[usize::from(nth % 3 == 2)];
        let file = files.entry(format!("{:04}-{device}.jsonl", night.year())).or_default();
        // Lines of one night are ten minutes apart, in the order they are written in.
        let evening = (0..).map(|tens: i32| at_nine(night) + (10 * tens).minutes());
        let kinds = [(STRANGERS, Kind::Stranger), (SESSIONS, Kind::Session), (WATERS, Kind::Water)];
        let kinds =
            kinds.into_iter().chain([(VOIDS, Kind::Void), (CRAMPS, Kind::Cramp), (TOLD_NIGHTS, Kind::Night)]);
        let tonight = kinds.flat_map(|(all, kind)| (0..share(nth, all)).map(move |_| kind));
        for (kind, at) in tonight.zip(evening) {
            let id = format!("{:x}-{device}-{:x}", at.timestamp().as_microsecond(), file.len());
            let what = match kind {
                Kind::Session => session(&at, nth),
                Kind::Water => water(nth),
                Kind::Cramp => cramp(&at, nth),
                Kind::Night => told_night(nth),
                Kind::Void => EventKind::Void { entry: stranger.clone() },
                Kind::Stranger => EventKind::Other { kind: "mood".to_owned() },
            };
            file.extend(line(&id, &at, night, &what));
            if let Kind::Stranger = kind {
                stranger = id;
            }
        }
    }
    let folder = paths.data.join("journal");
    fs::create_dir_all(&folder).expect("a folder");
    for (name, lines) in files {
        fs::write(folder.join(name), lines).expect("a file");
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Session,
    Water,
    Cramp,
    Night,
    Void,
    Stranger,
}

/// Returns how many of `all` lines fall on a night, when they are spread evenly.
fn share(nth: u32, all: u32) -> u32 {
    (nth + 1) * all / NIGHTS - nth * all / NIGHTS
}

fn at_nine(night: Date) -> Zoned {
    let zone = Now::at(std::time::Duration::ZERO).wall.time_zone().clone();
    night.at(21, 0, 0, 0).to_zoned(zone).expect("a time of this era")
}

/// Returns a classic evening, as the program tells of it; every ninth one was left half-way.
fn session(at: &Zoned, nth: u32) -> EventKind {
    static STEPS: OnceLock<(String, Vec<String>)> = OnceLock::new();
    let (name, steps) = STEPS.get_or_init(|| {
        let routine = Library::routine("classic").expect("it is shipped");
        let plan = Plan::of(&routine, &Config::default().manner());
        (plan.name, plan.steps.into_iter().map(|step| step.name).collect())
    });
    let finished = nth % 9 != 8;
    let done = if finished { steps.len() } else { steps.len() / 2 };
    let share = |place| if place < done { 100 } else { 0 };
    let started = at - 10.minutes();
    EventKind::Session(SessionNote {
        session: format!("{:x}", started.timestamp().as_microsecond()),
        routine: "classic".to_owned(),
        name: name.clone(),
        started,
        steps: steps
            .iter()
            .enumerate()
            .map(|(place, name)| StepNote { name: name.clone(), share: share(place) })
            .collect(),
        finished,
        whole: None,
        seconds: if finished { 421 } else { 240 },
    })
}

/// Returns answers about water, no two nights quite alike.
fn water(nth: u32) -> EventKind {
    let every = |nights| nth.is_multiple_of(nights);
    EventKind::Water(WaterNote {
        glasses: u8::try_from(nth % 10).expect("a digit"),
        glass_ml: 250,
        active: every(2),
        hot: every(5),
        fibre: false,
        alcohol: every(7),
        thirsty: every(3).then_some(every(6)),
        colour: u8::try_from(nth % 8 + 1).ok(),
        red: false,
    })
}

/// Returns a cramp of that night, in the middle of its telling.
fn cramp(at: &Zoned, nth: u32) -> EventKind {
    let began = at + 5.hours();
    EventKind::Cramp(CrampNote {
        cramp: format!("{:x}", began.timestamp().as_microsecond()),
        began: Some(began),
        side: Some(if nth.is_multiple_of(2) { Leg::Left } else { Leg::Right }),
        muscle: Some(Muscle::Calf),
        severity: u8::try_from(nth % 11).ok().and_then(Severity::new),
        seconds: Some(60 + nth % 400),
        helped: vec![Relief::Known(KnownRelief::ToesToShin)],
        ..CrampNote::default()
    })
}

/// Returns the answer to the morning's question.
fn told_night(nth: u32) -> EventKind {
    EventKind::Night(NightNote {
        cramp: nth.is_multiple_of(3),
        disturbed: Severity::new(4),
        ..NightNote::default()
    })
}

/// Returns the line for an entry, as the program writes it; [`prove_the_lines`] holds it to that.
fn line(id: &str, at: &Zoned, night: Date, what: &EventKind) -> Vec<u8> {
    #[derive(Serialize)]
    struct Line<'a, N> {
        v: u32,
        id: &'a str,
        at: String,
        night: Date,
        kind: &'a str,
        #[serde(flatten)]
        note: N,
    }
    #[derive(Serialize)]
    struct Void<'a> {
        entry: &'a str,
    }
    #[derive(Serialize)]
    struct Stranger {
        word: &'static str,
    }
    fn text(line: &impl Serialize) -> Vec<u8> {
        let mut text = serde_json::to_vec(line).expect("JSON");
        text.push(b'\n');
        text
    }
    let at = at.to_string();
    match what {
        EventKind::Session(note) => text(&Line { v: 1, id, at, night, kind: "session", note }),
        EventKind::Water(note) => text(&Line { v: 1, id, at, night, kind: "water", note }),
        EventKind::Excused(note) => text(&Line { v: 1, id, at, night, kind: "excused", note }),
        EventKind::Cramp(note) => text(&Line { v: 1, id, at, night, kind: "cramp", note }),
        EventKind::Night(note) => text(&Line { v: 1, id, at, night, kind: "night", note }),
        EventKind::Before(note) => text(&Line { v: 1, id, at, night, kind: "before", note }),
        EventKind::Signs(note) => text(&Line { v: 1, id, at, night, kind: "signs", note }),
        EventKind::Checked(note) => text(&Line { v: 1, id, at, night, kind: "checked", note }),
        EventKind::Thoughts(note) => text(&Line { v: 1, id, at, night, kind: "thoughts", note }),
        EventKind::Void { entry } => text(&Line { v: 1, id, at, night, kind: "void", note: Void { entry } }),
        EventKind::Other { kind } => {
            text(&Line { v: 1, id, at, night, kind, note: Stranger { word: "calm" } })
        }
    }
}

/// Proves that our lines are those of the program, byte for byte.
fn prove_the_lines() {
    let at = at_nine(LAST);
    let void = EventKind::Void { entry: "some-entry".to_owned() };
    for what in &[session(&at, 8), water(3), cramp(&at, 3), told_night(3), void] {
        let home = tempfile::tempdir().expect("a temporary folder");
        let paths = Paths::under(home.path());
        let id = Journal::open(&paths).append(&at, LAST, what).expect("a line");
        let file = fs::read_dir(paths.data.join("journal")).expect("a folder").next();
        let written = fs::read(file.expect("one file").expect("its name").path()).expect("the file");
        assert_eq!(written, line(&id, &at, LAST, what), "the program writes {what:?} in another way");
    }
}

/// Proves that every line reads back.
fn prove(journal: &Journal) {
    let reading = journal.read_all();
    assert_eq!(reading.bad, []);
    let kept = usize::try_from(SESSIONS + WATERS + CRAMPS + TOLD_NIGHTS + STRANGERS - VOIDS)
        .expect("a small number");
    assert_eq!(reading.entries.len(), kept);
    let recall = journal.recall(LAST);
    assert_eq!(recall.bad, []);
    assert_eq!(recall.last.expect("a session").night, LAST);
    assert!(recall.water.is_some() && recall.water_before.is_some() && !recall.told.is_empty());
}
