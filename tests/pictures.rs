//! Whole evenings as frames: the picture property for every shipped routine, and snapshots of every screen.

#![expect(clippy::expect_used, reason = "a test that cannot be set up has failed")]

use std::path::Path;
use std::time::Duration;

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;
use winddown::testing::app::effect::Effect;
use winddown::testing::app::keymap::{Action, Scene};
use winddown::testing::app::page::Content;
use winddown::testing::app::{App, Door, Input, Startup};
use winddown::testing::health::bedroom::Ticks;
use winddown::testing::health::body::Muscle;
use winddown::testing::health::safety::{Risk, Safety};
use winddown::testing::routine::cramp;
use winddown::testing::routine::library::{self, SHIPPED};
use winddown::testing::routine::{Routine, read};
use winddown::testing::screen;
use winddown::testing::screen::theme::{Depth, Theme};
use winddown::testing::session::Now;
use winddown::testing::session::Readout;
use winddown::testing::store::config::Config;
use winddown::testing::store::config::Motion;
use winddown::testing::store::config::Palette;
use winddown::testing::store::config::TextSize;
use winddown::testing::store::journal::StartupSummary;

#[path = "screens/labels.rs"]
mod labels;

const PATIENCE: Duration = Duration::from_secs(3);
const NIGHT: Theme = Theme::new(Palette::Night, Depth::True);

/// An evening on a screen of some size, in virtual time.
struct Evening {
    app: App,
    routine: Routine,
    up: Duration,
    area: Rect,
    theme: Theme,
}

impl Evening {
    fn open(routine: &str, width: u16, height: u16) -> Evening {
        let text = SHIPPED.iter().find(|(id, _)| *id == routine).map_or(routine, |(_, text)| text);
        Evening::of(read::routine("test.toml", text).expect("a good routine"), width, height)
    }

    /// The program as it is opened for the first time.
    fn first(&mut self) -> &mut Self {
        *self = Evening::with(self.routine.clone(), None, Config::by_the_clock(), self.area);
        self
    }

    /// The same, for somebody who has ticked these.
    fn told(&mut self, risks: &[Risk]) -> &mut Self {
        let mut safety = Safety::default();
        for risk in risks {
            safety.turn(*risk);
        }
        *self = Evening::with(self.routine.clone(), Some(safety), Config::by_the_clock(), self.area);
        self
    }

    /// The same, where each step in another place waits until one is there.
    fn unhurried(&mut self) -> &mut Self {
        *self = Evening::with(self.routine.clone(), Some(Safety::default()), Config::default(), self.area);
        self
    }

    /// Goes on from whatever waits for a key, after the time to read it.
    fn answer(&mut self) -> &mut Self {
        if self.app.scene() == Scene::Clot {
            self.up += Duration::from_secs(2);
            return self.press(Action::No);
        }
        self.press(Action::Enter)
    }

    fn of(routine: Routine, width: u16, height: u16) -> Evening {
        Evening::with(
            routine,
            Some(Safety::default()),
            Config::by_the_clock(),
            Rect::new(0, 0, width, height),
        )
    }

    fn with(routine: Routine, safety: Option<Safety>, config: Config, area: Rect) -> Evening {
        let startup = Startup {
            config,
            routine: ("test".into(), routine.clone()),
            summary: StartupSummary::default(),
            ticks: Ticks::default(),
            checkpoint: None,
            toast: None,
            door: Door::Tonight,
            safety,
            gap_tolerance: PATIENCE,
        };
        let up = Duration::ZERO;
        let (mut app, _) = App::start(startup, &Now::at(up));
        app.handle(&Now::at(up), Input::Resized(screen::caps(NIGHT, area.width, area.height)));
        Evening { app, routine, up, area, theme: NIGHT }
    }

    /// Ticks this line of what else can be said at the water check.
    fn say(&mut self, line: usize) -> &mut Self {
        self.press(Action::Extras);
        for _ in 0..line {
            self.press(Action::Down);
        }
        self.press(Action::Tick).press(Action::Enter)
    }

    /// Chooses a colour there.
    fn choose(&mut self, shade: u16) -> &mut Self {
        self.press(Action::Extras);
        for _ in 0..5 {
            self.press(Action::Down);
        }
        self.press(Action::Tick);
        self.app.handle(&Now::at(self.up), Input::Number(shade));
        self.press(Action::Enter)
    }

    /// Lets the program know what of its page is in sight, as before every picture.
    fn look(&mut self) -> &mut Self {
        if let Some(seen) = screen::seen(&self.app.page(), self.area.width, self.area.height) {
            self.app.handle(&Now::at(self.up), Input::Seen(seen));
        }
        self
    }

    fn press(&mut self, action: Action) -> &mut Self {
        let now = Now::at(self.up);
        self.look();
        for effect in self.app.handle(&now, Input::Key(action)) {
            if let Effect::ReadRoutine { afresh, .. } = effect {
                let routine = Ok(Box::new(self.routine.clone()));
                self.app.handle(&now, Input::RoutineRead { afresh, routine });
            }
        }
        self
    }

