//! `security_txt:` in site.yaml: where vulnerabilities of the publisher's systems are reported.
//!
//! Source: RFC 9116.

use jiff::tz::TimeZone;

use crate::diagnostics::{BAD_ADDRESS, BAD_VALUE};
use crate::publication::{PublicationDate, date_field, is_address};
use crate::yaml::Fields;

/// What `/.well-known/security.txt` says; languages and its own address follow from the site.
#[derive(Clone, Debug)]
pub struct SecurityTxt {
    /// `mailto:`, `tel:` or `https:` addresses, the preferred one first; at least one.
    pub contact: Vec<String>,
    /// When it is to be trusted no longer.
    pub expires: PublicationDate,
    /// The OpenPGP key for reports.
    pub encryption: Option<Encryption>,
    /// Other fields with their names in the file: addresses of the site, or whole ones.
    pub others: Vec<(&'static str, String)>,
}

/// The key for reports.
#[derive(Clone, Debug)]
pub struct Encryption {
    /// Where it is: an address of the site, or a whole one.
    pub key: String,
    /// Its fingerprint as its owner knows it, in capitals and without spaces.
    pub fingerprint: Option<String>,
}

/// Fields that name an address, as site.yaml and as RFC 9116 spell them.
const ADDRESSES: &[(&str, &str)] = &[
    ("acknowledgments", "Acknowledgments"),
    ("csaf", "CSAF"),
    ("hiring", "Hiring"),
    ("policy", "Policy"),
];

/// Reads the section. `None` without a contact or a date, which RFC 9116 requires.
pub(super) fn security_txt(fields: &mut Fields<'_>, zone: &TimeZone) -> Option<SecurityTxt> {
    let contact = contacts(fields);
    if !fields.has("expires") {
        fields.missing("expires");
    }
    let expires = date_field(fields, "expires", zone);
    let encryption = fields.section("encryption", encryption).flatten();
    let mut others = Vec::new();
    for (key, name) in ADDRESSES {
        others.extend(address(fields, key).map(|address| (*name, address)));
    }
    (!contact.is_empty()).then_some(SecurityTxt { contact, expires: expires?, encryption, others })
}

fn contacts(fields: &mut Fields<'_>) -> Vec<String> {
    if !fields.has("contact") {
        fields.missing("contact");
    }
    let mut good = Vec::new();
    for (index, contact) in fields.texts("contact").into_iter().enumerate() {
        let is_address = ["mailto:", "https://", "tel:"].iter().any(|s| contact.starts_with(s));
        if is_address && !contact.contains(char::is_whitespace) {
            good.push(contact);
            continue;
        }
        let help = match contact.contains('@') && !contact.contains(':') {
            true => format!("write `mailto:{contact}`"),
            false => "write `mailto:…`, `https://…` or `tel:…`".to_owned(),
        };
        let at = fields.at_item("contact", index);
        fields.report(BAD_VALUE.at(at, format!("`{contact}` is not how to be reached")).help(help));
    }
    good
}

fn encryption(fields: &mut Fields<'_>) -> Option<Encryption> {
    if !fields.has("key") {
        fields.missing("key");
    }
    let key = address(fields, "key");
    let written = fields.typed("fingerprint");
    let fingerprint = written.as_ref().map(|text| text.replace(' ', "").to_ascii_uppercase());
    if let (Some(text), Some(written)) = (&fingerprint, &written)
        && !(matches!(text.len(), 40 | 64) && text.bytes().all(|b| b.is_ascii_hexdigit()))
    {
        let message = format!("`{written}` is not the fingerprint of an OpenPGP key");
        let fault = BAD_VALUE.at(fields.at("fingerprint"), message);
        fields.report(fault.help("it has 40 hexadecimal digits (64 for a key of version 6)"));
        return None;
    }
    Some(Encryption { key: key?, fingerprint })
}

/// An address of the site, or a whole one over HTTPS.
fn address(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let text = fields.text(key)?;
    if is_address(&text) || text.starts_with("https://") {
        return Some(text);
    }
    let fault = BAD_ADDRESS.at(fields.at(key), format!("`{text}` is not an address"));
    fields.report(fault.help("write an address of the site, `/…`, or a whole one, `https://…`"));
    None
}
