//! A voice: says what one does next, for someone whose eyes are closed, through a program that can speak.
//!
//! [`Voice::follow`] never waits and never fails: a thread of its own, started with the first words, runs one program
//! at a time. What begins cuts off what was being said, so however often someone presses next, only the newest is
//! spoken. Without a program that speaks there is silence; [`examine`] says so.

mod speaker;

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use crate::app::page::Page;
use crate::device::latest::{LatestReceiver, LatestSender, Taken, latest};
use crate::device::shutdown::{self, SILENCING};
use crate::lines::spoken::{self, Moment, Utterance, UtteranceKind};
use crate::session::{Readout, StepView};
use speaker::Speaker;

/// The voice of one evening.
#[derive(Debug)]
pub struct Voice {
    /// The person's own command; empty tries those that are there.
    command: Vec<String>,
    line: Line,
    /// What the last words were about.
    told: Option<Moment>,
    /// The warning that stands there, as it was said.
    warned: Option<String>,
    /// Whether another screen has made it hold its tongue.
    quiet: bool,
    /// How long the last words take, about.
    last: Duration,
}

/// The way to the thread that speaks.
#[derive(Debug)]
enum Line {
    /// Nothing was to be said yet.
    Unused,
    /// There is no program that speaks.
    Cut,
    Open(Arc<LatestSender<Order>>),
}

/// What the thread that speaks is asked for.
#[derive(Debug)]
enum Order {
    /// To say something, once it may.
    Say(String, Turn),
    /// Silence; whoever waits for it hears of it as the end of this.
    Silence(Option<Sender<()>>),
}

/// When something may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// At once, in place of what is being said.
    AtOnce,
    /// After what is being said.
    After,
    /// Now or never: it is about this moment.
    Now,
}

/// A program that cannot speak has said so by then.
const SETTLING: Duration = Duration::from_millis(300);
/// How often to look whether something has been said to its end, while something waits for that.
const GLANCE: Duration = Duration::from_millis(50);
/// Letters that a calm voice says in a second; about 150 words a minute.
const PACE: usize = 14;

impl Voice {
    /// Returns a voice that speaks through `command`, or through a program that is there if that is empty. Looks for
    /// nothing and starts nothing.
    pub fn new(command: &[String]) -> Voice {
        Voice {
            command: command.to_vec(),
            line: Line::Unused,
            told: None,
            warned: None,
            quiet: true,
            last: Duration::ZERO,
        }
    }

    /// Says what is new on the page.
    pub fn follow(&mut self, page: &Page<'_>) {
        let warning = page.warning.as_deref().map(str::to_owned);
        if let Some(step) = &page.step {
            self.quiet = false;
            let is_new = warning != self.warned;
            if is_new && warning.is_none() {
                // It was taken back, so the question counts again.
                self.told = self.told.take().and_then(Moment::covered);
            }
            let said = spoken::news(self.told.as_ref(), step);
            self.told = Some(Moment::of(step));
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
            if self.told.take().is_some() {
                self.say(last_words, Turn::AtOnce);
            }
        } else if !std::mem::replace(&mut self.quiet, true) {
            self.told = self.told.take().and_then(Moment::covered);
            match warning {
                // What ended the evening has to be heard with closed eyes too.
                Some(warning) => self.say(warning, Turn::AtOnce),
                None => _ = self.give(Order::Silence(None)),
            }
        }
    }

    /// Sees that nothing is said any more before the program stops. Waits for that, but hardly.
    pub fn silence(&self) {
        if let Line::Open(sender) = &self.line {
            let _ = silenced(sender).recv_timeout(SILENCING);
        }
    }

    fn say(&mut self, text: String, turn: Turn) {
        if matches!(self.line, Line::Unused) {
            self.line = Line::open(speaker::all(&self.command));
        }
        let seconds = text.len().div_ceil(PACE) as u64;
        let is_given = self.give(Order::Say(text, turn));
        self.last = Duration::from_secs(if is_given { seconds } else { 0 });
    }