    /// Goes on to the thoughts for tomorrow.
    fn until_thoughts(&mut self) -> &mut Self {
        self.press(Action::Enter);
        while self.app.scene() != Scene::Typing {
            self.sleep(1.0).press(Action::Next);
        }
        self.sleep(1.0)
    }

    fn types(&mut self, text: &str) -> &mut Self {
        self.app.handle(&Now::at(self.up), Input::Text(text.to_owned()));
        self
    }

    /// Sleeps from wake-up to wake-up until `up` has passed by `seconds`.
    fn sleep(&mut self, seconds: f64) -> &mut Self {
        let end = self.up + Duration::from_secs_f64(seconds);
        while let Some(due) = self.app.wakes_at().filter(|due| *due <= end) {
            self.app.handle(&Now::at(due), Input::Wake);
        }
        self.up = end;
        self.app.handle(&Now::at(end), Input::Wake);
        self
    }

    fn frame(&self) -> Buffer {
        let mut buf = Buffer::empty(self.area);
        screen::draw(&self.app.page(), self.theme, self.area, &mut buf);
        buf
    }

    fn text(&self) -> String {
        let buf = self.frame();
        let rows = (0..self.area.height).map(|y| {
            let mut row = String::new();
            let mut x = 0;
            while x < self.area.width {
                let cell = &buf[(x, y)];
                let is_whole = cell.modifier.contains(Modifier::REVERSED);
                let symbol = if is_whole { "█" } else { cell.symbol() };
                row.push_str(symbol);
                x += u16::try_from(symbol.width().max(1)).expect("a cell's width");
            }
            row.trim_end().to_owned()
        });
        rows.collect::<Vec<_>>().join("\n")
    }
}

/// The frame never changes while we sleep, and always changes when we wake.
#[test]
fn the_picture_property() {
    for routine in SHIPPED.iter().map(|(id, _)| *id).chain([DRAWN]) {
        for (width, height) in [(120, 40), (80, 24), (60, 20), (44, 30), (40, 12), (39, 11), (30, 3)] {
            let frames = every_picture_differs(Evening::open(routine, width, height), routine);
            assert!(frames > 60, "{routine} at {width}×{height} had {frames} frames");
        }
    }
}

/// Where there is room, the list shows the first figures of the marked routine, one after the other, until all is still.
#[test]
fn a_list_shows_what_a_routine_looks_like() {
    let has_figure = |evening: &Evening| evening.text().contains('⣿');
    for (width, height) in [(79, 24), (80, 24), (120, 40), (200, 60)] {
        let mut evening = Evening::open("classic", width, height);
        // What to take care of is worth more the first time.
        assert_eq!(has_figure(&evening), width > 80, "tonight at {width}×{height}:\n{}", evening.text());
        assert_eq!(evening.app.wakes_at(), None, "what is chosen stands still");
        let rows = library::routines(Path::new("/no/such/folder"));
        let row = rows.len();
        evening.app.handle(&Now::at(evening.up), Input::RoutinesListed(rows));
        for _ in 0..row {
            assert_eq!(has_figure(&evening), width >= 80, "{width}×{height}:\n{}", evening.text());
            let (began, mut shown, mut frames) = (evening.up, evening.frame(), 0);
            while let Some(due) = evening.app.wakes_at() {
                evening.up = due.saturating_sub(Duration::from_nanos(1));
                assert_eq!(evening.frame(), shown, "{width}×{height} before {due:?}");
                evening.up = due;
                evening.app.handle(&Now::at(due), Input::Wake);
                assert_ne!(evening.frame(), shown, "{width}×{height} at {due:?}");
                (shown, frames) = (evening.frame(), frames + 1);
                assert!(due.saturating_sub(began) <= Duration::from_secs(30), "it never rests");
            }
            assert_eq!(frames > 10, width >= 80, "{width}×{height}: {frames} frames");
            evening.press(Action::Down);
        }
    }
}

/// News of a disk takes no word away from below the breath.
#[test]
fn a_long_notice_leaves_the_breath_its_words() {
    for (width, height) in [(40, 12), (40, 16), (40, 20), (60, 20), (80, 24)] {
        let mut evening = Evening::open("quick", width, height);
        evening.press(Action::Enter);
        let why = "a long path ".repeat(30);
        evening.app.handle(&Now::at(evening.up), Input::SaveFailed(Some(why)));
        while evening.app.scene() != Scene::Breath {
            evening.press(Action::Next).sleep(20.0);
        }
        let text = evening.text();
        assert!(
            [" breath ", " of 4"].iter().all(|word| text.contains(word)) && text.contains("Not saved yet"),
            "{width}×{height}:\n{text}"
        );
    }
}

