//! A voice: says what one does next, for someone whose eyes are closed, through a program that can speak.

mod speaker;

use std::time::Duration;

use crate::app::page::Page;
use crate::device::latest::{LatestReceiver, Taken};
use crate::device::worker::{Order, Worker};
use crate::lines::spoken::{self, Moment, Utterance, UtteranceKind};
use crate::session::{Readout, StepView};
use speaker::Speaker;

#[derive(Debug)]
pub(crate) struct Voice {
    /// The person's own command; empty for a program that is installed.
    command: Vec<String>,
    worker: Worker<Words>,
    last_moment: Option<Moment>,
    warned: Option<String>,
    /// Whether a screen without a step has silenced it.
    is_quiet: bool,
    last_length: Duration,
}

#[derive(Debug)]
struct Words {
    text: String,
    turn: Turn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    AtOnce,
    After,
    /// At once or never, as it is about this moment.
    Now,
}

const SETTLING: Duration = Duration::from_millis(300);
/// How often to look whether something has been said, while the next words wait for that.
const GLANCE: Duration = Duration::from_millis(50);
/// Letters that a calm voice says in a second; about 150 words a minute.
const PACE: usize = 14;

impl Voice {
    pub(crate) fn new(command: &[String]) -> Voice {
        Voice {
            command: command.to_vec(),
            worker: Worker::Unused,
            last_moment: None,
            warned: None,
            is_quiet: true,
            last_length: Duration::ZERO,
        }
    }

    pub(crate) fn follow(&mut self, page: &Page<'_>) {
        let warning = page.warning.as_deref().map(str::to_owned);
        if let Some(step) = &page.step {
            self.is_quiet = false;
            let is_new = warning != self.warned;
            if is_new && warning.is_none() {
                // It was taken back, so the question counts again.
                self.last_moment = self.last_moment.take().and_then(Moment::covered);
            }
            let said = spoken::news(self.last_moment.as_ref(), step);
            self.last_moment = Some(Moment::of(step));
            self.warned = warning;
            match &self.warned {
                // In place of everything that is to be done there.
                Some(warning) if is_new || !said.is_empty() => self.say(warning.clone(), Turn::AtOnce),
                Some(_) => {}
                None => {
                    if let Some((text, turn)) = compose(&said, step) {
                        self.say(text, turn);
                    }
                }
            }
        } else if let Some(last_words) = spoken::good_night(page) {
            if self.last_moment.take().is_some() {
                self.say(last_words, Turn::AtOnce);
            }
        } else if !std::mem::replace(&mut self.is_quiet, true) {
            self.last_moment = self.last_moment.take().and_then(Moment::covered);
            match warning {
                Some(warning) => self.say(warning, Turn::AtOnce),
                None => _ = self.worker.give(|_| Order::Silence(None)),
            }
        }
    }

    pub(crate) fn silence(&self) {
        self.worker.silence();
    }

    fn say(&mut self, text: String, turn: Turn) {
        if matches!(self.worker, Worker::Unused) {
            self.worker = speak_through(speaker::all(&self.command));
        }
        let seconds = text.len().div_ceil(PACE) as u64;
        let is_given = self.worker.give(|waiting| Order::Do(merged(waiting, Words { text, turn })));
        self.last_length = Duration::from_secs(if is_given { seconds } else { 0 });
    }

    /// How long a calm voice takes for the last words; zero if nobody says them.
    pub(crate) fn length(&self) -> Duration {
        self.last_length
    }
}

fn compose(said: &[Utterance], glance: &StepView<'_>) -> Option<(String, Turn)> {
    let begins = |kind| {
        matches!(
            kind,
            UtteranceKind::Step | UtteranceKind::Part | UtteranceKind::Pause | UtteranceKind::Asked
        )
    };
    let mut text = String::new();
    for said in said {
        let is_wanted = match said.kind {
            UtteranceKind::Line => true,
            // Half a warning is worse than one to be read later.
            UtteranceKind::Care => text.len() + said.text.len() <= room(glance),
            kind => begins(kind),
        };
        if is_wanted {
            text.extend([if text.is_empty() { "" } else { " " }, &said.text]);
        }
    }
    match said {
        _ if !text.is_empty() => {
            let at_once = said.iter().any(|said| begins(said.kind));
            Some((text, if at_once { Turn::AtOnce } else { Turn::After }))
        }
        [said] if said.kind != UtteranceKind::Half => Some((said.text.clone(), Turn::Now)),
        _ => None,
    }
}

