//! A program that shows notifications when told to: this test program once more, as only a new process can be given
//! another desktop.

#![expect(clippy::expect_used, clippy::panic, reason = "a test ends at the first thing that goes wrong")]

use std::io::{BufRead, BufReader, Read, Write, stdin};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use common::{Home, PATIENCE};
use winddown::testing::device::clock::Clock;
use winddown::testing::device::notify::{self, Notice, ShownNotice};

/// Set for the program, not for the test.
const MARK: &str = "WINDDOWN_TEST_NOTIFIES";

/// A running program; killed when dropped.
pub(crate) struct Program {
    child: Child,
    orders: ChildStdin,
    answers: Receiver<String>,
    _home: Home,
}

impl Program {
    /// Starts it with no desktop in its environment but what `variables` say.
    pub(crate) fn start(variables: &[(&str, &str)]) -> Program {
        Program::of(&std::env::current_exe().expect("this program"), variables)
    }

    /// Starts that copy of it.
    pub(crate) fn of(copy: &Path, variables: &[(&str, &str)]) -> Program {
        let home = Home::new();
        let mut child = Command::new(copy)
            .arg0("program")
            .env_clear()
            .envs(home.environment())
            .env(MARK, "1")
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("this program");
        let orders = child.stdin.take().expect("it is piped");
        let out = BufReader::new(child.stdout.take().expect("it is piped"));
        let (tell, answers) = mpsc::channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                // What a library prints is no answer.
                if let Some((_, answer)) = line.split_once("> ") {
                    let _ = tell.send(answer.to_owned());
                }
            }
        });
        Program { child, orders, answers, _home: home }
    }

    /// Starts it on the bus with this address.
    pub(crate) fn on(address: &str) -> Program {
        Program::start(&[("DBUS_SESSION_BUS_ADDRESS", address)])
    }

    /// Tells it to do something.
    pub(crate) fn told(&mut self, order: &str) {
        writeln!(self.orders, "{order}").expect("it listens");
    }

    /// Returns how long the oldest order took, and what came of it.
    pub(crate) fn says(&self) -> (Duration, String) {
        let answer = self.answers.recv_timeout(PATIENCE).expect("an answer");
        let (took, said) = answer.split_once(' ').expect("a time");
        (Duration::from_millis(took.parse().expect("milliseconds")), said.to_owned())
    }

    /// Returns what came of the oldest order if it says so within a moment.
    pub(crate) fn says_soon(&self) -> Option<String> {
        let answer = self.answers.recv_timeout(Duration::from_millis(50)).ok()?;
        answer.split_once(' ').map(|(_, said)| said.to_owned())
    }

    /// Tells it to do something, and returns what came of it.
    pub(crate) fn does(&mut self, order: &str) -> String {
        self.told(order);
        self.says().1
    }

    /// Ends it, and returns all that it has printed as an error.
    pub(crate) fn ends(mut self) -> String {
        self.told("end");
        let mut printed = String::new();
        let mut errors = self.child.stderr.take().expect("it is piped");
        errors.read_to_string(&mut printed).expect("text");
        assert!(self.child.wait().expect("it runs").success(), "{printed}");
        printed
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Does what the standard input says, if this is that program. Returns whether it is.
pub(crate) fn shows_what_it_is_told() -> bool {
    if std::env::var_os(MARK).is_none() {
        return false;
    }
    let mut shown = None;
    for order in stdin().lines().map_while(Result::ok).take_while(|order| order != "end") {
        let clock = Clock::start(1.0);
        let said = obey(&order, &mut shown);
        println!("> {} {said}", clock.now().up.as_millis());
    }
    true
}

/// Does what an order says, and returns what came of it.
fn obey(order: &str, shown: &mut Option<ShownNotice>) -> String {
    let words: Vec<&str> = order.split(' ').collect();
    match words[..] {
        ["server"] => format!("{:?}", notify::server()),
        ["show", name] => show(&notice(name), None, shown),
        ["replace", name] => show(&notice(name), shown.take(), shown),
        ["wait", milliseconds] => {
            let limit = Duration::from_millis(milliseconds.parse().expect("a number"));
            format!("{:?}", shown.take().expect("a notification").wait(limit))
        }
        ["close"] => {
            shown.as_ref().expect("a notification").close();
            "closed".to_owned()
        }
        #[cfg(target_os = "linux")]
        ["threads"] => std::fs::read_dir("/proc/self/task").expect("ours").count().to_string(),
        ["drop"] => {
            *shown = None;
            "dropped".to_owned()
        }
        _ => panic!("no such order: {order}"),
    }
}

fn show(notice: &Notice, replaces: Option<ShownNotice>, shown: &mut Option<ShownNotice>) -> String {
    match notify::show(notice, replaces) {
        Ok(new) => {
            let said = format!("{} {}", new.id(), if new.has_buttons() { "with buttons" } else { "bare" });
            *shown = Some(new);
            said
        }
        Err(trouble) => format!("{trouble:?}: {trouble}"),
    }
}

fn notice(name: &str) -> Notice {
    let bedtime = Notice {
        title: "Time to wind down".to_owned(),
        body: "Classic evening, 9 min 37 s.".to_owned(),
        buttons: [("start", "Start"), ("snooze", "In 10 minutes"), ("skip", "Not tonight")]
            .map(|(key, label)| (key, label.to_owned()))
            .into(),
        on_click: Some("start"),
        hint: "Run: winddown start".to_owned(),
        quiet: false,
    };
    match name {
        "bedtime" => bedtime,
        "unclickable" => Notice { on_click: None, ..bedtime },
        "strange" => Notice {
            title: "R&D <b>\u{1b}[31m\0".to_owned(),
            body: "Calves & toes,\n<5 min.\u{7}".to_owned(),
            ..bedtime
        },
        "early" => Notice {
            title: "Bed in 45 minutes".to_owned(),
            body: "Last big drink, dim the lights.".to_owned(),
            buttons: Vec::new(),
            on_click: None,
            hint: String::new(),
            quiet: true,
        },
        _ => panic!("no such notice: {name}"),
    }
}
