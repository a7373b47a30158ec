### La tassonomia di riferimento degli incidenti di sicurezza RSIT, versione 1003 (CC0).

## Classi.

rsit-class-abusive-content = Contenuti illeciti o molesti
rsit-class-malicious-code = Codice malevolo
rsit-class-information-gathering = Raccolta di informazioni
rsit-class-intrusion-attempts = Tentativi di intrusione
rsit-class-intrusions = Intrusioni
rsit-class-availability = Disponibilità
rsit-class-information-content-security = Sicurezza delle informazioni
rsit-class-fraud = Frode
rsit-class-vulnerable = Sistemi vulnerabili
rsit-class-other = Altro
rsit-class-test = Prova
rsit-class-unknown = Classe non nota

## Tipi.

rsit-type-spam = Spam
rsit-type-harmful-speech = Espressioni d'odio o moleste
rsit-type-violence = Sfruttamento sessuale, violenza
rsit-type-infected-system = Sistema infetto
rsit-type-c2-server = Server di comando e controllo
rsit-type-malware-distribution = Distribuzione di malware
rsit-type-malware-configuration = Configurazione di malware
rsit-type-scanner = Scansione
rsit-type-sniffing = Intercettazione del traffico
rsit-type-social-engineering = Ingegneria sociale
rsit-type-ids-alert = Sfruttamento di una vulnerabilità nota
rsit-type-brute-force = Tentativi di accesso
rsit-type-exploit = Attacco con tecniche nuove
rsit-type-privileged-account-compromise = Compromissione di un'utenza privilegiata
rsit-type-unprivileged-account-compromise = Compromissione di un'utenza senza privilegi
rsit-type-application-compromise = Compromissione di un'applicazione
rsit-type-system-compromise = Compromissione di un sistema
rsit-type-burglary = Effrazione
rsit-type-dos = Interruzione del servizio (DoS)
rsit-type-ddos = Interruzione distribuita del servizio (DDoS)
rsit-type-misconfiguration = Errore di configurazione
rsit-type-sabotage = Sabotaggio
rsit-type-outage = Interruzione
rsit-type-unauthorised-information-access = Accesso non autorizzato alle informazioni
rsit-type-unauthorised-information-modification = Modifica non autorizzata delle informazioni
rsit-type-data-loss = Perdita di dati
rsit-type-data-leak = Fuga di informazioni riservate
rsit-type-unauthorised-use-of-resources = Uso non autorizzato di risorse
rsit-type-copyright = Diritto d'autore
rsit-type-masquerade = Furto d'identità
rsit-type-phishing = Phishing
rsit-type-weak-crypto = Crittografia debole
rsit-type-ddos-amplifier = Amplificatore di DDoS
rsit-type-potentially-unwanted-accessible = Servizi esposti senza necessità
rsit-type-information-disclosure = Divulgazione di informazioni
rsit-type-vulnerable-system = Sistema vulnerabile
rsit-type-other = Non classificato
rsit-type-undetermined = Non determinato
rsit-type-test = Prova
rsit-type-unknown = Tipo non noto
