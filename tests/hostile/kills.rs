//! An evening killed at any moment, again and again: what it had said was done is on disk, and it goes on from there.
//!
//! `WINDDOWN_KILLS` says how often it is killed in each form; twenty times in all if it is not set.

use std::thread::{self, JoinHandle};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use common::window::{ENTER, winddown};
use common::{Home, PATIENCE, disk};

common::tests! { needs [];
    killed_in_lines_it_goes_on_from_there, killed_on_the_screen_it_goes_on_from_there,
}

/// Six steps: an evening of about a second and a half.
const STEPS: usize = 6;
const SPEED: u32 = 200;

fn killed_in_lines_it_goes_on_from_there() {
    kill_again_and_again(14, 1000, live_in_lines);
}

fn killed_on_the_screen_it_goes_on_from_there() {
    kill_again_and_again(6, 1500, live_on_the_screen);
}

/// Starts evening after evening, and ends each life of one at a moment of the first `longest` milliseconds, until so
/// many were killed.
fn kill_again_and_again(usual: u32, longest: u64, live: fn(&Home, Duration) -> (bool, usize)) {
    let asked = std::env::var("WINDDOWN_KILLS").ok().and_then(|kills| kills.parse().ok());
    let mut left = asked.unwrap_or(usual);
    let (mut chance, mut evenings, mut drafts) = (Chance(0x9e37_79b9_7f4a_7c15), 0, 0);
    while left > 0 {
        evenings += 1;
        let home = evening();
        let mut done = 0;
        loop {
            let long = if left > 0 { Duration::from_millis(chance.up_to(longest)) } else { PATIENCE };
            let (was_killed, said) = live(&home, long);

            left = left.saturating_sub(u32::from(was_killed));
            done = done.max(said);
            let kept = look_at_the_disk(&home);
            assert!(kept >= done, "{done} steps were said to be done, {kept} are on disk");
            if !disk::journal(&home, "session").iter().all(|session| session["finished"] == false) {
                break;
            }
        }
        assert_eq!(done.max(look_at_the_disk(&home)), STEPS);
        drafts += std::fs::read_dir(home.path().join("state")).map_or(0, |folder| {
            folder
                .filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().starts_with('.'))
                .count()
        });
    }
    println!("{} kills in {evenings} evenings; {drafts} drafts left", asked.unwrap_or(usual));
}

fn evening() -> Home {
    let home = Home::new();
    let step = |n| format!("[[step]]\nname = \"Step {n}\"\nhold = \"25s\"\n");
    let steps = (1..=STEPS).map(step).collect::<Vec<_>>().concat();
    home.write("own.toml", format!("name = \"Own\"\n{steps}"));
    home.write("config/config.toml", "get_ready = \"10s\"\nsound = false\nawake = false\n");
    home
}

/// Lives for so long in lines. Returns whether it had to be killed, and how many steps it had said to be done.
fn live_in_lines(home: &Home, long: Duration) -> (bool, usize) {
    let mut talk = home.talk(&["start", "own.toml", "--plain", &format!("--speed={SPEED}")]);
    let killer = kill_after(long, talk.id());
    while let Some(line) = talk.next_line() {
        if line.starts_with("You stopped") || line.contains("Paused where you left off") {
            talk.tries("");
        }
    }
    call_off(killer);
    let (code, lines, errors) = talk.ends();
    assert_eq!(errors, "");
    let said = lines.iter().map(|line| said_done(line, "Step ")).max().unwrap_or_default();
    (code.is_none(), if lines.iter().any(|line| line.starts_with("Good night")) { STEPS } else { said })
}

/// The same on the screen.
fn live_on_the_screen(home: &Home, long: Duration) -> (bool, usize) {
    let mut window = winddown(home).start("own.toml").speed(SPEED).open();
    let killer = kill_after(long, window.id());
    while window.is_open_after(Duration::from_millis(100)) {
        let text = window.text();
        if text.contains("enter go on") || text.contains("Paused where") || text.contains("but sleep") {
            window.press(ENTER);
        }
    }
    call_off(killer);
    let was_killed = window.ends().signal().is_some();
    let pictures = window.pictures();
    let said = pictures.iter().flat_map(|picture| picture.lines()).map(|line| said_done(line, "")).max();
    let is_over = pictures.iter().any(|picture| picture.contains("but sleep"));
    (was_killed, if is_over { STEPS } else { said.unwrap_or_default() })
}

fn kill_after(long: Duration, id: i32) -> JoinHandle<()> {
    let pid = Pid::from_raw(id).unwrap();
    thread::spawn(move || {
        thread::park_timeout(long);
        // It may have come to its end by itself.
        let _ = kill_process(pid, Signal::KILL);
    })
}

fn call_off(killer: JoinHandle<()>) {
    killer.thread().unpark();
    killer.join().unwrap();
}

/// How many steps a line such as "Step 3 of 6." says are done: those before it.
fn said_done(line: &str, before: &str) -> usize {
    let of = format!(" of {STEPS}");
    let Some((number, _)) = line.split_once(&of) else { return 0 };
    let number = number.rsplit(' ').next().unwrap_or_default();
    let is_step = line.starts_with(before) && !line.contains("stopped");
    number.parse::<usize>().ok().filter(|_| is_step).map_or(0, |number| number - 1)
}

/// Checks that every file is whole and private. Returns how many steps are done on disk.
fn look_at_the_disk(home: &Home) -> usize {
    disk::assert_private(home);
    let whole = |shares: &[u64]| shares.iter().take_while(|&&share| share == 100).count();
    let told = disk::journal(home, "session").iter().map(|line| whole(&disk::progress(line))).max();
    let stands = disk::tonight(home).map(|tonight| {
        let shares = tonight["shares"].as_array().unwrap().iter().map(|share| share.as_u64().unwrap());
        whole(&shares.collect::<Vec<_>>())
    });
    told.max(stands).unwrap_or_default()
}

/// Chance, the same in every run.
struct Chance(u64);

impl Chance {
    /// A number below `end`, by Marsaglia's xorshift.
    fn up_to(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}
