### Lists, feeds and pages of the site without a text of their own.

listing-home = Home

# `.slug` is the segment before the topic: /en/topics/5g-networks/.
listing-topic = Topic
    .plural = Topics
    .slug = topics
# `.slug` is the segment before the series: /en/series/…/.
listing-series = Series
    .plural = Series
    .slug = series

# The publications index. `.slug` is the segment of the address: /en/publications/.
listing-publications = Publications
    .slug = publications
    .description = Guidelines, reports and other documents, by series and by year, with the languages and files available.
# $topic (text): the topic, such as "5G networks".
listing-publications-topic = Publications: { $topic }
# Title, in the index, of the documents that are in no series, after the series.
listing-no-series = Other publications
# The same, where no document is in a series.
listing-all-series = All publications
listing-latest = Latest publications

# $title (text): the title of the list, such as "News".
# $year (year): never with a thousands separator.
listing-archive-title = { $title }: { $year }

## Feeds.
# $site (text): the site's name. $kind (text): the title of the list.

feed-title = { $site }: all publications
feed-kind-title = { $site }: { $kind }

## Service pages.

not-found-title = Page not found
withdrawn-title = Publication withdrawn

# $language (text): the language in which the publication exists, such as "Italian".
notice-missing-translation = This publication is available in { $language } only.

# Title, on the home page, of the list that joins guidelines and reports.
listing-guidance = Guidelines and reports

# Page of an address that is gone (410).
withdrawn-gone = What was served at this address has been removed.

## Glossary. `.slug` is the segment of its address: /en/glossary/.

glossary-title = Glossary
    .slug = glossary
glossary-description = The words of this site: what they mean, and what they are called in the other languages.

## Search. `.slug` is the segment of its address: /en/search/.

search-title = Search
    .slug = search
search-description = Search the titles, summaries and texts of this site.
# $count (number): how many publications were found.
search-results =
    { $count ->
        [one] { $count } result
       *[other] { $count } results
    }

# In the footer, where the statement is on another site.
accessibility-statement = Accessibility statement
