//! The water check within its evening: what is said, what stays done, and what it leaves.

use super::*;
use crate::action::Mark;

/// A classic evening at its water check, with nothing else done.
fn at_water() -> Play {
    let mut play = Play::open("classic", None);
    play.press(Action::Enter);
    for _ in 0..5 {
        play.press(Action::Next);
    }
    play.sleep(1.0);
    play
}

#[test]
fn red_pee_is_what_the_evening_ends_with() {
    let mut play = at_water();
    play.press(Action::Mark(Mark::Alarming)).press(Action::Enter).sleep(1.0).press(Action::Enter).sleep(1.0);
    let Stage::GoodNight(farewell) = play.app.picture().stage else { panic!("not over") };
    assert!(farewell.last().ends_with("get medical help today."), "{farewell:?}");
    assert!(crate::spoken::farewell(farewell).ends_with(farewell.last()));
    let left = |play: &Play| {
        play.effects.iter().find_map(|effect| match effect {
            Effect::Quit(left) => Some(left.clone()),
            _ => None,
        })
    };
    play.press(Action::Enter);
    assert!(left(&play).expect("closed").ends_with("get medical help today."));
    let mut play = at_water();
    play.press(Action::Mark(Mark::Alarming)).press(Action::Quit);
    assert!(left(&play).expect("closed").ends_with("get medical help today."));
}