/// The same where there are no colours to tell pictures apart by, with few of them, and where nothing moves.
#[test]
fn the_picture_property_in_every_theme() {
    let night = |depth| (Theme::new(Palette::Night, depth), Motion::Full);
    let high_contrast = (Theme::new(Palette::HighContrast, Depth::True), Motion::Full);
    let blocks = (Theme::new(Palette::Night, Depth::Sixteen).with_blocks(true), Motion::Full);
    for (theme, motion) in [
        night(Depth::None),
        night(Depth::Sixteen),
        blocks,
        high_contrast,
        (NIGHT, Motion::Still),
        (NIGHT, Motion::Calm),
    ] {
        for (width, height) in [(44, 30), (80, 24)] {
            let Evening { routine, area, .. } = Evening::open("seated", width, height);
            let config = Config { motion, ..Config::by_the_clock() };
            let mut evening =
                Evening { theme, ..Evening::with(routine, Some(Safety::default()), config, area) };
            let caps = screen::caps(theme, width, height);
            evening.app.handle(&Now::at(Duration::ZERO), Input::Resized(caps));
            let frames = every_picture_differs(evening, &format!("{theme:?}, {motion:?}"));
            assert!(frames > 60, "{theme:?} at {width}×{height} had {frames} frames");
        }
    }
}

/// The fonts of a console have whole cells, shades, and thin and double lines.
#[test]
fn blocks_need_no_dots() {
    let is_missing = |sign: char| match sign {
        '\u{2800}'..='\u{28ff}' | '▀'..='▇' | '▉'..='▐' | '▔'..='▟' => true,
        sign => "━╸╹╺╻▸…–".contains(sign),
    };
    for (depth, width, height) in
        [(Depth::None, 80, 24), (Depth::Sixteen, 40, 12), (Depth::Sixteen, 44, 30), (Depth::Sixteen, 120, 40)]
    {
        let mut evening = Evening::open("full", width, height);
        evening.theme = Theme::new(Palette::Night, depth).with_blocks(true);
        let caps = screen::caps(evening.theme, width, height);
        evening.app.handle(&Now::at(Duration::ZERO), Input::Resized(caps));
        evening.press(Action::Enter);
        for action in [Action::Enter, Action::Next, Action::Cramp, Action::Quit].iter().cycle().take(60) {
            let text = evening.text();
            assert_eq!(text.find(is_missing), None, "{width}×{height}:\n{text}");
            evening.answer().press(*action).sleep(1.0);
        }
        assert_eq!(evening.app.scene(), Scene::GoodNight, "{width}×{height}");
    }
}

/// Goes through an evening from wake-up to wake-up, and returns how many there were.
fn every_picture_differs(mut evening: Evening, name: &str) -> u32 {
    let place = format!("{name} at {}×{}", evening.area.width, evening.area.height);
    evening.press(Action::Enter);
    let mut frames = 0;
    let mut shown = evening.frame();
    loop {
        let Some(due) = evening.app.wakes_at() else {
            // Nothing moves by itself: a question, or the end.
            if evening.app.scene() == Scene::GoodNight {
                return frames;
            }
            evening.sleep(1.0).answer();
            shown = evening.frame();
            continue;
        };
        let asleep = due.saturating_sub(Duration::from_nanos(1));
        evening.app.handle(&Now::at(asleep), Input::Wake);
        assert_eq!(evening.frame(), shown, "{place}: changed asleep at {asleep:?}");
        assert_eq!(evening.app.wakes_at(), Some(due), "{place}: an early call changes nothing");
        let effects = evening.app.handle(&Now::at(due), Input::Wake);
        if effects.iter().any(|effect| matches!(effect, Effect::Quit(_))) {
            return frames;
        }
        let frame = evening.frame();
        assert_ne!(frame, shown, "{place}: woke for nothing at {due:?}");
        shown = frame;
        evening.up = due;
        frames += 1;
        if frames % 40 == 0 {
            // Also while going on after a pause, and with longer breaths.
            evening.press(Action::Pause).press(Action::Pause).press(Action::Slower);
            shown = evening.frame();
        }
    }
}

/// What a figure says stands below it, beside the words and above them, and where nothing moves.
#[test]
fn what_a_figure_says_is_shown() {
    const CALF: &str = r#"
        name = "Calf"
        [[step]]
        name = "Calf"
        figure = "wall-calf"
        hold = "30s"
    "#;
    for (width, height) in [(60, 20), (44, 30), (80, 24), (120, 40)] {
        let Evening { routine, area, .. } = Evening::open(CALF, width, height);
        for (motion, first, second) in [
            (Motion::Full, "Arm's length off,", "palms flat"),
            (Motion::Still, "Heel down, knee", "straight, lean"),
        ] {
            let config = Config { motion, ..Config::by_the_clock() };
            let mut evening = Evening::with(routine.clone(), Some(Safety::default()), config, area);
            let text = evening.press(Action::Enter).text();
            assert!(text.contains(first) && text.contains(second), "{width}×{height}:\n{text}");
        }
    }
}

/// Nothing jumps within a step: heading, count and bar keep their rows in all its parts.
#[test]
fn nothing_jumps_within_a_step() {
    for routine in SHIPPED.iter().map(|(id, _)| *id).chain([DRAWN, LONG]) {
        for (width, height) in [(40, 12), (44, 30), (60, 20), (80, 24), (120, 40), (200, 60)] {
            let mut evening = Evening::open(routine, width, height);
            evening.press(Action::Enter);
            let mut seen: Option<(usize, [Option<usize>; 4])> = None;
            while evening.app.scene() != Scene::GoodNight {
                if let Some((step, rows)) = rows(&evening) {
                    if let Some((_, before)) = seen.filter(|(before, _)| *before == step) {
                        let same =
                            before.iter().zip(&rows).all(|(a, b)| a.is_none() || b.is_none() || a == b);
                        assert!(same, "{width}×{height}: {before:?} {rows:?}\n{}", evening.text());
                    }
                    seen = Some((step, rows));
                }
                let due = evening.app.wakes_at();
                let calm = due.map_or(1.0, |due| due.saturating_sub(evening.up).as_secs_f64().max(4.0));
                evening.sleep(calm);
                if due.is_none() {
                    evening.answer();
                }
            }
        }
    }
}

