//! A cramp at three in the morning: the words at once, and the journal whatever happens next.

use rustix::process::Signal;
use serde_json::Value;

use common::Home;
use common::disk;
use common::window::{CTRL_C, DOWN, ENTER, ONE_LINE, SPACE, Window, winddown};

/// As small as the screens are drawn in full.
const SMALL: (u16, u16) = (40, 12);
/// As small as the muscles are named.
const MIDDLING: (u16, u16) = (60, 20);

/// The first sentence is drawn in large letters.
const FIRST: [&str; 3] =
    ["Toes to shin", "Pull your toes toward your shin.", "Chest pain or trouble breathing?"];

fn cramp(home: &Home) -> Window {
    winddown(home).arguments(&["cramp"]).size(SMALL).open()
}

/// Waits until what the screen shows is written down too: the clock ticks on only after that.
fn is_saved(window: &Window) {
    window.waits_for_picture(window.pictures().len() + 2);
}

#[test]
fn the_very_first_picture_says_what_to_do() {
    let small = ["Straighten the knee.", "Pull your toes toward your shin."];
    // What is in large letters is no text; what stands below it is.
    let large = ["▀", "Skip this if your calf is swollen"];
    for (size, wanted) in
        [(SMALL, &small[1..]), ((80, 24), &large), (ONE_LINE, &small), ((20, 6), &small[..1])]
    {
        let home = Home::new();
        let window = winddown(&home).for_the_first_time().arguments(&["cramp"]).size(size).open();
        window.waits_for_picture(1);
        let first = window.pictures()[0].split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(wanted.iter().all(|text| first.contains(text)), "{size:?}: {first}");
    }
}

#[test]
fn the_clock_counts_up_and_the_muscle_is_one_key() {
    let home = Home::new();
    let mut window = winddown(&home).arguments(&["cramp"]).size(SMALL).open();
    window.shows(&FIRST);
    window.shows_in_turn(&["Hold 29 s · cramp 0:01", "Hold 28 s · cramp 0:02"]);
    for (key, said) in
        [("f", "Toes up"), ("h", "Straighten the knee"), ("t", "Bend the knee"), ("c", "Toes to shin")]
    {
        window.press(key);
        window.shows(&[said, "enter eased", "w signs", "q close"]);
    }
    window.press("q");
    assert!(window.ends().success());
    window.is_given_back();
    window.shows(&["The cramp is in the diary. Good night."]);
}

#[test]
fn the_muscle_may_be_told_at_once() {
    for (word, said) in [("foot", "Toes up"), ("thigh", "Straighten the knee"), ("front", "Bend the knee")] {
        let home = Home::new();
        let window = winddown(&home).arguments(&["cramp", word]).size(SMALL).open();
        window.shows(&[said]);
    }
}

#[test]
fn a_kill_in_the_middle_leaves_what_was_known() {
    let home = Home::new();
    let mut window = cramp(&home);
    window.shows(&FIRST);
    is_saved(&window);
    window.signal(Signal::KILL);
    window.ends();
    let [note] = &disk::journal(&home, "cramp")[..] else { panic!("one line") };
    assert_eq!((&note["muscle"], &note["seconds"]), (&Value::Null, &Value::Null), "{note}");
    assert_eq!(note["night"], "2026-11-22");
    assert_eq!(note["began"], "2026-11-22T22:00:00+01:00[+01:00]");
    disk::assert_private(&home);

    let home = Home::new();
    let mut window = winddown(&home).arguments(&["cramp"]).speed(150).size(MIDDLING).open();
    window.shows(&["Chest pain"]);
    window.press("h");
    window.shows(&["[back of thigh]"]);
    window.shows(&["Get medical help right away: call a health line"]);
    window.press("f");
    window.shows(&["[foot]"]);
    is_saved(&window);
    window.signal(Signal::KILL);
    window.ends();
    let notes = disk::journal(&home, "cramp");
    let last = notes.last().expect("told");
    assert_eq!((&last["muscle"], &last["seconds"]), (&"foot".into(), &601.into()), "{last}");
    assert_eq!(last["cramp"], notes[0]["cramp"], "it is one cramp");
    let shown = home.run(&["diary", "--json"]).out;
    assert!(shown.contains("foot"), "{shown}");
}

#[test]
fn closing_the_window_leaves_it_too() {
    let home = Home::new();
    let window = cramp(&home);
    window.shows(&FIRST);
    is_saved(&window);
    window.close();
    assert_eq!(disk::journal(&home, "cramp").len(), 1);
}

#[test]
fn it_eased_and_back_to_sleep() {
    let home = Home::new();
    let mut window = winddown(&home).arguments(&["cramp", "calf"]).speed(10).size(SMALL).open();
    window.shows(&["Hold 10 s · cramp 0:20"]);
    window.press_until(ENTER, "It eased.");
    window.shows(&["Soreness for up to a day is common.", "Chest pain", "enter settle"]);
    window.press_until(ENTER, "Settle in bed");
    let [_, last] = &disk::journal(&home, "cramp")[..] else { panic!("told twice") };
    assert!(last["seconds"].as_u64().is_some_and(|seconds| seconds >= 20), "{last}");
    window.shows(&["but sleep", "The cramp is in the diary."]);
    window.press_until("x", "the end");
    assert!(window.ends().success());
    window.is_given_back();
    assert_eq!(disk::journal(&home, "cramp").len(), 2, "nothing more was to tell");
}

#[test]
fn a_warning_sign_is_answered_at_once() {
    let home = Home::new();
    let mut window = cramp(&home);
    window.shows(&FIRST);
    window.press("w");
    window.shows(&["Warning signs", "▸ [ ] Chest pain, trouble breathing,"]);
    window.press(DOWN);
    window.shows(&["▸ [ ] A leg suddenly cold"]);
    window.press(SPACE);
    window.shows(&[
        "This can be a blood-flow emergency.",
        "Call your emergency number now.",
        "▸ [x] A leg suddenly cold",
    ]);
    window.press("w");
    window.shows(&["This can be a blood-flow emergency."]);
    assert!(!window.text().contains("Pull your toes"), "{}", window.text());
    is_saved(&window);
    assert_eq!(disk::journal(&home, "cramp")[1]["signs"][0], "cold-leg");
}

#[test]
fn a_routine_pauses_for_it_and_waits() {
    let home = Home::new();
    let mut window = winddown(&home).start("classic").size((120, 11)).open();
    window.shows_in_turn(&["9 Get ready"]);
    window.press(ENTER);
    window.shows_in_turn(&["28 Hold left leg"]);
    window.press("!");
    window.shows(&["Straighten the knee. Pull your toes toward your shin.", "enter eased"]);
    window.press_until(ENTER, "It eased.");
    window.press("q");
    window.shows(&[
        "Paused where you left it",
        "Hold left leg",
        "Enough for tonight?",
        "The cramp is in the diary.",
        "enter go on",
    ]);
    window.press(SPACE);
    window.shows_in_turn(&["3 Going on"]);
    window.press("q");
    assert!(window.ends().success());
    assert_eq!(disk::journal(&home, "cramp").len(), 2);
    assert_eq!(disk::journal(&home, "session").len(), 1);
}

#[test]
fn it_is_a_key_away_on_the_first_screen_and_over_the_help() {
    let home = Home::new();
    let mut window = winddown(&home).size(SMALL).open();
    window.shows(&["enter begin"]);
    window.press("?");
    window.shows(&["a cramp, now"]);
    window.press("!");
    window.shows(&FIRST);
    window.press(CTRL_C);
    window.shows(&["Was it a cramp?"]);
    window.press("y");
    window.shows(&["enter begin", "The cramp is in the diary."]);
}

#[test]
fn no_cramp_after_all_is_no_cramp_in_the_diary() {
    let home = Home::new();
    let mut window = winddown(&home).arguments(&["cramp"]).size(MIDDLING).open();
    window.shows(&FIRST);
    window.press("f");
    window.shows(&["[foot]"]);
    window.press("x");
    window.shows(&["Press x once more."]);
    window.press("x");
    assert!(window.ends().success());
    window.shows(&["It is not in the diary."]);
    let last = disk::journal(&home, "cramp").pop().expect("told");
    assert_eq!(disk::journal(&home, "void")[0]["entry"], last["id"]);
    let shown = home.run(&["diary", "--json"]).out;
    assert!(shown.contains('{') && !shown.contains("foot"), "{shown}");
}

#[test]
fn a_disk_that_takes_nothing_hides_no_words() {
    let home = Home::new();
    home.write("data", "this is no folder");
    for size in [SMALL, (39, 8), (30, 9)] {
        let mut window = winddown(&home).arguments(&["cramp"]).size(size).open();
        window.waits_for_picture(1);
        let words = |picture: &str| picture.split_whitespace().collect::<Vec<_>>().join(" ");
        let first = words(&window.pictures()[0]);
        let shown = first.contains("Pull your toes toward your shin.") && !first.contains("Not saved yet");
        assert!(shown, "shown before saved: {first}");
        // News of the disk goes where there is room.
        window.waits_for("what to do, and when not to", |text| {
            let text = words(text);
            let wanted = [
                "Pull your toes toward your shin.",
                "Skip this if your calf is swollen, hot or red.",
                "Call for help now.",
            ];
            wanted.iter().all(|wanted| text.contains(wanted))
                && (size != SMALL || text.contains("Not saved yet"))
        });
        window.press("q");
        assert_eq!(window.ends().exit_code(), 1);
        window.shows(&["The line to add there is:"]);
        let bytes = window.bytes();
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("could not write to the journal") && text.contains("\"kind\":\"cramp\""));
    }
}

#[test]
fn it_works_without_colours() {
    let home = Home::new();
    let window = winddown(&home).arguments(&["cramp"]).variable("NO_COLOR", "1").size(SMALL).open();
    window.shows(&FIRST);
    let bytes = String::from_utf8_lossy(&window.bytes()).into_owned();
    assert!(!bytes.contains("\x1b[38;") && !bytes.contains("\x1b[31m"), "{bytes:?}");
}
