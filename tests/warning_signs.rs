//! Every warning sign from the journal on: what is told, changed, taken back and checked, and which rules then hold.
//!
//! Each row names the rule of the project's evidence (E3, and K1 where the two differ) that it stands for. The rows go
//! through a journal on disk, so that they hold for what the program really reads; what holds a routine back at the
//! start of the program is asked too, and has to be the same.

#![expect(clippy::expect_used, reason = "helpers of tests may fail like tests")]

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};
use tempfile::TempDir;
use winddown::testing::diary::Diary;
use winddown::testing::health::answer::Answer;
use winddown::testing::health::body::{Day, Leg, Severity};
use winddown::testing::health::signs::{Finding, Level, Sign};
use winddown::testing::store::journal::{
    BeforeNote, CheckedNote, CrampNote, EventKind, Journal, NightNote, OVER_TEN_MINUTES, SessionNote,
    SignsNote, night_of,
};
use winddown::testing::store::paths::Paths;

/// A Saturday night.
const TONIGHT: Date = date(2026, 11, 21);

/// What a person tells, night by night; nights are counted back from tonight.
struct Story {
    _home: TempDir,
    journal: Journal,
    /// When the next thing is told: so many days back. By default in the morning after its night.
    told: Option<i32>,
    zone: TimeZone,
    nth: i32,
}

impl Story {
    fn new() -> Story {
        let home = tempfile::tempdir().expect("a folder");
        let journal = Journal::open(&Paths::under(home.path()));
        Story { _home: home, journal, told: None, zone: TimeZone::UTC, nth: 0 }
    }

    fn tell(&mut self, ago: i32, what: &EventKind) -> String {
        self.nth += 1;
        let day = TONIGHT - self.told.unwrap_or(ago - 1).days();
        let at = day.at(8, 0, 0, 0).to_zoned(self.zone.clone()).expect("a time") + self.nth.seconds();
        self.journal.append(&at, TONIGHT - ago.days(), what).expect("it is written")
    }

    /// What follows is told so many days before tonight.
    fn on(&mut self, ago: i32) -> &mut Self {
        self.told = Some(ago);
        self
    }

    fn night(&mut self, ago: i32, note: NightNote) -> &mut Self {
        self.tell(ago, &EventKind::Night(note));
        self
    }

    fn quiet(&mut self, ago: i32) -> &mut Self {
        self.night(ago, NightNote::default())
    }

    fn cramps(&mut self, nights: impl IntoIterator<Item = i32>) -> &mut Self {
        nights.into_iter().for_each(|ago| {
            self.night(ago, NightNote { cramp: true, ..NightNote::default() });
        });
        self
    }

    fn quiets(&mut self, nights: impl IntoIterator<Item = i32>) -> &mut Self {
        nights.into_iter().for_each(|ago| {
            self.quiet(ago);
        });
        self
    }

    /// A cramp with its own name.
    fn cramp(&mut self, ago: i32, name: &str, note: CrampNote) -> String {
        self.tell(ago, &EventKind::Cramp(CrampNote { cramp: name.to_owned(), ..note }))
    }

    fn strong(&mut self, ago: i32, severity: u8) -> &mut Self {
        let severity = Severity::new(severity);
        self.cramp(ago, &format!("strong {ago}"), CrampNote { severity, ..CrampNote::default() });
        self
    }

    fn long(&mut self, ago: i32, seconds: u32) -> &mut Self {
        let seconds = Some(seconds);
        self.cramp(ago, &format!("long {ago}"), CrampNote { seconds, ..CrampNote::default() });
        self
    }

    /// A cramp that the clock saw go past ten minutes, and that nobody said has eased.
    fn unended(&mut self, ago: i32) -> &mut Self {
        let began = Some((TONIGHT - ago.days()).at(23, 0, 0, 0).to_zoned(TimeZone::UTC).expect("a time"));
        let note = CrampNote { seconds: Some(OVER_TEN_MINUTES), began, ..CrampNote::default() };
        self.cramp(ago, &format!("unended {ago}"), note);
        self
    }

