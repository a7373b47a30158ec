//! What kinds of files a site has, and in which wave each has to be there.

use serde::{Deserialize, Serialize};

use crate::plan::{PageKey, Spec};

/// What a file of a site is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// A part of the theme, whose name holds its digest.
    Asset,
    /// A file of the site's `static/`.
    Static,
    /// A picture of a publication.
    Picture,
    /// A file of a publication, for download.
    Attachment,
    /// A publication's page.
    Page,
    /// A page that leads to others: the home page, lists, the glossary, the search.
    List,
    /// A page at a former address that leads on.
    Redirect,
    /// A page that says that what was at its address is gone for good.
    Gone,
    /// A feed.
    Feed,
    /// The index, a citation, a sitemap: for programs.
    Data,
    /// Rules for the host, which takes them and does not serve them.
    Rules,
    /// A file of a language's search.
    Search,
    /// What vouches for the others.
    Seal,
}

/// When a file has to be there, so that readers never see a page whose parts are missing, nor a
/// link to a page that is not there yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wave {
    /// What pages need.
    Assets,
    /// Pages.
    Pages,
    /// What leads to pages.
    Indexes,
    /// What vouches for the rest.
    Seals,
}

impl Wave {
    /// All of them, in order.
    pub const ALL: [Wave; 4] = [Wave::Assets, Wave::Pages, Wave::Indexes, Wave::Seals];
}

impl FileKind {
    /// What is served by a specification. A publication's file is a picture where it is shown.
    pub(super) fn of(spec: &Spec) -> FileKind {
        match spec {
            Spec::Asset(_) => FileKind::Asset,
            Spec::Static(_) => FileKind::Static,
            Spec::File(_) => FileKind::Attachment,
            Spec::Page(PageKey::Publication(_), _) => FileKind::Page,
            Spec::Page(..) | Spec::Chooser => FileKind::List,
            Spec::Redirect(redirect) if redirect.target.is_none() => FileKind::Gone,
            Spec::Redirect(_) => FileKind::Redirect,
            Spec::Feed(..) => FileKind::Feed,
            Spec::Exchange(_)
            | Spec::Citation(..)
            | Spec::Data(..)
            | Spec::SeriesData(_)
            | Spec::Sitemap(_)
            | Spec::SitemapIndex
            | Spec::Robots
            | Spec::SecurityTxt => FileKind::Data,
            Spec::HostRules(_) => FileKind::Rules,
            Spec::Search(..) => FileKind::Search,
        }
    }

    /// The wave that it goes with.
    pub fn wave(self) -> Wave {
        match self {
            FileKind::Asset | FileKind::Static | FileKind::Picture | FileKind::Attachment => {
                Wave::Assets
            }
            FileKind::Page => Wave::Pages,
            FileKind::List
            | FileKind::Redirect
            | FileKind::Gone
            | FileKind::Feed
            | FileKind::Data
            | FileKind::Rules
            | FileKind::Search => Wave::Indexes,
            FileKind::Seal => Wave::Seals,
        }
    }
}