fn room(glance: &StepView<'_>) -> usize {
    match glance.face {
        Readout::Count { left, .. } => usize::try_from(left).unwrap_or(usize::MAX).saturating_mul(PACE),
        Readout::Reps { .. } | Readout::Breath(_) => 0,
        Readout::Clot | Readout::Check(_) | Readout::Wait(_) => usize::MAX,
    }
}

fn merged(waiting: Option<Order<Words>>, next: Words) -> Words {
    match (waiting, next) {
        (None, next) => next,
        (Some(Order::Silence(_)), Words { text, .. }) => Words { text, turn: Turn::AtOnce },
        (Some(Order::Do(before)), next) => match (before.turn, next.turn) {
            (Turn::AtOnce | Turn::After, Turn::After) => {
                Words { text: format!("{} {}", before.text, next.text), turn: before.turn }
            }
            (Turn::AtOnce | Turn::After, Turn::Now) => before,
            (_, Turn::AtOnce) | (Turn::Now, _) => next,
        },
    }
}

fn speak_through(speakers: Vec<Speaker>) -> Worker<Words> {
    if speakers.is_empty() {
        return Worker::Unavailable;
    }
    let speech = Speech { speakers, next: String::new(), unsure: String::new() };
    Worker::start("voice", move |orders| speech.run(orders))
}

struct Speech {
    speakers: Vec<Speaker>,
    next: String,
    /// What is being said, until the program has shown that it can speak.
    unsure: String,
}

impl Speech {
    fn run(mut self, orders: &LatestReceiver<Order<Words>>) {
        while let Some(speaker) = self.speakers.first_mut() {
            let wait = match (self.next.is_empty(), self.unsure.is_empty()) {
                (false, _) => Some(GLANCE),
                (true, false) => Some(SETTLING),
                (true, true) => None,
            };
            match orders.take(wait) {
                Taken::Order(Order::Silence(_done)) => {
                    speaker.silence();
                    self.next.clear();
                    self.unsure.clear();
                }
                Taken::Order(Order::Do(Words { text, turn })) => match (turn, speaker.is_speaking()) {
                    (Turn::AtOnce, _) | (Turn::After | Turn::Now, false) => {
                        let rest = std::mem::take(&mut self.next);
                        self.say(if turn == Turn::After { join(rest, &text) } else { text });
                    }
                    (Turn::After, true) => self.next = join(std::mem::take(&mut self.next), &text),
                    (Turn::Now, true) => {}
                },
                Taken::Nothing if speaker.has_failed() => {
                    self.speakers.remove(0);
                    let text = std::mem::take(&mut self.unsure);
                    self.say(text);
                }
                Taken::Nothing => {
                    self.unsure.clear();
                    if !self.next.is_empty() && !speaker.is_speaking() {
                        let next = std::mem::take(&mut self.next);
                        self.say(next);
                    }
                }
                Taken::Closed => return,
            }
        }
    }

    fn say(&mut self, text: String) {
        while let Some(speaker) = self.speakers.first_mut() {
            if speaker.say(&text).is_ok() {
                self.unsure = text;
                return;
            }
            self.speakers.remove(0);
        }
    }
}

fn join(before: String, text: &str) -> String {
    if before.is_empty() { text.to_owned() } else { before + " " + text }
}

