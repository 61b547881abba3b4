//! Reference beside the options of the commands: what `winddown help` and the manual pages say of a topic.

use std::fmt::Write;

use crate::app::keymap::{self, Scene};

/// The screens whose keys are told, with their names for people.
const SCENES: &[(&str, &[Scene])] = &[
    ("The first screen", &[Scene::Tonight, Scene::Unfinished]),
    ("The first screen, while a warning sign holds", &[Scene::Held]),
    ("Choosing a routine", &[Scene::Choose]),
    ("During a step", &[Scene::Place, Scene::Timed, Scene::Breath, Scene::Paused, Scene::Wait]),
    ("The question before a massage", &[Scene::Clot]),
    ("The water check", &[Scene::Water, Scene::Extras]),
    ("The bedroom", &[Scene::Bedroom]),
    ("Thoughts for tomorrow, while you type", &[Scene::Typing]),
    ("The same, once you stopped typing", &[Scene::Thoughts]),
    ("The morning after", &[Scene::Parked]),
    ("A cramp", &[Scene::Cramp, Scene::Urgent, Scene::Unchecked]),
    ("A cramp that has eased", &[Scene::Eased, Scene::After]),
    ("Warning signs", &[Scene::Signs]),
    ("The questions about your health", &[Scene::Safety]),
    ("Your medicines, while you type", &[Scene::Medicines]),
    ("Advice before a routine", &[Scene::Advice]),
    ("The diary", &[Scene::Diary]),
    ("Its entries", &[Scene::Entries]),
    ("The trial", &[Scene::Trial]),
    ("The history", &[Scene::History]),
    ("The list of pages", &[Scene::Learn]),
    ("A page to read", &[Scene::Page]),
];

/// What the keys do, from the one table of them.
pub(super) fn keys() -> String {
    let mut text = String::new();
    for (title, scenes) in SCENES {
        let _ = writeln!(text, "{title}:");
        let mut told = Vec::new();
        for row in keymap::all().filter(|row| row.scenes.iter().any(|scene| scenes.contains(scene))) {
            let line = format!("  {:<12} {}", row.shown, row.help);
            if !told.contains(&line) {
                let _ = writeln!(text, "{line}");
                told.push(line);
            }
        }
        text.push('\n');
    }
    let _ = write!(text, "Everywhere:\n  {:<12} quit; what you did is saved", "ctrl-c");
    if let Some(suspend) = keymap::suspend() {
        let _ = write!(text, "\n  {:<12} {}", suspend.shown, suspend.help);
    }
    text
}

/// The screen as lines.
pub(super) const LINES: &str = "\
You get lines with --plain, with plain = true in the settings, with ACCESSIBLE=1 or TERM=dumb in the environment, and \
when input or output is no terminal. There is a new line only when something changes, and no line is ever redrawn.

In a terminal, single keys work as on the screen. From a pipe, type a word and press Enter. A question mark lists the \
words that work; here are some:
  pause  next  back  more  less  again  stop

Where you are asked for text, a line is text. To use a word there, put a slash before it: /stop, /cramp.

The word \"again\" says where you are and what is left. With \"count\", or a comma as a key, it also says half-way and \
the last three seconds; \"count\" again stops that.

winddown routine show NAME --describe says in words what the figures show.

With voice = true in the settings, a voice says each step, its side, what to do and the last three seconds. It uses the \
speech program you have, or the one in voice_command.";

/// Where files are.
pub(super) const FILES: &str = "\
Yours to write:
  ~/.config/winddown/config.toml         your settings; winddown config prints them all
  ~/.config/winddown/routines/           routines of your own

Written by winddown:
  ~/.local/share/winddown/journal/       evenings, nights, cramps, drinks and parked thoughts
  ~/.local/share/winddown/safety.json    your answers about your health
  ~/.local/share/winddown/bedroom.json   what is ticked in the bedroom
  ~/.local/state/winddown/               the evening in progress, and what the reminder remembers

winddown remind status says where the reminder itself is. winddown follows XDG_CONFIG_HOME, XDG_DATA_HOME and \
XDG_STATE_HOME. WINDDOWN_HOME=folder puts all three into one folder. On Windows they are in the usual folders for \
program data.

