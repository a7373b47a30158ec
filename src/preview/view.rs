//! What a browser has chosen to see: kept in a cookie, so that addresses stay those of the site.

use jiff::Timestamp;

use crate::select::Audience;
use crate::site::Options;

/// What is shown besides what the public sees now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct View {
    /// Drafts, and languages in preparation.
    pub drafts: bool,
    /// A language whose interface is in disguise.
    pub pseudo: bool,
    /// The site at another time than now.
    pub as_of: Option<Timestamp>,
}

impl View {
    /// How a site is made for it.
    pub(super) fn options(self, now: Timestamp) -> Options {
        let now = self.as_of.unwrap_or(now);
        let audience = Audience { now, drafts: self.drafts, preparing: self.drafts };
        Options { pseudo: self.pseudo, ..Options::new(audience) }
    }

    /// The view that a `Cookie` header names, under the name of this preview.
    pub(super) fn from_cookies(header: &str, name: &str) -> View {
        let cookies = header.split(';').filter_map(|cookie| cookie.trim().split_once('='));
        let value = cookies.filter(|(key, _)| *key == name).map(|(_, value)| value).next();
        let mut view = View::default();
        for choice in value.unwrap_or_default().split('.') {
            match choice {
                "drafts" => view.drafts = true,
                "pseudo" => view.pseudo = true,
                seconds => {
                    let seconds = seconds.parse().ok();
                    view.as_of =
                        view.as_of.or(seconds.and_then(|s| Timestamp::from_second(s).ok()));
                }
            }
        }
        view
    }

    /// The value that [`from_cookies`](Self::from_cookies) reads.
    pub(super) fn cookie(self) -> String {
        let choices = [
            self.drafts.then(|| "drafts".to_owned()),
            self.pseudo.then(|| "pseudo".to_owned()),
            self.as_of.map(|time| time.as_second().to_string()),
        ];
        choices.into_iter().flatten().collect::<Vec<_>>().join(".")
    }
}

#[cfg(test)]
mod tests {
    use super::View;
    use jiff::Timestamp;

    #[test]
    fn a_cookie_gives_the_view_it_was_made_from() {
        let time = Timestamp::from_second(1_780_000_000).ok();
        for view in [
            View::default(),
            View { drafts: true, ..View::default() },
            View { drafts: true, pseudo: true, as_of: time },
            View { as_of: time, ..View::default() },
        ] {
            let header = format!("other=1; preview={}; more=drafts", view.cookie());
            assert_eq!(View::from_cookies(&header, "preview"), view, "{header}");
        }
    }

    #[test]
    fn another_cookie_is_no_view() {
        for header in ["", "preview=", "preview=99999999999999999999", "x", "previews=drafts"] {
            assert_eq!(View::from_cookies(header, "preview"), View::default(), "{header}");
        }
    }
}
