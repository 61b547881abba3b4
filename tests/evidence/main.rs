//! Nothing that the evidence says is lost: where each of its items lives.
//!
//! The project began with two articles on night leg cramps, A with 37 items and B with 63. Every item has a place in
//! the program, in words no stronger than the evidence for it. What was corrected and added since stands in
//! [`corrections`]. These tables name the places and the words; the test finds them in what the program really shows.
//! What nobody may read anywhere stands in [`claims`].

use std::collections::BTreeSet;

use winddown::testing::health::body::{Day, KnownRelief, Muscle};
use winddown::testing::health::safety::Risk;
use winddown::testing::health::signs::Sign;

mod claims;
mod corrections;
mod shown;

/// Where an item lives, and words that stand there.
enum Place {
    /// A page.
    Page(&'static str, &'static str),
    /// A move.
    Move(&'static str, &'static str),
    /// What a move or a breathing pattern rests on.
    Rests(&'static str, &'static str),
    /// A routine, and a step of it with its dose.
    Step(&'static str, &'static str, &'static str),
    /// A warning sign: its number, and words of when it holds or what it says.
    Rule(&'static str, &'static str),
    /// An item of the bedroom checklist.
    Bedroom(&'static str, &'static str),
    /// A breathing pattern: its name, or what is said about it.
    Breath(&'static str, &'static str),
    /// Something that the diary asks about the day before a night.
    Day(Day, &'static str),
    /// Something that the diary knows as helping.
    Relief(KnownRelief, &'static str),
    /// A muscle that can be told during a cramp.
    Muscle(Muscle, &'static str),
    /// A question before the first evening.
    Risk(Risk, &'static str),
    /// Something that can be ticked in the diary and during a cramp.
    Sign(Sign, &'static str),
    /// Something that the look at water says.
    Water(&'static str),
    /// What `winddown diary trial` says.
    Trial(&'static str),
    /// What the page for an appointment asks.
    Report(&'static str),
    /// A question before the first evening that is no answer to keep, or what follows from one.
    Asked(&'static str),
    /// Nowhere: words that no text holds any more.
    Gone(&'static str),
}

use Place::{Bedroom, Breath, Move, Page, Relief, Rule, Step};

const A: &[(&str, &[Place])] = &[
    ("A01", &[Page("causes", "sudden, sharp, twisting pain that wakes you")]),
    ("A02", &[Page("causes", "They also blame dehydration")]),
    ("A03", &[Page("food", "Cramps are often said to show a shortage of something. That is seldom shown.")]),
    (
        "A04",
        &[
            Page("cramp-or-not", "calf pain that comes with walking"),
            Rule("RF16", "This may not be a cramp."),
        ],
    ),
    ("A05", &[Page("calm", "Tension is said to build up and trigger cramps.")]),
    ("A06", &[Page("causes", "common at any age")]),
    ("A07", &[Page("cramp", "Most cramps ease within minutes.")]),
    ("A08", &[Page("cramp", "Soreness for up to a day is common."), Rule("RF9", "sore for more than a day")]),
    ("A09", &[Page("causes", "dehydration, blood flow, food and stress")]),
    ("A10", &[Page("magnesium", "Magnesium helps muscles relax and nerves signal.")]),
    ("A11", &[Page("magnesium", "often called the leading culprit")]),
    (
        "A12",
        &[Page(
            "magnesium",
            "almonds, cashews, pumpkin seeds, beans, whole grains, spinach and other leafy greens",
        )],
    ),
    ("A13", &[Page("magnesium", "Tablets can upset the gut and cause diarrhoea.")]),
    ("A14", &[Page("magnesium", "Ask a doctor or pharmacist about a dose first.")]),
    ("A15", &[Page("food", "Vitamin D helps the body use calcium.")]),
    (
        "A16",
        &[Page(
            "food",
            "You make less in cold months and where the sun is low. Too much sun harms the skin.",
        )],
    ),
    ("A17", &[Page("food", "Salmon, sardines, fortified milk, and mushrooms")]),
    ("A18", &[Page("food", "Adults need 600 IU a day, and 800 over 70")]),
    (
        "A19",
        &[Page("water", "Ten men lost 3 % of their weight as water. Their muscles cramped no more easily.")],
    ),
    ("A20", &[Page("water", "If you eat a lot of fibre, have one glass more.")]),
    ("A21", &[Page("water", "Eight glasses of 250 ml are 2 litres")]),
    ("A22", &[Page("water", "You need more on hot or active days")]),
    (
        "A23",
        &[Page(
            "water",
            "Drinking is often said to help energy and circulation. It is not a known remedy for cramps.",
        )],
    ),
    (
        "A24",
        &[
            Step("classic", "Wall calf stretch", "30 s × 2 each leg"),
            Page("stretching", "before sleep may make"),
        ],
    ),
    (
        "A25",
        &[
            Move("ball-wall-calf", "Put the ball of your {side} foot up on the wall."),
            Move("ball-wall-calf", "toward the wall"),
        ],
    ),
    (
        "A26",
        &[
            Step("quick", "Wall calf stretch", "15 s × 2 each leg, in turn"),
            Page("stretching", "`quick` holds 15"),
        ],
    ),
    ("A27", &[Step("full", "Ball-of-foot wall stretch", "15 s × 3 each leg")]),
    (
        "A28",
        &[
            Step("full", "Calf massage", "1 min each leg"),
            Page("stretching", "Massage, ankle circles and toe curls are untested"),
        ],
    ),
    (
        "A29",
        &[
            Move("thigh-massage", "Press with thumbs and palms"),
            Move("calf-massage", "Pause on tight spots. Press firmly, but don't let it hurt."),
        ],
    ),
    ("A30", &[Move("calf-massage", "Tender at first is common. It should feel lighter, not sorer.")]),
    ("A31", &[Page("calm", "a flow blocked at night. That is a belief, not a known mechanism.")]),
    ("A32", &[Page("calm", "many report relief after several sessions")]),
    ("A33", &[Page("calm", "Which causes which is not known.")]),
    ("A34", &[Page("calm", "Meditation"), Move("body-scan", "Let your calves sink.")]),
    (
        "A35",
        &[
            Breath("longer-out", "To help you wind down: in for 4, out for 6"),
            Page("calm", "mindful breathing"),
        ],
    ),
    ("A36", &[Page("calm", "light evening yoga")]),
    (
        "A37",
        &[
            Step("full", "Calf massage", "1 min each leg"),
            Step("full", "Water", ""),
            Step("full", "Slow breathing: in for 4, out for 6", "30 breaths"),
        ],
    ),
];

const B: &[(&str, &[Place])] = &[
    ("B01", &[Page("causes", "In the US, about 30 in 100 adults have some. About 6 in 100")]),
    (
        "B02",
        &[
            Page("causes", "mostly in the calf, and sometimes in the foot or the thigh"),
            Place::Muscle(Muscle::Foot, "foot"),
            Place::Muscle(Muscle::BackOfThigh, "back of thigh"),
        ],
    ),
    ("B03", &[Page("causes", "more common after 50")]),
    ("B04", &[Page("causes", "long sitting"), Place::Day(Day::Sitting, "long sitting")]),
    ("B05", &[Page("causes", "lying still"), Bedroom("move-about", "change position when you wake")]),
    ("B06", &[Page("medicines", "Water tablets: 1.47."), Rule("RF12", "Do not stop a prescribed medicine")]),
    ("B07", &[Page("medicines", "Statins: only 1.16, a small difference.")]),
    (
        "B08",
        &[Page(
            "medicines",
            "Some other blood-pressure medicines, such as beta blockers, are named as well.",
        )],
    ),
    ("B09", &[Page("causes", "Diabetes and nerve disorders"), Rule("RF15", "Diabetes")]),
    ("B10", &[Page("causes", "kidney disease"), Rule("RF15", "kidney")]),
    ("B11", &[Page("causes", "artery disease of the legs"), Rule("RF15", "artery disease")]),
    ("B12", &[Page("causes", "nerve disorders belong on the list"), Rule("RF15", "nerve")]),
    (
        "B13",
        &[
            Page("causes", "pregnancy, above all its last third"),
            Place::Risk(Risk::Pregnancy, "Pregnant"),
            Step("seated", "Towel calf stretch", "20 s × 2 each leg"),
        ],
    ),
    (
        "B14",
        &[
            Page("exercise", "Muscles tired from overuse are a likely cause."),
            Place::Day(Day::Hard, "hard or long activity"),
        ],
    ),
    (
        "B15",
        &[
            Page("exercise", "After a sudden change of activity, build up slowly."),
            Place::Day(Day::New, "new kind of activity"),
        ],
    ),
    ("B16", &[Page("water", "Proof that it prevents night cramps is thin")]),
    ("B17", &[Page("magnesium", "Magnesium helps muscles relax and nerves signal.")]),
    (
        "B18",
        &[
            Page("food", "Potassium helps muscles tighten and let go"),
            Page("food", "ask before you take potassium tablets or salt substitutes"),
        ],
    ),
    (
        "B19",
        &[
            Page("food", "Calcium helps muscles move and nerves signal."),
            Page("food", "inconsistent results"),
        ],
    ),
    (
        "B20",
        &[Page(
            "food",
            "If a test shows a shortage, have it treated. Don't expect that to stop your cramps.",
        )],
    ),
    ("B21", &[Page("food", "A balanced diet comes first. Take supplements only if advised.")]),
    ("B22", &[Page("cramp", "Act at once")]),
    ("B23", &[Page("cramp", "A gentle stretch of the cramped muscle is the main remedy.")]),
    (
        "B24",
        &[
            Step("cramp", "Toes to shin", "30 s × 3"),
            Move("toes-to-shin", "Pull your toes slowly toward your shin."),
            Relief(KnownRelief::ToesToShin, "toes to shin"),
        ],
    ),
    (
        "B25",
        &[
            Step("cramp", "Rub the muscle", "1 min"),
            Move("rub", "Rub firm, slow circles."),
            Relief(KnownRelief::Rubbed, "rubbed it"),
        ],
    ),
    (
        "B26",
        &[
            Move("heat", "a pad, a cloth or a shower"),
            Page("cramp", "try warmth or cold, as you like"),
            Relief(KnownRelief::Heat, "warmth"),
        ],
    ),
    ("B27", &[Step("cramp", "Walk it off", "2 min"), Relief(KnownRelief::Walked, "walked")]),
    (
        "B28",
        &[
            Step("cramp", "Stand on the sore leg", "30 s × 2"),
            Move("stand-on-leg", "Shift your weight gently"),
            Relief(KnownRelief::Stood, "stood on it"),
        ],
    ),
    (
        "B29",
        &[Move("cold", "New swelling needs checking, not just icing."), Relief(KnownRelief::Cold, "cold")],
    ),
    ("B30", &[Page("water", "Drink steadily through the day")]),
    ("B31", &[Page("water", "Six to eight cups or glasses")]),
    ("B32", &[Page("water", "You need more on hot or active days")]),
    ("B33", &[Page("exercise", "walking, swimming, cycling")]),
    (
        "B34",
        &[
            Page("exercise", "keep the last hour easy"),
            Bedroom("easy-last-hour", "Hard exercise is better earlier"),
        ],
    ),
    (
        "B35",
        &[
            Bedroom("feet-over-edge", "feet over the mattress end"),
            Move("settle", "On your side: keep your ankles relaxed, not pointed."),
        ],
    ),
    ("B36", &[Bedroom("light-blanket", "Keep heavy blankets off your toes")]),
    ("B37", &[Bedroom("feet-neutral", "so they don't point down")]),
    (
        "B38",
        &[
            Bedroom("loose-covers", "covers loose at the foot end"),
            Move("settle", "covers loose over your feet"),
        ],
    ),
    ("B39", &[Page("stretching", "Stretching calves and hamstrings before sleep")]),
    (
        "B40",
        &[
            Step("classic", "Wall calf stretch", "30 s × 2 each leg"),
            Move("wall-calf", "about an arm's length away"),
            Move("wall-calf", "your heel down."),
        ],
    ),
    (
        "B41",
        &[
            Step("classic", "Seated hamstring stretch", "30 s × 2 each leg"),
            Move("seated-hamstring", "toward your toes"),
        ],
    ),
    ("B42", &[Page("stretching", "We hold 30 seconds twice")]),
    ("B43", &[Step("full", "Wall calf stretch", "30 s × 3 each leg")]),
    ("B44", &[Step("classic", "Ankle circles", "10 each way, each foot")]),
    (
        "B45",
        &[
            Step("classic", "Toe curls and lifts", "8 times"),
            Move("toe-curls", "Foot cramps often? Only lift your toes."),
        ],
    ),
    ("B46", &[Page("stretching", "Keep going on nights without cramps too")]),
    (
        "B47",
        &[
            Rule("RF8", "Cramps on 3 or more nights in any 7"),
            Page("questions", "When cramps come several nights a week"),
        ],
    ),
    ("B48", &[Rule("RF14", "No better after 6 weeks"), Page("questions", "last long, or cost you sleep")]),
    ("B49", &[Rule("RF11", "slow weakness"), Place::Sign(Sign::SlowWeakness, "slow weakness")]),
    (
        "B50",
        &[
            Rule("RF4", "severe pain that does not settle"),
            Place::Sign(Sign::NotEasing, "severe pain that still has not eased"),
        ],
    ),
    ("B51", &[Rule("RF3", "One leg swollen"), Place::Sign(Sign::Swollen, "One leg swollen")]),
    ("B52", &[Rule("RF3", "red, darker")]),
    ("B53", &[Rule("RF2", "cold, pale, blue"), Place::Sign(Sign::ColdLeg, "cold, pale, blue")]),
    ("B54", &[Rule("RF10", "Cramps are costing you sleep.")]),
    ("B55", &[Rule("RF13", "no clear reason"), Place::Sign(Sign::OutOfTheBlue, "start suddenly")]),
    ("B56", &[Rule("RF9", "These cramps sound very painful."), Rule("RF4", "longer than 10 minutes")]),
    (
        "B57",
        &[Rule("RF5", "Fever, spreading redness"), Place::Sign(Sign::Infection, "Fever, spreading redness")],
    ),
    (
        "B58",
        &[
            Page("medicines", "A suspected side effect is worth a prompt call."),
            Place::Sign(Sign::MedicineChange, "medicine change"),
        ],
    ),
    (
        "B59",
        &[
            Rule("RF14", "A doctor can look for causes and options."),
            Page("questions", "when self-care does not help"),
        ],
    ),
    ("B60", &[Rule("RF15", "Tell your doctor or midwife"), Place::Sign(Sign::Condition, "Diabetes")]),
    ("B61", &[Page("medicines", "Ask a pharmacist or doctor to look through your medicines.")]),
    ("B62", &[Rule("RF6c", "New weakness"), Place::Sign(Sign::SuddenWeakness, "New weakness")]),
    ("B63", &[Page("causes", "Such conditions need treatment of their own.")]),
];

#[test]
fn there_are_a_hundred() {
    for (list, letter, count) in [(A, 'A', 37), (B, 'B', 63)] {
        let ids: Vec<_> = list.iter().map(|(id, _)| (*id).to_owned()).collect();
        assert_eq!(ids, (1..=count).map(|n| format!("{letter}{n:02}")).collect::<Vec<_>>());
    }
}

#[test]
fn every_item_is_where_it_should_be() {
    let all = || A.iter().chain(B).chain(corrections::K);
    let mut missing = Vec::new();
    for (id, places) in all() {
        assert!(!places.is_empty(), "{id} has no place");
        missing.extend(places.iter().filter_map(|place| Some(format!("{id}: {}", shown::missing(place)?))));
    }
    assert!(missing.is_empty(), "{missing:#?}");
    assert_eq!(all().map(|(id, _)| id).collect::<BTreeSet<_>>().len(), all().count(), "an id stands twice");
}