    fn broken(&mut self, ago: i32, cramp: bool, disturbed: u8) -> &mut Self {
        self.night(ago, NightNote { cramp, disturbed: Severity::new(disturbed), ..NightNote::default() })
    }

    fn medicine(&mut self, ago: i32) -> &mut Self {
        self.night(ago, NightNote { day: Some([Day::Medicine].into()), ..NightNote::default() })
    }

    fn sign(&mut self, ago: i32, sign: Sign) -> &mut Self {
        let note = CrampNote { signs: [sign].into(), ..CrampNote::default() };
        self.cramp(ago, &format!("{sign:?} {ago}"), note);
        self
    }

    fn sign_of_night(&mut self, ago: i32, sign: Sign) -> &mut Self {
        self.night(ago, NightNote { signs: [sign].into(), ..NightNote::default() })
    }

    /// A sign told on its own, as before a massage.
    fn alone(&mut self, ago: i32, sign: Sign) -> &mut Self {
        let note = SignsNote { id: format!("alone {ago}"), side: Some(Leg::Left), signs: [sign].into() };
        self.tell(ago, &EventKind::Signs(note));
        self
    }

    fn void(&mut self, entry: String) -> &mut Self {
        self.on(0).tell(0, &EventKind::Void { entry });
        self
    }

    /// Says that everything told until now was checked.
    fn checked(&mut self) -> String {
        let checked = self.diary().open_signs().into_iter().map(|open| open.sign).collect();
        self.told = Some(self.told.unwrap_or(0));
        self.tell(0, &EventKind::Checked(CheckedNote { checked }))
    }

    fn session(&mut self, ago: i32) -> &mut Self {
        let started = "2026-11-21T22:00:00[UTC]".parse::<Zoned>().expect("a time");
        let (session, routine) = (format!("s{ago}"), "classic".to_owned());
        let (name, steps) = ("Classic evening".to_owned(), Vec::new());
        let note =
            SessionNote { session, routine, name, started, steps, finished: true, whole: None, seconds: 400 };
        self.tell(ago, &EventKind::Session(note));
        self
    }

    /// Ten nights before the routine, six weeks of it, and ten nights lately: of each ten, nights with a cramp and how
    /// strong it was. The nights lie so far apart that no week has three cramps.
    fn six_weeks(&mut self, before: (i32, u8), lately: (i32, u8)) -> &mut Self {
        for ago in 0..=42 {
            self.session(ago);
        }
        for (from, (cramps, severity)) in [(43, before), (0, lately)] {
            for nth in 0..10 {
                let ago = from + nth * 4;
                if nth < cramps {
                    self.strong(ago, severity)
                } else {
                    self.quiet(ago)
                };
            }
        }
        self
    }

    fn diary(&self) -> Diary {
        Diary::of(self.journal.read_all().entries, TONIGHT)
    }

    fn ids(&self) -> Vec<&'static str> {
        self.diary().findings().iter().map(|finding| finding.rule.id).collect()
    }
}

/// The rule, what is special about the row, what is told, and which rules hold then.
type Row = (&'static str, &'static str, fn(&mut Story), &'static [&'static str]);