/// The glasses stay where they are when the answers are judged.
#[test]
fn water_stays_where_it_is() {
    for (width, height) in [(60, 20), (80, 24), (100, 30), (120, 40), (200, 60)] {
        let mut evening = Evening::open("classic", width, height);
        evening.press(Action::Enter);
        for _ in 0..5 {
            evening.press(Action::Next);
        }
        evening.press(Action::More).say(1);
        let count = |evening: &Evening| {
            let text = evening.text();
            let rows = text.lines().enumerate().skip_while(|(_, row)| !row.contains("250 ml each"));
            let rows = rows.skip(1).filter(|(_, row)| row.contains(['█', '▀', '▄']));
            rows.map(|(y, row)| (y, row.to_owned())).collect::<Vec<_>>()
        };
        let (asked, text) = (count(&evening), evening.text());
        assert!(text.contains("It was hot") && !asked.is_empty(), "{width}×{height}:\n{text}");
        evening.press(Action::Enter);
        assert!(evening.text().contains("A rough guide"));
        assert_eq!(count(&evening), asked, "{width}×{height}:\n{}", evening.text());
        // On a large screen what to do is no small text.
        let is_small = evening.text().contains("Sip one small glass");
        assert_eq!(is_small, (width, height) < (100, 30), "{width}×{height}:\n{}", evening.text());
    }
}

/// What was ticked is in sight next to the count, on a small screen too; until then, how to say it.
#[test]
fn what_is_ticked_at_the_water_is_told_on_a_small_screen() {
    for (width, height) in [(40, 12), (30, 8)] {
        let mut evening = Evening::open("classic", width, height);
        evening.press(Action::Enter);
        for _ in 0..5 {
            evening.press(Action::Next);
        }
        assert_eq!(evening.text().contains("Press m."), width == 40, "{}", evening.text());
        evening.say(4).choose(3);
        let text = evening.text();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("I'm thirsty · The colour of my pee: 3"), "{width}×{height}: {text}");
        assert!(!text.contains("Press m."), "{text}");
    }
}

/// Each colour is painted as it is where there are colours enough; the number and the word stand there anyway.
#[test]
fn colours_of_the_chart_are_painted_and_named() {
    for (depth, painted) in [(Depth::True, 8), (Depth::Indexed, 8), (Depth::Sixteen, 0), (Depth::None, 0)] {
        for (width, height) in [(40, 16), (80, 24)] {
            let mut evening = Evening::open("classic", width, height);
            evening.theme = Theme::new(Palette::Night, depth);
            evening.press(Action::Enter);
            for _ in 0..5 {
                evening.press(Action::Next);
            }
            evening.press(Action::Extras);
            for _ in 0..5 {
                evening.press(Action::Down);
            }
            evening.press(Action::Tick);
            let (text, buf) = (evening.text(), evening.frame());
            assert!(text.contains("3 pale yellow") && text.contains("8 dark amber"), "{text}");
            let blocks = buf.content.iter().filter(|cell| cell.symbol() == "█");
            let colours: std::collections::HashSet<_> = blocks.map(|cell| cell.fg).collect();
            assert_eq!(colours.len(), painted, "{depth:?}:\n{text}");
        }
    }
}

/// Which step it is, and in which rows its heading, the first and the last row of its count and its bar are.
fn rows(evening: &Evening) -> Option<(usize, [Option<usize>; 4])> {
    let page = evening.app.page();
    let glance = page.step.as_ref()?;
    let word = match &glance.face {
        Readout::Count { doing, .. } => doing.word(),
        Readout::Reps { beat, .. } => beat.unwrap_or("Count"),
        Readout::Breath(_) | Readout::Clot | Readout::Check(_) | Readout::Wait(_) => return None,
    };
    let text = evening.text();
    let is_large = evening.area.width >= 100 && evening.area.height >= 30;
    let find =
        |marks: &[&str]| text.lines().skip(1).position(|row| marks.iter().any(|mark| row.contains(mark)));
    let last = text.lines().skip(1).collect::<Vec<_>>().iter().rposition(|row| row.contains(['█', '▀', '▄']));
    let first = find(&["█", "▀", "▄"]);
    let bar = find(&["━", "───"]);
    if is_large {
        // The heading is made of blocks as well, and so is what stands below the bar.
        assert!(first.is_some() && bar.is_some(), "{text}");
        return Some((glance.step.0, [None, None, None, bar]));
    }
    let heading = find(&[word]);
    // On the smallest screens a caution takes the room of the count.
    assert!(heading.is_some() && (last.is_some() || glance.caution.is_some()), "{text}");
    Some((glance.step.0, [heading, first, last, bar]))
}