    /// Returns how long a calm voice takes for the last words; nothing if nobody says them.
    pub fn length(&self) -> Duration {
        self.last
    }

    fn give(&self, order: Order) -> bool {
        let Line::Open(sender) = &self.line else { return false };
        sender.give(|before| match before {
            Some(before) => before.then(order),
            None => order,
        })
    }
}

impl Drop for Voice {
    fn drop(&mut self) {
        shutdown::give_way();
        self.silence();
    }
}

/// Asks for silence; the end of what this returns tells of it.
fn silenced(sender: &LatestSender<Order>) -> Receiver<()> {
    let (tell, told) = mpsc::channel();
    sender.give(|_| Order::Silence(Some(tell)));
    told
}

/// Returns what of `said` is to be spoken, and when.
fn compose(said: &[Utterance], glance: &StepView<'_>) -> Option<(String, Turn)> {
    let begins = said.iter().any(|said| match said.kind {
        UtteranceKind::Step | UtteranceKind::Part | UtteranceKind::Pause | UtteranceKind::Asked => true,
        UtteranceKind::Line
        | UtteranceKind::Care
        | UtteranceKind::Half
        | UtteranceKind::Count
        | UtteranceKind::Beat
        | UtteranceKind::Breath => false,
    });
    let mut text = String::new();
    for said in said {
        let is_wanted = match said.kind {
            UtteranceKind::Step
            | UtteranceKind::Part
            | UtteranceKind::Pause
            | UtteranceKind::Asked
            | UtteranceKind::Line => true,
            // Half a warning is worse than one to be read later.
            UtteranceKind::Care => text.len() + said.text.len() <= room(glance),
            UtteranceKind::Half | UtteranceKind::Count | UtteranceKind::Beat | UtteranceKind::Breath => false,
        };
        if is_wanted {
            text.extend([if text.is_empty() { "" } else { " " }, &said.text]);
        }
    }
    match said {
        _ if !text.is_empty() => Some((text, if begins { Turn::AtOnce } else { Turn::After })),
        [said] if said.kind != UtteranceKind::Half => Some((said.text.clone(), Turn::Now)),
        _ => None,
    }
}

/// How many letters can be said before this part ends.
fn room(glance: &StepView<'_>) -> usize {
    match glance.face {
        Readout::Count { left, .. } => usize::try_from(left).unwrap_or(usize::MAX).saturating_mul(PACE),
        Readout::Reps { .. } | Readout::Breath(_) => 0,
        Readout::Clot | Readout::Check(_) | Readout::Wait => usize::MAX,
    }
}

impl Order {
    /// Returns what is left to do of two orders, neither of which has been fetched.
    fn then(self, next: Order) -> Order {
        match (self, next) {
            (Order::Silence(_), Order::Say(text, _)) => Order::Say(text, Turn::AtOnce),
            (Order::Say(before, turn @ (Turn::AtOnce | Turn::After)), Order::Say(text, Turn::After)) => {
                Order::Say(format!("{before} {text}"), turn)
            }
            (before @ Order::Say(_, Turn::AtOnce | Turn::After), Order::Say(_, Turn::Now)) => before,
            (_, next) => next,
        }
    }
}

impl Line {
    /// Starts the thread that speaks through the first of `speakers` that can.
    fn open(speakers: Vec<Speaker>) -> Line {
        if speakers.is_empty() {
            return Line::Cut;
        }
        let (sender, receiver) = latest();
        let sender = Arc::new(sender);
        let still_there = Arc::downgrade(&sender);
        shutdown::at_the_end(move || still_there.upgrade().map(|sender| silenced(&sender)));
        let mouth = Mouth { speakers, next: String::new(), said: String::new() };
        match thread::Builder::new().name("voice".to_owned()).spawn(move || mouth.speak(&receiver)) {
            Ok(_) => Line::Open(sender),
            Err(_) => Line::Cut,
        }
    }
}