#[rustfmt::skip]
const LATELY: &[Row] = &[
    ("RF1", "told of last night", |s| { s.sign(1, Sign::Chest); }, &["RF1"]),
    ("RF1", "told two nights late", |s| { s.on(0).sign(2, Sign::Chest); }, &["RF1"]),
    ("RF1", "told and not checked for a month", |s| { s.sign(30, Sign::Chest); }, &["RF1"]),
    ("RF1", "told and not checked for two years", |s| { s.sign(730, Sign::Chest); }, &["RF1"]),
    ("RF2", "told of a quiet night", |s| { s.sign_of_night(9, Sign::ColdLeg); }, &["RF2"]),
    ("RF3", "on Tuesday, seen on Saturday", |s| { s.sign(4, Sign::Swollen); }, &["RF3"]),
    ("RF3", "told before a massage", |s| { s.alone(3, Sign::Swollen); }, &["RF3"]),
    ("RF3", "a throbbing calf", |s| { s.sign(4, Sign::Throbbing); }, &["RF3"]),
    ("RF3", "checked", |s| { s.sign(4, Sign::Swollen).checked(); }, &[]),
    ("RF3", "checked, and told again of another night", |s| {
        s.sign(4, Sign::Swollen).checked();
        s.sign(1, Sign::Swollen);
    }, &["RF3"]),
    ("RF3", "checked, then the strength of that cramp changed", |s| {
        s.sign(4, Sign::Swollen).checked();
        let note = CrampNote { severity: Severity::new(3), signs: [Sign::Swollen].into(), ..CrampNote::default() };
        s.on(0).cramp(4, "Swollen 4", note);
    }, &[]),
    ("RF3", "checked, then that cramp got another sign", |s| {
        s.sign(4, Sign::Swollen).checked();
        let signs = [Sign::Swollen, Sign::Chest].into();
        s.on(0).cramp(4, "Swollen 4", CrampNote { signs, ..CrampNote::default() });
    }, &["RF1"]),
    ("RF3", "the tick taken back", |s| {
        s.sign(4, Sign::Swollen).on(3).cramp(4, "Swollen 4", CrampNote::default());
    }, &[]),
    ("RF3", "the cramp taken back", |s| {
        let id = s.cramp(4, "c", CrampNote { signs: [Sign::Swollen].into(), ..CrampNote::default() });
        s.void(id);
    }, &[]),
    ("RF3", "another entry taken back", |s| {
        s.sign(4, Sign::Swollen);
        let id = s.cramp(1, "c", CrampNote::default());
        s.void(id);
    }, &["RF3"]),
    ("RF3", "\"checked\" taken back", |s| { let id = s.sign(4, Sign::Swollen).checked(); s.void(id); }, &["RF3"]),
    ("RF3", "the taking back taken back", |s| {
        let id = s.cramp(4, "c", CrampNote { signs: [Sign::Swollen].into(), ..CrampNote::default() });
        let void = s.on(1).tell(0, &EventKind::Void { entry: id });
        s.void(void);
    }, &["RF3"]),
    ("RF3", "under a clock that was a day ahead", |s| { s.sign(-1, Sign::Swollen); }, &["RF3"]),
    ("RF3", "under a clock that was years ahead", |s| { s.sign(-800, Sign::Swollen); }, &["RF3"]),
    ("RF4", "ten minutes", |s| { s.long(1, 600); }, &[]),
    ("RF4", "over ten minutes, eased: a visit", |s| { s.long(1, 601); }, &["RF4 eased"]),
    ("RF4", "eased, thirteen nights ago", |s| { s.long(13, 660); }, &["RF4 eased"]),
    ("RF4", "eased, fourteen nights ago, told then", |s| { s.on(14).long(14, 660); }, &[]),
    ("RF4", "eased, twenty nights ago, told today", |s| { s.on(0).long(20, 660); }, &["RF4 eased"]),
    ("RF4", "nobody said that it eased", |s| { s.unended(1); }, &["RF4"]),
    ("RF4", "nobody said so of tonight's", |s| { s.on(0).unended(0); }, &["RF4"]),
    ("RF4", "nobody said so two nights later", |s| { s.unended(2); }, &["RF4 eased"]),
    ("RF4", "the length told in the morning", |s| {
        s.unended(1).on(0);
        s.cramp(1, "unended 1", CrampNote { seconds: Some(720), ..CrampNote::default() });
    }, &["RF4 eased"]),
    ("RF4", "a tick of last night", |s| { s.sign(1, Sign::NotEasing); }, &["RF4"]),
    ("RF4", "a tick of last night, checked", |s| { s.sign(1, Sign::NotEasing).checked(); }, &[]),
    ("RF4", "a tick two nights old", |s| { s.sign(2, Sign::NotEasing); }, &["RF4 eased"]),
    ("RF5", "three weeks ago", |s| { s.sign(21, Sign::Infection); }, &["RF5"]),
    ("RF6", "one side of the body", |s| { s.sign(2, Sign::OneSide); }, &["RF6a"]),
    ("RF6", "the bottom, bladder, bowels, both legs", |s| { s.sign(2, Sign::Saddle); }, &["RF6b"]),
    ("RF6", "a weak leg with back pain", |s| { s.sign(2, Sign::SuddenWeakness); }, &["RF6c"]),
    ("RF7", "told a week late", |s| { s.on(0).sign(7, Sign::DarkUrine); }, &["RF7"]),
    ("RF19", "pain at rest, a fortnight ago", |s| { s.sign(14, Sign::RestPain); }, &["RF19"]),
    ("RF8", "two in seven", |s| { s.cramps([1, 7]).quiet(3); }, &[]),
    ("RF8", "three in seven", |s| { s.cramps([1, 4, 7]); }, &["RF8"]),
    ("RF8", "three in eight", |s| { s.cramps([1, 4, 8]); }, &[]),
    ("RF8", "three in a week before this one", |s| { s.cramps([8, 11, 14]); }, &["RF8"]),
    ("RF8", "one of them over the fortnight", |s| { s.cramps([9, 11, 15]); }, &[]),
    ("RF8", "one of them to come", |s| { s.cramps([-1, 1, 7]); }, &[]),
    ("RF8", "tonight told of is the last of seven", |s| { s.cramps([0, 3, 6]); }, &["RF8"]),
    ("RF8", "one of them told anew as quiet", |s| { s.cramps([1, 4, 7]).quiet(4); }, &[]),
    ("RF8", "four in fourteen, never three in seven", |s| { s.cramps([1, 4, 8, 11]); }, &[]),
    ("RF9", "strength 7 and 8", |s| { s.strong(1, 7).strong(9, 8); }, &[]),
    ("RF9", "strength 8 once", |s| { s.strong(1, 8); }, &[]),
    ("RF9", "strength 8 twice", |s| { s.strong(1, 8).strong(14, 8); }, &["RF9"]),
    ("RF9", "twice in fifteen", |s| { s.strong(1, 8).strong(15, 8); }, &[]),
    ("RF9", "sore for a day once", |s| { s.sign(1, Sign::SoreOverADay); }, &[]),
    ("RF9", "sore for a day twice, half a year apart", |s| {
        s.sign(1, Sign::SoreOverADay).sign(180, Sign::SoreOverADay);
    }, &["RF9"]),
    ("RF9", "sore for a day twice, a year apart at most", |s| {
        s.sign(1, Sign::SoreOverADay).sign(365, Sign::SoreOverADay);
    }, &["RF9"]),
    ("RF9", "sore for a day twice, over a year apart", |s| {
        s.sign(1, Sign::SoreOverADay).sign(366, Sign::SoreOverADay);
    }, &[]),
    ("RF10", "disturbed 5 once among 6s", |s| {
        s.broken(1, true, 6).broken(5, true, 6).broken(9, true, 6).broken(13, true, 5);
    }, &[]),
    ("RF10", "disturbed 6 on four nights with cramp", |s| {
        s.broken(1, true, 6).broken(5, true, 6).broken(9, true, 6).broken(14, true, 6);
    }, &["RF10"]),
    ("RF10", "four nights without any cramp", |s| {
        s.broken(1, false, 9).broken(5, false, 9).broken(9, false, 9).broken(13, false, 9);
    }, &[]),
    ("RF10", "the fourth without a cramp", |s| {
        s.broken(1, true, 9).broken(5, true, 9).broken(9, true, 9).broken(13, false, 9);
    }, &[]),
    ("RF10", "four in fifteen", |s| {
        s.broken(1, true, 6).broken(5, true, 6).broken(9, true, 6).broken(15, true, 6);
    }, &[]),
    ("RF10", "tired by day", |s| { s.sign(13, Sign::TiredByDay); }, &["RF10"]),
    ("RF10", "tired by day, long ago", |s| { s.on(14).sign(14, Sign::TiredByDay); }, &[]),
    ("RF11", "half a year ago", |s| { s.sign(180, Sign::SlowWeakness); }, &["RF11"]),
    ("RF11", "taken back", |s| {
        s.sign(180, Sign::SlowWeakness).on(2).cramp(180, "SlowWeakness 180", CrampNote::default());
    }, &[]),
    ("RF12", "new, 56 nights after the change", |s| { s.medicine(57).cramps([1]); }, &["RF12"]),
    ("RF12", "new, 57 nights after the change", |s| { s.medicine(58).cramps([1]); }, &[]),
    ("RF12", "new, but long since", |s| { s.medicine(30).cramps([15]); }, &[]),
    ("RF12", "back after weeks without", |s| {
        s.cramps([200]).quiets([60, 50, 40]).medicine(30).cramps([1]);
    }, &["RF12"]),
    ("RF12", "clearly worse", |s| {
        s.quiets([58, 50, 46, 42, 34]).cramps([54, 38]).medicine(30).cramps([25, 17, 9, 1]).quiets([21, 13, 5]);
    }, &["RF12"]),
    ("RF12", "as before", |s| {
        s.quiets([58, 50, 42, 34]).cramps([54, 46, 38]).medicine(30).cramps([25, 17, 9]).quiets([21, 13, 5]);
    }, &[]),
    ("RF13", "thirteen nights ago", |s| { s.sign(13, Sign::OutOfTheBlue); }, &["RF13"]),
    ("RF13", "fourteen nights ago", |s| { s.on(14).sign(14, Sign::OutOfTheBlue); }, &[]),
    ("RF14", "as many, as strong", |s| { s.six_weeks((5, 5), (5, 5)); }, &["RF14"]),
    ("RF14", "fewer by a fifth", |s| { s.six_weeks((5, 5), (4, 5)); }, &[]),
    ("RF14", "as many, weaker by a fifth", |s| { s.six_weeks((5, 5), (5, 4)); }, &[]),
    ("RF14", "as many, a little weaker", |s| { s.six_weeks((5, 6), (5, 5)); }, &["RF14"]),
    ("RF14", "as many nights, fewer cramps in each", |s| {
        s.six_weeks((5, 5), (5, 5));
        for nth in 0..5 {
            let severity = Severity::new(5);
            s.cramp(43 + nth * 4, &format!("second {nth}"), CrampNote { severity, ..CrampNote::default() });
        }
    }, &[]),
    ("RF14", "more cramps than recalled", |s| {
        s.on(43).tell(43, &EventKind::Before(BeforeNote { cramp_nights: 4, cramps: Some(4) }));
        s.told = None;
        for ago in 0..=42 { s.session(ago); } s.cramps([1, 5, 9, 13]).quiets([2, 3, 4, 6, 7, 8, 10, 11, 12, 14]);
    }, &["RF14"]),
    ("RF15", "told in spring", |s| { s.sign(200, Sign::Condition); }, &["RF15"]),
    ("RF16", "told in spring", |s| { s.sign(200, Sign::Walking); }, &["RF16"]),
    ("RF17", "thirteen nights ago", |s| { s.sign(13, Sign::Elsewhere); }, &["RF17"]),
    ("RF17", "a month ago", |s| { s.sign(30, Sign::Elsewhere); }, &[]),
    ("RF18", "last night", |s| { s.sign(1, Sign::UrgeToMove); }, &["RF18"]),
    ("several", "in one cramp", |s| {
        let signs = [Sign::UrgeToMove, Sign::Swollen, Sign::Chest].into();
        s.cramp(1, "c", CrampNote { signs, seconds: Some(900), ..CrampNote::default() });
    }, &["RF1", "RF3", "RF4 eased", "RF18"]),
    ("several", "in different nights, one of them checked", |s| {
        s.sign(9, Sign::Infection).sign(5, Sign::Saddle).checked();
        s.told = None;
        s.sign(3, Sign::RestPain).sign(2, Sign::DarkUrine).cramps([1]);
    }, &["RF7", "RF19", "RF8"]),
    ("zones", "told on the other side of the date line", |s| {
        s.zone = TimeZone::get("Pacific/Kiritimati").expect("a zone");
        s.sign(3, Sign::Swollen);
        s.zone = TimeZone::get("Pacific/Pago_Pago").expect("a zone");
        s.cramps([1]);
    }, &["RF3"]),
    ("zones", "checked in another zone than told", |s| {
        s.zone = TimeZone::get("Pacific/Kiritimati").expect("a zone");
        s.on(1).sign(2, Sign::Swollen);
        s.zone = TimeZone::get("Pacific/Pago_Pago").expect("a zone");
        s.on(1).checked();
    }, &[]),
    ("clocks", "checked under a clock that was set back", |s| {
        s.on(0).sign(2, Sign::Swollen);
        s.on(400).checked();
    }, &[]),
];