/// On a large screen the word, the side and the line to follow can be read from across the room; on a smaller one if that
/// is asked for.
#[test]
fn large_screens_have_large_words() {
    let large = NIGHT.with_text(TextSize::Large);
    for (width, height, theme) in [(100, 30, NIGHT), (120, 40, NIGHT), (200, 60, NIGHT), (80, 24, large)] {
        // A cramp has a screen of its own.
        for (routine, _) in SHIPPED.iter().filter(|(id, _)| !id.starts_with("cramp")) {
            let mut evening = Evening { theme, ..Evening::open(routine, width, height) };
            evening.press(Action::Enter);
            let (mut lines, mut small) = (0, Vec::new());
            while evening.app.scene() != Scene::GoodNight {
                let page = evening.app.page();
                let text = evening.text();
                let rows: Vec<&str> =
                    text.lines().filter(|row| !row.trim_start().starts_with("then ")).collect();
                let text = rows.join("\n");
                if let Some(step) =
                    page.step.as_ref().filter(|step| matches!(step.face, Readout::Count { .. }))
                {
                    let line = step.lines.0.get(step.lines.1).map_or("", String::as_str);
                    let begins = line.split(['.', ',']).next().unwrap_or_default();
                    lines += 1;
                    if !begins.is_empty() && text.contains(begins) {
                        small.push(begins.to_owned());
                    }
                    for word in ["left leg", "right leg", "left foot", "right foot"] {
                        // The side to come is small as long as the other one is to be come out of.
                        let small = text.replace(&format!("to the {word}"), "");
                        assert!(width < 100 || !small.contains(word), "{width}×{height}:\n{text}");
                    }
                    let digits = text.lines().filter(|row| row.contains(['█', '▀', '▄'])).count();
                    assert!(digits >= 7, "{width}×{height}:\n{text}");
                }
                let due = evening.app.wakes_at();
                evening.sleep(due.map_or(1.0, |due| due.saturating_sub(evening.up).as_secs_f64().max(2.0)));
                if due.is_none() {
                    evening.answer();
                }
            }
            // A long line beside a long caution stays small.
            assert!(small.len() * 10 <= lines || width < 100, "{routine} at {width}×{height}: {small:#?}");
        }
    }
    let usual = Evening::open("classic", 80, 24).press(Action::Enter).text();
    assert!(usual.contains("left leg"), "{usual}");
}

/// What to do about a cramp can be seen beside the large letters, where both have room.
#[test]
fn a_cramp_is_shown_as_well_as_told() {
    for (width, height, shown) in [(80, 24, false), (90, 24, true), (100, 30, true), (200, 60, true)] {
        let text = Evening::open("classic", width, height).press(Action::Cramp).text();
        let dots = text.chars().filter(|c| ('\u{2801}'..='\u{28ff}').contains(c)).count();
        let letters = text.chars().filter(|c| "█▀▄▐▌".contains(*c)).count();
        assert_eq!(dots > 30, shown, "{width}×{height}: {dots}\n{text}");
        assert!(letters > 40, "{width}×{height}: {letters}\n{text}");
    }
}

/// Returns the bytes that a terminal is sent to show one frame after another.
fn cost(shown: &Buffer, next: &Buffer) -> u32 {
    let mut bytes = Vec::new();
    CrosstermBackend::new(&mut bytes).draw(shown.diff(next).into_iter()).expect("a frame");
    // Each is wrapped so that it appears at once.
    u32::try_from(bytes.len() + 16).expect("a small number")
}

/// Whatever moves costs at most three kilobytes a second on the terminal and seven wake-ups, part by part; on large
/// screens, where it is larger, up to eight.
#[test]
fn what_moves_costs_little() {
    for (routine, _) in SHIPPED {
        let sizes = [(80, 24, 3000.0), (100, 30, 3000.0), (120, 40, 4000.0), (200, 60, 8000.0)];
        // The one with every kind of figure is looked at on a huge screen as well.
        for (width, height, most) in sizes.into_iter().take(if *routine == "full" { 4 } else { 2 }) {
            let mut evening = Evening::open(routine, width, height);
            evening.press(Action::Enter);
            let (mut shown, mut part) = (evening.frame(), (0, 0, evening.up));
            while evening.app.scene() != Scene::GoodNight {
                let Some(due) = evening.app.wakes_at() else {
                    evening.sleep(1.0).answer();
                    (shown, part) = (evening.frame(), (0, 0, evening.up));
                    continue;
                };
                evening.up = due;
                evening.app.handle(&Now::at(due), Input::Wake);
                let frame = evening.frame();
                if evening.app.scene() == Scene::Breath {
                    // It has a test of its own.
                    (shown, part) = (frame, (0, 0, due));
                    continue;
                }
                part = (part.0 + cost(&shown, &frame), part.1 + 1, part.2);
                shown = frame;
                let seconds = due.saturating_sub(part.2).as_secs_f64();
                if seconds >= 10.0 {
                    let (bytes, wakes) = (f64::from(part.0) / seconds, f64::from(part.1) / seconds);
                    let place = format!("{routine} at {width}×{height} up to {due:?}");
                    assert!(bytes < most, "{place}: {bytes:.0} bytes a second");
                    assert!(wakes < 7.0, "{place}: {wakes:.1} wake-ups a second");
                    part = (0, 0, due);
                }
            }
        }
    }
}

