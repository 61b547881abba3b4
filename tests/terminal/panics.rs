//! A panic gives the terminal back; one on a helper thread leaves the screen alone.
//!
//! winddown itself has no way to panic on purpose, so these tests open themselves in a window and play the program.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that goes wrong")]

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use winddown::testing::device::terminal::Screen;

use common::Home;
use common::window::{Window, winddown};

/// Tells this test program, when it runs in a window, where to panic.
const WHERE: &str = "WINDDOWN_TEST_PANIC";

#[test]
fn a_panic_gives_the_terminal_back_and_says_why() {
    if std::env::var_os(WHERE).is_some() {
        let mut screen = open();
        show(&mut screen, "before");
        panic!("something impossible");
    }
    let home = Home::new();
    let mut window = play(&home, "panics::a_panic_gives_the_terminal_back_and_says_why");
    window.shows(&["something impossible"]);
    assert!(!window.ends().success());
    window.is_given_back();
}

#[test]
fn a_panic_on_a_helper_thread_leaves_the_screen_alone() {
    if std::env::var_os(WHERE).is_some() {
        let mut screen = open();
        show(&mut screen, "before");
        assert!(std::thread::spawn(|| panic!("a helper's own trouble")).join().is_err());
        show(&mut screen, "still here");
        drop(crossterm::event::read());
        return;
    }
    let home = Home::new();
    let mut window = play(&home, "panics::a_panic_on_a_helper_thread_leaves_the_screen_alone");
    window.shows(&["still here"]);
    assert!(!window.text().contains("trouble"), "{}", window.text());
    window.press("x");
    assert!(window.ends().success());
    window.is_given_back();
}

/// Opens this test program in a window, with one test to play.
fn play(home: &Home, test: &str) -> Window {
    let own = std::env::current_exe().expect("this program has a path");
    winddown(home).variable(WHERE, "here").open_in(own.as_os_str(), &[test, "--exact", "--nocapture"])
}

fn open() -> Screen {
    Screen::open(false, "").expect("there is a terminal")
}

fn show(screen: &mut Screen, text: &str) {
    let paint = |_: Rect, buf: &mut Buffer| buf.set_string(0, 0, text, Style::new());
    screen.draw(paint).expect("it can be written to");
}
