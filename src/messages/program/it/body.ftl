### Le parole che il programma inserisce nel corpo di un testo.

## Riquadri.

callout-note = Nota
callout-tip = Suggerimento
callout-important = Importante
callout-warning = Avvertenza
callout-caution = Attenzione

## Note a piè di pagina.

body-footnotes = Note
# $number (numero): il rimando nel testo, a partire da 1.
body-footnote-back = Torna al rimando { $number }

## Elementi senza un'etichetta propria, per chi usa uno screen reader.

body-table = Tabella { $number }
body-code = Codice { $number }
body-task-done = Attività completata
body-task-open = Attività da completare

## Componenti.

body-members = Membri

## Dove una traduzione è rimasta indietro rispetto all’originale.

body-behind = Cambiato nell’originale
body-obsolete = Non più presente nell’originale
body-withheld = Questo avviso è cambiato nell’originale e la traduzione non è ancora aggiornata.
body-withheld-original = Leggilo nell’originale