/// A breath has at least twelve different pictures a second, and costs little.
#[test]
fn a_breath_is_smooth_and_cheap() {
    for (width, height, most) in [(80, 24, 15_000.0), (100, 30, 20_000.0), (200, 60, 40_000.0)] {
        let mut evening = Evening::open("classic", width, height);
        evening.press(Action::Enter);
        for _ in 0..4 {
            evening.press(Action::Next);
        }
        evening.sleep(10.0);
        let breath = |evening: &Evening| match evening.app.page().step.as_ref().map(|step| step.face.clone())
        {
            Some(Readout::Breath(breath)) => Some((breath.nth, breath.word)),
            _ => None,
        };
        // From the second breath on: the first one may have begun in the middle.
        while breath(&evening).is_some_and(|(nth, _)| nth == 1) {
            evening.sleep(0.1);
        }
        let (mut shown, began) = (evening.frame(), evening.up);
        let (mut bytes, mut pictures) = (0, 0);
        while breath(&evening).is_some_and(|(nth, _)| nth < 4) {
            let due = evening.app.wakes_at().expect("it moves");
            evening.up = due;
            evening.app.handle(&Now::at(due), Input::Wake);
            let frame = evening.frame();
            bytes += cost(&shown, &frame);
            pictures += 1;
            shown = frame;
        }
        let seconds = evening.up.saturating_sub(began).as_secs_f64();
        let (bytes, pictures) = (f64::from(bytes) / seconds, f64::from(pictures) / seconds);

        assert!(pictures >= 12.0, "{width}×{height}: {pictures:.1} pictures a second");
        assert!(bytes < most, "{width}×{height}: {bytes:.0} bytes a second");
    }
}

#[test]
fn any_size_at_any_moment() {
    for (routine, _) in SHIPPED {
        let mut evening = Evening::open(routine, 80, 24);
        evening.press(Action::Enter);
        for moment in 0..250u16 {
            for (width, height) in
                [(1, 1), (2, 30), (200, 1), (13, 7), (39, 12), (40, 11), (40, 12), (41, 13), (250, 90)]
            {
                evening.area = Rect::new(0, 0, width, height);
                evening.app.handle(&Now::at(evening.up), Input::Resized(screen::caps(NIGHT, width, height)));
                evening.look();
                evening.frame();
            }
            if moment % 5 == 4 {
                evening.press(Action::Help);
                evening.frame();
                evening.press(Action::Help);
            }
            evening.sleep(2.5);
            if evening.app.wakes_at().is_none() {
                evening.answer();
            }
        }
    }
}

/// Who should leave out the step of this name, as its routine says.
fn who_should_not(step: &str) -> Option<String> {
    let muscles = [Muscle::Calf, Muscle::Foot, Muscle::BackOfThigh, Muscle::FrontOfThigh];
    let routines = muscles.map(|muscle| cramp::routine(Some(muscle), &Safety::default()));
    let mut steps = routines.into_iter().flat_map(|routine| routine.steps);
    steps.find(|each| each.name == step).and_then(|step| step.guide.not_if)
}

/// Whatever a cramp screen says, the emergency line is there in full, and who should not do it where it says what to do.
#[test]
fn what_keeps_from_harm_is_always_there() {
    for (width, height) in [(40, 12), (41, 15), (60, 20), (80, 12), (80, 24), (120, 40), (200, 60)] {
        let mut evening = Evening::open("classic", width, height);
        evening.press(Action::Cramp);
        let check = |evening: &mut Evening, seconds| {
            evening.sleep(seconds);
            // A figure may stand beside the words.
            let text = evening.text().replace(|sign| ('\u{2800}'..='\u{28ff}').contains(&sign), " ");
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let page = evening.app.page();
            let is_ten = page.blocks.iter().any(|block| match &block.content {
                Content::Focus(_, texts) => texts[0] == cramp::TEN,
                _ => false,
            });
            let not_if = who_should_not(&page.title).filter(|_| !is_ten);
            for words in [cramp::EMERGENCY].into_iter().chain(not_if.as_deref()) {
                assert!(
                    text.contains(words),
                    "{width}×{height} at {:?}: no {words:?} in\n{}",
                    evening.up,
                    evening.text()
                );
            }
        };
        for muscle in [Muscle::Calf, Muscle::Foot, Muscle::BackOfThigh, Muscle::FrontOfThigh] {
            evening.press(Action::Muscle(muscle));
            for _ in 0..7 {
                (0..5).for_each(|_| check(&mut evening, 3.0));
                evening.press(Action::Next);
            }
        }
        // Past ten minutes; eased, with the question whether it was one; then warmth, and settling.
        check(&mut evening, 300.0);
        evening.press(Action::Enter);
        check(&mut evening, 4.0);
        evening.press(Action::NoCramp);
        check(&mut evening, 0.1);
        evening.press(Action::Next);
        check(&mut evening, 0.1);
        evening.press(Action::Next);
        check(&mut evening, 6.0);
    }
}

