### I testi propri del sito dimostrativo.

site-name = Osservatorio NIS
site-tagline = Notizie, guide e cifre sulla cibersicurezza europea, con le fonti
site-publisher = Osservatorio NIS, sito dimostrativo
site-intro = <p>Un sito dimostrativo in due lingue: ogni cifra ha una fonte, ogni correzione resta visibile, ogni file si può verificare. Non rappresenta alcuna autorità.</p>

## Argomenti

topic-nis2 = Direttiva NIS2
    .slug = nis2
    .description = Il quadro giuridico della cibersicurezza in 18 settori critici.
topic-incident-reporting = Notifica degli incidenti
    .slug = notifica-incidenti
    .description = Come, quando e con quali parole si comunica un incidente significativo.
topic-crisis-management = Gestione delle crisi
    .slug = gestione-crisi
    .description = Esercitazioni, ruoli e responsabilità quando un incidente diventa una crisi.
topic-international-cooperation = Cooperazione internazionale
    .slug = cooperazione-internazionale
    .description = Il lavoro con i partner al di fuori dell’Unione.
topic-skills = Competenze digitali
    .slug = competenze-digitali
    .description = Formazione e riconoscimenti per chi diffonde le competenze digitali.
topic-5g = Reti 5G
    .slug = reti-5g
    .description = I rischi delle reti 5G e le misure per ridurli.
topic-post-quantum = Crittografia post-quantistica
    .slug = crittografia-post-quantistica
    .description = Il passaggio a una crittografia che resista ai computer quantistici.
topic-telecom = Telecomunicazioni
    .slug = telecomunicazioni
    .description = Gli incidenti delle reti e dei servizi di comunicazione.
topic-statistics = Statistiche
    .slug = statistiche
    .description = Le cifre degli incidenti e il modo di leggerle.

## Serie

series-general-documents = Documenti generali
    .slug = documenti-generali
    .description = Guide alla lettura dei documenti di riferimento.
series-annual-summary-reports = Relazioni annuali sintetiche sugli incidenti
    .slug = relazioni-annuali
    .description = Le cifre annuali degli incidenti notificati ai sensi delle direttive NIS.
series-5g-security = Sicurezza delle reti 5G
    .slug = sicurezza-5g
    .description = Il pacchetto di strumenti dell’Unione e il suo seguito.
series-telecom-incident-reports = Incidenti delle telecomunicazioni
    .slug = incidenti-telecomunicazioni
    .description = Le cifre annuali degli incidenti delle reti di comunicazione.

## Risorse colpite dagli incidenti.

asset-websites = Siti web
asset-servers-and-domain-controllers = Server e controller di dominio
