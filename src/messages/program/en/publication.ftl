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