#[test]
fn every_rule_holds_on_its_side_of_every_threshold() {
    assert!(LATELY.len() >= 60, "{} rows", LATELY.len());
    for (rule, what, tell, wanted) in LATELY {
        let mut story = Story::new();
        tell(&mut story);
        assert_eq!(story.ids(), *wanted, "{rule}: {what}");
        for finding in story.diary().findings() {
            assert!(!finding.because.is_empty(), "{rule}: {what}: {} says not why", finding.rule.id);
        }
    }
}

/// Every rule has a row of its own, and the table names no other.
#[test]
fn no_rule_is_left_out() {
    for n in 1..=19 {
        assert!(LATELY.iter().any(|(rule, ..)| *rule == format!("RF{n}")), "RF{n}");
    }
    for sign in Sign::ALL {
        let rule = sign.rule().expect("a rule").id;
        assert!(LATELY.iter().any(|(.., wanted)| wanted.contains(&rule)), "{sign:?}: {rule} never holds");
    }
}

/// What holds a routine back is the same by what the program reads before its first picture.
#[test]
fn the_first_screen_knows_as_much_as_the_diary() {
    for (rule, what, tell, _) in LATELY {
        let mut story = Story::new();
        tell(&mut story);
        let told = story.journal.recall(TONIGHT).told;
        let urgent = |diary: Diary| {
            let findings = diary.findings().into_iter();
            findings.filter(|f| f.rule.level.is_urgent()).map(|f| f.text()).collect::<Vec<_>>()
        };
        let short = Diary::of(told, TONIGHT);
        assert_eq!(short.holding().len(), story.diary().holding().len(), "{rule}: {what}");
        assert_eq!(urgent(short), urgent(story.diary()), "{rule}: {what}");
    }
}

