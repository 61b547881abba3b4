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
}

impl Source {
    /// Returns the source with this key.
    pub fn find(key: &str) -> Option<&'static Source> {
        SOURCES.iter().find(|source| source.key == key)
    }
}

const fn source(key: &'static str, name: &'static str, what: &'static str, page: &'static str) -> Source {
    Source { key, name, what, page }
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
    source(
        "acsm",
        "American College of Sports Medicine 2021",
        "how long to hold a stretch: 10 to 30 seconds, older people 30 to 60",
        "acsm.org, stretching and flexibility guidelines, 18 March 2021",
    ),
    source(
        "cochrane-2020",
        "Cochrane review 2020",
        "magnesium for muscle cramps, older adults; what happened on placebo",
        "pmc.ncbi.nlm.nih.gov/articles/PMC8094171",
    ),
    source(
        "roguin-maor-2017",
        "Roguin Maor 2017",
        "trial, 94 adults: magnesium oxide for four weeks against placebo",
        "pubmed.ncbi.nlm.nih.gov/28241153",
    ),
    source(
        "magnesium-2021",
        "Nutrition Journal 2021",
        "trial, 175 people: magnesium oxide monohydrate for 60 days against placebo",
        "nutritionj.biomedcentral.com/articles/10.1186/s12937-021-00747-9",
    ),
    source(
        "ods-magnesium",
        "US National Institutes of Health",
        "magnesium: need, foods, side effects",
        "ods.od.nih.gov/factsheets/magnesium-consumer",
    ),
    source(
        "cochrane-pregnancy",
        "Cochrane review, cramps in pregnancy",
        "8 trials of tablets, 576 women",
        "cochranelibrary.com/cdsr/doi/10.1002/14651858.CD010655.pub3",
    ),
    source(
        "prenatal-course",
        "Prenatal course nb.unvanl.ca",
        "cramps in the feet and calves: no rubbing, no pointed toes, cold for 10 to 12 minutes",
        "nb.unvanl.ca/en/module-2/n-cramps-feet-and-calves",
    ),
    source(
        "everymum",
        "Everymum",
        "pregnancy cramps: no pointed toes",
        "everymum.ie/pregnancy/health-and-well-being/pregnancy-cramps",
    ),
    source(
        "side-sleeping",
        "HealthEd New Zealand; preventstillbirth.org.au",
        "going to sleep on your side from 28 weeks of pregnancy",
        "healthed.govt.nz, HE2550; preventstillbirth.org.au/sleep-on-your-side-after-28-weeks",
    ),
    source(
        "aafp",
        "American Family Physician 2012 and 2017",
        "causes, medicines, quinine, mixed results of stretching",
        "pubmed.ncbi.nlm.nih.gov/22963024; aafp.org/afp/2017/1001/od3.html",
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
        "self-care for night leg cramps: weight on the leg, light exercise; medicines",
        "newsnetwork.mayoclinic.org, self-care for night leg cramps",
    ),
    source(
        "mayo-statin",
        "Mayo Clinic 2025",
        "serious muscle pain from statins",
        "mayoclinic.org, rhabdomyolysis, faq-20057817",
    ),
    source(
        "nidirect",
        "nidirect",
        "leg cramps: the 10 minutes, and when to get help",
        "nidirect.gov.uk/node/10453",
    ),
    source(
        "nhs-cramps",
        "NHS",
        "leg cramps: how long they last, stretching, soreness, painkillers",
        "developer.api.nhs.uk/widgets/condition/?condition=/conditions/leg-cramps/",
    ),
    source(
        "health-nz",
        "Health New Zealand, Bay of Plenty",
        "leg cramp: stretches for calf and thigh, with a strap",
        "bopdhb.govt.nz/conditions-treatments/bones-and-joints/leg-cramp",
    ),
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
        "garrison-2015",
        "Garrison 2015",
        "new quinine prescriptions in Canada and searches for leg cramps, by season",
        "pubmed.ncbi.nlm.nih.gov/25623650; CMAJ 2015;187:248",
    ),
    source(
        "ctt-2022",
        "Cholesterol Treatment Trialists 2022",
        "19 trials of statins against placebo: muscle pain or weakness",
        "thelancet.com/article/S0140-6736(22)01545-8",
    ),
    source(
        "quinine-uk",
        "Northern Ireland Formulary; MIMS",
        "quinine for night cramps, following the UK's medicines agency (MHRA)",
        "niformulary.hscni.net, 10.2.3; mims.co.uk/article/1019381",
    ),
    source(
        "fda-quinine",
        "FDA 2009",
        "boxed warning for quinine: nocturnal leg cramps",
        "fda.gov/Safety/MedWatch/SafetyInformation/ucm194391.htm",
    ),
    source(
        "nhs-dvt",
        "NHS, deep vein thrombosis",
        "signs of a clot",
        "beta.nhs.uk/conditions/deep-vein-thrombosis-dvt",
    ),
    source(
        "uclh-dvt",
        "University College London Hospitals",
        "deep vein thrombosis: signs, and what raises the risk",
        "uclh.nhs.uk, deep vein thrombosis, easy read",
    ),
    source(
        "nhs-pad",
        "NHS, peripheral arterial disease",
        "signs of narrowed arteries",
        "nhs.uk/Conditions/peripheralarterialdisease",
    ),
    source(
        "bmj-limb",
        "BMJ, 10-minute consultation",
        "blood flow that threatens a limb: night pain in the foot, sores that do not heal",
        "BMJ, chronic limb threatening ischaemia",
    ),
    source(
        "dorset-spine",
        "NHS Dorset",
        "spinal stenosis: leg pain on standing and walking",
        "mskdorset.nhs.uk/back-pain/back-pain-leg-pain-spinal-stenosis",
    ),
    source(
        "restless-legs",
        "Cramps and restless legs 2014",
        "how to tell them apart",
        "informahealthcare.com, 10.1586/14737175.2014.927734",
    ),
    source(
        "nhs-wales-restless",
        "NHS 111 Wales",
        "restless legs: signs, and lack of iron as a cause",
        "111.wales.nhs.uk/encyclopaedia/r/article/restlesslegsyndrome",
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
        "sleepfoundation.org/sleep-disorders-problems/nocturia/living-with",
    ),
    source(
        "miller-2010",
        "Miller 2010",
        "losing water did not change when a muscle cramped, 10 men",
        "journals.lww.com, MSSE 42(11)",
    ),
    source(
        "lau-2019",
        "Lau 2019",
        "plain water and a drink with salts after heavy sweating, 10 men",
        "bmjopensem.bmj.com/content/5/1/e000478",
    ),
    source(
        "fluid-limits",
        "Bradford Hospitals; Heart Failure Matters",
        "limits on drinking with heart failure",
        "bradfordhospitals.nhs.uk/heart-failure/pathway-2; heartfailurematters.org",
    ),
    source(
        "healthify",
        "Healthify, New Zealand",
        "potassium: kidney problems, and medicines that keep it in the body",
        "healthify.nz/potassium",
    ),
    source(
        "medlineplus",
        "MedlinePlus",
        "vitamin D: what it does, foods, sun",
        "nlm.nih.gov/medlineplus/vitamind.html",
    ),
    source(
        "eatright",
        "Academy of Nutrition and Dietetics",
        "vitamin D: foods",
        "eatright.org, what is vitamin D",
    ),
    source(
        "clinicalkey",
        "ClinicalKey",
        "vitamin D: how much adults need",
        "elsevier.com/resources/clinicalkey-ai/how-much-vitamin-d-should-adults-take-daily-7847",
    ),
    source(
        "k2-2024",
        "Vitamin K2 trial 2024",
        "199 people of 65 and older in China, 180 µg of menaquinone-7 a day for 8 weeks",
        "pubmed.ncbi.nlm.nih.gov/39466236; immattersacp.org, 5 November 2024",
    ),
    source(
        "warfarin-diet",
        "Cambridge University Hospitals",
        "warfarin: vitamin K, and asking before any supplement",
        "cuh.nhs.uk/patient-information/dietary-advice-for-patients-taking-warfarin",
    ),
    source(
        "pickle-2022",
        "Pickle juice trial 2022",
        "82 people with cirrhosis: sips of pickle juice against tap water",
        "journals.lww.com/ajg, 10.14309/ajg.0000000000001781",
    ),
    source(
        "laborde-2019",
        "Laborde 2019",
        "slow breathing each evening, 64 healthy young adults",
        "pubmed.ncbi.nlm.nih.gov/30736268",
    ),
    source(
        "scullin-2018",
        "Scullin 2018",
        "to-do lists at bedtime, 57 people aged 18 to 30; the nine minutes are the author's own figure",
        "pmc.ncbi.nlm.nih.gov/articles/PMC5758411; kwtx.com/content/news, 473977193",
    ),
    source("stutz-2019", "Stutz 2019", "exercise in the evening and sleep", "springermedizin.de/16234614"),
    source(
        "yue-2022",
        "Yue 2022",
        "hard and easy exercise in the evening and sleep, 28 studies, 325 healthy adults",
        "doi.org/10.2147/NSS.S388863",
    ),
    source("heating-pads", "HealthDay", "heating pads, 15 to 20 minutes", "abcnews.go.com/story?id=4506435"),
];