/// The thread that speaks.
struct Mouth {
    /// What is left to speak through, the best first.
    speakers: Vec<Speaker>,
    /// What is to be said after what is being said.
    next: String,
    /// What is being said, until it is known that the program can say anything.
    said: String,
}

impl Mouth {
    fn speak(mut self, receiver: &LatestReceiver<Order>) {
        while let Some(speaker) = self.speakers.first_mut() {
            let wait = match (self.next.is_empty(), self.said.is_empty()) {
                (false, _) => Some(GLANCE),
                (true, false) => Some(SETTLING),
                (true, true) => None,
            };
            match receiver.take(wait) {
                Taken::Order(Order::Silence(_tell)) => {
                    speaker.silence();
                    self.next.clear();
                    self.said.clear();
                }
                Taken::Order(Order::Say(text, turn)) => match (turn, speaker.is_speaking()) {
                    (Turn::AtOnce, _) | (Turn::After | Turn::Now, false) => {
                        let rest = std::mem::take(&mut self.next);
                        self.say(if turn == Turn::After { join(rest, &text) } else { text });
                    }
                    (Turn::After, true) => self.next = join(std::mem::take(&mut self.next), &text),
                    (Turn::Now, true) => {}
                },
                Taken::Nothing if speaker.has_failed() => {
                    self.speakers.remove(0);
                    let said = std::mem::take(&mut self.said);
                    self.say(said);
                }
                Taken::Nothing => {
                    self.said.clear();
                    if !self.next.is_empty() && !speaker.is_speaking() {
                        let next = std::mem::take(&mut self.next);
                        self.say(next);
                    }
                }
                Taken::Closed => return,
            }
        }
    }

    /// Says a text with the first that can be started, in place of what is being said.
    fn say(&mut self, text: String) {
        while let Some(speaker) = self.speakers.first_mut() {
            if speaker.say(&text).is_ok() {
                self.said = text;
                return;
            }
            self.speakers.remove(0);
        }
    }
}

fn join(before: String, text: &str) -> String {
    if before.is_empty() { text.to_owned() } else { before + " " + text }
}

/// Returns through what a voice would speak here: `command`, or a program that is there if that is empty.
pub fn examine(command: &[String]) -> Option<String> {
    speaker::all(command).first().map(|speaker| speaker.name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

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
        Readout::Count { word: "Get ready", left, of: left, work: false }
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
        let say = |text: &str, turn| Order::Say(text.to_owned(), turn);
        let left = |order: Order| match order {
            Order::Say(text, turn) => format!("{text} {turn:?}"),
            Order::Silence(_) => "hush".to_owned(),
        };
        for (before, next, wanted) in [
            (say("old", Turn::AtOnce), say("new", Turn::AtOnce), "new AtOnce"),
            (say("old", Turn::After), say("new", Turn::AtOnce), "new AtOnce"),
            (say("one", Turn::AtOnce), say("two", Turn::After), "one two AtOnce"),
            (say("one", Turn::After), say("two", Turn::After), "one two After"),
            (say("one", Turn::AtOnce), say("3", Turn::Now), "one AtOnce"),
            (say("3", Turn::Now), say("2", Turn::Now), "2 Now"),
            (say("3", Turn::Now), say("line", Turn::After), "line After"),
            (say("one", Turn::AtOnce), Order::Silence(None), "hush"),
            (Order::Silence(None), say("line", Turn::After), "line AtOnce"),
        ] {
            assert_eq!(left(before.then(next)), wanted);
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
        assert!(matches!(voice.line, Line::Open(_)));
        while voice.length() > Duration::ZERO {
            voice.say("Words.".to_owned(), Turn::AtOnce);
        }
    }

    #[test]
    fn a_command_that_is_not_there_is_silence() {
        assert_eq!(examine(&["/nowhere/speaks".to_owned()]), None);
        let mut voice = Voice::new(&["/nowhere/speaks".to_owned()]);
        voice.say("Words.".to_owned(), Turn::AtOnce);
        assert!(matches!(voice.line, Line::Cut));
        voice.silence();
    }
}
