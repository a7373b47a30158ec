### Ciò che si dice di una pubblicazione: stato, modifiche, identificativi, licenza.

## Stato. Il genere grammaticale cambia da documento a documento: si concorda con "versione".

status-draft = Bozza
status-consultation = In consultazione
status-final = Versione definitiva
status-superseded = Versione superata
status-withdrawn = Versione ritirata

## Modifiche dopo la pubblicazione.

change-correction = Rettifica
change-update = Aggiornamento
change-minor = Modifica minore

## Consultazione pubblica. Dopo i due punti la data non richiede l'articolo ("il 4", "l'8").
# $date (data): il giorno di chiusura.

consultation-open = Consultazione aperta. Scadenza: { DATETIME($date, dateStyle: "long") }
consultation-closed = Consultazione chiusa. Scadenza: { DATETIME($date, dateStyle: "long") }

## Identificativi.

identifier-doi = DOI
identifier-isbn = ISBN
identifier-issn = ISSN
identifier-catalogue = Numero di catalogo
identifier-number = Numero

## Licenze di riutilizzo.

licence-cc-by-4-0 = Creative Commons Attribuzione 4.0 Internazionale (CC BY 4.0)
licence-cc0-1-0 = Creative Commons Zero 1.0 Universale (CC0 1.0)

## Traduzioni.
# $date (data): la versione tradotta. $count (numero): quanti paragrafi sono cambiati da allora.

translation-behind =
    Tradotto dalla versione del { DATETIME($date, dateStyle: "long") }; da allora { $count ->
        [one] è cambiato { $count } paragrafo.
       *[other] sono cambiati { $count } paragrafi.
    }
translation-machine = Questo testo è stato tradotto automaticamente e non è stato rivisto.

## On a proof, which is read before anything is published.
# $day, $hour (text): when it may be shown. $zone (text): the site's time zone.

proof-draft = Bozza
proof-embargo = Embargo fino al { $day }, ore { $hour } ({ $zone })
