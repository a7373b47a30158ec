### Testi d'interfaccia del tema "istituzionale" (italiano).
### Le etichette di tipi, temi, lingue, stati e riquadri appartengono al programma e al sito.
### I messaggi segnati "HTML" contengono marcatura: si lasciano i tag e si traducono le parole.
### Le date non vanno mai precedute da una preposizione articolata (del 4, ma dell'8 e dell'11).

## Collegamenti iniziali e menu

# Primi collegamenti di ogni pagina, visibili quando ricevono il fuoco della tastiera.
skip-to-content = Vai al contenuto
skip-to-navigation = Vai alla navigazione
skip-to-footer = Vai al piè di pagina
# Nomi dei menu per i lettori di schermo: senza la parola "menu", che è annunciata comunque.
menu-main = Principale
menu-languages = Lingue
menu-breadcrumb = Percorso
menu-footer = Informazioni sul sito
menu-sequence = Precedente e successiva
# Apre il menu principale su uno schermo stretto.
menu-open = Menu
# Apre l'elenco delle lingue in cui la pagina manca.
menu-languages-others = Altre lingue
# Seguono i nomi di quelle lingue, ciascuno nella propria.
menu-languages-missing = Questa pagina non è disponibile in:

## Avvisi e riquadri

draft-build-banner = Anteprima con bozze: da non pubblicare
draft-heading = Bozza
draft-text = Questo testo non è definitivo e non è stato pubblicato.
untranslated-heading = Traduzione non disponibile
# $language: nome della lingua originale, nella lingua di chi legge
untranslated-original = Vai all’originale ({ $language })
behind-heading = Traduzione non aggiornata
machine-heading = Traduzione automatica
# Seguono collegamenti a paragrafi dell’originale.
behind-elsewhere = Non ancora in questo testo:
superseded-heading = Pubblicazione sostituita
# Segue il titolo della pubblicazione che sostituisce questa.
superseded-text = Questa pubblicazione è stata sostituita da:
consultation-heading = Consultazione pubblica
# Segue la data.
correction-heading = Rettifica

## Dati di una pubblicazione (etichette seguite da un valore)

publication-date = Pubblicazione
publication-updated = Aggiornamento
publication-version = Versione
publication-status = Stato
publication-replaces = Sostituisce
# $count: quanti temi seguono
publication-topics =
    { $count ->
        [one] Tema
       *[other] Temi
    }
publication-series = Serie
publication-legal = Base giuridica
publication-languages = Lingue
publication-licence = Licenza
publication-contact = Contatto
publication-stable-address = Indirizzo stabile
publication-latest-version = Ultima versione
# Segue l'etichetta del Traffic Light Protocol, mai tradotta.
publication-sharing = Diffusione
# Anno a cui si riferiscono i dati di un rapporto sugli incidenti
publication-year = Anno di riferimento
publication-regime = Regime giuridico
# Negli elenchi di pubblicazioni. $version: per esempio 1.1
version-number = Versione { $version }

## Parti di una pubblicazione

contents-heading = Indice
# $count: quanti file seguono
attachments-heading =
    { $count ->
        [one] Documento
       *[other] Documenti
    }
verify-file = Verifica questo file
# HTML. $file: nome del file
verify-help = Per verificare che la propria copia sia integra, calcolarne l’impronta (per esempio con <code>sha256sum { $file }</code>) e confrontarla con questa.
# Segue il valore.
verify-fingerprint = SHA-256
# $format: per esempio minisign
verify-signature = Firma del file ({ $format })
changes-heading = Cronologia delle modifiche
cite-heading = Come citare
# HTML. Seguito dall’indirizzo. $publisher, $title, $kind, $date: della pubblicazione. $number e
# $version: il numero dell’editore e la versione; "none" dove non ci sono.
citation = { $publisher }, <cite>{ $title }</cite>, { $kind }{ $number ->
        [none] {""}
       *[other] {" "}n. { $number }
    }{ $version ->
        [none] {""}
       *[other] , versione { $version }
    }, { $date }.
# Prima dei collegamenti ai formati per i programmi che gestiscono le citazioni.
cite-formats = Per il tuo programma di citazioni:
related-heading = Contenuti correlati
previous-publication = Precedente
next-publication = Successiva
# $credit: autore o fonte dell'immagine
image-credit = Immagine: { $credit }

## Elenchi

# $section: titolo della sezione, per esempio Notizie
see-all = { $section }: vedi tutto
explore-topics = Temi
# $count: numero di pubblicazioni
entries-count =
    { $count ->
        [one] { $count } pubblicazione
       *[other] { $count } pubblicazioni
    }
# Sopra l'elenco degli anni.
archives-heading = Per anno
nothing-published = Non è stato ancora pubblicato nulla.

## Indice delle pubblicazioni

# I modi di restringere l’indice.
index-facets = Sfoglia
index-search = Cerca tra le pubblicazioni
facet-kind = Per genere
facet-series = Per serie
facet-topic = Per tema
facet-year = Per anno
# $count: quante pubblicazioni ha in tutto la serie
series-all =
    { $count ->
        [one] Tutta la serie ({ $count } pubblicazione)
       *[other] Tutta la serie ({ $count } pubblicazioni)
    }
