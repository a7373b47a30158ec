//! Addresses as they stand in links: below the site's path, or whole, and encoded.

use crate::config::Config;
use crate::identity::Address;

/// An address as it stands in a link.
pub(super) fn href(config: &Config, address: &Address) -> String {
    format!("{}{}", config.base_path, encoded(address.as_str()))
}

/// An address with the site's host.
pub(super) fn absolute(config: &Config, address: &Address) -> String {
    format!("{}{}", config.base_url, encoded(address.as_str()))
}

/// A path as it stands in a URL: what is not plain ASCII is percent-encoded.
fn encoded(path: &str) -> String {
    if path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-._~#".contains(&b)) {
        return path.to_owned();
    }
    let mut encoded = String::with_capacity(path.len() + 16);
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~#".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
