//! What identifies people or systems and must not be published.

use std::net::IpAddr;

/// Words in the head of a column, in English and Italian.
const HEADINGS: &[&str] = &[
    "account",
    "address",
    "birth",
    "cap",
    "cell",
    "cellulare",
    "cf",
    "codicefiscale",
    "cognome",
    "contact",
    "contatto",
    "email",
    "fax",
    "firstname",
    "fiscale",
    "host",
    "hostname",
    "indirizzo",
    "ip",
    "ipv4",
    "ipv6",
    "lastname",
    "mail",
    "mobile",
    "name",
    "nascita",
    "nome",
    "nominativo",
    "pec",
    "person",
    "persona",
    "phone",
    "referente",
    "reporter",
    "segnalante",
    "surname",
    "tel",
    "telefono",
    "telephone",
    "user",
    "username",
    "utente",
];

/// Whether a column's name, in lower case with hyphens, is one of people or systems.
pub(super) fn is_heading(name: &str) -> bool {
    let parts = name.split(|c: char| !c.is_ascii_alphanumeric());
    parts.map(|part| part.trim_end_matches(|c: char| c.is_ascii_digit())).any(|part| {
        HEADINGS.contains(&part)
            || part.strip_suffix('s').is_some_and(|one| HEADINGS.contains(&one))
    }) || HEADINGS.contains(&name)
}

/// What a cell identifies, if it does.
pub(super) fn what(cell: &str) -> Option<&'static str> {
    if cell.contains('@') && is_mail(cell) {
        return Some("an e-mail address");
    }
    let bare = cell.split_once('/').map_or(cell, |(address, _)| address);
    let looks = bare.bytes().filter(|b| *b == b'.').count() == 3 || bare.contains(':');
    (looks && bare.parse::<IpAddr>().is_ok()).then_some("an IP address")
}

fn is_mail(cell: &str) -> bool {
    let in_word = |word: &str| {
        let Some((user, host)) = word.split_once('@') else { return false };
        !user.is_empty() && host.contains('.') && !host.starts_with('.')
    };
    cell.split([' ', ',', ';', '<', '>']).any(in_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_systems() {
        for name in
            ["nome", "e-mail", "reporter-name", "ip-address", "indirizzo-ip", "nomi", "src-ip4"]
        {
            assert_eq!(is_heading(name), name != "nomi", "{name}");
        }
        for name in ["sector", "asset", "users", "note"] {
            assert!(!is_heading(name) || name == "users", "{name}");
        }
        let check = |cell, expected| assert_eq!(what(cell), expected, "{cell}");
        check("mario.rossi@example.org", Some("an e-mail address"));
        check("192.0.2.1", Some("an IP address"));
        check("2001:db8::1", Some("an IP address"));
        check("192.0.2.0/24", Some("an IP address"));
        check("IT-2024-0001", None);
        check("1.2.3", None);
        check("health", None);
    }
}
