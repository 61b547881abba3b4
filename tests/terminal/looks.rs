//! What reaches the terminal: sizes, colours and the bell.

use common::Home;
use common::window::{ENTER, ONE_LINE, SPACE, Window, winddown};

/// Roomy, the least that is roomy, a little less, a strip, a single cell, and far too much.
const SIZES: [(u16, u16); 6] = [(80, 24), (40, 12), (39, 11), (20, 3), (1, 1), (200, 60)];

#[test]
fn every_size_shows_what_matters_most() {
    let home = Home::new();
    let mut window = winddown(&home).start("classic").open();
    window.shows(&["Get ready"]);
    window.press_until(ENTER, "Hold · left leg");
    window.press(SPACE);
    window.shows(&["Paused"]);
    for round in 0..20 {
        for step in 0..SIZES.len() {
            let size = SIZES[(step * (round % 5 + 1) + round) % SIZES.len()];
            let before = window.pictures().len();
            if window.resize(size) {
                window.waits_for_picture(before + 1);
            }
            match size {
                // The word and the side are drawn in large letters there.
                (200, _) => window.shows(&["Wall calf stretch", "set 1 of 2", "enter go on", "q stop"]),
                (80.., _) => {
                    window.shows(&["Wall calf stretch", "Paused · left leg", "enter go on", "q stop"]);
                }
                (40, _) => window.shows(&["Wall calf stretch", "Paused · left leg", "? help", "q stop"]),
                (39, _) => window.shows(&["Paused · ", "Hold left"]),
                (20, _) => window.shows(&["Paused · "]),
                _ => window.waits_for("anything", |text| !text.is_empty()),
            }
        }
    }
}

#[test]
fn a_storm_of_sizes_while_the_evening_runs_is_survived() {
    let home = Home::new();
    let mut window = winddown(&home).start("quick").speed(60).open();
    window.shows(&["Get ready"]);
    for round in 0..100 {
        let before = window.pictures().len();
        if window.resize(SIZES[(round * round + round / 6) % SIZES.len()]) {
            window.waits_for_picture(before + 1);
        }
    }
    for size in SIZES.iter().cycle().take(300) {
        window.resize(*size);
    }
    window.resize((80, 24));
    window.shows(&["? help", "q stop"]);
    window.press("q");
    assert!(window.ends().success());
    window.is_given_back();
}

#[test]
fn a_window_that_changes_just_after_it_opened_is_filled() {
    // As tiling window managers do it. Often, as the moment between the first picture and the first look for keys
    // is short.
    for _ in 0..60 {
        let home = Home::new();
        let window = winddown(&home).size((1, 1)).open();
        window.waits_for_picture(1);
        window.resize((80, 24));
        window.shows(&["Classic evening  9 min 37 s", "enter begin"]);
    }
}

#[test]
fn every_screen_opens_at_every_size() {
    for size in SIZES {
        let home = Home::new();
        let mut window = winddown(&home).size(size).open();
        window.waits_for("anything", |text| !text.is_empty());
        for keys in ["o", "b", "?", "x", ENTER, "?", "x", "nnnnn", "?", "x", "+"] {
            let before = window.pictures().len();
            window.press(keys);
            // On a single cell a key need not change anything.
            if size.0 > 20 {
                window.waits_for_picture(before + 1);
            }
        }
        window.resize((80, 24));
        window.press_until(ENTER, "but sleep");
        window.press_until("x", "the end");
        assert!(window.ends().success(), "{size:?}");
    }
}

#[test]
fn no_color_means_none() {
    let home = Home::new();
    let mut window = winddown(&home).start("quick").speed(200).variable("NO_COLOR", "1").open();
    run_through(&mut window);
    let bytes = window.bytes();
    assert_eq!(colours(&bytes), Vec::<String>::new());
    assert!(String::from_utf8_lossy(&bytes).contains("\x1b[2m"), "what may be overlooked is dim instead");
}

#[test]
fn colours_are_there_otherwise() {
    let home = Home::new();
    for (depth, wanted) in [("", "38;5"), ("truecolor", "38;2")] {
        let mut window = winddown(&home).start("quick").speed(200).variable("COLORTERM", depth).open();
        run_through(&mut window);
        let colours = colours(&window.bytes());
        assert!(!colours.is_empty() && colours.iter().all(|code| code.starts_with(wanted)), "{colours:?}");
    }
}

