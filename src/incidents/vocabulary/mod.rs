//! What a dataset's columns are, and which codes they hold.
//!
//! Codes are the words of data files and of addresses; what they are called is a Fluent message,
//! `<dimension>-<code>`. A site adds codes of its own in `site.yaml`.

mod codes;

use std::collections::BTreeMap;

pub use codes::Dimension;

use crate::diagnostics::did_you_mean;

/// Where it is not known which code applies. Every dimension has it, so that the unknown share is
/// always shown.
pub const UNKNOWN: &str = "unknown";
/// What has a code that the vocabulary does not list. Every dimension has it.
pub const OTHER: &str = "other";
/// All codes together, in aggregates: a total to be held against its parts.
pub const TOTAL: &str = "total";

/// What is measured. Label: `measure-<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// How many incidents.
    Incidents,
    /// Per cent of the incidents.
    Share,
    /// The sum of users affected × hours.
    UserHours,
    /// Per cent of the user-hours.
    UserHoursShare,
    /// How many users were affected.
    Users,
    /// How long incidents lasted, in hours.
    Duration,
    /// How many events, which are not incidents.
    Events,
    /// How many notifications, of which one incident may have several.
    Notifications,
    /// How many countries reported.
    Countries,
    /// How many of these are Member States of the Union.
    MemberStates,
    /// How many of these are EFTA countries.
    EftaCountries,
}

impl Measure {
    /// Every measure.
    pub const ALL: &[Measure] = &[
        Measure::Incidents,
        Measure::Share,
        Measure::UserHours,
        Measure::UserHoursShare,
        Measure::Users,
        Measure::Duration,
        Measure::Events,
        Measure::Notifications,
        Measure::Countries,
        Measure::MemberStates,
        Measure::EftaCountries,
    ];

    /// The name of its column.
    pub fn id(self) -> &'static str {
        match self {
            Measure::Incidents => "incidents",
            Measure::Share => "share",
            Measure::UserHours => "user-hours",
            Measure::UserHoursShare => "user-hours-share",
            Measure::Users => "users",
            Measure::Duration => "duration",
            Measure::Events => "events",
            Measure::Notifications => "notifications",
            Measure::Countries => "countries",
            Measure::MemberStates => "member-states",
            Measure::EftaCountries => "efta-countries",
        }
    }

    /// The measure of this name.
    pub fn from_id(id: &str) -> Option<Measure> {
        Self::ALL.iter().copied().find(|measure| measure.id() == id)
    }

    /// The measure that it is a share of.
    pub fn whole(self) -> Option<Measure> {
        match self {
            Measure::Share => Some(Measure::Incidents),
            Measure::UserHoursShare => Some(Measure::UserHours),
            _ => None,
        }
    }

    /// Whether it is a share, in per cent.
    pub fn is_share(self) -> bool {
        self.whole().is_some()
    }

    /// Whether its values for parts add up to that of the whole. Countries do not: one reports
    /// incidents of several sectors.
    pub fn adds_up(self) -> bool {
        matches!(
            self,
            Measure::Incidents
                | Measure::UserHours
                | Measure::Users
                | Measure::Duration
                | Measure::Events
                | Measure::Notifications
        )
    }

    /// Whether it counts things, so that it has no fraction.
    pub fn is_count(self) -> bool {
        !matches!(
            self,
            Measure::Share | Measure::UserHoursShare | Measure::UserHours | Measure::Duration
        )
    }
}

/// The codes of every dimension: the program's and the site's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    own: BTreeMap<Dimension, Vec<String>>,
}

impl Vocabulary {
    /// The program's codes, with these of a site.
    pub fn with(own: BTreeMap<Dimension, Vec<String>>) -> Self {
        Self { own }
    }

    /// The codes of a dimension, in the order of its source; the site's own after them, `other` and
    /// `unknown` last.
    pub fn codes(&self, dimension: Dimension) -> impl Iterator<Item = &str> {
        let own = self.own.get(&dimension).into_iter().flatten().map(String::as_str);
        let rest = [OTHER, UNKNOWN].into_iter().filter(move |_| dimension.is_open());
        let rest = rest.filter(move |code| !dimension.codes().contains(code));
        dimension.codes().iter().copied().chain(own).chain(rest)
    }

    /// Whether a dimension has a code.
    pub fn knows(&self, dimension: Dimension, code: &str) -> bool {
        self.codes(dimension).any(|known| known == code)
    }

    /// Where a code stands in the order of its dimension; what is not known comes last.
    pub fn position(&self, dimension: Dimension, code: &str) -> usize {
        self.codes(dimension).position(|known| known == code).unwrap_or(usize::MAX)
    }

    /// The codes that a site added, with the dimension of each.
    pub fn own(&self) -> impl Iterator<Item = (Dimension, &str)> {
        let of = |(dimension, codes)| {
            let codes: &Vec<String> = codes;
            codes.iter().map(move |code| (dimension, code.as_str()))
        };
        self.own.iter().map(|(dimension, codes)| (*dimension, codes)).flat_map(of)
    }

    /// "did you mean …?" for a code that a dimension does not have.
    pub fn meant(&self, dimension: Dimension, written: &str) -> Option<String> {
        let words: String = written.to_lowercase().replace([' ', '_'], "-");
        let known = |code: &&str| *code == words.as_str();
        let sound = self.codes(dimension).find(known).map(str::to_owned);
        let listed = || codes::WRONG.iter().find(|(wrong, _)| *wrong == words);
        let listed = || listed().map(|(_, right)| (*right).to_owned());
        let right = sound.or_else(|| listed().filter(|right| self.knows(dimension, right)));
        match right {
            Some(right) => Some(format!("did you mean `{right}`?")),
            None => did_you_mean(&words, self.codes(dimension)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct_and_have_parents() {
        let vocabulary = Vocabulary::default();
        for dimension in Dimension::ALL {
            let codes: Vec<&str> = vocabulary.codes(*dimension).collect();
            let mut sorted = codes.clone();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), codes.len(), "{dimension:?}");
            assert_eq!(Dimension::from_id(dimension.id()), Some(*dimension));
            let Some((parent, of)) = dimension.parent() else { continue };
            for code in dimension.codes() {
                let above = of(code).unwrap_or_else(|| panic!("{code} has no parent"));
                assert!(vocabulary.knows(parent, above), "{code} in {above}");
            }
        }
        assert_eq!(Dimension::Sector.codes().len(), 18);
    }

    #[test]
    fn what_was_meant() {
        let own = BTreeMap::from([(Dimension::Asset, vec!["websites".to_owned()])]);
        let vocabulary = Vocabulary::with(own);
        let check = |dimension, written, expected: Option<&str>| {
            let expected = expected.map(|code| format!("did you mean `{code}`?"));
            assert_eq!(vocabulary.meant(dimension, written), expected, "{written}");
        };
        check(Dimension::RootCause, "system-failure", Some("system-failures"));
        check(Dimension::RootCause, "third-party-failure", Some("third-party-failures"));
        check(Dimension::RootCause, "Human errors", Some("human-errors"));
        check(Dimension::RootCause, "cyberattack", Some("malicious-actions"));
        check(Dimension::Sector, "healthcare", Some("health"));
        check(Dimension::Sector, "unattributed", Some("unknown"));
        check(Dimension::Asset, "no data", Some("unknown"));
        check(Dimension::Asset, "website", Some("websites"));
        check(Dimension::Sector, "xyz", None);
    }
}
