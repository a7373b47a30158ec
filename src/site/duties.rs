//! What a site owes its readers beyond its texts, and what time makes of it: security.txt and the
//! key in it, the accessibility statement and its review.

use std::ops::Range;

use jiff::{SignedDuration, Timestamp};
use rayon::prelude::*;

use super::Site;
use crate::config::{Accessibility, Encryption, NavigationEntry, SecurityTxt, Statement};
use crate::diagnostics::{
    ACCESSIBILITY_REVIEW, ACCESSIBILITY_STATEMENT, Diagnostic, Diagnostics, KEY_FINGERPRINT,
    LINK_DANGLING, Location, SECURITY_TXT_EXPIRES, Step,
};
use crate::identity::{Address, PublicationId, SourceId};
use crate::openpgp::{fingerprint, mentioned};
use crate::plan::SECURITY_TXT;

/// How long before a date its end is announced: long enough to have a new file signed off.
const AHEAD: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How far a date may lie ahead. Source: RFC 9116, section 2.5.5, which recommends less than a year.
const FARTHEST: SignedDuration = SignedDuration::from_hours(366 * 24);

/// Looks after all of it.
pub(super) fn check(site: &Site, out: &mut Diagnostics) {
    if let Some(txt) = &site.config.security_txt {
        expiry(site, txt, out);
        addresses(site, txt, out);
        if let Some(encryption) = &txt.encryption {
            key(site, encryption, out);
        }
    }
    if let Some(accessibility) = &site.config.accessibility {
        review(site, accessibility, out);
        statement(site, accessibility, out);
    }
}

fn expiry(site: &Site, txt: &SecurityTxt, out: &mut Diagnostics) {
    let (now, expires) = (site.audience.now, txt.expires.last_instant(&site.config.time_zone));
    let left = expires.duration_since(now);
    let day = txt.expires.day();
    let message = if left.is_negative() {
        format!("security.txt expired on {day}")
    } else if left < AHEAD {
        format!("security.txt expires on {day}, in {}", days(now, expires))
    } else if left > FARTHEST {
        let message = format!("security.txt expires on {day}, more than a year ahead");
        let help = "readers should be able to rely on it: renew it once a year";
        out.push(SECURITY_TXT_EXPIRES.at(place("security_txt", "expires"), message).help(help));
        return;
    } else {
        return;
    };
    let fault = SECURITY_TXT_EXPIRES.at(place("security_txt", "expires"), message);
    out.push(fault.help("check that its contacts still answer, and write a new `expires`"));
}

fn days(from: Timestamp, to: Timestamp) -> String {
    match to.duration_since(from).as_hours() / 24 {
        0 => "less than a day".to_owned(),
        1 => "one day".to_owned(),
        days => format!("{days} days"),
    }
}

/// What the file names on the site must be there.
fn addresses(site: &Site, txt: &SecurityTxt, out: &mut Diagnostics) {
    let key = txt.encryption.iter().map(|encryption| encryption.key.as_str());
    for address in txt.others.iter().map(|(_, address)| address.as_str()).chain(key) {
        if address.starts_with('/') && site.plan.spec(&Address::new(address)).is_none() {
            let at = Location::field(&site_yaml(), "security_txt");
            let message = format!("{SECURITY_TXT} names `{address}`, where nothing is served");
            out.push(LINK_DANGLING.at(at, message).help("put the file below static/"));
        }
    }
}