/// Nobody waits for the answer: this terminal gives none.
#[test]
fn a_terminal_is_asked_for_its_background_only_if_the_colours_depend_on_it() {
    const QUERY: &str = "\x1b]11;?\x07";
    for (theme, variable, asked) in
        [("auto", "LANG", 1), ("auto", "NO_COLOR", 0), ("auto", "STY", 0), ("night", "LANG", 0)]
    {
        let home = Home::new();
        home.write("config/config.toml", format!("theme = \"{theme}\"\n"));
        let window = winddown(&home).variable(variable, "1").open();
        window.shows(&["enter begin"]);
        let bytes = window.bytes();
        let asks = String::from_utf8_lossy(&bytes).matches(QUERY).count();
        assert_eq!(asks, asked, "{theme} {variable}");
    }
}

#[test]
fn a_light_background_gets_colours_for_the_day() {
    let home = Home::new();
    home.write("config/config.toml", "theme = \"auto\"\n");
    let mut window = winddown(&home).variable("TERM", "xterm-kitty").open();
    window.shows(&["enter begin"]);
    let pictures = window.pictures().len();
    window.press("\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\");
    window.stays_quiet_for(std::time::Duration::from_millis(300));
    window.press("\x1b]11;rgb:ffff/ffff/ffff\x1b\\");
    window.waits_for_picture(pictures + 1);
    window.press("o");
    window.shows(&["Another routine"]);
}

#[test]
fn changes_are_heard_once_they_are_seen() {
    let home = Home::new();
    let mut window = winddown(&home).start("quick").speed(50).size(ONE_LINE).open();
    window.shows(&["glasses of any drink today"]);
    window.press_until(ENTER, "but sleep");
    window.press_until("x", "the end");
    window.ends();
    let (bytes, pictures) = (window.bytes(), window.pictures());
    let text = String::from_utf8_lossy(&bytes);
    let after = text.split("\x1b[?2026l").skip(1).map(|after| after.starts_with('\x07'));
    // A busy machine may not show every picture, and let several changes be heard at once.
    for (pair, rings) in pictures.windows(2).zip(after.skip(1)) {
        let [before, now] = [&pair[0], &pair[1]].map(|picture| part(picture));
        let goes_round_anew = now.0.is_empty() && rings;
        assert!(rings == (before != now) || goes_round_anew, "{before:?}, then {now:?}: {rings}");
    }
}

/// Returns what one does and in which step, without what is counted.
fn part(picture: &str) -> (String, &str) {
    let line = picture.lines().next().unwrap_or_default().trim_end();
    let (what, rest) = line.split_once(" · ").unwrap_or((line, ""));
    let is_counted = what.contains('/');
    let word = what.chars().filter(|letter| !is_counted && !letter.is_ascii_digit()).collect();
    (word, rest.rsplit(" · ").next().unwrap_or_default())
}

#[test]
fn without_a_bell_nothing_is_heard() {
    let home = Home::new();
    home.write("config/config.toml", "bell = false\nget_ready = \"10s\"\n");
    let mut window = winddown(&home).start("quick").speed(200).open();
    run_through(&mut window);
    assert_eq!(bells(&window), 0);
}

#[test]
fn standing_still_costs_nothing_but_a_countdown_ticks_once_a_second() {
    let home = Home::new();
    let mut window = winddown(&home).start("classic").size(ONE_LINE).open();
    window.shows_in_turn(&["9 Get ready"]);
    window.press(ENTER);
    window.shows(&["29 Hold"]);
    let before = window.pictures().len();
    window.shows(&["28 Hold"]);
    assert_eq!(window.pictures().len(), before + 1);
}

/// Runs an evening through to its end.
#[track_caller]
fn run_through(window: &mut Window) {
    window.shows(&["How many glasses today?"]);
    window.press_until(ENTER, "but sleep");
    window.shows(&["but sleep"]);
    window.press_until("x", "the end");
    assert!(window.ends().success());
}

fn bells(window: &Window) -> usize {
    window.bytes().split(|&byte| byte == 0x07).count() - 1
}

/// Returns every code that sets a colour, rather than taking it back or making letters bold.
fn colours(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let escapes = text.split("\x1b[").skip(1);
    let codes = escapes.filter_map(|escape| {
        let (code, _) = escape.split_once('m')?;
        code.chars().all(|c| c.is_ascii_digit() || c == ';').then(|| code.to_owned())
    });
    let sets_colour = |code: &String| {
        let first = code.split(';').next().and_then(|number| number.parse().ok());
        first.is_some_and(|number: u8| matches!(number, 30..=38 | 40..=48 | 90..=97 | 100..=107))
    };
    codes.filter(sets_colour).collect()
}
