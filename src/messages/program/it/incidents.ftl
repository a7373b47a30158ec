### Il vocabolario degli incidenti.
### Fonte: gruppo di cooperazione NIS, pubblicazione 04/2018, Cybersecurity Incident Taxonomy.

## Regime giuridico della notifica.

regime-nis = Direttiva NIS
regime-telecom = Comunicazioni elettroniche
regime-trust = Servizi fiduciari

## Causa di fondo.

root-cause-system-failures = Guasti di sistema
root-cause-natural-phenomena = Fenomeni naturali
root-cause-human-errors = Errori umani
root-cause-malicious-actions = Azioni malevole
root-cause-third-party-failures = Guasti di terzi

## Gravità della minaccia.

threat-severity-high = Alta
threat-severity-medium = Media
threat-severity-low = Bassa

## Gravità dell'impatto.

impact-severity-red = Impatto molto grande
impact-severity-yellow = Impatto grande
impact-severity-green = Impatto minore
impact-severity-white = Nessun impatto

## Evoluzione prevista.

outlook-improving = In miglioramento
outlook-stable = Stabile
outlook-worsening = In peggioramento

## Che cosa distingue un insieme di dati, e che cosa misura.

dimension-quarter = Trimestre
dimension-sector = Settore
dimension-subsector = Sottosettore
dimension-root-cause = Causa di fondo
dimension-detailed-cause = Causa di dettaglio
dimension-service = Servizio colpito
dimension-asset = Risorsa colpita
dimension-threat-severity = Gravità della minaccia
dimension-impact-severity = Gravità dell'impatto
dimension-rsit-class = Classe di incidente (RSIT)
dimension-rsit-type = Tipo di incidente (RSIT)
dimension-cross-border = Effetti oltre confine
dimension-third-party = Guasto di un terzo

measure-incidents = Incidenti
measure-share = Quota degli incidenti
measure-user-hours = Ore-utente perse
measure-user-hours-share = Quota delle ore-utente perse
measure-users = Utenti colpiti
measure-duration = Durata (ore)
measure-events = Eventi
measure-notifications = Notifiche
measure-countries = Paesi segnalanti
measure-member-states = Stati membri segnalanti
measure-efta-countries = Paesi EFTA segnalanti

## Trimestri.

quarter-q1 = 1º trimestre
quarter-q2 = 2º trimestre
quarter-q3 = 3º trimestre
quarter-q4 = 4º trimestre

## Sì e no.

cross-border-yes = Effetti oltre confine
cross-border-no = Effetti in un solo paese
cross-border-other = Altro
cross-border-unknown = Non noto
third-party-yes = Un terzo ha avuto un guasto
third-party-no = Nessun terzo coinvolto
third-party-other = Altro
third-party-unknown = Non noto

## Cause di dettaglio. Fonte: ENISA, relazioni annuali sugli incidenti nelle telecomunicazioni.

detailed-cause-hardware-failure = Guasto hardware
detailed-cause-software-bug = Difetto del software
detailed-cause-overload = Sovraccarico
detailed-cause-power-failure = Interruzione dell'alimentazione
detailed-cause-faulty-update = Aggiornamento difettoso
detailed-cause-storm = Tempesta
detailed-cause-heavy-snowfall = Forte nevicata
detailed-cause-flood = Alluvione
detailed-cause-earthquake = Terremoto
detailed-cause-wildfire = Incendio boschivo
detailed-cause-fire = Incendio
detailed-cause-arson = Incendio doloso
detailed-cause-ddos = Attacco DDoS
detailed-cause-malware = Malware
detailed-cause-other = Altre cause
detailed-cause-unknown = Causa non nota

## Servizi. Stessa fonte.

service-fixed-telephony = Telefonia fissa
service-fixed-internet = Internet fisso
service-mobile-telephony = Telefonia mobile
service-mobile-internet = Internet mobile
service-number-independent = Servizi indipendenti dal numero
service-other = Altri servizi
service-unknown = Servizio non noto

## Risorse: ogni sito nomina le proprie.

asset-other = Altre risorse
asset-unknown = Nessun dato sulla risorsa

## Resto dei vocabolari precedenti.

root-cause-other = Altre cause di fondo
root-cause-unknown = Causa di fondo non nota
threat-severity-other = Altro
threat-severity-unknown = Gravità non nota
impact-severity-other = Altro
impact-severity-unknown = Impatto non noto

## Insiemi di dati da scaricare.

column-id = Incidente
column-date = Data
code-total = Totale
dataset-records = Gli incidenti uno per uno
# $measures (testo): che cosa si misura, con virgole in mezzo.
dataset-totals = Totali: { $measures }
# $dimensions (testo): che cosa si distingue, con virgole in mezzo.
dataset-by = { $dimensions }: { $measures }
# $date (data): l'ultimo giorno.
dataset-partial = Anno parziale, fino al { DATETIME($date, dateStyle: "long") }

## Gli anni di una serie, uno accanto all'altro. $series (testo): il suo nome.

comparison-title = Confronta gli anni
    .slug = confronto
comparison-of = { $series }: gli anni a confronto
comparison-description = { $series }: le cifre di tutti gli anni affiancate, ciascuna nel suo regime giuridico.
comparison-totals = Totali
comparison-measure = Misura
