//! The trial's yardstick: what one study found, which nobody's own nights are measured by.

/// What to say about the trial, in paragraphs. Never scaled to a person: most have far fewer cramps (E2).
pub const TRIAL: &[&str] = &[
    "In the 2012 trial, after six weeks the stretching group had about 1.2 fewer cramps a night than the others \
     (95% CI 0.6 to 1.8), starting near 3 a night, and pain 1.3 points lower on a 10-point line (0.9 to 1.7).",
    "A later review rated the evidence low certainty for pain and uncertain for number of cramps.",
    "Most people have far fewer cramps than those in the trial, so its numbers say nothing about yours.",
    "Cramps also come and go on their own: in trials of magnesium, people on placebo dropped about 29% in 4 weeks, \
     and 64 in 100 had at least a quarter fewer. And cramp markers roughly double from mid-winter to mid-summer.",
    "Sources: Hallegraeff 2012; where it started is from its discussion, second-hand. Cochrane 2021; what it says of \
     the number is from memory. Placebo: Cochrane 2020. Seasons: Garrison 2015.",
];
