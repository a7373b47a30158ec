//! The names of things: newtypes that keep their identity through every stage.
//!
//! Nothing here knows what the named thing is; a publication is referred to by its
//! [`PublicationId`] from `parse` to the last byte written, never by a path or a copy.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Wraps a text that is already known to be such a name.
            pub fn new(text: impl AsRef<str>) -> Self {
                Self(Arc::from(text.as_ref()))
            }

            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({:?})", stringify!($name), &*self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self::new)
            }
        }
    )*};
}

names! {
    /// A file of the site, as its path from the site's folder with `/` between segments
    /// (`content/news/x/it.md`).
    SourceId;
    /// One thing published: its folder under `content/` (`news/2026-02-10-enisa-strategy`).
    PublicationId;
    /// A language of the site as a BCP 47 tag (`it`, `en`, `pt-BR`).
    Lang;
    /// A topic; its label is the Fluent message `topic-<id>`.
    TopicId;
    /// A series of publications; its label is the Fluent message `series-<id>`.
    SeriesId;
    /// Where an artifact of the site is served, from the site's root: `/it/notizie/x/`.
    /// An address that ends in `/` is an HTML page.
    Address;
}

impl SourceId {
    /// The last segment of the path.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }
}

impl PublicationId {
    /// The first segment: the folder that tells the kind.
    pub fn folder(&self) -> &str {
        self.0.split('/').next().unwrap_or(&self.0)
    }

    /// The last segment: the folder's own name.
    pub fn leaf(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// Whether every segment is made of `a-z`, `0-9` and `-`, and there are at least two.
    pub fn is_well_formed(&self) -> bool {
        let good = |s: &str| {
            !s.is_empty() && s.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        };
        self.0.contains('/') && self.0.split('/').all(good)
    }

    /// The source of one file in the publication's folder.
    pub fn source(&self, file: &str) -> SourceId {
        SourceId::new(format!("content/{}/{file}", self.0))
    }
}

/// What is percent-encoded in an address: all that is not plain ASCII.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'#');

impl Address {
    /// How it stands in a URL.
    pub fn encoded(&self) -> PercentEncode<'_> {
        utf8_percent_encode(&self.0, ENCODED)
    }

    /// The file that holds this address in a folder: `/it/` is `it/index.html`.
    pub fn file(&self) -> String {
        let path = self.0.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        }
    }
}
