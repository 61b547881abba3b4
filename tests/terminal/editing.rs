//! Mending a routine: the question that follows an editor which left a mistake.

use common::Home;
use common::window::{Opening, winddown};

const WRONG: &str = "name = \"Mine\"\n\n[[step]]\nname = \"Lie\"\nhold = 30\n";

/// Returns `routine edit` with an editor that mends one thing each time it is opened.
fn edit(home: &Home) -> Opening<'_> {
    home.write("config/routines/mine.toml", WRONG);
    home.write(
        "editor",
        "sed -e 's/= 30$/= \"30\"/;t' -e 's/\"30\"/\"30s\"/' \"$1\" > new; cat new > \"$1\"\n",
    );
    let opening = winddown(home).arguments(&["routine", "edit", "mine"]);
    opening.variable("PATH", "/usr/bin:/bin").variable("VISUAL", "sh ./editor")
}

#[test]
fn whoever_goes_back_in_can_mend_it() {
    let home = Home::new();
    let mut window = edit(&home).open();
    window.shows(&["the length `30` has no unit", "hold = \"30\"", "Go back in and mend it? [Y/n]"]);
    window.command("");
    assert!(window.ends().success());
    window.shows(&["mine.toml: good, Mine, 40 s"]);
}

#[test]
fn whoever_has_had_enough_keeps_the_file_as_it_is() {
    let home = Home::new();
    let mut window = edit(&home).open();
    window.shows(&["Go back in and mend it? [Y/n]"]);
    window.command("n");
    assert_eq!(window.ends().exit_code(), 1);
    window.shows(&["is kept as it is, with its mistakes"]);
    let kept = std::fs::read_to_string(home.path().join("config/routines/mine.toml"));
    assert_eq!(kept.ok(), Some(WRONG.replace("30", "\"30\"")));
}
