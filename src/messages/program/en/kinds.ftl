### The kinds of publication.
###
### The value is the label of a single publication; `.plural` is the title of the list; `.slug` is
### the segment of the address (/en/news/); `.description` introduces the list.

kind-news = News release
    .plural = News
    .slug = news
    .description = Announcements and updates on cybersecurity.
kind-guideline = Guideline
    .plural = Guidelines
    .slug = guidelines
    .description = Guidelines, recommendations and reference documents.
kind-incident-report = Annual incident report
    .plural = Incident reports
    .slug = incident-reports
    .description = Annual reports on notified incidents, with their data.

# A page has no segment of its own in the address, hence no `.slug`.
kind-page = Page
    .plural = Pages
    .description = Information pages of this site.
