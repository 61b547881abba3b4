//! Life with other programs: what they can read of an evening, and what it runs of the person's own.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that goes wrong")]

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use common::window::{SPACE, winddown};
use common::{Home, PATIENCE, Talk};

/// A step that lasts as long as a test takes.
const LONG: &str =
    "name = \"Long\"\n[[step]]\nname = \"Stand\"\nhold = \"10m\"\nsides = \"each\"\nready = \"3s\"\n";

fn home(settings: &str) -> Home {
    let home = Home::new();
    home.write("config/routines/long.toml", LONG);
    home.write("config/config.toml", format!("get_ready = \"10s\"\n{settings}"));
    home
}

fn status(home: &Home) -> (String, Value) {
    let [line, json] = [&["status"][..], &["status", "--json"]].map(|words| {
        let ran = home.run(words);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        ran.out.strip_suffix('\n').unwrap().to_owned()
    });
    assert!(!line.contains('\n') && !json.contains('\n'));
    (line, serde_json::from_str(&json).unwrap())
}

/// Waits until something is so.
#[track_caller]
fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    const GLANCE: Duration = Duration::from_millis(20);
    let mut glances = 0..PATIENCE.as_millis() / GLANCE.as_millis();
    let found = glances.find_map(|_| {
        let found = look();
        if found.is_none() {
            std::thread::park_timeout(GLANCE);
        }
        found
    });
    assert!(found.is_some(), "{what} did not come");
    found.unwrap()
}

fn follow(home: &Home, words: &[&str]) -> Talk {
    let mut command = home.process(&[&["status", "--follow"], words].concat());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    Talk::begin(command)
}

#[test]
fn an_evening_in_a_terminal_can_be_read_from_outside() {
    let home = home("");
    assert_eq!(status(&home).0, "");
    let mut window = winddown(&home).start("long").open();
    window.shows(&["Hold"]);
    let (line, json) = status(&home);
    assert!(line.starts_with("Stand, left, 9:5") || line == "Stand, left, 10:00", "{line}");
    assert_eq!(
        (&json["class"], &json["routine"], &json["part"]),
        (&"running".into(), &"long".into(), &"hold".into())
    );
    assert!(json["seconds_left"].as_u64().is_some_and(|left| (500..=600).contains(&left)), "{json}");
    let told = || std::fs::metadata(home.path().join("state/now.json")).unwrap().modified().unwrap();
    let before = told();
    let mut follower = follow(&home, &[]);
    follower.hears("Stand, left, 9:5").hears("Stand, left, 9:5");
    assert_eq!(told(), before, "nothing is written because time passes");
    window.press(SPACE);
    follower.hears("paused");
    let (line, json) = status(&home);
    assert_eq!((line.as_str(), &json["class"]), ("paused", &"paused".into()));
    let left = json["seconds_left"].clone();
    assert_eq!(status(&home).1["seconds_left"], left);
    window.press("q");
    assert!(window.ends().success());
    follower.hears_line("");
    assert_eq!(status(&home).1["class"], "idle");
    assert!(!home.path().join("state/now.json").exists());
}

#[test]
fn an_evening_in_lines_can_be_read_and_a_killed_one_is_none() {
    let home = home("");
    let mut evening = home.talk(&["start", "long", "--plain"]);
    evening.tells("Hold");
    let (line, json) = status(&home);
    assert!(line.starts_with("Stand, left, "), "{line}");
    assert_eq!((&json["name"], &json["steps"], &json["side"]), (&"Long".into(), &1.into(), &"left".into()));
    evening.signal(Signal::KILL);
    let (code, ..) = evening.ends();
    assert_eq!(code, None);
    assert!(home.path().join("state/now.json").exists(), "it could not tidy up");
    let (line, json) = status(&home);
    assert_eq!((line.as_str(), &json["class"]), ("", &"idle".into()));
    let mut next = home.talk(&["start", "long", "--plain"]);
    next.types("");
    until("the next one", || (status(&home).1["class"] != "idle").then_some(()));
    drop(next);
}

#[test]
fn whoever_follows_ends_with_its_reader() {
    let home = home("");
    for words in [["--follow"].as_slice(), &["--follow", "--json"]] {
        // The reader goes while nothing changes, and nothing will.
        let mut command = home.process(&[&["status"], words].concat());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0];
        std::io::Read::read_exact(child.stdout.as_mut().unwrap(), &mut first).unwrap();
        drop(child.stdout.take());
        let ended = until("the end", || child.try_wait().unwrap());
        assert_eq!(ended.code(), Some(0));
        let mut said = String::new();
        std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut said).unwrap();
        assert_eq!(said, "");
    }
    let mut follower = follow(&home, &["--json"]);
    follower.tells("\"idle\"");
    follower.signal(Signal::TERM);
    assert_eq!(follower.ends().2, "");
}

/// A home whose hooks write what they are told to a file each, named after the event.
fn with_hooks(events: &[&str]) -> Home {
    let home = home("");
    let told = home.path().join("told");
    std::fs::create_dir(&told).unwrap();
    let script = home.script(
        "hook",
        &format!(
            "echo \"$WINDDOWN_EVENT|$WINDDOWN_ROUTINE|$WINDDOWN_STEP|$WINDDOWN_SIDE|$WINDDOWN_SECONDS|$1\" >> '{0}/all'; \
             cat >> '{0}/all'; echo noise; echo noise >&2",
            told.display()
        ),
    );
    let rows = events.iter().map(|event| format!("{event} = [\"{}\", \"own\"]", script.display()));
    let rows = rows.collect::<Vec<_>>().join("\n");
    home.write("config/config.toml", format!("get_ready = \"10s\"\n[hooks]\n{rows}"));
    home
}

