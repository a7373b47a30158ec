### I generi di pubblicazione.
###
### Il valore è l'etichetta di una singola pubblicazione; `.plural` è il titolo dell'elenco;
### `.slug` è il segmento dell'indirizzo (/it/notizie/); `.description` presenta l'elenco.

kind-news = Comunicato
    .plural = Notizie
    .slug = notizie
    .description = Comunicati e aggiornamenti sulla cybersicurezza.
kind-guideline = Linea guida
    .plural = Linee guida
    .slug = linee-guida
    .description = Linee guida, raccomandazioni e documenti di riferimento.
kind-incident-report = Rapporto annuale sugli incidenti
    .plural = Rapporti sugli incidenti
    .slug = rapporti-incidenti
    .description = Rapporti annuali sugli incidenti notificati, con i relativi dati.

# Una pagina non ha un segmento proprio nell'indirizzo, quindi non ha `.slug`.
kind-page = Pagina
    .plural = Pagine
    .description = Pagine informative del sito.
