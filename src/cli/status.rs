//! `winddown status`: what an evening that runs does now, in a line for the bar of a desktop or a terminal.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;

use super::output::{Failure, escaped, find_paths};
use crate::device::clock::Clock;
use crate::health::body::Side;
use crate::store::state::{Running, Status, StatusPart};

pub(super) const HELP: &str = "\
The line is empty if nothing runs and nobody looks at it in a terminal. Examples:

tmux, in ~/.tmux.conf:
  set -g status-interval 1
  set -g status-right '#(winddown status)'

Waybar:
  \"custom/winddown\": {
    \"exec\": \"winddown status --json --follow\",
    \"return-type\": \"json\", \"escape\": true
  }

Polybar:
  [module/winddown]
  type = custom/script
  exec = winddown status --follow
  tail = true

The JSON is one object a line: winddown help json.";

/// How often to look while nothing runs, or nothing counts.
const SLOW: Duration = Duration::from_secs(2);
const STILL: Duration = Duration::from_secs(1);
const SECOND: Duration = Duration::from_secs(1);
/// So long after a second is over, what the evening does next has been written down.
const LATE: Duration = Duration::from_millis(50);

/// Prints a line; to `follow`, another one whenever it changes, until nobody reads it.
pub(super) fn run(as_json: bool, follow: bool) -> Result<(), Failure> {
    let paths = find_paths()?;
    let mut out = io::stdout();
    let idle = if out.is_terminal() { "Nothing is running." } else { "" };
    let mut told = None;
    loop {
        let (status, now) = (Running::status(&paths), Clock::world());
        let line = match &status {
            _ if as_json => {
                escaped(&serde_json::to_string(&report(status.as_ref(), now)).map_err(io::Error::from)?)
            }
            Some(status) => line(status, now),
            None => idle.to_owned(),
        };
        if told.as_ref() != Some(&line) {
            writeln!(out, "{line}")?;
            out.flush()?;
            told = Some(line);
        }
        if !follow || !waits(&out, until_news(status.as_ref(), now)) {
            return Ok(());
        }
    }
}

/// "Wall calf stretch, left, 0:23".
fn line(status: &Status, now: Timestamp) -> String {
    if status.is_paused(now) {
        return "paused".to_owned();
    }
    let doing = match status.part {
        StatusPart::Ready => Some("get ready"),
        StatusPart::Rest => Some("rest"),
        StatusPart::Change => Some("change sides"),
        StatusPart::Place
        | StatusPart::Hold
        | StatusPart::Count
        | StatusPart::Breathe
        | StatusPart::Question
        | StatusPart::Wait => status.side.map(Side::word),
    };
    let left = seconds_left(status, now).map(|s| format!("{}:{:02}", s / 60, s % 60));
    [Some(tame(&status.step)), doing.map(str::to_owned), left]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

/// Drops the marks that make a bar take a bracket for a command of its own, however many there are.
fn tame(text: &str) -> String {
    let mut tame = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '{' | '[' | '(') {
            tame.truncate(tame.trim_end_matches(['%', '#']).len());
        }
        tame.push(c);
    }
    tame
}

fn seconds_left(status: &Status, now: Timestamp) -> Option<u128> {
    status.left_at(now).map(|left| left.as_nanos().div_ceil(SECOND.as_nanos()))
}

#[derive(Serialize)]
struct Report<'a> {
    text: String,
    class: &'static str,
    routine: Option<&'a str>,
    name: Option<&'a str>,
    step: Option<&'a str>,
    step_number: Option<usize>,
    steps: Option<usize>,
    part: Option<StatusPart>,
    side: Option<Side>,
    seconds_left: Option<u128>,
}

fn report(status: Option<&Status>, now: Timestamp) -> Report<'_> {
    Report {
        text: status.map_or_else(String::new, |status| line(status, now)),
        class: match status {
            None => "idle",
            Some(status) if status.is_paused(now) => "paused",
            Some(_) => "running",
        },
        routine: status.map(|status| status.routine.as_str()),
        name: status.map(|status| status.name.as_str()),
        step: status.map(|status| status.step.as_str()),
        step_number: status.map(|status| status.nth),
        steps: status.map(|status| status.of),
        part: status.map(|status| status.part),
        side: status.and_then(|status| status.side),
        seconds_left: status.and_then(|status| seconds_left(status, now)),
    }
}

/// How long the line stays as it is, unless the person does something.
fn until_news(status: Option<&Status>, now: Timestamp) -> Duration {
    match status {
        None => SLOW,
        Some(Status { ends: None, .. }) => STILL,
        Some(status) => {
            let over = status.left_at(now).unwrap_or_default().as_nanos() % SECOND.as_nanos();
            let over = Duration::from_nanos(u64::try_from(over).unwrap_or(0));
            LATE + if over.is_zero() { SECOND } else { over }
        }
    }
}

