//! What the texts of the corpus are made of: everything in Italian and in English, side by side,
//! so that both editions of a publication say the same.
//!
//! `{actor}`, `{asset}`, `{threat}` and `{measure}` stand for one of the lists below, `{n}` for a
//! number, `{p}` for a percentage and `{y}` for a year.

/// The same in Italian and in English.
pub(crate) type Pair = [&'static str; 2];

/// Topics of the site: id, and label in each language.
pub(crate) const TOPICS: [(&str, Pair); 12] = [
    ("nis2", ["Direttiva NIS2", "NIS2 Directive"]),
    ("incident-reporting", ["Notifica degli incidenti", "Incident reporting"]),
    ("crisis-management", ["Gestione delle crisi", "Crisis management"]),
    ("cooperation", ["Cooperazione internazionale", "International cooperation"]),
    ("skills", ["Competenze digitali", "Digital skills"]),
    ("networks", ["Reti 5G", "5G networks"]),
    ("post-quantum", ["Crittografia post-quantistica", "Post-quantum cryptography"]),
    ("telecom", ["Telecomunicazioni", "Telecommunications"]),
    ("statistics", ["Statistiche", "Statistics"]),
    ("supply-chain", ["Catena di fornitura", "Supply chain"]),
    ("vulnerabilities", ["Vulnerabilità", "Vulnerabilities"]),
    ("health", ["Settore sanitario", "Health sector"]),
];

/// Series of the site: id, and label in each language.
pub(crate) const SERIES: [(&str, Pair); 5] = [
    ("weekly-bulletin", ["Bollettino settimanale", "Weekly bulletin"]),
    ("general-documents", ["Documenti generali", "General documents"]),
    ("technical-notes", ["Note tecniche", "Technical notes"]),
    ("annual-reports", ["Relazioni annuali", "Annual reports"]),
    ("telecom-reports", ["Relazioni sulle comunicazioni", "Telecom reports"]),
];

pub(crate) const ACTORS: &[Pair] = &[
    ["l’autorità nazionale", "the national authority"],
    ["il gruppo di cooperazione", "the cooperation group"],
    ["la rete di CSIRT", "the CSIRTs network"],
    ["l’agenzia europea", "the European agency"],
    ["il gestore dell’infrastruttura", "the operator of the infrastructure"],
    ["il punto di contatto unico", "the single point of contact"],
    ["un gruppo di ricercatori", "a group of researchers"],
    ["il fornitore di servizi cloud", "the cloud service provider"],
    ["la squadra di risposta regionale", "the regional response team"],
    ["l’amministrazione «Città & Servizi»", "the administration “City & Services”"],
];

pub(crate) const ASSETS: &[Pair] = &[
    ["server di posta", "mail servers"],
    ["controller di dominio", "domain controllers"],
    ["sistemi di controllo industriale", "industrial control systems"],
    ["cartelle cliniche", "patient records"],
    ["apparati di rete perimetrali", "edge network devices"],
    ["portali dei cittadini", "citizens’ portals"],
    ["copie di riserva", "backup copies"],
    ["chiavi di firma", "signing keys"],
    ["registri degli accessi", "access logs"],
    ["reti di accesso radio", "radio access networks"],
];

pub(crate) const THREATS: &[Pair] = &[
    ["un attacco DDoS", "a DDoS attack"],
    ["un ransomware", "ransomware"],
    ["una campagna di phishing", "a phishing campaign"],
    ["un aggiornamento difettoso", "a faulty update"],
    ["un guasto dell’alimentazione", "a power failure"],
    ["un errore di configurazione", "a configuration error"],
    ["una vulnerabilità già corretta", "a vulnerability already fixed"],
    ["il furto di credenziali", "the theft of credentials"],
];

pub(crate) const MEASURES: &[Pair] = &[
    ["l’autenticazione a più fattori", "multi-factor authentication"],
    ["la segmentazione della rete", "network segmentation"],
    ["un piano di continuità provato", "a rehearsed continuity plan"],
    ["l’inventario dei beni", "the inventory of assets"],
    ["la cifratura dei dati", "the encryption of data"],
    ["la formazione del personale", "the training of staff"],
    ["la divulgazione coordinata", "coordinated disclosure"],
    ["il monitoraggio continuo", "continuous monitoring"],
];

pub(crate) const SENTENCES: &[Pair] = &[
    [
        "Nel {y} {actor} ha contato {n} incidenti, il {p} in più rispetto all’anno precedente.",
        "In {y} {actor} counted {n} incidents, {p} more than in the year before.",
    ],
    [
        "Gli incidenti che riguardano {asset} sono il {p} del totale.",
        "Incidents that concern {asset} are {p} of the total.",
    ],
    [
        "La causa più frequente resta {threat}, seguita a distanza da {threat}.",
        "The most frequent cause remains {threat}, followed at a distance by {threat}.",
    ],
    [
        "Secondo {actor}, {measure} avrebbe evitato la maggior parte dei danni.",
        "According to {actor}, {measure} would have avoided most of the damage.",
    ],
    [
        "Le organizzazioni che avevano adottato {measure} hanno ripreso il servizio in {n} minuti.",
        "Organisations that had adopted {measure} resumed service within {n} minutes.",
    ],
    [
        "Il preallarme va inviato entro 24 ore, la notifica entro 72 ore, la relazione finale entro un mese.",
        "The early warning is due within 24 hours, the notification within 72 hours, the final report within one month.",
    ],
    [
        "Chi amministra {asset} dovrebbe verificare subito la configurazione e conservare i registri.",
        "Those who run {asset} should check the configuration at once and keep the logs.",
    ],
    [
        "Non è ancora noto se {threat} sia all’origine dell’interruzione: {actor} darà notizia degli sviluppi.",
        "It is not yet known whether {threat} caused the outage: {actor} will report on developments.",
    ],
    [
        "Un totale, da solo, non dice se gli incidenti siano cresciuti o se siano cresciute le segnalazioni.",
        "A total on its own does not say whether incidents grew or whether reports grew.",
    ],
    [
        "In {n} casi {actor} ha chiesto la collaborazione di un altro Stato membro.",
        "In {n} cases {actor} asked another Member State to cooperate.",
    ],
    [
        "Combinare {measure} e {measure} costa poco, se ci si prepara con calma.",
        "Combining {measure} with {measure} costs little, if one prepares calmly.",
    ],
    [
        "L’esercitazione ha simulato {threat} contro {asset} in {n} sedi.",
        "The exercise simulated {threat} against {asset} at {n} sites.",
    ],
    [
        "Per il {p} delle segnalazioni la causa tecnica è rimasta ignota.",
        "For {p} of reports the technical cause remained unknown.",
    ],
    [
        "I dati sono arrotondati all’unità: le somme possono differire di un punto.",
        "Figures are rounded to the unit: sums may differ by one point.",
    ],
    [
        "Dopo {threat} il servizio è mancato per {n} minuti ({asset}).",
        "After {threat} the service was down for {n} minutes ({asset}).",
    ],
    [
        "Il documento non crea obblighi: gli obblighi stanno nella direttiva e nelle leggi nazionali.",
        "The document creates no obligations: these are in the directive and in national law.",
    ],
];

/// Links to other publications: what stands before, the link's text, and the end.
pub(crate) const LINKS: &[[Pair; 2]] = &[
    [["Se ne parla anche in", "See also"], ["un’altra pubblicazione", "another publication"]],
    [
        ["Il metodo è descritto negli", "The method is described in the"],
        ["orientamenti", "guidance"],
    ],
    [
        ["Le cifre provengono dalla", "The figures are from the"],
        ["relazione annuale", "annual report"],
    ],
    [["Il seguito è nella", "What followed is in the"], ["notizia successiva", "later news"]],
];

pub(crate) const HEADINGS: &[Pair] = &[
    ["Che cosa è successo", "What happened"],
    ["Che cosa cambia", "What changes"],
    ["Chi è coinvolto", "Who is involved"],
    ["Misure consigliate", "Recommended measures"],
    ["Settori", "Sectors"],
    ["Cause di fondo", "Root causes"],
    ["Come leggere le cifre", "How to read the figures"],
    ["Passi successivi", "Next steps"],
    ["Che cosa non si sa", "What is not known"],
    ["Risorse colpite", "Affected assets"],
    ["Domande frequenti", "Frequent questions"],
    ["Esempio", "Example"],
    ["Fonti", "Sources"],
    ["Responsabilità", "Responsibilities"],
];

pub(crate) const TITLES: &[Pair] = &[
    ["Nuovi orientamenti: {measure}", "New guidance: {measure}"],
    ["{threat}: che cosa sappiamo", "{threat}: what we know"],
    ["Pubblicata la relazione sugli incidenti {y}", "Report on incidents of {y} published"],
    ["Come proteggere {asset}: {measure}", "How to protect {asset}: {measure}"],
    [
        "Esercitazione europea: {threat} contro {asset}",
        "European exercise: {threat} against {asset}",
    ],
    ["{n} incidenti notificati: le cifre del {y}", "{n} incidents notified: the figures of {y}"],
];

pub(crate) const TABLE_HEADS: &[[Pair; 3]] = &[
    [["Settore", "Sector"], ["Incidenti", "Incidents"], ["Quota", "Share"]],
    [["Risorsa", "Asset"], ["Casi", "Cases"], ["Variazione", "Change"]],
    [["Misura", "Measure"], ["Adottata da", "Adopted by"], ["Quota", "Share"]],
];

/// Code in the languages that such publications quote.
pub(crate) const CODE: &[(&str, &str)] = &[
    (
        "bash",
        "# Verify the file before opening it\nsha256sum --check SHA256SUMS\nfor host in $(cat hosts.txt); do\n  ssh \"$host\" 'journalctl --since yesterday | grep -c \"Failed password\"'\ndone\n",
    ),
    (
        "json",
        "{\n  \"type\": \"indicator\",\n  \"pattern\": \"[ipv4-addr:value = '192.0.2.17']\",\n  \"valid_from\": \"2025-03-01T00:00:00Z\",\n  \"confidence\": 85\n}\n",
    ),
    (
        "yaml",
        "rules:\n  - id: deny-legacy-tls\n    match: {protocol: tls, version: \"1.0\"}\n    action: drop\n    log: true\n",
    ),
    (
        "",
        "GET /?q={{7*7}} HTTP/1.1\nHost: www.example.org\nUser-Agent: <script>alert(1)</script>\n",
    ),
];
