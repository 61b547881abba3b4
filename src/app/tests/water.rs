//! The water check within its evening: what is said, what stays done, and what it leaves.

use super::*;
use crate::app::page::Content;
use crate::health::water::WaterNote;

/// The glasses that are counted.
fn glasses(play: &Play) -> u32 {
    let page = play.app.page();
    let tally = page.blocks.iter().find_map(|block| match &block.content {
        Content::Tally(tally) => Some(tally.number),
        _ => None,
    });
    tally.expect("the water check")
}

const RED: &str = "My pee was red, brown or the colour of cola";

/// Ticks a line of what else can be said, and goes back to the count.
fn say(play: &mut Play, line: &str) {
    play.press(Action::Extras).tick(line).press(Action::Enter);
}

/// Chooses a colour of the chart.
fn choose(play: &mut Play, shade: u16) {
    play.press(Action::Extras).tick("The colour of my pee");
    play.app.handle(&now(play.up), Input::Number(shade));
    play.press(Action::Enter);
}

#[test]
fn a_colour_is_chosen_by_its_number() {
    let mut play = at_water();
    play.press(Action::Extras).tick("The colour of my pee").press(Action::Count(5));
    play.press(Action::Enter).shows("The colour of my pee: 5, dark yellow");
}

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

/// It is a warning sign like any other, until it is checked or the mark is taken back.
#[test]
fn red_pee_is_a_warning_sign() {
    let mut play = at_water();
    say(&mut play, RED);
    let told = |play: &Play| {
        play.effects.iter().rev().find_map(|effect| match effect {
            Effect::Write(Write::Record { what, .. }) => match &**what {
                EventKind::Signs(note) => Some(note.signs.clone()),
                _ => None,
            },
            _ => None,
        })
    };
    assert_eq!(told(&play), Some([Sign::DarkUrine].into()));
    choose(&mut play, 8);
    play.press(Action::Enter).sleep(1.0);
    assert_eq!(told(&play), Some([Sign::DarkUrine].into()), "a colour takes nothing back");
    say(&mut play, RED);
    assert_eq!(told(&play), Some([].into()), "taken back");
    play.press(Action::Extras);
    play.shows("The colour of my pee: 8, dark amber");
}

/// Of all that can be said, one line alone leads to a doctor, and no key does so by itself.
#[test]
fn nothing_but_the_line_about_red_pee_is_a_warning_sign() {
    let is_sign = |effect: &Effect| match effect {
        Effect::Write(Write::Record { what, .. }) => matches!(**what, EventKind::Signs(_)),
        _ => false,
    };
    let mut play = at_water();
    for row in crate::app::keymap::rows(Scene::Water) {
        if !matches!(row.action, Action::Enter | Action::Cramp | Action::Next | Action::Back | Action::Quit) {
            play.press(row.action).press(Action::Close);
        }
    }
    play.press(Action::Back);
    for line in ["I was active today", "It was hot", "I ate a lot of fibre", "I drank alcohol", "I'm thirsty"]
    {
        say(&mut play, line);
    }
    for shade in 1..=9 {
        choose(&mut play, shade);
    }
    choose(&mut play, 8);
    play.press(Action::Enter);
    play.shows("rough guide");
    assert!(!play.effects.iter().any(is_sign), "{:?}", play.effects);
    assert!(!format!("{:?}", play.app.page()).contains("Get medical help"));
}

#[test]
fn a_colour_stays_until_another_is_chosen_or_one_is_not_sure() {
    let mut play = at_water();
    choose(&mut play, 3);
    play.shows("The colour of my pee: 3, pale yellow");
    say(&mut play, RED);
    say(&mut play, RED);
    play.shows("The colour of my pee: 3, pale yellow");
    play.press(Action::Extras).tick("The colour of my pee").press(Action::Back).press(Action::Enter);
    play.shows("The colour of my pee: 3, pale yellow");
    choose(&mut play, 9);
    assert!(!format!("{:?}", play.app.page()).contains("The colour of my pee"), "not sure");
}

/// Help tells nothing, so the evening goes on below it.
#[test]
fn help_over_red_pee_leads_back_to_what_is_to_be_done() {
    let mut play = at_water();
    say(&mut play, RED);
    play.press(Action::Enter).sleep(1.0);
    play.press(Action::Help).press(Action::Close);
    assert_eq!(play.app.scene(), Scene::Water);
    play.shows("Get medical help today");
}