/// Sleeps. Returns whether there is still somebody who reads.
#[cfg(unix)]
fn waits(out: &io::Stdout, length: Duration) -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    let timeout = Timespec::try_from(length).ok();
    // Of an output, only that its reader is gone is ever told unasked.
    let mut gone = [PollFd::new(out, PollFlags::empty())];
    match poll(&mut gone, timeout.as_ref()) {
        Ok(0) | Err(Errno::INTR) => true,
        // Some systems cannot tell of terminals.
        Ok(_) if gone.iter().all(|out| out.revents().contains(PollFlags::NVAL)) => sleeps(length),
        Ok(_) | Err(_) => false,
    }
}

#[cfg(not(unix))]
fn waits(_: &io::Stdout, length: Duration) -> bool {
    sleeps(length)
}

fn sleeps(length: Duration) -> bool {
    std::thread::sleep(length);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::constant(1_795_381_200, 0);

    fn hold() -> Status {
        Status {
            routine: "classic".to_owned(),
            name: "Classic evening".to_owned(),
            step: "Wall calf stretch".to_owned(),
            nth: 1,
            of: 6,
            part: StatusPart::Hold,
            side: Some(Side::Left),
            paused: false,
            left: Some(Duration::from_secs(30)),
            ends: Some(NOW + Duration::from_millis(22_500)),
        }
    }

    #[test]
    fn a_line_is_short_enough_for_a_bar() {
        let said = |status: Status| line(&status, NOW);
        assert_eq!(said(hold()), "Wall calf stretch, left, 0:23");
        assert_eq!(said(Status { part: StatusPart::Ready, ..hold() }), "Wall calf stretch, get ready, 0:23");
        assert_eq!(said(Status { part: StatusPart::Rest, ..hold() }), "Wall calf stretch, rest, 0:23");
        assert_eq!(
            said(Status { part: StatusPart::Change, ..hold() }),
            "Wall calf stretch, change sides, 0:23"
        );
        let long = Status { ends: Some(NOW + Duration::from_secs(65)), left: Some(SECOND * 99), ..hold() };
        assert_eq!(said(Status { side: None, ..long }), "Wall calf stretch, 1:05");
        let place = Status { part: StatusPart::Place, left: None, ends: None, ..hold() };
        assert_eq!(said(place), "Wall calf stretch, left");
        assert_eq!(said(Status { paused: true, ends: None, ..hold() }), "paused");
        let gone_by = |secs| Status { ends: Some(NOW - Duration::from_secs(secs)), ..hold() };
        assert_eq!(said(gone_by(3)), "Wall calf stretch, left, 0:00");
        assert_eq!(said(gone_by(4)), "paused", "it was stopped, or the machine slept");
    }

    #[test]
    fn a_step_cannot_command_a_bar() {
        for (step, shown) in [
            ("%{A1:x:}#(y) #[z]", "{A1:x:}(y) [z]"),
            ("%%{A1:xcalc:}Stand ##[fg=red]", "{A1:xcalc:}Stand [fg=red]"),
            ("#{pane_pid} #%#{x} %#%[y", "{pane_pid} {x} [y"),
            ("#{%{#(#[", "{{(["),
            ("50 % (half), #1 {so}", "50 % (half), #1 {so}"),
        ] {
            let status = Status { step: step.to_owned(), ..hold() };
            assert_eq!(line(&status, NOW), format!("{shown}, left, 0:23"));
        }
    }

    #[test]
    fn the_json_has_every_key_whatever_runs() {
        let said = |status: Option<&Status>| serde_json::to_string(&report(status, NOW)).unwrap();
        let expected = concat!(
            r#"{"text":"Wall calf stretch, left, 0:23","class":"running","routine":"classic","#,
            r#""name":"Classic evening","step":"Wall calf stretch","step_number":1,"steps":6,"part":"hold","#,
            r#""side":"left","seconds_left":23}"#,
        );
        assert_eq!(said(Some(&hold())), expected);
        let expected = concat!(
            r#"{"text":"","class":"idle","routine":null,"name":null,"step":null,"step_number":null,"steps":null,"#,
            r#""part":null,"side":null,"seconds_left":null}"#,
        );
        assert_eq!(said(None), expected);
        let paused = Status { paused: true, ends: None, ..hold() };
        let told = said(Some(&paused));
        assert!(told.starts_with(r#"{"text":"paused","class":"paused""#), "{told}");
        assert!(told.ends_with(r#""seconds_left":30}"#), "{told}");
    }

    #[test]
    fn it_looks_again_when_the_line_changes() {
        assert_eq!(until_news(Some(&hold()), NOW), LATE + SECOND / 2);
        assert_eq!(until_news(Some(&hold()), NOW + SECOND / 2), LATE + SECOND);
        assert_eq!(
            until_news(Some(&hold()), NOW + SECOND * 60),
            LATE + SECOND,
            "it does not spin at the end"
        );
        assert_eq!(until_news(Some(&Status { ends: None, ..hold() }), NOW), STILL);
        assert_eq!(until_news(None, NOW), SLOW);
    }
}
