### What is said of a publication: status, changes, identifiers, licence.

## Status.

status-draft = Draft
status-consultation = Open for consultation
status-final = Final version
status-superseded = Superseded version
status-withdrawn = Withdrawn version

## Changes after publication.

change-correction = Correction
change-update = Update
change-minor = Minor change

## Public consultation.
# $date (date): the closing day.

consultation-open = Consultation open. Closing date: { DATETIME($date, dateStyle: "long") }
consultation-closed = Consultation closed. Closing date: { DATETIME($date, dateStyle: "long") }

## Identifiers.

identifier-doi = DOI
identifier-isbn = ISBN
identifier-issn = ISSN
identifier-catalogue = Catalogue number
identifier-number = Reference number

## Licences for reuse.

licence-cc-by-4-0 = Creative Commons Attribution 4.0 International (CC BY 4.0)
licence-cc0-1-0 = Creative Commons Zero 1.0 Universal (CC0 1.0)

## Translations.
# $date (date): the version that was translated. $count (number): how many paragraphs have changed since.

translation-behind =
    Translated from the version of { DATETIME($date, dateStyle: "long") }; { $count ->
        [one] { $count } paragraph has changed since.
       *[other] { $count } paragraphs have changed since.
    }
translation-machine = This text was translated by a machine and has not been reviewed.

## On a proof, which is read before anything is published.
# $day, $hour (text): when it may be shown. $zone (text): the site's time zone.

proof-draft = Draft
proof-embargo = Embargo until { $day }, { $hour } ({ $zone })
