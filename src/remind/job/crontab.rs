//! Lines for a crontab, to be put there by hand.

use crate::remind::schedule::Days;
use crate::remind::scheduler::Job;

pub(crate) fn lines(job: &Job) -> String {
    // The desktop's programs have these, cron's do not.
    let desktop = ["DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"];
    let desktop = desktop.iter().filter_map(|name| Some(((*name).to_owned(), std::env::var(name).ok()?)));
    let variables = job.variables.iter().cloned().chain(desktop);
    let variables = variables.map(|(name, value)| format!("{name}={}", quoted(&value)));
    let words = job.words("fire");
    let command: Vec<_> = variables.chain(words.iter().map(|word| quoted(word))).collect();
    let command = command.join(" ");
    let alarms = job.schedule.alarms(job.night_begins);
    let lines = alarms.iter().map(|alarm| {
        let days: Vec<_> = alarm.days.iter().map(|day| day.to_sunday_zero_offset().to_string()).collect();
        let days = if alarm.days == Days::ALL { "*".to_owned() } else { days.join(",") };
        format!("{} {} * * {days} {command}\n", alarm.time.minute(), alarm.time.hour())
    });
    lines.collect::<Vec<_>>().concat()
}

/// Quotes a word for the shell, and escapes cron's percent sign.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-:,+=".contains(c);
    let word = if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    };
    word.replace('%', "\\%")
}
