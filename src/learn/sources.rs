//! Where the statements of the program come from, and what each is.

/// Something a statement rests on.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// What pages call it.
    pub key: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// What it is.
    pub what: &'static str,
    /// Where it can be read.
    pub page: &'static str,
    /// Whether we saw it only through somebody else's telling.
    pub second_hand: bool,
}

impl Source {
    /// Returns the source with this key.
    pub fn find(key: &str) -> Option<&'static Source> {
        SOURCES.iter().find(|source| source.key == key)
    }

    /// Returns how a statement names it.
    pub fn label(&self) -> String {
        if self.second_hand { format!("{}, second-hand", self.name) } else { self.name.to_owned() }
    }
}

const fn source(key: &'static str, name: &'static str, what: &'static str, page: &'static str) -> Source {
    Source { key, name, what, page, second_hand: false }
}

const fn retold(key: &'static str, name: &'static str, what: &'static str, page: &'static str) -> Source {
    Source { key, name, what, page, second_hand: true }
}

/// Everything that pages rest on, in the order in which the list of sources shows it.
pub const SOURCES: &[Source] = &[
    source(
        "hallegraeff-2012",
        "Hallegraeff 2012",
        "trial, 80 adults over 55: calf and hamstring stretching before sleep for six weeks",
        "pubmed.ncbi.nlm.nih.gov/22341378",
    ),
    source(
        "trial-details",
        "Hallegraeff 2012, as tabled by Cochrane",
        "the same trial: doses, and who was left out",
        "pmc.ncbi.nlm.nih.gov/articles/PMC6481449",
    ),
    retold(
        "trial-discussion",
        "Discussion of Hallegraeff 2012",
        "about 3 cramps a night at the start; no harm reported",
        "caspasepathway.com",
    ),
    source(
        "cochrane-2021",
        "Cochrane review 2021",
        "3 trials of stretching, 201 people; low certainty for pain, no difference for the calf alone",
        "cochranelibrary.com/cdsr/doi/10.1002/14651858.CD008496.pub3",
    ),
    source(
        "coppin-2005",
        "Coppin 2005",
        "trial, 191 people on quinine: calf stretching alone against sham exercises",
        "pmc.ncbi.nlm.nih.gov/articles/PMC1463088",
    ),
    source(
        "merck",
        "Merck Manual",
        "the runner's stretch, 30 seconds",
        "merckmanuals.com/home/multimedia/table/runners-stretch",
    ),
    retold("acsm", "ACSM numbers", "how long to hold a stretch: 10 to 30 seconds", "fixanswer.com"),
    source(
        "toe-pointing",
        "Advice against pointing the toes",
        "leaflets for pregnancy",
        "everymum.ie; nb.unvanl.ca",
    ),
    source(
        "cochrane-2020",
        "Cochrane review 2020",
        "magnesium for muscle cramps, older adults; what happened on placebo",
        "pmc.ncbi.nlm.nih.gov/articles/PMC8094171",
    ),
    source(
        "cochrane-pregnancy",
        "Cochrane review, cramps in pregnancy",
        "8 trials, 576 women, tablets only",
        "cochrane.org/CD010655",
    ),
    source(
        "aafp",
        "American Family Physician 2012 and 2017",
        "causes, quinine, mixed results of stretching",
        "aafp.org/afp/2017/1001/od3.html",
    ),
    source(
        "mayo",
        "Mayo Clinic 2023",
        "night leg cramps: self-care, and when to see a doctor",
        "mayoclinic.org/symptoms/night-leg-cramps/basics/when-to-see-doctor/sym-20050813",
    ),
    source(
        "mayo-news",
        "Mayo Clinic News Network",
        "self-care: weight on the leg, knee a little bent",
        "newsnetwork.mayoclinic.org",
    ),
    source(
        "nidirect",
        "nidirect",
        "leg cramps: the 10 minutes, and when to get help",
        "nidirect.gov.uk/node/10453",
    ),
    source(
        "nhs-cramps",
        "NHS, leg cramps (a copy)",
        "soreness, and painkillers being too slow",
        "doctoori.net/leg-cramps",
    ),
    source("healthwise", "Healthwise", "the towel stretch", "aogdalton.com, za1091"),
    source(
        "hallegraeff-2017",
        "Hallegraeff 2017",
        "seven marks of a true night cramp",
        "researchgate.net/publication/314096504",
    ),
    source(
        "grandner-2017",
        "Grandner 2017",
        "how common night cramps are in the US, and what goes with them",
        "pmc.ncbi.nlm.nih.gov/articles/PMC5460850",
    ),
    source(
        "garrison-2012",
        "Garrison 2012",
        "medicines that go with cramps",
        "pubmed.ncbi.nlm.nih.gov/22157068",
    ),
    source(
        "nhs-dvt",
        "NHS, deep vein thrombosis",
        "signs of a clot",
        "beta.nhs.uk/conditions/deep-vein-thrombosis-dvt",
    ),
    source(
        "nhs-pad",
        "NHS, peripheral arterial disease",
        "signs of narrowed arteries",
        "nhs.uk/Conditions/peripheralarterialdisease",
    ),
    source(
        "restless-legs",
        "Cramps and restless legs 2014",
        "how to tell them apart",
        "informahealthcare.com, 10.1586/14737175.2014.927734",
    ),
    source(
        "nhs-drinks",
        "NHS, drinks",
        "6 to 8 cups a day, and what counts",
        "keepingmychesthealthy.bdct.nhs.uk/staying-hydrated",
    ),
    source(
        "efsa",
        "EFSA 2010",
        "water a day, food included",
        "pmc.ncbi.nlm.nih.gov/articles/PMC4473081, table 1",
    ),
    source(
        "sleep-foundation",
        "Sleep Foundation",
        "drinking less in the last two hours",
        "sleepfoundation.org, nocturia",
    ),
    source(
        "miller-2010",
        "Miller 2010",
        "losing water did not change when a muscle cramped, 10 men (title and methods read)",
        "journals.lww.com, MSSE 42(11)",
    ),
    source(
        "fluid-limits",
        "Fluid limits in heart failure and low sodium",
        "pages for patients",
        "goodrx.com; commonspirit.org",
    ),
    source(
        "ods-magnesium",
        "NIH, magnesium (a copy)",
        "need, foods, side effects",
        "docslib.org/doc/10572112",
    ),
    retold("magnesium-limit", "Upper limit for magnesium tablets", "350 mg a day", "nutrizzia.eu"),
    source(
        "vitamin-d",
        "Vitamin D numbers",
        "need, foods, limit",
        "elsevier.com, ClinicalKey AI; ntro.it.com",
    ),
    retold(
        "vitamin-d-trial",
        "Trial of vitamin D for cramps",
        "no change in women with low vitamin D",
        "unanswered.io/guide/vitamin-d-leg-cramps",
    ),
    source(
        "k2-2024",
        "Vitamin K2 trial 2024",
        "199 people of 65 and older, 180 µg a day: 0.96 against 3.63 cramps a week; not with warfarin-type drugs",
        "pubmed.ncbi.nlm.nih.gov/39466236",
    ),
    retold(
        "potassium-cautions",
        "Cautions with potassium",
        "kidney disease and some tablets",
        "clinifacts.com",
    ),
    source("fda-quinine", "FDA alert on quinine (a copy)", "serious harms", "mediguard.org, alert 1000"),
    source(
        "laborde-2019",
        "Laborde 2019",
        "slow breathing each evening, 64 healthy young adults",
        "pubmed.ncbi.nlm.nih.gov/30736268",
    ),
    retold(
        "breath-holds",
        "Cautions with breath holds",
        "wellness pages",
        "fitro.info; support.somabreath.com",
    ),
    source("stutz-2019", "Stutz 2019", "exercise in the evening and sleep", "springermedizin.de/16234614"),
    source("heating-pads", "HealthDay", "heating pads, 15 to 20 minutes", "abcnews.go.com/story?id=4506435"),
    source(
        "pregnancy-leaflets",
        "Leaflets for pregnancy",
        "cold for 10 to 12 minutes, no firm rubbing",
        "nb.unvanl.ca; varsityscope.com",
    ),
];
