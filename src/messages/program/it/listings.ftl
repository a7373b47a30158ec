### Pagine di elenco, feed e pagine del sito senza un testo proprio.

listing-home = Pagina iniziale

# `.slug` è il segmento che precede il tema: /it/temi/reti-5g/.
listing-topic = Tema
    .plural = Temi
    .slug = temi
# `.slug` è il segmento che precede la serie: /it/serie/…/.
listing-series = Serie
    .plural = Serie
    .slug = serie

# L’indice delle pubblicazioni. `.slug` è il segmento dell’indirizzo: /it/pubblicazioni/.
listing-publications = Pubblicazioni
    .slug = pubblicazioni
    .description = Linee guida, rapporti e altri documenti, per serie e per anno, con le lingue e i file disponibili.
# $topic (testo): il tema, come "Reti 5G".
listing-publications-topic = Pubblicazioni: { $topic }
# Titolo, nell’indice, dei documenti che non fanno parte di una serie, dopo le serie.
listing-no-series = Altre pubblicazioni
# Lo stesso, quando nessun documento fa parte di una serie.
listing-all-series = Tutte le pubblicazioni
listing-latest = Ultime pubblicazioni

# $title (testo): il titolo dell'elenco, come "Notizie".
# $year (anno): mai con il separatore delle migliaia.
listing-archive-title = { $title }: { $year }

## Feed.
# $site (testo): il nome del sito. $kind (testo): il titolo dell'elenco.

feed-title = { $site }: tutte le pubblicazioni
feed-kind-title = { $site }: { $kind }

## Pagine di servizio.

not-found-title = Pagina non trovata
withdrawn-title = Pubblicazione ritirata

# $language (testo): la lingua in cui la pubblicazione esiste, come "inglese".
notice-missing-translation = Questa pubblicazione è disponibile solo in { $language }.

# Titolo, nella pagina iniziale, dell’elenco che unisce linee guida e rapporti.
listing-guidance = Linee guida e rapporti

# Pagina di un indirizzo che non esiste più (410).
withdrawn-gone = Il contenuto che si trovava a questo indirizzo è stato rimosso.

## Glossario. `.slug` è il segmento dell’indirizzo: /it/glossario/.

glossary-title = Glossario
    .slug = glossario
glossary-description = Le parole di questo sito: che cosa significano e come si dicono nelle altre lingue.

## Ricerca. `.slug` è il segmento dell’indirizzo: /it/cerca/.

search-title = Cerca
    .slug = cerca
search-description = Cerca nei titoli, nei sommari e nei testi di questo sito.
# $count (numero): quante pubblicazioni sono state trovate.
search-results =
    { $count ->
        [one] { $count } risultato
       *[other] { $count } risultati
    }

# In the footer, where the statement is on another site.
accessibility-statement = Dichiarazione di accessibilità