/// Sizes at which a screen is kept: one that everybody has, or all of these for the typical ones.
const USUAL: &[(u16, u16)] = &[(80, 24)];
const ALL: &[(u16, u16)] = &[(40, 12), (40, 24), (60, 20), (80, 24), (100, 30), (120, 40), (200, 60)];

/// The screens that are kept at all sizes.
const TYPICAL: [&str; 10] = [
    "tonight",
    "thoughts",
    "in_place",
    "holding",
    "breathing",
    "water",
    "water_more",
    "water_colours",
    "cramp",
    "first_questions",
];

/// Keeps what a screen shows, and sees that nothing on it hangs on what its texts say.
/// A caution stands beside the figure, never in its place.
#[test]
fn a_caution_leaves_the_figure_where_it_is() {
    for (width, height) in [(60, 20), (40, 24), (80, 24), (120, 40)] {
        for by_the_clock in [false, true] {
            let mut evening = Evening::open("classic", width, height);
            if !by_the_clock {
                evening.unhurried();
            }
            evening.press(Action::Enter);
            let text = evening.text();
            assert!(text.contains("Take care: Light on"), "{width}×{height}:\n{text}");
            let dots = text.chars().filter(|c| ('\u{2801}'..='\u{28ff}').contains(c)).count();
            assert!(dots > 30, "{width}×{height}: {dots}\n{text}");
            for word in evening.routine.steps[0].guide.brief.as_deref().unwrap().split_whitespace() {
                assert!(text.contains(word), "{word} at {width}×{height}:\n{text}");
            }
        }
    }
}

macro_rules! screens {
    ($($name:ident: $routine:expr, $walk:expr;)*) => {$(
        #[test]
        fn $name() {
            let name = stringify!($name);
            let kept = if TYPICAL.contains(&name) { ALL } else { USUAL };
            for &(width, height) in ALL {
                let mut evening = Evening::open($routine, width, height);
                let walk: fn(&mut Evening) = $walk;
                walk(&mut evening);
                evening.look();
                labels::decide_nothing(&evening.app.page(), evening.area);
                if kept.contains(&(width, height)) {
                    insta::assert_snapshot!(format!("{name}_{width}x{height}"), evening.text());
                }
            }
        }
    )*};
}

/// A routine with everything in it that can be long.
const LONG: &str = r#"
name = "A routine with a name that is far too long for any forty columns"
[[step]]
name = "膝を伸ばすストレッチ と とても長い名前のステップ"
setup = ["Sit down somewhere with a great deal of room around you and take off your shoes."]
cues = ["Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, slowly."]
hold = "20s"
[[step]]
name = "In your own time"
cues = ["Read the list.", "Do what it says."]
"#;

/// A routine with drawings of its own, and shipped figures where they do not usually stand.
const DRAWN: &str = r#"
name = "Drawn"
[[step]]
move = "star"
hold = "10.5s"
sides = "each"
[[step]]
name = "Nod"
figure = "calf-massage"
reps = 4
pace = "3s"
[[step]]
name = "Feet up the wall"
art = """
  o__|
     |
"""
hold = "20s"
[[step]]
move = "wall-calf"
figure = "none"
hold = "10s"
[[step]]
breathe = "box"
breaths = 2
figure = "walk"
[move.star]
name = "Star"
figure = "stand-on-leg"
"#;

