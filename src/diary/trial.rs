//! The trial's yardstick: what one study found, which nobody's own nights are measured by.

/// What to say about the trial, in paragraphs. Never scaled to a person (E2): how often people cramp differs widely.
pub const TRIAL: &[&str] = &[
    "After six weeks of the 2012 trial, the stretching group had about 1.2 fewer cramps a night than the others \
     (95% CI 0.6 to 1.8). Their pain was 1.3 points lower on a 10-point line (0.9 to 1.7).",
    "A later review rated the evidence on pain as low in certainty.",
    "People differ widely in how often they cramp. So these numbers say nothing about yours.",
    "Cramps also come and go on their own. In trials of magnesium, people on dummy tablets had about 29% fewer \
     after 4 weeks. And 64 in 100 had at least a quarter fewer.",
    "The season may matter too. New prescriptions for cramps, and internet searches about them, roughly doubled from \
     winter to summer.",
    "Sources: Hallegraeff 2012. Review: Cochrane 2021. Dummy tablets: Cochrane 2020. Seasons: Garrison 2015 (CMAJ \
     187:248), quinine prescriptions in Canada, searches in the US and Australia.",
];
