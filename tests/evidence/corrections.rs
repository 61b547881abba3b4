//! What was corrected and added in November 2026: K1, K2 and K5 as far as they are words, K3 and K4.

use winddown::testing::health::safety::Risk as Told;
use winddown::testing::health::signs::Sign as Which;

use super::Place::{self, Asked, Bedroom, Gone, Move, Page, Report, Rests, Risk, Rule, Sign, Trial, Water};

/// Every correction that is made of words, with its places.
pub(crate) const K: &[(&str, &[Place])] = &[
    // K1: warning signs.
    (
        "K1 RF3",
        &[
            Rule("RF3", "throbbing"),
            Rule("RF3", "standing or walking"),
            Rule("RF3", "hard, sore veins"),
            Sign(Which::Throbbing, "throbs"),
        ],
    ),
    ("K1 RF4", &[Rule("RF4 eased", "worth a visit"), Rule("RF4", "Get medical help right away")]),
    (
        "K1 RF6 one side",
        &[Rule("RF6a", "one side of the body"), Rule("RF6a", "speaking"), Rule("RF6a", "emergency number")],
    ),
    (
        "K1 RF6 the nerves of the spine",
        &[
            Rule("RF6b", "genitals or inner thighs"),
            Rule("RF6b", "both legs"),
            Rule("RF6b", "emergency department now"),
            Rule("RF6c", "with back pain"),
        ],
    ),
    ("K1 RF7", &[Rule("RF7", "statin"), Rule("RF7", "before your next dose")]),
    ("K1 RF8", &[Rule("RF8", "3 or more nights in any 7")]),
    ("K1 RF9", &[Rule("RF9", "sore for more than a day")]),
    ("K1 RF10", &[Rule("RF10", "nights with cramp")]),
    ("K1 RF11", &[Rule("RF11", "twitching"), Sign(Which::SlowWeakness, "twitching")]),
    ("K1 RF12", &[Rule("RF12", "new, back, or clearly worse")]),
    ("K1 RF14", &[Rule("RF14", "severity")]),
    (
        "K1 RF19",
        &[
            Rule("RF19", "leg hangs down"),
            Rule("RF19", "does not heal"),
            Rule("RF19", "A cramp in the calf alone is not"),
        ],
    ),
    ("K4 warning rules", &[Gone("on a mirror")]),
    (
        "K1 what raises the risk of a clot",
        &[
            Page(
                "cramp-or-not",
                "A recent operation, a long journey, pregnancy, cancer or oestrogen raises the risk.",
            ),
            Page("pregnancy", "Pregnancy raises the risk of a clot."),
        ],
    ),
    (
        "K1 blocked arteries that threaten the limb",
        &[
            Page("cramp-or-not", "Pain in the foot at night that eases when the leg hangs down?"),
            Page("cramp-or-not", "a sore on the foot that does not heal? Get help today."),
            Page("cramp-or-not", "A cramp in the calf alone is not this sign."),
        ],
    ),
    (
        "K1 statins and dark urine",
        &[
            Page(
                "medicines",
                "On a statin, with dark pee, weakness or bad muscle pain? Call for medical help today.",
            ),
            Page("medicines", "Ask before you take the next dose."),
            Page("medicines", "Otherwise, do not stop a prescribed medicine on your own."),
            Rule("RF7", "Brown or cola-coloured urine"),
        ],
    ),
    ("K1 a swollen leg holds stretching and rubbing", &[Rule("RF3", "Do not massage or stretch that calf")]),
    // K2: who must not be offered what.
    (
        "K2 on the side from 28 weeks",
        &[
            Page("pregnancy", "From 28 weeks on, go to sleep on your side. Rest on your side as well."),
            Page("pregnancy", "Research links going to sleep on your back with stillbirth."),
            Page("sources", "healthed.govt.nz, HE2550"),
            Rests("settle", "HE2550"),
            Move("settle", "settle on your side"),
        ],
    ),
    (
        "K2 pregnancy: no firm rubbing, the seated evening, no held breath",
        &[
            Page("pregnancy", "Don't rub the muscle firmly."),
            Page("pregnancy", "use the seated evening, after asking your midwife or doctor"),
            Page("pregnancy", "never hold your breath"),
        ],
    ),
    (
        "K2 a limit on fluid",
        &[
            Page(
                "water",
                "Has a doctor limited how much you drink? That limit beats everything on this page.",
            ),
            Page("water", "With heart or kidney disease, ask how much is right for you."),
            Page("water", "That holds unless a doctor has limited how much you drink."),
            Page("questions", "Drink enough, unless a doctor has limited how much you drink."),
            Page("remedies", "Leave it if you have to limit salt or fluid."),
            Water("You have reached the limit you set with your care team."),
        ],
    ),
    (
        "K2 a clot now and a clot in the past",
        &[
            Asked("One leg swollen, hot, red or very tender, or a clot being checked"),
            Risk(Told::ClotPast, "A blood clot in the past"),
            Asked("Massage is left out after a blood clot. Ask your clinician about it."),
            Asked("Press y for yes or n for no."),
        ],
    ),
    ("K2 surgery or injury", &[Asked("unless your surgeon or physiotherapist agrees")]),
    ("K2 numb feet and baths", &[Bedroom("warm-bath", "elbow")]),
    ("K2 the side in the bedroom list", &[Bedroom("side-in-pregnancy", "go to sleep on your side")]),
    (
        "K2 heart, kidney and fluid",
        &[
            Risk(Told::HeartOrKidney, "Heart or kidney disease"),
            Asked("A doctor has told me to limit how much I drink"),
        ],
    ),
    (
        "K2 blood thinners",
        &[
            Gone("go light on blood thinners"),
            Move("calf-massage", "If you take blood thinners, press lightly."),
            Move("thigh-massage", "If you take blood thinners, press lightly."),
        ],
    ),
    // K3: what is known.
    (
        "K3 vitamin K2",
        &[
            Page(
                "remedies",
                "199 people aged 65 and over took K2 or dummy capsules. The dose was 180 µg a day.",
            ),
            Page("remedies", "from 2.60 to 0.96 a week"),
            Page("remedies", "from 2.71 to 3.63, which is unusual"),
            Page("remedies", "People on water tablets or warfarin-like medicines were left out."),
            Page("remedies", "It is one trial, not yet repeated."),
            Page("remedies", "Never take K2 without asking your doctor."),
            Page("medicines", "On a medicine like warfarin? Ask your doctor before you take vitamin K2."),
            Page("sources", "pubmed.ncbi.nlm.nih.gov/39466236"),
        ],
    ),
    (
        "K3 magnesium",
        &[
            Page("magnesium", "Most found little or nothing; one found a small gain."),
            Page(
                "magnesium",
                "In a trial with 94 adults, magnesium oxide did no better than dummy capsules.",
            ),
            Page("magnesium", "went down by 3.4 in 60 days. On dummy capsules they went down by 2.6."),
            Page("sources", "pubmed.ncbi.nlm.nih.gov/28241153"),
            Page("sources", "s12937-021-00747-9"),
        ],
    ),
    (
        "K3 quinine",
        &[
            Page("remedies", "In the UK it is not a routine treatment."),
            Page("remedies", "A doctor may try it for four weeks"),
            Page("remedies", "If it does no good, it is stopped."),
            Page("remedies", "The FDA in the US warns of blood reactions that can kill."),
            Page("remedies", "Bruises or bleeding while you take it? Call your doctor at once."),
            Page("medicines", "Don't take quinine for cramps on your own"),
        ],
    ),
    (
        "K3 how long to hold",
        &[
            Page("stretching", "Advice on how long to hold differs widely."),
            Page(
                "stretching",
                "The NHS says 2 or 3 seconds, repeated for 5 minutes. Do that three times a day.",
            ),
            Page("stretching", "Start with 10 seconds, three times. Then 20, then 30 in the following weeks"),
        ],
    ),
    (
        "K3 pickle juice",
        &[
            Page("remedies", "people with liver cirrhosis sipped it during cramps"),
            Page("remedies", "Cramp strength fell by 2.25 of 10 points, and by 0.36 with tap water."),
            Page("remedies", "It is very salty, and untested in ordinary night cramps."),
        ],
    ),
    (
        "K3 plain water after heavy sweating",
        &[
            Page("exercise", "After heavy sweating, plain water made ten men cramp more easily."),
            Page("exercise", "A drink with salts did the opposite. That was in a laboratory"),
            Page("sources", "bmjopensem.bmj.com/content/5/1/e000478"),
        ],
    ),
    (
        "K3 hard exercise in the evening",
        &[
            Page(
                "exercise",
                "A review of 28 studies found that hard evening exercise hardly disturbs healthy sleepers.",
            ),
            Bedroom("easy-last-hour", "Keep the last hour easy"),
            Gone("No hard exercise in the last hour"),
        ],
    ),
    (
        "K3 a to-do list",
        &[
            Page("calm", "A to-do list may help."),
            Page("calm", "57 young people wrote for five minutes at bedtime"),
            Page("calm", "fell asleep about nine minutes sooner"),
        ],
    ),
    (
        "K3 cramp, restless legs, arteries, spine, clot",
        &[
            Page("cramp-or-not", "a hard, painful lump of muscle, for seconds or minutes"),
            Page("cramp-or-not", "an urge to move, perhaps a crawling feeling. No hard lump."),
            Page("cramp-or-not", "Ask your doctor about iron."),
            Page("cramp-or-not", "What eases it: standing still for a few minutes."),
            Page("cramp-or-not", "What eases it: sitting, or bending forward."),
            Page("cramp-or-not", "constant, often throbbing pain in one leg. It may be swollen, warm"),
            Page("causes", "`cramp-or-not`"),
        ],
    ),
    (
        "K3 statins",
        &[
            Page(
                "medicines",
                "27.1 % on a statin had muscle pain or weakness. On dummy tablets it was 26.6 %.",
            ),
            Page("sources", "thelancet.com/article/S0140-6736(22)01545-8"),
        ],
    ),
    // K4: sources replaced or dropped.
    (
        "K5 what to ask",
        &[
            Report("Could one of my medicines do this?"),
            Report("blood tests? (They are usually not needed.)"),
            Report("something other than cramps?"),
        ],
    ),
    ("K5 medicines, supplements and alcohol", &[Asked("Medicines, supplements and alcohol")]),
    ("K4 the baseline of the trial", &[Gone("near 3 a night"), Gone("caspasepathway")]),
    (
        "K4 the number of cramps in the review of 2021",
        &[
            Gone("uncertain for number"),
            Trial("A later review rated the evidence on pain as low in certainty."),
        ],
    ),
    (
        "K4 the trial of vitamin D",
        &[Gone("unanswered.io"), Page("food", "Don't expect that to stop your cramps.")],
    ),
    ("K4 upper limits", &[Gone("350 mg"), Gone("4000"), Gone("4,000"), Gone("nutrizzia")]),
    (
        "K4 wellness pages",
        &[
            Gone("fitro"),
            Gone("somabreath"),
            Gone("breathinglabs"),
            Gone("spiritualwrestlings"),
            Rests("box", "The cautions are our choice"),
            Rests("4-7-8", "the cautions are our choice"),
        ],
    ),
    (
        "K4 the NHS itself",
        &[
            Gone("doctoori"),
            Gone("zana.com"),
            Page("sources", "developer.api.nhs.uk/widgets/condition/?condition=/conditions/leg-cramps/"),
        ],
    ),
    (
        "K4 the college itself",
        &[
            Gone("fixanswer"),
            Page("sources", "acsm.org, stretching and flexibility guidelines, 18 March 2021"),
        ],
    ),
    (
        "K4 what was measured through the year",
        &[
            Gone("cramp markers"),
            Page("sources", "CMAJ 2015;187:248"),
            Page("causes", "Internet searches and new prescriptions for them roughly doubled"),
            Trial("quinine prescriptions in Canada, searches in the US and Australia"),
        ],
    ),
    (
        "K4 Balban",
        &[
            Gone("pubhawk"),
            Rests("cyclic-sigh", "Cell Rep Med 2023;4:100895"),
            Rests("box", "Cell Rep Med 2023;4:100895"),
        ],
    ),
    ("K4 Garrison 2012", &[Page("sources", "pubmed.ncbi.nlm.nih.gov/22157068")]),
    ("K4 Miller 2010", &[Gone("title and methods")]),
];