/// The key file, the fingerprint beside it, and every fingerprint in the site's texts are one.
fn key(site: &Site, encryption: &Encryption, out: &mut Diagnostics) {
    let file = SourceId::new(format!("static{}", encryption.key));
    let read = site.sources.contains(&file).then(|| site.sources.read(&file).ok()).flatten();
    let of_file = read.as_deref().map(fingerprint);
    if of_file == Some(None) {
        let message = "there is no public OpenPGP key in the file";
        out.push(KEY_FINGERPRINT.at(Location::whole(&file), message));
    }
    let of_file = of_file.flatten();
    if let (Some(of_file), Some(written)) = (&of_file, &encryption.fingerprint)
        && of_file != written
    {
        let steps = ["security_txt", "encryption", "fingerprint"];
        let steps = steps.map(|key| Step::Key(key.to_owned()));
        let at = Location::path(&site_yaml(), steps.to_vec());
        let message = format!("the key in `{file}` has the fingerprint {}", grouped(of_file));
        out.push(KEY_FINGERPRINT.at(at, message).help(
            "find out which is right before anything is published: ask the owner of the key",
        ));
    }
    if let Some(right) = encryption.fingerprint.as_ref().or(of_file.as_ref()) {
        foreign_fingerprints(site, right).into_iter().for_each(|fault| out.push(fault));
    }
}

/// Texts that name the fingerprint of another key, most often a former one.
fn foreign_fingerprints(site: &Site, right: &str) -> Vec<Diagnostic> {
    let publications: Vec<_> = site.library.iter().map(|(_, publication)| publication).collect();
    let in_one = |source: &SourceId| {
        let text = site.sources.read_text(source).unwrap_or_default();
        let foreign = mentioned(&text).into_iter().filter(|(found, _)| found != right);
        foreign.map(|(found, range)| (source.clone(), found, range)).collect::<Vec<_>>()
    };
    let found = publications.par_iter().flat_map_iter(|publication| {
        publication.editions.values().flat_map(|edition| in_one(&edition.source))
    });
    let found: Vec<(SourceId, String, Range<usize>)> = found.collect();
    let said = found.into_iter().map(|(source, found, range)| {
        let message = format!("the fingerprint {} is not that of the site's key", grouped(&found));
        let help = format!("the key for reports has {}", grouped(right));
        KEY_FINGERPRINT.at(Location::bytes(&source, range), message).help(help)
    });
    said.collect()
}

/// A fingerprint as people read it: in groups of four.
fn grouped(fingerprint: &str) -> String {
    let digits: Vec<char> = fingerprint.chars().collect();
    let groups: Vec<String> = digits.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

fn review(site: &Site, accessibility: &Accessibility, out: &mut Diagnostics) {
    let due = accessibility.next_review();
    let today = site.audience.now.to_zoned(site.config.time_zone.clone()).date();
    if due < today {
        let message = format!(
            "the accessibility statement was reviewed on {} and was to be reviewed again by {due}",
            accessibility.reviewed
        );
        let fault = ACCESSIBILITY_REVIEW.at(place("accessibility", "reviewed"), message);
        out.push(fault.help("review the statement, then write the day here and into its text"));
    }
}

/// The statement must exist, and every page's footer must lead to it.
fn statement(site: &Site, accessibility: &Accessibility, out: &mut Diagnostics) {
    let at = || place("accessibility", "statement");
    let Statement::Own(id) = &accessibility.statement else { return };
    if site.library.find(id).is_none() {
        let message = format!("the accessibility statement `{id}` is not published");
        out.push(ACCESSIBILITY_STATEMENT.at(at(), message));
    } else if !leads_to(&site.config.footer, id) && !leads_to(&site.config.navigation, id) {
        let message = format!("no page leads to the accessibility statement `{id}`");
        out.push(ACCESSIBILITY_STATEMENT.at(at(), message).help("name it under `footer`"));
    }
}

fn leads_to(entries: &[NavigationEntry], id: &PublicationId) -> bool {
    entries.iter().any(|entry| matches!(entry, NavigationEntry::Publication(of) if of == id))
}

fn site_yaml() -> SourceId {
    SourceId::new("site.yaml")
}

fn place(section: &str, key: &str) -> Location {
    let steps = [section, key].map(|key| Step::Key(key.to_owned()));
    Location::path(&site_yaml(), steps.to_vec())
}
