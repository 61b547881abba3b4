//! No sound server, one that refuses or hangs, players that hang or fail, and sound that is switched off: nobody waits.

#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that goes wrong")]

use std::os::unix::net::UnixListener;
use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::fake::{Fakes, ends, runs};
use common::sound::{RATE, pitches};
use common::window::{Opening, Window, winddown};
use common::{Home, PATIENCE};

const STRETCH: &str =
    "name = \"Test\"\n[[step]]\nname = \"Stretch\"\ncues = [\"Hold.\"]\nhold = \"3s\"\nready = \"3s\"\n";

fn stretching(home: &Home) -> Opening<'_> {
    let routine = home.write("test.toml", STRETCH);
    winddown(home).start(routine).speed(3)
}

/// Puts a socket where a sound server would have its own, and winddown where it would find that.
fn with_socket<'a>(home: &'a Home, opening: Opening<'a>) -> (UnixListener, Opening<'a>) {
    std::fs::create_dir(home.path().join("pulse")).unwrap();
    let listener = UnixListener::bind(home.path().join("pulse/native")).unwrap();
    listener.set_nonblocking(true).unwrap();
    (listener, opening.variable("XDG_RUNTIME_DIR", home.path().to_str().unwrap()))
}

fn bells(window: &Window) -> usize {
    window.bytes().split(|&byte| byte == 7).count() - 1
}

/// Returns the names of the threads of a program.
fn threads(window: &Window) -> Vec<String> {
    let tasks = std::fs::read_dir(format!("/proc/{}/task", window.id())).unwrap();
    let name = |task: std::io::Result<std::fs::DirEntry>| {
        std::fs::read_to_string(task.unwrap().path().join("comm")).unwrap_or_default().trim().to_owned()
    };
    tasks.map(name).collect()
}

/// Lets others do something. Returns that it is not there yet.
fn wait_a_little() -> bool {
    std::thread::park_timeout(Duration::from_millis(50));
    false
}

#[test]
fn where_nothing_plays_the_bell_rings() {
    let home = Home::new();
    let window = stretching(&home).open();
    window.shows(&["but sleep"]);
    window.rings();
    assert!(!threads(&window).contains(&"chimes".to_owned()));
}

#[test]
fn a_server_that_refuses_is_silence_and_then_the_bell() {
    let home = Home::new();
    let (listener, opening) = with_socket(&home, stretching(&home));
    drop(listener);
    let window = opening.open();
    window.shows(&["but sleep"]);
    window.rings();
    assert!(bells(&window) < 3, "what was to be its first chime found out");
}

#[test]
fn a_server_that_hangs_delays_nothing() {
    let home = Home::new();
    let (listener, opening) = with_socket(&home, stretching(&home));
    let mut window = opening.open();
    window.shows_in_turn(&["Get ready", "Hold"]);
    assert!(listener.accept().is_ok(), "it was asked");
    window.press("q");
    assert!(window.ends().success());
}

#[test]
fn before_the_first_chime_nothing_is_asked_for() {
    let home = Home::new();
    let (listener, opening) = with_socket(&home, winddown(&home));
    let mut window = opening.open();
    window.shows(&["Classic evening"]);
    // Whoever asked too early would be heard by then.
    let asks = (0..10).any(|_| listener.accept().is_ok() || wait_a_little());
    assert!(!asks, "nobody has asked");
    assert_eq!(threads(&window).iter().filter(|name| *name == "chimes").count(), 0);
    window.press("\r");
    let has_asked = || listener.accept().is_ok();
    assert!((0..PATIENCE.as_secs() * 20).any(|_| has_asked() || wait_a_little()), "the first chime has");
    window.press("q");
    window.ends();
}

#[test]
fn switched_off_there_is_no_thread_and_no_connection() {
    let home = Home::new();
    home.write("config/config.toml", "get_ready = \"10s\"\nsound = false\nbell = false\n");
    let (listener, opening) = with_socket(&home, stretching(&home));
    let window = opening.open();
    window.shows(&["but sleep"]);
    assert!(listener.accept().is_err());
    assert_eq!(bells(&window), 0);
    let threads = threads(&window);
    assert!(!threads.iter().any(|name| name == "chimes" || name == "voice"), "{threads:?}");
}

