//! Tells of the next part on the desktop while the terminal is known not to be in front; off unless asked for.

use crate::app::page::Page;
use crate::device::latest::{LatestReceiver, LatestSender, Taken};
use crate::device::notify::{self, Notice, ShownNotice};
use crate::device::worker;
use crate::lines::spoken;
use crate::text::glossary;

/// Whether anybody looks, and what the desktop shows instead.
#[derive(Debug, Default)]
pub(super) struct FocusNotifier {
    /// The terminal has said that it is not in front. One that never says counts as looked at.
    away: bool,
    /// What is to be shown, or that nothing is; a thread of its own, started with the first, sees to it.
    wanted: Option<LatestSender<Option<Notice>>>,
}

impl FocusNotifier {
    /// Hears that the terminal came to the front, or went away from it.
    pub(super) fn see_focus(&mut self, is_there: bool) {
        self.away = !is_there;
        if is_there {
            self.show(None);
        }
    }

    /// Tells what has just begun, if nobody looks.
    pub(super) fn tell(&mut self, page: &Page<'_>) {
        if self.away {
            self.show(notice(page));
        }
    }

    /// Shows something in place of what was shown, or nothing. The desktop may take its time; we do not wait for it, and
    /// what it has not begun to show by the next time it never shows.
    fn show(&mut self, notice: Option<Notice>) {
        if self.wanted.is_none() && notice.is_some() {
            // A desktop that cannot be told leaves the evening as it is.
            let show = |notice: Notice, before| notify::show(&notice, before).ok();
            let close = |shown: ShownNotice| shown.close();
            self.wanted = worker::spawn("unfocused", move |wanted| follow(wanted, show, close)).ok();
        }
        if let Some(wanted) = &self.wanted {
            wanted.give(|_| notice);
        }
    }
}

/// Shows what is wanted, one after the other.
fn follow<S>(
    wanted: &LatestReceiver<Option<Notice>>,
    mut show: impl FnMut(Notice, Option<S>) -> Option<S>,
    mut close: impl FnMut(S),
) {
    let mut shown = None;
    loop {
        match (wanted.take(None), shown.take()) {
            (Taken::Order(Some(notice)), before) => shown = show(notice, before),
            (Taken::Order(None), before) => before.into_iter().for_each(&mut close),
            (Taken::Nothing, before) => shown = before,
            (Taken::Closed, _) => return,
        }
    }
}

/// What the desktop is to say of a page; only parts of the evening are worth it.
fn notice(page: &Page<'_>) -> Option<Notice> {
    let (title, body) = if let Some(step) = &page.step {
        (step.title.to_owned(), step.heading())
    } else {
        let said = spoken::good_night(page)?;
        let done = said.strip_prefix(glossary::GOOD_NIGHT).unwrap_or(&said);
        (glossary::GOOD_NIGHT.trim_end_matches('.').to_owned(), done.trim_start().to_owned())
    };
    Some(Notice { title, body, buttons: Vec::new(), on_click: None, hint: String::new(), quiet: true })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::latest::latest;

    #[test]
    fn who_comes_back_finds_nothing_that_is_shown_late() {
        let notice = |title: &str| Notice {
            title: title.to_owned(),
            body: String::new(),
            buttons: Vec::new(),
            on_click: None,
            hint: String::new(),
            quiet: true,
        };
        let (sender, receiver) = latest();
        sender.give(|_| Some(notice("first")));
        let mut sender = Some(sender);
        let (mut shown, mut closed) = (Vec::new(), Vec::new());
        let show = |new: Notice, _: Option<String>| {
            // While the desktop takes its time, the next part begins and somebody comes back.
            if let Some(sender) = sender.take() {
                sender.give(|_| Some(notice("next")));
                sender.give(|_| None);
            }
            shown.push(new.title.clone());
            Some(new.title)
        };
        follow(&receiver, show, |title| closed.push(title));
        assert_eq!((shown, closed), (vec!["first".to_owned()], vec!["first".to_owned()]));
    }
}