#[test]
fn answers_are_there_when_the_evening_is_gone_on_with() {
    let mut play = at_water();
    play.press(Action::Count(5));
    say(&mut play, RED);
    play.press(Action::Enter).sleep(1.0);
    // A cramp puts the evening down while the sign holds.
    play.press(Action::Cramp).sleep(5.0).press(Action::NoCramp).press(Action::NoCramp).sleep(1.0);
    assert_eq!(play.app.scene(), Scene::Held);
    play.sleep(5.0).press(Action::Yes).sleep(5.0).press(Action::Confirm).press(Action::Enter).sleep(1.0);
    assert_eq!(play.app.scene(), Scene::Water);
    play.shows("number: 5");
}

/// Anyone may have written what an evening is gone on with from.
#[test]
fn a_colour_that_is_none_is_no_colour() {
    for colour in [0, 10, 255] {
        let mut left = at_water().press(Action::Count(5)).press(Action::Quit).standing().expect("it stands");
        left.water = Some(WaterNote { colour: Some(colour), ..WaterNote::default() });
        let mut play = Play::open("classic", Some(left));
        play.press(Action::Enter).sleep(1.0).press(Action::Extras);
        assert_eq!(play.app.scene(), Scene::Extras);
        play.shows("The colour of my pee: not said.");
        play.tick("The colour of my pee");
    }
}

#[test]
fn red_pee_is_what_the_evening_ends_with() {
    let mut play = at_water();
    say(&mut play, RED);
    play.press(Action::Enter).sleep(1.0).press(Action::Enter).sleep(1.0);
    play.shows("Get medical help today");
    let said = crate::lines::spoken::good_night(&play.app.page()).expect("it is over");
    assert!(said.contains("Get medical help today"), "{said}");
    let left = |play: &Play| {
        play.effects.iter().find_map(|effect| match effect {
            Effect::Quit(left) => Some(left.clone()),
            _ => None,
        })
    };
    play.press(Action::Enter);
    assert!(left(&play).expect("closed").contains("Get medical help today"));
    let mut play = at_water();
    say(&mut play, RED);
    play.press(Action::Quit);
    assert!(left(&play).expect("closed").contains("Get medical help today"));
}

#[test]
fn back_takes_the_verdict_off_and_water_that_was_answered_stays_done() {
    let mut play = at_water();
    let judged = |play: &Play| {
        let page = format!("{:?}", play.app.page());
        (play.app.scene() == Scene::Water).then(|| page.contains("rough guide"))
    };
    play.press(Action::More).press(Action::Enter);
    assert_eq!(judged(&play), Some(true));
    play.press(Action::Back);
    assert_eq!(judged(&play), Some(false), "the count again");
    play.press(Action::Back);
    assert_eq!(judged(&play), None, "the step before");
    play.sleep(1.0).press(Action::Next).press(Action::Next);
    play.shows("GoodNight");
    assert_eq!(play.notes().last().expect("a note").steps.last().expect("water").share, 100);
}

#[test]
fn two_digits_typed_together_are_one_number_where_it_is_possible() {
    let counted = |typed: &[(u8, f64)]| {
        let mut play = at_water();
        for &(digit, then) in typed {
            play.press(Action::Count(digit)).sleep(then);
        }
        glasses(&play)
    };
    for (typed, expected) in [
        (&[(1, 0.3), (0, 0.3)][..], 10),
        (&[(4, 0.3), (0, 0.3)], 40),
        (&[(1, 2.1), (0, 0.3)], 0),
        (&[(4, 0.3), (1, 0.3)], 1),
        (&[(1, 0.3), (0, 0.3), (7, 0.3)], 7),
        (&[(0, 0.3), (8, 0.3)], 8),
    ] {
        assert_eq!(counted(typed), expected, "{typed:?}");
    }
    let mut play = at_water();
    play.press(Action::Count(1)).press(Action::More).press(Action::Count(1));
    assert_eq!(glasses(&play), 1, "another key parts them");
}

#[test]
fn a_number_that_is_typed_whole_is_the_number() {
    let mut play = at_water();
    for (number, expected) in [(12, 12), (3, 3), (0, 0), (999, 40)] {
        play.app.handle(&now(play.up), Input::Number(number));
        assert_eq!(glasses(&play), expected);
    }
}
