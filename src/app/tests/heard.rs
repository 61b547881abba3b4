//! What is let be heard, and when there is to be silence.

use super::*;
use crate::session::Readout;

impl Play {
    /// The cues since the last call: seconds of what is left of a breath's phase, words for the rest.
    fn heard(&mut self) -> Vec<String> {
        let cues = std::mem::take(&mut self.effects).into_iter().filter_map(|effect| match effect {
            Effect::Cue(Cue::Breath { stage, spent, length }) => {
                Some(format!("{stage:?} {:.1}", length.saturating_sub(spent).as_secs_f64()))
            }
            Effect::Cue(cue) => Some(format!("{cue:?}")),
            _ => None,
        });
        cues.collect()
    }

    /// In the middle of the routine's breathing, two seconds into an out-breath.
    fn breathing() -> Play {
        let mut play = Play::open("quick", None);
        play.press(Action::Enter);
        while !matches!(play.app.scene(), Scene::Breath) {
            play.sleep(1.0);
        }
        let is_two_out = |play: &Play| match play.app.page().step.map(|step| step.face) {
            Some(Readout::Breath(breath)) => breath.word == "out" && breath.left == 4,
            _ => false,
        };
        while !is_two_out(&play) {
            play.sleep(0.5);
        }
        play.heard();
        play
    }
}

#[test]
fn each_phase_of_a_breath_is_told_of_once_with_its_length() {
    let mut play = Play::breathing();
    play.sleep(20.0);
    assert_eq!(play.heard(), ["In 4.0", "Out 6.0", "In 4.0", "Out 6.0"]);
}

#[test]
fn pausing_is_silence_and_going_on_is_the_rest_of_the_breath() {
    let mut play = Play::breathing();
    play.press(Action::Pause);
    assert_eq!(play.heard(), ["Silence"]);
    play.sleep(30.0);
    assert_eq!(play.heard(), Vec::<String>::new());
    play.press(Action::Pause);
    assert_eq!(play.heard(), ["Out 4.0"]);
    play.sleep(8.0);
    assert_eq!(play.heard(), ["In 4.0", "Out 6.0"]);
}

#[test]
fn what_covers_the_evening_is_silence() {
    for action in [Action::Help, Action::Cramp, Action::Suspend] {
        let mut play = Play::breathing();
        play.press(action);
        assert_eq!(play.heard(), ["Silence"], "{action:?}");
        play.sleep(30.0);
        assert_eq!(play.heard(), Vec::<String>::new(), "{action:?}");
    }
    let mut play = Play::breathing();
    play.press(Action::Help).sleep(9.0).press(Action::Close);
    assert_eq!(play.heard(), ["Silence", "Out 4.0"]);
}

#[test]
fn a_machine_that_slept_is_silent() {
    let mut play = Play::breathing();
    let slept = Now { wall: &now(play.up).wall + 3600.seconds(), ..now(play.up + 0.1) };
    play.effects.extend(play.app.handle(&slept, Input::Wake));
    assert_eq!(play.heard(), ["Silence"]);
}

#[test]
fn a_breath_that_is_made_longer_sounds_longer() {
    let mut play = Play::breathing();
    play.press(Action::Slower);
    // Two of six seconds are a third, of 6.6 too.
    assert_eq!(play.heard(), ["Out 4.4"]);
    play.press(Action::Next);
    assert_eq!(play.heard(), ["Ready"]);
}

#[test]
fn the_end_is_heard_to_its_end() {
    let mut play = Play::breathing();
    play.press(Action::Next).press(Action::Next);
    assert_eq!(play.heard().last().map(String::as_str), Some("End"));
}

#[test]
fn a_warning_is_heard_as_one_once() {
    let mut play = Play::open("full", None);
    play.press(Action::Enter).press(Action::Next);
    assert_eq!(play.app.scene(), Scene::Clot);
    play.heard();
    play.sleep(1.0).press(Action::Yes);
    assert_eq!(play.heard(), ["Silence", "Warning"]);
    play.press(Action::Help).press(Action::Close);
    assert!(!play.heard().contains(&"Warning".to_owned()));
    let mut play = Play::open("full", None);
    play.press(Action::Enter);
    while play.app.scene() != Scene::Water {
        play.sleep(1.0).press(Action::Next);
    }
    play.press(Action::Extras).heard();
    play.tick("My pee was red, brown or the colour of cola");
    assert_eq!(play.heard(), ["Warning"]);
    play.press(Action::Tick).press(Action::Enter);
    assert_eq!(play.heard(), Vec::<String>::new());
}