pub(crate) fn examine(command: &[String]) -> Option<String> {
    speaker::all(command).first().map(|speaker| speaker.name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Doing;

    fn glance(face: Readout<'static>) -> StepView<'static> {
        StepView {
            title: "Toes",
            step: (1, 1),
            part: 0,
            left: String::new(),
            side: None,
            set: None,
            face,
            figure: None,
            is_drawn: false,
            parts: &[],
            lines: (&[], 0),
            caution: None,
            next: "",
            pause: None,
        }
    }

    fn count(left: u32) -> Readout<'static> {
        Readout::Count { doing: Doing::GetReady, left, of: left }
    }

    fn composed(left: u32, said: &[(UtteranceKind, &str)]) -> Option<(String, Turn)> {
        let said: Vec<_> =
            said.iter().map(|&(kind, text)| Utterance { kind, text: text.to_owned() }).collect();
        compose(&said, &glance(count(left)))
    }

    fn say(text: &str, turn: Turn) -> (String, Turn) {
        (text.to_owned(), turn)
    }

    #[test]
    fn what_begins_is_said_at_once_and_what_goes_on_in_its_turn() {
        let begins = [
            (UtteranceKind::Step, "Toes."),
            (UtteranceKind::Part, "Ready."),
            (UtteranceKind::Line, "Sit."),
            (UtteranceKind::Beat, "curl"),
        ];
        assert_eq!(composed(10, &begins), Some(say("Toes. Ready. Sit.", Turn::AtOnce)));
        assert_eq!(composed(10, &[(UtteranceKind::Line, "Stay.")]), Some(say("Stay.", Turn::After)));
        assert_eq!(
            composed(10, &[(UtteranceKind::Half, "Half-way."), (UtteranceKind::Line, "Stay.")]),
            Some(say("Stay.", Turn::After))
        );
        for (kind, word) in
            [(UtteranceKind::Count, "3"), (UtteranceKind::Breath, "in"), (UtteranceKind::Beat, "curl")]
        {
            assert_eq!(composed(10, &[(kind, word)]), Some(say(word, Turn::Now)));
        }
        assert_eq!(composed(10, &[(UtteranceKind::Pause, "Paused.")]), Some(say("Paused.", Turn::AtOnce)));
        assert_eq!(composed(10, &[(UtteranceKind::Half, "Half-way.")]), None);
        assert_eq!(composed(10, &[]), None);
    }

    #[test]
    fn a_caution_is_said_whole_or_not_at_all() {
        let caution = "Take care: ease off if it tingles.";
        let said = [(UtteranceKind::Part, "Get ready."), (UtteranceKind::Care, caution)];
        assert_eq!(composed(3, &said), Some(say("Get ready.", Turn::AtOnce)));
        assert_eq!(composed(4, &said), Some(say(&format!("Get ready. {caution}"), Turn::AtOnce)));
    }

    #[test]
    fn of_words_that_wait_only_those_are_left_that_still_matter() {
        let say = |text: &str, turn| Order::Do(Words { text: text.to_owned(), turn });
        for (before, (text, turn), wanted) in [
            (say("old", Turn::AtOnce), ("new", Turn::AtOnce), "new AtOnce"),
            (say("old", Turn::After), ("new", Turn::AtOnce), "new AtOnce"),
            (say("one", Turn::AtOnce), ("two", Turn::After), "one two AtOnce"),
            (say("one", Turn::After), ("two", Turn::After), "one two After"),
            (say("one", Turn::AtOnce), ("3", Turn::Now), "one AtOnce"),
            (say("3", Turn::Now), ("2", Turn::Now), "2 Now"),
            (say("3", Turn::Now), ("line", Turn::After), "line After"),
            (Order::Silence(None), ("line", Turn::After), "line AtOnce"),
        ] {
            let left = merged(Some(before), Words { text: text.to_owned(), turn });
            assert_eq!(format!("{} {:?}", left.text, left.turn), wanted);
        }
    }

    #[cfg(unix)]
    #[test]
    fn once_no_program_can_speak_nobody_waits_for_its_words() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().expect("a folder");
        let mute = folder.path().join("mute");
        std::fs::write(&mute, "#!/nowhere/shell\n").expect("a program");
        std::fs::set_permissions(&mute, std::fs::Permissions::from_mode(0o755)).expect("its mode");
        let mut voice = Voice::new(&[mute.to_string_lossy().into_owned()]);
        voice.say("Words.".to_owned(), Turn::AtOnce);
        assert!(matches!(voice.worker, Worker::Running(_)));
        while voice.length() > Duration::ZERO {
            voice.say("Words.".to_owned(), Turn::AtOnce);
        }
    }

    #[test]
    fn a_command_that_is_not_there_is_silence() {
        assert_eq!(examine(&["/nowhere/speaks".to_owned()]), None);
        let mut voice = Voice::new(&["/nowhere/speaks".to_owned()]);
        voice.say("Words.".to_owned(), Turn::AtOnce);
        assert!(matches!(voice.worker, Worker::Unavailable));
        voice.silence();
    }
}