screens! {
    tonight: "classic", |_| {};
    in_place: "classic", |e| { e.unhurried().press(Action::Enter); };
    getting_ready: "classic", |e| { e.press(Action::Enter).sleep(7.0); };
    holding: "classic", |e| { e.press(Action::Enter).sleep(22.0); };
    changing: "classic", |e| { e.press(Action::Enter).sleep(80.0); };
    circling: "classic", |e| { e.press(Action::Enter).press(Action::Next).press(Action::Next).sleep(28.0); };
    breathing: "classic", |e| {
        e.press(Action::Enter);
        for _ in 0..4 { e.press(Action::Next); }
        e.sleep(13.0);
    };
    breathing_out: "classic", |e| {
        e.press(Action::Enter);
        for _ in 0..4 { e.press(Action::Next); }
        e.press(Action::Enter).press(Action::Slower).sleep(10.0);
    };
    paused: "classic", |e| { e.press(Action::Enter).sleep(22.0).press(Action::Pause); };
    water: "classic", |e| {
        e.press(Action::Enter);
        for _ in 0..5 { e.press(Action::Next); }
        for _ in 0..6 { e.press(Action::More); }
        e.say(1).choose(3).say(4);
    };
    water_more: "classic", |e| {
        e.press(Action::Enter);
        for _ in 0..5 { e.press(Action::Next); }
        e.say(1).choose(3).press(Action::Extras);
        for _ in 0..6 { e.press(Action::Down); }
        e.press(Action::Tick);
    };
    water_colours: "classic", |e| {
        e.press(Action::Enter);
        for _ in 0..5 { e.press(Action::Next); }
        e.press(Action::Extras);
        for _ in 0..5 { e.press(Action::Down); }
        e.press(Action::Tick);
        for _ in 0..6 { e.press(Action::Up); }
    };
    good_night: "classic", |e| {
        e.press(Action::Enter).sleep(160.0);
        for _ in 0..6 { e.press(Action::Next); }
    };
    help: "classic", |e| { e.press(Action::Enter).sleep(22.0).press(Action::Help); };
    long_and_wide: LONG, |e| { e.press(Action::Enter).sleep(17.0); };
    choosing: "classic", |e| {
        let rows = library::routines(Path::new("/no/such/folder"));
        e.app.handle(&Now::at(e.up), Input::RoutinesListed(rows));
        for _ in 0..3 { e.press(Action::Down); }
    };
    learning: "classic", |e| { e.press(Action::Learn).press(Action::Down).press(Action::Down); };
    reading: "classic", |e| {
        e.press(Action::Learn).press(Action::Down).press(Action::Down).press(Action::Down);
        e.press(Action::Enter).press(Action::PageDown);
    };
    first_questions: "classic", |e| {
        e.first().press(Action::Enter).press(Action::Down).press(Action::Down).press(Action::Tick);
    };
    limit_question: "classic", |e| {
        e.first().press(Action::Enter);
        for _ in 0..7 { e.press(Action::Down); }
        e.press(Action::Tick).press(Action::More).press(Action::More);
    };
    advice: "classic", |e| {
        e.first().press(Action::Enter).press(Action::Down).press(Action::Tick);
        while e.app.scene() == Scene::Safety { e.press(Action::Enter); }
    };
    cramp: "classic", |e| { e.press(Action::Enter).sleep(22.0).press(Action::Cramp).sleep(42.0); };
    cramp_in_the_foot: "classic", |e| { e.press(Action::Cramp).press(Action::Muscle(Muscle::Foot)).sleep(2.0); };
    cramp_five_minutes: "classic", |e| { e.press(Action::Cramp).sleep(301.0); };
    cramp_ten_minutes: "classic", |e| { e.press(Action::Cramp).sleep(700.0); };
    cramp_to_try: "classic", |e| { e.press(Action::Cramp).sleep(102.0); };
    cramp_warning_signs: "classic", |e| { e.press(Action::Cramp).sleep(5.0).press(Action::Signs); };
    cramp_warned: "classic", |e| {
        e.press(Action::Cramp).sleep(5.0).press(Action::Signs).press(Action::Down).press(Action::Tick);
    };
    cramp_eased: "classic", |e| { e.press(Action::Cramp).sleep(134.0).press(Action::Enter); };
    cramp_warmth: "classic", |e| { e.press(Action::Cramp).sleep(134.0).press(Action::Enter).press(Action::Next); };
    held: "classic", |e| {
        e.press(Action::Cramp).press(Action::Signs).press(Action::Down).press(Action::Down).press(Action::Tick);
        e.press(Action::Close).press(Action::Quit);
    };
    clot: "full", |e| { e.press(Action::Enter).press(Action::Next); };
    clot_unanswered: "full", |e| { e.press(Action::Enter).press(Action::Next).sleep(1.0).press(Action::Enter); };
    swollen: "full", |e| { e.press(Action::Enter).press(Action::Next).sleep(1.0).press(Action::Yes); };
    no_massage: "full", |e| { e.told(&[Risk::ClotPast]); };
    before_a_routine: "trial", |e| { e.told(&[Risk::Balance, Risk::Surgery]).press(Action::Enter); };
    water_with_a_limit: "classic", |e| {
        e.told(&[Risk::HeartOrKidney]).press(Action::Enter);
        for _ in 0..5 { e.press(Action::Next); }
        e.sleep(1.0).press(Action::More).press(Action::Enter);
    };
    bedroom: "full", |e| {
        e.press(Action::Enter).press(Action::Tick).press(Action::Down).press(Action::Down).press(Action::Tick);
    };
    thoughts: "full", |e| {
        e.until_thoughts().types("Call the bank about the card that came in the wrong name\n膝を伸ばす 👨\u{200d}👩\u{200d}👧\n");
        e.types("Ask whether the shop has the dark bread with seeds, and if not, what else there is on Sundays ");
    };
    thoughts_asked: "full", |e| { e.until_thoughts(); };
    thoughts_all_there: "full", |e| { e.until_thoughts().types("1\n2\n3\n4\n5\n6\n7\n"); };
    thoughts_as_keys: "full", |e| { e.until_thoughts().types("Call the bank").press(Action::Close); };
    drawn: DRAWN, |e| { e.press(Action::Enter).sleep(16.0); };
    a_drawing: DRAWN, |e| { e.press(Action::Enter).press(Action::Next).press(Action::Next).sleep(12.0); };
    massage: "full", |e| { e.press(Action::Enter).press(Action::Next).sleep(2.0).press(Action::No).sleep(11.0); };
    lying: "full", |e| {
        e.press(Action::Enter);
        for _ in 0..12 { e.press(Action::Next); }
        e.sleep(9.0);
    };
    own_time: LONG, |e| { e.press(Action::Enter).press(Action::Next); };
}
