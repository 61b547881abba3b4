//! Chimes through a real PulseAudio: they are there, in order, with their pitch, and silence means silence.

#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that goes wrong")]

use crate::server::Server;
use common::Home;
use common::sound::{RATE, STRETCH, is_silent, pitches};
use common::window::{ENTER, Opening, SPACE, winddown};

common::tests! { needs ["pulseaudio", "parec"];
    an_evening_is_heard_in_order_and_with_its_pitches, pausing_silences_a_breath_at_once_and_without_a_click,
    lines_end_when_the_last_chime_has_been_heard, a_server_that_dies_is_missed_by_nobody,
}

/// Each chime, and a breath of four seconds in and six out.
const EVENING: &str = "name = \"Test\"
[[step]]
name = \"Stretch\"
cues = [\"Hold.\"]
hold = \"6s\"
sides = \"each\"
sets = 2
rest = \"6s\"
ready = \"6s\"
change = \"6s\"
[[step]]
breathe = [4, 0, 6, 0]
breaths = 1
ready = \"6s\"
";
/// Three chimes.
const SHORT: &str =
    "name = \"Test\"\n[[step]]\nname = \"Stretch\"\ncues = [\"Hold.\"]\nhold = \"6s\"\nready = \"6s\"\n";
/// Breaths long enough to pause in.
const LONG_BREATHS: &str =
    "name = \"Test\"\n[[step]]\nbreathe = [20, 0, 20, 0]\nbreaths = 2\nready = \"3s\"\n";

/// Hertz of the notes.
const C: u32 = 262;
const D: u32 = 294;
const E: u32 = 330;
const G: u32 = 392;
const A: u32 = 440;

/// Returns winddown with one routine, where `server` is the one that programs find.
fn at_bed<'a>(home: &'a Home, routine: &str, server: &Server) -> Opening<'a> {
    let routine = home.write("test.toml", routine);
    winddown(home).start(routine).variable("XDG_RUNTIME_DIR", server.folder().to_str().unwrap())
}

/// Returns whether these notes are to be heard in this order, whatever there is between them.
fn has_in_turn(samples: &[i16], notes: &[u32]) -> bool {
    let heard = pitches(samples);
    let mut heard = heard.iter().flatten();
    notes.iter().all(|&note| heard.any(|&hertz| hertz.abs_diff(note) * 50 <= note))
}

/// Returns how many stretches in a row have a pitch that goes up, or down, by no more than a fifth at once.
fn longest_glide(samples: &[i16], up: bool) -> usize {
    let heard = pitches(samples);
    let goes = |pair: &[Option<u32>]| match *pair {
        [Some(one), Some(next)] => {
            (if up { next >= one } else { next <= one }) && next.abs_diff(one) * 20 < one
        }
        _ => false,
    };
    heard.windows(2).collect::<Vec<_>>().split(|pair| !goes(pair)).map(<[_]>::len).max().unwrap_or(0)
}

#[track_caller]
fn has_no_click(samples: &[i16]) {
    let loudest = samples.iter().map(|sample| sample.unsigned_abs()).max().unwrap();
    let step = samples.windows(2).map(|pair| pair[0].abs_diff(pair[1])).max().unwrap();
    assert!(step < loudest / 4, "{loudest} loud, and a step of {step}");
}

fn an_evening_is_heard_in_order_and_with_its_pitches() {
    let server = Server::start();
    let home = Home::new();
    let mut window = at_bed(&home, EVENING, &server).speed(5).open();
    window.shows(&["but sleep"]);
    let holds = [G, E, A, C, E, A, D, D, E, A, C, E, A];
    let breath = [G, D, E, E, D];
    let wanted: Vec<u32> = holds.into_iter().chain(breath).chain([A, E, C]).collect();
    server.hears("every chime, and the last one die away", |samples| {
        has_in_turn(samples, &wanted) && is_silent(&samples[samples.len() - STRETCH..])
    });
    let samples = server.samples();
    // Four seconds and six at this speed, from one end of a fifth to the other.
    assert!(longest_glide(&samples, true) >= 10, "{:?}", pitches(&samples));
    assert!(longest_glide(&samples, false) >= 16, "{:?}", pitches(&samples));
    has_no_click(&samples);
    assert!(!window.bytes().contains(&7), "no bell where there are chimes");
    window.press_until(ENTER, "");
}

fn pausing_silences_a_breath_at_once_and_without_a_click() {
    let server = Server::start();
    let home = Home::new();
    let mut window = at_bed(&home, LONG_BREATHS, &server).open();
    let sounds = |samples: &[i16]| {
        samples.len() > 4 * STRETCH && {
            let last = pitches(&samples[samples.len() - 4 * STRETCH..]);
            last.iter().all(|hertz| hertz.is_some_and(|hertz| (C..G).contains(&hertz)))
        }
    };
    let mut from = 0;
    for silencing in [SPACE, "?", "!"] {
        server.hears("a breath", |samples| samples.len() > from + RATE && sounds(samples));
        let before = server.samples().len();
        window.press(silencing);
        let is_over =
            |samples: &[i16]| samples.len() > before + RATE && is_silent(&samples[samples.len() - RATE..]);
        server.hears("a second of silence", is_over);
        let samples = server.samples();
        // The breath had fifteen more seconds to go.
        assert!(
            samples.len() < before + 10 * RATE,
            "silent only after {} s",
            (samples.len() - before) / RATE
        );
        from = samples.len();
        match silencing {
            "!" => {
                window.press("x");
                window.shows(&["Press x once more."]);
                window.press("x ");
            }
            key => window.press(key),
        }
    }
    server.hears("a breath", |samples| samples.len() > from + RATE && sounds(samples));
    let before = server.samples().len();
    window.press("q");
    assert!(window.ends().success());
    server.hears("silence", |samples| {
        samples.len() > before + RATE && is_silent(&samples[samples.len() - RATE..])
    });
    has_no_click(&server.samples());
}

fn lines_end_when_the_last_chime_has_been_heard() {
    let server = Server::start();
    let home = Home::new();
    let mut window = at_bed(&home, SHORT, &server).arguments(&["--plain"]).speed(5).open();
    window.shows(&["but sleep"]);
    assert!(window.ends().success());
    server.hears("all of it", |samples| has_in_turn(samples, &[G, E, A, A, E, C]));
}

fn a_server_that_dies_is_missed_by_nobody() {
    let mut server = Server::start();
    let home = Home::new();
    let window = at_bed(&home, SHORT, &server).speed(5).open();
    server.hears("a chime", |samples| has_in_turn(samples, &[G]));
    server.die();
    window.shows(&["but sleep"]);
    let screen = window.text();
    assert!(!screen.contains("Broken pipe") && !screen.contains("sound"), "{screen}");
    // It is known by now that there are no chimes.
    window.rings();
}
