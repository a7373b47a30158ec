//! Addresses as they stand in links: below the site's path, or whole, and encoded.

use crate::config::Config;
use crate::identity::Address;

/// An address as it stands in a link.
pub(super) fn href(config: &Config, address: &Address) -> String {
    format!("{}{}", config.base_path, address.encoded())
}

/// An address with the site's host.
pub(super) fn absolute(config: &Config, address: &Address) -> String {
    format!("{}{}", config.base_url, address.encoded())
}