/// "Swollen calf, noted on Tuesday."
#[test]
fn it_says_when_it_was_told_and_of_which_leg() {
    let mut story = Story::new();
    story.alone(4, Sign::Swollen).on(0).sign(40, Sign::Chest);
    let said: Vec<_> = story.diary().findings().iter().map(Finding::reason).collect();
    assert_eq!(
        said,
        [
            "Chest pain, trouble breathing, coughing blood or fainting, noted on Saturday, for the night of 12 October.",
            "A swollen, hot, red or very tender leg (left), noted on Wednesday.",
        ]
    );
}

#[test]
fn rf8_says_which_nights() {
    let mut story = Story::new();
    story.cramps([8, 11, 14]);
    let text = story.diary().findings()[0].text();
    assert_eq!(
        text,
        "Cramps on 3 nights within one week (7 November to 13 November). That is often enough to talk to a doctor. It \
         is usually harmless, and worth checking."
    );
}

/// What stands until it is taken back is told of when it is new, then once a month.
#[test]
fn what_stands_is_told_of_once_a_month() {
    for sign in [Sign::SlowWeakness, Sign::Condition, Sign::Walking] {
        // Told so many days before tonight, with a night told of on the day before tonight.
        for (ago, tells) in [(0, true), (1, false), (29, false), (30, true), (31, false), (60, true)] {
            let mut story = Story::new();
            story.on(ago).sign(ago + 1, sign);
            if ago > 0 {
                story.on(1).quiet(2);
            }
            let mut diary = story.diary();
            if ago == 0 {
                // It is being told just now.
                let mut before = Story::new();
                before.on(1).quiet(2);
                diary = before.diary();
                for entry in story.journal.read_all().entries {
                    diary.add(entry);
                }
            }
            assert_eq!(diary.news().is_empty(), !tells, "{sign:?} {ago} days ago");
            assert_eq!(diary.findings().len(), 1, "the diary always has it");
        }
    }
}

