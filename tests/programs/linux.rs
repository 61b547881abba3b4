//! Units as systemd reads them, files as Python reads them, and calls of the system as strace lists them.

#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that goes wrong")]

use std::path::Path;
use std::process::Command;

use common::{Home, Machine, PATIENCE, Ran, Test, UNITS};

pub(crate) const TESTS: &[Test] = &[
    Test {
        name: "systemd_itself_finds_nothing_wrong_with_them",
        needs: &["systemd-analyze"],
        run: systemd_itself_finds_nothing_wrong_with_them,
    },
    Test {
        name: "no_folder_of_time_zones_is_listed",
        needs: &["strace"],
        run: no_folder_of_time_zones_is_listed,
    },
    Test {
        name: "a_disk_without_locks_keeps_what_is_told",
        needs: &["strace"],
        run: a_disk_without_locks_keeps_what_is_told,
    },
    Test { name: "a_table_is_one_to_python", needs: &["python3"], run: a_table_is_one_to_python },
    Test { name: "an_agent_is_one_to_python", needs: &["python3"], run: an_agent_is_one_to_python },
    Test { name: "a_task_is_one_to_python", needs: &["python3"], run: a_task_is_one_to_python },
];

fn systemd_itself_finds_nothing_wrong_with_them() {
    let machine = Machine::with("systemctl");
    // A path with everything that systemd treats specially.
    let odd = machine.home.path().join("it's 100% \"my\" $HOME \\ dir");
    std::fs::create_dir(&odd).unwrap();
    let copy = odd.join("winddown");
    std::fs::copy(env!("CARGO_BIN_EXE_winddown"), &copy).unwrap();
    let ran = machine.run_as(&copy, &["remind", "on", "21:45", "weekdays", "00:30", "sat", "--lead", "1h"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let units = machine.home.path().join(UNITS);
    let verify = Command::new("systemd-analyze")
        .args(["verify", "--user", "--man=no"])
        .args([units.join("winddown.timer"), units.join("winddown.service")])
        .env("XDG_RUNTIME_DIR", machine.home.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&verify.stderr).into_owned();
    assert!(verify.status.success() && said.is_empty(), "{said}");
    let text = std::fs::read_to_string(units.join("winddown.timer")).unwrap();
    let times: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("OnCalendar=")).collect();
    assert_eq!(times.len(), 5);
    for time in times {
        let asked = Command::new("systemd-analyze").args(["calendar", time]).output().unwrap();
        assert!(asked.status.success(), "{time}: {}", String::from_utf8_lossy(&asked.stderr));
    }
    // And it reads back what it has written.
    let status = machine.run_as(&copy, &["remind", "status", "--json"]);
    let status: serde_json::Value = serde_json::from_str(&status.out).unwrap();
    assert_eq!(status["program"], copy.to_str().unwrap());
    // All it has to say is that there is no desktop here.
    assert_eq!(status["notes"].as_array().map(Vec::len), Some(1), "{status}");
    assert_eq!(status["troubles"], serde_json::json!([]));
}

/// Looking through the folders of the time zones took longer than everything else before the first picture.
fn no_folder_of_time_zones_is_listed() {
    let home = Home::new();
    home.answer();
    home.write(
        "state/tonight.json",
        r#"{"v":1,"session":"s","night":"2026-11-22","routine":"classic","name":"Classic evening","plan":"0","place":{"at":0,"spent_ms":0,"done_ms":[],"worked_ms":0,"extra":0,"dial":100},"steps":[],"shares":[],"started":"2026-11-22T21:00:00+00:00[Etc/UTC]","kept":false}"#,
    );
    home.write(
        "state/chosen.json",
        r#"{"night":"2026-11-22","routine":"quick","at":"2026-11-23T06:00:00+09:00[Asia/Tokyo]"}"#,
    );
    home.write("state/reminder.json", r#"{"spoken":"2026-11-22T21:45:00+00:00[Europe/London]"}"#);
    let line = |zone: &str| {
        format!(
            r#"{{"v":1,"id":"{zone}","at":"2026-11-22T22:10:03{zone}","night":"2026-11-22","kind":"night","cramp":false}}"#
        )
    };
    let lines = ["+01:00[Europe/Berlin]", "+01:00[+01:00]", "+00:00[UTC]", "Z[Etc/GMT]"].map(line);
    home.write("data/journal/2026-bed-1a2b.jsonl", lines.join("\n") + "\n");
    for arguments in [&["--plain"][..], &["cramp"], &["diary", "--json"], &["remind", "status"]] {
        let trace = home.path().join("trace");
        let mut command = assert_cmd::Command::new("strace");
        command.args(["-f", "-e", "trace=execve,openat,getdents64", "-o"]).arg(&trace);
        command.arg(env!("CARGO_BIN_EXE_winddown")).args(arguments).env_clear().envs(home.environment());
        command.env("WINDDOWN_NOW", "2026-11-22T22:30:00+01:00[Europe/Paris]");
        let Ran { err, .. } = Ran::of(command.current_dir(home.path()).timeout(PATIENCE));
        let trace = std::fs::read_to_string(&trace).unwrap_or_default();
        assert!(trace.contains("execve("), "{err}");
        let listed = trace.lines().find(|line| line.contains("/zoneinfo") && line.contains("O_DIRECTORY"));
        assert_eq!(listed, None, "{arguments:?}");
        assert!(trace.contains("/zoneinfo/Europe/Paris"), "{arguments:?}");
        assert_eq!(trace.contains("/zoneinfo/Etc/UTC"), arguments == ["--plain"], "{arguments:?}");
    }
}

/// As on a network folder without a lock service, and on file systems that never heard of locks.
fn a_disk_without_locks_keeps_what_is_told() {
    for error in ["ENOLCK", "ENOSYS", "EOPNOTSUPP"] {
        let home = Home::new();
        let run = |arguments: &[&str]| {
            let mut command = assert_cmd::Command::new("strace");
            command.args(["-f", "-o", "/dev/null", "-e", &format!("inject=flock:error={error}")]);
            command.arg(env!("CARGO_BIN_EXE_winddown")).args(arguments).env_clear().envs(home.environment());
            Ran::of(command.current_dir(home.path()).timeout(PATIENCE))
        };
        for night in ["2026-11-18", "2026-11-19"] {
            let ran = run(&["diary", "add", "--no-cramp", "--night", night]);
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{error}");
        }
        let doctor = run(&["doctor"]).out;
        assert!(doctor.contains("ok      journal        2 entries"), "{error}: {doctor}");
        assert!(doctor.contains("files cannot be locked there: run one winddown at a time"), "{doctor}");
        assert!(!home.run(&["doctor"]).out.contains("cannot be locked"));
    }
}

fn a_table_is_one_to_python() {
    let home = Home::new();
    for arguments in [
        &["--night", "2026-11-18", "--note", "müde"][..],
        &["--night", "2026-11-19"],
        &["--night", "2026-11-20", "--medicine", "+new, \"blue\" pill"],
    ] {
        assert_eq!(home.run(&[&["diary", "add", "--no-cramp"], arguments].concat()).code, 0);
    }
    let file = home.write("diary.csv", home.run(&["diary", "--csv"]).out);
    let script = "import csv,sys\nrows=list(csv.DictReader(open(sys.argv[1],encoding='utf-8-sig',newline='')))\n\
                  print(len(rows),rows[0]['note'],rows[2]['medicine new or changed'])";
    assert_eq!(python(script, &file), "3 müde '+new, \"blue\" pill\n");
}

fn an_agent_is_one_to_python() {
    let machine = Machine::with("launchctl");
    machine.says("remind on 22:15 sun-thu 00:30 fri --by launchd", "Next: tonight 22:15, in 15 min.\n");
    let script = "import plistlib,sys; p=plistlib.load(open(sys.argv[1],'rb')); \
                  assert p['ProgramArguments'][1:3]==['remind','fire'] and len(p['StartCalendarInterval'])==7, p";
    python(script, &machine.home.path().join("Library/LaunchAgents/winddown.reminder.plist"));
}

fn a_task_is_one_to_python() {
    let machine = Machine::with("nothing");
    let keep =
        format!("PATH=/usr/bin:/bin; test $1 = /Create && cp \"$6\" '{}/task.xml'; exit 0", machine.place());
    machine.have("schtasks", &keep);
    machine.says("remind on 22:15 sun,sat --by task-scheduler", "Next: tonight 22:15, in 15 min.\n");
    let script = "import sys,xml.etree.ElementTree as e; r=e.parse(sys.argv[1]).getroot(); assert r.tag.endswith('Task')";
    python(script, &machine.home.path().join("task.xml"));
}

/// Has Python check a file. Returns what it prints.
fn python(script: &str, file: &Path) -> String {
    let ran = Command::new("python3").args(["-c", script]).arg(file).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}