#[test]
fn a_player_is_given_the_chimes_in_a_private_file() {
    let home = Home::new();
    let fakes = Fakes::new(&home);
    let kept = home.path().join("kept");
    std::fs::create_dir(&kept).unwrap();
    // Opened at once: the file may be taken away before a busy machine has looked at it.
    let keep = format!(
        "exec 3<\"$1\"; cp /dev/fd/3 '{}'/$$.wav; tell $# $(stat -Lc %a /dev/fd/3) \"$1\"",
        kept.display()
    );
    fakes.write("pw-play", &keep);
    // The next chime ends a player and takes its file away: a busy machine needs time until then.
    let routine = home.write("test.toml", STRETCH.replace("3s", "15s"));
    let window = winddown(&home).start(routine).variable("PATH", &fakes.path()).open();
    let mut files = Vec::new();
    for notes in [&[392][..], &[330, 440], &[440, 330, 262]] {
        let (id, told) = fakes.tells();
        let Some(file) = told.strip_prefix("1 600 ") else { panic!("{told}") };
        files.push(file.to_owned());
        let wav = std::fs::read(kept.join(format!("{id}.wav"))).unwrap();
        let samples: Vec<i16> =
            wav[44..].chunks(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect();
        assert!(samples.len() > RATE, "more than a second");
        let heard = pitches(&samples);
        let mut heard = heard.iter().flatten();
        assert!(notes.iter().all(|&note| heard.any(|hertz| hertz.abs_diff(note) * 50 <= note)), "{notes:?}");
    }
    window.shows(&["but sleep"]);
    assert_eq!(bells(&window), 0);
    drop(window);
}

#[test]
fn a_player_that_hangs_is_ended_by_the_next_chime() {
    let home = Home::new();
    let fakes = Fakes::new(&home);
    fakes.write("pw-play", "tell plays; exec sleep 60");
    let mut window = stretching(&home).variable("PATH", &fakes.path()).open();
    let (first, _) = fakes.tells();
    let (second, _) = fakes.tells();
    assert!(!runs(first), "one at a time");
    window.press("q");
    window.ends();
    // None is left behind.
    ends(second);
}

#[test]
fn players_that_fail_leave_it_to_the_next_one_and_at_last_to_the_bell() {
    let home = Home::new();
    let fakes = Fakes::new(&home);
    for name in ["pw-play", "paplay", "aplay", "ffplay"] {
        fakes.write(name, &format!("tell {name}; exit 1"));
    }
    // Parts long enough for a player to be found out.
    let routine = home.write("test.toml", STRETCH.replace("[[step]]", "[[step]]\nsets = 9\nrest = \"3s\""));
    let window = winddown(&home).start(routine).speed(2).variable("PATH", &fakes.path()).open();
    for name in ["pw-play", "paplay", "aplay", "ffplay"] {
        assert_eq!(fakes.tells().1, name);
    }
    window.rings();
    assert_eq!(fakes.rest(), []);
}

#[test]
fn a_signal_ends_the_player_and_the_voice_and_removes_the_file() {
    for (signal, front) in
        [(Signal::TERM, "screen"), (Signal::HUP, "screen"), (Signal::TERM, "lines"), (Signal::HUP, "lines")]
    {
        let home = Home::new();
        let fakes = Fakes::new(&home);
        fakes.write("pw-play", "tell \"plays $1\"; exec sleep 60");
        let speaks = fakes.write("speaks", "tell speaks; exec sleep 60");
        home.write(
            "config/config.toml",
            format!("get_ready = \"10s\"\nvoice = true\nvoice_command = [{speaks:?}]\n"),
        );
        let left = home.path().join("winddown-chime-killed.wav");
        // Long ago: a new one may be another program's, which runs.
        std::fs::File::create(&left).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
        let routine = home.write("test.toml", STRETCH);
        let temp = home.path().to_str().unwrap();
        let check = || {
            let told = [fakes.tells(), fakes.tells()];
            let file = told.iter().find_map(|(_, told)| told.strip_prefix("plays ")).unwrap();
            assert!(std::path::Path::new(file).exists() && file.starts_with(temp));
            assert!(!left.exists(), "it was swept");
            (told.clone().map(|(id, _)| id), file.to_owned())
        };
        let (sounding, file) = if front == "screen" {
            let opening = winddown(&home).start(routine).variable("TMPDIR", temp);
            let mut window = opening.variable("PATH", &fakes.path()).open();
            let sounding = check();
            window.signal(signal);
            assert!(window.ends().signal().is_some());
            sounding
        } else {
            let mut lines = home.piped(&["start", routine.to_str().unwrap()]);
            let mut child = lines
                .envs([("TMPDIR", temp), ("PATH", &fakes.path())])
                .stdout(Stdio::null())
                .spawn()
                .unwrap();
            let sounding = check();
            kill_process(Pid::from_child(&child), signal).unwrap();
            assert_eq!(child.wait().unwrap().signal(), Some(signal.as_raw()));
            sounding
        };
        assert_eq!(sounding.map(runs), [false; 2], "{front} after {signal:?}");
        assert!(!std::path::Path::new(&file).exists(), "{front} after {signal:?}");
    }
}
