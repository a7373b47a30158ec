//! The dimensions and their codes, each with its source.

/// By what incidents are told apart. Label: `dimension-<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// The quarter of the year.
    Quarter,
    /// A sector of Directive (EU) 2022/2555.
    Sector,
    /// A subsector of it.
    Subsector,
    /// The kind of trigger.
    RootCause,
    /// The mechanism.
    DetailedCause,
    /// Which services were affected; several at once.
    Service,
    /// Which assets were affected; several at once.
    Asset,
    /// How severe the threat was.
    ThreatSeverity,
    /// How severe the impact was.
    ImpactSeverity,
    /// A class of the Reference Security Incident Taxonomy.
    RsitClass,
    /// A type within such a class.
    RsitType,
    /// Whether it had effects across a border.
    CrossBorder,
    /// Whether a third party failed, beside the root cause.
    ThirdParty,
}

use Dimension::{
    Asset, CrossBorder, DetailedCause, ImpactSeverity, Quarter, RootCause, RsitClass, RsitType,
    Sector, Service, Subsector, ThirdParty, ThreatSeverity,
};

/// The dimension above another, and which of its codes each code belongs to.
type Parent = (Dimension, fn(&str) -> Option<&'static str>);

impl Dimension {
    /// Every dimension.
    pub const ALL: &[Dimension] = &[
        Quarter,
        Sector,
        Subsector,
        RootCause,
        DetailedCause,
        Service,
        Asset,
        ThreatSeverity,
        ImpactSeverity,
        RsitClass,
        RsitType,
        CrossBorder,
        ThirdParty,
    ];

    /// The name of its column, and the family of its labels.
    pub fn id(self) -> &'static str {
        match self {
            Quarter => "quarter",
            Sector => "sector",
            Subsector => "subsector",
            RootCause => "root-cause",
            DetailedCause => "detailed-cause",
            Service => "service",
            Asset => "asset",
            ThreatSeverity => "threat-severity",
            ImpactSeverity => "impact-severity",
            RsitClass => "rsit-class",
            RsitType => "rsit-type",
            CrossBorder => "cross-border",
            ThirdParty => "third-party",
        }
    }

    /// The dimension of this name.
    pub fn from_id(id: &str) -> Option<Dimension> {
        Self::ALL.iter().copied().find(|dimension| dimension.id() == id)
    }

    /// Its codes, in the order of their source, without `other` and `unknown`.
    pub fn codes(self) -> &'static [&'static str] {
        match self {
            Quarter => QUARTERS,
            Sector => SECTORS,
            Subsector => SUBSECTORS,
            RootCause => ROOT_CAUSES,
            DetailedCause => DETAILED_CAUSES,
            Service => SERVICES,
            Asset => &[],
            ThreatSeverity => &["high", "medium", "low"],
            ImpactSeverity => &["red", "yellow", "green", "white"],
            RsitClass => RSIT_CLASSES,
            RsitType => RSIT_TYPES,
            CrossBorder | ThirdParty => &["yes", "no"],
        }
    }

    /// Whether one incident may have several of its codes: then shares may exceed 100 % together.
    pub fn is_multiple(self) -> bool {
        matches!(self, Service | Asset)
    }

    /// Whether there is something else, or something not known: every quarter is known.
    pub fn is_open(self) -> bool {
        self != Quarter
    }

    /// Whether a site may add codes: not where two answers or four quarters are all there are.
    pub fn takes_more(self) -> bool {
        !matches!(self, Quarter | CrossBorder | ThirdParty)
    }

    /// The dimension of which it is a subdivision.
    pub fn parent(self) -> Option<Parent> {
        match self {
            Subsector => Some((Sector, |code| above(SECTOR_OF, code))),
            RsitType => Some((RsitClass, |code| above(CLASS_OF, code))),
            _ => None,
        }
    }
}

