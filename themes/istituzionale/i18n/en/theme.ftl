### Interface strings of the theme "istituzionale" (British English).
### Labels of kinds, topics, languages, statuses and callouts belong to the program and the site.
### Messages marked "HTML" contain markup: keep the tags, translate the words.

## Skip links and menus

# First links of every page, seen when they take the keyboard focus.
skip-to-content = Skip to content
skip-to-navigation = Skip to navigation
skip-to-footer = Skip to footer
# Names of the menus for screen readers: without the word "menu", which is announced anyway.
menu-main = Main
menu-languages = Languages
menu-breadcrumb = You are here
menu-footer = About this site
menu-sequence = Previous and next
# Opens the main menu on a narrow screen.
menu-open = Menu
# Opens the list of the languages in which the page is missing.
menu-languages-others = Other languages
# Followed by the names of those languages, each in itself.
menu-languages-missing = This page is not available in:

## Banners and boxes

draft-build-banner = Preview with drafts: not for publication
draft-heading = Draft
draft-text = This text is not final and has not been published.
untranslated-heading = Translation not available
# $language: name of the original language, in the reader's language
untranslated-original = Go to the original ({ $language })
behind-heading = Translation behind its original
machine-heading = Machine translation
# Followed by links to paragraphs of the original.
behind-elsewhere = Not yet in this text:
superseded-heading = Publication superseded
# Followed by the title of the publication that replaces this one.
superseded-text = This publication has been replaced by:
consultation-heading = Public consultation
# Followed by the date.
correction-heading = Correction

## Facts of a publication (labels followed by a value)

publication-date = Published
publication-updated = Updated
publication-version = Version
publication-status = Status
publication-replaces = Replaces
# $count: how many topics follow
publication-topics =
    { $count ->
        [one] Topic
       *[other] Topics
    }
publication-series = Series
publication-legal = Legal basis
publication-languages = Languages
publication-licence = Licence
publication-contact = Contact
publication-stable-address = Stable address
publication-latest-version = Latest version
# Followed by the label of the Traffic Light Protocol, never translated.
publication-sharing = Sharing
# Year the figures of an incident report refer to
publication-year = Reference year
publication-regime = Legal regime
# In lists of publications. $version: such as 1.1
version-number = Version { $version }

## Parts of a publication

contents-heading = Contents
# $count: how many files follow
attachments-heading =
    { $count ->
        [one] Document
       *[other] Documents
    }
verify-file = Verify this file
# HTML. $file: name of the file
verify-help = To check that your copy is intact, compute its fingerprint (for example with <code>sha256sum { $file }</code>) and compare it with this one.
# Followed by the value.
verify-fingerprint = SHA-256
# $format: such as minisign
verify-signature = Signature of the file ({ $format })
changes-heading = Changes
cite-heading = How to cite
# HTML. Followed by the address. $publisher, $title, $kind, $date: of the publication. $number and
# $version: the publisher's number and the version; "none" where there is none.
citation = { $publisher }, <cite>{ $title }</cite>, { $kind }{ $number ->
        [none] {""}
       *[other] {" "}No { $number }
    }{ $version ->
        [none] {""}
       *[other] , version { $version }
    }, { $date }.
# Before the links to the formats of programs that manage citations.
cite-formats = For your citation manager:
related-heading = Related content
previous-publication = Previous
next-publication = Next
# $credit: author or source of the picture
image-credit = Image: { $credit }

## Lists

# $section: title of the section, such as News
see-all = { $section }: see all
explore-topics = Topics
# $count: number of publications
entries-count =
    { $count ->
        [one] { $count } publication
       *[other] { $count } publications
    }
# Above the list of years.
archives-heading = By year
nothing-published = Nothing has been published here yet.

## Publications index

# The ways to narrow the index.
index-facets = Browse
index-search = Search the publications
facet-kind = By kind
facet-series = By series
facet-topic = By topic
facet-year = By year
# $count: how many publications the series has in all
series-all =
    { $count ->
        [one] The whole series ({ $count } publication)
       *[other] The whole series ({ $count } publications)
    }
# Below a group that does not show everything. $count: how many publications the group has
series-more =
    { $count ->
        [one] { $count } publication in all: the others are found by year.
       *[other] { $count } publications in all: the others are found by year.
    }
# Before the languages in which a document exists.
entry-languages = Languages:
# $number: the number that the publisher gave the document
entry-number = No { $number }
# The two formats of a feed, by their names.
feed-atom = Atom
feed-json = JSON Feed
open-data = Index as open data
# Followed by links to the formats.
open-data-text = The whole index, for programs:
open-data-feeds = To follow what is new:

## Glossary

# Name of the menu of letters for screen readers.
glossary-letters = By letter
# Followed by other terms that are admitted.
glossary-also = Also:
# The European Union’s terminology database.
glossary-iate = IATE

## Search

search-label = Words to search for
search-button = Search
search-filter = Narrow down the results
# Names of the groups of checkboxes.
search-kind = Kind
search-topic = Topic
search-year = Year
search-language = Available in
search-more = Show more results
search-waiting = Searching
search-failed = Search is not available at the moment. The lists below lead to every publication.
search-nothing = No publication has these words. Try fewer words, a more general term, or browse the lists below.
search-no-script = Search needs JavaScript. Every publication can also be found in the lists below.
# $total: how many publications, the newest; $count: how many older ones are not among them.
search-limited =
    { $count ->
        [one] The newest { $total } publications are searched; an older one is in the lists only.
       *[other] The newest { $total } publications are searched; { $count } older ones are in the lists only.
    }
search-browse = Browse the lists
search-browse-kinds = By kind
search-browse-topics = By topic

## Figures of an incident report

data-heading = Data
data-text = The figures of this report, for reuse. Codes have labels in every language of the site.
# Name of the format that describes the others: Frictionless Data Package.
data-package = Description of all datasets ({ $title })
data-corrected = Corrected data
# $date: when the dataset was corrected. Followed by what changed.
data-until = Until { $date }
data-former = Former data (CSV)
data-method = What changed in the method
data-not-comparable = The figures cannot be held against those of the year before.

## The years of a series, side by side

comparison-note = Only figures collected under the same legal regime stand side by side. Events, incidents and notifications are never added together.
comparison-several = The reports of this series were collected under several legal regimes; each has tables of its own.
comparison-years = The years
# Stands in a table where nothing is known.
comparison-unknown = not known
comparison-change = Below a figure stands its change against the year before.
comparison-regime-unknown = Legal regime not stated
comparison-download = All figures in one file
# Link on the list of a series.
comparison-go = Compare the years

## Other pages

withdrawn-heading = Publication withdrawn
withdrawn-text = This address is kept so that whoever follows a link to the document learns that it is no longer available.
not-found-text = There is no page at this address. It may have been mistyped, or the page may have moved.
not-found-links = You can continue from here:
go-home = Go to the home page
moved-heading = This page has moved
# Followed by the new address.
moved-text = New address:

## Footer

# HTML. $label, $url: name and address of the licence
reuse-licence = Unless otherwise stated, content may be reused under the licence <a href="{ $url }" rel="license">{ $label }</a>.

## Charts and tables of figures

# Opens the table with the chart's data; its title follows, for screen readers.
exhibit-table = Data as a table
# The years of other reports that the data come from follow. $count: how many there are
exhibit-sources =
    { $count ->
        [one] Also from the report on
       *[other] Also from the reports on
    }
# Names of formats follow.
exhibit-downloads = Open data:
