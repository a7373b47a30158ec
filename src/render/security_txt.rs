//! `/.well-known/security.txt` (RFC 9116): where vulnerabilities are reported, and until when that
//! is true.

use super::reader::Reader;
use crate::config::SecurityTxt;
use crate::identity::Address;
use crate::plan::SECURITY_TXT;
use crate::site::Site;

/// The file, for a site that has one.
pub(super) fn write(site: &Site, txt: &SecurityTxt) -> String {
    let reader = Reader::new(site, site.config.default_language());
    let whole = |address: &str| match address.starts_with('/') {
        true => reader.absolute(&Address::new(address)),
        false => address.to_owned(),
    };
    let languages: Vec<&str> = site.plan.languages.iter().map(|lang| lang.as_str()).collect();
    let expires = txt.expires.last_instant(&site.config.time_zone);
    let mut fields: Vec<(&str, String)> =
        txt.contact.iter().map(|contact| ("Contact", contact.clone())).collect();
    fields.push(("Expires", expires.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()));
    fields.extend(txt.encryption.iter().map(|one| ("Encryption", whole(&one.key))));
    fields.push(("Preferred-Languages", languages.join(", ")));
    fields.push(("Canonical", whole(SECURITY_TXT)));
    fields.extend(txt.others.iter().map(|(name, address)| (*name, whole(address))));
    fields.iter().map(|(name, value)| format!("{name}: {value}\n")).collect()
}