fn above(table: &[(&'static str, &[&str])], code: &str) -> Option<&'static str> {
    table.iter().find(|(_, codes)| codes.contains(&code)).map(|(above, _)| *above)
}

const QUARTERS: &[&str] = &["q1", "q2", "q3", "q4"];

/// Source: Directive (EU) 2022/2555, Annexes I and II, in their order.
const SECTORS: &[&str] = &[
    "energy",
    "transport",
    "banking",
    "financial-market-infrastructures",
    "health",
    "drinking-water",
    "waste-water",
    "digital-infrastructure",
    "ict-service-management",
    "public-administration",
    "space",
    "postal-and-courier-services",
    "waste-management",
    "chemicals",
    "food",
    "manufacturing",
    "digital-providers",
    "research",
];

/// The same source.
const SUBSECTORS: &[&str] = &[
    "electricity",
    "district-heating-and-cooling",
    "oil",
    "gas",
    "hydrogen",
    "air",
    "rail",
    "water",
    "road",
    "medical-devices",
    "electronics",
    "electrical-equipment",
    "machinery",
    "motor-vehicles",
    "other-transport-equipment",
];

const SECTOR_OF: &[(&str, &[&str])] = &[
    ("energy", &["electricity", "district-heating-and-cooling", "oil", "gas", "hydrogen"]),
    ("transport", &["air", "rail", "water", "road"]),
    (
        "manufacturing",
        &[
            "medical-devices",
            "electronics",
            "electrical-equipment",
            "machinery",
            "motor-vehicles",
            "other-transport-equipment",
        ],
    ),
];

/// Source: NIS Cooperation Group, publication 04/2018, Cybersecurity Incident Taxonomy. Telecom
/// reports treat a third party's failure as a flag beside the others: the dimension
/// [`ThirdParty`].
const ROOT_CAUSES: &[&str] = &[
    "system-failures",
    "natural-phenomena",
    "human-errors",
    "malicious-actions",
    "third-party-failures",
];

/// Source: ENISA's annual reports on telecom security incidents.
const DETAILED_CAUSES: &[&str] = &[
    "hardware-failure",
    "software-bug",
    "overload",
    "power-failure",
    "faulty-update",
    "storm",
    "heavy-snowfall",
    "flood",
    "earthquake",
    "wildfire",
    "fire",
    "arson",
    "ddos",
    "malware",
];

/// The same source.
const SERVICES: &[&str] = &[
    "fixed-telephony",
    "fixed-internet",
    "mobile-telephony",
    "mobile-internet",
    "number-independent",
];

/// Source: Reference Security Incident Taxonomy, version 1003.
const RSIT_CLASSES: &[&str] = &[
    "abusive-content",
    "malicious-code",
    "information-gathering",
    "intrusion-attempts",
    "intrusions",
    "availability",
    "information-content-security",
    "fraud",
    "vulnerable",
    "other",
    "test",
];

/// The same source.
const RSIT_TYPES: &[&str] = &[
    "spam",
    "harmful-speech",
    "violence",
    "infected-system",
    "c2-server",
    "malware-distribution",
    "malware-configuration",
    "scanner",
    "sniffing",
    "social-engineering",
    "ids-alert",
    "brute-force",
    "exploit",
    "privileged-account-compromise",
    "unprivileged-account-compromise",
    "application-compromise",
    "system-compromise",
    "burglary",
    "dos",
    "ddos",
    "misconfiguration",
    "sabotage",
    "outage",
    "unauthorised-information-access",
    "unauthorised-information-modification",
    "data-loss",
    "data-leak",
    "unauthorised-use-of-resources",
    "copyright",
    "masquerade",
    "phishing",
    "weak-crypto",
    "ddos-amplifier",
    "potentially-unwanted-accessible",
    "information-disclosure",
    "vulnerable-system",
    "other",
    "undetermined",
    "test",
];

const CLASS_OF: &[(&str, &[&str])] = &[
    ("abusive-content", &["spam", "harmful-speech", "violence"]),
    (
        "malicious-code",
        &["infected-system", "c2-server", "malware-distribution", "malware-configuration"],
    ),
    ("information-gathering", &["scanner", "sniffing", "social-engineering"]),
    ("intrusion-attempts", &["ids-alert", "brute-force", "exploit"]),
    (
        "intrusions",
        &[
            "privileged-account-compromise",
            "unprivileged-account-compromise",
            "application-compromise",
            "system-compromise",
            "burglary",
        ],
    ),
    ("availability", &["dos", "ddos", "misconfiguration", "sabotage", "outage"]),
    (
        "information-content-security",
        &[
            "unauthorised-information-access",
            "unauthorised-information-modification",
            "data-loss",
            "data-leak",
        ],
    ),
    ("fraud", &["unauthorised-use-of-resources", "copyright", "masquerade", "phishing"]),
    (
        "vulnerable",
        &[
            "weak-crypto",
            "ddos-amplifier",
            "potentially-unwanted-accessible",
            "information-disclosure",
            "vulnerable-system",
        ],
    ),
    ("other", &["other", "undetermined"]),
    ("test", &["test"]),
];

/// Words that are met in the place of codes and are too unlike them to be guessed.
pub(super) const WRONG: &[(&str, &str)] = &[
    ("unattributed", "unknown"),
    ("not-attributed", "unknown"),
    ("no-data", "unknown"),
    ("not-available", "unknown"),
    ("n/a", "unknown"),
    ("na", "unknown"),
    ("nd", "unknown"),
    ("n.d.", "unknown"),
    ("non-noto", "unknown"),
    ("altro", "other"),
    ("others", "other"),
    ("healthcare", "health"),
    ("finance", "financial-market-infrastructures"),
    ("water", "drinking-water"),
    ("government", "public-administration"),
    ("cyberattack", "malicious-actions"),
    ("cyber-attack", "malicious-actions"),
    ("attack", "malicious-actions"),
    ("nature", "natural-phenomena"),
    ("third-party", "third-party-failures"),
    ("true", "yes"),
    ("1", "yes"),
    ("sì", "yes"),
    ("si", "yes"),
    ("y", "yes"),
    ("false", "no"),
    ("0", "no"),
    ("n", "no"),
    ("unauthorized-information-access", "unauthorised-information-access"),
    ("unauthorized-information-modification", "unauthorised-information-modification"),
    ("unauthorized-use-of-resources", "unauthorised-use-of-resources"),
    ("command-and-control", "c2-server"),
    ("c&c", "c2-server"),
];
