### The vocabulary of incidents.
### Source: NIS Cooperation Group, publication 04/2018, Cybersecurity Incident Taxonomy.

## Legal regime of the notification.

regime-nis = NIS Directive
regime-telecom = Electronic communications
regime-trust = Trust services

## Root cause.

root-cause-system-failures = System failures
root-cause-natural-phenomena = Natural phenomena
root-cause-human-errors = Human errors
root-cause-malicious-actions = Malicious actions
root-cause-third-party-failures = Third-party failures

## Severity of the threat.

threat-severity-high = High
threat-severity-medium = Medium
threat-severity-low = Low

## Severity of the impact.

impact-severity-red = Very large impact
impact-severity-yellow = Large impact
impact-severity-green = Minor impact
impact-severity-white = No impact

## Outlook.

outlook-improving = Improving
outlook-stable = Stable
outlook-worsening = Worsening

## What a dataset tells apart, and what it measures.

dimension-quarter = Quarter
dimension-sector = Sector
dimension-subsector = Subsector
dimension-root-cause = Root cause
dimension-detailed-cause = Detailed cause
dimension-service = Service affected
dimension-asset = Asset affected
dimension-threat-severity = Severity of the threat
dimension-impact-severity = Severity of the impact
dimension-rsit-class = Class of incident (RSIT)
dimension-rsit-type = Type of incident (RSIT)
dimension-cross-border = Effects across borders
dimension-third-party = Failure of a third party

measure-incidents = Incidents
measure-share = Share of incidents
measure-user-hours = User-hours lost
measure-user-hours-share = Share of user-hours lost
measure-users = Users affected
measure-duration = Duration (hours)
measure-events = Events
measure-notifications = Notifications
measure-countries = Reporting countries
measure-member-states = Reporting Member States
measure-efta-countries = Reporting EFTA countries

## Quarters.

quarter-q1 = 1st quarter
quarter-q2 = 2nd quarter
quarter-q3 = 3rd quarter
quarter-q4 = 4th quarter

## Yes and no.

cross-border-yes = Effects across borders
cross-border-no = Effects in one country
cross-border-other = Other
cross-border-unknown = Not known
third-party-yes = A third party failed
third-party-no = No third party involved
third-party-other = Other
third-party-unknown = Not known

## Detailed causes. Source: ENISA, annual reports on telecom security incidents.

detailed-cause-hardware-failure = Hardware failure
detailed-cause-software-bug = Software bug
detailed-cause-overload = Overload
detailed-cause-power-failure = Power failure
detailed-cause-faulty-update = Faulty update
detailed-cause-storm = Storm
detailed-cause-heavy-snowfall = Heavy snowfall
detailed-cause-flood = Flood
detailed-cause-earthquake = Earthquake
detailed-cause-wildfire = Wildfire
detailed-cause-fire = Fire
detailed-cause-arson = Arson
detailed-cause-ddos = DDoS attack
detailed-cause-malware = Malware
detailed-cause-other = Other causes
detailed-cause-unknown = Cause not known

## Services. Same source.

service-fixed-telephony = Fixed telephony
service-fixed-internet = Fixed internet
service-mobile-telephony = Mobile telephony
service-mobile-internet = Mobile internet
service-number-independent = Number-independent services
service-other = Other services
service-unknown = Service not known

## Assets: a site names its own.

asset-other = Other assets
asset-unknown = No data on the asset

## Rest of the vocabularies above.

root-cause-other = Other root causes
root-cause-unknown = Root cause not known
threat-severity-other = Other
threat-severity-unknown = Severity not known
impact-severity-other = Other
impact-severity-unknown = Impact not known

## Datasets for download.

column-id = Incident
column-date = Date
code-total = Total
dataset-records = Incidents one by one
# $measures (text): what is measured, parted by commas.
dataset-totals = Totals: { $measures }
# $dimensions (text): what is told apart, parted by commas.
dataset-by = { $dimensions }: { $measures }
# $date (date): the last day.
dataset-partial = Partial year, up to { DATETIME($date, dateStyle: "long") }

## The years of a series, side by side. $series (text): its name.

comparison-title = Compare the years
    .slug = comparison
comparison-of = { $series }: the years compared
comparison-description = { $series }: the figures of all years side by side, each under its legal regime.
comparison-totals = Totals
comparison-measure = Measure