# Sotto un gruppo che non mostra tutto. $count: quante pubblicazioni ha il gruppo
series-more =
    { $count ->
        [one] { $count } pubblicazione in tutto: le altre si trovano per anno.
       *[other] { $count } pubblicazioni in tutto: le altre si trovano per anno.
    }
# Prima delle lingue in cui esiste un documento.
entry-languages = Lingue:
# $number: il numero che l’editore ha dato al documento
entry-number = N. { $number }
# I due formati di un feed, come si chiamano.
feed-atom = Atom
feed-json = JSON Feed
open-data = Indice in formato aperto
# Seguito dai collegamenti ai formati.
open-data-text = L’intero indice, per i programmi:
open-data-feeds = Per seguire le novità:

## Glossario

# Nome del menu delle lettere per i lettori di schermo.
glossary-letters = Per lettera
# Seguono altri termini ammessi.
glossary-also = Anche:
# Banca dati terminologica dell’Unione europea.
glossary-iate = IATE

## Ricerca

search-label = Parole da cercare
search-button = Cerca
search-filter = Restringi i risultati
# Nomi dei gruppi di caselle.
search-kind = Tipo
search-topic = Tema
search-year = Anno
search-language = Disponibile in
search-more = Mostra altri risultati
search-waiting = Ricerca in corso
search-failed = La ricerca non è disponibile in questo momento. Gli elenchi qui sotto portano a tutte le pubblicazioni.
search-nothing = Nessuna pubblicazione contiene queste parole. Si può provare con meno parole, con un termine più generale o sfogliare gli elenchi qui sotto.
search-no-script = La ricerca funziona solo con JavaScript attivo. Tutte le pubblicazioni si trovano anche negli elenchi qui sotto.
# $total: quante pubblicazioni, le più recenti; $count: quante di più vecchie non sono comprese.
search-limited =
    { $count ->
        [one] Si cerca nelle { $total } pubblicazioni più recenti; una più vecchia si trova solo negli elenchi.
       *[other] Si cerca nelle { $total } pubblicazioni più recenti; altre { $count } si trovano solo negli elenchi.
    }
search-browse = Sfoglia gli elenchi
search-browse-kinds = Per tipo
search-browse-topics = Per tema

## Le cifre di un rapporto sugli incidenti

data-heading = Dati
data-text = Le cifre di questo rapporto, da riutilizzare. I codici hanno etichette in ogni lingua del sito.
# Nome del formato che descrive gli altri: Frictionless Data Package.
data-package = Descrizione di tutti gli insiemi di dati ({ $title })
data-corrected = Dati corretti
# $date: quando l'insieme di dati è stato corretto. Segue che cosa è cambiato.
data-until = Fino al { $date }
data-former = Dati precedenti (CSV)
data-method = Che cosa è cambiato nel metodo
data-not-comparable = Le cifre non si possono confrontare con quelle dell’anno precedente.

## Gli anni di una serie, uno accanto all'altro

comparison-note = Stanno affiancate solo cifre raccolte nello stesso regime giuridico. Eventi, incidenti e notifiche non si sommano mai fra loro.
comparison-several = I rapporti di questa serie sono stati raccolti in più regimi giuridici: ciascuno ha tabelle proprie.
comparison-years = Gli anni
# Sta in una tabella dove non si sa nulla.
comparison-unknown = non noto
comparison-change = Sotto una cifra sta la sua variazione rispetto all’anno precedente.
comparison-regime-unknown = Regime giuridico non indicato
comparison-download = Tutte le cifre in un solo file
# Collegamento nell'elenco di una serie.
comparison-go = Confronta gli anni

## Altre pagine

withdrawn-heading = Pubblicazione ritirata
withdrawn-text = Questo indirizzo è mantenuto affinché chi segue un collegamento al documento sappia che non è più disponibile.
not-found-text = A questo indirizzo non c’è nessuna pagina. Forse è stato digitato male o la pagina è stata spostata.
not-found-links = Si può proseguire da qui:
go-home = Vai alla pagina iniziale
moved-heading = Questa pagina è stata spostata
# Segue il nuovo indirizzo.
moved-text = Nuovo indirizzo:

## Piè di pagina

# HTML. $label, $url: nome e indirizzo della licenza
reuse-licence = Salvo diversa indicazione, i contenuti possono essere riutilizzati secondo la licenza <a href="{ $url }" rel="license">{ $label }</a>.

## Grafici e tabelle di dati

# Apre la tabella con i dati del grafico; segue il titolo, per i lettori di schermo.
exhibit-table = Dati in tabella
# Seguono gli anni degli altri rapporti da cui provengono i dati. $count: quanti sono
exhibit-sources =
    { $count ->
        [one] Anche dal rapporto sul
       *[other] Anche dai rapporti sul
    }
# Seguono i nomi dei formati.
exhibit-downloads = Dati aperti:
