//! A voice: real espeak-ng writing to a file, and programs that tell what they were asked to say.

use crate::fake::{Fakes, ends, runs};
use common::Home;
use common::window::{Window, winddown};

/// A short evening of every kind of words.
const EVENING: &str = "name = \"Test\"
[[step]]
name = \"Calf stretch\"
setup = [\"Stand on your {side} foot.\"]
cues = [\"Lean in.\", \"Stay.\"]
hold = \"10s\"
sides = \"each\"
ready = \"4s\"
change = \"3s\"
[[step]]
breathe = [4, 0, 6, 0]
breaths = 1
ready = \"3s\"
";
/// As many steps as somebody may skip.
const MANY: &str = "[[step]]\nname = \"Stretch number\"\ncues = [\"Hold.\"]\nhold = \"1m\"\nready = \"1m\"\n";
/// Tells what it is to say, and takes no time over it.
const QUICK: &str = "tell \"$* < $(cat)\"";
/// Tells what it is to say, and takes a long breath for it.
const SLOW: &str = "tell \"$(cat)\"; exec sleep 60";

/// Opens an evening that is spoken by `command`.
fn spoken(home: &Home, command: &[&str], routine: &str, speed: u32, path: &str) -> Window {
    let words: Vec<_> = command.iter().map(|word| format!("{word:?}")).collect();
    home.write(
        "config/config.toml",
        format!("get_ready = \"10s\"\nvoice = true\nvoice_command = [{}]\n", words.join(", ")),
    );
    let routine = home.write("test.toml", routine);
    winddown(home).start(routine).speed(speed).variable("PATH", path).open()
}

#[test]
fn an_evening_is_spoken_from_beginning_to_end() {
    let home = Home::new();
    let fakes = Fakes::new(&home);
    let quick = fakes.write("quick", QUICK);
    let window = spoken(&home, &[quick.to_str().unwrap(), "-s", "150"], EVENING, 3, &fakes.path());
    let said = fakes.tells_of("Good night");
    let said: Vec<_> = said.iter().map(|(_, text)| text.strip_prefix("-s 150 < ").unwrap()).collect();
    insta::assert_snapshot!(said.join("\n"));
    window.shows(&["but sleep"]);
}

#[test]
fn pressing_next_ten_times_leaves_the_newest_words_and_one_program() {
    let home = Home::new();
    let fakes = Fakes::new(&home);
    let slow = fakes.write("slow", SLOW);
    let numbers = 1..=12;
    let steps: String =
        numbers.map(|n| MANY.replace("Stretch number", &format!("Stretch number {n}"))).collect();
    let routine = format!("name = \"Test\"\n{steps}");
    let mut window = spoken(&home, &[slow.to_str().unwrap()], &routine, 1, &fakes.path());
    let (first, text) = fakes.tells();
    assert_eq!(text, "Stretch number 1. Get ready. 1 minute.");
    for n in 2..=11 {
        window.press("n");
        window.shows(&[&format!("Stretch number {n}")]);
    }
    let said = fakes.tells_of("Stretch number 11. Get ready.");
    let number =
        |text: &str| text["Stretch number ".len()..].split('.').next().unwrap().parse::<u8>().unwrap();
    let only_the_newest = |(_, text): &(u32, String)| text.matches("Stretch").count() == 1;
    assert!(said.iter().all(only_the_newest), "{said:?}");
    assert!(said.is_sorted_by(|(_, one), (_, next)| number(one) < number(next)), "{said:?}");
    let (last, _) = said[said.len() - 1];
    let running = |id: &u32| runs(*id);
    assert!(runs(last) && !runs(first));
    assert_eq!(said.iter().map(|(id, _)| *id).filter(running).count(), 1);
    assert_eq!(fakes.rest(), []);
    window.press("q");
    assert!(window.ends().success());
    // Nobody speaks on after the end.
    ends(last);
}

#[test]
fn help_a_cramp_and_a_pause_cut_it_off() {
    // It was none, so nobody is asked whether that was enough for tonight.
    const NO_CRAMP: &str = "Paused where you left off. Get back in place, then press Enter.";
    let home = Home::new();
    let fakes = Fakes::new(&home);
    let slow = fakes.write("slow", SLOW);
    let routine = format!("name = \"Test\"\n{MANY}");
    let mut window = spoken(&home, &[slow.to_str().unwrap()], &routine, 1, &fakes.path());
    let (mut speaking, _) = fakes.tells();
    for (cover, shown, back, words) in
        [("?", "esc close", "?", "Going on."), ("!", "Toes to shin", "x", NO_CRAMP)]
    {
        window.press(cover);
        window.shows(&[shown]);
        ends(speaking);
        if back == "x" {
            window.press(back);
            window.shows(&["Press x once more."]);
        }
        window.press(back);
        let (next, text) = fakes.tells();
        assert_eq!(text, words);
        speaking = next;
    }
    window.press(" ");
    let (next, text) = fakes.tells();
    assert_eq!(text, "Going on.");
    assert!(runs(next) && !runs(speaking));
}

#[test]
fn what_waits_for_an_answer_is_said_anew_after_help_and_a_cramp() {
    let home = Home::new();
    let fakes = Fakes::new(&home);
    let quick = fakes.write("quick", "tell \"$(cat)\"");
    let routine = "name = \"Test\"\n[[step]]\nmove = \"calf-massage\"\n";
    let mut window = spoken(&home, &[quick.to_str().unwrap()], routine, 1, &fakes.path());
    let (_, asked) = fakes.tells();
    assert!(asked.contains("now? Press y for yes or n for no."), "{asked}");
    window.press("?");
    window.shows(&["space more"]);
    window.press("?");
    assert_eq!(fakes.tells().1, asked);
    window.press("!");
    window.shows(&["Toes to shin"]);
    window.press("x");
    window.shows(&["Press x once more."]);
    window.press("x");
    assert_eq!(fakes.tells().1, asked);
}

#[test]
fn what_ends_the_evening_before_a_massage_is_said() {
    let home = Home::new();
    let fakes = Fakes::new(&home);
    let quick = fakes.write("quick", "tell \"$(cat)\"");
    let routine = "name = \"Test\"\n[[step]]\nmove = \"calf-massage\"\n";
    let mut window = spoken(&home, &[quick.to_str().unwrap()], routine, 1, &fakes.path());
    fakes.tells();
    window.press("y");
    let (_, warning) = fakes.tells();
    assert!(warning.contains("Get medical help right away"), "{warning}");
    assert_eq!(fakes.rest(), []);
}

#[test]
fn a_warning_is_said_when_it_comes_and_the_question_when_it_goes() {
    let home = Home::new();
    let fakes = Fakes::new(&home);
    let quick = fakes.write("quick", "tell \"$(cat)\"");
    let routine = "name = \"Test\"\n[[step]]\ncheck = \"water\"\n";
    let mut window = spoken(&home, &[quick.to_str().unwrap()], routine, 1, &fakes.path());
    let (_, asked) = fakes.tells();
    assert!(asked.starts_with("Water."), "{asked}");
    window.press("mjjjjjj ");
    let (_, warning) = fakes.tells();
    assert!(warning.contains("Get medical help today"), "{warning}");
    window.press(" ");
    assert_eq!(fakes.tells().1, asked);
    assert_eq!(fakes.rest(), []);
}

#[test]
fn words_are_never_an_option_or_a_command() {
    let home = Home::new();
    let fakes = Fakes::new(&home);
    fakes.write("spd-say", "shift $(($# > 2 ? $# - 2 : 0)); tell \"$@\"; exec sleep 60");
    let evil = home.path().join("evil");
    let name = format!("--help; touch {0}; `touch {0}` $(touch {0})", evil.display());
    let routine = format!("name = \"Test\"\n[[step]]\nname = '{name}'\n");
    home.write("config/config.toml", "get_ready = \"10s\"\nvoice = true\n");
    let routine = home.write("test.toml", routine);
    let mut window = winddown(&home).start(routine).variable("PATH", &fakes.path()).open();
    let (_, said) = fakes.tells();
    assert_eq!(said, format!("-- {name}. In your own time. Press Enter when you are done."));
    window.press("q");
    // It is a service that speaks, so ending the program is not enough.
    assert_eq!(fakes.tells().1, "--cancel");
    assert!(window.ends().success());
    assert!(!evil.exists());
}

#[test]
fn a_service_that_hangs_is_not_waited_for() {
    let home = Home::new();
    let fakes = Fakes::new(&home);
    fakes.write("spd-say", "for last; do :; done; tell \"$last\"; exec sleep 60");
    home.write("config/config.toml", "get_ready = \"10s\"\nvoice = true\nsound = false\n");
    let routine =
        home.write("test.toml", format!("name = \"Test\"\n{MANY}{}", MANY.replace("number", "two")));
    let mut window = winddown(&home).start(routine).variable("PATH", &fakes.path()).open();
    let (speaking, first) = fakes.tells();
    assert!(first.starts_with("Stretch number."), "{first}");
    window.press("n");
    let all = fakes.tells_of("Stretch two.");
    assert_eq!(all[0].1, "--cancel");
    ends(speaking);
    let mut started: Vec<u32> = all.iter().map(|(id, _)| *id).collect();
    window.press("q");
    assert!(window.ends().success());
    started.extend(fakes.rest().iter().map(|(id, _)| *id));
    started.into_iter().for_each(ends);
}

#[test]
fn a_program_that_cannot_speak_gives_way_to_the_next() {
    let home = Home::new();
    let fakes = Fakes::new(&home);
    fakes.write("spd-say", "tell fails; exit 1");
    fakes.write("espeak-ng", QUICK);
    let routine = home.write("test.toml", format!("name = \"Test\"\n{MANY}"));
    home.write("config/config.toml", "get_ready = \"10s\"\nvoice = true\n");
    let _window = winddown(&home).start(routine).variable("PATH", &fakes.path()).open();
    assert_eq!(fakes.tells().1, "fails");
    assert_eq!(fakes.tells().1, "--stdin < Stretch number. Get ready. 1 minute.");
}
