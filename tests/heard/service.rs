//! A voice in the hands of real espeak-ng, and of a service that speaks.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first thing that goes wrong")]

use std::process::{Command, Stdio};
use std::time::Duration;

use common::sound::{RATE, STRETCH, is_silent};
use common::window::winddown;
use common::{Home, Test, program};

use crate::server::Server;

pub(crate) const TESTS: &[Test] = &[
    Test { name: "espeak_says_just_these_words", needs: &["espeak-ng"], run: espeak_says_just_these_words },
    Test {
        name: "speech_dispatcher_is_cut_off_at_once",
        // The last where Debian has it.
        needs: &["pulseaudio", "parec", "spd-say", "/usr/lib/speech-dispatcher-modules/sd_espeak-ng"],
        run: speech_dispatcher_is_cut_off_at_once,
    },
];

fn espeak_says_just_these_words() {
    let espeak = program("espeak-ng").unwrap();
    let home = Home::new();
    let file = home.path().join("said.wav");
    let waits = "name = \"Test\"\n[[step]]\nname = \"Massage\"\ncues = [\"Rub gently.\"]\n";
    let command = [espeak.to_str().unwrap(), "-s", "150", "-w", file.to_str().unwrap()];
    home.write(
        "config/config.toml",
        format!("get_ready = \"10s\"\nvoice = true\nvoice_command = {command:?}\n"),
    );
    let routine = home.write("test.toml", waits);
    let window = winddown(&home).start(routine).variable("PATH", "/usr/bin:/bin").open();
    window.shows(&["Rub gently."]);
    let wanted = home.path().join("wanted.wav");
    let mut child = Command::new(espeak)
        .args(["--stdin", "-s", "150", "-w"])
        .arg(&wanted)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let text = "Massage. In your own time. Press Enter when you are done. Rub gently.";
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), text.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    let wanted = std::fs::read(wanted).unwrap();
    assert!(wanted.len() > 100_000, "some seconds of it");
    for _ in 0..200 {
        if std::fs::read(&file).is_ok_and(|said| said == wanted) {
            return;
        }
        window.stays_quiet_for(Duration::from_millis(100));
    }
    panic!("{} bytes are not those {}", std::fs::read(&file).unwrap_or_default().len(), wanted.len());
}

fn speech_dispatcher_is_cut_off_at_once() {
    let spd_say = program("spd-say").unwrap();
    let server = Server::start();
    let numbers = "one two three four five six seven eight nine ten ".repeat(9);
    let routine =
        format!("name = \"Test\"\n[[step]]\nname = \"Massage\"\ncues = [\"{}.\"]\n", numbers.trim());
    let folder = server.folder();
    let path = spd_say.parent().unwrap();
    let mut from = 0;
    for key in ["?", "q"] {
        let home = Home::new();
        home.write("config/config.toml", "get_ready = \"10s\"\nvoice = true\nsound = false\n");
        let mut opening = winddown(&home).start(home.write("test.toml", &routine));
        for (name, value) in [("PATH", path), ("HOME", &folder), ("XDG_RUNTIME_DIR", &folder)] {
            opening = opening.variable(name, value.to_str().unwrap());
        }
        let mut window = opening.open();
        server.hears("words", |samples| {
            samples.len() > from + 3 * RATE && !is_silent(&samples[samples.len() - STRETCH..])
        });
        window.press(key);
        let before = server.samples().len();
        server.hears("silence", |samples| {
            samples.len() > before + RATE && is_silent(&samples[samples.len() - RATE..])
        });
        from = server.samples().len();
        // There was half a minute to go.
        assert!(from < before + 5 * RATE, "silent only after {} s", (from - before) / RATE);
        if key != "q" {
            // The first key closes the help.
            window.press("q");
            window.shows(&["q stop"]);
            window.press("q");
        }
        assert!(window.ends().success());
    }
}