fn told(home: &Home) -> String {
    std::fs::read_to_string(home.path().join("told/all")).unwrap_or_default()
}

#[test]
fn hooks_are_told_what_happens() {
    let home = with_hooks(&["begin", "step", "end", "cramp"]);
    let routine = "name = \"Two\"\n[[step]]\nname = \"Stand\"\nhold = \"10s\"\nsides = \"each\"\nready = \"3s\"\n\
                   [[step]]\nname = \"Rest\"\nhold = \"5s\"\nready = \"0s\"\n";
    home.write("config/routines/two.toml", routine);
    let (code, lines, errors) = home.talk(&["start", "two", "--yes", "--speed", "200"]).ends();
    assert_eq!((code, errors.as_str()), (Some(0), ""), "{lines:?}");
    assert!(lines.iter().all(|line| !line.contains("noise")));
    let expected = "begin|two|||38|own\nstep|two|Stand|left|13|own\nstep|two|Stand|right|20|own\n\
                    step|two|Rest||5|own\nend|two||||own\n";
    until("all of it", || (told(&home).lines().count() == 5).then_some(()));
    let mut said: Vec<_> = told(&home).lines().map(str::to_owned).collect();
    let mut wanted: Vec<_> = expected.lines().collect();
    // Programs that begin a few milliseconds apart may write in any order.
    said.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(said, wanted);
}

#[test]
fn an_evening_that_is_stopped_tells_its_end() {
    let home = with_hooks(&["begin", "end", "cramp"]);
    let mut window = winddown(&home).start("long").open();
    window.shows(&["Get ready"]);
    window.press("!");
    until("the cramp", || told(&home).contains("cramp|long").then_some(()));
    drop(window);
    let home = with_hooks(&["begin", "end"]);
    let mut window = winddown(&home).start("long").open();
    window.shows(&["Get ready"]);
    window.press("q");
    assert!(window.ends().success());
    assert_eq!(told(&home).lines().last(), Some("end|long||||own"), "it is waited for");
    let mut window = winddown(&home).start("long").open();
    until("it goes on", || (told(&home).lines().count() == 3).then_some(()));
    window.press("q");
    assert!(window.ends().success());
}

#[test]
fn a_hook_that_hangs_or_fails_disturbs_nothing() {
    let home = home("");
    let pids = home.path().join("pids");
    let hangs = home.script("hangs", &format!("echo $$ >> '{}'; exec tail -f /dev/null", pids.display()));
    let fails = home.script("fails", "exit 3");
    home.write(
        "config/config.toml",
        format!(
            "get_ready = \"10s\"\n[hooks]\nbegin = [\"{}\"]\nstep = [\"{}\"]\nend = [\"{}\"]\n",
            home.path().join("nowhere").display(),
            hangs.display(),
            fails.display()
        ),
    );
    let mut window = winddown(&home).start("long").open();
    window.shows(&["Hold"]);
    until("one that hangs", || pids.exists().then_some(()));
    window.press("n");
    window.shows(&["Nothing left to do but sleep."]);
    let failure = || std::fs::read_to_string(home.path().join("state/hooks.json")).unwrap_or_default();
    until("a failure", || failure().contains("exit status: 3").then_some(()));
    assert_eq!(children_that_are_gone(&window), 0, "somebody waits for them");
    window.press_until("x", "the end");
    assert!(window.ends().success());
    let doctor = home.run(&["doctor"]);
    assert_eq!(doctor.code, 1);
    let line = doctor.out.lines().find(|line| line.contains("hooks")).unwrap().to_owned();
    let said = "for end ended with exit status: 3, on Sunday 22 November, 22:0";
    assert!(line.starts_with("not ok  hooks") && line.contains(said), "{line}");
    let again = home.run(&["doctor"]).out;
    assert!(
        !again.contains("exit status") && again.contains("nowhere` for begin cannot be found or run"),
        "{again}"
    );
    for pid in std::fs::read_to_string(pids).unwrap().lines() {
        // It outlives the evening, and is ours to end.
        kill_process(Pid::from_raw(pid.parse().unwrap()).unwrap(), Signal::KILL).unwrap();
    }
}

fn children_that_are_gone(window: &common::window::Window) -> usize {
    let pid = window.id().to_string();
    let is_ours = |stat: &str| {
        let rest: Vec<_> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
        rest.first() == Some(&"Z") && rest.get(1) == Some(&pid.as_str())
    };
    let Ok(all) = std::fs::read_dir(Path::new("/proc")) else { return 0 };
    let stats = all.filter_map(|one| std::fs::read_to_string(one.ok()?.path().join("stat")).ok());
    stats.filter(|stat| is_ours(stat)).count()
}

#[test]
fn a_hook_that_does_not_exist_is_told_with_its_reason() {
    let home = home("[hooks]\nbegin = [\"winddown-has-no-such-program\"]\n");
    let mut window = winddown(&home).start("long").open();
    window.shows(&["Hold"]);
    window.press("q");
    assert!(window.ends().success());
    let doctor = home.run(&["doctor"]).out;
    let said = "`winddown-has-no-such-program` for begin could not be started: No such file or directory";
    assert!(doctor.contains(said), "{doctor}");
}

#[test]
fn hooks_that_cannot_be_read_are_told_and_the_rest_holds() {
    let home = home("[hooks]\nbegn = [\"true\"]\nend = \"true\"\n");
    let ran = home.run(&["config", "--check"]);
    assert_eq!(ran.code, 1);
    for said in ["unknown key `begn`", "did you mean `begin`?", "put it in brackets: `[\"true\"]`"] {
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}
