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