Only you can read the files. There is no network access, ever. Nothing that you logged is ever rewritten: the journal \
only grows, one file for each device and year. If a power cut tears a line, winddown says so and loses nothing else. \
winddown doctor --mend moves that line into a file beside the journal.

Several machines: share ~/.local/share/winddown/ with a program that keeps folders alike. Each machine then shows what \
was logged on all of them. Answers and ticks are one file each; where two machines changed one while apart, the newest \
counts.";

/// What the diary counts, and what it asks.
pub(super) const DIARY: &str = "\
The first time you start winddown after a night, it asks about it. After a cramp, one question names everything that may \
need help today: n means none of these, y opens a list to tick. The other questions take one key each, or Enter to skip. \
Once a month it also asks what may come with cramps, such as a new medicine.

A night you don't log stays unknown; it never counts as a night without cramps. Before and now are compared only once \
there are ten logged nights on each side. Cramps come and go on their own, so no number here proves what helped.

An urgent warning sign, such as a swollen calf, stays until you say that it was checked. Until then no routine begins, \
and in a cramp winddown shows how to get help instead of a stretch. To say that it was checked, press y on the first \
screen, then c; or run winddown diary checked. A cramp that did not ease holds back routines only, for two nights.

  winddown diary add --no-cramp              last night, without one
  winddown diary add --night yesterday --side left --muscle calf --severity 6 --minutes 3 --helped \"toes to shin\"
  winddown diary before --cramp-nights 8     a usual fortnight before the routine, as you recall it";

/// What the answers about health change.
pub(super) const SAFETY: &str = "\
Your answers count in every routine, shipped or your own:
  - no massage after a clot or in pregnancy;
  - no warmth or cold on numb feet, or with illness of nerves or arteries;
  - no lying on your back in pregnancy;
  - no held breath where it may harm;
  - no word about drinking more where there may be a limit.

With poor balance, numb feet or after surgery, each routine says once, before it begins, what to take care of. Before \
the first massage of an evening winddown asks: is one calf swollen, hot, red or very tender now? A yes ends the evening \
there and tells you what to do.

If a clinician has limited how much you drink, say so here, or set fluid_limit_ml; the lower of the two counts. The water \
check then repeats your limit and judges nothing. It also judges nothing if you are not sure how much it is, if a line \
about it cannot be read, or with heart or kidney disease without an amount.

After a month winddown shows the answers once more: if nothing has changed, press Enter.";

/// When the reminder comes, and how.
pub(super) const REMIND: &str = "\
Start opens a terminal with the evening in it. In 10 minutes puts it off, as often as you like; snooze in the settings \
makes that longer or shorter. Not tonight means not tonight. If you close it without an answer, it comes once more. \
dunst and mako draw no buttons: there the text says what to run, and winddown doctor says which click starts.

It stays silent when the evening is done or running, when you skipped it, and from two hours after bedtime. So a laptop \
opened at seven in the morning says nothing. A day means the evening that begins on it: 00:30 fri is the night of Friday. \
When the clocks go forward, a time in the missing hour comes an hour later.

On Linux a systemd user timer calls winddown. Without systemd there are three ways:
  --by autostart                waits in the background while you are logged in to the desktop
  --by crontab                  prints lines for a crontab
  winddown remind watch 21:45   waits in a terminal, even over SSH

On macOS it is a launchd agent, and on Windows a task of the Task Scheduler. Both follow their documentation, but are not \
tried on real machines yet. If something does not work, winddown doctor says what it is and what to do.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_footer_is_told() {
        let text = keys();
        // A question about last night says its keys itself, and the rest is any key.
        let told = |scene: &Scene| SCENES.iter().any(|(_, scenes)| scenes.contains(scene));
        let says_itself = |scene: &Scene| matches!(scene, Scene::Ask(_) | Scene::GoodNight | Scene::Help);
        for row in keymap::all() {
            for scene in row.scenes.iter().filter(|scene| !says_itself(scene)) {
                assert!(told(scene), "add {scene:?} to SCENES");
                assert!(text.contains(row.help), "{}", row.help);
            }
        }
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    }
}