/// RF15 from what the person told of their health: only once there are cramps, and once a month.
#[test]
fn illnesses_count_with_cramps() {
    let mut story = Story::new();
    let with = |diary: Diary| diary.with_conditions(vec!["pregnancy", "kidney disease"]);
    story.quiet(1);
    assert!(with(story.diary()).findings().is_empty());
    story.cramps([2]);
    let findings = with(story.diary()).findings();
    assert_eq!(
        findings[0].text(),
        "Pregnancy, kidney disease. Tell your doctor or midwife about the cramps."
    );
    assert_eq!(findings.len(), 1);
}

/// A word of a newer winddown is a sign to be checked, and is kept when its entry is told again.
#[test]
fn a_sign_of_a_newer_version_errs_to_the_safe_side() {
    let home = tempfile::tempdir().expect("a folder");
    let paths = Paths::under(home.path());
    let folder = paths.data.join("journal");
    std::fs::create_dir_all(&folder).expect("made");
    let line = r#"{"v":1,"id":"a","at":"2026-11-10T08:00:00+00:00[UTC]","night":"2026-11-09","kind":"cramp","cramp":"c","signs":["walking","glowing"]}"#;
    std::fs::write(folder.join("2026-x.jsonl"), format!("{line}\n")).expect("written");
    let journal = Journal::open(&paths);
    let diary = Diary::of(journal.read_all().entries, TONIGHT);
    let findings = diary.findings();
    assert_eq!(findings.iter().map(|f| f.rule.id).collect::<Vec<_>>(), ["newer", "RF16"]);
    assert_eq!(findings[0].rule.level, Level::RightAway);
    assert!(findings[0].because.contains("\"glowing\""), "{findings:?}");
    assert_eq!(diary.holding().len(), 1);

    let Some((_, night)) = diary.known().next() else { panic!("no night") };
    let mut note = night.cramps[0].1.clone();
    note.severity = Severity::new(3);
    let at = "2026-11-11T08:00:00+00:00[UTC]".parse().expect("a time");
    journal.append(&at, night_of(&at, 12), &EventKind::Cramp(note)).expect("written");
    let again = Diary::of(journal.read_all().entries, TONIGHT);
    assert_eq!(again.holding().len(), 1, "it is still there");

    let checked = again.holding().into_iter().map(|open| open.sign).collect();
    journal.append(&at, TONIGHT, &EventKind::Checked(CheckedNote { checked })).expect("written");
    assert!(Diary::of(journal.read_all().entries, TONIGHT).holding().is_empty());
}
